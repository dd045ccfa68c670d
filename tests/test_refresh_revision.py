"""The state of the repository in which a dataset lies; git itself says what is expected."""

import subprocess
from pathlib import Path

import pytest

from ecograph.refresh import revision as revisions
from ecograph.refresh.revision import Revision, revision


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_a_dataset_in_git_has_its_commit_and_says_whether_it_was_changed(tmp_path: Path) -> None:
    assert revision(tmp_path) == Revision()
    git(tmp_path, "init", "--quiet")
    assert revision(tmp_path) == Revision()  # no commit yet
    (tmp_path / "data").mkdir()
    for name in ("data/dataset.toml", "other.txt"):
        (tmp_path / name).write_text("1")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "m")
    head = git(tmp_path, "rev-parse", "HEAD")
    (tmp_path / "other.txt").write_text("2")
    (tmp_path / "data" / "runs").write_text("unknown to git")
    assert revision(tmp_path / "data") == Revision(head, is_changed=False)
    (tmp_path / "data" / "dataset.toml").write_text("2")
    assert revision(tmp_path / "data") == Revision(head, is_changed=True)
    assert revision(tmp_path / "data" / "dataset.toml") == Revision(head, is_changed=True)


def test_nothing_is_known_where_git_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert revision(tmp_path) == Revision()


def test_a_commit_is_known_when_only_the_state_cannot_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "_git", lambda _, *words: "abc" if "rev-parse" in words else None)
    assert revision(Path("x")) == Revision("abc", None)
