"""What a dataset says of its key figures, and the line of what it says wrongly; expected lines counted by hand."""

import tomllib
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecograph.errors import CODES, DataError, EcographError
from ecograph.metrics import METRICS
from ecograph.metrics.key_figures import KEY_FIGURES
from ecograph.metrics.key_figures.limits import Limit
from ecograph.metrics.key_figures.settings import FILE, Settings, settings
from ecograph.metrics.key_figures.settings_faults import OPTIONS, faults
from ecograph.sources.figures import settings_of

FULL = """\
# our figures
[[figures]]
name = "danish_companies"
version = 2
measure = "brokerage"
low = "n_paths"
high = "n_paths"
where = { role = ["liaison", "gatekeeper"] }
take = "sum"
by = "role"
breakdown = "rolle"
options = { group = "country" }
unit = "organisations"
target = 40
definition = "Counted by us."
source = "our board"

[figures.of]
country = "DK"
clusters = ["mtic"]
as_of = "2020"
without_purpose = ["merger"]

[figures.label]
en = "Danish companies"
da = "danske virksomheder"
nb = "danske bedrifter"

[figures.sentence]
en = "How many."
da = "Hvor mange."
nb = "Hvor mange."

[[figures]]
name = "norwegian"
figure = "organisations"
where = { breakdown = "country", item = "NO" }
unit = "organisations"
label = { en = "Norwegian", da = "norske", nb = "norske" }
sentence = { en = "How many.", da = "Hvor mange.", nb = "Hvor mange." }

[[limits]]
figure = "organisations"
breakdown = "country"
item = "DK"
least = 100
most = 400
max_change = 0.3
target = 300

[[limits]]
figure = "danish_companies"
least = 0.5
"""


