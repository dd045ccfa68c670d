"""Specialisation of regions and clusters by theme.

Worked examples: G02 and G03 of the catalogue, as organisations of three regions. The algorithms are held against the
definitions in ``tests/algorithms/test_relatedness.py``.
"""

from typing import Any, cast

import pytest

from ecograph.analyses.gaps.specialisation import (
    NO_GROUP,
    NO_THEME,
    THIN,
    UNRELATED,
    Group,
    said,
    specialisation,
)
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.network import Network

Row = dict[str, Any]
FRAMEWORK: dict[str, list[Row]] = {
    "frameworks": [{"framework_id": "f", "kind": "topics"}],
    "themes": [{"theme_id": theme, "framework_id": "f", "label_en": theme.title()} for theme in ("a", "b", "c", "d")],
}


def of_counts(counts: list[list[int]], regions: tuple[str, ...]) -> Network:
    """Return a network with as many organisations of each region and theme as the counts say."""
    cells = [
        (region, theme)
        for region, row in zip(regions, counts, strict=True)
        for theme, n in zip("abc", row, strict=True)
        for _ in range(n)
    ]
    return Network.of(
        Ecosystem.of(
            "",
            organisations=[
                {"org_id": f"o{i:03}", "name": "O", "kind": "company", "region": region}
                for i, (region, _) in enumerate(cells)
            ]
            + [{"org_id": "x", "name": "X", "kind": "company", "region": "NO08"}],
            tags=[{"subject": f"o{i:03}", "theme_id": theme, "basis": "stated"} for i, (_, theme) in enumerate(cells)],
            **FRAMEWORK,
        )
    )


@pytest.fixture
def catalogue() -> Network:
    return of_counts([[10, 0, 5], [2, 8, 0], [0, 4, 6]], ("DK01", "DK02", "DK03"))


def row(network: Network, group: str, theme: str, by: Group = "region") -> Row:
    return specialisation(network, group=by).table.filter(group=group, theme=theme).row(0, named=True)


def test_quotient_and_density_are_those_of_the_catalogue(catalogue: Network) -> None:
    # G02: the first row is 1.9444, 0, 1.0606; G03: its densities are 1, 1, .5
    table = specialisation(catalogue, framework="f").table.filter(group="DK01")
    assert table["rca"].to_list()[:3] == pytest.approx([1.9444, 0, 1.0606], abs=1e-4)
    assert table["density"].to_list()[:3] == [1, 1, 0.5]
    assert table["is_specialised"].to_list()[:3] == [True, False, True]
    assert table["is_opportunity"].to_list()[:3] == [False, True, False]
    assert table["symmetric"][0] == pytest.approx(0.9444 / 2.9444, abs=1e-4)
    assert table.select("n", "n_group", "n_theme").row(0) == (10, 15, 12)


def test_what_is_missing_although_what_goes_with_it_is_there_is_said(catalogue: Network) -> None:
    sentences = said(catalogue, specialisation(catalogue))
    assert [sentence.en for sentence in sentences] == [
        "Hovedstaden is not specialised in B, but has 100% of what goes with it.",
        "Syddanmark is not specialised in A, but has 100% of what goes with it.",
        "Sjælland is not specialised in C, but has 50% of what goes with it.",
        "The numbers are small: fewer than 20 pairs of an organisation and a theme in 4 of 4 groups.",
    ]
    assert (
        sentences[0].da
        == "Hovedstaden er ikke specialiseret i B, men har 100\xa0% af det, der hører sammen med temaet."
    )


def test_where_nothing_is_known_nothing_is_claimed(catalogue: Network) -> None:
    assert row(catalogue, "NO08", "a")["reason"] == NO_GROUP
    assert row(catalogue, "NO08", "a")["rca"] is None
    assert row(catalogue, "DK01", "d")["reason"] == NO_THEME
    assert (row(catalogue, "DK01", "d")["is_specialised"], row(catalogue, "DK01", "d")["is_opportunity"]) == (
        None,
        None,
    )


