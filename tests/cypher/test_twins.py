"""Every query of the library against its twin: a second implementation that knows no graph database.

Numbers are compared to a thousand-millionth, amounts to the cent they are rounded to.
"""

import datetime as dt
import math
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from crowded import awkward, crowded
from ecosystems import Tables, tables
from hypothesis import given, settings
from hypothesis import strategies as st
from library import QUERIES, asked, fitting
from library import given as defaults
from twins import MODULES, TWINS, money
from twins.tables import Row

from benchmarks import networks
from ecograph import Ecosystem, load
from ecograph.analyses.gaps.theme_money import by_theme
from ecograph.analyses.gaps.themed import themes
from ecograph.metrics.funding import funding
from ecograph.money import VAGUENESS
from ecograph.network import Network
from ecograph.property_graph import PropertyGraph, property_graph
from ecograph.schema.vocabulary import (
    CERTAINTY,
    FLOW_KIND,
    HELIX,
    LEVEL,
    ORGANISATION_KIND,
    PROJECT_KIND,
    STATUS,
    TIE_KIND,
)
from ecograph.stores import embedded

if TYPE_CHECKING:
    from collections.abc import Sequence

pytest.importorskip("kglite", reason="the embedded engine, kglite, is not installed")

pytestmark = pytest.mark.no_cover  # counting what runs would take longer than running it, and other tests cover it

DAYS = tuple(dt.date(2020, *day) for day in ((1, 1), (6, 1), (6, 29), (6, 30), (7, 1), (7, 31), (12, 31)))
"""The days on which something begins or ends in ``awkward``."""

CENTS = 0.011
"""How far two amounts may lie apart that were added in another order and then rounded to the cent."""


@pytest.fixture(scope="module")
def bundled() -> Ecosystem:
    return load()


@pytest.fixture(scope="module")
def graph(bundled: Ecosystem) -> Any:  # noqa: ANN401 - a graph of the engine
    return embedded.filled(property_graph(bundled))


def alike(left: object, right: object, within: float = CENTS) -> bool:
    """Return whether two values, or lists of them, are equal but for how numbers were added and rounded."""
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return len(left) == len(right) and all(alike(*pair, within) for pair in zip(left, right, strict=True))
    if isinstance(left, float) and isinstance(right, float | int):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=within)
    return left == right


def differing(eco: Ecosystem, graph: Any, name: str, **values: object) -> str:  # noqa: ANN401 - of the engine
    """Return how the answer of a query differs from its twin, "" where it does not."""
    values = defaults(name) | values
    answer, twin = asked(graph, name, **values), TWINS[name](eco, **values)
    columns = tuple(each.name for each in QUERIES[name].returns)
    if answer.columns == columns and alike(
        answer.rows, twin, CENTS if TWINS[name].__module__ == money.__name__ else 0.0
    ):
        return ""
    return f"{name} {values}\n{answer.columns}\nthe query: {answer.rows}\nits twin:  {twin}"


def chosen(eco: Ecosystem, name: str, chance: Random) -> Row:
    """Return values for the parameters of a query: ids of the dataset, words of the schema, days, small numbers."""
    of_kind: dict[str, Sequence[object]] = {
        "organisation": [*eco.organisations["org_id"], "nobody"],
        "project": [*eco.projects["project_id"], "nothing"],
        "theme": [*eco.themes["theme_id"], "nothing"],
        "framework": [*eco.frameworks["framework_id"], "nothing"],
        "source": [*eco.sources["source_id"]],
        "integer": (0, 1, 2, 3, 28, 29, 30, 31, 59, 60, 1000),
        "date": [*DAYS, *(dt.date(year, 6, 30) for year in (1500, 2010, 2015, 2019, 2021, 5000, 9999))],
    }
    kinds = {"procurement_flows": FLOW_KIND, "boards_and_groups": TIE_KIND}
    of_name: dict[str, Sequence[str]] = {
        "kind": ORGANISATION_KIND,
        "kinds": kinds.get(name, PROJECT_KIND),
        "helix": HELIX,
        "country": ("DK", "NO", "SE"),
        "left": ("DK", "NO"),
        "right": ("SE", "NO"),
        "region": ("DK", "DK01", "NO0"),
        "level": LEVEL,
        "levels": LEVEL,
        "status": ("actual", "planned"),
        "statuses": STATUS,
        "certainty": CERTAINTY,
        "stance": ("agrees", "differs"),
        "unit": [*eco.figures["unit"].unique().sort(), "nothing"],
        "programme": [*eco.projects["programme"].drop_nulls().unique().sort(), "nothing"],
    }
    found: Row = {}
    for each in QUERIES[name].parameters:
        if not each.is_required and each.default is None and chance.random() < 0.4:
            found[each.name] = None
        elif each.kind == "texts":
            words = of_name[each.name]
            found[each.name] = chance.sample(words, chance.randint(0, len(words)))
        else:
            found[each.name] = chance.choice(of_kind.get(each.kind) or of_name[each.name])
    return found


