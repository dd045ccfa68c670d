"""``ecograph metrics``: list, compute, explain; and what it refuses without leaving anything behind."""

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import get_args

import polars as pl
import pytest
from in_process import content, run

from ecograph.cli import metrics as command
from ecograph.metrics import METRICS
from ecograph.metrics.groups import GROUPS
from ecograph.network import Weighting
from ecograph.question import ALL

pytestmark = pytest.mark.slow  # the whole command, many times


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_choices_are_those_of_the_library_and_no_measure_has_a_name_that_means_something_else() -> None:
    # the command repeats them so that its help imports nothing heavy
    assert command.GROUPS == GROUPS
    assert get_args(Weighting) == command.WEIGHTINGS
    assert not {command.EXPLAIN, ALL} & {metric.name for metric in METRICS}


def test_without_a_name_it_lists_every_measure() -> None:
    ended = run("metrics")
    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.splitlines()] == [metric.name for metric in METRICS]


def test_it_explains_one_measure_in_three_languages() -> None:
    ended = run("metrics", "explain", "constraint")
    assert ended.code == 0
    for said in ("definition", "formula", "reference    Burt 1992", "in English", "på dansk", "på norsk"):
        assert said in ended.out


def test_it_explains_several_and_for_machines() -> None:
    ended = run("metrics", "explain", "degree", "constraint", "--json")
    assert [each["name"] for each in json.loads(ended.out)] == ["degree", "constraint"]


def test_explaining_nothing_is_refused_with_an_example() -> None:
    ended = run("metrics", "explain")
    assert ended.code == 2
    assert "ecograph metrics explain constraint" in ended.err


def test_a_terminal_sees_the_first_rows_and_is_told_how_many_there_are() -> None:
    ended = run("metrics", "constraint")
    assert ended.code == 0
    assert len(ended.out.splitlines()) == 2 + 1 + 20
    assert re.search(r"20 of [\d,]+ rows; --top N shows more", ended.err)


def test_quiet_leaves_out_the_hint() -> None:
    assert run("metrics", "constraint", "--quiet").err == ""


def test_top_cuts_every_form_of_output_alike() -> None:
    ended = run("metrics", "constraint", "--top", 3, "--csv")
    assert [row["id"] for row in rows(ended.out)] == [
        row["id"] for row in json.loads(run("metrics", "constraint", "--top", 3, "--json").out)["constraint"]
    ]
    assert len(rows(ended.out)) == 3


def test_a_subject_is_found_by_any_of_its_names() -> None:
    for name in ("welfare-tech", "Welfare Tech", "WELFARE TECH"):
        found = rows(run("metrics", "degree", "--subject", name, "--csv").out)
        assert [row["id"] for row in found] == ["welfare-tech"]


def test_the_numbers_are_those_of_the_first_answers(tmp_path: Path) -> None:
    assert run("demo", "--quiet", "--out", tmp_path / "out").code == 0
    for name in ("betweenness", "projected_degree"):
        written = (tmp_path / "out" / "tables" / f"{name}.csv").read_text(encoding="utf-8")
        assert run("metrics", name, "--csv").out == written


def test_a_subject_without_the_measure_is_told_apart_from_an_error() -> None:
    ended = run("metrics", "degree", "--subject", "larvik-kommune", "--as-of", "1990")
    assert (ended.code, len(ended.out.splitlines())) == (0, 3)
    assert "no row" in ended.err


def test_an_unknown_subject_is_refused_with_the_nearest_names() -> None:
    ended = run("metrics", "degree", "--subject", "Welfare Tec")
    assert ended.code == 1
    assert "Welfare Tech" in ended.err


def test_the_projects_of_a_merger_can_be_left_out() -> None:
    # by hand from the dataset: 14 projects, two of them (merger, behovsanalyse) made for the merger and W01, W04 of
    # the web facts; the published figure without them is in test_published_numbers
    whole, without = (
        rows(run("metrics", "degree", "--subject", "welfare-tech", "--csv", *options).out)[0]
        for options in ((), ("--without-purpose", "merger"))
    )
    assert int(whole["n_ties"]) == 14
    assert int(without["n_ties"]) < 14


def test_a_purpose_that_no_project_can_have_is_refused() -> None:
    ended = run("metrics", "degree", "--without-purpose", "fusion")
    assert ended.code == 1
    assert "no purpose fusion: choose from" in ended.err


