"""Organisations from the rows that mention them, so that a body on a hundred rows is one row with one name.

A list names a body on every row. Here the mentions of one id become one organisation: the description that stands
most often wins, whatever the order of the rows, and every other name that was used is kept as an alias.
"""

import polars as pl

from ecograph.parse import LINE
from ecograph.readers.reader import table

DESCRIPTION = ("name", "country", "kind", "helix", "region", "extent")

MENTION = pl.Schema(
    {
        "org_id": pl.String,
        **dict.fromkeys(DESCRIPTION, pl.String),
        "scheme": pl.String,
        "value": pl.String,
        "source_id": pl.String,
        LINE: pl.Int64,
        "certainty": pl.String,
        "status": pl.String,
    }
)
"""A mention: the id, how the row describes the body, its number in a register (null where none), and the place."""


def organisations(mentions: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return the tables organisations, names and identifiers of some mentions.

    The description of an organisation is the one with the most mentions; of several the first in the alphabet. Its
    place is the first mention. It is certain when one of its mentions is.

    Args:
        mentions: Rows with the columns of ``MENTION``.

    >>> rows = [{"org_id": "x.1", "name": name, "kind": "other", "line": line, "source_id": "x.a", "status": "actual",
    ...     "certainty": "likely", "extent": "single"} for line, name in ((2, "ACME"), (3, "Acme"), (4, "Acme"))]
    >>> made = organisations(pl.DataFrame(rows, schema=MENTION))
    >>> made["organisations"].select("name", "locator").rows(), made["names"].select("name", "kind").rows()
    ([('Acme', '2')], [('ACME', 'alias')])
    """
    placed = mentions.sort("source_id", LINE).with_columns(locator=pl.col(LINE).cast(pl.String))
    described = placed.group_by("org_id", *DESCRIPTION).agg(n_mentions=pl.len())
    chosen = described.sort(
        "org_id", "n_mentions", *DESCRIPTION, descending=[False, True, *[False] * len(DESCRIPTION)], nulls_last=True
    ).unique("org_id", keep="first", maintain_order=True)
    place = placed.group_by("org_id").agg(
        pl.col("source_id", "locator", "status").first(), certainty=pl.col("certainty").min()
    )  # certain comes before likely
    bodies = chosen.join(place, on="org_id").sort("org_id")
    aliases = (
        placed.join(bodies.select("org_id", "name"), on=("org_id", "name"), how="anti")
        .unique(("org_id", "name"), keep="first", maintain_order=True)
        .select("org_id", "name", "source_id", "locator", "certainty", "status", kind=pl.lit("alias"))
        .sort("org_id", "name")
    )
    numbers = placed.drop_nulls("value").unique(("scheme", "value", "org_id"), keep="first", maintain_order=True)
    return {
        "organisations": table("organisations", bodies),
        "names": table("names", aliases),
        "identifiers": table("identifiers", numbers.sort("org_id", "value")),
    }
