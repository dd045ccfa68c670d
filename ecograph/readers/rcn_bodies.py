"""Who the bodies on the lists of the Research Council of Norway are: their ids, kinds and regions, in one way for both.

A body is known by its organisasjonsnummer. Without one it is known by its name, to which the short name of the body
above is added where the list gives it, since every university has a faculty of medicine. A body that the publisher
itself does not know is an unnamed one of its own on each row: nobody can say that two of them are the same.
"""

from dataclasses import dataclass

import polars as pl

from ecograph.errors import Issue
from ecograph.identity.names import key, slug
from ecograph.identity.numbers import fault
from ecograph.parse import LINE
from ecograph.readers.kinds import kind_of
from ecograph.readers.mentions import MENTION
from ecograph.readers.persons import marked
from ecograph.readers.rcn_layouts import ABROAD, EU_GRANTS, NAME_SAYS, PUBLIC, SECTORS, UNNAMED
from ecograph.readers.reader import Dropped, Layout, unknown
from ecograph.readers.regions import norwegian

PERSON = "(sole trader)"
"""What stands for the name of a body whose name marks it as a sole trader."""

LOCATOR = pl.col(LINE).cast(pl.String).alias("locator")
LEFT_EMPTY = "it is left empty"
NUMBER = "^[1-9][0-9]{0,11}$"
"""The form of the number of a project."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list stands: the name of the import, the file as messages name it, and the id of its source."""

    name: str
    file: str
    source_id: str


def numbered(place: Place, frame: pl.DataFrame, column: str) -> tuple[pl.DataFrame, list[Issue]]:
    """Return the rows with a number of a project, and an issue for each row or number that is none."""
    blank = frame.filter(pl.col(column).is_null())
    message = "found no number, expected that of the project; the row is not read: ask the publisher"
    issues = [Issue(place.file, line, column, "missing", message) for line in blank[LINE]]
    is_number = pl.col(column).str.contains(NUMBER)
    expected = "expected the number of a project; such rows are not read"
    wrong = unknown(place.file, column, frame.filter(~is_number), code="type", expected=expected)
    return frame.filter(is_number), [*issues, *wrong]


def payer_rows(paid: pl.DataFrame, *, org_id: str, name: str, country: str) -> pl.DataFrame:
    """Return a mention of a payer on each row on which it pays."""
    none = pl.lit(None, pl.String)
    return paid.select(
        *("source_id", LINE),
        org_id=pl.lit(org_id),
        name=pl.lit(name),
        country=pl.lit(country),
        kind=pl.lit("eu_body" if country == "EU" else "agency"),
        helix=pl.lit("government"),
        region=none,
        extent=pl.lit("single"),
        scheme=none,
        value=none,
        certainty=pl.lit("certain"),
        status=pl.lit("actual"),
    ).select(MENTION.names())


def without_persons(place: Place, rows: pl.DataFrame, layout: Layout) -> tuple[pl.DataFrame, tuple[Dropped, ...]]:
    """Return the rows without name and number of sole traders, whose name is ``PERSON``, and how many there are.

    A body is one when a name of its marks it: on the row itself, or on another with its number.
    """
    name, number = (
        ("Organisasjonsnavn", "Organisasjonsnummer")
        if layout is EU_GRANTS
        else ("prosjektansvarlig_navn", "organisasjonsnummer")
    )
    own = pl.when(pl.col(number) != "0").then(pl.col(number))
    known = rows.select(name, own=pl.coalesce(own, name, pl.col(LINE).cast(pl.String)), country=pl.lit("NO"))
    is_trader = known.select(marked([name], "country").any().over("own")).to_series()
    cleared = rows.with_columns(
        pl.when(is_trader).then(pl.lit(PERSON)).otherwise(name).alias(name),
        pl.when(~is_trader).then(number).alias(number),
    )
    gone = Dropped(place.file, name, "the name or number of a sole trader", int(is_trader.sum()))
    return cleared, (gone,) if gone.n else ()


