"""What lies on the network map and where: nodes and lines as tables, before any page or picture is made of them.

The page, the pyvis network and the picture without a browser all start from here, so they show the same.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import polars as pl
from scipy.sparse import coo_array, csr_array

from ecograph.algorithms.cores import coreness
from ecograph.algorithms.matrix import Matrix
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.metrics import METRICS
from ecograph.metrics.amounts import in_euro
from ecograph.metrics.holdings import each, holdings
from ecograph.metrics.metric import Metric
from ecograph.metrics.reported_members import coverage, reported
from ecograph.metrics.written import WRITTEN, node_properties, property_name
from ecograph.money import OPEN, VAGUENESS
from ecograph.neighbourhood import lines
from ecograph.network import Network
from ecograph.outputs.map.layout import Layout, positions
from ecograph.outputs.map.looks import COLOUR_BY, GROUPS
from ecograph.scenario import Scenario

TOLD: Final = ("degree", "betweenness", "coreness", "effective_size")
"""The measures that the map tells of a node."""

NAMED: Final = ("communities",)
"""The measures whose number is a name, not an amount, so no size."""

COUNTED: Final = ("degree",)
"""The measures of which the map tells the number, not the share."""

NEIGHBOURS: Final = "neighbours"
"""The size of a node unless a measure is asked for: it grows with the number of its neighbours."""

MAX_NODES: Final = 5000
"""How many nodes are drawn at once unless the reader asks for more."""

NO_CLUSTER, SEVERAL_CLUSTERS = -1, -2
"""What stands for a cluster where a node belongs to none, and to more than one."""

BASE: Final = {"cluster": 10.0, "project": 4.6}
SMALL, GROWTH, LARGE = 5.2, 1.7, 26.0
"""The radius of other nodes without neighbours, what neighbours add by their root, and the greatest by a measure."""

MOST: Final = 60.0
"""No node is larger: one that pays everybody would cover the others."""


@dataclass(frozen=True, slots=True)
class MapView:
    """How a map is made and what it shows first; a reader of the page can choose anew.

    Args:
        language: ``da``, ``nb`` or ``en``.
        colour: What the colour of a node tells: ``helix``, ``cluster``, ``country`` or ``community``.
        size: What its size tells: ``neighbours``, or the name of a measure that has one amount for each node.
        focus: The id of the node that is chosen at the start.
        max_nodes: How many nodes are drawn at once before the reader asks for more.
        scenarios: The mergers that can be shown before and after.
        scenario: The name of the one that is shown at the start.
        as_of: The day for which the data was cut, as the user gave it.
        renderer: What draws the page: ``canvas``, or ``vis`` for vis-network.

    Raises:
        EcographError: A choice is not one of those there are.
    """

    language: str = "en"
    colour: str = "helix"
    size: str = NEIGHBOURS
    focus: str | None = None
    max_nodes: int = MAX_NODES
    scenarios: tuple[Scenario, ...] = ()
    scenario: str | None = None
    as_of: str | None = None
    renderer: str = "canvas"

    def __post_init__(self) -> None:
        """Refuse what cannot be shown."""
        sizes = (NEIGHBOURS, *(metric.name for metric in WRITTEN if metric.name not in NAMED))
        names = (None, *(scenario.name for scenario in self.scenarios))
        _one_of("language", self.language, ("da", "nb", "en"))
        _one_of("colour", self.colour, COLOUR_BY)
        _one_of("size", self.size, sizes)
        _one_of("renderer", self.renderer, ("canvas", "vis"))
        _one_of("scenario", self.scenario, names)
        if self.max_nodes < 1:
            raise EcographError(f"max-nodes: found {self.max_nodes}, expected 1 or more")


def _one_of(what: str, found: str | None, expected: tuple[str | None, ...]) -> None:
    if found not in expected:
        raise EcographError(f"{what}: found {found!r}, expected one of {', '.join(filter(None, expected))}")


@dataclass(frozen=True, slots=True)
class Measured:
    """The values of a measure for the nodes of a map, in their order; null where it is not defined."""

    metric: Metric
    values: pl.Series


class KnownMembers(NamedTuple):
    """How many members are known by name of how many that are reported, over the clusters with a reported number.

    A member of several clusters counts in each. ``high`` is null where a number has no upper bound.
    """

    known: int
    low: int
    high: int | None
    clusters: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map before it is drawn.

    Args:
        ecosystem: The tables it is made of.
        view: How it is shown.
        nodes: Organisations by id, then projects by id: ``id``, ``label``, ``group``, ``helix``, ``country``,
            ``hollow``, ``degree`` (its different neighbours), ``radius``, ``x``, ``y``, ``core`` (the core number in
            the graph of all lines), ``community`` (null where there is none), ``cluster`` (the number of the
            cluster's node, or ``NO_CLUSTER``, ``SEVERAL_CLUSTERS``).
        lines: Those of ``neighbourhood.lines`` with numbers of nodes as ``a`` and ``b``, and their ``bend`` (-0.6 to
            0.6, 0 for one without parallels).
        layout: Where the nodes lie.
        measures: The measures that are told of a node.
        euro: The bounds of each flow in euro, in the order of the flows: ``low``, ``high``.
        members: How many members are known of those reported; null where no cluster has a reported number.
    """

    ecosystem: Ecosystem
    view: MapView
    nodes: pl.DataFrame
    lines: pl.DataFrame
    layout: Layout
    measures: tuple[Measured, ...]
    euro: pl.DataFrame
    members: KnownMembers | None

    @property
    def newest(self) -> str | None:
        """Return the latest date on which a source was published or read; null where none is known."""
        sources = self.ecosystem.sources
        return max([*sources["published"].drop_nulls(), *sources["retrieved"].drop_nulls()], default=None)

    @classmethod
    def of(cls, network: Network, view: MapView | None = None) -> "Drawn":
        """Return the map of a network.

        Raises:
            EcographError: The view asks for a node that is not there, or for communities that cannot be found.
        """
        chosen = view or MapView()
        eco = network.ecosystem
        bare = _bodies(eco)
        number = {node: i for i, node in enumerate(bare["id"])}
        if chosen.focus is not None and chosen.focus not in number:
            raise EcographError(f"focus: found no organisation or project {chosen.focus!r} on the map")
        joined = _lines(eco, number)
        ties = _ties(joined, len(number))
        degree = np.diff(ties.indptr)
        measures = tuple(_measured(network, name, bare["id"]) for name in _told(chosen.size))
        radii = _radii(bare["group"], degree, measures, chosen.size)
        layout = _layout(eco, joined, bare["id"], radii)
        places = np.array([layout.points[node] for node in bare["id"]], dtype=np.int64).reshape(-1, 2)
        nodes = bare.with_columns(
            degree=pl.Series(degree, dtype=pl.Int64),
            radius=pl.Series(radii, dtype=pl.Float64),
            x=places[:, 0],
            y=places[:, 1],
            core=pl.Series(coreness(ties), dtype=pl.Int64),
            community=_communities(network, bare["id"]),
            cluster=pl.Series(_clusters(eco, number), dtype=pl.Int64),
        )
        if chosen.colour == "community" and nodes.height and nodes["community"].is_null().all():
            raise EcographError(
                "colour: found no community to colour by; they need networkit and projects that organisations share: "
                "pip install 'ecograph[fast]'"
            )
        euro = eco.flows.select("flow_id").join(in_euro(eco), on="flow_id", how="left", maintain_order="left")
        bounds = euro.select(low=pl.col("eur_low"), high=pl.col("eur_high"))
        return cls(eco, chosen, nodes, joined, layout, measures, bounds, _members(network))


