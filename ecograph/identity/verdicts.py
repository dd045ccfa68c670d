"""What the judgements of people mean for the bodies and projects at hand, and where they contradict each other.

A judgement that cannot be understood, or that contradicts another, is an issue and is not applied: a person
who was misread is worse than one who was not heard.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from ecograph.errors import Issue
from ecograph.identity.judgements import FILE, JUDGEMENTS, PLACE
from ecograph.parse import LINE, nearest

ALIKE = 3
"""The number of first letters that an id shares with those that a message proposes instead."""


@dataclass(frozen=True, slots=True)
class Said:
    """One judgement with the bodies or projects that its sides stand for."""

    file: str
    line: int
    verdict: str
    sides: tuple[str, str]
    left: tuple[str, ...]
    right: tuple[str, ...]
    because: str

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs of different ids that it is about, each in order."""
        for one in self.left:
            for other in self.right:
                if one != other:
                    yield (one, other) if one < other else (other, one)

    def __str__(self) -> str:
        """Return the judgement as a message shows it."""
        return f"{self.sides[0]} {self.verdict} {self.sides[1]} ({self.file}:{self.line})"


@dataclass(frozen=True, slots=True)
class Known:
    """What the sides of judgements can name.

    Args:
        organisations: The ids of single organisations.
        projects: The ids of projects.
        numbers: The bodies with each registry number, by ``cvr-32700020``.
        aliases: The ids that are no more, with the one that each became.
        others: The organisations that are not single bodies, which nobody can judge.
    """

    organisations: Collection[str]
    projects: Collection[str]
    numbers: Mapping[str, Sequence[str]]
    aliases: Mapping[str, str] = field(default_factory=dict)
    others: Collection[str] = ()

    def named(self, side: str) -> tuple[str, tuple[str, ...]]:
        """Return the table and the ids that a side stands for; no ids when it names nothing."""
        if side in self.numbers:
            return "organisations", tuple(self.numbers[side])
        if side in self.organisations:
            return "organisations", (side,)
        if side in self.projects:
            return "projects", (side,)
        return self.named(self.aliases[side]) if side in self.aliases else ("", ())

    def cure(self, side: str) -> str:
        """Return what a side that names nothing may have meant."""
        every = (self.organisations, self.projects, self.numbers)
        close = {word for words in every for word in words if word[:ALIKE] == side[:ALIKE]}
        return nearest(side, tuple(sorted(close))) or "correct it or remove the judgement"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What is applied.

    Args:
        same: The judgements that join, without those that contradict another.
        different: The judgements that keep apart.
        unsure: The judgements that keep apart until somebody knows, each with its words.
        issues: What was not understood or contradicts itself.
        heard: All judgements that were understood, applied or not.
    """

    same: tuple[Said, ...]
    different: tuple[Said, ...]
    unsure: tuple[Said, ...]
    issues: tuple[Issue, ...]
    heard: tuple[Said, ...]


def verdicts(judgements: pl.DataFrame, known: Known) -> Verdicts:
    """Return what the judgements mean.

    The same pair judged differently on two lines is an issue, and so is a chain of "same" whose ends are judged
    "different" or "unsure": none of its links is applied, and the two stay apart.

    Args:
        judgements: The columns of ``JUDGEMENTS`` and ``line``; ``file`` where several files are together, for messages.
        known: What their sides can name.
    """
    issues: list[Issue] = []
    heard = [said for row in _rows(judgements) if (said := _understood(row, known, issues)) is not None]
    heard, quarrels = _settled(heard)
    same = [said for said in heard if said.verdict == "same"]
    different = [said for said in heard if said.verdict == "different"]
    unsure = [said for said in heard if said.verdict == "unsure"]
    chains: list[Issue] = []
    for said in (*different, *unsure):
        same = _without_chains(said, same, chains)
    found = tuple(sorted([*issues, *quarrels, *chains]))
    return Verdicts(tuple(same), tuple(different), tuple(unsure), found, tuple(heard))


def _rows(judgements: pl.DataFrame) -> Iterator[dict[str, str | int]]:
    placed = judgements if PLACE in judgements.columns else judgements.with_columns(pl.lit(FILE).alias(PLACE))
    return placed.sort(PLACE, LINE, *JUDGEMENTS.names).iter_rows(named=True)


def _understood(row: Mapping[str, str | int], known: Known, issues: list[Issue]) -> Said | None:
    """Return a judgement with what its sides stand for, or None and an issue."""
    file, line, verdict = str(row[PLACE]), int(row[LINE]), str(row["verdict"])
    sides = (str(row["left"]), str(row["right"]))
    named = [known.named(side) for side in sides]
    for column, side, (_, ids) in zip(("left", "right"), sides, named, strict=True):
        if side in known.others and not ids:
            message = f"found {side!r}, which is not one body, expected a single organisation; correct it"
            issues.append(Issue(file, line, column, "judgement", message))
        elif not ids:
            message = f"found {side!r}, expected an id or a registry number that is there; {known.cure(side)}"
            issues.append(Issue(file, line, column, "reference", message))
    if not all(ids for _, ids in named):
        return None
    (table, left), (other, right) = named
    words = f"on {row['date']} by {row['decided_by']}: {row['why']}"
    said = Said(file, line, verdict, sides, left, right, words)
    if table != other:
        found = f"an organisation and a project in {said}, expected two of a kind"
    elif sides[0] == sides[1]:
        found = f"{sides[0]!r} on both sides, expected two ids"
    elif verdict != "same" and not any(said.pairs()):
        found = f"{said}, but both are {left[0]} itself, expected two bodies"
    else:
        return said
    issues.append(Issue(file, line, "-", "judgement", f"found {found}; correct or remove the judgement"))
    return None


_FIRST = ("different", "unsure", "same")
"""Which of two contrary verdicts on a pair holds: the one that keeps more apart."""


def _settled(heard: Iterable[Said]) -> tuple[list[Said], list[Issue]]:
    """Return the judgements without those that say another thing of a pair than one that keeps it apart."""
    by_pair: dict[tuple[str, ...], list[Said]] = {}
    for said in heard:
        by_pair.setdefault(tuple(sorted(said.sides)), []).append(said)
    kept, issues = [], []
    for said in (each for same_pair in by_pair.values() for each in same_pair):
        beside = by_pair[tuple(sorted(said.sides))]
        holds = min((each.verdict for each in beside), key=_FIRST.index)
        if said.verdict == holds:
            kept.append(said)
        if said is beside[-1] and any(each.verdict != holds for each in beside):
            lines = " and ".join(str(each) for each in beside)
            message = f"found {lines}, expected one verdict on a pair; remove the wrong one; until then {holds} holds"
            issues.append(Issue(said.file, said.line, "verdict", "judgement", message))
    return sorted(kept, key=lambda said: (said.file, said.line, said.sides)), issues


def _without_chains(said: Said, same: list[Said], issues: list[Issue]) -> list[Said]:
    """Return the judgements "same" without those that chain together what ``said`` keeps apart."""
    while True:
        links = _links(same)
        chains = (_chain(links, one, other) for one, other in said.pairs())
        chain = next((found for found in chains if found), None)
        if chain is None:
            return same
        message = (
            f"found {said}, but also {', '.join(map(str, chain))}, which together say that they are one, "
            f"expected no such chain; correct one of these judgements; until then none of these same is applied"
        )
        issues.append(Issue(said.file, said.line, "verdict", "judgement", message))
        same = [each for each in same if each not in chain]


def _links(same: Iterable[Said]) -> dict[str, list[tuple[str, Said]]]:
    """Return the neighbours of each id, with the judgement that joins them."""
    links: dict[str, list[tuple[str, Said]]] = {}
    for said in same:
        for one, other in said.pairs():
            links.setdefault(one, []).append((other, said))
            links.setdefault(other, []).append((one, said))
    return links


def _chain(links: Mapping[str, list[tuple[str, Said]]], start: str, end: str) -> tuple[Said, ...]:
    """Return the shortest chain of judgements from one id to another, empty when there is none."""
    came: dict[str, tuple[str, Said]] = {}
    waiting = deque([start])
    while waiting and end not in came:
        here = waiting.popleft()
        for there, said in links.get(here, ()):
            if there not in came and there != start:
                came[there] = (here, said)
                waiting.append(there)
    chain: list[Said] = []
    while end in came:
        end, said = came[end]
        chain.append(said)
    return tuple(dict.fromkeys(reversed(chain)))
