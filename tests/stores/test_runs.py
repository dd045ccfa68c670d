"""A folder of runs: names in order, one latest snapshot, leftovers removed, nothing lost; outcomes counted by hand."""

import errno
import json
import os
import shutil
import stat
from datetime import datetime
from pathlib import Path

import pytest

from ecograph import manifest
from ecograph.errors import EcographError
from ecograph.sources import parquet
from ecograph.sources.raw import sha256
from ecograph.stores import runs, runs_latest
from ecograph.stores.runs import Recovered

A, B, C = "20261120T061500Z", "20261121T061500Z", "20261122T061500Z"


def files(text: str) -> dict[str, bytes]:
    """Return the files of a snapshot, one of them in a folder."""
    given = {"flows.parquet": text.encode(), "key_figures/key_figures.csv": b"figure\n"}
    said = {
        "hashes": {name: sha256(each) for name, each in given.items()},
        "tables": {"flows.parquet": {"rows": 1}},
        "inputs": {"flows.csv": ""},
    }
    return {**given, "manifest.json": json.dumps(said).encode()}


def made(place: Path, *names: str) -> Path:
    """Return a folder of runs with these snapshots, the last of them the latest."""
    place.mkdir()
    for name in names:
        runs.add(place, name, files(name))
        runs.point(place, name)
    return place


def there(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


# names


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], C),
        ([A, B], C),
        ([C], C + "-2"),
        ([C, C + "-2", C + "-9"], C + "-10"),
        # a clock that was set back: after all that there are
        (["20270101T000000Z"], "20270101T000000Z-2"),
    ],
)
def test_a_new_snapshot_has_a_name_after_all_others(taken: list[str], expected: str) -> None:
    assert runs.new_name(datetime(2026, 11, 22, 6, 15), taken) == expected  # noqa: DTZ001 - UTC, as the name says


def test_snapshots_are_listed_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    names = [B, C, C + "-2", C + "-10"]
    for name in [*reversed(names), "notes", C + "-1", ".new-" + A]:
        (tmp_path / name).mkdir()
    assert runs.snapshots(tmp_path) == names
    assert runs.snapshots(tmp_path / "nowhere") == []


# the latest


def test_the_latest_is_the_one_that_was_named_last(tmp_path: Path) -> None:
    place = made(tmp_path / "runs", A, B)
    assert runs_latest.is_runs(place)
    assert runs_latest.latest(place) == place / B
    assert runs.current(place) == B
    assert there(place) == [A, B, "latest.json"]
    assert runs.damaged(place / B) == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"snapshot": "../elsewhere"}', '{"snapshot": "' + A + '"}', "[" * 100_000]
)
def test_a_latest_that_names_nothing_is_an_error_that_the_next_run_mends(tmp_path: Path, text: str) -> None:
    place = made(tmp_path / "runs", B)
    (place / "latest.json").write_text(text)
    with pytest.raises(EcographError, match=r"latest\.json: found .* mends it"):
        runs_latest.latest(place)
    assert runs.current(place) == ""
    assert runs.recover(place) == Recovered((), B)
    assert runs.current(place) == B


def test_a_dataset_with_a_file_of_that_name_is_no_folder_of_runs(tmp_path: Path) -> None:
    (tmp_path / "latest.json").write_text("{}")
    (tmp_path / "dataset.toml").write_text('title = "T"')
    assert not runs_latest.is_runs(tmp_path)
    with pytest.raises(EcographError, match=r"found 'dataset\.toml', which no run wrote"):
        runs.check_place(tmp_path)


def test_a_place_for_runs_is_new_empty_or_one_of_runs(tmp_path: Path) -> None:
    runs.check_place(tmp_path / "new")
    runs.check_place(tmp_path)
    place = made(tmp_path / "runs", A)
    (place / "my notes.txt").write_text("kept")
    runs.check_place(place)
    (place / "latest.json").write_text("{")
    runs.check_place(place)  # its snapshots say that it is one of runs
    (place / "latest.json").unlink()
    with pytest.raises(EcographError, match=r"found 'my notes\.txt', which no run wrote.*--out"):
        runs.check_place(place)
    (place / "my notes.txt").unlink()
    (place / ".owner.json").write_text("{}")  # a first run that was killed
    (place / (".new-" + B)).mkdir()
    runs.check_place(place)
    with pytest.raises(EcographError, match=r"found 'latest\.json'"):
        runs.check_place(_file(tmp_path / "latest.json"))


def _file(path: Path) -> Path:
    path.write_text("{}")
    return path


def test_a_folder_of_something_else_with_a_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "latest.json").write_text('{"version": 7}')
    (tmp_path / "index.html").write_text("")
    with pytest.raises(EcographError, match=r"found 'index\.html', which no run wrote"):
        runs.check_place(tmp_path)


# what a killed run left


def test_what_a_killed_run_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    place = made(tmp_path / "runs", A)
    (place / (".new-" + B)).mkdir()
    (place / (".new-" + B) / "flows.parquet").write_bytes(b"half")
    (place / (".old-" + C)).mkdir()
    (place / ".latest.json.new").write_bytes(b"{")
    (place / ".new-notes").mkdir()
    assert runs.recover(place) == Recovered((".latest.json.new", ".new-" + B, ".old-" + C), "")
    assert there(place) == [".new-notes", A, "latest.json"]


def test_what_cannot_be_removed_is_not_told_as_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = made(tmp_path / "runs", A)
    (place / (".old-" + C)).mkdir()
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)  # as where a file of it is open on Windows
    assert runs.recover(place) == Recovered((), "")
    monkeypatch.undo()
    assert runs.recover(place).removed == (".old-" + C,)


