"""The answer of an analysis as text and as values."""

import polars as pl
import pytest

from ecograph.analyses.answer import Answer, Result
from ecograph.language import Words
from ecograph.outputs.analyses import COLOURS, chosen, cut, described, painter, said, told


def same(text: str) -> Words:
    return Words(text, f"da: {text}", f"nb: {text}")


CELLS = Result(
    name="cells",
    title=same("Cells"),
    meaning=same("Each cell."),
    keys=("theme",),
    table=pl.DataFrame({"theme": ["a", "b"], "label": ["gap", "covered"], "rows": [["tags/a"], []]}),
    words={"gap": same("gap")},
)
FEW = Result("few", same("Few"), same("Little."), ("x",), pl.DataFrame({"x": [1], "y": [2]}), shown=("y",))
ANSWER = Answer("gaps", (same("One cell is a gap."), same("Thin data.")), (CELLS, FEW))


def test_the_sentences_come_one_to_a_line() -> None:
    assert said(ANSWER, "da") == "- da: One cell is a gap.\n- da: Thin data.\n"


def test_a_table_has_its_name_its_title_and_how_to_read_it_but_no_rows() -> None:
    assert told(CELLS, "nb", first=1) == "cells: nb: Cells\nnb: Each cell.\n  theme  label\n  a      nb: gap\n"


def test_a_result_says_which_columns_a_terminal_shows() -> None:
    assert told(FEW, first=5).splitlines()[-2:] == ["  y", "  2"]


def test_the_word_says_what_the_colour_says() -> None:
    paint = painter(lambda text, colour: f"[{colour}]{text}")
    shown = told(CELLS, first=5, paint=paint)
    assert "[red]gap" in shown
    assert "[green]covered" in shown
    assert paint(1, "1") == "1"
    assert len(set(COLOURS.values())) > 1


def test_machines_get_every_row_or_the_tables_they_ask_for() -> None:
    whole = described(ANSWER, "en")
    assert whole["analysis"] == "gaps"
    assert whole["said"] == ["One cell is a gap.", "Thin data."]
    assert whole["tables"] == {"cells": CELLS.table.to_dicts(), "few": FEW.table.to_dicts()}
    assert described(ANSWER, "en", ["few"])["tables"] == {"few": [{"x": 1, "y": 2}]}


def test_an_answer_is_cut_to_the_first_rows_and_keeps_its_sentences() -> None:
    first = cut(ANSWER, 1)
    assert first["cells"]["theme"].to_list() == ["a"]
    assert (first.said, first.tables) == (ANSWER.said, ANSWER.tables)


def test_tables_are_chosen_in_the_order_of_the_answer() -> None:
    assert chosen(ANSWER, ["few", "cells"]) == (CELLS, FEW)
    assert chosen(ANSWER, []) == (CELLS, FEW)


def test_a_table_that_is_not_there_is_told_with_those_that_are() -> None:
    assert ANSWER["few"].height == 1
    with pytest.raises(KeyError, match="no table 'pairs'; there are cells, few"):
        ANSWER["pairs"]
