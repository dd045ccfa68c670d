"""Measures as text: the list, the explanation, the table for a terminal, the page."""

import math

import polars as pl
import pytest

from ecograph.language import Words
from ecograph.metrics import METRICS, Metric
from ecograph.network import Network
from ecograph.outputs.measures import described, explained, listed, page, plain


def nothing(network: Network, *, seed: int = 0) -> pl.DataFrame:
    raise AssertionError


MADE_UP = Metric(
    name="reach",
    title=Words("reach", "rækkevidde", "rekkevidde"),
    sentence=Words("Who reaches far.", "Hvem der når langt.", "Hvem som når langt."),
    definition="The number of others within two steps.",
    formula="reach(i) = |{j: d(i, j) <= 2}|",
    unit="organisations",
    graph="projection",
    keys=("id",),
    values={"reach": (0, math.inf), "change": (-math.inf, 1)},
    n="n",
    undefined="There is nobody.",
    source="Nobody 2000",
    compute=nothing,
)


def test_an_explanation_says_what_how_on_what_when_not_by_whom_and_in_three_languages() -> None:
    assert explained(MADE_UP) == (
        "reach - reach\n"
        "definition   The number of others within two steps.\n"
        "formula      reach(i) = |{j: d(i, j) <= 2}|\n"
        "computed on  organisations that share projects: projected, so each project is a clique of its partners\n"
        "unit         organisations\n"
        "value        reach in [0, inf)\n"
        "value        change in (-inf, 1]\n"
        "n            n: how many things the values of a row rest on\n"
        "undefined    There is nobody.\n"
        "options      seed\n"
        "reference    Nobody 2000\n"
        "in English   Who reaches far.\n"
        "på dansk     Hvem der når langt.\n"
        "på norsk     Hvem som når langt.\n"
    )


def test_a_measure_that_is_always_defined_and_takes_no_option_says_so() -> None:
    counts = next(metric for metric in METRICS if metric.name == "counts")
    assert "undefined    never\n" in explained(counts)
    assert "options      none\n" in explained(counts)
    assert "- undefined: never\n- options: none\n" in page([counts])


def test_the_list_has_a_line_for_each_measure_with_its_graph_and_title() -> None:
    assert listed([MADE_UP]) == "reach                   projection  reach\n"
    assert len(listed(METRICS).splitlines()) == len(METRICS)


def test_machines_are_told_the_same() -> None:
    said = described(MADE_UP)
    assert said["title"] == {"en": "reach", "da": "rækkevidde", "nb": "rekkevidde"}
    assert said["values"] == {"reach": [0, math.inf], "change": [-math.inf, 1]}
    assert said["options"] == ["seed"]


def test_the_page_has_a_section_for_each_measure_in_order() -> None:
    headings = [line[3:] for line in page(METRICS).splitlines() if line.startswith("## ")]
    assert headings == [metric.name for metric in METRICS]


def shown(**columns: list[object]) -> list[str]:
    """Return the lines of a table without the two that say what it is."""
    return plain(MADE_UP, pl.DataFrame(columns)).splitlines()[2:]


def test_a_table_is_aligned_and_leaves_out_lists_rows_and_an_empty_reason() -> None:
    lines = shown(id=["a", "bb"], reach=[1.5, 10.25], reason=[None, None], rows=[["x"], []], others=[["a"], ["b"]])
    assert lines == ["  id    reach", "  a    1.5000", "  bb  10.2500"]


def test_a_reason_is_shown_where_there_is_one() -> None:
    assert shown(id=["a"], reach=[None], reason=["it is alone"])[1].split(maxsplit=2) == ["a", "-", "it is alone"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.12344, "0.1234"),
        (0.0, "0"),
        (2e-7, "2.0e-07"),
        (-3.25, "-3.2500"),
        (1234567.8, "1,234,568"),
        (math.inf, "open"),
        (2024, "2024"),
        (30486, "30,486"),
        (True, "yes"),
        (False, "no"),
        ("two\nlines", "two lines"),
        ("x" * 200, "x" * 157 + "…"),
    ],
)
def test_a_value_is_shown_so_that_it_can_be_read(value: object, text: str) -> None:
    assert shown(value=[value])[1].strip() == text


def test_the_head_says_what_it_is_and_what_it_was_computed_on() -> None:
    head = plain(MADE_UP, pl.DataFrame({"id": ["a"]})).splitlines()[:2]
    assert head[0] == "reach: Who reaches far."
    assert head[1].startswith("computed on: organisations that share projects: projected")


def test_a_table_speaks_danish_and_norwegian() -> None:
    table = pl.DataFrame({"id": ["a", "b"], "change": [0.5, math.inf], "n": [30486, 2], "sure": [True, False]})
    danish, norwegian = (plain(MADE_UP, table, language).splitlines() for language in ("da", "nb"))
    assert danish[0] == "reach: Hvem der når langt."
    assert danish[1].startswith("beregnet på: organisationer med fælles projekter: projiceret")
    assert danish[3].split() == ["a", "0,5000", "30.486", "ja"]
    assert norwegian[1].startswith("beregnet på: organisasjoner med felles prosjekter: projisert")
    assert norwegian[4].split() == ["b", "åpen", "2", "nei"]


def test_the_list_speaks_danish() -> None:
    assert listed([MADE_UP], "da") == "reach                   projection  rækkevidde\n"
