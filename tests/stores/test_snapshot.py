"""A snapshot is a dataset that reads back as it was, the same bytes for the same facts, whole or not at all."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph import Ecosystem, __version__, load, read
from ecograph.errors import EcographError, Issue
from ecograph.stores import snapshot
from ecograph.stores.snapshot import About, files, listed, write

NOTHING = pl.DataFrame(
    {"left": [], "right": [], "score": []}, {"left": pl.String, "right": pl.String, "score": pl.Float64}
)
REMARKS = (
    Issue("b.csv", 7, "role", "choice", "found 'x', expected a role"),
    Issue("a.csv", 12, "-", "format", '=HYPERLINK("x")'),
)
ABOUT = About("CC BY 4.0", ("da", "en"), {"b.csv": "02", "a.csv": "01"})


def made(eco: Ecosystem) -> dict[str, bytes]:
    return files(eco, about=ABOUT, remarks=REMARKS, candidates=NOTHING)


def put(folder: Path, content: Mapping[str, bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, each in content.items():
        (folder / name).write_bytes(each)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# there and back


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_any_good_dataset_reads_back_from_its_snapshot(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem], tmp_path_factory: pytest.TempPathFactory
) -> None:
    eco = data.draw(ecosystems)
    content = made(eco)
    back = load(put(tmp_path_factory.getbasetemp() / "back", content))
    assert back.title == eco.title
    for name, frame in back.frames().items():
        assert frame.equals(eco[name]), name
        assert frame.schema == eco[name].schema
    assert made(back) == content


def test_the_bundled_dataset_reads_back_and_is_written_with_the_same_bytes(tmp_path: Path) -> None:
    eco = load()
    for name in ("one", "two"):
        write(tmp_path / name, eco, about=ABOUT, remarks=REMARKS, candidates=NOTHING)
    reading = read(tmp_path / "one")
    assert reading.issues == ()
    assert (reading.manifest.title, reading.manifest.licence, reading.manifest.languages) == (
        "Nordic health clusters",
        "CC BY 4.0",
        ("da", "en"),
    )
    assert all(frame.equals(eco[name]) for name, frame in reading.ecosystem().frames().items())
    for name in names(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_order_of_rows_and_remarks_does_not_matter() -> None:
    eco = load()
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=3) for name, frame in eco.frames().items()}
    again = Ecosystem.from_frames(eco.title, shuffled)
    assert files(again, about=ABOUT, remarks=REMARKS[::-1], candidates=NOTHING) == made(eco)


def test_a_dataset_without_rows_or_title_reads_back(tmp_path: Path) -> None:
    none = Ecosystem.from_frames("", {name: frame.head(0) for name, frame in load().frames().items()})
    folder = put(tmp_path / "none", files(none, about=About(), remarks=(), candidates=NOTHING))
    assert names(folder) == ["candidates.csv", "manifest.json", "organisations.parquet", "remarks.csv"]
    assert all(frame.height == 0 for frame in load(folder).frames().values())


# what stands in the files


def test_remarks_stand_in_order_and_none_is_a_formula() -> None:
    assert made(load())["remarks.csv"].decode() == (
        "file,line,column,code,message\n"
        'a.csv,12,\'-,format,"\'=HYPERLINK(""x"")"\n'
        "b.csv,7,role,choice,\"found 'x', expected a role\"\n"
    )


def test_without_remarks_and_candidates_only_the_headers_stand() -> None:
    content = files(load(), about=About(), remarks=(), candidates=NOTHING)
    assert content["remarks.csv"] == b"file,line,column,code,message\n"
    assert content["candidates.csv"] == b"left,right,score\n"
    assert content["dataset.toml"] == b'title = "Nordic health clusters"\n'


def test_the_manifest_lists_every_file_and_what_it_was_made_from() -> None:
    eco = load()
    content = made(eco)
    said = json.loads(content["manifest.json"])
    assert (said["ecograph"], said["inputs"]) == (__version__, {"a.csv": "01", "b.csv": "02"})
    assert said["files"] == sorted(content)
    assert said["tables"] == {
        f"{name}.parquet": {"rows": frame.height, "sha256": hashlib.sha256(content[f"{name}.parquet"]).hexdigest()}
        for name, frame in eco.frames().items()
        if frame.height
    }


def test_a_part_of_the_tables_can_be_listed_with_other_facts() -> None:
    content = listed({"rates": load().rates}, {"x.txt": b"x"}, reader="cordis")
    assert list(content) == ["rates.parquet", "x.txt", "manifest.json"]
    assert json.loads(content["manifest.json"])["reader"] == "cordis"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_can_stand_in_the_toml(text: str) -> None:
    said = tomllib.loads(snapshot._toml(text, About(text, (text, text))).decode())
    assert said == {"title": text, "licence": text, "languages": [text, text]}


# writing


def test_a_snapshot_takes_the_place_of_an_earlier_one_and_keeps_what_is_not_ours(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    write(folder, load(), about=ABOUT, remarks=(), candidates=NOTHING)
    (folder / "judgements.csv").write_text("left,right,verdict,decided_by,why,date\n")
    assert (folder / "rates.parquet").exists()
    write(folder, Ecosystem.of("T"), about=ABOUT, remarks=(), candidates=NOTHING)
    assert names(folder) == [
        *("candidates.csv", "dataset.toml", "judgements.csv", "manifest.json"),
        *("organisations.parquet", "remarks.csv", "sources.parquet"),
    ]
    assert read(folder).issues == ()


def test_an_empty_folder_can_become_a_snapshot(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    write(tmp_path / "s", Ecosystem.of("T"), about=ABOUT, remarks=(), candidates=NOTHING)
    assert load(tmp_path / "s").title == "T"


@pytest.mark.parametrize("manifest", [None, "{", "[]", '{"files": ["dataset.toml"]}', '{"tables": {}}', "[" * 100_000])
def test_a_folder_that_holds_something_else_is_left_alone(manifest: str | None, tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").write_text("mine")
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)
    before = names(tmp_path)
    with pytest.raises(EcographError, match="found something that is no snapshot, expected an empty or new folder"):
        write(tmp_path, load(), about=ABOUT, remarks=(), candidates=NOTHING)
    assert names(tmp_path) == before
    assert (tmp_path / "dataset.toml").read_text() == "mine"


def test_a_file_in_the_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("mine")
    with pytest.raises(EcographError, match="no snapshot"):
        write(tmp_path / "s", load(), about=ABOUT, remarks=(), candidates=NOTHING)
    assert (tmp_path / "s").read_text() == "mine"


def test_a_snapshot_that_cannot_be_written_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "s"
    write(folder, load(), about=ABOUT, remarks=(), candidates=NOTHING)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(EcographError, match="No space left on device"):
        write(folder, Ecosystem.of("T"), about=ABOUT, remarks=(), candidates=NOTHING)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert names(tmp_path) == ["s"]


def test_a_snapshot_of_which_a_byte_or_a_table_is_gone_is_not_read(tmp_path: Path) -> None:
    folder = put(tmp_path / "s", made(load()))
    content = (folder / "flows.parquet").read_bytes()
    (folder / "flows.parquet").write_bytes(content[:100] + bytes([content[100] ^ 1]) + content[101:])
    (folder / "goals.parquet").unlink()
    found = {(issue.file, issue.code) for issue in read(folder).issues}
    assert {("flows.parquet", "format"), ("goals.parquet", "table")} <= found
