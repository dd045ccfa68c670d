"""Names of real bodies in public registers and lists, and whether a pair of them is one: how well joining does.

``tests/names.csv`` has facts only: names, country, kind, and where it is known from (the same registry number in two
lists, the names of one ROR record, or two numbers). Region and number are given where a pair is told apart by them
alone; elsewhere they are hidden, since it is names that are tried here. The rules were tuned on this table, so its
precision and recall say how they do on what they were made for, and nothing of other lists. The counts below were
measured on it; a change of the rules that joins or finds fewer of the same, or more of the different, turns this red.
The same that are not found have names that share nothing (renamed, translated freely): only a number or a person can
join them.
"""

import csv
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from ecograph.identity.candidates import candidates
from ecograph.schema.vocabulary import COUNTRIES, ORGANISATION_KIND

TABLE = Path(__file__).parents[1] / "names.csv"
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
SAME = [case for case in CASES if case["same"] == "yes"]
DIFFERENT = [case for case in CASES if case["same"] == "no"]


def outcome(case: dict[str, str]) -> str:
    """Return what becomes of a pair: joined, proposed or neither."""
    rows = [
        {
            "org_id": f"{part}.1",
            "is_curated": False,
            "part": part,
            "name": case[side],
            "names": [case[side]],
            "country": case[f"{side}_country"],
            "region": case[f"{side}_region"] or None,
            "kind": case[f"{side}_kind"],
            "extent": "single",
            "numbers": list(filter(None, [case[f"{side}_number"]])),
        }
        for part, side in (("a", "left"), ("b", "right"))
    ]
    types = {"region": pl.String(), "numbers": pl.List(pl.String())}
    found = candidates(pl.DataFrame(rows, schema_overrides=types))
    if found.height == 0:
        return "neither"
    return "joined" if found.item(0, "automatic") else "proposed"


def test_the_table_has_pairs_enough_of_both_kinds_each_once_and_with_its_source() -> None:
    pairs = {(frozenset((case["left"], case["right"])), case["left_kind"], case["right_kind"]) for case in CASES}
    assert len(pairs) == len(CASES) >= 170
    assert 0.4 <= len(DIFFERENT) / len(CASES) <= 0.5
    assert {case["same"] for case in CASES} == {"yes", "no"}
    for case in CASES:
        assert case["source"]
        assert {case["left_country"], case["right_country"]} <= COUNTRIES
        assert {case["left_kind"], case["right_kind"]} <= set(ORGANISATION_KIND)


def test_every_automatic_join_is_right() -> None:
    joined = [case for case in CASES if outcome(case) == "joined"]
    assert [case for case in joined if case["same"] == "no"] == []
    assert len(joined) == 82  # precision 82 of 82


def test_most_of_the_same_are_joined_or_proposed() -> None:
    became = Counter(outcome(case) for case in SAME)
    assert (len(SAME), became["joined"], became["proposed"], became["neither"]) == (115, 82, 15, 18)


def test_few_of_the_different_are_proposed() -> None:
    became = Counter(outcome(case) for case in DIFFERENT)
    assert (len(DIFFERENT), became["joined"], became["proposed"]) == (110, 0, 18)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Medtech Innovation Consortium (MTIC)", "MTIC", "proposed"),
        ("Oslo Medtech", "Norway Health Tech", "neither"),
        ("Innovasjon Norge", "Innovationsfonden", "neither"),
        ("MEDCOM", "MEDCOM GESELLSCHAFT", "neither"),
        ("Region Sjælland", "Sjællands Universitetshospital", "neither"),
        ("Institut for Folkesundhed, Aarhus Universitet", "Aarhus Universitet", "neither"),
        ("SINTEF AS", "SINTEF ENERGI AS", "neither"),
        ("UNIVERSITETET I OSLO", "OSLO UNIVERSITETSSYKEHUS HF", "neither"),
        ("Capital Region of Denmark", "Region Hovedstaden", "proposed"),
        ("Aarhus University", "Aarhus Universitet", "joined"),
        ("Herøy kommune", "Herøy kommune", "proposed"),
        ("TELLU AS", "TELLU AS", "proposed"),
        ("STIFTELSEN SINTEF", "SINTEF", "proposed"),
        ("Region Nordjylland", "Regionshospital Nordjylland", "neither"),
    ],
)
def test_the_cases_that_were_named(left: str, right: str, expected: str) -> None:
    (case,) = (case for case in CASES if (case["left"], case["right"]) == (left, right))
    assert outcome(case) == expected
