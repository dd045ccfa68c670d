"""The command line. A command parses its arguments, calls one function of the library, and writes.

Nothing heavy is imported before a command asks for it: the group knows its commands by name and one line
of help, and imports the file of a command when it runs.
"""

import importlib
import os
import sys
from collections.abc import Sequence

import click

from ecograph import __version__
from ecograph.cells import visible
from ecograph.errors import EcographError, LockedError, UnreachableError

COMMANDS: dict[str, str] = {
    "demo": "Write the first answers: a page, a map, tables and a graph.",
    "map": "Draw the network as a page or a picture.",
    "metrics": "List, compute and explain the measures.",
    "figures": "Print the key figures, what changed, and the thresholds they cross.",
    "overlap": "Show what clusters share, and how sure that is.",
    "merge": "Show what a merger would gain, double and lose.",
    "gaps": "Show what is missing: nobody, no tie, no measure, no data.",
    "partners": "Suggest partners for an organisation.",
    "parallels": "Find projects of different clusters that run parallel.",
    "query": "Ask the graph in Cypher, by a query of the library or one of your own.",
    "shell": "Ask the graph in Cypher at a prompt.",
    "push": "Load the graph into Neo4j.",
    "pull": "Read a graph that was pushed back into tables.",
    "report": "Write the report, for a browser, Word, Excel or as PDF.",
    "export": "Write the graph or the tables for other programs.",
    "explain": "Print every row about an organisation, project or figure, with its sources.",
    "check": "Print every fault of a dataset, or its row counts.",
    "new": "Write an empty dataset to fill in.",
    "fetch": "Download a published file into a dataset.",
    "import": "Read published files into a dataset.",
    "build": "Make one ecosystem of a dataset and its published files.",
    "refresh": "Read a dataset anew and write a snapshot if something has changed.",
    "candidates": "Print the pairs of organisations that may be one.",
    "judge": "Say whether two organisations or projects are one.",
    "completion": "Print the script that completes commands in a shell.",
}
"""Every command with its one line of help; the command NAME is the function ``command`` of ``cli/NAME.py``."""

MODULES = {"import": "importing"}
"""The commands whose name no module can have, and the module that has them."""

FAILED = 1
LATER = 75
INTERRUPTED = 130


class Commands(click.Group):
    """The group of all commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands, in the order in which help shows them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return a command by its name, None when there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"ecograph.cli.{MODULES.get(cmd_name, cmd_name)}").command
        assert isinstance(command, click.Command)  # noqa: S101 - a test holds it for every command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ecograph")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def group(*, debug: bool) -> None:
    """Analyse a health and life-science ecosystem: who holds it together, what clusters share, what is missing.

    \b
    Examples:
      ecograph demo
      ecograph explain "Welfare Tech"
      ecograph COMMAND --help
    """  # noqa: D301 - click takes the backspace as: do not wrap


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit.

    0 done, 1 failed or faults in data, 2 usage, 3 done but a limit or guard was crossed, 4 partly done, 75 locked or
    unreachable, 130 interrupted.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        color = False if os.environ.get("NO_COLOR") else None
        sys.exit(group.main(given, prog_name="ecograph", standalone_mode=False, color=color) or 0)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; nothing was left half written", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:  # whoever read the output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except (EcographError, OSError) as error:
        if "--debug" in given:
            raise
        click.echo(f"ecograph: {_said(error)}", err=True)
        sys.exit(LATER if isinstance(error, (LockedError, UnreachableError)) else FAILED)


def _said(error: EcographError | OSError) -> str:
    """Return what to tell the user of an error: what it quotes must not act on the terminal."""
    if isinstance(error, OSError):
        return visible(f"{error.filename or 'output'}: {error.strerror or error}")
    return visible(str(error))
