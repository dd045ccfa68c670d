"""What a region or cluster is strong in, and which theme it lacks although most of what goes with it is there."""

from typing import Any, Literal, get_args

import numpy as np
import polars as pl
from scipy import sparse

from ecograph.algorithms.relatedness import density, proximity, rca, symmetric
from ecograph.analyses.answer import Result
from ecograph.analyses.gaps.coverage_grid import first_of
from ecograph.analyses.gaps.reasons import translated
from ecograph.analyses.gaps.themed import MOST_CELLS, THEME_LABEL, THEME_LABELS, label_of, themes, worked
from ecograph.errors import EcographError
from ecograph.language import Words
from ecograph.language.regions import REGIONS
from ecograph.language.sentences import as_is, as_number, as_percent, filled
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS, reference

Group = Literal["region", "cluster"]
"""What is compared."""

LEAST = 2
"""How many organisations a specialisation needs: with one, it is an organisation that happens to be there."""

NEAR = 0.5
"""The relatedness density from which a theme counts as within reach: half of what goes with it is there."""

NO_GROUP = "nobody in it is known to work with a theme"
NO_THEME = "nobody of these groups is known to work with the theme"
THIN = f"fewer than {LEAST} organisations: too few to be called specialised"
UNRELATED = "no theme is known to go with it"

REASONS: dict[str, Words] = {
    NO_GROUP: Words(NO_GROUP, "vi kender ingen der med et tema", "vi kjenner ingen der med et tema"),
    NO_THEME: Words(NO_THEME, "vi kender ingen i grupperne med temaet", "vi kjenner ingen i gruppene med temaet"),
    THIN: Words(
        THIN,
        f"færre end {LEAST} organisationer: for få til at tale om specialisering",
        f"færre enn {LEAST} organisasjoner: for få til å snakke om spesialisering",
    ),
    UNRELATED: Words(
        UNRELATED, "vi kender intet tema, der hører sammen med det", "vi kjenner ikke noe tema som hører sammen med det"
    ),
}
"""The reasons of the table in each language."""

SHOWN = ("name", THEME_LABEL, "n", "n_group", "n_theme", "rca", "is_specialised", "density", "is_opportunity", REASON)
"""The columns that a terminal shows."""

TITLE = Words(en="specialisation by theme", da="specialisering efter tema", nb="spesialisering etter tema")

MEANING = Words(
    en="How much more weight a theme has in a region or cluster than in all of them (1 is the same), and how much of "
    "what goes with the theme is there. Small numbers make large quotients: read them with n.",
    da="Hvor meget tungere et tema vejer i en region eller klynge end i dem alle tilsammen (1 er det samme), og hvor "
    "meget af det, der hører sammen med temaet, som findes der. Små tal giver store kvotienter: Læs dem sammen med n.",
    nb="Hvor mye tyngre et tema veier i en region eller klynge enn i alle til sammen (1 er det samme), og hvor mye av "
    "det som hører sammen med temaet som finnes der. Små tall gir store kvotienter: Les dem sammen med n.",
)

OPPORTUNITY = Words(
    en="{group} is not specialised in {theme}, but has {share} of what goes with it.",
    da="{group} er ikke specialiseret i {theme}, men har {share} af det, der hører sammen med temaet.",
    nb="{group} er ikke spesialisert i {theme}, men har {share} av det som hører sammen med temaet.",
)

NO_OPPORTUNITY = Words(
    en="No region or cluster is known to have at least half of what goes with a theme without being specialised in it.",
    da="Vi kender ingen region eller klynge, der har mindst halvdelen af det, der hører sammen med et tema, uden at "
    "være specialiseret i temaet.",
    nb="Vi kjenner ingen region eller klynge som har minst halvparten av det som hører sammen med et tema, uten å være "
    "spesialisert i temaet.",
)

