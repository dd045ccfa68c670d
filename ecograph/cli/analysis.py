"""What the commands of the analyses share: their options, the network they ask, and how they tell an answer."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ecograph.cli import options, ways
from ecograph.errors import EcographError

if TYPE_CHECKING:
    from ecograph.analyses.answer import Answer
    from ecograph.network import Network
    from ecograph.sources import Reading

    Answers = Mapping[str, Answer]
    """The answers by their name in files; an answer that stands alone has the name ""."""

SHOWN = 20
"""The number of rows of a table that a terminal is shown when it was asked for."""

SHOWN_OF_MANY = 8
"""The number of rows of each table when all are shown."""

Command = TypeVar("Command", bound=Callable[..., Any])


def shared(command: Command) -> Command:
    """Give a command the options that all analyses take."""
    for option in reversed(
        (
            options.data,
            options.as_of,
            options.without_purpose,
            click.option("--table", "tables", multiple=True, metavar="NAME", help="Only this table of the answer."),
            click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the first N rows of each table."),
            options.language,
            options.as_json,
            click.option("--csv", "as_csv", is_flag=True, help="Print one table as CSV."),
            click.option("--parquet", type=click.Path(path_type=Path), metavar="FILE", help="Write one as Parquet."),
            click.option(
                "--out",
                type=click.Path(path_type=Path),
                metavar="FOLDER",
                help="Write each as NAME.csv; earlier results in the folder are replaced.",
            ),
            options.quiet,
        )
    ):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Telling:
    """How an answer is told: the shared options of the command, other than those that choose the data."""

    tables: tuple[str, ...]
    top: int | None
    lang: str
    as_json: bool
    as_csv: bool
    parquet: Path | None
    out: Path | None
    quiet: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the network, what it was read from, and the options that chose it."""

    network: "Network"
    reading: "Reading"
    options: dict[str, object]


def begun(
    *,
    data: str | None,
    as_of: str | None,
    without_purpose: tuple[str, ...],
    **telling: Any,  # noqa: ANN401 - click's
) -> tuple[Telling, Asked]:
    """Return how the answer is to be told, and the network of the dataset, or of the part of it that is asked for.

    It takes the options that ``shared`` gives a command. What would be refused in the end is refused before the work.

    Raises:
        EcographError: The dataset cannot be read, or the folder to write holds something else than results.
    """
    from ecograph.network import Network
    from ecograph.sources import read
    from ecograph.stores.results import written_before

    how = Telling(**telling)
    _way(how, 1)
    if how.out is not None:
        written_before(how.out)
    reading = read(options.dataset(data))
    ecosystem = options.sliced(reading.ecosystem(), as_of, without_purpose)
    said: dict[str, object] = {"as_of": as_of, "without_purpose": sorted(without_purpose)}
    return how, Asked(Network.of(ecosystem), reading, said)


def _way(telling: Telling, n: int) -> ways.Way:
    return ways.way(
        n,
        choose="--table NAME chooses one",
        as_json=telling.as_json,
        as_csv=telling.as_csv,
        parquet=telling.parquet,
        out=telling.out,
    )


@contextmanager
def working(what: str, *, quiet: bool) -> Iterator[None]:
    """Say on stderr, where it is a terminal, what is at work; and take it back when it is done."""
    shown = not quiet and sys.stderr.isatty()
    if shown:
        click.echo(f"{what} ...", err=True, nl=False)
    try:
        yield
    finally:
        if shown:
            click.echo("\r\033[K", err=True, nl=False)


def tell(answers: "Answers", telling: Telling, asked: Asked, wanted: Mapping[str, object]) -> None:
    """Print or write answers.

    Args:
        answers: The answers by their name.
        telling: How they are told.
        asked: What they are about.
        wanted: The options of the command itself, for the manifest.

    Raises:
        EcographError: A table that was asked for is in none of them.
    """
    from ecograph.outputs import analyses

    known = list(dict.fromkeys(name for answer in answers.values() for name in answer.tables))
    unknown = [name for name in telling.tables if name not in known]
    if unknown:
        raise EcographError(f"found no table {', '.join(unknown)}; there are {', '.join(known)}")
    if telling.top is not None:
        answers = {name: analyses.cut(answer, telling.top) for name, answer in answers.items()}
    chosen = {
        f"{name}/{result.name}" if name else result.name: result
        for name, answer in answers.items()
        for result in analyses.chosen(answer, telling.tables)
    }
    way = _way(telling, len(chosen))
    if way.place is not None:
        said = "\n".join(_said(name, answer, telling.lang) for name, answer in answers.items())
        about = {
            "analysis": next(answer.name for answer in answers.values()),
            "dataset": asked.reading.manifest.title,
            "inputs": asked.reading.hashes,
            "options": asked.options | dict(wanted) | {"top": telling.top, "lang": telling.lang},
        }
        ways.write(way, {name: result.table for name, result in chosen.items()}, about, said=said)
        if not telling.quiet:
            click.echo(f"wrote {way.place}", err=True)
    elif way.form == "json":
        described = {name: analyses.described(answer, telling.lang, telling.tables) for name, answer in answers.items()}
        ways.print_json(described[""] if list(described) == [""] else described)
    elif way.form == "csv":
        (result,) = chosen.values()
        ways.print_csv(result.table)
    else:
        _print(answers, telling)


def _said(name: str, answer: "Answer", lang: str) -> str:
    """Return the sentences of an answer, under its name where it has one."""
    from ecograph.outputs import analyses

    return (f"{name}\n" if name else "") + analyses.said(answer, lang)


def _print(answers: "Answers", telling: Telling) -> None:
    """Print the sentences of each answer, then the first rows of its tables; a hint on stderr says what is left."""
    from ecograph.outputs import analyses

    rows = telling.top or (SHOWN if telling.tables else SHOWN_OF_MANY)
    paint = analyses.painter(lambda text, colour: click.style(text, fg=colour))
    cut = False
    for number, (name, answer) in enumerate(answers.items()):
        click.echo(("\n" if number else "") + _said(name, answer, telling.lang), nl=False)
        for result in analyses.chosen(answer, telling.tables):
            click.echo("\n" + analyses.told(result, telling.lang, first=rows, paint=paint), nl=False)
            cut = cut or result.table.height > rows
    if cut and not telling.quiet:
        click.echo("  not every row is shown; --table NAME --top N shows more, --out FOLDER writes all", err=True)
