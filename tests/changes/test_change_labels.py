"""Rows and cells in words, in three languages; what cannot be named keeps its id."""

import string
from collections.abc import Callable

import pytest
import states
from hostile import hostile, rows_nothing_checked

from ecograph.changes.labels import Labels
from ecograph.ecosystem import Ecosystem
from ecograph.identity.rewriting import key_text
from ecograph.language import LANGUAGES
from ecograph.language.changes import ROWS
from ecograph.language.tables import COLUMNS, TABLES
from ecograph.schema import TABLES as SCHEMA


def test_every_table_and_column_has_words() -> None:
    assert list(TABLES) == [table.name for table in SCHEMA]
    assert set(COLUMNS) == {column.name for table in SCHEMA for column in table.columns}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_of_a_table_have_one_name(language: str) -> None:
    for table in SCHEMA:
        named = [COLUMNS[name].in_(language) for name in table.names]
        assert len(set(named)) == len(named), table.name


@pytest.mark.parametrize(
    ("table", "column", "text", "expected"),
    [
        ("organisations", "helix", "academia", ["academia", "forskning og uddannelse", "forskning og utdanning"]),
        ("organisations", "helix", None, ["not given", "ikke angivet", "ikke oppgitt"]),
        ("organisations", "helix", "moon", ["moon"] * 3),
        ("organisations", "country", "NO", ["Norway", "Norge", "Norge"]),
        ("organisations", "region", "DK03", ["Syddanmark"] * 3),
        ("organisations", "region", "DK032", ["DK032"] * 3),
        ("organisations", "parent_id", "mtic", ["MTIC"] * 3),
        ("organisations", "parent_id", "nobody", ["nobody"] * 3),
        ("organisations", "n", "1200", ["1,200", "1.200", "1\xa0200"]),
        ("names", "language", "da", ["Danish", "dansk", "dansk"]),
        ("names", "language", "is", ["is"] * 3),
        ("flows", "payers", "state|uni", [f"Den danske stat {w} Syddansk Universitet" for w in ("and", "og", "og")]),
        ("flows", "amount", "1500000.25", ["1,500,000.25", "1.500.000,25", "1\xa0500\xa0000,25"]),
        ("flows", "from", "2020-01", ["2020-01"] * 3),
        ("flows", "part_of", "grant", ["grant"] * 3),
        ("goals", "theme_id", "homes", ["Homes", "Boliger", "Boliger"]),
        ("themes", "framework_id", "areas", ["Work areas", "Arbejdsområder", "Work areas"]),
        ("ties", "source_id", "report", ["The report, Ministry, 2023-05"] * 3),
    ],
)
def test_a_cell_in_words(table: str, column: str, text: str | None, expected: list[str]) -> None:
    eco = states.after()
    assert [Labels(eco, language).cell(table, column, text) for language in ("en", "da", "nb")] == expected


def test_a_row_that_is_not_there_keeps_its_key() -> None:
    labels = Labels(states.after(), "en")
    absent = [("organisations", "nobody"), ("evidence", "a|b|c|d")]
    assert labels.of(absent) == {absent[0]: "nobody", absent[1]: "a|b|c|d"}


def test_a_source_that_is_not_there_keeps_its_id_and_none_is_empty() -> None:
    labels = Labels(states.after(), "en")
    assert [labels.source(each) for each in ("nowhere", None)] == ["nowhere", ""]


def test_evidence_on_evidence_or_on_what_is_gone_is_named_by_the_key() -> None:
    rows = [{"table": table, "key": "x|y", "stance": "agrees"} for table in ("evidence", "organisations")]
    labels = Labels(Ecosystem.of(evidence=rows), "en")
    keys = [("evidence", f"{row['table']}|x|y||given") for row in rows]
    assert labels.of(keys) == dict.fromkeys(keys, "x|y")


@pytest.mark.parametrize("make", [hostile, rows_nothing_checked])
def test_every_row_has_a_name_whatever_stands_in_it(make: Callable[[], Ecosystem]) -> None:
    eco = make()
    keys = [(table.name, key) for table in SCHEMA for key in eco[table.name].select(key_text(table)).to_series()]
    for language in LANGUAGES:
        assert all(Labels(eco, language).of(keys).values())


def test_templates_have_the_same_places_in_every_language() -> None:
    for words in ROWS.values():
        places = [{name for _, name, *_ in string.Formatter().parse(text) if name} for text in words]
        assert places[0] == places[1] == places[2]
