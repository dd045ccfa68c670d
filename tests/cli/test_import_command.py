"""``ecograph import``: from the fixtures of each reader to a snapshot that explains itself, and every way to fail.

The files are those that the tests of the readers use, written by hand; what is expected is read off them.
"""

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import polars as pl
import pytest
from damage import CHANGES, mutated
from hypothesis import given, settings
from hypothesis import strategies as st
from in_process import Ended, content, run

from ecograph import bundled, load, read
from ecograph.readers import READERS
from ecograph.stores.files import alone

FIXTURES = Path(__file__).parents[1] / "readers"
MEMBERS = {"cluster": "alpha", "name": "Navn", "number": "CVR-nr.", "country_column": "Land", "header_row": "3"}

GIVEN: dict[str, tuple[str, Mapping[str, str]]] = {
    "cordis": ("cordis", {}),
    "structural-funds-dk": ("structural_funds_dk", {}),
    "rcn": ("rcn", {}),
    "brreg": ("brreg", {}),
    "cvr": ("cvr", {}),
    "ror": ("ror", {}),
    "members": ("members", MEMBERS),
}
"""The folder of the fixture and the options of each source."""

SAID = {
    "cordis": (
        "EKSEMPEL UNIVERSITET",
        "org_id cvr-13585628",
        "CORDIS: organization.csv, European Commission, CORDIS, line 2",
    ),
    "structural-funds-dk": (
        "Foreningen Havklyngen",
        "org_id firm",
        "Projects of the structural funds in Denmark, Erhvervsstyrelsen, line 2",
    ),
    "rcn": ("FJORDKLYNGEN SA", "org_id orgnr-123456785", "Norges forskningsråd, line 2"),
    "brreg": (
        "EKSEMPEL BIOTEK AS",
        "org_id orgnr-811000000",
        "Enhetsregisteret: units.json, Brønnøysundregistrene, line 2",
    ),
    "cvr": ("Eksempel Holding ApS", "org_id cvr-11000274", "answer.json, Erhvervsstyrelsen, line 4"),
    "ror": ("Example University", "org_id ror-0exampa56", "Research Organization Registry, line 1"),
    "members": ("Foreningen Prøve", "cluster_id alpha", "Members of alpha: members.csv, the cluster itself, line 6"),
}
"""Whom to explain after the import of each source, with the id and the place that must be told."""


def files(source: str) -> list[Path]:
    return sorted(path for path in (FIXTURES / GIVEN[source][0]).iterdir() if path.is_file())


def options(source: str) -> list[str]:
    return [word for key, value in GIVEN[source][1].items() for word in ("--option", f"{key}={value}")]


def imported(source: str, dataset: Path, *more: object) -> Ended:
    return run("import", source, *files(source), "--into", dataset, *options(source), *more)


# each source, from its file to an explanation


def test_every_source_has_a_fixture() -> None:
    assert list(GIVEN) == [reader.name for reader in READERS] == list(SAID)


@pytest.mark.parametrize("source", GIVEN)
def test_a_source_is_imported_built_checked_and_explained(source: str, small_folder: Path, tmp_path: Path) -> None:
    ended = imported(source, small_folder)
    assert ended.code == 0, ended.err
    assert "organisations" in ended.out
    assert f"wrote {small_folder / 'imported' / source}" in ended.err
    assert run("check", small_folder).code == 0
    built = run("build", small_folder, "--out", tmp_path / "snapshot")
    assert built.code == 0, built.err
    assert run("check", tmp_path / "snapshot").code == 0
    subject, own_id, place = SAID[source]
    told = run("explain", subject, "-d", tmp_path / "snapshot")
    assert told.code == 0
    assert own_id in told.out
    assert place in told.out


