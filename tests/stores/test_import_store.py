"""Imports as they are kept: what lies in ``imported/NAME``, what is read of it, and what damage to it comes to."""

import json
from pathlib import Path

import polars as pl
import pytest

from ecograph import read
from ecograph.errors import EcographError, Issue
from ecograph.manifest import Entry
from ecograph.readers.reader import Dropped
from ecograph.schema import TABLES
from ecograph.sources.imports import Import, imported
from ecograph.stores import imports
from ecograph.stores.files import alone

ENTRY = Entry("list", "members", ("/somewhere/list.csv",), {"countries": ["DK"]}, {"cluster": "alpha"})
SOURCE = {"source_id": "list.a", "title": "A list"}
BODY = {"org_id": "list.1", "name": "Æble A/S", "kind": "company", "extent": "single", "source_id": "list.a"}
REMARKS = (
    Issue("a.csv", 0, "-", "format", "=found"),
    Issue("a.csv", 3, "=Navn", "missing", "found 'x',\nor \"y\""),
    Issue("b.csv", 1, "'a'", "choice", "'tis"),
)


def made(*bodies: dict[str, str], remarks: tuple[Issue, ...] = ()) -> Import:
    rows = {
        "sources": [SOURCE],
        "organisations": [{**body, "certainty": "certain", "status": "actual"} for body in bodies],
    }
    tables = {t.name: pl.DataFrame(rows.get(t.name, []), schema=t.frame.schema) for t in TABLES}
    return Import("list", tables, remarks, (Dropped("a.csv", "E-mail", "ways to reach people", 2),), {"list.csv": "0a"})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_import_is_written_and_read_back_with_its_remarks(tmp_path: Path) -> None:
    dataset = tmp_path / "d"
    assert imports.write(dataset, ENTRY, made(BODY, remarks=REMARKS)) == dataset / "imported" / "list"
    assert (dataset / "dataset.toml").read_text(encoding="utf-8") == 'title = "d"\n'
    [found], faults = imported(dataset)
    assert faults == ()
    assert found.name == "list"
    assert all(found.tables[name].equals(frame) for name, frame in made(BODY).tables.items())
    # a break of a line in a message is one in the file too; a text that began with an apostrophe keeps it
    assert found.remarks == REMARKS
    files = ("manifest.json", "organisations.parquet", "sources.parquet")
    assert sorted(found.hashes) == [f"imported/list/{name}" for name in files]


def test_the_manifest_says_what_was_asked_but_not_where_the_files_lay(tmp_path: Path) -> None:
    place = imports.write(tmp_path, ENTRY, made(BODY))
    said = json.loads((place / "manifest.json").read_bytes())
    assert {key: said[key] for key in ("source", "keep", "options", "inputs")} == {
        "source": "members",
        "keep": {"countries": ["DK"]},
        "options": {"cluster": "alpha"},
        "inputs": {"list.csv": "0a"},
    }
    assert said["dropped"] == [{"file": "a.csv", "column": "E-mail", "what": "ways to reach people", "n": 2}]
    assert b"somewhere" not in (place / "manifest.json").read_bytes()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "imported" / "list"
    place.mkdir(parents=True)
    (place / "mine.csv").write_text("mine")
    with pytest.raises(EcographError, match="expected an empty or new folder"):
        imports.write(tmp_path, ENTRY, made(BODY))
    assert names(tmp_path) == ["imported"]
    assert names(place) == ["mine.csv"]


def test_a_title_that_cannot_be_written_leaves_an_import_that_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, content: bytes) -> None:
        raise EcographError(f"{path}: could not be written")

    monkeypatch.setattr(imports, "replace_file", refused)
    with pytest.raises(EcographError, match=r"dataset\.toml: could not be written"):
        imports.write(tmp_path / "d", ENTRY, made(BODY))
    assert read(tmp_path / "d").issues == ()
    assert read(tmp_path / "d").resolution().tables["organisations"].height == 1


# what an interrupted write leaves


def test_a_half_written_import_beside_the_whole_one_is_not_read(tmp_path: Path) -> None:
    place = imports.write(tmp_path, ENTRY, made(BODY))
    half = place.with_name(".list.new")
    half.mkdir()
    (half / "organisations.parquet").write_bytes(b"PAR1")
    assert [each.name for each in imported(tmp_path)[0]] == ["list"]
    assert read(tmp_path).issues == ()


def test_the_earlier_import_is_read_when_the_machine_stopped_between_two_renames(tmp_path: Path) -> None:
    place = imports.write(tmp_path, ENTRY, made(BODY))
    place.rename(place.with_name(".list.old"))
    [found], faults = imported(tmp_path)
    assert (found.name, found.tables["organisations"].height, faults) == ("list", 1, ())
    with alone(place):
        assert names(tmp_path / "imported") == ["list"]


def test_the_whole_import_counts_when_the_earlier_one_was_not_removed_yet(tmp_path: Path) -> None:
    place = imports.write(tmp_path, ENTRY, made(BODY))
    imports.write(tmp_path, ENTRY, made(BODY, {**BODY, "org_id": "list.2"})).rename(tmp_path / "two")
    imports.write(tmp_path, ENTRY, made(BODY)).rename(place.with_name(".list.old"))
    (tmp_path / "two").rename(place)
    [found], _ = imported(tmp_path)
    assert found.tables["organisations"].height == 2


# damage


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"file,line,column,code,message\na.csv,one,-,format,x\n",
        b"file,line,column,code,message\na.csv,1,-\n",
        b"file,line,column,code,message\na.csv\n",
        b"file,line,column,code,message\na.csv,1,-,format,x,y\n",
        b'file,line,column,code,message\na.csv,1,-,format,"x\n',
    ],
)
def test_remarks_that_somebody_changed_are_an_issue_and_no_traceback(content: bytes, tmp_path: Path) -> None:
    place = imports.write(tmp_path, ENTRY, made(BODY))
    (place / "remarks.csv").write_bytes(content)
    [issue] = read(tmp_path).issues
    assert (issue.file, issue.code) == ("imported/list/remarks.csv", "format")
    assert "import it again" in issue.message


def test_an_import_without_remarks_is_read(tmp_path: Path) -> None:
    place = imports.write(tmp_path, ENTRY, made(BODY, remarks=REMARKS))
    (place / "remarks.csv").unlink()
    [found], faults = imported(tmp_path)
    assert (found.remarks, faults) == ((), ())


def test_a_changed_or_missing_table_of_an_import_is_an_issue_with_its_place(tmp_path: Path) -> None:
    place = imports.write(tmp_path, ENTRY, made(BODY))
    (place / "organisations.parquet").write_bytes((place / "organisations.parquet").read_bytes()[:-1])
    (place / "sources.parquet").unlink()
    changed, gone = read(tmp_path).issues
    assert (changed.file, changed.code) == ("imported/list/organisations.parquet", "format")
    assert "its SHA-256 is not the one in imported/list/manifest.json" in changed.message
    assert (gone.file, gone.code) == ("imported/list/sources.parquet", "table")
    assert "found no such file" in gone.message


def test_a_dataset_without_imports_has_none(tmp_path: Path) -> None:
    assert imported(tmp_path) == ((), ())
