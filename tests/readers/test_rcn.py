"""The lists of the Research Council of Norway.

The two fixtures are written by hand in the real layouts; expected values are read off them by hand. The list of EU
grants is published with carriage returns, which the tests put in, since a version control would take them out.
"""

from pathlib import Path

import polars as pl
import pytest
from checked import faults
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.parse import LINE
from ecograph.readers import stated
from ecograph.readers.mentions import MENTION, organisations
from ecograph.readers.rcn import RCN, read
from ecograph.readers.reader import Dropped, File, Harvest
from ecograph.schema import TABLE

FOLDER = Path(__file__).parent / "rcn"
EU = (FOLDER / "eu_grants.csv").read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
APPLICATIONS = (FOLDER / "applications.csv").read_bytes()


def harvest(eu: bytes = EU, applications: bytes = APPLICATIONS) -> Harvest:
    return read("rcn", [File("eu.csv", eu), File("sok.csv", applications)], {})


def test_an_eu_project_has_the_id_and_the_programme_that_other_lists_give_it() -> None:
    projects = harvest().tables["projects"].filter(pl.col("project_id").str.starts_with("eu-"))
    columns = ("project_id", "acronym", "title", "stage", "start", "end", "programme", "locator")
    assert projects.select(columns).rows() == [
        (
            "eu-900001",
            "SeaDoc",
            "Sea doctors; and more",
            "ongoing",
            "2020-06-01",
            "2024-05-31",
            "H2020;H2020-EU.3.1",
            "2",
        ),
        ("eu-900002", "TwoTimes", "Two times", "completed", "2015-01-01", "2016-12-31", "H2020;H2020-EU.2.1.1", "4"),
        ("eu-900003", "Atom", "Atoms", "terminated", None, None, "H2020;H2020-Euratom", "6"),
    ]


def test_every_row_of_the_eu_list_is_a_participation_also_without_a_number_and_when_a_pair_repeats() -> None:
    found = harvest().tables["participations"].filter(pl.col("project_id").str.starts_with("eu-"))
    assert found.select("org_id", "project_id", "role", "seq", "locator").rows() == [
        ("rcn.123456785", "eu-900001", "coordinator", 1, "2"),
        ("rcn.ukjent-900001-12", "eu-900001", "partner", 1, "3"),
        ("rcn.987654325", "eu-900002", "partner", 1, "4"),
        ("rcn.987654325", "eu-900002", "partner", 2, "5"),
        ("rcn.987654325", "eu-900003", "partner", 1, "6"),
    ]


def test_an_eu_grant_is_rounded_to_the_cent_and_a_grant_of_nothing_is_none() -> None:
    flows = harvest().tables["flows"].filter(pl.col("currency") == "EUR")
    assert flows.select("flow_id", "payers", "recipients", "amount").rows() == [
        ("rcn.900001.123456785", ["rcn.european-commission"], ["rcn.123456785"], 626200.0),
        ("rcn.900001.ukjent-900001-12", ["rcn.european-commission"], ["rcn.ukjent-900001-12"], 144187.5),
        ("rcn.900002.987654325", ["rcn.european-commission"], ["rcn.987654325"], 145795.65),
        ("rcn.900002.987654325.2", ["rcn.european-commission"], ["rcn.987654325"], 145795.65),
    ]


def test_a_body_has_kind_helix_and_region_and_one_that_nobody_knows_is_unnamed() -> None:
    bodies = harvest().tables["organisations"]
    columns = ("org_id", "name", "country", "kind", "helix", "region")
    assert bodies.select(columns).sort("org_id").rows() == [
        ("rcn.123456785", "FJORDKLYNGEN SA", "NO", "cluster", "intermediary", "NO081"),
        ("rcn.987654325", "NORDVIK MARITIM AS", "NO", "company", "industry", "NO060"),
        ("rcn.det-medisinske-fakultet-uix", "DET MEDISINSKE FAKULTET (UIX)", "NO", "university", "academia", None),
        ("rcn.det-medisinske-fakultet-uiy", "DET MEDISINSKE FAKULTET (UIY)", "NO", "university", "academia", None),
        ("rcn.european-commission", "European Commission", "EU", "eu_body", "government", None),
        ("rcn.research-council", "Research Council of Norway", "NO", "agency", "government", None),
        ("rcn.statens-eksempelverk", "Statens Eksempelverk", "NO", "agency", "government", None),
        ("rcn.ukjent-900001-12", "ukjent (900001, 12)", "NO", "other", None, None),
    ]
    assert bodies.filter(extent="unnamed")["org_id"].to_list() == ["rcn.ukjent-900001-12"]
    assert sorted(harvest().tables["identifiers"]["value"]) == ["123456785", "987654325"]


