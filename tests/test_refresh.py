"""What a run does with what has changed, with what fails and with what looks wrong; outcomes worked out by hand.

The dataset is that of ``refreshed``: version v has the cluster, v companies and a list of 3 members, 4 where v is odd.
"""

import csv
import json
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from refreshed import dataset, files, log, run, whole

from ecograph import sources
from ecograph.errors import DataError, EcographError, LockedError, UnreachableError
from ecograph.refresh import reading as readings
from ecograph.refresh.guards import SOURCE, TABLE, Drop
from ecograph.refresh.log import Log
from ecograph.refresh.outcome import CHANGED, FIRST, STOPPED, UNCHANGED, described, line
from ecograph.refresh.run import Asked, refresh
from ecograph.sources.fetch import Patience
from ecograph.stores import runs, runs_latest
from ecograph.stores.files import alone
from ecograph.stores.runs_lock import held

pytestmark = pytest.mark.slow  # each refreshes a dataset

A, B = "20261122T061500Z", "20261122T061600Z"
LIST = "lists/north.csv"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return dataset(tmp_path / "data", 2)


@pytest.fixture
def place(tmp_path: Path, data: Path) -> Path:
    """Return a folder of runs whose latest snapshot is of version 2."""
    assert run(data, tmp_path / "runs").end == FIRST
    return tmp_path / "runs"


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# changed or not


def test_the_same_input_gives_no_new_snapshot(data: Path, place: Path) -> None:
    before = content(place)
    ended = run(data, place, 1)
    assert (ended.end, ended.code, ended.name) == (UNCHANGED, 0, A)
    assert line(ended, "nb") == (
        "2026-11-22 06:16 UTC Version 2: Ingen endringer. Øyeblikksbilde 20261122T061500Z gjelder fortsatt."
    )
    assert content(place) == before


def test_another_input_gives_a_snapshot_that_says_what_changed(data: Path, place: Path) -> None:
    ended = run(dataset(data, 3), place, 1)
    assert (ended.end, ended.code, ended.name) == (CHANGED, 0, B)
    said = line(ended, "en")
    assert said.startswith("2026-11-22 06:16 UTC Version 3: ")
    # a company and a member more, and the membership and the record of that member
    assert "Entered: 2 organisations, 1 membership and 1 other row." in said
    assert said.endswith("Snapshot 20261122T061600Z.")
    assert whole(place) == [A, B]
    assert {"changes.md", "changes.html", "changes.json"} <= set(files(place / B))
    assert "firm-3" in (place / B / "changes.json").read_text()
    assert sources.load(place / B).title == "Version 3"


def test_the_same_steps_give_the_same_bytes_at_another_time(tmp_path: Path, data: Path, place: Path) -> None:
    run(dataset(data, 3), place, 1)
    run(dataset(data, 2), tmp_path / "other", 0)
    run(dataset(data, 3), tmp_path / "other", 7)
    assert files(runs_latest.latest(place)) == files(runs_latest.latest(tmp_path / "other"))


def test_an_input_that_comes_to_the_same_gives_no_new_snapshot(data: Path, place: Path) -> None:
    path = data / "organisations.csv"
    path.write_text(path.read_text() + "\n")  # an empty line is no row
    lines: list[str] = []
    ended = refresh(Asked(data, place, with_map=False, with_report=False), log(1, lines))
    assert (ended.end, ended.name) == (UNCHANGED, A)
    assert any("come to the same" in each for each in lines)


def test_another_option_gives_a_new_snapshot(data: Path, place: Path) -> None:
    ended = run(data, place, 1, language="da")
    assert ended.end == CHANGED
    assert line(ended, "da").endswith("Ingen ændringer i tabeller og nøgletal. Øjebliksbillede 20261122T061600Z.")
    assert "<html" in refreshed_map(data, place)


def refreshed_map(data: Path, place: Path) -> str:
    ended = run(data, place, 2, with_map=True)
    return (place / ended.name / "map.html").read_text(encoding="utf-8")


