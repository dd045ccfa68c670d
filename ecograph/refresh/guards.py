"""Guards: a table or source that has lost more rows than a scheduled run may take for granted.

A published file that was cut off, or a query that suddenly answers less, must not become the latest snapshot while
nobody looks.
"""

from collections.abc import Mapping
from typing import NamedTuple

TABLE, SOURCE = "table", "source"


class Drop(NamedTuple):
    """A table or source with far fewer rows than before.

    Args:
        what: ``TABLE`` or ``SOURCE``.
        name: Its name.
        before: Its rows in the latest snapshot.
        now: Its rows now.
    """

    what: str
    name: str
    before: int
    now: int


def drops(what: str, before: Mapping[str, int], now: Mapping[str, int], *, most: float) -> list[Drop]:
    """Return what has lost a share of its rows or more, sorted by name.

    Args:
        what: ``TABLE`` or ``SOURCE``.
        before: The rows of each in the latest snapshot, by its name.
        now: The same of this run; what is not named has none.
        most: The share of its rows that is too much to lose, 0 to 1; with 1 nothing is, with 0 a single row.

    >>> drops(TABLE, {"flows": 100, "goals": 10}, {"flows": 71, "goals": 7}, most=0.3)
    [Drop(what='table', name='goals', before=10, now=7)]
    """
    lost = ((name, n, now.get(name, 0)) for name, n in sorted(before.items()))
    # as rows: 1 - 0.3 is less than 7/10 in floating point
    return [
        Drop(what, name, n, left) for name, n, left in lost if most < 1 and n > left and n - left >= most * n - 1e-9
    ]
