"""The reader of CORDIS, on files written by hand in the publisher's layout; expected values are read off them."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.errors import CODES
from ecograph.readers.cordis import CORDIS, read
from ecograph.readers.reader import File, Harvest
from ecograph.schema import TABLE

FOLDER = Path(__file__).parent / "cordis"
FILES = tuple(File(path.name, path.read_bytes()) for path in sorted(FOLDER.glob("*.csv")))
ORGANIZATION = next(f.content for f in FILES if f.name == "organization.csv")
PROJECT = next(f.content for f in FILES if f.name == "project.csv")
SCIENCE = next(f.content for f in FILES if f.name == "euroSciVoc.csv")


def harvest(**changed: bytes) -> Harvest:
    """Return what is read of the files, some with other content."""
    return read("eu", [File(f.name, changed.get(f.name.removesuffix(".csv"), f.content)) for f in FILES], {})


UNCHANGED = harvest()


def rows(name: str, *columns: str) -> list[tuple[object, ...]]:
    return UNCHANGED.tables[name].select(columns).rows()


def said(found: Harvest) -> list[tuple[str, int, str, str]]:
    return [(issue.file, issue.line, issue.column, issue.code) for issue in found.issues]


def test_every_table_has_the_columns_of_the_model_and_each_key_once() -> None:
    for name, frame in UNCHANGED.tables.items():
        assert frame.schema == TABLE[name].frame.schema
        assert not frame.select(TABLE[name].key).is_duplicated().any()
        assert frame.height


def test_projects_keep_what_is_stated_and_leave_empty_what_is_not_understood() -> None:
    found = rows("projects", "project_id", "acronym", "title", "stage", "start", "end", "programme", "budget_amount")
    assert found == [
        (
            *("eu-900000001", "HEARTS", 'Heart valves for "small" patients', "ongoing", "2022-01-01", "2025-12-31"),
            *("HORIZON;HORIZON.2.1;HORIZON.2.1.5", 1000.5),
        ),
        (
            *("eu-900000002", "WINDS", "Winds of the north", "completed", "2014-05-01", "2017-04-30"),
            *("H2020;H2020-EU.1.3.", None),
        ),
        ("eu-900000003", None, "900000003", None, None, "2019-01-01", "FP7", None),
    ]


def test_organisations_have_their_kind_country_and_region_and_persons_have_no_name() -> None:
    assert rows("organisations", "org_id", "name", "country", "kind", "helix", "region", "extent") == [
        ("eu.900000010", "EKSEMPEL UNIVERSITET", "DK", "university", "academia", "DK031", "single"),
        ("eu.900000011", "Eksempel Sykehus", "NO", "agency", "government", "NO081", "single"),
        ("eu.900000012", "Paradeigma AE", "GR", "company", "industry", "EL303", "single"),
        ("eu.900000015", "Vindens Eksempel A/S", "DK", "company", "industry", "DK042", "single"),
        ("eu.900000016", "Vindeksempel", None, "other", "none", None, "single"),
        ("eu.european-commission", "European Commission", "EU", "eu_body", "government", None, "single"),
        ("eu.sole-trader-7", "(sole trader)", "DK", "company", "industry", None, "unnamed"),
        ("eu.sole-trader-8", "(sole trader)", "DK", "company", "industry", None, "unnamed"),
        ("eu.uden-nummer-eksempel", "Uden Nummer Eksempel", "DK", "other", "none", None, "single"),
    ]


def test_nothing_that_names_a_person_is_left_and_its_cells_are_counted() -> None:
    found = UNCHANGED
    text = "".join(frame.write_json() for frame in found.tables.values()) + str(found.issues)
    assert not [word for word in ("EKS BO", "Bos Firma", "ANNA", "Annas") if word in text]
    assert not [number for number in ("900000013", "900000014") if number in text]
    assert [(item.column, item.n) for item in found.dropped[:1]] == [("contactForm", 1)]
    assert [(item.column, item.what.split(" ")[-1], item.n) for item in found.dropped[1:]] == [
        *(("name", "such", 1), ("shortName", "such", 1)),
        *(("organisationID", "such", 1), ("vatNumber", "such", 1), ("nutsCode", "such", 1)),
        *(("name", "persons", 1), ("shortName", "persons", 1), ("organisationID", "persons", 1)),
    ]
    assert [item.what for item in found.dropped if item.column == "name"] == [
        "the name of a sole trader marked as such",
        "a name whose SME, address, region and VAT the publisher withholds, as it does for persons",
    ]


def test_a_sole_trader_has_one_id_from_its_first_line_in_all_its_projects() -> None:
    row = next(line for line in ORGANIZATION.split(b"\n") if b'"900000013"' in line)
    found = harvest(organization=ORGANIZATION + row.replace(b"900000002", b"900000003").replace(b"WINDS", b"") + b"\n")
    both = found.tables["participations"].filter(org_id="eu.sole-trader-7")
    assert both["project_id"].to_list() == ["eu-900000002", "eu-900000003"]


def test_other_spellings_and_short_names_are_names_and_numbers_are_identifiers() -> None:
    assert rows("names", "org_id", "name", "kind") == [
        ("eu.900000010", "EU", "abbreviation"),
        ("eu.900000011", "ESHF", "abbreviation"),
        ("eu.900000011", "Eksempel Sykehus HF", "alias"),
    ]
    assert [row for row in rows("identifiers", "scheme", "value", "org_id") if row[0] != "pic"] == [
        ("cvr", "13585628", "eu.900000010"),
        ("orgnr", "988077917", "eu.900000011"),
    ]
    assert UNCHANGED.tables["identifiers"].filter(scheme="pic").height == 5


def test_participations_have_roles_shares_and_places_and_repeated_ones_are_numbered() -> None:
    columns = ("org_id", "project_id", "role", "seq", "share_amount", "locator", "certainty")
    assert rows("participations", *columns) == [
        ("eu.900000010", "eu-900000001", "coordinator", 1, 960619.95, "2", "certain"),
        ("eu.900000011", "eu-900000001", "partner", 1, 200.25, "3", "certain"),
        ("eu.900000011", "eu-900000001", "partner", 2, None, "4", "certain"),
        ("eu.900000012", "eu-900000001", "associated_partner", 1, None, "6", "certain"),
        ("eu.900000015", "eu-900000002", "partner", 1, None, "9", "likely"),
        ("eu.900000016", "eu-900000002", "international_partner", 1, None, "10", "certain"),
        ("eu.sole-trader-7", "eu-900000002", "coordinator", 1, 500.0, "7", "certain"),
        ("eu.sole-trader-8", "eu-900000002", "associated_partner", 1, None, "8", "certain"),
        ("eu.uden-nummer-eksempel", "eu-900000002", "third_party", 1, 10.0, "11", "certain"),
    ]


def test_each_project_has_a_grant_and_each_stated_contribution_is_a_part_of_it() -> None:
    assert rows("flows", "flow_id", "recipients", "amount", "from", "part_of") == [
        ("eu.900000001", ["eu-900000001"], 800.25, "2022-01-01", None),
        ("eu.900000001.900000010.1", ["eu.900000010"], 300.0, "2022-01-01", "eu.900000001"),
        ("eu.900000001.900000011.1", ["eu.900000011"], 200.25, "2022-01-01", "eu.900000001"),
        ("eu.900000001.900000011.2", ["eu.900000011"], 100.0, "2022-01-01", "eu.900000001"),
        ("eu.900000002", ["eu-900000002"], 500.0, "2014-05-01", None),
        ("eu.900000002.sole-trader-7.1", ["eu.sole-trader-7"], 500.0, "2014-05-01", "eu.900000002"),
        ("eu.900000002.sole-trader-8.1", ["eu.sole-trader-8"], 0.0, "2014-05-01", "eu.900000002"),
        ("eu.900000002.uden-nummer-eksempel.1", ["eu.uden-nummer-eksempel"], 0.0, "2014-05-01", "eu.900000002"),
    ]


def test_fields_of_science_stand_in_a_tree_and_topics_in_a_list() -> None:
    assert rows("themes", "theme_id", "parent_id", "label_en") == [
        ("euroscivoc.21", None, "medical and health sciences"),
        ("euroscivoc.21.39", "euroscivoc.21", "clinical medicine"),
        ("euroscivoc.21.39.225", "euroscivoc.21.39", "cardiology"),
        ("euroscivoc.23", None, "natural sciences"),
        ("euroscivoc.23.43", "euroscivoc.23", "physical sciences"),
        ("topic.horizon-hlth-2021-01", None, "HORIZON-HLTH-2021-01"),
        ("topic.msca-1", None, "MSCA-1"),
        ("topic.msca-2", None, "MSCA-2"),
    ]
    assert UNCHANGED.tables["tags"].height == 6


def test_what_is_not_understood_is_an_issue_on_its_line_also_after_cells_of_several_lines() -> None:
    assert said(UNCHANGED) == [
        ("euroSciVoc.csv", 4, "euroSciVocTitle", "type"),
        ("euroSciVoc.csv", 5, "euroSciVocCode", "type"),
        ("euroSciVoc.csv", 6, "euroSciVocPath", "type"),
        ("euroSciVoc.csv", 7, "projectID", "reference"),
        ("organization.csv", 9, "role", "choice"),
        ("organization.csv", 9, "vatNumber", "check-digit"),
        ("organization.csv", 10, "activityType", "choice"),
        ("organization.csv", 10, "country", "country"),
        ("organization.csv", 10, "nutsCode", "type"),
        ("organization.csv", 10, "totalCost", "type"),
        ("organization.csv", 11, "organisationID", "check-digit"),
        ("organization.csv", 11, "vatNumber", "type"),
        ("organization.csv", 12, "projectID", "reference"),
        ("project.csv", 5, "id", "reference"),
        ("project.csv", 5, "startDate", "type"),
        ("project.csv", 5, "status", "choice"),
        ("project.csv", 5, "title", "missing"),
        ("project.csv", 5, "totalCost", "type"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "issue"),
    [
        ("project", b'"2017-04-30"', b'"2013-04-30"', ("project.csv", 4, "endDate", "order")),
        ("project", b'"900000002"', b'"900000001"', ("project.csv", 4, "id", "duplicate")),
        ("project", b'"900000002"', b'"9A"', ("project.csv", 4, "id", "type")),
        ("project", b'"900000002"', b'""', ("project.csv", 4, "id", "missing")),
        ("project", b'"keywords"', b'"words"', ("project.csv", 1, "words", "column")),
        ("project", b'"acronym"', b'"akronym"', ("project.csv", 1, "acronym", "column")),
        ("project", b'"MSCA-1;MSCA-2"', b'"MSCA-1;MSCA.1"', ("project.csv", 4, "topics", "duplicate")),
        ("organization", b'"N/A";"Eksempel\n', b'"";"";"', ("organization.csv", 4, "-", "format")),
        (
            "organization",
            b'"900000012";"";"Paradeigma AE"',
            b'"";"";""',
            ("organization.csv", 6, "organisationID", "missing"),
        ),
        ("organization", b'"Paradeigma AE"', b'""', ("organization.csv", 6, "name", "missing")),
        ("organization", b'"EL"', b'""', ("organization.csv", 6, "country", "missing")),
        ("organization", b'"Oslo";"NO"', b'"Oslo";"SE"', ("organization.csv", 4, "country", "country")),
        ("organization", b'"SME"', b'"sme"', ("organization.csv", 1, "SME", "layout")),
        (
            "euroSciVoc",
            b"clinical medicine/cardiology",
            b"klinik/cardiology",
            ("euroSciVoc.csv", 3, "euroSciVocPath", "duplicate"),
        ),
    ],
)
def test_a_planted_fault_is_found_on_its_line(
    file: str, old: bytes, new: bytes, issue: tuple[str, int, str, str]
) -> None:
    content = {f.name.removesuffix(".csv"): f.content for f in FILES}[file]
    assert old in content
    assert issue in said(harvest(**{file: content.replace(old, new, 1)}))
    assert issue not in said(UNCHANGED)


def test_a_body_without_a_name_is_unnamed() -> None:
    found = harvest(organization=ORGANIZATION.replace(b'"Paradeigma AE"', b'""'))
    row = found.tables["organisations"].filter(org_id="eu.900000012").select("name", "extent").row(0)
    assert row == ("(unnamed)", "unnamed")


def test_a_sole_trader_without_a_number_is_named_by_its_line() -> None:
    found = harvest(organization=ORGANIZATION.replace(b'"900000014"', b'""'))
    assert "eu.sole-trader-8" in found.tables["organisations"]["org_id"]


def test_without_the_columns_of_the_address_only_words_mark_a_person() -> None:
    found = harvest(organization=ORGANIZATION.replace(b'"street"', b'"order2"', 1))
    names = found.tables["organisations"].filter(name="(sole trader)")["org_id"].to_list()
    assert names == ["eu.sole-trader-7"]


def test_in_a_list_without_kinds_any_body_whose_cells_are_withheld_is_taken_for_a_person() -> None:
    found = harvest(organization=ORGANIZATION.replace(b'"activityType"', b'"activity"', 1))
    names = found.tables["organisations"].filter(name="(sole trader)")["org_id"].to_list()
    assert names == ["eu.sole-trader-7", "eu.sole-trader-8"]


def test_a_cost_of_0_is_none_stated_also_where_the_grant_is_unknown() -> None:
    found = harvest(project=PROJECT.replace(b'"0";"500"', b'"0";""')).tables["projects"]
    row = found.filter(project_id="eu-900000002").select("budget_amount", "budget_qualifier", "budget_currency")
    assert row.row(0) == (None, None, None)
    assert row.height == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"project": PROJECT.replace(b'"title"', b'"name"', 1)},
        {"organization": b"", "project": PROJECT.split(b"\n")[0]},
        {"organization": ORGANIZATION.decode().encode("utf-16"), "project": PROJECT.decode().encode("utf-16")},
    ],
)
def test_where_nothing_is_read_there_is_no_commission_and_no_framework(changed: dict[str, bytes]) -> None:
    tables = harvest(**changed).tables
    assert {name for name, frame in tables.items() if frame.height} == {"sources"}


def test_without_a_flow_nothing_names_the_commission() -> None:
    lines = PROJECT.split(b"\n")
    bodies = b"\n".join(ORGANIZATION.split(b"\n")[:1]) + b"\n"
    found = harvest(project=b"\n".join([lines[0], lines[4], b""]), organization=bodies, euroSciVoc=SCIENCE[:91])
    assert found.tables["projects"].height == 1
    assert not found.tables["organisations"].height


def test_a_list_without_issues_and_without_themes_is_read_without_any() -> None:
    lines = PROJECT.split(b"\n")
    found = read(
        "eu",
        [
            File("csv/Project.CSV", b"\n".join(lines[:3])),
            File("organization.csv", ORGANIZATION.split(b'\n"900000001";"HEARTS";"900000011"')[0]),
        ],
        {},
    )
    assert found.issues == ()
    assert {name: frame.height for name, frame in found.tables.items()} == {
        "sources": 2,
        "organisations": 2,
        "names": 1,
        "identifiers": 2,
        "projects": 1,
        "participations": 1,
        "flows": 2,
        "frameworks": 1,
        "themes": 1,
        "tags": 1,
    }


def test_known_files_of_the_zip_are_left_out_and_others_are_issues() -> None:
    more = [File("csv/topics.csv", b""), File("a/project.csv", PROJECT), File("notes.txt", b"")]
    found = read("eu", [*FILES, *more], {})
    assert [issue[0] for issue in said(found) if issue[3] == "table"] == ["a/project.csv", "notes.txt"]
    assert found.tables["projects"].equals(UNCHANGED.tables["projects"])


@pytest.mark.parametrize("lacking", ["project.csv", "organization.csv"])
def test_without_one_of_the_two_files_nothing_is_read(lacking: str) -> None:
    found = read("eu", [file for file in FILES if file.name != lacking], {})
    assert (found.tables, said(found)) == ({}, [(lacking, 0, "-", "table")])


def test_the_order_of_the_files_and_of_the_rows_of_others_does_not_matter() -> None:
    backwards = read("eu", FILES[::-1], {})
    assert all(backwards.tables[name].equals(frame) for name, frame in UNCHANGED.tables.items())
    assert backwards.issues == UNCHANGED.issues


def test_every_column_of_the_layouts_is_described_once() -> None:
    for layout in CORDIS.layouts:
        assert len(set(layout.known)) == len(layout.known)
        assert set(layout.required) <= set(layout.maps)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["project", "organization", "euroSciVoc"]), st.integers(0, 2**32))
def test_damaged_files_end_in_issues(file: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    content = bytearray({f.name.removesuffix(".csv"): f.content for f in FILES}[file])
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(content))
        match chance.randrange(4):
            case 0:
                content[place] = chance.randrange(256)
            case 1:
                content.insert(place, chance.choice(b'";\n\r\x00\xff\t 9'))
            case 2:
                del content[place : place + chance.randint(1, 30)]
            case _:
                del content[max(place, 1) :]
    found = harvest(**{file: bytes(content)})
    assert all(issue.code in CODES for issue in found.issues)
    for name, frame in found.tables.items():
        assert frame.schema == TABLE[name].frame.schema
        assert not frame.select(TABLE[name].key).is_duplicated().any()
        assert not any(frame[column.name].has_nulls() for column in TABLE[name].columns if column.required)
