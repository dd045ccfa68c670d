"""The findings a dataset has to offer, in words and numbers: what ``ecograph demo`` says first.

A finding is a function from the network to a ``Finding``, or to None when the data say nothing about it.
A new finding is a function and a line in ``FINDINGS``.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from ecograph.language import LANGUAGES, Plural, Words, country, listed, number, percent
from ecograph.metrics.centrality import betweenness
from ecograph.metrics.funding import funding
from ecograph.metrics.metric import ROWS, participation_rows
from ecograph.metrics.overlap import overlap
from ecograph.network import Network

MERGER = "merger"
"""The purpose of projects that were made to prepare or carry out a merger of clusters."""

PROJECTS = Plural(one=Words("project", "projekt", "prosjekt"), many=Words("projects", "projekter", "prosjekter"))
PAIRS = Plural(one=Words("pair", "par", "par"), many=Words("pairs", "par", "par"))
GRANTS = Plural(one=Words("grant", "tilskud", "tilskudd"), many=Words("grants", "tilskud", "tilskudd"))


NONE = Words("none", "ingen", "ingen")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Args:
        name: Its name in code.
        text: What it says.
        rows: The rows of the dataset that it rests on, each as ``table/key``.
    """

    name: str
    text: Words
    rows: tuple[str, ...]


def findings(whole: Network) -> tuple[Finding, ...]:
    """Return the findings of a network, in the order of ``FINDINGS``; those it says nothing about are left out."""
    found = (find(whole) for find in FINDINGS)
    return tuple(finding for finding in found if finding is not None)


def _said(template: Words, **values: Callable[[str], str]) -> Words:
    """Return a template filled in for each language; a value is a function of the language."""
    texts = {lang: template.in_(lang).format(**{k: v(lang) for k, v in values.items()}) for lang in LANGUAGES}
    return Words(**texts)


def _name(name: str) -> Callable[[str], str]:
    return lambda _: name


def _n(value: float, decimals: int = 0) -> Callable[[str], str]:
    return lambda language: number(value, language, decimals)


def _names(network: Network) -> dict[str, str]:
    return dict(network.ecosystem.organisations.select("org_id", "name").iter_rows())


def bridge_builder(whole: Network) -> Finding | None:
    """Return who has the greatest betweenness, and who comes next, among those that take part in a project."""
    active = whole.without_isolates()
    ranked = betweenness(active).filter((pl.col("mode") == "organisation") & (pl.col("paths") > 0)).head(2)
    if ranked.height < 2:  # noqa: PLR2004 - the first and the next
        return None
    first, second = ranked.iter_rows(named=True)
    template = Words(
        en="{first} holds the ecosystem together more than anyone: it lies on the most shortest routes between others "
        "(betweenness {b1}) and takes part in {projects}. Next comes {second} ({b2}). Counted among the "
        "{n} organisations that take part in a project.",
        da="{first} binder økosystemet sammen mere end nogen anden: den ligger på flest af de korteste veje mellem "
        "andre (betweenness {b1}) og deltager i {projects}. Derefter kommer {second} ({b2}). Regnet blandt de "
        "{n} organisationer, der deltager i et projekt.",
        nb="{first} binder økosystemet sammen mer enn noen annen: den ligger på flest av de korteste veiene mellom "
        "andre (betweenness {b1}) og deltar i {projects}. Deretter kommer {second} ({b2}). Regnet blant de "
        "{n} organisasjonene som deltar i et prosjekt.",
    )
    text = _said(
        template,
        first=_name(first["name"]),
        second=_name(second["name"]),
        b1=_n(first["betweenness"], 3),
        b2=_n(second["betweenness"], 3),
        projects=PROJECTS.of(len({row.split("|")[1] for row in first[ROWS]})),
        n=_n(len(active.organisations)),
    )
    return Finding("bridge_builder", text, (*first[ROWS], *second[ROWS]))


