"""``ecograph figures`` on a small dataset with figures, thresholds and targets of its own."""

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from in_process import run

from ecograph.cli import figures as command
from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES
from ecograph.language.figures import REASONS
from ecograph.metrics.key_figures import FIGURES, KEY_FIGURES, Asked, computed
from ecograph.metrics.key_figures.change import COMPARED
from ecograph.network import Network
from ecograph.sources import load

pytestmark = pytest.mark.slow  # the whole command, many times

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"

SETTINGS = """
[[figures]]
name = "danish"
measure = "counts"
value = "n"
where = { dimension = "country", value = "DK" }
unit = "organisations"
label = { en = "Danish organisations", da = "danske organisationer", nb = "danske organisasjoner" }
target = 5
[figures.sentence]
en = "How many organisations are in Denmark."
da = "Hvor mange organisationer der er i Danmark."
nb = "Hvor mange organisasjoner som er i Danmark."

[[figures]]
name = "granted"
measure = "funding"
low = "low_dkk"
high = "high_dkk"
where = { level = "paid" }
take = "sum"
by = "payer"
unit = "DKK"
label = { en = "paid in DKK", da = "udbetalt i DKK", nb = "utbetalt i DKK" }
sentence = { en = "What was paid.", da = "Hvad der er udbetalt.", nb = "Hva som er utbetalt." }

[[figures]]
name = "swedish"
measure = "counts"
value = "n"
where = { dimension = "country", value = "SE" }
unit = "organisations"
label = { en = "Swedish organisations", da = "svenske organisationer", nb = "svenske organisasjoner" }
[figures.sentence]
en = "How many organisations are in Sweden."
da = "Hvor mange organisationer der er i Sverige."
nb = "Hvor mange organisasjoner som er i Sverige."

[[limits]]
figure = "organisations"
least = 10
most = 400
max_change = 0.1

[[limits]]
figure = "organisations"
breakdown = "country"
item = "SE"
least = 1
target = 3

[[limits]]
figure = "danish"
most = 3

[[limits]]
figure = "granted"
most = 0.38e6
least = 0.37e6
max_change = 0.1
target = 0.39e6

[[limits]]
figure = "swedish"
max_change = 0.5
"""

