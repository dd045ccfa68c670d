"""The axes on which a merger is compared with what was before, each with its unit and which way is better."""

from typing import NamedTuple

from ecograph.language import Words


class Axis(NamedTuple):
    """An axis: the table it is computed from, its unit, which way is better (more, less or neither), and its title."""

    table: str
    unit: str
    better: str
    title: Words


AXES = {
    "members_largest": Axis(
        "members",
        "organisations",
        "more",
        Words(
            en="members in the largest body",
            da="medlemmer i den største",
            nb="medlemmer i den største",
        ),
    ),
    "partners_largest": Axis(
        "members",
        "organisations",
        "more",
        Words(
            en="partners of the largest body",
            da="partnere til den største",
            nb="partnere til den største",
        ),
    ),
    "cells_largest": Axis(
        "coverage",
        "combinations",
        "more",
        Words(
            en="covered by the body that covers most",
            da="dækket af den, der dækker mest",
            nb="dekket av den som dekker mest",
        ),
    ),
    "members_doubled": Axis(
        "members",
        "organisations",
        "less",
        Words(
            en="members of two or more",
            da="medlemmer af to eller flere",
            nb="medlemmer av to eller flere",
        ),
    ),
    "partners_doubled": Axis(
        "members",
        "organisations",
        "less",
        Words(
            en="partners of two or more",
            da="partnere til to eller flere",
            nb="partnere til to eller flere",
        ),
    ),
    "funders_doubled": Axis(
        "funders",
        "payers",
        "less",
        Words(
            en="funders of two or more",
            da="finansieringskilder for to eller flere",
            nb="finansieringskilder for to eller flere",
        ),
    ),
    "brokerage_two_mode": Axis(
        "retained",
        "shortest paths",
        "more",
        Words(
            en="bridge building through projects",
            da="brobygning gennem projekter",
            nb="brobygging gjennom prosjekter",
        ),
    ),
    "cut_off": Axis(
        "resilience",
        "organisations",
        "less",
        Words(
            en="cut off if one secretariat fails",
            da="afskåret, hvis ét sekretariat falder fra",
            nb="avskåret hvis ett sekretariat faller fra",
        ),
    ),
    "without_lead": Axis(
        "resilience",
        "projects",
        "less",
        Words(
            en="projects without a lead if one fails",
            da="projekter uden leadpartner, hvis ét falder fra",
            nb="prosjekter uten ledende partner hvis ett faller fra",
        ),
    ),
    "hhi_low": Axis(
        "hhi",
        "percent squared",
        "less",
        Words(
            en="concentration of funding, at least",
            da="koncentration af midler, mindst",
            nb="konsentrasjon av midler, minst",
        ),
    ),
    "hhi_high": Axis(
        "hhi",
        "percent squared",
        "less",
        Words(
            en="concentration of funding, at most",
            da="koncentration af midler, højst",
            nb="konsentrasjon av midler, høyst",
        ),
    ),
    "parallel_projects": Axis(
        "projects",
        "pairs of projects",
        "less",
        Words(
            en="parallel projects in different bodies",
            da="parallelle projekter hos forskellige",
            nb="parallelle prosjekter hos ulike",
        ),
    ),
    "cells_doubled": Axis(
        "coverage",
        "combinations",
        "neither",
        Words(
            en="covered by two or more",
            da="dækket af to eller flere",
            nb="dekket av to eller flere",
        ),
    ),
    "bridges": Axis(
        "bridges",
        "participations",
        "less",
        Words(
            en="ties that alone hold parts together",
            da="bånd, der alene holder dele sammen",
            nb="bånd som alene holder deler sammen",
        ),
    ),
    "parts_left": Axis(
        "resilience",
        "parts",
        "less",
        Words(
            en="parts if one secretariat fails",
            da="dele, hvis ét sekretariat falder fra",
            nb="deler hvis ett sekretariat faller fra",
        ),
    ),
    "efficiency_left": Axis(
        "resilience",
        "share",
        "more",
        Words(
            en="global efficiency left if one fails",
            da="global efficiens, hvis ét falder fra",
            nb="global effektivitet hvis ett faller fra",
        ),
    ),
    "brokerage_projection": Axis(
        "retained",
        "shortest paths",
        "more",
        Words(
            en="bridge building between organisations",
            da="brobygning mellem organisationer",
            nb="brobygging mellom organisasjoner",
        ),
    ),
    "members": Axis(
        "members",
        "organisations",
        "more",
        Words(
            en="members",
            da="medlemmer",
            nb="medlemmer",
        ),
    ),
    "partners": Axis(
        "members",
        "organisations",
        "more",
        Words(
            en="project partners",
            da="samarbejdspartnere",
            nb="samarbeidspartnere",
        ),
    ),
    "cells": Axis(
        "coverage",
        "combinations",
        "more",
        Words(
            en="themes by region and sphere",
            da="temaer efter region og sektor",
            nb="temaer etter region og sektor",
        ),
    ),
    "funders": Axis(
        "funders",
        "payers",
        "more",
        Words(
            en="funders",
            da="finansieringskilder",
            nb="finansieringskilder",
        ),
    ),
}
"""The axes, in the order in which they are shown: what the merged body has that none had alone, what is doubled, what
it loses and risks; then the rest; last what all have together, which changes only when somebody leaves.

Less concentration of funding is called better, here and in every comparison: more of the money hangs on one body after
a merger. That is our choice, and no threshold of competition law; who sees it otherwise reads it the other way.
"""
