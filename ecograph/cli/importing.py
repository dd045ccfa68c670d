"""``ecograph import``: the tables of published files, into a dataset."""

from pathlib import Path

import click

from ecograph.cli import options, telling
from ecograph.errors import EcographError

PARTLY = 4

UNREAD = ("format", "layout")
"""The codes of remarks on rows or files that were not read."""


@click.command("import")
@click.argument("source")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", required=True, type=click.Path(path_type=Path), help="The folder of the dataset.")
@click.option("--name", help="What to call the import; its ids begin with it. Default: the name of the source.")
@click.option("--country", "countries", multiple=True, metavar="CODE", help="Only organisations of this country.")
@click.option("--consortia", is_flag=True, help="With --country: whole projects that have a partner there.")
@click.option("--programme", "programmes", multiple=True, help="Only projects of this programme, such as HORIZON.2.1.")
@click.option("--theme", "themes", multiple=True, help="Only projects with this theme, or one below it.")
@click.option("--topic", "topics", multiple=True, help="Only projects whose topic begins so.")
@click.option("--text", "texts", multiple=True, help="Only projects with this text in their title.")
@click.option("--either", is_flag=True, help="Enough when one of programme, theme, topic and text is met.")
@click.option("--from", "since", metavar="DATE", help="Only projects that go on after this date.")
@click.option("--to", "until", metavar="DATE", help="Only projects that began by this date.")
@click.option("--option", "given", multiple=True, metavar="KEY=VALUE", help="What the reader is told besides.")
@options.quiet
def command(  # noqa: PLR0913 - each is an option of the command
    *,
    source: str,
    files: tuple[Path, ...],
    into: Path,
    name: str | None,
    countries: tuple[str, ...],
    consortia: bool,
    programmes: tuple[str, ...],
    themes: tuple[str, ...],
    topics: tuple[str, ...],
    texts: tuple[str, ...],
    either: bool,
    since: str | None,
    until: str | None,
    given: tuple[str, ...],
    quiet: bool,
) -> None:
    """Read published FILES with the reader SOURCE and write their tables to imported/NAME of a dataset.

    SOURCE is one of cordis, structural-funds-dk, rcn, brreg, cvr, ror, members; docs/sources.md says what each
    maps and leaves out. A condition may be given several times: one of them must hold. Different conditions must
    all hold, or one with --either. Personal data is dropped and counted; what is not understood is counted and
    shown. A new import of the same name replaces the old one.
    The dataset is made when it is not there. Exit code 4 when rows of the files could not be read.

    \b
    Examples:
      ecograph import cordis horizon.zip --into nordic --programme HORIZON.2.1 --country DK --consortia
      ecograph import rcn eu_grants.csv --into nordic --name h2020-norway
      ecograph import members list.xlsx --into nordic --option cluster=mtic --option name=Medlem --option number=CVR
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.manifest import Entry, Setting
    from ecograph.sources.imports import harvested
    from ecograph.stores.imports import write

    conditions: dict[str, Setting | None] = {
        "countries": list(countries),
        "programmes": list(programmes),
        "themes": list(themes),
        "topics": list(topics),
        "texts": list(texts),
        "either": either,
        "from": since,
        "to": until,
        "consortia": consortia,
    }
    keep = {key: value for key, value in conditions.items() if value}
    telling.own(into)
    entry = Entry(name or source, source, tuple(str(path.absolute()) for path in files), keep, _options(given))
    made = harvested(entry, into, telling.progress(quiet=quiet))
    folder = write(into, entry, made)
    telling.rows({table: frame.height for table, frame in made.tables.items()})
    if not quiet:
        telling.dropped(made.dropped)
        telling.remarks(made.remarks, str(folder / "remarks.csv"))
        click.echo(f"wrote {folder}; to use it: ecograph build {into}", err=True)
    if any(issue.code in UNREAD for issue in made.remarks):
        raise click.exceptions.Exit(PARTLY)


def _options(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for place, (key, sign, _) in enumerate(pairs):
        if not sign:
            raise EcographError(f"--option {key}: found no =, expected KEY=VALUE such as cluster=mtic")
        if key in [earlier for earlier, _, _ in pairs[:place]]:
            raise EcographError(f"--option {key}: found it twice, expected it once; leave one out")
    return {key: value for key, _, value in pairs}
