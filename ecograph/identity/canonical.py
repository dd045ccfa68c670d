"""The id that a group of bodies gets, and for each of them the rule that put it there."""

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence

import polars as pl

from ecograph.identity.bodies import SCHEMES
from ecograph.identity.groups import Group, Link
from ecograph.identity.joins import JUDGED, NAME, OWN, Joined

NUMBERED = ("orgnr", "cvr", "lei", "ror", "pic")
"""The registers in the order in which their numbers become the id of a group."""

JOINS = {"own_id": pl.String, "org_id": pl.String, "rule": pl.String, "because": pl.String}


def canonical_ids(joined: Joined, curated: Collection[str], taken: Collection[str]) -> dict[str, str]:
    """Return the id of the group of each body.

    It is the smallest of the dataset's own ids in the group, else its best registry number, such as
    ``orgnr-919303808``, else the smallest id. A number that two groups claim, or that is the id of something
    else, is nobody's id: both keep their smallest one.

    Args:
        joined: The bodies in groups.
        curated: The ids of the dataset's own organisations.
        taken: The ids of everything that is no single organisation.
    """
    groups = joined.groups.all()
    claims: dict[str, list[Group]] = {}
    for group in groups:
        claims.setdefault(_claim(group), []).append(group)
    home = {joined.ids[place]: group for group in groups for place in group.members}
    every = set(taken)
    result: dict[str, str] = {}
    for group in groups:
        ids = sorted(joined.ids[place] for place in group.members)
        own = [each for each in ids if each in curated]
        number = _claim(group)
        is_free = number and len(claims[number]) == 1 and number not in every and home.get(number, group) is group
        chosen = own[0] if own else number if is_free else ids[0]
        result |= dict.fromkeys(ids, chosen)
    return result


def _claim(group: Group) -> str:
    """Return the number that would be the id of a group, empty for one that needs none."""
    if group.is_curated:
        return ""
    return next((min(group.numbers[scheme]) for scheme in NUMBERED if scheme in group.numbers), "")


def joins(joined: Joined, ids: Mapping[str, str], others: Sequence[str]) -> pl.DataFrame:
    """Return ``own_id``, ``org_id``, ``rule``, ``because`` for each organisation, sorted by own id.

    The rule is judged, the register of a shared number, name, or own for a body that nothing was joined with and
    for the dataset's own body of a group. ``because`` is the reason in words.

    Args:
        joined: The bodies in groups.
        ids: The id of the group of each.
        others: The organisations that are not single bodies: each stays alone.
    """
    rows = [(each, each, OWN, OWN) for each in others]
    for group in joined.groups.all():
        for place, rule, because in _rules(group):
            own = joined.ids[place]
            rows.append((own, ids[own], rule, because))
    return pl.DataFrame(rows, schema=JOINS, orient="row").sort("own_id")


def _rules(group: Group) -> Iterator[tuple[int, str, str]]:
    """Yield each body of a group with the rule that joined it: the first on its way to the body that speaks first.

    That one was joined by a judgement or number that it shares with the next; a name brings others to it.
    """
    first = min(group.members)
    beside: dict[int, list[tuple[int, Link]]] = {}
    for link in sorted(group.links, key=_strength):
        beside.setdefault(link.left, []).append((link.right, link))
        beside.setdefault(link.right, []).append((link.left, link))
    strongest = beside[first][0][1] if group.links else None
    if group.is_curated or strongest is None or strongest.rule == NAME:
        yield first, OWN, OWN
    else:
        yield first, strongest.rule, strongest.because
    waiting, seen = deque([first]), {first}
    while waiting:
        here = waiting.popleft()
        for there, link in beside.get(here, ()):
            if there not in seen:
                seen.add(there)
                waiting.append(there)
                yield there, link.rule, link.because


def _strength(link: Link) -> tuple[int, int, int]:
    order = (JUDGED, *SCHEMES)
    return (order.index(link.rule) if link.rule in order else len(order), link.left, link.right)
