"""Amounts: the interval that a vague amount stands for, and its value in another currency.

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
    stated = rates.filter(pl.col("currency") != "EUR").select("year", "currency", "rate_per_eur")
    euro = rates.select("year", currency=pl.lit("EUR"), rate_per_eur=pl.lit(1.0)).unique(maintain_order=True)
    known = pl.concat([stated, euro])
    target = known.filter(pl.col("currency") == currency).select("year", target="rate_per_eur")
    return known.join(target, on="year").select("year", "currency", factor=pl.col("target") / pl.col("rate_per_eur"))
