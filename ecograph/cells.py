"""How a value is written as text: in a cell, the reverse of ``parse``, and where a terminal shows it."""

from decimal import Decimal

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Signs at the beginning of a text that make some spreadsheet run it as a formula (OWASP, CSV injection)."""


def text(value: object) -> str:
    """Return a value as the text of a cell: empty for null, ids joined by |, numbers without an exponent.

    A number has the fewest digits that read back as the same number, and no point when it is whole.

    >>> text(None), text(19300000.0), text(0.25), text(["a", "b"]), text(True)
    ('', '19300000', '0.25', 'a|b', 'true')
    >>> text(1e23), text(1e-07)
    ('100000000000000000000000', '0.0000001')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{Decimal(repr(value)):f}".removesuffix(".0")
        case list():
            return "|".join(map(text, value))
        case _:
            return str(value)


def visible(text: str) -> str:
    r"""Return a text in which a sign that a terminal would act on is shown as its code; lines stay lines.

    >>> visible("a\x1b[31m b\u202e\nc")
    'a\\x1b[31m b\\u202e\nc'
    """
    if text.replace("\n", "").isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign == "\n" else ascii(sign)[1:-1] for sign in text)
