"""A dataset on top of another: its rows stand beside those of the base and point to them, and never change them."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from ecograph import DataError, EcographError, load, read
from ecograph.manifest import Entry
from ecograph.sources.imports import harvested
from ecograph.stores import imports

CVR = Path(__file__).parents[1] / "readers" / "cvr" / "answer.json"
HEADER = "org_id,name,country,helix,kind,region,parent_id,extent,n,source_id,locator,certainty,status\n"
MEMBERS = "org_id,cluster_id,seq,role,from,to,as_of,source_id,locator,certainty,status\n"
JUDGED = "left,right,verdict,decided_by,why,date\n"


def put(folder: Path, base: str, **tables: str) -> Path:
    """Return a folder with a manifest that names a base, and some tables."""
    folder.mkdir(exist_ok=True)
    (folder / "dataset.toml").write_text(f'title = "On top"\nbase = "{base}"\n', encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def org(org_id: str, name: str, parent: str = "", source: str = "doc") -> str:
    return f"{org_id},{name},DK,industry,company,,{parent},single,,{source},,certain,actual\n"


def said(place: Path) -> list[tuple[str, int, str, str]]:
    return [(issue.file, issue.line, issue.column, issue.code) for issue in read(place).issues]


def cvr_into(dataset: Path, name: str = "cvr") -> None:
    entry = Entry(name, "cvr", (str(CVR),))
    imports.write(dataset, entry, harvested(entry, dataset, lambda _: None))


def test_the_rows_of_a_bundled_base_stand_beside_ones_own(tmp_path: Path) -> None:
    below = load()
    source = below.sources["source_id"][0]
    place = put(
        tmp_path / "d", "nordic_health", organisations=HEADER + org("mine", "Mine", "norway-health-tech", source)
    )
    eco = load(place)
    assert eco.title == "On top"
    assert eco.organisations.height == below.organisations.height + 1
    assert eco.organisations.filter(org_id="mine")["parent_id"].item() == "norway-health-tech"
    assert eco.flows.equals(below.flows)


def test_a_base_beside_the_dataset_is_named_by_its_path(small_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(small_folder, tmp_path / "d" / "nordic_health")
    for place in (put(tmp_path / "e", "../small"), put(tmp_path / "d", "nordic_health")):
        assert load(place).organisations.equals(load(small_folder).organisations)


def test_a_base_may_have_a_base(small_folder: Path, tmp_path: Path) -> None:
    put(tmp_path / "middle", "../small", organisations=HEADER + org("middle", "Middle", "firm"))
    place = put(tmp_path / "top", "../middle", organisations=HEADER + org("top", "Top", "middle"))
    assert set(load(place).organisations["org_id"]) == {*load(small_folder).organisations["org_id"], "middle", "top"}


def test_own_rows_point_to_rows_of_the_base_and_a_wrong_id_is_still_found(small_folder: Path, tmp_path: Path) -> None:
    members = "mine,alpha,1,member,,,,doc,,certain,actual\nmine,alfa,1,member,,,,doc,,certain,actual\n"
    place = put(tmp_path / "d", "../small", organisations=HEADER + org("mine", "Mine"), memberships=MEMBERS + members)
    [issue] = read(place).issues
    assert (issue.file, issue.line, issue.column, issue.code) == ("memberships.csv", 3, "cluster_id", "reference")
    assert "found 'alfa'" in issue.message
    assert "did you mean 'alpha'" in issue.message
    assert read(place).frames["memberships"]["org_id"].to_list().count("mine") == 1


def test_a_row_whose_key_the_base_has_is_an_issue_and_the_row_of_the_base_stays(
    small_folder: Path, tmp_path: Path
) -> None:
    rows = HEADER + org("mine", "Mine") + org("firm", "Another firm")
    rates = "year,currency,rate_per_eur,source_id\n2014,DKK,7.5,doc\n2014,NOK,8.4,doc\n"
    place = put(tmp_path / "d", "../small", organisations=rows, rates=rates)
    assert said(place) == [("organisations.csv", 3, "org_id", "duplicate"), ("rates.csv", 2, "year", "duplicate")]
    frames = read(place).frames
    assert frames["organisations"].filter(org_id="firm")["name"].to_list() == ["Firm A/S"]
    assert frames["rates"].filter(year=2014, currency="DKK")["rate_per_eur"].to_list() == [7.4548]
    with pytest.raises(DataError, match="found a key that the base has too, expected one of its own"):
        load(place)


def test_an_id_of_an_organisation_is_none_of_a_project_of_the_base_and_the_reverse(
    small_folder: Path, tmp_path: Path
) -> None:
    place = put(tmp_path / "d", "../small", organisations=HEADER + org("trial", "Trial A/S"))
    assert said(place) == [("organisations.csv", 2, "org_id", "duplicate")]
    header = (small_folder / "projects.csv").read_text(encoding="utf-8").splitlines()[0]
    row = "firm,,A firm,,project" + "," * 10 + "doc,,certain,actual\n"
    place = put(tmp_path / "e", "../small", projects=f"{header}\n{row}")
    assert said(place) == [("projects.csv", 2, "project_id", "duplicate")]


@pytest.mark.parametrize("base", [".", "../d", "../d/../d"])
def test_a_dataset_is_not_its_own_base(base: str, tmp_path: Path) -> None:
    place = put(tmp_path / "d", base)
    with pytest.raises(EcographError, match="found itself as its base, expected another dataset; correct base"):
        read(place)


def test_two_datasets_are_not_the_base_of_each_other(tmp_path: Path) -> None:
    put(tmp_path / "a", "../b")
    put(tmp_path / "b", "../c")
    put(tmp_path / "c", "../a")
    with pytest.raises(EcographError, match=r"c: found itself as its base"):
        read(tmp_path / "a")


def test_a_base_that_is_not_there_is_said_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(EcographError, match=r"nordic_helth: found no dataset, expected a folder"):
        read(put(tmp_path / "d", "nordic_helth"))


def test_faults_of_the_base_are_said_as_its_own(small_folder: Path, tmp_path: Path) -> None:
    with (small_folder / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("x,T,,2020-13,,,\n")
    with pytest.raises(DataError) as error:
        read(put(tmp_path / "d", "../small"))
    assert [(issue.file, issue.line) for issue in error.value.issues] == [("../small/sources.csv", 4)]


def test_imports_and_judgements_of_the_base_count_too(small_folder: Path, tmp_path: Path) -> None:
    cvr_into(small_folder)
    (small_folder / "judgements.csv").write_text(JUDGED + "cvr-11000274,firm,same,NN,because,2024\n", encoding="utf-8")
    place = put(tmp_path / "d", "../small", organisations=HEADER + org("mine", "Mine"))
    (place / "judgements.csv").write_text(JUDGED + "mine,lab,different,NN,because,2024\n", encoding="utf-8")
    found = read(place)
    assert [each.name for each in found.imports] == ["cvr"]
    assert found.judgements.select("left", "right").rows() == [("cvr-11000274", "firm"), ("mine", "lab")]
    assert {"judgements.csv", "dataset.toml", "small/judgements.csv", "small/dataset.toml"} <= set(found.hashes)
    assert "small/cvr/imported/cvr/organisations.parquet" in found.hashes
    assert found.ecosystem().identifiers.filter(value="11000274")["org_id"].to_list() == ["firm"]


def test_an_import_of_a_name_that_the_base_has_is_an_issue(small_folder: Path, tmp_path: Path) -> None:
    cvr_into(small_folder)
    place = put(tmp_path / "d", "../small")
    cvr_into(place)
    [issue] = read(place).issues
    assert (issue.file, issue.code) == ("imported/cvr", "duplicate")
    assert "found the name 'cvr' of another import, expected one of its own; rename one" in issue.message
    shutil.rmtree(place / "imported")
    cvr_into(place, "mine")
    assert [each.name for each in read(place).imports] == ["cvr", "mine"]


def test_a_dataset_may_be_nothing_but_its_base(small_folder: Path, tmp_path: Path) -> None:
    place = put(tmp_path / "d", "../small")
    eco = load(place)
    assert eco.organisations.filter(pl.col("org_id") == "firm").height == 1
    assert eco.title == "On top"


def test_judgements_with_faults_are_issues_of_the_dataset(small_folder: Path) -> None:
    (small_folder / "judgements.csv").write_text(JUDGED + "firm,lab,maybe,NN,because,2024\n", encoding="utf-8")
    assert said(small_folder) == [("judgements.csv", 2, "verdict", "choice")]
