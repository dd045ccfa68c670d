"""What a report and a mark need of a dataset: its network, its key figures, its scenarios, what was remarked."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ecograph.cli import comparing, options

if TYPE_CHECKING:
    from ecograph.report.inputs import Inputs


class Wanted(NamedTuple):
    """What a report is asked to be about: the options that choose its data."""

    data: str | None
    clusters: tuple[str, ...] = ()
    as_of: str | None = None
    without_purpose: tuple[str, ...] = ()
    compare: str | None = None


def inputs(wanted: Wanted, say: Callable[[str], None]) -> "Inputs":
    """Return what a report is made from.

    Raises:
        EcographError: The dataset cannot be read, or a cluster or what is compared with is not known.
    """
    from ecograph.ecosystem import Ecosystem
    from ecograph.lookup import organisation
    from ecograph.metrics.key_figures import limits
    from ecograph.metrics.key_figures.change import compared
    from ecograph.network import Network
    from ecograph.report.inputs import Inputs, chosen
    from ecograph.sources import read
    from ecograph.sources.figures import settings_of
    from ecograph.sources.scenarios import scenarios_of

    place = options.dataset(wanted.data)
    settings, scenarios = settings_of(place), scenarios_of(place)
    say("reading the dataset")
    reading = read(place, say)
    resolution = reading.resolution()
    whole = Ecosystem.from_frames(reading.manifest.title, resolution.tables)
    network = Network.of(options.sliced(whole, wanted.as_of, wanted.without_purpose))
    say("computing the key figures")
    stated = comparing.told(whole, wanted.as_of).without_purpose(*wanted.without_purpose)
    asked = comparing.asked(stated, wanted.as_of)
    figures, beside = comparing.figures(stated, asked, settings.every), None
    if wanted.compare is not None:
        before, day = comparing.other(whole, wanted.compare, wanted.as_of)
        before = before.without_purpose(*wanted.without_purpose)
        beside = compared(figures, comparing.figures(before, comparing.asked(before, day), settings.every))
    named_clusters = tuple(organisation(network.ecosystem, name) for name in wanted.clusters)
    return Inputs(
        network=network,
        day=asked.day,
        figures=figures,
        definitions=settings.every,
        compared=beside,
        crossed=limits.crossed(figures if beside is None else beside, settings.limits),
        clusters=named_clusters or chosen(network, scenarios),
        scenarios=scenarios,
        remarks=resolution.issues,
        inputs=reading.hashes,
        named_before=wanted.compare or "",
        facts=stated,
    )
