"""A value is written as the text that reads back as the same value."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ecograph.cells import text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (7.0, "7"),
        (19300000.0, "19300000"),
        (0.25, "0.25"),
        (-1.5, "-1.5"),
        (0.00001, "0.00001"),
        (1e22, "10000000000000000000000"),
        (1e59, "1" + "0" * 59),
        ("", ""),
        ("  Ærø\n", "  Ærø\n"),
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a|b"),
        ([1.0, None], "1|"),
    ],
)
def test_a_value_is_written_plainly(value: object, written: str) -> None:
    assert text(value) == written


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(1e23)
@example(5e-324)
def test_a_number_reads_back_as_the_same_number_and_has_no_exponent(number: float) -> None:
    """The decimal arithmetic of Python is the second implementation: repr gives the shortest digits that do."""
    written = text(number)
    assert float(written) == number
    assert Decimal(written) == Decimal(repr(number))
    assert set(written) <= set("-.0123456789")
