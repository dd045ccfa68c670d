"""Names are compared without regard to capitals, punctuation and the spelling of Nordic letters."""

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecograph.identity.names import key

LETTERS = string.ascii_letters + string.digits + "æøåäöÆØÅÄÖéüÉÜßþð" + " ,.-&/()'\N{NO-BREAK SPACE}\n"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", ""),
        ("MTIC", "mtic"),
        ("Aarhus Universitet", "aarhus universitet"),
        ("Århus  universitet", "aarhus universitet"),
        ("A\N{COMBINING RING ABOVE}rhus", "aarhus"),
        ("\N{ANGSTROM SIGN}rhus", "aarhus"),
        ("Brønnøysund", "broennoeysund"),
        ("Malmö", "malmoe"),
        ("Ærø & Þórshöfn", "aeroe thorshoefn"),
        ("Strasse", "strasse"),
        ("Straße", "strasse"),
        ("José Müller-Østergård", "jose muller oestergaard"),
        ("Norway Health Tech (NHT)", "norway health tech nht"),
        ("Danish.Care / Velfærd", "danish care velfaerd"),
        ("welfare-tech", "welfare tech"),
        ("5G", "5g"),
        ("Ａ１", "a1"),
        ("東京 大学", "東京 大学"),
        ("!!!", "!!!"),
    ],
)
def test_the_key_of_a_name(name: str, expected: str) -> None:
    assert key(name) == expected


@given(st.text(LETTERS))
def test_a_key_is_its_own_key(name: str) -> None:
    assert key(key(name)) == key(name)


@given(st.text(LETTERS))
def test_composed_and_decomposed_letters_and_capitals_have_one_key(name: str) -> None:
    assert key(unicodedata.normalize("NFD", name)) == key(unicodedata.normalize("NFC", name)) == key(name)
    assert key(name.upper()) == key(name.lower()) == key(name)


@given(st.text(LETTERS, min_size=1).filter(lambda name: any(sign.isalnum() for sign in name)))
def test_a_key_of_letters_has_small_ascii_letters_digits_and_single_blanks(name: str) -> None:
    found = key(name)
    assert set(found) <= set(string.ascii_lowercase + string.digits + " ")
    assert found == " ".join(found.split())


@given(st.text())
def test_any_text_has_a_key(name: str) -> None:
    assert isinstance(key(name), str)