def test_the_manifest_says_what_a_snapshot_was_made_from(data: Path, place: Path) -> None:
    said = runs.said_of(place / A)
    assert set(said["inputs"]) == {"dataset.toml", "organisations.csv", "sources.csv", "north/north.csv"}
    assert said["written"] == "2026-11-22T06:15:00Z"
    assert said["tables"]["organisations.parquet"]["rows"] == 6  # the cluster, 2 companies, 3 members
    assert {"read", "resolve", "figures", "outputs"} <= set(said["seconds"])
    assert said["sources"] == [{"name": "north", "state": "fresh", "read": "2026-11-22", "rows": 7, "why": ""}]
    assert said["git"] == {"commit": None, "is_changed": None}
    assert set(said["versions"]) == {"polars", "python"}
    assert set(said["files"]) == set(content(place / A))


def test_files_beside_the_tables_go_along(data: Path, place: Path) -> None:
    text = '[[scenarios]]\nname = "Both"\nclusters = ["alpha", "firm-1"]\n'
    (data / "scenarios.toml").write_text(text)
    assert run(data, place, 1).end == CHANGED
    assert (place / B / "scenarios.toml").read_text() == text


def test_a_latest_that_was_changed_by_hand_stops_the_run(data: Path, place: Path) -> None:
    (place / A / "remarks.csv").write_text("other")
    with pytest.raises(EcographError, match=r"found remarks\.csv changed after the snapshot was written"):
        run(data, place, 1)
    shutil.rmtree(place / A)
    assert run(data, place, 1).end == FIRST


def test_a_reading_for_a_run_is_that_of_every_command(tmp_path: Path, data: Path) -> None:
    (tmp_path / "top").mkdir()
    text = 'title = "Top"\nbase = "../data"\n[[sources]]\nreader = "members"\nname = "south"\nfiles = ["s.csv"]\n'
    text += 'options = { cluster = "alpha", name = "Navn", country = "DK" }\n'
    (tmp_path / "top" / "dataset.toml").write_text(text)
    (tmp_path / "top" / "s.csv").write_text("Navn\nSyd A/S\n")
    for each in (data, tmp_path / "top"):
        found = readings.read(each, stale=[], kept=dict, log=log()).reading
        expected = sources.read(each)
        assert (found.issues, found.hashes, found.manifest) == (expected.issues, expected.hashes, expected.manifest)
        assert [made.name for made in found.imports] == [made.name for made in expected.imports]
        assert all(frame.equals(expected.frames[name]) for name, frame in found.frames.items())


def test_a_place_without_a_dataset_is_told(tmp_path: Path) -> None:
    with pytest.raises(EcographError, match="found no dataset"):
        run(tmp_path / "nowhere", tmp_path / "runs")


