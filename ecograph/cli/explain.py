"""``ecograph explain``: every row about a subject, or behind a number of a report, with its sources."""

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ecograph.cli import options
from ecograph.cli.reporting import Wanted, inputs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ecograph.provenance import Fact

MARK = re.compile(r"\[?(k[0-9a-f]{7})\]?", re.IGNORECASE)
"""A mark of a report, with or without its brackets."""


@click.command("explain")
@click.argument("subject")
@options.data
@options.as_of
@options.without_purpose
@options.compare
@click.option("--cluster", "clusters", multiple=True, metavar="NAME", help="A cluster that the report was asked for.")
@options.as_json
def command(  # noqa: PLR0913 - the options of the command
    *,
    subject: str,
    data: str | None,
    as_of: str | None,
    without_purpose: tuple[str, ...],
    compare: str | None,
    clusters: tuple[str, ...],
    as_json: bool,
) -> None:
    """Print every row about SUBJECT, or behind a number of a report, with the source of each.

    SUBJECT is an organisation, project, figure, goal, flow, theme or source, by id, name, alias,
    abbreviation or former name; or a mark of a report, such as k1a2b3c4, for the options with which the report was
    made.

    \b
    Examples:
      ecograph explain "Oslo Medtech"
      ecograph explain healthdrone
      ecograph explain mtic --json
    """  # noqa: D301 - click takes the backspace as: do not wrap
    mark = MARK.fullmatch(subject.strip())
    if mark:
        facts = _behind(mark[1].lower(), Wanted(data, clusters, as_of, without_purpose, compare))
    elif as_of or without_purpose or compare or clusters:
        raise click.UsageError(
            "--as-of, --without-purpose, --compare and --cluster are those of a report; name one of its marks"
        )
    else:
        facts = _about(subject, data)
    if as_json:
        click.echo(json.dumps([asdict(fact) for fact in facts], ensure_ascii=False, indent=2))
        return
    table = ""
    for fact in facts:
        if fact.table != table:
            click.echo(("\n" if table else "") + click.style(fact.table, bold=True))
            table = fact.table
        click.echo(_shown(fact))


def _about(subject: str, data: str | None) -> "Sequence[Fact]":
    """Return every row about a subject, and say what else has its name."""
    from ecograph.lookup import namesakes
    from ecograph.provenance import explain
    from ecograph.sources import load

    ecosystem = load(options.dataset(data))
    facts = explain(ecosystem, subject)
    for table, other in namesakes(ecosystem, subject)[1:]:
        click.echo(f"also named so: {other} in {table}; to see it, name it by its id", err=True)
    return facts


def _behind(mark: str, wanted: Wanted) -> "Sequence[Fact]":
    """Return the rows behind a number of a report, which is made once more to find them."""
    from ecograph.provenance import stated
    from ecograph.report.report import found

    given = inputs(wanted, lambda _: None)
    return stated(given.stated, found(given, mark))


def _shown(fact: "Fact") -> str:
    """Return a fact as its values and, on the next line, where it comes from."""
    values = ", ".join(f"{name} {text!r}" if " " in text else f"{name} {text}" for name, text in fact.values.items())
    doubts = [word for word in (fact.certainty, fact.status) if word and word not in {"certain", "actual"}]
    doubt = f" ({', '.join(doubts)})" if doubts else ""
    several = "s" if ";" in fact.locator else ""
    lines = f", line{several} {fact.locator.replace(';', ', ')}" if fact.locator else ""
    address = f" <{fact.url}>" if fact.url and fact.url not in fact.source else ""
    return f"  {values}{doubt}\n    source: {fact.source}{lines}{address}"