def described(place: Place, rows: pl.DataFrame, layout: Layout) -> tuple[pl.DataFrame, list[Issue]]:
    """Return the rows with the columns of a mention of their body, and the issues of numbers, sectors and places.

    A body that a row of applications does not name has no org_id. A sole trader is unnamed, with an id from the row.

    Args:
        place: Where the list stands.
        rows: The rows, with project_id.
        layout: The layout of the list.
    """
    is_eu = layout is EU_GRANTS
    number, sector, category = (
        ("Organisasjonsnummer", "FoU sektor", "FoU kategori")
        if is_eu
        else ("organisasjonsnummer", "sektor", "kategori")
    )
    numbers, faults = _numbers(place.file, rows, number)
    strange = rows.filter(~pl.col(sector).is_in(list(SECTORS)))
    expected = "expected one of docs/sources.md; the name alone says the kind"
    sectors = unknown(place.file, sector, strange, code="choice", expected=expected)
    regions, places = _regions(place.file, rows) if is_eu else (pl.lit(None, pl.String), [])
    named = rows.with_columns(
        value=numbers, region=regions, stated=_eu_name() if is_eu else pl.col("prosjektansvarlig_navn")
    ).with_columns(pl.col("stated").str.replace_all(r"\s+", " "))
    above = pl.lit(None, pl.String) if is_eu else pl.col("kortnavn")
    above = pl.when(pl.col("stated").ne_missing(pl.lit(PERSON))).then(above)
    bodies = _bodies(named.with_columns(above=above, sector=sector, category=category), place.name)
    is_person = pl.col("stated").eq_missing(pl.lit(PERSON))
    trader = pl.format("{}.sole-trader-{}", pl.lit(place.source_id), LINE)
    bodies = bodies.with_columns(
        org_id=pl.when(is_person).then(trader).otherwise("org_id"),
        extent=pl.when(is_person).then(pl.lit("unnamed")).otherwise("extent"),
    )
    made = bodies.with_columns(
        source_id=pl.lit(place.source_id),
        country=pl.when((pl.col("sector") != ABROAD).fill_null(value=True)).then(pl.lit("NO")),
        scheme=pl.lit("orgnr"),
        certainty=pl.lit("certain"),
        **({"status": pl.lit("actual")} if is_eu else {}),
    )
    return made, [*faults, *sectors, *places]


def _numbers(file: str, rows: pl.DataFrame, column: str) -> tuple[pl.Expr, tuple[Issue, ...]]:
    """Return the number of each row when its check digit is right; 0 stands for none."""
    wrong = [number for number in rows[column].drop_nulls().unique() if number != "0" and fault("orgnr", number)]
    expected = "expected an organisasjonsnummer with its check digit; it is left out: look it up in the register"
    issues = unknown(file, column, rows.filter(pl.col(column).is_in(wrong)), code="check-digit", expected=expected)
    return pl.when(~pl.col(column).is_in([*wrong, "0"])).then(pl.col(column)), issues


def _regions(file: str, rows: pl.DataFrame) -> tuple[pl.Expr, tuple[Issue, ...]]:
    """Return the region of the municipality of each row; the list writes its number without a leading 0."""
    column = "Adresse kommunenummer"
    numbers = rows[column].drop_nulls().unique()
    known = {number: norwegian(number.zfill(4)) for number in numbers}
    strange = [number for number, region in known.items() if region is None]
    expected = "expected the number of a municipality; no region is read"
    issues = unknown(file, column, rows.filter(pl.col(column).is_in(strange)), code="choice", expected=expected)
    return pl.col(column).replace_strict(known, default=None, return_dtype=pl.String), issues


def _eu_name() -> pl.Expr:
    """Return the name of each row; a body that nobody knows is called by its place in the project."""
    name = pl.col("Organisasjonsnavn")
    place = pl.format(
        "{} ({}, {})", pl.lit(UNNAMED), "Prosjektnr", pl.coalesce("Deltakernr", pl.col(LINE).cast(pl.String))
    )
    return pl.when(name.is_null() | (name == UNNAMED)).then(place).otherwise(name)


def _bodies(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return the rows with org_id, name, kind, helix and extent."""
    columns = ("value", "stated", "above", "sector", "category")
    schema = dict.fromkeys((*columns, "org_id", "name", "kind", "helix", "extent"), pl.String)
    known = [(*row, *_body(name, *row)) for row in rows.select(columns).unique().sort(columns).iter_rows()]
    made = pl.DataFrame(known, schema=schema, orient="row")
    return rows.join(made, on=columns, how="left", nulls_equal=True, maintain_order="left")


def _body(  # noqa: PLR0913, PLR0917 - the columns of a row
    import_name: str, value: str | None, stated: str | None, above: str | None, sector: str | None, category: str | None
) -> tuple[str | None, str | None, str, str | None, str]:
    if stated is None and value is None:
        return None, None, "other", None, "single"
    called = stated or str(value)
    if value is None and above is not None and not key(called).startswith(key(above)):
        called = f"{called} ({above})"
    kind, helix = SECTORS.get(sector or UNNAMED, SECTORS[UNNAMED])
    by_name = kind_of(called)
    if by_name[0] in NAME_SAYS or kind == "other":
        kind, helix = by_name[0], by_name[1] or ("government" if category in PUBLIC else helix)
    extent = "unnamed" if value is None and called.startswith(f"{UNNAMED} (") else "single"
    return f"{import_name}.{value or slug(called)}", called, kind, helix, extent
