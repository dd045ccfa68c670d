"""The reader of CORDIS on the published files; expected numbers are those of the publisher's own tables."""

from pathlib import Path

import polars as pl
import pytest

from ecograph.readers.cordis import read
from ecograph.readers.reader import File, Harvest
from ecograph.selection import Wanted, selected

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is not here"),
]


def harvest(folder: str) -> Harvest:
    return read("he", [File(path.name, path.read_bytes()) for path in sorted((SHARED / folder).glob("*.csv"))], {})


@pytest.fixture(scope="module")
def europe() -> Harvest:
    return harvest("cordis_horizon_europe")


def test_horizon_europe_has_the_numbers_of_its_publisher(europe: Harvest) -> None:
    tables = europe.tables
    assert [tables[name].height for name in ("projects", "organisations", "participations")] == [19189, 30722, 119242]
    assert len(europe.issues) == 4
    for country, n, millions in (("DK", 3018, 1468.4), ("NO", 2641, 1562.1)):
        own = tables["organisations"].filter(country=country)["org_id"].implode()
        grants = tables["flows"].explode("recipients").filter(pl.col("recipients").is_in(own))
        assert tables["participations"].filter(pl.col("org_id").is_in(own)).height == n
        assert round(sum(grants["amount"].drop_nulls()) / 1e6, 1) == millions
    stated = tables["participations"]["share_amount"]
    assert (stated == 0).sum() == 0
    pairs = tables["participations"].group_by("org_id", "project_id").len()
    assert pairs.filter(pl.col("len") > 1).height == 187
    assert tables["participations"].filter(pl.col("seq") > 1).select("org_id", "project_id").n_unique() == 39


def test_the_health_set_is_the_health_programme_and_the_medical_sciences_with_a_nordic_partner(europe: Harvest) -> None:
    wanted = Wanted(
        countries=("DK", "NO"),
        programmes=("HORIZON.2.1",),
        themes=("/medical and health sciences",),
        either=True,
        consortia=True,
    )
    found, given = selected(europe.tables, wanted), harvest("cordis_horizon_europe_dkno_health").tables
    assert (found["projects"].height, found["participations"].height) == (646, 9150)
    for name, column in (("projects", "project_id"), ("organisations", "org_id"), ("flows", "flow_id")):
        assert found[name].height == given[name].height
        named, other = (
            set(tables[name].filter(~pl.col(column).str.contains("sole-trader"))[column]) for tables in (found, given)
        )  # the id of a sole trader is its line, which is another one in another file
        assert named == other


def test_a_row_with_two_decimal_marks_is_read_right() -> None:
    content = (SHARED / "cordis_real_csv_samples" / "organization_verbatim.csv").read_bytes()
    header = (
        "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;legalBasis;topics;frameworkProgramme"
    )
    project = f"{header}\n633053;;SIGNED;Fusion;;;;;;;H2020\n".encode()
    found = read("he", [File("project.csv", project), File("organization.csv", content)], {})
    shares = found.tables["participations"].filter(org_id="he.999643007")["share_amount"].to_list()
    assert shares == [960619.95]


def test_nothing_leads_from_a_sole_trader_to_the_name(europe: Harvest) -> None:
    traders = europe.tables["organisations"].filter(name="(sole trader)")
    assert traders["org_id"].str.contains(r"^he\.sole-trader-[0-9]+$").all()
    assert traders.height == 234
    for name in ("names", "identifiers"):
        assert not europe.tables[name].filter(pl.col("org_id").is_in(traders["org_id"].implode())).height
    marked, inferred = (item.n for item in europe.dropped if item.column == "name")
    assert (marked, inferred) == (14, 266)
    taking_part = europe.tables["participations"].filter(pl.col("org_id").is_in(traders["org_id"].implode()))
    assert taking_part.height == marked + inferred
