"""``ecograph build``: one ecosystem as a snapshot, the same bytes each time, whole or not at all."""

import json
import shutil
from pathlib import Path
from typing import NoReturn

import polars as pl
import pytest
from in_process import PAIRS, alike, content, run

from ecograph import load, read
from ecograph.columnar import parquet
from ecograph.stores.files import alone

pytestmark = pytest.mark.slow  # each starts the whole command

READERS = Path(__file__).parents[1] / "readers"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return alike(tmp_path / "d")


def built(dataset: Path, out: Path, *more: object) -> dict[str, bytes]:
    ended = run("build", dataset, "--out", out, "--quiet", *more)
    assert ended.code == 0, ended.err
    return content(out)


# what is written


def test_the_snapshot_holds_each_body_once_and_how_it_was_joined(dataset: Path, tmp_path: Path) -> None:
    ended = run("build", dataset, "--out", tmp_path / "s")
    assert ended.code == 0
    # the cluster, three bodies of each list, one of which is on both
    rows = "sources 3 organisations 6 names 1 identifiers 1 records 6 memberships 6"
    assert " ".join(ended.out.split()) == rows
    assert "joined by name: 1 record\n" in ended.err
    assert "2 pairs may be one" in ended.err
    assert f"wrote {tmp_path / 's'}; to use it: ecograph demo -d {tmp_path / 's'}" in ended.err
    assert sorted(content(tmp_path / "s")) == [
        *("candidates.csv", "dataset.toml", "identifiers.parquet", "manifest.json", "map.html"),
        *(
            "memberships.parquet",
            "names.parquet",
            "organisations.parquet",
            "records.parquet",
            "remarks.csv",
            "sources.parquet",
        ),
    ]
    told = run("explain", "Søbakke Robotteknik A/S", "-d", tmp_path / "s").out
    assert "org_id cvr-11000274" in told
    assert "\"same name 'Søbakke Robotteknik A/S' / 'Soebakke Robotteknik'\"" in told


def test_the_map_is_there_unless_it_is_not_wanted_and_then_an_earlier_one_goes(dataset: Path, tmp_path: Path) -> None:
    page = built(dataset, tmp_path / "s")["map.html"].decode()
    assert "<title>Two lists</title>" in page
    assert "Alpha Cluster" in page
    listed = json.loads((tmp_path / "s" / "manifest.json").read_bytes())["files"]
    assert "map.html" in listed
    assert "map.html" not in built(dataset, tmp_path / "s", "--no-map")


def test_the_same_dataset_gives_the_same_bytes_wherever_it_lies_and_whatever_it_replaces(
    dataset: Path, tmp_path: Path
) -> None:
    first = built(dataset, tmp_path / "s")
    assert built(dataset, tmp_path / "s") == first
    shutil.copytree(dataset, tmp_path / "elsewhere" / "d")
    assert built(tmp_path / "elsewhere" / "d", tmp_path / "other") == first


def test_the_order_of_rows_in_the_files_gives_the_same_organisations(dataset: Path, tmp_path: Path) -> None:
    before = load(dataset)
    built(dataset, tmp_path / "s")
    for path in (dataset / "lists").iterdir():
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([header, *rows[::-1]]) + "\n", encoding="utf-8")
    built(dataset, tmp_path / "t")
    without = pl.exclude("locator")
    for name, frame in load(tmp_path / "t").frames().items():
        assert frame.select(without).equals(before[name].select(without)), name


