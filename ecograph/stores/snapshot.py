"""Writing what a dataset and its imports came to as one folder, so that it is computed once and read in a second.

A snapshot is itself a dataset: its tables as Parquet, read and checked as any other. Beside them stand what was
amiss (``remarks.csv``), the pairs that a person should look at (``candidates.csv``) and a list of all files with
their SHA-256 (``manifest.json``). The same facts give the same bytes: no clock, no path, no order of threads.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from ecograph import __version__
from ecograph.columnar import parquet
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError, Issue
from ecograph.manifest import FILE
from ecograph.outputs.tables import result_csv
from ecograph.schema import TABLES
from ecograph.sources.parquet import LISTING, SUFFIX
from ecograph.sources.raw import sha256
from ecograph.stores.files import replace_folder

REMARKS, CANDIDATES, MAP = "remarks.csv", "candidates.csv", "map.html"

_PLACES = {"file": pl.String(), "line": pl.Int64(), "column": pl.String(), "code": pl.String(), "message": pl.String()}


@dataclass(frozen=True, slots=True)
class About:
    """What a snapshot says of itself besides its title.

    Args:
        licence: The licence of the rows of the dataset.
        languages: The languages of its labels.
        inputs: The SHA-256 of each file it was made from, by its name.
        map: Its network as a page; without one there is no ``map.html``.
    """

    licence: str = ""
    languages: tuple[str, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    map: bytes = b""


def write(
    folder: Path, ecosystem: Ecosystem, *, about: About, remarks: Iterable[Issue], candidates: pl.DataFrame
) -> None:
    """Write a snapshot, whole or not at all.

    Files in the folder that an earlier snapshot did not write, such as ``judgements.csv``, are kept.

    Args:
        folder: The folder as ``stores.files.alone`` gives it; it need not exist.
        ecosystem: The tables.
        about: What the snapshot says of itself.
        remarks: What was met and not understood, and what was decided.
        candidates: The pairs that a person should look at.

    Raises:
        EcographError: The folder holds something else than a snapshot, or cannot be written.
    """
    earlier = written_before(folder)
    replace_folder(folder, files(ecosystem, about=about, remarks=remarks, candidates=candidates), ours=earlier)


def files(
    ecosystem: Ecosystem, *, about: About, remarks: Iterable[Issue], candidates: pl.DataFrame
) -> dict[str, bytes]:
    """Return the files of a snapshot by their name; the arguments are those of ``write``.

    >>> made = files(Ecosystem.of("T"), about=About(), remarks=(), candidates=pl.DataFrame({"left": ["a"]}))
    >>> list(made)
    ['sources.parquet', 'organisations.parquet', 'dataset.toml', 'remarks.csv', 'candidates.csv', 'manifest.json']
    """
    toml = {FILE: _toml(ecosystem.title, about)} if ecosystem.title else {}
    shown = {REMARKS: remarks_csv(remarks), CANDIDATES: result_csv(candidates)} | (
        {MAP: about.map} if about.map else {}
    )
    return listed(ecosystem.frames(), {**toml, **shown}, inputs=dict(about.inputs))


def listed(frames: Mapping[str, pl.DataFrame], others: Mapping[str, bytes], **facts: object) -> dict[str, bytes]:
    """Return tables as Parquet with further files and the ``manifest.json`` that lists them, by their names.

    A table without rows has no file, other than ``organisations``, so that there is always one. The rows are
    written in the order in which they are given.

    Args:
        frames: The tables by name, with the columns of the schema.
        others: The further files.
        facts: What the manifest says besides.
    """
    named = ((table.name, frames[table.name]) for table in TABLES if table.name in frames)
    written = {name: frame for name, frame in named if frame.height or name == "organisations"}
    made = {name + SUFFIX: parquet(frame) for name, frame in written.items()}
    tables = {
        name + SUFFIX: {"rows": frame.height, "sha256": sha256(made[name + SUFFIX])} for name, frame in written.items()
    }
    names = sorted({*made, *others, LISTING})
    said = {**facts, "ecograph": __version__, "files": names, "tables": tables}
    text = json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return {**made, **others, LISTING: text.encode()}


def remarks_csv(remarks: Iterable[Issue]) -> bytes:
    """Return remarks as CSV, sorted and each once: file, line, column, code, message."""
    rows = [[getattr(issue, name) for name in _PLACES] for issue in sorted(set(remarks))]
    return result_csv(pl.DataFrame(rows, _PLACES, orient="row"))


def _toml(title: str, about: About) -> bytes:
    lines = [f"title = {_quoted(title)}"]
    if about.licence:
        lines.append(f"licence = {_quoted(about.licence)}")
    if about.languages:
        lines.append(f"languages = [{', '.join(map(_quoted, about.languages))}]")
    return ("\n".join(lines) + "\n").encode()


def _quoted(text: str) -> str:
    """Return a text as TOML has it: as JSON, which escapes all control characters but one."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def written_before(folder: Path) -> list[str]:
    """Return the files of an earlier snapshot or import; refuse a folder that holds something else.

    Raises:
        EcographError: The folder is a file, or has files and is no snapshot.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return []
    try:
        said = json.loads((folder / LISTING).read_bytes())
        said["tables"]
        return [str(name) for name in said["files"]]
    except (OSError, ValueError, RecursionError, KeyError, TypeError) as error:
        raise EcographError(
            f"{folder}: found something that is no snapshot, expected an empty or new folder, or an earlier snapshot; "
            "choose another one"
        ) from error