def issues(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(DataError) as raised:
        settings(text, "f.toml")
    assert {issue.file for issue in raised.value.issues} == {"f.toml"}
    assert {issue.code for issue in raised.value.issues} <= set(CODES)
    return [(issue.line, issue.column, issue.code) for issue in raised.value.issues]


def test_a_file_is_read_whole() -> None:
    found = settings(FULL, "f.toml")
    first, second = found.definitions
    assert (first.name, first.version, first.unit, first.breakdowns) == (
        *("danish_companies", 2, "organisations"),
        ("rolle",),
    )
    assert (first.label.da, first.sentence.nb) == ("danske virksomheder", "Hvor mange.")
    assert (first.definition, first.source) == ("Counted by us.", "our board")
    assert (second.name, second.version, second.breakdowns) == ("norwegian", 1, ())
    assert second.definition == (
        "The value of low to high in the key figure organisations where breakdown is country and item is NO."
    )
    assert found.limits == (
        Limit("danish_companies", target=40.0),
        Limit("organisations", "country", "DK", least=100.0, most=400.0, max_change=0.3, target=300.0),
        Limit("danish_companies", least=0.5),
    )
    assert found.every == (*KEY_FIGURES, first, second)


def test_nothing_is_a_file_too() -> None:
    assert settings("", "f.toml") == Settings()


def test_a_date_of_toml_is_a_date() -> None:
    (first, _) = settings(FULL.replace('as_of = "2020"', "as_of = 2020-06-30"), "f.toml").definitions
    assert first.name == "danish_companies"


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "code"),
    [
        ("# our figures", "title = 1", 1, "title", "column"),
        ("# our figures", "[limit]", 1, "limit", "column"),
        ('name = "danish_companies"', "", 2, "name", "missing"),
        ('name = "danish_companies"', "name = 3", 3, "name", "missing"),
        ('name = "norwegian"', 'name = "Norwegian!"', 35, "name", "type"),
        ('name = "norwegian"', 'name = "organisations"', 35, "name", "duplicate"),
        ('name = "norwegian"', 'name = "danish_companies"', 35, "name", "duplicate"),
        ("version = 2", "version = 0", 4, "version", "type"),
        ("version = 2", "version = true", 4, "version", "type"),
        ("version = 2", "versions = 2", 4, "versions", "column"),
        ('measure = "brokerage"', "", 2, "measure", "missing"),
        ('measure = "brokerage"', 'measure = "brokerage"\nfigure = "organisations"', 5, "measure", "missing"),
        ('measure = "brokerage"', 'measure = "brokrage"', 5, "measure", "reference"),
        ('measure = "brokerage"', "measure = 1", 5, "measure", "reference"),
        ('figure = "organisations"\nwhere', 'figure = "organisation"\nwhere', 36, "figure", "reference"),
        ('low = "n_paths"\n', "", 2, "value", "missing"),
        ('low = "n_paths"\nhigh = "n_paths"', "", 2, "value", "missing"),
        ('low = "n_paths"', 'low = "n_path"', 6, "low", "reference"),
        ('low = "n_paths"', 'value = "n_paths"', 6, "value", "missing"),
        ("where = { role", "where = { rolle", 8, "where", "reference"),
        ('where = { role = ["liaison", "gatekeeper"] }', "where = { role = [] }", 8, "where", "type"),
        ('where = { role = ["liaison", "gatekeeper"] }', "where = 1", 8, "where", "type"),
        ('where = { role = ["liaison", "gatekeeper"] }', "where = { role = 1.5 }", 8, "where", "type"),
        ('take = "sum"', 'take = "total"', 9, "take", "choice"),
        ('by = "role"', 'by = "n"', 10, "by", "reference"),
        ('by = "role"', "", 11, "breakdown", "type"),
        ('breakdown = "rolle"', "breakdown = 1", 11, "breakdown", "type"),
        ('group = "country"', 'group = "land"', 12, "options", "type"),
        ('group = "country"', "seed = 1", 12, "options", "reference"),
        ('{ group = "country" }', "1", 12, "options", "type"),
        ('unit = "organisations"\ntarget', 'unit = "bodies"\ntarget', 13, "unit", "choice"),
        ("target = 40", 'target = "40"', 14, "target", "type"),
        ("target = 40", "target = nan", 14, "target", "type"),
        ('definition = "Counted by us."', 'definition = " "', 15, "definition", "type"),
        ('source = "our board"', "source = 1", 16, "source", "type"),
        ('[figures.of]\ncountry = "DK"', 'of = 1\n[figures.other]\ncountry = "DK"', 18, "of", "type"),
        ('country = "DK"\nclusters', 'country = "Denmark"\nclusters', 18, "of", "country"),
        ('country = "DK"\nclusters', 'land = "DK"\nclusters', 18, "of", "column"),
        ('clusters = ["mtic"]', "clusters = []", 18, "of", "type"),
        ('without_purpose = ["merger"]', 'without_purpose = ["fusion"]', 18, "of", "choice"),
        ('without_purpose = ["merger"]', 'without_purpose = "merger"', 18, "of", "type"),
        ('as_of = "2020"', "as_of = 2020", 18, "of", "type"),
        ('as_of = "2020"', 'as_of = "2020-13"', 18, "of", "type"),
        ('da = "danske virksomheder"\n', "", 24, "label", "missing"),
        ('en = "How many."\n', 'en = " "\n', 29, "sentence", "missing"),
        ('figure = "organisations"\nbreakdown', 'figure = "organisation"\nbreakdown', 43, "figure", "reference"),
        ('breakdown = "country"\n', "", 44, "item", "missing"),
        ('breakdown = "country"\n', 'breakdown = "land"\n', 44, "breakdown", "reference"),
        ('item = "DK"\n', "item = 1\n", 45, "item", "missing"),
        ("least = 100", 'least = "100"', 46, "least", "type"),
        ("least = 100", "least = 500", 46, "least", "order"),
        ("least = 100", "leest = 100", 46, "leest", "column"),
        ("max_change = 0.3", "max_change = -0.3", 48, "max_change", "type"),
        ("least = 0.5\n", "", 51, "-", "missing"),
        (
            'figure = "danish_companies"\n',
            'figure = "organisations"\nbreakdown = "country"\nitem = "DK"\n',
            52,
            "figure",
            "duplicate",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(old: str, new: str, line: int, key: str, code: str) -> None:
    assert FULL.count(old) >= 1
    found = issues(FULL.replace(old, new, 1))
    if old == 'name = "danish_companies"':  # a limit of that name then has no figure either
        found = [each for each in found if each[1] != "figure"]
    if "figures.other" in new:  # the section that was put in to have a place for it
        found = [each for each in found if each[1] != "other"]
    assert found == [(line, key, code)]


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(DataError, match="found 'brokrage', expected the name of a measure; did you mean brokerage"):
        settings(FULL.replace('"brokerage"', '"brokrage"'), "f.toml")
    with pytest.raises(DataError, match="found 'x', expected a unit; units are organisations, members"):
        settings(FULL.replace('unit = "organisations"\ntarget', 'unit = "x"\ntarget'), "f.toml")


def test_a_key_figure_has_a_value_without_a_column_named_and_a_measure_has_not() -> None:
    assert issues('[[figures]]\nname = "a"\nmeasure = "counts"\nunit = "goals"\n' + WORDS) == [(1, "value", "missing")]
    assert settings('[[figures]]\nname = "a"\nfigure = "projects"\nunit = "projects"\n' + WORDS, "f").definitions


WORDS = 'label = { en = "a", da = "a", nb = "a" }\nsentence = { en = "a.", da = "a.", nb = "a." }\n'


def test_one_column_has_both_bounds() -> None:
    (found,) = settings(
        '[[figures]]\nname = "a"\nmeasure = "counts"\nvalue = "n"\nunit = "goals"\n' + WORDS, "f"
    ).definitions
    assert found.definition == "The value of n in the measure counts."


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.dates() | st.just("counts"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@hypothesis.settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_stands_in_place_of_a_value_is_a_fault_or_none_but_no_error(data: st.DataObject) -> None:
    section, sub = (
        data.draw(st.sampled_from(("figures", "limits"))),
        data.draw(st.sampled_from((None, "of", "options"))),
    )
    entries = tomllib.loads(FULL)
    entry = entries[section][0]
    entry = entry[sub] if section == "figures" and sub else entry
    entry[data.draw(st.sampled_from(sorted(entry)))] = data.draw(ANYTHING)
    assert all(fault.code in CODES and fault.message for fault in faults(entries))


def test_a_part_of_a_figure_without_parts_is_named() -> None:
    text = FULL.replace('figure = "danish_companies"\n', 'figure = "norwegian"\nbreakdown = "by"\nitem = "x"\n')
    with pytest.raises(DataError, match="expected a breakdown of norwegian; it has none"):
        settings(text, "f.toml")


def test_text_that_is_no_toml_has_its_line() -> None:
    assert issues("a = 1\nb = = 2\n") == [(2, "-", "format")]
    assert issues("a = " + "[" * 5000) == [(1, "-", "format")]


@pytest.mark.parametrize("text", ["figures = 1", "figures = [1]", "limits = 1"])
def test_something_else_than_sections_is_a_fault(text: str) -> None:
    assert issues(text) == [(1, text.split(maxsplit=1)[0], "type")]


def test_sections_in_braces_have_the_first_line() -> None:
    assert issues('\nlimits = [{ figure = "organisations" }]\n') == [(1, "-", "missing")]


def test_each_option_of_a_measure_can_be_set_or_takes_a_mapping() -> None:
    # sets name organisations, which a part of the ecosystem does
    assert {option for metric in METRICS for option in metric.options} - {"sets"} == set(OPTIONS)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("group", "region", "regions"),
        ("weighting", "count", "equal"),
        ("seed", 0, -1),
        ("vagueness", 0, 1.5),
        ("vagueness", 0.2, "0.2"),
        ("prices_of", 2020, "2020"),
        ("samples", 1, 0),
        ("k", 3, True),
    ],
)
def test_an_option_has_a_value_of_its_kind(name: str, good: object, bad: object) -> None:
    fits, _ = OPTIONS[name]
    assert fits(good)
    assert not fits(bad)


def test_the_file_lies_beside_the_tables(tmp_path: Path) -> None:
    assert settings_of(tmp_path) == Settings()
    (tmp_path / FILE).write_text(FULL, encoding="utf-8")
    assert [figure.name for figure in settings_of(tmp_path).definitions] == ["danish_companies", "norwegian"]


def test_the_settings_of_the_bundled_dataset_have_no_fault() -> None:
    assert isinstance(settings_of(), Settings)


def test_a_file_in_another_encoding_is_refused_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes("# æ".encode("latin-1"))
    with pytest.raises(EcographError, match=r"figures\.toml: .*; save it as UTF-8"):
        settings_of(tmp_path)


def test_a_file_that_cannot_be_read_is_refused_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FILE).touch()

    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(EcographError, match=r"figures\.toml: could not be read \(Permission denied\); close it"):
        settings_of(tmp_path)


def test_faults_have_the_name_of_the_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("when = 1\n", encoding="utf-8")
    with pytest.raises(DataError) as found:
        settings_of(tmp_path)
    assert [(issue.file, issue.line) for issue in found.value.issues] == [("figures.toml", 1)]
