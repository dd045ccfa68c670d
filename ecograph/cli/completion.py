"""``ecograph completion``: the script that completes commands and options in a shell."""

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(*, shell: str) -> None:
    """Print the script that completes commands and options in SHELL.

    \b
    Examples:
      ecograph completion bash > ~/.local/share/bash-completion/completions/ecograph
      ecograph completion fish > ~/.config/fish/completions/ecograph.fish
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.cli import group

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click has all three
    click.echo(kind(group, {}, "ecograph", "_ECOGRAPH_COMPLETE").source())
