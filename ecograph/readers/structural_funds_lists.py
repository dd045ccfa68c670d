"""What one list of the Danish structural funds states, as typed rows, before anything has an id.

The two layouts say the same in different columns, forms and codes. Here they become the same rows, so that the
tables are made in one way.
"""

from dataclasses import dataclass

import polars as pl

from ecograph.errors import Issue
from ecograph.identity.numbers import fault
from ecograph.parse import LINE
from ecograph.readers import stated
from ecograph.readers.layouts import recognised
from ecograph.readers.partners import Partners, by_line, by_point, without_person
from ecograph.readers.persons import marked
from ecograph.readers.reader import Dropped, File, Layout, dropped, unknown

_TEXT = "a text about the project, no fact that the tables hold"
_PLACE = "the place of the project's office, and not surely the seat of the body"
_REGION = "the region or pool that gave the money, and not the seat of the body"

_OLD = {
    "projekttitel": "projects.title",
    "start_dato": "projects.start",
    "slut_dato": "projects.end",
    "ordning": "projects.programme",
    "Indsatsområde": "projects.programme",
    "budget": "projects.budget_amount",
    "eu": "flows.amount",
    "cvr": "identifiers.value",
    "navn": "organisations.name",
    "parter": "participations.org_id",
}
_NEW = {
    "Projektitel / Operation name": "projects.title",
    "Startdato / Operation start date": "projects.start",
    "Slutdato / Operation end date": "projects.end",
    "Prioritetsakse / Priority axis": "projects.programme",
    "Budget / Budget": "projects.budget_amount",
    "EU-medfinansiering / Union co-financing": "flows.amount",
    "Fond / Fund": "projects.programme",
    "Land / Country": "projects.country",
    "Kontraktansvarlig partner / Beneficiary name": "organisations.name",
    "Partere / Project partners": "participations.org_id",
}

LAYOUTS = (
    Layout(
        "the list of 2007-13",
        maps=_OLD,
        ignores={
            "tas_projekt_besk": _TEXT,
            "region": _REGION,
            "vejnavn": _PLACE,
            "postnr": _PLACE,
            "bynavn": _PLACE,
        },
        required=tuple(_OLD),
    ),
    Layout(
        "the list of 2014-20",
        maps=_NEW,
        ignores={
            "EU-medfinansieringssats / Union co-financing rate": "the grant as a share of the budget",
            "Projektbeskrivelse": _TEXT,
            "Region / Region": _REGION,
            "Vejnavn / Street name": _PLACE,
            "Postnr / Operation postcode": _PLACE,
            "Bynavn / City name": _PLACE,
            "Koordinat east / Coordinates east": _PLACE,
            "Koordinat north / Coordinates north": _PLACE,
        },
        personal={"Kontaktperson / Contacts": "contact persons"},
        required=tuple(_NEW),
    ),
)

PERSON = "(sole trader)"
"""What stands for the name of a body that is marked as a sole trader."""

