"""Entropy and the mutual information of three dimensions.

Second implementation: sums over dictionaries of cells. Known values: McGill 1954 (XOR, equal bits, independence), and
the worked example of projects by presence of the three helices.
"""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.algorithms.information import Transmission, decomposed, entropy, of_units

Unit = tuple[int, int, int]
EVEN: dict[Unit, int] = {(u, i, g): 1 for u in (0, 1) for i in (0, 1) for g in (0, 1)}
"""Eight equal cells: the three tell nothing of one another."""

WEIGHTS = st.sampled_from([0.25, 0.5, 1.0])
UNITS = st.integers(0, 3)

units_of = st.lists(st.tuples(*[st.integers(0, 2)] * 3), min_size=1, max_size=12)


def counted(counts: dict[Unit, int]) -> Transmission:
    """Return T of a table, with its counts as weights."""
    cells, weights = np.array(list(counts)).T, np.array(list(counts.values()), dtype=np.float64)
    return of_units(cells, weights, n=float(weights.sum()))


def slow(units: list[Unit], weights: list[float], n: float | None = None) -> float:
    """Return T by the definition; corrected if the number of units is given."""
    total = 0.0
    for axes, sign in (((0,), 1), ((1,), 1), ((2,), 1), ((0, 1), -1), ((0, 2), -1), ((1, 2), -1), ((0, 1, 2), 1)):
        cells: Counter[tuple[int, ...]] = Counter()
        for unit, weight in zip(units, weights, strict=True):
            cells[tuple(unit[axis] for axis in axes)] += weight  # type: ignore[assignment]
        whole = sum(cells.values())
        own = -sum(weight / whole * math.log2(weight / whole) for weight in cells.values())
        total += sign * (own + ((len(cells) - 1) / (2 * n * math.log(2)) if n else 0))
    return total


def test_known_values() -> None:
    xor = {(0, 0, 0): 1, (0, 1, 1): 1, (1, 0, 1): 1, (1, 1, 0): 1}
    assert counted(xor).plain == pytest.approx(-1, abs=1e-12)
    assert counted({(0, 0, 0): 1, (1, 1, 1): 1}).plain == pytest.approx(1, abs=1e-12)
    assert counted(EVEN).plain == pytest.approx(0, abs=1e-12)
    helices = {(1, 0, 0): 4, (0, 1, 0): 3, (0, 0, 1): 1, (1, 1, 0): 1, (1, 1, 1): 1}
    assert counted(helices).plain == pytest.approx(-0.514525, abs=1e-6)


def test_entropy_of_nothing_and_of_one_is_zero() -> None:
    assert entropy([]) == entropy([0.0]) == entropy([7.0]) == 0
    assert entropy([1, 1, 2]) == 1.5


def test_the_correction_is_that_of_miller() -> None:
    # by hand: 8 equal cells, T = 0; (2 - 1)^3 occupied cells too many over 2 * 8 units, in bits
    assert counted(EVEN).miller == pytest.approx(1 / (16 * math.log(2)), abs=1e-12)


def test_of_nothing_there_is_no_value() -> None:
    nothing = of_units(np.zeros((3, 0), dtype=np.int64), np.zeros(0), n=0)
    assert math.isnan(nothing.plain)
    assert math.isnan(nothing.miller)


@given(units_of, st.data())
@settings(max_examples=50, deadline=None)
def test_weighted_units_agree_with_the_definition(units: list[Unit], data: st.DataObject) -> None:
    weights = data.draw(st.lists(WEIGHTS, min_size=len(units), max_size=len(units)))
    found = of_units(np.array(units).T, np.array(weights), n=5)
    assert found.plain == pytest.approx(slow(units, weights), abs=1e-9)
    assert found.miller == pytest.approx(slow(units, weights, 5), abs=1e-9)


@given(units_of)
@settings(max_examples=50, deadline=None)
def test_a_table_says_what_its_units_say(units: list[Unit]) -> None:
    found, ones = counted(Counter(units)), [1.0] * len(units)
    assert found.plain == pytest.approx(slow(units, ones), abs=1e-9)
    assert found.miller == pytest.approx(slow(units, ones, len(units)), abs=1e-9)


@given(units_of, st.data())
@settings(max_examples=50, deadline=None)
def test_the_parts_and_what_is_between_add_up_to_the_whole(entries: list[Unit], data: st.DataObject) -> None:
    size = len(entries)
    drawn = [data.draw(st.lists(some, min_size=size, max_size=size)) for some in (st.integers(0, 2), WEIGHTS, UNITS)]
    groups, weights, units = np.unique(drawn[0], return_inverse=True)[1], drawn[1], drawn[2]
    found = decomposed(np.array(entries).T, np.array(weights), groups, units=np.array(units))
    assert found.shares.sum() == pytest.approx(1)
    assert found.whole.plain == pytest.approx(slow(entries, weights), abs=1e-9)
    assert found.whole.miller == pytest.approx(slow(entries, weights, len(set(units))), abs=1e-9)
    for kind in ("plain", "miller"):
        parts = sum(
            share * getattr(group, kind) for share, group in zip(found.shares.tolist(), found.groups, strict=True)
        )
        assert getattr(found.between, kind) + parts == pytest.approx(getattr(found.whole, kind), abs=1e-9)
    for group, value in enumerate(found.groups):
        inside = np.flatnonzero(groups == group)
        own, weight = [entries[i] for i in inside], [weights[i] for i in inside]
        assert value.plain == pytest.approx(slow(own, weight), abs=1e-9)
        assert value.miller == pytest.approx(slow(own, weight, len({units[i] for i in inside})), abs=1e-9)
        assert found.shares[group] == pytest.approx(sum(weight) / sum(weights))


def test_of_nothing_nothing_is_decomposed() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    found = decomposed(np.zeros((3, 0), dtype=np.int64), np.zeros(0), nothing, units=nothing)
    assert (found.groups, found.shares.tolist()) == ([], [])
    assert math.isnan(found.whole.plain)
