"""The readers of registers on the real files of ../shared/data, which are not part of the repository."""

import json
from pathlib import Path

import polars as pl
import pytest

from ecograph import cells, parse
from ecograph.readers import brreg, ror
from ecograph.readers.reader import File, Harvest
from ecograph.readers.regions import danish, danish_postcode, norwegian
from ecograph.schema import TABLE

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is not here")

REGIONS = {"1081": "DK05", "1082": "DK04", "1083": "DK03", "1084": "DK01", "1085": "DK02"}
"""The NUTS 2 code of each region by its number in the Danish list of postcodes."""


def file(path: str) -> File:
    return File(Path(path).name, (SHARED / path).read_bytes())


def check(harvest: Harvest) -> None:
    """Hold every cell against the declaration of its column, as a dataset's own files are held."""
    for name, frame in harvest.tables.items():
        assert frame.columns == list(TABLE[name].names)
        assert not frame.select(pl.struct(TABLE[name].key).is_duplicated().any()).item()
        for column in TABLE[name].columns:
            for value in frame[column.name].unique().to_list():
                parse.typed(column, cells.text(value))


def test_every_danish_postcode_and_municipality_is_where_the_list_has_it() -> None:
    rows = pl.read_csv(
        SHARED / "geo" / "dk_postnumre_kommune.csv", separator=";", infer_schema=False, encoding="utf8-lossy"
    )
    expected: dict[str, set[str]] = {}
    for region, municipality, postcode in rows.select("Regions_NR", "KOMMUNE_NR", "POSTNR").iter_rows():
        assert (danish(municipality) or "")[:4] == REGIONS[region]
        expected.setdefault(postcode, set()).add(REGIONS[region])
    assert len(expected) == 1103
    found = {postcode: danish_postcode(postcode) for postcode in expected}
    assert found == {code: next(iter(in_them)) if len(in_them) == 1 else None for code, in_them in expected.items()}


def test_norwegian_municipalities_of_2020_and_2024_are_in_the_same_region() -> None:
    features = json.loads((SHARED / "geo" / "no_Kommuner-S.geojson").read_bytes())["features"]
    now = {str(each["properties"]["kommunenavn"]).split(" - ")[0].upper(): each["properties"] for each in features}
    before = pl.read_csv(SHARED / "geo" / "1236.csv", separator=";", infer_schema=False, encoding="iso-8859-1")
    compared = [
        (norwegian(number), norwegian(now[name.split(" - ")[0].upper()]["kommunenummer"]))
        for number, name in before.select("targetCode", "targetName").iter_rows()
        if name.upper() not in {"HERØY", "VÅLER"} and name.split(" - ")[0].upper() in now
    ]
    assert len(compared) > 340
    assert all(one == other is not None for one, other in compared)


def test_every_region_is_a_nuts_code_of_horizon_europe() -> None:
    codes = set(pl.read_csv(SHARED / "geo" / "nuts_from_cordis_he.csv", infer_schema=False)["nuts_code"])
    numbers = [f"{county:02}" for county in range(1, 57)]
    assert {norwegian(number) for number in numbers} - codes == {None, "NO0B1"}  # nobody takes part from Jan Mayen
    assert {danish(f"{number}") for number in range(100, 1000)} - codes == {None}


def test_the_danish_and_norwegian_records_of_ror_are_read() -> None:
    harvest = ror.read("ror", [file("ror/ror_dk_no.jsonl")], {})
    check(harvest)
    assert harvest.tables["organisations"].height == 546 - 30
    assert harvest.tables["identifiers"].height == 546 - 30
    assert dict(harvest.tables["organisations"].group_by("country").len().iter_rows()) == {"DK": 227, "NO": 289}
    assert {(issue.column, issue.code) for issue in harvest.issues} == {
        ("status", "choice"),
        ("relationships", "reference"),
    }


@pytest.mark.parametrize("order", [1, -1])
def test_the_samples_of_brreg_are_read(order: int) -> None:
    names = sorted(path.name for path in (SHARED / "brreg_samples").glob("*.json"))[::order]
    harvest = brreg.read("brreg", [file(f"brreg_samples/{name}") for name in names], {})
    check(harvest)
    assert {issue.code for issue in harvest.issues} == {"check-digit", "duplicate", "format", "reference"}
    assert harvest.tables["organisations"].height == 14
    assert sum(item.n for item in harvest.dropped if item.column == "rollegrupper") == 19


def test_every_legal_form_of_brreg_is_known() -> None:
    forms = set(pl.read_csv(SHARED / "brreg_samples" / "tidybrreg_legal_forms.csv", infer_schema=False)["code"])
    assert forms - set(brreg.FORMS) - set(brreg.PERSONAL_FORMS) == set()


def test_every_field_of_brreg_is_known() -> None:
    fields = pl.read_csv(SHARED / "brreg_samples" / "tidybrreg_prevalence.tsv", separator="\t", infer_schema=False)
    known = brreg.UNIT.known
    paths = {path.replace("[]", "") for path in fields["path"]}
    assert {path for path in paths if not any(path == each or path.startswith(f"{each}.") for each in known)} == set()
