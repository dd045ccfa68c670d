"""Coverage of themes by region, helix and country.

Worked example: G01 of the catalogue. Second implementation: the definition with Python sets on random ecosystems. The
expected numbers and residuals themselves are held against other implementations in ``tests/algorithms``.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.analyses.gaps import coverage_words, themed
from ecograph.analyses.gaps.coverage import Curveball, coverage, money_coverage
from ecograph.analyses.gaps.coverage_grid import COLLECTIVE, LEAST, NO_OTHER, UNSETTLED
from ecograph.analyses.gaps.coverage_reasons import ELSEWHERE
from ecograph.analyses.gaps.coverage_words import COVERED, GAP, LABELS, NOT_KNOWN, SILENT, TOO_FEW, said
from ecograph.analyses.gaps.theme_money import NO_AMOUNT, NO_FLOW
from ecograph.analyses.gaps.themed import Axis, Unit, stated
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.network import Network

Row = dict[str, Any]
EURO = {"qualifier": "exact", "currency": "EUR", "kind": "grant", "level": "grant"}
THEMES: list[Row] = [
    {"theme_id": "s", "framework_id": "f", "label_en": "Data", "label_da": "Data", "label_nb": "Data"},
    {"theme_id": "t", "framework_id": "f", "label_en": None, "label_da": "Velfærd"},
    {"theme_id": "u", "framework_id": "f"},
    {"theme_id": "v", "framework_id": "g", "label_en": "Else"},
]


def organisation(org: str, region: str | None = None, helix: str | None = None, country: str | None = None) -> Row:
    return {"org_id": org, "name": org, "kind": "company", "region": region, "helix": helix, "country": country}


def tag(subject: str, theme: str, basis: str = "stated") -> Row:
    return {"subject": subject, "theme_id": theme, "basis": basis}


def takes_part(org: str, project: str, role: str = "partner") -> Row:
    return {"org_id": org, "project_id": project, "role": role}


def network_of(organisations: Sequence[Row], projects: str = "", **more: Sequence[Row]) -> Network:
    return Network.of(
        Ecosystem.of(
            "",
            organisations=organisations,
            projects=[{"project_id": p, "title": p, "kind": "meeting" if p == "m" else "project"} for p in projects],
            frameworks=[{"framework_id": name, "kind": "topics"} for name in "fg"],
            themes=THEMES,
            **more,
        )
    )


def of_the_catalogue(times: int = 1) -> Network:
    """Return 8 and 2 organisations with s in DK01 and DK02, and 2 and 0 with t, each so many times."""
    cells = ([("s", "DK01")] * 8 + [("s", "DK02")] * 2 + [("t", "DK01")] * 2) * times
    return network_of(
        [organisation(f"o{i:02}", region) for i, (_, region) in enumerate(cells)],
        tags=[tag(f"o{i:02}", theme) for i, (theme, _) in enumerate(cells)],
    )


def cell(table: pl.DataFrame, **where: str) -> Row:
    return table.filter(**where).row(0, named=True)


def test_the_empty_cell_of_the_catalogue_is_a_third_and_too_little_to_be_a_gap() -> None:
    # G01: 8, 2 and 2, 0 make 2 * 2 / 12 = 0.3333; (0 - 1/3) / sqrt(1/3 * 10/12 * 10/12) = -0.6928
    found = cell(coverage(of_the_catalogue(), framework="f").table, theme="t", region="DK02")
    assert (found["observed"], found["label"], found["reason"]) == (0, NOT_KNOWN, TOO_FEW)
    assert [found["expected"], found["shortfall"]] == [pytest.approx(0.3333, abs=1e-4)] * 2
    assert found["residual"] == pytest.approx(-0.6928, abs=1e-4)
    assert found["rows"] == []


def test_three_times_as_many_make_the_empty_cell_a_gap() -> None:
    # 36 * 6/36 * 6/36 = 1, which is just enough
    found = cell(coverage(of_the_catalogue(3), framework="f").table, theme="t", region="DK02")
    assert found["expected"] == pytest.approx(LEAST)
    assert (found["label"], found["reason"], found["n_unplaced"]) == (GAP, None, 0)


@pytest.fixture
def mixed() -> Network:
    """Return five bodies in three projects, of which m is a meeting; e has no region, w is a collective."""
    return network_of(
        [
            organisation("a", "DK01", "industry", "DK"),
            organisation("b", "DK01", "academia", "DK"),
            organisation("c", "DK02", "industry", "DK"),
            organisation("d", "NO08", "industry", "NO"),
            organisation("e", None, "government", "DK"),
            organisation("w", "DK02") | {"extent": "collective"},
        ],
        "pqm",
        participations=[
            takes_part("a", "p"),
            takes_part("a", "p", "lead"),
            takes_part("c", "p"),
            takes_part("e", "p"),
            takes_part("w", "q"),
            takes_part("d", "m"),
        ],
        tags=[tag("p", "s"), tag("a", "s", "assigned"), tag("b", "v"), tag("q", "t"), tag("m", "s"), tag("w", "t")],
    )


def test_organisations_count_once_through_their_own_tags_and_their_projects(mixed: Network) -> None:
    table = coverage(mixed, framework="f").table
    assert table.select("theme", "region", "observed", "label").rows() == [
        ("s", "DK01", 1, COVERED),  # a, tagged and in p twice; b has another framework's theme
        ("s", "DK02", 1, COVERED),  # c
        ("s", "NO08", 0, NOT_KNOWN),  # d was only at the meeting
        *(("t", region, 0, NOT_KNOWN) for region in ("DK01", "DK02", "NO08")),  # w is a collective
        *(("u", region, 0, NOT_KNOWN) for region in ("DK01", "DK02", "NO08")),
    ]
    assert cell(table, theme="s", region="DK01")["rows"] == [
        *("organisations/a", "participations/a|p|lead|1", "participations/a|p|partner|1", "tags/a|s", "tags/p|s"),
    ]
    assert table["n_unplaced"].to_list() == [1, 1, 1, 0, 0, 0, 0, 0, 0]  # e has no region
    assert cell(table, theme="s", region="NO08")["reason"] == "no organisation in this region has a known theme"
    assert cell(table, theme="t", region="DK01")["reason"] == "no organisation is known for the theme"
    assert cell(table, theme="s", region="DK01")["reason"] == NO_OTHER  # with one theme no other number is possible
    assert table["label_en"].to_list()[::3] == ["Data", "Velfærd", "u"]  # no English label, no label at all


def test_projects_are_wherever_a_partner_is(mixed: Network) -> None:
    table = coverage(mixed, framework="f", of="projects", by=("region", "theme")).table
    assert table.columns[:2] == ["region", "theme"]
    assert sorted(table.filter(pl.col("observed") > 0).select("region", "theme", "observed").rows()) == [
        ("DK01", "s", 1),
        ("DK02", "s", 1),
        ("DK02", "t", 1),  # q, whose only partner is the collective w
    ]
    assert cell(table, theme="s", region="DK02")["rows"] == [
        "organisations/c",
        "participations/c|p|partner|1",
        "tags/p|s",
    ]
    assert cell(table, theme="s", region="DK01")["n_unplaced"] == 1  # e, of p, may be anywhere
    none_there = cell(table, theme="t", region="DK01")
    assert (none_there["n_unplaced"], none_there["reason"]) == (0, TOO_FEW)  # 3 * 1/3 * 1/3
    alone = network_of([organisation("a", "DK01")], "q", tags=[tag("q", "t")])
    nobody = cell(coverage(alone, framework="f", of="projects").table, theme="t", region="DK01")
    assert (nobody["n_unplaced"], nobody["reason"]) == (1, "no project for the theme has a known region")


def test_where_only_a_collective_is_known_nothing_is_known(mixed: Network) -> None:
    # w is a collective of DK02 that is tagged with t and takes part in q, which is about t too
    found = cell(coverage(mixed, framework="f").table, theme="t", region="DK02")
    assert (found["observed"], found["label"], found["reason"]) == (0, NOT_KNOWN, COLLECTIVE)
    project = cell(coverage(mixed, framework="f", of="projects").table, theme="t", region="DK02")
    assert (project["observed"], project["label"]) == (1, COVERED)


def test_without_the_axis_theme_whoever_has_any_theme_is_counted(mixed: Network) -> None:
    table = coverage(mixed, by=("helix", "country")).table
    assert table.columns[:3] == ["helix", "country", "observed"]
    counts = {(row["helix"], row["country"]): row["observed"] for row in table.to_dicts()}
    # a and c; b through v; e; d was only at the meeting. No theme is asked for, so the label names none
    assert counts == {
        ("academia", "DK"): 1,
        ("academia", "NO"): 0,
        ("government", "DK"): 1,
        ("government", "NO"): 0,
        ("industry", "DK"): 2,
        ("industry", "NO"): 0,
    }
    assert cell(table, helix="academia")["rows"] == ["organisations/b", "tags/b|v"]


def test_a_region_lies_in_the_country_of_its_organisations(mixed: Network) -> None:
    table = coverage(mixed, framework="f", by=("theme", "region", "country")).table
    assert set(table.select("region", "country").rows()) == {("DK01", "DK"), ("DK02", "DK"), ("NO08", "NO")}
    assert table.height == 9


def test_assigned_tags_can_be_left_out(mixed: Network) -> None:
    before = cell(coverage(mixed, framework="f").table, theme="s", region="DK01")
    after = cell(coverage(stated(mixed), framework="f").table, theme="s", region="DK01")
    assert set(before["rows"]) - set(after["rows"]) == {"tags/a|s"}
    assert stated(mixed).extents == mixed.extents


def test_themes_dealt_out_anew_expect_the_same_and_say_how_rare_the_empty_cell_is() -> None:
    network = of_the_catalogue(3)
    found = cell(coverage(network, framework="f", null=Curveball(200, 1)).table, theme="t", region="DK02")
    # 6 of 36 are dealt t: of the 6 in DK02, one is expected. None has it in C(30,6) / C(36,6) = 0.305 of all deals,
    # whose standard deviation is sqrt(6 * 1/6 * 5/6 * 30/35) = 0.845
    assert found["expected"] == pytest.approx(1, abs=0.25)
    assert found["p"] == pytest.approx(0.305, abs=0.13)
    assert found["residual"] == pytest.approx(-1 / 0.845, abs=0.35)
    assert coverage(network, null=Curveball(5, 1)).table.equals(coverage(network, null=Curveball(5, 1)).table)


def test_the_null_model_of_many_axes_puts_each_cell_in_its_place(mixed: Network) -> None:
    by: tuple[Axis, ...] = ("helix", "theme", "country")
    dealt = coverage(mixed, by=by, null=Curveball(20, 1)).table
    assert dealt.select(*by, "observed").equals(coverage(mixed, by=by).table.select(*by, "observed"))
    # the two margins are kept: whoever deals, the expected numbers of a theme and of a place add up to the observed
    for margin in (["theme"], ["helix", "country"]):
        sums = dealt.group_by(margin).agg(pl.col("observed", "expected").sum())
        assert sums["expected"].to_list() == pytest.approx(sums["observed"].to_list())


def test_expected_numbers_that_do_not_settle_are_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecograph.algorithms.contingency.ROUNDS", 0)
    network = network_of(
        [organisation("a", "DK01", None, "DK"), organisation("b", "NO08", None, "NO")], tags=[tag("a", "s")]
    )
    table = coverage(network, framework="f", by=("theme", "region", "country")).table
    assert cell(table, theme="s", region="DK01")["reason"] == UNSETTLED
    assert cell(table, theme="s", region="DK01")["label"] == COVERED
    assert table["expected"].null_count() == table.height


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"framework": "h"}, "no framework h: choose from f, g"),
        ({"by": ()}, r"found the axes \(none\), expected two or more of theme, region, helix, country, each once"),
        ({"by": ("theme",)}, "found the axes theme, expected two or more"),
        ({"by": ("theme", "theme")}, "found the axes theme, theme, expected two or more"),
        ({"by": ("theme", "city")}, "found the axes theme, city, expected two or more"),
        ({"null": Curveball(samples=1)}, "two samples or more"),
        ({"null": Curveball(), "by": ("region", "helix")}, "needs the axis theme"),
    ],
)
def test_what_cannot_be_asked_is_refused(mixed: Network, options: dict[str, Any], message: str) -> None:
    with pytest.raises(EcographError, match=message):
        coverage(mixed, **options)


def test_too_many_cells_are_refused(mixed: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecograph.analyses.gaps.coverage_grid.MOST_CELLS", 8)
    with pytest.raises(EcographError, match="found 9 combinations of theme, region, expected at most 8: choose"):
        coverage(mixed, framework="f")


def test_data_without_frameworks_says_so() -> None:
    with pytest.raises(EcographError, match="no framework f: the data has none"):
        coverage(Network.of(Ecosystem.of()), framework="f")


def test_an_empty_ecosystem_has_the_same_columns_and_says_that_nothing_is_known(mixed: Network) -> None:
    nothing = Network.of(Ecosystem.of())
    for null in (None, Curveball(2)):
        empty, full = coverage(nothing, null=null), coverage(mixed, null=null)
        assert empty.table.schema == full.table.schema
        assert empty.table.is_empty()
    assert money_coverage(nothing).table.schema == money_coverage(mixed).table.schema
    (sentence,) = said(nothing, coverage(nothing))
    assert sentence.en == (
        "There are no combinations of theme and region to look at, so coverage in organisations is not known."
    )


def paid(network: Network, flows: Sequence[Row]) -> Network:
    eco = network.ecosystem
    own = [{**EURO, "flow_id": f"f{i}", **flow} for i, flow in enumerate(flows)]
    tables = {name: frame for name, frame in eco.frames().items() if name not in {"flows", "sources"}}
    return Network.of(Ecosystem.of("", flows=own, **{name: frame.to_dicts() for name, frame in tables.items()}))


@pytest.fixture
def funded(mixed: Network) -> Network:
    """Return flows: 10 to p, whose partners are in two places; 20 to a, 5 to b, an unknown one to c; 7 to a as paid."""
    return paid(
        mixed,
        [
            {"recipients": ["p"], "amount": 10},
            {"recipients": ["a"], "amount": 20},
            {"recipients": ["b"], "amount": 5},
            {"recipients": ["c"], "amount": None, "qualifier": None, "currency": None},
            {"recipients": ["a"], "amount": 7, "level": "paid"},
            {"recipients": ["a"], "amount": 1000, "level": "call"},
            {"recipients": ["e"], "amount": 3},
            {"recipients": None, "amount": 9},
        ],
    )


def test_money_of_several_places_is_nothing_to_all_for_each(funded: Network) -> None:
    table = money_coverage(funded, framework="f").table
    columns = ("theme", "region", "observed", "n_unknown", "low", "high", "label", "reason")
    assert table.filter(pl.col("observed") > 0).select(columns).rows() == [
        # 20 granted to a or 7 paid of it, and up to 10 of p: the payment may be of the grant
        ("s", "DK01", 3, 0, 20.0, 37.0, COVERED, None),
        ("s", "DK02", 1, 0, 0.0, 10.0, NOT_KNOWN, ELSEWHERE),
    ]
    assert cell(table, theme="s", region="DK01")["rows"] == [
        *("flows/f0", "flows/f1", "flows/f4", "organisations/a"),
        *("participations/a|p|lead|1", "participations/a|p|partner|1", "tags/a|s", "tags/p|s"),
    ]
    empty = cell(table, theme="s", region="NO08")
    assert (empty["low"], empty["high"], empty["label"]) == (None, None, NOT_KNOWN)
    assert empty["reason"] == "no grant or payment in this region has a known theme"


def test_money_without_themes_counts_whatever_has_any(funded: Network) -> None:
    table = money_coverage(funded, by=("region", "helix")).table
    found = {(row["region"], row["helix"]): (row["low"], row["high"], row["n_unplaced"]) for row in table.to_dicts()}
    # b has 5; c gets nothing but a share of p: its own flow has no theme; e is tagged with nothing itself
    # of those with a theme, the flow to p may go to e, whose region is not known
    assert found["DK01", "academia"] == (5, 5, 1)
    assert found["DK01", "industry"] == (20, 37, 1)
    assert found["DK02", "industry"] == (0, 10, 1)
    assert found["NO08", "industry"][:2] == (None, None)


def test_who_finances_a_project_receives_nothing_of_its_money(mixed: Network) -> None:
    eco = mixed.ecosystem
    tables = {n: frame.to_dicts() for n, frame in eco.frames().items() if n not in {"participations", "sources"}}
    roles = [takes_part("a", "p"), takes_part("c", "p", "financier")]
    network = paid(Network.of(Ecosystem.of("", participations=roles, **tables)), [{"recipients": ["p"], "amount": 10}])
    table = money_coverage(network, framework="f").table
    assert table.filter(pl.col("observed") > 0).select("region", "low", "high").rows() == [("DK01", 10, 10)]


def test_an_amount_that_is_not_stated_leaves_the_cell_unknown(mixed: Network) -> None:
    network = paid(mixed, [{"recipients": ["a"], "amount": None, "qualifier": None, "currency": None}])
    found = cell(money_coverage(network, framework="f").table, theme="s", region="DK01")
    assert (found["observed"], found["n_unknown"], found["low"]) == (1, 1, None)
    assert (found["label"], found["reason"]) == (NOT_KNOWN, NO_AMOUNT)


def test_money_for_two_themes_of_one_framework_is_shared_and_of_two_frameworks_is_not(mixed: Network) -> None:
    eco = mixed.ecosystem
    tags = [*eco.tags.to_dicts(), tag("b", "u"), tag("d", "s"), tag("d", "t")]
    tables = {name: frame.to_dicts() for name, frame in eco.frames().items() if name not in {"tags", "sources"}}
    network = Network.of(Ecosystem.of("", tags=tags, **tables))
    network = paid(network, [{"recipients": ["b"], "amount": 5}, {"recipients": ["d"], "amount": 4}])
    table = money_coverage(network, by=("theme", "country")).table
    found = {row["theme"]: (row["low"], row["high"]) for row in table.filter(pl.col("observed") > 0).to_dicts()}
    assert found == {"s": (0, 4), "t": (0, 4), "u": (5, 5), "v": (5, 5)}


def test_no_money_where_one_flow_would_be_expected_is_a_gap() -> None:
    cells = [("s", "DK01")] * 4 + [("s", "DK02")] * 2 + [("t", "DK01")] * 2
    network = network_of(
        [organisation(f"o{i}", region) for i, (_, region) in enumerate(cells)],
        tags=[tag(f"o{i}", theme) for i, (theme, _) in enumerate(cells)],
        flows=[{**EURO, "flow_id": f"f{i}{k}", "recipients": [f"o{i}"], "amount": 1} for i in range(8) for k in "ab"],
    )
    # 16 flows, 4 of them to t and 4 to DK02: 16 * 4/16 * 4/16 = 1
    result = money_coverage(network, framework="f")
    found = cell(result.table, theme="t", region="DK02")
    assert (found["label"], found["reason"], found["expected"]) == (GAP, NO_FLOW, 1)
    assert [sentence.en for sentence in said(network, result, "money")] == [
        "Of 6 combinations of theme and region, counted in grants and payments: 3 covered, 1 gap, 2 not known.",
        SILENT.en.format(few=0, rest=2),
        "The largest gaps, with the number that one would expect: Velfærd, Sjælland (1.0).",
    ]


def test_what_is_said_names_the_largest_gaps_and_who_may_fill_them() -> None:
    cells = [("s", "academia", "DK")] * 8 + [("s", "industry", "NO")] * 8 + [("t", "academia", "DK")] * 8
    network = network_of(
        [organisation(f"o{i:02}", None, helix, country) for i, (_, helix, country) in enumerate(cells)]
        + [organisation("x", None, None, "NO")],
        tags=[tag(f"o{i:02}", theme) for i, (theme, _, _) in enumerate(cells)] + [tag("x", "t")],
    )
    result = coverage(network, framework="f", by=("theme", "helix", "country"))
    # 24 * 8/24 * 16/24 * 8/24 = 1.8 for t in academia in Norway, as many for t in industry in Denmark
    first, _, second, third = (sentence.da for sentence in said(network, result))
    assert first == (
        "Af 12 kombinationer af tema, sektor og land, målt i organisationer: 3 dækket, 4 huller og 5, vi "
        "ikke ved nok om."
    )
    assert second == (
        "De største huller, med det antal man ville vente: Data, forskning og uddannelse, Norge (3,6), Data, "
        "erhvervsliv, Danmark (3,6) og Velfærd, forskning og uddannelse, Norge (1,8)."
    )
    assert third == (
        "For op til 1 af dem, der arbejder med et af temaerne, kender vi ikke sektoren eller landet; en af dem kan "
        "fylde et hul."
    )
    assert "sphere or the country is not known" in said(network, result)[3].en


def test_a_partner_without_a_known_place_may_fill_the_gap_of_a_project() -> None:
    network = network_of(
        [organisation("x", "DK01"), organisation("y", "DK02"), organisation("z")],
        "abcdefghijklnopq",
        participations=[takes_part("y" if p in "nopq" else "x", p) for p in "abcdefghijklnopq"]
        + [takes_part("z", "a")],
        tags=[tag(p, "t" if p in "abcd" else "s") for p in "abcdefghijklnopq"],
    )
    # 16 * 4/16 * 4/16 = 1 project of t in DK02; the partner z of a may be there
    sentences = [sentence.en for sentence in said(network, coverage(network, framework="f", of="projects"), "projects")]
    assert sentences[2:] == [
        "The largest gaps, with the number that one would expect: Velfærd, Sjælland (1.0).",
        "A partner for whom the region is not known may fill a gap; projects with such a partner, by theme: up to 1.",
    ]


def test_nothing_more_is_said_where_there_is_no_gap(mixed: Network) -> None:
    sentence, why = said(mixed, coverage(mixed, framework="f"))
    # fewer than one would be expected in each cell whose theme and region somebody else has
    n_few = coverage(mixed, framework="f").table.filter(reason="less than one would be expected").height
    assert why.nb == SILENT.nb.format(few=n_few, rest=7 - n_few)
    assert sentence.nb == (
        "Av 9 kombinasjoner av tema og region, målt i organisasjoner: 2 dekket, 0 hull og 7 vi ikke vet nok om."
    )


def test_every_label_and_axis_has_words() -> None:
    assert set(LABELS) == {COVERED, GAP, NOT_KNOWN}
    assert set(coverage_words.THE_PLACES) == set(themed.PLACES) == set(coverage_words.AXES) - {"theme"}
    assert coverage_words.TITLES.keys() == coverage_words.MEANINGS.keys() == coverage_words.UNITS.keys()


@st.composite
def ecosystems(draw: st.DrawFn) -> Ecosystem:
    """Draw organisations a to e in three regions and two helices or none, projects p to r and m, and their tags."""
    place = st.tuples(st.sampled_from(["DK01", "DK02", "NO08", None]), st.sampled_from(["industry", "academia", None]))

    def some(left: str, right: str, most: int) -> list[tuple[str, str]]:
        return draw(st.lists(st.tuples(st.sampled_from(left), st.sampled_from(right)), unique=True, max_size=most))

    return network_of(
        [organisation(org, *draw(place)) for org in "abcde"],
        "pqrm",
        participations=[takes_part(*pair) for pair in some("abcde", "pqrm", 10)],
        tags=[tag(*pair) for pair in some("abcdepqrm", "stv", 10)],
    ).ecosystem


def by_hand(ecosystem: Ecosystem, theme: str, place: tuple[str, str], of: str) -> set[str]:
    """Return who is in a cell: the definition, with Python sets."""
    seats = {row["org_id"]: (row["region"], row["helix"]) for row in ecosystem.organisations.to_dicts()}
    there = {org for org, seat in seats.items() if seat == place}
    pairs = {(row["org_id"], row["project_id"]) for row in ecosystem.participations.to_dicts()}
    tagged = {row["subject"] for row in ecosystem.tags.to_dicts() if row["theme_id"] == theme} - {"m"}
    if of == "projects":
        return {project for org, project in pairs if org in there and project in tagged}
    return {org for org in there if org in tagged or any((org, project) in pairs for project in tagged)}


@given(ecosystems(), st.sampled_from(["organisations", "projects"]))
@settings(max_examples=40, deadline=None)
def test_counts_agree_with_python_sets(ecosystem: Ecosystem, of: Unit) -> None:
    network = Network.of(ecosystem)
    result = coverage(network, of=of, by=("theme", "region", "helix"))
    table = result.table
    regions, helices = (sorted(ecosystem.organisations[axis].drop_nulls().unique()) for axis in ("region", "helix"))
    assert sorted(table.select(result.keys).rows()) == list(product("stuv", regions, helices))
    for row in table.to_dicts():
        inside = by_hand(ecosystem, row["theme"], (row["region"], row["helix"]), of)
        assert row["observed"] == len(inside)
        assert row["label"] == COVERED if inside else row["label"] in {GAP, NOT_KNOWN}
        assert row["label"] != GAP or row["expected"] >= LEAST
        assert bool(row["rows"]) == bool(inside)
        assert row["reason"] is not None or (row["residual"] is not None and row["label"] != NOT_KNOWN)
        assert row["shortfall"] == pytest.approx(max(0, row["expected"] - row["observed"]))
    assert len(said(network, result)) >= 1


def test_every_reason_and_place_is_said_in_the_language_of_the_reader(mixed: Network, funded: Network) -> None:
    for by in (("theme", "region"), ("theme", "helix", "country")):
        for found in (
            coverage(mixed, framework="f", by=by),
            coverage(mixed, framework="f", by=by, of="projects"),
            money_coverage(funded, framework="f", by=by),
        ):
            reasons = set(found.table["reason"].drop_nulls())
            assert all(found.words[reason].da != reason != found.words[reason].nb for reason in reasons)
            assert {place for axis in by[1:] for place in found.table[axis]} <= set(found.words)
            assert {name.format(language="da") for name in found.shown} <= set(found.table.columns)


def test_gaps_come_first_and_among_them_the_largest_shortfall(mixed: Network) -> None:
    table = coverage(mixed, framework="f").table
    places = table["label"].replace_strict({GAP: 0, COVERED: 1, NOT_KNOWN: 2}, return_dtype=pl.Int64)
    assert places.is_sorted()
    assert table.filter(label=NOT_KNOWN)["shortfall"].drop_nulls().is_sorted(descending=True)
