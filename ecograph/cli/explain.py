"""``ecograph explain``: every row about a subject, with its sources."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ecograph.cli import options

if TYPE_CHECKING:
    from ecograph.provenance import Fact


@click.command("explain")
@click.argument("subject")
@options.data
@options.as_json
def command(*, subject: str, data: str | None, as_json: bool) -> None:
    """Print every row about SUBJECT, with the source of each.

    SUBJECT is an organisation, project, figure, goal, flow, theme or source, by id, name, alias,
    abbreviation or former name.

    \b
    Examples:
      ecograph explain "Oslo Medtech"
      ecograph explain healthdrone
      ecograph explain mtic --json
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.lookup import namesakes
    from ecograph.provenance import explain
    from ecograph.sources import load

    ecosystem = load(options.dataset(data))
    facts = explain(ecosystem, subject)
    for table, other in namesakes(ecosystem, subject)[1:]:
        click.echo(f"also named so: {other} in {table}; to see it, name it by its id", err=True)
    if as_json:
        click.echo(json.dumps([asdict(fact) for fact in facts], ensure_ascii=False, indent=2))
        return
    table = ""
    for fact in facts:
        if fact.table != table:
            click.echo(("\n" if table else "") + click.style(fact.table, bold=True))
            table = fact.table
        click.echo(_shown(fact))


def _shown(fact: "Fact") -> str:
    """Return a fact as its values and, on the next line, where it comes from."""
    values = ", ".join(f"{name} {text!r}" if " " in text else f"{name} {text}" for name, text in fact.values.items())
    doubts = [word for word in (fact.certainty, fact.status) if word and word not in {"certain", "actual"}]
    doubt = f" ({', '.join(doubts)})" if doubts else ""
    several = "s" if ";" in fact.locator else ""
    lines = f", line{several} {fact.locator.replace(';', ', ')}" if fact.locator else ""
    address = f" <{fact.url}>" if fact.url and fact.url not in fact.source else ""
    return f"  {values}{doubt}\n    source: {fact.source}{lines}{address}"
