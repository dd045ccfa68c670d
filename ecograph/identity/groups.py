"""Bodies put together into groups, step by step, and what speaks against putting two groups together.

What is known of a group is what its resolved row will say: its first body that knows a country, region or kind
gives it. So whoever resolves the result once more meets the same obstacles, and nothing changes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ecograph.identity.bodies import NATIONAL, SCHEMES
from ecograph.identity.regions import elsewhere

KIND_CLASS: dict[str, str] = {
    "company": "company",
    "university": "university",
    "municipality": "public body",
    "region": "public body",
    "ministry": "public body",
    "state": "public body",
}
"""Kinds that exclude each other, by class. Publishers are coarse: an agency, institute, hospital, fund or association
of one is a company or public body of another, so a kind that is not here contradicts none."""

UNKNOWN_KIND = "other"

UNION = "EU"
"""The country of bodies of the Union, which other lists put in the country of their seat: it contradicts none."""

WEAK = (*(scheme for scheme in SCHEMES if scheme not in NATIONAL), "name")
"""The rules that join nothing which numbers of a state keep apart."""

_NAME = "name"
"""The rule that joins nothing across regions: by its number a body is one wherever its addresses are."""

Row = tuple[bool, str | None, str | None, str, Sequence[str]]
"""Whether a body is the dataset's own, its country, its region, its kind and its numbers."""


@dataclass(frozen=True, slots=True)
class Link:
    """A reason to put two bodies together: their places, the rule, and the reason in words."""

    left: int
    right: int
    rule: str
    because: str


@dataclass(slots=True)
class Group:
    """What is known of the bodies put together so far.

    Args:
        members: The places of its bodies.
        is_curated: Whether one of them is the dataset's own.
        country: The first known country, with the place of the body that knows it.
        region: The same for the region.
        kind: The same for the kind.
        numbers: Its numbers by register.
        different: The bodies judged different from one of its own.
        unsure: The bodies judged unsure beside one of its own.
        links: What put it together.
    """

    members: list[int]
    is_curated: bool
    country: tuple[int, str] | None
    region: tuple[int, str] | None
    kind: tuple[int, str] | None
    numbers: dict[str, set[str]]
    different: set[int] = field(default_factory=set)
    unsure: set[int] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)


class Groups:
    """Bodies in groups: each alone at first.

    Args:
        rows: The bodies in the order in which they speak for a group.
        different: The pairs of places that are judged different.
        unsure: The pairs that are judged unsure.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        different: Iterable[tuple[int, int]],
        unsure: Iterable[tuple[int, int]],
    ) -> None:
        self._groups: list[Group] = []
        for place, (is_curated, country, region, kind, numbers) in enumerate(rows):
            known = (country, region, None if kind == UNKNOWN_KIND else kind)
            where, nuts, sort = (None if value is None else (place, value) for value in known)
            self._groups.append(Group([place], is_curated, where, nuts, sort, _by_scheme(numbers)))
        self._of = list(self._groups)
        for one, other in different:
            self._of[one].different.add(other)
            self._of[other].different.add(one)
        for one, other in unsure:
            self._of[one].unsure.add(other)
            self._of[other].unsure.add(one)

    def __getitem__(self, place: int) -> Group:
        """Return the group of a body."""
        return self._of[place]

    def all(self) -> list[Group]:
        """Return the groups, each once, in the order of their first bodies."""
        return [group for place, group in enumerate(self._of) if min(group.members) == place]

    def obstacle(self, one: int, other: int, rule: str) -> str:
        """Return what keeps the groups of two bodies apart, one word, or an empty text.

        judged, unsure: a person said so; own: both have a body of the dataset's own; country, kind: they
        contradict each other; region: the same, and the rule is the name; numbers: a state numbers them apart,
        and the rule is weaker than that.
        """
        left, right = self._of[one], self._of[other]
        if not left.different.isdisjoint(right.members):
            return "judged"
        if not left.unsure.isdisjoint(right.members):
            return "unsure"
        if left.is_curated and right.is_curated:
            return "own"
        if _contradict(_country(left), _country(right)):
            return "country"
        if _contradict(_class(left), _class(right)):
            return "kind"
        if rule == _NAME and elsewhere(_region(left), _region(right)):
            return "region"
        return "numbers" if rule in WEAK and self.numbered_apart(one, other) else ""

    def numbered_apart(self, one: int, other: int) -> str:
        """Return the register of a state in which the groups of two bodies have different numbers, or nothing."""
        left, right = self._of[one].numbers, self._of[other].numbers
        both = (scheme for scheme in NATIONAL if scheme in left and scheme in right)
        return next((scheme for scheme in both if left[scheme].isdisjoint(right[scheme])), "")

    def unite(self, link: Link) -> None:
        """Put the groups of two bodies together; nothing happens when they are one already."""
        left, right = self._of[link.left], self._of[link.right]
        if left is right:
            return
        if len(left.members) < len(right.members):
            left, right = right, left
        left.members += right.members
        left.is_curated |= right.is_curated
        left.country = _first(left.country, right.country)
        left.region = _first(left.region, right.region)
        left.kind = _first(left.kind, right.kind)
        for scheme, values in right.numbers.items():
            left.numbers.setdefault(scheme, set()).update(values)
        left.different |= right.different
        left.unsure |= right.unsure
        left.links += [*right.links, link]
        for place in right.members:
            self._of[place] = left


def _by_scheme(numbers: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number in numbers:
        found.setdefault(number.partition("-")[0], set()).add(number)
    return found


def _first(one: tuple[int, str] | None, other: tuple[int, str] | None) -> tuple[int, str] | None:
    return min((each for each in (one, other) if each is not None), default=None)


def _country(group: Group) -> str:
    return group.country[1] if group.country is not None and group.country[1] != UNION else ""


def _region(group: Group) -> str | None:
    return group.region[1] if group.region is not None else None


def _class(group: Group) -> str:
    return KIND_CLASS.get(group.kind[1], "") if group.kind is not None else ""


def _contradict(one: str, other: str) -> bool:
    return bool(one) and bool(other) and one != other
