"""The embedded engine gives back every value as the tables have it, only reads, and keeps its file without harm."""

import builtins
import datetime as dt
import errno
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_process import run

from ecograph import Ecosystem, load, read
from ecograph.errors import EcographError
from ecograph.property_graph import END, START, Nodes, PropertyGraph, Relationships, property_graph
from ecograph.schema.graph import KIND_LABELS, NODE_TABLES, PROPERTIES, ROW
from ecograph.stores import embedded, snapshot
from ecograph.stores.snapshot import About

pytestmark = pytest.mark.slow  # graphs are filled and read whole, in two processes and on a full disk

kglite = pytest.importorskip("kglite", reason="kglite is not installed; it has no wheel everywhere")

NOTHING = pl.DataFrame({"left": ["a"]}).clear()
CLUSTERS = "MATCH (n:Cluster) RETURN n.org_id AS org_id ORDER BY org_id"


def rows(graph: object, statement: str, **parameters: object) -> list[tuple[object, ...]]:
    return embedded.read(graph, statement, parameters, timeout=60, limit=None).rows


def text(values: list[tuple[object, ...]]) -> list[str]:
    """Return rows so that 1, 1.0 and true, and 0.0 and -0.0, differ; sorted."""
    return sorted(map(repr, values))


def differing(graph: object, tables: PropertyGraph) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield what the engine gives and what the tables have, for each label and type where they differ."""
    for each in tables.nodes:
        named = ", ".join(f"n.`{name}` AS `{name}`" for name in each.table.columns)
        found = text(rows(graph, f"MATCH (n:{each.label}) RETURN {named}"))
        if found != text(each.table.rows()):
            yield each.label, found, text(each.table.rows())
    for joined in tables.relationships:
        names = joined.table.columns[2:]
        ends = f"a.`{joined.start[1]}` AS start_id, b.`{joined.end[1]}` AS end_id"
        pattern = f"MATCH (a:{joined.start[0]})-[r:{joined.kind}]->(b:{joined.end[0]})"
        named = ", ".join(f"r.`{name}` AS `{name}`" for name in names)
        found = text(rows(graph, f"{pattern} RETURN {ends}, {named}"))
        if found != text(joined.table.rows()):
            yield joined.kind, found, text(joined.table.rows())


@pytest.fixture(scope="module")
def tables() -> PropertyGraph:
    """Return the bundled dataset as nodes and relationships."""
    return property_graph(load())


@pytest.fixture(scope="module")
def graph(tables: PropertyGraph) -> object:
    """Return the bundled dataset in the engine."""
    return embedded.filled(tables)


# every value arrives


@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_every_value_of_any_good_dataset_arrives(data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]) -> None:
    made = property_graph(data.draw(ecosystems))
    assert list(differing(embedded.filled(made), made)) == []


def test_every_value_of_the_bundled_dataset_arrives(graph: object, tables: PropertyGraph) -> None:
    assert list(differing(graph, tables)) == []


def test_a_value_that_does_not_arrive_is_found(graph: object, tables: PropertyGraph) -> None:
    first, *others = tables.nodes
    changed = Nodes(first.label, first.key, first.table.with_columns(name=pl.lit("Another")))
    assert [label for label, _, _ in differing(graph, PropertyGraph((changed, *others), ()))] == ["Dataset"]


HOSTILE = [
    *("'}) DETACH DELETE n //", '"', "`", "``", "\\", "\\u0027", "$x", "{{x}}", "a\nb", "a\r\nb", "\r", "\t", "\u2028"),
    *("\u202eabc\u202c", "\u200f", "\ufeffx", "👩\u200d⚕️", "e\u0301", "é", "\0", "a\0b", "x" * 10_000, "", " ", " a "),
]
LIKE_SOMETHING = {
    "dates": ["2020-01-01", "1999-12-31", None, "2020-02-29"],
    "days": ["20200101", "20200102", "20200103", "20200104"],
    "stamps": ["2020-01-01T00:00:00", "2020-01-01 12:00", None, "2020-01-01T00:00:00Z"],
    "times": ["12:30", "P1D", "12:30:00", "PT1H"],
    "wholes": ["1", "2", "3", "4"],
    "padded": ["0012", "0001", None, "07"],
    "numbers": ["1e5", "1.50", "-0", "0.10"],
    "huge": ["1e999", "inf", "-Infinity", "99999999999999999999"],
    "truths": ["true", "false", "True", "FALSE"],
    "nothings": ["null", "NULL", "None", "nan"],
    "gaps": ["", "NaN", "NaT", "<NA>"],
    "blanks": [" ", "  ", "\t", "\n"],
    "lists": ["[1]", '["a"]', "[]", "[[1]]"],
    "maps": ["{}", '{"a": 1}', "{a: 1}", '{"id": 1}'],
    "points": ["POINT(1 2)", "POINT(1 2)", None, "POINT(1 2)"],
    "only": [None, None, "x", None],
}
OTHERS = {
    "whole": pl.Series([1, 2, 3, 2**63 - 1], dtype=pl.Int64),
    "gappy": pl.Series([2**53 + 1, None, -(2**63), 0], dtype=pl.Int64),
    "number": pl.Series([0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308]),
    "even": pl.Series([1.0, 2.0, 3.0, 4.0]),
    "holes": pl.Series([1.0, None, -0.0, 4.0]),
    "day": pl.Series([dt.date(1000, 1, 1), dt.date(9999, 12, 31), None, dt.date(1970, 1, 1)]),
    "early": pl.Series([dt.date(1, 1, 1), dt.date(1677, 9, 20), dt.date(2262, 4, 12), dt.date(2020, 2, 29)]),
    "truth": pl.Series([True, False, True, False]),
    "unsure": pl.Series([True, None, False, None]),
    "several": pl.Series([["a", "b"], None, ["c"], []], dtype=pl.List(pl.String)),
    "none": pl.Series([None] * 4, dtype=pl.String),
    "no_whole": pl.Series([None] * 4, dtype=pl.Int64),
    "no_day": pl.Series([None] * 4, dtype=pl.Date),
}


def trap(keys: list[str], values: Mapping[str, Any]) -> PropertyGraph:
    """Return nodes with these ids and values, and relationships with the same values between them."""
    named = [f"memberships/{key}" for key in keys]
    nodes = pl.DataFrame({"key": keys, ROW: named, **values})
    joins = pl.DataFrame({START: keys, END: keys[::-1], ROW: named, **values})
    place = ("Trap", "key")
    return PropertyGraph((Nodes("Trap", "key", nodes),), (Relationships("JOINED", place, place, joins),))


@pytest.mark.parametrize("name", [*LIKE_SOMETHING, *OTHERS])
def test_a_column_stays_what_it_is_whatever_it_looks_like(name: str) -> None:
    made = trap(["a", "b", "c", "d"], {name: (LIKE_SOMETHING | OTHERS)[name]})
    assert list(differing(embedded.filled(made), made)) == []


def test_columns_stay_what_they_are_together_and_in_the_file_that_is_kept(tmp_path: Path) -> None:
    made = trap(["a", "b", "c", "d"], LIKE_SOMETHING | OTHERS)
    graph: Any = embedded.filled(made)
    graph.save(str(tmp_path / "kept.kgl"))
    assert list(differing(graph, made)) == []
    assert list(differing(kglite.load(str(tmp_path / "kept.kgl")), made)) == []


@pytest.mark.parametrize(
    "keys",
    [
        ["0012", "12", "1e5", "100000"],
        ["1", "2", "3", "4"],
        ["1.0", "1", "01", "+1"],
        ["2020-01-01", "2020-01-02", "2020-01", "2020"],
        ["true", "True", "nan", "null"],
        ["a", "A", " a", "a "],
        ["é", "e\u0301", "ß", "ss"],
    ],
    ids=lambda keys: keys[0],
)
def test_ids_stay_the_texts_that_they_are(keys: list[str]) -> None:
    made = trap(keys, {})
    graph = embedded.filled(made)
    assert list(differing(graph, made)) == []
    for key in keys:
        assert rows(graph, "MATCH (n:Trap {key: $key}) RETURN n.key AS key", key=key) == [(key,)]
        assert rows(graph, "MATCH (n:Trap) WHERE n.key IN [$key] RETURN n.key AS key", key=key) == [(key,)]
    assert rows(graph, "MATCH (n:Trap {key: $key}) RETURN n.key AS key", key=1) == []


def test_hostile_texts_are_data_in_ids_values_and_parameters() -> None:
    made = trap(HOSTILE, {"said": HOSTILE})
    graph = embedded.filled(made)
    assert list(differing(graph, made)) == []
    for each in HOSTILE:
        assert rows(graph, "MATCH (n:Trap {key: $x}) RETURN n.said AS said", x=each) == [(each,)]
        assert rows(graph, "MATCH (n:Trap) WHERE n.said = $x RETURN n.key AS key", x=each) == [(each,)]
        assert rows(graph, "RETURN $x AS x", x=[each, {"y": each}]) == [([each, {"y": each}],)]
    assert rows(graph, "MATCH (n) RETURN count(n) AS n") == [(len(HOSTILE),)]


def test_a_node_without_a_name_has_none(tables: PropertyGraph) -> None:
    # the trap: KGLite gives the title of a node as its `name`, and takes the id for the title
    eco = Ecosystem.of("T", sources=[{"source_id": "s"}], flows=[{"flow_id": "f"}])
    graph = embedded.filled(property_graph(eco))
    assert rows(graph, "MATCH (n:Source {source_id: 's'}) RETURN n.name AS name") == [(None,)]
    assert rows(graph, "MATCH (n:Flow) RETURN coalesce(n.name, '-') AS name") == [("-",)]
    assert rows(graph, "MATCH (n:Source) WHERE n.name IS NULL RETURN n.source_id AS s") == [("s",)]
    assert rows(graph, "MATCH (n) WHERE n.name IN ['s', 'f'] RETURN count(n) AS n") == [(0,)]


@pytest.mark.parametrize("label", [table.label for table in NODE_TABLES])
def test_a_property_that_no_node_of_a_label_has_is_null(label: str, graph: object, tables: PropertyGraph) -> None:
    own = next(each.table.columns for each in tables.nodes if each.label == label)
    named = ", ".join(f"n.{name} AS {name}" for name in PROPERTIES if name not in own)
    assert {value for row in rows(graph, f"MATCH (n:{label}) RETURN {named}") for value in row} == {None}


def test_organisations_stand_under_the_label_of_their_kind_and_one_without_a_kind_under_none(graph: object) -> None:
    counted = dict(load().organisations["kind"].value_counts().iter_rows())
    for kind, label in KIND_LABELS.items():
        assert rows(graph, f"MATCH (n:{label}) RETURN count(n) AS n") == [(counted.get(kind, 0),)], kind
    some = embedded.filled(property_graph(Ecosystem.of("T", organisations=[{"org_id": "a", "name": "A"}])))
    assert rows(some, "MATCH (n:Organisation) RETURN labels(n) AS l") == [(["Organisation"],)]


def test_several_ties_of_a_body_to_the_same_project_stay_several() -> None:
    """By hand. Left to itself, the engine makes one of them: the first load of TIED_TO joins organisations."""
    tied = {"subject": "a", "source_id": "given"}
    eco = Ecosystem.of(
        organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "ab"],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        ties=[
            {**tied, "tie_id": "t1", "kind": "supports", "object": "b"},
            *({**tied, "tie_id": f"t{n}", "kind": kind, "object": "p"} for n, kind in ((2, "asks"), (3, "supports"))),
        ],
    )
    graph = embedded.filled(property_graph(eco))
    found = rows(
        graph, "MATCH (:Organisation)-[r:TIED_TO]->(p:Project) RETURN r.row AS row, r.kind AS kind ORDER BY row"
    )
    assert found == [("ties/t2", "asks"), ("ties/t3", "supports")]
    assert not list(differing(graph, property_graph(eco)))


def test_nodes_relationships_and_paths_come_without_what_the_engine_adds() -> None:
    orgs = [{"org_id": "a", "name": "A", "kind": "company"}, {"org_id": "b", "name": "B", "kind": "cluster"}]
    eco = Ecosystem.of("T", organisations=orgs, memberships=[{"org_id": "a", "cluster_id": "b", "role": "member"}])
    graph = embedded.filled(property_graph(eco))
    sure = {"certainty": "certain", "status": "actual"}
    company, cluster = (
        {
            "labels": [label, "Organisation"],
            "properties": {**org, "extent": "single", "row": f"organisations/{org['org_id']}", **sure},
        }
        for label, org in zip(("Company", "Cluster"), orgs, strict=True)
    )
    member = {
        "type": "MEMBER_OF",
        "properties": {"role": "member", "row": "memberships/a|b|1", "seq": 1, "source_id": "given", **sure},
    }
    found = rows(graph, "MATCH p = (a)-[r:MEMBER_OF]->(b) RETURN a, r, [b] AS c, p, {x: b} AS m")
    assert found == [
        (company, member, [cluster], {"nodes": [company, cluster], "relationships": [member]}, {"x": cluster})
    ]


def test_a_broken_graph_is_not_filled() -> None:
    made = trap(["a", "b"], {})
    (each,) = made.relationships
    lost = Relationships(each.kind, each.start, each.end, each.table.with_columns(pl.lit("gone").alias(END)))
    with pytest.raises(EcographError, match="found 'gone', expected the id of a node Trap that is there"):
        embedded.filled(PropertyGraph(made.nodes, (lost,)))


# reading


WRITING = [
    "CREATE (n:X) RETURN 1 AS x",
    "MATCH (n:Organisation) SET n.x = 1",
    "MATCH (n:Organisation) REMOVE n.name",
    "MATCH (n) DETACH DELETE n",
    "MERGE (n:X {a: 1}) RETURN 1 AS x",
    "CREATE INDEX FOR (n:Organisation) ON (n.name)",
    "FOREACH (x IN [1] | CREATE (:Y))",
]


@pytest.mark.parametrize("statement", WRITING)
def test_nothing_can_be_written(statement: str, graph: object, tables: PropertyGraph) -> None:
    with pytest.raises(EcographError, match=r"^1:\d+: \w+ (writes|deletes), and a query only reads: take it out"):
        rows(graph, statement)
    with pytest.raises(kglite.KgError):  # the engine refuses it too
        graph.cypher(statement)  # type: ignore[attr-defined] # a graph of the engine
    assert rows(graph, "MATCH (n) RETURN count(n) AS n") == [(sum(each.table.height for each in tables.nodes),)]


def test_no_file_can_be_read(graph: object) -> None:
    with pytest.raises(EcographError, match="LOAD reads a file or an address"):
        rows(graph, "LOAD CSV FROM 'file:///etc/hosts' AS line RETURN line")


@pytest.mark.parametrize(
    ("statement", "parameters", "said"),
    [
        ("RETURN 1 1", {}, "syntax error at line 1"),
        ("MATCH (n) RETURN nowhere(n) AS x", {}, "Unknown function: nowhere"),
        ("RETURN $x AS x", {}, r"Missing parameter: \$x"),
        ("RETURN $x AS x", {"x": 2**63}, "expected texts of whole letters and numbers of at most 64 bits"),
        ("RETURN $x AS x", {"x": "\udcff"}, "expected texts of whole letters"),
        ("MATCH (n) RETURN n.name AS x FORMAT CSV", {}, "ends in FORMAT, which is not Cypher"),
        ("RETURN 1 / 0 AS x", {}, "division by zero"),
        ("RETURN " + "(" * 100_000 + "1" + ")" * 100_000 + " AS x", {}, "nesting"),
        ("RETURN size(range(1, 1000000000)) AS x", {}, "safety limit"),
    ],
    ids=lambda value: str(value)[:30].encode("ascii", "replace").decode(),
)
def test_what_cannot_be_run_is_said_in_words(
    statement: str, parameters: dict[str, object], said: str, graph: object
) -> None:
    with pytest.raises(EcographError, match=f"the query (cannot be run: (?s:.)*)?{said}"):
        rows(graph, statement, **parameters)


@pytest.mark.parametrize(
    "statement",
    [
        "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN x, y",
        "MATCH (a), (b), (c), (d) RETURN count(*) AS n, sum(a.n * d.n) AS s",
        "MATCH p = (a:Organisation)-[*1..12]-(b:Organisation) RETURN count(p) AS n",
    ],
)
def test_a_query_that_takes_too_long_is_stopped(statement: str, graph: object) -> None:
    with pytest.raises(EcographError, match=r"took longer than 0\.05 seconds and was stopped; ask for less, or"):
        embedded.read(graph, statement, {}, timeout=0.05, limit=None)


def test_no_more_rows_than_asked_for_are_kept(graph: object) -> None:
    def asked(limit: int | None) -> tuple[int, bool]:
        found = embedded.read(graph, "UNWIND range(1, 5) AS x RETURN x ORDER BY x", {}, timeout=9, limit=limit)
        assert found.rows == [(n + 1,) for n in range(len(found.rows))]
        assert (found.columns, found.remarks) == (("x",), ())
        return len(found.rows), found.is_cut

    assert [asked(limit) for limit in (None, 6, 5, 4, 1, 0)] == [
        *((5, False), (5, False), (5, False), (4, True), (1, True), (0, True))
    ]


def test_a_label_that_no_node_has_is_a_remark_and_nothing_is_printed(
    graph: object, capfd: pytest.CaptureFixture[str]
) -> None:
    found = embedded.read(graph, "MATCH (n:Nowhere) RETURN n.x AS x", {}, timeout=9, limit=None)
    assert (found.rows, found.is_cut) == ([], False)
    assert "Nowhere" in found.remarks[0]
    assert tuple(capfd.readouterr()) == ("", "")


# keeping the graph beside a snapshot


def write(folder: Path, eco: Ecosystem) -> Path:
    snapshot.write(folder, eco, about=About(), remarks=(), candidates=NOTHING)
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a snapshot of the bundled dataset."""
    return write(tmp_path / "s", load())


