"""Neo4j's own grammar and semantic check, run offline on every Cypher file, with the schema of the graph."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from guarded import HARMLESS

from ecograph.schema import graph
from ecograph.schema.tables import TABLE

ROOT = Path(__file__).parents[2]
GRAMMAR = ROOT / "tests" / "grammar"
PACKAGE = GRAMMAR / "node_modules" / "@neo4j-cypher" / "language-support"
VERSIONS = ("CYPHER 5", "CYPHER 25")

pytestmark = [
    pytest.mark.slow,  # half a second to start, and up to 0.3 s for each statement and version
    pytest.mark.skipif(shutil.which("node") is None, reason="Node is not there"),
    pytest.mark.skipif(  # where CI has Node, a missing package is a fault
        not PACKAGE.is_dir() and os.environ.get("CI") != "true",
        reason="Neo4j's grammar package is not there: `npm ci` in tests/grammar installs it",
    ),
]


class Fault(NamedTuple):
    """A statement with one fault.

    Args:
        text: The statement.
        severity: How Neo4j's check grades it.
        message: What its message holds.
        versions: Where it is a fault; elsewhere the statement is good.
    """

    text: str
    severity: str
    message: str
    versions: tuple[str, ...] = VERSIONS


GOOD = (
    "MATCH (a:Organisation:Company)-[t:PARTICIPATES_IN]->(p:Project)\n"
    "WHERE a.org_id = $org AND NOT EXISTS { (p)<-[:PARTICIPATES_IN]-(:Hospital) }\n"
    "RETURN a.org_id AS org, count(t) AS n ORDER BY n DESC, org"
)

# Each is GOOD with one thing changed, or a statement as short; the messages are those of Neo4j.
FAULTS = {
    "syntax": Fault(GOOD.replace("count(t)", "count(t"), "error", "Invalid input 'AS'"),
    "undefined variable": Fault(GOOD.replace("count(t)", "count(x)"), "error", "Variable `x` not defined"),
    "unknown function": Fault(GOOD.replace("count(t)", "cnt(t)"), "error", "Function cnt is not present"),
    "unknown procedure": Fault("CALL gds.nothing() YIELD x RETURN x AS x", "error", "Procedure gds.nothing is not"),
    "a function of APOC": Fault(GOOD.replace("count(t)", "apoc.text.join([], '')"), "error", "Function apoc.text.join"),
    "aggregation in WHERE": Fault(GOOD.replace("a.org_id = $org", "count(a) > 1"), "error", "Invalid use of aggregat"),
    "two columns of one name": Fault(GOOD.replace("AS n ", "AS org "), "error", "same name are not supported"),
    "types that do not add": Fault(GOOD.replace("count(t)", "1 + true"), "error", "Type mismatch"),
    "unknown label": Fault(GOOD.replace(":Hospital", ":Hospitals"), "warning", "Label Hospitals is not present"),
    "unknown type": Fault(GOOD.replace("[t:PARTICIPATES_IN]", "[t:JOINS]"), "warning", "type JOINS is not present"),
    "unknown property": Fault(GOOD.replace("a.org_id AS", "a.orgid AS"), "warning", "orgid is not present"),
    "wrong direction": Fault(
        GOOD.replace("-[t:PARTICIPATES_IN]->", "<-[t:PARTICIPATES_IN]-"), "warning", "(:Project) has no outgoing"
    ),
    "wrong end": Fault(GOOD.replace("t:PARTICIPATES_IN", "t:MEMBER_OF"), "warning", "(:Project) has no incoming"),
    "cartesian product": Fault(GOOD.replace("(p:Project)", "(p:Project), (s:Source)"), "warning", "cartesian product"),
    "only in Cypher 25": Fault("LET x = 1 RETURN x", "error", "Invalid input 'LET'", ("CYPHER 5",)),
    "no statement": Fault(" \n", "error", "there is no statement"),
    "a comment alone": Fault("// nothing", "error", "a statement"),
    "the parser breaks off": Fault(f"RETURN {'[' * 1000}{']' * 1000} AS x", "error", "the parser broke off"),
    # At these three the semantic analysis of this release gives up in silence, so that no other fault would be found.
    "a bad escape": Fault(r"RETURN '\uZZZZ' AS x", "error", "the semantic analysis broke off"),
    "CASE around a subquery": Fault(
        GOOD.replace("count(t)", "CASE WHEN EXISTS { (a) } THEN 1 END"), "error", "the semantic analysis broke off"
    ),
    "CASE in ORDER BY": Fault(
        "MATCH (s:Source) WITH s, count(*) AS n RETURN s.row AS row, n AS n ORDER BY CASE WHEN n < 2 THEN n ELSE 2 END",
        "error",
        "the semantic analysis broke off",
        ("CYPHER 25",),
    ),
}


def schema() -> dict[str, object]:
    """Return the labels, types, properties and ends of relationships of the graph, as the check takes them."""

    def labels(table: str) -> tuple[str, ...]:
        return (TABLE[table].label, *(graph.KIND_LABELS.values() if table == "organisations" else ()))

    ends = {
        (start, end, each.kind)
        for each in graph.RELATIONSHIPS
        for tables in product(each.starts, each.ends)
        for start, end in product(*map(labels, tables))
    }
    about = {
        (TABLE["evidence"].label, label, graph.EVIDENCE_ABOUT)
        for table in graph.NODE_TABLES
        for label in labels(table.name)
    }
    return {
        "labels": graph.LABELS,
        "relationshipTypes": graph.TYPES,
        "propertyKeys": graph.PROPERTIES,
        "graphSchema": [{"from": start, "to": end, "relType": kind} for start, end, kind in sorted(ends | about)],
    }


def findings(
    texts: Mapping[str, str], versions: tuple[str, ...] = VERSIONS
) -> dict[tuple[str, str], list[dict[str, object]]]:
    """Return what Neo4j's check finds in each statement, by its name and the version of Cypher."""
    statements = [{"name": name, "text": texts[name], "version": version} for name in texts for version in versions]
    ended = subprocess.run(
        ["node", str(GRAMMAR / "check.mjs")],
        input="".join(json.dumps(line) + "\n" for line in [schema(), *statements]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    # Not splitlines(): a name may hold U+2028, which Node writes as it is.
    answers = [json.loads(line) for line in ended.stdout.split("\n") if line]
    found = {(answer["name"], answer["version"]): answer["findings"] for answer in answers}
    assert list(found) == list(product(texts, versions))
    return found


def shown(texts: Mapping[str, str], version: str) -> list[str]:
    """Return what Neo4j's check finds for a version of Cypher, a line each."""
    return [
        f"{name}:{each['line']}:{each['column']}: {each['severity']}: {each['message']}"
        for (name, _), found in findings(texts, (version,)).items()
        for each in found
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_cypher_file_passes_the_check_of_neo4j(version: str) -> None:
    paths = sorted((ROOT / "cypher").rglob("*.cypher"))
    assert paths
    found = shown({path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}, version)
    assert not found, "\n".join(found)


def test_what_the_guard_lets_pass_as_harmless_is_cypher() -> None:
    texts = {text: text for text in HARMLESS}
    assert [line for line in shown(texts, "CYPHER 25") if ": error: " in line] == []


def test_a_planted_fault_is_found_in_its_place_and_the_good_statement_passes() -> None:
    found = findings({"good": GOOD} | {name: fault.text for name, fault in FAULTS.items()})
    for version in VERSIONS:
        assert not found["good", version]
        # By hand: `cnt(t)` stands in the third line, after the 24 signs of `RETURN a.org_id AS org, `.
        assert [(each["line"], each["column"]) for each in found["unknown function", version]] == [(3, 25)]
        for name, fault in FAULTS.items():
            told = [each for each in found[name, version] if each["severity"] == fault.severity]
            told = [each for each in told if fault.message in str(each["message"])]
            assert bool(told) == (version in fault.versions), (name, version, found[name, version])
