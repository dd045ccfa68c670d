"""Structural holes between groups.

Worked example of the catalogue: G08, the Danish and the Norwegian half of the bundled facts, counted by hand in
participations.csv. Second implementations: networkx on the network without the separator, all random networks with the
margins of a small one, and scipy's correction for many tests.
"""

from itertools import combinations, product
from typing import Any

import networkx as nx
import numpy as np
import polars as pl
import pytest
from scipy import stats

import ecograph
from ecograph.analyses.answer import Result
from ecograph.analyses.gaps import holes as holes_module
from ecograph.analyses.gaps.holes import SCHEMA, holes
from ecograph.analyses.gaps.holes_words import VERDICTS, called, said
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.metrics.groups import GROUPS, Group
from ecograph.network import Network

pytestmark = pytest.mark.slow  # thousands of random networks


def network_of(countries: dict[str, str | None], projects: dict[str, str]) -> Network:
    """Return the network of organisations of one letter with a country, and of projects with their partners."""
    return Network.of(
        Ecosystem.of(
            organisations=[
                {"org_id": org, "name": f"the {org}", "kind": "company", "country": country}
                for org, country in countries.items()
            ],
            projects=[{"project_id": name, "title": name, "kind": "project"} for name in projects],
            participations=[
                {"org_id": org, "project_id": name, "role": "partner"}
                for name, partners in projects.items()
                for org in partners
            ],
        )
    )


@pytest.fixture(scope="module")
def bundled() -> Network:
    return Network.of(ecograph.load())


@pytest.fixture(scope="module")
def countries(bundled: Network) -> Result:
    return holes(bundled)


def halves(n: int = 8) -> dict[str, str | None]:
    """Return as many Danish organisations, from a, as Norwegian ones, from A."""
    found: dict[str, str | None] = {chr(ord("a") + i): "DK" for i in range(n)}
    return found | {chr(ord("A") + i): "NO" for i in range(n)}


def pairs_inside(n: int = 8) -> dict[str, str]:
    """Return a project of each two organisations of the same half."""
    both = (range(ord("a"), ord("a") + n), range(ord("A"), ord("A") + n))
    return {f"p{i}-{j}": chr(i) + chr(j) for half in both for i, j in combinations(half, 2)}


# The bundled facts


def test_the_danish_norwegian_hole_and_who_bridges_it(countries: Result) -> None:
    # by hand in participations.csv: COBIS and Health Tech Hub Copenhagen meet Norway Health Tech in one project each,
    # Welfare Tech meets the Norwegian Smart Care Cluster in two; no other project has partners of both countries
    row = countries.table.row(by_predicate=(pl.col("left") == "DK") & (pl.col("right") == "NO"), named=True)
    assert (row["n_ties"], row["n_projects"], row["verdict"]) == (3, 4, "hole")
    assert row["projects"] == ["healthtech-nordic", "healthtech-nordic-2", "norcare", "norden3c"]
    assert (row["n_bridges"], row["carriers"], row["carrier_ties"]) == (
        2,
        ["norway-health-tech", "welfare-tech"],
        [2, 1],
    )
    assert (row["right_carriers"], row["n_paths"]) == (["norway-health-tech", "nscc"], 2)
    assert row["separator"] == ["norway-health-tech", "welfare-tech"]
    assert row["rows"] == [
        "participations/cobis|healthtech-nordic|partner|1",
        "participations/health-tech-hub-copenhagen|healthtech-nordic-2|partner|1",
        "participations/norway-health-tech|healthtech-nordic-2|partner|1",
        "participations/norway-health-tech|healthtech-nordic|partner|1",
        "participations/nscc|norcare|lead|1",
        "participations/nscc|norden3c|lead|1",
        "participations/welfare-tech|norcare|partner|1",
        "participations/welfare-tech|norden3c|partner|1",
    ]


def test_the_five_documents_have_no_tie_between_the_countries(bundled: Network) -> None:
    # G08: 0 links in the seed graph
    seeds = Network.of(bundled.ecosystem.said_by("d000", "d001", "d002", "d003", "d004"))
    row = holes(seeds, between=("DK", "NO"), samples=99).table.row(0, named=True)
    assert (row["n_ties"], row["n_projects"], row["n_bridges"], row["n_paths"], row["separator"]) == (0, 0, 0, 0, [])


