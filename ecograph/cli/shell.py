"""``ecograph shell``: a small prompt that asks the graph in Cypher and changes nothing.

At a terminal ``prompt`` reads the lines; otherwise they come from stdin, by the same rules.
"""

import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import click

from ecograph.cells import visible
from ecograph.cli import asking
from ecograph.cli.query import PARTLY, say_rest
from ecograph.cypher.query import JSON, cut, values
from ecograph.cypher.tokens import tokens
from ecograph.errors import EcographError
from ecograph.outputs import queries, rows

FAILED = 1

COMMANDS: dict[str, str] = {
    ":help": "this",
    ":list [NAME]": "the queries of the library, or all about one",
    ":run NAME [PARAM=VALUE]...": "ask a query of the library; values as a shell reads them",
    ":param NAME=VALUE": "give a parameter to all that is asked later; NAME:=JSON gives it as JSON",
    ":params": "the parameters given so far",
    ":quit": "leave, as Ctrl-D does",
}
"""What can be typed beside Cypher."""

HELP = "A statement ends with ; or an empty line, and only reads. EXPLAIN before it shows how it would be answered."


@dataclass
class Shell:
    """What a session knows.

    Args:
        graph: The graph that is asked.
        limit: The most rows that are shown.
        given: The parameters given so far, as text or, where the name ends in a colon, as JSON.
    """

    graph: asking.Graph
    limit: int
    given: dict[str, str] = field(default_factory=dict)


@click.command("shell")
@asking.shared
def command(
    *,
    limit: int | None,
    timeout: int,
    quiet: bool,
    **place: Any,  # noqa: ANN401 - click's options
) -> None:
    """Ask the graph in Cypher at a prompt that changes nothing.

    A statement ends with ; or an empty line. Names of labels, types, properties and queries are completed (Tab), what
    was typed before comes back (Up), Ctrl-C clears the line and Ctrl-D leaves. :help tells what else can be typed.
    Without a terminal the statements are read from stdin, and the exit code is 1 when one failed.

    \b
    Examples:
      ecograph shell
      ecograph shell -d my_dataset --limit 20
      ecograph shell --on neo4j --uri bolt://localhost:7687
      ecograph shell < statements.cypher
    """  # noqa: D301 - click takes the backspace as: do not wrap
    where = asking.Place(**place)
    with asking.graph(where, timeout) as graph:
        shell = Shell(graph, asking.SHOWN if limit is None else limit)
        if graph.unkept:
            click.echo(graph.unkept, err=True)
        if sys.stdin.isatty():
            from ecograph.cli.prompt import reader

            if not quiet:
                click.echo(f"{HELP}\n:help tells what else can be typed.")
            talk(shell, reader())
        elif not _all_answered(shell, sys.stdin.buffer):
            raise click.exceptions.Exit(FAILED)
    if graph.unkept:
        raise click.exceptions.Exit(PARTLY)


def talk(shell: Shell, read: Callable[[], str]) -> None:
    """Answer what is typed until it is enough; Ctrl-C ends a line or an answer, not the session."""
    while True:
        text = ""
        try:
            text = read()
            answered(shell, text)
        except KeyboardInterrupt:
            if text:
                click.echo("  stopped", err=True)
        except EOFError:
            return


def _all_answered(shell: Shell, lines: Iterable[bytes]) -> bool:
    """Answer what a file or pipe says, until it is enough, and return whether all could be."""
    is_good = True
    with suppress(EOFError):
        for text in statements(lines):
            is_good = answered(shell, text) and is_good
    return is_good


def statements(lines: Iterable[bytes]) -> Iterator[str]:
    r"""Yield statements and commands from lines, each as soon as it is complete.

    Raises:
        EcographError: A line is not UTF-8.

    >>> list(statements([b":params\n", b"RETURN 1\n", b"AS n;\n", b"RETURN 2 AS n"]))
    [':params\n', 'RETURN 1\nAS n;\n', 'RETURN 2 AS n']
    """
    held = ""
    for number, line in enumerate(lines, start=1):
        held += asking.decoded(f"stdin, line {number}", line)
        if is_complete(held):
            yield held
            held = ""
    if held.strip():
        yield held


