"""Reading a dataset from a folder: ``dataset.toml`` and one file per table, UTF-8 CSV or Parquet.

A CSV file is decoded and split here and nothing in it is interpreted. The line of a row is the line it begins
on, also where a quoted cell before it goes over several lines. A line whose cells are all empty is no row.
"""

import csv
from collections.abc import Iterable
from pathlib import Path, PurePath

from ecograph.errors import Issue
from ecograph.manifest import FILE, Manifest, parse_manifest
from ecograph.parse import RawRow, RawTable, nearest
from ecograph.schema import TABLE
from ecograph.sources import parquet
from ecograph.sources.raw import RawDataset, content, listed, sha256

IMPORTED = "imported"
"""The folder of a dataset that holds what was imported from published files."""

OTHERS = ("candidates.csv", "judgements.csv", "remarks.csv")
"""Files of a dataset that are no tables: what a person decides and is shown about it."""

_ONLY_WINDOWS = range(0x80, 0xA0)
"""Bytes that are letters in Windows-1252 and control characters in Latin-1."""


def read(folder: Path) -> RawDataset:
    """Return the dataset in a folder: its CSV files as text, its Parquet files typed.

    Raises:
        EcographError: A file cannot be read.
    """
    paths = listed(folder)
    toml = {path.name: content(path) for path in paths if path.name == FILE}
    manifest, wrong = _manifest(toml.get(FILE))
    named = {PurePath(file).as_posix() for entry in manifest.sources for file in entry.files}
    own = (path for path in paths if path.name not in named)
    chosen, strangers = _chosen(path for path in own if path.suffix.lower() in {".csv", parquet.SUFFIX})
    text = {path.name: content(path) for path in chosen if path.suffix.lower() == ".csv"}
    typed = _typed(folder, [path for path in chosen if path.name not in text], "")
    tables = (*(read_table(Path(name).stem, name, given) for name, given in text.items()), *typed.tables)
    issues = [*wrong, *strangers, *typed.issues]
    if not tables and not manifest.base and not manifest.sources and not (folder / IMPORTED).is_dir():
        message = "found no table, expected files such as organisations.csv; `ecograph new DIR` makes them"
        issues.append(Issue(folder.name, 0, "-", "table", message))
    hashes = {name: sha256(given) for name, given in sorted({**toml, **text}.items())}
    return RawDataset(tables, manifest, tuple(issues), hashes | dict(typed.hashes))


def read_parquet(folder: Path, *, place: str = "") -> RawDataset:
    """Return the Parquet tables in a folder, typed; other files in it are left alone.

    Args:
        folder: The folder.
        place: What messages and hashes put before the name of a file, such as ``imported/horizon-europe/``.

    Raises:
        EcographError: A file cannot be read.
    """
    chosen, strangers = _chosen((path for path in listed(folder) if path.suffix.lower() == parquet.SUFFIX), place)
    typed = _typed(folder, chosen, place)
    return RawDataset(typed.tables, typed.manifest, (*strangers, *typed.issues), typed.hashes)


def _typed(folder: Path, chosen: Iterable[Path], place: str) -> RawDataset:
    """Return the tables of some Parquet files of a folder, held against the list beside them."""
    given = {path.name: content(path) for path in chosen}
    listing = folder / parquet.LISTING
    beside = content(listing) if given and listing.exists() else None
    tables, issues = parquet.tables(given, beside, place=place)
    read = given if beside is None else given | {parquet.LISTING: beside}
    return RawDataset(tables, Manifest(file=FILE), issues, {place + name: sha256(read[name]) for name in sorted(read)})


def _manifest(toml: bytes | None) -> tuple[Manifest, tuple[Issue, ...]]:
    if toml is None:
        return Manifest(file=FILE), ()
    text, wrong = decoded(toml, FILE)
    return (Manifest(file=FILE), wrong) if wrong else parse_manifest(text, FILE)


def _chosen(paths: Iterable[Path], place: str = "") -> tuple[list[Path], list[Issue]]:
    """Return the one file of each table, and the issues of the files that are none or a second one."""
    chosen: dict[str, Path] = {}
    issues = []
    for path in paths:
        if path.stem in TABLE and path.stem not in chosen:
            chosen[path.stem] = path
        elif path.name not in OTHERS:
            if path.stem in chosen:
                beside = place + chosen[path.stem].name
                message = f"found a second file of this table beside {beside}, expected one; move it elsewhere"
            else:
                cure = nearest(path.stem, tuple(TABLE)) or "move it elsewhere"
                message = f"found a file that is no table, expected one of {', '.join(TABLE)}; {cure}"
            issues.append(Issue(place + path.name, 0, "-", "table", message))
    return list(chosen.values()), issues


def read_table(name: str, file: str, given: bytes) -> RawTable:
    """Return the rows of one CSV file as text."""
    text, issues = decoded(given, file)
    if issues:
        return RawTable(name, file, (), (), issues)
    rows, issues = _rows(text, file)
    if not rows:
        return RawTable(name, file, (), (), issues)
    return RawTable(name, file, rows[0].cells, tuple(rows[1:]), issues, rows[0].line)


def decoded(given: bytes, file: str) -> tuple[str, tuple[Issue, ...]]:
    """Return the text of a UTF-8 file with or without BOM, or the issue that says which encoding it has."""
    try:
        text = given.decode("utf-8-sig").replace("\r\n", "\n")
        return (text if "\n" in text else text.replace("\r", "\n")), ()  # without any \n, \r ends the lines
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1  # its object is what follows the BOM
        message = f"found {_encoding(given)}, expected UTF-8; save the file as CSV UTF-8"
        return "", (Issue(file, line, "-", "encoding", message),)


def _encoding(given: bytes) -> str:
    """Return the name of the encoding that bytes which are not UTF-8 most likely have."""
    if given.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if given.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    if any(byte in _ONLY_WINDOWS for byte in given):
        return "Windows-1252 or another encoding"
    return "Latin-1 (ISO 8859-1) or another encoding"


def _rows(text: str, file: str) -> tuple[list[RawRow], tuple[Issue, ...]]:
    """Return the rows of a text; when its quotes do not match, the issue that says from which line on."""
    reader = csv.reader((line + "\n" for line in text.removesuffix("\n").split("\n")), strict=True)
    rows: list[RawRow] = []
    line = 1
    usual = csv.field_size_limit(len(text) + 1)
    try:
        for cells in reader:
            if any(cells):
                rows.append(RawRow(line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        message = (
            f"found a row that cannot be split into cells ({error}), expected quotes in pairs and a line break at "
            "the end; mend the row (until then no row of the file is read)"
        )
        return [], (Issue(file, line, "-", "format", message),)
    finally:
        csv.field_size_limit(usual)
    return rows, ()
