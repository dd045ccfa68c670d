"""Reading a cluster's member list as people have it, since a cluster knows its members better than any register.

A list is one sheet or CSV file with a column of names and, with luck, one of numbers. Options say which is which;
the other columns are not read, and each is an issue or, where it holds persons, counted and dropped.
"""

import re
from collections.abc import Mapping, Sequence

import polars as pl

from ecograph import dates
from ecograph.errors import EcographError, Issue
from ecograph.identity import names, numbers
from ecograph.parse import LINE, nearest, shown
from ecograph.readers.kinds import kind_of
from ecograph.readers.layouts import source_ids
from ecograph.readers.ledger import Ledger, Seen, plain
from ecograph.readers.lists import rows
from ecograph.readers.persons import marked
from ecograph.readers.reader import File, Harvest, Layout, Reader, dropped, joined, source
from ecograph.readers.records import Fields
from ecograph.schema.vocabulary import COUNTRIES, MEMBERSHIP_ROLE

OPTIONS = {
    "cluster": "the org_id of the cluster whose members the list names (required)",
    "name": "the column with the names of the members (required)",
    "number": "the column with their CVR number or organisasjonsnummer",
    "country": "the country of members for whom no column states one, such as DK",
    "country_column": "the column with their country",
    "as_of": "the day on which the list was true",
    "role": "as what they belong: member where it is not said",
    "header_row": "the row with the names of the columns: 1 where it is not said",
    "sheet": "the sheet of a workbook: the first where it is not said",
}
"""The options of the reader, as text."""

PERSONAL = re.compile(
    r"\b(e ?mail|mail|e ?post|elektronisk post|telefon|tlf|phone|mobil|mobile|fax|kontakt|contact|person|direktoer"
    r"|daglig leder|ceo|manager|fornavn|efternavn|etternavn|first name|last name|surname|cpr|foedselsdato|linkedin)"
)
"""What the key of a column begins a word with when the column holds persons or ways to reach them."""

COUNTRY_NAMES = {
    "danmark": "DK",
    "denmark": "DK",
    "norge": "NO",
    "noreg": "NO",
    "norway": "NO",
    "sverige": "SE",
    "sweden": "SE",
    "finland": "FI",
    "island": "IS",
    "iceland": "IS",
    "tyskland": "DE",
    "germany": "DE",
}
"""Countries as lists of members write them, by the key of the name."""

_NUMBER_DRESS = re.compile(r"^(CVR(NUMMER|NR|NO)?|ORG(ANISASJONS)?(NUMMER|NR)|VAT(NR|NO)?)?(DK|NO)?|MVA$")
_SCHEMES = {8: "cvr", 9: "orgnr"}
_COUNTRY = {"cvr": "DK", "orgnr": "NO"}


def read(name: str, files: Sequence[File], options: Mapping[str, str]) -> Harvest:
    """Return the tables of a member list: organisations, their numbers, and their memberships in one cluster.

    A member is a row with a name, which is kept as typed. Its id is that of its number or, without one, of its
    name. A number of 8 digits is a CVR number and one of 9 an organisasjonsnummer, with or without blanks, ``DK``
    or ``NO ... MVA``; it also says the country where no column and no option does. The kind comes from the words
    of the name (``kinds.RULES``). The cluster itself is not in the tables: it is an organisation of the dataset.
    Members whose name marks them as sole traders (``persons.MARKS``) are dropped and counted. A number that is
    none is never shown, since it may be that of a person.

    Args:
        name: The name of the import.
        files: CSV files (with ``,``, ``;`` or a tab, UTF-8 or Windows-1252) or workbooks.
        options: ``OPTIONS``.

    Raises:
        EcographError: An option is missing or not understood.
    """
    _check(options)
    harvests = []
    seen: Seen = {}
    for file, source_id in zip(files, source_ids(name, files), strict=True):
        found = rows(file, options)
        layout = _layout(found.header, options)
        header_line = int(options.get("header_row", "1"))
        missing = layout.faults(file.name, found.header, header_line) if found.header else ()
        if LINE in found.header:
            said = f"found a column named {LINE}, expected another name, since rows are counted under it; rename it"
            missing += (Issue(file.name, header_line, LINE, "column", said),)
        ledger = Ledger(file.name, source_id, layout, seen)
        if found.header and not missing:
            for row in _without_traders(ledger, found.frame, options).iter_rows(named=True):
                _member(ledger, name, row, options)
        title = f"Members of {options['cluster']}: {file.name}"
        harvest = ledger.harvest(source(MEMBERS, source_id, file, title))
        unread = (
            Issue(file.name, header_line, column, "column", f"found a column that no option names, expected {why}")
            for column, why in layout.ignores.items()
        )
        issues = tuple(sorted((*found.issues, *unread, *missing, *harvest.issues)))
        harvests.append(Harvest(harvest.tables, issues, (*harvest.dropped, *dropped(file.name, found.frame, layout))))
    return joined(harvests)


