"""Which codes of regions speak of two places; expected from the lists of NUTS 2013, 2016 and 2021."""

import pytest

from ecograph.identity.regions import elsewhere


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("NO0A3", "NO071", True),
        ("NO020", "NO082", True),
        ("NO081", "NO084", False),
        ("NO011", "NO081", False),
        ("NO011", "NO043", False),
        ("NO0", "NO081", False),
        ("DK011", "DK042", True),
        ("DK011", "DK01", False),
        ("DK0", "DK04", False),
        (None, "DK04", False),
        ("NO071", "DK011", True),
    ],
)
def test_regions_are_compared_by_nuts_2_and_those_of_norway_only_within_nuts_2021(
    one: str | None, other: str | None, *, expected: bool
) -> None:
    assert elsewhere(one, other) is expected
    assert elsewhere(other, one) is expected