def test_an_application_has_the_stage_and_kind_of_its_phase() -> None:
    projects = harvest().tables["projects"].filter(pl.col("project_id").str.starts_with("rcn."))
    columns = ("project_id", "title", "kind", "stage", "status", "start", "programme", "budget_amount", "locator")
    assert projects.select(columns).rows() == [
        ("rcn.300001", 'Et "godt" prosjekt, på to linjer', "project", "completed", "actual", "2013", "HAV", None, "2"),
        ("rcn.300002", "Avslått", "application", "rejected", "proposed", "2013", "HAV", 10000000.0, "4"),
        ("rcn.300003", "Til vurdering", "application", "applied", "proposed", "2014", None, None, "5"),
        ("rcn.300005", "Løpende", "project", "ongoing", "actual", "2014", "HAV", None, "7"),
    ]


def test_money_granted_is_a_grant_and_money_applied_for_in_vain_a_proposal() -> None:
    flows = harvest().tables["flows"].filter(pl.col("currency") == "NOK")
    assert flows.select("flow_id", "payers", "recipients", "amount", "level", "status").rows() == [
        ("rcn.300001", ["rcn.research-council"], ["rcn.300001"], 6978124.0, "grant", "actual"),
        ("rcn.300002", ["rcn.research-council"], ["rcn.300002"], 10000000.0, "proposal", "proposed"),
        ("rcn.300005", ["rcn.research-council"], ["rcn.300005"], 5.0, "grant", "actual"),
    ]
    own = harvest().tables["names"].select("org_id", "name", "language", "kind").rows()
    assert own == [("rcn.research-council", "Norges forskningsråd", "nb", "official")]


def test_the_owner_leads_the_application() -> None:
    found = harvest().tables["participations"].filter(role="lead")
    assert found.select("org_id", "project_id", "status").rows() == [
        ("rcn.987654325", "rcn.300001", "actual"),
        ("rcn.det-medisinske-fakultet-uix", "rcn.300002", "proposed"),
        ("rcn.det-medisinske-fakultet-uiy", "rcn.300003", "proposed"),
        ("rcn.statens-eksempelverk", "rcn.300005", "actual"),
    ]


def test_the_gender_of_a_leader_and_the_whole_row_of_a_person_are_dropped_and_counted() -> None:
    found = harvest()
    assert found.dropped == (
        Dropped("sok.csv", "prosjektleder_kjonn", "the gender of project leaders", 4),
        Dropped("sok.csv", "prosjektansvarlig_type", "applications of persons, with the whole row", 1),
    )
    everything = " ".join(table.write_json() for table in found.tables.values()) + " ".join(map(str, found.issues))
    assert not any(word in everything for word in ("Ida", "MANN", "KVINNE", "300004"))


def test_a_lost_sign_is_the_one_fault_of_the_fixtures() -> None:
    assert [(issue.file, issue.line, issue.code) for issue in harvest().issues] == [("eu.csv", 4, "characters")]


@pytest.mark.parametrize(
    ("before", "after", "line", "column", "code"),
    [
        ("01.06.2020 00:00", "2020-06-01", 2, "Kontrakt startdato", "type"),
        ("31.05.2024 00:00", "31.05.2019 00:00", 2, "Kontrakt sluttdato", "order"),
        ("626199.99999984", "626.199,99", 2, "Innvilget beløp organisasjon EUR", "type"),
        ("SIGNED", "PENDING", 2, "Kontraktstatus", "choice"),
        ("TERMINATED", "SUSPENDED", 6, "Kontraktstatus", "choice"),
        ("COORDINATOR", "LEADER", 2, "Organisasjon rolle", "choice"),
        ("123456785", "123456784", 2, "Organisasjonsnummer", "check-digit"),
        (";Øvrige;", ";Rymd;", 2, "FoU sektor", "choice"),
        (";301;", ";9999;", 2, "Adresse kommunenummer", "choice"),
        ("900003;", ";", 6, "Prosjektnr", "missing"),
        ("900003;", "9x;", 6, "Prosjektnr", "type"),
        ("900003;Atom", "900002;Atom", 6, "Prosjektkortnavn", "duplicate"),
        ("Deltakernr;", "Deltaker;", 1, "Deltaker", "column"),
        ("Deltakernr;", "Deltaker;", 1, "Deltakernr", "layout"),
        (";Atom;Atoms", ";Atom Atoms", 6, "-", "format"),
    ],
)
def test_a_fault_in_the_eu_list_is_an_issue_at_its_line(
    before: str, after: str, line: int, column: str, code: str
) -> None:
    assert before in EU.decode()
    found = harvest(EU.replace(before.encode(), after.encode(), 1))
    assert (line, column, code) in {(issue.line, issue.column, issue.code) for issue in found.issues}
    assert faults(found) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "column", "code"),
    [
        ("Avsluttet", "Ferdig", 2, "prosjektfase", "choice"),
        ("2013,2017", "i fjor,2017", 2, "prosjektstart", "type"),
        ("2013,2017", "2013,2012", 2, "prosjektslutt", "order"),
        ("6978124.0", "6 978 124", 2, "tildelt_belop", "type"),
        ("10000000.0,0.0", "10000000.0,7.0", 4, "tildelt_belop", "amount"),
        ("Organisasjon,NORDVIK", "Enhet,NORDVIK", 2, "prosjektansvarlig_type", "choice"),
        ("300002", "300001", 4, "prosjektnummer", "duplicate"),
        ("987654325", "987654320", 2, "organisasjonsnummer", "check-digit"),
        (",Offentlig sektor,", ",Romfart,", 7, "sektor", "choice"),
        ("tildelt_belop", "tildelt", 1, "tildelt_belop", "layout"),
    ],
)
def test_a_fault_in_the_list_of_applications_is_an_issue_at_its_line(
    before: str, after: str, line: int, column: str, code: str
) -> None:
    assert before in APPLICATIONS.decode()
    found = harvest(applications=APPLICATIONS.replace(before.encode(), after.encode(), 1))
    assert (line, column, code) in {(issue.line, issue.column, issue.code) for issue in found.issues}
    assert faults(found) == []


