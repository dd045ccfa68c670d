"""CORDIS: the EU's list of its research projects says who works with whom, and who gets how much of each grant.

``project.csv`` and ``organization.csv`` are read together; ``euroSciVoc.csv`` adds what the projects are about. The
files, columns and words stand in ``cordis_layouts``, organisations in ``cordis_bodies``, themes in ``cordis_themes``.
"""

import re
from collections.abc import Mapping, Sequence

import polars as pl

from ecograph.errors import Issue
from ecograph.identity.names import slug
from ecograph.parse import LINE
from ecograph.readers import cordis_bodies as who
from ecograph.readers import cordis_layouts as words
from ecograph.readers.cordis_themes import known_science, themes
from ecograph.readers.part import Part
from ecograph.readers.reader import File, Harvest, Reader, dropped, source, table
from ecograph.schema import TABLE

_LAYOUTS = {layout.file: layout for layout in (words.PROJECT, words.ORGANIZATION, words.SCIENCE)}
_PROJECT, _ORGANIZATION, _SCIENCE = _LAYOUTS
_NOT_READ = "the row is not read"


def read(name: str, files: Sequence[File], options: Mapping[str, str]) -> Harvest:  # noqa: ARG001 - it takes none
    """Return the projects, organisations, participations, grants and themes of the publisher's files.

    Each project has a grant from the European Commission to itself, and each organisation with a stated part of it
    a grant that is part of that one. A blank contribution is no flow. The organisations are those of the list, one
    for each participant identification code (PIC), with the name, country, kind and region that stand most often.
    A sole trader has no PIC, name or region: the line on which it first stands is its id. The Commission is an
    organisation when a flow names it, and a framework is there when a theme of it is.

    Args:
        name: The name of the import, with which its ids begin.
        files: ``project.csv``, ``organization.csv`` and, where there is one, ``euroSciVoc.csv``, in any order, with
            any folder before their name; other files of the publisher's zip are left out.
        options: None are taken.

    >>> read("horizon-europe", [], {}).issues[0].message
    'found no organization.csv, expected it beside project.csv; give the whole zip of the publisher'
    """
    given, issues = _given(files)
    if _PROJECT not in given or _ORGANIZATION not in given:
        return Harvest({}, issues)
    parts = {key: Part.of(file, _LAYOUTS[key], f"{name}.{_stem(key)}") for key, file in given.items()}
    persons, gone = who.without_persons(parts[_ORGANIZATION])
    projects = _projects(parts[_PROJECT])
    bodies, identifiers = who.identifiers(_of_projects(who.bodies(persons, name), projects))
    projects = _with_partners(projects, bodies)
    science = _of_projects(known_science(parts[_SCIENCE]), projects) if _SCIENCE in parts else None
    about = themes(projects, science)
    flows = pl.concat([_grants(projects, name), _shares(bodies, projects, name)], how="diagonal")
    rows = [source(CORDIS, parts[key].source_id, file, f"CORDIS: {key}") for key, file in given.items()]
    tables = {
        "sources": pl.DataFrame(rows, schema=TABLE["sources"].frame.schema),
        "organisations": pl.concat([_commission(projects, name, flows), who.organisations(bodies)], how="diagonal"),
        "names": who.names(bodies),
        "identifiers": identifiers,
        "projects": _project_rows(projects),
        "participations": _participations(bodies),
        "flows": flows,
        **about.tables,
    }
    found = (part.issues for part in (projects, bodies, *([science] if science else [])))
    return Harvest(
        {key: _keyed(key, frame) for key, frame in tables.items()},
        tuple(sorted((*issues, *about.issues, *(issue for each in found for issue in each)))),
        (*dropped(bodies.file, persons.frame, words.ORGANIZATION), *gone),
    )


def _stem(file: str) -> str:
    return slug(file.removesuffix(".csv"))


