"""A date as precise as it is known has a first and a last day; the calendar of Python is the second opinion."""

import calendar
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecograph import dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2015-12", date(2015, 12, 1), date(2015, 12, 31)),
        ("2016-02-29", date(2016, 2, 29), date(2016, 2, 29)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_stands_for_the_days_from_its_first_to_its_last(text: str, first: date, last: date) -> None:
    assert dates.bounds(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "14", "20145", "2014-", "2014-1", "2014-13", "2014-00", "2014-02-30", "2014-02-00", "2014-2-03", "0000"),
        *("2014-01-01T00:00", "2014/01", "-2014", "2014-01\n", " 2014", "٢٠١٤", "2015-02-29", "2014-01-01-01"),
    ],
)
def test_another_text_or_a_day_that_there_is_not_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day|year"):
        dates.bounds(text)


DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))
TEXTS = st.builds(lambda day, size: day.isoformat()[:size], DAYS, st.sampled_from([4, 7, 10]))


@given(TEXTS)
def test_the_days_are_those_that_begin_with_the_text(text: str) -> None:
    """Second implementation: the day before the first, and the day after the last, begin with another text."""
    first, last = dates.bounds(text)
    assert first.isoformat().startswith(text)
    assert last.isoformat().startswith(text)
    assert not (first - timedelta(1)).isoformat().startswith(text)
    assert last == date.max or not (last + timedelta(1)).isoformat().startswith(text)
    assert (last - first).days + 1 in {1, 28, 29, 30, 31, 365 + calendar.isleap(first.year)}


@given(st.lists(st.none() | TEXTS, max_size=8))
def test_columns_give_the_same_days_as_single_dates_and_null_for_null(texts: list[str | None]) -> None:
    frame = pl.DataFrame({"d": texts}, schema={"d": pl.String})
    got = frame.select(dates.earliest("d").alias("a"), dates.latest("d").alias("b"), dates.year("d").alias("y"))
    assert got.schema == {"a": pl.Date(), "b": pl.Date(), "y": pl.Int32()}
    expected = [(*dates.bounds(text), int(text[:4])) if text else (None, None, None) for text in texts]
    assert got.rows() == expected
