"""Two states of a small dataset, written by hand, between which each kind of change happens once or twice."""

import polars as pl

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.key_figures.change import COMPARED
from ecograph.metrics.key_figures.limits import CROSSED

Row = dict[str, object]

REPORT, LIST = {"source_id": "report", "locator": "12"}, {"source_id": "list"}


def organisation(org_id: str, name: str, kind: str = "company", **more: object) -> Row:
    return {"org_id": org_id, "name": name, "kind": kind, "country": "DK", **REPORT, **more}


def record(source_org_id: str, org_id: str, rule: str) -> Row:
    return {"source_org_id": source_org_id, "org_id": org_id, "rule": rule, **LIST}


SOURCES = [
    {"source_id": "report", "title": "The report", "publisher": "Ministry", "published": "2023-05"},
    {"source_id": "list", "url": "https://example.org/list", "retrieved": "2024-01-02"},
]
STAYING = [
    organisation("welfare-tech", "Welfare Tech", "cluster"),
    organisation("mtic", "MTIC", "institute"),
    organisation("state", "Staten", "state"),
    organisation("uni", "Syddansk Universitet", "university", helix="academia"),
]
FRAMEWORK = {"framework_id": "areas", "kind": "work_areas", "label_en": "Work areas", "label_da": "Arbejdsområder"}
HOMES = {
    "theme_id": "homes",
    "framework_id": "areas",
    "label_en": "Homes",
    "label_da": "Boliger",
    "label_nb": "Boliger",
}
CARE = {"project_id": "care", "title": "Careware", "acronym": "CW", "kind": "project", **REPORT}
GRANT = {"flow_id": "grant", "kind": "grant", "level": "grant", "qualifier": "about", "currency": "DKK", **REPORT}
TIE = {"tie_id": "tie", "subject": "mtic", "kind": "cooperates_with", "object": "welfare-tech"}
GOAL = {"goal_id": "grow", "owner": "welfare-tech", "kind": "action", "what": "More members", **REPORT}
MEMBERS = {"figure_id": "members", "subject": "welfare-tech", "what": "members", "unit": "organisations", **REPORT}


def before() -> Ecosystem:
    """Return the earlier state."""
    return Ecosystem.of(
        "Clusters",
        sources=[*SOURCES, {"source_id": "gone", "title": "A page"}],
        organisations=[
            *STAYING,
            organisation("old-firm", "Old Firm ApS"),
            organisation("list.7", "Medtech Innovation Center", "institute"),
            organisation("list.9", "Nordic Robotics"),
        ],
        names=[{"org_id": "list.7", "name": "MIC", "kind": "abbreviation", **LIST}],
        records=[
            record("list.7", "list.7", "own"),
            record("list.8", "uni", "same name"),
            record("list.9", "list.9", "own"),
        ],
        projects=[
            CARE | {"status": "planned", "start": "2023", "budget_amount": 2e6, "budget_currency": "DKK"},
            {"project_id": "ended", "title": "An old project", "kind": "project", **LIST},
        ],
        memberships=[
            {"org_id": "old-firm", "cluster_id": "welfare-tech", "role": "member", **LIST},
            {"org_id": "list.7", "cluster_id": "welfare-tech", "role": "partner", **LIST},
        ],
        participations=[{"org_id": "old-firm", "project_id": "ended", "role": "lead", **LIST}],
        flows=[
            GRANT | {"payers": ["state"], "recipients": ["list.7", "care"], "amount": 1_500_000.0},
            {"flow_id": "fee", "payers": ["old-firm"], "kind": "fee", "level": "paid", **LIST},
        ],
        ties=[TIE | REPORT],
        figures=[MEMBERS | {"value": 120.0, "qualifier": "exact"}],
        frameworks=[FRAMEWORK],
        themes=[HOMES],
        goals=[GOAL],
    )


