"""Pull: what was pushed comes back as the same tables, and what somebody changed so that it cannot is told."""

from pathlib import Path

import polars as pl
import pytest
from cutting import Cut, cutting
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pushed import asked, done

from ecograph import Ecosystem, load
from ecograph.errors import EcographError, UnreachableError
from ecograph.schema import TABLES
from ecograph.stores.bolt import Target
from ecograph.stores.pull import pull, refuse_unfit
from ecograph.stores.push import Pace, push

pytestmark = pytest.mark.slow  # a Java machine starts

HOSTILE = (
    "'}) DETACH DELETE n //",
    '"',
    "`n`",
    "\\",
    "$rows",
    "{name: 'x'}",
    "two\nlines\r\n\ttabbed",
    "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe\N{RIGHT-TO-LEFT MARK}",
    "x" * 10_000,
    "a\0b",
    "\0",
    "\x1b[31mred",
    "👩\N{ZERO WIDTH JOINER}⚕️ æøå",
    "e\N{COMBINING ACUTE ACCENT}",
    " both ends ",
    "null",
    "0012",
    "2020-01-01",
    "\ufffe\uffff",
)
"""Texts that would do harm if they became part of a statement, or that a driver or server might change."""


def same(left: Ecosystem, right: Ecosystem) -> None:
    """Hold that two ecosystems have the same title and the same rows in all tables."""
    assert left.title == right.title
    for table in TABLES:
        assert left[table.name].equals(right[table.name]), table.name
        assert left[table.name].schema == right[table.name].schema


def test_the_bundled_dataset_comes_back_as_it_was(database: Target) -> None:
    told: list[tuple[str, int, int]] = []
    push(load(), database)
    back = pull(database, progress=lambda *each: told.append(each))
    same(back, load())
    refuse_unfit(back, database)
    assert told[0][1] == 0
    assert told[-1][1] == told[-1][2] == len(told) - 1


def test_a_dataset_with_a_row_in_each_table_comes_back_as_it_was(database: Target, small_folder: Path) -> None:
    push(load(small_folder), database)
    same(pull(database), load(small_folder))
    assert all(load(small_folder)[table.name].height for table in TABLES)


def test_an_ecosystem_of_nothing_comes_back(database: Target) -> None:
    push(Ecosystem.of(), database)
    same(pull(database), Ecosystem.of())


def test_random_ecosystems_come_back_as_they_were(database: Target, ecosystems: st.SearchStrategy[Ecosystem]) -> None:
    @settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(ecosystem=ecosystems)
    def comes_back(ecosystem: Ecosystem) -> None:
        push(ecosystem, database, prune=True, pace=Pace(batch_size=3))  # over what the example before has left
        same(pull(database), ecosystem)

    comes_back()


def test_hostile_texts_travel_as_data_in_every_place(database: Target) -> None:
    rows = [{"org_id": f"o{n}", "name": text, "kind": "company", "locator": text} for n, text in enumerate(HOSTILE)]
    ids = [{"org_id": text, "name": "by id", "kind": "company"} for text in HOSTILE if len(text) < 1000]
    eco = Ecosystem.of(
        HOSTILE[0],
        organisations=[*rows, *ids],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[{"org_id": row["org_id"], "project_id": "p", "role": row["org_id"]} for row in ids],
        ties=[
            {"tie_id": text, "subject": "o0", "kind": "part_of", "object": "o1", "locator": text} for text in HOSTILE
        ],
        names=[{"org_id": "o0", "name": text, "kind": "alias"} for text in HOSTILE],
        evidence=[{"table": "organisations", "key": text, "stated": text} for text in HOSTILE],
    )
    push(eco, database)
    same(pull(database), eco)
    push(eco, database, prune=True)
    same(pull(database), eco)
    assert asked(database, "MATCH (n:Organisation) RETURN count(n) AS n") == [(len(rows) + len(ids),)]


# what others keep


