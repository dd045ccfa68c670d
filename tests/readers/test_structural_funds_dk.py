"""The lists of the Danish structural funds.

The two fixtures are written by hand in the real layouts; expected values are read off them by hand.
"""

from pathlib import Path

import polars as pl
import pytest
from checked import faults
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.identity.numbers import fault
from ecograph.readers.kinds import RULES, kind_of
from ecograph.readers.layouts import source_ids
from ecograph.readers.partners import by_line, by_point
from ecograph.readers.reader import Dropped, File, Harvest
from ecograph.readers.structural_funds_dk import STRUCTURAL_FUNDS_DK, read
from ecograph.schema import TABLE
from ecograph.schema.vocabulary import HELIX, ORGANISATION_KIND

FOLDER = Path(__file__).parent / "structural_funds_dk"
OLD = (FOLDER / "old.csv").read_bytes()
NEW = (FOLDER / "new.csv").read_bytes()
CVR = "12345674"


def harvest(old: bytes = OLD, new: bytes = NEW) -> Harvest:
    return read("dk", [File("old.csv", old), File("new.csv", new)], {})


def test_every_row_of_both_lists_is_a_project_with_its_budget_and_its_place() -> None:
    projects = harvest().tables["projects"].sort("source_id", pl.col("locator").cast(pl.Int64))
    columns = ("project_id", "title", "start", "end", "budget_amount", "budget_currency", "source_id", "locator")
    assert projects.select(columns).rows() == [
        ("dk.vaekst-og-viden", "Vækst og viden", "2014-04-24", "2017-02-28", 15414794.0, "DKK", "dk.new", "2"),
        ("dk.klynge-2-0-2016-01-01", "Klynge 2.0", "2016-01-01", "2018-12-31", 200000.0, "DKK", "dk.new", "8"),
        ("dk.klynge-2-0-2007-07-18", "Klynge 2.0", "2007-07-18", "2011-12-31", 32467.02, "DKK", "dk.old", "2"),
        ("dk.oeget-vaekst-2008-01-01", "Øget vækst", "2008-01-01", "2010-12-31", 10002235.0, "DKK", "dk.old", "3"),
        ("dk.oeget-vaekst-2009-03-01", "Øget vækst", "2009-03-01", "2010-12-31", 1000.5, "DKK", "dk.old", "5"),
        ("dk.dobbelt-2012-06-05-2", "Dobbelt", "2012-06-05", "2013-12-31", 200.0, "DKK", "dk.old", "6"),
        ("dk.dobbelt-2012-06-05-1", "Dobbelt", "2012-06-05", "2013-12-31", 400.0, "DKK", "dk.old", "7"),
    ]


def test_the_programme_names_the_fund_first_and_then_its_parts() -> None:
    programmes = dict(harvest().tables["projects"].select("project_id", "programme").iter_rows())
    assert programmes["dk.klynge-2-0-2007-07-18"] == "ERDF;ERDFN;Innovation og videndeling"
    parts = ["ERDF", "2 Flere vækstvirksomheder", "Udvikle og genn.f. nye vækstpl. SMV"]
    assert programmes["dk.vaekst-og-viden"].split(";") == parts


def test_a_grant_is_a_flow_from_the_fund_to_the_project_and_a_grant_of_nothing_is_none() -> None:
    flows = harvest().tables["flows"].sort("flow_id")
    assert flows.select("flow_id", "payers", "amount", "currency").rows() == [
        ("dk.dobbelt-2012-06-05-2", ["dk.esf"], 100.0, "DKK"),
        ("dk.klynge-2-0-2007-07-18", ["dk.erdf"], 16233.51, "DKK"),
        ("dk.oeget-vaekst-2008-01-01", ["dk.esf"], 5001117.0, "DKK"),
        ("dk.oeget-vaekst-2009-03-01", ["dk.esf"], 500.0, "DKK"),
        ("dk.vaekst-og-viden", ["dk.erdf"], 7707397.0, "DKK"),
    ]
    assert (flows["recipients"].list.first() == flows["flow_id"]).all()


