"""The applications to the Research Council of Norway: a row for each, with its owner, and what became of it."""

import polars as pl

from ecograph.errors import Issue
from ecograph.parse import LINE
from ecograph.readers import stated
from ecograph.readers.mentions import MENTION
from ecograph.readers.rcn_bodies import LEFT_EMPTY, LOCATOR, Place, described, numbered, payer_rows, without_persons
from ecograph.readers.rcn_layouts import APPLICATIONS, PHASES
from ecograph.readers.reader import Dropped, Harvest, table, unknown


def applications(place: Place, frame: pl.DataFrame) -> tuple[Harvest, pl.DataFrame]:
    """Return the projects, participations and flows of the applications, and the mentions of their bodies."""
    rows, gone, typed = _of_bodies(place, frame)
    rows, traders = without_persons(place, rows, APPLICATIONS)
    rows, issues = numbered(place, rows, "prosjektnummer")
    years = [stated.year("prosjektstart"), stated.year("prosjektslutt")]
    rows, undated = stated.read(place.file, rows, years, f"expected a year such as 2020; {LEFT_EMPTY}")
    rows, turned = stated.in_order(place.file, rows, "prosjektstart", "prosjektslutt")
    amounts = [stated.amount("sokt_belop", stated.FLOAT), stated.amount("tildelt_belop", stated.FLOAT)]
    rows, unpaid = stated.read(place.file, rows, amounts, f"expected an amount such as 10000000.0; {LEFT_EMPTY}")
    rows, repeated = _once(place, rows)
    rows, phases = _phases(place, rows)
    bodies, met = described(
        place,
        rows.with_columns(project_id=pl.lit(f"{place.name}.") + pl.col("prosjektnummer")),
        APPLICATIONS,
    )
    is_granted = pl.col("status") == "actual"
    flows = bodies.with_columns(amount=pl.when(is_granted).then("tildelt_belop").otherwise("sokt_belop")).filter(
        pl.col("amount") > 0
    )
    tables = {
        "projects": _applied_projects(bodies),
        "participations": table(
            "participations",
            bodies.drop_nulls("org_id").with_columns(
                LOCATOR, role=pl.lit("lead"), seq=pl.lit(1, pl.Int64), certainty=pl.lit("certain")
            ),
        ),
        "flows": _applied_flows(place, flows),
    }
    payer = payer_rows(flows, org_id=f"{place.name}.research-council", name="Research Council of Norway", country="NO")
    every = (*typed, *issues, *undated, *turned, *unpaid, *repeated, *phases, *met)
    named = bodies.drop_nulls("org_id").with_columns(status=pl.lit("actual")).select(MENTION.names())
    return Harvest(tables, every, (*gone, *traders)), pl.concat([named, payer])


def _of_bodies(place: Place, frame: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Dropped, ...], tuple[Issue, ...]]:
    """Return the rows of organisations; those of persons are dropped, and one that may be of a person is not read."""
    column = "prosjektansvarlig_type"
    whose = pl.col(column).fill_null("")
    n_persons = frame.filter(whose == "Person").height
    gone = (Dropped(place.file, column, "applications of persons, with the whole row", n_persons),) if n_persons else ()
    expected = "expected Organisasjon or Person; such rows are not read, since they may name a person"
    strange = frame.filter(~whose.is_in(["Organisasjon", "Person"]))
    issues = unknown(place.file, column, strange, code="choice", expected=expected)
    return frame.filter(whose == "Organisasjon"), gone, issues


def _once(place: Place, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """Return the first row of each number, and an issue for every further one."""
    again = pl.col(LINE) > pl.col(LINE).min().over("prosjektnummer")
    message = "found the number again, expected each project once; the row is not read"
    issues = [Issue(place.file, line, "prosjektnummer", "duplicate", message) for line in rows.filter(again)[LINE]]
    return rows.filter(~again), issues


def _phases(place: Place, rows: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """Return the rows with stage, kind and status; a phase not understood is an application of unknown stage."""
    strange = rows.filter(~pl.col("prosjektfase").is_in(list(PHASES)))
    expected = f"expected {', '.join(PHASES)}; it is read as an application of unknown stage"
    issues = list(unknown(place.file, "prosjektfase", strange, code="choice", expected=expected))
    known = pl.DataFrame(
        [(phase, *ours) for phase, ours in PHASES.items()],
        schema=dict.fromkeys(("prosjektfase", "stage", "project_kind", "status"), pl.String),
        orient="row",
    )
    after = rows.join(known, on="prosjektfase", how="left", maintain_order="left").with_columns(
        project_kind=pl.col("project_kind").fill_null("application"), status=pl.col("status").fill_null("proposed")
    )
    odd = after.filter((pl.col("status") != "actual") & (pl.col("tildelt_belop") > 0))
    message = "found an amount granted, expected 0 on an application that was not granted; it is not read"
    return after, [*issues, *(Issue(place.file, line, "tildelt_belop", "amount", message) for line in odd[LINE])]


def _applied_projects(bodies: pl.DataFrame) -> pl.DataFrame:
    applied = pl.when((pl.col("status") != "actual") & (pl.col("sokt_belop") > 0)).then("sokt_belop")
    return table(
        "projects",
        bodies.select(
            *("project_id", "source_id", "stage", "status", LOCATOR),
            title=pl.coalesce("prosjekttittel", "prosjektnummer").str.replace_all(r"\s+", " "),
            kind="project_kind",
            start="prosjektstart",
            end="prosjektslutt",
            programme="aktivitet_kode",
            country=pl.lit("NO"),
            budget_amount=applied,
            budget_qualifier=pl.when(applied.is_not_null()).then(pl.lit("exact")),
            budget_currency=pl.when(applied.is_not_null()).then(pl.lit("NOK")),
            certainty=pl.lit("certain"),
        ),
    )


def _applied_flows(place: Place, flows: pl.DataFrame) -> pl.DataFrame:
    is_granted = pl.col("status") == "actual"
    return table(
        "flows",
        flows.select(
            *("source_id", "amount", "status", LOCATOR),
            flow_id="project_id",
            payers=pl.concat_list(pl.lit(f"{place.name}.research-council")),
            recipients=pl.concat_list("project_id"),
            qualifier=pl.lit("exact"),
            currency=pl.lit("NOK"),
            **{"from": "prosjektstart", "to": "prosjektslutt"},
            basis=pl.lit("total"),
            kind=pl.lit("grant"),
            level=pl.when(is_granted).then(pl.lit("grant")).otherwise(pl.lit("proposal")),
            certainty=pl.lit("certain"),
        ),
    )
