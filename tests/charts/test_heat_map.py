"""A heat map tells covered, gap and not known apart without colour, and fits however large it is."""

from charted import boxes, faults, labels, texts
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.charts.colours import GAP, INK, SHADES, WHITE
from ecograph.charts.drawing import Box
from ecograph.charts.heat_map import HeatCell, State, heat_map

LEGEND: dict[State, str] = {"covered": "Covered", "gap": "Gap", "not known": "Not known"}
STATES: tuple[State, ...] = ("covered", "gap", "not known")


def test_a_single_cell_stands_below_the_head_of_its_column() -> None:
    found = heat_map(["Clusters"], ["Oslo"], [[HeatCell(3, "3", "covered")]], legend={"covered": "Covered"})
    assert faults(found) == []
    assert texts(found) == ["Oslo", "Clusters", "3", "Covered"]
    head, _, number, _ = labels(found)
    assert head.x == number.x
    assert head.turned == 0


def test_the_three_states_differ_by_fill_frame_and_hatching() -> None:
    cells = [[HeatCell(3, "3", "covered"), HeatCell(None, "○", "gap"), HeatCell(None, "?", "not known")]]
    found = heat_map(["Clusters"], ["A", "B", "C"], cells, legend={})
    covered, gap, unknown = (shape for shape in found.shapes if isinstance(shape, Box))
    assert (covered.fill != WHITE, covered.stroke, covered.hatched) == (True, "", False)
    assert (gap.fill, gap.stroke, gap.hatched) == (WHITE, GAP, False)
    assert (unknown.fill, unknown.hatched) == (WHITE, True)
    assert texts(found) == ["A", "B", "C", "Clusters", "3", "○"]


def test_the_greater_the_value_the_darker_the_cell() -> None:
    # of 10: 1 is in the first fifth, 3 in the second, 5 in the third, 7 in the fourth, 10 is the last
    cells = [[HeatCell(value, str(value), "covered") for value in (1, 3, 5, 7, 10)]]
    found = heat_map(["Clusters"], list("ABCDE"), cells, legend={})
    assert [shape.fill for shape in found.shapes if isinstance(shape, Box)] == [fill for fill, _ in SHADES]
    assert [label.fill for label in labels(found)[6:]] == [INK, INK, INK, WHITE, WHITE]


def test_covered_cells_without_a_value_have_the_lightest_shade() -> None:
    found = heat_map(["A"], ["B"], [[HeatCell(None, "", "covered")]], legend={})
    assert len(boxes(found, SHADES[0][0])) == 1


def test_long_heads_of_narrow_columns_are_turned_and_of_wide_ones_broken() -> None:
    cell = HeatCell(1, "1", "covered")
    narrow = heat_map(["A"], ["Agder og Sør-Østlandet"] * 12, [[cell] * 12], legend=LEGEND)
    assert {label.turned for label in labels(narrow)[:12]} == {60}
    wide = heat_map(["A"], ["Region of Southern Denmark"], [[cell]], legend=LEGEND)
    assert texts(wide)[:3] == ["Region of", "Southern", "Denmark"]
    assert faults(narrow) == faults(wide) == []


def test_forty_rows_and_twelve_columns_are_all_shown() -> None:
    rows, columns = [f"Work area {n} of many" for n in range(40)], [f"Region number {n}" for n in range(12)]
    cells = [[HeatCell(n, str(n), "covered") for n in range(12)] for _ in rows]
    found = heat_map(rows, columns, cells, legend=LEGEND)
    assert faults(found) == []
    assert found.height <= 680
    assert set(rows) | set(columns) <= set(texts(found))
    assert texts(found).count("11") == 40


def test_rows_and_columns_beyond_the_page_are_counted() -> None:
    cells = [[HeatCell(100, "100", "covered")] * 45 for _ in range(70)]
    found = heat_map([f"Row {n}" for n in range(70)], [f"Column {n}" for n in range(45)], cells, legend=LEGEND)
    assert faults(found) == []
    assert found.height <= 680
    shown = sum(text.startswith("Row") for text in texts(found)), sum(t.startswith("Column") for t in texts(found))
    assert f"+{70 - shown[0]} ↓ +{45 - shown[1]} →" in texts(found)


def test_a_number_is_written_smaller_where_the_usual_size_has_no_room() -> None:
    # 25 columns beside a long name have 12 points each at most; three digits of size 7.5 are 14 wide
    cells = [[HeatCell(100, "100", "covered")] * 20]
    found = heat_map(["A name of a work area as long as it gets"], ["A column"] * 20, cells, legend={})
    assert faults(found) == []
    assert [label.size for label in labels(found) if label.text == "100"] == [6] * 20


def test_a_number_for_which_a_cell_has_no_room_is_left_out() -> None:
    found = heat_map(["A"], ["Column"] * 25, [[HeatCell(1, "1,000,000", "covered")] * 25], legend={})
    assert "1,000,000" not in texts(found)


def test_a_map_without_rows_has_its_legend() -> None:
    assert texts(heat_map([], [], [], legend=LEGEND)) == ["Covered", "Gap", "Not known"]


def test_a_long_legend_goes_on_in_a_second_line() -> None:
    legend = dict.fromkeys(STATES, "several organisations of the region work with it")
    found = heat_map(["A"], ["B"], [[HeatCell(1, "1", "covered")]], legend=legend)
    assert faults(found) == []
    assert len({label.y for label in labels(found)[-3:]}) == 3 - 1


names = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=60))
heat_cells = st.builds(
    HeatCell,
    st.one_of(st.none(), st.floats(0, 1e12)),
    st.one_of(st.integers(0, 10**6).map(str), names),
    st.sampled_from(STATES),
)


@settings(deadline=None, max_examples=20)
@given(st.data(), st.integers(0, 60), st.integers(0, 40))
def test_any_map_makes_a_drawing_without_faults(data: st.DataObject, n_rows: int, n_columns: int) -> None:
    rows = [data.draw(names)] * n_rows
    columns = [data.draw(names)] * n_columns
    cells = [[data.draw(heat_cells)] * n_columns] * n_rows
    found = heat_map(rows, columns, cells, legend=dict.fromkeys(STATES, data.draw(names)))
    assert [fault for fault in faults(found) if not fault.endswith("is empty")] == []
    assert found.height <= 680
