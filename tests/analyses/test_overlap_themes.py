"""Theme profiles, and the words in the cells of an overlap."""

import polars as pl
import pytest

import ecograph
from ecograph.analyses.answer import Answer
from ecograph.analyses.overlap import overlap
from ecograph.analyses.overlap.themes import NONE_HAS, ONE_HAS_NONE, themes
from ecograph.ecosystem import Ecosystem
from ecograph.metrics.holdings import each
from ecograph.network import Network


@pytest.fixture(scope="module")
def bundled() -> Answer:
    return overlap(Network.of(ecograph.load()), ["welfare-tech", "mtic", "chc", "lsi", "nscc"], samples=19)


def profiles(**counts: tuple[int, ...]) -> Network:
    """Return clusters with so many projects of each theme."""
    projects = [
        (org, f"{org}{t}{n}", f"t{t}") for org, own in counts.items() for t, k in enumerate(own) for n in range(k)
    ]
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in counts],
            projects=[{"project_id": p, "title": p, "kind": "project"} for _, p, _ in projects],
            participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p, _ in projects],
            themes=[{"theme_id": f"t{t}", "framework_id": "f"} for t in range(3)],
            tags=[{"subject": p, "theme_id": t} for _, p, t in projects],
        )
    )


def test_the_cosine_of_theme_profiles_is_that_of_the_catalogue() -> None:
    """Catalogue O04: the cosine of (3, 0, 4) and (0, 5, 12) is 48 / 65."""
    network = profiles(a=(3, 0, 4), b=(0, 5, 12), c=(0, 0, 0), d=(0, 0, 0))
    table = themes(network, each("abcd")).table
    row = table.row(0, named=True)
    assert (row["n_left"], row["n_right"], row["n_shared"]) == (2, 2, 1)
    assert row["profile_cosine"] == pytest.approx(48 / 65)
    assert row["complementarity"] == pytest.approx(17 / 65)
    assert len(row["rows"]) == 24
    assert table["reason"].to_list() == [None, *[ONE_HAS_NONE] * 4, NONE_HAS]
    assert table["profile_cosine"].null_count() == 5


def test_no_sets_have_no_profiles_in_the_same_columns() -> None:
    none = themes(Network.of(Ecosystem.of()), {}).table
    assert none.is_empty()
    assert none.schema == themes(profiles(a=(1, 0, 0), b=(0, 1, 0)), each("ab")).table.schema


def test_the_pairs_are_tested_alike_in_both_tables(bundled: Answer) -> None:
    """One thing, one number: population, expected and p of a pair in ``chance`` and in ``combinations``."""
    pairs = (
        bundled["combinations"]
        .filter(n_sets=2)
        .with_columns(left=pl.col("sets").list.first(), right=pl.col("sets").list.last())
    )
    both = bundled["chance"].join(pairs, on=("left", "right", "dimension"))
    assert both.height == 70
    assert both["n_population"].equals(both["population"], null_equal=True)
    tested = both.drop_nulls("p_hypergeometric")
    assert tested.height == both["p"].drop_nulls().len() > 30
    assert tested["p"].to_list() == pytest.approx(tested["p_hypergeometric"].to_list())
    assert tested["expected"].to_list() == pytest.approx(tested["expected_hypergeometric"].to_list())


@pytest.mark.parametrize("column", ["reason", "verdict", "dimension", "restriction", "population_of"])
def test_the_texts_in_the_cells_have_words_in_each_language(bundled: Answer, column: str) -> None:
    tables = [result for result in bundled.results if column in result.table.columns]
    texts = [(text, result.words) for result in tables for text in result.table[column].drop_nulls().unique()]
    assert texts
    for text, words in texts:
        assert column == "dimension" or words[text].en == text
        assert text != words[text].nb, text
        assert text != words[text].da, text


def test_each_result_shows_columns_that_it_has(bundled: Answer) -> None:
    for result in bundled.results:
        assert result.shown, result.name
        assert set(result.shown) <= set(result.table.columns), result.name
