"""What sets would share if participations and memberships were dealt out anew: the sets of ``holdings`` as matrices.

``holdings`` reads the tables, which is too slow for a thousand random networks. Here each of its definitions is a
product of sparse matrices; ``tests/analyses/test_overlap_chance.py`` holds that both count the same.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from scipy import sparse

from ecograph.algorithms.matrix import Labels, Matrix, Vector
from ecograph.metrics.holdings import NOT_SHARED_WORK, Sets, populations, received
from ecograph.network import Network

REDEALT = ("members", "projects", "partners", "funders", "themes", "regions")
"""The dimensions that follow from who takes part and who belongs; money does not."""


DENSE = 300_000
"""The cells of an incidence up to which plain matrices are faster than sparse ones."""


@dataclass(frozen=True, eq=False)
class Links:
    """What sets are made of and what follows from their projects, partners and members, as 0 and 1.

    Args:
        participation: Organisations x projects; meetings have none. This is dealt out anew.
        membership: Organisations x clusters. This is too.
        own: Sets x organisations: what each set is made of.
        own_clusters: Sets x clusters: those of these organisations that have members.
        own_projects: Sets x projects: the projects that it names.
        payers: Organisations and projects x payers: who pays whom.
        themes: Organisations and projects x themes.
        seats: Organisations x regions.
        own_payers: Sets x payers: the payers that are the set itself.
        reached: Sets x organisations: the set itself and its members, whose seats do not depend on the projects.
        population: How many could be shared, for each of ``REDEALT``.
    """

    participation: Matrix
    membership: Matrix
    own: Matrix
    own_clusters: Matrix
    own_projects: Matrix
    payers: Matrix
    themes: Matrix
    seats: Matrix
    own_payers: Matrix
    reached: Matrix
    population: tuple[int, ...]

    def shared(self, participation: Matrix, membership: Matrix, pairs: tuple[Labels, Labels]) -> Labels:
        """Return what pairs of sets share, for each of ``REDEALT`` and then each pair.

        Args:
            participation: Organisations x projects, the known ones or others.
            membership: Organisations x clusters, likewise.
            pairs: The places of the left and the right sets.
        """
        if max(participation.shape[0] * participation.shape[1], membership.shape[0] * membership.shape[1]) <= DENSE:
            return self._plainly(participation.toarray(), membership.toarray(), pairs)
        members = _without(self.own_clusters @ membership.T, self.own)
        projects = _plain(self.own @ participation + self.own_projects)
        met = _plain(projects @ participation.T)
        whole = sparse.hstack([self.own, projects], format="csr")
        funders = _without(whole @ self.payers, self.own_payers)
        regions = (self.reached + met) @ self.seats
        held = (members, projects, _without(met, self.own), funders, whole @ self.themes, regions)
        return np.concatenate([_counted(sets, pairs) for sets in held])

    def _plainly(self, participation: Vector, membership: Vector, pairs: tuple[Labels, Labels]) -> Labels:
        """Return what pairs of sets share, by plain matrices: the same numbers, in a tenth of the time where few."""
        own, clusters, named, payers, themes, seats, own_payers, reached = self._plain_parts
        members = (clusters @ membership.T > 0) & (own == 0)
        projects = (own @ participation + named > 0).astype(np.float64)
        met = projects @ participation.T > 0
        whole = np.hstack([own, projects])
        funders = (whole @ payers > 0) & (own_payers == 0)
        regions = (reached + met) @ seats > 0
        held = (members, projects, met & (own == 0), funders, whole @ themes > 0, regions)
        i, j = pairs
        found = [(sets := each.astype(np.float64)) @ sets.T for each in held]
        return np.concatenate([counts[i, j] for counts in found]).astype(np.int64)

    @cached_property
    def _plain_parts(self) -> tuple[Vector, ...]:
        parts = (self.own, self.own_clusters, self.own_projects, self.payers, self.themes, self.seats)
        return tuple(part.toarray().astype(np.float64) for part in (*parts, self.own_payers, self.reached))

    @property
    def modelled(self) -> dict[str, "Ties"]:
        """Return the ties of which projects and members consist."""
        n_sets, n_members = self.own.shape
        nothing = sparse.csr_array((n_sets, n_members), dtype=np.int64)
        outside = sparse.csr_array(self.own_projects.shape, dtype=np.int64)
        by_cluster = sparse.csr_array(self.membership.T)
        return {
            "members": Ties(by_cluster, self.own_clusters, certain=nothing, outside=self.own),
            "projects": Ties(self.participation, self.own, certain=self.own_projects, outside=outside),
        }


@dataclass(frozen=True, eq=False)
class Ties:
    """What sets hold through the ties of a two-mode network.

    Args:
        incidence: Rows x items.
        rows: Sets x rows: whose items are those of the set.
        certain: Sets x items: those that it holds anyway.
        outside: Sets x items: those that it never holds.
    """

    incidence: Matrix
    rows: Matrix
    certain: Matrix
    outside: Matrix


def links(network: Network, sets: Sets) -> Links:
    """Return what the sets of a network are made of, and what follows from their projects, partners and members."""
    eco = network.ecosystem
    orgs, projects = list(network.organisations), list(network.projects)
    everything = [*orgs, *projects]
    names = list(sets)
    inside = pl.DataFrame(
        [(name, own) for name, ids in sets.items() for own in ids],
        schema={"row": pl.String, "column": pl.String},
        orient="row",
    )
    work = eco.projects.filter(~pl.col("kind").is_in(NOT_SHARED_WORK))["project_id"]
    is_work = np.isin(np.array(projects, dtype=object), work.to_numpy())
    participation = _plain(network.participation @ sparse.diags_array(is_work.astype(np.int64), dtype=np.int64))
    paid = received(network).select(row="id", column="payer").filter(pl.col("column").is_in(everything))
    drawn_from = populations(network)
    tags = eco.tags.select(row="subject", column="theme_id")
    regions = eco.organisations.drop_nulls("region").select(row="org_id", column="region")
    payers, themes, areas = (sorted(set(frame["column"])) for frame in (paid, tags, regions))
    own = _placed(inside, names, orgs)
    own_projects = _placed(inside, names, projects)
    own_clusters = _placed(inside, names, list(network.clusters))
    named_meetings = np.setdiff1d(own_projects.indices, np.flatnonzero(is_work))
    return Links(
        participation,
        _plain(network.membership),
        own,
        own_clusters,
        own_projects,
        payers=_placed(paid, everything, payers),
        themes=_placed(tags, everything, themes),
        seats=_placed(regions, orgs, areas),
        own_payers=_placed(inside, names, payers),
        reached=_plain(own + own_clusters @ network.membership.T),
        # a meeting is drawn only where a set names it
        population=tuple(
            len(drawn_from[dimension]) + (len(named_meetings) if dimension == "projects" else 0)
            for dimension in REDEALT
        ),
    )


def _placed(pairs: pl.DataFrame, rows: list[str], columns: list[str]) -> Matrix:
    """Return 1 for each pair of names; pairs of other names are left out."""
    i = pl.DataFrame({"row": rows}, schema={"row": pl.String}).with_row_index("i")
    j = pl.DataFrame({"column": columns}, schema={"column": pl.String}).with_row_index("j")
    at = pairs.join(i, on="row").join(j, on="column").select(pl.col("i", "j").cast(pl.Int64))
    cells = (np.ones(at.height, dtype=np.int64), (at["i"].to_numpy(), at["j"].to_numpy()))
    return _plain(sparse.csr_array(cells, shape=(len(rows), len(columns))))


def _plain(counts: Matrix) -> Matrix:
    """Return 1 where a count is not 0."""
    found: Matrix = sparse.csr_array(counts).astype(np.int64)  # a copy: what is given is not changed
    found.eliminate_zeros()
    found.data[:] = 1
    return found


def _without(counts: Matrix, own: Matrix) -> Matrix:
    """Return 1 where a count is not 0, other than for what is the set itself."""
    there = _plain(counts)
    return _plain(there - there.multiply(own))


def _counted(counts: Matrix, pairs: tuple[Labels, Labels]) -> Labels:
    """Return how many columns each pair of rows has in common."""
    sets = _plain(counts)
    found: Labels = (sets @ sets.T).toarray()[pairs]
    return found
