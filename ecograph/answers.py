"""All first answers of a dataset as files: the page, the map, the tables, the graph."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from ecograph.ecosystem import Ecosystem
from ecograph.finding import Finding, findings
from ecograph.language import Words, country
from ecograph.language.values import VALUES, value
from ecograph.metrics import METRICS
from ecograph.metrics.holdings import CALLED
from ecograph.network import Network
from ecograph.outputs.exports.graphml import graphml
from ecograph.outputs.map import Drawn, MapView, map_page
from ecograph.outputs.page import Column, Section, render_page
from ecograph.outputs.tables import result_csv
from ecograph.question import computed
from ecograph.scenario import Scenario
from ecograph.schema.vocabulary import MERGER

SHOWN = 15
"""The number of organisations that a ranking on the page shows; the CSV has all."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What ``ecograph demo`` says and writes.

    Args:
        findings: The findings.
        files: The content of each file, by its path below the folder of results.
    """

    findings: tuple[Finding, ...]
    files: dict[str, bytes]


def demo(ecosystem: Ecosystem, language: str, scenarios: tuple[Scenario, ...] = ()) -> Demo:
    """Return the first answers of an Ecosystem.

    Args:
        ecosystem: The tables.
        language: ``da``, ``nb`` or ``en``.
        scenarios: The mergers that the map can show before and after.
    """
    whole = Network.of(ecosystem)
    tables = dict(_tables(whole))
    found = findings(whole)
    page = render_page(ecosystem, found, _sections(tables), language=language)
    files = {
        "index.html": page.encode(),
        "map.html": map_page(Drawn.of(whole, MapView(language=language, scenarios=scenarios))).encode(),
        "graph.graphml": graphml(ecosystem),
    }
    files |= {f"tables/{name}.csv": result_csv(frame) for name, frame in tables.items()}
    return Demo(found, files)


def _tables(whole: Network) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield the name and table of every measure, and of the overlap without the projects made for a merger.

    They are the same as those of ``ecograph metrics``.
    """
    unmerged = Network.of(whole.ecosystem.without_purpose(MERGER))
    for metric in METRICS:
        yield metric.name, computed(whole, metric, {})
        if metric.name == "pairwise_overlap":
            yield "pairwise_overlap_without_merger", metric.compute(unmerged)


def _sections(tables: dict[str, pl.DataFrame]) -> list[Section]:
    titles = {metric.name: metric.title for metric in METRICS}
    sentences = {metric.name: metric.sentence for metric in METRICS}
    frames = {
        "betweenness": _bridge_builders(tables),
        "components": tables["components"].filter(pl.col("n_organisations") > 1).head(SHOWN),
        "pairwise_overlap": _overlaps(tables),
        "funding": tables["funding"],
        "counts": tables["counts"],
    }
    return [Section(name, titles[name], sentences[name], frames[name], COLUMNS[name]) for name in frames]