THINLY = Words(
    en="The numbers are small: fewer than {few} pairs of an organisation and a theme in {n} of {all} groups.",
    da="Tallene er små: I {n} af {all} grupper er der færre end {few} par af en organisation og et tema.",
    nb="Tallene er små: I {n} av {all} grupper er det færre enn {few} par av en organisasjon og et tema.",
)

FEW = 20
"""Fewer pairs of an organisation and a theme than this are few for shares by theme."""

MOST_NAMED = 3
"""How many opportunities are said."""


def specialisation(network: Network, *, group: Group = "region", framework: str | None = None) -> Result:
    """Return how specialised each region or cluster is in each theme, and how near it is to those it lacks.

    Counted are pairs of an organisation and a theme, as in ``coverage``; a region has the organisations with their
    seat in it, a cluster itself and its known members, so that a member of two clusters counts for both. ``rca`` is
    the location quotient (Balassa 1965), ``symmetric`` (q - 1) / (q + 1). ``is_specialised`` needs an RCA of 1 and
    ``LEAST`` organisations; with fewer it is not known. ``density`` is the share of what is related to the theme that
    the group is specialised in (Hidalgo et al. 2007; Boschma et al. 2015), where themes are related by the groups
    that are specialised in both. An opportunity is a theme with an RCA below 1 and a density of ``NEAR`` or more.
    With few groups, proximity takes few values.

    Args:
        network: The network.
        group: Whether regions or clusters are compared.
        framework: The id of a framework; all themes when None.

    Returns:
        ``group`` (a region, or the id of a cluster), ``name``, ``theme``, ``label_en``, ``label_da``, ``label_nb``,
        ``n`` (organisations),
        ``n_group`` and ``n_theme`` (pairs of the group and of the theme), ``rca``, ``symmetric``,
        ``is_specialised``, ``density``, ``is_opportunity``, ``reason``, ``rows`` (behind ``n``); sorted by group and
        theme.

    Raises:
        EcographError: No such framework or group, or too many cells.

    By hand: a region with the themes 2 and 0, another with 1 and 3. 2 of 2 over 3 of 6 is 2.

    >>> from ecograph.ecosystem import Ecosystem
    >>> orgs = [("s", "DK01")] * 2 + [("s", "DK02")] + [("t", "DK02")] * 3
    >>> eco = Ecosystem.of(
    ...     organisations=[
    ...         {"org_id": f"o{i}", "name": "O", "kind": "company", "region": r} for i, (_, r) in enumerate(orgs)
    ...     ],
    ...     frameworks=[{"framework_id": "f", "kind": "topics"}],
    ...     themes=[{"theme_id": t, "framework_id": "f"} for t in "st"],
    ...     tags=[{"subject": f"o{i}", "theme_id": t, "basis": "stated"} for i, (t, _) in enumerate(orgs)],
    ... )
    >>> found = specialisation(Network.of(eco)).table
    >>> found.select("group", "theme", "n", "rca", "is_specialised").row(0)
    ('DK01', 's', 2, 2.0, True)
    """
    if group not in get_args(Group):
        raise EcographError(f"found the group {group}, expected one of {', '.join(get_args(Group))}")
    chosen = themes(network, framework)
    names, inside = _groups(network, group)
    if names.height * chosen.height > MOST_CELLS:
        raise EcographError(
            f"found {names.height:,} groups and {chosen.height:,} themes, expected at most {MOST_CELLS:,} pairs: "
            "choose a framework"
        )
    pairs = worked(network, chosen, "organisations").join(inside, left_on="subject", right_on="org_id")
    rows = pl.concat_list(ROWS, "place").explode(keep_nulls=False, empty_as_null=False).unique().sort()
    counted = pairs.group_by("group", "theme").agg(rows.alias(ROWS), n=pl.col("subject").n_unique().cast(pl.Int64))
    grid = names.join(chosen.drop("framework"), how="cross", maintain_order="left_right")
    table = grid.join(counted, on=("group", "theme"), how="left", maintain_order="left").with_columns(
        pl.col("n").fill_null(0), pl.col(ROWS).fill_null([])
    )
    counts = table["n"].to_numpy().reshape(names.height, chosen.height)
    quotient = rca(sparse.csr_array(counts))
    has = sparse.csr_array((np.nan_to_num(quotient) >= 1) & (counts >= LEAST)).astype(np.float64)
    near = density(has, proximity(has))
    values = {"rca": quotient, "symmetric": symmetric(quotient), "density": near}
    table = table.with_columns(pl.Series(name, value.ravel()).fill_nan(None) for name, value in values.items())
    table = table.with_columns(
        n_group=pl.col("n").sum().over("group"), n_theme=pl.col("n").sum().over("theme")
    ).with_columns(
        is_specialised=pl.when((pl.col("rca") < 1) | (pl.col("n") >= LEAST)).then(pl.col("rca") >= 1),
        is_opportunity=(pl.col("rca") < 1) & (pl.col("density") >= NEAR),
    )
    reason = first_of(
        (pl.col("n_group") == 0, NO_GROUP),
        (pl.col("n_theme") == 0, NO_THEME),
        (pl.col("is_specialised").is_null(), THIN),
        (pl.col("density").is_null(), UNRELATED),
    )
    shown = table.with_columns(reason.alias(REASON)).select(
        *("group", "name", "theme", *THEME_LABELS, "n", "n_group", "n_theme", "rca", "symmetric"),
        *("is_specialised", "density", "is_opportunity", REASON, ROWS),
    )
    words = translated(shown[REASON], REASONS)
    return Result("specialisation", TITLE, MEANING, ("group", "theme"), shown, SHOWN, words)


