"""The section on gaps: what its heat map explains and lists, and lists of themes called by their names."""

import pytest
from reported import inputs_of

from ecograph.analyses.gaps.coverage import coverage
from ecograph.charts.drawing import Label
from ecograph.ecosystem import Ecosystem
from ecograph.language import dated
from ecograph.network import Network
from ecograph.report.coverage_map import heat
from ecograph.report.document import tables_of
from ecograph.report.gaps import section as gaps
from ecograph.report.marks import Marks


def _of_themes(*tags: tuple[str, str]) -> Ecosystem:
    """Return two themes of one list, which has a name in each language, and organisations of two regions."""
    label = {"label_en": "Needs", "label_da": "Behov", "label_nb": "Behovene"}
    return Ecosystem.of(
        organisations=[
            {"org_id": name, "name": name, "kind": "company", "region": region, "country": "DK"}
            for name, region in (("a", "DK01"), ("b", "DK01"), ("c", "DK02"))
        ],
        frameworks=[{"framework_id": "w", "kind": "need"} | label],
        themes=[{"theme_id": t, "framework_id": "w", **dict.fromkeys(label, t)} for t in ("s", "t")],
        tags=[{"subject": org, "theme_id": theme, "basis": "stated"} for org, theme in tags],
    )


def test_a_heat_map_explains_only_what_occurs_in_it_and_lists_only_what_is_known() -> None:
    network = Network.of(_of_themes(("a", "s"), ("b", "s"), ("c", "s")))
    cells = coverage(network, framework="w").table
    assert set(cells["label"]) == {"covered", "not known"}
    chart = heat(cells, language="nb", marks=Marks())
    drawn = [shape.text for shape in chart.drawing.shapes if isinstance(shape, Label)]
    assert ("Dekket" in drawn, "Ukjent" in drawn, "Hull" in drawn) == (True, True, False)
    assert chart.table.rows == (("s", "Hovedstaden", 2), ("s", "Sjælland", 1))
    unknown = heat(cells.filter(label="not known"), language="nb", marks=Marks())
    assert [row[2:] for row in unknown.table.rows] == [(None,), (None,)]


def test_a_missing_fact_about_a_list_of_themes_calls_it_by_its_name_in_the_language() -> None:
    table = tables_of([gaps(inputs_of(_of_themes(("a", "s"))), "da", Marks())])["gaps-unknowns"]
    (row,) = [row for row in table.rows if row[1] == "Behov"]
    assert "»Behov«" in str(row[-1])
    assert "Needs" not in str(row)


@pytest.mark.parametrize(
    ("text", "told"), [("2023", "2023"), ("2023-09", "september 2023"), ("2023-09-13", "13. september 2023")]
)
def test_a_date_in_a_sentence_is_written_out_as_precisely_as_it_is_known(text: str, told: str) -> None:
    assert dated(text, "da") == told
