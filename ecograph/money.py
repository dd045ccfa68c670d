"""Amounts: the interval that a vague amount stands for, its value in another currency, and in prices of one year.

A stated amount is never changed; its interval is derived by one rule each time it is needed. With a
vagueness b (10 % unless said otherwise) ``exact`` x is [x, x], ``about`` [x(1-b), x(1+b)], ``nearly``
[x(1-b), x], ``at_most`` [0, x], ``more_than`` [x, x(1+b)], ``at_least`` [x, open).
"""

import polars as pl

VAGUENESS = 0.1
"""The share by which a vague amount may be off, unless the user says otherwise."""

OPEN = float("inf")
"""The upper bound of an amount that has none."""


def low(amount: str, qualifier: str, vagueness: float = VAGUENESS) -> pl.Expr:
    """Return the lower bound of the interval of each amount; null where no amount is stated.

    Args:
        amount: The column of stated amounts.
        qualifier: The column that says how vague they are.
        vagueness: The share b of the rule, 0 or more.
    """
    value, how = pl.col(amount), pl.col(qualifier)
    return (
        pl.when(how.is_in(["about", "nearly"]))
        .then(value * (1 - vagueness))
        .when(how == "at_most")
        .then(value * 0)
        .otherwise(value)
    )


def high(amount: str, qualifier: str, vagueness: float = VAGUENESS) -> pl.Expr:
    """Return the upper bound of the interval of each amount, infinite where it is open; null where none is stated.

    Arguments as of ``low``.

    >>> frame = pl.DataFrame({"x": [100.0, 100.0, 100.0], "q": ["exact", "nearly", "more_than"]})
    >>> frame.select(low("x", "q").alias("low"), high("x", "q").alias("high")).rows()
    [(100.0, 100.0), (90.0, 100.0), (100.0, 110.00000000000001)]
    """
    value, how = pl.col(amount), pl.col(qualifier)
    return (
        pl.when(how.is_in(["about", "more_than"]))
        .then(value * (1 + vagueness))
        .when((how == "at_least") & value.is_not_null())
        .then(OPEN)
        .otherwise(value)
    )


def factors(rates: pl.DataFrame, currency: str) -> pl.DataFrame:
    """Return, by year and currency, what one unit is worth in another currency at the average rate of the year.

    Args:
        rates: The table ``rates``: ``year``, ``currency``, ``rate_per_eur``.
        currency: The currency to convert to.

    Returns:
        ``year``, ``currency``, ``factor``; no row where either rate is not known. The rate of the euro is 1
        in every year of the table, whether it has a row of its own or not.

    >>> rates = pl.DataFrame({"year": [2020, 2020], "currency": ["DKK", "NOK"], "rate_per_eur": [7.5, 10.0]})
    >>> factors(rates, "DKK").sort("currency").rows()
    [(2020, 'DKK', 1.0), (2020, 'EUR', 7.5), (2020, 'NOK', 0.75)]
    """
    known = _known(rates)
    target = known.filter(pl.col("currency") == currency).select("year", target="rate_per_eur")
    return known.join(target, on="year").select("year", "currency", factor=pl.col("target") / pl.col("rate_per_eur"))


def _known(rates: pl.DataFrame) -> pl.DataFrame:
    """Return the rates with one of 1 for the euro in every year of the table."""
    stated = rates.filter(pl.col("currency") != "EUR").select("year", "currency", "rate_per_eur")
    euro = rates.select("year", currency=pl.lit("EUR"), rate_per_eur=pl.lit(1.0)).unique(maintain_order=True)
    return pl.concat([stated, euro])