def said(network: Network, result: Result) -> tuple[Words, ...]:
    """Return the nearest opportunities in sentences, and whether the numbers are small; none without groups.

    Args:
        network: The network, for the names in each language.
        result: What ``specialisation`` returned for it.
    """
    found = result.table.filter("is_opportunity").sort(
        "density", "n_theme", "group", "theme", descending=[True, True, False, False]
    )
    sentences = [_opportunity(network, row) for row in found.head(MOST_NAMED).to_dicts()]
    if not sentences and result.table.height:
        sentences = [NO_OPPORTUNITY]
    totals = result.table.unique("group")["n_group"]
    n_few = int((totals < FEW).sum())
    if n_few:
        sentences.append(filled(THINLY, n=as_number(n_few), all=as_number(len(totals)), few=as_number(FEW)))
    return tuple(sentences)


def _opportunity(network: Network, row: dict[str, Any]) -> Words:
    return filled(
        OPPORTUNITY,
        group=as_is(str(row["name"])),
        theme=lambda language: label_of(network, row["theme"], language),
        share=as_percent(row["density"]),
    )


def _groups(network: Network, group: Group) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return ``group``, ``name`` of all groups, and ``org_id``, ``group``, ``place`` (rows) of who is in them."""
    eco = network.ecosystem
    nodes = eco.organisations.filter(pl.col("org_id").is_in(network.organisations))
    own = nodes.with_columns(place=pl.concat_list(reference("organisations")))
    if group == "region":
        inside = own.drop_nulls("region").select("org_id", "place", group="region")
        there = inside.select("group").unique().sort("group")
        return there.with_columns(name=pl.col("group").replace(REGIONS)), inside
    clusters = own.filter(pl.col("org_id").is_in(network.clusters))
    joined = eco.memberships.filter(
        pl.col("org_id").is_in(network.organisations) & pl.col("cluster_id").is_in(network.clusters)
    )
    members = joined.group_by("org_id", group="cluster_id").agg(place=reference("memberships"))
    itself = clusters.select("org_id", group="org_id", place="place")
    both = pl.concat([itself, members.select("org_id", "group", "place")])
    inside = both.group_by("org_id", "group").agg(pl.col("place").explode(keep_nulls=False, empty_as_null=False))
    return clusters.select(group="org_id", name="name").sort("group"), inside
