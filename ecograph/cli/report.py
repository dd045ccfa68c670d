"""``ecograph report``: the report as a page, for Word, for Excel, or as PDF."""

from pathlib import Path

import click

from ecograph.cli import options, telling
from ecograph.cli.reporting import Wanted, inputs

FORMATS = ("html", "docx", "xlsx", "pdf")

NAME = "report"
"""What the file is called when nobody names it, without its ending."""


@click.command("report")
@click.argument("clusters", nargs=-1, metavar="[CLUSTER]...")
@options.data
@click.option(
    "--format", "forms", multiple=True, type=click.Choice(FORMATS), help="What is written; may be given several times."
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Its ending says the format.")
@options.as_of
@options.without_purpose
@options.compare
@options.language
@options.quiet
def command(  # noqa: PLR0913 - the options of the command
    *,
    clusters: tuple[str, ...],
    data: str | None,
    forms: tuple[str, ...],
    out: Path | None,
    as_of: str | None,
    without_purpose: tuple[str, ...],
    compare: str | None,
    lang: str,
    quiet: bool,
) -> None:
    """Write the report: clusters, overlap, mergers, gaps, brokers, money, partners, key figures, quality, sources.

    It compares the CLUSTERs that are named, else those of the first merger of the dataset, else the largest. Each
    number has a mark such as k1a2b3c4; `ecograph explain MARK` prints the rows behind it. html is one file that opens
    offline; docx is for Word, xlsx for Excel; pdf needs pip install "ecograph[pdf]".

    \b
    Examples:
      ecograph report
      ecograph report --lang da --out rapport.docx
      ecograph report "Norway Health Tech" nscc --lang nb --format xlsx --format html
      ecograph report --as-of 2023 --compare 2020 --out since_2020.html
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.outputs.report.formats import FORMATS as WRITERS
    from ecograph.report.report import report
    from ecograph.stores.files import replace_file

    places = _places(forms, out)
    say = telling.progress(quiet=quiet)
    given = inputs(Wanted(data, clusters, as_of, without_purpose, compare), say)
    say("writing the report")
    document = report(given, lang)
    for form, place in places.items():
        replace_file(place, WRITERS[form](document))
        if not quiet:
            click.echo(f"wrote {place}", err=True)


def _places(forms: tuple[str, ...], out: Path | None) -> dict[str, Path]:
    """Return the file of each format that is asked for."""
    ending = out.suffix.removeprefix(".").lower() if out else ""
    if out is not None and out.is_dir():
        raise click.UsageError(f"--out: found the folder {out}, expected a file, such as {out / NAME}.html")
    if out is None or (forms and ending not in FORMATS):
        stem = out or Path(NAME)
        return {form: stem.with_name(f"{stem.name}.{form}") for form in dict.fromkeys(forms or FORMATS[:1])}
    if ending not in FORMATS:
        known = ", ".join(f".{form}" for form in FORMATS)
        raise click.UsageError(f"--out: found {out.name}, expected an ending that says the format: {known}")
    if set(forms) - {ending}:
        raise click.UsageError(f"--out: found the ending .{ending} and --format {', '.join(forms)}; leave one out")
    return {ending: out}
