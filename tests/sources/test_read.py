"""Reading as a whole: what is written reads back, no row is lost or kept twice, and no damage ends in a traceback."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from damage import CHANGES, mutated
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph import DataError, EcographError, Ecosystem, bundled, load, read
from ecograph.errors import CODES
from ecograph.outputs.tables import dataset_csv
from ecograph.outputs.workbook import dataset_workbook
from ecograph.parse import LINE
from ecograph.schema import TABLE, TABLES
from ecograph.sources import Reading

PIECES = [b"", b",", b"x", b"x,", b'"', b"\n", b"\xff", b" "]


def written(eco: Ecosystem) -> dict[str, bytes]:
    """Return the files of a dataset; JSON is the second implementation of a quoted text in TOML."""
    files = {f"{name}.csv": dataset_csv(frame) for name, frame in eco.frames().items()}
    return files | {"dataset.toml": f"title = {json.dumps(eco.title, ensure_ascii=False)}\n".encode()}


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def lines_of_rows(content: bytes) -> list[int]:
    """Return the line of each row of a CSV file below its header, with an independent count of line breaks."""
    result, line = [], 1
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        if any(row):
            result.append(line)
        line += 1 + sum(cell.count("\n") for cell in row)
    return result[1:]


def accounted(reading: Reading, files: Mapping[str, bytes]) -> None:
    """Assert that each row of each file is in the tables or has an issue, and none is both."""
    for table in TABLES:
        file = f"{table.name}.csv"
        lines = reading.frames[table.name][LINE].to_list()
        faulty = {issue.line for issue in reading.issues if issue.file == file}
        assert not set(lines) & faulty, "in both"
        codes = {issue.code for issue in reading.issues if issue.file == file}
        if codes & {"encoding", "column"} or file not in files:
            assert lines == []
            continue
        assert len(set(lines)) == len(lines)
        if any("cannot be split" in issue.message for issue in reading.issues if issue.file == file):
            assert lines == []
        else:
            assert set(lines_of_rows(files[file])) == set(lines) | (faulty - {0}), "in neither"


# there and back


def test_the_small_dataset_is_written_as_it_was_read(small: dict[str, bytes], small_folder: Path) -> None:
    # its files were written by hand, sorted by key
    again = written(load(small_folder))
    assert {name: again[name] for name in again if name.endswith(".csv")} == {
        n: c for n, c in small.items() if n.endswith(".csv")
    }


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_good_dataset_reads_back_from_csv_files(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem], tmp_path_factory: pytest.TempPathFactory
) -> None:
    eco = data.draw(ecosystems)
    files = written(eco)
    back = load(put(tmp_path_factory.getbasetemp() / "back", files))
    assert back.title == eco.title
    for name, frame in back.frames().items():
        assert frame.equals(eco[name]), name
        assert frame.schema == eco[name].schema
    assert written(back) == files


def test_the_bundled_dataset_reads_back_from_csv_files_and_a_workbook(tmp_path: Path) -> None:
    eco = load()
    put(tmp_path / "csv", written(eco))
    (tmp_path / "book.xlsx").write_bytes(dataset_workbook(eco))
    for back in (load(tmp_path / "csv"), load(tmp_path / "book.xlsx")):
        assert back.title == eco.title
        assert all(frame.equals(eco[name]) for name, frame in back.frames().items())


def test_the_order_of_rows_and_columns_does_not_matter(small: dict[str, bytes], tmp_path: Path) -> None:
    def turned(content: bytes) -> bytes:
        header, *rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
        buffer = io.StringIO()
        csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([row[::-1] for row in (header, *rows[::-1])])
        return buffer.getvalue().encode()

    files = {name: turned(content) if name.endswith(".csv") else content for name, content in small.items()}
    one, other = load(put(tmp_path / "one", small)), load(put(tmp_path / "other", files))
    assert all(frame.equals(other[name]) for name, frame in one.frames().items())


# a row is in the tables or in the issues


def test_a_row_with_an_issue_is_not_in_the_tables_and_the_others_are(
    small: dict[str, bytes], small_folder: Path
) -> None:
    rows = small["organisations.csv"].replace(b"lab,Lab", b"lab,").replace(b"state,State", b"sta te,State")
    (small_folder / "organisations.csv").write_bytes(rows)
    reading = read(small_folder)
    # lab on line 5, state on line 6; what names state has issues of its own: lines 2, 3 of flows, 2 of frameworks
    assert reading.frames["organisations"][LINE].to_list() == [2, 3, 4, 7, 9]
    assert reading.frames["flows"][LINE].to_list() == []
    assert {(issue.file, issue.line) for issue in reading.issues} == {
        *(("organisations.csv", 5), ("organisations.csv", 6)),
        *(("flows.csv", 2), ("flows.csv", 3), ("frameworks.csv", 2)),
    }


@pytest.mark.slow
@given(
    name=st.sampled_from(list(TABLE)),
    changes=st.lists(st.tuples(st.integers(0, 40), st.sampled_from(PIECES)), min_size=1, max_size=5),
)
@settings(max_examples=80, deadline=None)
def test_every_row_of_a_damaged_table_is_in_the_tables_or_the_issues(
    name: str,
    changes: list[tuple[int, bytes]],
    small: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    pieces = small[f"{name}.csv"].split(b",")
    for place, new in changes:
        pieces[place % len(pieces)] = new
    files = small | {f"{name}.csv": b",".join(pieces)}
    accounted(read(put(tmp_path_factory.getbasetemp() / "damaged", files)), files)


def test_the_count_of_rows_sees_a_row_that_is_lost_and_one_that_is_twice(
    small: dict[str, bytes], small_folder: Path
) -> None:
    reading = read(small_folder)
    accounted(reading, small)
    frames = reading.frames
    lost = Reading(frames | {"ties": frames["ties"].head(0)}, (), reading.manifest, {})
    with pytest.raises(AssertionError, match="in neither"):
        accounted(lost, small)
    (small_folder / "ties.csv").write_bytes(small["ties.csv"].replace(b"2013", b"2o13"))
    both = Reading(frames, read(small_folder).issues, reading.manifest, {})
    with pytest.raises(AssertionError, match="in both"):
        accounted(both, small)


# damage


@pytest.mark.slow
@given(data=st.data(), changes=CHANGES)
@settings(max_examples=100, deadline=None)
def test_damaged_csv_files_end_in_issues_or_a_clean_read(
    data: st.DataObject,
    changes: list[tuple[str, int]],
    small: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    name = data.draw(st.sampled_from(sorted(small)))
    files = small | {name: mutated(small[name], changes)}
    reading = read(put(tmp_path_factory.getbasetemp() / "mutated", files))
    assert {issue.code for issue in reading.issues} <= set(CODES)
    assert "\n" not in "".join(map(str, reading.issues))
    if reading.issues:
        with pytest.raises(DataError):
            reading.ecosystem()
    else:
        reading.ecosystem()


@pytest.fixture(scope="module")
def book() -> bytes:
    return dataset_workbook(load(Path(__file__).parents[1] / "small"))


def survives(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    said, codes = str(path), set(CODES)
    try:
        codes = {issue.code for issue in read(path).issues}
    except EcographError as error:
        said = str(error)
    assert said.startswith(str(path))
    assert codes <= set(CODES)


@given(changes=CHANGES)
@settings(max_examples=60, deadline=None)
def test_damaged_workbooks_end_in_issues_a_clean_read_or_an_error_with_its_place(
    changes: list[tuple[str, int]], book: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    survives(mutated(book, changes), tmp_path_factory.getbasetemp() / "mutated.xlsx")


@pytest.mark.slow
@given(data=st.data(), changes=CHANGES)
@settings(max_examples=60, deadline=None)
def test_workbooks_with_damage_inside_their_archive_do_so_too(
    data: st.DataObject, changes: list[tuple[str, int]], book: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A changed byte of an archive fails its check sum; here the XML in it is changed, and packed again."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if "omment" not in name and "vml" not in name}
    name = data.draw(st.sampled_from(sorted(files)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for each, content in files.items():
            archive.writestr(each, mutated(content, changes) if each == name else content)
    survives(buffer.getvalue(), tmp_path_factory.getbasetemp() / "inside.xlsx")


# what is read


def test_the_bundled_dataset_is_read_when_none_is_named() -> None:
    assert read().hashes == read(bundled.dataset("nordic_health")).hashes
    assert read().issues == ()


@pytest.mark.parametrize("name", ["gone", "gone.xlsx", "a.csv", "folder.xlsx/b"])
def test_what_is_no_dataset_is_said_with_the_cure(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"")
    with pytest.raises(
        EcographError, match=r"found no dataset, expected a folder of CSV or Parquet files or a workbook .*ecograph new"
    ):
        read(tmp_path / name)


def test_a_path_may_be_text_and_a_workbook_may_end_in_capitals(small_folder: Path, tmp_path: Path, book: bytes) -> None:
    (tmp_path / "B.XLSX").write_bytes(book)
    one, other = load(str(small_folder)), load(str(tmp_path / "B.XLSX"))
    assert all(frame.equals(other[name]) for name, frame in one.frames().items())


def test_faulty_data_are_not_loaded_and_the_error_has_all_issues(small_folder: Path) -> None:
    for name in TABLE:
        path = small_folder / f"{name}.csv"
        path.write_bytes(path.read_bytes() + b"x\n")
    with pytest.raises(DataError) as error:
        load(small_folder)
    assert [issue.file for issue in error.value.issues] == sorted(f"{name}.csv" for name in TABLE)
