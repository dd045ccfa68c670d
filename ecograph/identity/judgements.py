"""What people decided on who is who: the reviewed file ``judgements.csv``, read and written line by line.

The file is part of a dataset like its tables. A line is never changed by the program: a judgement that no
longer holds is removed by hand, and everything is as it was before it.
"""

import csv
import io
from dataclasses import astuple, dataclass

import polars as pl

from ecograph.cells import FORMULA_SIGNS
from ecograph.errors import EcographError, Issue
from ecograph.parse import LINE, RawRow, RawTable, parse, shown
from ecograph.schema import Column, Kind, Table
from ecograph.schema.recurring import choice

FILE = "judgements.csv"

PLACE = "file"
"""The column that says in which file a judgement stands, where those of several are together."""

VERDICTS = ("same", "different", "unsure")

JUDGEMENTS = Table(
    "judgements",
    "What a person decided on whether two organisations or two projects are one.",
    ("left", "right", "verdict", "decided_by", "date"),
    (
        Column("left", Kind.KEY, "An id, or a registry number such as cvr-32700020.", required=True),
        Column("right", Kind.KEY, "The id or registry number it is compared with.", required=True),
        choice("verdict", VERDICTS, "same: one; different: never one; unsure: apart until somebody knows."),
        Column("decided_by", Kind.TEXT, "Who decided it.", required=True),
        Column("why", Kind.TEXT, "What it rests on.", required=True),
        Column("date", Kind.DATE, "When it was decided.", required=True),
    ),
)
"""The columns of ``judgements.csv``. A pair may stand again, when somebody else decides on it too."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the file; the columns of ``JUDGEMENTS`` say what each value is."""

    left: str
    right: str
    verdict: str
    decided_by: str
    why: str
    date: str


def judgements(raw: RawTable) -> tuple[pl.DataFrame, tuple[Issue, ...]]:
    """Return the judgements of a file, with the line of each, and the issues; a line with an issue is left out.

    >>> header = ("left", "right", "verdict", "decided_by", "why", "date")
    >>> row = RawRow(2, ("mtic", "cvr-31734436", "same", "the cluster secretariat", "its web page", "2024-05-01"))
    >>> frame, issues = judgements(RawTable("judgements", "judgements.csv", header, (row,)))
    >>> frame.select("left", "right", "verdict", "line").rows(), issues
    ([('mtic', 'cvr-31734436', 'same', 2)], ())
    """
    parsed = parse(raw, JUDGEMENTS)
    wrong = sorted({issue.line for issue in parsed.issues})
    return parsed.frame.filter(~pl.col(LINE).is_in(wrong)), parsed.issues


def line_of(judgement: Judgement) -> str:
    r"""Return a judgement as the line of CSV that is appended to the file, with its line break.

    Raises:
        EcographError: A value does not fit its column, holds a line break, or could be taken for a formula by a
            spreadsheet. The text of a person is not changed; it has to be worded anew.

    >>> line_of(Judgement("mtic", "welfare-tech", "different", "the secretariat", "two numbers, two boards", "2024"))
    'mtic,welfare-tech,different,the secretariat,"two numbers, two boards",2024\n'
    """
    values = astuple(judgement)
    for column, value in zip(JUDGEMENTS.names, values, strict=True):
        if value.startswith(FORMULA_SIGNS):
            cure = "begin it with a letter or digit, since a spreadsheet could run it as a formula"
            raise EcographError(f"{column}: found {shown(value)}, expected plain text; {cure}")
        if len(value.splitlines()) > 1:
            raise EcographError(f"{column}: found a line break in {shown(value)}, expected one line; write it as one")
    _, issues = judgements(RawTable(JUDGEMENTS.name, FILE, JUDGEMENTS.names, (RawRow(1, values),)))
    if issues:
        raise EcographError(f"{issues[0].column}: {issues[0].message}")
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(values)
    return buffer.getvalue()
