"""A table as aligned text."""

import math

import polars as pl

from ecograph.language import Words
from ecograph.outputs.text import LINE, NARROWEST, WIDEST, aligned


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
    text = lines(pl.DataFrame({"what": ["a\nb " + "x" * WIDEST], "n": [1]}))[1].split("  ")[1]
    assert text.startswith("a b xx")
    assert text.endswith("…")
    assert len(text) == WIDEST


def test_the_words_of_a_closed_list_are_said_in_the_language() -> None:
    table = pl.DataFrame({"label": ["gap", "else"]})
    words = {"gap": Words("gap", "hul", "hull")}
    assert aligned(table, "nb", words=words).split() == ["label", "hull", "else"]


def test_a_text_in_the_last_column_fills_the_line_and_no_more() -> None:
    long = "y" * 2 * LINE
    (line,) = lines(pl.DataFrame({"what": [long], "why": [long]}))[1:]
    assert len(line) == LINE
    assert line.split()[0] == "y" * (WIDEST - 1) + "…"


def test_wide_texts_are_cut_so_that_a_line_fits_and_numbers_are_not() -> None:
    long = "y" * 2 * LINE
    wide = lines(pl.DataFrame({f"text {i}": [long] for i in range(4)} | {"n": [123456789], "why": [long]}))[1]
    assert len(wide) == LINE
    *texts, n, why = wide.split()
    assert n == "123,456,789"
    # By hand: two signs before each of six columns, 11 of the number and 44 of the last leave 93 for four
    assert [len(text) for text in texts] == [23, 23, 23, 24]
    assert len(why) == WIDEST


def test_a_line_that_cannot_fit_is_cut_to_the_least_that_can_be_read() -> None:
    long = "y" * 2 * LINE
    cells = lines(pl.DataFrame({f"text {i}": [long] for i in range(9)}))[1].split()
    assert [len(cell) for cell in cells] == [NARROWEST] * 8 + [WIDEST]


def test_several_reasons_in_one_text_are_each_said_in_the_language() -> None:
    table = pl.DataFrame({"why": ["no words; no themes; else"]})
    words = {"no words": Words("no words", "ingen ord", "ingen ord"), "no themes": Words("", "ingen temaer", "")}
    assert aligned(table, "da", words=words).splitlines()[1] == "  ingen ord; ingen temaer; else"


def test_a_paint_sees_the_value_and_the_padded_text() -> None:
    seen: list[tuple[object, str]] = []

    def paint(value: object, text: str) -> str:
        seen.append((value, text))
        return text.upper()

    assert aligned(pl.DataFrame({"label": ["gap"], "n": [1]}), paint=paint) == "  label  n\n  GAP    1\n"
    assert seen == [("gap", "gap  "), (1, "1")]


def test_no_line_ends_in_blanks() -> None:
    assert lines(pl.DataFrame({"name": ["a long name", "b"]}))[-1] == "  b"