def test_beside_the_start_up_programmes_welfare_tech_alone_joins_the_countries(bundled: Network) -> None:
    # G08: in two projects with NSCC
    eco = bundled.ecosystem
    rest = eco.participations.filter(~pl.col("project_id").str.starts_with("healthtech-nordic"))
    network = Network.of(Ecosystem.from_frames("", {**eco.frames(), "participations": rest}))
    row = holes(network, between=("NO", "DK"), samples=99).table.row(0, named=True)
    assert (row["left"], row["n_ties"], row["projects"]) == ("DK", 1, ["norcare", "norden3c"])
    assert (row["carriers"], row["right_carriers"], row["separator"]) == (["welfare-tech"], ["nscc"], ["welfare-tech"])


def test_those_cut_off_are_outside_the_largest_part_that_is_left(bundled: Network, countries: Result) -> None:
    # networkx: the component of the two, without them
    graph = nx.Graph()
    for org, project in bundled.ecosystem.participations.select("org_id", "project_id").iter_rows():
        if org in bundled.organisations:
            graph.add_edge(org, f"project {project}")
    own = nx.node_connected_component(graph, "welfare-tech")
    assert "norway-health-tech" in own
    left = graph.subgraph(own - {"welfare-tech", "norway-health-tech"})
    sizes = sorted(sum(node in bundled.organisations for node in part) for part in nx.connected_components(left))
    assert countries.table["n_cut_off"][0] == sum(sizes[:-1])


def test_what_is_said_of_the_bundled_countries(bundled: Network, countries: Result) -> None:
    sentences = said(bundled, countries)
    assert len(sentences) == 5
    chance = countries.table["expected"][0]
    assert sentences[1].en == (
        f"Denmark and Norway: 3 pairs of organisations work together, in 4 projects; chance would give about "
        f"{chance:.0f} pairs. Without Norway Health Tech and Welfare Tech, or without Norway Health Tech and "
        "Norwegian Smart Care Cluster, no such pair is left. Then there is no way round through others either, and 45 "
        "organisations would be cut off from the largest part of the network."
    )
    assert sentences[3].da.startswith("Tyskland og Norge: Intet projekt har organisationer fra begge;")
    assert "uten Welfare Tech; da ville 46 organisasjoner" in sentences[3].nb
    known = countries.table["coverage"][0]
    assert f"{known:.0%}" in sentences[-1].en


@pytest.mark.parametrize("group", GROUPS)
def test_the_promises_of_a_result(bundled: Network, group: Group) -> None:
    found = holes(bundled, group=group, samples=39)
    table = found.table
    assert dict(table.schema) == SCHEMA
    assert table.select(found.keys).is_unique().all()
    assert set(table["verdict"]) <= set(VERDICTS) <= set(found.words)
    assert set(found.shown) <= set(table.columns)
    assert table.filter(pl.col("left") >= pl.col("right")).is_empty()
    values = ("ratio", "z", "q")
    unsaid = pl.any_horizontal(pl.col(values).is_null()) | (pl.col("verdict") == "not known")
    assert table.filter(unsaid != pl.col("reason").is_not_null()).is_empty()
    assert not table.select(pl.any_horizontal(pl.col(pl.Float64).is_nan().any())).item()
    there = {f"participations/{'|'.join(map(str, key))}" for key in _keys(bundled)}
    assert set(table["rows"].explode(keep_nulls=False, empty_as_null=False)) <= there
    assert table.equals(holes(bundled, group=group, samples=39).table)


def _keys(network: Network) -> list[tuple[object, ...]]:
    return network.ecosystem.participations.select("org_id", "project_id", "role", "seq").rows()


# Against chance


def test_expected_is_the_mean_over_all_networks_with_the_same_margins() -> None:
    network = network_of({"a": "DK", "b": "DK", "c": "NO", "d": "NO"}, {"p": "ab", "q": "cd", "r": "bc"})
    dense = network.participation.toarray()
    every = [np.reshape(cells, dense.shape) for cells in product((0, 1), repeat=dense.size)]
    same = [
        cells
        for cells in every
        if (cells.sum(axis=0) == dense.sum(axis=0)).all() and (cells.sum(axis=1) == dense.sum(axis=1)).all()
    ]
    ties = np.array([((cells[:2] @ cells[2:].T) > 0).sum() for cells in same])
    row = holes(network, samples=1000).table.row(0, named=True)
    assert row["expected"] == pytest.approx(ties.mean(), abs=5 * ties.std() / np.sqrt(1000))
    assert row["z"] == pytest.approx((1 - ties.mean()) / ties.std(), abs=0.2)
    assert row["ratio"] == pytest.approx(1 / row["expected"])


