"""Which theme has nobody, and which has no money. Expected values by hand."""

from typing import Any

import pytest

from ecograph.analyses.gaps.coverage_words import COVERED, GAP, NOT_KNOWN
from ecograph.analyses.gaps.marginals import NOBODY, OTHER_THEME, UNTAGGED, marginals, named, said
from ecograph.analyses.gaps.theme_money import NO_AMOUNT, NO_FLOW
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.network import Network

Row = dict[str, Any]
EURO = {"qualifier": "exact", "currency": "EUR", "kind": "grant", "level": "grant"}
UNSTATED = {"amount": None, "qualifier": None, "currency": None}


def network_of(tags: list[tuple[str, str]], flows: list[Row], takes_part: tuple[str, ...] = ()) -> Network:
    """Return the organisations a to c, the projects p to x, the meeting m, and the themes of one framework."""
    themes = sorted({theme for _, theme in tags} | {"none"})
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "abc"],
            projects=[
                {"project_id": project, "title": project, "kind": "meeting" if project == "m" else "project"}
                for project in "mpqrstuvwx"
            ],
            participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in map(tuple, takes_part)],
            frameworks=[{"framework_id": "f", "kind": "work_areas"}],
            themes=[
                {"theme_id": theme, "framework_id": "f", "label_en": theme.title(), "label_da": theme.upper()}
                for theme in themes
            ],
            tags=[{"subject": subject, "theme_id": theme, "basis": "stated"} for subject, theme in tags],
            flows=[{**EURO, "flow_id": f"f{i}", **flow} for i, flow in enumerate(flows)],
        )
    )


@pytest.fixture
def areas() -> Network:
    """Return data (p, q, a), export (p, r), four projects of care without anybody, one of art, the meeting of talk.

    Two partners in p. 10 to p, which has two themes; 5 to a; nothing is stated of what r gets.
    """
    return network_of(
        [
            *(("p", "data"), ("q", "data"), ("a", "data"), ("p", "export"), ("r", "export")),
            *((project, "care") for project in "stuv"),
            *(("w", "art"), ("m", "talk")),
        ],
        [{"recipients": ["p"], "amount": 10}, {"recipients": ["a"], "amount": 5}, {"recipients": ["r"], **UNSTATED}],
        ("ap", "bp", "cm", "cq", "cr"),
    )


def test_each_theme_has_its_organisations_projects_and_money(areas: Network) -> None:
    columns = ("theme", "n_organisations", "n_projects", "n_flows", "n_unknown", "money_low", "money_high")
    assert marginals(areas).table.select(columns).rows() == [
        ("art", 0, 1, 0, 0, None, None),
        ("care", 0, 4, 0, 0, None, None),
        ("data", 3, 2, 2, 0, 5.0, 15.0),  # a and b in p, c in q; 5 for sure, and up to 10 of p
        ("export", 3, 2, 2, 1, 0.0, 10.0),  # a, b, c in r
        ("none", 0, 0, 0, 0, None, None),
        ("talk", 0, 0, 0, 0, None, None),  # a meeting is not work
    ]


def test_a_theme_is_a_gap_where_the_rest_of_its_framework_would_put_somebody(areas: Network) -> None:
    # of the 9 that are tagged, a, p, q and r have somebody: 4 * 4/9 in care is more than 1, 1 * 4/9 in art is not.
    # a, p and r have a flow: 4 * 3/9 in care is more than 1
    assert marginals(areas, framework="f").table.select("theme", "label", "money_label", "reason").rows() == [
        (
            "art",
            NOT_KNOWN,
            NOT_KNOWN,
            f"{NOBODY}: less than one would be expected; {NO_FLOW}: less than one would be expected",
        ),
        ("care", GAP, GAP, NO_FLOW),
        ("data", COVERED, COVERED, None),
        ("export", COVERED, NOT_KNOWN, OTHER_THEME),
        ("none", NOT_KNOWN, NOT_KNOWN, UNTAGGED),
        ("talk", NOT_KNOWN, NOT_KNOWN, UNTAGGED),
    ]


def test_rows_are_the_tags_the_participations_and_the_flows(areas: Network) -> None:
    rows = dict(marginals(areas).table.select("theme", "rows").iter_rows())
    assert rows["export"] == [
        *("flows/f0", "flows/f2", "participations/a|p|partner|1", "participations/b|p|partner|1"),
        *("participations/c|r|partner|1", "tags/p|export", "tags/r|export"),
    ]
    assert rows["care"] == [f"tags/{project}|care" for project in "stuv"]
    assert rows["none"] == []


def test_an_amount_that_is_not_stated_is_not_known() -> None:
    found = marginals(network_of([("a", "data")], [{"recipients": ["a"], **UNSTATED}])).table.row(0, named=True)
    assert (found["money_low"], found["money_label"], found["reason"]) == (None, NOT_KNOWN, NO_AMOUNT)


def test_a_vague_amount_is_an_interval() -> None:
    network = network_of([("a", "data")], [{"recipients": ["a"], "amount": 100, "qualifier": "about"}])
    found = marginals(network, vagueness=0.2).table.row(0, named=True)
    assert [found["money_low"], found["money_high"]] == [pytest.approx(80), pytest.approx(120)]


def test_what_is_said_names_the_themes(areas: Network) -> None:
    assert [sentence.en for sentence in said(areas, marginals(areas))] == [
        "Nothing is tagged with None and Talk: whether anybody works there is not known.",
        "Projects are tagged with Art and Care, but no organisation is known to take part in them.",
        "No grant or payment is known for Care, although the other themes would lead one to expect one.",
        "Whether any money is for Art and Export is not known: it may all be for others, or no amount is stated.",
    ]
    assert said(areas, marginals(areas))[0].da.startswith("Intet er mærket med NONE og TALK")


def test_of_many_themes_the_first_are_named() -> None:
    network = network_of([("a", theme) for theme in "abcdefg"], [])
    assert named(network, list("abcdefg"))("en") == "A, B, C, D, E and 2 more"
    assert named(network, list("abcde"))("nb") == "A, B, C, D og E"


def test_nothing_is_said_where_every_theme_is_covered() -> None:
    network = network_of([("a", "none")], [{"recipients": ["a"], "amount": 1}])
    assert said(network, marginals(network)) == ()


def test_an_empty_ecosystem_has_the_same_columns(areas: Network) -> None:
    nothing = Network.of(Ecosystem.of())
    assert marginals(nothing).table.schema == marginals(areas).table.schema
    assert marginals(nothing).table.is_empty()
    with pytest.raises(EcographError, match="no framework g: choose from f"):
        marginals(areas, framework="g")
