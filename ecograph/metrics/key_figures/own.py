"""Key figures of a user's own: a measure or a key figure, the rows of it that are meant, and how they become one value.

What a file says becomes an ``OwnFigure``; ``key_figure`` makes a ``KeyFigure`` of it like those that come with
ecograph, so that commands, limits and reports need not know the difference.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, Literal, get_args

import polars as pl

from ecograph import dates
from ecograph.cells import text
from ecograph.errors import EcographError
from ecograph.language import Words
from ecograph.metrics.key_figures.definition import Asked, KeyFigure
from ecograph.metrics.key_figures.tally import SHAPE
from ecograph.metrics.metric import REASON, Metric
from ecograph.network import Network
from ecograph.rows import ROWS

Take = Literal["only", "sum", "count", "mean", "greatest", "least"]
TAKES: Final[tuple[Take, ...]] = get_args(Take)
"""How several rows become one value: the only one, their sum, number, mean, greatest or least."""

SOURCE = "the dataset's own definition, in figures.toml"
"""Where a figure comes from whose definition names no source."""

NO_ROW = "no row is left"
SEVERAL = "several rows are left, expected one"
UNKNOWN_VALUE = "a value among the rows is not defined"
OWN_REASONS: Final = (NO_ROW, SEVERAL, UNKNOWN_VALUE)
"""What a figure of one's own says where it is not defined and its measure gives no reason."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of the ecosystem that a figure is about.

    Args:
        country: The organisations of this country and what is among them; None for all.
        clusters: These clusters, their members and projects; none for all.
        as_of: What was valid then, as YYYY, YYYY-MM or YYYY-MM-DD; None for the facts of any time.
        without_purpose: The purposes of the projects to leave out.
    """

    country: str | None = None
    clusters: tuple[str, ...] = ()
    as_of: str | None = None
    without_purpose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A key figure as a file states it.

    Args:
        name: Its name.
        label: What it is called.
        sentence: What it tells, in one sentence.
        unit: A name of ``UNITS``.
        base: The measure, or the key figure, whose rows it takes.
        low: The column of its values, or of their lower bounds.
        high: The column of their upper bounds; that of ``low`` where values are exact.
        version: The version of the definition.
        where: The rows that are meant: the values that a key column may have, as text; "" for what is not known.
            Of a key figure the whole is meant where nothing is said of ``breakdown``.
        take: How they become one value.
        by: The key column by which the figure is broken down; None for no breakdown.
        breakdown: What that breakdown is called.
        options: The options of the measure.
        of: The part of the ecosystem it is about.
        definition: How it is counted; made from the rest where it is empty.
        source: Where the definition comes from.
    """

    name: str
    label: Words
    sentence: Words
    unit: str
    base: Metric | KeyFigure
    low: str
    high: str
    version: int = 1
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    take: Take = "only"
    by: str | None = None
    breakdown: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    of: Slice = field(default_factory=Slice)
    definition: str = ""
    source: str = SOURCE


def key_figure(own: OwnFigure) -> KeyFigure:
    """Return a key figure that computes what a user defined.

    Its value is that of the rows that ``where`` leaves, taken together as ``take`` says: ``only`` expects one row;
    ``sum`` needs every value and is 0 where no row is left, as ``count`` is; ``mean``, ``greatest`` and ``least`` leave
    out undefined values, and ``coverage`` says of how many rows the value is known. ``n`` is the sum of what the rows
    rest on for ``only`` and ``sum``, else the number of rows. Whether rows may be added is for the user to know: the
    levels of funding, for instance, must not be.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> from ecograph.metrics.counts import COUNTS
    >>> eco = Ecosystem.of(organisations=[{"org_id": i, "name": i, "country": "DK"} for i in "ab"])
    >>> where = {"dimension": ("country",), "value": ("DK",)}
    >>> words = Words("Danish bodies", "danske", "danske")
    >>> figure = key_figure(OwnFigure("danish", words, words, "organisations", COUNTS, "n", "n", where=where))
    >>> figure.compute(Network.of(eco), Asked(date(2024, 1, 1))).select("low", "high", "n", "rows").row(0)
    (2.0, 2.0, 2, ['organisations/a', 'organisations/b'])
    """
    return KeyFigure(
        name=own.name,
        version=own.version,
        label=own.label,
        sentence=own.sentence,
        definition=own.definition or _definition(own),
        unit=own.unit,
        breakdowns=(own.breakdown,) if own.by else (),
        source=own.source,
        compute=partial(_computed, own),
    )


def keys(base: Metric | KeyFigure) -> tuple[str, ...]:
    """Return the columns that name a row of a measure or key figure."""
    return base.keys if isinstance(base, Metric) else ("breakdown", "item")


def values(base: Metric | KeyFigure) -> tuple[str, ...]:
    """Return the columns that hold the values of a measure or key figure, and how many things they rest on."""
    return tuple(dict.fromkeys((*base.values, base.n))) if isinstance(base, Metric) else ("low", "high", "n")


def _computed(own: OwnFigure, network: Network, asked: Asked) -> pl.DataFrame:
    """Return the rows of a figure: the whole, then its parts."""
    try:
        chosen = network if own.of == Slice() else network.once(_sliced, own.of)
        table = _rows(own, chosen, asked)
    except EcographError as error:
        return pl.DataFrame([_row(own, "", "", {REASON: str(error)})], schema=SHAPE)
    found = [_row(own, "", "", _taken(own, table))]
    if own.by:
        groups = table.with_columns(_as_text(table, own.by).alias("_by")).group_by("_by", maintain_order=True)
        found.extend(_row(own, own.breakdown, str(item), _taken(own, part)) for (item,), part in groups)
    return pl.DataFrame(found, schema=SHAPE)


