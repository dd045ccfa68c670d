"""Every merger that some clusters could make.

By hand: a small network of three clusters. Second implementations: networkx for what lies between and what is cut off,
and the parts of the analysis of one merger, which merges on the tables and not on the matrix.
"""

import math
from collections.abc import Sequence

import networkx as nx
import polars as pl
import pytest

import ecograph
from ecograph.analyses.merge import search
from ecograph.analyses.merge.brokerage import retained_of
from ecograph.analyses.merge.coverage import covered
from ecograph.analyses.merge.funding import funders_of, hhi_of
from ecograph.analyses.merge.membership import members_of
from ecograph.analyses.merge.merger import merger
from ecograph.analyses.merge.parallel import parallel_projects
from ecograph.analyses.merge.resilience import failing
from ecograph.analyses.merge.search import AXES, SCHEMA, combinations, partitions
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.network import Network
from ecograph.rows import ROWS

pytestmark = pytest.mark.slow  # whole mergers on the bundled data

DANISH = ("chc", "lsi", "mtic", "welfare-tech")

Row = dict[str, object]


@pytest.fixture(scope="module")
def bundled() -> Network:
    return Network.of(ecograph.load())


def flow(name: str, payer: str, recipient: str, amount: float) -> Row:
    terms = {"qualifier": "exact", "currency": "EUR", "from": "2020", "kind": "grant", "level": "grant"}
    return {"flow_id": name, "payers": [payer], "recipients": [recipient], "amount": amount, **terms}


def takes_part(org: str, project: str) -> Row:
    return {"org_id": org, "project_id": project, "role": "partner"}


@pytest.fixture
def three() -> Network:
    """Three clusters.

    x is a member of all, y of a and b. p (a, u, v) and q (b, v) are parallel: both are on t and have the partner v;
    r (c, w) is apart. f pays a 50 and b 30, g pays c 20. u and v have a region and helix.
    """
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": org, "kind": "cluster", "helix": "intermediary"} for org in "abc"]
            + [{"org_id": org, "name": org, "kind": "company"} for org in "xywfg"]
            + [{"org_id": org, "name": org, "kind": "company", "helix": "industry", "region": "DK01"} for org in "u"]
            + [{"org_id": org, "name": org, "kind": "company", "helix": "industry", "region": "DK02"} for org in "v"],
            memberships=[{"org_id": o, "cluster_id": c, "role": "member"} for o, c in ("xa", "xb", "xc", "ya", "yb")],
            projects=[{"project_id": p, "title": p, "kind": "project"} for p in "pqr"],
            participations=[takes_part(o, p) for o, p in ("ap", "up", "vp", "bq", "vq", "cr", "wr")],
            frameworks=[{"framework_id": "f"}],
            themes=[{"theme_id": "t", "framework_id": "f"}],
            tags=[{"subject": subject, "theme_id": "t"} for subject in "pq"],
            flows=[flow("1", "f", "a", 50.0), flow("2", "f", "b", 30.0), flow("3", "g", "c", 20.0)],
        )
    )


def by_id(table: pl.DataFrame, axis: str) -> dict[str, float | None]:
    return dict(table.select("id", axis).iter_rows())


def test_three_clusters_by_hand(three: Network) -> None:
    found = partitions(three, "abc").table
    assert by_id(found, "n_bodies") == {"a+b+c": 1, "a+b|c": 2, "a+c|b": 2, "a|b+c": 2, "a|b|c": 3}
    # with a+b, one contact to each of x, y and v falls away; with all three, one more to x
    assert by_id(found, "n_doubled") == {"a+b+c": 4, "a+b|c": 3, "a+c|b": 1, "a|b+c": 1, "a|b|c": 0}
    # a covers t in DK01 and DK02, b t in DK02, c nothing
    cells = {"a+b+c": 2 / 1, "a+b|c": 2 / 2, "a+c|b": 3 / 2, "a|b+c": 3 / 2, "a|b|c": 3 / 3}
    assert by_id(found, "cells_per_body") == pytest.approx(cells)
    assert by_id(found, "n_parallel") == {"a+b+c": 1, "a+b|c": 1, "a+c|b": 0, "a|b+c": 0, "a|b|c": 0}
    assert by_id(found, "n_funders_doubled") == {"a+b+c": 1, "a+b|c": 1, "a+c|b": 0, "a|b+c": 0, "a|b|c": 0}
    # 2 * 50 * 30, 2 * 50 * 20 and 2 * 30 * 20; all three from 3800 to 10000
    rise = {"a+b+c": 6200, "a+b|c": 3000, "a+c|b": 2000, "a|b+c": 1200, "a|b|c": 0}
    assert by_id(found, "hhi_delta") == pytest.approx(rise)
    # nobody is cut off: u, v and b remain together through p and q whoever leaves
    assert set(found["n_cut_off"]) == {0}


