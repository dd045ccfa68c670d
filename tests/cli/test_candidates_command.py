"""``ecograph candidates``: the pairs that a person has to look at, as text, CSV and JSON."""

import csv
import io
import json
from pathlib import Path

import pytest
from in_process import PAIRS, alike, run

SHOWN = """\
0.96  north.vesterlund-medico-aps  Vesterlund Medico ApS
      south.vesterlunds-medico-aps  Vesterlunds Medico ApS
      DK: similar names 'Vesterlund Medico ApS' / 'Vesterlunds Medico ApS'
0.96  north.nordhavn-biotek-a-s  Nordhavn Biotek A/S
      south.nordhavns-biotek-a-s  Nordhavns Biotek A/S
      DK: similar names 'Nordhavn Biotek A/S' / 'Nordhavns Biotek A/S'
"""


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return alike(tmp_path / "d")


def test_the_likeliest_pair_stands_first_with_what_speaks_for_it(dataset: Path) -> None:
    ended = run("candidates", "-d", dataset, "--quiet")
    assert (ended.code, ended.out, ended.err) == (0, SHOWN, "")


@pytest.mark.parametrize(("limit", "n", "said"), [(1, 1, "1 more: --limit 0 shows all"), (2, 2, ""), (0, 2, "")])
def test_as_many_are_shown_as_wanted(limit: int, n: int, said: str, dataset: Path) -> None:
    ended = run("candidates", "-d", dataset, "--limit", limit, "--quiet")
    assert ended.out.splitlines() == SHOWN.splitlines()[: 3 * n]
    assert ended.err.strip() == said


def test_csv_and_json_have_all_pairs_with_the_same_values(dataset: Path) -> None:
    as_csv = run("candidates", "-d", dataset, "--csv", "--limit", "1", "--quiet")
    as_json = run("candidates", "-d", dataset, "--json", "--limit", "1", "--quiet")
    assert (as_csv.code, as_json.code) == (0, 0)
    rows = list(csv.DictReader(io.StringIO(as_csv.out)))
    assert [(row["left"], row["right"]) for row in rows] == list(PAIRS)
    assert list(rows[0]) == ["left", "left_name", "right", "right_name", "country", "score", "why"]
    given = json.loads(as_json.out)
    assert [{key: str(value) for key, value in row.items()} for row in given] == rows


def test_a_dataset_without_a_doubtful_pair_says_so(small_folder: Path) -> None:
    ended = run("candidates", "-d", small_folder)
    assert (ended.code, ended.out) == (0, "")
    assert "no pair is left to judge" in ended.err
    assert json.loads(run("candidates", "-d", small_folder, "--json").out) == []
    assert run("candidates", "-d", small_folder, "--csv").out == "left,left_name,right,right_name,country,score,why\n"


def pairs(dataset: Path) -> list[tuple[str, str]]:
    rows = json.loads(run("candidates", "-d", dataset, "--json", "--quiet").out)
    return [(row["left"], row["right"]) for row in rows]


def test_a_pair_leaves_the_list_when_it_is_judged_same_or_different_and_stays_while_it_is_unsure(dataset: Path) -> None:
    first, second = PAIRS
    assert run("judge", *first, "unsure", "--why", "asked", "--by", "NN", "-d", dataset).code == 0
    assert pairs(dataset) == [first, second]
    assert run("judge", *second, "different", "--why", "asked", "--by", "NN", "-d", dataset).code == 0
    assert pairs(dataset) == [first]
    judgements = dataset / "judgements.csv"
    judgements.write_text(judgements.read_text(encoding="utf-8").replace("unsure", "same"), encoding="utf-8")
    assert pairs(dataset) == []


def test_a_pair_for_which_only_an_unsure_judgement_speaks_has_no_score(dataset: Path) -> None:
    given = ("alpha", "cvr-11000274", "unsure", "--why", "asked", "--by", "NN")
    assert run("judge", *given, "-d", dataset).code == 0
    ended = run("candidates", "-d", dataset, "--quiet")
    assert ended.code == 0
    assert ended.out.startswith(SHOWN + "   -  alpha  Alpha Cluster\n      cvr-11000274  Soebakke Robotteknik\n")
    assert "judged unsure on" in ended.out


def test_the_snapshot_lists_the_same_pairs(dataset: Path, tmp_path: Path) -> None:
    told = run("build", dataset, "--out", tmp_path / "s")
    assert f"2 pairs may be one: {tmp_path / 's' / 'candidates.csv'}; to decide: ecograph judge" in told.err
    listed = (tmp_path / "s" / "candidates.csv").read_text(encoding="utf-8")
    assert listed == run("candidates", "-d", dataset, "--csv", "--quiet").out


def test_a_faulty_dataset_is_an_error(dataset: Path) -> None:
    with (dataset / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("x,T,,2020-13,,,\n")
    ended = run("candidates", "-d", dataset)
    assert (ended.code, ended.out) == (1, "")
    assert "sources.csv:3:published" in ended.err


def test_a_negative_limit_is_wrong_use(dataset: Path) -> None:
    assert run("candidates", "-d", dataset, "--limit", "-1").code == 2
