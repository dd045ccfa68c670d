"""CSV of datasets is exact, CSV of results cannot start a formula; the csv module of Python reads them back."""

import csv
import io

import polars as pl
import pytest

from ecograph.cells import FORMULA_SIGNS
from ecograph.outputs.tables import dataset_csv, result_csv

FRAME = pl.DataFrame(
    {
        "name": ["=1+1", 'Ærø, "Å"\nx', "@x", None],
        "ids": [["-a", "b"], ["a"], [], None],
        "number": [-1.5, 1e23, 0.0, None],
        "count": [-3, 0, 1, None],
    },
    schema={"name": pl.String, "ids": pl.List(pl.String), "number": pl.Float64, "count": pl.Int64},
)


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def test_a_dataset_is_written_as_it_is() -> None:
    assert cells(dataset_csv(FRAME)) == [
        ["name", "ids", "number", "count"],
        ["=1+1", "-a|b", "-1.5", "-3"],
        ['Ærø, "Å"\nx', "a", "100000000000000000000000", "0"],
        ["@x", "", "0", "1"],
        ["", "", "", ""],
    ]


def test_no_text_of_a_result_can_start_a_formula_and_numbers_stay_numbers() -> None:
    assert cells(result_csv(FRAME)) == [
        ["name", "ids", "number", "count"],
        ["'=1+1", "'-a|b", "-1.5", "-3"],
        ['Ærø, "Å"\nx', "a", "100000000000000000000000", "0"],
        ["'@x", "", "0", "1"],
        ["", "", "", ""],
    ]


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_every_sign_that_starts_a_formula_is_guarded_in_cells_and_header(sign: str) -> None:
    frame = pl.DataFrame({f"{sign}head": [f"{sign}1", f"x{sign}1", sign]})
    shown = sign.replace("\r", "\n")  # a bare carriage return would begin a new row
    assert cells(result_csv(frame)) == [[f"'{shown}head"], [f"'{shown}1"], [f"x{shown}1"], [f"'{shown}"]]


def test_the_guarded_signs_are_those_that_owasp_lists() -> None:
    # OWASP, CSV Injection: = + - @ tab, carriage return, line feed, and the full-width forms of the first four
    wide = [chr(ord(sign) + 0xFEE0) for sign in "=+-@"]
    assert set(FORMULA_SIGNS) == {*"=+-@\t\r\n", *wide}


def test_lines_end_in_a_line_feed_and_a_table_without_rows_is_its_header() -> None:
    assert dataset_csv(FRAME.head(0)) == result_csv(FRAME.head(0)) == b"name,ids,number,count\n"
    assert b"\r" not in dataset_csv(FRAME)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_a_line_break_in_a_text_does_not_begin_a_row_with_a_formula(end: str) -> None:
    assert cells(result_csv(pl.DataFrame({"a": [f"x{end}=1+1"]}))) == [["a"], ["x\n=1+1"]]
    assert result_csv(pl.DataFrame({"a": [f"x{end}=1+1"]})) == b'a\n"x\n=1+1"\n'