def mixed(graph: PropertyGraph, chance: Random) -> PropertyGraph:
    """Return a graph whose nodes and relationships come in another order, in which no query may rely on."""

    def again(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.sample(fraction=1, shuffle=True, seed=chance.randrange(2**32))

    return PropertyGraph(
        tuple(replace(nodes, table=again(nodes.table)) for nodes in graph.nodes),
        tuple(replace(found, table=again(found.table)) for found in graph.relationships),
    )


def everywhere(eco: Ecosystem, chance: Random) -> None:
    """Ask every query with its defaults and with values that fit the tables."""
    graph = embedded.filled(mixed(property_graph(eco), chance))
    wrong = [
        said
        for name in TWINS
        for values in ({}, chosen(eco, name, chance))
        if (said := differing(eco, graph, name, **values))
    ]
    assert not wrong, "\n".join(wrong)


def test_every_query_has_one_twin() -> None:
    assert sorted(TWINS) == sorted(QUERIES)
    of_modules = [name for module in MODULES for name in vars(module) if TWINS.get(name) is vars(module)[name]]
    assert sorted(of_modules) == sorted(QUERIES)


def test_twins_that_differ_are_told_and_those_that_differ_by_rounding_are_not() -> None:
    assert alike([("a", 0.1 + 0.2, ["x"])], [("a", 0.3, ["x"])], 0.0)
    assert alike([(100.0,)], [(100.01,)])
    for left, right in ((0.3, 0.3001), (1, 2), (True, False), ("1", 1), (None, ""), (None, 0.0), ([], None)):
        assert not alike([(left,)], [(right,)], 0.0), (left, right)
    assert not alike([("a",), ("b",)], [("b",), ("a",)])


@pytest.mark.parametrize("name", TWINS)
def test_a_query_gives_rows_on_the_bundled_dataset_and_those_of_its_twin(
    bundled: Ecosystem,
    graph: Any,  # noqa: ANN401 - of the engine
    name: str,
) -> None:
    assert asked(graph, name).rows
    assert not differing(bundled, graph, name)


@pytest.mark.slow  # 6 answers to each of 65 queries
@pytest.mark.parametrize("name", TWINS)
def test_a_query_gives_those_of_its_twin_whatever_is_asked(bundled: Ecosystem, graph: Any, name: str) -> None:  # noqa: ANN401
    chance = Random(name)  # noqa: S311 - not a secret
    for _ in range(6):
        assert not differing(bundled, graph, name, **chosen(bundled, name, chance))


def test_the_top_funders_are_those_of_the_measure_funding(bundled: Ecosystem, graph: Any) -> None:  # noqa: ANN401
    """The measure says it by year, and alone or jointly."""
    measured = funding(Network.of(bundled)).filter(pl.col("payer").is_not_null() & (pl.col("level") == "grant"))
    alone = pl.col("low_eur").filter(~pl.col("is_joint")).sum()
    by_payer = measured.group_by("payer").agg(
        alone, pl.col("high_eur").sum(), is_known=pl.col("low_eur").is_not_null().all()
    )
    expected = {payer: (low, high) for payer, low, high, is_known in by_payer.iter_rows() if is_known}
    asked_for = {row[0]: (row[6], row[7]) for row in asked(graph, "top_funders", limit=1000).rows}
    assert len(expected) > 20
    assert all(alike(asked_for[payer], bounds) for payer, bounds in expected.items())


def test_themes_without_funding_are_those_that_the_money_of_themes_leaves_out(bundled: Ecosystem, graph: Any) -> None:  # noqa: ANN401
    """Of a flow and its part the sums count one; here either of them reaches a theme."""
    apart = bundled.flows.with_columns(part_of=pl.lit(None, pl.String), restates=pl.lit(None, pl.String))
    network = Network.of(replace(bundled, flows=apart))
    reached = by_theme(network, themes(network, None), vagueness=VAGUENESS)["theme"]
    found = {row[2] for row in asked(graph, "themes_without_funding").rows}
    assert found == set(bundled.themes["theme_id"]) - set(reached)


@pytest.mark.slow  # a graph and 31 answers for each of 65 queries
@pytest.mark.parametrize("name", TWINS)
def test_a_query_gives_those_of_its_twin_where_chance_seldom_leads(name: str) -> None:
    eco, chance = awkward(), Random(name)  # noqa: S311 - not a secret
    graph = embedded.filled(property_graph(eco))
    is_asked = any(not each.is_required for each in QUERIES[name].parameters)
    for values in ({}, *(chosen(eco, name, chance) for _ in range(30 * is_asked))):
        assert not differing(eco, graph, name, **values)


@pytest.mark.slow  # a graph and 130 answers for each of 10 ecosystems
@settings(deadline=None, max_examples=10)
@given(st.integers(0, 2**32))
def test_a_query_gives_those_of_its_twin_where_few_have_much_to_do_with_each_other(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - not a secret
    everywhere(Ecosystem.of("", **crowded(chance)), chance)


@pytest.mark.slow  # a graph and 130 answers for each of 8 ecosystems
@settings(deadline=None, max_examples=8)
@given(tables(), st.integers(0, 2**32))
def test_a_query_gives_those_of_its_twin_on_random_networks(rows: Tables, seed: int) -> None:
    everywhere(Ecosystem.of("", **rows), Random(seed))  # noqa: S311 - not a secret


@pytest.mark.slow  # a graph and 130 answers for each of 8 ecosystems
@settings(deadline=None, max_examples=8)
@given(st.data())
def test_a_query_gives_those_of_its_twin_on_tables_of_every_kind(
    ecosystems: st.SearchStrategy[Ecosystem], data: st.DataObject
) -> None:
    seed = data.draw(st.integers(0, 2**32))
    everywhere(data.draw(ecosystems), Random(seed))  # noqa: S311 - not a secret


@pytest.mark.slow  # twins in plain Python take seconds where there are 9,150 participations and 8,053 flows
@pytest.mark.skipif("health" not in networks.available(), reason="../shared/data is not here")
def test_every_query_gives_the_rows_of_its_twin_on_the_646_health_projects() -> None:
    eco = networks.made("health")
    graph = embedded.filled(property_graph(eco))
    wrong = [said for name in TWINS if (said := differing(eco, graph, name, **fitting(eco, QUERIES[name])))]
    assert not wrong, "\n".join(said[:1000] for said in wrong)
