"""The part of a list that is wanted, on three made-up projects; what stays is read off them by hand."""

import datetime as dt

import polars as pl
import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.selection import Wanted, selected

ECO = Ecosystem.of(
    organisations=[
        {"org_id": "dk", "name": "DK", "kind": "company", "country": "DK", "parent_id": "top"},
        {"org_id": "no", "name": "NO", "kind": "company", "country": "NO"},
        {"org_id": "de", "name": "DE", "kind": "company", "country": "DE"},
        {"org_id": "eu", "name": "EU", "kind": "eu_body", "country": "EU"},
        {"org_id": "top", "name": "Top", "kind": "company", "country": "DK"},
        {"org_id": "member", "name": "Member", "kind": "company", "country": "SE"},
        {"org_id": "cluster", "name": "Cluster", "kind": "cluster", "country": "SE"},
    ],
    projects=[
        {
            "project_id": "p",
            "title": "Heart valves",
            "kind": "project",
            "programme": "HORIZON;HORIZON.2.1",
            "end": "2022",
        },
        {
            "project_id": "q",
            "title": "Winds",
            "acronym": "HEARTY",
            "kind": "project",
            "programme": "H2020-EU.1.3.",
            "start": "2020",
        },
        {"project_id": "r", "title": "Nothing", "kind": "project"},
    ],
    participations=[
        {"org_id": "dk", "project_id": "p", "role": "partner", "locator": "1"},
        {"org_id": "de", "project_id": "p", "role": "partner", "locator": "2"},
        {"org_id": "no", "project_id": "q", "role": "partner", "locator": "3"},
        {"org_id": "de", "project_id": "q", "role": "partner", "locator": "4"},
        {"org_id": "member", "project_id": "r", "role": "partner", "locator": "5"},
    ],
    flows=[
        {"flow_id": "p", "payers": ["eu"], "recipients": ["p"], "kind": "grant", "level": "grant"},
        {
            "flow_id": "p.dk",
            "payers": ["eu"],
            "recipients": ["dk"],
            "kind": "grant",
            "level": "grant",
            "part_of": "p",
            "locator": "1",
        },
        {
            "flow_id": "p.de",
            "payers": ["eu"],
            "recipients": ["de"],
            "kind": "grant",
            "level": "grant",
            "part_of": "p",
            "locator": "2",
        },
        {"flow_id": "q", "payers": ["eu"], "recipients": ["q"], "kind": "grant", "level": "grant"},
        {"flow_id": "q.de", "payers": ["eu"], "recipients": ["de"], "kind": "grant", "level": "grant", "locator": "4"},
        {
            "flow_id": "q.part",
            "payers": ["eu"],
            "recipients": ["dk"],
            "kind": "grant",
            "level": "grant",
            "part_of": "q",
        },
        {"flow_id": "own", "payers": ["cluster"], "recipients": ["no"], "kind": "grant", "level": "grant"},
    ],
    memberships=[{"org_id": "member", "cluster_id": "cluster", "role": "member"}],
    frameworks=[{"framework_id": f, "kind": "topics", "label_en": f} for f in ("euroscivoc", "cordis-topics")],
    themes=[
        {"theme_id": "m", "framework_id": "euroscivoc", "label_en": "medicine"},
        {
            "theme_id": "m.c",
            "framework_id": "euroscivoc",
            "label_en": "cardiology",
            "label_da": "kardiologi",
            "parent_id": "m",
        },
        {"theme_id": "w", "framework_id": "euroscivoc", "label_en": "medicines of wind"},
        {"theme_id": "t", "framework_id": "cordis-topics", "label_en": "HORIZON-HLTH-2021"},
        {"theme_id": "unused", "framework_id": "euroscivoc", "label_en": "unused"},
    ],
    tags=[
        {"subject": "p", "theme_id": "m.c", "basis": "stated"},
        {"subject": "p", "theme_id": "t", "basis": "stated"},
        {"subject": "q", "theme_id": "w", "basis": "stated"},
    ],
).frames()


