"""Push: the database holds the graph of the tables, whatever it held before, and nothing of others is touched."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from cutting import cutting
from pushed import asked, counted, done, whole

from benchmarks import networks
from ecograph import Ecosystem, load
from ecograph.errors import EcographError
from ecograph.property_graph import property_graph
from ecograph.stores.bolt import Target
from ecograph.stores.changes import Change
from ecograph.stores.push import Pace, Report, planned, push

pytestmark = pytest.mark.slow  # a Java machine starts

Rows = list[dict[str, object]]

ALPHA: dict[str, object] = {"org_id": "alpha", "name": "Alpha", "kind": "cluster", "country": "DK"}
BETA: dict[str, object] = {"org_id": "beta", "name": "Beta", "kind": "company", "parent_id": "alpha"}
GAMMA: dict[str, object] = {"org_id": "gamma", "name": "Gamma", "kind": "hospital"}
ONE: dict[str, object] = {"project_id": "one", "title": "One", "kind": "project", "start": "2020-02"}
LEAD: dict[str, object] = {"org_id": "alpha", "project_id": "one", "role": "lead"}
PARTNER: dict[str, object] = {"org_id": "gamma", "project_id": "one", "role": "partner"}
GRANT: dict[str, object] = {"flow_id": "grant", "payers": ["beta", "alpha"], "recipients": ["one"], "kind": "grant"}


def tables(title: str = "Town", **changed: Rows) -> Ecosystem:
    """Return three organisations, a project and a flow, with other rows where a table is named."""
    rows: dict[str, Rows] = {
        "organisations": [ALPHA, BETA, GAMMA],
        "projects": [ONE],
        "participations": [LEAD, PARTNER],
        "flows": [GRANT],
    }
    return Ecosystem.of(title, **(rows | changed))


def numbers(report: Report) -> dict[str, tuple[int, ...]]:
    """Return new, changed, removed and left of each label and pattern of which anything is to be told."""
    return {each.name: each[2:] for each in report.changes if any(each[2:])}


def test_a_first_push_makes_every_node_and_relationship_with_its_properties(database: Target) -> None:
    report = push(tables(), database)
    nodes, ties = whole(database)
    # by hand: the dataset, the source that `Ecosystem.of` gives, 3 organisations, 1 project, 1 flow
    assert [node["labels"] for (node,) in nodes] == [  # type: ignore[index]
        *(["Cluster", "Organisation"], ["Company", "Organisation"], ["Dataset"], ["Flow"]),
        *(["Hospital", "Organisation"], ["Project"], ["Source"]),
    ]
    assert asked(
        database,
        "MATCH (p:Project) RETURN p.project_id AS a, p.name AS b, p.start AS c, p.start_first AS d, p.start_last AS e",
    ) == [("one", "One", "2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29))]
    assert asked(
        database, "MATCH (f:Flow)-[r:PAID_BY]->(o) RETURN o.org_id AS a, r.place AS b, r.row AS c ORDER BY b"
    ) == [("beta", 1, "flows/grant"), ("alpha", 2, "flows/grant")]
    # 2 who take part, 2 who pay, 1 who is paid, 1 part of another, and the source of 5 nodes
    assert len(ties) == 11
    assert asked(database, "MATCH (d:Dataset) RETURN d.name AS a, d.is_complete AS b") == [("Town", True)]
    assert numbers(report)["Organisation"] == (3, 0, 0, 0)
    assert numbers(report)["(:Flow)-[:PAID_BY]->(:Organisation)"] == (2, 0, 0, 0)


def test_every_table_arrives_in_full(database: Target, small_folder: Path) -> None:
    graph = property_graph(load(small_folder))
    push(load(small_folder), database)
    for name, count in counted(graph).items():
        pattern = f"(n:{name})" if name[1].islower() else f"()-[n:{name}]->()"
        assert asked(database, f"MATCH {pattern} RETURN count(n) AS n") == [(count,)], name


def test_a_second_push_sends_no_change(database: Target) -> None:
    push(tables(), database)
    before = whole(database)
    with cutting(database.uri) as network:
        report = push(tables(), Target(network.uri, database.username, database.password, database.database))
        assert "COMMIT" not in network.messages
        assert "RUN" in network.messages
    assert numbers(report) == {}
    assert whole(database) == before


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_size_of_a_batch_changes_nothing(database: Target, size: int) -> None:
    push(tables(), database, pace=Pace(batch_size=size))
    assert numbers(planned(tables(), database)) == {}


def test_progress_counts_what_is_written_to_the_end(database: Target) -> None:
    told: list[tuple[str, int, int]] = []
    push(tables(), database, pace=Pace(batch_size=2, progress=lambda *each: told.append(each)))
    written = [each for each in told if not each[0].startswith("comparing")]
    # 6 nodes, the 3 labels of organisations, 11 relationships
    assert written[0] == ("Source", 0, 20)
    assert written[-1] == ("done", 20, 20)
    assert [done for _, done, _ in written] == sorted(done for _, done, _ in written)


# what changed


def test_a_value_that_changed_and_one_that_is_gone_are_mended_and_nothing_else_is_sent(database: Target) -> None:
    push(tables(), database)
    after = tables(organisations=[ALPHA | {"name": "Alfa", "country": None}, BETA, GAMMA])
    report = push(after, database)
    assert numbers(report) == {"Organisation": (0, 1, 0, 0)}
    assert asked(database, "MATCH (n {org_id: 'alpha'}) RETURN n.name AS a, n.country AS b") == [("Alfa", None)]


def test_what_somebody_edited_is_mended_also_when_only_its_type_is_another(database: Target) -> None:
    eco = tables(flows=[GRANT | {"amount": 5.0, "qualifier": "exact", "currency": "EUR"}])
    push(eco, database)
    before = whole(database)
    done(
        database,
        "MATCH (n:Flow) SET n.amount = 5",
        "MATCH (n:Organisation {org_id: 'gamma'}) REMOVE n.name",
        "MATCH ()-[r:PARTICIPATES_IN {role: 'lead'}]->() SET r.role = 'boss'",
    )
    assert numbers(push(eco, database)) == {
        "Organisation": (0, 1, 0, 0),
        "Flow": (0, 1, 0, 0),
        "(:Organisation)-[:PARTICIPATES_IN]->(:Project)": (0, 1, 0, 0),
    }
    assert whole(database) == before


def test_an_organisation_of_another_kind_has_the_label_of_that_kind_alone(database: Target) -> None:
    push(tables(), database)
    done(database, "MATCH (n {org_id: 'gamma'}) SET n:Favourite")
    push(tables(organisations=[ALPHA, BETA, GAMMA | {"kind": "university"}]), database)
    found = asked(database, "MATCH (n:Organisation {org_id: 'gamma'}) UNWIND labels(n) AS l RETURN l AS l ORDER BY l")
    assert found == [("Favourite",), ("Organisation",), ("University",)]
    # the relationships of the node are those it had
    assert len(whole(database)[1]) == 11


def test_a_label_of_a_kind_that_somebody_set_or_took_is_mended(database: Target) -> None:
    push(tables(), database)
    before = whole(database)
    done(database, "MATCH (n {org_id: 'gamma'}) SET n:Cluster", "MATCH (n {org_id: 'alpha'}) REMOVE n:Cluster")
    assert numbers(push(tables(), database)) == {"Organisation": (0, 2, 0, 0)}
    assert whole(database) == before


def test_a_row_that_now_leads_elsewhere_leaves_no_relationship_behind(database: Target) -> None:
    push(tables(), database)
    after = tables(
        organisations=[ALPHA, BETA | {"parent_id": "gamma"}, GAMMA], flows=[GRANT | {"payers": ["alpha", "gamma"]}]
    )
    report = push(after, database)
    assert numbers(report) == {
        "(:Flow)-[:PAID_BY]->(:Organisation)": (1, 1, 1, 0),
        "(:Organisation)-[:PART_OF]->(:Organisation)": (1, 0, 1, 0),
    }
    assert asked(database, "MATCH (:Flow)-[r:PAID_BY]->(o) RETURN o.org_id AS o, r.place AS p ORDER BY p") == [
        ("alpha", 1),
        ("gamma", 2),
    ]
    assert asked(database, "MATCH ({org_id: 'beta'})-[:PART_OF]->(o) RETURN o.org_id AS o") == [("gamma",)]


def test_a_relationship_that_stands_twice_is_made_one(database: Target) -> None:
    push(tables(), database)
    before = whole(database)
    done(
        database,
        "MATCH (a:Organisation {org_id: 'alpha'}) MATCH (p:Project) "
        "CREATE (a)-[:PARTICIPATES_IN {row: 'participations/alpha|one|lead|1', role: 'x'}]->(p)",
    )
    assert len(whole(database)[1]) == 12
    push(tables(), database)
    assert whole(database) == before


# what the tables no longer have


SMALLER = tables(organisations=[ALPHA, BETA | {"parent_id": None}], participations=[LEAD])


def test_what_the_tables_no_longer_have_stays_until_it_is_pruned(database: Target) -> None:
    push(tables(), database)
    report = push(SMALLER, database)
    assert numbers(report) == {
        "Organisation": (0, 0, 0, 1),
        "(:Organisation)-[:PARTICIPATES_IN]->(:Project)": (0, 0, 0, 1),
        "(:Organisation)-[:PART_OF]->(:Organisation)": (0, 0, 1, 0),
        "(:Organisation)-[:STATED_BY]->(:Source)": (0, 0, 0, 1),
    }
    assert asked(database, "MATCH (n {org_id: 'gamma'})-->(m) RETURN count(m) AS n") == [(2,)]
    pruned = push(SMALLER, database, prune=True)
    assert numbers(pruned) == {
        "Organisation": (0, 0, 1, 0),
        "(:Organisation)-[:PARTICIPATES_IN]->(:Project)": (0, 0, 1, 0),
        "(:Organisation)-[:STATED_BY]->(:Source)": (0, 0, 1, 0),
    }
    assert numbers(push(SMALLER, database, prune=True)) == {}


def test_a_pruned_database_is_as_one_that_was_pushed_for_the_first_time(database: Target) -> None:
    push(SMALLER, database)
    fresh = whole(database)
    push(tables(), database)
    assert whole(database) != fresh
    push(SMALLER, database, prune=True, pace=Pace(batch_size=1))
    assert whole(database) == fresh


def test_thousands_of_relationships_are_removed_in_one_batch(database: Target) -> None:
    """ArcadeDB gives up when it meets a relationship that the same statement has removed, but not among a few."""
    push(networks.generated(2000, 800, 12_000), database)
    report = push(Ecosystem.of("generated"), database, prune=True)
    assert numbers(report)["(:Organisation)-[:PARTICIPATES_IN]->(:Project)"] == (0, 0, 12_000, 0)
    assert asked(database, "MATCH (n) RETURN count(n) AS n") == [(2,)]


def test_a_table_of_which_no_row_is_left_is_pruned_too(database: Target) -> None:
    push(tables(), database)
    push(Ecosystem.of("Town"), database, prune=True)
    nodes, ties = whole(database)
    assert [node["labels"] for (node,) in nodes] == [["Dataset"], ["Source"]]  # type: ignore[index]
    assert ties == []


OTHERS = (
    "CREATE (:Person {name: 'Ada'})",
    "CREATE (:Project {name: 'theirs', project_id: 'x-9'})",
    "CREATE (:Project {name: 'numbered', project_id: 9, row: 17})",
    "CREATE (:Organisation {name: 'without an id', row: 'organisations/none'})",
    "CREATE (:Dataset {name: 'theirs', is_complete: false})",
    "MATCH (a:Person) MATCH (b:Organisation {org_id: 'alpha'}) CREATE (a)-[:MEMBER_OF {since: 2001}]->(b)",
    "MATCH (a:Person) MATCH (b:Organisation {org_id: 'alpha'}) CREATE (a)-[:WORKS_AT {row: 'staff/1'}]->(b)",
    "MATCH (a:Organisation {org_id: 'alpha'}) MATCH (b:Organisation {org_id: 'beta'}) CREATE (a)-[:TIED_TO]->(b)",
    "MATCH (a:Organisation {org_id: 'alpha'}) SET a.note = 'call them', a:Favourite",
)
"""What others may keep in the same database, some of it with labels and properties of ours."""


def test_what_others_keep_is_never_touched(database: Target) -> None:
    push(tables(), database)
    ours = whole(database)
    done(database, *OTHERS)
    both = whole(database)
    assert len(both[0]) == len(ours[0]) + 5
    assert len(both[1]) == len(ours[1]) + 3
    assert numbers(push(tables(), database, prune=True)) == {}
    assert whole(database) == both
    push(SMALLER, database, prune=True)
    push(tables(), database, prune=True)
    assert whole(database) == both


def test_a_node_that_others_hold_stays_when_it_is_pruned_and_is_no_longer_ours(database: Target) -> None:
    push(tables(), database)
    done(database, "MATCH (b {org_id: 'gamma'}) CREATE (:Person {name: 'Ada'})-[:WORKS_AT]->(b)")
    report = push(SMALLER, database, prune=True)
    assert report.released == 1
    found = asked(database, "MATCH (p:Person)-[:WORKS_AT]->(o) RETURN o.org_id AS o, o.name AS n, o.row AS row")
    assert found == [("gamma", "Gamma", None)]
    assert asked(database, "MATCH ({org_id: 'gamma'})-[r]-() RETURN type(r) AS t") == [("WORKS_AT",)]
    again = push(SMALLER, database, prune=True)
    assert (numbers(again), again.released) == ({}, 0)
    back = push(tables(organisations=[ALPHA, BETA, GAMMA | {"kind": "university"}]), database)
    assert numbers(back)["Organisation"] == (0, 1, 0, 0)  # it is there, and becomes ours again
    found = asked(database, "MATCH (o:University)<-[:WORKS_AT]-() RETURN o.row AS row, 'Hospital' IN labels(o) AS old")
    assert found == [("organisations/gamma", False)]


# another dataset


def test_another_dataset_is_refused_and_replaced_when_that_is_asked(database: Target) -> None:
    push(tables(), database)
    before = whole(database)
    other = tables("Village", organisations=[BETA | {"parent_id": None}], participations=[], flows=[])
    for work in (push, planned):
        with pytest.raises(EcographError) as error:
            work(other, database)
        said = str(error.value)
        assert f"found the dataset 'Town' in the database {database.database!r}, expected 'Village' or none" in said
        assert "--database" in said
        assert "--prune" in said
    assert whole(database) == before
    push(other, database, prune=True)
    assert asked(database, "MATCH (n) RETURN count(n) AS n") == [(4,)]
    assert asked(database, "MATCH (n:Dataset) RETURN n.name AS name") == [("Village",)]


def test_a_graph_whose_dataset_nobody_names_any_more_is_compared_all_the_same(database: Target) -> None:
    push(tables(), database)
    before = whole(database)
    done(database, "MATCH (n:Dataset) DELETE n")
    assert numbers(push(tables(), database, prune=True)) == {}
    assert whole(database) == before


# measures


def measured(**values: float | None) -> dict[str, pl.DataFrame]:
    return {"Organisation": pl.DataFrame({"org_id": [*values], "metric_degree": pl.Series([*values.values()])})}


DEGREES = "MATCH (n:Organisation) RETURN n.org_id AS id, n.metric_degree AS degree ORDER BY id"


def test_results_of_measures_are_written_changed_and_removed_with_the_next_push(database: Target) -> None:
    push(tables(), database)
    plain = whole(database)
    push(tables(), database, properties=measured(alpha=0.5, beta=None, gamma=0.25))
    assert asked(database, DEGREES) == [("alpha", 0.5), ("beta", None), ("gamma", 0.25)]
    report = push(tables(), database, properties=measured(alpha=0.75, gamma=0.25))
    assert numbers(report) == {"Organisation": (0, 1, 0, 0)}
    assert asked(database, DEGREES) == [("alpha", 0.75), ("beta", None), ("gamma", 0.25)]
    assert numbers(planned(tables(), database)) == {"Organisation": (0, 2, 0, 0)}
    push(tables(), database)
    assert whole(database) == plain


def test_results_of_measures_do_not_stay_on_what_the_tables_no_longer_have(database: Target) -> None:
    push(tables(), database, properties=measured(alpha=0.5, gamma=0.25))
    report = push(SMALLER, database, properties=measured(alpha=0.5))
    assert numbers(report)["Organisation"] == (0, 0, 0, 1)
    assert asked(database, DEGREES) == [("alpha", 0.5), ("beta", None), ("gamma", None)]
    assert push(SMALLER, database, properties=measured(alpha=0.5), prune=True).released == 0


def test_a_result_under_another_name_is_refused(database: Target) -> None:
    frame = pl.DataFrame({"org_id": ["alpha"], "degree": [1.0]})
    with pytest.raises(ValueError, match="Organisation: a property of a measure begins with metric_"):
        push(tables(), database, properties={"Organisation": frame})


# a dry run


@pytest.mark.parametrize("prune", [False, True])
def test_a_dry_run_tells_what_a_push_then_does_and_changes_nothing(database: Target, *, prune: bool) -> None:
    push(tables(), database)
    done(database, *OTHERS)
    after = tables(
        organisations=[ALPHA | {"name": "Alfa"}, {"org_id": "delta", "name": "Delta", "kind": "company"}],
        participations=[LEAD],
        flows=[GRANT | {"payers": ["alpha"]}],
    )
    before = whole(database)
    told = planned(after, database, prune=prune)
    assert whole(database) == before
    assert numbers(told)["Organisation"] == ((1, 1, 2, 0) if prune else (1, 1, 0, 2))
    assert told.changes[1] == Change("Organisation", 2, 1, 1, *((2, 0) if prune else (0, 2)))
    report = push(after, database, prune=prune)
    assert report.changes == told.changes
    assert report.released == int(prune)  # beta, which somebody else's TIED_TO holds
    assert whole(database) != before


def test_a_dry_run_on_an_empty_database_says_that_all_is_new(database: Target) -> None:
    told = planned(tables(), database)
    assert sum(each.new for each in told.changes) == 17  # 6 nodes and 11 relationships
    assert not told.was_half
    assert whole(database) == ([], [])


def test_a_graph_that_is_half_pushed_is_told_and_made_whole(database: Target) -> None:
    push(tables(), database)
    done(database, "MATCH (n:Dataset) SET n.is_complete = false")
    assert planned(tables(), database).was_half
    assert push(tables(), database).was_half
    assert not planned(tables(), database).was_half


def test_a_table_that_names_what_is_not_there_is_refused_before_anything_is_sent(database: Target) -> None:
    for work in (push, planned):
        with pytest.raises(EcographError, match="run `ecograph check`"):
            work(tables(participations=[LEAD | {"org_id": "nobody"}]), database)
    assert whole(database) == ([], [])
