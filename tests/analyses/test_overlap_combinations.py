"""What several sets have in common at once.

Second implementation: Python sets on random ecosystems. Hand counts: the bundled clusters that were to merge.
"""

import polars as pl
import pytest
from hypothesis import given, settings
from overlapping import ecosystems, with_members

import ecograph
from ecograph.algorithms.intersections import hypergeometric_tail
from ecograph.analyses.overlap.combinations import ALONE, NO_POPULATION, SCHEMA, SETS_SCHEMA, combinations, each_set
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.metrics.holdings import DIMENSIONS, compared, each, holdings
from ecograph.metrics.pairwise_overlap import pairwise_overlap
from ecograph.network import Network

THREE = {"a": "1234", "b": "345", "c": "46"}


@pytest.fixture(scope="module")
def bundled() -> Network:
    return Network.of(ecograph.load())


def of(members: dict[str, str], dimension: str = "members") -> pl.DataFrame:
    return combinations(with_members(**members), each(members)).table.filter(dimension=dimension)


def test_three_clusters_by_hand() -> None:
    # in all: 4. a and b: 3 and 4, a and c: 4, b and c: 4. Exactly: a alone 1 and 2, b alone 5, c alone 6, a and b 3
    found = of(THREE).select("combination", "n_all", "n_exclusive", "shared").rows()
    assert found == [
        ("a|b|c", 1, 1, ["4"]),
        ("a|b", 2, 1, ["3", "4"]),
        ("a|c", 1, 0, ["4"]),
        ("b|c", 1, 0, ["4"]),
        ("a", 4, 2, ["1", "2", "3", "4"]),
        ("b", 3, 1, ["3", "4", "5"]),
        ("c", 2, 1, ["4", "6"]),
    ]


def test_the_population_of_members_is_every_organisation() -> None:
    # 3 clusters and 6 members; 4, 3 and 2 of 9: 9 * 4/9 * 3/9 * 2/9 = 8/27 expected, 1 found
    row = of(THREE).filter(combination="a|b|c").row(0, named=True)
    assert (row["population"], row["population_of"]) == (9, "organisations of the network")
    assert row["expected"] == pytest.approx(8 / 27)
    assert row["fold"] == pytest.approx(27 / 8)
    pair = of(THREE).filter(combination="a|b").row(0, named=True)
    assert pair["p"] == pytest.approx(hypergeometric_tail(9, 4, 3, 2).item())
    assert row["rows"] == ["memberships/4|a|1", "memberships/4|b|1", "memberships/4|c|1"]


def test_what_cannot_be_tested_says_why() -> None:
    table = combinations(with_members(a="1", b="", c=""), each("abc")).table

    def reason(combination: str, dimension: str) -> object:
        return table.filter(combination=combination, dimension=dimension)["reason"].item()

    assert reason("a", "members") == ALONE
    assert reason("a|b", "members") == "one of them has none"
    assert reason("b|c", "members") == "none of them has any"
    assert reason("a|b", "money") == NO_POPULATION
    undefined = pl.any_horizontal(pl.col("expected", "fold", "p").is_null())
    assert table.filter(undefined != pl.col("reason").is_not_null()).is_empty()


def test_of_more_than_eight_sets_the_pairs_alone_are_taken() -> None:
    nine = {name: "12" if name in "ab" else "2" if name == "c" else name for name in "abcdefghi"}
    found = of({**nine, "a": "123"})
    assert set(found["n_sets"]) == {1, 2}
    assert found.height == 9 + 36
    # 1 is in exactly a and b; 2 is in c too; 3 in a alone
    assert found.filter(combination="a|b").select("n_all", "n_exclusive").row(0) == (2, 1)
    assert found.filter(combination="a").select("n_all", "n_exclusive").row(0) == (3, 1)
    assert found.filter(combination="b|c").select("n_all", "n_exclusive").row(0) == (1, 0)


def test_no_more_sets_at_once_than_asked_and_never_more_than_eight() -> None:
    network = with_members(**THREE)
    assert combinations(network, each(THREE), most=2).table["n_sets"].max() == 2
    for most in (0, 9):
        with pytest.raises(EcographError, match=f"found combinations of up to {most} sets, expected 1 to 8"):
            combinations(network, each(THREE), most=most)


