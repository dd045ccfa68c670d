"""What the data does not know, ordered by how much of an answer rests on it.

Every answer has a base that it counts: members, flows, participations, goals. A gap is the part of the base that is
not known, and whoever knows where the largest part is missing knows what to ask for first.
"""

import polars as pl

from ecograph import money
from ecograph.analyses.answer import Result
from ecograph.analyses.gaps import unknown_words
from ecograph.analyses.gaps.unknown_facts import of_dates, of_figures, of_goals, of_places, of_projects, of_themes
from ecograph.analyses.gaps.unknown_members import of_members
from ecograph.analyses.gaps.unknown_money import of_money
from ecograph.errors import EcographError
from ecograph.language import Words
from ecograph.network import Network
from ecograph.rows import ROWS

TITLE = Words(en="what the data does not know", da="det, dataene ikke ved", nb="det dataene ikke vet")

MEANING = Words(
    en="Each gap in the data with the answer it bears on. The effect is the share of that answer's base that is not "
    "known for this reason; the largest come first.",
    da="Hvert hul i dataene med det svar, det berører. Effekten er den andel af svarets grundlag, der af den grund "
    "ikke er kendt; de største står først.",
    nb="Hvert hull i dataene med svaret det berører. Effekten er den andelen av svarets grunnlag som av den grunn "
    "ikke er kjent; de største står først.",
)

NAMED = 10
"""The most that a row of several subjects names; those that bear most come first."""

SCHEMA = pl.Schema(
    {
        "answer": pl.String(),
        "what": pl.String(),
        "subject": pl.String(),
        "subject_name": pl.String(),
        "is_several": pl.Boolean(),
        "subjects": pl.List(pl.String),
        "n_subjects": pl.Int64(),
        "unit": pl.String(),
        "n_known": pl.Int64(),
        "n_missing_low": pl.Int64(),
        "n_missing_high": pl.Int64(),
        "share_missing": pl.Float64(),
        "weight": pl.Float64(),
        "effect": pl.Float64(),
        "answer_missing": pl.Float64(),
        "cure_en": pl.String(),
        "cure_da": pl.String(),
        "cure_nb": pl.String(),
        "reason": pl.String(),
        ROWS: pl.List(pl.String),
    }
)


SHOWN = ("answer", "what", "subject_name", "unit", "n_known", "n_missing_low", "effect", "cure_{language}", "reason")
"""The columns that a terminal shows."""


def unknowns(network: Network, *, vagueness: float = money.VAGUENESS, n_named: int = NAMED) -> Result:
    """Return the gaps in the data, those first on which the largest share of an answer rests.

    effect = share_missing * weight, from 0 to 1. ``share_missing`` is missing / (known + missing): how much of what
    is to be known about the subject is not. ``weight`` is how much of the base of the answer the subject bears: its
    flows of all flows, its goals of all goals, one of k for each of k clusters, since each stands in as many pairs;
    1 where the row is about everything. So the effect is the share of the base of the answer that this gap leaves
    open, the effects of one answer add up to no more than 1, and a gap closed adds its effect to what is known.

    That orders gaps of one answer by what closing them settles. Between answers it takes each as equally important,
    and it says nothing about how the missing part would differ from the known one, nor what it costs to ask. Where a
    number is vague the least that is missing counts, so that no effect is overstated.

    The bases, by ``answer`` and ``unit``:

    - overlap of members: members, by cluster; where no number is reported, that number itself (0 of 1 known);
    - funding by recipient, by payer, by programme: amounts of flows that are funding and restate none, counted once
      for each that is named; a flow that names nobody is a row of its own;
    - coverage by country, by helix, by region: participations of organisations that lack it;
    - coverage by theme: projects without a theme, meetings left out; coverage of a framework: its themes that nobody
      is tagged with, which nobody may work on or nobody has looked for;
    - development over time: projects without a start; size of projects: projects with neither a budget nor a flow
      with an amount;
    - key figures: figures without their value; goals: goals without a figure, by owner;
    - what was known when: facts whose source has no date of publication.

    Args:
        network: The network.
        vagueness: The share by which a vague number of members may be off.
        n_named: How many subjects a row about several names.

    Returns:
        Result ``unknowns``: ``answer``, ``what`` (is missing), ``subject`` and ``subject_name`` (a table of the
        dataset where ``is_several``), ``subjects`` (names of up to ``n_named`` that lack it, those that bear most
        first), ``n_subjects`` (all that lack it), ``unit`` (what is counted), ``n_known``, ``n_missing_low``,
        ``n_missing_high`` (null where it has no upper bound), ``share_missing``, ``weight``, ``effect``,
        ``answer_missing`` (the sum of the effects on the same answer: all of it that is not known), ``cure_en``,
        ``cure_da``, ``cure_nb`` (whom to ask for what), ``reason``, ``rows``; sorted by effect downwards, then by
        answer, what and subject. A gap of nothing is no row: an answer that does not appear lacks nothing of this kind.

    Raises:
        EcographError: The vagueness is below 0, or ``n_named`` is.

    By hand: one of two goals of a has no figure, and that is half of what is to be known about goals.

    >>> from ecograph.ecosystem import Ecosystem
    >>> goal = {"owner": "a", "kind": "action", "what": "more jobs"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": "a", "name": "A", "kind": "agency"}],
    ...     figures=[{"figure_id": "f", "what": "jobs", "unit": "jobs", "value": 2.0, "qualifier": "exact"}],
    ...     goals=[{**goal, "goal_id": "g", "figure_id": "f"}, {**goal, "goal_id": "h"}],
    ... )
    >>> unknowns(Network.of(eco)).table.filter(answer="goals").select("subject", "n_missing_low", "effect").rows()
    [('a', 1, 0.5)]
    """
    if n_named < 0:
        raise EcographError(f"found {n_named} as the most subjects to name, expected 0 or more")
    parts = (
        of_members(network, vagueness=vagueness),
        of_money(network),
        of_places(network),
        of_projects(network),
        of_themes(network),
        of_figures(network),
        of_goals(network),
        of_dates(network),
    )
    gaps = pl.concat(parts)
    known, missing = pl.col("n_known").cast(pl.Float64), pl.col("n_missing_low").cast(pl.Float64)
    table = (
        gaps.filter(pl.col("n_subjects") > 0)
        .with_columns(
            share_missing=pl.when(known + missing > 0).then(missing / (known + missing)),
            subjects=pl.col("subjects").list.head(n_named),
        )
        .with_columns(effect=pl.col("share_missing") * pl.col("weight"))
        .with_columns(answer_missing=pl.col("effect").sum().over("answer", order_by=["what", "subject"]))
        .with_columns(
            reason=pl.when(pl.col("share_missing").is_null())
            .then(pl.lit(unknown_words.NOTHING))
            .when(pl.col("n_missing_high").is_null())
            .then(pl.lit(unknown_words.NO_BOUND)),
            rows=pl.col(ROWS).list.unique().list.sort(),
        )
        .sort("effect", "answer", "what", "subject", descending=[True, False, False, False], nulls_last=True)
        .select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
    )
    return Result("unknowns", TITLE, MEANING, ("answer", "what", "subject"), table, SHOWN, unknown_words.WORDS)
