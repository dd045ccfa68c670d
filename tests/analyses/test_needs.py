"""Needs and money by theme.

Worked example: G06 of the catalogue, as a survey and grants. The bundled survey is by group of respondents, so there
the answer is not known. The measure and its bounds are held against others in ``tests/algorithms/test_mismatch.py``.
"""

import math
from typing import Any

import pytest

from ecograph import load
from ecograph.analyses.gaps.needs import (
    NO_ANSWER,
    NO_MONEY,
    NO_SURVEY,
    NOT_ALL,
    NOTHING,
    TWICE,
    mismatch,
    needs,
)
from ecograph.analyses.gaps.needs_words import said
from ecograph.analyses.gaps.theme_money import NO_AMOUNT
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.network import Network

Row = dict[str, Any]
EURO = {"qualifier": "exact", "currency": "EUR", "kind": "grant", "level": "grant"}
UNSTATED = {"amount": None, "qualifier": None, "currency": None}
FIGURE = {"subject": "poll", "what": "mentions", "qualifier": "exact", "unit": "answers"}


def network_of(figures: list[Row], flows: list[Row], tags: tuple[str, ...] = ("as", "bt", "cu", "dv")) -> Network:
    """Return a survey with figures, and flows to organisations a to e, of which a to d have a theme each."""
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": org, "kind": "company"} for org in "abcde"],
            projects=[
                {"project_id": "poll", "title": "The poll", "kind": "survey"},
                {"project_id": "study", "title": "The study", "kind": "report"},
            ],
            frameworks=[{"framework_id": name, "kind": "work_areas"} for name in "fg"],
            themes=[
                *({"theme_id": theme, "framework_id": "f", "label_da": f"Tema {theme}"} for theme in "stuv"),
                {"theme_id": "z", "framework_id": "g"},
            ],
            tags=[{"subject": subject, "theme_id": theme, "basis": "stated"} for subject, theme in map(tuple, tags)],
            figures=[{**FIGURE, "figure_id": f"n{i}", **figure} for i, figure in enumerate(figures)],
            flows=[{**EURO, "flow_id": f"f{i}", **flow} for i, flow in enumerate(flows)],
        )
    )


def answers(**values: float | None) -> list[Row]:
    return [{"breakdown": theme, "value": value} for theme, value in values.items()]


def grants(**amounts: float) -> list[Row]:
    return [{"recipients": [org], "amount": amount} for org, amount in amounts.items()]


@pytest.fixture
def worked() -> Network:
    """Return G06: needs .4 .3 .2 .1, money .1 .3 .2 .4, and 50 to e, which has no theme."""
    return network_of(answers(s=40, t=30, u=20, v=10), grants(a=10, b=30, c=20, d=40, e=50))


def test_the_mismatch_of_the_catalogue(worked: Network) -> None:
    # the example of G06 has the answer 0.3
    found = mismatch(worked, framework="f").table.row(0, named=True)
    assert [found["d_low"], found["d_high"]] == [pytest.approx(0.3), pytest.approx(0.3)]
    assert (found["survey"], found["survey_title"], found["n_themes"]) == ("poll", "The poll", 4)
    assert (found["money_low"], found["money_high"]) == (100, 100)
    assert (found["n_unallocated"], found["unallocated_low"], found["unallocated_high"]) == (1, 50, 50)
    assert found["reason"] is None
    assert found["rows"] == [
        *(f"figures/n{i}" for i in range(4)),
        *(f"flows/f{i}" for i in range(5)),
        *("tags/a|s", "tags/b|t", "tags/c|u", "tags/d|v"),
    ]


def test_needs_stand_beside_money_by_theme(worked: Network) -> None:
    table = needs(worked, framework="f").table
    assert table["theme"].to_list() == list("stuv")
    for name, values in {"need": (0.4, 0.3, 0.2, 0.1), "money": (0.1, 0.3, 0.2, 0.4)}.items():
        for end in ("low", "high"):
            assert table[f"{name}_share_{end}"].to_list() == pytest.approx(values)
    assert table.row(0, named=True)["rows"] == ["figures/n0", "flows/f0", "tags/a|s"]
    assert table["reason"].null_count() == 4


def test_what_is_said_has_the_share_and_what_stands_apart(worked: Network) -> None:
    assert [sentence.en for sentence in said(worked, mismatch(worked, framework="f"))] == [
        "To match the needs that The poll states, 30% of the money with a theme would have to move.",
        "Without a theme, and so left out: 1 grant or payment.",
    ]


def test_themes_are_named_by_id_or_label_in_any_case() -> None:
    named = network_of(
        [{"breakdown": name, "value": value} for name, value in ((" TEMA S", 1), ("t", 1), ("tema u", 1), ("V ", 1))],
        grants(a=1, b=1, c=1, d=1),
    )
    assert mismatch(named, framework="f").table["d_high"].to_list() == [pytest.approx(0)]


def test_money_to_two_themes_makes_the_mismatch_an_interval() -> None:
    # needs 1 and 1 (and 0, 0); 10 to s and t together: all for one (D = 1/2) or half each (0)
    tags = ("as", "at", "cu", "dv")
    network = network_of(answers(s=1, t=1, u=0, v=0), grants(a=10), tags)
    result = mismatch(network, framework="f")
    found = result.table.row(0, named=True)
    assert [found["d_low"], found["d_high"]] == [pytest.approx(0), pytest.approx(0.5)]
    assert said(network, result)[0].nb == (
        "Hvis midlene skulle svare til behovene som The poll oppgir, måtte 0\xa0% til 50\xa0% av dem som har et tema, "
        "flyttes."
    )
    assert len(said(network, result)) == 1  # nothing stands apart


