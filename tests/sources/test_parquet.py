"""Tables as Parquet beside CSV files: read as they are, and when they are damaged an issue, never the end of a run."""

import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph import load, read
from ecograph.columnar import parquet
from ecograph.errors import CODES
from ecograph.sources import folder
from ecograph.sources import parquet as reading
from ecograph.sources.raw import sha256

ROWS = {"year": [2014, 2015], "currency": ["DKK", "DKK"], "rate_per_eur": [7.4548, 7.4587], "source_id": ["doc"] * 2}
RATES = parquet(pl.DataFrame(ROWS))


@pytest.fixture
def typed(small_folder: Path) -> Path:
    """Return the small dataset with its rates as Parquet."""
    (small_folder / "rates.csv").unlink()
    (small_folder / "rates.parquet").write_bytes(RATES)
    return small_folder


def listing(files: Mapping[str, bytes]) -> str:
    return json.dumps({"tables": {name: {"sha256": sha256(content)} for name, content in files.items()}})


def said(place: Path) -> list[str]:
    return [str(issue) for issue in read(place).issues]


def test_a_table_may_be_parquet_beside_tables_as_csv(typed: Path) -> None:
    found = read(typed)
    assert found.issues == ()
    assert load(typed).rates.to_dict(as_series=False) == ROWS
    assert found.frames["rates"]["line"].to_list() == [1, 2]
    assert found.hashes["rates.parquet"] == sha256(RATES)


def test_a_fault_in_a_parquet_table_has_its_row_and_the_others_are_read(typed: Path) -> None:
    (typed / "rates.parquet").write_bytes(parquet(pl.DataFrame(ROWS | {"rate_per_eur": [7.4548, -1.0]})))
    found = read(typed)
    assert [(i.file, i.line, i.column, i.code) for i in found.issues] == [("rates.parquet", 2, "rate_per_eur", "type")]
    assert found.frames["rates"]["year"].to_list() == [2014]


def test_two_files_of_one_table_are_an_issue(typed: Path, small: dict[str, bytes]) -> None:
    (typed / "rates.csv").write_bytes(small["rates.csv"])
    [issue] = said(typed)
    assert issue.startswith(
        "rates.parquet:0:-: table: found a second file of this table beside rates.csv, expected one"
    )


def test_a_parquet_file_that_is_no_table_is_an_issue(typed: Path) -> None:
    (typed / "rate.parquet").write_bytes(RATES)
    [issue] = said(typed)
    assert issue.startswith("rate.parquet:0:-: table: found a file that is no table")
    assert issue.endswith("did you mean 'rates'?")


@pytest.mark.parametrize(
    "name", ["candidates.csv", "judgements.csv", "remarks.csv", "manifest.json", "downloads/a.csv"]
)
def test_what_stands_beside_the_tables_is_no_fault(name: str, typed: Path) -> None:
    (typed / name).parent.mkdir(exist_ok=True)
    content = b"left,right,verdict,decided_by,why,date\n" if name == "judgements.csv" else b"{}"
    (typed / name).write_bytes(content)
    assert said(typed) == []


# the list beside the tables


def test_a_listed_table_is_read_without_a_trial(typed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (typed / "manifest.json").write_text(listing({"rates.parquet": RATES}))
    monkeypatch.setattr("subprocess.run", None)  # calling it would fail
    assert said(typed) == []
    assert read(typed).hashes["manifest.json"] == sha256((typed / "manifest.json").read_bytes())


def test_a_listed_table_that_was_changed_is_not_read(typed: Path) -> None:
    """A number is another: the file is whole, and only its SHA-256 tells."""
    other = parquet(pl.DataFrame(ROWS | {"rate_per_eur": [7.4548, 7.4578]}))
    (typed / "manifest.json").write_text(listing({"rates.parquet": other}))
    found = read(typed)
    assert [(i.file, i.line, i.code) for i in found.issues] == [("rates.parquet", 0, "format")]
    assert "(its SHA-256 is not the one in manifest.json)" in found.issues[0].message
    assert found.frames["rates"].height == 0


def test_a_listed_table_that_is_gone_is_an_issue(typed: Path) -> None:
    (typed / "manifest.json").write_text(listing({"rates.parquet": RATES, "goals.parquet": RATES}))
    [issue] = said(typed)
    assert issue.startswith("goals.parquet:0:-: table: found no such file, expected it as manifest.json lists it")


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, "[]", '{"tables": 1}', '{"tables": {"a": 1}}', '{"tables": {"a": {}}}']
)
def test_a_list_that_cannot_be_understood_is_an_issue(text: str, typed: Path) -> None:
    (typed / "manifest.json").write_text(text)
    found = [(issue.file, issue.code) for issue in read(typed).issues]
    assert found == ([("manifest.json", "format")] if text else [])


