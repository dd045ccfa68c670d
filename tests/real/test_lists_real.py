"""The real Danish and Norwegian lists, where they are here: every row is read, and what is known of them comes out.

Counts were taken with other means: rows and sums with Python's csv module in the tests themselves, the common
numbers from the notes that came with the files, partners by reading all 1,035 distinct names.
"""

import csv
import io
from pathlib import Path

import polars as pl
import pytest

from ecograph.readers import rcn, structural_funds_dk
from ecograph.readers.reader import File, Harvest

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
OLD = SHARED / "dk_erdf_esif" / "2007-2013" / "ERDF_Denmark_2007-2013.csv"
NEW = SHARED / "dk_erdf_esif" / "2014-2020" / "ERDF_Denmark_2014-2020.original.csv"
EU = SHARED / "rcn_eu_grants" / "dataset.csv"
APPLICATIONS = SHARED / "rcn_applications_sample" / "sample.csv"
VAT = SHARED / "cordis_horizon_europe" / "organization.csv"

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is not here")


def files(*paths: Path) -> list[File]:
    return [File(path.name, path.read_bytes()) for path in paths]


@pytest.fixture(scope="module")
def funds() -> Harvest:
    return structural_funds_dk.read("dk", files(OLD, NEW), {})


@pytest.fixture(scope="module")
def grants() -> Harvest:
    return rcn.read("rcn", files(EU), {})


def by_csv(path: Path, encoding: str, separator: str) -> list[dict[str, str]]:
    """Return the rows of a file as Python's csv module reads them."""
    text = path.read_bytes().decode(encoding).replace("\x1a", "?")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def test_both_danish_lists_are_read_whole_with_the_sums_of_their_money(funds: Harvest) -> None:
    old, new = by_csv(OLD, "utf-8", ","), by_csv(NEW, "cp1252", ";")
    assert (len(old), len(new)) == (598, 107)
    counts = dict(funds.tables["projects"].group_by("source_id").len().iter_rows())
    assert sorted(counts.values()) == [107, 598]
    granted = sum(float(row["eu"].replace(",", ".")) for row in old)
    granted += sum(float(row["EU-medfinansiering / Union co-financing"].replace(".", "")) for row in new)
    assert funds.tables["flows"]["amount"].sum() == pytest.approx(granted, abs=0.01)
    budgets = sum(float(row["budget"].replace(",", ".")) for row in old)
    budgets += sum(float(row["Budget / Budget"].replace(".", "")) for row in new)
    assert funds.tables["projects"]["budget_amount"].sum() == pytest.approx(budgets, abs=0.01)


def test_the_partner_cells_name_2344_partners(funds: Harvest) -> None:
    partners = funds.tables["participations"].filter(role="partner")
    assert partners.height == 2344
    assert partners.filter(certainty="likely").height == 14


def test_the_danish_lists_have_two_kinds_of_fault_and_their_persons_go(funds: Harvest) -> None:
    assert [(issue.line, issue.column, issue.code) for issue in funds.issues] == [
        (60, "parter", "type"),
        (159, "parter", "type"),
    ]
    assert [(each.column, each.n) for each in funds.dropped] == [
        ("navn", 2),
        ("parter", 7),
        ("Kontaktperson / Contacts", 107),
    ]


def test_the_clusters_lead_their_projects_under_their_numbers(funds: Harvest) -> None:
    leads = funds.tables["participations"].filter(role="lead")
    lines = dict(leads.group_by("org_id").agg(pl.col("locator").cast(pl.Int64).sort()).iter_rows())
    assert lines["dk.32700020"] == [312, 471, 530, 533]  # Welfare Tech
    assert lines["dk.31734436"] == [582]  # MTIC
    assert lines["dk.medtech-innovation-consortium"] == [395]  # MTIC, in a list without numbers
    titles = funds.tables["projects"]["title"].str.to_lowercase()
    assert titles.str.contains("biomed c").sum() == 2
    assert titles.str.contains("copenhagen healthtech").sum() == 1


def test_the_norwegian_list_is_read_whole_with_the_sum_of_its_money(grants: Harvest) -> None:
    rows = by_csv(EU, "utf-8", ";")
    assert len(rows) == grants.tables["participations"].height == 2931
    granted = sum(round(float(row["Innvilget beløp organisasjon EUR"]), 2) for row in rows)
    assert granted == pytest.approx(1_672_234_782.37, abs=0.01)
    assert grants.tables["flows"]["amount"].sum() == pytest.approx(granted, abs=0.01)
    assert grants.tables["projects"].height == len({row["Prosjektnr"] for row in rows}) == 1957
    numbers = {row["Organisasjonsnummer"] for row in rows} - {""}
    assert set(grants.tables["identifiers"]["value"]) == numbers
    assert len(numbers) == 692


def test_three_norwegian_bodies_are_unnamed_and_the_lost_signs_are_the_one_issue(grants: Harvest) -> None:
    unnamed = grants.tables["organisations"].filter(extent="unnamed")
    assert sorted(unnamed["locator"], key=int) == ["594", "691", "2434"]
    assert [(issue.line, issue.code) for issue in grants.issues] == [(86, "characters")]
    assert "52 control characters" in grants.issues[0].message


def test_the_sample_of_applications_is_read_whole() -> None:
    found = rcn.read("rcn", files(APPLICATIONS), {})
    stages = dict(found.tables["projects"].group_by("stage").len().iter_rows())
    assert stages == {"rejected": 107, "completed": 62, "ongoing": 2}
    assert dict(found.tables["flows"].group_by("level").len().iter_rows()) == {"grant": 63, "proposal": 106}
    assert found.issues == ()
    assert [(each.column, each.n) for each in found.dropped] == [("prosjektleder_kjonn", 171)]


def test_the_lists_share_their_numbers_with_horizon_europe(funds: Harvest, grants: Harvest) -> None:
    vat = pl.read_csv(VAT, separator=";", infer_schema=False, columns=["vatNumber"])["vatNumber"].drop_nulls()
    cvr = set(vat.filter(vat.str.starts_with("DK")).str.slice(2, 8))
    orgnr = set(vat.filter(vat.str.starts_with("NO")).str.slice(2, 9))
    assert len(cvr & set(funds.tables["identifiers"]["value"])) == 34
    assert len(orgnr & set(grants.tables["identifiers"]["value"])) == 149