def test_a_role_that_is_not_understood_is_a_partner_and_likely() -> None:
    found = harvest(EU.replace(b"COORDINATOR;BENEFICIARY", b"COORDINATOR;OWNER")).tables["participations"]
    assert found.filter(locator="2", project_id="eu-900001").select("role", "certainty").rows() == [
        ("partner", "likely")
    ]


def test_a_third_party_is_one() -> None:
    found = harvest(EU.replace(b"BENEFICIARY;12", b"THIRD PARTY;12")).tables["participations"]
    assert found.filter(locator="3", project_id="eu-900001")["role"].to_list() == ["third_party"]


def test_a_body_with_a_wrong_number_is_known_by_its_name() -> None:
    found = harvest(EU.replace(b"123456785", b"123456784"))
    assert "rcn.fjordklyngen-sa" in found.tables["organisations"]["org_id"]
    assert "123456784" not in found.tables["identifiers"]["value"]


def test_a_body_with_a_number_and_no_name_has_its_number_for_a_name_and_one_with_neither_is_none() -> None:
    nameless = APPLICATIONS.replace(b"Organisasjon,NORDVIK MARITIM AS", b"Organisasjon,")
    bodies = read("rcn", [File("a.csv", nameless)], {}).tables["organisations"]
    assert bodies.filter(org_id="rcn.987654325")["name"].to_list() == ["987654325"]
    nobody = APPLICATIONS.replace(b"Organisasjon,Statens Eksempelverk", b"Organisasjon,")
    found = harvest(applications=nobody)
    assert found.tables["participations"].filter(project_id="rcn.300005").is_empty()
    assert found.tables["flows"].filter(flow_id="rcn.300005").height == 1
    assert faults(found) == []


@pytest.mark.parametrize("name", [b"Ida Eksempel ENKELTPERSONFORETAK", b"Klinikk v/Ida Eksempel"])
def test_a_sole_trader_takes_part_without_name_and_number(name: bytes) -> None:
    eu = EU.replace(b"123456785;FJORDKLYNGEN SA", b"123456784;" + name)
    found = harvest(eu, APPLICATIONS.replace(b"DET MEDISINSKE FAKULTET,UIX", name + b",UIX"))
    people = found.tables["organisations"].filter(name="(sole trader)")
    assert people.select("org_id", "extent", "locator").sort("org_id").rows() == [
        ("rcn.eu.sole-trader-2", "unnamed", "2"),
        ("rcn.sok.sole-trader-4", "unnamed", "4"),
    ]
    roles = found.tables["participations"].filter(pl.col("org_id").str.contains("sole-trader"))
    assert sorted(roles["project_id"]) == ["eu-900001", "rcn.300002"]
    what = "the name or number of a sole trader"
    assert Dropped("eu.csv", "Organisasjonsnavn", what, 1) in found.dropped
    assert Dropped("sok.csv", "prosjektansvarlig_navn", what, 1) in found.dropped
    everything = " ".join(table.write_json() for table in found.tables.values()) + " ".join(map(str, found.issues))
    assert not any(word in everything for word in ("Ida", "123456784", "(UIX)"))
    assert faults(found) == []


