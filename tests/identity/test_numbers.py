"""Registry numbers: check digits against python-stdnum, and for ROR against ids that the registry gave out."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import lei
from stdnum.dk import cvr
from stdnum.iso7064 import mod_97_10
from stdnum.no import orgnr

from ecograph.identity.numbers import fault, vat
from ecograph.schema.vocabulary import SCHEME

WRONG = "the check digit does not fit"

ROR = (
    # ids of Danish and Norwegian bodies as in the data release of ROR
    *("04m5j1k67", "01aj84f44", "05wmy4m56", "054z83b16", "01wceaw40", "051xfe230", "010q5cr88", "03rj20k81"),
    *("049qz7x77", "01kpjmx04", "02hmy5588", "024tfg483", "03v0bz013", "00j1xwp39", "05bpbnx46", "00epmv149"),
    *("0008vp155", "00daj4111"),
)
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


@pytest.mark.parametrize("value", ROR)
def test_a_ror_id_that_was_given_out_is_right(value: str) -> None:
    assert fault("ror", value) == ""


@given(st.sampled_from(ROR), st.integers(0, 8), st.sampled_from(ALPHABET))
def test_a_ror_id_with_one_sign_changed_is_wrong(value: str, place: int, sign: str) -> None:
    """Modulus 97 finds every single changed sign, since 32 and 97 have no factor in common (ISO 7064)."""
    assume(value[place] != sign)
    assert fault("ror", value[:place] + sign + value[place + 1 :])


@given(st.from_regex(r"[0-9]{8}", fullmatch=True))
def test_cvr_agrees_with_stdnum(value: str) -> None:
    assert (fault("cvr", value) == "") == cvr.is_valid(value)


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_orgnr_agrees_with_stdnum(value: str) -> None:
    assert (fault("orgnr", value) == "") == orgnr.is_valid(value)


@given(st.from_regex(r"[0-9A-Z]{18}[0-9]{2}", fullmatch=True))
def test_lei_agrees_with_stdnum(value: str) -> None:
    assert (fault("lei", value) == "") == lei.is_valid(value)


@given(st.from_regex(r"[1-9][0-9]{6}", fullmatch=True))
def test_among_the_ten_last_digits_at_most_one_makes_a_cvr(start: str) -> None:
    # 11 x 10 is 110: the last digit has weight 1, so of its ten values one fits or, for remainder 10, none
    fit = [digit for digit in "0123456789" if fault("cvr", start + digit) == ""]
    assert fit == [digit for digit in "0123456789" if cvr.is_valid(start + digit)]
    assert len(fit) <= 1


@given(st.from_regex(r"[0-9A-Z]{18}", fullmatch=True))
def test_a_lei_made_by_stdnum_is_right_and_another_last_digit_wrong(start: str) -> None:
    digits: str = mod_97_10.calc_check_digits(start)
    last = str((int(digits[1]) + 1) % 10)
    assert fault("lei", start + digits) == ""
    assert fault("lei", start + digits[0] + last) == WRONG


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("cvr", "13585628"),  # the example of python-stdnum
        ("cvr", "29190909"),  # Region Syddanmark
        ("orgnr", "988077917"),  # the example of python-stdnum
        ("orgnr", "974760673"),  # Brønnøysundregistrene
        ("lei", "213800KUD8LAJWSQ9D15"),  # the example of python-stdnum
        ("pic", "999999999"),
    ],
)
def test_a_number_that_was_given_out_is_right(scheme: str, value: str) -> None:
    assert fault(scheme, value) == ""


@pytest.mark.parametrize(
    ("scheme", "value", "said"),
    [
        ("cvr", "13585627", WRONG),
        ("cvr", "DK13585628", "expected 8 digits, the first not 0"),
        ("cvr", "13 58 56 28", "expected 8 digits, the first not 0"),
        ("cvr", "00000000", "expected 8 digits, the first not 0"),
        ("cvr", "١٣٥٨٥٦٢٨", "expected 8 digits, the first not 0"),
        ("cvr", "13585628\n", "expected 8 digits, the first not 0"),
        ("orgnr", "988077918", WRONG),
        ("orgnr", "000000000", "expected 9 digits, the first not 0"),
        ("orgnr", "NO988077917MVA", "expected 9 digits, the first not 0"),
        ("ror", "01aj84f45", WRONG),
        ("ror", "01AJ84F44", "expected 9 signs such as 035b05819, without the address"),
        ("ror", "01ij84f44", "expected 9 signs such as 035b05819, without the address"),
        ("ror", "https://ror.org/01aj84f44", "expected 9 signs such as 035b05819, without the address"),
        ("lei", "213800KUD8LXJWSQ9D15", WRONG),
        ("lei", "213800KUD8LAJWSQ9D1", "expected 20 signs, the last two digits"),
        ("lei", "213800kud8lajwsq9d15", "expected 20 signs, the last two digits"),
        ("pic", "99999999", "expected 9 digits"),
    ],
)
def test_a_wrong_number_is_said_to_be_wrong_in_form_or_check_digit(scheme: str, value: str, said: str) -> None:
    assert fault(scheme, value) == said


@pytest.mark.parametrize("scheme", SCHEME)
@given(value=st.text(max_size=25))
def test_no_text_makes_a_number_fail_otherwise(scheme: str, value: str) -> None:
    assert isinstance(fault(scheme, value), str)


def test_another_register_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        fault("duns", "123456789")


@pytest.mark.parametrize(
    ("country", "text", "held"),
    [
        ("DK", "DK13585628", ("cvr", "13585628")),
        ("DK", "dk-13.58.56.28", ("cvr", "13585628")),
        ("DK", "13585628", ("cvr", "13585628")),
        ("DK", "DK1358562", None),
        ("DK", "NO988077917MVA", None),
        ("DK", "DK13585628MVA", None),
        ("DK", "DK١٣٥٨٥٦٢٨", None),
        ("NO", "NO988077917MVA", ("orgnr", "988077917")),
        ("NO", "988 077 917 mva", ("orgnr", "988077917")),
        ("NO", "NO988077917", ("orgnr", "988077917")),
        ("NO", "NO98807791MVA", None),
        ("NO", "", None),
        ("SE", "SE556000000001", None),
        ("SE", "DK13585628", None),
    ],
)
def test_a_danish_or_norwegian_vat_number_holds_a_registry_number(
    country: str, text: str, held: tuple[str, str] | None
) -> None:
    assert vat(country, text) == held


@given(country=st.sampled_from(["DK", "NO"]), text=st.text(max_size=25))
def test_no_text_makes_a_vat_number_fail(country: str, text: str) -> None:
    found = vat(country, text)
    assert found is None or found[1] in text.replace(" ", "").replace(".", "").replace("-", "")
