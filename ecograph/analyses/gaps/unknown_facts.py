"""What is not known of organisations, projects, themes, figures, goals and sources."""

import numpy as np
import polars as pl

from ecograph.analyses.gaps.unknown_gap import Question, of_each, of_several
from ecograph.language import LANGUAGES, Words
from ecograph.metrics.holdings import NOT_SHARED_WORK
from ecograph.network import Network
from ecograph.rows import reference
from ecograph.schema import TABLES

PLACES = {
    "country": Question(
        "coverage by country",
        "country",
        "participations",
        Words(
            "look up where these organisations have their seat",
            "slå op, hvor organisationerne har hjemsted",
            "slå opp hvor organisasjonene holder til",
        ),
    ),
    "helix": Question(
        "coverage by helix",
        "helix",
        "participations",
        Words(
            "decide in which sphere these organisations act",
            "afgør, hvilken sektor organisationerne hører til",
            "avgjør hvilken sektor organisasjonene hører til",
        ),
    ),
    "region": Question(
        "coverage by region",
        "region",
        "participations",
        Words(
            "look up the addresses of these organisations in a register",
            "slå organisationernes adresser op i et register",
            "slå opp adressene til organisasjonene i et register",
        ),
    ),
}

THEMES = Question(
    "coverage by theme",
    "themes",
    "projects",
    Words(
        "read what these projects are about, and tag them",
        "læs, hvad projekterne handler om, og mærk dem med temaer",
        "les hva prosjektene handler om, og merk dem med temaer",
    ),
)
STARTS = Question(
    "development over time",
    "dates",
    "projects",
    Words(
        "ask the leads of these projects when they began",
        "spørg leadpartnerne, hvornår projekterne begyndte",
        "spør de ledende partnerne når prosjektene begynte",
    ),
)
BUDGETS = Question(
    "size of projects",
    "budgets",
    "projects",
    Words(
        "ask the leads or funders of these projects for a budget",
        "spørg leadpartnerne eller finansieringskilderne om projekternes budget",
        "spør de ledende partnerne eller finansieringskildene om budsjettet til prosjektene",
    ),
)
FRAMEWORKS = Question(
    "coverage of a framework",
    "tags",
    "themes",
    Words(
        "find out whether anybody works on these themes of “{}”",
        "find ud af, om nogen arbejder med disse temaer i »{}«",
        "finn ut om noen arbeider med disse temaene i «{}»",
    ),
)
FIGURES = Question(
    "key figures",
    "values",
    "figures",
    Words(
        "look for these figures in their sources or ask who made them",
        "find tallene i deres kilder, eller spørg dem, der har lavet dem",
        "finn tallene i kildene, eller spør dem som har laget dem",
    ),
)
GOALS = Question(
    "goals",
    "figures",
    "goals",
    Words(
        "ask {} how its goals are measured and what came of them",
        "spørg {}, hvordan målene måles, og hvad der kom ud af dem",
        "spør {} hvordan målene måles, og hva som kom ut av dem",
    ),
)
DATES = Question(
    "what was known when",
    "dates of publication",
    "facts",
    Words(
        "look up when these sources were published",
        "slå op, hvornår kilderne er udgivet",
        "slå opp når kildene ble utgitt",
    ),
)


def of_places(network: Network) -> pl.DataFrame:
    """Return the gaps in country, helix and region of the organisations, weighed by the projects they take part in.

    An organisation in many projects stands in many cells of a coverage, so its missing region hides more. Only the
    nodes of the network count. Rows of the columns ``unknown_gap.GAP``.
    """
    n_projects = pl.DataFrame(
        {"org_id": network.organisations, "n_projects": np.diff(network.participation.indptr)},
        schema={"org_id": pl.String, "n_projects": pl.Int64},
    )
    bodies = network.ecosystem.organisations.with_columns(reference("organisations")).join(n_projects, on="org_id")
    return pl.concat(
        of_several(
            question,
            "organisations",
            bodies.select("name", "rows", n="n_projects", is_known=pl.col(place).is_not_null()),
        )
        for place, question in PLACES.items()
    )


