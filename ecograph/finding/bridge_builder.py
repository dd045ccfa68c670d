"""Who holds the ecosystem together."""

from typing import Any

import polars as pl

from ecograph.finding.finding import PROJECTS, STAND_OUT, Finding
from ecograph.language import Words, listed
from ecograph.language.sentences import as_is, as_number, filled
from ecograph.metrics.betweenness import betweenness
from ecograph.network import Network
from ecograph.rows import ROWS

SAME = 1e-9
"""The share by which two computed values may differ and still be the same."""


def bridge_builder(whole: Network) -> Finding | None:
    """Return who has the greatest betweenness, and who comes next, among those that take part in a project.

    Up to ``STAND_OUT`` that have the same are named together; of more, none stands out.
    """
    active = whole.without_isolates()
    ranked = betweenness(active).filter((pl.col("mode") == "organisation") & (pl.col("paths") > 0))
    if ranked.height < 2:  # noqa: PLR2004 - the first and the next
        return None
    greatest = ranked["betweenness"][0]
    first = ranked.filter(pl.col("betweenness") > greatest * (1 - SAME)).sort("id").to_dicts()
    if len(first) > STAND_OUT:
        return None
    if len(first) > 1:
        return _bridge_builders(active, first)
    top, second = ranked.head(2).iter_rows(named=True)
    template = Words(
        en="{first} holds the ecosystem together more than anyone: it lies on more of the shortest "
        "routes between others than any other (betweenness {b1}) and takes part in {projects}. "
        "Next comes {second} ({b2}). Counted among the {n} organisations that take part in a project.",
        da="{first} binder økosystemet sammen mere end nogen anden: den ligger på flest af de korteste veje mellem "
        "andre (betweenness {b1}) og deltager i {projects}. Derefter kommer {second} ({b2}). Regnet blandt de "
        "{n} organisationer, der deltager i et projekt.",
        nb="{first} binder økosystemet sammen mer enn noen annen: den ligger på flest av de korteste veiene mellom "
        "andre (betweenness {b1}) og deltar i {projects}. Deretter kommer {second} ({b2}). Regnet blant de "
        "{n} organisasjonene som deltar i et prosjekt.",
    )
    text = filled(
        template,
        first=as_is(top["name"]),
        second=as_is(second["name"]),
        b1=as_number(top["betweenness"], 3),
        b2=as_number(second["betweenness"], 3),
        projects=PROJECTS.of(len({row.split("|")[1] for row in top[ROWS]})),
        n=as_number(len(active.organisations)),
    )
    return Finding("bridge_builder", text, (*top[ROWS], *second[ROWS]))


def _bridge_builders(active: Network, first: list[dict[str, Any]]) -> Finding:
    """Return the finding for several organisations that have the same betweenness."""
    template = Words(
        en="{names} hold the ecosystem together more than anyone: each lies on equally many of the shortest routes "
        "between others (betweenness {b1}). Counted among the {n} organisations that take part in a project.",
        da="{names} binder økosystemet sammen mere end nogen anden: de ligger på lige mange af de korteste veje "
        "mellem andre (betweenness {b1}). Regnet blandt de {n} organisationer, der deltager i et projekt.",
        nb="{names} binder økosystemet sammen mer enn noen annen: de ligger på like mange av de korteste veiene "
        "mellom andre (betweenness {b1}). Regnet blant de {n} organisasjonene som deltar i et prosjekt.",
    )
    text = filled(
        template,
        names=lambda lang: listed([row["name"] for row in first], lang),
        b1=as_number(first[0]["betweenness"], 3),
        n=as_number(len(active.organisations)),
    )
    return Finding("bridge_builder", text, tuple(row for each in first for row in each[ROWS]))
