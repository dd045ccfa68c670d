"""Who receives what according to which source; all expected values by hand."""

from typing import Any

import polars as pl

from ecograph import Ecosystem, Network, received

GRANT = {"qualifier": "exact", "currency": "EUR", "from": "2020", "kind": "grant", "level": "grant"}


def table(flows: list[dict[str, Any]], roles: dict[str, str] | None = None) -> pl.DataFrame:
    roles = {"a": "lead", "b": "partner"} if roles is None else roles
    eco = Ecosystem.of(
        sources=[{"source_id": "list.rows"}, {"source_id": "page"}],
        organisations=[{"org_id": org, "name": org.upper(), "kind": "company"} for org in "abc"]
        + [{"org_id": "many", "name": "Many", "kind": "company", "extent": "collective"}],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[{"org_id": org, "project_id": "p", "role": role} for org, role in roles.items()],
        flows=[{**GRANT, "source_id": "page", **flow} for flow in flows],
        rates=[{"year": 2020, "currency": "DKK", "rate_per_eur": 7.5}],
    )
    return received(Network.of(eco))


def shown(found: pl.DataFrame) -> list[tuple[Any, ...]]:
    return found.select("recipient", "way", "low_eur", "high_eur").rows()


def test_two_sources_of_the_same_money_stand_side_by_side() -> None:
    flows = [
        {"flow_id": "f", "recipients": ["a"], "amount": 10.0},
        {"flow_id": "g", "recipients": ["a"], "amount": 11.0, "source_id": "list.rows", "restates": "f"},
    ]
    found = table(flows).select("source_id", "is_restatement", "low_eur", "high_eur", "n_flows", "rows")
    assert found.rows() == [
        ("list.rows", True, 11.0, 11.0, 1, ["flows/g"]),
        ("page", False, 10.0, 10.0, 1, ["flows/f"]),
    ]


def test_a_joint_amount_may_go_to_either_recipient() -> None:
    assert shown(table([{"flow_id": "f", "recipients": ["a", "c"], "amount": 10.0}])) == [
        ("a", "joint", 0.0, 10.0),
        ("c", "joint", 0.0, 10.0),
    ]


def test_the_parts_of_a_grant_to_a_project_count_instead_of_the_whole() -> None:
    flows = [
        {"flow_id": "f", "recipients": ["p"], "amount": 10.0},
        {"flow_id": "f.a", "recipients": ["a"], "amount": 4.0, "part_of": "f"},
    ]
    assert shown(table(flows)) == [("a", "direct", 4.0, 4.0)]


def test_a_part_on_another_level_leaves_the_whole() -> None:
    flows = [
        {"flow_id": "f", "recipients": ["p"], "amount": 10.0},
        {"flow_id": "f.a", "recipients": ["a"], "amount": 4.0, "part_of": "f", "level": "paid"},
    ]
    assert shown(table(flows)) == [
        ("a", "project", 0.0, 10.0),
        ("a", "direct", 4.0, 4.0),
        ("b", "project", 0.0, 10.0),
    ]


def test_a_whole_of_which_a_part_names_the_same_recipient_is_not_counted_with_it() -> None:
    flows = [
        {"flow_id": "f", "recipients": ["a"], "amount": 10.0},
        {"flow_id": "g", "recipients": ["a"], "amount": 4.0, "part_of": "f"},
    ]
    assert shown(table(flows)) == [("a", "direct", 4.0, 4.0)]


def test_who_is_not_paid_in_a_project_receives_nothing_of_its_money() -> None:
    roles = {"a": "lead", "b": "associated_partner", "c": "financier", "many": "partner"}
    assert shown(table([{"flow_id": "f", "recipients": ["p"], "amount": 10.0}], roles)) == [("a", "project", 0.0, 10.0)]


def test_a_yearly_amount_counts_for_each_year_and_a_flow_once() -> None:
    flow = {"flow_id": "f", "recipients": ["a"], "amount": 10.0, "basis": "yearly", "to": "2022"}
    found = table([flow])
    assert shown(found) == [("a", "direct", 30.0, 30.0)]
    assert found["n_flows"].to_list() == [1]
    assert found["low_dkk"].to_list() == [None]
    assert found["reason"].to_list() == ["no rate is known for the year"]


def test_a_flow_without_an_amount_is_counted_and_adds_nothing() -> None:
    nothing = dict.fromkeys(("amount", "qualifier", "currency"))
    flows = [{"flow_id": "f", "recipients": ["a"], "amount": 10.0}, {"flow_id": "g", "recipients": ["a"], **nothing}]
    found = table(flows)
    assert found.select("n_flows", "n_unknown", "low_eur").rows() == [(2, 1, 10.0)]


def test_procurement_is_not_received() -> None:
    assert table([{"flow_id": "f", "recipients": ["a"], "amount": 10.0, "kind": "procurement"}]).is_empty()