def of_projects(network: Network) -> pl.DataFrame:
    """Return the gaps in themes, dates and money of the projects, each of which counts 1; meetings are left out.

    Of a project without a budget, a flow to it with an amount tells the size too. Rows of ``unknown_gap.GAP``.
    """
    eco = network.ecosystem
    tagged = eco.tags["subject"].implode()
    paid = eco.flows.drop_nulls("amount").select("recipients").explode("recipients", empty_as_null=True).to_series()
    work = eco.projects.filter(~pl.col("kind").is_in(NOT_SHARED_WORK)).with_columns(reference("projects"))
    is_known = {
        THEMES: pl.col("project_id").is_in(tagged),
        STARTS: pl.col("start").is_not_null(),
        BUDGETS: pl.col("budget_amount").is_not_null() | pl.col("project_id").is_in(paid.drop_nulls().implode()),
    }
    return pl.concat(
        of_several(question, "projects", work.select("rows", name="title", n=pl.lit(1), is_known=known))
        for question, known in is_known.items()
    )


def of_themes(network: Network) -> pl.DataFrame:
    """Return, for each framework, its themes that nobody is tagged with, nor with a theme below them.

    The weight of a framework is its share of all themes. Rows of the columns ``unknown_gap.GAP``; what to do about one
    names the framework in each language, or by another of its names where it has none in that.
    """
    eco = network.ecosystem
    parents = dict(eco.themes.select("theme_id", "parent_id").drop_nulls().iter_rows())
    used: set[str] = set()
    for theme in eco.tags["theme_id"].unique():
        at: str | None = theme
        while at is not None and at not in used:
            used.add(at)
            at = parents.get(at)
    labels = eco.frameworks.select(subject="framework_id", subject_name="label_en")
    themes = eco.themes.with_columns(
        reference("themes"),
        subject="framework_id",
        name="label_en",
        is_known=pl.col("theme_id").is_in(sorted(used)),
    ).join(labels, on="subject")
    given = ("label_en", "label_da", "label_nb", "framework_id")
    called = eco.frameworks.select(
        subject="framework_id", **{f"called_{lang}": pl.coalesce(f"label_{lang}", *given) for lang in LANGUAGES}
    )
    gaps = of_each(FRAMEWORKS, themes, base=themes.height)
    named = gaps.join(called, on="subject", how="left", maintain_order="left")
    return named.with_columns(**FRAMEWORKS.cures("called_{language}")).select(gaps.columns)


def of_figures(network: Network) -> pl.DataFrame:
    """Return the gap of the figures whose value is lost or was not given. Rows of ``unknown_gap.GAP``."""
    figures = network.ecosystem.figures
    return of_several(
        FIGURES,
        "figures",
        figures.select(reference("figures"), name="what", n=pl.lit(1), is_known=pl.col("value").is_not_null()),
    )


def of_goals(network: Network) -> pl.DataFrame:
    """Return, for each owner, the goals that no figure measures; goals without an owner stand together.

    A figure that has lost its value measures nothing. Rows of the columns ``unknown_gap.GAP``.
    """
    eco = network.ecosystem
    measured = eco.figures.drop_nulls("value")["figure_id"].implode()
    names = pl.concat(
        [
            eco.organisations.select(owner="org_id", owner_name="name"),
            eco.projects.select(owner="project_id", owner_name="title"),
        ]
    )
    goals = eco.goals.join(names, on="owner", how="left").with_columns(
        reference("goals"),
        subject=pl.coalesce("owner", pl.lit("goals")),
        subject_name=pl.coalesce("owner_name", "owner", pl.lit("whoever set them")),
        name="what",
        is_known=pl.col("figure_id").is_in(measured).fill_null(value=False),
    )
    return of_each(GOALS, goals, base=goals.height)


def of_dates(network: Network) -> pl.DataFrame:
    """Return the gap of the sources without a date of publication, weighed by the facts that rest on them.

    Without it nobody can say whether a fact was known before a decision. Rates and prices are no facts of the
    ecosystem: they have no status. A source on which no fact rests is left out. Rows of ``unknown_gap.GAP``.
    """
    eco = network.ecosystem
    facts = pl.concat(eco[table.name].select("source_id") for table in TABLES if "status" in table)
    n_facts = facts.group_by("source_id").agg(n=pl.len())
    sources = eco.sources.join(n_facts, on="source_id").with_columns(reference("sources"))
    return of_several(
        DATES,
        "sources",
        sources.select(
            "rows",
            name=pl.coalesce("title", "source_id"),
            n="n",
            is_known=pl.col("published").is_not_null(),
        ),
    )
