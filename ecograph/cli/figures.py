"""``ecograph figures``: the key figures of a dataset, what they were before, and which thresholds they cross."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ecograph.cli import comparing, options, ways

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ecograph.metrics.key_figures import KeyFigure
    from ecograph.outputs.figures import Told
    from ecograph.sources import Reading

EXPLAIN = "explain"

CROSSED = 3
"""The exit code when --check is given and a threshold is crossed."""


VAGUENESS = 0.1
PRICES_OF = 2023
"""The defaults of ``Asked``, repeated so that help imports nothing heavy."""


class Chosen(NamedTuple):
    """What the options choose: for when, against what, and how vague and in whose prices."""

    as_of: str | None
    compare: str | None
    vagueness: float
    prices_of: int


@click.command("figures")
@click.argument("names", nargs=-1, metavar="[explain] [NAME]...")
@options.data
@click.option("--by", metavar="BREAKDOWN", help="Only the parts by this, such as country, helix, payer or year.")
@options.as_of
@options.compare
@click.option(
    "--vagueness",
    type=click.FloatRange(0, 1),
    default=VAGUENESS,
    show_default=True,
    help="The share by which a vague amount may be off.",
)
@click.option(
    "--prices-of",
    type=click.IntRange(1900, 2100),
    default=PRICES_OF,
    show_default=True,
    metavar="YEAR",
    help="The year in whose prices real amounts are said.",
)
@click.option("--check", is_flag=True, help="Exit with 3 when a threshold is crossed.")
@options.language
@options.as_json
@click.option("--csv", "as_csv", is_flag=True, help="Print them as CSV.")
@click.option("--parquet", type=click.Path(path_type=Path), metavar="FILE", help="Write them as Parquet.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write figures.csv and what they say.")
@options.quiet
def command(  # noqa: PLR0913 - the options of the command
    *,
    names: tuple[str, ...],
    data: str | None,
    by: str | None,
    check: bool,
    lang: str,
    as_json: bool,
    as_csv: bool,
    parquet: Path | None,
    out: Path | None,
    quiet: bool,
    **chosen: Any,  # noqa: ANN401 - click's options
) -> None:
    """Print the key figures of a dataset, with how many things each rests on and how much of what exists is known.

    Without a NAME it prints every figure as a whole; with a NAME also its parts. `explain` tells what a figure means.
    A value is an interval where amounts are vague. A dataset may have figures, thresholds and targets of its own in
    figures.toml. Figures are told for --as-of, else for the latest day of a source. --csv, --json, --parquet and
    --out have every part, with the rows behind it.

    \b
    Examples:
      ecograph figures
      ecograph figures organisations --by country --lang da
      ecograph figures --as-of 2023 --compare 2020
      ecograph figures explain organisations
      ecograph figures --compare my_snapshot --check
    """  # noqa: D301 - click takes the backspace as: do not wrap
    way = ways.way(1, choose="", as_json=as_json, as_csv=as_csv, parquet=parquet, out=out)
    place = options.dataset(data)
    if names[:1] == (EXPLAIN,):
        _explain(names[1:], place, as_json=as_json)
        return
    reading, told = _told(names, place, by, Chosen(**chosen))
    about: dict[str, object] = {
        "dataset": reading.manifest.title,
        "inputs": reading.hashes,
        "options": {"figures": sorted(names), "by": by, "lang": lang} | chosen,
    }
    _give(told, way, about, lang, is_whole=not names and by is None, quiet=quiet)
    if check and "crossed" in told.crossed["state"].to_list():
        raise click.exceptions.Exit(CROSSED)


def _explain(names: "Sequence[str]", place: Path | None, *, as_json: bool) -> None:
    """Print what each of the named figures means."""
    from ecograph.outputs import figures
    from ecograph.sources.figures import settings_of

    if not names:
        raise click.UsageError("name the figure to explain, such as: ecograph figures explain organisations")
    found = _named(names, settings_of(place).every)
    if as_json:
        ways.print_json([figures.definition(figure) for figure in found])
    else:
        click.echo("\n".join(map(figures.explained, found)), nl=False)


def _named(names: "Sequence[str]", every: "Sequence[KeyFigure]") -> "tuple[KeyFigure, ...]":
    """Return the figures of these names, in the order of all; every one where none is named.

    Raises:
        EcographError: No figure has that name; the message has the nearest ones.
    """
    import difflib

    from ecograph.errors import EcographError

    known = [each.name for each in every]
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
            hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
            raise EcographError(f"found no key figure {name}: {hint}")
    return tuple(each for each in every if not names or each.name in names)


def _told(names: "Sequence[str]", place: Path | None, by: str | None, chosen: Chosen) -> "tuple[Reading, Told]":
    """Return the dataset as it was read, and its figures beside what they are compared with."""
    from ecograph.errors import EcographError
    from ecograph.metrics.key_figures import limits
    from ecograph.metrics.key_figures.change import compared
    from ecograph.outputs.figures import Told, sourced
    from ecograph.sources import read
    from ecograph.sources.figures import settings_of

    settings = settings_of(place)
    definitions = _named(names, settings.every)
    if by is not None:
        having = tuple(each for each in definitions if by in each.breakdowns)
        if not having:
            known = ", ".join(dict.fromkeys(name for each in definitions for name in each.breakdowns)) or "none"
            raise EcographError(f"found no breakdown {by} of these figures; there are {known}")
        definitions = having
    reading = read(place)
    whole = reading.ecosystem()
    ecosystem = comparing.told(whole, chosen.as_of)
    more = {"vagueness": chosen.vagueness, "prices_of": chosen.prices_of}
    asked = comparing.asked(ecosystem, chosen.as_of, **more)
    table = comparing.figures(ecosystem, asked, definitions)
    before: str | date | None = None
    if chosen.compare is not None:
        other, on = comparing.other(whole, chosen.compare, chosen.as_of)
        then = comparing.asked(other, on, **more)
        table = compared(table, comparing.figures(other, then, definitions))
        before = then.day if on == chosen.compare else chosen.compare
    wanted = [limit for limit in settings.limits if limit.figure in {each.name for each in definitions}]
    crossed, targets = limits.crossed(table, wanted), limits.targets(table, wanted)
    kept = table if by is None else table.filter(breakdown=by)
    return reading, Told(ecosystem, definitions, sourced(kept, ecosystem), asked, crossed, targets, before)


def _give(  # noqa: PLR0913 - what is given, and how
    told: "Told", way: ways.Way, about: "Mapping[str, object]", lang: str, *, is_whole: bool, quiet: bool
) -> None:
    """Print the figures, or write them with what they say and a manifest about them."""
    from ecograph.outputs import figures

    text = figures.summary if is_whole else figures.detailed
    if way.form == "json":
        ways.print_json(figures.described(told, lang))
    elif way.form == "csv":
        ways.print_csv(told.table)
    elif way.place is None:
        click.echo(text(told, lang), nl=False)
        more = 0 if is_whole else told.table.height - figures.first(told.table).height
        if more and not quiet:
            click.echo(f"  {more:,} more parts; --csv and --json have all", err=True)
    else:
        tables = {"figures": told.table}
        if way.form == "out":
            tables |= {"thresholds": told.crossed, "targets": told.targets}
        ways.write(way, tables, about, said=text(told, lang))
        if not quiet:
            click.echo(f"wrote {way.place}", err=True)