def _without_traders(ledger: Ledger, frame: pl.DataFrame, options: Mapping[str, str]) -> pl.DataFrame:
    """Return the rows without those of sole traders, which are counted before anything of them can be shown.

    A member is one when a name of its marks it: on the row itself, or on another with its number.
    """
    column = options["name"]
    numbered = [_numbered(row, options) for row in frame.iter_rows(named=True)]
    own = [
        value or plain(row[column] or "") for row, (_, value) in zip(frame.iter_rows(named=True), numbered, strict=True)
    ]
    countries = [
        _stated_country(row, options) or options.get("country") or _COUNTRY.get(scheme)
        for row, (scheme, _) in zip(frame.iter_rows(named=True), numbered, strict=True)
    ]
    known = pl.DataFrame(
        {"own": own, "name": frame[column], "country": countries},
        schema=dict.fromkeys(("own", "name", "country"), pl.String),
    )
    is_trader = known.select(marked(["name"], "country").any().over("own")).to_series()
    if is_trader.any():
        ledger.drop(column, "sole traders", int(is_trader.sum()))
    return frame.filter(~is_trader)


def _check(options: Mapping[str, str]) -> None:
    """Raise ``EcographError`` for options that are missing or not understood."""

    def wrong(option: str, found: str, expected: str) -> EcographError:
        return EcographError(f"members: option {option}: found {found}, expected {expected}; see docs/sources.md")

    for option in options:
        if option not in OPTIONS:
            cure = nearest(option, tuple(OPTIONS)) or "remove it"
            raise wrong(option, "an unknown option", f"one of {', '.join(OPTIONS)} ({cure})")
    for option in ("cluster", "name"):
        if not options.get(option, "").strip():
            raise wrong(option, "nothing", OPTIONS[option])
    forms = {
        "cluster": re.fullmatch(r"[a-z0-9][a-z0-9.-]*", options["cluster"]) is not None,
        "country": options.get("country", "DK") in COUNTRIES,
        "role": options.get("role", MEMBERSHIP_ROLE[0]) in MEMBERSHIP_ROLE,
        "header_row": re.fullmatch(r"[1-9][0-9]{0,5}", options.get("header_row", "1")) is not None,
        "as_of": _is_date(options.get("as_of", "2000")),
    }
    expected = {
        "cluster": "an org_id such as welfare-tech",
        "country": "a country as two capital letters (ISO 3166)",
        "role": f"one of {', '.join(MEMBERSHIP_ROLE)}",
        "header_row": "a row, 1 for the first",
        "as_of": "a date: YYYY, YYYY-MM or YYYY-MM-DD",
    }
    for option, fits in forms.items():
        if not fits:
            raise wrong(option, shown(options[option]), expected[option])


def _is_date(text: str) -> bool:
    try:
        dates.bounds(text)
    except ValueError:
        return False
    return True


