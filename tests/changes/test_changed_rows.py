"""What entered, left and changed between two states, held against a second way to find it, in plain Python."""

import polars as pl
import states
from hypothesis import given, settings
from hypothesis import strategies as st

import ecograph
from ecograph.cells import text
from ecograph.changes.changes import Changes, changes
from ecograph.changes.differing import PLACES
from ecograph.ecosystem import Ecosystem
from ecograph.schema import TABLE, TABLES

Key = tuple[str, str]
Cells = dict[Key, dict[str, str]]


def rows(eco: Ecosystem) -> Cells:
    """Return the cells of all rows as texts, ids in lists sorted."""
    found: Cells = {}
    for table in TABLES:
        for row in eco[table.name].iter_rows(named=True):
            key = "|".join(text(row[name]) for name in table.key)
            cells = {name: text(sorted(value) if isinstance(value, list) else value) for name, value in row.items()}
            found[table.name, key] = cells
    return found


def keys(frame: pl.DataFrame) -> list[Key]:
    return list(frame.select("table", "key").iter_rows())


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_what_differs_is_what_a_comparison_of_dictionaries_finds(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    one, two = data.draw(ecosystems), data.draw(ecosystems)
    before, after = rows(one), rows(two)
    found = changes(one, two)
    assert set(keys(found.entered)) == after.keys() - before.keys()
    assert set(keys(found.left)) == before.keys() - after.keys()
    both = before.keys() & after.keys()
    cells = {(*key, c) for key in both for c in before[key] if before[key][c] != after[key][c]}
    told = [*found.changed.iter_rows(named=True), *found.restated.iter_rows(named=True)]
    assert {(row["table"], row["key"], row["column"]) for row in told} == cells
    assert len(told) == len(cells)
    for row in told:
        key = (row["table"], row["key"])
        assert (row["before"] or "") == before[key][row["column"]]
        assert (row["after"] or "") == after[key][row["column"]]
        assert row["source_id"] == after[key]["source_id"]
    elsewhere = set(keys(found.restated))
    assert elsewhere.isdisjoint(keys(found.changed))
    assert set(found.restated["column"]) <= set(PLACES)
    assert (before.keys() - set(keys(found.left))) | set(keys(found.entered)) == after.keys()


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_from_the_later_to_the_earlier_state_the_changes_are_the_same_with_the_sides_exchanged(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    one, two = data.draw(ecosystems), data.draw(ecosystems)
    assert_mirrored(changes(one, two), changes(two, one))


def test_the_two_states_written_by_hand_are_mirrored() -> None:
    assert_mirrored(changes(states.before(), states.after()), changes(states.after(), states.before()))


def assert_mirrored(there: Changes, back: Changes) -> None:
    assert there.entered.equals(back.left)
    assert there.left.equals(back.entered)
    swapped = {"before": "after", "after": "before"}
    columns = ["table", "key", "column", "before", "after", "follows"]
    for one, other in ((there.changed, back.changed), (there.restated, back.restated)):
        assert one.select(columns).equals(other.rename(swapped).select(columns))
    for one, other in ((there.joined, back.split), (there.split, back.joined), (there.renamed, back.renamed)):
        assert one.select("before", "after").equals(other.rename(swapped).select("before", "after"))
        assert one["records"].equals(other["records"])


@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_a_state_does_not_differ_from_itself(data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]) -> None:
    eco = data.draw(ecosystems)
    found = changes(eco, eco)
    assert found.is_empty
    assert [found.summary(language) for language in ("en", "da", "nb")] == [
        "no change",
        "ingen ændringer",
        "ingen endringer",
    ]


def test_the_bundled_dataset_does_not_differ_from_itself() -> None:
    assert changes(ecograph.load(), ecograph.load()).is_empty


def test_the_order_of_payers_means_nothing() -> None:
    flow = {"flow_id": "f", "kind": "grant", "level": "paid"}
    one = Ecosystem.of(flows=[flow | {"payers": ["a", "b"]}])
    assert changes(one, Ecosystem.of(flows=[flow | {"payers": ["b", "a"]}])).is_empty
    assert not changes(one, Ecosystem.of(flows=[flow | {"payers": ["b"]}])).is_empty


def test_a_row_with_another_source_alone_is_told_apart() -> None:
    found = changes(states.before(), states.after())
    assert found.restated.select("table", "key", "column").rows() == [
        ("ties", "tie", "source_id"),
        ("ties", "tie", "locator"),
    ]
    assert "ties" not in found.changed["table"]


def test_rows_are_in_the_order_of_the_tables_and_of_their_keys() -> None:
    found = changes(Ecosystem.of(), ecograph.load())
    order = [table.name for table in TABLES]
    assert keys(found.entered) == [
        (name, "|".join(text(row[part]) for part in TABLE[name].key))
        for name in order
        for row in ecograph.load()[name].iter_rows(named=True)
    ]
    assert found.left["key"].to_list() == ["given"]


def test_each_kind_of_change_makes_the_changes_not_empty() -> None:
    company = {"org_id": "a", "name": "A", "kind": "company"}
    eco = Ecosystem.of(organisations=[company])
    places = Ecosystem.of(organisations=[company | {"locator": "7"}])
    assert [changes(*pair).is_empty for pair in ((Ecosystem.of(), eco), (eco, Ecosystem.of()), (eco, places))] == [
        False
    ] * 3


def test_the_summary_counts_the_main_tables_by_name_and_the_others_together() -> None:
    summary = changes(states.before(), states.after()).summary("en")
    # counted by hand in states.py
    assert summary == (
        "Entered: 1 organisation, 1 project, 1 membership, 1 participation, 1 funding flow and 15 other rows. "
        "Left: 1 organisation, 1 project, 1 membership, 1 participation, 1 funding flow and 1 other row. "
        "Changed: 1 organisation, 1 project, 1 funding flow and 2 other rows. "
        "Joined identities: 1 organisation. Split identities: 1 organisation. Other ids: 1 organisation. "
        "Another source or place: 1 row."
    )
    rate = {"year": 2024, "currency": "NOK", "rate_per_eur": 11.63}
    assert changes(Ecosystem.of(), Ecosystem.of(rates=[rate])).summary("da") == "Kommet til: 1 række."
