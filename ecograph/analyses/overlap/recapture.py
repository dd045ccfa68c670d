"""How many members a cluster has, estimated from two independent lists of them, where such lists exist."""

import datetime as dt
from itertools import combinations

import numpy as np
import polars as pl

from ecograph import dates
from ecograph.algorithms.capture_recapture import chapman
from ecograph.analyses.answer import Result
from ecograph.analyses.overlap.wording import called
from ecograph.language import Words
from ecograph.language.sentences import as_is, as_number, between, filled
from ecograph.metrics.holdings import Sets
from ecograph.metrics.reported_members import single_clusters
from ecograph.network import Network
from ecograph.rows import ROWS, reference

ORDINARY = ("member", "partner")
"""Roles of which a list may be a sample; founders, hosts, core actors, owners and advisors are picked, not sampled."""

LEAST_RECAPTURED = 7
"""With fewer on both lists the estimate is biased too far (Robson & Regier 1964, Trans. Am. Fish. Soc. 93:215-226)."""

MOST_DAYS = 366
"""Lists further apart than a year are not taken to be of the same members."""

TITLE = Words(
    en="members estimated from two lists",
    da="medlemmer anslået ud fra to lister",
    nb="medlemmer anslått ut fra to lister",
)

MEANING = Words(
    en="Chapman's estimate of how many members there are, where two independent sources of the same time list them; "
    "elsewhere the reason says which condition is not met.",
    da="Chapmans skøn over antallet af medlemmer, hvor to uafhængige kilder fra samme tid opregner dem; ellers står "
    "der, hvilken betingelse der ikke er opfyldt.",
    nb="Chapmans anslag over antallet medlemmer, der to uavhengige kilder fra samme tid lister dem opp; ellers står "
    "det hvilken betingelse som ikke er oppfylt.",
)

NONE = Words(
    en="No number of members can be estimated from comparing lists (capture-recapture): for none of the clusters do "
    "two independent sources of the same time list ordinary members.",
    da="Intet medlemstal kan anslås ved at sammenligne lister (fangst-genfangst): For ingen af klyngerne opregner to "
    "uafhængige kilder fra samme tid almindelige medlemmer.",
    nb="Ikke noe medlemstall kan anslås ved å sammenligne lister (fangst-gjenfangst): For ingen av klyngene lister to "
    "uavhengige kilder fra samme tid opp ordinære medlemmer.",
)

SAID = Words(
    en="{name}: two independent lists of {first} and {second} members, with {both} on both, point to about {n} "
    "members ({interval}).",
    da="{name}: To uafhængige lister med {first} og {second} medlemmer, hvoraf {both} står på begge, peger på omkring "
    "{n} medlemmer ({interval}).",
    nb="{name}: To uavhengige lister med {first} og {second} medlemmer, der {both} står på begge, peker på omtrent "
    "{n} medlemmer ({interval}).",
)

SCHEMA = pl.Schema(
    {
        "set": pl.String(),
        "set_name": pl.String(),
        "n_sources": pl.Int64(),
        "first_source": pl.String(),
        "second_source": pl.String(),
        "n_first": pl.Int64(),
        "n_second": pl.Int64(),
        "n_both": pl.Int64(),
        "estimate": pl.Float64(),
        "low": pl.Float64(),
        "high": pl.Float64(),
        "reason": pl.String(),
        ROWS: pl.List(pl.String),
    }
)


SHOWN = ("set_name", "n_sources", "n_first", "n_second", "n_both", "estimate", "low", "high", "reason")
"""The columns that a terminal shows."""


def recapture(network: Network, sets: Sets) -> Result:
    """Return, for each cluster, how many members two independent lists of them point to.

    A list is what one source says of ordinary members and partners; of several lists the two longest that meet all
    conditions are taken. The conditions: two sources, of different publishers, whose lists are of dates no more than
    a year apart, with seven or more on both. That a member is no more likely on one list for being on the other
    cannot be seen from the data; a list copied from another makes the estimate too low.

    Args:
        network: The network.
        sets: For each set its organisations and projects.

    Returns:
        Result ``recapture``: ``set``, ``set_name``, ``n_sources`` (that list ordinary members), ``first_source``,
        ``second_source``, ``n_first``, ``n_second``, ``n_both`` (null with fewer than two sources), ``estimate``,
        ``low``, ``high`` (95 %, see ``algorithms.capture_recapture.chapman``), ``reason`` (the condition that is not
        met), ``rows`` (the memberships of both lists; with fewer than two, of all that are listed); sorted by set.

    By hand: a and b on one list only, so nothing can be estimated.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "cluster"} for i in "abc"],
    ...     memberships=[{"org_id": i, "cluster_id": "c", "role": "member", "source_id": "s"} for i in "ab"],
    ... )
    >>> recapture(Network.of(eco), {"c": "c"}).table.select("estimate", "reason").rows()
    [(None, 'one source only lists ordinary members: s')]
    """
    eco = network.ecosystem
    sources = eco.sources.select("source_id", "publisher", "published")
    listed = (
        eco.memberships.filter((pl.col("status") == "actual") & pl.col("org_id").is_in(network.organisations))
        .join(sources, on="source_id", how="left")
        .with_columns(reference("memberships"), publisher=pl.coalesce("publisher", "source_id"))
        .with_columns(date=pl.coalesce("as_of", "published"))
        .with_columns(first=dates.earliest("date"), last=dates.latest("date"))
    )
    found = []
    for name, title, cluster in single_clusters(network, sets).iter_rows():
        estimated = _estimated(listed.filter(cluster_id=cluster)) if cluster else {"reason": "not one cluster"}
        found.append({"set": name, "set_name": title, "n_sources": 0, ROWS: [], **estimated})
    table = pl.DataFrame(found, schema=SCHEMA, orient="row")
    return Result("recapture", TITLE, MEANING, ("set",), table, SHOWN, called(table, "reason"))


