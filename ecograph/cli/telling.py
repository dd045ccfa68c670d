"""How the commands that read published files tell what they read, dropped, did not understand and joined."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from ecograph.errors import EcographError

if TYPE_CHECKING:
    from pathlib import Path

    from ecograph.errors import Issue
    from ecograph.readers.reader import Dropped

Item = TypeVar("Item")

SHOWN = 5
"""The number of remarks of one code that are shown; all are in remarks.csv."""


def progress(*, quiet: bool) -> Callable[[str], None]:
    """Return the function that tells progress on stderr, or one that says nothing."""

    def say(text: str) -> None:
        if not quiet:
            click.echo(f"{text} ...", err=True)

    return say


def steps(items: Sequence[Item], name: Callable[[Item], str], *, quiet: bool) -> Iterator[Item]:
    """Yield the items of a long computation, and show on stderr, where it is a terminal, which one is at work."""
    shown = not quiet and sys.stderr.isatty()
    for number, item in enumerate(items, start=1):
        if shown:
            click.echo(f"\r\033[K{number}/{len(items)} {name(item)} ...", err=True, nl=False)
        yield item
    if shown:
        click.echo("\r\033[K", err=True, nl=False)


def rows(counts: dict[str, int]) -> None:
    """Print the number of rows of each table that has any."""
    for name, count in counts.items():
        if count:
            click.echo(f"{name:16}{count:>9,}")


def dropped(items: "Iterable[Dropped]") -> None:
    """Say which personal data was dropped."""
    for item in items:
        click.echo(f"dropped {item.n:,} × {item.what} ({item.file}, {item.column})", err=True)


def remarks(issues: "Iterable[Issue]", place: str) -> None:
    """Say what was not understood: how many of each code, and the first of them."""
    every = sorted(issues)
    by_code = Counter(issue.code for issue in every)
    for code, count in sorted(by_code.items(), key=lambda item: (-item[1], item[0])):
        click.echo(f"{count:,} remark{'s' if count > 1 else ''} of the kind {code}, such as:", err=True)
        for issue in [issue for issue in every if issue.code == code][:SHOWN]:
            click.echo(f"  {issue}", err=True)
    if every:
        click.echo(f"all remarks: {place}", err=True)


def pair(row: Mapping[str, object]) -> str:
    """Return a candidate as two lines of text, one for each side, and what speaks for it.

    It has no score when nothing but a judgement "unsure" speaks for it.
    """
    score = "   -" if row["score"] is None else f"{row['score']:.2f}"
    return (
        f"{score}  {row['left']}  {row['left_name']}\n"
        f"      {row['right']}  {row['right_name']}\n"
        f"      {row['country'] or 'country unknown'}: {row['why']}"
    )


def no_snapshot(place: "Path | None") -> None:
    """Refuse a snapshot where a dataset is needed whose parts are still apart.

    Raises:
        EcographError: The place is a snapshot.
    """
    if place is not None and (place / "manifest.json").is_file() and (place / "candidates.csv").is_file():
        raise EcographError(
            f"{place}: found a snapshot, expected the dataset it was built from, where the sources are still apart; "
            f"name that one. The pairs of the snapshot are in {place / 'candidates.csv'}"
        )


def own(place: "Path") -> None:
    """Refuse to write into a dataset that comes with ecograph, or into a snapshot.

    Raises:
        EcographError: The place is one.
    """
    from ecograph import bundled

    if bundled.holds(place):
        raise EcographError(
            f"{place}: found a dataset that comes with ecograph, expected one of your own; make a folder with a "
            f'dataset.toml that says base = "{place.name}", and write into that'
        )
    no_snapshot(place)


def count(n: int, what: str) -> str:
    """Return a number of things in words.

    >>> count(1, "pair"), count(1200, "pair")
    ('1 pair', '1,200 pairs')
    """
    return f"{n:,} {what}{'' if n == 1 else 's'}"
