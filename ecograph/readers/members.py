"""Reading a cluster's member list as people have it, since a cluster knows its members better than any register.

A list is one sheet or CSV file with a column of names and, with luck, one of numbers. Options say which is which;
the other columns are not read, and each is an issue or, where it holds persons, counted and dropped.
"""

import io
import lzma
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import polars as pl

from ecograph import cells, dates
from ecograph.errors import EcographError, Issue
from ecograph.identity import names, numbers
from ecograph.parse import LINE, nearest, shown
from ecograph.readers.kinds import kind_of
from ecograph.readers.ledger import Ledger, plain, source_id
from ecograph.readers.persons import marked
from ecograph.readers.reader import Dropped, File, Harvest, Layout, Reader, dropped, joined, source
from ecograph.readers.records import Fields
from ecograph.readers.separated import Split, split
from ecograph.schema import TABLE
from ecograph.schema.vocabulary import COUNTRIES, MEMBERSHIP_ROLE

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

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

UNPACKED_LIMIT = 200_000_000
"""Bytes that a workbook may unpack to; a larger one is not read."""

LAST_ROW = 1_048_576
"""The last row that a sheet can have; a row that says it comes after it is damage."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,  # it is another kind of document
    SyntaxError,  # what the XML parsers raise
    LookupError,  # a part that the workbook names is not in it
    ValueError,
    TypeError,  # an attribute that must be there is not
    AttributeError,
    EOFError,
    OverflowError,
    NotImplementedError,  # a way of packing that Python does not know
    RuntimeError,  # it is encrypted, or nested too deep
)
"""What openpyxl and the layers below it raise on a damaged workbook."""

_NUMBER_DRESS = re.compile(r"^(CVR(NUMMER|NR|NO)?|ORG(ANISASJONS)?(NUMMER|NR)|VAT(NR|NO)?)?(DK|NO)?|MVA$")
_SCHEMES = {8: ("cvr", "DK"), 9: ("orgnr", "NO")}


def read(name: str, files: Sequence[File], options: Mapping[str, str]) -> Harvest:
    """Return the tables of a member list: organisations, their numbers, and their memberships in one cluster.

    A member is a row with a name, which is kept as typed. Its id is that of its number or, without one, of its
    name. A number of 8 digits is a CVR number and one of 9 an organisasjonsnummer, with or without blanks, ``DK``
    or ``NO ... MVA``; it also says the country where no column and no option does. The kind comes from the words
    of the name (``kinds.RULES``). The cluster itself is not in the tables: it is an organisation of the dataset.
    Members whose name marks them as sole traders (``persons.MARKS``) are dropped and counted.

    Args:
        name: The name of the import.
        files: CSV files (with ``,``, ``;`` or a tab, UTF-8 or Windows-1252) or workbooks.
        options: ``OPTIONS``.

    Raises:
        EcographError: An option is missing or not understood.
    """
    _check(options)
    harvests = []
    for file in files:
        found = _rows(file, options)
        layout = _layout(found.header, options)
        header_line = int(options.get("header_row", "1"))
        missing = layout.faults(file.name, found.header, header_line) if found.header else ()
        if LINE in found.header:
            said = f"found a column named {LINE}, expected another name, since rows are counted under it; rename it"
            missing += (Issue(file.name, header_line, LINE, "column", said),)
        ledger = Ledger(file.name, source_id(name, file), layout)
        if not missing:
            for row in found.frame.iter_rows(named=True):
                _member(ledger, name, row, options)
        title = f"Members of {options['cluster']}: {file.name}"
        harvest = _without_traders(ledger, options["name"], source(MEMBERS, ledger.source_id, file, title))
        unread = (
            Issue(file.name, header_line, column, "column", f"found a column that no option names, expected {why}")
            for column, why in layout.ignores.items()
        )
        issues = tuple(sorted((*found.issues, *unread, *missing, *harvest.issues)))
        harvests.append(Harvest(harvest.tables, issues, (*harvest.dropped, *dropped(file.name, found.frame, layout))))
    return joined(harvests)


def _without_traders(ledger: Ledger, column: str, about: Mapping[str, object]) -> Harvest:
    """Return what the ledger holds, without members whose name marks them as sole traders; they are counted."""
    harvest = ledger.harvest(about)
    bodies = harvest.tables.get("organisations", TABLE["organisations"].frame)
    traders = bodies.filter(marked(["name"], "country"))["org_id"]
    if traders.is_empty():
        return harvest
    tables = {
        name: frame.filter(~pl.col("org_id").is_in(traders.implode())) if "org_id" in frame.columns else frame
        for name, frame in harvest.tables.items()
    }
    lost = Dropped(ledger.file, column, "sole traders", traders.len())
    return Harvest(tables, harvest.issues, (*harvest.dropped, lost))


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
    scheme, value, stated = _number(ledger, row, options)
    org_id = f"{name}.{value or names.slug(called)}"
    if not ledger.is_new(line, org_id, called):
        return
    country = _country(ledger, row, options) or options.get("country") or stated
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


def _number(ledger: Ledger, row: Fields, options: Mapping[str, str]) -> tuple[str, str, str | None]:
    """Return the scheme, number and country that the number of a member states; empty texts when it states none."""
    line, column = int(str(row[LINE])), options.get("number", "")
    given = ledger.text(row, column, line) if column else None
    if given is None:
        return "", "", None
    value = _NUMBER_DRESS.sub("", re.sub(r"[\s.:/-]", "", given.upper()))
    scheme, country = _SCHEMES.get(len(value), ("", None))
    fault = numbers.fault(scheme, value) if scheme else "expected 8 or 9 digits"
    if fault:
        said = f"a CVR number or organisasjonsnummer ({fault}); it is not kept"
        ledger.doubt(line, column, given, code="check-digit", expected=said)
        return "", "", None
    return scheme, value, country


def _country(ledger: Ledger, row: Fields, options: Mapping[str, str]) -> str | None:
    line, column = int(str(row[LINE])), options.get("country_column", "")
    given = ledger.text(row, column, line) if column else None
    return given and ledger.country(line, column, COUNTRY_NAMES.get(names.key(given), given.upper()))


def _rows(file: File, options: Mapping[str, str]) -> Split:
    """Return the rows of a list; its line numbers are those of the file or sheet."""
    header_row = int(options.get("header_row", "1"))
    if file.content.startswith(b"PK"):
        return _sheet(file, options.get("sheet"), header_row)
    strange = {b"\xd0\xcf\x11\xe0": "an old Excel file", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
    for sign, what in strange.items():
        if file.content.startswith(sign):
            return _nothing(file.name, "encoding", f"found {what}, expected CSV or XLSX; save it as XLSX or CSV UTF-8")
    lines = file.content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n", header_row - 1)
    if len(lines) < header_row:
        return _no_header(file.name, header_row)
    table_of_lines = lines[-1] if header_row == 1 else b"\n" * (header_row - 1) + lines[-1]
    header = re.sub(rb'"[^"]*"', b"", lines[-1].split(b"\n", 1)[0])
    separator = max(b";,\t", key=header.count)
    return split(File(file.name, table_of_lines), separator=chr(separator))


def _nothing(file: str, code: str, said: str) -> Split:
    return Split(pl.DataFrame(schema={LINE: pl.Int64()}), (), (Issue(file, 1, "-", code, said),))


def _no_header(file: str, header_row: int) -> Split:
    said = f"found no row {header_row}, expected the names of the columns there; mend the option header_row"
    return _nothing(file, "column", said)


def _sheet(file: File, called: str | None, header_row: int) -> Split:
    """Return the rows of a sheet as texts; a formula or an error value is an issue and null."""
    from openpyxl import load_workbook
    from openpyxl.chartsheet import Chartsheet
    from openpyxl.formula.tokenizer import TokenizerError
    from openpyxl.formula.translate import TranslatorError

    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
                raise ValueError(f"it unpacks to more than {UNPACKED_LIMIT:,} bytes")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # openpyxl speaks of styles, notes and the like
            book = load_workbook(io.BytesIO(file.content), read_only=True, data_only=False, keep_links=False)
            names_of_sheets = [name for name in book.sheetnames if not isinstance(book[name], Chartsheet)]
            if not names_of_sheets or (called or names_of_sheets[0]) not in names_of_sheets:
                said = f"found no sheet {called or 'with rows'}, expected one of {', '.join(names_of_sheets)}"
                return _nothing(file.name, "table", f"{said}; mend the option sheet")
            return _table(file.name, book[called or names_of_sheets[0]], header_row)
    except (TokenizerError, TranslatorError, *_BROKEN) as error:
        said = f"found no readable workbook ({error}), expected XLSX; save it again"
        return _nothing(file.name, "format", said)


def _table(file: str, sheet: "ReadOnlyWorksheet", header_row: int) -> Split:
    header: list[str] = []
    rows: list[list[object]] = []
    issues: list[Issue] = []
    sheet.reset_dimensions()  # the size that it says it has may be too small, which would hide rows
    for line, row in enumerate(sheet.iter_rows(), start=1):
        if line > LAST_ROW:
            raise ValueError(f"a sheet has rows after {LAST_ROW:,}")
        if line == header_row:
            header = [_text(cell.value) or "" for cell in row]
            while header and not header[-1]:
                header.pop()
        if line <= header_row:
            continue
        texts = [None if cell.data_type in _UNUSABLE else _text(cell.value) for cell in row][: len(header)]
        issues += (
            Issue(file, line, column, *_UNUSABLE[cell.data_type])
            for column, cell in zip(header, row, strict=False)
            if cell.data_type in _UNUSABLE
        )
        if any(texts):
            rows.append([*texts, *[None] * (len(header) - len(texts)), line])
    if not header:
        return _no_header(file, header_row)
    if not all(header) or len(set(header)) < len(header):
        said = f"found the columns {', '.join(header)}, expected a name for each and each once; mend the header"
        return _nothing(file, "column", said)
    columns = {name: [row[place] for row in rows] for place, name in enumerate([*header, LINE])}
    schema = {**dict.fromkeys(header, pl.String()), LINE: pl.Int64()}
    return Split(pl.DataFrame(columns, schema=schema), tuple(header), tuple(issues))


_UNUSABLE = {
    "f": ("formula", "found a formula, expected its value; copy the cell and paste it as a value"),
    "e": ("type", "found an error value such as #N/A, expected a value; retype it"),
}
"""The types of cells that hold no value, with the code and the words of their issue."""


def _text(value: object) -> str | None:
    match value:
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return plain(cells.text(value)).strip() or None


MEMBERS = Reader(
    name="members",
    about="The member list of one cluster: a CSV file or a sheet with a column of names.",
    publisher="",
    licence="",
    layouts=(),
    read=read,
    options=OPTIONS,
)