def converted(frame: pl.DataFrame, rates: pl.DataFrame, *, to: str, vagueness: float = VAGUENESS) -> pl.DataFrame:
    """Return a frame with the interval of each amount in another currency, at the average rate of its year.

    The stated amount, its qualifier and its currency stay as they are. An amount in the currency asked for needs
    no rate, and so no year.

    Args:
        frame: Rows with ``amount``, ``qualifier``, ``currency`` and ``year`` (a whole number), and any others.
        rates: The table ``rates``.
        to: The currency to convert to.
        vagueness: The share by which a vague amount may be off.

    Returns:
        The frame, in its order, with ``low`` and ``high`` in the currency (high infinite where it is open) and
        ``reason``: why both are null, null where they are not. It names the rate that is not known.

    By hand: nearly 100 DKK at 7.5 DKK for a euro are 12 to 13.33 EUR.

    >>> rates = pl.DataFrame({"year": [2020], "currency": ["DKK"], "rate_per_eur": [7.5]})
    >>> amounts = pl.DataFrame({"amount": [100.0, 100.0], "qualifier": "nearly", "currency": "DKK"})
    >>> amounts = amounts.with_columns(year=pl.Series([2020, 1990]))
    >>> converted(amounts, rates, to="EUR").select("low", "high", "reason").rows()
    [(12.0, 13.333333333333334, None), (None, None, 'no rate for DKK in 1990')]
    """
    year, currency = pl.col("year"), pl.col("currency")
    known = _known(rates)
    target = known.filter(currency == to).select("year", _target="rate_per_eur")
    pairs = known.join(target, on="year", how="left").select(
        "_target", _own="rate_per_eur", _year="year", _currency="currency"
    )
    keyed = frame.with_columns(_year=year.cast(pl.Int64), _currency=currency)
    rated = keyed.join(pairs, on=("_year", "_currency"), how="left", maintain_order="left")
    factor = pl.when(currency == to).then(1.0).otherwise(pl.col("_target") / pl.col("_own"))
    missing = pl.when(pl.col("_own").is_null()).then(currency).otherwise(pl.lit(to))
    reason = (
        pl.when(pl.col("amount").is_null())
        .then(pl.lit("no amount is stated"))
        .when(currency.is_null())
        .then(pl.lit("no currency is stated"))
        .when(factor.is_not_null())
        .then(None)
        .when(year.is_null())
        .then(pl.lit("without a year there is no rate to convert by"))
        .otherwise(pl.format("no rate for {} in {}", missing, year))
    )
    return rated.with_columns(
        low=low("amount", "qualifier", vagueness) * factor,
        high=high("amount", "qualifier", vagueness) * factor,
        reason=reason,
    ).select(*frame.columns, *(name for name in ("low", "high", "reason") if name not in frame.columns))


def real(frame: pl.DataFrame, prices: pl.DataFrame, *, country: str, base_year: int) -> pl.DataFrame:
    """Return a frame of intervals in the prices of one year, by the consumer price index of a country.

    An amount of a year times the index of the base year divided by the index of its own: what it would have
    bought, said in money of the base year. The currency of the intervals should be that of the country.

    Args:
        frame: Rows with ``low``, ``high``, ``year`` and ``reason``, as ``converted`` returns them.
        prices: The table ``prices``.
        country: The country whose index is used; EU for amounts in euro.
        base_year: The year in whose prices the amounts are to be said.

    Returns:
        The frame, in its order, with ``low`` and ``high`` in prices of the base year. Where the index of a year
        is not known, that of the base year included, both are null and ``reason`` says so.

    By hand: 100 of 2010, when the index was 80, are 125 in prices of 2020, when it was 100.

    >>> prices = pl.DataFrame({"year": [2010, 2020], "country": ["DK", "DK"], "price_index": [80.0, 100.0]})
    >>> amounts = pl.DataFrame({"low": [100.0, 1.0], "high": [100.0, 1.0], "year": [2010, 1990], "reason": None})
    >>> real(amounts, prices, country="DK", base_year=2020).rows()
    [(125.0, 125.0, 2010, None), (None, None, 1990, 'no price index for DK in 1990')]
    """
    year = pl.col("year")
    index = prices.filter(pl.col("country") == country).select(_year="year", _index="price_index")
    base = index.filter(pl.col("_year") == base_year)["_index"]
    priced = frame.with_columns(_year=year.cast(pl.Int64), _base=pl.lit(next(iter(base), None), pl.Float64)).join(
        index, on="_year", how="left", maintain_order="left"
    )
    factor = pl.col("_base") / pl.col("_index")
    missing = pl.when(pl.col("_base").is_null()).then(pl.lit(base_year)).otherwise(year)
    reason = (
        pl.when(pl.col("reason").is_not_null() | factor.is_not_null())
        .then(pl.col("reason"))
        .when(year.is_null())
        .then(pl.lit("without a year there is no price index"))
        .otherwise(pl.format("no price index for {} in {}", pl.lit(country), missing))
    )
    return priced.with_columns(pl.col("low") * factor, pl.col("high") * factor, reason=reason).select(frame.columns)
