"""Every query of the library gives the same rows, in the same order, in this process and over Bolt."""

import datetime as dt
import math
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from crowded import crowded
from library import PATIENCE, QUERIES, asked, fitting, given

from benchmarks import networks
from ecograph import Ecosystem, load
from ecograph.cypher.query import Query
from ecograph.cypher.rows import Rows
from ecograph.property_graph import property_graph
from ecograph.stores import embedded
from ecograph.stores.bolt import connected, read
from ecograph.stores.push import push
from ecograph.stores.target import Target

pytest.importorskip("kglite", reason="the embedded engine, kglite, is not installed")

pytestmark = [
    pytest.mark.slow,  # every dataset is pushed to a server, and every query asked there
    pytest.mark.no_cover,  # counting what runs would take longer than running it, and other tests cover it
]

CLOSE = 1e-9
"""How far numbers may lie apart: engines need not add them up in the same order."""

HELD: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "date": (dt.date,),
}
"""What a column of each kind holds."""

LISTED = {"texts": "text", "integers": "integer"}
"""The kind of what a column of lists holds."""


def same(left: object, right: object) -> bool:
    """Return whether two values are the same, numbers to a thousand-millionth of each other."""
    match left, right:
        case float(), float():
            return math.isclose(left, right, rel_tol=CLOSE, abs_tol=CLOSE)
        case list(), list():
            return len(left) == len(right) and all(map(same, left, right))
        case _:
            return type(left) is type(right) and left == right


def fits(kind: str, value: object) -> bool:
    """Return whether a value is of a kind of column, or there is none."""
    if kind in LISTED and isinstance(value, list):
        return all(one is not None and fits(LISTED[kind], one) for one in value)
    return value is None or type(value) in HELD.get(kind, ())


def misfit(query: Query, rows: Rows) -> Iterator[str]:
    """Yield the columns that hold what their kind does not, with the first such value."""
    for place, column in enumerate(query.returns):
        odd = [row[place] for row in rows.rows if not fits(column.kind, row[place])]
        if odd:
            yield f"{query.name}: found {odd[0]!r} in {column.name}, expected {column.kind}"


def questions(eco: Ecosystem) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each query with its defaults, and with the least bound where it has one: more rows, more gaps."""
    for name, query in QUERIES.items():
        values = given(name, **fitting(eco, query))
        yield name, values
        if "at_least" in values:
            yield name, values | {"at_least": 0}


def differences(eco: Ecosystem, database: Target) -> list[str]:
    """Return how the answers of the two engines differ from each other or from the header, over all queries."""
    push(eco, database)
    graph = embedded.filled(property_graph(eco))
    wrong: list[str] = []
    with connected(database) as connection:
        for name, values in questions(eco):
            query = QUERIES[name]
            here = asked(graph, name, **values)
            there = read(connection, query.statement, values, timeout=PATIENCE, limit=None)
            columns = tuple(each.name for each in query.returns)
            wrong += misfit(query, here)
            # ArcadeDB tells the columns of an answer only with its first row
            if here.columns != columns or there.columns not in ((columns,) if there.rows else (columns, ())):
                wrong.append(f"{name}: found the columns {here.columns} and {there.columns}, expected {columns}")
            if len(here.rows) != len(there.rows):
                wrong.append(f"{name} {values}: {len(here.rows)} rows here, {len(there.rows)} over Bolt")
            for number, (left, right) in enumerate(zip(here.rows, there.rows, strict=False)):
                if not same([*left], [*right]):
                    wrong.append(f"{name} {values}, row {number}:\n  {left} here\n  {right} over Bolt")
                    break
    return wrong


def test_every_query_gives_the_same_rows_over_bolt_on_the_bundled_dataset(database: Target) -> None:
    wrong = differences(load(), database)
    assert not wrong, "\n".join(wrong)


def test_every_query_gives_the_same_rows_over_bolt_where_every_table_has_a_row(
    database: Target, small_folder: Path
) -> None:
    wrong = differences(load(small_folder), database)
    assert not wrong, "\n".join(wrong)


def test_every_query_gives_its_columns_and_the_same_rows_over_bolt_without_any_row(database: Target) -> None:
    eco = Ecosystem.of("nothing")
    wrong = differences(eco, database)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_query_gives_the_same_rows_over_bolt_where_few_have_much_to_do_with_each_other(
    database: Target, seed: int
) -> None:
    wrong = differences(Ecosystem.of("", **crowded(Random(seed))), database)  # noqa: S311 - not a secret
    assert not wrong, "\n".join(wrong)


@pytest.mark.skipif("health" not in networks.available(), reason="../shared/data is not here")
def test_every_query_gives_the_same_rows_over_bolt_on_the_646_health_projects(database: Target) -> None:
    wrong = differences(networks.made("health"), database)
    assert not wrong, "\n".join(wrong)


def test_a_row_that_differs_is_told_and_one_that_differs_by_rounding_is_not() -> None:
    assert same([1, "a", None, 0.1 + 0.2, ["x"]], [1, "a", None, 0.3, ["x"]])
    for left, right in ((1, 1.0), (1, True), ("1", 1), (None, ""), (["a", "b"], ["b", "a"]), (0.3, 0.3001), ([], None)):
        assert not same([left], [right]), (left, right)


def test_a_value_that_is_not_of_its_column_is_told() -> None:
    day, moment = dt.date(2020, 1, 1), dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    good: list[tuple[str, object]] = [("text", "a"), ("number", 1), ("number", 0.5), ("date", day), ("boolean", False)]
    good += [("texts", []), ("texts", ["a"]), ("integers", [1]), *((kind, None) for kind in (*HELD, *LISTED))]
    bad: list[tuple[str, object]] = [("text", 1), ("integer", 1.0), ("integer", True), ("date", moment)]
    bad += [("date", "2020-01-01"), ("texts", "a"), ("texts", [1]), ("texts", [None]), ("integers", 1)]
    assert [pair for pair in good if not fits(*pair)] == []
    assert [pair for pair in bad if fits(*pair)] == []
