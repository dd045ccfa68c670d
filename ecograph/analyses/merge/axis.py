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
    "partners": Axis(
        "members",
        "organisations",
        "more",
        Words(
            en="project partners",
            da="projektpartnere",
            nb="prosjektpartnere",
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
    "hhi_low": Axis(
        "hhi",
        "percent squared",
        "neither",
        Words(
            en="concentration of funding, at least",
            da="koncentration af midler, mindst",
            nb="konsentrasjon av midler, minst",
        ),
    ),
    "hhi_high": Axis(
        "hhi",
        "percent squared",
        "neither",
        Words(
            en="concentration of funding, at most",
            da="koncentration af midler, højst",
            nb="konsentrasjon av midler, høyst",
        ),
    ),
    "funders": Axis(
        "funders",
        "payers",
        "more",
        Words(
            en="funders",
            da="bidragydere",
            nb="bidragsytere",
        ),
    ),
    "funders_doubled": Axis(
        "funders",
        "payers",
        "less",
        Words(
            en="funders of two or more",
            da="bidragydere til to eller flere",
            nb="bidragsytere til to eller flere",
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
    "without_lead": Axis(
        "resilience",
        "projects",
        "less",
        Words(
            en="projects without a lead if one fails",
            da="projekter uden leder, hvis ét falder fra",
            nb="prosjekter uten leder hvis ett faller fra",
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
}
"""The axes, in the order in which they are shown."""
