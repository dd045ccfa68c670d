"""``ecograph refresh``: each exit code once, one line on stdout, and the folder of runs as a dataset."""

import json
from pathlib import Path

import pytest
from in_process import run
from refreshed import dataset

from ecograph.refresh import run as running
from ecograph.stores import runs_latest
from ecograph.stores.runs_lock import held

pytestmark = pytest.mark.slow  # each runs the whole command


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a dataset in the folder one stands in."""
    monkeypatch.chdir(tmp_path)
    return dataset(tmp_path / "data", 2)


def test_a_run_prints_one_line_and_its_folder_is_a_dataset(data: Path) -> None:
    ended = run("refresh", data, "--no-map", "--no-report", "--lang", "da")
    name = runs_latest.latest(Path("runs")).name
    assert ended.code == 0, ended.err
    assert ended.out.endswith(f"UTC Version 2: Første øjebliksbillede, {name}: 6 organisationer, 0 projekter.\n")
    assert ended.out.count("\n") == 1
    assert "resolve: ended after" in ended.err
    assert "org_id alpha" in run("explain", "Alpha Cluster", "-d", "runs").out
    again = run("refresh", data, "--no-map", "--no-report", "--lang", "da", "--json", "--quiet")
    assert (again.code, again.err) == (0, "")
    assert json.loads(again.out)["end"] == "unchanged"


def test_faults_in_the_data_are_exit_code_1(data: Path) -> None:
    (data / "organisations.csv").write_text("org_id\n")
    ended = run("refresh", data, "--log", "json")
    assert (ended.code, ended.out) == (1, "")
    assert "organisations.csv:1:" in ended.err


def test_what_is_not_understood_is_exit_code_2(data: Path) -> None:
    assert run("refresh", data, "--keep", "0").code == 2
    assert run("refresh", data, "-d", data).code == 2


def test_a_crossed_threshold_is_exit_code_3(data: Path) -> None:
    (data / "figures.toml").write_text('[[limits]]\nfigure = "organisations"\nleast = 100\n')
    ended = run("refresh", data, "--no-map", "--quiet")
    assert ended.code == 3
    assert "1 threshold is crossed." in ended.out


def test_a_source_that_fails_is_exit_code_4(data: Path) -> None:
    (data / "lists" / "north.csv").unlink()
    ended = run("refresh", data, "--no-map", "--dry-run")
    assert ended.code == 4
    assert ended.out.startswith("Dry run, nothing was written.")
    assert not Path("runs").exists()


def test_another_run_is_exit_code_75(data: Path) -> None:
    with held(Path("runs"), wait=0, since="2026-11-22T06:15:00Z", command="ecograph refresh"):
        ended = run("refresh", data)
    assert ended.code == 75
    assert "since 2026-11-22T06:15:00Z" in ended.err


def test_an_interrupt_is_exit_code_130(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "settings_of", interrupt)
    ended = run("refresh", data, "--quiet")
    assert (ended.code, ended.err) == (
        130,
        "\ninterrupted; nothing was left half written\n",
    )  # click ends the line of ^C
    assert sorted(path.name for path in Path("runs").iterdir()) == [".lock"]


def test_a_snapshot_is_not_refreshed_and_a_bundled_dataset_is_not_fetched_into(data: Path) -> None:
    assert run("refresh", data, "--no-map", "--quiet").code == 0
    ended = run("refresh", "runs", "--out", "more")
    assert ended.code == 1
    assert "found a snapshot, expected the dataset it was built from" in ended.err
    ended = run("refresh", "--fetch", "--out", "more")
    assert ended.code == 1
    assert "comes with ecograph" in ended.err


def test_a_latest_that_names_nothing_is_told_by_every_command(data: Path) -> None:
    assert run("refresh", data, "--no-map", "--quiet").code == 0
    (Path("runs") / "latest.json").write_text("{}")
    ended = run("check", "-d", "runs")
    assert ended.code == 1
    assert "latest.json: found something else" in ended.err