def _members(network: Network) -> KnownMembers | None:
    """Return how many members are known of those reported; the numbers are those of ``analyses.overlap``."""
    named = sorted({*reported(network)["cluster"]} & {*network.clusters})
    if not named:
        return None
    sets = each(named)
    held = holdings(network, sets).filter(dimension="members").drop("dimension")
    covered = coverage(network, sets, members=held, vagueness=VAGUENESS).drop_nulls("reported_low")
    if covered.is_empty():
        return None
    known, low, high = covered.select(pl.col("n_known", "reported_low", "reported_high").sum()).row(0)
    return KnownMembers(int(known), int(low), None if high == OPEN else int(high), covered.height)


def bodies_of(eco: Ecosystem, scenario: Scenario) -> list[str]:
    """Return the ids of what is one body after a merger: its clusters, and the outcome where that is in the data."""
    outcome = eco.organisations.filter((pl.col("name") == scenario.name) | (pl.col("org_id") == scenario.name))
    return sorted({*scenario.clusters, *outcome["org_id"]})


def _bodies(eco: Ecosystem) -> pl.DataFrame:
    """Return what is known of the nodes without regard to the lines."""
    organisations = eco.organisations.select(
        id="org_id",
        label="name",
        group=pl.col("kind").replace_strict(GROUPS, default="other", return_dtype=pl.String),
        helix=pl.col("helix").fill_null("unknown"),
        country="country",
        hollow=pl.col("extent").ne_missing("single"),
    )
    projects = eco.projects.select(
        id="project_id",
        label="title",
        group=pl.lit("project"),
        helix=pl.lit("project"),
        country="country",
        hollow=pl.lit(value=False),
    )
    return pl.concat([organisations.sort("id"), projects.sort("id")])


def _lines(eco: Ecosystem, number: dict[str, int]) -> pl.DataFrame:
    """Return the lines of the map, with the bend of each, so that parallel ones lie apart.

    By hand, of three parallel lines of one direction: -0.24, 0 and 0.24. The page has the same rule (``data.js``).
    """
    numbers = pl.col("a", "b").replace_strict(number, return_dtype=pl.Int64)
    every = lines(eco).with_columns(numbers).cast({"a": pl.Int64, "b": pl.Int64})  # of no rows polars replaces nothing
    pair = (pl.min_horizontal("a", "b"), pl.max_horizontal("a", "b"))
    last, place = pl.len().over(pair) - 1.0, pl.int_range(pl.len()).over(pair)
    way = pl.when(pl.col("a") <= pl.col("b")).then(1.0).otherwise(-1.0)
    reach = pl.min_horizontal(pl.lit(0.6), 0.12 * last)
    return every.with_columns(bend=pl.when(last > 0).then(reach * (2 * place / last - 1) * way).otherwise(0.0))