def border(whole: Network) -> Finding | None:
    """Return in how many projects the two countries with most organisations meet, and who carries them."""
    eco = whole.ecosystem
    inside = eco.organisations.filter(pl.col("org_id").is_in(whole.organisations)).drop_nulls("country")
    sizes = inside.group_by("country").len().sort(["len", "country"], descending=[True, False])
    if sizes.height < 2:  # noqa: PLR2004 - a border has two sides
        return None
    sides = sizes["country"][:2].to_list()
    taking_part = eco.participations.join(inside.select("org_id", "name", "country"), on="org_id")
    taking_part = taking_part.filter(pl.col("country").is_in(sides))
    met = taking_part.filter(pl.col("country").n_unique().over("project_id") == 2)  # noqa: PLR2004 - see above
    n_projects = taking_part["project_id"].n_unique()
    most = met.group_by("org_id", "name", "country").agg(pl.col("project_id").n_unique())
    most = most.sort(["project_id", "org_id"], descending=[True, False])
    carriers = [most.filter(country=side)["name"].head(1).to_list() for side in sides]
    template = Words(
        en="Organisations from {a} and {b} meet in {k} of {n} projects{who}.",
        da="Organisationer fra {a} og {b} mødes i {k} af {n} projekter{who}.",
        nb="Organisasjoner fra {a} og {b} møtes i {k} av {n} prosjekter{who}.",
    )
    who = Words(
        en="; most of these meetings go through {names}",
        da="; de fleste af møderne går gennem {names}",
        nb="; de fleste av møtene går gjennom {names}",
    )
    names = [name for side in carriers for name in side]
    text = _said(
        template,
        a=lambda lang: country(sides[0], lang),
        b=lambda lang: country(sides[1], lang),
        k=_n(met["project_id"].n_unique()),
        n=_n(n_projects),
        who=lambda lang: who.in_(lang).format(names=listed(names, lang)) if names else "",
    )
    rows = participation_rows(whole, by="project_id").filter(pl.col("id").is_in(met["project_id"].implode()))
    return Finding("border", text, tuple(rows.sort("id")[ROWS].explode()))


def merging_clusters(whole: Network) -> Finding | None:
    """Return what the clusters of the merger projects share with and without those projects."""
    eco = whole.ecosystem
    projects = eco.projects.filter(pl.col("purpose") == MERGER)["project_id"].implode()
    kinds = eco.organisations.filter((pl.col("kind") == "cluster") & pl.col("org_id").is_in(whole.organisations))
    inside = eco.participations.filter(
        pl.col("project_id").is_in(projects) & pl.col("org_id").is_in(kinds["org_id"].implode())
    )
    often = inside.unique(["org_id", "project_id"]).group_by("org_id").len()
    clusters = sorted(often.filter(pl.col("len") == pl.col("len").max())["org_id"])
    if len(clusters) < 2:  # noqa: PLR2004 - a merger is of two
        return None
    with_ = _projects(overlap(whole, clusters))
    without = _projects(overlap(Network.of(eco.without_purpose(MERGER)), clusters))
    shared = without.filter(pl.col("n_shared") > 0).height
    template = Words(
        en="{names} were to merge. Of their {n}, {k} share a project; without the projects made for the merger, "
        "{left} do.{end}",
        da="{names} skulle fusioneres. Af deres {n} har {k} et fælles projekt; uden de projekter, der blev lavet for "
        "fusionens skyld, har {left} det.{end}",
        nb="{names} skulle slås sammen. Av deres {n} har {k} et felles prosjekt; uten prosjektene som ble laget for "
        "sammenslåingens skyld, har {left} det.{end}",
    )
    end = Words(
        en=" What they had in common was the merger itself.",
        da=" Det, de havde til fælles, var selve fusionen.",
        nb=" Det de hadde felles, var selve sammenslåingen.",
    )
    known = _names(whole)
    text = _said(
        template,
        names=lambda lang: listed([known[cluster] for cluster in clusters], lang),
        k=_n(with_.filter(pl.col("n_shared") > 0).height),
        n=PAIRS.of(with_.height),
        left=NONE.in_ if shared == 0 else _n(shared),
        end=_name("") if shared else end.in_,
    )
    return Finding("merging_clusters", text, tuple(sorted(set(with_[ROWS].explode().drop_nulls()))))