def test_all_sources_make_one_ecosystem_with_every_row_from_somewhere(small_folder: Path, tmp_path: Path) -> None:
    for source in GIVEN:
        assert imported(source, small_folder, "--quiet").code == 0
    assert run("build", small_folder, "--out", tmp_path / "s", "--quiet").code == 0
    eco = load(tmp_path / "s")
    assert {source_id.split(".")[0] for source_id in eco.sources["source_id"]} == {"doc", "page", *GIVEN}
    # one CVR number in the register and in the list of members, and one in the structural funds and the dataset itself
    known = {
        org_id: eco.records.filter(org_id=org_id)["source_org_id"].to_list() for org_id in ("cvr-11000274", "firm")
    }
    assert known == {
        "cvr-11000274": ["cvr.11000274", "members.11000274"],
        "firm": ["structural-funds-dk.13585628"],
    }


def test_what_is_dropped_and_not_understood_is_told_and_quiet_tells_only_counts(tmp_path: Path) -> None:
    told = imported("members", tmp_path / "d")
    assert "dropped 1 × persons or ways to reach them (members.csv, E-mail)" in told.err
    assert "members.csv:9:Navn: missing: found ''" in told.err
    assert f"all remarks: {tmp_path / 'd' / 'imported' / 'members' / 'remarks.csv'}" in told.err
    quiet = imported("members", tmp_path / "d", "--quiet")
    assert (quiet.out, quiet.err) == (told.out, "")
    assert quiet.out.splitlines()[0].split() == ["sources", "1"]


def test_what_is_dropped_is_in_no_file(tmp_path: Path) -> None:
    for source in GIVEN:
        assert imported(source, tmp_path / "d", "--quiet").code == 0
    text = written(tmp_path / "d")
    for person in ("nobody@example.org", "KARI EKSEMPEL", "Ida Eksempel", "Annas Vind", "Ingen Person", "Bo Eksempel"):
        assert person not in text


def written(folder: Path) -> str:
    """Return all text in the files of a folder, that of Parquet as CSV."""
    texts = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix == ".parquet":
            frame = pl.read_parquet(path)
            listed = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
            texts.append(frame.with_columns(pl.col(listed).list.join("|")).write_csv())
        else:
            texts.append(path.read_text(encoding="utf-8"))
    return "\n".join(texts)


def test_no_path_of_the_machine_is_written(tmp_path: Path) -> None:
    place = tmp_path / "a-folder-of-mine"
    shutil.copytree(FIXTURES / "cordis", place / "brought-along")
    assert (
        run(
            "import",
            "cordis",
            *sorted(path for path in (place / "brought-along").iterdir() if path.is_file()),
            "--into",
            place / "d",
        ).code
        == 0
    )
    assert run("build", place / "d", "--out", place / "s").code == 0
    for folder in ("d", "s"):
        text = written(place / folder)
        assert "organization.csv" in text
        assert "a-folder-of-mine" not in text
        assert "brought-along" not in text


def test_the_manifest_says_what_was_asked_read_and_dropped(tmp_path: Path) -> None:
    asked = ("--name", "north", "--programme", "HORIZON.2.1", "--country", "NO", "--consortia", "--from", "2021")
    assert imported("cordis", tmp_path / "d", *asked, "--quiet").code == 0
    said = json.loads((tmp_path / "d" / "imported" / "north" / "manifest.json").read_bytes())
    assert said["source"] == "cordis"
    assert said["keep"] == {"consortia": True, "countries": ["NO"], "from": "2021", "programmes": ["HORIZON.2.1"]}
    assert list(said["inputs"]) == ["euroSciVoc.csv", "organization.csv", "project.csv"]
    assert {
        "column": "contactForm",
        "file": "organization.csv",
        "n": 1,
        "what": "the way to the contact person",
    } in said["dropped"]
    found = read(tmp_path / "d").resolution().tables
    # Hearts has a partner in Norway and goes on after 2021; Winds has neither
    assert found["projects"]["project_id"].to_list() == ["eu-900000001"]
    assert found["organisations"]["country"].sort().to_list() == ["DK", "EU", "GR", "NO"]


