"""What a dataset takes from published files: each import as tables that hold against the data model.

An import is either read from the files that ``[[sources]]`` names, or was read before by ``ecograph import`` and
lies in ``imported/NAME`` as Parquet. What an import holds that cannot be used is left out, and a remark says so.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from ecograph.cells import FORMULA_SIGNS
from ecograph.checks import CHECKS, check, references
from ecograph.closure import closed
from ecograph.columnar import parse_frame
from ecograph.errors import EcographError, Issue
from ecograph.manifest import Entry, Manifest
from ecograph.parse import LINE, nearest, parse
from ecograph.readers import READER, Reader
from ecograph.readers.reader import Dropped, File
from ecograph.schema import TABLE, TABLES
from ecograph.selection import Wanted, selected
from ecograph.sources import archive, downloads, folder
from ecograph.sources.raw import content, listed, sha256

Say = Callable[[str], None]
"""Where progress is told."""

FOLDER = folder.IMPORTED
"""The folder of a dataset that holds its imports."""

REMARKS = "remarks.csv"

_OLD = ".old"
_LEFT = re.compile(r"\.[a-z0-9][a-z0-9-]*" + re.escape(_OLD))
"""What a folder is called that an interrupted exchange left beside its place."""

BARE = ("sources", "frameworks")
"""Tables whose rows say nothing alone: an import that has no others has found nothing."""

TOLD = 10
"""The number of remarks that an error quotes."""

SHARED = ("frameworks", "themes", "tags")
"""Tables of which several imports may state the same row, such as the themes of one vocabulary."""


@dataclass(frozen=True, slots=True)
class Import:
    """What an import gives.

    Args:
        name: Its name, with which its ids begin.
        tables: All tables of the data model.
        remarks: What its files hold that was not understood or cannot be used.
        dropped: The personal data that was dropped on reading.
        hashes: SHA-256 of each file that was read, by its name.
    """

    name: str
    tables: Mapping[str, pl.DataFrame]
    remarks: tuple[Issue, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)


def harvested(entry: Entry, dataset: Path, say: Say) -> Import:
    """Return what the published files of an entry of ``[[sources]]`` give.

    Args:
        entry: The entry.
        dataset: The folder from which its paths go.
        say: Where progress is told.

    Raises:
        EcographError: There is no such reader, option, filter or file, a file cannot be unpacked, or the name is
            none that ids can begin with.
    """
    reader, wanted = understood(entry)
    say(f"reading {entry.name} ({reader.name})")
    given = _files(entry, dataset)
    options = {
        key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in entry.options.items()
    }
    harvest = reader.read(entry.name, given.files, options)
    tables, faults = usable(entry.name, selected(harvest.tables, wanted))
    remarks = tuple(sorted({*harvest.issues, *faults, *given.remarks}))
    if all(frame.is_empty() for name, frame in tables.items() if name not in BARE):
        told = "".join(f"\n{issue}" for issue in remarks[:TOLD])
        raise EcographError(
            f"{entry.name}: found no row in {', '.join(given.hashes)}, expected some; see whether the files, the "
            f"source and the conditions are the right ones{told}"
        )
    return Import(entry.name, tables, remarks, harvest.dropped, given.hashes)


def understood(entry: Entry) -> tuple[Reader, Wanted]:
    """Return the reader of an entry and what it keeps, once all that the entry says is understood.

    Raises:
        EcographError: Its name is none that ids can begin with, or there is no such reader, option or filter.
    """
    return _reader(entry), _wanted(entry)


def _reader(entry: Entry) -> Reader:
    """Return the reader of an entry, once its name and options are those it can have."""
    if re.fullmatch(r"[a-z0-9][a-z0-9-]*", entry.name) is None:
        raise EcographError(f"found the name {entry.name!r}, expected small letters, digits and hyphens; choose one")
    if entry.reader not in READER:
        cure = nearest(entry.reader, tuple(READER)) or "correct it"
        said = f"found the source {entry.reader!r}, expected one of {', '.join(READER)}; {cure}"
        raise EcographError(f"{entry.name}: {said}")
    reader = READER[entry.reader]
    for option in sorted(set(entry.options) - set(reader.options)):
        known = ", ".join(reader.options) or "none"
        raise EcographError(f"{entry.name}: found the option {option!r}, expected {known}; correct it")
    return reader


@dataclass(frozen=True, slots=True)
class _Given:
    """The published files of an entry, unpacked, their SHA-256 before that, and what is doubtful about them."""

    files: tuple[File, ...]
    hashes: Mapping[str, str]
    remarks: tuple[Issue, ...]


def _files(entry: Entry, dataset: Path) -> _Given:
    files: list[File] = []
    hashes: dict[str, str] = {}
    remarks: list[Issue] = []
    for path in (dataset / name for name in entry.files):
        if path.name in hashes:
            said = f"found two files named {path.name}, expected a name for each; rename one, or import it apart"
            raise EcographError(f"{entry.name}: {said}")
        given = content(path)
        hashes[path.name] = sha256(given)
        url, retrieved, doubt = _origin(path, hashes[path.name])
        files += [replace(file, url=url, retrieved=retrieved) for file in archive.files(path.name, given)]
        remarks += doubt
    return _Given(tuple(files), hashes, tuple(remarks))


def _wanted(entry: Entry) -> Wanted:
    try:
        return Wanted.of(entry.keep)
    except EcographError as error:
        raise EcographError(f"{entry.name}: {error}") from error


def _origin(path: Path, digest: str) -> tuple[str, str, list[Issue]]:
    """Return the address and day that ``ecograph fetch`` recorded of a file; a remark when it is another file now."""
    known = downloads.recorded(path.parent) if path.parent.name == downloads.FOLDER else {}
    origin = known.get(path.name)
    if origin is None:
        return "", "", []
    if origin.sha256 != digest:
        said = "found another file than the one that was fetched, expected that one; its address and day are not taken"
        return "", "", [Issue(path.name, 0, "-", "source", said)]
    return origin.url, origin.retrieved, []


def usable(name: str, tables: Mapping[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], tuple[Issue, ...]]:
    """Return the rows of some tables that hold against the data model, and the issues of the others.

    Whether a row points to one that is there is not looked at, since it may be one of the dataset itself.
    """
    parsed = {t.name: parse_frame(t, f"{name}/{t.name}", tables.get(t.name, t.frame)) for t in TABLES}
    alone = tuple(each for each in CHECKS if each is not references)
    issues = {issue for each in parsed.values() for issue in each.issues} | set(check(parsed, Manifest(), alone))
    good = {}
    for each in parsed.values():
        lines = [issue.line for issue in issues if issue.file == each.file]
        good[each.table.name] = each.frame.filter(~pl.col(LINE).is_in(lines)).drop(LINE)
    return good, tuple(sorted(issues))


def imported(dataset: Path) -> tuple[tuple[Import, ...], tuple[Issue, ...]]:
    """Return the imports that lie in a dataset, sorted by name, and the faults of their files."""
    place = dataset / FOLDER
    found, faults = [], list[Issue]()
    for name, path in sorted(_whole(place).items()) if place.is_dir() else ():
        raw = folder.read_parquet(path, place=f"{FOLDER}/{name}/")
        parsed = {table.name: parse(table) for table in raw.tables}
        remarks, wrong = _remarks(path / REMARKS, f"{FOLDER}/{name}/{REMARKS}")
        faults += [*raw.issues, *(issue for each in parsed.values() for issue in each.issues), *wrong]
        tables = {t.name: parsed[t.name].frame.drop(LINE) if t.name in parsed else t.frame for t in TABLES}
        faults += _misplaced(name, tables["sources"])
        found.append(Import(name, tables, remarks, hashes=raw.hashes))
    return tuple(found), tuple(faults)


def _misplaced(name: str, sources: pl.DataFrame) -> list[Issue]:
    """Return the fault of an import whose folder has another name than its ids: its rows could stand there twice."""
    others = sorted({source.partition(".")[0] for source in sources["source_id"]} - {name})
    said = f"found the import {', '.join(others)}, expected {name}; give the folder its name back, or import it again"
    return [Issue(f"{FOLDER}/{name}", 0, "-", "table", said)] if others else []


def _whole(place: Path) -> dict[str, Path]:
    """Return the folder of each import by its name.

    Of an import that was being replaced when the machine stopped, the one before it: ``stores.files`` leaves it
    beside its place, and the next import puts it back.
    """
    folders = [path for path in listed(place) if path.is_dir()]
    before = {path.name[1 : -len(_OLD)]: path for path in folders if _LEFT.fullmatch(path.name)}
    return before | {path.name: path for path in folders if not path.name.startswith(".")}


def _remarks(path: Path, file: str) -> tuple[tuple[Issue, ...], tuple[Issue, ...]]:
    """Return the remarks that were kept beside an import, and the fault of a file that holds something else."""
    if not path.is_file():
        return (), ()
    try:
        rows = list(csv.reader(io.StringIO(content(path).decode(), newline=""), strict=True))
        texts = ([_unguarded(cell) for cell in row] for row in rows[1:])
        return tuple(Issue(file, int(line), *rest) for file, line, *rest in texts), ()
    except (ValueError, TypeError, csv.Error) as error:
        said = f"found no list of remarks ({error}), expected what ecograph import wrote; import it again"
        return (), (Issue(file, 0, "-", "format", said),)


def _unguarded(cell: str) -> str:
    """Return a text without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS) else cell


