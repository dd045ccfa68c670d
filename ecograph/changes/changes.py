"""What differs between two states of a dataset, and why its key figures moved: what a change report tells.

A state is an Ecosystem, such as that of the last snapshot. The same two states give the same changes, and from the
later to the earlier they are the same with the sides exchanged.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import polars as pl

from ecograph.changes.differing import PLACES, changed_cells, only_in
from ecograph.changes.figures import BEYOND, MOVED, ROW, beyond, moved
from ecograph.changes.following import cells_following, rows_following
from ecograph.changes.identities import identities
from ecograph.ecosystem import Ecosystem
from ecograph.language import Plural, listed
from ecograph.language import changes as words
from ecograph.language.tables import TABLES
from ecograph.metrics.key_figures.catalogue import KEY_FIGURES
from ecograph.metrics.key_figures.change import COMPARED
from ecograph.metrics.key_figures.definition import KEY, KeyFigure

WEIGHT: Final = ("organisations", "projects", "memberships", "participations", "flows")
"""The tables that are told first, and that the summary counts by name; it counts rows of the others together."""


@dataclass(frozen=True, eq=False)
class Changes:
    """What differs between two states.

    Args:
        before: The earlier state.
        after: The later state.
        entered: The rows that only the later state has: ``table``, ``key`` (its parts joined by |), ``source_id``,
            ``locator``, ``follows``; in the order of the tables, then of their keys.
        left: The rows that only the earlier state has, in the same columns.
        changed: The cells that differ in rows of both states: ``table``, ``key``, ``column``, ``before``, ``after``
            (texts of cells, null where empty), ``source_id`` and ``locator`` of the later row, ``follows``.
        restated: The same of rows in which nothing but the source or its lines differs.
        joined: The organisations that were several and are one now; the columns of ``identities.IDENTITIES``.
        split: Those that were one and are several now.
        renamed: Those that have another id now.
        moved: The key figures whose value is another one now; the columns of ``figures.MOVED``, those beyond their
            limits first.
        crossed: The key figures beyond their limits; the columns of ``figures.BEYOND``.
        definitions: What the key figures are called.

    ``follows`` is true where a row or cell differs only because an organisation was joined, was split or has another
    id: the fact in it is the same.
    """

    before: Ecosystem = field(repr=False)
    after: Ecosystem = field(repr=False)
    entered: pl.DataFrame = field(repr=False)
    left: pl.DataFrame = field(repr=False)
    changed: pl.DataFrame = field(repr=False)
    restated: pl.DataFrame = field(repr=False)
    joined: pl.DataFrame = field(repr=False)
    split: pl.DataFrame = field(repr=False)
    renamed: pl.DataFrame = field(repr=False)
    moved: pl.DataFrame = field(repr=False)
    crossed: pl.DataFrame = field(repr=False)
    definitions: Sequence[KeyFigure] = field(repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs; a limit that is still crossed is no change."""
        rows = (self.entered, self.left, self.changed, self.restated)
        return all(each.is_empty() for each in (*rows, self.joined, self.split, self.renamed, self.moved))

    def summary(self, language: str) -> str:
        """Return one line fit for a mail; "no change" where nothing differs and no limit is crossed.

        Args:
            language: da, nb or en.

        >>> row = {"org_id": "a", "name": "A", "kind": "company"}
        >>> found = changes(Ecosystem.of(), Ecosystem.of(organisations=[row]))
        >>> found.summary("en"), found.summary("nb")
        ('Entered: 1 organisation.', 'Kommet til: 1 organisasjon.')
        """
        return " ".join(_sentences(self, language)) or words.NO_CHANGE.in_(language)

    @cached_property
    def rows_entered(self) -> frozenset[str]:
        """The rows that entered, each as ``table/key``, other than those that follow."""
        return _rows(self.entered)

    @cached_property
    def rows_left(self) -> frozenset[str]:
        """The rows that left, other than those that follow."""
        return _rows(self.left)

    @cached_property
    def rows_changed(self) -> frozenset[str]:
        """The rows in which something changed, other than those in which all that changed follows."""
        return _rows(self.changed)

    @cached_property
    def rows_following(self) -> frozenset[str]:
        """The rows that entered or left under another id."""
        return _rows(pl.concat([self.entered, self.left]), follows=True)


