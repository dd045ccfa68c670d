"""``ecograph judge``: what it writes, what it refuses, what a verdict does, and the walk through the candidates."""

import datetime as dt
import io
from pathlib import Path
from typing import NoReturn

import polars as pl
import pytest
from in_process import PAIRS, Ended, alike, content, run

from ecograph import bundled, load, read
from ecograph.stores.files import alone

pytestmark = pytest.mark.slow  # each starts the whole command

HEADER = "left,right,verdict,decided_by,why,date"
FIRST, SECOND = PAIRS


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return alike(tmp_path / "d")


def judge(dataset: Path, left: str, right: str, verdict: str, *more: str) -> Ended:
    return run("judge", left, right, verdict, "--why", "asked them", "--by", "NN", "-d", dataset, *more)


def lines(dataset: Path) -> list[str]:
    path = dataset / "judgements.csv"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


# one judgement


def test_a_judgement_is_appended_and_told(dataset: Path) -> None:
    ended = judge(dataset, *FIRST, "same")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.endswith(f"written to {dataset / 'judgements.csv'}; it counts from the next build\n")
    assert lines(dataset) == [HEADER, f"{','.join(FIRST)},same,NN,asked them,{today()}"]
    judge(dataset, *SECOND, "unsure")
    assert len(lines(dataset)) == 3


def test_who_decided_is_the_user_unless_it_is_said(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "somebody")
    assert run("judge", *FIRST, "same", "--why", "asked", "-d", dataset).code == 0
    assert lines(dataset)[1].split(",")[3] == "somebody"

    def unknown() -> NoReturn:
        raise OSError("no name")

    monkeypatch.setattr("getpass.getuser", unknown)
    ended = run("judge", *SECOND, "same", "--why", "asked", "-d", dataset)
    assert ended.code == 1
    assert "found no name of the user, expected one: say who decided with --by" in ended.err
    assert len(lines(dataset)) == 2
    assert judge(dataset, *SECOND, "same").code == 0


def test_same_joins_and_removing_the_line_undoes_it(dataset: Path) -> None:
    before = read(dataset).resolution()
    assert judge(dataset, *FIRST, "same").code == 0
    joined = read(dataset).resolution()
    assert dict(joined.joins.select("own_id", "org_id").iter_rows())[FIRST[1]] == FIRST[0]
    assert joined.tables["organisations"].height == before.tables["organisations"].height - 1
    [because] = joined.joins.filter(own_id=FIRST[1])["because"]
    assert because == f"judged the same on {today()} by NN: asked them"
    path = dataset / "judgements.csv"
    path.write_text("\n".join(lines(dataset)[:-1]) + "\n", encoding="utf-8")
    after = read(dataset).resolution()
    assert all(frame.equals(before.tables[name]) for name, frame in after.tables.items())
    assert after.candidates.equals(before.candidates)
    assert after.issues == before.issues


def test_different_separates_what_one_number_would_join(dataset: Path) -> None:
    north = dataset / "lists" / "north.csv"
    text = north.read_text(encoding="utf-8").replace("\n", ",\n").replace("Navn,", "Navn,CVR")
    north.write_text(text.replace("Robotteknik A/S,", "Robotteknik A/S,11000274"), encoding="utf-8")
    manifest = (dataset / "dataset.toml").read_text(encoding="utf-8")
    (dataset / "dataset.toml").write_text(manifest.replace('country = "DK" }', 'country = "DK", number = "CVR" }'))
    assert load(dataset).organisations.filter(pl.col("name").str.contains("Robot")).height == 1
    assert judge(dataset, "north.11000274", "south.11000274", "different").code == 0
    found = read(dataset).resolution()
    names = found.tables["organisations"].filter(pl.col("name").str.contains("Robot"))["name"]
    assert sorted(names) == ["Soebakke Robotteknik", "Søbakke Robotteknik A/S"]
    assert found.tables["identifiers"]["org_id"].n_unique() == 2
    pairs = found.candidates.select("left", "right").rows()
    assert not [pair for pair in pairs if "11000274" in "".join(pair)], "nobody is asked again"


def test_a_side_may_be_a_registry_number(dataset: Path) -> None:
    assert judge(dataset, "cvr-11000274", FIRST[0], "same").code == 0
    assert dict(read(dataset).resolution().joins.select("own_id", "org_id").iter_rows())[FIRST[0]] == "cvr-11000274"


