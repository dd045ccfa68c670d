"""``ecograph parallels``: which projects of different clusters run parallel, and why that seems so."""

from typing import Any

import click

from ecograph.cli import analysis


@click.command("parallels")
@click.argument("names", nargs=-1, metavar="[CLUSTER]...")
@click.option(
    "--by-lead", is_flag=True, help="Compare projects that different organisations lead, whether clusters or not."
)
@click.option("--number", type=click.IntRange(min=1), default=50, show_default=True, help="How many pairs to list.")
@analysis.shared
def command(
    *,
    names: tuple[str, ...],
    by_lead: bool,
    number: int,
    **shared: Any,  # noqa: ANN401 - click's options
) -> None:
    """Find projects of different clusters with similar partners, themes and wording at the same time.

    Without a CLUSTER the projects of all clusters are compared. Each pair says what the two have in common. A project
    belongs to the clusters that take part in it. With --by-lead it belongs to its lead or coordinator: for data
    without clusters, such as a programme of the Union.

    \b
    Examples:
      ecograph parallels
      ecograph parallels welfare-tech nscc
      ecograph parallels --by-lead --data my_dataset
      ecograph parallels --without-purpose merger --table pairs --csv
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.analyses.parallels import parallels
    from ecograph.lookup import organisation

    if by_lead and names:
        raise click.UsageError("found clusters and --by-lead, expected one of them")
    how, asked = analysis.begun(**shared)
    named = [organisation(asked.network.ecosystem, name) for name in names]
    compared = [] if by_lead else named or None
    with analysis.working("parallels", quiet=how.quiet):
        answer = parallels(asked.network, compared, n=number)
    analysis.tell({"": answer}, how, asked, {"clusters": compared, "by_lead": by_lead, "n": number})