def test_a_new_dataset_has_the_name_of_its_folder_as_title_and_an_old_one_keeps_its_own(
    small_folder: Path, tmp_path: Path
) -> None:
    assert imported("cvr", tmp_path / 'my "set"').code == 0
    assert load(tmp_path / 'my "set"').title == 'my "set"'
    before = (small_folder / "dataset.toml").read_bytes()
    assert imported("cvr", small_folder).code == 0
    assert (small_folder / "dataset.toml").read_bytes() == before


def test_a_fetched_file_brings_its_address_and_day(tmp_path: Path) -> None:
    place = tmp_path / "d" / "downloads"
    place.mkdir(parents=True)
    shutil.copy(FIXTURES / "cvr" / "answer.json", place)
    digest = hashlib.sha256((place / "answer.json").read_bytes()).hexdigest()
    said = {"source": "cvr", "url": "https://example.org/a", "final_url": "https://example.org/b", "sha256": digest}
    said |= {"retrieved": "2024-05-06", "etag": "", "last_modified": "", "licence": ""}
    (place / "manifest.json").write_text(json.dumps({"answer.json": {**said, "bytes": 1}}))
    assert run("import", "cvr", place / "answer.json", "--into", tmp_path / "d").code == 0
    sources = pl.read_parquet(tmp_path / "d" / "imported" / "cvr" / "sources.parquet")
    assert sources.select("url", "retrieved").rows() == [("https://example.org/a", "2024-05-06")]
    with (place / "answer.json").open("a") as file:
        file.write("\n")
    ended = run("import", "cvr", place / "answer.json", "--into", tmp_path / "d")
    assert ended.code == 0
    assert "answer.json:0:-: source: found another file than the one that was fetched" in ended.err
    sources = pl.read_parquet(tmp_path / "d" / "imported" / "cvr" / "sources.parquet")
    assert sources.select("url", "retrieved").rows() == [(None, None)]


def test_rows_that_cannot_be_read_end_in_4_and_the_others_are_imported(tmp_path: Path) -> None:
    for path in files("cordis"):
        shutil.copy(path, tmp_path)
    with (tmp_path / "project.csv").open("a", encoding="utf-8") as file:
        file.write('"900000004";"HALF"\n')
    ended = run("import", "cordis", *sorted(tmp_path.glob("*.csv")), "--into", tmp_path / "d")
    assert ended.code == 4
    assert "project.csv:6:-: format: found 2 cells, expected 21 as in the header; the row is not read" in ended.err
    assert "remark of the kind format" in ended.err
    assert read(tmp_path / "d").resolution().tables["projects"].height == 3


def test_the_same_files_give_the_same_bytes_wherever_they_lie(tmp_path: Path) -> None:
    for name in ("one", "two"):
        shutil.copytree(FIXTURES / "ror", tmp_path / name)
        assert run("import", "ror", tmp_path / name / "records.jsonl", "--into", tmp_path / name / "d").code == 0
    one, two = (content(tmp_path / name / "d") for name in ("one", "two"))
    assert one == two


# what cannot be done