def test_an_amount_that_is_not_stated_may_be_any() -> None:
    network = network_of(answers(s=1, t=1, u=0, v=0), [*grants(a=10), {"recipients": ["b"], **UNSTATED}])
    found = mismatch(network, framework="f").table.row(0, named=True)
    # t has from nothing (D = 1/2) over 10 (0) to nearly all (1/2)
    assert [found["d_low"], found["d_high"]] == [pytest.approx(0), pytest.approx(0.5)]
    money = needs(network, framework="f").table.filter(theme="t").row(0, named=True)
    assert (money["money_low"], money["money_high"], money["money_share_high"]) == (0, math.inf, 1)


def test_a_vague_number_of_answers_is_an_interval() -> None:
    figures = [{"breakdown": "s", "value": 10, "qualifier": "about"}, *answers(t=10, u=0, v=0)]
    network = network_of(figures, grants(a=1, b=1))
    row = needs(network, framework="f", vagueness=0.2).table.row(0, named=True)
    assert [row["need_low"], row["need_high"]] == [pytest.approx(8), pytest.approx(12)]
    found = mismatch(network, framework="f", vagueness=0.2).table.row(0, named=True)
    assert [found["d_low"], found["d_high"]] == [pytest.approx(0), pytest.approx(1 / 2 - 8 / 18)]  # 8 of 18 is further


def test_what_is_counted_otherwise_is_another_question() -> None:
    network = network_of(
        [*answers(s=1, t=1, u=1, v=1), *({**row, "as_of": "2020"} for row in answers(s=4, t=0, u=0, v=0))],
        grants(a=1),
    )
    table = mismatch(network, framework="f").table
    assert table["as_of"].to_list() == ["2020", None]
    assert table["d_low"].to_list() == pytest.approx([0, 0.75])
    assert needs(network, framework="f").table.height == 8


def test_a_number_that_is_lost_missing_or_twice_there_leaves_the_mismatch_unknown() -> None:
    lost = network_of([*answers(s=1, t=1, u=1), {"breakdown": "v", "value": None, "qualifier": None}], grants(a=1))
    twice = network_of([*answers(s=1, t=1, u=1, v=1), *answers(s=2)], grants(a=1))
    missing = network_of(answers(s=1), grants(a=1))
    for network, theme, why in ((lost, "v", NO_ANSWER), (twice, "s", TWICE), (missing, "v", NO_ANSWER)):
        table = needs(network, framework="f").table
        assert table.filter(theme=theme)["reason"].to_list() == [why]
        assert table.filter(theme="t" if network is not missing else "s")["reason"].to_list() == [NOT_ALL]
        assert mismatch(network, framework="f").table.select("d_low", "reason").rows() == [(None, NOT_ALL)]


def test_nothing_needed_or_nothing_paid_has_no_mismatch() -> None:
    no_need = network_of(answers(s=0, t=0, u=0, v=0), grants(a=1))
    no_money = network_of(answers(s=1, t=0, u=0, v=0), [])
    for network in (no_need, no_money):
        assert mismatch(network, framework="f").table.select("d_low", "d_high", "reason").rows() == [
            (None, None, NOTHING)
        ]
    row = needs(no_money, framework="f").table.row(0, named=True)
    assert (row["money_low"], row["money_share_low"], row["reason"]) == (0, None, NO_MONEY)


def test_a_figure_of_no_survey_states_no_need() -> None:
    network = network_of([{**row, "subject": "study"} for row in answers(s=1, t=1, u=1, v=1)], grants(a=1))
    result = mismatch(network)
    assert result.table.select("framework", "survey", "d_low", "reason").rows() == [
        ("f", None, None, NO_SURVEY),
        ("g", None, None, NO_SURVEY),
    ]
    assert said(network, result)[0].en == (
        "Whether the money matches the needs is not known: no survey in the data states needs by theme."
    )


def test_a_sum_without_any_amount_is_not_known(worked: Network) -> None:
    network = network_of(answers(s=1, t=1, u=1, v=1), [*grants(a=1), {"recipients": ["e"], **UNSTATED}])
    found = mismatch(network, framework="f").table.row(0, named=True)
    assert (found["n_unallocated"], found["unallocated_low"], found["reason"]) == (1, None, NO_AMOUNT)


def test_the_survey_of_the_bundled_data_is_by_respondent_and_says_so() -> None:
    network = Network.of(load())
    result = mismatch(network, framework="work-areas")
    found = result.table.row(0, named=True)
    assert (found["survey"], found["d_low"], found["n_themes"]) == (None, None, 10)
    # figures.csv: the breakdowns of survey-answers-hospitals, -companies and -knowledge
    groups = "hospital staff, private companies, staff of knowledge institutions"
    assert found["reason"] == f"{NO_SURVEY}, since figures of surveys are by {groups}"
    assert result.words[found["reason"]].da.startswith("Undersøgelsen i data er opdelt efter")
    assert "“private companies”" in said(network, result)[0].en
    assert set(needs(network, framework="work-areas").table["reason"]) == {found["reason"]}


def test_an_empty_ecosystem_has_the_same_columns(worked: Network) -> None:
    nothing = Network.of(Ecosystem.of())
    assert needs(nothing).table.schema == needs(worked).table.schema
    assert mismatch(nothing).table.schema == mismatch(worked).table.schema
    assert "is not known" in said(nothing, mismatch(nothing))[0].en
    with pytest.raises(EcographError, match="no framework h: choose from f, g"):
        needs(worked, framework="h")