def test_the_beneficiary_leads_and_every_partner_of_the_cell_takes_part() -> None:
    found = harvest().tables["participations"]
    first = found.filter(project_id="dk.klynge-2-0-2007-07-18").select("org_id", "role", "seq", "certainty")
    assert first.rows() == [
        ("dk.13585628", "lead", 1, "certain"),
        ("dk.soeby-kommune", "partner", 1, "certain"),
        ("dk.p-hansen-a-s", "partner", 1, "likely"),
        ("dk.nordeksport-a-m-b-a", "partner", 1, "certain"),
        ("dk.soeby-kommune", "partner", 2, "certain"),
        ("dk.sosu-c", "partner", 1, "certain"),
    ]
    assert found.filter(project_id="dk.vaekst-og-viden")["org_id"].to_list() == [
        "dk.medtech-soeby-aps",
        "dk.soeby-kommune",
        "dk.p-hansen-a-s",
        "dk.svane-dk",
    ]


def test_a_body_is_certain_when_it_led_and_likely_when_it_is_only_named_as_a_partner() -> None:
    bodies = harvest().tables["organisations"]
    columns = ("name", "country", "kind", "helix", "certainty")
    expected = {
        f"dk.{CVR}": ("Søby Kommune", "DK", "municipality", "government", "certain"),
        "dk.13585628": ("Foreningen Havklyngen", "DK", "cluster", "intermediary", "certain"),
        "dk.p-hansen-a-s": ("P. Hansen A/S", "DK", "company", "industry", "likely"),
        "dk.erdf": ("European Regional Development Fund", "EU", "fund", "government", "certain"),
    }
    for org_id, row in expected.items():
        assert bodies.filter(org_id=org_id).select(columns).row(0) == row


def test_a_number_with_a_wrong_check_digit_is_an_issue_and_the_body_is_known_by_its_name() -> None:
    found = harvest()
    assert sorted(found.tables["identifiers"]["value"]) == sorted([CVR, "13585628"])
    assert ("old.csv", 5, "cvr", "check-digit") in {(i.file, i.line, i.column, i.code) for i in found.issues}
    assert "dk.aalborg-handelsskole" in found.tables["organisations"]["org_id"]


def test_persons_are_dropped_and_counted_and_their_names_are_nowhere() -> None:
    found = harvest()
    assert found.dropped == (
        Dropped("old.csv", "parter", "names of owners and sole traders", 2),
        Dropped("new.csv", "Kontaktperson / Contacts", "contact persons", 1),
    )
    assert "dk.havnens-grill" in found.tables["organisations"]["org_id"]
    everything = " ".join(table.write_json() for table in found.tables.values()) + " ".join(map(str, found.issues))
    assert "Eksempel" not in everything


def test_a_beneficiary_who_is_a_sole_trader_leaves_a_project_without_a_lead() -> None:
    found = harvest(OLD.replace("Ålborg Handelsskole".encode(), "Proprietær Bo Eksempel".encode()))
    assert found.tables["participations"].filter(project_id="dk.oeget-vaekst-2009-03-01", role="lead").is_empty()
    assert Dropped("old.csv", "navn", "names of owners and sole traders", 1) in found.dropped


def test_a_sole_trader_takes_part_without_name_and_number() -> None:
    text = OLD.replace("Ålborg Handelsskole".encode(), b"Bo Eksempel ENKELTMANDSVIRKSOMHED")
    text = text.replace(b"P. Hansen A/S", b"Ida Eksempel enkeltmandsvirksomhed v/Ida")
    found = harvest(text, NEW.replace(b"Svane.dk", b"Bo Eksempel (enkeltmandsvirksomhed)"))
    people = found.tables["organisations"].filter(name="(sole trader)")
    assert people.select("org_id", "extent").sort("org_id").rows() == [
        ("dk.new.sole-trader-2-partner-2", "unnamed"),
        ("dk.old.sole-trader-2-partner-1", "unnamed"),
        ("dk.old.sole-trader-5-lead-0", "unnamed"),
    ]
    roles = found.tables["participations"].filter(pl.col("org_id").str.contains("sole-trader"))
    assert sorted(roles["role"]) == ["lead", "partner", "partner"]
    assert [(each.column, each.n) for each in found.dropped] == [
        ("navn", 1),
        ("parter", 4),
        ("Kontaktperson / Contacts", 1),
        ("Partere / Project partners", 1),
    ]
    everything = " ".join(table.write_json() for table in found.tables.values()) + " ".join(map(str, found.issues))
    assert not any(word in everything for word in ("Eksempel", "13585627"))
    assert faults(found) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Grill v/Bo Eks", "Grill"),
        ("GRILL V/BO EKS", "GRILL"),
        ("Grill v / Bo Eks", "Grill"),
        ("Grill ved Bo Eks", "Grill"),
        ("GRILL VED BO EKS", "GRILL"),
        ("Center ved Havnen", "Center ved Havnen"),
        ("Center ved Søby Nye Universitet", "Center ved Søby Nye Universitet"),
        ("Hans V. Eks", "Hans V. Eks"),
    ],
)
def test_the_owner_of_a_business_goes_however_it_is_written(text: str, name: str) -> None:
    assert by_line(text).names == ((name, True),)


