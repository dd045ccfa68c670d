"""Organisations as bodies to be compared: which import each came from, what it is called, which numbers it has."""

import polars as pl

from ecograph import Ecosystem
from ecograph.identity.bodies import bodies, known_parts, ranked

ROWS = Ecosystem.of(
    organisations=[
        {"org_id": "mtic", "name": "MTIC", "kind": "cluster", "country": "DK"},
        {"org_id": "lists.7", "name": "Medtech", "kind": "other", "extent": "collective"},
        {"org_id": "cvr-31734436", "name": "BioMed", "kind": "other"},
        {"org_id": "odd", "name": "Odd", "kind": "other"},
    ],
    names=[{"org_id": "mtic", "name": "Medtech Innovation Consortium", "kind": "official"}],
    identifiers=[
        {"org_id": "mtic", "scheme": "pic", "value": "999997930"},
        {"org_id": "mtic", "scheme": "lei", "value": "213800KUD8LAJWSQ9D15"},
    ],
    records=[
        {"org_id": "cvr-31734436", "source_org_id": "grants.4", "rule": "own"},
        {"org_id": "mtic", "source_org_id": "MTIC St. Olav", "rule": "name"},
    ],
).frames()


def test_a_body_has_its_import_names_and_numbers() -> None:
    found = bodies(ROWS, {"mtic"}).drop("country", "region", "kind")
    assert found.rows() == [
        ("cvr-31734436", False, "grants", "BioMed", ["BioMed"], "single", []),
        ("lists.7", False, "lists", "Medtech", ["Medtech"], "collective", []),
        (
            *("mtic", True, "", "MTIC", ["MTIC", "Medtech Innovation Consortium"], "single"),
            ["lei-213800kud8lajwsq9d15", "pic-999997930"],
        ),
        ("odd", False, "", "Odd", ["Odd"], "single", []),
    ]


def test_the_imports_wanted_come_first_and_the_others_by_name() -> None:
    found = bodies(ROWS, {"mtic"})
    assert known_parts(ROWS, found, ()) == ("grants", "lists")
    assert known_parts(ROWS, found, ("lists", "members")) == ("lists", "members", "grants")


def test_rows_are_ranked_by_import_then_source_then_line_as_a_number() -> None:
    rows = pl.DataFrame(
        {
            "source_id": ["b.list", "own", "a.list", "a.list", "a.list"],
            "locator": ["1", None, "10", "9;12", None],
            "ids": [["z"], ["y"], None, ["w"], ["v", "u"]],
        }
    )
    found = ranked(rows, ("b", "a"))
    assert found.select("rank", "source_id", "locator").rows() == [
        (0, "own", None),
        (1, "b.list", "1"),
        (2, "a.list", None),
        (2, "a.list", "9;12"),
        (2, "a.list", "10"),
    ]
    assert ranked(rows, ())["rank"].to_list() == [0, 0, 0, 0, 0]
