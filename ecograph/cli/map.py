"""``ecograph map``: the network as one file, as a page for a browser or as a picture."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ecograph.cli import options, telling
from ecograph.errors import EcographError

if TYPE_CHECKING:
    from ecograph.ecosystem import Ecosystem
    from ecograph.outputs.map.drawn import Drawn, MapView

COLOURS = ("helix", "cluster", "country", "community")
FORMATS = ("html", "png", "svg", "pdf")
RENDERERS = ("canvas", "vis")
"""The choices, which stand in ``outputs.map`` too: help is to import nothing heavy."""

HOPS = 2


@click.command("map")
@options.data
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="The file to write. Default: map.html.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: what the ending of --out says.")
@options.language
@click.option("--focus", metavar="ORG", help="Show what lies around this organisation.")
@click.option("--hops", type=click.IntRange(min=1), help=f"How many ties around it. Default: {HOPS}.")
@click.option(
    "--clusters", multiple=True, metavar="A,B", help="Show these clusters, their members, projects and partners."
)
@options.as_of
@options.without_purpose
@click.option("--scenario", metavar="NAME", help="Start with this merger of the dataset's scenarios.")
@click.option("--colour", type=click.Choice(COLOURS), default="helix", show_default=True, help="What colours tell.")
@click.option("--size", default="neighbours", show_default=True, metavar="METRIC", help="What sizes tell.")
@click.option(
    "--max-nodes", type=click.IntRange(min=1), default=5000, show_default=True, help="How many are drawn at once."
)
@click.option(
    "--renderer", type=click.Choice(RENDERERS), default="canvas", show_default=True, help="What draws a page."
)
@options.quiet
def command(  # noqa: PLR0913 - the options of the command
    *,
    data: str | None,
    out: Path | None,
    form: str | None,
    focus: str | None,
    hops: int | None,
    scenario: str | None,
    max_nodes: int,
    renderer: str,
    quiet: bool,
    **shown: Any,  # noqa: ANN401 - click's options
) -> None:
    """Draw the network of organisations and projects into one file.

    A page (html) opens in any browser without a network: search, filter, click for details and sources, save as
    a picture. A picture (png, svg, pdf) is one A4 page with its legend, for those whose mail lets no pages through.
    --focus keeps what lies at most --hops ties away: organisation - project - organisation is two. --size takes a
    measure that has one number for each node, such as betweenness.

    \b
    Examples:
      ecograph map
      ecograph map --focus "Welfare Tech" --hops 2 --lang da --out welfare-tech.html
      ecograph map --clusters "Norway Health Tech",nscc --as-of 2024 --colour cluster --out norway.pdf
      ecograph map --scenario "Danish Life Science Cluster" --size betweenness --out merger.svg
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.network import Network
    from ecograph.outputs.map.drawn import Drawn, MapView
    from ecograph.sources import load
    from ecograph.stores.files import replace_file

    if hops is not None and focus is None:
        raise click.UsageError("found --hops and no organisation; name the one in the middle with --focus")
    out, form = _target(out, form)
    if renderer != RENDERERS[0] and form != "html":
        raise click.UsageError(f"found --renderer {renderer} and a picture as {form}, expected it with html alone")
    language, colour, size = shown["lang"], shown["colour"], shown["size"]
    view = MapView(language, colour=colour, size=size, max_nodes=max_nodes, renderer=renderer, as_of=shown["as_of"])
    say = telling.progress(quiet=quiet)
    say("reading the dataset")
    place = options.dataset(data)
    view = _with_scenario(view, place, scenario)
    whole = options.sliced(load(place), shown["as_of"], shown["without_purpose"])
    ecosystem, middle = _part(whole, shown["clusters"], focus, hops or HOPS)
    say(f"placing {telling.count(ecosystem.organisations.height + ecosystem.projects.height, 'node')}")
    drawn = Drawn.of(Network.of(ecosystem), replace(view, focus=middle))
    say("drawing")
    replace_file(out, _file(drawn, form))
    if not quiet:
        click.echo(_told(out, drawn, form), err=True)


def _target(out: Path | None, form: str | None) -> tuple[Path, str]:
    """Return the file to write and its format, each as given or by the other."""
    if out is None:
        form = form or FORMATS[0]
        return Path(f"map.{form}"), form
    if out.is_dir():
        raise EcographError(f"{out}: found a folder, expected a file; name one in it, such as {out / 'map.html'}")
    ending = out.suffix.lower().removeprefix(".")
    ending = "html" if ending == "htm" else ending
    if form is None and ending not in FORMATS:
        raise click.UsageError(
            f"found --out {out}, expected a name that ends in {', '.join(f'.{each}' for each in FORMATS)}; "
            "or say what to write with --format"
        )
    if form is not None and ending in FORMATS and ending != form:
        raise click.UsageError(f"found --format {form} and --out {out}, expected one format; leave out --format")
    return out, form or ending


def _with_scenario(view: "MapView", place: Path | None, name: str | None) -> "MapView":
    """Return the view with the scenarios of the dataset, of which it starts with the one that is named.

    Raises:
        EcographError: The dataset has no scenarios, or none of that name.
        DataError: The scenarios have faults.
    """
    from ecograph.identity.names import key
    from ecograph.sources.scenarios import read_scenarios, scenarios_of

    if name is None:
        return replace(view, scenarios=scenarios_of(place))
    there = read_scenarios(place)
    found = [each.name for each in there if key(each.name) == key(name)]
    if not found:
        names = "; ".join(each.name for each in there)
        raise EcographError(f"--scenario: found {name!r}, expected one of the scenarios of the dataset: {names}")
    return replace(view, scenarios=there, scenario=found[0])


def _part(
    whole: "Ecosystem", clusters: tuple[str, ...], focus: str | None, hops: int
) -> "tuple[Ecosystem, str | None]":
    """Return the part that ``--clusters`` and ``--focus`` ask for, and the id of the organisation in its middle.

    Raises:
        EcographError: A name is unknown, or the organisation has nothing to do with the clusters.
    """
    from ecograph.lookup import organisation
    from ecograph.neighbourhood import neighbourhood

    part = whole.clusters([organisation(whole, name) for name in _names(whole, clusters)]) if clusters else whole
    if focus is None:
        return part, None
    middle = organisation(whole, focus)
    if middle not in part.organisations["org_id"]:
        raise EcographError(f"--focus: found {focus!r} outside the clusters named; leave out --clusters")
    return neighbourhood(part, middle, hops), middle


def _names(whole: "Ecosystem", given: tuple[str, ...]) -> list[str]:
    """Return the names in ``--clusters``: several with commas between them, or one name that has commas in it."""
    from ecograph.lookup import namesakes

    names: list[str] = []
    for text in given:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        is_one = not all(namesakes(whole, part) for part in parts) and bool(namesakes(whole, text))
        names += [text] if is_one else parts
    return names


def _file(drawn: "Drawn", form: str) -> bytes:
    if form == "html":
        from ecograph.outputs.map.page import map_page

        return map_page(drawn).encode()
    from ecograph.outputs.map.picture import picture

    return picture(drawn, form)


def _told(out: Path, drawn: "Drawn", form: str) -> str:
    """Return what was written, and how to see all of it where that is more than is drawn at once."""
    n = drawn.nodes.height
    said = f"wrote {out}: {telling.count(n, 'node')}, {telling.count(drawn.lines.height, 'connection')}"
    if n <= drawn.view.max_nodes:
        return said
    start = (
        "the page opens with a part of them and says which" if form == "html" else "the picture shows a part of them"
    )
    return f"{said}; {start}; to show all at once: --max-nodes {n}"