def test_what_is_no_name_of_a_partner_is_an_issue_with_its_line() -> None:
    issue = next(issue for issue in harvest().issues if issue.column == "parter")
    assert (issue.line, issue.code) == (5, "type")
    assert issue.message == "found 'project' in 1 row, expected the name of a partner; it is left out"


def test_the_fixtures_have_only_the_two_faults_that_were_put_in() -> None:
    assert [(issue.line, issue.column) for issue in harvest().issues] == [(5, "cvr"), (5, "parter")]


@pytest.mark.parametrize(
    ("before", "after", "line", "column", "code"),
    [
        (b"18.07.2007", b"31.02.2007", 2, "start_dato", "type"),
        (b"31.12.2011", b"2011", 2, "slut_dato", "type"),
        (b"01.03.2009", b"01.03.2012", 5, "slut_dato", "order"),
        (b'"32467,02"', b"32467.02", 2, "budget", "type"),
        (b'"1000,5",500', b'"1000,5",ca. 500', 5, "eu", "type"),
        (b"ERDFD", b"EHFF", 7, "ordning", "choice"),
        (b"\nKlynge 2.0", b"\n", 2, "projekttitel", "missing"),
        (b",parter", b",parter,ekstra", 1, "ekstra", "column"),
        (b",bynavn", b",byen", 1, "byen", "column"),
        (b",9000,Aalborg", b",9000", 5, "-", "format"),
        (b"ordning,", b"ordningen,", 1, "ordning", "layout"),
    ],
)
def test_a_fault_in_the_list_of_2007_13_is_an_issue_at_its_line(
    before: bytes, after: bytes, line: int, column: str, code: str
) -> None:
    assert OLD.count(before) >= 1
    text = OLD.replace(before, after, 1)
    assert (line, column, code) in {(issue.line, issue.column, issue.code) for issue in harvest(text).issues}


@pytest.mark.parametrize(
    ("before", "after", "line", "column", "code"),
    [
        ('"R"', '"Q"', 2, "Fond / Fund", "choice"),
        ('"Denmark"', '"Sweden"', 2, "Land / Country", "country"),
        ('"200.000"', '"200.00"', 8, "Budget / Budget", "type"),
        ('"01.01.2016"', '"01-01-2016"', 8, "Startdato / Operation start date", "type"),
        ('"Klynge 2.0"', '""', 8, "Projektitel / Operation name", "missing"),
    ],
)
def test_a_fault_in_the_list_of_2014_20_is_an_issue_at_its_line(
    before: str, after: str, line: int, column: str, code: str
) -> None:
    text = NEW.replace(before.encode(), after.encode(), 1)
    assert (line, column, code) in {(issue.line, issue.column, issue.code) for issue in harvest(new=text).issues}


def test_an_unknown_fund_leaves_the_grant_without_a_payer() -> None:
    flows = harvest(OLD.replace(b"ERDFN", b"EHFF")).tables["flows"].filter(flow_id="dk.klynge-2-0-2007-07-18")
    assert flows.select("payers", "amount").rows() == [(None, 16233.51)]


