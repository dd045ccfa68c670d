"""Fetching and reading a dataset so that a source that fails does not end the run.

Its last good data stand in for it, marked, or it is left out when it has none. A fault in the dataset's own tables,
or in what ``dataset.toml`` says, is nothing that a run can go on with.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from ecograph import sources
from ecograph.errors import EcographError, Issue, LockedError, UnreachableError
from ecograph.manifest import FILE, Entry, Manifest, parse_manifest
from ecograph.parse import nearest
from ecograph.refresh.log import Log
from ecograph.sources import Reading
from ecograph.sources.downloads import FOLDER, Address, addresses, recorded
from ecograph.sources.imports import Import, Say, harvested, understood
from ecograph.sources.raw import content
from ecograph.stores.runs_sources import Kept

if TYPE_CHECKING:
    from ecograph.sources.fetch import Patience

ADDRESSES = "addresses.toml"
"""The file of a dataset with addresses of its own, as ``ecograph fetch --addresses`` takes it."""

FRESH, CARRIED_OVER, LEFT_OUT, IMPORTED = "fresh", "carried over", "left out", "imported"
FAILED = (CARRIED_OVER, LEFT_OUT)


class Stale(NamedTuple):
    """A file that could not be fetched.

    Args:
        file: Its name in the folder of downloads.
        why: What went wrong.
        retrieved: The day on which the file that is there was fetched; "" when there is none.
        is_passing: Whether a later run may get it.
    """

    file: str
    why: str
    retrieved: str
    is_passing: bool


class State(NamedTuple):
    """How a source stands in a run.

    Args:
        name: Its name.
        state: fresh; carried over, its last good data stand in; left out, it has none; or imported, it lies in the
            dataset.
        read: The day of its data, YYYY-MM-DD; "" where none is known.
        rows: The rows of its tables, all together.
        why: Why it is not fresh; "" when it is.
    """

    name: str
    state: str
    read: str
    rows: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A dataset as it was read.

    Args:
        reading: Its tables, imports and judgements.
        states: Each source, in the order of the imports, then those left out.
        fresh: What was read from the published files of each entry.
    """

    reading: Reading
    states: tuple[State, ...]
    fresh: tuple[tuple[Entry, Import], ...]


def manifest_of(place: Path) -> Manifest:
    """Return what a dataset says of itself, as far as it can be understood; its faults are told on reading."""
    path = place / FILE
    if not path.is_file():
        return Manifest()
    return parse_manifest(content(path).decode(errors="replace"))[0]


def wanted_addresses(names: tuple[str, ...], place: Path) -> list[Address]:
    """Return where the sources to fetch lie.

    Raises:
        EcographError: One is not known.
    """
    own = place / ADDRESSES
    known = addresses(own if own.is_file() else None)
    for name in names:
        if name not in known:
            cure = nearest(name, tuple(known)) or f"give its address in {own}"
            said = f"found the source {name!r} in fetch, expected one of {', '.join(known)}; {cure}"
            raise EcographError(f"{place / FILE}: {said}")
    return [known[name] for name in dict.fromkeys(names)]


def bare(url: str) -> str:
    """Return an address without what may be secret in it: a name, a password, the words of a query.

    >>> bare("https://anna:pass@example.org/list.csv?key=1")
    'https://example.org/list.csv'
    """
    return re.sub(r"^(\w+://)[^/]*@", r"\1", re.split("[?#]", url)[0])


def fetched(
    asked: list[Address], place: Path, log: Log, *, patience: "Patience | None" = None, has_earlier: bool = False
) -> list[Stale]:
    """Fetch published files into a dataset, and return those that could not be fetched.

    Args:
        asked: Where they lie.
        place: The folder of the dataset.
        log: Where it is told.
        patience: How long each may take.
        has_earlier: Whether there are last good data of an earlier run.

    Raises:
        UnreachableError: None of them can be reached, and there is neither an earlier file of any nor earlier data.
        LockedError: Another process fetches into the dataset.
    """
    from ecograph.sources.fetch import PATIENCE, fetch  # it alone opens a connection

    into, stale = place / FOLDER, []
    for address in asked:
        try:
            said, is_new = fetch(address, into, patience=patience or PATIENCE)
            log.told("fetch", f"{address.file}: " + ("new" if is_new else f"not changed since {said.retrieved}"))
        except LockedError:
            raise
        except EcographError as error:
            known = recorded(into).get(address.file) if (into / address.file).is_file() else None
            retrieved = known.retrieved if known else ""
            log.told("fetch", f"{address.file} could not be fetched: {error}")
            stale.append(Stale(address.file, str(error), retrieved, isinstance(error, UnreachableError)))
    lost = len(stale) == len(asked) and all(each.is_passing and not each.retrieved for each in stale)
    if stale and lost and not has_earlier:
        raise UnreachableError(f"found no source that answers, and no earlier file of any: {stale[0].why}")
    return stale


def read(place: Path, *, stale: list[Stale], kept: Callable[[], Mapping[str, Kept]], log: Log) -> Read:
    """Return a dataset as it was read, with the last good data of each source that fails.

    Args:
        place: Its folder or workbook.
        stale: The files that could not be fetched.
        kept: Gives the last good data by the name of the source.
        log: Where it is told.

    Raises:
        EcographError: There is no dataset, or an entry of ``[[sources]]`` cannot be understood.
    """

    def say(text: str) -> None:
        log.told("read", text)

    late = {f"{FOLDER}/{each.file}": each for each in stale}
    states: list[State] = []
    fresh: list[tuple[Entry, Import]] = []

    def harvest(entry: Entry, dataset: Path, tell: Say) -> Import | None:
        made, state = _harvest(entry, dataset, kept, tell)
        if made is not None and state.state == FRESH:
            fresh.append((entry, made))
            names = (PurePath(file).as_posix() for file in entry.files)
            old = next((late[name] for name in names if dataset == place and name in late), None)
            if old is not None:
                made = _marked(made, old.retrieved)
                state = State(entry.name, CARRIED_OVER, old.retrieved, state.rows, old.why)
        states.append(state)
        return made

    reading = sources.read(place, say, harvest=harvest)
    named = {each.name for each in states}
    lying = [State(each.name, IMPORTED, "", _rows(each)) for each in reading.imports if each.name not in named]
    return Read(reading, (*lying, *states), tuple(fresh))


def _harvest(
    entry: Entry, place: Path, kept: Callable[[], Mapping[str, Kept]], say: Callable[[str], None]
) -> tuple[Import | None, State]:
    """Return what an entry gives now, or gave last; None when it never gave anything."""
    understood(entry)  # what dataset.toml says wrongly is no failure of the source
    try:
        made = harvested(entry, place, say)
        return made, State(entry.name, FRESH, "", _rows(made))
    except EcographError as error:
        why = str(error)
    last = kept().get(entry.name)
    if last is None:
        say(f"{entry.name} could not be read and has no earlier data; it is left out: {why}")
        return None, State(entry.name, LEFT_OUT, "", 0, why)
    say(f"{entry.name} could not be read; its data of {last.read} stand in: {why}")
    return _marked(last.made, last.read), State(entry.name, CARRIED_OVER, last.read, _rows(last.made), why)


def _marked(made: Import, day: str) -> Import:
    """Return an import that says it is not of today."""
    said = f"found no newer data than those of {day or 'an earlier day'}, expected some; they are carried over"
    return replace(made, remarks=(*made.remarks, Issue(made.name, 0, "-", "source", said)))


def _rows(made: Import) -> int:
    return sum(frame.height for frame in made.tables.values())