def together(
    own: Mapping[str, pl.DataFrame], imports: Sequence[Import]
) -> tuple[dict[str, pl.DataFrame], tuple[Issue, ...]]:
    """Return a dataset's own tables and those of its imports as one, and a remark on the rows that dangle.

    A row of an import that points to a row which neither it nor the dataset has is left out.
    """
    mark = "import"
    tables = {}
    for table in TABLES:
        named = [("", own[table.name]), *((each.name, each.tables[table.name]) for each in imports)]
        frame = pl.concat(rows.with_columns(pl.lit(name).alias(mark)) for name, rows in named)
        shared = table.name in SHARED
        tables[table.name] = frame.unique(table.key, keep="first", maintain_order=True) if shared else frame
    whole = closed(tables)
    lost = []
    for name, frame in tables.items():
        gone = frame.height - whole[name].height
        if gone:
            kept = dict(whole[name].group_by(mark).len().iter_rows())
            for part, before in sorted(frame.group_by(mark).len().iter_rows()):
                n = before - kept.get(part, 0)
                message = f"found {n} rows with an id that is not there, expected one of the dataset; they are left out"
                lost += [Issue(f"{part}/{name}", 0, "-", "reference", message)] if n else []
    return {name: frame.drop(mark) for name, frame in whole.items()}, tuple(lost)


assert set(SHARED) <= set(TABLE)  # noqa: S101 - the names are those of tables
