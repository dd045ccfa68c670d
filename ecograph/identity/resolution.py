"""One identity for each organisation: the tables of all sources with one id for one body, and how it came to it.

``resolve`` is a pure function of tables and judgements. Nothing is joined that cannot be taken apart again:
without a judgement, the same tables give what they gave before it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from ecograph.errors import Issue
from ecograph.identity import bodies as found_bodies
from ecograph.identity.assembly import assembled
from ecograph.identity.canonical import canonical_ids, joins
from ecograph.identity.joins import NAME, Joined, joined
from ecograph.identity.remarks import Places, candidates, contradictions, double_numbers
from ecograph.identity.rewriting import BEFORE, renamed
from ecograph.identity.verdicts import Known, Said, verdicts

SINGLE = "single"
"""The extent of the organisations that take part."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolving made of some tables.

    Args:
        tables: The tables, with one id for each body.
        joins: ``own_id``, ``org_id``, ``rule``, ``because`` for each organisation of before.
        candidates: The pairs left for a person: ``left``, ``left_name``, ``right``, ``right_name``, ``country``,
            ``score``, ``why``.
        issues: What was found on the way, sorted.
    """

    tables: Mapping[str, pl.DataFrame]
    joins: pl.DataFrame
    candidates: pl.DataFrame
    issues: tuple[Issue, ...]


def resolve(
    tables: Mapping[str, pl.DataFrame],
    judgements: pl.DataFrame,
    *,
    curated: Collection[str],
    propose: Callable[[pl.DataFrame], pl.DataFrame],
    parts: Sequence[str] = (),
) -> Resolution:
    """Return the tables with one id for each organisation and project.

    Bodies are joined by judgement, by registry number (cvr, orgnr, ror, lei, pic, in this order) and by a nearly
    certain name; never when judged different or unsure, never two of the dataset's own unless judged the same, never
    across countries or kinds that exclude each other, by name never across regions, and by no weaker rule when a
    register of a state numbers them apart. Only single bodies take part. Projects are one when they have one id or are
    judged the same. The same tables and judgements give the same result in whatever order the rows stand. Resolving the
    result once more changes nothing, as long as ``propose`` sees no more in joined bodies than in their parts.

    Args:
        tables: The dataset's own tables and those of its imports, concatenated, with all columns of the schema.
        judgements: The columns of ``JUDGEMENTS`` and ``line``; ``file`` where those of several files are together.
        curated: The ids of the dataset's own organisations and projects.
        propose: From bodies (the columns of ``bodies.bodies``) to ``left``, ``right``, ``score``, ``why``,
            ``automatic``; it is asked once, with what judgements and numbers join as one body.
        parts: The names of the imports in order: the flow of a later one restates that of an earlier one, and a
            later row fills an earlier one. Imports that are not named follow by name.
    """
    every = found_bodies.bodies(tables, curated)
    order = found_bodies.known_parts(tables, every, parts)
    single = every.filter(pl.col("extent") == SINGLE)
    others = every.filter(pl.col("extent") != SINGLE)["org_id"].to_list()
    said = verdicts(judgements, _known(tables, single, others))
    found = joined(single, said, propose)
    taken = {*others, *tables["projects"]["project_id"]}
    ids = canonical_ids(found, curated, taken)
    projects = _project_ids(tables["projects"]["project_id"].unique().sort().to_list(), said.same, curated)
    how = joins(found, ids, others)
    new = {old: now for old, now in (ids | projects).items() if old != now}
    rows, lost = renamed(tables, new, order)
    rows["organisations"] = _speaking_first(rows["organisations"], found)
    is_own = pl.col(BEFORE).is_in(pl.Series(sorted(curated), dtype=pl.String).implode())
    rows["projects"] = rows["projects"].sort(~is_own, maintain_order=True)
    rows["records"] = _recorded(rows, how, every.filter(~pl.col("is_curated"))["org_id"])
    whole, circles = assembled(tables, rows, projects)
    places = Places(tables, order)
    issues = (*said.issues, *contradictions(found.contradictions, found, places), *double_numbers(found, places))
    named = {row[0]: row[1:] for row in whole["organisations"].select("org_id", "name", "country").iter_rows()}
    named |= {row[0]: row[1:] for row in whole["projects"].select("project_id", "title", "country").iter_rows()}
    left = candidates(found, said, ids | projects, named)
    return Resolution(whole, how, left, tuple(sorted({*issues, *lost, *circles})))


def _known(tables: Mapping[str, pl.DataFrame], single: pl.DataFrame, others: Collection[str]) -> Known:
    """Return what judgements can name, also by ids that an earlier resolving exchanged for others."""
    organisations, projects = set(single["org_id"]), set(tables["projects"]["project_id"])
    by_number = single.explode("numbers").drop_nulls("numbers").group_by("numbers").agg(pl.col("org_id").sort())
    evidence = tables["evidence"].filter((pl.col("table") == "projects") & (pl.col("field") == "project_id"))
    stated = evidence.select(old=pl.col("stated").str.split("; "), now="key").explode("old")
    recorded = tables["records"].select(old="source_org_id", now="org_id")
    is_there = pl.col("now").is_in(pl.Series(sorted(organisations | projects), dtype=pl.String).implode())
    aliases: dict[str, set[str]] = {}
    for old, now in pl.concat([recorded, stated]).drop_nulls().filter(is_there).iter_rows():
        aliases.setdefault(old, set()).add(now)
    clear = {old: min(now) for old, now in aliases.items() if len(now) == 1}
    return Known(organisations, projects, dict(by_number.iter_rows()), clear, set(others))


def _project_ids(projects: Sequence[str], same: Iterable[Said], curated: Collection[str]) -> dict[str, str]:
    """Return the canonical id of each project: the dataset's own, else the smallest of those judged the same."""
    groups = {project: [project] for project in projects}
    for said in same:
        for one, other in said.pairs():
            if one in groups and groups[one] is not groups[other]:
                groups[one] += groups[other]
                for each in groups[other]:
                    groups[each] = groups[one]
    return {project: min(group, key=lambda each: (each not in curated, each)) for project, group in groups.items()}