def _keyed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a table sorted by key; of rows with one key, the first."""
    key = TABLE[name].key
    return table(name, frame).unique(key, keep="first", maintain_order=True).sort(key)


def _given(files: Sequence[File]) -> tuple[dict[str, File], tuple[Issue, ...]]:
    """Return the files by the name of their layout, and the issues of those that are none, come twice or lack."""
    by_name = {file.lower(): file for file in _LAYOUTS}
    left_out = {file.lower() for file in words.LEFT_OUT}
    given: dict[str, File] = {}
    issues = []
    for file in files:
        base = re.split(r"[/\\]", file.name)[-1].lower()
        if base in by_name and by_name[base] not in given:
            given[by_name[base]] = file
        elif base in by_name:
            said = f"found a second {by_name[base]}, expected one; import each framework programme by itself"
            issues.append(Issue(file.name, 0, "-", "table", said))
        elif base not in left_out:
            known = ", ".join((*_LAYOUTS, *words.LEFT_OUT))
            issues.append(Issue(file.name, 0, "-", "table", f"found an unknown file, expected {known}; it is not read"))
    for needed, other in ((_PROJECT, _ORGANIZATION), (_ORGANIZATION, _PROJECT)):
        if needed not in given:
            said = f"found no {needed}, expected it beside {other}; give the whole zip of the publisher"
            issues.append(Issue(needed, 0, "-", "table", said))
    return {key: given[key] for key in _LAYOUTS if key in given}, tuple(sorted(issues))


def _projects(part: Part) -> Part:
    """Return the projects, checked, with ``project_id``; those without a usable number are left out."""
    form = f"expected the number of a grant agreement; {_NOT_READ}"
    part = part.filled("id", _NOT_READ).fitting(
        "id", pl.col("id").str.contains(r"^[0-9]{1,12}$"), code="type", expected=form
    )
    part = part.where(pl.col("id").is_not_null())
    again = ~pl.col("id").is_first_distinct()
    part = part.noted("id", again, code="duplicate", expected=f"expected each project once; {_NOT_READ}").where(~again)
    part = part.filled("title", "the acronym or the number stands for it")
    part = part.words("status", words.STAGES, "the stage is left empty")
    part = part.numbers("totalCost", "ecMaxContribution").days("startDate", "endDate")
    listed = pl.concat_str("frameworkProgramme", "legalBasis", separator=";", ignore_nulls=True).str.split(";")
    codes = listed.list.eval(pl.element().str.strip_chars().replace("", None)).list.drop_nulls()
    title, acronym = (
        text.str.replace_all(r"\s+", " ") for text in (pl.coalesce("title", "acronym", "id"), pl.col("acronym"))
    )
    programme = codes.list.unique().list.sort().list.join(";").replace("", None)
    return part.with_columns(
        ("eu-" + pl.col("id")).alias("project_id"), title.alias("title"), acronym, programme.alias("programme")
    )


def _of_projects(part: Part, projects: Part) -> Part:
    """Return the rows that name a project that was read, with ``project_id``."""
    known = pl.col("projectID").is_in(projects.frame["id"].implode()).fill_null(value=False)
    stray = pl.col("projectID").is_not_null() & ~known
    form = f"expected the number of a project in {_PROJECT}; {_NOT_READ}"
    part = part.filled("projectID", _NOT_READ).noted("projectID", stray, code="reference", expected=form)
    return part.where(known).with_columns(("eu-" + pl.col("projectID")).alias("project_id"))


def _with_partners(projects: Part, bodies: Part) -> Part:
    """Return the projects with an issue that counts those in which nobody takes part."""
    alone = projects.frame.filter(~pl.col("id").is_in(bodies.frame["projectID"].implode()))
    if not alone.height:
        return projects
    said = f"found {alone.height} without an organisation, expected at least one in {_ORGANIZATION}; they are kept"
    return projects.and_issues(Issue(projects.file, min(alone[LINE]), "id", "reference", said))


def _project_rows(part: Part) -> pl.DataFrame:
    rows = part.frame.rename({"status": "stage", "startDate": "start", "endDate": "end"})
    cost = _amount("budget_", _stated("totalCost"))
    return part.facts(rows.with_columns(*cost, kind=pl.lit("project"), country=pl.lit("EU")))


def _stated(cost: str) -> pl.Expr:
    """Return a cost; none where it is 0, since the publisher writes 0 where it publishes none."""
    return pl.when(pl.col(cost) != 0).then(pl.col(cost))


def _amount(prefix: str, value: pl.Expr) -> tuple[pl.Expr, ...]:
    """Return the three columns of an exact amount in euros."""
    known = value.is_not_null()
    said = {"qualifier": pl.when(known).then(pl.lit("exact")), "currency": pl.when(known).then(pl.lit("EUR"))}
    return (value.alias(f"{prefix}amount"), *(text.alias(f"{prefix}{column}") for column, text in said.items()))


def _payer(name: str) -> str:
    return f"{name}.{slug(words.COMMISSION)}"


def _commission(part: Part, name: str, flows: pl.DataFrame) -> pl.DataFrame:
    """Return the Commission, which the column of its contribution names, on the line of the header.

    Without a flow nothing names it, and there is no row.
    """
    row = {"org_id": _payer(name), "name": words.COMMISSION, "country": "EU", "helix": "government", "kind": "eu_body"}
    return part.facts(pl.DataFrame([row | {"extent": "single", LINE: 1}]).head(flows.height))


def _participations(part: Part) -> pl.DataFrame:
    """Return the participations; rows that repeat a role are numbered in the order of the file."""
    unknown_role = pl.col("role").is_null()
    rows = part.frame.sort(LINE).with_columns(
        *_amount("share_", _stated("totalCost")),
        certainty=pl.when(unknown_role).then(pl.lit("likely")).otherwise(pl.lit("certain")),
        role=pl.col("role").fill_null("partner"),
    )
    again = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("org_id", "project_id", "role")
    return part.facts(rows.with_columns(seq=again))


def _grants(part: Part, name: str) -> pl.DataFrame:
    """Return the grant of each project."""
    rows = part.frame.drop("status").drop_nulls("ecMaxContribution")
    flow = pl.lit(f"{name}.") + pl.col("id")
    return part.facts(
        _flows(rows, "ecMaxContribution", name).with_columns(flow_id=flow, recipients=pl.concat_list("project_id"))
    )


def _shares(part: Part, projects: Part, name: str) -> pl.DataFrame:
    """Return the part of the grant that each organisation is stated to get."""
    dates = projects.frame.select(
        "project_id", "startDate", "endDate", granted=pl.col("ecMaxContribution").is_not_null()
    )
    rows = part.frame.sort(LINE).with_columns(
        n=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("org_id", "project_id")
    )
    rows = rows.drop_nulls("ecContribution").join(dates, on="project_id", maintain_order="left")
    whole = pl.lit(f"{name}.") + pl.col("projectID")
    return part.facts(
        _flows(rows, "ecContribution", name).with_columns(
            flow_id=pl.concat_str(whole, "own_id", "n", separator="."),
            recipients=pl.concat_list("org_id"),
            part_of=pl.when("granted").then(whole),
        )
    )


def _flows(rows: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    return rows.rename({"startDate": "from", "endDate": "to"}).with_columns(
        *_amount("", pl.col(column)),
        payers=pl.concat_list(pl.lit(_payer(name))),
        basis=pl.lit("total"),
        kind=pl.lit("grant"),
        level=pl.lit("grant"),
    )


CORDIS = Reader(
    name="cordis",
    about="EU research projects of FP7, Horizon 2020 and Horizon Europe: the files of CORDIS or the publisher's zip.",
    publisher="European Commission, CORDIS",
    licence="CC-BY-4.0",
    layouts=tuple(_LAYOUTS.values()),
    read=read,
)
"""The reader of the publisher's files."""
