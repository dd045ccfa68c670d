"""The day that key figures are told for when nobody names one; no clock is read."""

from collections.abc import Sequence
from datetime import date

from ecograph import dates
from ecograph.ecosystem import Ecosystem

STATED_DAYS = (("figures", "as_of"), ("events", "date"), ("projects", "start"), ("flows", "from"))
"""Where a dataset says when something was observed or began."""


def last_day(ecosystem: Ecosystem) -> date:
    """Return the day that figures are told for when nobody names one: the latest a source can be of.

    Returns:
        The last day on which a source was published or retrieved; a date without a day stands for its last one. Where
        no source has a date, the last day on which something is stated to have been observed or to have begun; where
        nothing has a date either, the first day of all, 0001-01-01.

    >>> last_day(Ecosystem.of(sources=[{"source_id": "a", "published": "2024-02"}]))
    datetime.date(2024, 2, 29)
    """
    return (
        _latest(ecosystem, (("sources", "published"), ("sources", "retrieved")))
        or _latest(ecosystem, STATED_DAYS)
        or date.min
    )


def _latest(ecosystem: Ecosystem, columns: Sequence[tuple[str, str]]) -> date | None:
    days = [ecosystem[table].select(dates.latest(column).max()).item() for table, column in columns]
    return max((day for day in days if day is not None), default=None)