def after() -> Ecosystem:
    """Return the later state."""
    return Ecosystem.of(
        "Clusters",
        sources=[*SOURCES, {"source_id": "new", "title": "A new page", "published": "2024-02-01"}],
        organisations=[
            *STAYING[:2],
            STAYING[2] | {"name": "Den danske stat", "region": "DK01", "helix": "government"},
            STAYING[3],
            organisation("new-firm", "=cmd|'/C calc'!A1 [click](https://evil.example) <b>&", certainty="weak"),
            organisation("list.8", "Odense Universitetshospital", "hospital"),
            organisation("pic-9", "Nordic Robotics"),
        ],
        names=[
            {"org_id": "mtic", "name": "MIC", "kind": "abbreviation", **LIST},
            {"org_id": "mtic", "name": "Medtech Innovation Center", "kind": "alias", **LIST},
            {"org_id": "uni", "name": "SDU", "kind": "abbreviation", **REPORT},
        ],
        identifiers=[{"org_id": "uni", "scheme": "cvr", "value": "29283958", **LIST}],
        records=[
            record("list.7", "mtic", "same CVR number"),
            record("list.8", "list.8", "own"),
            record("list.9", "pic-9", "own"),
            record("The University", "uni", "alias"),
        ],
        projects=[
            CARE | {"start": "2023-09-01", "end": "2026", "budget_amount": 2_500_000.5, "budget_currency": "DKK"},
            {"project_id": "begun", "title": "A new project", "kind": "network", **LIST},
        ],
        memberships=[
            {"org_id": "mtic", "cluster_id": "welfare-tech", "role": "partner", **LIST},
            {"org_id": "new-firm", "cluster_id": "welfare-tech", "role": "member", **LIST},
        ],
        participations=[{"org_id": "uni", "project_id": "begun", "role": "coordinator", **LIST}],
        flows=[
            GRANT | {"payers": ["state"], "recipients": ["mtic", "care"], "amount": 1_750_000.0},
            {
                "flow_id": "joint",
                "payers": ["state", "uni"],
                "recipients": ["begun"],
                "amount": 0.25,
                "currency": "EUR",
                "qualifier": "exact",
                "kind": "grant",
                "level": "budget",
                **LIST,
            },
        ],
        ties=[TIE | {"source_id": "list", "locator": "3;4"}],
        events=[
            {"event_id": "opening", "subject": "begun", "date": "2024-01", "what": "launched", **LIST},
            {"event_id": "undated", "subject": "pic-9", "what": "founded", **LIST},
        ],
        figures=[
            MEMBERS | {"value": 1_300.0, "qualifier": "at_least"},
            MEMBERS | {"figure_id": "new-members", "breakdown": "new ones", "value": 7.0, "qualifier": "exact"},
            {"figure_id": "answers", "what": "answers", "unit": "answers", **LIST},
        ],
        frameworks=[FRAMEWORK, {"framework_id": "needs", "kind": "needs", "label_en": "Needs", **LIST}],
        themes=[HOMES, {"theme_id": "sleep", "framework_id": "needs", "label_en": "Sleep", "label_nb": "Søvn", **LIST}],
        tags=[{"subject": "begun", "theme_id": "sleep", "basis": "stated", **LIST}],
        goals=[GOAL | {"theme_id": "homes"}],
        rates=[{"year": 2024, "currency": "NOK", "rate_per_eur": 11.63}],
        prices=[{"year": 2024, "country": "NO", "price_index": 133.6}],
        evidence=[
            {"table": "projects", "key": "begun", "field": "kind", "stance": "differs", **REPORT},
            {"table": "memberships", "key": "new-firm|welfare-tech|1", "stance": "agrees", **REPORT},
        ],
    )


def figure(name: str, low: float | None, before: float | None, **more: object) -> Row:
    """Return a row of a compared table; an exact figure of which ``before`` was the value."""
    change = None if low is None or before is None else low - before
    row: Row = dict.fromkeys(COMPARED) | {"figure": name, "breakdown": "", "item": "", "n": 1, "rows": []}
    row |= {"low": low, "high": low, "before_low": before, "before_high": before, "entered": [], "left": []}
    return (
        row
        | {"change_low": change, "change_high": change, "relative": change / before if change and before else None}
        | more
    )


def figures() -> pl.DataFrame:
    """Return compared key figures, as if they had been computed for both states."""
    rows = [
        figure("organisations", 7, 7, unit="organisations", relative=0.0, entered=["organisations/new-firm"]),
        figure(
            "organisations",
            1,
            0,
            unit="organisations",
            breakdown="helix",
            item="government",
            entered=["organisations/state"],
        ),
        figure(
            "projects",
            2,
            1,
            unit="projects",
            rows=["projects/care"],
            entered=[*(f"projects/{i:02}" for i in range(11)), "projects/begun"],
            left=["projects/ended"],
        ),
        figure("projects", 2, 1, unit="projects", breakdown="country", item="DK", entered=["projects/begun"]),
        figure("projects", 2, 1, unit="projects", breakdown="country", item="NO", entered=["projects/begun"]),
        figure(
            "members_known",
            2,
            3,
            unit="members",
            entered=["memberships/mtic|welfare-tech|1"],
            left=["memberships/old-firm|welfare-tech|1", "organisations/uni"],
        ),
        figure(
            "funding_dkk",
            1_400_000,
            1_200_000,
            unit="DKK",
            high=2_100_000,
            before_high=1_800_000,
            change_low=-400_000,
            change_high=900_000,
            relative=0.1667,
            rows=["flows/grant"],
        ),
        figure("public_share", 0.6, 0.55, unit="share"),
        figure("density", 0.25, None, unit="share", change_reason="it was not there before"),
    ]
    return pl.DataFrame(rows, schema=COMPARED)


def crossed() -> pl.DataFrame:
    """Return limits that are crossed, or may be."""
    empty: Row = dict.fromkeys(CROSSED) | {"breakdown": "", "item": "", "rows": []}
    rows = [
        empty
        | {
            "figure": "funding_dkk",
            "low": 1_400_000,
            "high": 2_100_000,
            "unit": "DKK",
            "limit": "most",
            "bound": 2_000_000,
            "state": "possible",
        },
        empty
        | {
            "figure": "members_known",
            "low": 2,
            "high": 2,
            "unit": "members",
            "limit": "least",
            "bound": 3,
            "state": "crossed",
        },
        empty
        | {
            "figure": "projects",
            "breakdown": "country",
            "item": "NO",
            "low": 2,
            "high": 2,
            "unit": "projects",
            "limit": "max_change",
            "bound": 0.3,
            "relative": 1.0,
            "state": "crossed",
        },
    ]
    return pl.DataFrame(rows, schema=CROSSED)
