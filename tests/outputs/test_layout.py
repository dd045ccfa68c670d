"""The layout of the map: what overlaps lies between, nothing covers another, and the input alone decides."""

from itertools import combinations

import numpy as np
import pytest

from ecograph.outputs import layout
from ecograph.outputs.map.layout import GAP, positions

TWO_CLUSTERS = [
    *((f"a{i}", "alpha") for i in range(6)),
    *((f"b{i}", "beta") for i in range(6)),
    ("both", "alpha"),
    ("both", "beta"),
]
NODES = sorted({node for link in TWO_CLUSTERS for node in link})


def distance(points: dict[str, tuple[int, int]], one: str, other: str) -> float:
    return float(np.hypot(*np.subtract(points[one], points[other])))


def random_links(n: int, m: int) -> list[tuple[str, str]]:
    draw = np.random.default_rng(4)
    return [(f"n{a:04}", f"n{b:04}") for a, b in draw.integers(0, n, (m, 2)).tolist()]


def test_what_two_clusters_share_lies_between_them() -> None:
    points = positions(NODES, TWO_CLUSTERS, anchors=["alpha", "beta"]).points
    apart = distance(points, "alpha", "beta")
    assert max(distance(points, "both", "alpha"), distance(points, "both", "beta")) < apart


def test_a_member_lies_by_its_own_cluster() -> None:
    points = positions(NODES, TWO_CLUSTERS, anchors=["alpha", "beta"]).points
    assert all(distance(points, f"a{i}", "alpha") < distance(points, f"a{i}", "beta") for i in range(6))
    assert all(distance(points, f"b{i}", "beta") < distance(points, f"b{i}", "alpha") for i in range(6))


def test_order_of_the_input_does_not_matter() -> None:
    turned = [(b, a) for a, b in reversed(TWO_CLUSTERS)]
    assert positions(NODES, TWO_CLUSTERS, anchors=["alpha", "beta"]) == positions(
        reversed(NODES), turned, anchors=["beta", "alpha"]
    )


def test_moving_a_node_to_the_other_cluster_moves_it() -> None:
    moved = [("a0", "beta") if link == ("a0", "alpha") else link for link in TWO_CLUSTERS]
    points = positions(NODES, moved, anchors=["alpha", "beta"]).points
    assert distance(points, "a0", "beta") < distance(points, "a0", "alpha")


def test_nodes_without_a_tie_stand_in_a_block_below() -> None:
    found = positions([*NODES, "x", "w", "y"], [*TWO_CLUSTERS, ("y", "y")], anchors=["alpha"])
    assert found.loose == ("w", "x", "y")
    assert found.block is not None
    lowest = max(y for node, (_, y) in found.points.items() if node not in found.loose)
    assert lowest < found.block[1] < min(found.points[node][1] for node in found.loose)
    assert len({found.points[node][1] for node in found.loose}) == 1


def test_no_block_without_such_nodes() -> None:
    found = positions(NODES, TWO_CLUSTERS)
    assert (found.loose, found.block) == ((), None)


def test_nothing_and_one_node() -> None:
    assert positions([], []) == ({}, (), None)
    assert positions(["a"], []).loose == ("a",)


def test_unknown_node() -> None:
    with pytest.raises(KeyError):
        positions(["a"], [("a", "b")])


@pytest.mark.parametrize("n", [60, 700])
def test_no_node_covers_another(n: int) -> None:
    nodes = [f"n{i:04}" for i in range(n)]
    radii = {node: 5.0 + i % 7 for i, node in enumerate(nodes)}
    points = positions(nodes, random_links(n, 2 * n), anchors=nodes[:5], radii=radii).points
    pairs = combinations(nodes, 2)
    # one unit less, since positions are rounded
    assert all(distance(points, a, b) >= radii[a] + radii[b] - 1 for a, b in pairs)


def test_groups_lie_apart_the_largest_on_top() -> None:
    pairs = [(f"p{i}", f"q{i}") for i in range(40)]
    stars = [(f"s{i}", f"s{i}-{k}") for i in range(9) for k in range(12)]
    links = [*TWO_CLUSTERS, *pairs, *stars]
    nodes = {node for link in links for node in link}
    points = positions(nodes, links, anchors=["alpha", "beta"]).points
    groups = [
        set(NODES),
        *({a, b} for a, b in pairs),
        *({f"s{i}", *(f"s{i}-{k}" for k in range(12))} for i in range(9)),
    ]
    boxes = [np.array([[*points[node]] for node in group]) for group in groups]
    ends = [(*box.min(axis=0), *box.max(axis=0)) for box in boxes]
    for one, other in combinations(ends, 2):
        assert one[2] + GAP < other[0] or other[2] + GAP < one[0] or one[3] + GAP < other[1] or other[3] + GAP < one[1]
    assert ends[0][1] == min(end[1] for end in ends)


def test_a_group_without_a_cluster_takes_its_best_connected_node() -> None:
    star = [("hub", f"leaf{i}") for i in range(5)]
    nodes = {node for link in star for node in link}
    assert positions(nodes, star) == positions(nodes, star, anchors=["hub"])


def test_repulsion_by_cells_is_near_the_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(1)
    points, mass = draw.normal(size=(500, 2)) * 20, draw.uniform(1, 9, 500)
    # the exact sum over all pairs, written out
    gap = points[:, None] - points[None]
    square = np.maximum((gap**2).sum(axis=2), 0.01)
    exact = 0.1 * (gap * (mass[:, None] * mass[None] / square)[..., None]).sum(axis=1)
    assert np.allclose(layout._repulsion(points, mass), exact)
    monkeypatch.setattr(layout, "_EXACT", 0)
    error = np.linalg.norm(layout._repulsion(points, mass) - exact, axis=1)
    assert np.median(error / np.linalg.norm(exact, axis=1)) < 0.1


@pytest.mark.slow
def test_three_thousand_nodes_within_seconds() -> None:
    nodes = [f"n{i:04}" for i in range(3000)]
    found = positions(nodes, random_links(3000, 8300), anchors=nodes[:10])
    assert len(set(found.points.values())) == 3000
