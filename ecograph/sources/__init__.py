"""Reading a dataset from where it lies: its own tables, and what it takes from published files.

``read`` gives what could be read and every issue; ``load`` gives an Ecosystem in which each organisation is one
body, or raises ``DataError``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import polars as pl

from ecograph import bundled
from ecograph.checks import check
from ecograph.ecosystem import Ecosystem
from ecograph.errors import DataError, EcographError, Issue
from ecograph.identity import judgements as judged
from ecograph.identity.candidates import candidates
from ecograph.identity.canonical import JOINS
from ecograph.identity.remarks import CANDIDATES
from ecograph.identity.resolution import Resolution, resolve
from ecograph.manifest import Entry, Manifest
from ecograph.parse import LINE, Parsed, RawTable, parse
from ecograph.schema import SUBJECTS, TABLE, TABLES
from ecograph.sources import folder, imports, workbook
from ecograph.sources.imports import Import, Say
from ecograph.sources.raw import RawDataset, content, sha256

DEFAULT = "nordic_health"
"""The bundled dataset that is read when none is named."""

NO_JUDGEMENTS = judged.JUDGEMENTS.frame.with_columns(pl.lit(0, pl.Int64).alias(LINE), file=pl.lit(judged.FILE))


@dataclass(frozen=True, slots=True)
class Reading:
    """A dataset as it was read.

    Args:
        frames: The good rows of each of its own tables and those of its base, with ``line``.
        issues: Every fault of these tables, sorted; empty when they are clean.
        manifest: What the dataset says of itself.
        hashes: SHA-256 of each file that was read, by its name.
        imports: What it takes from published files.
        judgements: Who is who, as people decided it.
    """

    frames: dict[str, pl.DataFrame]
    issues: tuple[Issue, ...]
    manifest: Manifest
    hashes: dict[str, str]
    imports: tuple[Import, ...] = ()
    judgements: pl.DataFrame = field(default_factory=lambda: NO_JUDGEMENTS)

    def resolution(self) -> Resolution:
        """Return all tables together, with each organisation and project once, and what a person has to look at.

        The issues of the Resolution are those of the imports and of who is who: remarks, which stop nothing.

        Raises:
            DataError: The dataset has an issue.
        """
        if self.issues:
            raise DataError(self.issues)
        own = {name: frame.drop(LINE) for name, frame in self.frames.items()}
        if not self.imports and self.judgements.is_empty():
            return Resolution(own, pl.DataFrame(schema=JOINS), pl.DataFrame(schema=CANDIDATES), ())
        tables, lost = imports.together(own, self.imports)
        names = [each.name for each in self.imports]
        curated = [id_ for name in SUBJECTS for id_ in own[name][TABLE[name].key[0]]]
        found = resolve(tables, self.judgements, curated=curated, propose=candidates, parts=names)
        remarks = {*lost, *found.issues, *(issue for each in self.imports for issue in each.remarks)}
        return replace(found, issues=tuple(sorted(remarks)))

    def ecosystem(self) -> Ecosystem:
        """Return the dataset as an Ecosystem, with each organisation and project once.

        Raises:
            DataError: The dataset has an issue.
        """
        return Ecosystem.from_frames(self.manifest.title, self.resolution().tables)


def _silent(_: str) -> None:
    """Tell nobody of progress."""


Harvest = Callable[[Entry, Path, Say], Import | None]
"""Reads the published files of an entry of ``[[sources]]`` in a folder; None leaves the entry out."""


class _How(NamedTuple):
    """How a dataset and those below it are read."""

    say: Say
    harvest: Harvest


def read(path: Path | str | None = None, say: Say = _silent, *, harvest: Harvest = imports.harvested) -> Reading:
    """Return a dataset as it was read: its good rows and every issue.

    Args:
        path: A folder with one CSV or Parquet file per table, or a workbook (.xlsx) with one sheet per table;
            the bundled dataset when None.
        say: Where progress is told.
        harvest: What reads the published files of ``[[sources]]``, of the dataset and of its base.

    Raises:
        EcographError: There is no such folder or workbook, or it or a file that it names cannot be read.
    """
    return _read(bundled.dataset(DEFAULT) if path is None else Path(path), _How(say, harvest), ())


def _read(place: Path, how: _How, above: tuple[Path, ...]) -> Reading:
    """Return a dataset as it was read; ``above`` are those that stand on it."""
    if place.is_dir():
        raw, before, after = folder.read(place), "", ".csv"
    elif place.suffix.lower() == ".xlsx" and place.is_file():
        raw, before, after = workbook.read(place), f"{place.name}#", ""
    else:
        raise EcographError(
            f"{place}: found no dataset, expected a folder of CSV or Parquet files or a workbook (.xlsx); "
            "`ecograph new DIR` makes an empty one"
        )
    base = _base(raw.manifest.base, place, how, above=(*above, place.resolve())) if raw.manifest.base else None
    tables = {t.name: parse(_raw(raw.tables, t.name, before + t.name + after)) for t in TABLES}
    own = _own(raw, tables, base)
    return _with_imports(own, place, base, how) if place.is_dir() else own


def _base(named: str, place: Path, how: _How, *, above: tuple[Path, ...]) -> Reading:
    """Return the dataset that another one adds to: a bundled one, or one beside it.

    Raises:
        EcographError: There is none of that name, or it stands on this one.
        DataError: It has faults.
    """
    path = bundled.dataset(named) if bundled.is_dataset(named) and not (place / named).exists() else place / named
    if path.resolve() in above:
        raise EcographError(f"{place}: found itself as its base, expected another dataset; correct base")
    found = _read(path, how, above)
    if found.issues:
        raise DataError(replace(issue, file=f"{named}/{issue.file}") for issue in found.issues)
    return found


def _own(raw: RawDataset, tables: Mapping[str, Parsed], base: Reading | None) -> Reading:
    """Return the dataset's own tables and those of its base."""
    below = base.frames if base else {table.name: tables[table.name].frame.clear() for table in TABLES}
    standing = {name: _over(parsed, below[name]) for name, parsed in tables.items()}
    issues = {*raw.issues, *(issue for parsed in standing.values() for issue in parsed.issues)}
    issues |= set(_taken_ids(tables["organisations"], below["projects"]))
    issues |= set(check(standing, raw.manifest))
    bad = {(issue.file, issue.line) for issue in issues}
    frames = {}
    for name, parsed in tables.items():
        lines = [line for file, line in bad if file == parsed.file]
        frames[name] = pl.concat([below[name], parsed.frame.filter(~pl.col(LINE).is_in(lines))])
    return Reading(frames, tuple(sorted(issues)), raw.manifest, dict(raw.hashes))