def _ties(lines: pl.DataFrame, n: int) -> Matrix:
    """Return the graph of all lines: n x n, symmetric, 1 where two nodes are joined by any line."""
    apart = lines.filter(pl.col("a") != pl.col("b"))
    a, b = apart["a"].to_numpy(), apart["b"].to_numpy()
    ends = (np.concatenate([a, b]), np.concatenate([b, a]))
    matrix = csr_array(coo_array((np.ones(len(ends[0])), ends), shape=(n, n)))
    matrix.data[:] = 1.0
    return matrix


def _told(size: str) -> tuple[str, ...]:
    """Return the names of the measures that the map tells, with the one of the size of its nodes."""
    return TOLD if size in (NEIGHBOURS, *TOLD) else (*TOLD, size)


def _measured(network: Network, name: str, ids: pl.Series) -> Measured:
    metric = next(metric for metric in METRICS if metric.name == name)
    column = name if name in metric.values and name not in COUNTED else next(iter(metric.values))
    found = [frame.rename({frame.columns[0]: "id"}) for frame in node_properties(network, [name]).values()]
    wanted = property_name(metric, column)
    known = [frame.select("id", value=wanted) for frame in found if wanted in frame.columns]
    if not known:
        return Measured(metric, pl.Series(values=[None] * len(ids), dtype=pl.Float64))
    joined = pl.DataFrame({"id": ids}).join(pl.concat(known), on="id", how="left", maintain_order="left")
    return Measured(metric, joined["value"].cast(pl.Float64))


def _radii(groups: pl.Series, neighbours: "np.ndarray", measures: tuple[Measured, ...], size: str) -> list[float]:
    """Return the radius of each node: its area grows with its neighbours, or with the measure asked for."""
    base = [BASE.get(group, SMALL) for group in groups]
    if size == NEIGHBOURS:
        return [
            min(MOST, round(start + GROWTH * float(np.sqrt(n)), 1)) for start, n in zip(base, neighbours, strict=True)
        ]
    values = next(each.values for each in measures if each.metric.name == size).fill_null(0.0).to_numpy()
    greatest = float(values.max(initial=0.0)) or 1.0
    return [round(SMALL + (LARGE - SMALL) * float(np.sqrt(max(value, 0.0) / greatest)), 1) for value in values]


def _layout(eco: Ecosystem, lines: pl.DataFrame, ids: pl.Series, radii: list[float]) -> Layout:
    clusters = {*eco.memberships["cluster_id"]}
    clusters |= {*eco.organisations.filter(pl.col("kind") == "cluster")["org_id"]}
    names = ids.to_list()
    links = [(names[a], names[b]) for a, b in lines.select("a", "b").iter_rows()]
    return positions(names, links, anchors=clusters, radii=dict(zip(names, radii, strict=True)))


def _communities(network: Network, ids: pl.Series) -> pl.Series:
    """Return the community of each node; that of a project is the one most of its participants are of."""
    metric = next(metric for metric in METRICS if metric.name == "communities")
    own = metric.compute(metric.told_of(network)).select("id", "community").drop_nulls()
    pairs = network.ecosystem.participations.select("org_id", id="project_id").unique()
    votes = pairs.join(own, left_on="org_id", right_on="id").group_by("id", "community").len()
    ranked = votes.sort("id", "len", "community", descending=[False, True, False])
    most = ranked.unique("id", keep="first", maintain_order=True)
    known = pl.concat([own, most.select("id", "community")])
    return pl.DataFrame({"id": ids}).join(known, on="id", how="left", maintain_order="left")["community"]


def _clusters(eco: Ecosystem, number: dict[str, int]) -> list[int]:
    """Return the cluster of each node: a cluster is of its own, a member of those it belongs to.

    A project is of the clusters that take part in it; where none does, of those of its participants if that is one.
    """
    of: dict[str, set[str]] = {node: set() for node in number}
    clusters = {*eco.memberships["cluster_id"], *eco.organisations.filter(pl.col("kind") == "cluster")["org_id"]}
    for org, cluster in eco.memberships.select("org_id", "cluster_id").iter_rows():
        of[org].add(cluster)
    for cluster in clusters:
        of[cluster] = {cluster}
    partners: dict[str, Counter[str]] = {}
    for org, project in eco.participations.select("org_id", "project_id").unique().sort("org_id").iter_rows():
        if org in clusters:
            of[project].add(org)
        partners.setdefault(project, Counter()).update(of[org])
    for project, found in partners.items():
        if not of[project] and len(found) == 1:
            of[project] = set(found)
    return [_only(found, number) for found in of.values()]


def _only(clusters: set[str], number: dict[str, int]) -> int:
    if len(clusters) > 1:
        return SEVERAL_CLUSTERS
    return number[next(iter(clusters))] if clusters else NO_CLUSTER