def _speaking_first(organisations: pl.DataFrame, found: Joined) -> pl.DataFrame:
    """Return the organisations in the order in which they speak for their group."""
    place = {org: at for at, org in enumerate(found.ids)}
    if not place:
        return organisations
    at = pl.col(BEFORE).replace_strict(place, default=len(place), return_dtype=pl.Int64)
    return organisations.sort(at, maintain_order=True)


def _recorded(rows: Mapping[str, pl.DataFrame], how: pl.DataFrame, imported: pl.Series) -> pl.DataFrame:
    """Return the records, with how each source names the bodies of imports and those joined with others."""
    own_id = pl.col("source_org_id")
    is_imported = own_id.is_in(imported.implode()) & own_id.str.contains(".", literal=True)
    certainty = pl.when(pl.col("rule") == NAME).then(pl.lit("likely")).otherwise(pl.lit("certain"))
    new = (
        rows["organisations"]
        .select("source_id", "org_id", "locator", source_org_id=BEFORE)
        .join(how.select("rule", "because", source_org_id="own_id"), on="source_org_id", how="left")
        .filter((own_id != pl.col("org_id")) | is_imported)
        .with_columns(certainty=certainty, rule="because", status=pl.lit("actual"))
        .join(rows["records"], on=["source_id", "source_org_id"], how="anti")
    )
    return pl.concat([rows["records"], new.drop("because")], how="diagonal")


def apart(tables: Mapping[str, pl.DataFrame], org_id: str) -> pl.DataFrame:
    """Return the bodies that were joined into an organisation: what can be taken apart again.

    One of them is taken out by a judgement that it and another are different, or by removing the judgement that
    joined it, and resolving the tables of before once more.

    Args:
        tables: The tables of a Resolution.
        org_id: The id of an organisation.

    Returns:
        ``own_id``, ``source_id``, ``locator``, ``rule``, ``certainty``, sorted by own id; no rows for an
        organisation that no import knows.
    """
    found = tables["records"].filter(pl.col("org_id") == org_id)
    return (
        found.select("source_id", "locator", "rule", "certainty", own_id="source_org_id")
        .select("own_id", "source_id", "locator", "rule", "certainty")
        .sort("own_id", "source_id")
    )
