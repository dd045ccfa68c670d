"""``ecograph query``: the library, files and stdin, on the graph here and on a server; and what it refuses."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from cutting import cutting
from in_process import Ended, run

from ecograph import Ecosystem, bundled, load
from ecograph.cli import asking
from ecograph.stores import bolt, embedded
from ecograph.stores.target import Target

pytest.importorskip("kglite", reason="kglite is not installed; it has no wheel everywhere")

pytestmark = pytest.mark.slow  # the whole command, many times, on a graph and a server

HOSTILE = (
    "'}) DETACH DELETE n //",
    "' OR 1=1 \" `x` \\",
    "two\nlines\r\nand\ttabs",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe\N{POP DIRECTIONAL FORMATTING}",
    "\x1b]0;owned\x07\x9b31m",
    "x" * 10_000,
    "a\x00b",
    "=1+1",
)
"""Names that would do something if a statement were put together from them, or if a terminal acted on them."""

ALL = "MATCH (o:Organisation) RETURN o.org_id AS id, o.name AS name ORDER BY id"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a snapshot of the bundled dataset, with its graph kept."""
    place = tmp_path_factory.mktemp("query") / "snapshot"
    assert run("build", "--out", place, "--quiet").code == 0
    assert run("query", "clusters", "-d", place).code == 0
    assert list(place.glob(".graph-*"))
    return place


@pytest.fixture
def ask(snapshot: Path, tmp_path: Path) -> "Ask":
    return Ask(snapshot, tmp_path)


class Ask:
    """Asks the graph of the snapshot."""

    def __init__(self, snapshot: Path, folder: Path) -> None:
        self.snapshot = snapshot
        self.folder = folder

    def __call__(self, *arguments: object) -> Ended:
        return run("query", "-d", self.snapshot, *arguments)

    def file(self, text: str, name: str = "mine.cypher") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


# the library


def test_the_list_has_every_file_with_what_it_answers() -> None:
    ended = run("query", "--list")
    assert [line.split()[0] for line in ended.out.splitlines()] == sorted(bundled.queries())
    for line in ended.out.splitlines():
        name, said = line.split(maxsplit=1)
        assert bundled.queries()[name].read_text(encoding="utf-8").startswith("// " + said.split(".")[0][:40])


def test_the_list_for_machines_has_the_headers() -> None:
    found = {each["name"]: each for each in json.loads(run("query", "--list", "--json").out)}
    assert sorted(found) == sorted(bundled.queries())
    assert found["cluster_members"]["parameters"][0]["kind"] == "organisation"


def test_a_query_is_told_whole_also_one_of_ones_own(ask: Ask) -> None:
    told = run("query", "--list", "cluster_members").out
    assert "  cluster " in told
    assert "the id or name of an organisation" in told
    assert told.splitlines()[-1].startswith("ecograph query cluster_members --param cluster=")
    (described,) = json.loads(ask(ask.file("RETURN $a AS a"), "--list", "--json").out)
    assert [each["name"] for each in described["parameters"]] == ["a"]


def test_every_query_of_the_library_gives_its_columns(ask: Ask) -> None:
    for name, path in bundled.queries().items():
        ended = ask(name, "--csv")
        assert (ended.code, "\n" in ended.out) == (0, True), ended.err
        columns = [each.name for each in asking.named(name).query.returns]
        assert ended.out.split("\n", 1)[0] == ",".join(columns), path


def test_a_name_that_is_not_in_the_library_is_refused_with_the_nearest() -> None:
    ended = run("query", "cluster_member")
    assert (ended.code, ended.out) == (1, "")
    assert "found no query 'cluster_member'; did you mean cluster_members" in ended.err
    assert "`ecograph query --list` shows all" in run("query", "zzzzzz").err


def test_a_statement_in_place_of_a_name_is_told_where_it_belongs() -> None:
    assert "or comes through a pipe" in run("query", "MATCH (n) RETURN n").err


def test_without_a_name_the_list_is_named() -> None:
    ended = run("query")
    assert ended.code == 2
    assert "`ecograph query --list` shows all" in ended.err


# what is asked


def test_a_file_gives_what_the_table_has(ask: Ask) -> None:
    # The second implementation is the table itself
    found = json.loads(ask(ask.file(ALL), "--json").out)
    assert [(row["id"], row["name"]) for row in found] == sorted(load().organisations.select("org_id", "name").rows())


