"""A merger as two networks, before and after, so that every part of the analysis compares the same two.

The bodies are merged on the two-mode layer and projected afterwards. Contracting the projection instead would count
a project of two of them twice, and the ties of the merged body up to 43 % too high.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from ecograph.closure import closed
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.lookup import namesakes, organisation
from ecograph.network import Network


@dataclass(frozen=True, eq=False)
class Merger:
    """One merger of clusters.

    Args:
        before: The network before, without the organisation that stands for the outcome.
        following: The same network without the memberships of those that leave; its rows are those of the dataset.
        clusters: The ids of the bodies that merge, sorted.
        into: The id of the merged body in ``after``.
        name: Its name.
        leaves: The ids of the organisations that would not follow, sorted.
        outcome: The organisation of the data that stands for the outcome, None where there is none.
    """

    before: Network
    following: Network
    clusters: tuple[str, ...]
    into: str
    name: str
    leaves: tuple[str, ...]
    outcome: str | None

    @cached_property
    def after(self) -> Network:
        """Return the network in which the clusters are one body."""
        one = self.following.ecosystem.merged(self.clusters, self.into, self.name)
        return Network.of(one, extents=self.before.extents)


def merger(network: Network, clusters: Sequence[str], *, name: str, leaves: Collection[str] = ()) -> Merger:
    """Return the merger of some clusters, as networks before and after it.

    Args:
        network: The network.
        clusters: The bodies that merge, two or more, each by its id or a name.
        name: What the merged body is called. If an organisation of the data has that id or name, it stands for the
            outcome: it is left out before, so that it is not counted twice. If it is one of the clusters, that one
            takes in the others.
        leaves: Organisations whose memberships in the clusters end with the merger, each by its id or a name.

    Raises:
        EcographError: Fewer than two clusters, one of them twice, a name that nothing or a project has, an
            organisation that is not in the network (a collective), a cluster or the outcome among those that leave.

    >>> eco = Ecosystem.of(organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in "abm"])
    >>> found = merger(Network.of(eco), ["b", "a"], name="M")
    >>> found.clusters, found.into, found.outcome, found.before.organisations, found.after.organisations
    (('a', 'b'), 'm', 'm', ('a', 'b'), ('m',))
    """
    eco = network.ecosystem
    merging = [body(network, text) for text in clusters]
    twice = sorted({org for org in merging if merging.count(org) > 1})
    if twice:
        raise EcographError(f"{', '.join(twice)} is named twice: name each cluster of a merger once")
    if len(merging) < 2:  # noqa: PLR2004 - a merger is of two
        found = merging[0] if merging else "none"
        raise EcographError(f"found one cluster or none to merge ({found}), expected two or more: name them all")
    left = sorted({body(network, text) for text in leaves})
    outcome, title = _outcome(eco, name)
    cannot = sorted(set(left) & {*merging, outcome})
    if cannot:
        raise EcographError(f"{', '.join(cannot)} merges and cannot leave: leave it out of one of the two lists")
    merging.sort()
    is_new = outcome is not None and outcome not in merging
    rest = eco.without_organisations(outcome) if is_new and outcome is not None else eco
    before = Network.of(rest, extents=network.extents)
    stay = following(before, merging, left)
    into = outcome if outcome is not None else "+".join(merging)
    return Merger(before, stay, tuple(merging), into, title, tuple(left), outcome if is_new else None)


def following(network: Network, clusters: Collection[str], leaves: Collection[str]) -> Network:
    """Return a network without the memberships of those that leave in some clusters; the same if nobody does."""
    if not leaves:
        return network
    end = pl.col("org_id").is_in(sorted(leaves)) & pl.col("cluster_id").is_in(sorted(clusters))
    eco = network.ecosystem
    frames = eco.frames() | {"memberships": eco.memberships.filter(~end)}
    return Network.of(Ecosystem.from_frames(eco.title, closed(frames)), extents=network.extents)


def body(network: Network, text: str) -> str:
    """Return the id of the organisation of a network that a text names by its id or a name.

    Raises:
        EcographError: Nothing has that name, a project has it, or the organisation is a collective.
    """
    if text in network.organisations:  # the search names hundreds of mergers by their ids
        return text
    found = organisation(network.ecosystem, text)
    if found not in network.organisations:
        raise EcographError(f"{text!r} is a collective or an unnamed body, which cannot merge or leave: name one body")
    return found


def _outcome(eco: Ecosystem, name: str) -> tuple[str | None, str]:
    """Return the organisation that a merged body is named after, None where there is none, and its name."""
    if not name.strip():
        raise EcographError("the merged body has no name: give it one, such as --as 'North Cluster'")
    same = [(table, row) for table, row in namesakes(eco, name) if table in {"organisations", "projects"}]
    bodies = [row for table, row in same if table == "organisations"]
    if len(bodies) > 1:
        raise EcographError(
            f"{name!r} is the name of {', '.join(bodies)}: name one of them by its id, or choose another"
        )
    if bodies:
        row = eco.organisations.row(by_predicate=pl.col("org_id") == bodies[0], named=True)
        return bodies[0], str(row["name"])
    if same:
        raise EcographError(f"{name!r} is the project {same[0][1]}: choose a name of its own for the merged body")
    return None, name
