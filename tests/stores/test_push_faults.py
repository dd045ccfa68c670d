"""Push on a network that breaks: it ends whole, or says where it stopped and the same command mends it."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from cutting import Cut, cutting
from pushed import asked, done, whole

from ecograph import Ecosystem
from ecograph.errors import EcographError, LockedError, UnreachableError
from ecograph.outputs.reference import constraints
from ecograph.stores.bolt import Target
from ecograph.stores.pull import pull
from ecograph.stores.push import Pace, planned, push

pytestmark = pytest.mark.slow  # connections are cut many times, and each time it is pushed anew

BEFORE = Ecosystem.of(
    "Town",
    organisations=[
        {"org_id": "alpha", "name": "Alpha", "kind": "cluster"},
        {"org_id": "beta", "name": "Beta", "kind": "company", "parent_id": "alpha"},
        {"org_id": "gamma", "name": "Gamma", "kind": "hospital"},
    ],
    projects=[{"project_id": "one", "title": "One", "kind": "project"}],
    participations=[{"org_id": each, "project_id": "one", "role": "partner"} for each in ("alpha", "beta", "gamma")],
)
AFTER = Ecosystem.of(
    "Town",
    organisations=[
        {"org_id": "alpha", "name": "Alfa", "kind": "cluster"},
        {"org_id": "gamma", "name": "Gamma", "kind": "university", "parent_id": "alpha"},
        {"org_id": "delta", "name": "Delta", "kind": "company"},
    ],
    projects=[{"project_id": "two", "title": "Two", "kind": "project"}],
    participations=[{"org_id": each, "project_id": "two", "role": "partner"} for each in ("alpha", "delta")],
)
"""Something new, changed, of another kind and gone, so that each step of a push has a row."""

MARK = len(constraints()) + 1
"""The transaction that says that the graph is not complete; before it stand the constraints."""

SMALL = Pace(batch_size=1, patience=30)
SHORT = Pace(batch_size=1, patience=0.3)
"""What is cut always is soon given up."""


@pytest.fixture
def graphs(database: Target) -> tuple[object, object]:
    """Return the whole graph before and after, and leave the one before in the database."""
    push(AFTER, database)
    after = whole(database)
    push(BEFORE, database, prune=True)
    return whole(database), after


def commits(database: Target) -> int:
    """Return how many transactions lead from the graph before to the one after, and back."""
    with cutting(database.uri) as network:
        push(AFTER, replace(database, uri=network.uri), prune=True, pace=SMALL)
        push(BEFORE, database, prune=True)
        return network.messages.count("COMMIT")


@pytest.mark.parametrize("answered", [False, True], ids=["before it is kept", "after it is kept"])
def test_a_push_that_is_cut_at_any_batch_ends_whole(
    database: Target, graphs: tuple[object, object], *, answered: bool
) -> None:
    n = commits(database)
    assert n > 30
    # the first of the constraints, which are all alike, the dataset, then a batch for each row, the dataset
    for at in (1, *range(MARK, n + 1)):
        with cutting(database.uri) as network:
            network.cut(Cut("COMMIT", at, answered=answered))
            push(AFTER, replace(database, uri=network.uri), prune=True, pace=SMALL)
            assert network.cuts == 1
        assert whole(database) == graphs[1], at
        push(BEFORE, database, prune=True)


def test_a_batch_of_which_a_part_has_travelled_is_sent_anew(database: Target, graphs: tuple[object, object]) -> None:
    with cutting(database.uri) as network:
        push(AFTER, replace(database, uri=network.uri), prune=True, pace=SMALL)
        reading = network.messages.index("COMMIT")
        first, last = network.messages[:reading].count("RUN"), network.messages.count("RUN")
    push(BEFORE, database, prune=True)
    for at in range(first, last, 5):
        with cutting(database.uri) as network:
            network.cut(Cut("RUN", at, bytes=20))
            push(AFTER, replace(database, uri=network.uri), prune=True, pace=SMALL)
            assert network.cuts == 1
        assert whole(database) == graphs[1], at
        push(BEFORE, database, prune=True)


@pytest.mark.parametrize("at", [1, MARK - 1, MARK, MARK + 1, MARK + 5, MARK + 11, MARK + 15])
@pytest.mark.parametrize("leaves", [False, True], ids=["hangs up", "goes away"])
def test_a_push_that_gives_up_says_where_and_the_same_command_mends_it(
    database: Target, graphs: tuple[object, object], at: int, *, leaves: bool
) -> None:
    with cutting(database.uri) as network:
        network.cut(Cut("COMMIT", at, always=True, leaves=leaves))
        with pytest.raises(UnreachableError) as error:
            push(AFTER, replace(database, uri=network.uri), prune=True, pace=SHORT)
        said = str(error.value)
        assert said.startswith(network.uri)
    assert "It was at " in said
    assert "what is loaded is kept, and the same command goes on there" in said
    if at > MARK:  # what came first says that the graph is not complete
        assert planned(AFTER, database).was_half
        with pytest.raises(EcographError, match="found a graph that is half pushed"):
            pull(database)
    push(AFTER, database, prune=True, pace=SMALL)
    assert whole(database) == graphs[1]


def test_a_push_that_gave_up_sends_what_it_had_loaded_no_second_time(database: Target) -> None:
    with cutting(database.uri) as network:
        network.cut(Cut("COMMIT", MARK + 9, always=True))
        with pytest.raises(UnreachableError, match=r"It was at \w+, \d to \d of \d"):
            push(AFTER, replace(database, uri=network.uri), pace=SHORT)
    told = planned(AFTER, database)
    assert 0 < sum(each.new for each in told.changes) < sum(each.rows for each in told.changes)


def test_a_push_that_is_interrupted_goes_on_with_the_next(database: Target, graphs: tuple[object, object]) -> None:
    for at in range(0, 20, 3):

        def interrupt(what: str, sent: int, _whole: int, at: int = at) -> None:
            if not what.startswith("comparing") and sent == at:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            push(AFTER, database, prune=True, pace=Pace(batch_size=1, progress=interrupt))
        assert whole(database) not in graphs
        push(AFTER, database, prune=True)
        assert whole(database) == graphs[1]
        push(BEFORE, database, prune=True)


def test_a_push_over_one_that_was_given_up_brings_the_other_graph_whole(
    database: Target, graphs: tuple[object, object]
) -> None:
    with cutting(database.uri) as network:
        network.cut(Cut("COMMIT", MARK + 9, always=True))
        with pytest.raises(UnreachableError):
            push(AFTER, replace(database, uri=network.uri), prune=True, pace=SHORT)
    push(BEFORE, database, prune=True)
    assert whole(database) == graphs[0]


@pytest.mark.parametrize("work", [push, planned])
def test_a_connection_that_is_cut_while_comparing_is_made_anew(
    database: Target, graphs: tuple[object, object], work: Callable[..., object]
) -> None:
    with cutting(database.uri) as network:
        network.cut(Cut("PULL", 8, answered=True))
        work(BEFORE, replace(database, uri=network.uri), prune=True)
        assert network.cuts == 1
    assert whole(database) == graphs[0]


# two pushes at once


def test_two_pushes_at_once_are_both_told_and_the_next_brings_the_graph_whole(
    database: Target, graphs: tuple[object, object]
) -> None:
    def other(what: str, _done: int, _whole: int) -> None:
        if what == "Project":
            push(BEFORE, database, prune=True)

    with pytest.raises(LockedError, match=r"found another push at work.*run the same command again"):
        push(AFTER, database, prune=True, pace=Pace(progress=other))
    with pytest.raises(EcographError, match="found a graph that is half pushed"):
        pull(database)
    push(AFTER, database, prune=True)
    assert whole(database) == graphs[1]


def test_the_push_that_began_last_is_told_too(database: Target, graphs: tuple[object, object]) -> None:
    def ends(what: str, _done: int, _whole: int) -> None:
        if what == "Project":  # what the other one does when it finds that its name is gone
            done(database, "MATCH (n:Dataset) SET n.is_complete = false REMOVE n.push")

    with pytest.raises(LockedError, match="found another push at work"):
        push(AFTER, database, prune=True, pace=Pace(progress=ends))
    push(AFTER, database, prune=True)
    assert whole(database) == graphs[1]


def test_a_push_that_another_has_overtaken_while_it_compared_writes_nothing(
    database: Target, graphs: tuple[object, object]
) -> None:
    def other(what: str, _done: int, _whole: int) -> None:
        if what == "comparing PARTICIPATES_IN":
            push(AFTER, database, prune=True)

    done(database, "MATCH (n:Project) SET n.name = 'Uno'")  # else there is nothing to write
    with pytest.raises(LockedError, match="no longer the one that was compared"):
        push(BEFORE, database, prune=True, pace=Pace(progress=other))
    assert whole(database) == graphs[1]
    pull(database)


def test_many_pushes_at_once_do_no_harm_that_the_next_does_not_mend(
    database: Target, graphs: tuple[object, object]
) -> None:
    together = threading.Barrier(3)
    told: list[object] = []

    def work(ecosystem: Ecosystem) -> None:
        together.wait(30)
        try:
            told.append(push(ecosystem, database, prune=True, pace=SMALL))
        except EcographError as error:
            told.append(error)

    threads = [threading.Thread(target=work, args=(each,)) for each in (AFTER, BEFORE, AFTER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 3  # each has ended, and no other error has gone by
    push(AFTER, database, prune=True)
    assert whole(database) == graphs[1]


# what stands in the way from the start


@pytest.mark.parametrize("work", [push, planned])
def test_a_server_that_is_not_there_is_told(database: Target, work: Callable[..., object]) -> None:
    with cutting(database.uri) as network:
        network.away()
        with pytest.raises(UnreachableError, match="nothing answers"):
            work(BEFORE, replace(database, uri=network.uri))
    assert whole(database) == ([], [])


@pytest.mark.parametrize("work", [push, planned])
def test_a_wrong_password_and_a_missing_database_are_told(database: Target, work: Callable[..., object]) -> None:
    with pytest.raises(EcographError, match="NEO4J_USERNAME and NEO4J_PASSWORD") as error:
        work(BEFORE, replace(database, password="geheim-7"))  # noqa: S106 - no real one
    assert "geheim-7" not in str(error.value)
    with pytest.raises(EcographError, match="found no database 'nothere'"):
        work(BEFORE, replace(database, database="nothere"))
    assert whole(database) == ([], [])


def test_what_the_server_refuses_is_told_with_its_place(database: Target) -> None:
    done(database, "UNWIND [1, 2] AS n CREATE (:Organisation {org_id: 'alpha', n: n})")
    with pytest.raises(EcographError, match="It was at the constraint organisation_id") as error:
        push(BEFORE, database)
    assert not isinstance(error.value, UnreachableError)
    done(database, "MATCH (o:Organisation {n: 2}) DELETE o")
    push(BEFORE, database)
    assert asked(database, "MATCH (o:Organisation) RETURN count(o) AS n") == [(3,)]
