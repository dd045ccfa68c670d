"""What dataset.toml says, and the line of what it says wrongly; expected lines counted by hand."""

import pytest

from ecograph.manifest import Entry, Manifest, Refresh, parse_manifest

FULL = """\
title = "Nordic"
licence = "CC0-1.0"
languages = ["da", "nb"]

[rows]
flows = [1, 20]
rates = [2, 2]

[rates]
currencies = ["DKK", "NOK"]
first_year = 2010
last_year = 2012
"""


def test_a_manifest_is_read_whole() -> None:
    assert parse_manifest(FULL, "x.toml") == (
        Manifest(
            title="Nordic",
            licence="CC0-1.0",
            languages=("da", "nb"),
            rows={"flows": (1, 20), "rates": (2, 2)},
            currencies=("DKK", "NOK"),
            years=range(2010, 2013),
            file="x.toml",
        ),
        (),
    )


@pytest.mark.parametrize("text", ['title = "T"', 'title = "T"\n[rows]\n[rates]\n', 'title = "T"\r\nlanguages = []'])
def test_only_a_title_is_needed(text: str) -> None:
    assert parse_manifest(text) == (Manifest(title="T"), ())


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "code"),
    [
        ('title = "Nordic"\n', "", 1, "title", "manifest"),
        ('"Nordic"', '""', 1, "title", "manifest"),
        ('"Nordic"', "7", 1, "title", "manifest"),
        ('"CC0-1.0"', "true", 2, "licence", "manifest"),
        ("licence", "license", 2, "license", "manifest"),
        ("licence", '"license"', 2, "license", "manifest"),
        ('["da", "nb"]', '"da"', 3, "languages", "manifest"),
        ('["da", "nb"]', '["da", "no"]', 3, "languages", "manifest"),
        ('["da", "nb"]', '["da", {}]', 3, "languages", "manifest"),
        ("flows", "flow", 6, "flow", "manifest"),
        ("[1, 20]", "[1]", 6, "flows", "manifest"),
        ("[1, 20]", "20", 6, "flows", "manifest"),
        ("[1, 20]", "[1, 20.0]", 6, "flows", "manifest"),
        ("[1, 20]", "[true, 20]", 6, "flows", "manifest"),
        ("[1, 20]", "[21, 20]", 6, "flows", "order"),
        ("[2, 2]", "[3, 2]", 7, "rates", "order"),
        ('["DKK", "NOK"]', "[]", 9, "rates", "manifest"),
        ('["DKK", "NOK"]', '"DKK"', 9, "rates", "manifest"),
        ('["DKK", "NOK"]', '["DKK", "NKR"]', 10, "currencies", "currency"),
        ('["DKK", "NOK"]', '["DKK", 7]', 10, "currencies", "currency"),
        ("first_year = 2010\n", "", 9, "rates", "manifest"),
        ("last_year = 2012", 'last_year = "2012"', 9, "rates", "manifest"),
        ("last_year = 2012", "last_year = 2009", 11, "first_year", "order"),
        ("last_year", "last_years = 1\nlast_year", 12, "last_years", "manifest"),
    ],
)
def test_one_fault_is_one_issue_on_its_line(old: str, new: str, line: int, key: str, code: str) -> None:
    assert FULL.count(old) == 1 or old in {"flows", "licence"}
    manifest, issues = parse_manifest(FULL.replace(old, new), "x.toml")
    assert [(i.file, i.line, i.column, i.code) for i in issues] == [("x.toml", line, key, code)], issues
    assert manifest == Manifest(file="x.toml")


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('title = "T"\nrows = 3', 2, "rows"),
        ('title = "T"\n\nrates = 3', 3, "rates"),
        ('title = "T"\nrows = {flows = [2, 1]}', 2, "flows"),
        ('title = "T"\nrows.events = [1, 2]\nrows.flows = [2, 1]', 3, "flows"),
        ('title = "T"\n  [ rows ]  \n  "flows" = [2, 1]', 3, "flows"),
        ('title = "T"\n[rows]\n# flows = [1, 2]\nflows = [2, 1]', 4, "flows"),
    ],
)
def test_a_key_is_found_however_toml_lets_it_be_written(text: str, line: int, key: str) -> None:
    assert [(issue.line, issue.column) for issue in parse_manifest(text)[1]] == [(line, key)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title = ", 1),
        ('title = "T"\nlicence = CC0\n', 2),
        ('title = "T"\ntitle = "U"\n', 2),
        ('title = "T"\nlanguages = [\n', 3),
        ("a = " + "[" * 20_000, 1),
        ("a = " + "1" * 5_000, 1),
    ],
    ids=["end", "line", "twice", "open", "deep", "long"],
)
def test_what_is_no_toml_is_one_issue_on_its_line(text: str, line: int) -> None:
    manifest, issues = parse_manifest(text)
    assert [(issue.line, issue.column, issue.code) for issue in issues] == [(line, "-", "manifest")]
    assert manifest == Manifest()


