"""``[[sources]]``: published files that a dataset names are read with it, and what they cannot give is told.

The files are the fixtures of the readers and some written here, all by hand and made up.
"""

import shutil
from pathlib import Path

import polars as pl
import pytest

from ecograph import EcographError, Ecosystem, Network, funding, load, read, received
from ecograph.manifest import Entry, Setting
from ecograph.schema import TABLE, TABLES
from ecograph.sources.imports import Import, harvested, together, usable
from ecograph.stores import imports

FIXTURES = Path(__file__).parents[1] / "readers"

PROJECT = (
    '"id";"acronym";"status";"title";"startDate";"endDate";"totalCost";"ecMaxContribution";"legalBasis";"topics";'
    '"frameworkProgramme"\n'
    '"900001";"SEADOC";"SIGNED";"Sea doctors; and more";"2020-06-01";"2024-05-31";"770387.5";"626200";'
    '"H2020-EU.3.1.";"X-1";"H2020"\n'
)
ORGANIZATION = (
    '"projectID";"organisationID";"vatNumber";"name";"shortName";"SME";"activityType";"country";"nutsCode";"role";'
    '"ecContribution";"totalCost"\n'
    '"900001";"900000021";"NO123456785MVA";"Fjordklyngen SA";"";"false";"OTH";"NO";"NO081";"coordinator";'
    '"626200";"626200"\n'
)
SCIENCE = (
    '"projectID";"euroSciVocCode";"euroSciVocPath";"euroSciVocTitle"\n'
    '"900001";"/21/39";"/medical and health sciences/clinical medicine";"clinical medicine"\n'
)
"""A grant of Horizon 2020 in the publisher's layout, of which the Research Council's fixture has a row too."""

ROWS = """Navn;CVR-nr.
Eksempel Medico A/S;11000274
Foreningen Prøve;
"""


def dataset(folder: Path, *sections: str) -> Path:
    """Return a folder with a ``dataset.toml`` that names sources."""
    folder.mkdir(exist_ok=True)
    (folder / "dataset.toml").write_text('title = "T"\n' + "".join(sections), encoding="utf-8")
    return folder


def section(reader: str, *files: str, called: str = "", **options: str) -> str:
    listed = ", ".join(f'"{file}"' for file in files)
    named = f'name = "{called}"\n' if called else ""
    given = "".join(f'{key} = "{value}"\n' for key, value in options.items())
    return f'\n[[sources]]\nreader = "{reader}"\n{named}files = [{listed}]\n[sources.options]\n{given}'


