"""``ecograph export``: each format to its place, whole or not at all."""

import json
from pathlib import Path

import pytest
from in_process import run

from ecograph.outputs.exports import EXPORTS, Export


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_format_it_lists_them() -> None:
    ended = run("export")
    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.splitlines()] == [export.name for export in EXPORTS]
    listed = json.loads(run("export", "--json").out)
    assert [(each["format"], each["written_to"]) for each in listed] == [(e.name, e.place) for e in EXPORTS]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_each_format_is_written_to_its_own_place(export: Export, place: Path) -> None:
    name, expected = export.name, place / export.place
    ended = run("export", name)
    assert (ended.code, ended.out) == (0, "")
    assert expected.is_dir() is export.is_folder
    assert f"wrote {expected.name}" in ended.err


def test_a_second_export_replaces_the_folder_and_keeps_what_others_put_there(place: Path) -> None:
    assert run("export", "datapackage", "--out", "p").code == 0
    (place / "p" / "mine.txt").write_text("mine", encoding="utf-8")
    assert run("export", "datapackage", "--out", "p", "--as-of", "2010", "--quiet").err == ""
    assert (place / "p" / "mine.txt").read_text(encoding="utf-8") == "mine"
    manifest = json.loads((place / "p" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["options"] == {"format": "datapackage", "as_of": "2010", "without_purpose": []}
    package = json.loads((place / "p" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["licenses"] == [{"name": "CC0-1.0"}]


def test_a_slice_is_exported_alone(place: Path) -> None:
    assert run("export", "json", "--out", "all.json").code == 0
    assert run("export", "json", "--without-purpose", "merger", "--out", "some.json").code == 0
    every, some = (json.loads((place / name).read_text(encoding="utf-8")) for name in ("all.json", "some.json"))
    assert {n["id"] for n in every["nodes"]} - {n["id"] for n in some["nodes"]} >= {"merger", "behovsanalyse"}


def test_somebody_elses_folder_is_refused(place: Path) -> None:
    (place / "theirs").mkdir()
    (place / "theirs" / "a.txt").write_text("a", encoding="utf-8")
    ended = run("export", "neo4j", "--out", "theirs")
    assert ended.code == 1
    assert "theirs: found something that ecograph did not write" in ended.err
    ended = run("export", "gexf", "--out", "theirs")
    assert ended.code == 1
    assert "theirs: found a folder, expected a file, such as --out theirs/graph.gexf" in ended.err
    assert [path.name for path in (place / "theirs").iterdir()] == ["a.txt"]


def test_an_unknown_format_is_a_matter_of_usage() -> None:
    ended = run("export", "gefx")
    assert ended.code == 2
    assert "did you mean 'gexf'?" in ended.err
    assert "choose one" in run("export", "qqqqq").err
    assert run("export", "gexf", "--json").code == 2
