"""Registry numbers and their check digits: CVR, organisasjonsnummer, ROR, LEI, PIC.

A number is compared and stored without blanks, prefix or suffix. A function returns what is wrong with a
number, in words that end a sentence, or an empty text when nothing is.
"""

import re

_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
_ORGNR_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)
_ROR_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_FORMS = {
    "cvr": (r"[1-9][0-9]{7}", "8 digits, the first not 0"),
    "orgnr": (r"[1-9][0-9]{8}", "9 digits, the first not 0"),
    "ror": (r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}", "9 signs such as 035b05819, without the address"),
    "lei": (r"[0-9A-Z]{18}[0-9]{2}", "20 signs, the last two digits"),
    "pic": (r"[0-9]{9}", "9 digits"),
}


def fault(scheme: str, value: str) -> str:
    """Return what is wrong with a registry number, or an empty text.

    CVR: sum of digits times 2, 7, 6, 5, 4, 3, 2, 1 divisible by 11 (Erhvervsstyrelsen, modulus 11).
    Organisasjonsnummer: the same with 3, 2, 7, 6, 5, 4, 3, 2, 1 (Brønnøysundregistrene).
    ROR: 98 - (the six signs in base 32 x 100) mod 97 (ISO 7064 as the registry applies it).
    LEI: the signs as base 36 digits, mod 97 = 1 (ISO 17442). PIC: only the form; its digits are not public.

    Args:
        scheme: cvr, orgnr, ror, lei or pic; ``KeyError`` for another.
        value: The number.

    >>> fault("cvr", "13585628"), fault("cvr", "13585627")
    ('', 'the check digit does not fit')
    >>> fault("orgnr", "123456785"), fault("ror", "035b05819"), fault("pic", "12")
    ('', '', 'expected 9 digits')
    """
    form, words = _FORMS[scheme]
    if re.fullmatch(form, value) is None:
        return f"expected {words}"
    match scheme:
        case "cvr":
            fits = _weighted(value, _CVR_WEIGHTS) % 11 == 0
        case "orgnr":
            fits = _weighted(value, _ORGNR_WEIGHTS) % 11 == 0
        case "ror":
            fits = 98 - _base32(value[1:7]) * 100 % 97 == int(value[7:])
        case "lei":
            fits = int("".join(str(int(sign, 36)) for sign in value)) % 97 == 1
        case _:
            fits = True
    return "" if fits else "the check digit does not fit"


_VAT = {"DK": ("cvr", r"(?:DK)?([0-9]{8})"), "NO": ("orgnr", r"(?:NO)?([0-9]{9})(?:MVA)?")}
"""The countries whose VAT number holds the number of the business register, the register, and the form."""


def vat(country: str, text: str) -> tuple[str, str] | None:
    """Return the scheme and the registry number that a VAT number holds, or None when it holds none.

    A Danish VAT number is DK and the CVR number; a Norwegian one is the organisasjonsnummer, with NO before it and
    MVA after it or without. Blanks, points and hyphens between the signs do not matter, nor do capitals. The check
    digit is not looked at: see ``fault``.

    Args:
        country: The country of the organisation, as two capital letters; only DK and NO have such numbers.
        text: The VAT number.

    >>> vat("DK", "DK 13 58 56 28"), vat("NO", "NO988077917MVA"), vat("NO", "988077917")
    (('cvr', '13585628'), ('orgnr', '988077917'), ('orgnr', '988077917'))
    >>> vat("DK", "SE556000000001") is None, vat("SE", "DK13585628") is None
    (True, True)
    """
    if country not in _VAT:
        return None
    scheme, form = _VAT[country]
    found = re.fullmatch(form, re.sub(r"[ .-]", "", text).upper())
    return (scheme, found[1]) if found else None


def _weighted(value: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(value, weights, strict=True))


def _base32(value: str) -> int:
    total = 0
    for sign in value:
        total = total * 32 + _ROR_ALPHABET.index(sign)
    return total
