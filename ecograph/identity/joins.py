"""Which bodies are one: what people judged, then shared registry numbers, then names that are nearly certain.

The result is independent of the order of the rows: links are taken by rank and then by id, over and over
until none joins anything more, and whatever then keeps two bodies with one number apart is an issue.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import polars as pl

from ecograph.identity.bodies import SCHEMES
from ecograph.identity.groups import UNKNOWN_KIND, Groups, Link
from ecograph.identity.verdicts import Verdicts

JUDGED, NAME, OWN = "judged", "name", "own"
"""Rules of joining beside the registers: by a person, by name, and none."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair of bodies that names speak for, by their places."""

    left: int
    right: int
    score: float | None
    why: str
    is_automatic: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A pair of bodies that a rule would join and that an obstacle keeps apart; ``number`` is empty for names."""

    left: int
    right: int
    rule: str
    number: str
    obstacle: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The bodies in groups.

    Args:
        ids: The ids of the bodies, in the order in which they speak for a group: the dataset's own first, then
            those with a number, by register, then by id.
        groups: The groups.
        left_over: The pairs that names speak for and that are not joined.
        contradictions: The pairs that a number, or a nearly certain name, would join and that are kept apart.
    """

    ids: tuple[str, ...]
    groups: Groups
    left_over: tuple[Proposal, ...]
    contradictions: tuple[Contradiction, ...]


def joined(bodies: pl.DataFrame, said: Verdicts, propose: Callable[[pl.DataFrame], pl.DataFrame]) -> Joined:
    """Return the bodies in groups.

    Names are compared once judgements and numbers have joined what they can: then a body that a publisher lists
    twice with one number is one, and its name stands for one body.

    Args:
        bodies: The single organisations, as ``bodies.bodies`` gives them.
        said: What people judged.
        propose: From bodies to ``left``, ``right``, ``score``, ``why``, ``automatic``.
    """
    ordered = _in_order(bodies)
    rows = list(ordered.select("org_id", "is_curated", "country", "region", "kind", "numbers").iter_rows())
    ids = tuple(row[0] for row in rows)
    place = {org: at for at, org in enumerate(ids)}
    different, unsure = (
        sorted({(place[a], place[b]) for each in judged for a, b in each.pairs() if a in place})
        for judged in (said.different, said.unsure)
    )
    groups = Groups((row[1:] for row in rows), different, unsure)
    for each in said.same:
        words = f"judged the same {each.because}"
        for link in sorted((place[a], place[b]) for a, b in each.pairs() if a in place):
            groups.unite(Link(*link, JUDGED, words))
    holders = _holders(rows)
    while _join_by_numbers(groups, holders):
        pass
    proposals = _proposals(propose(_as_one(ordered, groups)), place)
    certain = [each for each in proposals if each.is_automatic]
    while _join_by_names(groups, certain) or _join_by_numbers(groups, holders):
        pass
    left_over = tuple(each for each in proposals if groups[each.left] is not groups[each.right])
    return Joined(ids, groups, left_over, tuple(_contradictions(groups, holders, certain)))


def _in_order(bodies: pl.DataFrame) -> pl.DataFrame:
    """Return the bodies in the order in which they speak for a group."""
    scheme = pl.element().str.extract("^([a-z]+)-").replace_strict({each: n for n, each in enumerate(SCHEMES)})
    best = pl.col("numbers").list.eval(scheme).list.min().fill_null(len(SCHEMES))
    return bodies.sort(~pl.col("is_curated"), best, "org_id")


def _as_one(ordered: pl.DataFrame, groups: Groups) -> pl.DataFrame:
    """Return one row for each group, under the id of the body that speaks first, with all its names and numbers."""
    first = pl.Series("first", [min(groups[place].members) for place in range(ordered.height)], dtype=pl.Int64)
    kind = pl.col("kind").filter(pl.col("kind") != UNKNOWN_KIND)
    every = [pl.col(name).list.explode(empty_as_null=False).unique().sort() for name in ("names", "numbers")]
    whole = ordered.group_by(first, maintain_order=True).agg(
        *(pl.col(name).first() for name in ("org_id", "is_curated", "part", "name", "extent")),
        *(pl.col(name).drop_nulls().first() for name in ("country", "region")),
        *every,
        kind=pl.coalesce(kind.first(), pl.col("kind").first()),
    )
    return whole.select(ordered.columns).sort("org_id")