def _bridge_builders(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    ties = tables["degree"].select("id", "n_ties", "degree")
    ranked = tables["betweenness"].filter(mode="organisation").join(ties, on="id", maintain_order="left")
    return ranked.head(SHOWN)


def _overlaps(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the pairs of clusters that share most in each dimension, with and without the projects of a merger."""
    key = ["left", "right", "dimension"]
    without = tables["pairwise_overlap_without_merger"].select(*key, n_without="n_shared", jaccard_without="jaccard")
    both = tables["pairwise_overlap"].join(without, on=key, how="left", maintain_order="left")
    in_order = pl.col("dimension").cast(pl.Enum(ON_PAGE))
    shared = both.filter(pl.col("n_shared") > 0).sort(
        in_order, "n_shared", "left", "right", descending=[False, True, False, False]
    )
    return shared.filter(pl.int_range(pl.len()).over("dimension") < SHOWN)


ON_PAGE = ("projects", "partners", "members", "funders", "money", "themes", "regions")
"""The dimensions of an overlap in the order of the page: what clusters do comes before what most of them share."""


DIMENSIONS = {
    **CALLED,
    "helix": Words("sphere", "sektor", "sektor"),
    "kind": Words("kind", "type", "type"),
    "country": Words("country", "land", "land"),
}
"""The words of the dimensions of an overlap and of a count."""


def _dimension(name: str, language: str) -> str:
    return DIMENSIONS[name].in_(language)


def _level(name: str, language: str) -> str:
    return value("level", name, language)


def _yes_or_no(said: bool, language: str) -> str:  # noqa: FBT001 - the value of a cell
    return (Words("yes", "ja", "ja") if said else Words("no", "nej", "nei")).in_(language)


def _value(name: str, language: str) -> str:
    """Return the word for a helix, a kind of organisation or a country."""
    found = next((listed for listed in ("helix", "organisation_kind") if name in VALUES[listed]), "")
    return value(found, name, language) if found else country(name, language)


_ORGANISATION = Words("organisation", "organisation", "organisasjon")
_MILLION = 1e6

COLUMNS: dict[str, tuple[Column, ...]] = {
    "betweenness": (
        Column("name", _ORGANISATION),
        Column("betweenness", Words("betweenness", "betweenness", "betweenness"), 3),
        Column("n_ties", Words("projects", "projekter", "prosjekter"), 0),
        Column("degree", Words("share of all projects", "andel af alle projekter", "andel av alle prosjekter"), 3),
    ),
    "components": (
        Column("n_organisations", Words("organisations", "organisationer", "organisasjoner"), 0),
        Column("n_projects", Words("projects", "projekter", "prosjekter"), 0),
        Column("share", Words("share of organisations", "andel af organisationer", "andel av organisasjoner"), 3),
    ),
    "pairwise_overlap": (
        Column("left_name", Words("cluster", "klynge", "klynge")),
        Column("right_name", Words("and cluster", "og klynge", "og klynge")),
        Column("dimension", Words("what", "hvad", "hva"), show=_dimension),
        Column("n_shared", Words("shared", "fælles", "felles"), 0),
        Column("n_union", Words("in all", "i alt", "i alt"), 0),
        Column("jaccard", Words("Jaccard", "Jaccard", "Jaccard"), 3),
        Column("overlap_coefficient", Words("share of the smaller", "andel af den mindste", "andel av den minste"), 3),
        Column(
            "n_without", Words("without merger projects", "uden fusionsprojekter", "uten sammenslåingsprosjekter"), 0
        ),
        Column("jaccard_without", Words("Jaccard without", "Jaccard uden", "Jaccard uten"), 3),
    ),
    "funding": (
        Column("name", Words("payer", "bidragyder", "bidragsyter")),
        Column("year", Words("year", "år", "år")),
        Column("level", Words("level", "niveau", "nivå"), show=_level),
        Column("is_joint", Words("joint amount", "samlet beløb fra flere", "samlet beløp fra flere"), show=_yes_or_no),
        Column("has_totals", Words("spans years", "flere år", "flere år"), show=_yes_or_no),
        Column("n_flows", Words("flows", "pengestrømme", "pengestrømmer"), 0),
        Column("n_unknown", Words("without amount", "uden beløb", "uten beløp"), 0),
        Column("low_dkk", Words("DKK million", "mio. DKK", "mill. DKK"), 1, _MILLION, upper="high_dkk"),
        Column("low_nok", Words("NOK million", "mio. NOK", "mill. NOK"), 1, _MILLION, upper="high_nok"),
        Column("low_eur", Words("EUR million", "mio. EUR", "mill. EUR"), 2, _MILLION, upper="high_eur"),
    ),
    "counts": (
        Column("dimension", Words("by", "efter", "etter"), show=_dimension),
        Column("value", Words("value", "værdi", "verdi"), show=_value),
        Column("n", Words("organisations", "organisationer", "organisasjoner"), 0),
        Column("share", Words("share", "andel", "andel"), 3),
    ),
}
"""What the page shows of each table."""
