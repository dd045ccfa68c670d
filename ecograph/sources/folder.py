"""Reading a dataset from a folder: ``dataset.toml`` and one UTF-8 CSV file per table.

A file is decoded and split here and nothing in it is interpreted. The line of a row is the line it begins
on, also where a quoted cell before it goes over several lines. A line whose cells are all empty is no row.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

from ecograph.errors import Issue
from ecograph.manifest import FILE, Manifest, parse_manifest
from ecograph.parse import RawRow, RawTable, nearest
from ecograph.schema import TABLE
from ecograph.sources.raw import RawDataset, content, listed, sha256

_ONLY_WINDOWS = range(0x80, 0xA0)
"""Bytes that are letters in Windows-1252 and control characters in Latin-1."""


def read(folder: Path) -> RawDataset:
    """Return the dataset in a folder as text.

    Raises:
        EcographError: A file cannot be read.
    """
    hashes: dict[str, str] = {}
    issues: list[Issue] = []
    tables: dict[str, RawTable] = {}
    manifest = Manifest(file=FILE)
    for path in listed(folder):
        if path.name == FILE:
            toml = content(path)
            hashes[path.name] = sha256(toml)
            text, wrong = decoded(toml, path.name)
            manifest, found = parse_manifest(text, path.name) if not wrong else (manifest, wrong)
            issues += found
        elif path.suffix.lower() == ".csv":
            if path.stem in TABLE and path.stem not in tables:
                rows = content(path)
                hashes[path.name] = sha256(rows)
                tables[path.stem] = read_table(path.stem, path.name, rows)
            else:
                issues.append(_no_table(path, tables))
    if not tables:
        message = "found no table, expected CSV files such as organisations.csv; `ecograph new DIR` makes them"
        issues.append(Issue(folder.name, 0, "-", "table", message))
    return RawDataset(tuple(tables.values()), manifest, tuple(issues), hashes)


def _no_table(path: Path, tables: Mapping[str, RawTable]) -> Issue:
    if path.stem in tables:
        message = f"found a second file of this table beside {tables[path.stem].file}, expected one; move it elsewhere"
    else:
        cure = nearest(path.stem, tuple(TABLE)) or "move it elsewhere"
        message = f"found a file that is no table, expected one of {', '.join(TABLE)}; {cure}"
    return Issue(path.name, 0, "-", "table", message)


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
