"""What the guard refuses and what it lets pass, held against an engine that would run it; the tables: ``guarded``."""

from pathlib import Path
from typing import Any

import pytest
from guarded import BEYOND, CHANGING, FOREIGN, GRAPH, HARMLESS
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.cypher.guard import BEGINNINGS, CLAUSES, NAMESPACES, PROCEDURES, SHOWN, refuse_writing
from ecograph.cypher.tokens import statement, tokens
from ecograph.errors import EcographError


@pytest.mark.parametrize("text", [*CHANGING, *BEYOND, *FOREIGN])
def test_a_statement_that_could_do_more_than_read_is_refused(text: str) -> None:
    with pytest.raises(EcographError, match=r"^\d+:\d+: \S"):
        refuse_writing(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_a_statement_that_only_looks_like_writing_passes(text: str) -> None:
    refuse_writing(text)
    refuse_writing(statement(text))


def test_the_tables_are_as_long_as_was_promised() -> None:
    assert len({*CHANGING, *BEYOND, *FOREIGN}) >= 60
    assert len(set(HARMLESS)) >= 50


def kglite_graph() -> Any:  # noqa: ANN401 -- kglite may not be there, so mypy does not know its types
    """Return a fresh graph of kglite with two nodes and a relationship."""
    kglite = pytest.importorskip("kglite", reason="kglite, the embedded engine, is not installed")
    graph = kglite.KnowledgeGraph()
    graph.cypher(GRAPH)
    return graph


def state(graph: Any) -> list[object]:  # noqa: ANN401 -- as above
    """Return all that a graph of kglite holds."""
    questions = (
        "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY id(n)",
        "MATCH (a)-[r]->(b) RETURN id(a) AS a, type(r) AS kind, properties(r) AS properties, id(b) AS b ORDER BY a, b",
        "SHOW INDEXES",
        "SHOW CONSTRAINTS",
    )
    return [graph.cypher(question).to_list() for question in questions]


@pytest.mark.parametrize("text", CHANGING)
def test_kglite_would_have_changed_the_graph(text: str) -> None:
    graph = kglite_graph()
    before = state(graph)
    graph.cypher(text)
    assert state(graph) != before


@pytest.mark.parametrize("text", BEYOND)
def test_kglite_would_have_run_it(text: str) -> None:
    kglite_graph().cypher(text)


def runs(graph: Any, text: str) -> bool:  # noqa: ANN401 -- as above
    """Return whether kglite runs a statement."""
    try:
        graph.cypher(text, params={"set": 1, "create": 2, "delete": 3, "1": 4})
    except pytest.importorskip("kglite").KgError:
        return False
    return True


@pytest.mark.parametrize("text", [text for text in FOREIGN if "LOAD CSV" not in text.upper()])
def test_kglite_reads_what_is_meant_for_another_engine_otherwise_or_not_at_all(text: str) -> None:
    graph = kglite_graph()
    before = state(graph)
    has_two_readings = runs(graph, text)
    assert state(graph) == before
    assert not has_two_readings or "\\u" in text or "//" in text


def test_kglite_runs_most_of_what_passes_and_changes_nothing_by_it() -> None:
    """It does not run all, since it knows fewer names: no ``MATCH (set)``, no label expressions."""
    graph = kglite_graph()
    before = state(graph)
    count = 0
    for text in HARMLESS:
        count += runs(graph, statement(text))
        assert state(graph) == before, text
    assert count >= 0.7 * len(HARMLESS)


def test_kglite_would_have_read_a_file_from_a_read_only_graph(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("secret\n")
    graph = kglite_graph()
    graph.read_only(True)
    text = "LOAD CSV FROM $place AS line RETURN line[0] AS word"
    assert graph.cypher(text, params={"place": str(tmp_path / "secret.csv")}).to_list() == [{"word": "secret"}]
    with pytest.raises(EcographError, match=r"^1:1: LOAD reads a file or an address"):
        refuse_writing(text)


# Statements in parts: a clause may begin between two of them.
PARTS = (
    ("MATCH (n:Organisation)", "WHERE n.year >= 2019 AND n.name <> 'SET'", "RETURN n.name AS name", "ORDER BY n.name"),
    ("MATCH (n) WHERE n:A|B", "WITH n, count(*) AS set", "WITH n.name AS name", "LIMIT 10", "RETURN name"),
    ("UNWIND $rows AS row", "OPTIONAL MATCH (n {name: row.set})", "RETURN n.create AS x, [1, 2][0] AS y"),
    ("CALL { MATCH (n)", "RETURN n.name AS name", "}", "RETURN name", "UNION", "MATCH (m)", "RETURN m.name AS name"),
    (
        "EXPLAIN MATCH p = (a)-[:SET*1..3]->(b)",
        "WHERE EXISTS { MATCH (a)-->()",
        "WHERE a.x = 1.5",
        "}",
        "RETURN 1 AS n",
    ),
)
WRITES = (
    "CREATE (:Z)",
    "MERGE (z:Z {z_id: 'a'})",
    "SET n.x = 1",
    "SET n:Z",
    "DELETE n",
    "DETACH DELETE n",
    "REMOVE n.x",
    "FOREACH (i IN [1] | SET n.x = i)",
    "INSERT (:Z)",
    "LOAD CSV FROM 'x' AS line",
    "CALL apoc.do.it()",
    "CALL { CREATE (:Z) }",
    "USE other",
    "; DROP INDEX x",
)
GAPS = st.lists(
    st.sampled_from((" ", "\n", "\t", "\r\n", "\xa0", "/* RETURN */", "/* ' */", "// it's\n", "// /*\n", "/*`*/")),
    min_size=1,
).map("".join)


@settings(max_examples=100, deadline=None)
@given(parts=st.sampled_from(PARTS), write=st.sampled_from(WRITES), data=st.data())
def test_a_writing_clause_at_any_place_in_any_dress_is_refused(
    parts: tuple[str, ...], write: str, data: st.DataObject
) -> None:
    refuse_writing(" ".join(parts))
    at = data.draw(st.integers(0, len(parts)), "place")
    dressed = "".join(
        (sign.upper() if data.draw(st.booleans()) else sign.lower()) if sign.isalpha() else sign for sign in write
    )
    dressed = "".join(data.draw(GAPS) if sign == " " else sign for sign in dressed)
    whole = [*parts[:at], dressed, *parts[at:]]
    with pytest.raises(EcographError):
        refuse_writing("".join(part + data.draw(GAPS) for part in whole))


# Numbers that run into a word are no tokens.
PIECES = [[token.text for token in tokens(text.replace("9SET", "9 SET"))] for text in (*CHANGING, *HARMLESS)]


@settings(max_examples=400, deadline=None)
@given(
    first=st.sampled_from(PIECES),
    second=st.sampled_from(PIECES),
    word=st.sampled_from(["", *CLAUSES, "as", "AS", "WITH", ".", "..", ":", "|", "(", ")", "[", "{", "}", "1", "'a'"]),
    data=st.data(),
)
def test_what_passes_of_two_statements_cut_and_joined_changes_nothing(
    first: list[str], second: list[str], word: str, data: st.DataObject
) -> None:
    """What passes is run by kglite; most of it is no Cypher and stops there."""
    head = first[: data.draw(st.integers(0, len(first)), "head")]
    tail = second[data.draw(st.integers(0, len(second)), "tail") :]
    text = " ".join([*head, word, *tail])
    try:
        refuse_writing(text)
    except EcographError:
        return
    graph = kglite_graph()
    before = state(graph)
    runs(graph, text)
    assert state(graph) == before


# Texts that are made of what might end a text, or begin a clause.
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    st.lists(
        st.sampled_from(
            [
                "'",
                '"',
                "`",
                "\\",
                "//",
                "/*",
                "*/",
                ";",
                "\n",
                "\r",
                " SET n.x = 1 ",
                "CREATE (:Z)",
                "$x",
                "s'",
                "u0027",
            ]
        )
    ).map("".join),
)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, quote=st.sampled_from(("'", '"')))
def test_what_stands_in_a_text_never_changes_the_verdict(text: str, quote: str) -> None:
    escaped = text.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    literal = f"{quote}{escaped}{quote}"
    name = "`" + text.replace("`", "``").replace("\\", "/") + "`"  # a backslash cannot be escaped in a name
    refuse_writing(f"MATCH (n {{name: {literal}}}) WHERE n.x IN [{literal}] RETURN n.x AS {name}")
    with pytest.raises(EcographError, match=r"^[0-9]+:[0-9]+: SET writes"):
        refuse_writing(f"MATCH ({name} {{name: {literal}}}) SET n.x = {literal}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "MATCH (n)\n  Set n.x = 1",
            "2:3: Set writes, and a query only reads: take it out; if it is a name, write `Set`",
        ),
        ("CREATE (n)", "1:1: CREATE writes, and a query only reads: take it out"),
        ("MATCH (n) RETURN n; MATCH (n) RETURN n", "1:21: a second statement begins; expected one: keep one"),
        (
            "GRANT ROLE a TO b",
            "1:1: a statement that begins with GRANT is not known to only read: begin it with one of",
        ),
        ("// nothing\n", "1:1: found no statement, only white space or comments"),
        (";", "1:1: found no statement, only white space or comments"),
        ("EXPLAIN", "1:1: the statement ends before it begins"),
        ("EXPLAIN CYPHER 5", "1:16: the statement ends before it begins"),
        ("SHOW USERS", "1:1: SHOW may show INDEXES, CONSTRAINTS, PROCEDURES, FUNCTIONS, and nothing else"),
        ("SHOW", "1:1: SHOW may show INDEXES"),
        ("CALL", "1:1: CALL without a name is not known to only read"),
        ("CALL `a\x1b[2J`()", r"1:1: CALL a\x1b[2J is not known to only read"),
        (f"RETURN {'a' * 99}.b() AS x", f"1:8: the function {'a' * 60}... is not known"),
        ("CALL apoc.do.it()", "1:1: CALL apoc.do.it is not known to only read: call one of betweenness, "),
        (
            "RETURN a.b.c(1) AS x",
            "1:8: the function a.b.c is not known to only read: functions with a dot may begin with",
        ),
    ],
)
def test_a_refusal_says_where_what_and_the_cure(text: str, message: str) -> None:
    with pytest.raises(EcographError) as refused:
        refuse_writing(text)
    assert str(refused.value).startswith(message)


def test_the_lists_hold_nothing_that_another_one_refuses() -> None:
    assert not set(BEGINNINGS) & set(CLAUSES) - {"CALL", "SHOW"}
    assert all(name == name.lower() for name in PROCEDURES | NAMESPACES)
    assert all(word == word.upper() for word in (*BEGINNINGS, *CLAUSES, *SHOWN))


def test_kglite_says_itself_that_the_allowed_procedures_only_read() -> None:
    listed = {row["name"].lower(): row["mode"] for row in kglite_graph().cypher("SHOW PROCEDURES").to_list()}
    assert {listed[name] for name in PROCEDURES & set(listed)} == {"READ"}
    assert len(PROCEDURES & set(listed)) >= 15


def test_a_comment_that_kglite_does_not_know_stops_it_whatever_stands_inside() -> None:
    graph = kglite_graph()
    before = state(graph)
    for text in ("/* */ CREATE (:Z)", "MATCH (n) /* SET n.x = 1 */ RETURN 1 AS n", "MATCH (n) /* \nSET n.x = 1 // */"):
        with pytest.raises(pytest.importorskip("kglite").KgError, match=r"[Cc]omments"):
            graph.cypher(text)
    assert state(graph) == before
