"""One run: fetch, read, find who is who, compute, guard, compare, write. It writes a whole snapshot or nothing."""

import json
import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from ecograph import __version__
from ecograph.ecosystem import Ecosystem
from ecograph.errors import DataError, EcographError
from ecograph.manifest import Manifest
from ecograph.refresh import made as making
from ecograph.refresh import reading as readings
from ecograph.refresh.guards import SOURCE, TABLE, Drop, drops
from ecograph.refresh.log import Log, stamp
from ecograph.refresh.outcome import CHANGED, FIRST, STOPPED, UNCHANGED, Outcome
from ecograph.refresh.revision import revision
from ecograph.sources.figures import settings_of
from ecograph.sources.parquet import LISTING, SUFFIX
from ecograph.sources.raw import content, sha256
from ecograph.sources.scenarios import FILE as SCENARIOS
from ecograph.sources.scenarios import scenarios_of
from ecograph.stores import runs as store
from ecograph.stores import snapshot
from ecograph.stores.runs_lock import held, owner
from ecograph.stores.runs_sources import keep, kept

if TYPE_CHECKING:
    from ecograph.identity.resolution import Resolution
    from ecograph.sources.fetch import Patience

FIGURES = "figures.toml"
BESIDE = (SCENARIOS, FIGURES)
"""Files of a dataset that are no tables and go into the snapshot as they are, so that it can be reported on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is to do.

    Args:
        dataset: The folder or workbook.
        runs: The folder of runs.
        fetch: Whether to fetch what ``[refresh]`` names.
        keep: How many snapshots to keep; None for what ``[refresh]`` says.
        wait: The seconds for which an earlier run is waited for.
        accept: Whether fewer rows are right.
        is_trial: Whether to write nothing.
        language: The language of what is made for reading.
        with_map: Whether to draw the map.
        with_report: Whether to write the report.
        patience: How long a download may take; None for the usual.
    """

    dataset: Path
    runs: Path
    fetch: bool = False
    keep: int | None = None
    wait: float = 0
    accept: bool = False
    is_trial: bool = False
    language: str = "en"
    with_map: bool = True
    with_report: bool = True
    patience: "Patience | None" = None


def refresh(asked: Asked, log: Log) -> Outcome:
    """Refresh a dataset: write a snapshot if something has changed, and return how the run ended.

    Args:
        asked: What is to be done.
        log: Where it is told; its clock is that of the run.

    Raises:
        LockedError: Another run is at work there.
        UnreachableError: No source to be fetched answers, and there is no earlier file and no earlier data.
        DataError: The dataset has faults.
        EcographError: Something cannot be read or written; the latest snapshot is as it was.
    """
    store.check_place(asked.runs)
    when = log.now()
    with _alone(asked, log, when):
        manifest = readings.manifest_of(asked.dataset)
        to_fetch = readings.wanted_addresses(manifest.refresh.fetch, asked.dataset) if asked.fetch else []
        stale: list[readings.Stale] = []
        earlier = cache(lambda: kept(asked.runs))
        if asked.is_trial:
            for address in to_fetch:
                log.told("fetch", f"would fetch {address.file} from {readings.bare(address.url)}")
        elif to_fetch:
            with log.step("fetch"):
                stale = readings.fetched(
                    to_fetch, asked.dataset, log, patience=asked.patience, has_earlier=bool(earlier())
                )
        with log.step("read") as told:
            got = readings.read(asked.dataset, stale=stale, kept=earlier, log=log)
            told["rows"] = sum(frame.height for frame in got.reading.frames.values())
        if got.reading.issues:
            raise DataError(got.reading.issues)
        run = _Run(asked, log, when, got, _beside(asked.dataset))
        return run.outcome(tuple(address.name for address in to_fetch) if asked.is_trial else ())