def test_all_faults_are_said_at_once() -> None:
    text = 'licence = 1\nlanguage = "da"\n[rows]\nflow = [1, 2]\n[rates]\nfirst = 1'
    found = [(i.line, i.column) for i in parse_manifest(text)[1]]
    assert sorted(found) == [
        (1, "licence"),
        (1, "title"),
        (2, "language"),
        (4, "flow"),
        (5, "rates"),
        (5, "rates"),
        (6, "first"),
    ]


SOURCES = """\
title = "Nordic"
base = "nordic_health"

[[sources]]
reader = "cordis"
files = ["a.zip"]

[[sources]]
name = "norway"
reader = "rcn"
files = ["b.csv", "c.csv"]

[sources.keep]
countries = ["NO"]

[sources.options]
cluster = "mtic"
"""


def test_published_files_and_the_base_are_named() -> None:
    manifest, issues = parse_manifest(SOURCES)
    assert issues == ()
    assert manifest.base == "nordic_health"
    assert manifest.sources == (
        Entry("cordis", "cordis", ("a.zip",), line=4),
        Entry("norway", "rcn", ("b.csv", "c.csv"), {"countries": ["NO"]}, {"cluster": "mtic"}, line=8),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "code"),
    [
        ('base = "nordic_health"', "base = 7", 2, "base", "manifest"),
        ('reader = "cordis"', "", 4, "reader", "manifest"),
        ('reader = "cordis"', "reader = 7", 5, "reader", "manifest"),
        ('name = "norway"', 'name = "Nor way"', 9, "name", "manifest"),
        ('name = "norway"', 'name = "cordis"', 9, "name", "duplicate"),
        ('files = ["a.zip"]', 'files = "a.zip"', 6, "files", "manifest"),
        ('files = ["a.zip"]', "files = []", 6, "files", "manifest"),
        ('files = ["b.csv", "c.csv"]', "files = [7]", 11, "files", "manifest"),
        ('files = ["b.csv", "c.csv"]', 'file = ["b.csv"]', 8, "files", "manifest"),
        ('[sources.keep]\ncountries = ["NO"]', 'keep = ["NO"]', 13, "keep", "manifest"),
        ("[sources.options]", "[sources.option]", 16, "option", "manifest"),
    ],
)
def test_what_is_wrong_in_the_published_files_has_its_line(old: str, new: str, line: int, key: str, code: str) -> None:
    _, issues = parse_manifest(SOURCES.replace(old, new))
    assert (line, key, code) in {(issue.line, issue.column, issue.code) for issue in issues}


@pytest.mark.parametrize("text", ['title = "T"\nsources = 7', 'title = "T"\nsources = [7]', 'title = "T"\n[sources]'])
def test_sources_are_sections(text: str) -> None:
    _, issues = parse_manifest(text)
    assert [(issue.line, issue.column, issue.code) for issue in issues] == [(2, "sources", "manifest")]


def test_a_list_of_sources_on_one_line_has_that_line() -> None:
    _, issues = parse_manifest('title = "T"\nsources = [{reader = "cordis"}]')
    assert [(issue.line, issue.column) for issue in issues] == [(2, "files")]


# how it is refreshed


def test_what_is_said_of_refreshing_is_read() -> None:
    text = 'title = "T"\n[refresh]\nfetch = ["a"]\nkeep = 3\nmax_drop = 1\n'
    assert parse_manifest(text) == (Manifest(title="T", refresh=Refresh(("a",), 3, 1.0)), ())


@pytest.mark.parametrize(
    ("said", "line", "key"),
    [
        ("refresh = 7", 2, "refresh"),
        ("[refresh]\nmost = 7", 3, "most"),
        ('[refresh]\nfetch = "a"', 3, "fetch"),
        ("[refresh]\nfetch = [1]", 3, "fetch"),
        ("[refresh]\nkeep = 0", 3, "keep"),
        ("[refresh]\nkeep = true", 3, "keep"),
        ("[refresh]\n\nmax_drop = 1.5", 4, "max_drop"),
        ("[refresh]\nmax_drop = nan", 3, "max_drop"),
        ("[refresh]\nmax_drop = true", 3, "max_drop"),
    ],
)
def test_what_is_said_wrongly_of_refreshing_is_told_with_its_line(said: str, line: int, key: str) -> None:
    _, issues = parse_manifest(f'title = "T"\n{said}\n')
    assert [(issue.line, issue.column, issue.code) for issue in issues] == [(line, key, "manifest")]
