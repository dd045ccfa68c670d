"""What a query gives, whichever engine was asked."""

from typing import NamedTuple


class Rows(NamedTuple):
    """The rows of a query.

    Args:
        columns: The names of the columns, in order.
        rows: A tuple for each row: texts, numbers, booleans, dates, None, and lists and maps of them.
        is_cut: Whether there were more rows than were asked for.
        remarks: What the engine remarked, such as a label that no node has.
    """

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    is_cut: bool = False
    remarks: tuple[str, ...] = ()
