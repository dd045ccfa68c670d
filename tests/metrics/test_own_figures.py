"""Key figures of one's own on a small hand-written ecosystem; expected values counted by hand."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.language import Words
from ecograph.language.figures import REASONS
from ecograph.metrics import METRICS
from ecograph.metrics.key_figures import KEY_FIGURES, Asked, computed
from ecograph.metrics.key_figures.own import (
    NO_ROW,
    OWN_REASONS,
    SEVERAL,
    UNKNOWN_VALUE,
    OwnFigure,
    Slice,
    Take,
    key_figure,
)
from ecograph.network import Network

METRIC = {metric.name: metric for metric in METRICS}
KEY_FIGURE = {figure.name: figure for figure in KEY_FIGURES}
WORDS = Words("own", "egen", "egen")
ASKED = Asked(date(2024, 1, 1))

GRANT = {"kind": "grant", "level": "grant", "currency": "DKK", "from": "2020", "qualifier": "exact"}

ECO = Ecosystem.of(
    organisations=[
        {"org_id": "a", "name": "A", "kind": "company", "country": "DK"},
        {"org_id": "b", "name": "B", "kind": "company", "country": "DK"},
        {"org_id": "c", "name": "C", "kind": "cluster", "country": "NO"},
        {"org_id": "d", "name": "D", "kind": "company"},
    ],
    projects=[
        {"project_id": "p", "title": "P", "kind": "project", "purpose": "merger"},
        {"project_id": "q", "title": "Q", "kind": "project", "start": "2022"},
    ],
    participations=[
        {"org_id": org, "project_id": project, "role": "partner"} for org, project in ("ap", "bp", "cp", "dq", "cq")
    ],
    memberships=[{"org_id": "a", "cluster_id": "c"}],
    flows=[
        {**GRANT, "flow_id": "f", "payers": ["a"], "recipients": ["b"], "amount": 100.0, "qualifier": "about"},
        {**GRANT, "flow_id": "g", "payers": ["b"], "recipients": ["a"], "amount": 50.0},
        {**GRANT, "flow_id": "h", "payers": ["c"], "recipients": ["a"], "amount": None, "currency": None},
    ],
    rates=[{"year": 2020, "currency": "DKK", "rate_per_eur": 7.5}],
)


def own(measure: str, low: str, high: str = "", **more: Any) -> OwnFigure:  # noqa: ANN401 - any part of a figure
    return OwnFigure("own", WORDS, WORDS, "organisations", METRIC[measure], low, high or low, **more)


def table(figure: OwnFigure, asked: Asked = ASKED, ecosystem: Ecosystem = ECO) -> pl.DataFrame:
    return computed(Network.of(ecosystem), asked, [key_figure(figure)])


def row(figure: OwnFigure) -> dict[str, Any]:
    return table(figure).row(0, named=True)


COUNTRY = {"dimension": ("country",)}


def test_the_only_row_that_is_left_is_the_value() -> None:
    found = row(own("counts", "n", where={**COUNTRY, "value": ("DK",)}))
    assert (found["figure"], found["low"], found["high"], found["n"], found["unit"]) == (
        "own",
        2,
        2,
        2,
        "organisations",
    )
    assert found["rows"] == ["organisations/a", "organisations/b"]
    assert (found["reason"], found["coverage"]) == (None, None)


def test_a_condition_may_allow_several_values_and_what_is_not_known() -> None:
    assert row(own("counts", "n", where={**COUNTRY, "value": ("DK", "NO")}, take="sum"))["low"] == 3
    assert row(own("counts", "n", where={**COUNTRY, "value": ("",)}))["rows"] == ["organisations/d"]


@pytest.mark.parametrize(
    ("take", "low", "n"), [("sum", 4, 4), ("count", 3, 3), ("mean", 4 / 3, 3), ("greatest", 2, 3), ("least", 1, 3)]
)
def test_several_rows_become_one_value(take: Take, low: float, n: int) -> None:
    # by country: 2 in DK, 1 in NO, 1 not known
    found = row(own("counts", "n", where=COUNTRY, take=take))
    assert (found["low"], found["high"], found["n"]) == (low, low, n)
    assert found["rows"] == [f"organisations/{org}" for org in "abcd"]


@pytest.mark.parametrize(
    ("take", "low", "high"), [("sum", 140, 160), ("mean", 70, 80), ("greatest", 90, 110), ("least", 50, 50)]
)
def test_intervals_are_taken_together_bound_by_bound(take: Take, low: float, high: float) -> None:
    # about 100 is 90 to 110 kroner, beside exactly 50
    known = {"payer": ("a", "b")}
    found = row(own("funding", "low_dkk", "high_dkk", where=known, take=take))
    assert (found["low"], found["high"]) == (pytest.approx(low), pytest.approx(high))


def test_a_sum_needs_every_value_and_the_others_say_how_many_are_known() -> None:
    # the third flow has no amount
    found = row(own("funding", "low_dkk", "high_dkk", take="sum"))
    assert (found["low"], found["high"], found["reason"]) == (None, None, "no amount is stated")
    for take, coverage in (("mean", 2 / 3), ("greatest", 2 / 3), ("least", 2 / 3)):
        found = row(own("funding", "low_dkk", "high_dkk", take=take))
        assert (found["reason"], found["coverage"]) == (None, coverage)
    assert row(own("funding", "low_dkk", take="count"))["low"] == 2


def test_no_value_at_all_is_not_defined() -> None:
    unknown = {"payer": ("c",)}
    found = row(own("funding", "low_dkk", "high_dkk", where=unknown, take="mean"))
    assert (found["low"], found["reason"], found["coverage"]) == (None, "no amount is stated", 0)


@pytest.mark.parametrize(
    ("take", "low", "reason"),
    [("sum", 0, None), ("count", 0, None), ("only", None, NO_ROW), ("mean", None, NO_ROW), ("least", None, NO_ROW)],
)
def test_where_no_row_is_left_only_a_sum_and_a_count_are_defined(
    take: Take,
    low: float | None,
    reason: str | None,
) -> None:
    found = row(own("counts", "n", where={**COUNTRY, "value": ("SE",)}, take=take))
    assert (found["low"], found["reason"], found["coverage"], found["rows"]) == (low, reason, None, [])


def test_several_rows_where_one_is_expected_are_not_defined() -> None:
    assert row(own("counts", "n", where=COUNTRY))["reason"] == SEVERAL


def test_a_null_without_a_reason_has_a_general_one() -> None:
    nothing = pl.DataFrame(
        {"id": ["a"], "x": [None], "n": [1], "rows": [["flows/f"]]}, schema_overrides={"x": pl.Int64}
    )
    base = METRIC["eigenvector"]
    silent = type(base)(**{name: getattr(base, name) for name in base.__slots__} | {"compute": lambda _: nothing})
    figure = OwnFigure("own", WORDS, WORDS, "index", silent, "x", "x")
    assert row(figure)["reason"] == UNKNOWN_VALUE


def test_a_figure_is_broken_down_by_a_key_column() -> None:
    found = table(own("counts", "n", where=COUNTRY, take="sum", by="value", breakdown="country"))
    assert found.select("breakdown", "item", "low").rows() == [
        ("", "", 4.0),
        ("country", "DK", 2.0),
        ("country", "NO", 1.0),
        ("country", "", 1.0),
    ]


def test_a_measure_is_given_its_options_and_the_vagueness_that_is_asked_for() -> None:
    figure = own("funding", "low_dkk", "high_dkk", where={"payer": ("a",)})
    wide = table(figure, Asked(date(2024, 1, 1), vagueness=0.5)).row(0, named=True)
    assert (wide["low"], wide["high"]) == (50, 150)
    fixed = own("funding", "low_dkk", "high_dkk", where={"payer": ("a",)}, options={"vagueness": 0.2})
    assert (row(fixed)["low"], row(fixed)["high"]) == (80, 120)


@pytest.mark.parametrize(
    ("of", "low"),
    [
        (Slice(), 4),
        (Slice(country="DK"), 2),
        (Slice(country="DK", clusters=("c",)), None),  # the cluster is not Danish
        (Slice(clusters=("c",)), 4),  # the cluster, its member and its partners
        (Slice(clusters=("c",), without_purpose=("merger",)), 3),  # its partner in q alone
        (Slice(clusters=("c",), as_of="2021", without_purpose=("merger",)), 2),  # the cluster and its member
    ],
)
def test_a_figure_may_be_about_a_part_of_the_ecosystem(of: Slice, low: int | None) -> None:
    # without the flows, whose other ends a part keeps
    without = Ecosystem.from_frames("", ECO.frames() | {"flows": ECO.flows.clear()})
    figure = own("counts", "n", where=COUNTRY, take="sum", of=of)
    assert table(figure, ecosystem=without)["low"].item() == low


def test_a_part_that_is_not_there_is_a_reason_and_no_error() -> None:
    found = row(own("counts", "n", take="sum", of=Slice(clusters=("nowhere",))))
    assert found["low"] is None
    assert found["reason"] == "no organisation nowhere: name clusters by their id"


def test_a_key_figure_is_taken_as_a_whole_or_by_its_parts() -> None:
    figure = OwnFigure("own", WORDS, WORDS, "organisations", KEY_FIGURE["organisations"], "low", "high")
    assert row(figure)["low"] == 4
    where = {"breakdown": ("country",), "item": ("DK", "NO")}
    parts = OwnFigure(
        "own", WORDS, WORDS, "organisations", KEY_FIGURE["organisations"], "low", "high", where=where, take="sum"
    )
    assert row(parts)["low"] == 3
    one = OwnFigure(
        *("own", WORDS, WORDS, "organisations", KEY_FIGURE["organisations"], "low", "high"),
        where={"breakdown": ("country",), "item": ("NO",)},
    )
    # the country of three of four is known, and a figure that is taken over keeps what it says of that
    assert (row(one)["low"], row(one)["coverage"]) == (1, 0.75)


def test_a_definition_is_written_from_what_is_taken() -> None:
    made = key_figure(
        own(
            *("funding", "low_dkk", "high_dkk"),
            where={"payer": ("a", "b"), "year": ("",)},
            take="sum",
            options={"vagueness": 0.2},
            of=Slice("DK", ("c",), "2020", ("merger",)),
        )
    )
    assert made.definition == (
        "The sum of low_dkk to high_dkk in the measure funding with vagueness 0.2 where payer is a or b and year is "
        "not known; in DK; of c; as of 2020; without projects of the purpose merger."
    )
    plain = OwnFigure("own", WORDS, WORDS, "organisations", KEY_FIGURE["organisations"], "low", "low", take="count")
    assert key_figure(plain).definition == "The number of rows with a value of low in the key figure organisations."
    assert key_figure(own("counts", "n")).definition == "The value of n in the measure counts."
    assert key_figure(own("counts", "n", definition="By hand.")).definition == "By hand."


def test_an_empty_ecosystem_has_no_exception() -> None:
    for metric in METRICS:
        column = next(iter(metric.values))
        figure = OwnFigure("own", WORDS, WORDS, "index", metric, column, column, take="mean", by=metric.keys[0])
        assert table(figure, ecosystem=Ecosystem.of()).height >= 1


def test_every_reason_has_words_in_each_language() -> None:
    assert set(OWN_REASONS) <= set(REASONS)
