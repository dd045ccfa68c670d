"""``ecograph gaps``: cells that nobody covers, groups that hardly meet, goals without a measure, facts not known."""

from typing import Any

import click

from ecograph.cli import analysis, options

AXES = ("theme", "region", "helix", "country")
UNITS = ("organisations", "projects", "money")
NULLS = ("independence", "curveball")
GROUPS = ("country", "region", "helix", "cluster", "kind")


@click.command("gaps")
@click.option("--framework", metavar="NAME", help="Only the themes of this framework, such as work-areas or dr-themes.")
@click.option("--by", multiple=True, type=click.Choice(AXES), help="What cells are made of.  [default: theme, region]")
@click.option("--of", type=click.Choice(UNITS), default="organisations", show_default=True, help="What is counted.")
@click.option("--null", type=click.Choice(NULLS), default="independence", show_default=True, help="What to expect.")
@click.option(
    "--group", type=click.Choice(GROUPS), default="country", show_default=True, help="Between whom holes lie."
)
@click.option("--between", multiple=True, metavar="GROUP", help="Only holes between these, such as DK and NO.")
@click.option("--day", metavar="DATE", help="Say how overdue goals are on that day: YYYY-MM-DD.")
@click.option(
    "--samples",
    type=click.IntRange(min=1),
    help="How many random networks to draw.  [default: 1000, fewer where the network is large]",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The seed of what is drawn.")
@analysis.shared
def command(
    *,
    by: tuple[Any, ...],
    between: tuple[str, ...],
    day: str | None,
    **given: Any,  # noqa: ANN401 - click's options
) -> None:
    """Show what is missing: themes without anybody, groups that hardly meet, goals nobody measures, data nobody has.

    A cell is covered, a gap, or not known: where nothing is known, nothing is missing yet. Holes between groups come
    with the organisations that bridge them; on a large network between the largest groups, unless --between names
    others. Tables: themes, coverage, holes, specialisation (of clusters with --group cluster, else of regions),
    mismatch and needs (money beside needs by theme), goals, unknowns (the missing facts that matter most).

    \b
    Examples:
      ecograph gaps --framework work-areas
      ecograph gaps --by theme --by helix --of projects --table coverage
      ecograph gaps --group country --between DK --between NO --table holes --lang da
      ecograph gaps --table unknowns --csv
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.analyses.gaps import gaps

    wanted = {name: given.pop(name) for name in ("framework", "of", "null", "group", "samples", "seed")}
    how, asked = analysis.begun(**given)
    on = None if day is None else options.day(day, "--day")
    with analysis.working("gaps", quiet=how.quiet):
        answer = gaps(asked.network, by=by or ("theme", "region"), between=between or None, day=on, **wanted)
    analysis.tell({"": answer}, how, asked, wanted | {"by": by, "between": between, "day": day})