def _holders(rows: Sequence[tuple[Any, ...]]) -> dict[str, list[int]]:
    """Return the bodies with each number that several have, by rank of the register, then by number."""
    by_number: dict[str, list[int]] = {}
    for place, (*_, numbers) in enumerate(rows):
        for number in numbers:
            by_number.setdefault(number, []).append(place)
    shared = [number for number, places in by_number.items() if len(places) > 1]
    return {number: by_number[number] for number in sorted(shared, key=lambda each: (SCHEMES.index(_rule(each)), each))}


def _rule(number: str) -> str:
    return number.partition("-")[0]


def same_number(number: str) -> str:
    """Return the reason of joining by a number, in words.

    >>> same_number("cvr-32700020")
    'same cvr 32700020'
    """
    return f"same {number.replace('-', ' ', 1)}"


def _proposals(proposed: pl.DataFrame, place: Mapping[str, int]) -> list[Proposal]:
    """Return the pairs that names speak for, the surest first."""
    rows = proposed.sort(pl.col("score"), "left", "right", "why", descending=[True, False, False, False])
    return [
        Proposal(place[left], place[right], score, why, bool(automatic))
        for left, right, score, why, automatic in rows.select("left", "right", "score", "why", "automatic").iter_rows()
    ]


def _join_by_numbers(groups: Groups, holders: Mapping[str, Sequence[int]]) -> bool:
    """Put together what shares a number and what nothing keeps apart; return whether anything was."""
    has_joined = False
    for number, places in holders.items():
        apart: list[int] = []
        for place in places:
            for other in apart:
                if groups[place] is not groups[other] and not groups.obstacle(place, other, _rule(number)):
                    groups.unite(Link(other, place, _rule(number), same_number(number)))
                    has_joined = True
            if all(groups[place] is not groups[other] for other in apart):
                apart.append(place)
    return has_joined


def _join_by_names(groups: Groups, certain: Sequence[Proposal]) -> bool:
    """Put together what names nearly surely say is one; return whether anything was.

    A body that names join with two others which are kept apart is left to a person: one of the two is wrong.
    """
    has_joined = False
    torn = _torn(groups, certain)
    for each in certain:
        if (
            groups[each.left] is not groups[each.right]
            and not torn.intersection((each.left, each.right))
            and not groups.obstacle(each.left, each.right, NAME)
        ):
            groups.unite(Link(each.left, each.right, NAME, each.why))
            has_joined = True
    return has_joined


def _torn(groups: Groups, certain: Sequence[Proposal]) -> set[int]:
    """Return the bodies of groups that names join with two others which are kept apart."""
    beside: dict[int, set[int]] = {}
    for each in certain:
        left, right = min(groups[each.left].members), min(groups[each.right].members)
        if left != right and not groups.obstacle(left, right, NAME):
            beside.setdefault(left, set()).add(right)
            beside.setdefault(right, set()).add(left)
    torn = (
        first
        for first, others in beside.items()
        if any(groups.obstacle(one, other, NAME) for one, other in combinations(sorted(others), 2))
    )
    return {member for first in torn for member in groups[first].members}


def _contradictions(
    groups: Groups, holders: Mapping[str, Sequence[int]], certain: Sequence[Proposal]
) -> Iterator[Contradiction]:
    """Yield the pairs that are kept apart although they share a number, or a name and no number of a state."""
    for number, places in holders.items():
        firsts = list({id(groups[place]): place for place in reversed(places)}.values())
        for left, right in combinations(sorted(firsts), 2):
            obstacle = groups.obstacle(left, right, _rule(number))
            yield Contradiction(left, right, _rule(number), number, obstacle)
    for each in certain:
        if groups[each.left] is not groups[each.right]:
            obstacle = groups.obstacle(each.left, each.right, NAME)
            left, right = sorted((each.left, each.right))
            yield Contradiction(left, right, NAME, "", obstacle)
