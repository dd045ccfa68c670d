"""The table of the E-I index. Its numbers are held against ties counted one by one in tests/algorithms/test_mixing.py.

Published value: the karate club of Zachary 1977, each tie a project of its own and the two sides two countries.
"""

import networkx as nx
import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.ei_index import EI_INDEX, WHOLE, ei_index
from ecograph.network import Network

KARATE = nx.karate_club_graph()


@pytest.fixture(scope="module")
def karate() -> Network:
    sides = {"Officer": "DK", "Mr. Hi": "NO"}
    organisations = [
        {"org_id": f"o{i}", "name": "o", "kind": "company", "country": sides[KARATE.nodes[i]["club"]]} for i in KARATE
    ]
    return Network.of(
        Ecosystem.of(
            organisations=[*organisations, {"org_id": "s", "name": "s", "kind": "company", "country": "SE"}],
            projects=[{"project_id": f"p{i}-{j}", "title": "p", "kind": "project"} for i, j in KARATE.edges],
            participations=[
                {"org_id": f"o{end}", "project_id": f"p{i}-{j}", "role": "partner"}
                for i, j in KARATE.edges
                for end in (i, j)
            ],
        )
    )


def test_the_karate_club_is_as_published(karate: Network) -> None:
    found = ei_index(karate, group="country")
    assert found["group"].to_list() == ["country"] * 4
    assert found["value"].to_list() == [WHOLE, "DK", "NO", "SE"]
    whole = found.row(0, named=True)
    assert (whole["n_external"], whole["n_internal"], whole["n"]) == (11, 67, 78)
    assert whole["ei_index"] == pytest.approx(-0.717949, abs=1e-6)
    assert whole["p_value"] == 1 / 1000
    assert whole["expected"] == pytest.approx(2 * 17 * 17 / (34 * 33) * 2 - 1, abs=0.1)  # the sizes without the Swede
    inside = [KARATE.nodes[i]["club"] for i, j in KARATE.edges if KARATE.nodes[i]["club"] == KARATE.nodes[j]["club"]]
    assert found["n_internal"].to_list() == [67, inside.count("Officer"), inside.count("Mr. Hi"), 0]


def test_a_group_without_ties_has_no_index(karate: Network) -> None:
    row = ei_index(karate, group="country").row(3, named=True)
    assert (row["n_external"], row["n_internal"], row["n"]) == (0, 0, 0)
    assert (row["ei_index"], row["expected"], row["p_value"]) == (None, None, None)
    assert row["reason"] == "no tie joins it to an organisation whose country is known"
    assert row["rows"] == ["organisations/s"]


def test_without_known_groups_there_is_one_row_with_a_reason(karate: Network) -> None:
    found = ei_index(karate)
    assert found.select("group", "value", "n", "ei_index", "reason").rows() == [
        ("helix", WHOLE, 0, None, "no tie joins it to an organisation whose helix is known")
    ]
    assert found["rows"].to_list() == [[]]


def test_without_permutations_nothing_is_expected(karate: Network) -> None:
    row = ei_index(karate, group="country", permutations=0).row(0, named=True)
    assert row["ei_index"] is not None
    assert (row["expected"], row["p_value"], row["reason"]) == (None, None, "no permutation gives it a tie")


def test_the_seed_and_the_number_of_permutations_are_options(karate: Network) -> None:
    assert EI_INDEX.options == ("group", "seed", "permutations")
    first = ei_index(karate, group="country", permutations=20)
    assert first.equals(ei_index(karate, group="country", permutations=20))
    assert not first.equals(ei_index(karate, group="country", permutations=20, seed=1))


def test_the_rows_of_the_whole_network_are_all_organisations_of_known_groups(karate: Network) -> None:
    found = ei_index(karate, group="country", permutations=1)
    assert found["rows"][0].to_list() == sorted([*(f"organisations/o{i}" for i in KARATE), "organisations/s"])
    assert ei_index(Network.of(Ecosystem.of())).is_empty()
