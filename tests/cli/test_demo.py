"""``ecograph demo``: the same bytes twice, findings in words, and nothing lost when a write fails."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

import ecograph.answers
from ecograph.cli import main
from ecograph.cli.demo import command
from ecograph.metrics import METRICS
from ecograph.stores.files import alone

pytestmark = pytest.mark.slow  # the whole command, many times

FILES = {
    *("index.html", "map.html", "graph.graphml", "manifest.json"),
    *(f"tables/{name}.csv" for name in (*(metric.name for metric in METRICS), "pairwise_overlap_without_merger")),
}


def demo(out: Path, *options: str) -> tuple[int, str, str]:
    """Run the command; return its exit code, what it says on stdout and on stderr."""
    ended = CliRunner().invoke(command, ["--out", str(out), *options])
    return ended.exit_code, ended.stdout, f"{ended.stderr}{ended.exception or ''}"


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "out"
    code, _, _ = demo(out)
    assert code == 0
    return out


def test_the_files_are_there(made: Path) -> None:
    assert set(content(made)) == FILES


def test_five_findings_are_printed_with_their_numbers_and_the_place_last(tmp_path: Path) -> None:
    code, said, talk = demo(tmp_path / "out")
    assert code == 0
    lines = said.splitlines()
    assert [line[:3] for line in lines] == ["1. ", "2. ", "3. ", "4. ", "5. "]
    assert all(any(sign.isdigit() for sign in line[3:]) for line in lines)
    assert "index.html" in talk.splitlines()[-1]


def test_a_second_run_gives_the_same_bytes_but_for_the_manifest(made: Path, tmp_path: Path) -> None:
    again = tmp_path / "out"
    for _ in range(2):
        assert demo(again, "--quiet")[0] == 0
    first, second = content(made), content(again)
    first.pop("manifest.json")
    second.pop("manifest.json")
    assert first == second


def test_the_manifest_names_inputs_rows_and_version(made: Path) -> None:
    manifest = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest) == {"ecograph", "written", "dataset", "language", "inputs", "rows", "files"}
    assert set(manifest["files"]) == FILES
    assert all(len(digest) == 64 for digest in manifest["inputs"].values())
    assert manifest["rows"]["organisations"] > 150


@pytest.mark.parametrize(("language", "word"), [("da", "fusionens skyld"), ("nb", "sammenslåingens skyld")])
def test_the_findings_are_in_the_language_asked_for(language: str, word: str, tmp_path: Path) -> None:
    code, said, _ = demo(tmp_path / "out", "--lang", language)
    assert code == 0
    assert word in said
    assert f'<html lang="{language}">' in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_a_folder_of_someone_else_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"mine")
    code, _, said = demo(tmp_path)
    assert code == 1
    assert "did not write" in said
    assert content(tmp_path) == {"thesis.docx": b"mine"}


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    code, _, said = demo(tmp_path / "out")
    assert code == 1
    assert "did not write" in said


@pytest.mark.parametrize("where", ["", ".", "..", "/"])
def test_the_folder_one_stands_in_is_refused(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, said = demo(Path(where))
    assert code == 1
    assert "expected one inside it" in said
    assert content(tmp_path) == {}


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    for _ in range(2):
        assert demo(tmp_path / "link", "--quiet")[0] == 0
    assert (tmp_path / "link").is_symlink()
    assert set(content(tmp_path / "real")) == FILES
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


def test_a_link_that_the_user_put_into_the_folder_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert demo(out, "--quiet")[0] == 0
    (tmp_path / "papers").mkdir()
    (out / "papers").symlink_to(tmp_path / "papers", target_is_directory=True)
    assert demo(out, "--quiet")[0] == 0
    assert (out / "papers").resolve() == tmp_path / "papers"


def test_a_second_run_at_the_same_time_is_told_to_try_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with alone(tmp_path / "out"), pytest.raises(SystemExit) as ended:
        main(["demo", "--quiet", "--out", str(tmp_path / "out")])
    assert ended.value.code == 75
    assert "try again when it has ended" in capsys.readouterr().err
    assert content(tmp_path) == {}


@pytest.mark.slow
def test_every_write_of_the_demo_that_fails_leaves_the_old_output(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ecograph.answers.demo(ecograph.load(), "en")
    monkeypatch.setattr(ecograph.answers, "demo", lambda *_: answers)  # computed once: it is the writes that fail here
    out = tmp_path / "out"
    assert demo(out)[0] == 0
    before = content(out)
    real = os.fsync
    for step in range(len(FILES)):
        done = 0

        def failing(file: int, step: int = step) -> None:
            nonlocal done
            if done == step:
                raise OSError(28, "No space left on device")
            done += 1
            real(file)

        monkeypatch.setattr(os, "fsync", failing)
        code, _, said = demo(out)
        assert code == 1
        assert "No space left on device" in said
        assert content(out) == before
    monkeypatch.setattr(os, "fsync", real)
    assert demo(out)[0] == 0
