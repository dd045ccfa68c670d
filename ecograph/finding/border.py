"""Where two countries meet."""

import polars as pl

from ecograph.finding.finding import NONE, PROJECTS, STAND_OUT, Finding
from ecograph.language import Plural, Words, country, listed
from ecograph.language.sentences import as_number, filled
from ecograph.network import Network
from ecograph.rows import ROWS

OFTEN = Plural(
    one=Words("; {names} is there most often", "; oftest er {names} med", "; oftest er {names} med"),
    many=Words("; {names} are there most often", "; oftest er {names} med", "; oftest er {names} med"),
)


def border(whole: Network) -> Finding | None:
    """Return in how many projects the two countries with most organisations meet, and who is there most often.

    All who are there equally often are named, side by side; of a side where more than ``STAND_OUT`` are, nobody.
    """
    eco = whole.ecosystem
    inside = eco.organisations.filter(pl.col("org_id").is_in(whole.organisations)).drop_nulls("country")
    sizes = inside.group_by("country").len().sort(["len", "country"], descending=[True, False])
    if sizes.height < 2:  # noqa: PLR2004 - a border has two sides
        return None
    sides = sizes["country"][:2].to_list()
    taking_part = eco.participations.join(inside.select("org_id", "name", "country"), on="org_id")
    taking_part = taking_part.filter(pl.col("country").is_in(sides))
    met = taking_part.filter(pl.col("country").n_unique().over("project_id") == 2)  # noqa: PLR2004 - see above
    n_projects, n_met = taking_part["project_id"].n_unique(), met["project_id"].n_unique()
    if n_projects == 0:
        return None
    carriers = [name for side in sides for name in _most_often(met.filter(country=side))]
    template = Words(
        en="Organisations from {a} and {b} meet in {k} of {projects} that at least one side takes part in{who}.",
        da="Organisationer fra {a} og {b} mødes i {k} af {projects}, som mindst én af siderne deltager i{who}.",
        nb="Organisasjoner fra {a} og {b} møtes i {k} av {projects} som minst én av sidene deltar i{who}.",
    )
    who = OFTEN.one if len(carriers) == 1 else OFTEN.many
    text = filled(
        template,
        a=lambda lang: country(sides[0], lang),
        b=lambda lang: country(sides[1], lang),
        k=as_number(n_met) if n_met else NONE.in_,
        projects=PROJECTS.of(n_projects),
        who=lambda lang: who.in_(lang).format(names=listed(carriers, lang)) if carriers else "",
    )
    rows = whole.nodes.filter(pl.col("id").is_in(met["project_id"].implode()), mode="project")
    return Finding("border", text, tuple(rows[ROWS].explode()))


def _most_often(met: pl.DataFrame) -> list[str]:
    """Return the names of those who are in most of the projects, or nobody where too many are equal.

    Args:
        met: ``org_id``, ``name`` and ``project_id`` of the participations of one side.
    """
    often = met.group_by("org_id", "name").agg(n=pl.col("project_id").n_unique())
    most = often.filter(pl.col("n") == pl.col("n").max()).sort("org_id")
    return most["name"].to_list() if most.height <= STAND_OUT else []
