"""Who takes part in the projects of CORDIS: one organisation for each number, however its rows spell it.

``organization.csv`` repeats a body in each of its projects, with a name, country and number that differ from time to
time. What stands most often is kept, every spelling is a further name, and persons are made nameless.
"""

import polars as pl

from ecograph.errors import Issue
from ecograph.identity.names import slug
from ecograph.identity.numbers import fault, vat
from ecograph.parse import LINE
from ecograph.readers import cordis_layouts as words
from ecograph.readers.part import Part
from ecograph.readers.persons import marked, withheld
from ecograph.readers.reader import Dropped
from ecograph.schema.vocabulary import COUNTRIES

PERSON = "(sole trader)"
UNNAMED = "(unnamed)"
"""What stands for the name of a body that has none, or whose name is personal data."""

_MARKED, _WITHHELD = (
    ("the name of a sole trader marked as such", "the number or place of a sole trader marked as such"),
    (
        "a name whose SME, address, region and VAT the publisher withholds, as it does for persons",
        "the number of a body whose SME, address, region and VAT the publisher withholds, as it does for persons",
    ),
)
"""What is said of the names and of the numbers or places that are dropped, by the reason for it."""

_REGISTERED = ("DK", "NO")
_NUMBER_LEFT = "the number is left out"
_NAMES, _NUMBERS = ("name", "shortName"), ("organisationID", "vatNumber", "nutsCode")
"""The columns that name a person or lead to the name."""


def without_persons(part: Part) -> tuple[Part, tuple[Dropped, ...]]:
    """Return the rows with nothing that leads back to a natural person, and how many cells went for which reason.

    A body is a person when one of its rows is marked as a sole trader, or when the publisher left out the whole
    address and the VAT number of the company in all its rows, as it does for persons. A column ``person`` says so,
    and ``trader`` is the id of such a body: the line on which it first stands, since a PIC leads to the name.
    """
    is_withheld = pl.lit(value=False)
    if set(words.BLANK_FOR_PERSONS) <= set(part.frame.columns):
        kind = pl.col("activityType")  # of a list without kinds, any body can be a person
        is_company = kind.eq_missing(pl.lit("PRC")) | kind.is_null().all()
        is_withheld = withheld(["name"], words.BLANK_FOR_PERSONS) & is_company
    part = part.with_columns(is_marked=marked(["name", "shortName"], "country"), is_withheld=is_withheld)
    body = pl.coalesce("organisationID", "name", pl.col(LINE).cast(pl.String))
    is_marked, is_withheld = pl.col("is_marked").any().over(body), pl.col("is_withheld").all().over(body)
    part = part.with_columns(is_marked=is_marked, person=is_marked | is_withheld, first=pl.col(LINE).min().over(body))
    gone = (
        *_cells(part, pl.col("is_marked"), *_MARKED),
        *_cells(part, pl.col("person") & ~pl.col("is_marked"), *_WITHHELD),
    )
    cleared = (pl.when(~pl.col("person")).then(pl.col(column)).alias(column) for column in (*_NAMES, *_NUMBERS))
    trader = pl.when("person").then("sole-trader-" + pl.col("first").cast(pl.String))
    return part.with_columns(*cleared, trader=trader), gone


def _cells(part: Part, who: pl.Expr, name: str, number: str) -> tuple[Dropped, ...]:
    """Return how many cells of some rows hold the name, and how many a number or place, by column."""
    what = dict.fromkeys(_NAMES, name) | dict.fromkeys(_NUMBERS, number)
    held = part.frame.filter(who).select(pl.col(*what).count()).row(0)
    return tuple(Dropped(part.file, *item, n) for item, n in zip(what.items(), held, strict=True) if n)


def bodies(part: Part, name: str) -> Part:
    """Return the rows, checked, with ``org_id``, ``role`` and amounts; a row that names no body is left out."""
    pic, no_name = pl.col("organisationID"), pl.col("name").is_null() & ~pl.col("person")
    nuts, kinds = (
        pl.col("nutsCode").str.contains(r"^[A-Z]{2}[0-9A-Z]{0,3}$"),
        pl.col("activityType").is_in([*words.KINDS]),
    )
    plain = (pl.col(column).str.replace_all(r"\s+", " ") for column in ("name", "shortName"))
    form = "expected a PIC of 9 digits; the name stands for it"
    part = part.with_columns(*plain, pl.col("country").replace({"EL": "GR", "UK": "GB"}))
    part = part.fitting("organisationID", pic.str.contains(r"^[0-9]{9}$"), code="check-digit", expected=form)
    form = "expected a PIC or a name; the row is not read"
    part = part.noted("organisationID", pic.is_null() & no_name, code="missing", expected=form)
    part = part.where(pic.is_not_null() | ~no_name).noted(
        "name", no_name, code="missing", expected=f"expected a name; {UNNAMED} stands for it where no row has one"
    )
    is_country, form = pl.col("country").is_in(sorted(COUNTRIES)), "expected a country as two capital letters"
    part = part.filled("country", "it is left empty").fitting(
        "country", is_country, code="country", expected=f"{form}; it is left empty"
    )
    part = part.fitting("nutsCode", nuts, code="type", expected="expected a NUTS code; it is left empty")
    form = f"expected one of {', '.join(words.KINDS)}; the kind is other"
    part = part.fitting("activityType", kinds, code="choice", expected=form)
    taken = "the organisation is taken for a partner"
    part = part.filled("role", taken).words("role", words.ROLES, taken).numbers("ecContribution", "totalCost")
    return _identified(part, name)


