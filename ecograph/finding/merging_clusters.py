"""What clusters that were to merge share besides the merger."""

import polars as pl

from ecograph.finding.finding import NONE, PROJECTS, Finding, names_of, of_projects
from ecograph.language import Plural, Words, listed
from ecograph.language.sentences import as_is, as_number, filled
from ecograph.metrics.pairwise_overlap import pairwise_overlap
from ecograph.network import Network
from ecograph.rows import ROWS
from ecograph.schema.vocabulary import MERGER

PAIRS = Plural(one=Words("pair", "par", "par"), many=Words("pairs", "par", "par"))

OF_MANY = Words(
    en="{names} were to merge. Of their {n}, {k} shared a project; without the projects made for the merger, "
    "{left} did.{end}",
    da="{names} skulle fusioneres. Af deres {n} har {k} et fælles projekt; uden de projekter, der blev lavet for "
    "fusionens skyld, har {left} det.{end}",
    nb="{names} skulle slås sammen. Av deres {n} har {k} et felles prosjekt; uten prosjektene som ble laget for "
    "sammenslåingens skyld, har {left} det.{end}",
)

OF_ALL = Words(
    en="{names} were to merge. All of their {all} pairs shared a project; without the projects made for the merger, "
    "{left} did.{end}",
    da="{names} skulle fusioneres. Alle {all} par har et fælles projekt; uden de projekter, der blev lavet for "
    "fusionens skyld, har {left} det.{end}",
    nb="{names} skulle slås sammen. Alle de {all} parene har et felles prosjekt; uten prosjektene som ble laget for "
    "sammenslåingens skyld, har {left} det.{end}",
)

OF_TWO = Words(
    en="{names} were to merge. They shared {projects}; without the projects made for the merger, {left}.{end}",
    da="{names} skulle fusioneres. De har {projects} til fælles; uden de projekter, der blev lavet for fusionens "
    "skyld, {left}.{end}",
    nb="{names} skulle slås sammen. De har {projects} felles; uten prosjektene som ble laget for sammenslåingens "
    "skyld, {left}.{end}",
)

END = Words(
    en=" Their joint projects were the merger itself.",
    da=" Deres fælles projekter var selve fusionen.",
    nb=" Deres felles prosjekter var selve sammenslåingen.",
)


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
    with_ = of_projects(pairwise_overlap(whole, clusters))
    without = of_projects(pairwise_overlap(whole.of(eco.without_purpose(MERGER), extents=whole.extents), clusters))
    before = with_.filter(pl.col("n_shared") > 0).height
    shared = without.filter(pl.col("n_shared") > 0).height
    if before == 0:
        return None
    known = names_of(whole)
    is_pair = with_.height == 1
    left = without["n_shared"][0] if is_pair else shared
    text = filled(
        OF_TWO if is_pair else OF_ALL if before == with_.height else OF_MANY,
        names=lambda lang: listed([known[cluster] for cluster in clusters], lang),
        k=as_number(before),
        n=PAIRS.of(with_.height),
        all=as_number(with_.height),
        projects=PROJECTS.of(with_["n_shared"][0]),
        left=as_number(left) if left else NONE.in_,
        end=as_is("") if left else END.in_,
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