@contextmanager
def _alone(asked: Asked, log: Log, when: datetime) -> Iterator[None]:
    """Hold the folder of runs, put right what an earlier run left; a trial only looks."""
    if asked.is_trial:
        holder = owner(asked.runs)
        if holder is not None:
            log.told("lock", f"at work, or ended without finishing: {holder}")
        yield
        return
    with held(asked.runs, wait=asked.wait, since=stamp(when), command="ecograph refresh") as left:
        if left is not None:
            log.told("lock", f"an earlier run ended without finishing ({left}); its leftovers were removed")
        recovered = store.recover(asked.runs)
        for name in recovered.removed:
            log.told("lock", f"removed {name}, which an earlier run left half done")
        if recovered.named:
            log.told("lock", f"{recovered.named} was whole but not yet the latest; it is now")
        yield


def _beside(dataset: Path) -> dict[str, bytes]:
    """Return the files of a dataset that go into the snapshot as they are, by their names."""
    return {name: content(dataset / name) for name in BESIDE if (dataset / name).is_file()}


@dataclass(frozen=True)
class _Run:
    """A run from the time when the dataset is read."""

    asked: Asked
    log: Log
    when: datetime
    got: readings.Read
    beside: Mapping[str, bytes]

    @property
    def manifest(self) -> Manifest:
        return self.got.reading.manifest

    def facts(self) -> dict[str, Any]:
        """Return all that decides what the files of the snapshot are; the same facts, the same files."""
        inputs = {**self.got.reading.hashes, **{name: sha256(given) for name, given in self.beside.items()}}
        options = {"lang": self.asked.language, "map": self.asked.with_map, "report": self.asked.with_report}
        states = {each.name: each.state for each in self.got.states}
        return {"ecograph": __version__, "inputs": inputs, "options": options, "states": states}

    def outcome(self, to_fetch: tuple[str, ...]) -> Outcome:
        """Return how the run ended, after all that is to be written was written."""
        name = (store.unnamed(self.asked.runs) if self.asked.is_trial else "") or store.current(self.asked.runs)
        if name:
            making.check_whole(self.asked.runs / name)
        said = store.said_of(self.asked.runs / name) if name else {}
        facts = self.facts()
        usual = Outcome(
            UNCHANGED,
            self.manifest.title,
            self.when,
            name,
            self.got.states,
            to_fetch=to_fetch,
            is_trial=self.asked.is_trial,
            seconds=self.log.seconds,
        )
        if name and all(said.get(key) == value for key, value in facts.items()):
            self.log.told("compare", f"the inputs are those of {name}")
            return replace(usual, n_crossed=int(said.get("outside", 0)), removed=self.pruned(name))
        with self.log.step("resolve") as told:
            resolution = self.got.reading.resolution()
            told["rows"] = sum(frame.height for frame in resolution.tables.values())
        lost = self.drops(said, resolution)
        for each in lost:
            self.log.told("guard", f"{each.what} {each.name}: from {each.before:,} to {each.now:,} rows")
        if lost and not self.asked.accept:
            self.log.told("guard", "nothing was written; look at the sources, or take it as right with --accept")
            return replace(usual, end=STOPPED, drops=lost)
        return self.compared(usual, resolution, facts)

    def drops(self, said: Mapping[str, Any], resolution: "Resolution") -> tuple[Drop, ...]:
        """Return the tables and sources with far fewer rows than in the latest snapshot."""
        most = self.manifest.refresh.max_drop
        tables = {file.removesuffix(SUFFIX): each["rows"] for file, each in said.get("tables", {}).items()}
        rows = {name: frame.height for name, frame in resolution.tables.items()}
        sources = {each["name"]: each["rows"] for each in said.get("sources", ())}
        now = {each.name: each.rows for each in self.got.states}
        return (*drops(TABLE, tables, rows, most=most), *drops(SOURCE, sources, now, most=most))

    def compared(self, usual: Outcome, resolution: "Resolution", facts: Mapping[str, Any]) -> Outcome:
        """Return how the run ended that no guard stopped."""
        earlier = making.before(self.asked.runs / usual.name) if usual.name else None
        settings = settings_of(self.asked.dataset)
        ecosystem = Ecosystem.from_frames(self.manifest.title, resolution.tables)
        given = making.Given(
            language=self.asked.language,
            definitions=settings.every,
            limits=settings.limits,
            scenarios=scenarios_of(self.asked.dataset),
            inputs=facts["inputs"],
            remarks=resolution.issues,
            with_map=self.asked.with_map,
            with_report=self.asked.with_report,
        )
        with self.log.step("figures") as told:
            made = making.made(ecosystem, given, earlier)
            told["rows"] = made.figures.height
        about = snapshot.About(self.manifest.licence, self.manifest.languages)
        files = snapshot.files(ecosystem, about=about, remarks=given.remarks, candidates=resolution.candidates)
        listing = json.loads(files.pop(LISTING))
        files |= {**making.figure_files(made.figures), **self.beside}
        same_options = earlier is not None and earlier.said.get("options") == facts["options"]
        if earlier is not None and same_options and not making.differs(files, made, earlier):
            self.log.told("compare", f"the inputs are others than those of {earlier.name}, and come to the same")
            return replace(usual, n_crossed=made.n_outside, removed=self.pruned(usual.name))
        ended = replace(
            usual,
            end=FIRST if made.changes is None else CHANGED,
            n_crossed=made.n_crossed,
            counts=made.counts,
            changes=made.said,
        )
        return self.written(ended, made, files, {**listing, **facts})

    def written(
        self, ended: Outcome, made: making.Made, files: Mapping[str, bytes], facts: Mapping[str, Any]
    ) -> Outcome:
        """Write the snapshot and return how the run ended."""
        name = store.new_name(self.when, store.snapshots(self.asked.runs))
        if self.asked.is_trial:
            return replace(ended, name=name, removed=self.pruned(name))
        with self.log.step("outputs"):
            whole = {**files, **making.outputs(made)}
        with self.log.step("write"):
            read_on = {
                each.name: keep(self.asked.runs, entry, each, f"{self.when:%Y-%m-%d}") for entry, each in self.got.fresh
            }
            about = self.about(made, whole, facts, read_on)
            text = json.dumps(about, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
            store.add(self.asked.runs, name, {**whole, LISTING: text.encode()})
            store.point(self.asked.runs, name)
        return replace(ended, name=name, removed=self.pruned(name))

    def about(
        self, made: making.Made, whole: Mapping[str, bytes], facts: Mapping[str, Any], read_on: Mapping[str, str]
    ) -> dict[str, Any]:
        """Return what the ``manifest.json`` of the snapshot says."""
        states = [each._replace(read=each.read or read_on.get(each.name, "")) for each in self.got.states]
        return {
            **facts,
            "before": made.before,
            "figures": making.versions_of(made.given.definitions),
            "files": sorted([*whole, LISTING]),
            "git": revision(self.asked.dataset)._asdict(),
            "hashes": {file: sha256(given) for file, given in whole.items()},
            "outside": made.n_outside,
            "seconds": dict(self.log.seconds),
            "sources": [each._asdict() for each in states],
            "versions": {"polars": pl.__version__, "python": platform.python_version()},
            "written": stamp(self.when),
        }

    def pruned(self, named: str) -> tuple[str, ...]:
        """Remove the snapshots beyond those that are kept, and return their names; a trial removes none.

        One that cannot be removed, such as one with an open file on Windows, is left to the next run: what is new is
        written, and is to be told.
        """
        names = store.snapshots(self.asked.runs)
        names += [] if named in names else [named]
        most = self.manifest.refresh.keep if self.asked.keep is None else self.asked.keep
        gone = []
        for name in store.surplus(names, most, named):
            self.log.told("keep", f"{'would remove' if self.asked.is_trial else 'removing'} {name}")
            try:
                if not self.asked.is_trial:
                    store.remove(self.asked.runs, [name])
                gone.append(name)
            except EcographError as error:
                self.log.told("keep", str(error))
        return tuple(gone)
