"""Every export, read back by the program it is for or by a reader of its published format written here."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET

import networkx as nx
import polars as pl
import pytest
from ecosystems import tables
from hostile import HOSTILE
from hypothesis import given, settings
from polars.testing import assert_frame_equal

from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.network import to_networkx
from ecograph.outputs.exports import EXPORTS, Export, Given
from ecograph.outputs.exports.neo4j import ARGUMENTS
from ecograph.property_graph import END, START, Nodes, PropertyGraph, Relationships, ecosystem_of, property_graph
from ecograph.schema import TABLE
from ecograph.schema.graph import DATASET, KIND_LABELS
from ecograph.sources import load

FILES = {export.name: export.files for export in EXPORTS}

GEXF = "{http://www.gexf.net/1.2draft}"


@pytest.fixture(scope="module")
def bundled() -> Ecosystem:
    return load()


@pytest.fixture(scope="module")
def small() -> Given:
    """Two clusters and a company, a dated project, a membership with a period, a joint amount, evidence, a theme."""
    return Given(
        Ecosystem.of(
            "Two clusters & more",
            organisations=[
                {"org_id": "a", "name": "A «første»", "kind": "cluster", "country": "DK"},
                {"org_id": "b", "name": 'B, "quoted"\nin two lines', "kind": "cluster"},
                {"org_id": "c", "name": "C", "country": "NO", "parent_id": "a", "n": 3, "extent": "collective"},
            ],
            names=[{"org_id": "c", "name": "=1+1", "kind": "alias"}],
            projects=[{"project_id": "p", "title": "P", "kind": "project", "start": "2019-04", "end": "2022"}],
            memberships=[{"org_id": "c", "cluster_id": "a", "from": "2018", "to": "2020-02"}],
            participations=[{"org_id": "a", "project_id": "p", "role": "lead"}],
            flows=[
                {
                    "flow_id": "f",
                    "payers": ["a", "b"],
                    "recipients": ["p"],
                    "amount": 0.5,
                    "qualifier": "about",
                    "currency": "EUR",
                    "kind": "grant",
                    "level": "grant",
                }
            ],
            frameworks=[{"framework_id": "w", "label_en": "Work areas", "kind": "thematic", "owner": "a"}],
            themes=[{"theme_id": "t", "framework_id": "w", "number": 1, "label_en": "Care"}],
            tags=[{"subject": "p", "theme_id": "t", "basis": "stated"}],
            evidence=[{"table": "flows", "key": "f", "stated": "about half", "stance": "agrees"}],
        ),
        "CC0-1.0",
    )


# all of them


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_the_same_ecosystem_gives_the_same_bytes(export: Export, small: Given) -> None:
    files = FILES[export.name]
    turned = {name: frame.reverse() for name, frame in small.ecosystem.frames().items()}
    assert files(small) == files(Given(Ecosystem.from_frames(small.ecosystem.title, turned), small.licence))


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_nothing_can_be_exported_too(export: Export) -> None:
    assert FILES[export.name](Given(Ecosystem.of()))


def test_a_format_of_one_file_gives_the_file_it_is_named_after(small: Given) -> None:
    for export in EXPORTS:
        names = list(export.files(small))
        assert export.is_folder or names == [export.place]


# GEXF


def _gexf(given_: Given) -> ET.Element:
    return ET.fromstring(FILES["gexf"](given_)["graph.gexf"])  # noqa: S314 - what we wrote ourselves


def test_gexf_reads_back_with_every_node_and_edge(small: Given) -> None:
    # networkx is the second implementation: its reader
    graph, back = to_networkx(small.ecosystem), nx.read_gexf(io.BytesIO(FILES["gexf"](small)["graph.gexf"]))
    assert sorted(back.nodes) == sorted(graph.nodes)
    assert sorted(back.edges()) == sorted(graph.edges())
    assert back.nodes["b"]["label"] == 'B, "quoted"\nin two lines'


def test_gexf_has_days_for_the_timeline_and_the_dates_as_stated(small: Given) -> None:
    # by hand: 2019-04 begins on 1 April, 2022 ends on 31 December; a membership to 2020-02 ends on 29 February
    nodes = {node.get("id"): node for node in _gexf(small).iter(f"{GEXF}node")}
    assert (nodes["p"].get("start"), nodes["p"].get("end")) == ("2019-04-01", "2022-12-31")
    assert (nodes["a"].get("start"), nodes["a"].get("end")) == (None, None)
    edges = [edge for edge in _gexf(small).iter(f"{GEXF}edge") if edge.get("label") == "memberships"]
    assert [(edge.get("start"), edge.get("end")) for edge in edges] == [("2018-01-01", "2020-02-29")]
    back = nx.read_gexf(io.BytesIO(FILES["gexf"](small)["graph.gexf"]))
    assert (back.nodes["p"]["stated_start"], back.nodes["p"]["stated_end"]) == ("2019-04", "2022")
    (membership,) = [data for _, _, data in back.edges(data=True) if data.get("table") == "memberships"]
    assert (membership["from"], membership["to"]) == ("2018", "2020-02")


def test_gexf_says_nothing_of_when_it_was_written(small: Given) -> None:
    assert not list(_gexf(small).iter(f"{GEXF}meta"))
    assert b"lastmodified" not in FILES["gexf"](small)["graph.gexf"]


def test_gexf_holds_hostile_texts_as_text() -> None:
    bodies = [{"org_id": f"o{place}", "name": text, "kind": "company"} for place, text in enumerate(HOSTILE)]
    root = _gexf(Given(Ecosystem.of("x", organisations=bodies)))
    labels = [node.get("label") for node in root.iter(f"{GEXF}node")]
    assert len(labels) == len(HOSTILE)
    assert labels[1] == HOSTILE[1]


# JSON


def test_node_link_json_gives_networkx_the_same_graph(small: Given) -> None:
    graph = to_networkx(small.ecosystem)
    back = nx.node_link_graph(json.loads(FILES["json"](small)["graph.json"]), edges="links")
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(back.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_cytoscape_json_gives_networkx_the_same_nodes_and_edges(small: Given) -> None:
    graph = to_networkx(small.ecosystem)
    made = json.loads(FILES["cytoscape"](small)["graph.cyjs"])
    ids = [each["data"]["id"] for kind in ("nodes", "edges") for each in made["elements"][kind]]
    assert len(set(ids)) == len(ids)
    assert {each["data"]["id"]: each["data"]["name"] for each in made["elements"]["nodes"]}["a"] == "A «første»"
    ends = [(each["data"]["source"], each["data"]["target"]) for each in made["elements"]["edges"]]
    assert ends == list(graph.edges())
    lead = next(each["data"] for each in made["elements"]["edges"] if each["data"]["table"] == "participations")
    assert lead["role"] == "lead"


def test_a_column_that_cytoscape_has_a_use_for_keeps_its_value() -> None:
    from ecograph.outputs.exports.cytoscape import _columns

    assert _columns({"id": 1, "source": "s", "role": "r"}) == {"stated_id": 1, "stated_source": "s", "role": "r"}


# Parquet


def test_parquet_has_a_row_for_each_node_and_edge(small: Given) -> None:
    graph = to_networkx(small.ecosystem)
    files = FILES["parquet"](small)
    nodes, edges = (pl.read_parquet(io.BytesIO(files[f"{name}.parquet"])) for name in ("nodes", "edges"))
    assert nodes["id"].to_list() == list(graph.nodes)
    assert edges.select("source", "target").rows() == list(graph.edges())
    assert nodes.filter(id="p").select("table", "title", "start").row(0) == ("projects", "P", "2019-04")
    assert nodes.filter(id="f")["amount"].item() == 0.5
    assert nodes.filter(id="c")["n"].item() == 3


# Neo4j


def _value(text: str, kind: str) -> object:
    """Return a cell as the bulk import reads it: an empty one is no property."""
    if text == "":
        return None
    match kind:
        case "long":
            return int(text)
        case "double":
            return float(text)
        case "boolean":
            return text == "true"
        case "date":
            return date.fromisoformat(text)
        case _:
            return text


DTYPES = {"string": pl.String, "long": pl.Int64, "double": pl.Float64, "boolean": pl.Boolean, "date": pl.Date}


def _bulk(content: bytes, special: tuple[str, ...]) -> tuple[dict[str, str], pl.DataFrame]:
    """Return the columns that mean something to the import, and the table with names of properties."""
    head, *rows = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    columns: dict[str, pl.Series] = {}
    roles = {}
    for place, title in enumerate(head):
        name, _, kind = title.partition(":")
        role = re.sub(r"\(.*", "", kind)
        if role in special:
            roles[role] = kind
            name, kind = name or role, "string"
        columns[name] = pl.Series([_value(row[place], kind) for row in rows], dtype=DTYPES[kind])
    return roles, pl.DataFrame(columns)


def _group(role: str) -> str:
    return role.partition("(")[2].removesuffix(")")


def imported(files: dict[str, bytes]) -> PropertyGraph:
    """Return the graph that the bulk import would make of its files, read by the head that Neo4j documents.

    Second implementation: https://neo4j.com/docs/operations-manual/current/import/, CSV header format.
    """
    arguments = files[ARGUMENTS].decode().splitlines()
    named = [line.split("=", 1) for line in arguments if line.startswith(("--nodes", "--relationships"))]
    assert sorted(name for _, name in named) == sorted(set(files) - {ARGUMENTS})
    keys: dict[str, str] = {}
    nodes, ties = [], []
    for option, name in named:
        if option == "--nodes":
            roles, table = _bulk(files[name], ("ID", "LABEL"))
            label = _group(roles["ID"])
            keys[label] = table.columns[0]
            assert table["LABEL"].str.split(";").list.first().eq(label).all()
            nodes.append(Nodes(label, keys[label], table.drop("LABEL")))
        else:
            roles, table = _bulk(files[name], ("START_ID", "END_ID", "TYPE"))
            start, end = _group(roles["START_ID"]), _group(roles["END_ID"])
            (kind,) = table["TYPE"].unique()
            own = table.rename({"START_ID": START, "END_ID": END}).drop("TYPE")
            ties.append(Relationships(kind, (start, keys[start]), (end, keys[end]), own))
    return PropertyGraph(tuple(nodes), tuple(ties))


def _same(left: Ecosystem, right: Ecosystem) -> Iterator[str]:
    assert left.title == right.title
    for name, frame in left.frames().items():
        assert_frame_equal(frame, right[name])
        yield name


def test_the_bulk_import_gives_the_graph_that_push_writes(small: Given) -> None:
    graph, back = property_graph(small.ecosystem), imported(FILES["neo4j"](small))
    assert [(n.label, n.table.height) for n in back.nodes] == [(n.label, n.table.height) for n in graph.nodes]
    for ours, theirs in zip(graph.relationships, back.relationships, strict=True):
        assert (ours.kind, ours.start, ours.end) == (theirs.kind, theirs.start, theirs.end)
        assert_frame_equal(ours.table, theirs.table, check_column_order=False)
    assert len(list(_same(small.ecosystem, ecosystem_of(back)))) == len(TABLE)


def test_the_bundled_dataset_comes_back_from_the_bulk_import(bundled: Ecosystem) -> None:
    assert list(_same(bundled, ecosystem_of(imported(FILES["neo4j"](Given(bundled))))))


def test_the_imported_graph_counts_as_whole_and_has_the_second_labels(small: Given) -> None:
    files = FILES["neo4j"](small)
    _, dataset = _bulk(files[f"nodes_{DATASET}.csv"], ("ID", "LABEL"))
    assert dataset["is_complete"].to_list() == [True]
    _, bodies = _bulk(files["nodes_Organisation.csv"], ("ID", "LABEL"))
    cluster = f"Organisation;{KIND_LABELS['cluster']}"
    assert dict(bodies.select("org_id", "LABEL").iter_rows()) == {"a": cluster, "b": cluster, "c": "Organisation"}


def test_a_graph_with_a_missing_node_is_not_exported(small: Given) -> None:
    broken = small.ecosystem.frames()
    broken["memberships"] = broken["memberships"].with_columns(cluster_id=pl.lit("nobody"))
    with pytest.raises(EcographError, match="nobody"):
        FILES["neo4j"](Given(Ecosystem.from_frames("x", broken)))


@settings(deadline=None, max_examples=30)
@given(rows=tables())
def test_any_ecosystem_comes_back_from_the_bulk_import(rows: dict[str, list[dict[str, object]]]) -> None:
    ecosystem = Ecosystem.of("T", **rows)
    pushed = ecosystem_of(property_graph(ecosystem))  # an empty list of payers is none, as in the graph
    assert list(_same(pushed, ecosystem_of(imported(FILES["neo4j"](Given(ecosystem))))))


def test_the_command_for_the_bulk_import_names_the_database_before_its_arguments() -> None:
    # from 5.19 on, what stands after --relationships is taken for a file: github.com/neo4j/docs-operations/pull/1689
    (about,) = (export.about for export in EXPORTS if export.name == "neo4j")
    assert about.endswith(f"neo4j-admin database import full neo4j @{ARGUMENTS}.")


# the data package


def test_a_data_package_says_what_its_files_are(small: Given) -> None:
    files = FILES["datapackage"](small)
    said = json.loads(files["datapackage.json"])
    assert (said["name"], said["licenses"]) == ("two-clusters-more", [{"name": "CC0-1.0"}])
    assert {resource["path"] for resource in said["resources"]} == set(files) - {"datapackage.json"}
    for resource in said["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert re.fullmatch(r"[a-z0-9._/-]+", resource["name"])  # the pattern of the specification
        head = next(csv.reader(io.StringIO(content.decode())))
        assert [field["name"] for field in resource["schema"]["fields"]] == head


FORMS = {"integer": r"-?\d+", "year": r"-?\d+", "number": r"-?\d+(\.\d+)?", "string": r"(?s).*"}
"""What Table Schema lets stand in a cell of each type that we use."""


def _wrong_cells(field: dict[str, object], cells: list[str]) -> list[str]:
    """Return the cells of a column that its field does not allow."""
    limits: dict[str, object] = field.get("constraints", {})  # type: ignore[assignment] # JSON
    allowed: object = limits.get("enum", cells)
    form, pattern = FORMS[str(field["type"])], str(limits.get("pattern", r"(?s).*"))
    stated = [cell for cell in cells if cell]
    wrong = [cell for cell in stated if not (re.fullmatch(form, cell) and re.fullmatch(pattern, cell))]
    wrong += [cell for cell in stated if cell not in allowed]  # type: ignore[operator] # a list
    return [*wrong, *(cell for cell in cells if not cell and limits.get("required"))]


def _problems(said: dict[str, object], files: dict[str, bytes]) -> list[str]:
    """Return what is wrong with the rows of a package by the rules of Table Schema, version 1."""
    found: list[str] = []
    resources: list[dict[str, object]] = said["resources"]  # type: ignore[assignment] # JSON
    rows = {
        str(resource["name"]): list(csv.DictReader(io.StringIO(files[str(resource["path"])].decode(), newline="")))
        for resource in resources
    }
    for resource in resources:
        own = str(resource["name"])
        schema: dict[str, list[dict[str, object]]] = resource["schema"]  # type: ignore[assignment] # JSON
        keys = [tuple(row[str(part)] for part in schema["primaryKey"]) for row in rows[own]]
        found += [f"{own}: the key {key} stands twice" for key in set(keys) if keys.count(key) > 1]
        for field in schema["fields"]:
            cells = [row[str(field["name"])] for row in rows[own]]
            found += [f"{own}.{field['name']}: {cell!r}" for cell in _wrong_cells(field, cells)]
        for each in schema.get("foreignKeys", []):
            reference: dict[str, str] = each["reference"]  # type: ignore[assignment] # JSON
            known = {row[reference["fields"]] for row in rows[reference["resource"] or own]}
            missing = {row[str(each["fields"])] for row in rows[own]} - known - {""}
            found += [f"{own}.{each['fields']}: {value!r} names no row" for value in sorted(missing)]
    return found


def test_the_bundled_data_hold_what_their_package_says(bundled: Ecosystem) -> None:
    files = FILES["datapackage"](Given(bundled, "CC0-1.0"))
    said = json.loads(files["datapackage.json"])
    assert _problems(said, files) == []
    flows = next(resource for resource in said["resources"] if resource["name"] == "flows")
    flows["schema"]["fields"][0]["type"] = "integer"  # planted: an id is no whole number
    assert len(_problems(said, files)) == bundled.flows.height


def test_a_package_without_a_licence_names_none_and_one_without_a_title_has_a_name() -> None:
    said = json.loads(FILES["datapackage"](Given(Ecosystem.of()))["datapackage.json"])
    assert "licenses" not in said
    assert said["name"] == "ecosystem"