def changes(
    before: Ecosystem,
    after: Ecosystem,
    *,
    figures: pl.DataFrame | None = None,
    crossed: pl.DataFrame | None = None,
    definitions: Sequence[KeyFigure] = KEY_FIGURES,
) -> Changes:
    """Return what differs between two states.

    Args:
        before: The earlier state.
        after: The later state.
        figures: The key figures of both, the columns of ``key_figures.change.COMPARED``; None where none were compared.
        crossed: The limits that are crossed or may be, the columns of ``key_figures.limits.CROSSED``.
        definitions: The key figures, for what they are called.

    >>> row = {"org_id": "a", "name": "A", "kind": "company"}
    >>> found = changes(Ecosystem.of(organisations=[row]), Ecosystem.of(organisations=[row | {"kind": "fund"}]))
    >>> found.changed.select("table", "key", "column", "before", "after").rows()
    [('organisations', 'a', 'kind', 'company', 'fund')]
    >>> changes(found.after, found.after).is_empty
    True
    """
    who = identities(before, after)
    left, entered = rows_following(only_in(before, after), only_in(after, before), who=who, before=before, after=after)
    every = cells_following(changed_cells(before, after), who)
    own = every.filter(~pl.col("follows") & ~pl.col("column").is_in(PLACES))
    only_places = ~pl.col("follows") & ~ROW.is_in(own.select(ROW).to_series().unique().implode())
    compared = pl.DataFrame(schema=COMPARED) if figures is None else figures
    outside = pl.DataFrame(schema=BEYOND) if crossed is None else beyond(crossed, compared, own)
    return Changes(
        before=before,
        after=after,
        entered=entered,
        left=left,
        changed=every.filter(~only_places),
        restated=every.filter(only_places),
        joined=who.joined,
        split=who.split,
        renamed=who.renamed,
        moved=_first(moved(compared, own), outside),
        crossed=outside,
        definitions=definitions,
    )


def _first(figures: pl.DataFrame, crossed: pl.DataFrame) -> pl.DataFrame:
    """Return figures with those beyond their limits first."""
    beyond_limits = crossed.filter(state="crossed").select(KEY).unique()
    marked = figures.join(
        beyond_limits.with_columns(is_first=pl.lit(value=True)),
        on=KEY,
        how="left",
        maintain_order="left",
    )
    return marked.sort(pl.col("is_first").is_null(), maintain_order=True).select(*MOVED)


def _rows(rows: pl.DataFrame, *, follows: bool = False) -> frozenset[str]:
    return frozenset(rows.filter(pl.col("follows") == follows).select(ROW).to_series())


def _sentences(found: Changes, language: str) -> list[str]:
    """Return what the summary says, a sentence for each thing that happened; the weightiest first."""
    state, figure = found.crossed["state"], found.moved["figure"]
    counted = (
        (words.CROSSED, int((state == "crossed").sum())),
        (words.POSSIBLE, int((state == "possible").sum())),
        (words.MOVED, figure.n_unique()),
    )
    rows = ((words.ENTERED, found.entered), (words.LEFT, found.left), (words.CHANGED, found.changed))
    named = [(template, _count(frame)) for template, frame in rows]
    people = ((words.JOINED, found.joined), (words.SPLIT, found.split), (words.RENAMED, found.renamed))
    named += [(template, _told([(TABLES["organisations"], frame.height)])) for template, frame in people]
    named.append((words.RESTATED, _told([(words.ROWS_OF_ANY, len(_rows(found.restated)))])))
    said = [_sentence(noun.of(n)(language)) for noun, n in counted if n]
    return said + [_sentence(template.in_(language).format(what=what(language))) for template, what in named if what]


def _sentence(text: str) -> str:
    return f"{text}."


Told = Callable[[str], str] | None


def _told(counts: Sequence[tuple[Plural, int]]) -> Told:
    """Return counts as a list in words, as a function of the language; None where nothing is there to count."""
    some = [noun.of(n) for noun, n in counts if n]
    return (lambda language: listed([each(language) for each in some], language)) if some else None


def _count(rows: pl.DataFrame) -> Told:
    """Return how many rows of which tables there are, other than those that follow."""
    keys = rows.filter(~pl.col("follows")).select("table", "key").unique()
    counts = dict(keys.group_by("table").len().iter_rows())
    named = [(TABLES[name], counts.pop(name)) for name in WEIGHT if name in counts]
    return _told([*named, (words.OTHERS if named else words.ROWS_OF_ANY, sum(counts.values()))])
