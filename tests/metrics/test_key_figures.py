"""What every key figure promises, on random, empty and small ecosystems; and what its entry, day and items say."""

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from promises import known_rows
from told_figures import ASKED, Rows, table_of

import ecograph
from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES
from ecograph.language.key_figures import BREAKDOWNS, GOAL_STATES, REASONS, SIZES
from ecograph.language.units import UNITS
from ecograph.metrics.key_figures import FIGURES, KEY, KEY_FIGURES, Asked, KeyFigure, computed, item_label, last_day
from ecograph.network import Network
from ecograph.rows import ROWS


def keeps(table: pl.DataFrame, eco: Ecosystem) -> None:
    """Assert what the table of key figures promises."""
    assert table.schema == FIGURES
    assert not table.select(KEY).is_duplicated().any()
    assert table["figure"].unique(maintain_order=True).to_list() == [each.name for each in KEY_FIGURES]
    wholes = table.filter(breakdown="")
    assert wholes["figure"].to_list() == [each.name for each in KEY_FIGURES]
    assert wholes["item"].to_list() == [""] * wholes.height
    assert set(table["unit"]) <= UNITS.keys()
    assert (table["low"].is_null() == table["high"].is_null()).all()
    assert (table["low"].is_null() == table["reason"].is_not_null()).all()
    assert set(table["reason"].drop_nulls()) <= REASONS.keys()
    assert not table.select(pl.col("low", "high", "coverage").is_nan().any()).to_series().any()
    assert table.filter((pl.col("low") > pl.col("high") * (1 + 1e-12)) | (pl.col("low") < 0)).is_empty()
    assert table.filter(~pl.col("coverage").is_between(0, 1)).is_empty()
    shares = table.filter(pl.col("unit").is_in(["share", "index"]))
    assert shares.filter(pl.col("high") > 1 + 1e-12).is_empty()
    assert table["n"].null_count() == 0
    assert table[ROWS].null_count() == 0
    assert table.filter(pl.col(ROWS) != pl.col(ROWS).list.unique().list.sort()).is_empty()
    assert set(table[ROWS].explode(keep_nulls=False, empty_as_null=False)) <= known_rows(eco)
    assert table.filter((pl.col("high") > 0) & (pl.col(ROWS).list.len() == 0)).is_empty()


@pytest.fixture(scope="module")
def bundled() -> Ecosystem:
    return ecograph.load()


