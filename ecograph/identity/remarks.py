"""What resolving found that a person should look at: contradictions, double numbers, and pairs to judge."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from ecograph.errors import Issue
from ecograph.identity.bodies import line_of_row, number_id, ranked
from ecograph.identity.joins import NAME, Contradiction, Joined, Proposal, same_number
from ecograph.identity.verdicts import Said, Verdicts

CANDIDATES = {
    "left": pl.String,
    "left_name": pl.String,
    "right": pl.String,
    "right_name": pl.String,
    "country": pl.String,
    "score": pl.Float64,
    "why": pl.String,
}

OBSTACLES = {
    "own": "both of which the dataset itself has",
    "country": "which are in different countries",
    "kind": "which are of kinds that exclude each other",
    "numbers": "which a register of a state numbers differently",
}
"""The obstacles that are issues, in words. What a person judged is none."""

FOR_A_PERSON = ("own", "kind", "numbers")
"""The obstacles after which a pair that shares a number is a candidate. A number in two countries is a mistake."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source names a body or its number."""

    source: str
    line: int

    def __str__(self) -> str:
        """Return the place as a message shows it."""
        return f"{self.source}:{self.line}" if self.line else self.source


class Places:
    """The places of bodies and of their numbers.

    Args:
        tables: The tables before joining.
        parts: The imports in order.
    """

    def __init__(self, tables: Mapping[str, pl.DataFrame], parts: Sequence[str]) -> None:
        found = ranked(tables["organisations"], parts).unique("org_id", keep="first", maintain_order=True)
        rows = found.select("org_id", "name", "source_id", line_of_row().alias("line")).iter_rows()
        self._bodies: dict[str, tuple[str, Place]] = {
            org: (name, Place(source, line)) for org, name, source, line in rows
        }
        numbers = ranked(tables["identifiers"], parts).select(
            number_id().alias("number"), "org_id", "source_id", line_of_row().alias("line")
        )
        self._numbers: dict[tuple[str, str], Place] = {}
        for number, org, source, line in numbers.iter_rows():
            self._numbers.setdefault((number, org), Place(source, line))

    def name(self, org: str) -> str:
        """Return the name of a body as its source writes it."""
        return self._bodies[org][0]

    def has(self, org: str, number: str) -> bool:
        """Return whether a source gives a body that number."""
        return (number, org) in self._numbers

    def of(self, org: str, number: str = "") -> Place:
        """Return the place of a number of a body or, without one, of the body."""
        return self._numbers.get((number, org), self._bodies[org][1])


def contradictions(found: Sequence[Contradiction], joined: Joined, places: Places) -> Iterator[Issue]:
    """Yield an issue for each pair that a number, or a nearly certain name, would join and that is kept apart."""
    for each in found:
        if each.obstacle not in OBSTACLES or (each.rule == NAME and each.obstacle != "numbers"):
            continue
        left, right = joined.ids[each.left], joined.ids[each.right]
        one, other = (places.of(org, each.number) for org in (left, right))
        shared = "a name" if each.rule == NAME else each.number.replace("-", " ", 1)
        message = (
            f"found {shared} on {places.name(right)!r} ({right}) and at {one} on {places.name(left)!r} ({left}), "
            f"{OBSTACLES[each.obstacle]}{_numbered(each, joined)}, expected one body or none in common; "
            f"not joined: correct the source, or judge whether they are the same"
        )
        yield Issue(other.source, other.line, "-", "identity", message)


def _numbered(found: Contradiction, joined: Joined) -> str:
    """Return the numbers by which a state tells two groups apart, in brackets."""
    if found.obstacle != "numbers":
        return ""
    scheme = joined.groups.numbered_apart(found.left, found.right)
    sides = (sorted(joined.groups[place].numbers[scheme]) for place in (found.left, found.right))
    return f" ({' and '.join(', '.join(side) for side in sides)})"


def double_numbers(joined: Joined, places: Places) -> Iterator[Issue]:
    """Yield an issue for each body that has two numbers of one register after joining."""
    for group in joined.groups.all():
        members = [joined.ids[place] for place in sorted(group.members)]
        for scheme, values in sorted(group.numbers.items()):
            if len(values) > 1:
                held = [(number, next(org for org in members if places.has(org, number))) for number in sorted(values)]
                shown = [
                    f"{number} on {places.name(org)!r} ({org}) at {places.of(org, number)}" for number, org in held
                ]
                last = places.of(held[-1][1], held[-1][0])
                message = (
                    f"found {len(values)} numbers of the register {scheme} on one body: {', '.join(shown)}, "
                    f"expected one; see which is right, or judge the two different if they are two bodies"
                )
                yield Issue(last.source, last.line, "-", "identity", message)


def candidates(
    joined: Joined, said: Verdicts, ids: Mapping[str, str], named: Mapping[str, tuple[str, str | None]]
) -> pl.DataFrame:
    """Return the pairs that are left for a person, the likeliest first.

    Args:
        joined: The bodies in groups.
        said: What people judged; a pair judged the same or different is not shown again.
        ids: The canonical id of each own id, of organisations and of projects.
        named: The name and country of each canonical id.

    Returns:
        ``left``, ``left_name``, ``right``, ``right_name``, ``country``, ``score`` (null for a pair that nothing but a
        judgement "unsure" speaks for), ``why``.
    """
    settled = {_pair(ids[a], ids[b]) for each in said.heard if each.verdict != "unsure" for a, b in each.pairs()}
    reasons: dict[tuple[str, str], list[tuple[float | None, str]]] = {}
    for one, other, score, why in _open(joined, said.unsure):
        pair = _pair(ids[one], ids[other])
        if pair[0] != pair[1] and pair not in settled:
            reasons.setdefault(pair, []).append((score, why))
    rows = []
    for (left, right), found in reasons.items():
        best = max((score for score, _ in found if score is not None), default=None)
        ordered = sorted(found, key=lambda each: (1.0 if each[0] is None else -each[0], each[1]))
        why = "; ".join(dict.fromkeys(words for _, words in ordered))
        (left_name, left_country), (right_name, right_country) = named[left], named[right]
        rows.append((left, left_name, right, right_name, left_country or right_country, best, why))
    frame = pl.DataFrame(rows, schema=CANDIDATES, orient="row")
    return frame.sort("score", "left", "right", descending=[True, False, False], nulls_last=True)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _open(joined: Joined, unsure: Sequence[Said]) -> Iterator[tuple[str, str, float | None, str]]:
    """Yield the pairs that are not joined, by own id, with score and reason."""
    proposal: Proposal
    for proposal in joined.left_over:
        yield joined.ids[proposal.left], joined.ids[proposal.right], proposal.score, proposal.why
    for each in joined.contradictions:
        if each.rule != NAME and each.obstacle in FOR_A_PERSON:
            words = f"{same_number(each.number)}, {OBSTACLES[each.obstacle]}"
            yield joined.ids[each.left], joined.ids[each.right], 1.0, words
    for said in unsure:
        for one, other in said.pairs():
            yield one, other, None, f"judged unsure {said.because}"