def _sliced(network: Network, of: Slice) -> Network:
    """Return the network of a part of an ecosystem.

    Raises:
        EcographError: The ecosystem has no such cluster.
    """
    eco = network.ecosystem
    if of.as_of is not None:
        eco = eco.as_of(dates.bounds(of.as_of)[1])
    eco = eco.without_purpose(*of.without_purpose)
    if of.country is not None:
        eco = eco.country(of.country)
    if of.clusters:
        eco = eco.clusters(of.clusters)
    return Network.of(eco, extents=network.extents)


def _rows(own: OwnFigure, network: Network, asked: Asked) -> pl.DataFrame:
    """Return the rows of the measure or key figure that are meant, with _low, _high and _n."""
    base = own.base
    if isinstance(base, Metric):
        options = dict(own.options)
        if "vagueness" in base.options:
            options.setdefault("vagueness", asked.vagueness)
        table, n = base.compute(base.told_of(network), **options), base.n
    else:
        table, n = base.compute(network, asked), "n"
        own = replace(own, where={"breakdown": ("",)} | dict(own.where))
    meant = [_as_text(table, key).is_in(list(given)) for key, given in own.where.items()]
    return table.filter(*meant).with_columns(
        _low=pl.col(own.low).cast(pl.Float64), _high=pl.col(own.high).cast(pl.Float64), _n=pl.col(n).fill_null(0)
    )


def _as_text(table: pl.DataFrame, key: str) -> pl.Series:
    """Return the values of a key column as text, "" for what is not known."""
    return pl.Series(key, [text(value) for value in table[key]], dtype=pl.String)


def _taken(own: OwnFigure, table: pl.DataFrame) -> dict[str, object]:
    """Return the value of rows taken together: low, high, n, coverage, reason, rows."""
    known = table.drop_nulls(["_low", "_high"])
    rows = table[ROWS].explode(empty_as_null=True).drop_nulls().unique().sort().to_list()
    said: dict[str, object] = {ROWS: rows, "n": table.height, "coverage": None, REASON: _why(own, table, known)}
    if own.take in {"only", "sum"}:
        said["n"] = int(table["_n"].sum())
    if own.take == "only" and table.height == 1:
        said["coverage"] = table["coverage"][0] if "coverage" in table.columns else None
    if own.take in {"mean", "greatest", "least"} and table.height:
        said["coverage"] = known.height / table.height
    if said[REASON] is not None:
        return said
    return said | {"low": _together(own.take, known["_low"]), "high": _together(own.take, known["_high"])}


def _why(own: OwnFigure, table: pl.DataFrame, known: pl.DataFrame) -> str | None:
    """Return why rows have no value together, None where they have one."""
    if own.take == "count":
        return None
    if table.is_empty():
        return None if own.take == "sum" else NO_ROW
    if own.take == "only" and table.height > 1:
        return SEVERAL
    if known.height < (table.height if own.take in {"only", "sum"} else 1):
        undefined = table.filter(pl.col("_low").is_null() | pl.col("_high").is_null())
        said = undefined[REASON].drop_nulls().to_list() if REASON in table.columns else []
        return str(said[0]) if said else UNKNOWN_VALUE
    return None


def _together(take: Take, bounds: pl.Series) -> float:
    """Return one bound of several: their sum, number, mean, greatest, least, or the only one."""
    match take:
        case "count":
            return float(len(bounds))
        case "mean":
            return sum(bounds) / len(bounds)
        case "greatest":
            return float(max(bounds))
        case "least":
            return float(min(bounds))
        case _:
            return float(sum(bounds))


def _row(own: OwnFigure, breakdown: str, item: str, said: Mapping[str, object]) -> dict[str, object]:
    empty: dict[str, object] = {"low": None, "high": None, "n": 0, "coverage": None, REASON: None, ROWS: []}
    return {"breakdown": breakdown, "item": item, "unit": own.unit} | empty | dict(said)


def _definition(own: OwnFigure) -> str:
    """Return how a figure is counted, from what it takes."""
    column = own.low if own.low == own.high else f"{own.low} to {own.high}"
    kind = "measure" if isinstance(own.base, Metric) else "key figure"
    where = [f"{key} is {' or '.join(given) or 'not known'}" for key, given in own.where.items()]
    meant = f" where {' and '.join(where)}" if where else ""
    together = {"only": "The value", "count": "The number of rows with a value"}
    head = together.get(own.take, f"The {own.take}")
    options = f" with {', '.join(f'{name} {value}' for name, value in own.options.items())}" if own.options else ""
    return f"{head} of {column} in the {kind} {own.base.name}{options}{meant}{_of(own.of)}."


def _of(of: Slice) -> str:
    parts = [
        f"in {of.country}" if of.country else "",
        f"of {', '.join(of.clusters)}" if of.clusters else "",
        f"as of {of.as_of}" if of.as_of else "",
        f"without projects of the purpose {', '.join(of.without_purpose)}" if of.without_purpose else "",
    ]
    said = "; ".join(part for part in parts if part)
    return f"; {said}" if said else ""