def _projects(table: pl.DataFrame) -> pl.DataFrame:
    return table.filter(dimension="projects")


def closest_clusters(whole: Network) -> Finding | None:
    """Return the two clusters that share most projects, those made for a merger left out."""
    found = _projects(overlap(Network.of(whole.ecosystem.without_purpose(MERGER)))).filter(pl.col("n_shared") > 0)
    if found.is_empty():
        return None
    order = ["n_shared", "jaccard", "left", "right"]
    top = found.sort(order, descending=[True, True, False, False]).row(0, named=True)
    template = Words(
        en="The two clusters that share most are {a} and {b}: {projects}, or {share} of all that either takes part "
        "in (Jaccard {jaccard}). Meetings and projects made for a merger are not counted.",
        da="De to klynger, der deler mest, er {a} og {b}: {projects}, svarende til {share} af alle, som en af dem "
        "deltager i (Jaccard {jaccard}). Møder og projekter lavet for en fusion er ikke talt med.",
        nb="De to klyngene som deler mest, er {a} og {b}: {projects}, det vil si {share} av alle som en av dem "
        "deltar i (Jaccard {jaccard}). Møter og prosjekter laget for en sammenslåing er ikke regnet med.",
    )
    known = _names(whole)
    text = _said(
        template,
        a=_name(known[top["left"]]),
        b=_name(known[top["right"]]),
        projects=PROJECTS.of(top["n_shared"]),
        share=lambda lang: percent(top["jaccard"], lang),
        jaccard=_n(top["jaccard"], 4),
    )
    return Finding("closest_clusters", text, tuple(top[ROWS]))


def largest_payer(whole: Network) -> Finding | None:
    """Return who granted most, as an interval in the currency of most of the grants."""
    granted = funding(whole).filter(pl.col("level").is_in(["grant", "paid"]) & ~pl.col("is_joint"))
    paid = granted.drop_nulls(["payer", "low_dkk", "high_dkk"]).filter(pl.col("high_dkk").is_finite())
    if paid.is_empty():
        return None
    sums = paid.group_by("payer", "name").agg(
        pl.col("low_dkk", "high_dkk").sum(),
        pl.col("year").min().alias("from"),
        pl.col("year").max().alias("to"),
        n=(pl.col("n_flows") - pl.col("n_unknown")).sum(),
        rows=pl.col(ROWS).explode(),
    )
    top = sums.sort(["high_dkk", "payer"], descending=[True, False]).row(0, named=True)
    template = Words(
        en="The largest known payer of grants is {payer}: {amount} million DKK in {grants} ({years}). Joint amounts, "
        "budgets and calls are not counted, since they cannot be split or would be counted twice.",
        da="Den største kendte bidragyder er {payer}: {amount} mio. kr. i {grants} ({years}). Fælles beløb, rammer og "
        "opslag er ikke talt med, da de ikke kan deles op eller ville blive talt to gange.",
        nb="Den største kjente bidragsyteren er {payer}: {amount} mill. danske kroner i {grants} ({years}). Felles "
        "beløp, rammer og utlysninger er ikke regnet med, siden de ikke kan deles opp eller ville blitt regnet "
        "to ganger.",
    )
    low, high = top["low_dkk"] / 1e6, top["high_dkk"] / 1e6
    years = f"{top['from']}–{top['to']}" if top["from"] != top["to"] else str(top["from"])
    text = _said(
        template,
        payer=_name(top["name"]),
        amount=lambda lang: number(low, lang, 1) + ("" if low == high else f"–{number(high, lang, 1)}"),
        grants=GRANTS.of(top["n"]),
        years=_name(years),
    )
    return Finding("largest_payer", text, tuple(sorted(top[ROWS])))


FINDINGS: tuple[Callable[[Network], Finding | None], ...] = (
    bridge_builder,
    merging_clusters,
    closest_clusters,
    border,
    largest_payer,
)
"""Every finding, the most important first."""
