"""Money of one project that several imports state: which flow restates which, and which is a part of which. By hand."""

from typing import Any

import polars as pl
import pytest

from ecograph.identity.bodies import RANK
from ecograph.identity.restatements import contained
from ecograph.schema import TABLE

WHOLE = {"flow_id": "page-grant", "payers": ["ec"], "recipients": ["eu-7"], "kind": "grant", "level": "grant", RANK: 0}
PART = {"flow_id": "list.7.a", "payers": ["ec"], "recipients": ["a"], "kind": "grant", "level": "grant", RANK: 1}


def part_of(*rows: dict[str, Any]) -> list[str | None]:
    schema = {**TABLE["flows"].frame.schema, RANK: pl.Int64()}
    flows = pl.DataFrame(list(rows), schema=schema)
    return contained(flows, pl.Series(["eu-7", "eu-8"]), {})["part_of"].to_list()


def test_what_a_partner_gets_is_a_part_of_the_grant_that_another_import_states() -> None:
    assert part_of(WHOLE, PART) == [None, "page-grant"]


@pytest.mark.parametrize(
    "other",
    [
        {"payers": ["erdf"]},
        {"payers": None},
        {"recipients": None},
        {"level": "paid"},
        {"kind": "co-finance"},
        {"flow_id": "list.8.a"},
        {"restates": "another"},
        {RANK: 0},
    ],
)
def test_it_is_not_when_anything_differs_or_one_import_states_both(other: dict[str, Any]) -> None:
    assert part_of(WHOLE, PART | other)[1] is None


def test_a_part_of_another_flow_stays_one() -> None:
    assert part_of(WHOLE, PART | {"part_of": "another"})[1] == "another"


def test_the_first_of_two_wholes_contains_it() -> None:
    assert part_of(WHOLE, WHOLE | {"flow_id": "z", RANK: 2}, PART)[2] == "page-grant"