def test_named_sources_and_imports_build_the_same_tables(dataset: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    for name in ("sources.csv", "organisations.csv"):
        shutil.copy(dataset / name, kept)
    (kept / "dataset.toml").write_text('title = "Two lists"\n')
    for entry in read(dataset).manifest.sources:
        given = [word for key, value in entry.options.items() for word in ("--option", f"{key}={value}")]
        files = [dataset / file for file in entry.files]
        assert run("import", "members", *files, "--into", kept, "--name", entry.name, *given).code == 0
    one, other = built(dataset, tmp_path / "one"), built(kept, tmp_path / "other")
    assert {k: v for k, v in one.items() if k != "manifest.json"} == {
        k: v for k, v in other.items() if k != "manifest.json"
    }
    inputs = [sorted(json.loads(each["manifest.json"])["inputs"]) for each in (one, other)]
    assert inputs[0] == ["dataset.toml", "north/north.csv", "organisations.csv", "sources.csv", "south/south.csv"]
    assert "imported/north/manifest.json" in " ".join(inputs[1])


def test_json_counts_rows_joins_candidates_and_remarks(dataset: Path, tmp_path: Path) -> None:
    (dataset / "lists" / "north.csv").write_text("Navn\nNordhavn Biotek A/S\n\n;\n", encoding="utf-8")
    ended = run("build", dataset, "--out", tmp_path / "s", "--json", "--quiet")
    assert ended.code == 0, ended.err
    said = json.loads(ended.out)
    assert sorted(said) == ["candidates", "joined", "remarks", "rows"]
    assert said["candidates"] == 1
    assert said["rows"]["organisations"] == load(tmp_path / "s").organisations.height
    listed = (tmp_path / "s" / "remarks.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert sum(said["remarks"].values()) == len(listed)


def test_a_snapshot_of_a_snapshot_has_the_same_tables(dataset: Path, tmp_path: Path) -> None:
    first, second = built(dataset, tmp_path / "s"), built(tmp_path / "s", tmp_path / "t")
    tables = {name for name in first if name.endswith(".parquet")}
    assert tables
    assert {name: second[name] for name in tables} == {name: first[name] for name in tables}
    assert built(tmp_path / "t", tmp_path / "t") == {
        **second,
        "manifest.json": content(tmp_path / "t")["manifest.json"],
    }


def test_a_table_may_be_parquet_beside_tables_as_csv(dataset: Path, tmp_path: Path) -> None:
    before = built(dataset, tmp_path / "s")
    frame = read(dataset).frames["organisations"].drop("line")
    (dataset / "organisations.parquet").write_bytes(parquet(frame))
    (dataset / "organisations.csv").unlink()
    after = built(dataset, tmp_path / "t")
    assert {k: v for k, v in after.items() if k != "manifest.json"} == {
        k: v for k, v in before.items() if k != "manifest.json"
    }


def test_members_of_an_unknown_cluster_are_left_out_and_a_remark_counts_them(dataset: Path, tmp_path: Path) -> None:
    manifest = (dataset / "dataset.toml").read_text(encoding="utf-8")
    (dataset / "dataset.toml").write_text(manifest.replace('cluster = "alpha"', 'cluster = "omega"', 1), "utf-8")
    ended = run("build", dataset, "--out", tmp_path / "s")
    assert ended.code == 0
    said = "north/memberships:0:-: reference: found 3 rows with an id that is not there"
    assert said in ended.err
    assert "found 3 rows with an id that is not there" in (tmp_path / "s" / "remarks.csv").read_text("utf-8")
    assert load(tmp_path / "s").memberships.height == 3


def test_judgements_count_from_the_next_build(dataset: Path, tmp_path: Path) -> None:
    before = built(dataset, tmp_path / "s")
    assert run("judge", *PAIRS[0], "same", "--why", "asked", "--by", "NN", "-d", dataset).code == 0
    built(dataset, tmp_path / "t")
    assert load(tmp_path / "t").organisations.height == load(tmp_path / "s").organisations.height - 1
    told = run("explain", PAIRS[0][0], "-d", tmp_path / "t").out
    assert "judged the same on" in told
    assert "judgements.csv" in json.loads((tmp_path / "t" / "manifest.json").read_bytes())["inputs"]
    (dataset / "judgements.csv").unlink()
    assert built(dataset, tmp_path / "u") == before


def test_what_personal_data_was_dropped_is_told(tmp_path: Path) -> None:
    place = tmp_path / "d"
    place.mkdir()
    shutil.copy(READERS / "cvr" / "answer.json", place)
    (place / "dataset.toml").write_text('title = "T"\n[[sources]]\nreader = "cvr"\nfiles = ["answer.json"]\n')
    assert (
        "dropped 1 × a sole trader (answer.json, virksomhedsform)" in run("build", place, "--out", tmp_path / "s").err
    )


def test_files_of_the_user_in_the_snapshot_are_kept(dataset: Path, tmp_path: Path) -> None:
    built(dataset, tmp_path / "s")
    (tmp_path / "s" / "notes.txt").write_text("mine")
    assert built(dataset, tmp_path / "s")["notes.txt"] == b"mine"


# what cannot be done


def test_a_dataset_named_twice_is_wrong_use(dataset: Path, tmp_path: Path) -> None:
    ended = run("build", dataset, "-d", dataset, "--out", tmp_path / "s")
    assert ended.code == 2
    assert "name the dataset once" in ended.err
    assert not (tmp_path / "s").exists()


def test_a_dataset_with_faults_is_not_built_and_the_earlier_snapshot_stays(dataset: Path, tmp_path: Path) -> None:
    before = built(dataset, tmp_path / "s")
    with (dataset / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("x,T,,2020-13,,,\n")
    for out in ("s", "new"):
        ended = run("build", dataset, "--out", tmp_path / out)
        assert ended.code == 1
        assert "sources.csv:3:published: type: found '2020-13'" in ended.err
        assert ended.out == ""
    assert content(tmp_path / "s") == before
    assert not (tmp_path / "new").exists()


def test_a_source_that_cannot_be_read_stops_the_build(dataset: Path, tmp_path: Path) -> None:
    (dataset / "lists" / "south.csv").unlink()
    ended = run("build", dataset, "--out", tmp_path / "s")
    assert ended.code == 1
    assert "south.csv" in ended.err
    assert not (tmp_path / "s").exists()


def test_a_folder_that_holds_something_else_is_left_alone(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "thesis.txt").write_text("mine")
    for out in (tmp_path / "s", dataset):
        before = content(out)
        ended = run("build", dataset, "--out", out)
        assert ended.code == 1
        assert "expected an empty or new folder, or an earlier snapshot; choose another one" in ended.err
        assert content(out) == before


def test_a_second_build_at_the_same_time_is_told_to_try_again(dataset: Path, tmp_path: Path) -> None:
    with alone(tmp_path / "s"):
        ended = run("build", dataset, "--out", tmp_path / "s")
    assert ended.code == 75
    assert "try again when it has ended" in ended.err
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(("error", "code"), [(OSError(28, "No space left on device"), 1), (KeyboardInterrupt(), 130)])
def test_a_build_that_is_cut_short_leaves_the_earlier_snapshot(
    error: BaseException, code: int, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built(dataset, tmp_path / "s")
    (dataset / "lists" / "north.csv").write_text("Navn\nNordhavn Biotek A/S\n", encoding="utf-8")

    def failing(_: int) -> NoReturn:
        raise error

    monkeypatch.setattr("os.fsync", failing)
    assert run("build", dataset, "--out", tmp_path / "s").code == code
    assert content(tmp_path / "s") == before
    monkeypatch.undo()
    assert built(dataset, tmp_path / "s") != before