@given(ecosystems())
@settings(max_examples=12, deadline=None)
def test_combinations_agree_with_python_sets(ecosystem: Ecosystem) -> None:
    network = Network.of(ecosystem)
    sets = each("abcd")
    held = holdings(network, sets)
    items = {
        (name, dimension): set(held.filter(set=name, dimension=dimension)["item"])
        for name in sets
        for dimension in DIMENSIONS
    }
    table = combinations(network, sets).table
    assert table.height == 15 * len(DIMENSIONS)
    for row in table.iter_rows(named=True):
        inside = [items[name, row["dimension"]] for name in row["sets"]]
        outside = [items[name, row["dimension"]] for name in sets if name not in row["sets"]]
        common = set.intersection(*inside)
        assert row["shared"] == sorted(common)
        assert (row["n_all"], row["n_exclusive"]) == (len(common), len(common.difference(*outside)))
        facts = held.filter(
            pl.col("set").is_in(row["sets"]) & pl.col("item").is_in(list(common)), dimension=row["dimension"]
        )
        assert row["rows"] == sorted(set(facts["rows"].explode(keep_nulls=False, empty_as_null=False)))
        assert row["p"] is None or 0 < row["p"] <= 1 + 1e-12
    pairs = pairwise_overlap(network, sets)
    found = table.filter(pl.col("n_sets") == 2).select(
        pl.col("sets").list.get(0).alias("left"), pl.col("sets").list.get(1).alias("right"), "dimension", "n_all"
    )
    joined = pairs.join(found, on=["left", "right", "dimension"])
    assert joined["n_all"].to_list() == pairs["n_shared"].to_list()


@given(ecosystems())
@settings(max_examples=12, deadline=None)
def test_what_each_adds_agrees_with_python_sets(ecosystem: Ecosystem) -> None:
    network = Network.of(ecosystem)
    held = holdings(network, each("abcd"))
    for row in each_set(network, each("abcd")).table.iter_rows(named=True):
        here = held.filter(dimension=row["dimension"])
        own = set(here.filter(set=row["set"])["item"])
        others = set(here.filter(pl.col("set") != row["set"])["item"])
        assert (row["n"], row["n_only_here"], row["n_union"]) == (len(own), len(own - others), len(own | others))
        assert row["share_only_here"] == (len(own - others) / len(own) if own else None)
        assert row["redundancy"] == (pytest.approx(1 - len(own | others) / here.height) if here.height else None)
        assert (row["reason"] is None) == bool(own)


def test_nothing_has_tables_with_the_same_columns() -> None:
    nothing = Network.of(Ecosystem.of())
    assert combinations(nothing, {}).table.schema == pl.Schema(SCHEMA)
    assert each_set(nothing, {}).table.schema == pl.Schema(SETS_SCHEMA)
    assert of(THREE).schema == pl.Schema(SCHEMA)


@pytest.mark.parametrize("part", [combinations, each_set])
def test_the_keys_name_each_row_once(bundled: Network, part: object) -> None:
    for ids in (["welfare-tech", "mtic", "chc", "lsi"], ["mtic", "nscc"]):
        result = part(bundled, compared(bundled, ids))  # type: ignore[operator]
        assert not result.table.select(result.keys).is_duplicated().any()
        assert all(shown == sorted(set(shown)) for shown in result.table["rows"].to_list())


def test_the_four_danish_clusters_share_four_projects_at_once(bundled: Network) -> None:
    # by hand: participations.csv names all four in the four projects that prepared the merger
    table = combinations(bundled, compared(bundled, ["welfare-tech", "mtic", "chc", "lsi"])).table
    row = table.filter(pl.col("n_sets") == 4, pl.col("dimension") == "projects").row(0, named=True)
    purposes = dict(bundled.ecosystem.projects.select("project_id", "purpose").iter_rows())
    assert row["n_all"] == row["n_exclusive"] == 4
    assert {purposes[project] for project in row["shared"]} == {"merger"}