_LETTERS = {"R": "ERDF", "S": "ESF"}
_SCHEME = "^(ERDF|ESF)[A-Z]$"
_COUNTRIES = {"Denmark": "DK"}


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a layout that both layouts have, and the form of its amounts."""

    title: str
    start: str
    end: str
    fund: str
    budget: str
    grant: str
    body: str
    partners: str
    form: str


_COLUMNS = {
    LAYOUTS[0].file: _Columns(
        "projekttitel", "start_dato", "slut_dato", "ordning", "budget", "eu", "navn", "parter", stated.COMMA
    ),
    LAYOUTS[1].file: _Columns(
        "Projektitel / Operation name",
        "Startdato / Operation start date",
        "Slutdato / Operation end date",
        "Fond / Fund",
        "Budget / Budget",
        "EU-medfinansiering / Union co-financing",
        "Kontraktansvarlig partner / Beneficiary name",
        "Partere / Project partners",
        stated.POINTS,
    ),
}

ROW = pl.Schema(
    {
        **dict.fromkeys(("title", "start", "end", "fund", "programme", "country"), pl.String),
        **dict.fromkeys(("budget", "grant"), pl.Float64),
        **dict.fromkeys(("body", "cvr", "source_id"), pl.String),
        LINE: pl.Int64,
    }
)
PARTNER = pl.Schema(
    {"source_id": pl.String, LINE: pl.Int64, "place": pl.Int64, "body": pl.String, "is_certain": pl.Boolean}
)


@dataclass(frozen=True, slots=True)
class List:
    """What one file states, before ids: projects, partners by line, issues, dropped persons."""

    rows: pl.DataFrame
    partners: pl.DataFrame
    issues: tuple[Issue, ...]
    dropped: tuple[Dropped, ...] = ()


def listed(file: File, source_id: str) -> List:
    """Return what a list states; nothing but issues when its layout is not known or lacks a column."""
    found = recognised(file, LAYOUTS)
    if found.layout is None:
        return List(ROW.to_frame(), PARTNER.to_frame(), found.issues)
    columns = _COLUMNS[found.layout.file]
    untitled = found.frame.filter(pl.col(columns.title).is_null())
    message = "found no title, expected one; the row is not read: ask the publisher"
    issues = [Issue(file.name, line, columns.title, "missing", message) for line in untitled[LINE]]
    frame, misread = _typed(file.name, found.frame.filter(pl.col(columns.title).is_not_null()), columns)
    frame, n_traders = _without_persons(frame, columns.body)
    programmed, met = (_programme_old if columns.form == stated.COMMA else _programme_new)(file.name, frame)
    rows = programmed.select(
        _one_line(columns.title).alias("title"),
        pl.col(columns.start).alias("start"),
        pl.col(columns.end).alias("end"),
        "fund",
        "programme",
        "country",
        pl.col(columns.budget).alias("budget"),
        pl.col(columns.grant).alias("grant"),
        _one_line(columns.body).alias("body"),
        "cvr",
        pl.lit(source_id).alias("source_id"),
        LINE,
    )
    partners, unread, n_owners = _partners(file.name, source_id, frame, columns)
    persons = ((columns.body, n_traders), (columns.partners, n_owners))
    gone = (
        *dropped(file.name, found.frame, found.layout),
        *(Dropped(file.name, column, "names of owners and sole traders", n) for column, n in persons if n),
    )
    return List(rows, partners, (*found.issues, *issues, *misread, *met, *unread), gone)


def _one_line(column: str) -> pl.Expr:
    return pl.col(column).str.replace_all(r"\s+", " ")


def _typed(file: str, frame: pl.DataFrame, columns: _Columns) -> tuple[pl.DataFrame, list[Issue]]:
    days = [stated.day(columns.start), stated.day(columns.end)]
    frame, issues = stated.read(file, frame, days, "expected a day such as 31.12.2013; it is left empty")
    amounts = [stated.amount(columns.budget, columns.form), stated.amount(columns.grant, columns.form)]
    example = "32467,02" if columns.form == stated.COMMA else "15.414.794"
    frame, wrong = stated.read(file, frame, amounts, f"expected an amount such as {example}; it is left empty")
    frame, turned = stated.in_order(file, frame, columns.start, columns.end)
    return frame, [*issues, *wrong, *turned]


def _programme_old(file: str, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """Return fund, programme, country and cvr of the rows of 2007-13."""
    is_code = pl.col("ordning").str.contains(_SCHEME)
    expected = "expected ERDF or ESF and a letter; no fund is read"
    issues = unknown(file, "ordning", frame.filter(~is_code), code="choice", expected=expected)
    wrong = [number for number in frame["cvr"].drop_nulls().unique() if fault("cvr", number)]
    met = frame.filter(pl.col("cvr").is_in(wrong))
    expected = "expected a CVR number with its check digit; it is left out: look it up in the register"
    faults = unknown(file, "cvr", met, code="check-digit", expected=expected)
    fund = pl.when(is_code).then(pl.col("ordning").str.extract("^(ERDF|ESF)"))
    made = frame.with_columns(
        fund=fund,
        programme=pl.concat_str(fund, _part("ordning"), _part("Indsatsområde"), separator=";", ignore_nulls=True),
        country=pl.lit("DK"),
        cvr=pl.when(~pl.col("cvr").is_in(wrong)).then(pl.col("cvr")),
    )
    return made, [*issues, *faults]


def _programme_new(file: str, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """Return fund, programme, country and cvr (none) of the rows of 2014-20."""
    fund, country, axis = "Fond / Fund", "Land / Country", "Prioritetsakse / Priority axis"
    is_code, is_country = pl.col(fund).is_in(list(_LETTERS)), pl.col(country).is_in(list(_COUNTRIES))
    expected = "expected R (regional development) or S (social); no fund is read"
    codes = unknown(file, fund, frame.filter(~is_code), code="choice", expected=expected)
    expected = "expected Denmark; the country is left empty"
    places = unknown(file, country, frame.filter(~is_country), code="country", expected=expected)
    letters = pl.col(fund).replace_strict(_LETTERS, default=None, return_dtype=pl.String)
    made = frame.with_columns(
        fund=letters,
        programme=pl.concat_str(letters, _part(axis), separator=";", ignore_nulls=True),
        country=pl.col(country).replace_strict(_COUNTRIES, default=None, return_dtype=pl.String),
        cvr=pl.lit(None, pl.String),
    )
    return made, [*codes, *places]


def _part(column: str) -> pl.Expr:
    """Return the parts of a programme, one for each line of a cell, with ; between them."""
    plain = pl.col(column).str.replace_all(";", ",", literal=True)
    return plain.str.replace_all(r"\.?\s*\n\s*", ";")


def _without_persons(frame: pl.DataFrame, column: str) -> tuple[pl.DataFrame, int]:
    """Return the rows without names of persons, and of how many rows one went; a sole trader has no number either."""
    plain = {body: without_person(body) for body in frame[column].drop_nulls().unique()}
    n = sum(plain[body][1] for body in frame[column].drop_nulls())
    names = {body: name or None for body, (name, _) in plain.items()}
    named = frame.with_columns(pl.col(column).replace_strict(names, default=None, return_dtype=pl.String))
    masked, n_traders = _masked(named, column)
    if "cvr" in masked.columns:
        masked = masked.with_columns(cvr=pl.when(pl.col(column).ne_missing(pl.lit(PERSON))).then("cvr"))
    return masked, n + n_traders


def _masked(frame: pl.DataFrame, column: str) -> tuple[pl.DataFrame, int]:
    """Return the rows with ``PERSON`` for each name that marks a sole trader, and how many there are.

    A name with an owner after v/ has lost it before, or names a body there: so no country is given to ``marked``.
    """
    is_trader = frame.with_columns(nowhere=pl.lit(None, pl.String)).select(marked([column], "nowhere")).to_series()
    name = pl.when(is_trader).then(pl.lit(PERSON)).otherwise(column).alias(column)
    return frame.with_columns(name), int(is_trader.sum())


def _partners(
    file: str, source_id: str, frame: pl.DataFrame, columns: _Columns
) -> tuple[pl.DataFrame, tuple[Issue, ...], int]:
    """Return the partners that the cells name, issues for the parts that are no name, and how many persons went."""
    named = by_point if columns.form == stated.COMMA else by_line
    cells: list[tuple[int, Partners]] = [
        (line, named(cell)) for line, cell in frame.select(LINE, columns.partners).drop_nulls().iter_rows()
    ]
    rows = [
        (source_id, line, place, body, is_certain)
        for line, cell in cells
        for place, (body, is_certain) in enumerate(cell.names)
    ]
    parts = [(part, line) for line, cell in cells for part in cell.unread]
    met = pl.DataFrame(parts, schema={columns.partners: pl.String, LINE: pl.Int64}, orient="row")
    expected = "expected the name of a partner; it is left out"
    unread = unknown(file, columns.partners, met, code="type", expected=expected)
    partners, n_traders = _masked(pl.DataFrame(rows, schema=PARTNER, orient="row"), "body")
    return partners, unread, sum(cell.n_persons for _, cell in cells) + n_traders
