"""Which themes the clusters cover, where and with whom: what each covers alone and what the merged body would."""

from collections.abc import Collection, Sequence

import polars as pl

from ecograph.analyses.answer import Result
from ecograph.analyses.known import place_called, theme_labels
from ecograph.analyses.merge.labels import STATUS, organisations
from ecograph.analyses.merge.merger import Merger, following
from ecograph.errors import EcographError
from ecograph.language import Words
from ecograph.language.values import VALUES
from ecograph.metrics.holdings import each_holdings
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS, reference

CELL = ("theme", "region", "helix")
"""What a cell of the coverage is named by."""


def covered(network: Network, clusters: Sequence[str], framework: str | None = None) -> pl.DataFrame:
    """Return the cells of theme, region and helix that each cluster covers.

    The reach of a cluster is itself, its members and its partners. A cell is covered when an organisation of the
    reach with that region and helix takes part in a project of the cluster that is tagged with the theme, or is
    itself tagged with it. Organisations whose region or helix is not known cover nothing. What several clusters
    cover together is the union of what each covers.

    Args:
        network: The network.
        clusters: The ids of the clusters.
        framework: Only themes of this framework; of all when None.

    Returns:
        ``cluster``, ``theme_id``, ``region``, ``helix``, ``rows`` (tags, participations, memberships and the
        organisations, whose rows state region and helix); sorted by the first four, each once.

    Raises:
        EcographError: There is no such framework, or an id is not an organisation of the network.

    By hand: a works with x in a project on the theme t. a has no region, x has one: one cell.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[
    ...         {"org_id": "a", "name": "A", "helix": "intermediary"},
    ...         {"org_id": "x", "name": "X", "helix": "industry", "region": "DK01"},
    ...     ],
    ...     projects=[{"project_id": "p", "title": "P", "kind": "project"}],
    ...     participations=[{"org_id": org, "project_id": "p", "role": "partner"} for org in "ax"],
    ...     frameworks=[{"framework_id": "f"}],
    ...     themes=[{"theme_id": "t", "framework_id": "f"}],
    ...     tags=[{"subject": "p", "theme_id": "t"}],
    ... )
    >>> covered(Network.of(eco), ["a"]).drop("rows").rows()
    [('a', 't', 'DK01', 'industry')]
    """
    eco = network.ecosystem
    held = each_holdings(network, clusters).select("set", pl.col("dimension").cast(pl.String), "item", ROWS)
    tags = _tags(network, framework).rename({ROWS: "tag"})
    own = eco.organisations.filter(pl.col("org_id").is_in(list(clusters)))
    itself = own.select(set="org_id", item="org_id", rows=pl.concat_list(reference("organisations")))
    around = held.filter(pl.col("dimension").is_in(["members", "partners"])).select("set", "item", ROWS)
    stated = (
        pl.concat([itself, around])
        .join(tags, left_on="item", right_on="subject")
        .select("set", "theme_id", org_id="item", rows=pl.col(ROWS).list.concat(pl.concat_list("tag")))
    )
    projects = held.filter(pl.col("dimension") == "projects").select("set", "item", pl.col(ROWS).alias("why"))
    inside = eco.participations.filter(pl.col("org_id").is_in(network.organisations))
    taking_part = inside.select("org_id", item="project_id", part=reference("participations"))
    worked = (
        projects.join(tags, left_on="item", right_on="subject")
        .join(taking_part, on="item")
        .select("set", "theme_id", "org_id", rows=pl.col("why").list.concat(pl.concat_list("tag", "part")))
    )
    seats = eco.organisations.drop_nulls(["region", "helix"]).select(
        "org_id", "region", "helix", seat=reference("organisations")
    )
    placed = pl.concat([stated, worked]).join(seats, on="org_id")
    return (
        placed.with_columns(pl.col(ROWS).list.concat(pl.concat_list("seat")))
        .group_by("theme_id", "region", "helix", cluster="set")
        .agg(pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False).unique().sort())
        .select("cluster", "theme_id", "region", "helix", ROWS)
        .sort("cluster", "theme_id", "region", "helix")
    )


