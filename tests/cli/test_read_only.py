"""Whatever way a statement takes to an engine, it is judged before: a pipe, a file, the shell, the library, a plan."""

import ast
import io
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from guarded import BEYOND, CHANGING, FOREIGN, HARMLESS
from in_process import Ended, run

from ecograph.cypher.rows import Rows
from ecograph.cypher.tokens import parameters, statement

pytestmark = pytest.mark.slow  # the whole command, a thousand times

Sent = list[tuple[str, str]]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """Return what gets to an engine: how, and the statement. Recorders stand where the engines are called."""
    found: Sent = []

    def recorder(how: str) -> Callable[..., Rows]:
        def asked(_: object, text: str, *__: object, **___: object) -> Rows:
            found.append((how, text))
            return Rows(("n", "m"), [("a", True)])

        return asked

    monkeypatch.setattr("ecograph.stores.embedded.opened", lambda *_: (None, ""))
    monkeypatch.setattr("ecograph.stores.embedded.read", recorder("embedded"))
    monkeypatch.setattr("ecograph.stores.bolt.connected", lambda *_, **__: nullcontext())
    monkeypatch.setattr("ecograph.stores.bolt.read", recorder("server"))
    monkeypatch.setattr("ecograph.stores.bolt.execute", recorder("written"))
    monkeypatch.setattr("ecograph.stores.plans.plan", recorder("planned"))
    return found


SERVER = ("--on", "neo4j", "--uri", "bolt://nowhere.invalid")

Way = Callable[..., Ended]


@pytest.fixture
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Way:
    """Return a function that gives a statement and values of its parameters to a command, in the way of its name."""
    command, _, options = request.param.partition(" ")
    file = tmp_path / "mine.cypher"

    def piped(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    def through(text: str, **values: str) -> Ended:
        if command == "shell":
            piped("".join(f":param {name}={value}\n" for name, value in values.items()) + text + "\n")
            return run("shell", *(SERVER if options else ()))
        file.write_text(text, encoding="utf-8", newline="")
        piped(text)
        given = [part for name, value in values.items() for part in ("--param", f"{name}={value}")]
        explain = ["--explain"] if "explain" in options else []
        return run(
            "query", file if command == "file" else "-", *given, *explain, *(SERVER if "server" in options else ())
        )

    return through


WAYS = ("pipe", "pipe explain", "pipe server", "pipe explain server", "file", "file server", "shell", "shell server")
every_way = pytest.mark.parametrize("way", WAYS, indirect=True)


@every_way
def test_no_way_leads_a_statement_that_writes_to_an_engine(way: Way, sent: Sent) -> None:
    for text in (*CHANGING, *BEYOND, *FOREIGN):
        ended = way(text)
        assert (ended.code, ended.out, sent) == (1, "", []), text
        assert ended.err, text


@pytest.mark.parametrize(("way", "name"), [(each, each) for each in WAYS], indirect=["way"])
def test_every_way_leads_a_harmless_statement_to_an_engine_as_it_is(way: Way, name: str, sent: Sent) -> None:
    for text in HARMLESS:
        sent.clear()
        ended = way(text, **dict.fromkeys(parameters(text), "1"))
        assert (ended.code, ended.err) == (0, ""), text
        bare = statement(text).removeprefix("EXPLAIN ")
        is_plan = "explain" in name or bare != statement(text)
        if "server" in name:
            assert sent == [("planned" if is_plan else "server", bare)]
        else:
            assert sent == [("embedded", f"EXPLAIN {bare}" if is_plan else bare)]


EVIL = """// A query that somebody put into the library.
// returns:
//   name: text -- a name
MATCH (n:Organisation) SET n.name = 'x' RETURN n.name AS name
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "evil"],
        ["query", "evil", "--explain"],
        ["query", "evil", *SERVER],
        ["query", "evil", "--explain", *SERVER],
        ["shell"],
        ["shell", *SERVER],
    ],
)
def test_a_query_of_the_library_that_writes_is_refused_too(
    arguments: list[str], sent: Sent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "evil.cypher"
    file.write_text(EVIL, encoding="utf-8")
    monkeypatch.setattr("ecograph.bundled.queries", lambda: {"evil": file})
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b":run evil\n")))
    ended = run(*arguments)
    assert (ended.code, ended.out, sent) == (1, "", [])
    assert "evil.cypher:4:24: SET writes, and a query only reads" in ended.err


def test_what_is_written_is_sent_only_as_writing_and_only_to_a_server_that_is_named(
    sent: Sent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://another.invalid")
    file = tmp_path / "mine.cypher"
    for text in CHANGING:
        file.write_text(text, encoding="utf-8", newline="")
        for options in (["--write"], ["--write", "--on", "neo4j"], ["--write", "--explain", *SERVER]):
            assert (run("query", file, *options).code, sent) == (2, [])
    file.write_text("CREATE (:Z)", encoding="utf-8")
    assert run("query", file, "--write", *SERVER).code == 0
    file.write_text("EXPLAIN CREATE (:Z)", encoding="utf-8")
    assert run("query", file, "--write", *SERVER).code == 0
    assert sent == [("written", "CREATE (:Z)"), ("planned", "CREATE (:Z)")]


@pytest.mark.parametrize("options", [(), SERVER])
def test_a_value_is_never_a_part_of_what_is_sent(options: tuple[str, ...], sent: Sent) -> None:
    value = "'}) DETACH DELETE n //"
    assert run("query", "cluster_members", "--param", f"cluster={value}", *options).code == 0
    assert len(sent) >= 2  # which organisation that is, and the query
    assert all("DELETE" not in text for _, text in sent)


# What sends a statement to an engine, and from where. ``asking`` judges first; the others send statements of our own.
SENDERS = {
    "bolt.read": {"cli/asking.py", "cli/gds.py", "stores/difference.py", "stores/gds.py", "stores/pull.py"},
    "bolt.execute": {"cli/asking.py"},
    "bolt.write": {"stores/push.py"},
    "bolt.transaction": {"stores/plans.py"},
    "embedded.read": {"cli/asking.py"},
    "plans.plan": {"cli/asking.py"},
}
PACKAGE = Path(__file__).parents[2] / "ecograph"


def senders() -> dict[str, set[str]]:
    """Return the modules that name a function which sends a statement, by the function."""
    found: dict[str, set[str]] = {name: set() for name in SENDERS}
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "stores" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            names: set[str] = set()
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ecograph.stores."):
                names = {f"{str(node.module).removeprefix('ecograph.stores.')}.{each.name}" for each in node.names}
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                names = {f"{node.value.id}.{node.attr}"}
            for name in names & set(SENDERS):
                found[name].add(path.relative_to(PACKAGE).as_posix())
    return found


def test_only_known_modules_send_statements() -> None:
    assert senders() == SENDERS


def test_only_one_function_makes_what_may_be_asked_and_it_judges() -> None:
    tree = ast.parse((PACKAGE / "cli" / "asking.py").read_text(encoding="utf-8"))
    makers = {
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Statement", "own")
    }
    assert makers == {"reading"}
