"""The table of robustness under targeted removal; curves are held against networkx in tests/algorithms.

Published: R of five that all know one another, and of a star, from the definition of Schneider et al. 2011.
"""

import networkx as nx
import polars as pl
import pytest
from networks import by_ties

from ecograph.metrics.robustness import robustness


@pytest.mark.parametrize(("graph", "published"), [(nx.complete_graph(5), 0.4), (nx.star_graph(4), 0.16)])
def test_the_index_is_as_published(graph: nx.Graph, published: float) -> None:
    found = robustness(by_ties(graph))
    assert found["r_index"].to_list() == pytest.approx([published] * 6, abs=1e-12)
    assert found["n_removed"].to_list() == [0, 1, 2, 3, 4, 5]
    assert found["removed"].to_list() == [None, "o000", "o001", "o002", "o003", "o004"]


def test_the_karate_club_falls_apart_as_networkx_says() -> None:
    club = nx.karate_club_graph()
    expected = [1.0]
    while club:
        club.remove_node(max(sorted(club), key=club.degree))
        expected.append(max((len(part) for part in nx.connected_components(club)), default=0) / 34)
    found = robustness(by_ties(nx.karate_club_graph()))
    assert found["largest_share"].to_list() == pytest.approx(expected, abs=1e-12)
    assert found["r_index"][0] == pytest.approx(sum(expected[1:]) / 34, abs=1e-12)


def test_a_large_network_has_a_row_for_each_percent() -> None:
    found = robustness(by_ties(nx.star_graph(500)))
    assert found.height == 101
    assert found["n_removed"].to_list()[:3] == [0, 5, 10]
    assert found["n_removed"].to_list()[-1] == 501
    # by hand: with the centre gone, 500 of 501 stand alone until the last leaves: R = 500 / 501 / 501
    assert found["r_index"][0] == pytest.approx(500 / 501**2, abs=1e-12)


def test_rows_are_the_participations_of_who_left_last() -> None:
    found = robustness(by_ties(nx.path_graph(3)))
    assert found.filter(pl.col("n_removed") < 2)["rows"].to_list() == [
        [],
        ["participations/o001|p0|partner|1", "participations/o001|p1|partner|1"],
    ]


def test_no_organisation_gives_no_row() -> None:
    assert robustness(by_ties(nx.empty_graph(0))).is_empty()