def test_one_organisation_is_no_specialisation() -> None:
    # one of one, over one of eleven, is an RCA of 11
    network = of_counts([[1, 0, 0], [0, 10, 0]], ("DK01", "DK02"))
    found = row(network, "DK01", "a")
    assert (found["rca"], found["is_specialised"], found["reason"]) == (pytest.approx(11), None, THIN)
    other = row(network, "DK02", "b")
    assert (other["is_specialised"], other["density"], other["reason"]) == (True, None, UNRELATED)
    assert [sentence.en for sentence in said(network, specialisation(network))] == [
        (
            "No region or cluster is known to have at least half of what goes with a theme without being specialised "
            "in it."
        ),
        "The numbers are small: fewer than 20 pairs of an organisation and a theme in 3 of 3 groups.",
    ]


def test_one_organisation_makes_no_themes_related() -> None:
    # a and b are both above 1 in DK01, but a has one organisation: nothing is known to go with b
    found = row(of_counts([[1, 5, 0], [0, 0, 10]], ("DK01", "DK02")), "DK01", "b")
    assert (found["is_specialised"], found["density"], found["reason"]) == (True, None, UNRELATED)


def test_a_group_with_many_pairs_is_not_said_to_be_small() -> None:
    network = of_counts([[20, 0, 0]], ("NO08",))
    (sentence,) = said(network, specialisation(network))
    assert sentence.en.startswith("No region or cluster is known to have")


def test_a_cluster_has_itself_and_its_members_and_a_member_of_two_counts_for_both() -> None:
    network = Network.of(
        Ecosystem.of(
            "",
            organisations=[
                *({"org_id": c, "name": c.upper(), "kind": "cluster"} for c in ("left", "right")),
                *({"org_id": m, "name": m, "kind": "company", "region": "DK01"} for m in ("m", "n")),
                {"org_id": "us", "name": "us", "kind": "company", "extent": "collective"},
            ],
            projects=[{"project_id": "p", "title": "P", "kind": "project"}],
            participations=[{"org_id": "n", "project_id": "p", "role": "partner"}],
            memberships=[
                {"org_id": org, "cluster_id": cluster, "role": "member"}
                for org, cluster in (("m", "left"), ("m", "right"), ("n", "right"), ("us", "left"), ("left", "left"))
            ],
            tags=[{"subject": subject, "theme_id": "a", "basis": "stated"} for subject in ("left", "m", "p", "us")],
            **FRAMEWORK,
        )
    )
    found = row(network, "left", "a", "cluster")
    assert (found["name"], found["n"], found["n_group"], found["n_theme"]) == ("LEFT", 2, 2, 4)
    assert found["rows"] == [
        *("memberships/left|left|1", "memberships/m|left|1", "organisations/left", "tags/left|a", "tags/m|a"),
    ]
    other = row(network, "right", "a", "cluster")
    assert other["n"] == 2
    assert other["rows"] == [
        *("memberships/m|right|1", "memberships/n|right|1", "participations/n|p|partner|1", "tags/m|a", "tags/p|a"),
    ]


def test_a_group_that_is_none_and_too_many_pairs_are_refused(
    catalogue: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EcographError, match="found the group helix, expected one of region, cluster"):
        specialisation(catalogue, group=cast("Group", "helix"))
    with pytest.raises(EcographError, match="no framework g: choose from f"):
        specialisation(catalogue, framework="g")
    monkeypatch.setattr("ecograph.analyses.gaps.specialisation.MOST_CELLS", 15)
    with pytest.raises(EcographError, match="found 4 groups and 4 themes, expected at most 15 pairs"):
        specialisation(catalogue)


def test_an_empty_ecosystem_has_the_same_columns_and_says_nothing(catalogue: Network) -> None:
    nothing = Network.of(Ecosystem.of())
    groups: tuple[Group, ...] = ("region", "cluster")
    for group in groups:
        empty = specialisation(nothing, group=group)
        assert empty.table.schema == specialisation(catalogue).table.schema
        assert empty.table.is_empty()
        assert said(nothing, empty) == ()
