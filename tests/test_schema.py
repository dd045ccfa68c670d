"""The declaration of the data model is sound: what it names exists, is said in words, and is used."""

import re

import polars as pl
import pytest

from ecograph.parse import LINE
from ecograph.schema import FORMS, SUBJECTS, TABLE, TABLES, Column, Kind, Table, dtype, vocabulary

COLUMNS = [(table, column) for table in TABLES for column in table.columns]
IDS = [f"{table.name}.{column.name}" for table, column in COLUMNS]
ON_SOURCE = ("source_id", "locator", "certainty", "status")
each_table = pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
each_column = pytest.mark.parametrize(("table", "column"), COLUMNS, ids=IDS)


def faults(table: Table) -> list[str]:
    """Return what is wrong with a declaration."""
    names = table.names
    found = [f"the column {name} is there twice" for name in set(names) if names.count(name) > 1]
    found += [f"the key {name} is no column" for name in table.key if name not in table]
    for column in table.columns:
        found += [f"{column.name} points to no table {name}" for name in column.references if name not in TABLE]
        if (column.kind is Kind.CHOICE) != bool(column.choices):
            found.append(f"{column.name} has choices and is no choice, or the reverse")
        if column.references and column.kind not in {Kind.KEY, Kind.IDS}:
            found.append(f"{column.name} points to rows and is no id")
        if re.fullmatch(r"[A-Z0-9].*\.|[a-z].*[:,].*\.", column.about) is None:
            found.append(f"{column.name} is not said in a sentence")
    for span in table.spans:
        kinds = [table[name].kind for name in (span.start, span.end) if name in table]
        if kinds != [Kind.DATE, Kind.DATE]:
            found.append(f"{span} is no pair of dates")
    for amount in table.amounts:
        kinds = [table[name].kind for name in (amount.value, amount.qualifier) if name in table]
        if kinds != [Kind.NUMBER, Kind.CHOICE] or amount.unit not in table:
            found.append(f"{amount} is no amount")
        elif table[amount.qualifier].choices != vocabulary.QUALIFIER:
            found.append(f"{amount} has another qualifier")
    return found


@each_table
def test_a_table_is_declared_soundly(table: Table) -> None:
    assert faults(table) == []


BROKEN = Table(
    "broken",
    "A table with every fault of a declaration.",
    ("gone",),
    (
        Column("a", Kind.TEXT, "no capital, no stop", choices=("x",)),
        Column("a", Kind.CHOICE, "A."),
        Column("b", Kind.TEXT, "B.", references=("nowhere",)),
    ),
    spans=TABLE["flows"].spans,
    amounts=TABLE["flows"].amounts,
)


def test_a_broken_declaration_is_seen_to_be_broken() -> None:
    # the faults of BROKEN counted by hand
    assert faults(BROKEN) == [
        "the column a is there twice",
        "the key gone is no column",
        "a has choices and is no choice, or the reverse",
        "a is not said in a sentence",
        "a has choices and is no choice, or the reverse",
        "b points to no table nowhere",
        "b points to rows and is no id",
        "Span(start='from', end='to') is no pair of dates",
        "Amount(value='amount', qualifier='qualifier', unit='currency') is no amount",
    ]


def test_names_of_tables_are_unique_and_in_one_order() -> None:
    assert list(TABLE) == [table.name for table in TABLES]
    assert len(TABLE) == len(TABLES) == 19  # the tables of the data model, counted in the design


def test_labels_of_nodes_are_unique() -> None:
    labels = [table.label for table in TABLES if table.label]
    assert len(set(labels)) == len(labels)
    # the tables whose rows are named by an id of their own, other than those of ties, are nodes or ties of the graph
    assert {t.name for t in TABLES if len(t.key) == 1} - {t.name for t in TABLES if t.label} == {"ties"}


def test_subjects_are_tables_named_by_one_id() -> None:
    assert [TABLE[name].key for name in SUBJECTS] == [("org_id",), ("project_id",)]


@each_table
def test_every_fact_has_a_source_and_says_how_sure_it_is(table: Table) -> None:
    without = {"sources": ON_SOURCE[1:], "evidence": ("status",), "rates": ON_SOURCE[1:], "prices": ON_SOURCE[1:]}
    assert [name for name in ON_SOURCE if name not in table] == list(without.get(table.name, ()))
    assert all(table[name].required for name in ("source_id", "certainty", "status") if name in table)


@each_table
def test_the_key_of_a_table_is_filled_in_on_every_row(table: Table) -> None:
    assert [name for name in table.key if not table[name].required] == ([] if table.name != "evidence" else ["field"])


@each_column
def test_a_column_is_named_as_python_and_a_file_can_write_it(table: Table, column: Column) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*", column.name)
    assert column.name != LINE, "the parser has a column of that name"
    assert table[column.name] is column
    assert column.name in table


@each_column
def test_choices_are_a_list_of_the_vocabulary(table: Table, column: Column) -> None:
    lists = [words for words in vars(vocabulary).values() if isinstance(words, tuple)]
    assert not column.choices or column.choices in lists
    assert table.frame.schema[column.name] == dtype(column.kind)


def test_every_list_of_the_vocabulary_is_used() -> None:
    names = {name for name, words in vars(vocabulary).items() if isinstance(words, tuple)}
    used = {name for name in names if any(getattr(vocabulary, name) == column.choices for _, column in COLUMNS)}
    kinds = {column.kind for _, column in COLUMNS}
    assert names - used == {"CURRENCIES", "LANGUAGES"}  # these have a kind of their own
    assert {Kind.CURRENCY, Kind.LANGUAGE, Kind.COUNTRY} <= kinds


@pytest.mark.parametrize("name", [n for n, words in vars(vocabulary).items() if isinstance(words, tuple)])
def test_words_of_a_list_are_unique_and_plain(name: str) -> None:
    words: tuple[str, ...] = getattr(vocabulary, name)
    assert len(set(words)) == len(words)
    assert all(re.fullmatch(r"[a-z][a-z_-]*|[A-Z]{3}", word) for word in words)


def test_countries_are_those_of_iso_3166_with_the_union_and_kosovo() -> None:
    # 249 countries in ISO 3166-1, and EU and XK beside them
    assert len(vocabulary.COUNTRIES) == 249 + 2
    assert {"DK", "NO", "SE", "FI", "IS", "GL", "FO", "EU", "XK"} <= vocabulary.COUNTRIES
    assert not {"UK", "EL", "AA"} & vocabulary.COUNTRIES


def test_every_kind_has_words_and_a_type() -> None:
    assert set(FORMS) == set(Kind)
    types = {kind: dtype(kind) for kind in Kind}
    assert {kind for kind, of in types.items() if of == pl.Int64()} == {Kind.INTEGER, Kind.YEAR}
    assert {kind for kind, of in types.items() if of == pl.Float64()} == {Kind.NUMBER}
    assert {kind for kind, of in types.items() if of == pl.List(pl.String)} == {Kind.IDS}
    assert {of.__class__ for of in types.values()} == {pl.Int64, pl.Float64, pl.List, pl.String}


def test_a_table_does_not_answer_for_a_column_it_has_not() -> None:
    assert "gone" not in TABLE["flows"]
    with pytest.raises(KeyError):
        TABLE["flows"]["gone"]


def test_references_are_the_columns_that_name_rows() -> None:
    assert [column.name for column in TABLE["flows"].references()] == [
        *("payers", "recipients", "part_of", "restates", "source_id"),
    ]