def said_recapture(result: Result) -> tuple[Words, ...]:
    """Return a sentence for each estimate; one that says there is none where there is none."""
    if result.table.is_empty():
        return ()
    estimates = result.table.drop_nulls("estimate").to_dicts()
    return tuple(_sentence(row) for row in estimates) or (NONE,)


def _sentence(row: dict[str, float]) -> Words:
    counts = {part: row[f"n_{part}"] for part in ("first", "second", "both")}
    return filled(
        SAID,
        name=as_is(str(row["set_name"])),
        n=as_number(row["estimate"]),
        interval=between(round(row["low"]), round(row["high"])),
        **{part: between(n, n) for part, n in counts.items()},
    )


def _estimated(own: pl.DataFrame) -> dict[str, object]:
    """Return the estimate of one cluster from its memberships, or why there is none."""
    ordinary = own.filter(pl.col("role").is_in(ORDINARY))
    lists = sorted(
        ordinary.drop_nulls("source_id").partition_by("source_id", maintain_order=True),
        key=lambda part: (-part["org_id"].n_unique(), part["source_id"][0]),
    )
    if len(lists) < 2:  # noqa: PLR2004 - a pair takes two
        return {"n_sources": len(lists), "reason": _few(own, ordinary), ROWS: sorted(own[ROWS])}
    pairs = sorted(combinations(lists, 2), key=lambda pair: -sum(part["org_id"].n_unique() for part in pair))
    tried = [(pair, _obstacle(*pair)) for pair in pairs]
    (one, other), reason = next((found for found in tried if found[1] is None), tried[0])
    first, second = set(one["org_id"]), set(other["org_id"])
    found: dict[str, object] = {
        "n_sources": len(lists),
        "first_source": one["source_id"][0],
        "second_source": other["source_id"][0],
        "n_first": len(first),
        "n_second": len(second),
        "n_both": len(first & second),
        "reason": reason,
        ROWS: sorted({*one[ROWS], *other[ROWS]}),
    }
    if reason is not None:
        return found
    sizes = (np.array([float(len(part))]) for part in (first, second, first & second))
    estimate = chapman(*sizes)
    return found | {name: float(getattr(estimate, name)[0]) for name in ("estimate", "low", "high")}


def _few(own: pl.DataFrame, ordinary: pl.DataFrame) -> str:
    """Return why there are not two lists."""
    if own.is_empty():
        return "no single organisation is listed"
    if ordinary.height:
        named = ordinary["source_id"].drop_nulls()
        return f"one source only lists ordinary members: {next(iter(named), 'not named')}"
    roles = ", ".join(sorted(own["role"].unique()))
    return f"those listed are no random sample of the members (their roles: {roles})"


def _obstacle(one: pl.DataFrame, other: pl.DataFrame) -> str | None:
    """Return which condition two lists do not meet; None where they meet all that can be seen."""
    publishers = set(one["publisher"]) & set(other["publisher"])
    if publishers:
        return f"both lists are of one publisher: {', '.join(sorted(publishers))}"
    both = pl.concat([one, other])
    if both["last"].null_count():
        return "no date shows that both lists are of the same time"
    earliest, latest = both.select(pl.col("last").min(), pl.col("first").max()).row(0)
    if _days(earliest, latest) > MOST_DAYS:
        return f"the lists are more than a year apart ({earliest} and {latest})"
    n_both = len(set(one["org_id"]) & set(other["org_id"]))
    if n_both < LEAST_RECAPTURED:
        return f"only {n_both} are on both lists, fewer than the {LEAST_RECAPTURED} that an estimate takes"
    return None


def _days(earliest: dt.date, latest: dt.date) -> int:
    return (latest - earliest).days
