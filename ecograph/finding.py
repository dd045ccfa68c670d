"""The findings a dataset has to offer, in words and numbers: what ``ecograph demo`` says first.

A finding is a function from the network to a ``Finding``, or to None when the data say nothing about it.
A new finding is a function and a line in ``FINDINGS``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

from ecograph.language import LANGUAGES, Plural, Words, country, listed, number, percent
from ecograph.metrics.centrality import betweenness
from ecograph.metrics.funding import funding
from ecograph.metrics.metric import ROWS, participation_rows, reference
from ecograph.metrics.overlap import overlap
from ecograph.network import Network

MERGER = "merger"
"""The purpose of projects that were made to prepare or carry out a merger of clusters."""

STAND_OUT = 3
"""The most that a superlative names; when more are equal, nobody stands out and nothing is said."""

SAME = 1e-9
"""The share by which two computed values may differ and still be the same."""

MILLION = 1e6

PROJECTS = Plural(one=Words("project", "projekt", "prosjekt"), many=Words("projects", "projekter", "prosjekter"))
PAIRS = Plural(one=Words("pair", "par", "par"), many=Words("pairs", "par", "par"))
GRANTS = Plural(one=Words("grant", "tilskud", "tilskudd"), many=Words("grants", "tilskud", "tilskudd"))
OTHERS = Plural(
    one=Words("other pair shares as many", "andet par deler lige så mange", "annet par deler like mange"),
    many=Words("other pairs share as many", "andre par deler lige så mange", "andre par deler like mange"),
)

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
        first=_name(top["name"]),
        second=_name(second["name"]),
        b1=_n(top["betweenness"], 3),
        b2=_n(second["betweenness"], 3),
        projects=PROJECTS.of(len({row.split("|")[1] for row in top[ROWS]})),
        n=_n(len(active.organisations)),
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
    text = _said(
        template,
        names=lambda lang: listed([row["name"] for row in first], lang),
        b1=_n(first[0]["betweenness"], 3),
        n=_n(len(active.organisations)),
    )
    return Finding("bridge_builder", text, tuple(row for each in first for row in each[ROWS]))


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
    n_projects, n_met = taking_part["project_id"].n_unique(), met["project_id"].n_unique()
    if n_projects == 0:
        return None
    most = met.group_by("org_id", "name", "country").agg(pl.col("project_id").n_unique())
    most = most.sort(["project_id", "org_id"], descending=[True, False])
    carriers = [name for side in sides for name in most.filter(country=side)["name"].head(1)]
    template = Words(
        en="Organisations from {a} and {b} meet in {k} of {projects} that either side takes part in{who}.",
        da="Organisationer fra {a} og {b} mødes i {k} af {projects}, som en af siderne deltager i{who}.",
        nb="Organisasjoner fra {a} og {b} møtes i {k} av {projects} som en av sidene deltar i{who}.",
    )
    who = Words(
        en="; {names} are there most often",
        da="; oftest er {names} med",
        nb="; oftest er {names} med",
    )
    text = _said(
        template,
        a=lambda lang: country(sides[0], lang),
        b=lambda lang: country(sides[1], lang),
        k=_n(n_met) if n_met else NONE.in_,
        projects=PROJECTS.of(n_projects),
        who=lambda lang: who.in_(lang).format(names=listed(carriers, lang)) if carriers else "",
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
    clusters = _meant_to_merge(inside.unique(["org_id", "project_id"]))
    if len(clusters) < 2:  # noqa: PLR2004 - a merger is of two
        return None
    with_ = _projects(overlap(whole, clusters))
    without = _projects(overlap(Network.of(eco.without_purpose(MERGER)), clusters))
    before = with_.filter(pl.col("n_shared") > 0).height
    shared = without.filter(pl.col("n_shared") > 0).height
    if before == 0:
        return None
    template = Words(
        en="{names} were to merge. Of their {n}, {k} shared a project; without the projects made for the merger, "
        "{left} did.{end}",
        da="{names} skulle fusioneres. Af deres {n} har {k} et fælles projekt; uden de projekter, der blev lavet for "
        "fusionens skyld, har {left} det.{end}",
        nb="{names} skulle slås sammen. Av deres {n} har {k} et felles prosjekt; uten prosjektene som ble laget for "
        "sammenslåingens skyld, har {left} det.{end}",
    )
    of_two = Words(
        en="{names} were to merge. They shared {projects}; without the projects made for the merger, {left}.{end}",
        da="{names} skulle fusioneres. De har {projects} til fælles; uden de projekter, der blev lavet for fusionens "
        "skyld, {left}.{end}",
        nb="{names} skulle slås sammen. De har {projects} felles; uten prosjektene som ble laget for sammenslåingens "
        "skyld, {left}.{end}",
    )
    end = Words(
        en=" Their joint projects were the merger itself.",
        da=" Deres fælles projekter var selve fusionen.",
        nb=" Deres felles prosjekter var selve sammenslåingen.",
    )
    known = _names(whole)
    is_pair = with_.height == 1
    left = without["n_shared"][0] if is_pair else shared
    text = _said(
        of_two if is_pair else template,
        names=lambda lang: listed([known[cluster] for cluster in clusters], lang),
        k=_n(before),
        n=PAIRS.of(with_.height),
        projects=PROJECTS.of(with_["n_shared"][0]),
        left=_n(left) if left else NONE.in_,
        end=_name("") if left else end.in_,
    )
    return Finding("merging_clusters", text, tuple(sorted(set(with_[ROWS].explode().drop_nulls()))))


def _meant_to_merge(inside: pl.DataFrame) -> list[str]:
    """Return the clusters of the merger projects: of those that are in most of them, as many as meet in one.

    Args:
        inside: ``org_id`` and ``project_id`` of the clusters in the merger projects, each pair once.
    """
    n_projects = pl.len().over("org_id")
    most = inside.filter(n_projects == n_projects.max())
    together = most.group_by("project_id").agg(pl.col("org_id").sort(), n=pl.len())
    together = together.sort(["n", "project_id"], descending=[True, False])
    return [str(org) for org in together["org_id"].head(1).explode()]


def _projects(table: pl.DataFrame) -> pl.DataFrame:
    return table.filter(dimension="projects")


def closest_clusters(whole: Network) -> Finding | None:
    """Return the two clusters that share most projects, those made for a merger left out."""
    found = _projects(overlap(Network.of(whole.ecosystem.without_purpose(MERGER)))).filter(pl.col("n_shared") > 0)
    if found.is_empty():
        return None
    order = ["n_shared", "jaccard", "left", "right"]
    top = found.sort(order, descending=[True, True, False, False]).row(0, named=True)
    n_as_many = found.filter(pl.col("n_shared") == top["n_shared"]).height - 1
    template = Words(
        en="The two clusters that share most are {a} and {b}: {projects}, or {share} of all that either takes part "
        "in (Jaccard {jaccard}).{others} Meetings and projects made for a merger are not counted.",
        da="De to klynger, der deler mest, er {a} og {b}: {projects}, svarende til {share} af alle, som en af dem "
        "deltager i (Jaccard {jaccard}).{others} Møder og projekter lavet for en fusion er ikke talt med.",
        nb="De to klyngene som deler mest, er {a} og {b}: {projects}, det vil si {share} av alle som en av dem "
        "deltar i (Jaccard {jaccard}).{others} Møter og prosjekter laget for en sammenslåing er ikke regnet med.",
    )
    known = _names(whole)
    text = _said(
        template,
        a=_name(known[top["left"]]),
        b=_name(known[top["right"]]),
        projects=PROJECTS.of(top["n_shared"]),
        share=lambda lang: percent(top["jaccard"], lang),
        jaccard=_n(top["jaccard"], 4),
        others=lambda lang: f" {OTHERS.of(n_as_many)(lang)}." if n_as_many else "",
    )
    return Finding("closest_clusters", text, tuple(top[ROWS]))


def largest_payer(whole: Network) -> Finding | None:
    """Return who granted most, as an interval in Danish kroner, and who may have granted as much.

    Only grants are counted, since what is paid may be what was granted. Where more than ``STAND_OUT`` may be
    the largest, none is named.
    """
    granted = funding(whole).filter((pl.col("level") == "grant") & ~pl.col("is_joint"))
    known = granted.drop_nulls(["payer", "low_dkk", "high_dkk"]).filter(pl.col("high_dkk").is_finite())
    if known.is_empty():
        return None
    sums = known.group_by("payer", "name").agg(pl.col("low_dkk", "high_dkk").sum(), pl.col("year", ROWS))
    sums = sums.sort(["high_dkk", "payer"], descending=[True, False])
    top = sums.row(0, named=True)
    rivals = sums.slice(1).filter(pl.col("high_dkk") >= top["low_dkk"])["name"].to_list()
    if len(rivals) >= STAND_OUT:
        return None
    stated = set(whole.ecosystem.flows.drop_nulls("amount").select(reference("flows")).to_series())
    rows = tuple(sorted(stated & {row for each in top[ROWS] for row in each}))
    template = Words(
        en="The largest known payer of grants is {payer}: {amount} in {grants} ({years}).{rivals} Joint amounts, "
        "budgets and calls are not counted, since they cannot be split or would be counted twice, nor are grants "
        "without a known amount in kroner.",
        da="Den største kendte bidragyder er {payer}: {amount} i {grants} ({years}).{rivals} Fælles beløb, rammer og "
        "opslag er ikke talt med, da de ikke kan deles op eller ville blive talt to gange, og heller ikke tilskud "
        "uden et kendt beløb i kroner.",
        nb="Den største kjente bidragsyteren er {payer}: {amount} i {grants} ({years}).{rivals} Felles beløp, rammer "
        "og utlysninger er ikke regnet med, siden de ikke kan deles opp eller ville blitt regnet to ganger, og "
        "heller ikke tilskudd uten et kjent beløp i kroner.",
    )
    as_much = Words(
        en=" By what is known it could also be {names}.",
        da=" Efter det, der vides, kan det også være {names}.",
        nb=" Etter det som er kjent, kan det også være {names}.",
    )
    text = _said(
        template,
        payer=_name(top["name"]),
        amount=_kroner(top["low_dkk"], top["high_dkk"]),
        grants=GRANTS.of(len(rows)),
        years=_years(top["year"]),
        rivals=lambda lang: as_much.in_(lang).format(names=listed(rivals, lang)) if rivals else "",
    )
    return Finding("largest_payer", text, rows)


def _kroner(low: float, high: float) -> Callable[[str], str]:
    """Return an interval of Danish kroner in words, in millions from one million on."""
    unit, divisor, decimals = Words("DKK", "kr.", "danske kroner"), 1.0, 0
    if high >= MILLION:
        unit, divisor, decimals = Words("million DKK", "mio. kr.", "mill. danske kroner"), MILLION, 1

    def said(language: str) -> str:
        least, most = (number(bound / divisor, language, decimals) for bound in (low, high))
        return f"{least if least == most else f'{least}–{most}'} {unit.in_(language)}"

    return said


def _years(years: list[int | None]) -> Callable[[str], str]:
    """Return the first and last of some years in words, and whether any is not known."""
    known = sorted({year for year in years if year is not None})
    if not known:
        return Words("year not known", "ukendt år", "ukjent år").in_
    span = str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}"
    if None not in years:
        return _name(span)
    partly = Words("{span}, some without a year", "{span}, nogle uden år", "{span}, noen uten år")
    return _said(partly, span=_name(span)).in_


FINDINGS: tuple[Callable[[Network], Finding | None], ...] = (
    bridge_builder,
    merging_clusters,
    closest_clusters,
    border,
    largest_payer,
)
"""Every finding, the most important first."""
