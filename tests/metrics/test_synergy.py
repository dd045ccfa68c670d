"""Triple-helix synergy, from tables to a table.

Known values: McGill 1954 (XOR, equal bits) and the worked example of ten projects; the second implementation is in
``tests/algorithms/test_information.py``, and here sums over dictionaries for organisations with several themes.
"""

import math
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.metrics.synergy import CONSTANT, NO_PROJECTS, TOO_FEW, synergy
from ecograph.network import Network

Body = tuple[str | None, str | None, str]
"""Helix, region, and themes as letters."""


def network_of(bodies: list[Body], **more: list[dict[str, Any]]) -> Network:
    orgs = [
        {"org_id": f"o{i:02}", "name": f"o{i}", "kind": "company", "helix": helix, "region": region}
        for i, (helix, region, _) in enumerate(bodies)
    ]
    themes = sorted({theme for _, _, several in bodies for theme in several})
    return Network.of(
        Ecosystem.of(
            "",
            organisations=orgs,
            frameworks=[{"framework_id": "f", "kind": "topics"}],
            themes=[{"theme_id": theme, "framework_id": "f"} for theme in themes],
            tags=[
                {"subject": f"o{i:02}", "theme_id": theme, "basis": "stated"}
                for i, (_, _, several) in enumerate(bodies)
                for theme in several
            ],
            **more,
        )
    )


def row(network: Network, dimensions: str, scale: str = "all", part: str = "(all)") -> dict[str, Any]:
    return synergy(network).filter(dimensions=dimensions, scale=scale, part=part).row(0, named=True)


def xor(first: str, second: str) -> list[Body]:
    return [
        ("industry", first, "s"),
        ("industry", second, "t"),
        ("academia", first, "t"),
        ("academia", second, "s"),
    ]


def test_three_that_tell_only_together_are_synergy() -> None:
    found = row(network_of(xor("DK011", "DK012")), "helix-region-theme")
    assert found["synergy_mbit"] == pytest.approx(-1000, abs=1e-9)  # McGill 1954: XOR
    # by hand: 2 + 2 + 2 - 4 - 4 - 4 + 4 - 1 = -3 cells over 2 * 4 units
    assert found["corrected_mbit"] == pytest.approx(-1000 - 3000 / (8 * math.log(2)), abs=1e-9)
    assert (found["contribution_mbit"], found["n"], found["reason"]) == (pytest.approx(-1000), 4, None)
    assert found["rows"] == [f"organisations/o0{i}" for i in range(4)]


def test_three_that_say_the_same_are_redundant() -> None:
    found = row(network_of([("industry", "DK01", "s"), ("academia", "NO08", "t")]), "helix-region-theme")
    assert found["synergy_mbit"] == pytest.approx(1000, abs=1e-9)  # McGill 1954: equal bits


def test_ten_projects_by_presence_are_as_published() -> None:
    # 4 of academia, 3 of industry, 1 of government, 1 of academia and industry, 1 of all three
    mixed = ["a"] * 4 + ["i"] * 3 + ["g", "ai", "aig"]
    helix = {"a": "academia", "i": "industry", "g": "government", "m": "intermediary", "u": None}
    network = Network.of(
        Ecosystem.of(
            organisations=[{"org_id": k, "name": k, "kind": "company", "helix": helix[k]} for k in helix],
            projects=[{"project_id": f"p{i}", "title": "p", "kind": "project"} for i in range(11)],
            participations=[
                {"org_id": k, "project_id": f"p{i}", "role": "partner"}
                for i, kinds in enumerate([*mixed, ""])
                for k in {*kinds, "m", "u"}  # of no sphere, or not known: they change nothing
            ],
        )
    )
    found = row(network, "presence")
    assert found["synergy_mbit"] == pytest.approx(-514.525, abs=1e-3)
    assert found["n"] == 10
    assert found["rows"] == [f"projects/p{i}" for i in range(10)]


def test_country_and_region_add_up_with_what_is_between_them() -> None:
    bodies = [*xor("DK011", "DK012"), *xor("DK021", "DK022"), ("industry", "NO081", "s"), ("academia", "NO082", "s")]
    table = synergy(network_of(bodies)).filter(dimensions="helix-region-theme")
    whole = table.filter(scale="all")["synergy_mbit"].item()
    for scale, parts in (("country", ["DK", "NO"]), ("region", ["DK01", "DK02", "NO08"])):
        own = table.filter(scale=scale)
        assert own["part"].to_list() == [*parts, "(between)"]
        assert own["contribution_mbit"].sum() == pytest.approx(whole, abs=1e-9)
        assert own["n"].to_list()[-1] == 10
    region = table.filter(scale="region", part="DK01").row(0, named=True)
    assert region["synergy_mbit"] == pytest.approx(-1000, abs=1e-9)
    assert region["contribution_mbit"] == pytest.approx(-400, abs=1e-9)  # by hand: 4 of 10 units


