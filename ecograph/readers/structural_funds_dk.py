"""The lists of projects of the Danish structural funds, which say whom the clusters worked with and on whose money.

Two layouts are read, by their headers: 2007-13 (commas, decimal comma, the CVR number of the beneficiary) and
2014-20 (semicolons, Windows-1252, points between thousands, cells over several lines, no numbers). Each row is a
project with its budget, the grant of a fund, the beneficiary as lead, and its partners out of one text cell. The
lists name a partner and no more: that it is Danish is inferred, so that a body known only as a partner is likely.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from ecograph.identity.names import slug
from ecograph.parse import LINE
from ecograph.readers.kinds import kind_of
from ecograph.readers.layouts import source_ids
from ecograph.readers.mentions import MENTION, organisations
from ecograph.readers.reader import GRANT, File, Harvest, Reader, source, table
from ecograph.readers.structural_funds_lists import LAYOUTS, PARTNER, PERSON, ROW, listed

FUNDS = {"ERDF": "European Regional Development Fund", "ESF": "European Social Fund"}
"""The funds by their letters, which in small letters are their ids within the import."""

_LOCATOR = pl.col(LINE).cast(pl.String).alias("locator")
_NONE = pl.lit(None, pl.String)


def read(name: str, files: Sequence[File], options: Mapping[str, str]) -> Harvest:  # noqa: ARG001 - it has no options
    """Return the tables of some lists: projects, organisations, participations and the grants of the funds.

    A project's id is its title, with the first day when the title repeats, or is the name of a body too, and with a
    number when the two repeat. Amounts are Danish kroner. A grant of 0 is no flow. A body whose name marks a sole
    trader takes part unnamed, with an id from its row.

    Args:
        name: The name of the import.
        files: Lists of either layout.
        options: None.
    """
    ids = source_ids(name, files)
    lists = [listed(file, source_id) for file, source_id in zip(files, ids, strict=True)]
    rows = pl.concat([ROW.to_frame(), *(each.rows for each in lists)])
    partners = pl.concat([PARTNER.to_frame(), *(each.partners for each in lists)])
    bodies = _bodies(name, rows, partners)
    projects = _with_ids(name, rows, bodies)
    placed = bodies.join(projects.select("source_id", LINE, "project_id"), on=("source_id", LINE))
    title = "Projects of the structural funds in Denmark"
    sources = [source(STRUCTURAL_FUNDS_DK, each, file, title) for file, each in zip(files, ids, strict=True)]
    tables = {
        "sources": table("sources", pl.DataFrame(sources, infer_schema_length=None)),
        **organisations(pl.concat([_mentions(bodies), _funds(name, rows)])),
        "projects": _projects(projects),
        "participations": _participations(placed),
        "flows": _flows(name, projects),
    }
    issues = tuple(issue for each in lists for issue in each.issues)
    return Harvest(tables, issues, tuple(item for each in lists for item in each.dropped))


def _bodies(name: str, rows: pl.DataFrame, partners: pl.DataFrame) -> pl.DataFrame:
    """Return every body that a row names, with its role and its id: by number where there is one, or else by name."""
    leads = rows.drop_nulls("body").select(
        *("source_id", LINE, "body", "cvr"),
        place=pl.lit(0, pl.Int64),
        is_certain=pl.lit(value=True),
        role=pl.lit("lead"),
    )
    both = pl.concat([leads, partners.with_columns(cvr=_NONE, role=pl.lit("partner"))], how="diagonal")
    known = [(body, f"{name}.{slug(body)}", *kind_of(body)) for body in both["body"].unique().sort()]
    schema = dict.fromkeys(("body", "named", "kind", "helix"), pl.String)
    described = both.join(pl.DataFrame(known, schema=schema, orient="row"), on="body", how="left")
    numbered = pl.lit(f"{name}.") + pl.col("cvr")
    trader = pl.format("{}.sole-trader-{}-{}-{}", "source_id", LINE, "role", "place")
    person = pl.when(pl.col("body") == PERSON).then(trader)
    return described.with_columns(org_id=pl.coalesce(person, numbered, "named")).sort(
        "source_id", LINE, "role", "place"
    )


def _with_ids(name: str, rows: pl.DataFrame, bodies: pl.DataFrame) -> pl.DataFrame:
    """Return the projects with their ids."""
    titles = rows["title"].unique().sort()
    ids = pl.DataFrame(
        {"title": titles, "project_id": [f"{name}.{slug(title)}" for title in titles]},
        schema={"title": pl.String, "project_id": pl.String},
    )
    order = ("project_id", "start", "fund", "cvr", "body", "budget", "grant", "source_id", LINE)
    titled = rows.join(ids, on="title", how="left")
    is_taken = (pl.len().over("project_id") > 1) | pl.col("project_id").is_in(bodies["org_id"].implode())
    day = pl.concat_str("project_id", "start", separator="-", ignore_nulls=True)
    dated = titled.with_columns(project_id=pl.when(is_taken).then(day).otherwise("project_id"))
    number = pl.concat_str("project_id", pl.int_range(1, pl.len() + 1).over("project_id"), separator="-")
    is_taken = (pl.len().over("project_id") > 1) | pl.col("project_id").is_in(bodies["org_id"].implode())
    numbered = dated.sort(order, nulls_last=True).with_columns(
        project_id=pl.when(is_taken).then(number).otherwise("project_id")
    )
    return numbered.sort("source_id", LINE)


def _mentions(bodies: pl.DataFrame) -> pl.DataFrame:
    is_lead = pl.col("role") == "lead"
    return bodies.select(
        *("org_id", "kind", "helix", "source_id", LINE),
        name="body",
        country=pl.lit("DK"),
        region=_NONE,
        extent=pl.when(pl.col("body") == PERSON).then(pl.lit("unnamed")).otherwise(pl.lit("single")),
        scheme=pl.lit("cvr"),
        value="cvr",
        certainty=pl.when(is_lead).then(pl.lit("certain")).otherwise(pl.lit("likely")),
        status=pl.lit("actual"),
    ).select(MENTION.names())


def _funds(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    return (
        rows.drop_nulls("fund")
        .select(
            *("source_id", LINE),
            org_id=_fund(name),
            name=pl.col("fund").replace_strict(FUNDS, return_dtype=pl.String),
            country=pl.lit("EU"),
            kind=pl.lit("fund"),
            helix=pl.lit("government"),
            region=_NONE,
            extent=pl.lit("single"),
            scheme=_NONE,
            value=_NONE,
            certainty=pl.lit("certain"),
            status=pl.lit("actual"),
        )
        .select(MENTION.names())
    )


def _fund(name: str) -> pl.Expr:
    return pl.lit(f"{name}.") + pl.col("fund").str.to_lowercase()


def _projects(rows: pl.DataFrame) -> pl.DataFrame:
    has_budget = pl.col("budget").is_not_null()
    made = rows.with_columns(
        _LOCATOR,
        kind=pl.lit("project"),
        budget_amount="budget",
        budget_qualifier=pl.when(has_budget).then(pl.lit("exact")),
        budget_currency=pl.when(has_budget).then(pl.lit("DKK")),
        certainty=pl.lit("certain"),
        status=pl.lit("actual"),
    )
    return table("projects", made)


def _participations(placed: pl.DataFrame) -> pl.DataFrame:
    made = placed.sort("source_id", LINE, "role", "place").with_columns(
        _LOCATOR,
        seq=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("org_id", "project_id", "role"),
        certainty=pl.when("is_certain").then(pl.lit("certain")).otherwise(pl.lit("likely")),
        status=pl.lit("actual"),
    )
    return table("participations", made)


def _flows(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    made = rows.filter(pl.col("grant") > 0).select(
        *("source_id", _LOCATOR),
        flow_id="project_id",
        payers=pl.when(pl.col("fund").is_not_null()).then(pl.concat_list(_fund(name))),
        recipients=pl.concat_list("project_id"),
        amount="grant",
        currency=pl.lit("DKK"),
        **{"from": "start", "to": "end"},
        **GRANT,
    )
    return table("flows", made)


STRUCTURAL_FUNDS_DK = Reader(
    name="structural-funds-dk",
    about="Projects of the European structural funds in Denmark: the lists of 2007-13 and 2014-20.",
    publisher="Erhvervsstyrelsen",
    licence="",
    layouts=LAYOUTS,
    read=read,
)