def _layout(header: Sequence[str], options: Mapping[str, str]) -> Layout:
    """Return what the columns of a list become; those that no option names are personal or not read."""
    becomes = {
        "name": "organisations.name",
        "number": "identifiers.value",
        "country_column": "organisations.country",
    }
    maps = {options[option]: column for option, column in becomes.items() if option in options}
    others = [column for column in header if column not in maps]
    personal = {column: "persons or ways to reach them" for column in others if PERSONAL.search(names.key(column))}
    ignored = {
        column: "its name in an option (name, number, country_column); it is not read"
        for column in others
        if column not in personal
    }
    return Layout("member list", maps, ignored, personal, required=tuple(maps))


def _member(ledger: Ledger, name: str, row: Fields, options: Mapping[str, str]) -> None:
    """Add the rows of one member."""
    line = int(str(row[LINE]))
    called = ledger.text(row, options["name"], line)
    if called is None:
        if any(row[column] is not None for column in ledger.layout.maps):
            ledger.doubt(line, options["name"], "", code="missing", expected="a name; the row is not read")
        return
    scheme, value = _number(ledger, row, options)
    org_id = f"{name}.{value or names.slug(called)}"
    country = _country(ledger, row, options) or options.get("country") or _COUNTRY.get(scheme)
    if not ledger.is_new(line, org_id, called, (called, country)):
        return
    kind, helix = kind_of(called)
    ledger.add(
        "organisations",
        line,
        org_id=org_id,
        name=called,
        country=country,
        helix=helix,
        kind=kind,
        extent="single",
    )
    if value:
        ledger.add("identifiers", line, scheme=scheme, value=value, org_id=org_id)
    ledger.add(
        "memberships",
        line,
        org_id=org_id,
        cluster_id=options["cluster"],
        seq=1,
        role=options.get("role", MEMBERSHIP_ROLE[0]),
        as_of=options.get("as_of"),
    )


def _numbered(row: Fields, options: Mapping[str, str]) -> tuple[str, str]:
    """Return the scheme and number that a row states without its dress; empty texts when it states none."""
    given = row[options["number"]] if "number" in options else None
    value = _NUMBER_DRESS.sub("", re.sub(r"[\s.:/-]", "", str(given or "").upper()))
    scheme = _SCHEMES.get(len(value), "")
    return (scheme, value) if scheme and not numbers.fault(scheme, value) else ("", "")


def _number(ledger: Ledger, row: Fields, options: Mapping[str, str]) -> tuple[str, str]:
    """Return what ``_numbered`` does; a cell that holds no number is an issue, which shows it when it is a CVR number.

    Ten digits may be the number of a person, and nine the same without its leading 0: those are not shown.
    """
    scheme, value = _numbered(row, options)
    given = str(row[options["number"]] or "") if "number" in options else ""
    if given and not value:
        digits = re.sub(r"[\s.:/-]", "", given)
        is_cvr = re.fullmatch("[0-9]{8}", digits) is not None
        fault = numbers.fault("cvr", digits) if is_cvr else "8 or 9 digits whose check digit fits"
        said = f"a CVR number or organisasjonsnummer ({fault}); it is not kept"
        seen = given if is_cvr else f"{len(given)} signs that are not shown"
        ledger.doubt(int(str(row[LINE])), options["number"], seen, code="check-digit", expected=said)
    return scheme, value


def _stated_country(row: Fields, options: Mapping[str, str]) -> str | None:
    given = row[options["country_column"]] if "country_column" in options else None
    return COUNTRY_NAMES.get(names.key(str(given)), str(given).upper()) if given else None


def _country(ledger: Ledger, row: Fields, options: Mapping[str, str]) -> str | None:
    return ledger.country(int(str(row[LINE])), options.get("country_column", ""), _stated_country(row, options))


MEMBERS = Reader(
    name="members",
    about="The member list of one cluster: a CSV file or a sheet with a column of names.",
    publisher="the cluster itself",
    licence="",
    layouts=(),
    read=read,
    options=OPTIONS,
)