def test_what_others_keep_does_not_come_back(database: Target, small_folder: Path) -> None:
    push(load(small_folder), database)
    done(
        database,
        "CREATE (:Project {name: 'theirs', project_id: 'x-9'})",
        "CREATE (:Organisation {org_id: 17, name: 3})",
        "MATCH (a {org_id: 'alpha'}) MATCH (b {org_id: 'beta'}) CREATE (a)-[:MEMBER_OF {role: 4}]->(b)",
        "MATCH (a {org_id: 'alpha'}) CREATE (:Person)-[:TIED_TO {row: 'ties/x', kind: 4}]->(a)",
        "MATCH (a {org_id: 'alpha'}) SET a.note = 7, a:Favourite",
        "CREATE (:Dataset {name: 'theirs'})",
    )
    same(pull(database), load(small_folder))


def test_a_relationship_to_a_node_that_is_no_longer_ours_does_not_come_back(
    database: Target, small_folder: Path
) -> None:
    push(load(small_folder), database)
    done(database, "MATCH (n:Project {project_id: 'union'}) REMOVE n.row")
    back = pull(database)
    assert back.projects["project_id"].to_list() == ["trial"]
    assert set(back.participations["project_id"]) == {"trial"}


# what cannot come back


def refused(database: Target) -> str:
    with pytest.raises(EcographError) as error:
        pull(database)
    assert not isinstance(error.value, UnreachableError)
    assert str(error.value).startswith(database.uri)
    return str(error.value)


def test_a_database_without_a_graph_of_ours_is_refused(database: Target) -> None:
    assert f"found no node Dataset in the database {database.database!r}" in refused(database)
    done(database, "CREATE (:Dataset {name: 'theirs'})")
    assert "push it first, or name another database" in refused(database)


@pytest.mark.parametrize("value", ["false", "null", "'yes'"])
def test_a_graph_that_is_half_pushed_is_refused(database: Target, value: str) -> None:
    push(Ecosystem.of("T"), database)
    done(database, f"MATCH (n:Dataset) SET n.is_complete = {value}")
    assert "found a graph that is half pushed, expected a whole one; run `ecograph push` again" in refused(database)


def test_a_dataset_that_somebody_changed_is_refused(database: Target) -> None:
    push(Ecosystem.of("T"), database)
    done(database, "MATCH (n:Dataset) SET n.name = 5")
    said = "found nodes Dataset that somebody changed, expected one with a name; push"
    assert said in refused(database)
    done(
        database,
        "DROP CONSTRAINT dataset_id IF EXISTS",
        "MATCH (n:Dataset) SET n.name = 'T'",
        "CREATE (:Dataset {dataset_id: 'dataset', name: 'U', is_complete: true})",
    )
    assert said in refused(database)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("MATCH (n {org_id: 'alpha'}) SET n.name = 5", "Organisation alpha: found name = 5, expected a text"),
        ("MATCH (n {org_id: 'alpha'}) SET n.n = 'two'", "Organisation alpha: found n = 'two', expected a whole number"),
        ("MATCH (n {org_id: 'alpha'}) SET n.n = 2.0", "Organisation alpha: found n = 2.0, expected a whole number"),
        ("MATCH (n {org_id: 'alpha'}) SET n.n = true", "Organisation alpha: found n = True, expected a whole number"),
        ("MATCH (n {flow_id: 'grant'}) SET n.amount = '5'", "Flow grant: found amount = '5', expected a number"),
        ("MATCH (n {flow_id: 'grant'}) SET n.amount = true", "Flow grant: found amount = True, expected a number"),
        (
            "MATCH (n {project_id: 'trial'}) SET n.start = date('2014-01-01')",
            "Project trial: found start = datetime.date(2014, 1, 1), expected a text",
        ),
        ("MATCH (n {org_id: 'alpha'}) SET n.name = ['a']", "Organisation alpha: found name = ['a'], expected a text"),
        (
            "MATCH ()-[r:TIED_TO {row: 'ties/alpha-beta'}]->() SET r.kind = 1",
            "TIED_TO ties/alpha-beta: found kind = 1, expected a text",
        ),
        (
            "MATCH (:Flow {flow_id: 'grant'})-[r:PAID_BY]->({org_id: 'state'}) SET r.place = 'first'",
            "PAID_BY flows/grant: found place = 'first', expected a whole number",
        ),
        (
            "MATCH (a)-[r:TIED_TO]->(b) CREATE (a)-[:TIED_TO {row: r.row, tie_id: r.tie_id}]->(b)",
            "the graph: found ties/alpha-beta twice, expected it once",
        ),
        (
            "MATCH (a {theme_id: 'food'}) MATCH (b:Framework) CREATE (a)-[:IN_FRAMEWORK {row: 'themes/food'}]->(b)",
            "the graph: Theme food: found several relationships IN_FRAMEWORK",
        ),
    ],
)
def test_what_somebody_changed_is_named_with_its_node_and_property(
    database: Target, small_folder: Path, statement: str, said: str
) -> None:
    push(load(small_folder), database)
    done(database, statement)
    found = refused(database)
    assert f"somebody changed {said}" in found
    assert "push the dataset again" in found
    push(load(small_folder), database, prune=True)
    same(pull(database), load(small_folder))