def test_groups_that_keep_to_themselves_are_a_hole_and_what_is_carried_by_one_is_named() -> None:
    network = network_of(halves(), {**pairs_inside(), "bridge": "aA"})
    found = holes(network, samples=199)
    row = found.table.row(0, named=True)
    assert (row["verdict"], row["reason"], row["p_fewer"], row["p_more"]) == ("hole", None, 1 / 200, 1.0)
    assert (row["carriers"], row["right_carriers"], row["n_cut_off"]) == (["a"], ["A"], 7)
    assert "Without the a, or without the A, no such pair is left." in said(network, found)[1].en


def test_groups_that_only_meet_each_other_are_closer_than_chance() -> None:
    across = {f"p{i}{j}": f"{i}{j}" for i in "abcdefgh" for j in "ABCDEFGH"}
    row = holes(network_of(halves(), across), samples=199).table.row(0, named=True)
    # by hand: each of the eight has a tie to each of the other eight, and eight are needed to part them
    assert (row["n_ties"], row["verdict"], row["n_bridges"], row["carrier_ties"]) == (
        64,
        "more than expected",
        8,
        [8] * 8,
    )


def test_q_is_corrected_over_the_pairs_that_can_be_tested(countries: Result) -> None:
    tested = countries.table.filter(pl.min_horizontal("n_left_active", "n_right_active") >= 2)
    p = [min(1, 2 * min(fewer, more)) for fewer, more in tested.select("p_fewer", "p_more").iter_rows()]
    assert tested["q"].to_list() == pytest.approx(list(stats.false_discovery_control(p)))
    assert countries.table.filter(pl.col("q").is_not_null()).height == tested.height


def test_no_tie_is_not_known_where_chance_would_give_none_either() -> None:
    network = network_of({"a": "DK", "b": "DK", "c": "NO", "d": "NO"}, {"p": "ab", "q": "cd"})
    row = holes(network, samples=99).table.row(0, named=True)
    assert (row["verdict"], row["reason"]) == (
        "not known",
        "nothing joins them, but chance alone would often give that too",
    )


# What is not known


def test_a_hole_is_not_known_while_most_organisations_have_no_known_group() -> None:
    unknown = dict.fromkeys("0123456789!#%&/()=?", None)
    network = network_of(halves() | unknown, {**pairs_inside(), **{f"u{org}": org for org in unknown}})
    found = holes(network, samples=199)
    row = found.table.row(0, named=True)
    assert (row["verdict"], row["coverage"]) == ("not known", 16 / 35)
    assert row["reason"] == "the country of only 46% of the organisations in projects is known"
    sentences = said(network, found)
    assert sentences[1].en == (
        "Possibly holes: 1 pair of countries. The ties that are missing may be those of organisations whose country is "
        "not known."
    )
    assert len(sentences) == 3


def test_one_organisation_is_no_group() -> None:
    row = holes(network_of({"a": "DK", "b": "DK", "c": "NO"}, {"p": "ab", "q": "bc", "r": "a"}), samples=99).table.row(
        0, named=True
    )
    assert (row["n_right"], row["q"], row["verdict"]) == (1, None, "not known")
    assert row["reason"] == "fewer than two organisations in projects: Norway"


def test_groups_without_projects_are_not_known() -> None:
    network = network_of({"a": "DK", "b": "NO"}, {})
    found = holes(network, samples=99)
    row = found.table.row(0, named=True)
    assert (row["n_left"], row["n_left_active"], row["n_ties"], row["coverage"]) == (1, 0, 0, None)
    assert row["reason"] == (
        "fewer than two organisations in projects: Denmark; fewer than two organisations in projects: Norway; "
        "all random networks have the same number of ties"
    )
    assert len(said(network, found)) == 1


@pytest.mark.parametrize("network", [network_of({}, {}), network_of({"a": "DK", "b": None}, {"p": "ab"})])
def test_without_two_groups_there_is_no_row_and_nothing_is_said(network: Network) -> None:
    found = holes(network)
    assert (found.table.height, dict(found.table.schema), said(network, found)) == (0, SCHEMA, ())


# What is said