def test_a_workbook_is_refreshed_as_a_folder_is(tmp_path: Path, data: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in ("sources", "organisations"):
        sheet = book.create_sheet(name)
        for row in csv.reader((data / f"{name}.csv").read_text().splitlines()):
            sheet.append(row)
    book.save(tmp_path / "book.xlsx")
    assert run(tmp_path / "book.xlsx", tmp_path / "runs").end == FIRST
    assert run(tmp_path / "book.xlsx", tmp_path / "runs", 1).end == UNCHANGED
    assert sources.load(tmp_path / "runs" / A)["organisations"].height == 3  # the cluster and 2 companies


# guards, thresholds, retention


def test_a_table_that_lost_too_many_rows_stops_the_run_until_that_is_accepted(data: Path, place: Path) -> None:
    (data / LIST).write_text("Navn\nNordhavn Biotek A/S\n")
    before = content(place)
    ended = run(data, place, 1)
    assert (ended.end, ended.code) == (STOPPED, 3)
    # 1 of 3 members left: 6 organisations become 4, 3 memberships 1; the list as a source 7 rows to 3
    assert Drop(TABLE, "memberships", 3, 1) in ended.drops
    assert Drop(TABLE, "organisations", 6, 4) in ended.drops
    assert Drop(SOURCE, "north", 7, 3) in ended.drops
    assert "tabellen organisations faldt fra 6 til 4 rækker" in line(ended, "da")
    assert "kilden north falt fra 7 til 3 rader" in line(ended, "nb")
    assert content(place) == before
    assert run(data, place, 1, accept=True).end == CHANGED


def test_a_dataset_may_allow_greater_losses(data: Path, place: Path) -> None:
    (data / LIST).write_text("Navn\nNordhavn Biotek A/S\n")
    text = (data / "dataset.toml").read_text()
    (data / "dataset.toml").write_text(text + "\n[refresh]\nmax_drop = 1\n")
    assert run(data, place, 1).end == CHANGED


def test_a_crossed_threshold_is_told_and_the_snapshot_is_written(data: Path, place: Path) -> None:
    (data / "figures.toml").write_text('[[limits]]\nfigure = "organisations"\nleast = 100\n')
    ended = run(data, place, 1)
    assert (ended.end, ended.code, ended.n_crossed, ended.name) == (CHANGED, 3, 1, B)
    assert "1 threshold is crossed." in line(ended, "en")
    again = run(data, place, 2)
    assert (again.end, again.code) == (UNCHANGED, 3)
    assert "1 grænseværdi er overskredet." in line(again, "da")


def test_the_oldest_snapshots_go(data: Path, place: Path) -> None:
    text = "\n[refresh]\nkeep = 2\n"
    for n in (1, 2):
        dataset(data, 2 + n)
        (data / "dataset.toml").write_text((data / "dataset.toml").read_text() + text)
        ended = run(data, place, n)
    assert ended.removed == (A,)
    assert whole(place) == [B, "20261122T061700Z"]
    assert run(data, place, 3, keep=1).removed == (B,)  # also when nothing has changed


def test_a_snapshot_that_cannot_be_removed_now_is_removed_by_the_next_run(
    data: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []

    def refuse(of: Path, _: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(of))

    with monkeypatch.context() as patch:
        dataset(data, 3)
        add = runs.add

        def and_no_more(*given: Any) -> None:  # noqa: ANN401 - what `add` takes
            add(*given)
            patch.setattr(Path, "rename", refuse)

        patch.setattr(runs, "add", and_no_more)
        ended = refresh(Asked(data, place, with_map=False, with_report=False, keep=1), log(1, lines))
    assert (ended.end, ended.code, ended.name, ended.removed) == (CHANGED, 0, B, ())
    assert lines[-1].startswith(f"keep: {place / A}: could not be removed (Permission denied)")
    assert whole(place) == [A, B]
    assert run(data, place, 2, keep=1).removed == (A,)


# sources that fail


def test_the_last_good_data_of_a_source_stand_in_for_it(data: Path, place: Path) -> None:
    (data / LIST).write_bytes(b"\x00")
    ended = run(data, place, 1)
    assert (ended.end, ended.code) == (CHANGED, 4)
    assert line(ended, "en").endswith("Source north failed; its data of 2026-11-22 are kept.")
    said = runs.said_of(place / B)["sources"][0]
    assert (said["state"], said["read"], said["rows"]) == ("carried over", "2026-11-22", 7)
    assert "no newer data than those of 2026-11-22" in (place / B / "remarks.csv").read_text()
    assert sources.load(place / B)["organisations"].equals(sources.load(place / A)["organisations"])
    again = run(data, place, 2)
    assert (again.end, again.code) == (UNCHANGED, 4)
    dataset(data, 2)
    assert run(data, place, 3).code == 0


def test_a_source_that_never_worked_is_left_out(tmp_path: Path, data: Path) -> None:
    (data / LIST).unlink()
    ended = run(data, tmp_path / "runs")
    assert (ended.end, ended.code) == (FIRST, 4)
    assert line(ended, "nb").endswith("Kilden north feilet og er utelatt.")
    assert runs.said_of(tmp_path / "runs" / A)["sources"][0]["state"] == "left out"


def test_damaged_last_good_data_are_not_used(data: Path, place: Path) -> None:
    (data / LIST).unlink()
    (place / "sources" / "imported" / "north" / "organisations.parquet").write_bytes(b"other")
    assert run(data, place, 1).states[0].state == "left out"  # and the guard stops it: 7 rows to 0
    assert run(data, place, 1).end == STOPPED


def test_last_good_data_that_a_killed_run_had_put_aside_are_used(data: Path, place: Path) -> None:
    kept = place / "sources" / "imported"
    (kept / "north").rename(kept / ".north.old")  # between the two renames of `stores.files.replace_folder`
    (data / LIST).unlink()
    ended = run(data, place, 1)
    assert (ended.states[0].state, ended.states[0].read, ended.states[0].rows) == ("carried over", "2026-11-22", 7)


def test_what_dataset_toml_says_wrongly_is_no_failure_of_a_source(data: Path, place: Path) -> None:
    path = data / "dataset.toml"
    path.write_text(path.read_text().replace('"members"', '"member"'))
    with pytest.raises(EcographError, match="found the source 'member'"):
        run(data, place, 1)


def test_a_fault_in_the_tables_of_the_dataset_stops_the_run(data: Path, place: Path) -> None:
    (data / "organisations.csv").write_text("org_id\n")
    before = content(place)
    with pytest.raises(DataError):
        run(data, place, 1)
    assert content(place) == before


# fetching

QUICK = Patience(connect=1, read=1, total=5, tries=1)
ADDRESS = """[{name}]
url = "http://127.0.0.1:{port}/{name}.csv"
file = "north.csv"
reader = "members"
title = "T"
publisher = "P"
licence = ""
max_bytes = 1000
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(tmp_path: Path, data: Path) -> Iterator[ThreadingHTTPServer]:
    """Return a server that has the list of members, and let the dataset fetch it from there."""
    (tmp_path / "web").mkdir()
    shutil.copy(data / LIST, tmp_path / "web" / "list.csv")

    def handler(*arguments: object) -> _Quiet:
        return _Quiet(*arguments, directory=str(tmp_path / "web"))  # type: ignore[arg-type]  # as the server gives them

    found = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    (data / "addresses.toml").write_text(ADDRESS.format(name="list", port=found.server_port))
    text = (data / "dataset.toml").read_text().replace(LIST, "downloads/north.csv")
    (data / "dataset.toml").write_text(text + '\n[refresh]\nfetch = ["list"]\n')
    (data / LIST).unlink()
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()


def test_a_fetched_file_is_used_until_a_newer_one_can_be_fetched(
    tmp_path: Path, data: Path, server: ThreadingHTTPServer
) -> None:
    place = tmp_path / "runs"
    trial = run(data, place, 0, fetch=True, is_trial=True)
    assert (trial.to_fetch, trial.states[0].state) == (("list",), "left out")
    assert not (data / "downloads").exists()
    assert run(data, place, 0, fetch=True, patience=QUICK).code == 0
    (tmp_path / "web" / "list.csv").unlink()
    ended = run(data, place, 1, fetch=True, patience=QUICK)
    assert (ended.end, ended.code) == (CHANGED, 4)
    assert ended.states[0].state == "carried over"
    assert ended.states[0].read[:3] == "202"  # the day of the download, by the clock of this machine
    assert run(data, place, 2).code == 0  # nothing is to be fetched
    shutil.rmtree(data / "downloads")
    (data / "addresses.toml").write_text(ADDRESS.format(name="list", port=1))  # nobody answers, and no file is left
    ended = run(data, place, 3, fetch=True, patience=QUICK)
    assert (ended.code, ended.states[0].state) == (4, "carried over")


def test_a_run_whose_sources_do_not_answer_and_have_no_file_is_to_be_tried_again(
    tmp_path: Path, data: Path, server: ThreadingHTTPServer
) -> None:
    text = ADDRESS.format(name="list", port=1)  # a port on which nobody listens
    (data / "addresses.toml").write_text(text)
    with pytest.raises(UnreachableError, match="no source that answers"):
        run(data, tmp_path / "runs", fetch=True, patience=QUICK)
    assert runs.snapshots(tmp_path / "runs") == []


def test_a_download_at_work_in_the_dataset_is_to_be_waited_for(
    tmp_path: Path, data: Path, server: ThreadingHTTPServer
) -> None:
    with alone(data / "downloads"), pytest.raises(LockedError, match="downloads: another run"):
        run(data, tmp_path / "runs", fetch=True, patience=QUICK)


def test_a_trial_tells_no_secret_of_an_address(data: Path, server: ThreadingHTTPServer) -> None:
    text = (data / "addresses.toml").read_text()
    (data / "addresses.toml").write_text(text.replace("//127", "//anna:pass@127").replace('.csv"', '.csv?key=1"', 1))
    lines: list[str] = []
    refresh(Asked(data, data / "runs", fetch=True, is_trial=True), log(0, lines))
    assert lines[0] == f"fetch: would fetch north.csv from http://127.0.0.1:{server.server_port}/list.csv"


def test_an_unknown_source_to_fetch_is_named(data: Path, place: Path) -> None:
    (data / "dataset.toml").write_text((data / "dataset.toml").read_text() + '\n[refresh]\nfetch = ["lits"]\n')
    with pytest.raises(EcographError, match=r"found the source 'lits' in fetch, expected one of .*addresses\.toml"):
        run(data, place, 1, fetch=True)


# trials, locks, logs


def test_a_trial_says_what_would_happen_and_writes_nothing(tmp_path: Path, data: Path, place: Path) -> None:
    assert run(data, tmp_path / "none", is_trial=True).end == FIRST
    assert not (tmp_path / "none").exists()
    dataset(data, 3)
    (place / ".owner.json").write_text('{"host": "h", "pid": 1, "since": "s", "command": "c"}')
    before, lines = content(place), list[str]()
    ended = refresh(Asked(data, place, with_map=False, with_report=False, is_trial=True, keep=1), log(1, lines))
    assert (ended.end, ended.name, ended.removed) == (CHANGED, B, (A,))
    assert line(ended, "da").startswith("Prøvekørsel, intet blev skrevet. 2026-11-22 06:16 UTC Version 3: ")
    assert content(place) == before
    assert "lock: at work, or ended without finishing: c on h, process 1, since s" in lines
    assert "keep: would remove 20261122T061500Z" in lines


def test_a_trial_compares_with_the_snapshot_that_a_run_would_find_whole(data: Path, place: Path) -> None:
    (place / "latest.json").write_text("{")
    ended = run(data, place, 1, is_trial=True)
    assert (ended.end, ended.name) == (UNCHANGED, A)
    assert (place / "latest.json").read_text() == "{"


def test_a_second_run_is_refused(data: Path, place: Path) -> None:
    with held(place, wait=0, since="s", command="c"), pytest.raises(LockedError, match="c on "):
        run(data, place, 1)


def test_what_an_earlier_run_left_is_told(data: Path, place: Path) -> None:
    (place / ".owner.json").write_text('{"host": "h", "pid": 1, "since": "s", "command": "c"}')
    (place / (".new-" + B)).mkdir()
    (place / "latest.json").unlink()
    lines: list[str] = []
    refresh(Asked(data, place, with_map=False, with_report=False), log(1, lines))
    assert lines[:3] == [
        "lock: an earlier run ended without finishing (c on h, process 1, since s); its leftovers were removed",
        f"lock: removed .new-{B}, which an earlier run left half done",
        f"lock: {A} was whole but not yet the latest; it is now",
    ]


def test_a_log_for_machines_is_a_json_object_a_line(data: Path, place: Path) -> None:
    lines: list[str] = []
    text = log(1)
    refresh(
        Asked(dataset(data, 3), place, with_map=False, with_report=False), Log(lines.append, text.now, is_json=True)
    )
    said = [json.loads(each) for each in lines]
    assert {each["event"] for each in said} == {"started", "ended", "told"}
    assert [each["step"] for each in said if each["event"] == "ended"] == [
        *("read", "resolve", "figures", "outputs", "write")
    ]
    assert all(each["time"] == "2026-11-22T06:16:00Z" for each in said)
    assert said[2].keys() >= {"rows", "seconds"} or said[1]["event"] == "told"


def test_the_outcome_for_machines_has_all_that_a_timer_needs(data: Path, place: Path) -> None:
    said = described(run(data, place, 1), "en")
    assert (said["code"], said["end"], said["snapshot"], said["when"]) == (0, UNCHANGED, A, "2026-11-22T06:16:00Z")
    assert json.loads(json.dumps(said)) == said