def test_every_row_of_the_bundled_dataset_keeps_what_a_key_figure_promises(bundled: Ecosystem) -> None:
    keeps(table_of(bundled, Asked(last_day(bundled))), bundled)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_row_of_any_ecosystem_keeps_what_a_key_figure_promises(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    eco = data.draw(ecosystems)
    day = data.draw(st.sampled_from([last_day(eco), dt.date.min, dt.date(5000, 1, 1), dt.date.max]))
    table = table_of(eco, Asked(day))
    keeps(table, eco)
    for breakdown, item in table.select("breakdown", "item").unique().iter_rows():
        assert breakdown == item == "" or item_label(eco, breakdown, item, "nb")


def test_an_empty_ecosystem_has_every_figure() -> None:
    eco = Ecosystem.of()
    table = table_of(eco)
    keeps(table, eco)
    assert table["n"].sum() == 0
    assert table["coverage"].null_count() == table.height
    counts = {"organisations", "members_known", "projects", "projects_started", "projects_running", "projects_ended"}
    counts |= {"projects_undated", "goals_due", "reported"}
    assert set(table.drop_nulls("low")["figure"]) == counts


def test_one_organisation_alone_has_every_figure() -> None:
    eco = Ecosystem.of(organisations=[{"org_id": "a", "name": "A", "kind": "company"}])
    table = table_of(eco)
    keeps(table, eco)
    assert table.filter(figure="organisations", breakdown="")["low"].to_list() == [1]
    assert table.filter(figure="density")["reason"].to_list() == ["there is no pair that could be tied"]


def test_the_rows_come_in_the_order_of_the_definitions_then_greatest_first_and_years_in_time() -> None:
    kinds = ("fund", "company", "company", "region")
    orgs: list[dict[str, str | None]] = [
        {"org_id": str(i), "name": "A", "kind": kind, "country": "DK"} for i, kind in enumerate(kinds)
    ]
    orgs[0]["country"] = None
    starts = ("2019", "2018", "2018", None)
    projects = [{"project_id": f"p{i}", "title": "P", "kind": "project", "start": s} for i, s in enumerate(starts)]
    projects[3] |= {"stage": "ongoing"}
    table = table_of(Ecosystem.of(organisations=orgs, projects=projects))

    def items(figure: str, breakdown: str) -> list[str]:
        return table.filter(figure=figure, breakdown=breakdown)["item"].to_list()

    assert items("organisations", "kind") == ["company", "fund", "region"]
    assert items("organisations", "country") == ["DK", ""]
    assert items("projects_started", "year") == ["2018", "2019", ""]
    own = table.filter(figure="organisations")["breakdown"].unique(maintain_order=True).to_list()
    assert own == ["", "helix", "kind", "country", "region", "size"]


def test_no_definition_gives_no_rows_with_the_right_columns() -> None:
    assert computed(Network.of(Ecosystem.of()), ASKED, ()).schema == FIGURES


def test_the_same_rows_in_another_order_give_the_same_table(bundled: Ecosystem) -> None:
    frames = {name: frame.reverse() for name, frame in bundled.frames().items()}
    turned = Ecosystem.from_frames(bundled.title, frames)
    assert table_of(turned).equals(table_of(bundled))


# the entries


@pytest.mark.parametrize("figure", KEY_FIGURES, ids=lambda figure: figure.name)
def test_an_entry_says_what_its_figure_is(figure: KeyFigure) -> None:
    assert figure.version >= 1
    assert figure.unit in UNITS
    assert set(figure.breakdowns) <= BREAKDOWNS.keys()
    assert figure.definition.endswith(".")
    assert figure.source
    for language in LANGUAGES:
        assert figure.label.in_(language)
        assert figure.sentence.in_(language).endswith(".")
        assert figure.sentence.in_(language)[0].isupper()
    assert len({figure.sentence.in_(language) for language in LANGUAGES}) == len(LANGUAGES)


def test_names_and_labels_of_figures_are_their_own() -> None:
    assert len({each.name for each in KEY_FIGURES}) == len(KEY_FIGURES)
    for language in LANGUAGES:
        assert len({each.label.in_(language) for each in KEY_FIGURES}) == len(KEY_FIGURES)


def test_every_word_of_key_figures_is_in_three_languages() -> None:
    for words in (*BREAKDOWNS.values(), *SIZES.values(), *GOAL_STATES.values(), *REASONS.values()):
        assert all(words.in_(language) for language in LANGUAGES)
    assert all(words.en == reason and words.da != reason for reason, words in REASONS.items())


# the day


@pytest.mark.parametrize(
    ("tables", "day"),
    [
        # the latest that any source says, a year standing for its last day
        ({"sources": [{"source_id": "a", "published": "2019"}]}, dt.date(2019, 12, 31)),
        (
            {"sources": [{"source_id": "a", "published": "2019"}, {"source_id": "b", "retrieved": "2020-02-03"}]},
            dt.date(2020, 2, 3),
        ),
        # without one, what is stated to have begun
        (
            {"projects": [{"project_id": "p", "title": "P", "kind": "project", "start": "2018-05"}]},
            dt.date(2018, 5, 31),
        ),
        ({}, dt.date.min),
    ],
)
def test_the_day_of_figures_is_the_latest_that_a_source_can_be_of(tables: dict[str, Rows], day: dt.date) -> None:
    assert last_day(Ecosystem.of("", **tables)) == day


# what items are called


def test_items_are_called_by_their_words_and_names() -> None:
    eco = Ecosystem.of(
        organisations=[{"org_id": "a", "name": "A", "kind": "fund"}],
        projects=[{"project_id": "p", "title": "The P", "kind": "project"}],
        frameworks=[{"framework_id": "f", "kind": "topics", "label_en": "Topics", "label_da": "Emner"}],
        figures=[
            {"figure_id": "x", "what": "turnover", "unit": "DKK", "subject": "a", "as_of": "2019"},
            {"figure_id": "y", "what": "export", "unit": "DKK", "to": "2018"},
            {"figure_id": "z", "what": "jobs", "unit": "jobs"},
        ],
    )
    called = {
        ("helix", "academia"): "forskning og uddannelse",
        ("helix", "an own word"): "an own word",
        ("project_kind", "pool"): "pulje",
        ("region", "DK01"): "Hovedstaden",
        ("region", "DE60"): "DE60",
        ("country", "NO"): "Norge",
        ("payer", "p"): "The P",
        ("cluster", "a"): "A",
        ("payer", "gone"): "gone",
        ("framework", "f"): "Emner",
        ("framework", "gone"): "gone",
        ("programme", "Interreg"): "Interreg",
        ("year", "2019"): "2019",
        ("state", "not reached"): "ikke nået",
        ("figure", "x"): "A: turnover, 2019",
        ("figure", "y"): "export, 2018",
        ("figure", "z"): "jobs",
        ("figure", "gone"): "gone",
        ("an own breakdown", "x"): "x",
        ("year", ""): "ukendt",
        ("", ""): "",
    }
    assert {key: item_label(eco, *key, "da") for key in called} == called
    assert item_label(eco, "framework", "f", "nb") == "Topics"
