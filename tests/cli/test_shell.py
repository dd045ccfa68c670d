"""``ecograph shell``: a prompt that asks and changes nothing, at a terminal and through a pipe."""

import io
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from in_process import Ended, run
from prompt_toolkit.application import create_app_session
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from ecograph import bundled
from ecograph.cli import asking, prompt, shell
from ecograph.cypher.rows import Rows
from ecograph.errors import EcographError
from ecograph.schema.graph import LABELS, PROPERTIES, TYPES
from ecograph.stores import bolt
from ecograph.stores.target import Target

pytestmark = pytest.mark.slow  # the whole command on a filled graph, and a server

HOSTILE = (
    "'}) DETACH DELETE n //",
    "`)-[:X]->() //",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe",
    "\x1b]0;owned\x07\x9b31m",
    "x" * 10_000,
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a snapshot of the bundled dataset."""
    pytest.importorskip("kglite", reason="kglite is not installed; it has no wheel everywhere")
    place = tmp_path_factory.mktemp("shell") / "snapshot"
    assert run("build", "--out", place, "--quiet").code == 0
    return place


Piped = Callable[..., Ended]


@pytest.fixture
def piped(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Return a function that runs the shell on what a pipe says."""

    def typed(text: str | bytes, *options: object) -> Ended:
        content = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
        return run("shell", *(options or ("-d", snapshot)))

    return typed


# through a pipe


def test_statements_end_with_a_semicolon_or_an_empty_line(piped: Piped) -> None:
    ended = piped("RETURN 1 AS a;\nRETURN\n2 AS b\n\n\n\nRETURN ';\n' AS c;\n// only said\n\nRETURN 4 AS d")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.split() == ["a", "1", "b", "2", "c", ";", "d", "4"]


@pytest.mark.parametrize(
    ("text", "is_complete"),
    [
        ("\n", True),
        ("  :quit\n", True),
        ("RETURN 1\n", False),
        ("RETURN 1;\n", True),
        ("RETURN 1 ; \n", True),
        ("RETURN 1\n  \n", True),
        ("RETURN 1 // ;\n", False),
        ("RETURN /* ;\n", False),
        ("RETURN ';\n", False),
        ('RETURN ";\n', False),
        ("RETURN `;\n", False),
        ("RETURN ';';\n", True),
        ("RETURN € ;\n", True),  # it can never be read: it ends, so that it can be said
    ],
)
def test_it_is_told_where_a_statement_ends(text: str, is_complete: bool) -> None:
    assert shell.is_complete(text) is is_complete


def test_a_fault_is_said_and_what_follows_is_answered(piped: Piped) -> None:
    ended = piped(
        "RETURN 1 AS;\nRETURN $x AS x;\nCREATE (n);\n:rub\n:param 'x\n:param x\nRETURN 'æ;\n\nRETURN 2 AS b;\n"
    )
    assert ended.code == 1
    assert ended.out == "  b\n  2\n"
    for said in (
        "the query cannot be run",
        "found no value for x (a text); give x=VALUE",
        "CREATE writes",
        "found ':rub', expected one of :help",
        "expected both quotes of a value",
        "found the parameter 'x', expected NAME=VALUE",
        "a text in '...' does not end",
    ):
        assert said in ended.err


def test_the_commands_do_what_help_says(piped: Piped) -> None:
    ended = piped(
        ":help\n:list\n:list clusters\n:param id=mtic\n:param n:=2\n:param n=3\n:param 'n:=1'\n:params\n"
        "MATCH (c:Cluster {org_id: $id}) RETURN c.name AS name, $n + 1 AS n;\n:quit\nRETURN 'never' AS x;\n"
    )
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert [line.split()[0] for line in lines[: len(shell.COMMANDS)]] == [
        name.partition(" ")[0] for name in shell.COMMANDS
    ]
    names = [line.split()[0] for line in lines[len(shell.COMMANDS) + 1 :][: len(bundled.queries())]]
    assert names == list(bundled.queries())
    assert ended.out == (
        run_help()
        + run("query", "--list").out
        + run("query", "--list", "clusters").out
        + "id=mtic\nn:=1\n  name                           n\n  MedTech Innovation Consortium  2\n"
    )


def run_help() -> str:
    width = max(map(len, shell.COMMANDS))
    return "".join(f"{name:{width}}  {about}\n" for name, about in shell.COMMANDS.items()) + shell.HELP + "\n"


def test_a_query_of_the_library_is_run_as_by_the_command(piped: Piped, snapshot: Path) -> None:
    options = ["--param", "cluster=MTIC", "--param", "limit=2"]
    expected = run("query", "cluster_members", "-d", snapshot, *options)
    # a parameter that was given before counts, unless it is given again, and those of other queries do not matter
    ended = piped(
        ":param limit:=2\n:param cluster=nobody\n:param other=1\n:run cluster_members cluster='MedTech Innovation "
        "Consortium'\n:run cluster_membrs\n:run cluster_members other=1\n"
    )
    assert ended.out == expected.out
    assert "did you mean cluster_members" in ended.err
    assert "cluster_members: found no parameter 'other'" in ended.err


def test_explain_shows_the_plan(piped: Piped) -> None:
    ended = piped("EXPLAIN MATCH (c:Cluster) RETURN c.name AS n;\n")
    assert ended.out.split()[:3] == ["step", "operation", "estimated_rows"]


def test_rows_are_cut_with_a_hint(piped: Piped, snapshot: Path) -> None:
    text = "UNWIND range(1, 200) AS i RETURN i AS i ORDER BY i;\n"
    assert len(piped(text).out.splitlines()) == 1 + 100
    ended = piped(text, "-d", snapshot, "--limit", 2)
    assert len(ended.out.splitlines()) == 1 + 2
    assert "the first 2 rows" in ended.err


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_value_stays_a_value_and_does_not_act_on_the_terminal(text: str, piped: Piped) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("`", "\\`")
    ended = piped(
        f':param "x={quoted}"\n:params\nRETURN $x AS x, size($x) AS n;\nMATCH (n) RETURN count(n) > 1000 AS n;'
    )
    assert ended.err == ""
    assert ended.out.replace("\n", "").isprintable()
    assert f"  {len(text)}" if len(text) < 10_000 else "10,000" in ended.out
    assert ended.out.endswith("  n\n  yes\n")


def test_a_hostile_statement_does_not_act_on_the_terminal(piped: Piped) -> None:
    ended = piped(
        "RETURN '\x1b[2J' AS `\x1b[2J`;\nRETURN \x1b[2J;\n\N{RIGHT-TO-LEFT OVERRIDE};\n:\x1b[2J\nRETURN 1 AS '\x9b';\n"
    )
    assert ended.code == 1
    assert (ended.out + ended.err).replace("\n", "").isprintable()


def test_what_is_not_utf_8_is_refused_with_its_line(piped: Piped) -> None:
    ended = piped(b"RETURN 1 AS a;\nRETURN '\xe6' AS b;\n")
    assert (ended.code, ended.out) == (1, "  a\n  1\n")
    assert "stdin, line 2: found a byte that is not UTF-8 at 8" in ended.err


def test_a_graph_that_could_not_be_kept_is_told(piped: Piped, snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecograph.stores.embedded._keep", lambda *_: "snapshot: the disk is full")
    for kept in snapshot.glob(".graph-*"):
        kept.unlink()
    ended = piped("RETURN 1 AS a;\n")
    assert (ended.code, ended.out, ended.err) == (4, "  a\n  1\n", "snapshot: the disk is full\n")


# on a server


def test_a_server_is_asked_and_after_a_failure_asked_again(
    piped: Piped, database: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": f"o{number}", "name": name} for number, name in enumerate(HOSTILE)]
    with bolt.connected(database) as connection:
        bolt.write(connection, "UNWIND $rows AS row CREATE (:Organisation {org_id: row.id, name: row.name})", rows)
    monkeypatch.setenv("NEO4J_PASSWORD", database.password)
    options = ["--on", "neo4j", "--uri", database.uri, "--user", database.username, "--database", database.database]
    ended = piped(
        "MATCH (o:Organisation) RETURN count(o) AS n;\nRETURN $x AS x;\nRETURN foo.bar() AS x;\nRETURN 1/0 AS x;\n"
        "MATCH (o:Organisation) DETACH DELETE o;\nEXPLAIN MATCH (o:Organisation) RETURN o.name AS n;\n"
        "MATCH (o:Organisation) RETURN o.org_id AS id, o.name AS name ORDER BY id;\n",
        *options,
    )
    assert ended.code == 1
    assert ended.out.startswith("  n\n  5\n")
    assert "step  operation" in ended.out
    assert [line.split()[0] for line in ended.out.splitlines()[-5:]] == [row["id"] for row in rows]
    assert ended.out.replace("\n", "").isprintable()
    assert "DETACH deletes" in ended.err


# at a terminal


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeInput]:
    """Yield what is typed at a terminal that is not there, in a session whose history is the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        yield typed


def talked(keys: PipeInput, text: str) -> list[str]:
    """Return what the prompt gave to be answered, until the end of a session in which this was typed."""
    keys.send_text(text)
    read = prompt.reader()
    given: list[str] = []
    while True:
        try:
            given.append(read())
        except KeyboardInterrupt:
            given.append("^C")
        except EOFError:
            return given


CTRL_C, CTRL_D = "\x03", "\x04"


def test_enter_ends_a_statement_or_begins_a_line(keys: PipeInput) -> None:
    assert talked(keys, f"RETURN 1\r;\rRETURN\r2\r\r:help\r\r{CTRL_D}") == ["RETURN 1\n;", "RETURN\n2\n", ":help", ""]


def test_ctrl_c_clears_the_line_and_ctrl_d_leaves(keys: PipeInput) -> None:
    assert talked(keys, f"RETURN 1{CTRL_C}:help\r{CTRL_D}") == ["^C", ":help"]


def test_tab_completes_the_one_name_there_is(keys: PipeInput) -> None:
    typed = "MATCH (c:Clus\t)<-[:MEMB\t]-(o) RETURN o.eur_hi\t;\r:run cluster_mem\t clu\tx\r:qu\t\r"
    assert talked(keys, typed + CTRL_D) == [
        "MATCH (c:Cluster)<-[:MEMBER_OF]-(o) RETURN o.eur_high;",
        ":run cluster_members cluster=x",
        ":quit",
    ]


def test_tab_writes_what_all_names_have_in_common(keys: PipeInput) -> None:
    """By hand: labels in Org... and types in PA... are Organisation; PAID_BY, PAID_TO, PARTICIPATES_IN, PART_OF."""
    assert talked(keys, f"MATCH (o:org\t)-[:pai\t;\r{CTRL_D}") == ["MATCH (o:Organisation)-[:PAID_;"]


def test_what_was_typed_is_kept_for_the_next_session(keys: PipeInput) -> None:
    talked(keys, f"RETURN\r1;\r:help\r{CTRL_D}")
    assert list(prompt.history(os.environ).load_history_strings()) == [":help", "RETURN\n1;"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_only_the_user_can_read_what_was_typed(keys: PipeInput, tmp_path: Path) -> None:
    talked(keys, f"RETURN 1;\r{CTRL_D}")
    file = tmp_path / "state" / "ecograph" / "history"
    assert "+RETURN 1;" in file.read_text(encoding="utf-8")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)] == [0o600, 0o700]


def test_the_history_is_in_the_state_folder_and_a_relative_one_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # XDG Base Directory Specification: a relative path is invalid and must be ignored
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for environment in ({}, {"XDG_STATE_HOME": ""}, {"XDG_STATE_HOME": "here"}):
        prompt.history(environment).append_string("RETURN 1")
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == [
        ".local/state/ecograph/history"
    ]


def test_where_nothing_can_be_kept_the_session_goes_on(keys: PipeInput, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the place of the folder", encoding="utf-8")
    assert isinstance(prompt.history(os.environ), InMemoryHistory)
    assert talked(keys, f"RETURN 1;\r:help\r{CTRL_D}") == ["RETURN 1;", ":help"]


def test_a_history_that_goes_away_or_cannot_hold_a_sign_ends_nothing(tmp_path: Path) -> None:
    kept = prompt.history({"XDG_STATE_HOME": str(tmp_path)})
    kept.append_string("RETURN '\udce6'")
    file = tmp_path / "ecograph" / "history"
    file.unlink()
    file.mkdir()
    kept.append_string("RETURN 1")
    assert list(kept.load_history_strings()) == []


def test_the_session_goes_on_after_a_fault_and_after_ctrl_c(
    keys: PipeInput, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []

    def read(statement: str, parameters: object, limit: int | None) -> Rows:
        asked.append(statement)
        if "2" in statement:
            raise KeyboardInterrupt
        if "3" in statement:
            raise EcographError("the third is \x1b[31mwrong")
        return Rows(("n",), [(1,)])

    keys.send_text(f"RETURN 1;\rRETURN 2;\rRETURN 3;\rRETURN{CTRL_C}RETURN 4;\r:quit\rRETURN 5;\r")
    graph = asking.Graph(read, lambda *_: Rows((), []))
    shell.talk(shell.Shell(graph, 10), prompt.reader())
    told = capsys.readouterr()
    assert asked == ["RETURN 1", "RETURN 2", "RETURN 3", "RETURN 4"]
    assert told.out == "  n\n  1\n" * 2
    assert told.err == "  stopped\nthe third is \\x1b[31mwrong\n"


@pytest.mark.parametrize(
    ("before", "begun", "some", "names"),
    [
        ("MATCH (c:", "", "Cluster", LABELS),
        ("MATCH (:", "", "Cluster", LABELS),
        ("MATCH (c:Organisation:Hos", "Hos", "Hospital", LABELS),
        ("MATCH (c:Organisation|hos", "hos", "Hospital", LABELS),
        ("WHERE c:Hos", "Hos", "Hospital", LABELS),
        ("MATCH (c)-[:", "", "MEMBER_OF", TYPES),
        ("MATCH (c)<-[m:mem", "mem", "MEMBER_OF", TYPES),
        ("MATCH (c)-[:MEMBER_OF|PART", "PART", "PARTICIPATES_IN", TYPES),
        ("RETURN c.", "", "name", PROPERTIES),
        ("RETURN nodes(p)[0].org", "org", "org_id", PROPERTIES),
        ("RETURN `c d`.org", "org", "org_id", PROPERTIES),
        (":run clusters", "clusters", None, ()),
        (":run clus", "clus", "clusters", None),
        (":list clus", "clus", "clusters", None),
        (":run cluster_members ", "", "cluster=", None),
        (":run cluster_members limit=5 clu", "clu", "cluster=", None),
        (":", ":", ":help", None),
        (":run nothing ", "", None, ()),
        ("RETURN 1.", "", None, ()),
        ("RETURN {a: 1", "", None, ()),
        ("MATCH", "", None, ()),
        ("", "", None, ()),
    ],
)
def test_names_are_offered_where_they_can_stand(
    before: str, begun: str, some: str | None, names: tuple[str, ...] | None
) -> None:
    found, offered = prompt.completions(before)
    assert found == begun
    assert (some in offered) if some else offered == []
    if names:
        assert set(offered) <= set(names)


def test_the_command_asks_at_a_terminal(keys: PipeInput, snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal())
    keys.send_text("MATCH (c:Cluster {org_id: 'mtic'}) RETURN c.name AS name;\r:quit\r")
    ended = run("shell", "-d", snapshot)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(shell.HELP)
    assert ended.out.endswith("  name\n  MedTech Innovation Consortium\n")
    keys.send_text(":quit\r")
    assert run("shell", "-d", snapshot, "--quiet").out == ""
