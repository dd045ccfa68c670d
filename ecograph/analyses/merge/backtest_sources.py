"""What was known of a merger before it was decided, and how much of today's data is not of that kind."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from ecograph import dates
from ecograph.analyses.merge.merger import Merger, merger
from ecograph.analyses.merge.reasons import NO_SOURCE_BEFORE
from ecograph.ecosystem import REFERENCE_TABLES, Ecosystem
from ecograph.errors import EcographError
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS, reference
from ecograph.scenario import Scenario
from ecograph.schema import SUBJECTS, TABLE, TABLES, Kind

PUBLISHED = ("before", "later", "not known")
"""When a source was published, seen from the day of the decision; not known also where the date is too vague."""

NOT_FACTS = (*REFERENCE_TABLES, "evidence", "frameworks", "themes")
"""Tables whose rows say nothing about an organisation."""


@dataclass(frozen=True, eq=False)
class Past:
    """A merger that happened, and what was known before.

    Args:
        merger: The merger in all of today's data; ``before`` is without the outcome.
        outcome: The id of the organisation that came of it.
        decided: When it was decided, as precise as it is known.
        day: The first day on which it may have been decided.
        known: The network of what was known before that day, without the outcome.
        present: The merging bodies that are in it, sorted.
        facts: ``body``, ``row``, ``source_id``, ``published``: today's facts about the merging bodies.
    """

    merger: Merger
    outcome: str
    decided: str
    day: dt.date
    known: Network
    present: tuple[str, ...]
    facts: pl.DataFrame

    @property
    def can_merge(self) -> bool:
        """Return whether two or more of the bodies were known."""
        return len(self.present) > 1


def past(network: Network, scenario: Scenario) -> Past:
    """Return what was known before a merger that happened.

    Known is what stands in a source that was surely published before the decision (``Ecosystem.said_by``). An
    organisation or project is known when such a source says anything of it; it then keeps the name, kind, region and
    dates that all sources together give it. ``Ecosystem.known_before`` would also drop what an old source says of a
    body because its own row stands under a page without a date. The outcome and all that points to it is left out:
    its members, projects, events, and the ties that say who became part of it.

    Args:
        network: The network of all data.
        scenario: A scenario with ``decided``, whose name is that of an organisation of the data.

    Raises:
        EcographError: The scenario has no decision, its outcome is no organisation of the data or one of those that
            merge, a row of its evidence does not exist, or what ``merger`` refuses.
    """
    if scenario.decided is None:
        raise EcographError(
            f"{scenario.name!r} has no date of decision, so nothing says what was known before: "
            'add decided = "YYYY-MM-DD", or use `merge` for a merger that has not happened'
        )
    planned = merger(network, scenario.clusters, name=scenario.name, leaves=scenario.leaves)
    if planned.outcome is None:
        found = "one of those that merge" if planned.into in planned.clusters else "no organisation of the data"
        raise EcographError(
            f"{scenario.name!r} is {found}, so nothing says what came of the merger: name the scenario after the "
            "organisation that came of it"
        )
    eco = network.ecosystem
    stated(eco, scenario)
    day = dates.bounds(scenario.decided)[0]
    before = sources(eco, day).filter(pl.col("published") == "before")["source_id"]
    slice_ = eco.said_by(*before)
    if scenario.as_of is not None:
        slice_ = slice_.as_of(dates.bounds(scenario.as_of)[1])
    if planned.outcome in slice_.organisations["org_id"]:
        slice_ = slice_.without_organisations(planned.outcome)
    known = Network.of(slice_, extents=network.extents)
    present = tuple(cluster for cluster in planned.clusters if cluster in known.organisations)
    facts = facts_about(planned.before.ecosystem, planned.clusters).join(sources(eco, day), on="source_id")
    return Past(planned, planned.outcome, scenario.decided, day, known, present, facts)


def sources(eco: Ecosystem, day: dt.date) -> pl.DataFrame:
    """Return ``source_id`` and ``published`` (before, later or not known) of each source, seen from a day."""
    when = (
        pl.when(dates.latest("published") < day)
        .then(pl.lit("before"))
        .when(dates.earliest("published") >= day)
        .then(pl.lit("later"))
        .otherwise(pl.lit("not known"))
    )
    return eco.sources.select("source_id", published=when)


def facts_about(eco: Ecosystem, bodies: Collection[str]) -> pl.DataFrame:
    """Return the facts that name some organisations: memberships, participations, flows, ties, events, figures ...

    Returns:
        ``body``, ``row`` (``table/key``), ``source_id``: each once, sorted. A row that names two of them is there
        for both.
    """
    parts = [pl.DataFrame(schema=dict.fromkeys(("body", "row", "source_id"), pl.String))]
    for table in TABLES:
        if table.name in NOT_FACTS:
            continue
        frame = eco[table.name].with_columns(reference(table.name).alias("row"))
        ends = [column for column in table.references() if set(column.references) & set(SUBJECTS)]
        for column in ends:
            named = frame.select("row", "source_id", body=column.name)
            if column.kind is Kind.IDS:
                named = named.explode("body", keep_nulls=False, empty_as_null=False)
            parts.append(named.filter(pl.col("body").is_in(sorted(bodies))).select("body", "row", "source_id"))
    return pl.concat(parts).unique().sort("body", "row")


def bodies(found: Past) -> pl.DataFrame:
    """Return how much of what is known today of each merging body was known before the decision.

    Returns:
        ``cluster``, ``name``, ``n_facts`` (today, without those about the outcome), ``n_before`` (of these, in a
        source surely published before), ``n_later``, ``n_not_known`` (its source has no date, or one too vague),
        ``reason`` (why nothing was known), ``rows`` (the facts known before); by cluster.
    """
    names = found.merger.before.ecosystem.organisations.select("name", cluster="org_id")
    when = pl.col("published")
    counted = found.facts.group_by(cluster="body").agg(
        pl.len().cast(pl.Int64).alias("n_facts"),
        *((when == kind).sum().cast(pl.Int64).alias(f"n_{kind.replace(' ', '_')}") for kind in PUBLISHED),
        pl.col("row").filter(when == "before").unique().sort().alias(ROWS),
    )
    counts = ("n_facts", *(f"n_{kind.replace(' ', '_')}" for kind in PUBLISHED))
    nothing = pl.when(pl.col("n_before") == 0).then(pl.lit(NO_SOURCE_BEFORE))
    return (
        pl.DataFrame({"cluster": found.merger.clusters}, schema={"cluster": pl.String})
        .join(names, on="cluster", how="left")
        .join(counted, on="cluster", how="left")
        .with_columns(pl.col(counts).fill_null(0), pl.col(ROWS).fill_null([]))
        .with_columns(nothing.alias(REASON))
        .sort("cluster")
        .select("cluster", "name", *counts, REASON, ROWS)
    )


def dated(found: Past) -> pl.DataFrame:
    """Return how many sources and facts about the merging bodies are from before the decision, later, or undated.

    Returns:
        ``published`` (before, later, not known), ``n_sources``, ``n_facts`` (about the merging bodies, each once),
        ``reason`` (always null), ``rows`` (the sources), in the order of ``PUBLISHED``.
    """
    eco = found.merger.before.ecosystem
    listed = sources(eco, found.day).with_columns(reference("sources"))
    grouped = listed.group_by("published").agg(pl.len().cast(pl.Int64).alias("n_sources"), pl.col(ROWS).unique().sort())
    facts = found.facts.group_by("published").agg(pl.col("row").n_unique().cast(pl.Int64).alias("n_facts"))
    return (
        pl.DataFrame({"published": PUBLISHED}, schema={"published": pl.String})
        .join(grouped, on="published", how="left", maintain_order="left")
        .join(facts, on="published", how="left", maintain_order="left")
        .with_columns(
            pl.col("n_sources", "n_facts").fill_null(0),
            pl.col(ROWS).fill_null([]),
            pl.lit(None, pl.String).alias(REASON),
        )
        .select("published", "n_sources", "n_facts", REASON, ROWS)
    )


def stated(eco: Ecosystem, scenario: Scenario) -> None:
    """Check that the rows which a scenario names as its evidence are in the data.

    Raises:
        EcographError: One is not; the message names it.
    """
    for row in scenario.evidence:
        table = row.split("/", maxsplit=1)[0]
        if table not in TABLE or row not in eco[table].select(reference(table)).to_series():
            raise EcographError(
                f"found no row {row} in the data, which {scenario.name!r} names as its evidence: write table/key, "
                "such as ties/mtic.merged-into.dlsc, or remove it"
            )