def _taken_ids(organisations: Parsed, below: pl.DataFrame) -> Iterator[Issue]:
    """Yield the organisations whose id is that of a project of the base: a subject is named by id alone."""
    taken = organisations.frame.filter(pl.col("org_id").is_in(below["project_id"].implode()))
    for org_id, line in taken.select("org_id", LINE).iter_rows():
        said = f"found {org_id!r}, which is also a project of the base, expected an id of its own; rename it"
        yield Issue(organisations.file, line, "org_id", "duplicate", said)


def _over(parsed: Parsed, below: pl.DataFrame) -> Parsed:
    """Return a table whose rows may point to those of the base, with an issue for each key that the base has too."""
    if below.is_empty() or parsed.keys is None:
        return parsed
    key = list(parsed.table.key)
    keys = {tuple("" if value is None else str(value) for value in row) for row in below.select(key).iter_rows()}
    said = "found a key that the base has too, expected one of its own; rename the row or remove it"
    rows = parsed.frame.select(*key, LINE).iter_rows()
    clashes = [row[-1] for row in rows if tuple("" if value is None else str(value) for value in row[:-1]) in keys]
    issues = tuple(Issue(parsed.file, line, key[0], "duplicate", said) for line in clashes)
    return replace(parsed, keys=parsed.keys | keys, issues=(*parsed.issues, *issues))


def _with_imports(own: Reading, place: Path, base: Reading | None, how: _How) -> Reading:
    """Return a dataset with its imports and judgements, and those of its base before them."""
    kept, faults = imports.imported(place)
    below = base.imports if base else ()
    faults = (*faults, *_names_twice(own.manifest, kept, below))
    if not faults:
        given = (how.harvest(entry, place, how.say) for entry in own.manifest.sources)
        kept = (*kept, *(each for each in given if each is not None))
    decided, wrong, hashes = _judgements(place)
    hashes |= own.hashes | {f"{each.name}/{name}": value for each in kept for name, value in each.hashes.items()}
    if base:
        named = Path(own.manifest.base).name
        below_it = base.judgements.with_columns(file=pl.concat_str(pl.lit(f"{named}/"), "file"))
        decided = pl.concat([below_it, decided])
        hashes |= {f"{named}/{name}": value for name, value in base.hashes.items()}
    issues = tuple(sorted({*own.issues, *faults, *wrong}))
    return replace(own, issues=issues, hashes=hashes, imports=(*below, *kept), judgements=decided)


def _names_twice(manifest: Manifest, kept: Iterable[Import], below: Iterable[Import]) -> Iterator[Issue]:
    """Yield the imports, kept in the dataset or named in its manifest, whose name an earlier one or the base has."""
    taken = {each.name for each in below}
    lying = ((f"{imports.FOLDER}/{each.name}", 0, "-", each.name) for each in kept)
    named = ((manifest.file, entry.line, "name", entry.name) for entry in manifest.sources)
    for file, line, column, name in (*lying, *named):
        if name in taken:
            said = f"found the name {name!r} of another import, expected one of its own; rename one"
            yield Issue(file, line, column, "duplicate", said)
        taken.add(name)


def _judgements(place: Path) -> tuple[pl.DataFrame, tuple[Issue, ...], dict[str, str]]:
    """Return the judgements in the folder of a dataset, the faults of their file, and its SHA-256 by its name."""
    path = place / judged.FILE
    if not path.is_file():
        return NO_JUDGEMENTS, (), {}
    given = content(path)
    frame, issues = judged.judgements(folder.read_table(judged.JUDGEMENTS.name, judged.FILE, given))
    return frame.with_columns(file=pl.lit(judged.FILE)), issues, {judged.FILE: sha256(given)}


def load(path: Path | str | None = None) -> Ecosystem:
    """Return the Ecosystem of a dataset; the bundled one when no path is given.

    Raises:
        EcographError: There is no such dataset.
        DataError: The dataset has faults; the error holds them all.

    >>> load().title
    'Nordic health clusters'
    """
    return read(path).ecosystem()


def _raw(tables: Iterable[RawTable], name: str, file: str) -> RawTable:
    """Return a table as read; a table that is not there is empty."""
    found = next((raw for raw in tables if raw.name == name), None)
    return found or RawTable(name, file, TABLE[name].names, ())