def test_a_year_stands_for_its_last_day() -> None:
    year, day = (run("metrics", "degree", "--as-of", date, "--csv").out for date in ("2018", "2018-12-31"))
    assert year == day != run("metrics", "degree", "--csv").out


def test_what_is_no_date_is_refused_with_the_forms_that_are() -> None:
    ended = run("metrics", "degree", "--as-of", "sommer")
    assert ended.code == 1
    assert "'sommer', expected YYYY, YYYY-MM or YYYY-MM-DD" in ended.err


def test_a_group_goes_to_the_measures_that_take_it() -> None:
    country, helix = (
        json.loads(run("metrics", "ei_index", "--group", group, "--json").out)["ei_index"]
        for group in ("country", "helix")
    )
    assert country != helix


def test_a_group_for_measures_that_take_none_is_refused() -> None:
    ended = run("metrics", "degree", "--group", "country")
    assert ended.code == 1
    assert "--group, which none of these measures takes; it goes with" in ended.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["degree", "--csv", "--json"], "found --json and --csv, expected one of them"),
        (
            ["degree", "components", "--csv"],
            "--csv takes one table, found 2; name one measure, or --out FOLDER writes them all",
        ),
        (["degree", "components", "--parquet", "x.parquet"], "--parquet takes one table, found 2"),
    ],
)
def test_ways_that_do_not_go_together_are_refused(options: list[str], said: str) -> None:
    ended = run("metrics", *options)
    assert ended.code == 2
    assert said in ended.err


def test_json_has_no_infinity() -> None:
    told = run("metrics", "explain", "degree", "--json").out
    assert json.loads(told, parse_constant=pytest.fail)[0]["values"]["n_ties"] == [0, "open"]


def test_parquet_keeps_the_types_and_the_rows(tmp_path: Path) -> None:
    ended = run("metrics", "degree", "--parquet", tmp_path / "degree.parquet")
    assert ended.code == 0
    table = pl.read_parquet(tmp_path / "degree.parquet")
    assert table.schema["degree"] == pl.Float64
    assert table.schema["rows"] == pl.List(pl.String)
    assert f"wrote {tmp_path / 'degree.parquet'}" in ended.err


def test_a_folder_gets_each_table_and_a_manifest_and_the_same_bytes_twice(tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = ("metrics", "degree", "components", "--without-purpose", "merger", "--top", 5, "--out", out)
    assert run(*options).code == 0
    first = content(out)
    assert set(first) == {"degree.csv", "components.csv", "manifest.json"}
    manifest = json.loads(first.pop("manifest.json"))
    assert manifest["options"] == {"as_of": None, "without_purpose": ["merger"], "subject": [], "top": 5}
    assert run(*options, "--quiet").err == ""
    second = content(out)
    second.pop("manifest.json")
    assert second == first


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear all", encoding="utf-8")
    ended = run("metrics", "degree", "--out", tmp_path)
    assert ended.code == 1
    assert "choose another with --out" in ended.err
    assert content(tmp_path) == {"letter.txt": b"dear all"}


def on_a_terminal(*arguments: str) -> tuple[int, subprocess.Popen[bytes]]:
    """Start the command with a terminal as its stderr; return the other end of the terminal and the process."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "ecograph", *arguments], stdout=subprocess.DEVNULL, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    return ours, process


def read(end: int) -> bytes:
    """Return what is written to a terminal next, nothing when it is closed."""
    try:
        return os.read(end, 4096)
    except OSError:  # Linux tells so that the other end is closed
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals in the standard library")
def test_progress_is_shown_on_a_terminal() -> None:
    end, process = on_a_terminal("metrics", "degree", "components", "--json")
    said = b"".join(iter(lambda: read(end), b""))
    os.close(end)
    assert process.wait() == 0
    assert b"1/2 degree ..." in said
    assert b"2/2 components ..." in said


def test_progress_is_not_shown_where_there_is_no_terminal() -> None:
    assert run("metrics", "degree", "--json").err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals in the standard library")
def test_an_interrupted_run_leaves_nothing_half_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("metrics", "components", "--out", out).code == 0
    before = content(out)
    end, process = on_a_terminal("metrics", "all", "--out", str(out))
    said = b""
    while b"/" not in said:  # the first step is at work
        said += read(end)
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    said += b"".join(iter(lambda: read(end), b""))
    os.close(end)
    assert process.wait() == 130, said
    assert b"interrupted; nothing was left half written" in said
    assert content(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
