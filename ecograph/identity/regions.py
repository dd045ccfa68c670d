"""Two bodies of one name in two regions may be two: Herøy in Nordland and Herøy in Møre og Romsdal are.

Publishers write the region by the code of NUTS of their year. In Norway the codes changed with NUTS 2021, so that
those of before say nothing about those of after.
"""

_NUTS_2 = 4
"""The letters of a region's code that are compared: NUTS-2. A shorter code contradicts none."""

_NORWAY = "NO"

_NORWEGIAN = frozenset(("NO02", "NO06", "NO07", "NO08", "NO09", "NO0A", "NO0B"))
"""The regions of Norway in NUTS 2021. Other codes are those of NUTS 2013 and 2016, which are cut another way."""


def elsewhere(one: str | None, other: str | None) -> bool:
    """Return whether two codes are of different regions (NUTS-2); an unknown one contradicts none.

    >>> elsewhere("NO0A3", "NO071"), elsewhere("NO011", "NO081"), elsewhere("DK011", "DK012"), elsewhere("DK0", "DK04")
    (True, False, False, False)
    """
    if one is None or other is None or min(len(one), len(other)) < _NUTS_2:
        return False
    left, right = one[:_NUTS_2], other[:_NUTS_2]
    if left.startswith(_NORWAY) and right.startswith(_NORWAY) and not {left, right} <= _NORWEGIAN:
        return False
    return left != right
