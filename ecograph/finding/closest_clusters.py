"""Which two clusters share most."""

import polars as pl

from ecograph.finding.finding import PROJECTS, Finding, names_of, of_projects
from ecograph.language import Plural, Words
from ecograph.language.sentences import as_is, as_number, as_percent, filled
from ecograph.metrics.pairwise_overlap import pairwise_overlap
from ecograph.network import Network
from ecograph.rows import ROWS
from ecograph.schema.vocabulary import MERGER

OTHERS = Plural(
    one=Words("other pair shares as many", "andet par deler lige så mange", "annet par deler like mange"),
    many=Words("other pairs share as many", "andre par deler lige så mange", "andre par deler like mange"),
)


def closest_clusters(whole: Network) -> Finding | None:
    """Return the two clusters that share most projects, those made for a merger left out."""
    unmerged = whole.of(whole.ecosystem.without_purpose(MERGER), extents=whole.extents)
    found = of_projects(pairwise_overlap(unmerged)).filter(pl.col("n_shared") > 0)
    if found.is_empty():
        return None
    order = ["n_shared", "jaccard", "left", "right"]
    top = found.sort(order, descending=[True, True, False, False]).row(0, named=True)
    n_as_many = found.filter(pl.col("n_shared") == top["n_shared"]).height - 1
    template = Words(
        en="The two clusters that share most are {a} and {b}: {projects}, or {share} of all projects that at "
        "least one of them takes part in (Jaccard {jaccard}).{others} Meetings and projects made for a merger are not "
        "counted.",
        da="De to klynger, der deler mest, er {a} og {b}: {projects}, svarende til {share} af alle projekter, "
        "som mindst én af dem deltager i (Jaccard {jaccard}).{others} Møder og projekter lavet for en fusion er ikke "
        "talt med.",
        nb="De to klyngene som deler mest, er {a} og {b}: {projects}, det vil si {share} av alle prosjekter "
        "som minst én av dem deltar i (Jaccard {jaccard}).{others} Møter og prosjekter laget for en sammenslåing "
        "er ikke regnet med.",
    )
    known = names_of(whole)
    text = filled(
        template,
        a=as_is(known[top["left"]]),
        b=as_is(known[top["right"]]),
        projects=PROJECTS.of(top["n_shared"]),
        share=as_percent(top["jaccard"]),
        jaccard=as_number(top["jaccard"], 4),
        others=lambda lang: f" {OTHERS.of(n_as_many)(lang)}." if n_as_many else "",
    )
    return Finding("closest_clusters", text, tuple(top[ROWS]))