def test_a_hole_without_any_way_round_says_so_and_many_carriers_are_counted() -> None:
    apart = network_of(halves(), pairs_inside())
    assert said(apart, holes(apart, samples=199))[1].nb.endswith(" Det er heller ingen forbindelse gjennom andre.")
    six = {f"x{small}": small + small.upper() for small in "abcdef"}
    many = network_of(halves(16), {**pairs_inside(16), **six})
    sentence = said(many, holes(many, samples=199))[1]
    assert "Without 6 organisations (named in the table), no such pair is left." in sentence.en
    assert "0 organisationer ville være afskåret" in sentence.da


def test_groups_have_the_names_that_people_use(bundled: Network) -> None:
    assert called(bundled, "country", "NO").nb == "Norge"
    assert called(bundled, "helix", "academia").da == "forskning og uddannelse"
    assert called(bundled, "kind", "hospital").nb == "sykehus"
    assert called(bundled, "cluster", "nscc").en == "Norwegian Smart Care Cluster"
    assert called(bundled, "cluster", "nobody").en == "nobody"
    assert called(bundled, "region", "NO0A").da == "Vestlandet"


def test_on_a_large_network_the_largest_groups_are_compared_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    small: dict[str, str | None] = {"x": "SE", "y": "SE", "z": "SE"}
    network = network_of(halves() | small, {**pairs_inside(), "bridge": "aA", "s": "xy"})
    # searched for a pair are 19 organisations, their projects and participations
    one = sum(network.participation.shape) + network.participation.nnz
    monkeypatch.setattr(holes_module, "MOST_SEARCHED", 2 * one)
    monkeypatch.setattr(holes_module, "MOST_DRAWN", 50 * network.participation.nnz)
    found = holes(network)
    assert found.table.select("left", "right", "n_samples").rows() == [("DK", "NO", 50)]
    assert (
        "Only 2 of 3 countries are compared, with 50 random networks: they were named, or the network is large "
        "(--between, --samples)."
    ) in [sentence.en for sentence in said(network, found)]
    monkeypatch.setattr(holes_module, "MOST_DRAWN", 1)
    assert holes(network, between=("DK", "SE")).table.select("left", "right", "n_samples").rows() == [("DK", "SE", 39)]


def test_too_few_samples_to_find_anything_are_said(bundled: Network) -> None:
    found = holes(bundled, samples=39)
    assert found.table.filter(pl.col("verdict") == "hole").is_empty()
    # 2 / (1 + B) is to be no more than 0.05 over the number of pairs that are tested
    needed = 40 * found.table["q"].count() - 1
    assert any(f"{needed} would be needed" in sentence.en for sentence in said(bundled, found))


def test_names_and_reasons_are_in_the_language_of_the_reader(bundled: Network) -> None:
    found = holes(bundled, samples=39)
    texts = {*found.table["left_name"], *found.table["right_name"], *found.table["reason"].drop_nulls()}
    assert texts <= set(found.words)
    assert found.words["Norway"].da == "Norge"
    assert found.words["fewer than two organisations in projects: Estonia"].nb == (
        "færre enn to organisasjoner i prosjekter: Estland"
    )


# Bad requests


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"group": "colour"}, "found the grouping 'colour', expected one of helix, kind, country, region, cluster"),
        ({"between": ["DK", "XX", "AA"]}, "no organisation has the country AA, XX, expected of DK, NO"),
        ({"between": ["DK"]}, r"found the groups DK, expected two or more, each once"),
        ({"between": []}, r"found the groups \(none\), expected two or more, each once"),
        ({"between": ["DK", "NO", "DK"]}, "found the groups DK, NO, DK, expected two or more, each once"),
        ({"samples": 38}, "found 38 samples and the seed 0, expected a seed from 0 and 39 samples or more"),
        ({"seed": -1}, "found 1000 samples and the seed -1, expected a seed from 0"),
    ],
)
def test_what_cannot_be_answered_says_what_can(options: dict[str, Any], message: str) -> None:
    network = network_of({"a": "DK", "b": "NO"}, {"p": "ab"})
    with pytest.raises(EcographError, match=message):
        holes(network, **options)


def test_a_group_that_nobody_has_is_refused_where_nobody_has_any() -> None:
    with pytest.raises(EcographError, match="no organisation has the country DK, NO, expected of none"):
        holes(network_of({}, {}), between=["DK", "NO"])
