"""Every key figure of the bundled dataset, computed a second time in plain Python from the rows of its CSV files."""

import csv
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations, product
from typing import Any

import networkx as nx
import polars as pl
import pytest

import ecograph
from ecograph import bundled, dates
from ecograph.metrics.key_figures import Asked, computed
from ecograph.network import Network

DAY = dt.date(2019, 7, 1)
"""A day in the middle, so that there is something to start, to run and to end."""

Row = dict[str, str]


def rows(table: str) -> list[Row]:
    with (bundled.dataset("nordic_health") / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def figures() -> pl.DataFrame:
    return computed(Network.of(ecograph.load()), Asked(DAY))


def values(figures: pl.DataFrame, figure: str, breakdown: str = "") -> dict[str, Any]:
    """Return the bounds of each item."""
    own = figures.filter(figure=figure, breakdown=breakdown)
    return {item: (low, high) for item, low, high in own.select("item", "low", "high").iter_rows()}


def only(figures: pl.DataFrame, figure: str) -> dict[str, Any]:
    return figures.filter(figure=figure, breakdown="").row(0, named=True)


def tallied(items: Iterable[str]) -> dict[str, tuple[float, float]]:
    return {item: (n, n) for item, n in Counter(items).items()}


def bodies() -> dict[str, Row]:
    return {row["org_id"]: row for row in rows("organisations")}


def single() -> dict[str, Row]:
    return {name: row for name, row in bodies().items() if row["extent"] == "single"}


@pytest.mark.parametrize("breakdown", ["helix", "kind", "country", "region"])
def test_organisations_are_counted_by_what_their_rows_say(figures: pl.DataFrame, breakdown: str) -> None:
    assert values(figures, "organisations", breakdown) == tallied(row[breakdown] for row in single().values())
    known = [row for row in single().values() if row[breakdown]]
    share = figures.filter(figure="organisations", breakdown=breakdown)["coverage"].unique().to_list()
    assert share == [pytest.approx(len(known) / len(single()))]


def test_the_size_of_one_organisation_alone_is_known(figures: pl.DataFrame) -> None:
    # dlsc-staff-2020: about 30 persons, so 27 to 33, between 10 and 50
    assert values(figures, "organisations", "size") == {"small": (1, 1), "": (179, 179)}


@pytest.mark.parametrize("breakdown", ["project_kind", "purpose", "programme", "country"])
def test_projects_are_counted_by_what_their_rows_say(figures: pl.DataFrame, breakdown: str) -> None:
    column = breakdown.removeprefix("project_")
    assert values(figures, "projects", breakdown) == tallied(row[column] for row in rows("projects"))


WORLDS: dict[str, Callable[[dt.date, dt.date], bool]] = {
    "projects_started": lambda start, _: start <= DAY,
    "projects_running": lambda start, end: start <= DAY <= end,
    "projects_ended": lambda _, end: end < DAY,
}


@pytest.mark.parametrize("figure", WORLDS)
def test_projects_with_two_dates_are_told_as_in_every_world_that_their_dates_allow(
    figures: pl.DataFrame, figure: str
) -> None:
    sure, perhaps = set(), set()
    for row in rows("projects"):
        if row["start"] and row["end"]:
            worlds = [WORLDS[figure](*world) for world in product(dates.bounds(row["start"]), dates.bounds(row["end"]))]
            is_plan = row["status"] != "actual" or row["stage"] in {"announced", "applied"}
            sure |= {row["project_id"]} if all(worlds) and not is_plan else set()
            perhaps |= {row["project_id"]} if any(worlds) else set()
    both = {f"projects/{row['project_id']}" for row in rows("projects") if row["start"] and row["end"]}
    told = only(figures, figure)
    assert perhaps  # so that the day is one that says something
    assert {name for name in told["rows"] if name in both} == {f"projects/{name}" for name in perhaps}
    others = len(told["rows"]) - len(perhaps)
    assert told["high"] == len(perhaps) + others
    assert len(sure) <= told["low"] <= len(sure) + others


def test_projects_without_dates_are_counted(figures: pl.DataFrame) -> None:
    bare = [row for row in rows("projects") if not row["start"] and not row["end"]]
    assert values(figures, "projects_undated") == {"": (len(bare), len(bare))}


def test_members_that_are_known_are_those_with_a_row(figures: pl.DataFrame) -> None:
    named = defaultdict(set)
    for row in rows("memberships"):
        if row["org_id"] in single() and row["cluster_id"] in single() and row["org_id"] != row["cluster_id"]:
            named[row["cluster_id"]].add(row["org_id"])
    told = values(figures, "members_known", "cluster")
    assert {item: n for item, n in told.items() if n != (0, 0)} == {item: (len(o), len(o)) for item, o in named.items()}
    everyone = set().union(*named.values())
    assert only(figures, "members_known")["low"] == len(everyone)


def test_members_that_are_reported_are_those_of_the_latest_figure(figures: pl.DataFrame) -> None:
    # read from figures.csv: more than 280 in 2024-01, about 260 in 2023-09, exactly 200 in 2019-12, exactly 370 in
    # 2025-01; more than 250 and more than 90 without a date; 10 % for what is vague, whole numbers
    assert values(figures, "members_reported", "cluster") == {
        "nscc": (280, 308),
        "norway-health-tech": (234, 286),
        "welfare-tech": (200, 200),
        "nht-nscc": (370, 370),
        "dlsc": (250, 275),
        "oslo-cancer-cluster": (90, 99),
    }
    assert only(figures, "members_reported")["coverage"] == 6 / 16


def participants() -> dict[str, set[str]]:
    found = defaultdict(set)
    for row in rows("participations"):
        found[row["project_id"]].add(row["org_id"])
    return {project: orgs for project, orgs in found.items() if len(orgs) > 1}


@pytest.mark.parametrize(
    ("figure", "column", "sides"),
    [
        ("public_private_projects", "helix", ("government", "industry")),
        ("danish_norwegian_projects", "country", ("DK", "NO")),
    ],
)
def test_projects_across_two_sides_are_found_by_trying_all_that_is_not_known(
    figures: pl.DataFrame, figure: str, column: str, sides: tuple[str, str]
) -> None:
    worlds = []
    for orgs in participants().values():
        known = {bodies()[org][column] for org in orgs} - {""}
        bare = [org for org in orgs if not bodies()[org][column]]
        choices = [
            [{side} for side in sides] if bodies()[org]["extent"] != "collective" else [set(sides)] for org in bare
        ]
        may = any(set(sides) <= known.union(*world) for world in product(*choices))
        worlds.append((set(sides) <= known, may))
    n = len(worlds)
    found = only(figures, figure)
    assert (found["low"], found["high"]) == (sum(s for s, _ in worlds) / n, sum(m for _, m in worlds) / n)
    assert found["n"] == n
    assert found["coverage"] == pytest.approx(sum(s == m for s, m in worlds) / len(rows("projects")))


def test_projects_in_which_clusters_meet_are_found_by_every_pair_of_participants(figures: pl.DataFrame) -> None:
    of = defaultdict(set)
    for org, row in single().items():
        if row["kind"] == "cluster":
            of[org].add(org)
    for row in rows("memberships"):
        if row["org_id"] in single() and row["cluster_id"] in single():
            of[row["org_id"]].add(row["cluster_id"])
    met = [
        project
        for project, orgs in participants().items()
        if any(len(of[a] | of[b]) > 1 and of[a] and of[b] for a, b in combinations(sorted(orgs), 2))
    ]
    assert only(figures, "cross_cluster_projects")["low"] == pytest.approx(len(met) / len(participants()))


def grants() -> list[Row]:
    """Return the flows of the level grant that count: no restatements; of a whole and its parts, one of the two."""
    kinds = {"grant", "co-finance", "fee", "budget"}
    flows = {row["flow_id"]: row for row in rows("flows") if row["level"] == "grant" and row["kind"] in kinds}
    flows = {name: row for name, row in flows.items() if not row["restates"]}
    for whole in [name for name in flows if any(row["part_of"] == name for row in flows.values())]:
        parts = [name for name, row in flows.items() if row["part_of"] == whole]
        if sum(total(flows[name]) for name in parts) >= total(flows[whole]):
            del flows[whole]
        else:
            for name in parts:
                del flows[name]
    return list(flows.values())


def years_of(row: Row) -> list[int]:
    """Return the years of a flow; by hand, the yearly ones: 2019-11 to 2024 is five, 2021 to 2024 four."""
    if not row["from"]:
        return []
    n = {"arena-pro-nscc": 5, "erhvervsfremmebestyrelsen-klynger": 4}[row["flow_id"]] if row["basis"] == "yearly" else 1
    return [int(row["from"][:4]) + i for i in range(n)]


def total(row: Row) -> float:
    return float(row["amount"]) * (len(years_of(row)) if row["basis"] == "yearly" else 1)


SPREAD = {"exact": (1, 1), "about": (0.9, 1.1), "nearly": (0.9, 1), "more_than": (1, 1.1), "at_most": (0, 1)}


def in_currency(row: Row, currency: str, prices_of: int | None = None) -> dict[int, tuple[float, float]] | None:
    """Return the interval of each year of a flow, None where that of any cannot be said."""
    found = by_year(row, currency, prices_of)
    return found if found and len(found) == len(years_of(row) or [0]) else None


def by_year(row: Row, currency: str, prices_of: int | None = None) -> dict[int, tuple[float, float]]:
    """Return the interval of each year of a flow for which it can be said; year 0 where it has none."""
    rate = {(int(r["year"]), r["currency"]): float(r["rate_per_eur"]) for r in rows("rates")}
    country = {"DKK": "DK", "NOK": "NO", "EUR": "EU"}[currency]
    index = {int(r["year"]): float(r["price_index"]) for r in rows("prices") if r["country"] == country}
    found: dict[int, tuple[float, float]] = {}
    for year in (years_of(row) or [0]) if row["amount"] else []:
        amount = float(row["amount"])
        if row["currency"] != currency:
            if (year, row["currency"]) not in rate:
                continue
            amount = amount / rate[year, row["currency"]] * rate[year, currency]
        if prices_of is not None:
            if year not in index:
                continue
            amount = amount * index[prices_of] / index[year]
        low, high = SPREAD[row["qualifier"]]
        found[year] = (amount * low, amount * high)
    return found


@pytest.mark.parametrize("currency", ["DKK", "NOK", "EUR"])
@pytest.mark.parametrize("prices_of", [None, 2023])
def test_funding_is_the_sum_of_the_grants_whose_years_can_all_be_converted(
    figures: pl.DataFrame, currency: str, prices_of: int | None
) -> None:
    name = f"{'real_' if prices_of else ''}funding_{currency.lower()}"
    said = {row["flow_id"]: in_currency(row, currency, prices_of) for row in grants()}
    usable = {flow: years for flow, years in said.items() if years is not None}
    every = [bounds for years in usable.values() for bounds in years.values()]
    found = only(figures, name)
    assert found["low"] == pytest.approx(sum(low for low, _ in every))
    assert found["high"] == pytest.approx(sum(high for _, high in every))
    assert (found["n"], found["coverage"]) == (len(usable), pytest.approx(len(usable) / len(said)))
    sums: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in grants():
        for year, (low, high) in by_year(row, currency, prices_of).items():
            sums[year][0] += low
            sums[year][1] += high
    told = {int(item or 0): bounds for item, bounds in values(figures, name, "year").items() if bounds[0] is not None}
    assert told == {year: (pytest.approx(low), pytest.approx(high)) for year, (low, high) in sums.items()}


@pytest.mark.parametrize("breakdown", ["payer", "programme"])
def test_funding_of_a_payer_or_programme_is_its_own_grants_and_any_part_of_joint_ones(
    figures: pl.DataFrame, breakdown: str
) -> None:
    projects = {row["project_id"]: row for row in rows("projects")}

    def programme(project: str) -> str:
        row = projects.get(project, {})
        return row.get("programme") or (row.get("title", "") if row.get("kind") == "programme" else "")

    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in grants():
        ends = (
            row["payers"].split("|") if breakdown == "payer" else {programme(p) for p in row["recipients"].split("|")}
        )
        for end in ends if in_currency(row, "DKK") else ():
            bounds = list((in_currency(row, "DKK") or {}).values())
            sums[end][0] += sum(low for low, _ in bounds) if len(ends) == 1 else 0
            sums[end][1] += sum(high for _, high in bounds)
    told = values(figures, "funding_dkk", breakdown)
    assert told == {item: (pytest.approx(low), pytest.approx(high)) for item, (low, high) in sums.items()}


def test_the_public_share_lies_between_all_joint_money_being_private_and_all_being_public(
    figures: pl.DataFrame,
) -> None:
    public, other, joint = [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]
    for row in grants():
        spheres = [bodies().get(payer, {}).get("helix", "") for payer in row["payers"].split("|")]
        money = in_currency(row, "EUR")
        if money is None or "" in spheres:
            continue
        sides = {sphere == "government" for sphere in spheres}
        side = joint if len(sides) > 1 else public if sides == {True} else other
        for low, high in money.values():
            side[0] += low
            side[1] += high
    found = only(figures, "public_share")
    assert found["low"] == pytest.approx(public[0] / (public[0] + other[1] + joint[1]))
    assert found["high"] == pytest.approx((public[1] + joint[1]) / (public[1] + joint[1] + other[0]))


def test_the_concentration_of_participations_is_half_the_mean_difference_over_the_mean(figures: pl.DataFrame) -> None:
    # Gini 1912: the mean absolute difference of all pairs, with repetition, / (2 mean)
    of = defaultdict(set)
    for row in rows("participations"):
        if row["org_id"] in single():
            of[row["org_id"]].add(row["project_id"])
    n = [len(projects) for projects in of.values()]
    difference = sum(abs(a - b) for a in n for b in n) / len(n) ** 2
    assert only(figures, "participation_concentration")["low"] == pytest.approx(difference / (2 * sum(n) / len(n)))


def test_density_and_bridges_are_those_of_the_graph_of_partners(figures: pl.DataFrame) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(single())
    for orgs in participants().values():
        graph.add_edges_from(combinations(sorted(orgs & set(single())), 2))
    assert only(figures, "density")["low"] == pytest.approx(nx.density(graph))
    assert only(figures, "bridges")["low"] == len(list(nx.bridges(graph)))


def test_the_bounds_of_the_concentration_enclose_what_random_amounts_and_shares_give(figures: pl.DataFrame) -> None:
    # the payers that pay alone, each at its lower bound, and joint money paid by its first payer: one possible world
    paid: dict[str, float] = defaultdict(float)
    for row in grants():
        money = in_currency(row, "EUR")
        for payer in row["payers"].split("|") if money else ():
            paid[payer] += 0.0
        if money:
            paid[row["payers"].split("|")[0]] += sum(low for low, _ in money.values())
    n, amounts = len(paid), list(paid.values())
    world = sum(abs(a - b) for a in amounts for b in amounts) / (2 * n * sum(amounts))
    found = only(figures, "payer_concentration")
    assert found["n"] == n
    assert found["low"] <= world <= found["high"]


def test_a_list_is_covered_by_the_themes_that_somebody_is_tagged_with(figures: pl.DataFrame) -> None:
    meetings = {row["project_id"] for row in rows("projects") if row["kind"] == "meeting"}
    subjects = (set(single()) | {row["project_id"] for row in rows("projects")}) - meetings
    tagged = {row["theme_id"] for row in rows("tags") if row["subject"] in subjects}
    told = values(figures, "work_areas_covered", "framework")
    for row in rows("frameworks"):
        own = [theme["theme_id"] for theme in rows("themes") if theme["framework_id"] == row["framework_id"]]
        covered, size = len(tagged.intersection(own)), max(len(own), int(row["stated_size"] or 0))
        bounds = (covered / size, (covered + size - len(own)) / size)
        assert told[row["framework_id"]] == pytest.approx(bounds)
        if row["kind"] == "work_areas":
            assert values(figures, "work_areas_covered")[""] == pytest.approx(bounds)


def test_goals_are_due_when_the_last_day_of_their_deadline_has_passed(figures: pl.DataFrame) -> None:
    dated = [dates.bounds(row["deadline"]) for row in rows("goals") if row["deadline"]]
    n = sum(last < DAY for _, last in dated)
    found = only(figures, "goals_due")
    assert (found["low"], found["high"]) == (n, sum(first < DAY for first, _ in dated))
    assert found["coverage"] == len(dated) / len(rows("goals"))
    # no goal names a figure that measures it, so it is known of none whether it was reached
    assert not any(row["figure_id"] for row in rows("goals"))
    assert values(figures, "goals_due", "state") == {"": (n, n)}
    assert only(figures, "goals_reached")["reason"] == "no figure settles whether any goal was reached"


def test_the_figures_of_sources_are_those_of_money_and_counts_that_are_of_the_whole_and_actual(
    figures: pl.DataFrame,
) -> None:
    counts = {"members", "companies", "businesses", "jobs", "employees", "staff", "persons"}
    wanted = {
        row["figure_id"]: (float(row["value"]), row["qualifier"])
        for row in rows("figures")
        if row["value"] and row["status"] == "actual" and not row["breakdown"] and not row["parent_id"]
        if row["unit"] in counts or (row["unit"] in {"DKK", "NOK", "EUR"} and float(row["value"]) >= 100_000)
    }
    told = values(figures, "reported", "figure")
    assert only(figures, "reported")["low"] == len(wanted)
    assert told.keys() == wanted.keys()
    for name, (value, qualifier) in wanted.items():
        low, high = SPREAD[qualifier]
        assert told[name][0] == pytest.approx(value * low, abs=1)
        assert told[name][1] == pytest.approx(value * high, abs=1)
