"""Key figures as text: what stands there when there is no whole, no unit, no share, or too much."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from ecograph.ecosystem import Ecosystem
from ecograph.language import Words
from ecograph.metrics.key_figures import FIGURES, Asked, KeyFigure
from ecograph.metrics.key_figures.change import compared
from ecograph.metrics.key_figures.limits import Limit, crossed, targets
from ecograph.outputs import figures
from ecograph.outputs.figures import Told, detailed, first, sourced, summary

FIGURE = KeyFigure(
    name="f",
    version=1,
    label=Words("jobs", "job", "arbeidsplasser"),
    sentence=Words("How many jobs.", "Hvor mange job.", "Hvor mange arbeidsplasser."),
    definition="Counted.",
    unit="",
    breakdowns=("country", "own"),
    source="by hand",
    compute=lambda _, __: pl.DataFrame(),
)


def table(*rows: dict[str, Any]) -> pl.DataFrame:
    usual = {"figure": "f", "breakdown": "", "item": "", "unit": "projects", "low": 1, "n": 1, "rows": []}
    return pl.DataFrame([usual | {"high": row.get("low", 1)} | row for row in rows], schema=FIGURES)


def told(frame: pl.DataFrame, *limits: Limit, before: date | str | None = None) -> Told:
    eco = Ecosystem.of("Data")
    frame = sourced(frame, eco)
    return Told(eco, (FIGURE,), frame, Asked(date(2024, 5, 1)), crossed(frame, limits), targets(frame, limits), before)


def test_a_figure_without_a_whole_is_named_with_its_parts() -> None:
    said = summary(told(table({"breakdown": "country", "item": "DK"})), "da")
    assert said.endswith("  job: kun efter land, own\n")


def test_a_figure_is_explained_that_has_units_by_row() -> None:
    assert "unit         that of each row\nby           country, own\n" in figures.explained(FIGURE)
    assert figures.definition(FIGURE)["unit"] is None


def test_a_bound_without_a_unit_is_a_plain_number() -> None:
    said = summary(told(table({"low": 2.0}), Limit("f", "country", "SE", least=1200.0)), "en")
    assert "jobs (Sweden): whether it is below the threshold of 1200 is not known: the data have no such row." in said


def test_a_part_that_is_not_known_is_named_by_what_it_is_a_part_of() -> None:
    rows = [{"breakdown": breakdown, "item": "", "low": 2.0} for breakdown in ("country", "own")]
    limits = [Limit("f", breakdown, "", least=3.0) for breakdown in ("country", "own")]
    said = summary(told(table({"low": 4.0}, *rows), *limits), "nb")
    assert "arbeidsplasser (land ukjent): 2, under grenseverdien på 3." in said
    assert "arbeidsplasser (own ukjent): 2, under grenseverdien på 3." in said


@pytest.mark.parametrize(("coverage", "shown"), [(1.0, "100%"), (0.999, "99%"), (0.5, "50%"), (0.0, "0%"), (None, "–")])
def test_a_coverage_is_whole_only_where_nothing_is_missing(coverage: float | None, shown: str) -> None:
    assert detailed(told(table({"coverage": coverage})), "en").splitlines()[-1].split()[-2] == shown


@pytest.mark.parametrize(
    ("language", "since", "against"),
    [
        ("en", "Change since 3 November 2020.", "Change against old."),
        ("da", "Ændring siden 3. november 2020.", "Ændring i forhold til old."),
        ("nb", "Endring siden 3. november 2020.", "Endring sammenlignet med old."),
    ],
)
def test_what_is_compared_with_stands_under_the_title(language: str, since: str, against: str) -> None:
    same = compared(table({}), table({}))
    assert summary(told(same, before=date(2020, 11, 3)), language).splitlines()[1] == since
    assert summary(told(same, before="old"), language).splitlines()[1] == against


def test_what_is_gone_is_named_with_its_unit_and_what_cannot_be_compared_with_its_reason() -> None:
    now = table({"item": "a", "breakdown": "own"}, {"item": "u", "breakdown": "own"})
    was = table({"item": "b", "breakdown": "own"}, {"item": "u", "breakdown": "own", "low": None, "reason": "x"})
    lines = [line.split() for line in detailed(told(compared(now, was), before="old"), "nb").splitlines()]
    assert ["own", "a", "1", "prosjekter", "1", "–", "0", "ny", "–"] in lines
    assert ["own", "b", "–", "prosjekter", "–", "–", "0", "utgått", "–"] in lines
    assert ["own", "u", "1", "prosjekter", "1", "–", "0", "–", "–"] in lines
    assert lines[-2:] == [
        ["Endringen", "kan", "ikke", "oppgis:"],
        ["arbeidsplasser", "(u):", "tallet", "var", "ikke", "definert", "før"],
    ]


def test_a_terminal_is_shown_the_first_parts_of_each_breakdown() -> None:
    parts = [{"breakdown": by, "item": f"{i:02}"} for by in ("country", "own") for i in range(25)]
    frame = table({}, *parts)
    assert first(frame).height == 1 + 20 + 20
    assert first(frame)["item"].to_list()[1:21] == [f"{i:02}" for i in range(20)]


def test_a_long_name_is_cut_and_a_line_break_is_a_blank() -> None:
    said = detailed(told(table({"breakdown": "own", "item": "a\nb"}, {"breakdown": "own", "item": "x" * 90})), "en")
    assert "a b" in said
    assert f" {'x' * 71}… " in said


@pytest.mark.parametrize(
    ("low", "high", "limit", "text"),
    [
        # 0.36 to 0.4 million and 0.37 million would all be shown as 0.4
        (
            360_000,
            400_000,
            Limit("f", least=370_000),
            "DKK 0.360–0.400 million, possibly below the threshold of DKK 0.370",
        ),
        (360_000, 360_000, Limit("f", least=370_000), "DKK 0.360 million, below the threshold of DKK 0.370 million."),
        (360_000, 360_000, Limit("f", target=360_000), "DKK 0.4 million, the target of DKK 0.4 million is reached."),
        (800_000, 800_000, Limit("f", least=900_000), "DKK 0.8 million, below the threshold of DKK 0.9 million."),
    ],
)
def test_a_value_can_be_told_from_its_threshold(low: float, high: float, limit: Limit, text: str) -> None:
    frame = table({"low": low, "high": high, "unit": "DKK"})
    assert f"jobs: {text}" in summary(told(frame, limit), "en")


@pytest.mark.parametrize(
    ("low", "text"),
    [
        (1004, "jobs: endret med +0,400\xa0%, mer enn grenseverdien på 0,350\xa0%."),
        (1050, "jobs: endret med +5,0\xa0%, mer enn grenseverdien på 0,4\xa0%."),
    ],
)
def test_a_change_can_be_told_from_its_threshold(low: float, text: str) -> None:
    # 1004 is 0.4 % more than 1000, and 0.35 % would be shown as 0.4 %, too
    frame = compared(table({"low": low}), table({"low": 1000}))
    assert text.replace("jobs", "arbeidsplasser") in summary(told(frame, Limit("f", max_change=0.0035)), "nb")