def test_a_body_that_one_row_marks_is_a_sole_trader_on_every_row_with_its_number() -> None:
    found = harvest(EU.replace(b"NORDVIK MARITIM AS", b"NORDVIK ENKELTPERSONFORETAK", 1), b"")
    assert sorted(found.tables["participations"]["org_id"])[1:4] == [f"rcn.eu.sole-trader-{line}" for line in (4, 5, 6)]


def test_a_body_abroad_has_no_country() -> None:
    abroad = APPLICATIONS.replace(b",Offentlig sektor,", b",Utlandet,")
    bodies = harvest(applications=abroad).tables["organisations"]
    assert bodies.filter(org_id="rcn.statens-eksempelverk")["country"].to_list() == [None]


def test_a_short_name_that_the_name_begins_with_is_not_added_again() -> None:
    text = APPLICATIONS.replace(b"DET MEDISINSKE FAKULTET,UIX", b"UIX FAKULTET FOR MEDISIN,UIX")
    assert "UIX FAKULTET FOR MEDISIN" in harvest(applications=text).tables["organisations"]["name"]


def test_the_eu_list_is_read_with_commas_too() -> None:
    commas = EU.replace(b'"Sea doctors; and more"', b"Sea doctors").replace(b";", b",")
    assert read("rcn", [File("sample.csv", commas)], {}).tables["participations"].height == 5


def test_a_file_that_is_neither_list_is_an_issue_and_keeps_its_name() -> None:
    found = read("rcn", [File("other.csv", b"a,b\n1,2\n")], {})
    assert [(issue.column, issue.code) for issue in found.issues] == [("-", "column")]
    assert found.tables["sources"].select("source_id", "title").rows() == [("rcn.other", "other.csv")]


def test_lists_without_rows_are_read_as_empty_ones() -> None:
    found = harvest(EU.partition(b"\n")[0] + b"\n", APPLICATIONS.partition(b"\n")[0] + b"\n")
    assert found.issues == ()
    assert found.tables["projects"].is_empty()
    assert faults(found) == []


def test_the_tables_meet_every_check_of_a_dataset() -> None:
    assert faults(harvest()) == []


def test_every_column_is_mapped_ignored_with_a_reason_or_personal() -> None:
    for layout, content, sign in zip(RCN.layouts, (EU, APPLICATIONS), (";", ","), strict=True):
        assert sorted(content.decode().split("\n")[0].strip().split(sign)) == sorted(layout.known)
        for target in layout.maps.values():
            table, _, column = target.partition(".")
            assert column in TABLE[table]


def test_the_commonest_description_of_a_body_wins_whatever_the_order_of_its_mentions() -> None:
    mention = {"org_id": "x.1", "source_id": "x.a", "certainty": "likely", "status": "actual", "extent": "single"}
    rows = [
        {**mention, "name": name, "kind": kind, LINE: line}
        for line, (name, kind) in enumerate([("B", "other"), ("A", "company"), ("A", "company"), ("C", None)], start=2)
    ]
    for order in (rows, rows[::-1]):
        made = organisations(pl.DataFrame(order, schema=MENTION))
        assert made["organisations"].select("name", "kind", "locator", "certainty").rows() == [
            ("A", "company", "2", "likely")
        ]
        assert made["names"].select("name", "locator").rows() == [("B", "2"), ("C", "5")]


@pytest.mark.parametrize(
    ("form", "text", "value"),
    [
        (stated.COMMA, "32467,02", 32467.02),
        (stated.COMMA, "32.467,02", None),
        (stated.COMMA, "-1", None),
        (stated.POINTS, "15.414.794", 15414794.0),
        (stated.POINTS, "1541.794", None),
        (stated.FLOAT, "99999999.9999999", 100000000.0),
        (stated.FLOAT, "1e5", None),
        (stated.FLOAT, "٣", None),
    ],
)
def test_an_amount_is_read_in_its_form_and_in_no_other(form: str, text: str, value: float | None) -> None:
    assert pl.DataFrame({"a": [text]}).select(stated.amount("a", form))["a"].to_list() == [value]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.sampled_from([EU, APPLICATIONS]), st.integers(0, 6000), st.binary(max_size=3), st.integers(0, 3))
def test_changed_bytes_end_in_issues_or_in_tables_that_meet_the_checks(
    content: bytes, place: int, put: bytes, cut: int
) -> None:
    at = place % len(content)
    found = read("rcn", [File("x.csv", content[:at] + put + content[at + cut :])], {})
    assert faults(found) == []


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.sampled_from([EU, APPLICATIONS]), st.integers(0, 6000))
def test_a_truncated_list_ends_in_issues_or_in_tables_that_meet_the_checks(content: bytes, size: int) -> None:
    assert faults(read("rcn", [File("x.csv", content[: size % len(content)])], {})) == []
