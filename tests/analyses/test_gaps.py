"""``gaps``: the parts are put together as they were asked for, and what cannot be asked is refused."""

import pytest

from ecograph import load
from ecograph.analyses.gaps import gaps
from ecograph.errors import EcographError
from ecograph.network import Network


@pytest.fixture(scope="module")
def bundled() -> Network:
    return Network.of(load())


@pytest.mark.parametrize(("framework", "n"), [("work-areas", 10), ("dr-themes", 5)])
def test_the_ten_work_areas_and_the_five_themes_can_be_chosen(bundled: Network, framework: str, n: int) -> None:
    found = gaps(bundled, framework=framework, samples=39)
    # themes.csv: ten and five rows of these frameworks; nine regions have an organisation
    assert (found["themes"].height, found["coverage"].height) == (n, 9 * n)


def test_with_clusters_as_groups_specialisation_is_that_of_clusters(bundled: Network) -> None:
    found = gaps(bundled, framework="work-areas", group="cluster", between=("nscc", "welfare-tech"), samples=39)
    assert "welfare-tech" in set(found["specialisation"]["group"])
    assert found["holes"].select("left", "right").rows() == [("nscc", "welfare-tech")]


def test_money_is_counted_against_independence(bundled: Network) -> None:
    found = gaps(bundled, framework="work-areas", of="money", samples=39)
    assert {"low", "high"} <= set(found["coverage"].columns)


def test_themes_dealt_out_anew_have_a_p(bundled: Network) -> None:
    found = gaps(bundled, framework="dr-themes", null="curveball", samples=39)
    assert found["coverage"].filter(found["coverage"]["p"] < 1 / 40).is_empty()


def test_money_cannot_be_dealt_out_anew(bundled: Network) -> None:
    with pytest.raises(EcographError, match="amounts cannot be dealt out anew"):
        gaps(bundled, of="money", null="curveball")


def test_every_text_of_a_closed_list_is_in_the_language_of_the_reader(bundled: Network) -> None:
    found = gaps(bundled, framework="work-areas", samples=39)
    for result in found.results:
        assert {name.format(language="nb") for name in result.shown} <= set(result.table.columns)
    unknowns = next(result for result in found.results if result.name == "unknowns")
    closed = {text for column in ("answer", "what", "unit") for text in unknowns.table[column]}
    assert closed <= set(unknowns.words)
    assert not unknowns.table.filter(unknowns.table["cure_da"] == unknowns.table["cure_en"]).height