def is_complete(text: str) -> bool:
    r"""Return whether lines are a command, or a statement that has ended: with ; or with an empty line.

    >>> is_complete("RETURN ';\n"), is_complete("RETURN 1;\n"), is_complete("RETURN 1\n\n"), is_complete(":quit\n")
    (False, True, True, True)
    """
    bare = text.strip()
    if not bare or bare.startswith(":") or not text.removesuffix("\n").rpartition("\n")[2].strip():
        return True
    if not bare.endswith(";"):
        return False
    try:
        return tokens(bare)[-1:] != () and tokens(bare)[-1].text == ";"
    except EcographError:
        return not any(_can_be_read(bare + end) for end in ("'", '"', "`", "*/"))


def _can_be_read(text: str) -> bool:
    try:
        tokens(text)
    except EcographError:
        return False
    return True


def answered(shell: Shell, text: str) -> bool:
    """Answer a command or statement on stdout, or say on stderr why not; return whether it could be.

    Raises:
        EOFError: It was enough.
    """
    try:
        if text.strip().startswith(":"):
            _obey(shell, text.strip())
        elif not _can_be_read(text) or tokens(text):
            asked = asking.reading("statement", text)
            known = {each.name for each in asked.query.parameters}
            _ask(shell, asked, {name: each for name, each in shell.given.items() if name.removesuffix(JSON) in known})
    except EcographError as error:
        click.echo(visible(str(error)), err=True)
        return False
    return True


def _ask(shell: Shell, asked: asking.Statement, given: dict[str, str]) -> None:
    found = asking.with_ids(shell.graph, asked.query, values(asked.query, given), given)
    if asked.is_plan:
        click.echo(rows.aligned(shell.graph.plan(asked.query.statement, found)), nl=False)
        return
    answer = asking.answer(shell.graph, asked, found, shell.limit)
    click.echo(rows.aligned(answer), nl=False)
    say_rest(answer, found)


def _obey(shell: Shell, text: str) -> None:
    """Do what a command says.

    Raises:
        EcographError: There is no such command, or it does not say enough.
        EOFError: It says to leave.
    """
    try:
        name, *words = shlex.split(text)
    except ValueError as error:
        raise EcographError(f"found {cut(text)}, expected both quotes of a value; add the other") from error
    match name, words:
        case ":help", []:
            widest = max(map(len, COMMANDS))
            click.echo("".join(f"{each:{widest}}  {about}\n" for each, about in COMMANDS.items()) + HELP)
        case ":list", []:
            click.echo(queries.listed(list(asking.library().values())), nl=False)
        case ":list", [query]:
            click.echo(queries.explained(asking.named(query).query), nl=False)
        case ":run", [query, *given]:
            asked = asking.named(query)
            known = {each.name for each in asked.query.parameters}
            now = asking.pairs(given)
            _ask(shell, asked, _without(shell.given, now, known) | now)
        case ":param", [one]:
            now = asking.pairs([one])
            shell.given = _without(shell.given, now, None) | now
        case ":params", []:
            click.echo(visible("".join(f"{each}={value}\n" for each, value in shell.given.items())), nl=False)
        case ":quit", []:
            raise EOFError
        case _:
            forms = ", ".join(COMMANDS)
            raise EcographError(f"found {cut(text)}, expected one of {forms}; :help tells what they do")


def _without(given: dict[str, str], now: dict[str, str], known: set[str] | None) -> dict[str, str]:
    """Return earlier parameters without those that are given now, and without those that a query does not know."""
    again = {name.removesuffix(JSON) for name in now}
    bare = {name: name.removesuffix(JSON) for name in given}
    return {
        name: value
        for name, value in given.items()
        if bare[name] not in again and (known is None or bare[name] in known)
    }