def test_a_chain_of_same_that_holds_a_different_is_told_with_every_link_and_not_applied(dataset: Path) -> None:
    before = load(dataset).organisations
    assert judge(dataset, *FIRST, "same").code == 0
    assert judge(dataset, FIRST[1], SECOND[0], "same").code == 0
    assert judge(dataset, FIRST[0], SECOND[0], "different").code == 0
    built = run("build", dataset, "--out", dataset.parent / "s")
    assert built.code == 0
    assert (
        f"found {FIRST[0]} different {SECOND[0]} (judgements.csv:4), "
        f"but also {FIRST[1]} same {SECOND[0]} (judgements.csv:3), "
        f"{FIRST[0]} same {FIRST[1]} (judgements.csv:2), which together say that they are one"
    ) in built.err
    assert load(dataset).organisations.equals(before)


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("nord.havn", FIRST[0], "found 'nord.havn', expected an id or a registry number of the dataset"),
        (FIRST[0][:-1], FIRST[1], f"did you mean {FIRST[0]}"),
        ("cvr-13585628", FIRST[1], "found 'cvr-13585628', expected an id or a registry number"),
        (FIRST[0], FIRST[0], f"found {FIRST[0]} twice, expected two ids"),
    ],
)
def test_sides_that_cannot_be_judged_are_refused(left: str, right: str, said: str, dataset: Path) -> None:
    ended = judge(dataset, left, right, "same")
    assert ended.code == 1
    assert said in ended.err
    assert lines(dataset) == []


def test_a_side_that_is_gone_is_told_when_it_is_built(dataset: Path) -> None:
    row = f"nord.havn,{FIRST[0]},same,NN,asked them,2024\n"
    (dataset / "judgements.csv").write_text(f"{HEADER}\n{row}", encoding="utf-8")
    [issue] = [issue for issue in read(dataset).resolution().issues if issue.file == "judgements.csv"]
    assert (issue.line, issue.column, issue.code) == (2, "left", "reference")


def test_a_pair_that_is_judged_is_refused_with_its_line(dataset: Path) -> None:
    assert judge(dataset, *FIRST, "same").code == 0
    before = content(dataset)
    for pair in (FIRST, FIRST[::-1]):
        ended = judge(dataset, *pair, "different")
        assert ended.code == 1
        assert "judgements.csv:2: the pair is judged same already; change that line" in ended.err
    assert content(dataset) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--why", "=1+1"], 1, "why: found '=1+1', expected plain text"),
        (["--why", "two\nlines"], 1, "why: found a line break"),
        (["--why", "x", "--by", "@NN"], 1, "decided_by: found '@NN', expected plain text"),
        ([], 2, "expected LEFT RIGHT VERDICT and --why, or nothing to walk through the candidates"),
    ],
)
def test_what_cannot_be_written_is_refused(words: list[str], code: int, said: str, dataset: Path) -> None:
    before = content(dataset)
    ended = run("judge", *FIRST, "same", *words, *([] if "--by" in words else ["--by", "NN"]), "-d", dataset)
    assert ended.code == code
    assert said in ended.err
    assert content(dataset) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("a",), "expected LEFT RIGHT VERDICT and --why"),
        (("a", "b"), "expected LEFT RIGHT VERDICT and --why"),
        (("a", "b", "perhaps"), "'perhaps' is not one of 'same', 'different', 'unsure'"),
        (("a", "b c", "same", "--why", "x"), "found 'a', expected an id"),
    ],
)
def test_wrong_words_are_wrong_use(words: tuple[str, ...], said: str, dataset: Path) -> None:
    ended = run("judge", *words, "--by", "NN", "-d", dataset)
    assert ended.code in {1, 2}
    assert said in ended.err
    assert lines(dataset) == []


@pytest.mark.parametrize("name", ["nordic_health", "nordic_lists"])
def test_a_dataset_that_comes_with_ecograph_is_not_written_into(name: str) -> None:
    place = bundled.dataset(name)
    before = content(place)
    ended = judge(place, "mtic", "welfare-tech", "different")
    assert ended.code == 1
    assert "found a dataset that comes with ecograph, expected one of your own" in ended.err
    assert f'base = "{name}"' in ended.err
    assert content(place) == before


def test_a_snapshot_is_no_place_for_a_judgement(dataset: Path) -> None:
    snapshot = dataset.parent / "s"
    assert run("build", dataset, "--out", snapshot).code == 0
    before = content(snapshot)
    for ended in (judge(snapshot, *FIRST, "same"), run("candidates", "-d", snapshot)):
        assert ended.code == 1
        assert "found a snapshot, expected the dataset it was built from" in ended.err
    assert content(snapshot) == before


