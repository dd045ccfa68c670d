"""How much money two sets have in common. All values are worked out by hand."""

import math

import polars as pl
import pytest
from overlapping import Row, organisation, takes_part

import ecograph
from ecograph.analyses.overlap.money import ALL_ZERO, NO_AMOUNT, NO_SHARED_AMOUNT, NONE_KNOWN, SCHEMA, money
from ecograph.ecosystem import Ecosystem
from ecograph.metrics.holdings import compared, each
from ecograph.network import Network

RATES = [{"year": year, "currency": "DKK", "rate_per_eur": 8.0} for year in (2020, 2021)]


@pytest.fixture(scope="module")
def bundled() -> Network:
    return Network.of(ecograph.load())


def flow(name: str, recipients: str, amount: float | None = None, **more: object) -> Row:
    stated = {"amount": amount, "qualifier": "exact", "currency": "EUR", "from": "2020"} if amount is not None else {}
    return {"flow_id": name, "recipients": [*recipients], "kind": "grant", "level": "grant", **stated, **more}


def of(*flows: Row) -> dict[str, object]:
    """Return the row of a and b, who take part in p together, and b in q alone."""
    eco = Ecosystem.of(
        organisations=[organisation(org, "cluster") for org in "ab"],
        projects=[{"project_id": p, "title": p, "kind": "project"} for p in "pq"],
        participations=[takes_part("a", "p"), takes_part("b", "p"), takes_part("b", "q")],
        flows=flows,
        rates=RATES,
    )
    return money(Network.of(eco), each("ab")).table.row(0, named=True)


def test_the_same_flow_and_the_same_project_are_shared() -> None:
    # f to both, g to their project: 30 + 50; h to a alone 20, i to the project of b alone 100: 80 of 200
    row = of(flow("f", "ab", 30.0), flow("g", "p", 50.0), flow("h", "a", 20.0), flow("i", "q", 100.0))
    assert row["shared"] == ["f", "g"]
    assert (row["low_left_eur"], row["low_right_eur"], row["low_shared_eur"]) == (100, 180, 80)
    assert (row["jaccard_low"], row["jaccard_high"], row["reason"]) == (0.4, 0.4, None)
    assert row["rows"] == ["flows/f", "flows/g", "flows/h", "flows/i"]


def test_the_bounds_of_the_index_are_those_of_the_amounts() -> None:
    # shared 90 to 110, b alone 45 to 55: least 90/145, greatest 110/155
    row = of(flow("f", "ab", 100.0, qualifier="about"), flow("g", "b", 50.0, qualifier="about"))
    assert (row["jaccard_low"], row["jaccard_high"]) == (pytest.approx(90 / 145), pytest.approx(110 / 155))


def test_open_amounts_leave_the_index_open() -> None:
    shared_open = of(flow("f", "ab", 100.0, qualifier="at_least"), flow("g", "b", 100.0))
    assert shared_open["high_shared_eur"] == math.inf
    assert (shared_open["jaccard_low"], shared_open["jaccard_high"]) == (0.5, 1)
    alone_open = of(flow("f", "ab", 100.0), flow("g", "b", 100.0, qualifier="at_least"))
    assert (alone_open["jaccard_low"], alone_open["jaccard_high"]) == (0, 0.5)


def test_a_part_is_not_added_to_its_whole() -> None:
    # the grant of 100 to the project reaches both; what each gets of it is a part, and a part of that part
    parts = [flow("g", "a", 60.0, part_of="f"), flow("h", "b", 40.0, part_of="f"), flow("i", "b", 4.0, part_of="h")]
    row = of(flow("f", "p", 100.0), *parts)
    assert (row["n_left"], row["n_right"], row["shared"], row["jaccard_low"]) == (1, 1, ["f"], 1)
    # of a whole without an amount the parts are what is known: 60 and 40 are not shared
    unstated = of(flow("f", "p"), *parts)
    assert (unstated["low_left_eur"], unstated["low_right_eur"], unstated["n_unknown"]) == (60, 40, 1)
    assert (unstated["jaccard_low"], unstated["reason"]) == (None, NO_SHARED_AMOUNT)


def test_yearly_amounts_are_added_up_and_converted() -> None:
    # 800 DKK in each of two years at 8 DKK for a euro
    row = of(flow("f", "ab", 800.0, currency="DKK", to="2021-12", basis="yearly"), flow("g", "a", 50.0))
    assert (row["low_shared_eur"], row["low_left_eur"]) == (200, 250)


@pytest.mark.parametrize(
    ("flows", "reason"),
    [
        ([], NONE_KNOWN),
        ([flow("f", "a", 1.0)], NONE_KNOWN),
        ([flow("f", "a", 1.0), flow("g", "b")], NO_AMOUNT),
        ([flow("f", "a", 1.0), flow("g", "b", 1.0, currency="SEK")], NO_AMOUNT),  # no rate
        ([flow("f", "ab"), flow("g", "a", 1.0), flow("h", "b", 1.0)], NO_SHARED_AMOUNT),
        ([flow("f", "ab", 0.0)], ALL_ZERO),
    ],
)
def test_what_is_not_known_is_null_with_a_reason(flows: list[Row], reason: str) -> None:
    row = of(*flows)
    assert (row["jaccard_low"], row["jaccard_high"], row["reason"]) == (None, None, reason)


def test_amounts_that_share_nothing_share_zero_and_one_sided_zeros_count() -> None:
    assert of(flow("f", "a", 1.0), flow("g", "b", 1.0))["jaccard_high"] == 0
    none_alone = of(flow("f", "ab", 1.0, qualifier="at_most"), flow("g", "a", 0.0))
    assert (none_alone["jaccard_low"], none_alone["jaccard_high"]) == (0, 1)  # the shared may be 0 to 1
    open_zero = of(flow("f", "ab", 0.0), flow("g", "a", 1.0, qualifier="at_most"))
    assert (open_zero["jaccard_low"], open_zero["jaccard_high"]) == (0, 1)  # 0 of 0 to 1 is 0, or 0 of 0


def test_parts_that_go_round_in_a_circle_are_read_once() -> None:
    row = of(flow("f", "a", 1.0, part_of="g"), flow("g", "q", 1.0, part_of="f"))
    assert (row["n_left"], row["n_right"]) == (1, 1)


def test_nothing_has_a_table_with_the_same_columns() -> None:
    assert money(Network.of(Ecosystem.of()), {}).table.schema == pl.Schema(SCHEMA)


def test_the_danish_clusters_share_two_grants(bundled: Network) -> None:
    # by hand, flows.csv: erdf-klyngeorganisation and ufm-danish-healthtech go to projects of all four
    table = money(bundled, compared(bundled, ["welfare-tech", "mtic", "chc", "lsi"])).table
    assert table["shared"].to_list() == [["erdf-klyngeorganisation", "ufm-danish-healthtech"]] * 6
    assert table.select(("left", "right")).is_unique().all()
