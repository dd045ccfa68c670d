"""What a file of scenarios says, and the line of what it says wrongly; expected lines counted by hand."""

import pytest

from ecograph.bundled import dataset
from ecograph.errors import DataError
from ecograph.scenario import Scenario, scenarios

FULL = """\
# two mergers
[[scenarios]]
name = "Both"
clusters = ["a", "b"]
leaves = ["x"]
as_of = "2020"
decided = "2020-11-24"
evidence = ["ties/a.merged-into.both"]

[[scenarios]]
name = "All"
clusters = ["a", "b", "c"]
"""


def issues(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(DataError) as raised:
        scenarios(text, "s.toml")
    assert {issue.file for issue in raised.value.issues} == {"s.toml"}
    return [(issue.line, issue.column, issue.code) for issue in raised.value.issues]


def test_a_file_is_read_whole() -> None:
    assert scenarios(FULL, "s.toml") == (
        Scenario("Both", ("a", "b"), ("x",), "2020", "2020-11-24", ("ties/a.merged-into.both",)),
        Scenario("All", ("a", "b", "c")),
    )


def test_a_date_of_toml_is_a_date() -> None:
    (found, _) = scenarios(FULL.replace('"2020-11-24"', "2020-11-24"), "s.toml")
    assert found.decided == "2020-11-24"


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "code"),
    [
        ("# two mergers", "title = 1", 1, "title", "column"),
        ("# two mergers", "[title]\nx = 1", 1, "title", "column"),
        ('name = "Both"', "", 2, "name", "missing"),
        ('name = "Both"', "name = 3", 3, "name", "missing"),
        ('name = "Both"', 'name = " "', 3, "name", "missing"),
        ('"All"', '"Both"', 11, "name", "duplicate"),
        ('clusters = ["a", "b"]', "", 2, "clusters", "missing"),
        ('clusters = ["a", "b"]', 'clusters = ["a"]', 4, "clusters", "missing"),
        ('clusters = ["a", "b"]', 'clusters = "a"', 4, "clusters", "type"),
        ('clusters = ["a", "b"]', 'clusters = ["a", 1]', 4, "clusters", "type"),
        ('clusters = ["a", "b"]', 'clusters = ["a", ""]', 4, "clusters", "type"),
        ('clusters = ["a", "b", "c"]', 'clusters = ["a", "b", "a"]', 12, "clusters", "duplicate"),
        ('leaves = ["x"]', "leaves = 1", 5, "leaves", "type"),
        ('leaves = ["x"]', 'leaves = ["x", "x"]', 5, "leaves", "duplicate"),
        ('leaves = ["x"]', 'leaves = ["b"]', 5, "leaves", "duplicate"),
        ('as_of = "2020"', "as_of = 2020", 6, "as_of", "type"),
        ('as_of = "2020"', 'as_of = "2020-13"', 6, "as_of", "type"),
        ('decided = "2020-11-24"', "decided = 2020-11-24T10:00:00", 7, "decided", "type"),
        ('decided = "2020-11-24"', 'decided = "last year"', 7, "decided", "type"),
        ("evidence = [", "evidence = [1, ", 8, "evidence", "type"),
        ("decided", "when", 7, "when", "column"),
    ],
)
def test_a_fault_is_named_with_its_line(old: str, new: str, line: int, key: str, code: str) -> None:
    assert issues(FULL.replace(old, new, 1)) == [(line, key, code)]


def test_all_faults_are_found_in_one_run() -> None:
    text = '[[scenarios]]\nclusters = ["a"]\nas_of = "x"\n[[scenarios]]\nname = "B"\nwho = 1\n'
    assert issues(text) == [
        (1, "name", "missing"),
        (2, "clusters", "missing"),
        (3, "as_of", "type"),
        (4, "clusters", "missing"),
        (6, "who", "column"),
    ]


@pytest.mark.parametrize("text", ["", "scenarios = 1", "scenarios = []", "scenarios = [1]", "[scenarios]\nname = 'a'"])
def test_a_file_without_a_scenario_is_refused(text: str) -> None:
    assert issues(text) == [(1, "scenarios", "missing")]


def test_scenarios_in_braces_are_read_too_and_have_the_first_line() -> None:
    assert scenarios('scenarios = [{name = "A", clusters = ["a", "b"]}]', "s.toml")[0].clusters == ("a", "b")
    assert issues('scenarios = [{name = "A"}]') == [(1, "clusters", "missing")]


def test_what_is_no_toml_is_refused_with_its_line() -> None:
    assert issues("\n[[scenarios]\n") == [(2, "-", "format")]
    assert issues("x = " + "[" * 10_000) == [(1, "-", "format")]


def test_the_bundled_scenarios_can_be_read() -> None:
    # datasets/nordic_health: the two mergers that happened, and the planned one, which has no date
    found = scenarios((dataset("nordic_health") / "scenarios.toml").read_text(encoding="utf-8"), "scenarios.toml")
    assert [(len(one.clusters), one.decided) for one in found] == [(5, "2020-11-24"), (2, "2024-11-11"), (4, None)]