def test_a_file_needs_no_ending_where_it_is_there_and_the_library_comes_first(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ask.folder)
    ask.file("RETURN 5 AS n", "mine")
    ask.file("RETURN 5 AS n", "clusters")
    assert ask("mine", "--csv").out == "n\n5\n"
    assert ask("./clusters", "--csv").out == "n\n5\n"
    assert ask("clusters", "--csv").out.startswith("org_id,")


def piped(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_a_dash_is_stdin(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, "\ufeffRETURN 'Århus' AS name;\n".encode())
    assert ask("-", "--csv").out == "name\nÅrhus\n"


def test_what_is_no_file_of_text_is_refused(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, b"RETURN '\xe6' AS n")
    assert "-: found a byte that is not UTF-8 at 8; save the file as UTF-8" in ask("-").err
    assert (ask(ask.folder).code, "directory" in ask(ask.folder).err) == (1, True)
    assert "No such file" in ask(ask.folder / "not_there.cypher").err


def test_parameters_have_the_kind_of_the_header_and_without_one_are_texts(ask: Ask) -> None:
    file = ask.file("RETURN $a AS a, $b AS b")
    assert json.loads(ask(file, "--param", "a=5", "--param", "b:=[5, null]", "--json").out) == [
        {"a": "5", "b": [5, None]}
    ]
    typed = "// A.\n// params:\n//   d: date -- it\n//   n: integer = 2 -- it\n// returns:\n//   d: date -- it\n"
    file = ask.file(f"{typed}UNWIND range(1, $n) AS i\nRETURN $d AS d\n")
    assert ask(file, "--param", "d=2020-01-31", "--csv").out == "d\n2020-01-31\n2020-01-31\n"
    assert "found d='soon', expected a day such as 2024-06-30" in ask(file, "--param", "d=soon").err


def test_a_parameter_that_names_an_organisation_takes_any_of_its_names(ask: Ask) -> None:
    outs = [
        ask("cluster_members", "--param", f"cluster={name}", "--csv").out
        for name in ("mtic", "MTIC", "medtech innovation consortium")
    ]
    assert len(outs[0].splitlines()) > 2
    assert outs[0] == outs[1] == outs[2]


def test_a_name_that_is_nobodys_is_refused_with_the_nearest(ask: Ask) -> None:
    ended = ask("cluster_members", "--param", "cluster=Welfare Tec")
    assert (ended.code, ended.out) == (1, "")
    assert "found no organisation named 'Welfare Tec'; did you mean Welfare Tech?" in ended.err


@pytest.mark.parametrize(
    ("params", "said"),
    [
        (["cluster"], "found the parameter 'cluster', expected NAME=VALUE"),
        (["=x"], "found the parameter '=x', expected NAME=VALUE"),
        ([":=x"], "found the parameter ':=x', expected NAME=VALUE"),
        (["cluster=a", "cluster=b"], "found the parameter 'cluster' twice"),
        (["cluster=a", 'cluster:="b"'], "cluster_members: found the parameter cluster twice"),
        (["klynge=mtic"], "cluster_members: found no parameter 'klynge'; its parameters are cluster"),
        (["limit=mange"], "cluster_members: found limit='mange', expected a whole number such as 50"),
        (["limit:=1e"], "cluster_members: found limit:='1e', expected a whole number such as 50"),
    ],
)
def test_parameters_that_do_not_fit_are_refused_before_the_graph_is_read(params: list[str], said: str) -> None:
    ended = run("query", "cluster_members", *(word for each in params for word in ("--param", each)))
    assert ended.code == 1
    assert said in ended.err


# how it is told


def test_a_table_has_the_first_hundred_rows_and_a_hint(ask: Ask) -> None:
    file = ask.file("UNWIND range(1, 101) AS i RETURN i AS i ORDER BY i")
    ended = ask(file)
    assert len(ended.out.splitlines()) == 1 + 100
    assert "the first 100 rows; --limit N shows more, --csv all" in ended.err
    assert ask(file, "--quiet").err == ""
    assert len(ask(file, "--csv").out.splitlines()) == 1 + 101
    assert len(json.loads(ask(file, "--json").out)) == 101
    assert len(ask(file, "--limit", 101).out.splitlines()) == 1 + 101
    assert len(json.loads(ask(file, "--json", "--limit", 3).out)) == 3
    assert ask(file, "--limit", 0, "--csv").out == "i\n"


def test_a_hint_says_only_what_would_show_more(ask: Ask) -> None:
    file = ask.file("UNWIND range(1, 4) AS i RETURN i AS i ORDER BY i")
    assert ask(file, "--limit", 3, "--csv").err == "  the first 3 rows; --limit N shows more\n"
    assert ask(file, "--limit", 0).err == "  the first 0 rows; --limit N shows more\n"
    assert ask(file, "--limit", 4).err == ""


@pytest.mark.parametrize(
    "statement", ["RETURN 1 AS n LIMIT $n", "MATCH (f:Flow) WHERE f.amount = $n RETURN f.row AS row"]
)
def test_a_number_given_as_a_text_is_told_where_nothing_is_found(statement: str, ask: Ask) -> None:
    file = ask.file(statement)
    assert "n=3 gives a text; n:=3 gives the number" in ask(file, "--param", "n=3").err
    assert "gives a text" not in ask(file, "--param", "n=three").err
    assert "gives a text" not in ask(file, "--param", "n:=3").err
    assert ask(ask.file("RETURN $n AS n"), "--param", "n=3").err == ""


def test_a_limit_of_the_query_itself_is_told(ask: Ask) -> None:
    ended = ask("most_projects", "--param", "limit=3", "--csv")
    assert len(ended.out.splitlines()) == 1 + 3
    assert "the query gives 3 rows at most; its parameter limit says so" in ended.err


def test_no_row_and_what_the_engine_remarks_are_told(ask: Ask) -> None:
    ended = ask(ask.file("MATCH (n:Clustr) RETURN n.name AS name"))
    assert (ended.code, ended.out) == (0, "  name\n")
    assert "Clustr" in ended.err
    assert "  no row" in ended.err


def test_a_query_of_the_library_says_nothing_of_what_the_data_do_not_have(ask: Ask) -> None:
    """By hand: no goal of the bundled dataset names the figure that measures it."""
    assert "MEASURED_BY" not in ask("goals_past_deadline", "--limit", 1).err
    assert "MEASURED_BY" in ask(ask.file("MATCH ()-[r:MEASURED_BY]->() RETURN r.row AS row")).err


def test_parquet_has_the_types_of_the_header(ask: Ask) -> None:
    place = ask.folder / "clusters.parquet"
    ended = ask("clusters", "--parquet", place)
    assert (ended.out, ended.err) == ("", f"wrote {place}\n")
    table = pl.read_parquet(place)
    kinds = {"text": pl.String, "integer": pl.Int64}
    assert table.schema == {each.name: kinds[each.kind] for each in asking.named("clusters").query.returns}
    assert table.height == len(json.loads(ask("clusters", "--json").out))


@pytest.mark.parametrize("text", [name for name in HOSTILE if "\x00" not in name])
def test_a_hostile_value_comes_back_as_it_was(text: str, ask: Ask) -> None:
    file = ask.file("OPTIONAL MATCH (o:Organisation {name: $x}) RETURN o.org_id AS id, $x AS x")
    assert json.loads(ask(file, "--param", f"x={text}", "--json").out) == [{"id": None, "x": text}]
    (row,) = csv.DictReader(io.StringIO(ask(file, "--param", f"x={text}", "--csv").out, newline=""))
    assert row["x"] in (text, f"'{text}", text.replace("\r\n", "\n"))  # as all CSV of results
    assert ask(file, "--param", f"x={text}").out.replace("\n", "").isprintable()
    assert len(json.loads(ask(ask.file(ALL), "--json").out)) == load().organisations.height


def test_a_zero_byte_travels_in_json(ask: Ask) -> None:
    ended = ask(ask.file("RETURN $x AS x"), "--param", 'x:="a\\u0000b"', "--json")
    assert json.loads(ended.out) == [{"x": "a\x00b"}]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_in_the_graph_is_found_and_shown(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    eco = Ecosystem.of(organisations=[{"org_id": "a", "name": text, "kind": "cluster"}])
    monkeypatch.setattr("ecograph.sources.load", lambda _: eco)
    given = json.dumps(text)
    header = "// A.\n// params:\n//   x: organisation -- it\n// returns:\n//   n: text -- it\n"
    file = tmp_path / "x.cypher"
    file.write_text(f"{header}MATCH (o:Cluster {{org_id: $x}}) RETURN o.name AS n\n", encoding="utf-8")
    assert json.loads(run("query", file, "--param", f"x:={given}", "--json").out) == [{"n": text}]
    table = run("query", file, "--param", f"x:={given}").out
    assert table.replace("\n", "").isprintable()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals in the standard library")
def test_csv_on_a_terminal_shows_codes_and_in_a_pipe_has_the_signs(ask: Ask) -> None:
    file = ask.file("RETURN $x AS x")
    command = [sys.executable, "-m", "ecograph", "query", "-d", str(ask.snapshot), str(file), "--csv"]
    command += ["--param", "x=\x1b[31m"]
    ours, theirs = pty.openpty()
    ended = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, check=True)
    os.close(theirs)
    assert os.read(ours, 4096) == b"x\r\n\\x1b[31m\r\n"
    os.close(ours)
    assert ended.stderr == b""
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"x\n\x1b[31m\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["clusters", "--json", "--csv"], "found --json and --csv, expected one of them"),
        (["clusters", "--table", "--parquet", "x"], "found --table and --parquet, expected one of them"),
        (["clusters", "--list", "--csv"], "found --list and --csv"),
        (["clusters", "--explain", "--csv"], "found --explain and --csv"),
        (["clusters", "--uri", "bolt://localhost"], "--uri, --user and --database are those of a server"),
        (["clusters", "--on", "neo4j", "-d", "x"], "a server has the graph that was pushed to it"),
        (["clusters", "--write"], "the graph here is only read"),
        (["clusters", "--write", "--on", "neo4j"], "name it here with --uri, since NEO4J_URI may be any"),
        (["clusters", "--write", "--on", "neo4j", "--uri", "bolt://x", "--explain"], "found --write and --explain"),
        (["clusters", "--timeout", "0"], "--timeout"),
        (["clusters", "--timeout", "nan"], "--timeout"),
        (["clusters", "--limit", "-1"], "--limit"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    options: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    ended = run("query", *options)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


# reading only, and within limits


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) DETACH DELETE n",
        "CREATE (n:Organisation {org_id: 'x'}) RETURN n",
        "// harmless\nMATCH (n) /* really */ SET n.name = 'x' RETURN n",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "EXPLAIN CREATE (n)",
        "RETURN 1 AS n; MATCH (n) DELETE n",
    ],
)
def test_what_is_no_question_is_refused_with_its_place_here_and_on_a_server(
    text: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")  # nobody there: it is refused before
    file = ask.file(text)
    for ended in (ask(file), run("query", file, "--on", "neo4j")):
        assert (ended.code, ended.out) == (1, "")
        assert ended.err.startswith(f"ecograph: {file}:{2 if 'harmless' in text else 1}:")


def test_what_takes_too_long_is_stopped(ask: Ask) -> None:
    file = ask.file("MATCH (a), (b), (c), (d) WHERE a.name < b.name AND c.name < d.name RETURN count(*) AS n")
    ended = ask(file, "--timeout", 1)
    assert (ended.code, ended.out) == (1, "")
    assert "took longer than 1 seconds" in ended.err
    assert "--timeout SECONDS" in ended.err


def test_a_graph_that_could_not_be_kept_is_told_after_the_rows(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, _ = embedded.opened(ask.snapshot, lambda: pytest.fail("it is kept"))
    monkeypatch.setattr(embedded, "opened", lambda *_: (graph, "snapshot: the disk is full"))
    ended = ask("clusters", "--csv")
    assert ended.code == 4
    assert ended.out.startswith("org_id,")
    assert ended.err == "snapshot: the disk is full\n"


def test_the_plan_is_shown_with_the_statement_and_its_parameters(ask: Ask) -> None:
    ended = ask("cluster_members", "--param", "cluster=MTIC", "--explain")
    assert ended.out.startswith("MATCH ")
    assert "  cluster    mtic\n" in ended.out
    assert "step  operation" in ended.out
    found = json.loads(ask("cluster_members", "--param", "cluster=MTIC", "--explain", "--json").out)
    assert found["parameters"]["cluster"] == "mtic"
    assert found["statement"].startswith("MATCH ")
    assert found["plan"][0]["step"] == 1


def test_explain_before_a_statement_means_the_same(ask: Ask) -> None:
    plain, asked = ask.file("RETURN 1 AS n"), ask.file("explain RETURN 1 AS n", "asked.cypher")
    assert ask(asked).out == ask(plain, "--explain").out == ask(asked, "--explain").out
    assert ask(plain, "--explain").out.startswith("RETURN 1 AS n\n\n  step")


@pytest.mark.parametrize("way", [["--csv"], ["--parquet", "plan.parquet"]])
def test_a_plan_is_not_told_in_a_form_that_it_does_not_have(way: list[str], ask: Ask) -> None:
    ended = ask(ask.file("EXPLAIN RETURN 1 AS n"), *way)
    assert (ended.code, ended.out) == (2, "")
    assert f"found EXPLAIN and {way[0]}" in ended.err


def test_what_is_kept_is_asked_without_the_slow_packages(ask: Ask) -> None:
    code = (
        "import sys\nfrom ecograph.cli import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit as ended:\n"
        "    assert not ended.code\n"
        "print({'polars', 'pandas', 'neo4j', 'numpy', 'babel', 'prompt_toolkit'} & set(sys.modules), file=sys.stderr)"
    )
    for form in ("--table", "--json", "--csv"):
        ended = subprocess.run(
            [sys.executable, "-c", code, "query", "clusters", "-d", str(ask.snapshot), form],
            capture_output=True,
            text=True,
            check=True,
        )
        assert ended.stderr == "set()\n"
        assert "welfare-tech" in ended.stdout


def test_a_reader_that_has_had_enough_is_no_crash(ask: Ask) -> None:
    file = ask.file("UNWIND range(1, 200000) AS i RETURN i AS i ORDER BY i")
    command = [sys.executable, "-m", "ecograph", "query", "-d", str(ask.snapshot), str(file), "--csv"]
    # with PYTHONUNBUFFERED Python itself passes over that nobody reads any more
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"i\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


# on a server


@pytest.fixture
def server(database: Target, monkeypatch: pytest.MonkeyPatch) -> Target:
    """Return a database of a few organisations with hostile names, which the environment names."""
    rows = [{"id": f"o{number}", "name": name} for number, name in enumerate(HOSTILE)]
    with bolt.connected(database) as connection:
        bolt.write(connection, "UNWIND $rows AS row CREATE (:Organisation {org_id: row.id, name: row.name})", rows)
    for name, value in environment(database).items():
        monkeypatch.setenv(name, value)
    return database


def environment(target: Target) -> dict[str, str]:
    return {
        "NEO4J_URI": target.uri,
        "NEO4J_USERNAME": target.username,
        "NEO4J_PASSWORD": target.password,
        "NEO4J_DATABASE": target.database,
    }


BY_NAME = """// By its name.
// params:
//   x: organisation -- it
// returns:
//   name: text -- its name
//   day: date -- a day
MATCH (o:Organisation {org_id: $x})
RETURN o.name AS name, date('2020-01-31') AS day
"""


def test_a_server_gives_the_same_forms(server: Target, ask: Ask) -> None:
    file = ask.file(ALL)
    expected = [{"id": f"o{number}", "name": name} for number, name in enumerate(HOSTILE)]
    assert json.loads(run("query", file, "--on", "neo4j", "--json").out) == expected
    assert run("query", file, "--on", "neo4j").out.replace("\n", "").isprintable()
    ended = run("query", file, "--on", "neo4j", "--limit", 2, "--csv")
    assert len(ended.out.splitlines()) == 1 + 2
    assert "the first 2 rows" in ended.err


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_travels_as_data_on_a_server(text: str, server: Target, ask: Ask) -> None:
    file = ask.file(BY_NAME)
    ended = run("query", file, "--on", "neo4j", "--param", f"x:={json.dumps(text)}", "--json")
    assert json.loads(ended.out) == [{"name": text, "day": "2020-01-31"}]
    assert len(json.loads(run("query", ask.file(ALL), "--on", "neo4j", "--json").out)) == len(HOSTILE)


def test_no_row_on_a_server_has_columns_too(server: Target, ask: Ask) -> None:
    file = ask.file(BY_NAME.replace("{org_id: $x}", "{org_id: 'nobody' + $x}"))
    ended = run("query", file, "--on", "neo4j", "--param", "x=o0", "--csv")
    assert (ended.out, "no row" in ended.err) == ("name,day\n", True)


def test_a_query_of_the_library_says_where_a_server_does_not_hold_all_of_a_dataset(server: Target, ask: Ask) -> None:
    mine = ask.file("MATCH (n:Cluster) RETURN n.name AS name")
    for made, said in (
        ("", "the database holds no graph of a dataset; to load one: ecograph push"),
        ("CREATE (:Dataset {dataset_id: 'dataset', name: 'x', is_complete: false})", "is half pushed"),
        ("MATCH (n:Dataset) SET n.is_complete = true", ""),
    ):
        if made:
            with bolt.connected(server) as connection:
                bolt.write(connection, f"UNWIND $rows AS row {made}", [{}])
        ended = run("query", "clusters", "--on", "neo4j")
        assert ended.code == 0
        assert said in ended.err
        assert ("push" in ended.err) is bool(said)
        assert "push" not in run("query", mine, "--on", "neo4j").err


def test_the_plan_of_a_server_is_shown_and_nothing_is_asked(server: Target, ask: Ask) -> None:
    file = ask.file(ALL)
    ended = run("query", file, "--on", "neo4j", "--explain")
    assert ended.code == 0
    assert ended.out.startswith(f"{ALL}\n\n")
    assert "step  operation" in ended.out
    assert len(json.loads(run("query", file, "--on", "neo4j", "--explain", "--json").out)["plan"]) > 1


def test_a_server_is_changed_only_where_it_is_named_on_the_command_line(server: Target, ask: Ask) -> None:
    file = ask.file("MATCH (o:Organisation {org_id: 'o0'}) SET o.name = $x RETURN o.name AS name")
    options = [file, "--on", "neo4j", "--param", "x=new", "--csv"]
    assert "SET writes" in run("query", *options).err
    assert "SET writes" in run("query", *options, "--uri", server.uri).err
    assert run("query", *options, "--write").code == 2
    assert run("query", *options, "--write", "--uri", server.uri).out == "name\nnew\n"
    assert json.loads(run("query", ask.file(ALL), "--on", "neo4j", "--json").out)[0]["name"] == "new"


def test_a_change_without_rows_is_no_fault(server: Target, ask: Ask) -> None:
    file = ask.file("MATCH (o:Organisation) DETACH DELETE o")
    ended = run("query", file, "--on", "neo4j", "--uri", server.uri, "--write")
    assert (ended.code, ended.out) == (0, "")
    assert json.loads(run("query", ask.file(ALL), "--on", "neo4j", "--json").out) == []


def test_a_server_that_is_not_there_is_told_with_75(server: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    with cutting(server.uri) as network:
        monkeypatch.setenv("NEO4J_URI", network.uri)
        network.away()
        ended = run("query", "clusters", "--on", "neo4j")
    assert (ended.code, ended.out) == (75, "")
    assert "nothing answers" in ended.err


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("NEO4J_PASSWORD", "wrong-pass", "NEO4J_PASSWORD"), ("NEO4J_DATABASE", "nowhere", "found no database 'nowhere'")],
)
def test_a_server_that_refuses_is_told_without_the_password(
    name: str, value: str, said: str, server: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    ended = run("query", "clusters", "--on", "neo4j")
    assert ended.code == 1
    assert said in ended.err
    assert server.password not in ended.err
    assert "wrong-pass" not in ended.err


def test_without_an_address_the_variables_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    ended = run("query", "clusters", "--on", "neo4j")
    assert ended.code == 1
    assert "set NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE" in ended.err


def test_after_a_failure_a_server_is_connected_to_anew(server: Target) -> None:
    place = asking.Place(None, asking.SERVER, server.uri, server.username, server.database)
    with cutting(server.uri) as network, asking.graph(place._replace(uri=network.uri), 60) as graph:
        assert graph.read("RETURN 1 AS n", {}, None).rows == [(1,)]
        with pytest.raises(Exception, match="the server refuses the statement"):
            graph.read("RETURN $x AS n", {}, None)
        assert graph.read("RETURN 2 AS n", {}, None).rows == [(2,)]
