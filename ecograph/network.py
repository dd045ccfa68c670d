"""From tables to matrices: who takes part in what, who belongs to which cluster, who pays whom.

The network is two-mode: organisations on one side, the projects (or clusters) they belong to on the other.
Rows are sorted before a matrix is built, so the order of the tables does not matter. Only single
organisations are nodes; a collective ("the five regions") or an unnamed body is no organisation of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Concatenate, Literal, ParamSpec, TypeVar, cast

import numpy as np
import polars as pl
from scipy import sparse

from ecograph.algorithms.matrix import Matrix
from ecograph.ecosystem import Ecosystem
from ecograph.rows import ROWS, reference
from ecograph.schema import TABLE, Kind

if TYPE_CHECKING:
    import networkx as nx

SINGLE = ("single",)

P = ParamSpec("P")
Found = TypeVar("Found")

Weighting = Literal["newman", "count"]
"""How strong a tie of the projection is: by Newman, a project of n partners counts 1/(n-1); or each counts 1."""


@dataclass(frozen=True, eq=False)
class Network:
    """The incidence matrices of an Ecosystem, with the ids of their rows and columns.

    Args:
        ecosystem: The tables it was made of.
        organisations: The ids of the organisations, sorted: the rows of both incidence matrices.
        projects: The ids of the projects, sorted: the columns of ``participation``.
        clusters: The ids of the clusters, sorted: the columns of ``membership``.
        participation: Organisations x projects, 1 where the organisation takes part in any role.
        membership: Organisations x clusters, 1 where the organisation belongs to the cluster.
        funding: Organisations x organisations, the number of flows from payer to recipient.
        extents: Which organisations are nodes.
    """

    ecosystem: Ecosystem
    organisations: tuple[str, ...]
    projects: tuple[str, ...]
    clusters: tuple[str, ...]
    participation: Matrix
    membership: Matrix
    funding: Matrix
    extents: tuple[str, ...] = SINGLE
    _kept: dict[object, object] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, ecosystem: Ecosystem, *, extents: tuple[str, ...] = SINGLE) -> "Network":
        """Return the network of an Ecosystem.

        Args:
            ecosystem: The tables.
            extents: Which organisations are nodes: ``single`` alone, or also ``collective`` and ``unnamed``.

        Organisations and projects without any tie are kept. A pair that takes part in several roles is one tie.

        >>> eco = Ecosystem.of(
        ...     organisations=[{"org_id": "mtic", "name": "MTIC", "kind": "cluster"}],
        ...     projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        ...     participations=[{"org_id": "mtic", "project_id": "p", "role": "lead"}],
        ... )
        >>> Network.of(eco)
        Network(organisations=1, projects=1, clusters=1, participations=1, memberships=0)
        """
        bodies = ecosystem.organisations.filter(pl.col("extent").is_in(extents))
        orgs = bodies["org_id"].sort()
        projects = ecosystem.projects["project_id"].sort()
        named = set(ecosystem.memberships["cluster_id"])
        is_cluster = (pl.col("kind") == "cluster") | pl.col("org_id").is_in(sorted(named))
        clusters = bodies.filter(is_cluster)["org_id"].sort()
        pairs = ecosystem.flows.select("payers", "recipients").explode("payers").explode("recipients")
        return cls(
            ecosystem,
            tuple(orgs),
            tuple(projects),
            tuple(clusters),
            _incidence(ecosystem.participations, ("org_id", orgs), ("project_id", projects)),
            _incidence(ecosystem.memberships, ("org_id", orgs), ("cluster_id", clusters)),
            _counted(pairs, ("payers", orgs), ("recipients", orgs)),
            extents,
        )

    def __repr__(self) -> str:
        """Return the numbers of nodes and ties."""
        return (
            f"Network(organisations={len(self.organisations)}, projects={len(self.projects)}, "
            f"clusters={len(self.clusters)}, participations={self.participation.nnz}, "
            f"memberships={self.membership.nnz})"
        )

    def without_isolates(self) -> "Network":
        """Return the network of the organisations and projects that have at least one participation."""
        matrix = self.participation
        orgs = np.flatnonzero(np.diff(matrix.indptr))
        projects = np.flatnonzero(np.diff(matrix.tocsc().indptr))
        return Network(
            self.ecosystem,
            tuple(self.organisations[i] for i in orgs),
            tuple(self.projects[i] for i in projects),
            self.clusters,
            matrix[orgs][:, projects],
            self.membership[orgs],
            self.funding[orgs][:, orgs],
            self.extents,
        )

    def projection(self, weighting: Weighting = "newman") -> Matrix:
        """Return the ties between organisations that share projects: organisations x organisations, symmetric.

        Args:
            weighting: ``newman`` weighs a project of n partners 1/(n-1) for each pair, so that large consortia
                count less (Newman 2001, Phys. Rev. E 64:016132); ``count`` counts the shared projects.

        The diagonal is empty. A project with one partner makes no tie. The matrix is computed once and shared:
        do not change it.
        """
        return self.once(_projected, weighting)

    def once(self, compute: Callable[Concatenate["Network", P], Found], *args: P.args, **options: P.kwargs) -> Found:
        """Return what a function gives of this network, computed the first time and kept as long as the network.

        For what several measures rest on and takes seconds. The function gives the same for the same options, and
        nobody changes what it gave.

        >>> network = Network.of(Ecosystem.of())
        >>> network.once(Network.projection) is network.once(Network.projection)
        True
        """
        key = (compute, args, tuple(sorted(options.items())))
        if key not in self._kept:
            self._kept[key] = compute(self, *args, **options)
        return cast("Found", self._kept[key])

    @cached_property
    def nodes(self) -> pl.DataFrame:
        """Return ``mode``, ``id``, ``name`` and ``rows`` (the participations) of each organisation, then project."""
        eco = self.ecosystem
        inside = pl.col("org_id").is_in(self.organisations) & pl.col("project_id").is_in(self.projects)
        found = eco.participations.filter(inside).with_columns(reference("participations"))
        modes = (
            ("organisation", "org_id", "name", eco.organisations, self.organisations),
            ("project", "project_id", "title", eco.projects, self.projects),
        )
        return pl.concat(
            pl.DataFrame({"id": ids}, schema={"id": pl.String})
            .join(table.select(id=key, name=name), on="id", how="left", maintain_order="left")
            .join(found.group_by(id=key).agg(pl.col(ROWS).sort()), on="id", how="left", maintain_order="left")
            .select(pl.lit(mode).alias("mode"), "id", "name", pl.col(ROWS).fill_null([]))
            for mode, key, name, table, ids in modes
        )


def _projected(network: Network, weighting: Weighting) -> Matrix:
    """Return the projection, in which a project of one partner makes no tie."""
    matrix = network.participation.astype(np.float64)
    others = np.bincount(matrix.indices, minlength=matrix.shape[1]) - 1.0
    weight = (others > 0).astype(np.float64)
    if weighting == "newman":
        np.divide(1.0, others, out=weight, where=others > 0)
    tied = (matrix @ sparse.diags_array(weight) @ matrix.T).tocsr()
    tied.setdiag(0)
    tied.eliminate_zeros()
    tied.sort_indices()
    return sparse.csr_array(tied)


def _counted(frame: pl.DataFrame, row: tuple[str, pl.Series], column: tuple[str, pl.Series]) -> Matrix:
    """Return how often each pair stands in a frame, as rows x columns."""
    (row_name, row_ids), (column_name, column_ids) = row, column
    rows = pl.DataFrame({row_name: row_ids}).with_row_index("i")
    columns = pl.DataFrame({column_name: column_ids}).with_row_index("j")
    placed = frame.select(row_name, column_name).join(rows, on=row_name).join(columns, on=column_name)
    at = placed.group_by("i", "j").len("n").sort("i", "j")
    shape = (row_ids.len(), column_ids.len())
    cells = (at["n"].cast(pl.Int64).to_numpy(), (at["i"].to_numpy(), at["j"].to_numpy()))
    return sparse.csr_array(cells, shape=shape)


def _incidence(frame: pl.DataFrame, row: tuple[str, pl.Series], column: tuple[str, pl.Series]) -> Matrix:
    """Return 1 where a pair stands in a frame, as rows x columns."""
    matrix = _counted(frame, row, column)
    matrix.data[:] = 1
    return matrix


def to_networkx(ecosystem: Ecosystem) -> "nx.MultiDiGraph":
    """Return the whole Ecosystem as a networkx ``MultiDiGraph``, for exchange and for one's own analyses.

    Nodes: organisations, projects, flows and themes, each with ``table`` (where it comes from) and all its
    columns. Edges: memberships (organisation to cluster), participations (organisation to project), ties
    (subject to object), tags (subject to theme), and ``payers`` and ``recipients`` (payer to flow, flow to
    recipient), so that a joint amount stays one. An edge has ``table`` and all other columns of its row.
    Null is left out. Nodes and edges come in the order of the tables; edge keys count from 0.

    The id of a flow or theme that is also another node's is preceded by the name of its table.
    """
    import networkx as nx

    graph = nx.MultiDiGraph(title=ecosystem.title)
    ids: dict[tuple[str, str], str] = {}
    for table in ("organisations", "projects", "flows", "themes"):
        key = TABLE[table].key[0]
        for row in ecosystem[table].iter_rows(named=True):
            own = row[key]
            ids[table, own] = f"{table}:{own}" if own in graph else own
            graph.add_node(ids[table, own], table=table, **_attributes(table, row))
    for table, start, end in EDGES:
        for row in ecosystem[table].iter_rows(named=True):
            target = ids["themes", row[end]] if end == "theme_id" else row[end]
            graph.add_edge(row[start], target, table=table, **_attributes(table, row, without=(start, end)))
    for row in ecosystem.flows.iter_rows(named=True):
        flow = ids["flows", row["flow_id"]]
        graph.add_edges_from((payer, flow, {"table": "payers"}) for payer in row["payers"] or ())
        graph.add_edges_from((flow, recipient, {"table": "recipients"}) for recipient in row["recipients"] or ())
    return graph


EDGES = (
    ("memberships", "org_id", "cluster_id"),
    ("participations", "org_id", "project_id"),
    ("ties", "subject", "object"),
    ("tags", "subject", "theme_id"),
)
"""The tables whose rows are edges, with the columns of their two ends."""


def _attributes(table: str, row: dict[str, object], without: tuple[str, ...] = ()) -> dict[str, object]:
    def value(name: str) -> object:
        ids = row[name]
        return "|".join(ids) if TABLE[table][name].kind is Kind.IDS and isinstance(ids, list) else ids

    return {name: value(name) for name, cell in row.items() if cell is not None and name not in without}