def test_a_title_that_is_also_the_name_of_a_body_has_its_first_day_in_its_id() -> None:
    text = NEW.replace("Vækst  og viden ".encode("cp1252"), b"Svane.dk")
    found = harvest(new=text)
    assert "dk.svane-dk-2014-04-24" in found.tables["projects"]["project_id"]
    assert faults(found) == []


def test_a_file_that_is_neither_list_is_an_issue_and_nothing_is_read() -> None:
    found = harvest(b"a;b\n1;2\n", b"")
    assert [(issue.file, issue.column, issue.code) for issue in found.issues] == [
        ("old.csv", "-", "column"),
        ("new.csv", "-", "format"),
    ]
    assert found.tables["projects"].is_empty()
    assert found.tables["sources"].height == 2


def test_a_list_without_rows_is_read_as_an_empty_one() -> None:
    found = harvest(OLD.partition(b"\n")[0] + b"\n", NEW.partition(b"\n")[0] + b"\n")
    assert found.issues == ()
    assert found.tables["projects"].is_empty()
    assert faults(found) == []


def test_the_tables_meet_every_check_of_a_dataset() -> None:
    assert faults(harvest()) == []


def test_the_order_of_the_rows_changes_places_alone() -> None:
    header, _, below = OLD.partition(b"\n")
    lines = below.decode().split("\n")
    whole = [lines[0], "\n".join(lines[1:3]), *lines[3:6]]
    turned = header + b"\n" + "\n".join(reversed(whole)).encode() + b"\n"
    before, after = harvest(), harvest(turned)
    for name, key in (("projects", "project_id"), ("organisations", "org_id"), ("flows", "flow_id")):
        one, other = (each.tables[name].drop("locator").sort(key) for each in (before, after))
        assert one.equals(other)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Søby Kommune. Vejen Kommune.", ["Søby Kommune", "Vejen Kommune"]),
        ("V.M.B.A.. Nordråd V.M.B.A.. Søby.", ["V.M.B.A.", "Nordråd V.M.B.A.", "Søby"]),
        ("A/S P. Eks. Liller A/S.", ["A/S P. Eks", "Liller A/S"]),
        (
            "Th. Eks HF & VUC. SOSU Nykøbing F. Punkt H. Søby.",
            ["Th. Eks HF & VUC", "SOSU Nykøbing F", "Punkt H", "Søby"],
        ),
        ("SOSU C. Søby. VARME A M B A. Vejen.", ["SOSU C", "Søby", "VARME A M B A", "Vejen"]),
        (
            "Business Center Bornholm. Den Erhvervsdrivende Fond.",
            ["Business Center Bornholm. Den Erhvervsdrivende Fond"],
        ),
        ("Fagforbund, afd. 4 - Øst. Metal afd.. 3F.", ["Fagforbund, afd. 4 - Øst", "Metal afd.", "3F"]),
        ("EJENDOM AF 12. JUNI 2009ApS. Søby.", ["EJENDOM AF 12. JUNI 2009ApS", "Søby"]),
        ("EKS EFTF. ApS. Søby.", ["EKS EFTF. ApS", "Søby"]),
        ("Gasa A.M.B.A. (Salgsforening A.M.B.A.). Søby.", ["Gasa A.M.B.A. (Salgsforening A.M.B.A.)", "Søby"]),
        ("Gasa A.M.B.A. Søby.", ["Gasa A.M.B.A", "Søby"]),
        ("TICAN A.M.B.A. Vejle. Søby.", ["TICAN A.M.B.A. Vejle", "Søby"]),
        ("EnergyEks.dk. Søby  By,.", ["EnergyEks.dk", "Søby By"]),
        ("Havnen v. Bo Eks. Søby.", ["Havnen", "Søby"]),
        (".. Søby.", ["Søby"]),
    ],
)
def test_partners_of_2007_13_are_parted_at_a_point_that_ends_a_name(text: str, names: list[str]) -> None:
    assert [name for name, _ in by_point(text).names] == names


