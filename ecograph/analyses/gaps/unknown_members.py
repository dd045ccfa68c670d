"""The members of clusters that nobody has named."""

import polars as pl

from ecograph.analyses.gaps.unknown_gap import GAP
from ecograph.language import LANGUAGES, Words
from ecograph.metrics.holdings import clusters, each, holdings
from ecograph.metrics.reported_members import coverage
from ecograph.network import Network

LIST = Words("ask {} for its list of members", "bed {} om medlemslisten", "be {} om medlemslisten")
NUMBER = Words(
    "ask {} how many members it has, and for the list of them",
    "spørg {} om medlemstallet, og bed om medlemslisten",
    "spør {} om medlemstallet, og be om medlemslisten",
)
NOW = Words(" (now {})", " (nu {})", " (nå {})")


def of_members(network: Network, *, vagueness: float) -> pl.DataFrame:
    """Return a gap for each cluster of which fewer members are known than are reported, or no number is reported.

    Each of k clusters bears one k-th of the overlap of members, since each stands in as many pairs as any other.

    Args:
        network: The network.
        vagueness: The share by which a vague number of members may be off.

    Returns:
        Rows of the columns ``GAP``.

    Raises:
        EcographError: The vagueness is below 0.
    """
    sets = each(clusters(network))
    members = holdings(network, sets).filter(dimension="members")
    covered = coverage(network, sets, members=members, vagueness=vagueness)
    low, high, known = pl.col("reported_low"), pl.col("reported_high"), pl.col("n_known")
    is_reported = low.is_not_null()
    missing = covered.join(_successors(network), left_on="set", right_on="body", how="left").with_columns(
        least=(low - known).clip(lower_bound=0),
        most=(high - known).clip(lower_bound=0),
    )
    return (
        missing.filter(~is_reported | (pl.col("most") > 0))
        .select(
            answer=pl.lit("overlap of members"),
            what=pl.when(is_reported).then(pl.lit("members")).otherwise(pl.lit("number of members")),
            subject="set",
            subject_name="set_name",
            is_several=pl.lit(value=False),
            subjects=pl.concat_list("set_name"),
            n_subjects=pl.lit(1),
            unit=pl.when(is_reported).then(pl.lit("members")).otherwise(pl.lit("numbers of members")),
            n_known=pl.when(is_reported).then(known).otherwise(0),
            n_missing_low=pl.when(is_reported).then("least").otherwise(1),
            n_missing_high=pl.when(~is_reported).then(1.0).when(pl.col("most").is_finite()).then("most"),
            weight=pl.lit(1.0) / pl.lit(float(len(sets))),
            **{f"cure_{lang}": _cure(is_reported, lang) for lang in LANGUAGES},
            rows="rows",
        )
        .cast(GAP)
    )


def _cure(is_reported: pl.Expr, language: str) -> pl.Expr:
    """Return whom to ask for what: a body that has merged under its new name too."""
    asked = pl.concat_str("set_name", pl.format(NOW.in_(language), "successor"), ignore_nulls=True)
    number, members = (pl.format(text.in_(language), asked) for text in (NUMBER, LIST))
    return pl.when(is_reported).then(members).otherwise(number)


def _successors(network: Network) -> pl.DataFrame:
    """Return what each body that has merged into another now belongs to, by name."""
    eco = network.ecosystem
    merged = eco.ties.filter((pl.col("kind") == "merged_into") & (pl.col("status") == "actual"))
    names = eco.organisations.select(object="org_id", successor="name")
    found = merged.select("object", body="subject").join(names, on="object").sort("body", "successor")
    return found.unique("body", keep="first", maintain_order=True).select("body", "successor")