def test_what_an_answer_settles_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "d"
    for name, member in (("a", "Nordhavn Biotek"), ("b", "Nordhavns Biotek"), ("c", "Nordhavnz Biotek")):
        (tmp_path / f"{name}.csv").write_text(f"Navn\n{member} A/S\n", encoding="utf-8")
        options = ("--option", "cluster=welfare-tech", "--option", "name=Navn", "--option", "country=DK")
        assert run("import", "members", tmp_path / f"{name}.csv", "--into", place, "--name", name, *options).code == 0
    assert run("candidates", "-d", place, "--csv").out.count("\n") == 4
    ended = walk(place, "s\nx\ns\ny\n", monkeypatch)
    assert ended.code == 0
    assert len(lines(place)) == 3


def test_without_a_folder_or_with_a_workbook_it_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ECOGRAPH_DATA", raising=False)
    (tmp_path / "book.xlsx").write_bytes(b"")
    for where in ([], ["-d", "book.xlsx"], ["-d", "nowhere"]):
        ended = run("judge", "mtic", "welfare-tech", "different", "--why", "x", "--by", "NN", *where)
        assert ended.code == 2
        assert "name the folder of a dataset of your own with -d" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


def test_another_run_that_writes_is_waited_for_by_trying_again(dataset: Path) -> None:
    with alone(dataset / "judgements.csv"):
        ended = judge(dataset, *FIRST, "same")
    assert ended.code == 75
    assert "try again" in ended.err
    assert lines(dataset) == []


# the walk


def walk(dataset: Path, answers: str, monkeypatch: pytest.MonkeyPatch) -> Ended:
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    return run("judge", "-d", dataset, "--by", "NN", "--quiet")


def test_the_walk_shows_each_pair_and_writes_each_answer(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = walk(dataset, "s\ntheir web page\nd\ntwo boards\n", monkeypatch)
    assert ended.code == 0
    assert "1 of 2\n0.96  north.vesterlund-medico-aps  Vesterlund Medico ApS" in ended.out
    assert "2 of 2\n0.96  north.nordhavn-biotek-a-s  Nordhavn Biotek A/S" in ended.out
    assert lines(dataset) == [
        HEADER,
        f"{','.join(FIRST)},same,NN,their web page,{today()}",
        f"{','.join(SECOND)},different,NN,two boards,{today()}",
    ]
    assert "no pair is left to judge" in walk(dataset, "", monkeypatch).err


@pytest.mark.parametrize(
    ("answers", "verdicts"),
    [
        ("n\nu\nx\n", ["unsure"]),
        ("u\n\nx\nq\n", ["unsure"]),
        ("q\n", []),
        ("n\nn\n", []),
        ("x\nyes\nd\nx\nq\n", ["different"]),
    ],
)
def test_a_pair_may_be_passed_over_and_the_walk_be_left(
    answers: str, verdicts: list[str], dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert walk(dataset, answers, monkeypatch).code == 0
    assert [line.split(",")[2] for line in lines(dataset)[1:]] == verdicts


def test_a_pair_that_is_judged_unsure_is_passed_over_on_the_next_walk(
    dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert walk(dataset, "u\nask them\nq\n", monkeypatch).code == 0
    again = walk(dataset, "d\nx\n", monkeypatch)
    assert again.code == 0
    assert "1 of 1\n0.96  north.nordhavn-biotek-a-s" in again.out
    assert "1 judged unsure: to decide, change the line in judgements.csv" in again.err
    assert [line.split(",")[2] for line in lines(dataset)[1:]] == ["unsure", "different"]


@pytest.mark.parametrize("answers", ["s\nx\n", "s\nx\nd\n", "s\nx\nd"])
def test_the_end_of_the_input_keeps_what_was_answered(
    answers: str, dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = walk(dataset, answers, monkeypatch)
    assert ended.code == 130
    assert "interrupted; nothing was left half written" in ended.err
    assert [line.split(",")[2] for line in lines(dataset)[1:]] == ["same"]


def test_an_interrupt_keeps_what_was_answered(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["u", "ask them"]

    def answer(_: str = "") -> str:
        if not answers:
            raise KeyboardInterrupt
        return answers.pop(0)

    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    ended = run("judge", "-d", dataset, "--by", "NN", "--quiet")
    assert ended.code == 130
    assert [line.split(",")[2:5] for line in lines(dataset)[1:]] == [["unsure", "NN", "ask them"]]


def test_a_reason_that_cannot_be_written_ends_the_walk_and_keeps_what_was_answered(
    dataset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = walk(dataset, "s\nx\nd\n=1\n", monkeypatch)
    assert ended.code == 1
    assert "why: found '=1', expected plain text" in ended.err
    assert [line.split(",")[2] for line in lines(dataset)[1:]] == ["same"]
