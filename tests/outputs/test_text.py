"""A table as aligned text."""

import math

import polars as pl

from ecograph.language import Words
from ecograph.outputs.text import WIDEST, aligned


def lines(table: pl.DataFrame, language: str = "en") -> list[str]:
    return aligned(table, language).splitlines()


def test_numbers_stand_right_texts_left_and_what_is_not_known_is_a_dash() -> None:
    table = pl.DataFrame({"id": ["a", "bbb"], "n": [7, None], "share": [None, 0.25]})
    assert lines(table) == ["  id   n   share", "  a    7       -", "  bbb  -  0.2500"]


def test_a_reason_is_shown_only_where_there_is_one() -> None:
    assert lines(pl.DataFrame({"n": [1], "reason": [None]}, schema={"n": pl.Int64, "reason": pl.String})) == [
        "  n",
        "  1",
    ]
    assert lines(pl.DataFrame({"n": [None], "reason": ["nobody"]}, schema={"n": pl.Int64, "reason": pl.String})) == [
        "  n  reason",
        "  -  nobody",
    ]


def test_numbers_are_written_as_the_language_writes_them() -> None:
    table = pl.DataFrame({"x": [0.5, 12345.6, 0.0, 0.00001, math.inf], "n": [1, 12345, 2020, 0, 3]})
    assert [line.split() for line in lines(table, "da")] == [
        ["x", "n"],
        ["0,5000", "1"],
        ["12.346", "12.345"],
        ["0", "2020"],
        ["1.0e-05", "0"],
        ["åben", "3"],
    ]


def test_yes_and_no_are_words_and_a_list_is_its_parts() -> None:
    table = pl.DataFrame({"is_front": [True, False], "blocks": [["a", "b"], []]})
    assert lines(table, "da") == ["  is_front  blocks", "  ja        a, b", "  nej       -"]


def test_a_long_text_is_cut_and_line_breaks_are_taken_out() -> None:
    text = lines(pl.DataFrame({"what": ["a\nb " + "x" * WIDEST]}))[1].strip()
    assert text.startswith("a b xx")
    assert text.endswith("…")
    assert len(text) == WIDEST


def test_the_words_of_a_closed_list_are_said_in_the_language() -> None:
    table = pl.DataFrame({"label": ["gap", "else"]})
    words = {"gap": Words("gap", "hul", "hull")}
    assert aligned(table, "nb", words=words).split() == ["label", "hull", "else"]


def test_a_paint_sees_the_value_and_the_padded_text() -> None:
    seen: list[tuple[object, str]] = []

    def paint(value: object, text: str) -> str:
        seen.append((value, text))
        return text.upper()

    assert aligned(pl.DataFrame({"label": ["gap"]}), paint=paint) == "  label\n  GAP\n"
    assert seen == [("gap", "gap  ")]