def test_a_whole_number_may_stand_for_a_number(database: Target, small_folder: Path) -> None:
    push(load(small_folder), database)
    done(database, "MATCH (n {flow_id: 'grant'}) SET n.amount = 7")
    assert pull(database).flows.filter(flow_id="grant")["amount"].to_list() == [7.0]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("MATCH (n {org_id: 'alpha'}) SET n.kind = 'club'", "kind: choice: found 'club'"),
        ("MATCH (n {org_id: 'alpha'}) REMOVE n.name", "name: missing"),
        ("MATCH ({org_id: 'alpha'})-[r:STATED_BY]->() DELETE r", "source_id: source: found no source"),
        ("MATCH (n {org_id: 'alpha'}) SET n.name = 'a' + $sign", "name: characters: found a control character"),
    ],
)
def test_tables_that_no_dataset_may_have_are_refused_for_a_snapshot(
    database: Target, small_folder: Path, statement: str, said: str
) -> None:
    push(load(small_folder), database)
    refuse_unfit(pull(database), database)
    done(database, statement, **({"sign": "\0"} if "$" in statement else {}))
    back = pull(database)
    with pytest.raises(EcographError) as error:
        refuse_unfit(back, database)
    assert f"somebody changed the graph, and its tables have faults: organisations:1:{said}" in str(error.value)
    assert "and 1 more" not in str(error.value)


def test_several_faults_are_counted(database: Target, small_folder: Path) -> None:
    push(load(small_folder), database)
    done(database, "MATCH (n:Project) SET n.kind = 'club'")
    with pytest.raises(EcographError, match=r"projects:1:kind: choice: .* and 1 more; push the dataset again"):
        refuse_unfit(pull(database), database)


def test_a_graph_that_is_pushed_anew_while_it_is_read_is_refused(database: Target, small_folder: Path) -> None:
    push(load(small_folder), database)

    eco = load(small_folder)
    for title in ("Other", eco.title):

        def anew(what: str, _done: int, _whole: int, title: str = title) -> None:
            if what == "reading Project":
                push(Ecosystem.of(title), database, prune=True)

        with pytest.raises(EcographError, match="the graph was changed while it was read; pull it again"):
            pull(database, progress=anew)
        push(eco, database, prune=True)
    same(pull(database), eco)


def test_a_connection_that_is_cut_while_reading_is_made_anew(database: Target, small_folder: Path) -> None:
    push(load(small_folder), database)
    with cutting(database.uri) as network:
        network.cut(Cut("PULL", 9, answered=True))
        place = Target(network.uri, database.username, database.password, database.database)
        same(pull(place), load(small_folder))
        assert network.cuts == 1


def test_pulling_changes_nothing(database: Target, small_folder: Path) -> None:
    push(load(small_folder), database)
    with cutting(database.uri) as network:
        pull(Target(network.uri, database.username, database.password, database.database))
        assert "COMMIT" not in network.messages


def test_a_server_that_is_not_there_is_told(database: Target) -> None:
    with cutting(database.uri) as network:
        place = Target(network.uri, database.username, database.password, database.database)
        network.away()
        with pytest.raises(UnreachableError, match="nothing answers"):
            pull(place)


def test_the_hostile_texts_hold_what_they_are_meant_to() -> None:
    texts = pl.Series(HOSTILE)
    assert texts.str.len_chars().max() == 10_000
    assert texts.str.contains("\0", literal=True).sum() == 2
    assert texts.str.contains("`", literal=True).any()