def test_a_cluster_that_ties_the_rest_together_cuts_it_off() -> None:
    # a alone ties u to v: one of the two is cut off without it; b alone ties nothing
    network = Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "abuv"],
            projects=[{"project_id": p, "title": p, "kind": "project"} for p in "pqr"],
            participations=[takes_part(o, p) for o, p in ("ap", "up", "aq", "vq", "br")],
        )
    )
    found = partitions(network, "ab").table
    assert by_id(found, "n_cut_off") == {"a+b": 1, "a|b": 1}
    # a lies between u and v and their projects: u-v, u-q, p-v, p-q. Merged with b, it also ties r to these four
    assert by_id(found, "brokerage_retained") == pytest.approx({"a+b": 2.0, "a|b": 1.0})
    assert dict(found.select("id", "reason").iter_rows()) == {
        "a+b": "amounts are known for fewer than two bodies of a block that merges",
        "a|b": None,
    }


def two_mode(network: Network) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(network.organisations)
    graph.add_nodes_from(("project", project) for project in network.projects)
    at = network.participation.tocoo()
    pairs = zip(*(axis.tolist() for axis in at.coords), strict=True)
    graph.add_edges_from((network.organisations[i], ("project", network.projects[j])) for i, j in pairs)
    return graph


def merged(graph: nx.Graph, block: Sequence[str]) -> nx.Graph:
    return nx.relabel_nodes(graph, dict.fromkeys(block, block[0]))


def n_cut_off(graph: nx.Graph, block: Sequence[str]) -> int:
    """Return how many organisations are outside the largest part of each component that a block was in."""
    found = 0
    for component in nx.connected_components(graph):
        if component & set(block):
            left = graph.subgraph(component - set(block))
            sizes = [sum(isinstance(node, str) for node in part) for part in nx.connected_components(left)]
            found += sum(sizes) - max(sizes, default=0)
    return found


def test_bridging_and_failing_agree_with_networkx(bundled: Network) -> None:
    table = partitions(bundled, DANISH, name="dlsc").table
    before = merger(bundled, DANISH, name="dlsc").before
    graph = two_mode(before)
    alone = nx.betweenness_centrality(graph, normalized=False)
    whole = sum(alone[cluster] for cluster in DANISH)
    change, cut = {}, {}
    for blocks in table["blocks"]:
        for name in blocks:
            block = name.split("+")
            if name not in change:
                after = nx.betweenness_centrality(merged(graph, block), normalized=False)
                change[name] = sum(after.get(cluster, 0) for cluster in DANISH) - whole  # of all bodies, not of one
                cut[name] = n_cut_off(graph, block)
    expected = {blocks: 1 + sum(change[name] for name in blocks.split("|")) / whole for blocks in table["id"]}
    assert by_id(table, "brokerage_retained") == pytest.approx(expected)
    worst = {blocks: max(cut[name] for name in blocks.split("|")) for blocks in table["id"]}
    assert by_id(table, "n_cut_off") == worst


def test_the_merger_of_all_has_the_numbers_of_its_own_analysis(bundled: Network) -> None:
    one = merger(bundled, DANISH, name="dlsc")
    row = combinations(bundled, DANISH, name="dlsc").table.row(by_predicate=pl.col("n_bodies") == 1, named=True)
    assert row["id"] == "+".join(DANISH)
    around = members_of(one.before, DANISH).explode("through").select("organisation", "through").unique()
    assert row["n_doubled"] == around.height - around["organisation"].n_unique()
    assert row["cells_per_body"] == covered(one.before, DANISH).select("theme_id", "region", "helix").unique().height
    assert row["n_parallel"] == parallel_projects(one.before, DANISH).height
    funders = funders_of(one.before, DANISH)
    assert row["n_funders_doubled"] == funders["n_clusters"].sum() - funders.height
    assert row["hhi_delta"] == pytest.approx(hhi_of(one)["delta_high"].item())
    assert row["brokerage_retained"] == pytest.approx(retained_of(one)["retained"][0])
    assert row["n_cut_off"] == failing(one.after, [one.into])["n_cut_off"]


def test_the_concentration_does_not_rise_less_when_more_merge(bundled: Network) -> None:
    # each pair of a block adds 2 s_a s_b >= 0, so that the bounds of fewer are within those of more
    rise = by_id(combinations(bundled, DANISH, name="dlsc").table, "hhi_delta")
    known = {frozenset(block.split("+")): value for block, value in rise.items()}
    for block, value in known.items():
        one = hhi_of(merger(bundled, sorted(block), name="dlsc"))
        assert value is not None
        assert one["delta_low"].item() <= value <= one["delta_high"].item() + 1e-6
        assert all(value <= (other or 0) + 1e-6 for wider, other in known.items() if block < wider)


def test_two_mergers_at_once_do_not_concentrate_more_than_one_of_all(bundled: Network) -> None:
    # 2 s_a s_b of two pairs is a part of that of all pairs: the bound of the whole holds for its parts
    rise = by_id(partitions(bundled, DANISH, name="dlsc").table, "hhi_delta")
    whole = rise["+".join(DANISH)]
    assert whole is not None
    assert all((value or 0) <= whole for value in rise.values())
    assert rise["chc+lsi|mtic+welfare-tech"] == whole  # the sum of the two would be 2,986