def builder(tables: PropertyGraph) -> tuple[list[int], Callable[[], PropertyGraph]]:
    """Return a function that gives the tables and counts how often it did."""
    times: list[int] = []

    def build() -> PropertyGraph:
        times.append(1)
        return tables

    return times, build


def graphs(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def others(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the content and time of the files of the snapshot itself."""
    paths = (path for path in folder.iterdir() if not path.name.startswith("."))
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def test_the_second_query_of_a_snapshot_reads_the_graph_that_was_kept(kept: Path, tables: PropertyGraph) -> None:
    before = others(kept)
    times, build = builder(tables)
    first, why = embedded.opened(kept, build)
    second, why_not = embedded.opened(kept, build)
    assert (len(times), why, why_not) == (1, "", "")
    assert list(differing(second, tables)) == []
    assert rows(second, CLUSTERS) == rows(first, CLUSTERS) != []
    with pytest.raises(kglite.ReadOnlyError):
        second.cypher("MATCH (n) DETACH DELETE n")
    (name,) = graphs(kept)
    assert name.startswith(".graph-")
    assert name.endswith(".kgl")
    assert others(kept) == before


def test_the_graph_of_another_state_is_made_anew_and_the_old_one_removed(kept: Path, tables: PropertyGraph) -> None:
    times, build = builder(tables)
    embedded.opened(kept, build)
    (first,) = graphs(kept)
    write(kept, Ecosystem.of("T", organisations=[{"org_id": "a", "name": "A", "kind": "cluster"}]))
    graph, _ = embedded.opened(kept, lambda: property_graph(load(kept)))
    assert rows(graph, CLUSTERS) == [("a",)]
    assert len(graphs(kept)) == 1
    assert graphs(kept) != [first]
    assert times == [1]


def test_a_file_that_the_user_adds_is_another_state(kept: Path, tables: PropertyGraph) -> None:
    times, build = builder(tables)
    embedded.opened(kept, build)
    (kept / "judgements.csv").write_text("left,right,verdict,decided_by,why,date\n")
    embedded.opened(kept, build)
    assert (len(times), len(graphs(kept))) == (2, 1)


@pytest.mark.skipif(os.name == "nt", reason="on Windows few may make links")
def test_a_link_in_a_snapshot_is_another_state_when_what_it_leads_to_changes(
    kept: Path, tables: PropertyGraph, tmp_path: Path
) -> None:
    there = tmp_path / "judgements.csv"
    there.write_text("left\n")
    (kept / "judgements.csv").symlink_to(there)
    (kept / "broken").symlink_to(tmp_path / "nowhere")
    (kept / "itself").symlink_to(kept, target_is_directory=True)
    (tmp_path / "link").symlink_to(kept, target_is_directory=True)
    times, build = builder(tables)
    for place in (kept, tmp_path / "link", kept):
        embedded.opened(place, build)
    assert (len(times), len(graphs(kept))) == (1, 1)
    there.write_text("left,right\n")
    embedded.opened(kept, build)
    assert (len(times), len(graphs(kept))) == (2, 1)
    assert there.read_text() == "left,right\n"


def test_other_tables_of_the_same_size_and_time_are_another_state(tmp_path: Path, tables: PropertyGraph) -> None:
    # as a copy that keeps times may give: two snapshots that differ in one letter
    one, two = (Ecosystem.of("T", organisations=[{"org_id": org, "name": "A", "kind": "cluster"}]) for org in "ab")
    answers = []
    for eco in (one, two):
        folder = write(tmp_path / "s", eco)
        for path in folder.iterdir():
            if not path.name.startswith("."):
                os.utime(path, ns=(10**18, 10**18))
        graph, _ = embedded.opened(folder, lambda folder=folder: property_graph(load(folder)))  # type: ignore[misc]
        answers.append(rows(graph, CLUSTERS))
    assert answers == [[("a",)], [("b",)]]


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "other", "folder"])
def test_a_damaged_graph_is_made_anew(damage: str, kept: Path, tables: PropertyGraph) -> None:
    times, build = builder(tables)
    embedded.opened(kept, build)
    path = kept / graphs(kept)[0]
    content = path.read_bytes()
    middle = len(content) // 2
    if damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(
            {
                "empty": b"",
                "cut": content[:-1],
                "flipped": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
                "other": b"not a graph" * 1000,
            }[damage]
        )
    graph, why = embedded.opened(kept, build)
    assert len(times) == 2
    assert list(differing(graph, tables)) == []
    if damage == "folder":
        assert "the graph could not be kept" in why
    else:
        embedded.opened(kept, build)
        assert (len(times), why) == (2, "")


def test_damage_in_a_long_column_is_found_before_a_wrong_answer_is_given(tmp_path: Path) -> None:
    # KGLite maps columns of 256 KB or more and looks at them when they are used, or not, unless it is told to
    folder = write(tmp_path / "s", Ecosystem.of("T"))
    n = 40_000
    long = pl.DataFrame({"key": [f"k{i}" for i in range(n)], "number": [i + 0.5 for i in range(n)]})
    tables = PropertyGraph((Nodes("Trap", "key", long),), ())
    times, build = builder(tables)
    embedded.opened(folder, build)
    path = folder / graphs(folder)[0]
    content = bytearray(path.read_bytes())
    place = content.index(long["number"].to_numpy()[20_000:20_004].tobytes())
    content[place + 6] ^= 1
    path.write_bytes(content)
    graph, _ = embedded.opened(folder, build)
    assert len(times) == 2
    assert rows(graph, "MATCH (n:Trap {key: 'k20000'}) RETURN n.number AS x") == [(20_000.5,)]


def test_a_graph_is_only_kept_beside_a_snapshot(small_folder: Path, tables: PropertyGraph, tmp_path: Path) -> None:
    times, build = builder(tables)
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"")
    before = sorted(small_folder.iterdir())
    for place in (None, small_folder, small_folder, book, tmp_path / "nowhere"):
        _, why = embedded.opened(place, build)
        assert why == ""
    assert len(times) == 5
    assert sorted(small_folder.iterdir()) == before


def test_nothing_is_said_of_a_folder_in_which_one_may_not_write(
    kept: Path, tables: PropertyGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # for root every folder can be written
    graph, why = embedded.opened(kept, lambda: tables)
    assert (why, graphs(kept)) == ("", [])
    assert rows(graph, CLUSTERS) != []


def test_a_graph_that_was_kept_is_read_from_a_folder_in_which_one_may_not_write(
    kept: Path, tables: PropertyGraph
) -> None:
    times, build = builder(tables)
    embedded.opened(kept, build)
    kept.chmod(0o555)
    try:
        embedded.opened(kept, build)
    finally:
        kept.chmod(0o755)
    assert len(times) == 1


FULL = (
    r"s: the graph could not be kept \(.*No space left on device.*\); the answer is whole and the snapshot unchanged, "
    "but the next query fills the graph again. Free the place"
)


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), "engine"])
def test_a_full_disk_is_said_and_the_answer_is_whole(
    error: OSError | str, kept: Path, tables: PropertyGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_error = error if isinstance(error, OSError) else kglite.FileError("No space left on device (os error 28)")
    before = others(kept)

    class Full:
        def __init__(self) -> None:
            self.graph: Any = embedded.filled(tables)

        def save(self, path: str) -> None:
            Path(path).write_bytes(b"half")
            raise given_error

    made = Full()
    monkeypatch.setattr(embedded, "filled", lambda _: made)
    _, why = embedded.opened(kept, lambda: tables)
    assert re.search(FULL, why)
    assert rows(made.graph, CLUSTERS) != []
    assert graphs(kept) == []
    assert others(kept) == before


@pytest.mark.skipif(sys.platform != "linux", reason="a file system in memory is mounted as Linux does")
def test_a_disk_that_is_really_full_is_said(tmp_path: Path, tables: PropertyGraph) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a file system")
    try:
        folder = write(disk / "s", load())
        before = others(folder)
        graph, why = embedded.opened(folder, lambda: tables)
        assert re.search(FULL, why)
        assert list(differing(graph, tables)) == []
        assert graphs(folder) == []
        assert others(folder) == before
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_snapshot_that_is_exchanged_meanwhile_is_not_kept_under_a_wrong_name(
    kept: Path, tables: PropertyGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Path) -> Path:
        raise FileNotFoundError(errno.ENOENT, "No such file", "flows.parquet")

    monkeypatch.setattr(embedded, "_kept", gone)
    graph, why = embedded.opened(kept, lambda: tables)
    assert (why, graphs(kept)) == ("", [])
    assert rows(graph, CLUSTERS) != []


def test_what_a_process_that_was_killed_left_behind_is_removed(kept: Path, tables: PropertyGraph) -> None:
    now = time.time()
    for name, age in ((".graph-killed", 7200), (".graph-at-work", 60), (".graph-old.kgl", 60)):
        path = kept / name
        if name.endswith(".kgl"):
            path.write_bytes(b"an earlier state")
        else:
            path.mkdir()
            (path / "half.kgl").write_bytes(b"half")
        os.utime(path, (now - age, now - age))
    embedded.opened(kept, lambda: tables)
    assert sorted(graphs(kept)) == sorted([".graph-at-work", embedded._kept(kept).name])


def test_a_graph_of_an_earlier_state_that_cannot_be_removed_is_no_fault(
    kept: Path, tables: PropertyGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    # as on Windows, where a file that is read cannot be removed
    (kept / ".graph-old.kgl").write_bytes(b"an earlier state")

    def held(path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", held)
    _, why = embedded.opened(kept, lambda: tables)
    assert why == ""
    assert len(graphs(kept)) == 2


ASKS = """
import sys
from pathlib import Path
from ecograph import load
from ecograph.property_graph import property_graph
from ecograph.stores import embedded
folder = Path(sys.argv[1])
sys.stdin.readline()
for _ in range(5):
    graph, why = embedded.opened(folder, lambda: property_graph(load(folder)))
    found = embedded.read(graph, sys.argv[2], {}, timeout=60, limit=None).rows
    print(len(found), why)
    for path in folder.glob(".graph-*.kgl"):
        path.unlink(missing_ok=True)  # so that both fill and keep it again
graph, why = embedded.opened(folder, lambda: property_graph(load(folder)))
print(len(embedded.read(graph, sys.argv[2], {}, timeout=60, limit=None).rows), why)
"""


def test_two_processes_at_once_both_answer_and_leave_one_whole_file(kept: Path, tables: PropertyGraph) -> None:
    before = others(kept)
    command = [sys.executable, "-c", ASKS, str(kept), CLUSTERS]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for each in both:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in both:
        said, wrong = each.communicate(timeout=120)
        assert (each.returncode, wrong) == (0, "")
        assert said.splitlines() == ["17 "] * 6
    assert others(kept) == before
    assert len(graphs(kept)) == 1
    times, build = builder(tables)
    graph, _ = embedded.opened(kept, build)
    assert times == []
    assert list(differing(graph, tables)) == []


# the snapshot with a graph in it is the dataset that it was


def test_a_snapshot_with_a_graph_in_it_is_checked_and_shown_as_before(
    kept: Path, tables: PropertyGraph, tmp_path: Path
) -> None:
    def shown() -> list[object]:
        out = tmp_path / "out"
        ended = [run("check", kept), run("demo", "-d", kept, "--out", out, "--quiet")]
        assert [(each.code, each.err) for each in ended] == [(0, ""), (0, "")]
        return [ended[0].out, {path.name: path.read_bytes() for path in sorted(out.rglob("*.csv"))}]

    before = shown()
    embedded.opened(kept, lambda: tables)
    (kept / ".graph-at-work").mkdir()
    (kept / ".graph-at-work" / "half.kgl").write_bytes(b"half")
    assert read(kept).issues == ()
    assert shown() == before


def test_a_snapshot_with_a_graph_in_it_can_be_built_again_in_its_place(
    small_folder: Path, tmp_path: Path, tables: PropertyGraph
) -> None:
    def build() -> dict[str, bytes]:
        assert run("build", small_folder, "--out", tmp_path / "s", "--quiet").code == 0
        return {name: content for name, (content, _) in others(tmp_path / "s").items()}

    before = build()
    times, tables_again = builder(tables)
    embedded.opened(tmp_path / "s", tables_again)
    assert build() == before
    embedded.opened(tmp_path / "s", tables_again)
    assert len(times) == 2  # the files are new ones
    assert graphs(tmp_path / "s") == [embedded._kept(tmp_path / "s").name]


# without the engine


def test_without_the_engine_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tables: PropertyGraph) -> None:
    real = builtins.__import__

    def blocked(name: str, *rest: Any, **more: Any) -> object:  # noqa: ANN401 - as the builtin
        if name == "kglite":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", blocked)
    expected = (
        r"found no embedded engine \(the package kglite\); install it with: python -m pip install "
        r"'ecograph\[embedded\]', or ask a server with --on neo4j"
    )
    for call in (lambda: embedded.opened(None, lambda: tables), lambda: embedded.filled(tables)):
        with pytest.raises(EcographError, match=expected):
            call()