SOURCES: dict[str, pl.DataType] = {"sources": pl.List(pl.String)}
"""The column that a command adds to the figures."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("figures") / "small"
    shutil.copytree(ROOT / "tests" / "small", place)
    (place / "figures.toml").write_text(SETTINGS, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def smaller(small: Path) -> Path:
    """Return the same dataset as it was before an organisation entered and a payment grew."""
    place = small.parent / "smaller"
    shutil.copytree(small, place)
    for name, old, new in (
        ("organisations.csv", "lab,Lab,DK,academia,institute,,uni,single,,page,,likely,actual\n", ""),
        ("flows.csv", "part,state,trial,400000", "part,state,trial,200000"),
    ):
        text = (place / name).read_text(encoding="utf-8")
        assert old in text
        (place / name).write_text(text.replace(old, new), encoding="utf-8")
    return place


def rows(*arguments: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("figures", *arguments, "--csv").out)))


def said(*arguments: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("figures", *arguments, "--json").out)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_command_says_is_as_it_was_read(
    language: str, small: Path, smaller: Path, request: pytest.FixtureRequest
) -> None:
    compare = ("--compare", smaller)
    parts = []
    for arguments in ((), compare, ("organisations", "granted", *compare), ("projects", "--as-of", 2015)):
        ended = run("figures", *arguments, "-d", small, "--lang", language)
        assert (ended.code, ended.err) == (0, "")
        shown = " ".join(map(str, arguments)).replace(str(smaller), "smaller")
        parts.append(f"$ ecograph figures {shown}\n{ended.out}".replace(str(smaller), "smaller"))
    path = GOLDEN / f"figures_command_{language}.txt"
    if request.config.getoption("--regenerate"):
        path.write_text("\n".join(parts), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == "\n".join(parts), "run with --regenerate, and read what changed"


def test_what_is_asked_for_by_default_is_what_the_library_asks_for() -> None:
    asked = Asked(date(2024, 1, 1))
    assert (asked.vagueness, asked.prices_of) == (command.VAGUENESS, command.PRICES_OF)


def test_without_a_name_every_figure_stands_in_the_order_of_the_list(small: Path) -> None:
    found = rows("-d", small)
    names = list(dict.fromkeys(row["figure"] for row in found))
    assert names == [figure.name for figure in KEY_FIGURES] + ["danish", "granted", "swedish"]
    assert list(found[0]) == [*FIGURES, *SOURCES]


def test_a_figure_names_the_sources_of_its_rows(small: Path) -> None:
    # by hand: the trial stands in the report, the union on the page
    (whole,) = [row for row in said("projects", "-d", small)["figures"] if not row["breakdown"]]
    assert (whole["rows"], whole["sources"]) == (["projects/trial", "projects/union"], ["doc", "page"])


def test_a_name_and_a_breakdown_choose_rows(small: Path) -> None:
    # by hand: alpha, firm, lab, state and uni in Denmark, beta in Norway; users are a collective
    found = rows("organisations", "--by", "country", "-d", small)
    assert [(row["item"], row["low"]) for row in found] == [("DK", "5"), ("NO", "1")]
    assert {row["breakdown"] for row in rows("--by", "payer", "-d", small)} == {"payer"}


def test_json_has_words_in_the_language_and_an_open_bound_as_a_word(small: Path) -> None:
    found = said("danish", "-d", small, "--lang", "da")
    assert (found["schema_version"], found["dataset"], found["compared_with"]) == (1, "Small", None)
    (row,) = found["figures"]
    assert (row["label"], row["shown"], row["version"]) == ("danske organisationer", "5 organisationer", 1)
    assert [(each["limit"], each["state"]) for each in found["thresholds"]] == [("most", "crossed")]
    assert [each["state"] for each in found["targets"]] == ["reached"]
    (undefined,) = said("swedish", "-d", small)["figures"]
    assert (undefined["low"], undefined["shown"], undefined["reason"]) == (None, "–", "no row is left")


def test_figures_are_told_for_the_latest_day_of_a_source_or_the_one_that_is_asked_for(small: Path) -> None:
    # the report was published in May 2016 and retrieved on 2 January 2024
    assert said("projects", "-d", small)["day"] == "2024-01-02"
    assert said("projects", "-d", small, "--as-of", "2015")["day"] == "2015-12-31"


def test_a_vague_amount_is_as_wide_as_is_asked_for(small: Path) -> None:
    # nearly 400,000
    for vagueness, low in (("0.1", "360000"), ("0.5", "200000")):
        found = rows("granted", "-d", small, "--vagueness", vagueness)[0]
        assert (found["low"], found["high"]) == (low, "400000")


def test_two_dates_of_one_dataset_are_compared(small: Path) -> None:
    # by hand: the trial ran from 2014 to June 2016 and stays, the union is to begin in 2019
    found = said("projects", "-d", small, "--as-of", "2020", "--compare", "2015")
    assert found["compared_with"] == "2015-12-31"
    (whole,) = [row for row in found["figures"] if not row["breakdown"]]
    assert (whole["entered"], whole["left"]) == (["projects/union"], [])
    ended, *_ = said("projects_ended", "-d", small, "--as-of", "2020", "--compare", "2015")["figures"]
    assert (ended["before_low"], ended["low"], ended["entered"]) == (0, 1, ["projects/trial"])


def test_another_dataset_is_compared_as_of_the_same_day(small: Path, smaller: Path) -> None:
    found = said("organisations", "-d", small, "--compare", smaller)
    assert found["compared_with"] == str(smaller)
    (whole,) = [row for row in found["figures"] if not row["breakdown"]]
    assert (whole["change_low"], whole["relative"], whole["entered"]) == (1, 0.2, ["organisations/lab"])
    earlier = said("organisations", "-d", small, "--compare", smaller, "--as-of", "2015")
    assert earlier["day"] == "2015-12-31"


def test_a_crossed_threshold_ends_with_3_only_where_that_is_asked_for(small: Path) -> None:
    assert run("figures", "danish", "-d", small).code == 0
    ended = run("figures", "danish", "-d", small, "--check")
    assert ended.code == command.CROSSED == 3
    assert "5, above the threshold of 3." in ended.out
    # only possibly crossed: 360,000 to 400,000 kroner with bounds between
    assert run("figures", "granted", "-d", small, "--check").code == 0
    assert run("figures", "swedish", "-d", small, "--check", "--json").code == 0


def test_a_figure_is_explained_in_three_languages(small: Path) -> None:
    ended = run("figures", "explain", "danish", "organisations", "-d", small)
    assert ended.code == 0
    assert ended.out.startswith("organisations - organisations\ndefinition   ")
    for text in (
        "danish - Danish organisations",
        "definition   The value of n in the measure counts where dimension is country and value is DK.",
        "unit         organisations",
        "by           nothing",
        "version      1",
        "reference    the dataset's own definition, in figures.toml",
        "på norsk     Hvor mange organisasjoner som er i Danmark.",
    ):
        assert text in ended.out
    (found,) = json.loads(run("figures", "explain", "granted", "-d", small, "--json").out)
    assert (found["name"], found["unit"], found["breakdowns"]) == ("granted", "DKK", ["payer"])


def test_every_figure_can_be_explained() -> None:
    ended = run("figures", "explain", *(figure.name for figure in KEY_FIGURES))
    assert ended.code == 0
    assert ended.out.count("\ndefinition   ") == len(KEY_FIGURES)


def test_tables_are_written_with_what_they_say(small: Path, smaller: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = run("figures", "-d", small, "--compare", smaller, "--out", out)
    assert ended.err == f"wrote {out}\n"
    assert sorted(path.name for path in out.iterdir() if not path.name.startswith(".")) == [
        *("figures.csv", "manifest.json", "said.txt", "targets.csv", "thresholds.csv"),
    ]
    assert "danish" in (out / "thresholds.csv").read_text(encoding="utf-8")
    assert run("figures", "-d", small, "--parquet", tmp_path / "f.parquet", "--quiet").err == ""
    assert pl.read_parquet(tmp_path / "f.parquet").schema == pl.Schema(FIGURES | SOURCES)
    run("figures", "-d", small, "--compare", smaller, "--parquet", tmp_path / "g.parquet")
    assert pl.read_parquet(tmp_path / "g.parquet").schema == pl.Schema(COMPARED | SOURCES)


def test_a_terminal_sees_the_first_parts_and_is_told_how_many_there_are() -> None:
    # the bundled dataset has more than 20 payers
    ended = run("figures", "funding_dkk", "--by", "payer")
    assert len(ended.out.splitlines()) == 3 + 1 + 20
    assert ended.err.endswith("more parts; --csv and --json have all\n")
    assert run("figures", "funding_dkk", "--by", "payer", "--quiet").err == ""


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("organisation",), 1, "found no key figure organisation: did you mean organisations"),
        (("zzz",), 1, "found no key figure zzz: there are organisations, "),
        (("organisations", "--by", "payer"), 1, "found no breakdown payer of these figures; there are "),
        (("danish", "--by", "payer"), 1, "found no breakdown payer of these figures; there are none"),
        (("explain",), 2, "name the figure to explain, such as: ecograph figures explain organisations"),
        (("--compare", "yesterday"), 1, "--compare: found 'yesterday', expected a date as YYYY, YYYY-MM or YYYY-MM-DD"),
        (("--as-of", "yesterday"), 1, "--as-of: "),
        (("--json", "--csv"), 2, "found --json and --csv, expected one of them"),
        (("--vagueness", "2"), 2, "2.0 is not in the range 0<=x<=1"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_the_cure(
    arguments: tuple[str, ...], code: int, message: str, small: Path
) -> None:
    ended = run("figures", *arguments, "-d", small)
    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err


def test_a_fault_in_the_settings_has_its_line(small: Path, tmp_path: Path) -> None:
    place = tmp_path / "faulty"
    shutil.copytree(small, place)
    (place / "figures.toml").write_text('[[limits]]\nfigure = "organisation"\nleast = 1\n', encoding="utf-8")
    ended = run("figures", "-d", place)
    assert ended.code == 1
    assert "figures.toml:2:figure: reference: found 'organisation'" in ended.err
    assert "did you mean organisations" in ended.err


def test_names_in_data_do_not_act_on_a_terminal(small: Path, tmp_path: Path) -> None:
    place = tmp_path / "hostile"
    shutil.copytree(small, place)
    for name in ("organisations.csv", "dataset.toml"):
        text = (place / name).read_text(encoding="utf-8")
        text = text.replace("State,", "S\u202etate,").replace('"Small"', r'"Sm\u001ball"')
        (place / name).write_text(text, encoding="utf-8")
    ended = run("figures", "granted", "-d", place)
    assert "S\\u202etate" in ended.out
    assert not {"\u202e", "\x1b"} & set(ended.out)


def test_every_reason_of_the_key_figures_has_words_in_each_language(small: Path) -> None:
    whole = load()
    one = {"org_id": "a", "name": "A", "kind": "company"}
    ecosystems = (
        *(Ecosystem.of(), Ecosystem.of(organisations=[one]), load(small)),
        *(whole, whole.as_of(date(2015, 1, 1)), whole.without_planned()),
    )
    asked = (Asked(date(2024, 12, 31)), Asked(date(1990, 1, 1), prices_of=1990))
    found = [computed(Network.of(ecosystem), each) for ecosystem in ecosystems for each in asked]
    reasons = {reason for table in found for reason in table["reason"].drop_nulls()}
    assert len(reasons) > 10
    assert reasons <= set(REASONS)
