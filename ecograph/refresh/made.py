"""What a run makes: the tables, their key figures, what changed since the latest snapshot, and the files of all that.

A file of a snapshot that is made for reading is one line in ``OUTPUTS``.
"""

import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import polars as pl

from ecograph.changes.changes import Changes, changes
from ecograph.columnar import parquet
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError, Issue
from ecograph.language import refresh as words
from ecograph.language.changes import NO_CHANGE
from ecograph.metrics.key_figures import Asked, KeyFigure, computed, last_day
from ecograph.metrics.key_figures.change import compared, redefined
from ecograph.metrics.key_figures.limits import CROSSES, MAX_CHANGE, Limit, crossed
from ecograph.network import Network
from ecograph.outputs import changes as changes_output
from ecograph.outputs.tables import result_csv
from ecograph.scenario import Scenario
from ecograph.sources import read
from ecograph.sources.parquet import LISTING, SUFFIX
from ecograph.sources.raw import content
from ecograph.stores.runs import damaged, said_of
from ecograph.stores.snapshot import MAP

FIGURES_PARQUET, FIGURES_CSV = "key_figures/key_figures.parquet", "key_figures/key_figures.csv"
"""In a folder of their own: beside the tables, a Parquet or CSV file is a table of the dataset."""


@dataclass(frozen=True, slots=True)
class Before:
    """The latest snapshot, with which a run compares.

    Args:
        name: Its name.
        place: Its folder.
        said: What its ``manifest.json`` says.
        ecosystem: Its tables.
        figures: Its key figures.
    """

    name: str
    place: Path
    said: Mapping[str, Any]
    ecosystem: Ecosystem
    figures: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Given:
    """What a run makes its files of, besides the tables.

    Args:
        language: The language of what is made for reading.
        definitions: The key figures.
        limits: Their limits.
        scenarios: The mergers that the dataset states.
        inputs: The SHA-256 of each file that was read, by its name.
        remarks: What was met and not understood.
        with_map: Whether to draw the map.
        with_report: Whether to write the report.
    """

    language: str
    definitions: tuple[KeyFigure, ...]
    limits: tuple[Limit, ...]
    scenarios: tuple[Scenario, ...]
    inputs: Mapping[str, str]
    remarks: tuple[Issue, ...]
    with_map: bool
    with_report: bool


@dataclass(frozen=True, slots=True)
class Made:
    """What a run has made.

    Args:
        given: What it was made of.
        network: The tables as a network.
        figures: The key figures.
        compared: The same beside what they were; None in a first run.
        crossed: The limits that are crossed, or may be.
        changes: What changed; None in a first run.
        before: The name of the snapshot that it is compared with; "" in a first run.
    """

    given: Given
    network: Network
    figures: pl.DataFrame
    compared: pl.DataFrame | None
    crossed: pl.DataFrame
    changes: Changes | None
    before: str

    @property
    def counts(self) -> tuple[int, int]:
        """Return the number of organisations and of projects, as the key figures count them."""
        whole = self.figures.filter(pl.col("breakdown") == "")
        organisations, projects = (
            int(whole.filter(pl.col("figure") == name)["low"].sum()) for name in ("organisations", "projects")
        )
        return organisations, projects

    def said(self, language: str) -> str:
        """Return what changed, in sentences; nothing in a first run."""
        if self.changes is None:
            return ""
        said = self.changes.summary(language)
        return words.SAME_ROWS.in_(language) if said == NO_CHANGE.in_(language) else said

    @property
    def n_crossed(self) -> int:
        """Return how many limits are surely crossed."""
        return self.crossed.filter(pl.col("state") == CROSSES).height

    @property
    def n_outside(self) -> int:
        """Return how many figures are surely less or more than they should be, whatever they were before."""
        return self.crossed.filter((pl.col("state") == CROSSES) & (pl.col("limit") != MAX_CHANGE)).height


def check_whole(place: Path) -> None:
    """Look whether a snapshot is as it was written.

    Raises:
        EcographError: A file is another one, or not there.
    """
    wrong = damaged(place)
    if wrong:
        raise EcographError(
            f"{place}: found {', '.join(wrong[:3])} changed after the snapshot was written, expected it as it was; put "
            "it back, or remove the snapshot, and the one before it is the latest"
        )


def before(place: Path) -> Before:
    """Return the latest snapshot, which is whole."""
    ecosystem = read(place).ecosystem()
    figures = pl.read_parquet(io.BytesIO(content(place / FIGURES_PARQUET)))
    return Before(place.name, place, said_of(place), ecosystem, figures)