def test_two_mergers_at_once_are_scored_each_with_the_others_as_they_are(bundled: Network) -> None:
    # what the docstring leaves out: merged one after the other, each changes what lies between others in the other
    table = partitions(bundled, DANISH, name="dlsc").table
    before = merger(bundled, DANISH, name="dlsc").before
    graph = two_mode(before)
    alone = nx.betweenness_centrality(graph, normalized=False)
    at_once = nx.betweenness_centrality(
        merged(merged(graph, ["chc", "lsi"]), ["mtic", "welfare-tech"]), normalized=False
    )
    exact = (at_once["chc"] + at_once["mtic"]) / sum(alone[cluster] for cluster in DANISH)
    added = by_id(table, "brokerage_retained")["chc+lsi|mtic+welfare-tech"]
    assert added is not None
    assert added != exact
    assert added == pytest.approx(exact, abs=0.05)


@pytest.mark.parametrize(("n", "subsets", "bell"), [(2, 1, 2), (4, 11, 15), (5, 26, 52)])
def test_every_merger_is_tried(bundled: Network, n: int, subsets: int, bell: int) -> None:
    # O11 of the catalogue
    chosen = (*DANISH, "biopeople")[:n]
    assert combinations(bundled, chosen, name="dlsc").table.height == subsets
    assert partitions(bundled, chosen, name="dlsc").table.height == bell


@pytest.mark.parametrize("found", ["combinations", "partitions"])
def test_a_table_keeps_its_promises(bundled: Network, found: str) -> None:
    clusters = (*DANISH, "biopeople")
    result = (combinations if found == "combinations" else partitions)(bundled, clusters, name="dlsc")
    table = result.table
    assert dict(table.schema) == SCHEMA
    assert table.select(result.keys).is_unique().all()
    assert table[ROWS].list.len().sum() == 0
    assert table["is_front"].to_list() == [n == 0 for n in table["n_dominated_by"]]
    assert table["n_dominated_by"].is_sorted()
    is_null = table.select(pl.any_horizontal(pl.col(list(AXES)).is_null())).to_series()
    assert table["reason"].is_not_null().to_list() == is_null.to_list()
    assert is_null.any()  # no amount is known for biopeople


def test_the_order_in_which_clusters_are_named_does_not_matter(three: Network) -> None:
    assert partitions(three, "cab").table.equals(partitions(three, "abc").table)


def test_the_front_is_not_beaten_on_every_axis(bundled: Network) -> None:
    table = partitions(bundled, (*DANISH, "biopeople"), name="dlsc").table
    scores = [
        tuple(
            math.nan if value is None else value if more else -value
            for value, more in zip(row, AXES.values(), strict=True)
        )
        for row in table.select(list(AXES)).iter_rows()
    ]

    def beats(other: tuple[float, ...], own: tuple[float, ...]) -> bool:
        pairs = [(a, b) for a, b in zip(other, own, strict=True) if not (math.isnan(a) and math.isnan(b))]
        return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)

    assert table["n_dominated_by"].to_list() == [sum(beats(other, own) for other in scores) for own in scores]


def test_clusters_about_which_nothing_is_known_have_a_defined_answer() -> None:
    eco = Ecosystem.of(organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in "ab"])
    row = combinations(Network.of(eco), "ab").table.row(0, named=True)
    assert (row["n_doubled"], row["cells_per_body"], row["n_cut_off"], row["is_front"]) == (0, 0.0, 0, True)
    assert (row["hhi_delta"], row["brokerage_retained"]) == (None, None)
    assert row["reason"] == (
        "amounts are known for fewer than two bodies of a block that merges; none of them lies between others"
    )


def test_a_framework_limits_what_is_covered(three: Network) -> None:
    assert set(combinations(three, "ab", framework="f").table["cells_per_body"]) == {2.0}
    with pytest.raises(EcographError, match="no framework 'g'"):
        combinations(three, "ab", framework="g")


def test_what_cannot_be_tried_is_refused_with_a_cure(bundled: Network) -> None:
    with pytest.raises(EcographError, match=r"found 9 clusters, expected at most 8.*name fewer"):
        partitions(bundled, [*DANISH, "nscc", "norway-health-tech", "scanbalt", "biopeople", "ouluhealth"])
    with pytest.raises(EcographError, match="expected two or more"):
        combinations(bundled, ["mtic"])
    with pytest.raises(EcographError, match="named twice"):
        combinations(bundled, ["mtic", "mtic"])
    with pytest.raises(EcographError, match="nothing named"):
        combinations(bundled, ["mtic", "nobody-at-all"])


def test_in_a_large_network_bridging_is_estimated(bundled: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = by_id(combinations(bundled, ("mtic", "welfare-tech")).table, "brokerage_retained")
    monkeypatch.setattr(search, "ALL_WORK", 50_000.0)  # less than nodes times ties: 100 nodes are drawn
    again = Network.of(bundled.ecosystem)
    estimated = by_id(combinations(again, ("mtic", "welfare-tech")).table, "brokerage_retained")
    assert estimated != exact
    assert estimated == pytest.approx(exact, rel=0.5)