def test_a_snapshot_that_was_whole_but_not_named_is_the_latest_now(tmp_path: Path) -> None:
    place = made(tmp_path / "runs", A)
    runs.add(place, B, files("b"))
    assert (runs.current(place), runs.unnamed(place)) == (A, B)
    assert runs.recover(place) == Recovered((), B)
    assert runs.unnamed(place) == ""
    assert runs_latest.latest(place).name == B
    assert runs.recover(place) == Recovered((), "")


@pytest.mark.parametrize("name", ["flows.parquet", "key_figures/key_figures.csv", "manifest.json"])
def test_a_snapshot_that_is_damaged_does_not_become_the_latest_and_is_not_removed(tmp_path: Path, name: str) -> None:
    place = made(tmp_path / "runs", A)
    runs.add(place, B, files("b"))
    (place / B / name).write_bytes(b"other")
    assert runs.damaged(place / B) == [name]
    if name != "manifest.json":
        (place / B / name).unlink()
        assert runs.damaged(place / B) == [name]
    assert runs.recover(place) == Recovered((), "")
    assert there(place) == [A, B, "latest.json"]


def test_the_one_before_is_the_latest_when_a_user_removes_the_latest(tmp_path: Path) -> None:
    place = made(tmp_path / "runs", A, B)
    shutil.rmtree(place / B)
    assert runs.recover(place).named == A


KEYS = '{"hashes": {"a": ""}, "inputs": {"a": ""}, "tables": {"a": {"rows": 1}}'


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", '{"hashes": 7}', "[" * 100_000),
        '{"hashes": {}, "tables": {}, "inputs": {}}',
        '{"hashes": [["a", ""]], "inputs": {"a": ""}, "tables": {"a": {"rows": 1}}}',
        '{"hashes": {"a": ""}, "inputs": {"a": ""}, "tables": {"a": 1}}',
        KEYS + ', "sources": [{"name": 7, "rows": 1}]}',
        KEYS + ', "sources": [{"name": "a", "rows": "1"}]}',
        KEYS + ', "sources": 7}',
        KEYS + ', "outside": "none"}',
        KEYS + ', "figures": []}',
    ],
)
def test_a_list_that_no_run_wrote_is_an_error_with_its_cure(tmp_path: Path, text: str) -> None:
    place = made(tmp_path / "runs", A)
    (place / A / "manifest.json").write_text(text)
    with pytest.raises(EcographError, match=f"found no list of what a run wrote.*remove {A}"):
        runs.said_of(place / A)
    assert runs.damaged(place / A) == ["manifest.json"]


# retention


@pytest.mark.parametrize(
    ("keep", "named", "gone"),
    [
        (None, "d", []),
        (4, "d", []),
        (9, "d", []),
        (3, "d", ["a"]),
        (1, "d", ["a", "b", "c"]),
        (2, "a", ["b", "c"]),  # never the latest, wherever it stands
    ],
)
def test_the_oldest_beyond_those_that_are_kept_go(keep: int | None, named: str, gone: list[str]) -> None:
    assert runs.surplus(["a", "b", "c", "d"], keep, named) == gone


def test_a_removed_snapshot_is_gone_and_the_others_are_whole(tmp_path: Path) -> None:
    place = made(tmp_path / "runs", A, B, C)
    runs.remove(place, [A, B])
    assert there(place) == [C, "latest.json"]
    assert runs.damaged(place / C) == []
    with pytest.raises(EcographError, match=f"{A}: could not be removed .*the next run removes it"):
        runs.remove(place, [A])


def test_of_a_snapshot_that_is_a_link_the_link_goes_and_not_what_it_leads_to(tmp_path: Path) -> None:
    place = made(tmp_path / "runs", A, B)
    (place / A).rename(tmp_path / "elsewhere")
    (place / A).symlink_to(tmp_path / "elsewhere")
    runs.remove(place, [A])
    assert there(place) == [B, "latest.json"]
    assert runs.damaged(tmp_path / "elsewhere") == []


# a place that cannot be written


def test_a_full_disk_leaves_the_snapshots_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = made(tmp_path / "runs", A)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EcographError, match=f"{B}: could not be written .No space left"):
        runs.add(place, B, files("b"))
    with pytest.raises(EcographError, match=r"latest\.json: could not be written .No space left"):
        runs.point(place, B)
    monkeypatch.undo()
    assert there(place) == [A, "latest.json"]
    assert runs_latest.latest(place).name == A


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EACCES])
def test_a_disk_that_flushes_no_folder_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    flush = os.fsync

    def of_files_alone(opened: int) -> None:
        if stat.S_ISDIR(os.fstat(opened).st_mode):
            raise OSError(number, "no folder")
        flush(opened)

    monkeypatch.setattr(os, "fsync", of_files_alone)
    place = made(tmp_path / "runs", A)
    assert runs.damaged(runs_latest.latest(place)) == []


def test_a_folder_that_is_not_on_the_disk_is_no_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = made(tmp_path / "runs", A)
    flush = os.fsync

    def full_for_folders(opened: int) -> None:
        if stat.S_ISDIR(os.fstat(opened).st_mode):
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(opened)

    monkeypatch.setattr(os, "fsync", full_for_folders)
    with pytest.raises(EcographError, match=f"{B}: could not be written .No space left.*Make room"):
        runs.add(place, B, files("b"))
    assert there(place) == [A, "latest.json"]


def test_the_names_of_files_are_those_of_the_modules_that_write_them() -> None:
    assert (runs_latest.DATASET, runs_latest.LISTING) == (manifest.FILE, parquet.LISTING)


def test_a_latest_that_nobody_may_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "latest.json").mkdir()
    with pytest.raises(EcographError, match="could not be read"):
        runs_latest.latest(tmp_path)
