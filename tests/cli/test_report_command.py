"""``ecograph report`` and ``ecograph explain MARK``: the formats, their places, and the way back from a number."""

import re
from pathlib import Path

import pytest
from in_process import run

from ecograph.cli import report as command
from ecograph.outputs.report.formats import FORMATS

pytestmark = pytest.mark.slow  # each makes a whole report

SMALL = Path(__file__).parents[1] / "small"

START = {"html": b"<!doctype html>", "docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF-"}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_choices_are_those_of_the_library() -> None:
    # the command repeats them so that its help imports nothing heavy
    assert tuple(FORMATS) == command.FORMATS


def test_all_formats_are_written_from_one_report(place: Path) -> None:
    words = [word for form in command.FORMATS for word in ("--format", form)]
    ended = run("report", "-d", SMALL, *words, "--lang", "nb", "--quiet")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    for form, start in START.items():
        assert (place / f"report.{form}").read_bytes()[: len(start)].lower() == start.lower()
    assert '<html lang="nb"' in (place / "report.html").read_text(encoding="utf-8")


def test_a_mark_of_a_report_leads_back_to_its_rows(place: Path) -> None:
    assert run("report", "nscc", "Norway Health Tech", "--compare", "2019", "--out", "r.html").code == 0
    text = (place / "r.html").read_text(encoding="utf-8")
    marks = list(dict.fromkeys(re.findall(r'href="#note-(k[0-9a-f]{7})"', text)))
    assert len(marks) > 20
    asked = ("--cluster", "nscc", "--cluster", "norway-health-tech", "--compare", "2019")
    ended = run("explain", f"[{marks[5].upper()}]", *asked)
    assert ended.code == 0, ended.err
    assert "source: " in ended.out


def test_the_ending_of_out_says_the_format(place: Path) -> None:
    ended = run("report", "--out", "clusters.XLSX", "--as-of", "2020", "--without-purpose", "merger")
    assert ended.code == 0, ended.err
    assert (place / "clusters.XLSX").read_bytes().startswith(b"PK")
    assert "wrote clusters.XLSX" in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "report.odt"), "expected an ending that says the format: .html, .docx, .xlsx, .pdf"),
        (("--out", "report.html", "--format", "docx"), "leave one out"),
        (("--out", "."), "found the folder ., expected a file"),
    ],
)
def test_what_cannot_be_written_is_refused_before_the_work(words: tuple[str, ...], said: str, place: Path) -> None:
    ended = run("report", *words)
    assert ended.code == 2
    assert said in ended.err
    assert not list(place.iterdir())


def test_an_unknown_cluster_or_comparison_is_said_with_its_cure(place: Path) -> None:
    ended = run("report", "Norway Helth Tech")
    assert ended.code == 1
    assert "Norway Health Tech" in ended.err
    ended = run("report", "--compare", "lately")
    assert ended.code == 1
    assert "expected a date as YYYY, YYYY-MM or YYYY-MM-DD" in ended.err
    assert not list(place.iterdir())


def test_a_mark_of_no_number_is_said_with_its_cure() -> None:
    ended = run("explain", "k0000000")
    assert ended.code == 1
    assert "which no number of this report has" in ended.err


def test_the_options_of_a_report_belong_to_a_mark() -> None:
    ended = run("explain", "nscc", "--as-of", "2020")
    assert ended.code == 2
    assert "name one of its marks" in ended.err
