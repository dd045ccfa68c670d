"""``ecograph push`` and ``ecograph pull``: a dataset into a server and back, as a user types it."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import polars as pl
import pytest
from cutting import Cut, cutting
from in_process import content, run
from pushed import asked, done, whole

from ecograph import load
from ecograph.schema import TABLES
from ecograph.stores.bolt import Target
from ecograph.stores.push import push

pytestmark = pytest.mark.slow  # a Java machine starts


@pytest.fixture
def server(database: Target, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Target:
    """Name the server in the environment, as a user does."""
    monkeypatch.setenv("NEO4J_URI", database.uri)
    monkeypatch.setenv("NEO4J_USERNAME", database.username)
    monkeypatch.setenv("NEO4J_PASSWORD", database.password)
    monkeypatch.setenv("NEO4J_DATABASE", database.database)
    monkeypatch.chdir(tmp_path)
    return database


def rows(text: str) -> dict[str, list[str]]:
    """Return the numbers of each label and pattern in what a push printed."""
    return {line.split()[0]: line.split()[1:] for line in text.splitlines()[1:]}


def test_a_dataset_is_pushed_and_pulled_as_a_snapshot_with_the_same_tables(server: Target, small_folder: Path) -> None:
    before = content(small_folder)
    pushed = run("push", "-d", small_folder)
    assert pushed.code == 0, pushed.err
    assert pushed.out.splitlines()[0].split() == ["rows", "new", "changed", "removed", "left"]
    eco = load(small_folder)
    assert rows(pushed.out)["Organisation"] == [str(eco.organisations.height)] * 2 + ["0"] * 3
    assert rows(pushed.out)["(:Organisation)-[:MEMBER_OF]->(:Organisation)"][0] == str(eco.memberships.height)
    assert pushed.err == f"{server.uri} holds the dataset; to ask it: ecograph query clusters --on neo4j\n"
    assert content(small_folder) == before
    pulled = run("pull", "--out", "pulled")
    assert pulled.code == 0, pulled.err
    assert pulled.err == "wrote pulled; to use it: ecograph demo -d pulled\n"
    assert dict(line.split() for line in pulled.out.splitlines()) == {
        table.name: str(eco[table.name].height) for table in TABLES
    }
    back = load("pulled")
    assert back.title == eco.title
    assert all(back[table.name].equals(eco[table.name]) for table in TABLES)
    listed = [f"{table.name}.parquet" for table in TABLES]
    assert sorted(content(Path("pulled"))) == sorted(
        [*listed, "candidates.csv", "dataset.toml", "manifest.json", "remarks.csv"]
    )


def test_a_second_push_says_that_all_is_there(server: Target, small_folder: Path) -> None:
    run("push", "-d", small_folder)
    again = run("push", "-d", small_folder)
    assert again.code == 0
    assert again.err == f"{server.uri} holds the dataset already\n"
    assert all(numbers[1:] == ["0"] * 4 for numbers in rows(again.out).values())
    quiet = run("push", "-d", small_folder, "--quiet")
    assert (quiet.out, quiet.err) == (again.out, "")
    assert run("pull", "--out", "pulled", "--quiet").err == ""


def test_a_dry_run_changes_nothing_and_says_so(server: Target, small_folder: Path) -> None:
    told = run("push", "-d", small_folder, "--dry-run")
    assert told.code == 0
    assert told.err == "nothing was changed; to do it, leave out --dry-run\n"
    assert whole(server) == ([], [])
    assert told.out == run("push", "-d", small_folder).out


def test_what_is_gone_from_the_dataset_is_told_and_pruned(server: Target, small_folder: Path) -> None:
    run("push", "-d", small_folder)
    ties = small_folder / "ties.csv"
    ties.write_text(ties.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    left = run("push", "-d", small_folder)
    assert rows(left.out)["(:Organisation)-[:TIED_TO]->(:Organisation)"] == ["0", "0", "0", "0", "1"]
    said = "nodes and relationships that stay though the dataset does not have them: 1; to remove them: --prune\n"
    assert said in left.err
    pruned = run("push", "-d", small_folder, "--prune")
    assert rows(pruned.out)["(:Organisation)-[:TIED_TO]->(:Organisation)"] == ["0", "0", "0", "1", "0"]
    assert asked(server, "MATCH ()-[r:TIED_TO]->() RETURN count(r) AS n") == [(0,)]


def test_nodes_that_somebody_else_holds_are_told(server: Target, small_folder: Path) -> None:
    run("push", "-d", small_folder)
    done(server, "MATCH (n:Price) CREATE (:Note)-[:ABOUT]->(n)")
    (small_folder / "prices.csv").unlink()
    n = load(small_folder).prices.height
    assert n == 0
    pruned = run("push", "-d", small_folder, "--prune")
    assert pruned.code == 0
    assert "stay, since relationships of somebody else hold them" in pruned.err


def test_another_dataset_there_exits_1_with_the_cure(server: Target, small_folder: Path) -> None:
    run("push", "-d", small_folder)
    before = whole(server)
    manifest = small_folder / "dataset.toml"
    manifest.write_text('title = "Another"\n', encoding="utf-8")
    for more in ((), ("--dry-run",)):
        ended = run("push", "-d", small_folder, *more)
        assert ended.code == 1
        assert "found the dataset 'Small'" in ended.err
        assert "replace what is there with --prune" in ended.err
    assert whole(server) == before


def test_a_graph_that_is_half_pushed_is_told_and_not_pulled(server: Target, small_folder: Path) -> None:
    run("push", "-d", small_folder)
    done(server, "MATCH (n:Dataset) SET n.is_complete = false")
    assert f"{server.uri}: the graph there was half pushed\n" in run("push", "-d", small_folder, "--dry-run").err
    ended = run("pull", "--out", "pulled")
    assert ended.code == 1
    assert "half pushed" in ended.err
    assert not Path("pulled").exists()


def test_results_of_measures_are_written_when_they_are_asked_for(server: Target, small_folder: Path) -> None:
    measured = run("push", "-d", small_folder, "--with-metrics")
    assert measured.code == 0, measured.err
    named = "MATCH (n:Organisation) UNWIND keys(n) AS k WITH k WHERE k STARTS WITH 'metric_' RETURN count(k) AS n"
    ((n,),) = asked(server, named)
    assert isinstance(n, int)
    assert n > 0
    assert all(
        numbers[1:] == ["0"] * 4 for numbers in rows(run("push", "-d", small_folder, "--with-metrics").out).values()
    )
    run("push", "-d", small_folder)
    assert asked(server, named) == [(0,)]


# what cannot be done


def test_no_option_takes_a_password(server: Target) -> None:
    for name in ("push", "pull"):
        ended = run(name, "--help")
        assert "NEO4J_PASSWORD" in ended.out
        assert "--password" not in ended.out
    assert run("push", "--password", "geheim").code == 2


def test_the_password_is_in_no_output(server: Target, small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = [run("push", "-d", small_folder), run("pull", "--out", "pulled")]
    monkeypatch.setenv("NEO4J_PASSWORD", "geheim-7")
    outputs += [run("push", "-d", small_folder), run("pull", "--out", "other")]
    assert [ended.code for ended in outputs] == [0, 0, 1, 1]
    for ended in outputs:
        assert server.password not in ended.out + ended.err
        assert "geheim-7" not in ended.out + ended.err
    written = b"".join(content(Path("pulled")).values())
    assert server.password.encode() not in written


def test_without_an_address_both_say_what_to_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.chdir(tmp_path)
    for words in (("push",), ("pull", "--out", "pulled")):
        ended = run(*words)
        assert ended.code == 1
        assert "set NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE" in ended.err
    assert not Path("pulled").exists()


def test_wrong_use_exits_2(server: Target) -> None:
    assert run("pull").code == 2
    assert run("push", "--batch-size", "0").code == 2


def test_a_server_that_is_not_there_exits_75_and_the_earlier_snapshot_stays(server: Target, small_folder: Path) -> None:
    run("push", "-d", small_folder)
    run("pull", "--out", "pulled")
    snapshot, dataset = content(Path("pulled")), content(small_folder)
    with cutting(server.uri) as network:
        network.away()
        for words in (("push", "-d", small_folder), ("pull", "--out", "pulled"), ("pull", "--out", "new")):
            ended = run(*words, "--uri", network.uri)
            assert ended.code == 75
            assert ended.err.startswith(f"ecograph: {network.uri}: nothing answers")
            assert ended.out == ""
    assert content(Path("pulled")) == snapshot
    assert content(small_folder) == dataset
    assert not Path("new").exists()


def test_a_missing_database_exits_1(server: Target, small_folder: Path) -> None:
    for words in (("push", "-d", small_folder), ("pull", "--out", "pulled")):
        ended = run(*words, "--database", "nothere")
        assert ended.code == 1
        assert "found no database 'nothere'" in ended.err


def test_a_dataset_with_faults_is_not_pushed(server: Target, small_folder: Path) -> None:
    with (small_folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("x,T,,2020-13,,,\n")
    ended = run("push", "-d", small_folder)
    assert ended.code == 1
    assert "found '2020-13'" in ended.err
    assert whole(server) == ([], [])


def test_a_graph_that_somebody_edited_does_not_become_a_snapshot(server: Target, small_folder: Path) -> None:
    run("push", "-d", small_folder)
    run("pull", "--out", "pulled")
    snapshot = content(Path("pulled"))
    for change in ("n.kind = 'club'", "n.name = 5"):
        done(server, f"MATCH (n {{org_id: 'alpha'}}) SET {change}")
        ended = run("pull", "--out", "pulled")
        assert ended.code == 1
        assert "somebody changed" in ended.err
    assert content(Path("pulled")) == snapshot


def test_a_folder_that_holds_something_else_is_left_alone(server: Target, small_folder: Path) -> None:
    run("push", "-d", small_folder)
    before = content(small_folder)
    ended = run("pull", "--out", small_folder)
    assert ended.code == 1
    assert "expected an empty or new folder, or an earlier snapshot" in ended.err
    assert content(small_folder) == before


def test_a_push_that_is_interrupted_says_that_the_next_goes_on(
    server: Target, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for more, said in (((), "what is loaded is kept"), (("--dry-run",), "nothing was changed")):
        monkeypatch.setattr("ecograph.stores.push.connected", interrupted)
        ended = run("push", "-d", small_folder, *more)
        assert ended.code == 130
        assert ended.err.startswith(f"interrupted; {said}")


def test_another_push_at_work_exits_75_and_says_to_run_it_again(
    server: Target, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ecograph.stores.push.last_push", lambda _connection: "theirs")
    ended = run("push", "-d", small_folder)
    assert ended.code == 75
    assert f"found another push at work in the database {server.database!r}, expected none" in ended.err
    assert "run the same command again when the other has ended" in ended.err
    assert asked(server, "MATCH (n) RETURN count(n) AS n") == [(0,)]


def test_a_push_that_is_cut_on_the_way_ends_whole(server: Target, small_folder: Path) -> None:
    with cutting(server.uri) as network:
        network.cut(Cut("COMMIT", 20, answered=True))
        ended = run("push", "-d", small_folder, "--uri", network.uri, "--batch-size", "3")
        assert network.cuts == 1
    assert ended.code == 0
    found = whole(server)
    push(load(small_folder), server, prune=True)
    assert whole(server) == found


# what it looks like


def test_progress_is_drawn_on_a_terminal_and_its_line_is_cleared(server: Target, small_folder: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ecograph", "push", "-d", str(small_folder)]
    with os.fdopen(ours, "rb") as terminal:
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs) as process:
            os.close(theirs)
            drawn = _all(terminal).decode().split("\r\033[K")
        assert process.returncode == 0, drawn
    assert drawn[0] == ""
    assert drawn[1].startswith("[------------------------] 0/")
    assert drawn[1].endswith(" comparing Source")
    assert drawn[-2].startswith("[########################] ")
    assert drawn[-2].endswith(" done")
    assert drawn[-1].startswith(server.uri)


def _all(terminal: BinaryIO) -> bytes:
    """Return what was written to a terminal that nobody holds open any more: its end is an error."""
    found = b""
    with suppress(OSError):
        while piece := os.read(terminal.fileno(), 65_536):
            found += piece
    return found


def test_the_frames_of_a_snapshot_have_the_types_of_the_schema(server: Target, small_folder: Path) -> None:
    run("push", "-d", small_folder)
    run("pull", "--out", "pulled")
    for table in TABLES:
        assert pl.read_parquet(f"pulled/{table.name}.parquet").schema == table.frame.schema


def test_the_server_of_an_option_stands_before_that_of_the_environment(
    server: Target, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("NEO4J_USERNAME", "nobody")
    monkeypatch.setenv("NEO4J_DATABASE", "nothere")
    given = ("--uri", server.uri, "--user", server.username, "--database", server.database)
    assert run("push", "-d", small_folder, *given).code == 0
    assert run("pull", "--out", "pulled", *given).code == 0
    assert asked(replace(server), "MATCH (n:Dataset) RETURN n.name AS n") == [("Small",)]
