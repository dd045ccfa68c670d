"""How a run ended: its exit code, one line fit for a mail, and the same for machines."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ecograph.language import Words
from ecograph.language import refresh as words
from ecograph.language.changes import CROSSED as THRESHOLDS
from ecograph.language.sentences import Said, as_is, as_number, filled
from ecograph.language.tables import TABLES
from ecograph.refresh.guards import Drop
from ecograph.refresh.log import stamp
from ecograph.refresh.reading import CARRIED_OVER, FAILED, State

DONE, CROSSED, PARTLY = 0, 3, 4
FIRST, CHANGED, UNCHANGED, STOPPED = "first", "changed", "unchanged", "stopped"


def _nothing(_: str) -> str:
    """Say nothing, in any language."""
    return ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended.

    Args:
        end: first, changed, unchanged or stopped.
        title: The title of the dataset.
        when: When it ran, in UTC.
        name: The snapshot that is the latest now; "" when there is none.
        states: How each source stands.
        changes: What changed, as a function of the language; said where ``end`` is changed.
        n_crossed: How many figures lie surely outside their limits.
        drops: The tables and sources with far fewer rows than before.
        counts: The number of organisations and of projects.
        removed: The snapshots that were removed.
        to_fetch: The sources that a trial would have fetched.
        is_trial: Whether nothing was written.
        seconds: How long each step took.
    """

    end: str
    title: str
    when: datetime
    name: str = ""
    states: tuple[State, ...] = ()
    changes: Said = _nothing
    n_crossed: int = 0
    drops: tuple[Drop, ...] = ()
    counts: tuple[int, int] = (0, 0)
    removed: tuple[str, ...] = ()
    to_fetch: tuple[str, ...] = ()
    is_trial: bool = False
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def failed(self) -> tuple[State, ...]:
        """Return the sources that are not as they are published now."""
        return tuple(state for state in self.states if state.state in FAILED)

    @property
    def code(self) -> int:
        """Return the exit code: 3 when a guard stopped it; else 4 when a source failed, 3 when a limit is crossed."""
        if self.end == STOPPED:
            return CROSSED
        if self.failed:
            return PARTLY
        return CROSSED if self.n_crossed else DONE


def line(of: Outcome, language: str) -> str:
    """Return how a run ended as one line, such as the subject of a mail.

    >>> when = datetime(2026, 11, 22, 21, 30)
    >>> line(Outcome(UNCHANGED, "Nordic health clusters", when, "20261115T213015Z"), "en")
    '2026-11-22 21:30 UTC Nordic health clusters: No change. Snapshot 20261115T213015Z still holds.'
    """
    organisations, projects = of.counts
    said = filled(
        words.ENDS[of.end],
        changes=of.changes,
        name=as_is(of.name),
        organisations=TABLES["organisations"].of(organisations),
        projects=TABLES["projects"].of(projects),
        drops=lambda lang: ", ".join(_dropped(each).in_(lang) for each in of.drops),
    )
    if of.n_crossed and of.end != CHANGED:  # the changes say it already
        said = filled(words.THRESHOLDS, line=said.in_, thresholds=THRESHOLDS.of(of.n_crossed))
    for state in of.failed:
        said = filled(_template(state), line=said.in_, name=as_is(state.name), day=as_is(state.read))
    day, time = as_is(f"{of.when:%Y-%m-%d}"), as_is(f"{of.when:%H:%M}")
    whole = filled(words.HEAD, day=day, time=time, title=as_is(" ".join(of.title.split())), said=said.in_)
    return (filled(words.TRIAL, line=whole.in_) if of.is_trial else whole).in_(language)


def _template(of: State) -> Words:
    """Return what is said of a source that failed."""
    if of.state != CARRIED_OVER:
        return words.LEFT_OUT
    return words.KEPT_OF if of.read else words.KEPT


def _dropped(of: Drop) -> Words:
    values = {"before": as_number(of.before), "now": as_number(of.now)}
    return filled(words.DROPS[of.what], name=as_is(of.name), **values)


def described(of: Outcome, language: str) -> dict[str, Any]:
    """Return how a run ended as plain values, as ``--json`` prints them."""
    return {
        "code": of.code,
        "crossed": of.n_crossed,
        "dropped": [each._asdict() for each in of.drops],
        "end": of.end,
        "line": line(of, language),
        "removed": list(of.removed),
        "schema_version": 1,
        "seconds": dict(of.seconds),
        "snapshot": of.name,
        "sources": [each._asdict() for each in of.states],
        "title": of.title,
        "to_fetch": list(of.to_fetch),
        "trial": of.is_trial,
        "when": stamp(of.when),
    }