def test_where_place_does_not_vary_there_is_no_value() -> None:
    bodies: list[Body] = [*xor("DK01", "DK02"), ("industry", "NO08", "s")]
    network = network_of(bodies)
    assert row(network, "helix-region-theme", "region", "DK01")["reason"] == CONSTANT
    assert row(network, "helix-region-theme", "country", "NO")["reason"] == TOO_FEW
    assert row(network, "helix-region-theme", "country", "DK")["synergy_mbit"] == pytest.approx(-1000)
    between = row(network, "helix-region-theme", "region", "(between)")
    assert (between["synergy_mbit"], between["reason"]) == (None, "no part has a value, so nothing is decomposed")
    # the parts without a value have T = 0 by construction, so what is between is the rest
    country = row(network, "helix-region-theme", "country", "(between)")["synergy_mbit"]
    assert country - 800 == pytest.approx(row(network, "helix-region-theme")["synergy_mbit"], abs=1e-9)


def test_an_organisation_with_an_attribute_missing_is_no_unit() -> None:
    bodies: list[Body] = [*xor("DK01", "DK02"), (None, "DK01", "s"), ("industry", None, "s"), ("academia", "DK01", "")]
    assert row(network_of([*bodies, ("none", "DK01", "s")]), "helix-region-theme")["n"] == 4


def test_themes_of_its_projects_are_themes_of_an_organisation() -> None:
    network = network_of(
        [("industry", "DK01", "s"), ("academia", "DK02", "t"), ("academia", "DK01", ""), ("government", "DK01", "")],
        projects=[{"project_id": "p", "title": "p", "kind": "project"}],
        participations=[{"org_id": "o02", "project_id": "p", "role": role} for role in ("partner", "lead")],
    )
    eco = network.ecosystem.frames()
    tags = [*eco["tags"].to_dicts(), {"subject": "p", "theme_id": "t", "basis": "stated"}]
    tagged = Ecosystem.of("", **{name: frame.to_dicts() for name, frame in eco.items()} | {"tags": tags})
    assert row(network, "helix-region-theme")["n"] == 2
    assert row(Network.of(tagged), "helix-region-theme")["rows"] == [f"organisations/o0{i}" for i in range(3)]


def test_a_cluster_belongs_to_itself_and_its_members_to_it() -> None:
    network = network_of(
        [("industry", "DK01", ""), ("intermediary", "DK02", ""), ("intermediary", "DK01", "")],
        memberships=[
            {"org_id": org, "cluster_id": cluster, "role": "member"}
            for org, cluster in (("o00", "o01"), ("o00", "o02"), ("o01", "o02"))
        ],
    )
    found = row(network, "helix-region-cluster")
    assert found["n"] == 3

    # by hand: o00 is half in each cluster; H_u = H(1/3), H_i = H(1/3), H_g = 1, H_ui = log2 3,
    # H_ug = H_ig = H(1/6, 1/6, 1/3, 1/3) or by place (1/6, 1/2, 1/3), H_uig = H(1/6, 1/6, 1/3, 1/3)
    def h(*shares: float) -> float:
        return -sum(share * math.log2(share) for share in shares)

    third, four = h(1 / 3, 2 / 3), h(1 / 6, 1 / 6, 1 / 3, 1 / 3)
    expected = 2 * third + 1 - math.log2(3) - four - h(1 / 6, 1 / 2, 1 / 3) + four
    assert found["synergy_mbit"] == pytest.approx(1000 * expected, abs=1e-9)


bodies_of = st.lists(
    st.tuples(
        st.sampled_from(["industry", "academia", "government"]),
        st.sampled_from(["DK011", "DK012", "NO081", "NO082"]),
        st.sampled_from(["s", "t", "st"]),
    ),
    max_size=9,
)


@given(bodies_of)
@settings(max_examples=30, deadline=None)
def test_an_organisation_of_several_themes_weighs_one(bodies: list[Body]) -> None:
    table = synergy(network_of(bodies))
    if not bodies:
        assert table.is_empty()
        return
    found = table.filter(dimensions="helix-region-theme", scale="all").row(0, named=True)
    assert found["n"] == len(bodies)
    if len(bodies) < 2 or len({region for _, region, _ in bodies}) == 1:
        assert found["synergy_mbit"] is None
        return
    expected = 0.0
    for axes, sign in (("0", 1), ("1", 1), ("2", 1), ("01", -1), ("02", -1), ("12", -1), ("012", 1)):
        cells: Counter[str] = Counter()
        for helix, region, themes in bodies:
            for theme in themes:
                cell = (helix, region, theme)
                cells["|".join(str(cell[int(axis)]) for axis in axes)] += 1 / len(themes)  # type: ignore[assignment]
        shares = [weight / len(bodies) for weight in cells.values()]
        expected -= sign * sum(share * math.log2(share) for share in shares)
    assert found["synergy_mbit"] == pytest.approx(1000 * expected, abs=1e-9)


def test_without_units_each_set_of_dimensions_says_why() -> None:
    found = synergy(network_of([(None, None, "")]))
    assert found.select("dimensions", "scale", "part", "n", "reason").rows() == [
        ("helix-region-cluster", "all", "(all)", 0, TOO_FEW),
        ("helix-region-theme", "all", "(all)", 0, TOO_FEW),
        ("presence", "all", "(all)", 0, NO_PROJECTS),
    ]
    assert found["synergy_mbit"].null_count() == 3
    assert synergy(network_of([])).schema == found.schema
