"""Reading a dataset from a folder: ``dataset.toml`` and one UTF-8 CSV file per table.

A file is decoded and split here and nothing in it is interpreted. The line of a row is the line it begins
on, also where a quoted cell before it goes over several lines. Lines without any sign are not rows.
"""

import csv
from pathlib import Path

from ecograph.errors import Issue
from ecograph.manifest import FILE, Manifest, parse_manifest
from ecograph.parse import RawRow, RawTable, nearest
from ecograph.schema import TABLE
from ecograph.sources.raw import RawDataset, sha256

_ONLY_WINDOWS = range(0x80, 0xA0)
"""Bytes that are letters in Windows-1252 and control characters in Latin-1."""


def read(folder: Path) -> RawDataset:
    """Return the dataset in a folder as text."""
    hashes: dict[str, str] = {}
    issues: list[Issue] = []
    tables = []
    manifest = Manifest(file=FILE)
    for path in sorted(folder.iterdir()):
        if path.name == FILE:
            content = path.read_bytes()
            hashes[path.name] = sha256(content)
            text, wrong = decoded(content, path.name)
            manifest, found = parse_manifest(text, path.name) if not wrong else (manifest, wrong)
            issues += found
        elif path.suffix.lower() == ".csv":
            if path.stem in TABLE:
                content = path.read_bytes()
                hashes[path.name] = sha256(content)
                tables.append(read_table(path.stem, path.name, content))
            else:
                cure = nearest(path.stem, tuple(TABLE)) or "move it elsewhere"
                message = f"found a file that is no table, expected one of {', '.join(TABLE)}; {cure}"
                issues.append(Issue(path.name, 0, "-", "table", message))
    if not tables:
        message = "found no table, expected CSV files such as organisations.csv; `ecograph new DIR` makes them"
        issues.append(Issue(folder.name, 0, "-", "table", message))
    return RawDataset(tuple(tables), manifest, tuple(issues), hashes)


def read_table(name: str, file: str, content: bytes) -> RawTable:
    """Return the rows of one CSV file as text."""
    text, issues = decoded(content, file)
    if issues:
        return RawTable(name, file, (), (), issues)
    rows, issues = _rows(text, file)
    header = rows[0].cells if rows else ()
    return RawTable(name, file, header, tuple(rows[1:]), issues)


def decoded(content: bytes, file: str) -> tuple[str, tuple[Issue, ...]]:
    """Return the text of a UTF-8 file with or without BOM, or the issue that says which encoding it has."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n"), ()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"found {_encoding(content)}, expected UTF-8; save the file as CSV UTF-8"
        return "", (Issue(file, line, "-", "encoding", message),)


def _encoding(content: bytes) -> str:
    """Return the name of the encoding that bytes which are not UTF-8 most likely have."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    if any(byte in _ONLY_WINDOWS for byte in content):
        return "Windows-1252 or another encoding"
    return "Latin-1 (ISO 8859-1) or another encoding"


def _rows(text: str, file: str) -> tuple[list[RawRow], tuple[Issue, ...]]:
    """Return the rows of a text; when its quotes do not match, the issue that says from which line on."""
    reader = csv.reader((line + "\n" for line in text.removesuffix("\n").split("\n")), strict=True)
    rows: list[RawRow] = []
    line = 1
    try:
        for cells in reader:
            if any(cells):
                rows.append(RawRow(line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"found a row that cannot be split into cells ({error}), expected quotes in pairs; mend the row"
        return [], (Issue(file, line, "-", "format", message),)
    return rows, ()