FAILING: dict[str, tuple[list[str], int, str]] = {
    "no such source": (["import", "kordis", "FILE"], 1, "found the source 'kordis', expected one of cordis, "),
    "no such option": (["import", "cvr", "FILE", "--option", "x=1"], 1, "cvr: found the option 'x', expected none"),
    "no sign": (["import", "members", "FILE", "--option", "cluster"], 1, "--option cluster: found no =, expected KEY="),
    "no option": (["import", "members", "FILE"], 1, "cluster"),
    "no country": (
        ["import", "cvr", "FILE", "--country", "dk"],
        1,
        "cvr: filter: found the country 'dk', expected two",
    ),
    "no day": (["import", "cvr", "FILE", "--from", "1/2/20"], 1, "cvr: filter: found from = '1/2/20', expected YYYY"),
    "no countries": (["import", "cvr", "FILE", "--consortia"], 1, "found consortia without countries, expected both"),
    "no file": (["import", "cvr", "nowhere.json"], 1, "nowhere.json: found no such file, expected it there"),
    "a bad name": (["import", "cvr", "FILE", "--name", "../x"], 1, "found the name '../x', expected small letters"),
    "no name": (["import", "cvr", "FILE", "--name", "Mine"], 1, "found the name 'Mine', expected small letters"),
    "no row": (
        ["import", "brreg", "FILE"],
        1,
        "brreg: found no row in answer.json, expected some; see whether the files",
    ),
    "one option twice": (["import", "members", "FILE", "--option", "a=1", "--option", "a=2"], 1, "found it twice"),
    "a folder": (["import", "cvr", str(FIXTURES)], 1, "found a folder, expected a file; name the files in it"),
    "one name twice": (["import", "cvr", "FILE", "FILE"], 1, "found two files named answer.json, expected a name for"),
    "the bundled dataset": (["import", "cvr", "FILE", "--into", "BUNDLED"], 1, "found a dataset that comes with"),
    "no files": (["import", "cvr"], 2, "Missing argument 'FILES...'"),
    "no option of the command": (["import", "cvr", "FILE", "--no"], 2, "No such option"),
}
"""The words of the command, its exit code, and what it says; FILE is the fixture of cvr."""


@pytest.mark.parametrize("case", FAILING)
def test_an_import_that_fails_says_why_and_writes_nothing(case: str, tmp_path: Path) -> None:
    words, code, said = FAILING[case]
    dataset = tmp_path / "d"
    stands_for = {"FILE": str(FIXTURES / "cvr" / "answer.json"), "BUNDLED": str(bundled.dataset("nordic_health"))}
    given = [stands_for.get(word, word) for word in words]
    into = [] if "--into" in given else ["--into", dataset]
    ended = run(*given, *into)
    assert ended.code == code, ended.err
    assert said in ended.err
    assert not dataset.exists()
    assert imported("cvr", dataset).code == 0
    before = content(dataset)
    assert run(*given, *into).code == code
    assert content(dataset) == before


def test_conditions_that_nothing_meets_are_an_error(tmp_path: Path) -> None:
    ended = imported("cordis", tmp_path / "d", "--text", "brain")
    assert ended.code == 1
    assert "cordis: found no row in euroSciVoc.csv, organization.csv, project.csv, expected some; see" in ended.err
    assert not (tmp_path / "d").exists()


def test_where_to_write_has_to_be_said() -> None:
    ended = run("import", "cvr", FIXTURES / "cvr" / "answer.json")
    assert ended.code == 2
    assert "Missing option '--into'" in ended.err


def test_a_source_that_is_nearly_named_is_proposed() -> None:
    assert "did you mean 'cordis'?" in run("import", "kordis", "x", "--into", "nowhere").err


def test_a_file_in_the_place_of_the_dataset_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "d").write_text("mine")
    ended = imported("cvr", tmp_path / "d")
    assert ended.code == 1
    assert str(tmp_path / "d") in ended.err
    assert (tmp_path / "d").read_text() == "mine"


def test_a_second_import_of_the_name_at_the_same_time_is_told_to_try_again(tmp_path: Path) -> None:
    with alone(tmp_path / "d" / "imported" / "cvr"):
        ended = imported("cvr", tmp_path / "d")
        assert ended.code == 75
        assert "another run is writing there; try again when it has ended" in ended.err
        assert not (tmp_path / "d").exists()
        assert imported("ror", tmp_path / "d").code == 0


