"""Regions of municipalities and postcodes."""

import pytest

from ecograph.readers import regions
from ecograph.readers.regions import danish, danish_postcode, norwegian


@pytest.mark.parametrize(
    ("number", "code"),
    [  # Statistisk sentralbyrå: numbers of Bærum, Drammen, Tromsø, Trondheim in the three years; NUTS 2021 of Eurostat
        ("0219", "NO082"),
        ("3024", "NO082"),
        ("3201", "NO082"),
        ("0602", "NO082"),
        ("3301", "NO082"),
        ("1902", "NO074"),
        ("5401", "NO074"),
        ("5501", "NO074"),
        ("1601", "NO060"),
        ("5001", "NO060"),
        ("2111", "NO0B2"),
    ],
)
def test_a_norwegian_number_of_any_year_leads_to_the_same_region(number: str, code: str) -> None:
    assert norwegian(number) == code


@pytest.mark.parametrize(
    ("number", "code"),
    [("0532", "NO082"), ("0502", "NO020"), ("0711", "NO082"), ("0704", "NO091"), ("1444", "NO0A3"), ("1401", "NO0A2")],
)
def test_a_municipality_that_left_its_county_is_in_its_new_region(number: str, code: str) -> None:
    assert norwegian(number) == code


@pytest.mark.parametrize(("number", "code"), [("03", "NO081"), ("05", "NO"), ("14", "NO0A"), ("98", None)])
def test_a_county_is_as_fine_as_it_is_sure(number: str, code: str | None) -> None:
    assert norwegian(number) == code


@pytest.mark.parametrize("number", ["", "3", "030", "03010", "٠٣٠١", "0x01", "9999"])
def test_what_is_no_norwegian_number_has_no_region(number: str) -> None:
    assert norwegian(number) is None


def test_there_are_98_danish_municipalities_and_christiansoe() -> None:
    assert len(regions._MUNICIPALITIES) == 99


@pytest.mark.parametrize(
    ("code", "region"), [("101", "DK011"), ("0101", "DK011"), ("851", "DK050"), ("1", None), ("999", None), ("x", None)]
)
def test_a_danish_municipality_is_in_its_province(code: str, region: str | None) -> None:
    assert danish(code) == region


@pytest.mark.parametrize(
    ("postcode", "region"),
    [("2100", "DK01"), ("0800", "DK01"), ("800", "DK01"), ("9990", "DK05"), ("4000", None), ("0799", None), ("", None)],
)
def test_a_danish_postcode_is_in_a_region_when_it_lies_in_one(postcode: str, region: str | None) -> None:
    assert danish_postcode(postcode) == region


def test_ranges_of_postcodes_rise_and_do_not_meet() -> None:
    ends = [end for first, last, _ in regions._POSTCODES for end in (first, last)]
    assert ends == sorted(ends)
    assert all(a < b for a, b in zip(ends[1::2], ends[2::2], strict=False))