def eu_grant(folder: Path) -> Path:
    """Return a dataset that reads one grant from the publisher and from the Research Council."""
    folder.mkdir()
    for name, text in (("project", PROJECT), ("organization", ORGANIZATION), ("euroSciVoc", SCIENCE)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    shutil.copy(FIXTURES / "rcn" / "eu_grants.csv", folder)
    cordis = section("cordis", "project.csv", "organization.csv", "euroSciVoc.csv", called="h2020")
    return dataset(folder, cordis, section("rcn", "eu_grants.csv"))


# files that the manifest names


def test_files_beside_the_manifest_are_read_as_sources_and_not_taken_for_tables(tmp_path: Path) -> None:
    found = read(eu_grant(tmp_path / "d"))
    assert found.issues == ()
    assert [each.name for each in found.imports] == ["h2020", "rcn"]
    assert "rcn/eu_grants.csv" in found.hashes
    assert "h2020/project.csv" in found.hashes
    assert found.ecosystem().projects["project_id"].to_list() == ["eu-900001", "eu-900002", "eu-900003"]


def test_a_path_goes_from_the_folder_of_the_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "cvr.json").write_bytes((FIXTURES / "cvr" / "answer.json").read_bytes())
    place = dataset(tmp_path / "d", section("cvr", "../lists/cvr.json"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert read(Path("../d")).ecosystem().organisations["name"].to_list() == ["Eksempel Medico A/S"]
    assert read(place).hashes.keys() == {"dataset.toml", "cvr/cvr.json"}


def test_progress_is_told(tmp_path: Path) -> None:
    said: list[str] = []
    read(eu_grant(tmp_path / "d"), said.append)
    assert said == ["reading h2020 (cordis)", "reading rcn (rcn)"]


def test_options_and_conditions_of_the_manifest_are_obeyed(tmp_path: Path) -> None:
    keep = '[sources.keep]\nprogrammes = ["H2020-EU.3.1"]\n'
    place = eu_grant(tmp_path / "d")
    dataset(place, section("rcn", "eu_grants.csv") + keep)
    for name in ("project", "organization", "euroSciVoc"):
        (place / f"{name}.csv").unlink()
    assert read(place).ecosystem().projects["project_id"].to_list() == ["eu-900001"]


def test_a_number_or_truth_in_the_options_is_text_to_the_reader(tmp_path: Path) -> None:
    place = dataset(tmp_path / "d")
    (place / "list.csv").write_text("Liste\n" + ROWS, encoding="utf-8")
    given: dict[str, Setting] = {"cluster": "alpha", "name": "Navn", "number": "CVR-nr.", "header_row": 2}
    found = harvested(Entry("list", "members", ("list.csv",), {}, given), place, lambda _: None)
    assert found.tables["organisations"]["name"].to_list() == ["Eksempel Medico A/S", "Foreningen Prøve"]
    with pytest.raises(EcographError, match="true"):
        harvested(Entry("list", "members", ("list.csv",), {}, given | {"country": True}), place, lambda _: None)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            section("kordis", "a.csv"),
            r"kordis: found the source 'kordis', expected one of cordis, .*did you mean 'cordis'",
        ),
        (section("cvr", "a.json", limit="3"), "cvr: found the option 'limit', expected none; correct it"),
        (section("members", "a.csv", klynge="x"), "members: found the option 'klynge', expected cluster, name, "),
        (section("cvr", "gone.json"), r"gone\.json: found no such file"),
        (section("cvr", "a.json") + "[sources.keep]\nland = ['DK']\n", "cvr: filter: found the unknown key 'land'"),
        (section("cvr", "a.zip"), r"a\.zip: found no readable zip"),
    ],
)
def test_what_a_source_cannot_be_read_by_is_said_with_its_name_and_cure(given: str, said: str, tmp_path: Path) -> None:
    place = dataset(tmp_path / "d", given)
    (place / "a.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(EcographError, match=said):
        read(place)


def test_a_name_stands_once(tmp_path: Path, small_folder: Path) -> None:
    place = dataset(tmp_path / "d", section("cvr", "a.json"), section("cvr", "b.json"))
    said = "dataset.toml:8:name: duplicate: found the name 'cvr' twice, expected each once; rename one"
    assert said in [str(issue) for issue in read(place).issues]
    made = harvested(Entry("cvr", "cvr", (str(FIXTURES / "cvr" / "answer.json"),)), small_folder, lambda _: None)
    imports.write(small_folder, Entry("cvr", "cvr", ("answer.json",)), made)
    manifest = small_folder / "dataset.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + section("cvr", "a.json"), encoding="utf-8")
    [issue] = read(small_folder).issues
    assert (issue.file, issue.column, issue.code) == ("dataset.toml", "name", "duplicate")
    assert "found the name 'cvr' of another import, expected one of its own; rename one" in issue.message
    assert manifest.read_text(encoding="utf-8").splitlines()[issue.line - 1] == "[[sources]]"


def test_what_was_imported_and_what_is_named_give_the_same_tables(tmp_path: Path) -> None:
    named = eu_grant(tmp_path / "named")
    kept = dataset(tmp_path / "kept")
    for entry in read(named).manifest.sources:
        imports.write(kept, entry, harvested(entry, named, lambda _: None))
    one, other = read(named).resolution(), read(kept).resolution()
    assert all(frame.equals(other.tables[name]) for name, frame in one.tables.items())
    assert one.issues == other.issues
    assert [issue.file for issue in one.issues] == ["eu_grants.csv"]
    assert one.candidates.equals(other.candidates)


# what is left out


def test_members_of_a_cluster_that_is_not_there_are_left_out_and_counted(small_folder: Path) -> None:
    (small_folder / "list.csv").write_text(ROWS, encoding="utf-8")
    manifest = small_folder / "dataset.toml"
    before = manifest.read_text(encoding="utf-8")
    for cluster, n, remarks in (("alpha", 5, []), ("omega", 3, ["members/memberships"])):
        given = section("members", "list.csv", cluster=cluster, name="Navn", number="CVR-nr.")
        manifest.write_text(before + given, encoding="utf-8")
        found = read(small_folder)
        assert found.issues == ()
        resolution = found.resolution()
        # three of the dataset itself, and two of the list
        assert resolution.tables["memberships"].height == n
        lost = [issue for issue in resolution.issues if issue.code == "reference"]
        assert [issue.file for issue in lost] == remarks
        assert all(
            "found 2 rows with an id that is not there, expected one of the dataset; they are left out" in str(i)
            for i in lost
        )
        assert resolution.tables["organisations"].filter(pl.col("name") == "Foreningen Prøve").height == 1


def test_rows_that_do_not_hold_against_the_model_are_left_out_with_their_issue() -> None:
    body = {"org_id": "l.1", "name": "A", "kind": "company", "extent": "single", "source_id": "l.s"}
    sure = {"certainty": "certain", "status": "actual"}
    organisations = [{**body, **sure}, {**body, **sure, "org_id": "l.2", "n": 3}, {**body, **sure, "org_id": "l 3"}]
    made = {
        "sources": pl.DataFrame([{"source_id": "l.s", "title": "S"}], schema=TABLES[0].frame.schema),
        "organisations": pl.DataFrame(organisations, schema=Ecosystem.of("").organisations.schema),
    }
    good, issues = usable("l", made)
    assert good["organisations"]["org_id"].to_list() == ["l.1"]
    assert set(good) == {table.name for table in TABLES}
    assert [(issue.file, issue.line, issue.column) for issue in issues] == [
        ("l/organisations", 2, "n"),
        ("l/organisations", 3, "org_id"),
    ]


def test_whether_a_row_points_to_one_of_the_dataset_is_seen_only_with_the_dataset() -> None:
    tie = {"org_id": "l.1", "cluster_id": "alpha", "seq": 1, "role": "member", "source_id": "l.s"}
    tie |= {"certainty": "certain", "status": "actual"}
    given = Ecosystem.of("", organisations=[{"org_id": "l.1", "name": "A", "kind": "company"}]).frames()
    given["memberships"] = pl.DataFrame([tie], schema=given["memberships"].schema)
    good, issues = usable("l", given)
    assert (good["memberships"].height, issues) == (1, ())


# several sources of the same


def test_a_theme_of_one_vocabulary_that_two_imports_have_stands_once(tmp_path: Path) -> None:
    place = eu_grant(tmp_path / "d")
    (place / "two").mkdir()
    for name, text in (("project", PROJECT), ("organization", ORGANIZATION), ("euroSciVoc", SCIENCE)):
        (place / "two" / f"{name}.csv").write_text(text.replace("900001", "900077"), encoding="utf-8")
    files = [f"two/{name}.csv" for name in ("project", "organization", "euroSciVoc")]
    first = section("cordis", "project.csv", "organization.csv", "euroSciVoc.csv", called="h2020")
    dataset(place, first, section("cordis", *files, called="more"))
    (place / "eu_grants.csv").unlink()
    found = read(place)
    eco = found.ecosystem()
    labels = eco.themes.filter(pl.col("framework_id") == "euroscivoc")["label_en"]
    assert labels.to_list() == ["medical and health sciences", "clinical medicine"]
    assert eco.themes["theme_id"].is_unique().all()
    assert eco.tags.filter(theme_id=eco.themes.filter(label_en="clinical medicine")["theme_id"].item())[
        "subject"
    ].sort().to_list() == ["eu-900001", "eu-900077"]
    assert eco.frameworks["framework_id"].is_unique().all()


def test_one_grant_of_two_publishers_is_one_project_with_both_flows_counted_once(tmp_path: Path) -> None:
    eco = load(eu_grant(tmp_path / "d"))
    assert eco.projects.filter(project_id="eu-900001").select("title", "source_id").rows() == [
        ("Sea doctors; and more", "h2020.project")
    ]
    to_cluster = eco.flows.filter(pl.col("recipients").list.contains("orgnr-123456785"))
    assert to_cluster.select("flow_id", "amount", "restates").rows() == [
        ("h2020.900001.900000021.1", 626200.0, None),
        ("rcn.900001.123456785", 626200.0, "h2020.900001.900000021.1"),
    ]
    agreed = eco.evidence.filter(key="eu-900001", field="project_id")
    assert agreed.select("source_id", "stance").rows() == [("rcn.eu-grants", "agrees")]
    # 626,200 once, and 144,187.50 of a participant that only the Research Council lists
    [paid] = funding(Network.of(eco)).filter(year=2020).select("payer", "low_eur", "high_eur").rows()
    assert paid == ("h2020.european-commission", 770387.5, 770387.5)
    both = received(Network.of(eco)).filter(recipient="orgnr-123456785", way="direct")
    assert both.select("source_id", "is_restatement", "low_eur").rows() == [
        ("h2020.organization", False, 626200.0),
        ("rcn.eu-grants", True, 626200.0),
    ]


def test_the_import_that_the_dataset_names_first_is_the_one_that_is_restated(tmp_path: Path) -> None:
    place = eu_grant(tmp_path / "d")
    first = section("cordis", "project.csv", "organization.csv", "euroSciVoc.csv", called="h2020")
    dataset(place, section("rcn", "eu_grants.csv"), first)
    restated = load(place).flows.drop_nulls("restates").select("flow_id", "restates").rows()
    assert restated == [("h2020.900001.900000021.1", "rcn.900001.123456785")]


def test_tables_together_keep_the_order_own_first_and_name_each_part_that_lost_rows() -> None:
    tie = {"cluster_id": "own", "role": "member"}
    own = Ecosystem.of("", organisations=[{"org_id": "own", "name": "O", "kind": "cluster"}]).frames()

    def part(name: str, *members: str) -> Import:
        body = {"org_id": f"{name}.1", "name": name, "kind": "company"}
        rows = [{**tie, "org_id": member} for member in members]
        frames = Ecosystem.of("", organisations=[body], memberships=rows).frames()
        source = pl.lit(f"{name}.s").alias("source_id")
        return Import(name, {key: frame.with_columns(source) for key, frame in frames.items()})

    whole, lost = together(own, [part("b", "b.1", "gone"), part("a", "gone", "lost", "b.1")])
    assert whole["organisations"]["org_id"].to_list() == ["own", "b.1", "a.1"]
    assert whole["memberships"].select("org_id", "source_id").rows() == [("b.1", "b.s"), ("b.1", "a.s")]
    assert [(issue.file, issue.message.split(",")[0]) for issue in lost] == [
        ("a/memberships", "found 2 rows with an id that is not there"),
        ("b/memberships", "found 1 rows with an id that is not there"),
    ]


def test_tables_together_have_a_row_of_a_shared_vocabulary_once_and_the_first_import_speaks() -> None:
    def part(name: str, label: str) -> Import:
        framework = {"framework_id": "f", "kind": "work_areas", "label_en": "F"}
        theme = {"theme_id": "t", "framework_id": "f", "label_en": label}
        return Import(name, Ecosystem.of("", frameworks=[framework], themes=[theme]).frames())

    whole, lost = together(Ecosystem.of("").frames(), [part("b", "Heart"), part("a", "Hearts")])
    assert (whole["frameworks"].height, whole["themes"]["label_en"].to_list(), lost) == (1, ["Heart"], ())


def test_an_import_whose_folder_has_another_name_is_a_fault(small_folder: Path) -> None:
    place = small_folder / "imported" / "mine"
    place.mkdir(parents=True)
    given = TABLE["sources"].frame.clear()
    rows = pl.concat([given, pl.DataFrame({"source_id": ["theirs.list"]})], how="diagonal")
    rows.write_parquet(place / "sources.parquet")
    (issue,) = read(small_folder).issues
    assert (issue.file, issue.code) == ("imported/mine", "table")
    assert "found the import theirs, expected mine" in issue.message