# damage


def test_what_ends_a_process_ends_only_that_of_the_trial(typed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in ends its process, as polars does when a damaged file asks it for all memory there is."""
    monkeypatch.setattr(reading, "_TRIAL", "import os, sys; os.abort() if b'BAD' in sys.stdin.buffer.read() else None")
    (typed / "goals.csv").unlink()
    (typed / "goals.parquet").write_bytes(RATES[:4] + b"BAD" + RATES[4:])
    found = read(typed)
    assert [(i.file, i.code) for i in found.issues] == [("goals.parquet", "format")]
    assert found.issues[0].message.startswith("found a Parquet file that cannot be read (it is damaged)")
    assert found.frames["rates"].height == 2


def test_a_trial_that_does_not_end_is_damage(typed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_TRIAL", "import time; time.sleep(60)")
    monkeypatch.setattr(reading, "LONGEST_TRIAL", 0.2)
    assert [(i.file, i.code) for i in read(typed).issues] == [("rates.parquet", "format")]


def test_a_panic_inside_polars_fails_the_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    panic = "import polars as pl\ndef panics(_): raise pl.exceptions.PanicException('no')\npl.read_parquet = panics\n"
    monkeypatch.setattr(reading, "_TRIAL", panic + reading._TRIAL)
    [table], _ = reading.tables({"rates.parquet": RATES}, None)
    assert table.parsed is not None
    assert "it is damaged" in table.parsed.issues[0].message


CHANGES = st.lists(st.tuples(st.integers(4, len(RATES) - 5), st.integers(0, 255)), min_size=1, max_size=4)


@pytest.mark.slow
@given(changes=CHANGES)
@settings(max_examples=60, deadline=None)
def test_damaged_bytes_end_in_issues_or_a_clean_read(changes: list[tuple[int, int]]) -> None:
    content = bytearray(RATES)
    for place, byte in changes:
        content[place] = byte
    [table], issues = reading.tables({"rates.parquet": bytes(content)}, None)
    assert issues == ()
    assert table.parsed is not None
    assert {issue.code for issue in table.parsed.issues} <= set(CODES)


# a folder of Parquet tables only


def test_a_folder_of_parquet_tables_is_read_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "rates.parquet").write_bytes(RATES)
    (tmp_path / "other.parquet").write_bytes(RATES)
    (tmp_path / "notes.csv").write_bytes(b"x")
    (tmp_path / "manifest.json").write_text(listing({"rates.parquet": RATES, "goals.parquet": RATES}))
    raw = folder.read_parquet(tmp_path, place="imported/cordis/")
    assert [(table.name, table.file) for table in raw.tables] == [("rates", "imported/cordis/rates.parquet")]
    assert sorted((issue.file, issue.code) for issue in raw.issues) == [
        ("imported/cordis/goals.parquet", "table"),
        ("imported/cordis/other.parquet", "table"),
    ]
    assert list(raw.hashes) == ["imported/cordis/manifest.json", "imported/cordis/rates.parquet"]


def test_a_folder_without_parquet_tables_has_none(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("not read")
    raw = folder.read_parquet(tmp_path)
    assert (raw.tables, raw.issues, raw.hashes) == ((), (), {})
