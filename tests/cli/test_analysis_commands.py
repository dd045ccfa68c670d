"""``ecograph overlap``, ``merge``, ``gaps``, ``partners`` and ``parallels``: what they print, write and refuse."""

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import polars as pl
import pytest
from in_process import alike, content, run

from ecograph.cli import gaps as gaps_command
from ecograph.cli import partners as partners_command
from ecograph.metrics.groups import GROUPS
from ecograph.schema.vocabulary import HELIX

pytestmark = pytest.mark.slow  # every command in every form

FAST = {
    "overlap": ("overlap", "norway-health-tech", "nscc", "--samples", 20),
    "merge": ("merge", "norway-health-tech", "nscc", "--as", "nht-nscc", "--alone"),
    "gaps": ("gaps", "--framework", "work-areas", "--samples", 40),
    "partners": ("partners", "welfare-tech", "--number", 5),
    "parallels": ("parallels", "welfare-tech", "nscc", "--number", 5),
}
"""A quick question to each command."""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def told() -> dict[str, dict[str, object]]:
    """Return what each command tells machines."""
    return {name: json.loads(run(*question, "--json").out) for name, question in FAST.items()}


def tables(told: dict[str, object]) -> dict[str, list[dict[str, object]]]:
    found = told["tables"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", FAST)
def test_an_answer_begins_with_sentences_and_has_its_tables(name: str, told: dict[str, dict[str, object]]) -> None:
    ended = run(*FAST[name])
    assert ended.code == 0, ended.err
    assert ended.out.startswith("- ")
    assert told[name]["analysis"] == name
    assert ended.out.splitlines()[0] == f"- {told[name]['said'][0]}"  # type: ignore[index] # a list of sentences
    shown = re.findall(r"^(\w+): ", ended.out, flags=re.MULTILINE)
    assert [table for table in shown if table in tables(told[name])] == list(tables(told[name]))


@pytest.mark.parametrize("name", FAST)
@pytest.mark.parametrize("language", ["da", "nb"])
def test_the_sentences_are_told_in_danish_and_norwegian(
    name: str, language: str, told: dict[str, dict[str, object]]
) -> None:
    said = json.loads(run(*FAST[name], "--json", "--lang", language).out)
    assert said["tables"] == told[name]["tables"]
    english = told[name]["said"]
    assert isinstance(english, list)
    assert len(said["said"]) == len(english)
    assert all(there != here for there, here in zip(said["said"], english, strict=True))


@pytest.mark.parametrize("name", FAST)
def test_a_folder_gets_every_table_the_sentences_and_the_same_bytes_twice(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(*FAST[name], "--out", out).code == 0
    first = content(out)
    manifest = json.loads(first.pop("manifest.json"))
    assert {*first} == {*manifest["files"]} - {"manifest.json"}
    assert first["said.txt"].startswith(b"- ")
    assert run(*FAST[name], "--out", out, "--quiet").err == ""
    second = content(out)
    second.pop("manifest.json")
    assert second == first


@pytest.mark.parametrize("name", FAST)
def test_one_table_is_printed_as_csv_or_written_as_parquet(
    name: str, tmp_path: Path, told: dict[str, dict[str, object]]
) -> None:
    table = next(iter(tables(told[name])))
    printed = rows(run(*FAST[name], "--table", table, "--csv").out)
    assert len(printed) == len(tables(told[name])[table])
    assert run(*FAST[name], "--table", table, "--parquet", tmp_path / "t.parquet").code == 0
    assert pl.read_parquet(tmp_path / "t.parquet").height == len(printed)


@pytest.mark.parametrize("name", FAST)
def test_several_tables_do_not_go_into_one_csv(name: str) -> None:
    ended = run(*FAST[name], "--csv")
    assert ended.code == 2
    assert "--table NAME chooses one, or --out FOLDER writes them all" in ended.err


def test_a_table_that_is_not_there_is_told_with_those_that_are() -> None:
    ended = run(*FAST["partners"], "--table", "friends")
    assert ended.code == 1
    assert "found no table friends; there are suggestions, evaluation" in ended.err


def test_the_choices_of_the_commands_are_those_of_the_library() -> None:
    # the commands repeat them so that their help imports nothing heavy
    from ecograph.analyses.gaps.gaps import Null
    from ecograph.analyses.gaps.themed import Axis, Unit
    from ecograph.analyses.partners.scores import ORDERING, THEMES

    assert set(gaps_command.GROUPS) == set(GROUPS)
    assert set(gaps_command.AXES) == set(get_args(Axis))
    assert {*gaps_command.UNITS} >= set(get_args(Unit))
    assert set(gaps_command.NULLS) == set(get_args(Null))
    assert partners_command.HELICES == HELIX
    assert (*ORDERING, *THEMES) == partners_command.ORDERS


def test_a_theme_is_asked_for_by_its_name_or_id_and_comes_first() -> None:
    asked = ("partners", "welfare-tech", "--number", 5, "--by", "theme_complementarity", "--json")
    answers = [json.loads(run(*asked, "--theme", theme).out) for theme in ("Pleje", "care")]
    suggestions = answers[0]["tables"]["suggestions"]
    assert suggestions[0]["is_wanted"] is True
    assert "care" in suggestions[0]["shared_themes"] + suggestions[0]["new_themes"]
    assert answers[1]["tables"]["suggestions"][0]["is_wanted"] is True


def test_projects_can_be_compared_by_who_leads_them() -> None:
    said = json.loads(run("parallels", "--by-lead", "--number", 3, "--json").out)
    assert "leading organisations" in said["said"][0]
    assert len(said["tables"]["pairs"]) == 3


def test_the_first_rows_alone_are_told_in_every_form(tmp_path: Path) -> None:
    asked = ("parallels", "--top", 2)
    assert len(rows(run(*asked, "--table", "pairs", "--csv").out)) == 2
    assert {len(table) for table in json.loads(run(*asked, "--json").out)["tables"].values()} == {2}
    assert run(*asked, "--out", tmp_path / "out").code == 0
    written = content(tmp_path / "out")
    assert len(rows(written["pairs.csv"].decode())) == 2
    about = json.loads(written["manifest.json"])
    assert (about["analysis"], about["options"]["top"]) == ("parallels", 2)


def test_earlier_results_are_replaced_and_anything_else_is_refused_before_the_work(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(*FAST["parallels"], "--out", out).code == 0
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    assert run(*FAST["partners"], "--out", out).code == 0
    kept = set(content(out))
    assert {"suggestions.csv", "notes.txt"} <= kept
    assert "pairs.csv" not in kept
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear", encoding="utf-8")
    assert "found something that ecograph did not write" in run("partners", "nobody", "--out", mine).err
    # A snapshot has a manifest of ours as well, but is what results are made from
    (mine / "manifest.json").write_text('{"files": ["letter.txt"], "tables": {}}', encoding="utf-8")
    ended = run("partners", "nobody", "--out", mine)
    assert (ended.code, "found a snapshot or an import" in ended.err) == (1, True)
    assert set(content(mine)) == {"letter.txt", "manifest.json"}


def test_two_forms_are_refused_before_the_work() -> None:
    ended = run("partners", "nobody", "--json", "--csv")
    assert (ended.code, "found --json and --csv, expected one of them" in ended.err) == (2, True)


def test_clusters_and_leaders_are_not_compared_at_once() -> None:
    ended = run("parallels", "nscc", "--by-lead")
    assert (ended.code, "found clusters and --by-lead, expected one of them" in ended.err) == (2, True)


def test_a_set_of_several_has_a_name_of_its_own() -> None:
    found = rows(run("overlap", "west=mtic,lsi", "chc", "--samples", 5, "--table", "pairs", "--csv").out)
    assert {(row["left"], row["right"]) for row in found} == {("chc", "west")}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (("overlap", "mtic", "MTIC"), "found mtic twice"),
        (("overlap", "mtic"), "two or more"),
        (("overlap", "wa01", "mtic"), "found 'wa01' among the themes, expected a cluster"),
        (("overlap", "Nowhere Cluster", "mtic"), "found nothing named 'Nowhere Cluster'"),
        (("partners", "behovsanalyse"), "found 'behovsanalyse' among the projects, expected an organisation"),
        (("partners", "welfare-tech", "--theme", "mtic"), "found 'mtic' among the organisations, expected a theme"),
        (("partners", "welfare-tech", "--theme", "Alchemy"), "found nothing named 'Alchemy'"),
        (("partners", "welfare-tech", "--country", "no"), "write two capital letters"),
        (("partners", "welfare-tech", "--region", "Jylland"), "write a NUTS code"),
        (("merge", "mtic", "--as", "One"), "two or more"),
        (("merge", "mtic", "MTIC", "--as", "One"), "twice"),
        (("gaps", "--framework", "nothing"), "work-areas"),
        (("gaps", "--day", "soon"), "--day: "),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_cure(question: tuple[str, ...], said: str) -> None:
    ended = run(*question)
    assert (ended.code, ended.out) == (1, "")
    assert said in ended.err


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (("merge", "mtic", "lsi"), "--as"),
        (("merge", "--as", "One"), "name those that merge"),
        (("merge", "mtic", "lsi", "--as", "One", "--scenarios", "x.toml"), "expected one of them"),
    ],
)
def test_a_merger_needs_its_clusters_and_its_name(question: tuple[str, ...], said: str) -> None:
    ended = run(*question)
    assert ended.code == 2
    assert said in ended.err


def test_the_scenarios_of_a_file_are_played_one_after_the_other(tmp_path: Path) -> None:
    file = tmp_path / "plans.toml"
    file.write_text(
        '[[scenarios]]\nname = "West"\nclusters = ["mtic", "lsi"]\nas_of = "2018"\n\n'
        '[[scenarios]]\nname = "nht-nscc"\nclusters = ["norway-health-tech", "nscc"]\ndecided = "2024-11-11"\n',
        encoding="utf-8",
    )
    out = tmp_path / "out"
    assert run("merge", "--scenarios", file, "--alone", "--out", out).code == 0
    written = content(out)
    folders = {name.partition("/")[0] for name in written if "/" in name}
    assert folders == {"west", "nht-nscc", "nht-nscc-backtest"}
    assert b"west\n- " in written["said.txt"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('clusters = ["mtic", "nobody"]', "found nothing named 'nobody'"),
        ('clusters = ["mtic", "lsi"]\nevidence = ["ties/none"]', "found no row ties/none in the data"),
    ],
)
def test_what_a_scenario_cannot_say_is_told_with_its_name(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "plans.toml"
    file.write_text(f'[[scenarios]]\nname = "West"\n{line}\n', encoding="utf-8")
    ended = run("merge", "--scenarios", file, "--alone")
    assert (ended.code, ended.out) == (1, "")
    assert f"scenario 'West': {said}" in ended.err


def test_a_merger_is_held_against_what_came_although_an_earlier_day_was_asked_for() -> None:
    found = [json.loads(run("merge", "--alone", *day, "--json").out) for day in ((), ("--as-of", "2019"))]
    (name,) = (name for name in found[0] if name.startswith("danish") and name.endswith("-backtest"))
    assert found[0][name] == found[1][name]
    assert found[0]["danish-life-science-cluster"] != found[1]["danish-life-science-cluster"]


def test_without_clusters_the_mergers_that_happened_are_held_against_what_came() -> None:
    ended = run("merge", "--alone", "--table", "expected", "--json")
    assert ended.code == 0, ended.err
    found = json.loads(ended.out)
    assert {name for name, answer in found.items() if answer["tables"]} == {
        "danish-life-science-cluster-backtest",
        "norway-health-tech-norwegian-smart-care-cluster-backtest",
    }


def test_a_dataset_without_scenarios_says_how_to_give_them(tmp_path: Path) -> None:
    ended = run("merge", "-d", alike(tmp_path))
    assert ended.code == 1
    assert "scenarios.toml: found no such file, expected scenarios; name the clusters to merge" in ended.err


def test_two_scenarios_that_would_be_written_to_one_folder_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "plans.toml"
    plan = '[[scenarios]]\nname = "{}"\nclusters = ["mtic", "lsi"]\n\n'
    file.write_text(plan.format("Far West") + plan.format("far-west"), encoding="utf-8")
    ended = run("merge", "--scenarios", file, "--alone")
    assert (ended.code, ended.out) == (1, "")
    assert "scenario 'far-west': found a second one that is written as far-west; rename one" in ended.err


def test_faults_of_a_scenario_file_are_told_with_their_place(tmp_path: Path) -> None:
    file = tmp_path / "plans.toml"
    file.write_text('[[scenarios]]\nname = "West"\nclusters = ["mtic"]\nwhen = "2018"\n', encoding="utf-8")
    ended = run("merge", "--scenarios", file)
    assert ended.code == 1
    assert "plans.toml:4" in ended.err


@pytest.mark.parametrize("name", ["overlap", "gaps", "parallels"])
def test_a_small_dataset_without_projects_has_a_defined_answer(name: str, tmp_path: Path) -> None:
    ended = run(name, "-d", alike(tmp_path))
    assert ended.code in {0, 1}
    assert "Traceback" not in ended.err
    assert ended.out.startswith("- ") if ended.code == 0 else ended.err.startswith("ecograph: ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals in the standard library")
def test_a_terminal_shows_what_is_at_work_and_labels_in_colour() -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "ecograph",
            "gaps",
            "--framework",
            "work-areas",
            "--samples",
            "40",
            "--table",
            "coverage",
        ],
        stdout=theirs,
        stderr=theirs,
        env={name: value for name, value in os.environ.items() if name != "NO_COLOR"},
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux tells so that the other end is closed
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert process.wait() == 0
    assert b"gaps ..." in seen
    assert re.search(rb"\x1b\[3\dm(covered|gap|not known)", seen)