def test_half_a_zip_is_an_error_and_leaves_the_dataset_as_it_was(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files("cordis"):
            archive.writestr(path.name, path.read_bytes())
    whole = tmp_path / "cordis.zip"
    whole.write_bytes(buffer.getvalue())
    assert run("import", "cordis", whole, "--into", tmp_path / "d", "--quiet").code == 0
    before = content(tmp_path / "d")
    assert "cordis.zip/organization.csv" in written(tmp_path / "d")
    (tmp_path / "half.zip").write_bytes(buffer.getvalue()[: len(buffer.getvalue()) // 2])
    for dataset in (tmp_path / "d", tmp_path / "new"):
        ended = run("import", "cordis", tmp_path / "half.zip", "--into", dataset)
        assert ended.code == 1
        assert "half.zip: found no readable zip" in ended.err
        assert "fetch it again" in ended.err
    assert content(tmp_path / "d") == before
    assert not (tmp_path / "new").exists()


# in place of an earlier one


def test_an_import_replaces_the_earlier_one_of_its_name_whole_and_keeps_what_the_user_put_there(tmp_path: Path) -> None:
    assert imported("cordis", tmp_path / "d", "--name", "list").code == 0
    assert imported("ror", tmp_path / "d").code == 0
    place = tmp_path / "d" / "imported" / "list"
    (place / "notes.txt").write_text("mine")
    (tmp_path / "d" / "candidates.csv").write_text("mine too")
    assert (place / "flows.parquet").exists()
    other = content(tmp_path / "d" / "imported" / "ror")
    assert imported("cvr", tmp_path / "d", "--name", "list").code == 0
    assert sorted(path.name for path in place.iterdir()) == [
        *("events.parquet", "identifiers.parquet", "manifest.json", "names.parquet", "notes.txt"),
        *("organisations.parquet", "remarks.csv", "sources.parquet"),
    ]
    assert (place / "notes.txt").read_text() == "mine"
    assert (tmp_path / "d" / "candidates.csv").read_text() == "mine too"
    assert content(tmp_path / "d" / "imported" / "ror") == other
    assert imported("cvr", tmp_path / "fresh", "--name", "list").code == 0
    assert {**content(tmp_path / "fresh" / "imported" / "list"), "notes.txt": b"mine"} == content(place)


@pytest.mark.parametrize(("error", "code"), [(OSError(28, "No space left on device"), 1), (KeyboardInterrupt(), 130)])
def test_a_write_that_fails_or_is_interrupted_leaves_the_earlier_import(
    error: BaseException, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert imported("cordis", tmp_path / "d").code == 0
    before = content(tmp_path / "d")

    def failing(_: int) -> NoReturn:
        raise error

    monkeypatch.setattr("os.fsync", failing)
    assert imported("cordis", tmp_path / "d", "--country", "NO").code == code
    assert imported("ror", tmp_path / "d").code == code
    assert imported("ror", tmp_path / "new").code == code
    assert content(tmp_path / "d") == before
    assert content(tmp_path / "new") == {} if (tmp_path / "new").exists() else True


# damage


def survives(source: str, damaged: Mapping[str, bytes], place: Path) -> None:
    """Assert that an import of damaged files fails and changes nothing, or gives a dataset without faults."""
    dataset = place / "d"
    before = content(dataset)
    paths = []
    for name, each in damaged.items():
        (place / name).write_bytes(each)
        paths.append(place / name)
    ended = run("import", source, *paths, "--into", dataset, *options(source))
    assert ended.code in {0, 1, 4}, ended.err
    assert "Traceback" not in ended.err
    if ended.code == 1:
        assert ended.err.splitlines()[-1]
        assert content(dataset) == before
    else:
        checked = run("check", dataset)
        assert checked.code == 0, checked.out
        assert run("build", dataset, "--out", place / "s", "--quiet").code == 0


@pytest.mark.slow
@pytest.mark.parametrize("source", GIVEN)
@given(data=st.data(), changes=CHANGES)
@settings(max_examples=6, deadline=None)
def test_damaged_files_end_in_a_clear_error_or_a_good_dataset(
    source: str, data: st.DataObject, changes: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.getbasetemp() / f"damaged-{source}"
    place.mkdir(exist_ok=True)
    whole = {path.name: path.read_bytes() for path in files(source)}
    name = data.draw(st.sampled_from(sorted(whole)))
    survives(source, whole | {name: mutated(whole[name], changes)}, place)