def _identified(part: Part, name: str) -> Part:
    """Return the rows with ``own_id`` (the PIC, the line of a person, or else the name as an id) and ``org_id``."""
    pic = pl.col("organisationID")
    named = part.frame.filter(pic.is_null())["name"].drop_nulls().unique().sort()
    slugs = pl.col("name").replace_strict({text: slug(text) for text in named}, default=None, return_dtype=pl.String)
    part = part.with_columns(own_id=pl.coalesce(pic, "trader", slugs))
    return part.with_columns(org_id=f"{name}." + pl.col("own_id")).and_issues(
        *_torn(part, "country", "country"), *_torn(part, "activityType", "choice")
    )


def _torn(part: Part, column: str, code: str) -> tuple[Issue, ...]:
    """Return an issue for each body whose rows say several things, on the line where the second begins."""
    said = part.frame.drop_nulls(column).group_by("own_id", column).agg(pl.col(LINE).min())
    many = said.group_by("own_id").agg(pl.col(column).sort(), pl.col(LINE).sort().slice(1).min()).drop_nulls(LINE)
    return tuple(
        Issue(
            part.file,
            line,
            column,
            code,
            f"found {' and '.join(values)} for {own}, expected one; the most frequent is kept",
        )
        for own, values, line in many.sort(LINE, "own_id").iter_rows()
    )


def _usual(part: Part, column: str) -> pl.DataFrame:
    """Return the value of a column that stands most often for each body, the first in the alphabet of several."""
    each = part.frame.drop_nulls(column).group_by("org_id", column).agg(n=pl.len(), line=pl.col(LINE).min())
    most = each.sort("org_id", "n", column, descending=[False, True, False])
    return most.unique("org_id", keep="first", maintain_order=True).drop("n")


def organisations(part: Part) -> pl.DataFrame:
    """Return the rows of ``organisations``; each stands where its name first does."""
    rows = part.frame.group_by("org_id").agg(pl.col("person").any(), first=pl.col(LINE).min())
    rows = rows.join(_usual(part, "name"), on="org_id", how="left")
    for column in ("country", "activityType", "nutsCode"):
        rows = rows.join(_usual(part, column).drop(LINE), on="org_id", how="left")
    known, code = pl.col("name").is_not_null(), pl.col("activityType").fill_null("OTH")
    placeholder = pl.when("person").then(pl.lit(PERSON)).otherwise(pl.lit(UNNAMED))
    return part.facts(rows.with_columns(pl.coalesce(LINE, "first").alias(LINE))).with_columns(
        name=pl.coalesce("name", placeholder),
        extent=pl.when(known).then(pl.lit("single")).otherwise(pl.lit("unnamed")),
        kind=code.replace_strict({key: kind for key, (kind, _) in words.KINDS.items()}, return_dtype=pl.String),
        helix=code.replace_strict({key: helix for key, (_, helix) in words.KINDS.items()}, return_dtype=pl.String),
        region="nutsCode",
    )


def names(part: Part) -> pl.DataFrame:
    """Return the rows of ``names``: every other spelling, and the short names."""
    chosen = _usual(part, "name").select("org_id", chosen="name")
    rows = part.frame.join(chosen, on="org_id", maintain_order="left")
    other = rows.drop_nulls("name").filter(pl.col("name") != pl.col("chosen")).with_columns(kind=pl.lit("alias"))
    short = rows.drop_nulls("shortName").filter(
        pl.col("shortName").str.to_uppercase() != pl.col("chosen").str.to_uppercase()
    )
    shorter = pl.col("shortName").str.len_chars() < pl.col("chosen").str.len_chars()
    kind = pl.when(shorter).then(pl.lit("abbreviation")).otherwise(pl.lit("alias"))
    short = short.with_columns(kind=kind, name="shortName")
    columns = ("org_id", "name", "kind", LINE)
    return part.facts(pl.concat([short.select(columns), other.select(columns)]).sort("org_id", "name", "kind", LINE))


def identifiers(part: Part) -> tuple[Part, pl.DataFrame]:
    """Return the rows of ``identifiers``, and the part with the issues of numbers that are not kept."""
    pics = part.frame.drop_nulls("organisationID").select("org_id", LINE, scheme=pl.lit("pic"), value="organisationID")
    registered = pl.col("country").is_in(_REGISTERED) & pl.col("vatNumber").is_not_null()
    found = part.frame.filter(registered).select("org_id", "country", "vatNumber", LINE)
    numbers, formless, wrong = _registry_numbers(found)
    form = f"expected DK and 8 digits or NO and 9 digits; {_NUMBER_LEFT}"
    part = part.noted("vatNumber", registered & pl.col("vatNumber").is_in(formless), code="type", expected=form)
    form = f"expected a number whose check digit fits; {_NUMBER_LEFT}"
    part = part.noted("vatNumber", registered & pl.col("vatNumber").is_in(wrong), code="check-digit", expected=form)
    held = found.join(numbers, on=("country", "vatNumber")).select(pics.columns)
    return part, part.facts(pl.concat([pics, held]).sort("org_id", "scheme", "value", LINE))


def _registry_numbers(found: pl.DataFrame) -> tuple[pl.DataFrame, list[str], list[str]]:
    """Return the number that each VAT number holds, those that hold none, and those whose check digit is wrong."""
    numbers, formless, wrong = [], [], []
    for country, text in found.select("country", "vatNumber").unique().sort("country", "vatNumber").iter_rows():
        if "".join(sign for sign in text.upper() if sign.isalnum()) in words.NO_VAT:
            continue
        held = vat(country, text)
        if held is None:
            formless.append(text)
        elif fault(*held):
            wrong.append(text)
        else:
            numbers.append((country, text, *held))
    columns = dict.fromkeys(("country", "vatNumber", "scheme", "value"), pl.String)
    return pl.DataFrame(numbers, schema=columns, orient="row"), formless, wrong
