"""Core numbers on the projection; second implementation: networkx. Classic: the karate club of Zachary 1977."""

import networkx as nx
import pytest
from hypothesis import given, settings
from networks import Partners, letters, network_of, networks, projected, values

from ecograph.metrics.coreness import coreness


def test_the_main_core_of_the_karate_club_is_of_ten_with_four_partners() -> None:
    found = coreness(network_of(*letters(nx.karate_club_graph())))["coreness"]
    assert (found.max(), (found == 4).sum()) == (4, 10)


@given(networks())
@settings(max_examples=40, deadline=None)
def test_coreness_agrees_with_networkx(drawn: tuple[str, Partners]) -> None:
    graph = projected(*drawn)
    found = coreness(network_of(*drawn))
    assert values(found, "coreness") == nx.core_number(graph)
    assert values(found, "n") == dict(graph.degree)
    assert found["reason"].null_count() == found.height


def test_one_consortium_is_a_core_by_itself() -> None:
    # by hand: five partners of one project work with four others each
    assert values(coreness(network_of("abcdef", {"p": "abcde"})), "coreness") == pytest.approx(
        {**dict.fromkeys("abcde", 4), "f": 0}
    )
