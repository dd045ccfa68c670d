"""A change as each language writes it."""

from math import inf

import pytest

from ecograph.language.difference import difference, signed


@pytest.mark.parametrize(
    ("low", "high", "unit", "language", "text"),
    [
        (-1, -1, "projects", "da", "\u22121 projekt"),
        (-2, -2, "projects", "nb", "\u22122 prosjekter"),
        (-2, 1, "projects", "en", "\u22122 to +1 projects"),
        (-0.0349, 0.02, "share", "en", "\u22123.5 to +2.0%"),
        (-1_250_400_000, -1_250_400_000, "NOK", "nb", "\u22121\xa0250,4 mill. NOK"),
        (2, inf, "members", "da", "mindst +2 medlemmer"),
        (-inf, -2, "members", "nb", "høyst \u22122 medlemmer"),
        (-inf, inf, "members", "en", "open members"),
    ],
)
def test_a_change_has_its_sign_and_unit(low: float, high: float, unit: str, language: str, text: str) -> None:
    assert difference(low, high, unit, language) == text


def test_a_unit_can_be_left_out() -> None:
    assert difference(-inf, inf, "members", "da", bare=True) == "åben"
    assert difference(1_000_000, 1_000_000, "DKK", "da", bare=True) == "+1,0"


def test_what_is_shown_as_nothing_has_no_sign() -> None:
    assert signed(-0.04, 1, "en") == "0.0"
    assert signed(-0.06, 1, "en") == "\u22120.1"