def coverage_of(
    network: Network, clusters: Sequence[str], *, framework: str | None = None, leaves: Collection[str] = ()
) -> pl.DataFrame:
    """Return the cells of theme, region and helix that some clusters cover together, and who of them does.

    The arguments are those of ``covered``; memberships of those that leave end.

    Returns:
        ``theme``, ``framework``, ``label`` (English where there is an English one), ``region``, ``helix``,
        ``n_clusters``, ``by`` (the clusters that cover it today), ``status`` (doubled: by two or more; only through
        one; lost: nobody covers it once those have left), ``reason`` (always null), ``rows``; by theme, region, helix.
    """
    cells = covered(network, clusters, framework)
    stay = covered(following(network, clusters, leaves), clusters, framework) if leaves else cells
    left = stay.select("region", "helix", pl.lit(value=True).alias("kept"), theme="theme_id")
    themes = network.ecosystem.themes.select(
        theme="theme_id", framework="framework_id", label=pl.coalesce("label_en", "label_da", "label_nb", "theme_id")
    )
    return (
        cells.rename({"theme_id": "theme"})
        .group_by(CELL)
        .agg(
            pl.col("cluster").n_unique().cast(pl.Int64).alias("n_clusters"),
            pl.col("cluster").unique().sort().alias("by"),
            pl.col(ROWS).explode(keep_nulls=False, empty_as_null=False).unique().sort(),
        )
        .join(left.unique(), on=CELL, how="left")
        .join(themes, on="theme", how="left")
        .with_columns(
            pl.lit(None, pl.String).alias(REASON),
            status=pl.when(pl.col("kept").is_null())
            .then(pl.lit("lost"))
            .when(pl.col("n_clusters") > 1)
            .then(pl.lit("doubled"))
            .otherwise(pl.lit("only through one")),
        )
        .sort(CELL)
        .select("theme", "framework", "label", "region", "helix", "n_clusters", "by", "status", REASON, ROWS)
    )


def coverage(merger: Merger, framework: str | None = None) -> Result:
    """Return ``coverage_of`` the bodies of a merger as a table of its answer."""
    table = coverage_of(merger.before, merger.clusters, framework=framework, leaves=merger.leaves)
    shown = ("theme", "region", "helix", "n_clusters", "by", "status")
    eco = merger.before.ecosystem
    regions = {region: place_called("region", region) for region in table["region"].unique().sort()}
    words = organisations(eco, merger.clusters) | theme_labels(eco) | regions | STATUS | VALUES["helix"]
    return Result("coverage", COVERAGE, COVERAGE_MEANING, CELL, table, shown, words)


def _tags(network: Network, framework: str | None) -> pl.DataFrame:
    """Return ``subject``, ``theme_id`` and ``rows`` of the tags with themes of a framework."""
    eco = network.ecosystem
    tags = eco.tags.select("subject", "theme_id", reference("tags"))
    if framework is None:
        return tags
    known = eco.frameworks["framework_id"].to_list()
    if framework not in known:
        there = ", ".join(known) or "none"
        raise EcographError(f"no framework {framework!r}: there are {there}")
    inside = eco.themes.filter(pl.col("framework_id") == framework)["theme_id"]
    return tags.filter(pl.col("theme_id").is_in(inside.implode()))


COVERAGE = Words(
    en="themes by region and sphere that the merging bodies cover",
    da="temaer efter region og sektor hos dem, der fusionerer",
    nb="temaer etter region og sektor hos dem som slås sammen",
)

COVERAGE_MEANING = Words(
    en="A cell is covered when an organisation with that region and sphere works on the theme in a project of the "
    "cluster, or is a member or partner known for the theme. A cell that is not listed is not known to be covered, "
    "which may be a gap in the data.",
    da="Et felt er dækket, når en organisation med den region og sektor arbejder med temaet i et af klyngens "
    "projekter, eller er medlem eller partner og kendt for temaet. Et felt, der ikke står her, er ikke kendt som "
    "dækket; det kan være et hul i data.",
    nb="Et felt er dekket når en organisasjon med den regionen og sektoren arbeider med temaet i et av klyngens "
    "prosjekter, eller er medlem eller partner og kjent for temaet. Et felt som ikke står her, er ikke kjent som "
    "dekket; det kan være et hull i dataene.",
)