def projects(**conditions: object) -> str:
    return "".join(sorted(selected(ECO, Wanted.of(conditions))["projects"]["project_id"]))


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, "pqr"),
        ({"programmes": ["HORIZON"]}, "p"),
        ({"programmes": ["horizon.2"]}, "p"),
        ({"programmes": ["HORIZON.2.10"]}, ""),
        ({"programmes": ["H2020-EU.1"]}, "q"),
        ({"programmes": ["HORIZON", "H2020-EU.1.3."]}, "pq"),
        ({"themes": ["/medicine"]}, "p"),
        ({"themes": ["/Medicine/Cardiology/"]}, "p"),
        ({"themes": ["/cardiology"]}, ""),
        ({"themes": ["medicine"]}, "p"),
        ({"themes": ["Kardiologi"]}, "p"),
        ({"topics": ["horizon-hlth"]}, "p"),
        ({"topics": ["medicine"]}, ""),
        ({"texts": ["heart"]}, "p"),
        ({"texts": ["HEARTY", "heart valves"]}, "pq"),
        ({"texts": ["hear."]}, ""),
        ({"from": "2023"}, "qr"),
        ({"to": "2019-12"}, "pr"),
        ({"from": dt.date(2022, 12, 31), "to": "2022-12-31"}, "pqr"),
        ({"countries": ["DK"]}, "p"),
        ({"countries": ["DE"]}, "pq"),
        ({"themes": ["medicine"], "texts": ["winds"]}, ""),
        ({"themes": ["medicine"], "texts": ["winds"], "either": True}, "pq"),
    ],
)
def test_a_project_is_wanted_when_it_meets_each_kind_of_condition(conditions: dict[str, object], found: str) -> None:
    assert projects(**conditions) == found


def test_of_a_country_only_its_partners_stay_with_what_they_get_and_who_pays_it() -> None:
    found = selected(ECO, Wanted(countries=("DK",)))
    assert found["participations"]["org_id"].to_list() == ["dk"]
    assert found["flows"]["flow_id"].to_list() == ["p", "p.dk"]
    assert found["organisations"]["org_id"].to_list() == ["cluster", "dk", "eu", "top"]
    assert found["themes"]["theme_id"].to_list() == ["m", "m.c", "t", "unused"]


def test_whole_consortia_keep_every_partner() -> None:
    found = selected(ECO, Wanted(countries=("DK",), consortia=True))
    assert found["participations"]["org_id"].to_list() == ["de", "dk"]
    assert found["flows"]["flow_id"].to_list() == ["p", "p.de", "p.dk"]


def test_a_flow_outside_all_projects_goes_when_no_recipient_stays() -> None:
    frames = ECO | {"flows": ECO["flows"].filter(pl.col("flow_id") != "own")}
    lone = ECO["flows"].filter(flow_id="own").with_columns(payers=pl.lit(["eu"]), recipients=pl.lit(["member"]))
    found = selected(frames | {"flows": pl.concat([frames["flows"], lone])}, Wanted(texts=("heart",)))
    assert "own" not in found["flows"]["flow_id"]


def test_only_the_tables_that_were_given_are_returned() -> None:
    given = {name: ECO[name] for name in ("projects", "organisations")}
    assert list(selected(given, Wanted(texts=("heart",)))) == ["projects", "organisations"]


def test_a_theme_that_contains_itself_ends_its_path() -> None:
    round_themes = ECO["themes"].with_columns(
        parent_id=pl.when(theme_id="m").then(pl.lit("m.c")).otherwise("parent_id")
    )
    assert selected(ECO | {"themes": round_themes}, Wanted(themes=("medicine",)))["projects"].height == 1


@pytest.mark.parametrize(
    "given",
    [
        {"country": ["DK"]},
        {"zzzzzz": 1},
        {"countries": "DK"},
        {"countries": ["dk"]},
        {"countries": ["Danmark"]},
        {"texts": [" "]},
        {"texts": [1]},
        {"from": 2021},
        {"from": "2021-13"},
        {"to": dt.datetime(2021, 1, 1)},  # noqa: DTZ001 - TOML has times without a zone
        {"from": "2022", "to": "2021"},
        {"consortia": "yes", "countries": ["DK"]},
        {"consortia": True},
    ],
)
def test_a_wrong_condition_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(EcographError, match="filter: found"):
        Wanted.of(given)
