"""Every row about a thing is found with its source; rows counted by hand in ``tests/small``."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph import EcographError, Ecosystem, explain, load
from ecograph.provenance import Fact, describe
from ecograph.schema import TABLE, TABLES


@pytest.fixture(scope="module")
def eco() -> Ecosystem:
    return load(Path(__file__).parent / "small")


def rows(facts: list[Fact]) -> list[tuple[str, str]]:
    return [(fact.table, fact.key) for fact in facts]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (
            "Alpha Cluster",
            [
                ("organisations", "alpha"),
                ("names", "alpha|AC"),
                ("names", "alpha|Old Alpha"),
                ("records", "doc|Alpha Klyngen"),
                ("memberships", "firm|alpha|1"),
                ("memberships", "uni|alpha|1"),
                ("participations", "alpha|trial|lead|1"),
                ("participations", "alpha|union|lead|1"),
                ("flows", "grant"),
                ("ties", "alpha-beta"),
                ("events", "alpha-founded"),
                ("tags", "alpha|homes"),
                ("figures", "members"),
                ("figures", "members-new"),
                ("goals", "grow"),
                ("evidence", "figures|members|value|page"),
                ("evidence", "memberships|firm|alpha|1||page"),
            ],
        ),
        ("uni", [("organisations", "lab"), ("organisations", "uni"), ("identifiers", "ror|01aj84f44|uni"),
                 ("memberships", "uni|alpha|1"), ("memberships", "uni|beta|1")]),
        ("trial", [("projects", "trial"), ("participations", "alpha|trial|lead|1"),
                   ("participations", "firm|trial|partner|1"), ("flows", "part"), ("tags", "trial|food")]),
        ("grant", [("flows", "grant"), ("flows", "part")]),
        ("members", [("figures", "members"), ("figures", "members-new"), ("goals", "grow"),
                     ("evidence", "figures|members|value|page")]),
        ("areas", [("frameworks", "areas"), ("themes", "food"), ("themes", "homes")]),
        ("Hjem", [("themes", "homes"), ("tags", "alpha|homes"), ("goals", "grow")]),
        ("grow", [("goals", "grow")]),
    ],
)  # fmt: skip
def test_every_row_about_a_thing_is_found_in_the_order_of_the_tables(
    subject: str, expected: list[tuple[str, str]], eco: Ecosystem
) -> None:
    assert rows(explain(eco, subject)) == expected


def test_a_source_is_explained_by_all_that_it_states(eco: Ecosystem) -> None:
    found = rows(explain(eco, "page"))
    stated = [
        (table.name, "|".join("" if row[name] is None else str(row[name]) for name in table.key))
        for table in TABLES
        if table.name != "evidence"
        for row in eco[table.name].to_dicts()
        if row["source_id"] == "page"
    ]
    assert found[: len(stated)] == stated
    assert found[len(stated) :] == [
        ("evidence", "figures|members|value|page"),
        ("evidence", "memberships|firm|alpha|1||page"),
    ]
    # what the other source states of the same facts is told as well, so doc has evidence from page
    assert ("evidence", "figures|members|value|page") in rows(explain(eco, "doc"))


def test_a_fact_has_its_values_its_place_and_its_source(eco: Ecosystem) -> None:
    fact = next(fact for fact in explain(eco, "beta") if fact.table == "organisations")
    assert fact == Fact(
        table="organisations",
        key="beta",
        values={
            "org_id": "beta",
            "name": 'Beta, "Helse" Klynge',
            "country": "NO",
            "helix": "intermediary",
            "kind": "cluster",
            "region": "NO08",
            "extent": "single",
        },
        certainty="certain",
        status="actual",
        source_id="doc",
        source="The report, Ministry, 2016-05",
        url="https://example.org/report",
        locator="4;9",
    )


def test_a_table_that_does_not_say_how_sure_it_is_gives_empty_texts(eco: Ecosystem) -> None:
    fact = explain(eco, "page")[0]
    assert (fact.table, fact.certainty, fact.status, fact.locator) == ("sources", "", "", "")
    assert fact.values == {"url": "https://example.org/page"}


def test_a_source_is_described_by_what_is_known_of_it() -> None:
    eco = Ecosystem.of(
        sources=[
            {"source_id": "all", "title": "T", "publisher": "P", "published": "2016", "url": "https://x.org"},
            {"source_id": "address", "publisher": "P", "url": "https://x.org"},
            {"source_id": "bare"},
        ]
    )
    described = [describe(eco, source) for source in ("all", "address", "bare")]
    assert described == ["T, P, 2016", "https://x.org, P", "bare"]


def test_what_has_no_name_cannot_be_explained(eco: Ecosystem) -> None:
    with pytest.raises(EcographError, match="found nothing named 'gamma'"):
        explain(eco, "gamma")


@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_every_row_of_a_dataset_is_explained_by_its_source(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    eco = data.draw(ecosystems)
    found = {row for source in eco.sources["source_id"].to_list() for row in rows(explain(eco, source))}
    for name, frame in eco.frames().items():
        assert len({key for table, key in found if table == name}) == frame.height
    assert {table for table, _ in found} <= set(TABLE)
