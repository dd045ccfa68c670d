"""Which organisations became one, which came apart, and which only got another id, between two states.

The records say how each source names a body and which organisation that is. A record that leads to one organisation
in the earlier state and to another in the later one ties the two: they are, at least in part, the same body.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import polars as pl

from ecograph.ecosystem import Ecosystem

IDENTITIES: Final = {
    "before": pl.List(pl.String()),
    "after": pl.List(pl.String()),
    "rules": pl.List(pl.String()),
    "records": pl.List(pl.String()),
}
"""The columns of organisations that were joined, were split, or have another id.

- ``before``, ``after``: their ids, sorted.
- ``rules``: the rules by which they are one, in the state in which they are, sorted.
- ``records``: the rows that say so, each as ``records/key``, sorted.
"""


class Identities(NamedTuple):
    """What became of whom.

    Args:
        joined: The columns of ``IDENTITIES``: several organisations that are one now.
        split: The same: one organisation that is several now.
        renamed: The same: one that has another id now.
        new: The later id of each organisation that is gone because it was joined or has another id.
        old: The earlier id of each organisation that is new because it was split from another or has another id;
            an id stands in one of the two.
    """

    joined: pl.DataFrame
    split: pl.DataFrame
    renamed: pl.DataFrame
    new: Mapping[str, str]
    old: Mapping[str, str]


def identities(before: Ecosystem, after: Ecosystem) -> Identities:
    """Return which organisations were joined, were split or got another id.

    An organisation is joined when it is gone and all its records lead to one other; it is split off when it is new and
    all its records were of one other. A record that moves between two organisations that both stay joins nothing: it
    is a change of that record.

    Args:
        before: The earlier state.
        after: The later state.

    >>> both = [{"org_id": "a", "name": "A", "kind": "company"}, {"org_id": "b", "name": "B", "kind": "company"}]
    >>> record = {"source_id": "given", "source_org_id": "B Ltd", "rule": "own"}
    >>> earlier = Ecosystem.of(organisations=both, records=[record | {"org_id": "b"}])
    >>> later = Ecosystem.of(organisations=both[:1], records=[record | {"org_id": "a", "rule": "same name"}])
    >>> identities(earlier, later).joined.select("before", "after", "rules").row(0)
    (['a', 'b'], ['a'], ['same name'])
    """
    ties = _ties(before, after)
    there, now = set(before.organisations["org_id"]), set(after.organisations["org_id"])
    later, earlier = _neighbours(ties, "before", "after"), _neighbours(ties, "after", "before")
    into = {b: ends[0] for b, ends in later.items() if b not in now and len(ends) == 1}
    off = {a: ends[0] for a, ends in earlier.items() if a not in there and len(ends) == 1}
    joined, split = _groups(into, there), _groups(off, now)
    alike = {b: a for b, a in into.items() if a not in joined}
    alike_back = {a: b for a, b in off.items() if b not in split and b not in alike}
    renamed = sorted({*alike.items(), *((b, a) for a, b in alike_back.items())})
    said = _said(ties)
    return Identities(
        _frame([(members, [a]) for a, members in joined.items()], said, "rule_after"),
        _frame([([b], members) for b, members in split.items()], said, "rule_before"),
        _frame([([b], [a]) for b, a in renamed], said, "rule_after"),
        {b: a for b, a in into.items() if a in joined or b in alike},
        {a: b for a, b in off.items() if b in split or a in alike_back},
    )


def _ties(before: Ecosystem, after: Ecosystem) -> pl.DataFrame:
    """Return which earlier and later organisations are the same, at least in part, and by which record.

    An organisation that stays is tied to itself. One of the dataset's own that was joined has no record of before, but
    a record of the later state that calls it by its id; and so the other way round.
    """
    key = ["source_id", "source_org_id"]
    first = before.records.select(*key, before="org_id", rule_before="rule")
    second = after.records.select(*key, after="org_id", rule_after="rule")
    stays = before.organisations.select("org_id").join(after.organisations, on="org_id", how="semi")
    gone = before.organisations.join(stays, on="org_id", how="anti").select(source_org_id="org_id")
    new = after.organisations.join(stays, on="org_id", how="anti").select(source_org_id="org_id")
    parts = [
        stays.select(before="org_id", after="org_id"),
        first.join(second, on=key),
        second.join(gone, on="source_org_id", how="semi").with_columns(before="source_org_id"),
        first.join(new, on="source_org_id", how="semi").with_columns(after="source_org_id"),
    ]
    record = pl.concat_str(pl.lit("records/"), pl.concat_str(key, separator="|")).alias("record")
    names = ("before", "after", "rule_before", "rule_after", "record")
    return pl.concat(parts, how="diagonal").with_columns(record).select(names).unique(maintain_order=True)


def _neighbours(ties: pl.DataFrame, start: str, end: str) -> dict[str, list[str]]:
    found = ties.group_by(start, maintain_order=True).agg(pl.col(end).unique().sort())
    return dict(found.iter_rows())


def _groups(led: Mapping[str, str], others: set[str]) -> dict[str, list[str]]:
    """Return the organisations that are one with another, by that other's id, where they are at least two.

    Args:
        led: The other that each organisation of the one state became.
        others: The organisations of that state; the other is one of its own group where it is among them.
    """
    found: dict[str, set[str]] = {}
    for own, end in led.items():
        found.setdefault(end, {end} & others).add(own)
    return {end: sorted(found[end]) for end in sorted(found) if len(found[end]) > 1}


Saying = Mapping[tuple[str, str], list[dict[str, str | None]]]


def _said(ties: pl.DataFrame) -> Saying:
    """Return the records that tie two different organisations, by the earlier and the later id."""
    found: dict[tuple[str, str], list[dict[str, str | None]]] = {}
    for row in ties.filter(pl.col("before") != pl.col("after")).iter_rows(named=True):
        found.setdefault((row["before"], row["after"]), []).append(row)
    return found


def _frame(pairs: Iterable[tuple[list[str], list[str]]], said: Saying, rule: str) -> pl.DataFrame:
    """Return the columns of ``IDENTITIES`` for some organisations of before and those of after, in their order."""
    rows = []
    for before, after in pairs:
        own = [row for b in before for a in after for row in said.get((b, a), ())]
        named = (sorted({text for row in own if (text := row[name])}) for name in (rule, "record"))
        rows.append((before, after, *named))
    return pl.DataFrame(rows, schema=IDENTITIES, orient="row")
