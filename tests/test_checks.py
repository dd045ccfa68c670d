"""Every fault a dataset can have: planted alone in a good dataset it gives one issue, with its place and code.

The dataset is ``tests/small``, written by hand; lines, columns and codes are read off its files by eye.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from ecograph import checks
from ecograph.checks import CHECKS, check
from ecograph.errors import CODES
from ecograph.manifest import Manifest
from ecograph.outputs.workbook import dataset_workbook
from ecograph.parse import parse
from ecograph.schema import TABLE, TABLES
from ecograph.sources import load, read
from ecograph.sources.folder import read_table

PLANTED: dict[str, tuple[str, str, str, int, str, str]] = {
    # what is wrong: file, text in it, text instead, and the line, column and code of the one issue
    # header
    "an unknown column": (
        "rates.csv",
        "rate_per_eur,source_id\n",
        "rate_per_eur,source_id,note\n",
        1,
        "note",
        "column",
    ),
    "a missing column": ("records.csv", "rule,locator,", "rule,", 1, "locator", "column"),
    "a column that is there twice": ("prices.csv", "source_id\n", "source_id,year\n", 1, "year", "column"),
    "semicolons for commas": ("prices.csv", "year,country,price_index,", "year;country;price_index;", 1, "-", "column"),
    # wrong type
    "letters for a number": ("flows.csv", ",1000000,exact", ",1 mio,exact", 2, "amount", "type"),
    "a decimal comma": ("participations.csv", ",250000.5,", ',"250000,5",', 5, "share_amount", "type"),
    "a thousands mark": ("flows.csv", ",400000,", ',"400,000",', 3, "amount", "type"),
    "more digits than are kept": ("flows.csv", ",400000,", ",1234567890123456,", 3, "amount", "type"),
    "a part for a whole number": ("organisations.csv", ",30,", ",30.5,", 9, "n", "type"),
    "a year of long ago": ("prices.csv", "\n2015,", "\n1215,", 2, "year", "type"),
    "a capital in an id": ("names.csv", "alpha,AC", "Alpha,AC", 2, "org_id", "type"),
    "a day that there is not": ("events.csv", "2001", "2001-02-30", 2, "date", "type"),
    "a date the Danish way": ("memberships.csv", ",2018,", ",31-12-2018,", 3, "as_of", "type"),
    "an address without its beginning": ("sources.csv", "https://example.org/page", "example.org", 3, "url", "type"),
    "a region in small letters": ("organisations.csv", "DK032", "dk032", 4, "region", "type"),
    "lines with a comma": ("organisations.csv", ",4;9,", ',"4,9",', 3, "locator", "type"),
    "less than no money": ("flows.csv", ",400000,", ",-400000,", 3, "amount", "type"),
    "a rate of nothing": ("rates.csv", "7.4548", "0", 2, "rate_per_eur", "type"),
    "a price index below nothing": ("prices.csv", ",100,", ",-100,", 2, "price_index", "type"),
    # closed lists
    "a value that is not allowed": (
        "organisations.csv",
        "intermediary,cluster,DK",
        "intermediary,klynge,DK",
        2,
        "kind",
        "choice",
    ),
    "an unknown language": ("names.csv", ",da,", ",dk,", 3, "language", "choice"),
    "an unknown country": ("projects.csv", ",DK,1", ",Danmark,1", 2, "country", "country"),
    "an unknown currency": ("flows.csv", "exact,DKK", "exact,Kr", 2, "currency", "currency"),
    # missing
    "a missing required value": ("organisations.csv", "lab,Lab,", "lab,,", 5, "name", "missing"),
    "a missing key": ("ties.csv", "alpha-beta,", ",", 2, "tie_id", "missing"),
    "a row without a source": ("tags.csv", "assigned,doc", "assigned,", 3, "source_id", "source"),
    # keys
    "a key that is there twice": ("tags.csv", "trial,food", "alpha,homes", 3, "subject", "duplicate"),
    "a key with an empty part that is there twice": (
        "evidence.csv",
        ",agrees,,certain\n",
        ",agrees,,certain\nmemberships,firm|alpha|1,,page,,differs,,weak\n",
        4,
        "table",
        "duplicate",
    ),
    "a project with the id of an organisation": (
        "projects.csv",
        "\nunion,",
        "\nlab,,A lab,,project,,,,,,,,,,doc,,certain,actual\nunion,",
        3,
        "project_id",
        "duplicate",
    ),
    "an id twice in one cell": ("flows.csv", "state|users", "state|state", 2, "payers", "duplicate"),
    # references
    "a dangling reference": ("memberships.csv", "uni,beta", "uni,gamma", 4, "cluster_id", "reference"),
    "a dangling id among several": ("flows.csv", "state|users", "state|user", 2, "payers", "reference"),
    "a dangling optional reference": (
        "organisations.csv",
        ",,uni,single",
        ",,unis,single",
        5,
        "parent_id",
        "reference",
    ),
    "a source that is not listed": ("events.csv", ",doc,", ",dok,", 2, "source_id", "reference"),
    "evidence on an unknown table": ("evidence.csv", "figures,", "figure,", 2, "table", "reference"),
    "evidence on an unknown row": ("evidence.csv", "firm|alpha|1", "firm|alpha|2", 3, "key", "reference"),
    "evidence on an unknown column": ("evidence.csv", ",value,", ",amount,", 2, "field", "reference"),
    # order
    "an end before the start": ("participations.csv", ",2014,2015,", ",2014,2013,", 5, "to", "order"),
    "a month before the day it should follow": (
        "projects.csv",
        "2014,2016-06",
        "2016-07-01,2016-06",
        2,
        "end",
        "order",
    ),
    "an organisation that is its own parent": (
        "organisations.csv",
        ",,uni,single",
        ",,lab,single",
        5,
        "parent_id",
        "order",
    ),
    "a lower bound above the upper": ("dataset.toml", "[5, 10]", "[10, 5]", 11, "organisations", "order"),
    "a first year after the last": ("dataset.toml", "first_year = 2014", "first_year = 2016", 7, "first_year", "order"),
    # amounts
    "an amount without a currency": ("flows.csv", "exact,DKK", "exact,", 2, "currency", "amount"),
    "an amount without a qualifier": ("figures.csv", ",120,exact,", ",120,,", 2, "qualifier", "amount"),
    "a currency and qualifier without an amount": ("flows.csv", ",400000,", ",,", 3, "amount", "amount"),
    "a qualifier without a value": ("figures.csv", ",120,", ",,", 2, "value", "amount"),
    # registry numbers
    "a CVR with a wrong check digit": ("identifiers.csv", "13585628", "13585627", 2, "value", "check-digit"),
    "an organisasjonsnummer with a wrong check digit": (
        "identifiers.csv",
        "cvr,13585628",
        "orgnr,123456784",
        2,
        "value",
        "check-digit",
    ),
    "a ROR with a wrong check digit": ("identifiers.csv", "01aj84f44", "01aj84f45", 3, "value", "check-digit"),
    "a LEI with a wrong check digit": (
        "identifiers.csv",
        "cvr,13585628",
        "lei,213800KUD8LXJWSQ9D15",
        2,
        "value",
        "check-digit",
    ),
    # signs
    "digits that are not Latin": ("prices.csv", "\n2015", "\n٢٠١٥", 2, "year", "digits"),
    "a blank before a value": ("ties.csv", ",2013,", ", 2013,", 2, "from", "blank"),
    "a blank after an id that others name": ("organisations.csv", "alpha,Alpha", "alpha ,Alpha", 2, "org_id", "blank"),
    "a blank that does not break": ("organisations.csv", "lab,Lab", "lab,Lab\N{NO-BREAK SPACE}", 5, "name", "blank"),
    "a control sign": ("organisations.csv", "lab,Lab", "lab,La\x07b", 5, "name", "characters"),
    "a code point that is no sign": ("organisations.csv", "lab,Lab", "lab,Lab\uffff", 5, "name", "characters"),
    # rows
    "too few rows": ("dataset.toml", "[5, 10]", "[8, 10]", 0, "-", "bounds"),
    "a rate that is not there": ("dataset.toml", "last_year = 2015", "last_year = 2016", 0, "-", "bounds"),
    "more bodies than one": ("organisations.csv", "collective,30", "single,30", 9, "n", "extent"),
    "a cell too many": ("tags.csv", "homes,stated", "homes,stated,", 2, "-", "format"),
    "a quote that does not end": ("tags.csv", "trial,food", 'trial,"food', 3, "-", "format"),
    # the manifest
    "a manifest that is not TOML": ("dataset.toml", 'title = "Small"', "title = Small", 1, "-", "manifest"),
    "an unknown key in the manifest": ("dataset.toml", "licence", "license", 2, "license", "manifest"),
    "an unknown currency of rates": ("dataset.toml", '["DKK"]', '["DKK", "Kr"]', 6, "currencies", "currency"),
}
ELSEWHERE = {"bounds": ("organisations.csv", "rates.csv")}
"""Files that an issue names where the fault stands in another one."""


def _planted(name: str) -> tuple[str, bytes, bytes]:
    file, old, new, *_ = PLANTED[name]
    return file, old.encode(), new.encode()


@pytest.mark.parametrize("name", PLANTED)
def test_one_planted_fault_is_one_issue_with_its_place(name: str, small: dict[str, bytes], small_folder: Path) -> None:
    file, old, new = _planted(name)
    assert small[file].count(old) == 1, "the text to replace stands once"
    (small_folder / file).write_bytes(small[file].replace(old, new))
    line, column, code = PLANTED[name][3:]
    issues = read(small_folder).issues
    assert [(issue.line, issue.column, issue.code) for issue in issues] == [(line, column, code)], issues
    assert issues[0].file in (ELSEWHERE.get(code, ()) or (file,))


def test_the_good_dataset_has_no_fault_and_a_row_in_each_table(small_folder: Path) -> None:
    reading = read(small_folder)
    assert reading.issues == ()
    assert all(frame.height for frame in reading.frames.values())


def _file_faults(small: dict[str, bytes], folder: Path) -> Iterator[tuple[str, str, int, str, str]]:
    """Plant the faults that are not a text in a file; yield what was planted and the issue that is expected."""
    (folder / "ties.csv").write_bytes(
        small["ties.csv"].replace(b"cooperates_with", "samarbejdspartn\u00e6r".encode("latin-1"))
    )
    yield "another encoding", "ties.csv", 2, "-", "encoding"
    (folder / "ties.csv").write_bytes(small["ties.csv"])
    (folder / "organisation.csv").write_bytes(b"")
    yield "a file that is no table", "organisation.csv", 0, "-", "table"
    (folder / "organisation.csv").unlink()


def test_a_fault_of_a_whole_file_is_one_issue(small: dict[str, bytes], small_folder: Path) -> None:
    for what, *expected in _file_faults(small, small_folder):
        issues = read(small_folder).issues
        assert [[i.file, i.line, i.column, i.code] for i in issues] == [expected], what


def test_a_formula_in_a_workbook_is_one_issue(small_folder: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(dataset_workbook(load(small_folder))))
    book["flows"]["D2"] = "=500000*2"
    book.save(tmp_path / "book.xlsx")
    [issue] = read(tmp_path / "book.xlsx").issues
    assert (issue.file, issue.line, issue.column, issue.code) == ("book.xlsx#flows", 2, "amount", "formula")


def test_every_code_is_reached_by_a_planted_fault() -> None:
    elsewhere = {
        "encoding",
        "table",
        "formula",
        "identity",
        "judgement",
        "layout",
    }  # by the tests of readers and of identity
    reached = {code for *_, code in PLANTED.values()} | elsewhere
    assert reached == set(CODES)


def test_all_faults_are_found_in_one_run_and_sorted(small: dict[str, bytes], small_folder: Path) -> None:
    # one fault in each of four files; the order is that of file, line, column
    for name in ("a control sign", "a dangling reference", "an unknown currency", "a rate of nothing"):
        file, old, new = _planted(name)
        (small_folder / file).write_bytes(small[file].replace(old, new))
    (small_folder / "tags.csv").write_bytes(small["tags.csv"] + b"x,y,z,doc,,certain,actual\n")
    found = [(issue.file, issue.line, issue.column) for issue in read(small_folder).issues]
    assert found == [
        ("flows.csv", 2, "currency"),
        ("memberships.csv", 4, "cluster_id"),
        ("organisations.csv", 5, "name"),
        ("rates.csv", 2, "rate_per_eur"),
        ("tags.csv", 4, "basis"),
        ("tags.csv", 4, "subject"),
        ("tags.csv", 4, "theme_id"),
    ]


def test_an_issue_is_printed_as_one_line_with_cause_and_cure(small: dict[str, bytes], small_folder: Path) -> None:
    (small_folder / "flows.csv").write_bytes(small["flows.csv"].replace(b"exact,DKK", b"exact,Dkk"))
    [issue] = read(small_folder).issues
    assert str(issue) == (
        "flows.csv:2:currency: currency: found 'Dkk', expected a currency as three capital letters (ISO 4217); "
        "did you mean 'DKK'?"
    )


@pytest.mark.parametrize(
    ("file", "change", "code"),
    [
        ("organisations.csv", (b"org_id,name", b"org_id,nam"), "column"),
        ("organisations.csv", (b"org_id,name", b"id,name"), "column"),
        ("organisations.csv", (None, b""), "column"),
        ("organisations.csv", (b"Lab", "Sjælland".encode("latin-1")), "encoding"),
        ("organisations.csv", (b"Lab", b'"'), "format"),
        ("rates.csv", (b"year,currency", b"year,country"), "column"),
        ("rates.csv", (b"2014", b'"'), "format"),
        ("sources.csv", (b"page", b'"'), "format"),
    ],
)
def test_a_table_that_cannot_be_read_is_not_reported_for_what_it_then_lacks(
    file: str, change: tuple[bytes | None, bytes], code: str, small: dict[str, bytes], small_folder: Path
) -> None:
    old, new = change
    (small_folder / file).write_bytes(new if old is None else small[file].replace(old, new, 1))
    issues = read(small_folder).issues
    assert {(issue.file, issue.code) for issue in issues} == {(file, code)}, issues


def test_a_rate_that_cannot_be_read_is_not_said_to_be_missing(small: dict[str, bytes], small_folder: Path) -> None:
    (small_folder / "rates.csv").write_bytes(small["rates.csv"].replace(b"2014,", b"20x4,"))
    assert [issue.code for issue in read(small_folder).issues] == ["type"]


def test_a_row_that_cannot_be_read_counts_as_a_row(small: dict[str, bytes], small_folder: Path) -> None:
    # 7 rows, of which one has a cell too many: still 7 of at most 7
    toml = small["dataset.toml"].replace(b"[5, 10]", b"[7, 7]")
    (small_folder / "dataset.toml").write_bytes(toml)
    (small_folder / "organisations.csv").write_bytes(small["organisations.csv"].replace(b"lab,Lab", b"lab,L,ab"))
    assert [issue.code for issue in read(small_folder).issues] == ["format"]


def test_a_cell_that_cannot_be_read_is_not_reported_for_what_it_lacks(
    small: dict[str, bytes], small_folder: Path
) -> None:
    # without a readable amount the qualifier and currency stand alone, which is no second fault
    (small_folder / "flows.csv").write_bytes(small["flows.csv"].replace(b",1000000,", b",?,"))
    assert [issue.code for issue in read(small_folder).issues] == ["type"]


def test_evidence_with_an_unread_table_or_key_is_not_reported_twice(
    small: dict[str, bytes], small_folder: Path
) -> None:
    (small_folder / "evidence.csv").write_bytes(small["evidence.csv"].replace(b"\nfigures,members,", b"\nfigures,,"))
    assert [(issue.column, issue.code) for issue in read(small_folder).issues] == [("key", "missing")]


def test_evidence_can_be_about_a_row_whose_key_holds_the_sign_that_joins_keys(
    small: dict[str, bytes], small_folder: Path
) -> None:
    (small_folder / "names.csv").write_bytes(small["names.csv"].replace(b"alpha,AC,", b"alpha,A|C,"))
    (small_folder / "evidence.csv").write_bytes(small["evidence.csv"] + b"names,alpha|A|C,,page,,agrees,,certain\n")
    assert read(small_folder).issues == ()


def test_everybody_in_a_circle_of_parents_is_named(small: dict[str, bytes], small_folder: Path) -> None:
    # firm -> lab -> uni -> firm, with state below firm: the three of the circle, not the one below it
    rows = small["organisations.csv"].replace(b"DK032,,", b"DK032,lab,").replace(b"DK04,,", b"DK04,firm,")
    (small_folder / "organisations.csv").write_bytes(rows.replace(b"state,,,single", b"state,,firm,single"))
    assert [(issue.line, issue.code) for issue in read(small_folder).issues] == [
        (4, "order"),
        (5, "order"),
        (7, "order"),
    ]


def test_a_period_that_may_be_in_order_is_not_a_fault(small: dict[str, bytes], small_folder: Path) -> None:
    # from May 2014 to 2014: December 2014 lies after May
    (small_folder / "flows.csv").write_bytes(small["flows.csv"].replace(b",2014,2014,", b",2014-05,2014,"))
    assert read(small_folder).issues == ()


def test_a_suggestion_is_made_for_a_reference_that_nearly_fits(small: dict[str, bytes], small_folder: Path) -> None:
    (small_folder / "tags.csv").write_bytes(small["tags.csv"].replace(b"alpha,", b"alfa,"))
    [issue] = read(small_folder).issues
    assert issue.message == (
        "found 'alfa', expected the id of a row in organisations.csv or projects.csv; did you mean 'alpha'?"
    )


def test_rates_of_a_million_years_end_with_the_first_that_is_missing(
    small: dict[str, bytes], small_folder: Path
) -> None:
    toml = small["dataset.toml"].replace(b"last_year = 2015", b"last_year = 999999999999")
    (small_folder / "dataset.toml").write_bytes(toml)
    [issue] = read(small_folder).issues
    assert issue.message.startswith("found no rate of DKK for 2016")


@pytest.mark.parametrize("each", CHECKS, ids=lambda each: str(each.__name__))
def test_every_check_finds_nothing_in_a_good_dataset_and_is_reached_by_a_planted_fault(
    each: object, small: dict[str, bytes]
) -> None:
    """Without the check some planted fault goes unseen: no check is there for nothing."""
    [this] = [one for one in CHECKS if one is each]
    manifest = Manifest(title="Small", rows={"organisations": (8, 10)}, currencies=("DKK",), years=range(2014, 2017))
    good = {t.name: parse(read_table(t.name, f"{t.name}.csv", small[f"{t.name}.csv"])) for t in TABLES}
    assert list(this(good, Manifest(title="Small"))) == []
    found = list(this(good, manifest))
    for name in PLANTED:
        file, old, new = _planted(name)
        if file != "dataset.toml":
            bad = parse(read_table(file.removesuffix(".csv"), file, small[file].replace(old, new)))
            found += this({**good, bad.table.name: bad}, Manifest(title="Small"))
    assert found


def test_checks_take_frames_without_rows() -> None:
    empty = {t.name: parse(read_table(t.name, f"{t.name}.csv", ",".join(t.names).encode())) for t in TABLES}
    assert check(empty, Manifest()) == ()


def test_the_same_fault_said_by_two_checks_is_one_issue(small: dict[str, bytes]) -> None:
    good = {t.name: parse(read_table(t.name, f"{t.name}.csv", small[f"{t.name}.csv"])) for t in TABLES}
    twice = replace(good["flows"], frame=pl.concat([good["flows"].frame.with_columns(recipients=pl.lit(["x"]))] * 2))
    found = check({**good, "flows": twice}, Manifest())
    assert len(found) == len(set(found)) == 2  # one for each of the two lines, although each row is there twice
    assert TABLE["flows"]["recipients"].references == ("organisations", "projects")


def test_a_reference_is_told_what_it_may_have_meant_unless_a_whole_table_is_missing(
    small: dict[str, bytes], small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # one id that is missing among seven organisations: alpha but for a letter
    (small_folder / "memberships.csv").write_bytes(small["memberships.csv"].replace(b",alpha,", b",alphs,"))

    def cures() -> set[str]:
        found = (issue for issue in read(small_folder).issues if issue.file == "memberships.csv")
        return {issue.message.rsplit("; ", 1)[1] for issue in found}

    assert cures() == {"did you mean 'alpha'?"}
    monkeypatch.setattr(checks, "COMPARED", 7)
    assert cures() == {"did you mean 'alpha'?"}
    monkeypatch.setattr(checks, "COMPARED", 6)
    assert cures() == {"add the row or correct the id"}