@given(st.lists(st.from_regex(r"\A[A-ZÆØÅ][a-zæøå]{3,9}( [A-ZÆØÅ][a-zæøå]{3,9}){0,2}\Z"), min_size=1, max_size=9))
def test_plain_names_come_back_as_they_were_joined(names: list[str]) -> None:
    plain = [name for name in names if by_point(f"{name}.").names]  # a name can begin with a trade
    assert by_point(". ".join(plain) + ".").names == tuple((name, True) for name in plain) or not plain


def test_partners_of_2014_20_have_a_line_each() -> None:
    assert by_line("P. Eks A/S.\nV.M.B.A..\nEks\nof Søby").names == (
        ("P. Eks A/S", True),
        ("V.M.B.A.", True),
        ("Eks of Søby", True),
    )


def test_a_name_that_is_an_owner_alone_is_dropped() -> None:
    assert by_point("v/ Bo Eks.") == type(by_point(""))((), 1, ())


def test_kinds_are_words_of_the_vocabulary_and_names_in_three_languages_have_theirs() -> None:
    assert all(rule.kind in ORGANISATION_KIND and rule.helix in {*HELIX, None} for rule in RULES)
    expected = {
        "Søby Kommune": "municipality",
        "SØBY KOMMUNE": "municipality",
        "Vestfold fylkeskommune": "region",
        "Helse Nord RHF": "region",
        "Region Sjælland": "region",
        "Sjællands Universitetshospital": "hospital",
        "Vestre Viken HF": "hospital",
        "Næstved Gymnasium og HF": "other",
        "Universitetet i Tromsø": "university",
        "University of Oslo": "university",
        "Høgskolen i Molde": "university",
        "Folkehelseinstituttet": "institute",
        "Danish Life Science Cluster": "cluster",
        "EYDE-KLYNGEN": "cluster",
        "Region Invest A/S": "company",
        "Nordmøre AS": "company",
        "Foreningen Welfare Tech Region": "association",
        "Toksværd Planteskole": "other",
        "Sundhedsstyrelsen": "agency",
        "Udenrigsministeriet": "ministry",
    }
    assert {name: kind_of(name)[0] for name in expected} == expected
    assert kind_of("Toksværd Planteskole") == ("other", None)


def test_files_of_one_name_have_sources_of_their_own() -> None:
    assert source_ids(
        "dk", [File("a/x.csv", b""), File("b/x.csv", b""), File("x.csv", b""), File("noending", b"")]
    ) == [
        "dk.x",
        "dk.x-2",
        "dk.x-3",
        "dk.noending",
    ]


def test_a_number_behind_the_name_of_a_file_makes_no_two_sources_one() -> None:
    names = ("x-2.csv", "x.csv", "x.csv", ".csv")
    assert source_ids("dk", [File(name, b"") for name in names]) == ["dk.x-2", "dk.x", "dk.x-3", "dk.csv"]


def test_the_numbers_of_the_fixtures_are_what_they_should_be() -> None:
    assert (fault("cvr", CVR), fault("cvr", "13585628"), bool(fault("cvr", "13585627"))) == ("", "", True)


def test_every_column_is_mapped_ignored_with_a_reason_or_personal() -> None:
    for layout, content, sign in zip(STRUCTURAL_FUNDS_DK.layouts, (OLD, NEW), (",", '";"'), strict=True):
        header = content.decode("cp1252" if content is NEW else "utf-8").split("\n")[0].strip('"').split(sign)
        assert sorted(header) == sorted(layout.known)
        for target in layout.maps.values():
            table, _, column = target.partition(".")
            assert column in TABLE[table]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.sampled_from([OLD, NEW]), st.integers(0, 5000), st.binary(max_size=3), st.integers(0, 3))
def test_changed_bytes_end_in_issues_or_in_tables_that_meet_the_checks(
    content: bytes, place: int, put: bytes, cut: int
) -> None:
    at = place % len(content)
    found = read("dk", [File("x.csv", content[:at] + put + content[at + cut :])], {})
    assert faults(found) == []


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.sampled_from([OLD, NEW]), st.integers(0, 5000))
def test_a_truncated_list_ends_in_issues_or_in_tables_that_meet_the_checks(content: bytes, size: int) -> None:
    assert faults(read("dk", [File("x.csv", content[: size % len(content)])], {})) == []