def made(ecosystem: Ecosystem, given: Given, earlier: Before | None) -> Made:
    """Return the key figures of some tables, and what changed since an earlier snapshot.

    Args:
        ecosystem: The tables.
        given: What else is known.
        earlier: The snapshot to compare with; None for none.
    """
    network = Network.of(ecosystem)
    figures = computed(network, Asked(last_day(ecosystem)), given.definitions)
    if earlier is None:
        return Made(given, network, figures, None, crossed(figures, given.limits), None, "")
    versions: Mapping[str, int] = earlier.said.get("figures", {})
    beside = compared(figures, earlier.figures, redefined=redefined(versions_of(given.definitions), versions))
    beyond = crossed(beside, given.limits)
    found = changes(earlier.ecosystem, ecosystem, figures=beside, crossed=beyond, definitions=given.definitions)
    return Made(given, network, figures, beside, beyond, found, earlier.name)


def versions_of(definitions: Iterable[KeyFigure]) -> dict[str, int]:
    """Return the version of each key figure by its name."""
    return {each.name: each.version for each in definitions}


def figure_files(figures: pl.DataFrame) -> dict[str, bytes]:
    """Return the files of the key figures."""
    return {FIGURES_PARQUET: parquet(figures), FIGURES_CSV: result_csv(figures)}


def _map(of: Made) -> bytes | None:
    if not of.given.with_map:
        return None
    from ecograph.outputs.map import MapView, render_map

    return render_map(of.network.ecosystem, view=MapView(scenarios=of.given.scenarios)).encode()


class _Named(TypedDict):
    """How a change report names what it tells of."""

    title: str
    before: str
    after: str


def _named(of: Made) -> _Named:
    after = words.THIS.in_(of.given.language)
    return {"title": of.network.ecosystem.title, "before": of.before, "after": after}


def _changes_markdown(of: Made) -> bytes | None:
    if of.changes is None:
        return None
    return changes_output.markdown(of.changes, of.given.language, **_named(of)).encode()


def _changes_html(of: Made) -> bytes | None:
    if of.changes is None:
        return None
    return changes_output.html(of.changes, of.given.language, **_named(of)).encode()


def _changes_json(of: Made) -> bytes | None:
    if of.changes is None:
        return None
    said = changes_output.described(of.changes, of.given.language, **_named(of))
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def _report(of: Made) -> bytes | None:
    if not of.given.with_report:
        return None
    from ecograph.outputs.report.html import html
    from ecograph.report.inputs import Inputs, chosen
    from ecograph.report.report import report

    given = Inputs(
        network=of.network,
        day=last_day(of.network.ecosystem),
        figures=of.figures,
        definitions=of.given.definitions,
        compared=of.compared,
        crossed=of.crossed,
        clusters=chosen(of.network, of.given.scenarios),
        scenarios=of.given.scenarios,
        remarks=of.given.remarks,
        inputs=of.given.inputs,
        named_before=of.before,
    )
    return html(report(given, of.given.language)).encode()


Output = Callable[[Made], bytes | None]
"""Makes the content of a file; None where there is none."""

OUTPUTS: tuple[tuple[str, Output], ...] = (
    (MAP, _map),
    ("report.html", _report),
    ("changes.md", _changes_markdown),
    ("changes.html", _changes_html),
    ("changes.json", _changes_json),
)
"""The files of a snapshot that are made for reading, each with what makes it."""


def outputs(of: Made) -> dict[str, bytes]:
    """Return the files that are made for reading, by their names."""
    return {name: given for name, make in OUTPUTS if (given := make(of)) is not None}


def differs(files: Mapping[str, bytes], of: Made, earlier: Before) -> bool:
    """Return whether a table, a key figure or another file of facts is not as in an earlier snapshot.

    Tables are compared by their values, since another version of polars may write the same table in other bytes.

    Args:
        files: The files of facts.
        of: What they were made of.
        earlier: The snapshot.
    """
    readable = {name for name, _ in OUTPUTS} | {LISTING}
    facts = {name for name in earlier.said["hashes"] if name not in readable}
    if set(files) - {LISTING} != facts:
        return True
    texts = sorted(name for name in facts if not name.endswith(SUFFIX))
    if any(files[name] != content(earlier.place / name) for name in texts):
        return True
    old = earlier.ecosystem.frames()
    same = all(frame.equals(old[name]) for name, frame in of.network.ecosystem.frames().items())
    return not (same and of.figures.equals(earlier.figures))
