"""The table of effective size. Its numbers are held against networkx in tests/algorithms/test_structural_holes.py.

Published values: Borgatti 1997 on Burt's graph of seven nodes, each tie a project of its own.
"""

import polars as pl
import pytest
from networks import network_of

from ecograph.metrics.effective_size import EFFECTIVE_SIZE, effective_size

BORGATTI = ("AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC")


def test_burts_graph_of_seven_organisations_is_as_published() -> None:
    found = effective_size(network_of("ABCDEFG", {pair: pair for pair in BORGATTI}))
    rows = {row["id"]: (row["effective_size"], row["efficiency"], row["n"]) for row in found.iter_rows(named=True)}
    assert rows["G"] == (pytest.approx(14 / 3), pytest.approx(7 / 9), 6)
    assert rows["A"] == (pytest.approx(2.5), pytest.approx(2.5 / 4), 4)
    assert rows["C"] == (1, 1, 1)
    assert found.row(0, named=True)["id"] == "G"  # greatest first


def test_the_weighting_decides_how_strong_a_tie_is() -> None:
    # by hand for a, with b and c in p and with d in q. Newman: p_ab = p_ac = 1/4, p_ad = 1/2, and b's ties to a and to
    # c are equal, so m_bc = m_cb = 1: 3 - 1/4 - 1/4; count: 3 - 1/3 - 1/3
    network = network_of("abcd", {"p": "abc", "q": "ad"})
    newman, counted = effective_size(network), effective_size(network, weighting="count")
    assert newman.row(0)[:1] + newman.row(0)[2:4] == ("a", pytest.approx(2.5), pytest.approx(2.5 / 3))
    assert counted.row(0)[:1] + counted.row(0)[2:4] == ("a", pytest.approx(7 / 3), pytest.approx(7 / 9))


def test_an_organisation_without_partners_has_no_effective_size() -> None:
    found = effective_size(network_of("abcd", {"p": "ab", "q": "c"})).filter(pl.col("reason").is_not_null())
    assert found.select("id", "effective_size", "efficiency", "n", "reason").rows() == [
        ("c", None, None, 0, "it has no partner"),
        ("d", None, None, 0, "it has no partner"),
    ]


def test_the_entry_names_its_option() -> None:
    assert EFFECTIVE_SIZE.options == ("weighting",)
