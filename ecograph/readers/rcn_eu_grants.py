"""The EU grants of Norwegian bodies, as the Research Council lists them: a row for each body in each project."""

import polars as pl

from ecograph.errors import Issue
from ecograph.parse import LINE
from ecograph.readers import stated
from ecograph.readers.mentions import MENTION
from ecograph.readers.rcn_bodies import LEFT_EMPTY, LOCATOR, Place, described, numbered, payer_rows, without_persons
from ecograph.readers.rcn_layouts import CONTRACTS, EU_GRANTS, ROLES
from ecograph.readers.reader import GRANT, Harvest, table, unknown

_AMOUNT = "Innvilget beløp organisasjon EUR"


def eu_grants(place: Place, frame: pl.DataFrame) -> tuple[Harvest, pl.DataFrame]:
    """Return the projects, participations and flows of the EU grants, and the mentions of their bodies."""
    rows, gone = without_persons(place, frame, EU_GRANTS)
    rows, issues = numbered(place, rows, "Prosjektnr")
    days = [stated.day("Kontrakt startdato"), stated.day("Kontrakt sluttdato")]
    rows, undated = stated.read(place.file, rows, days, f"expected a day such as 31.12.2020 00:00; {LEFT_EMPTY}")
    rows, turned = stated.in_order(place.file, rows, "Kontrakt startdato", "Kontrakt sluttdato")
    amounts = [stated.amount(_AMOUNT, stated.FLOAT)]
    rows, unpaid = stated.read(place.file, rows, amounts, f"expected an amount such as 626199.99; {LEFT_EMPTY}")
    strange = rows.filter(~pl.col("Kontraktstatus").is_in(list(CONTRACTS)))
    expected = f"expected {', '.join(CONTRACTS)}; {LEFT_EMPTY}"
    stages = unknown(place.file, "Kontraktstatus", strange, code="choice", expected=expected)
    rows, roles = _roles(place, rows)
    bodies, met = described(place, rows.with_columns(project_id=pl.lit("eu-") + pl.col("Prosjektnr")), EU_GRANTS)
    tables = {
        "projects": _eu_projects(bodies),
        "participations": _eu_participations(bodies),
        "flows": _eu_flows(place, bodies),
    }
    payer = payer_rows(
        bodies.filter(pl.col(_AMOUNT) > 0),
        org_id=f"{place.name}.european-commission",
        name="European Commission",
        country="EU",
    )
    differing = _differing(place, rows)
    every = (*issues, *undated, *turned, *unpaid, *stages, *roles, *met, *differing)
    return Harvest(tables, every, gone), pl.concat([bodies.select(MENTION.names()), payer])


def _roles(place: Place, rows: pl.DataFrame) -> tuple[pl.DataFrame, tuple[Issue, ...]]:
    """Return the rows with their role; one that is not understood is a partner, and likely."""
    role, financial = "Organisasjon rolle", "Organisasjon finansiell rolle"
    known = pl.DataFrame(
        [(*pair, ours) for pair, ours in ROLES.items()],
        schema=dict.fromkeys((role, financial, "role"), pl.String),
        orient="row",
    )
    after = rows.join(known, on=(role, financial), how="left", maintain_order="left")
    both = pl.concat_str(pl.col(role).fill_null(""), pl.lit(" "), pl.col(financial).fill_null("")).alias(role)
    expected = "expected a role and a financial role such as PARTICIPANT BENEFICIARY; it is read as a partner, likely"
    issues = unknown(
        place.file, role, after.filter(pl.col("role").is_null()).with_columns(both), code="choice", expected=expected
    )
    likely = pl.when(pl.col("role").is_null()).then(pl.lit("likely")).otherwise(pl.lit("certain"))
    return after.with_columns(role_certainty=likely, role=pl.col("role").fill_null("partner")), issues


def _differing(place: Place, rows: pl.DataFrame) -> list[Issue]:
    """Return an issue for each project on whose rows a column differs that is about the project."""
    columns = ("Prosjektnavn", "Prosjektkortnavn", "Kontraktstatus", "Kontrakt startdato", "Kontrakt sluttdato")
    issues = []
    for column in columns:
        differ = rows.filter(pl.col(column).ne_missing(pl.col(column).first().over("Prosjektnr", order_by=LINE)))
        first = differ.group_by("Prosjektnr").agg(pl.col(LINE).min()).sort(LINE)
        issues += [
            Issue(
                place.file,
                line,
                column,
                "duplicate",
                f"found another value than on the first row of project {number}, expected the same; the first is kept",
            )
            for number, line in first.iter_rows()
        ]
    return issues


def _programme() -> pl.Expr:
    """Return the framework programme and the code within it as CORDIS writes it, H2020 and H2020-EU.3.1."""
    codes = ("Programnivå 1 kode (H2020)", "Program kode (H2020)", "Programområde kode (H2020)")
    code = pl.coalesce(*codes).str.strip_chars_end(".")
    treaty = pl.when(pl.col("Traktat kode (H2020)") == "EURATOM").then(pl.lit("Euratom"))
    frame = pl.col("Rammeprogram")
    whole = pl.concat_str(frame, pl.coalesce(code, treaty), separator="-")
    return pl.concat_str(frame, whole, separator=";", ignore_nulls=True)


def _eu_projects(bodies: pl.DataFrame) -> pl.DataFrame:
    first = bodies.sort(LINE).unique("project_id", keep="first", maintain_order=True)
    return table(
        "projects",
        first.select(
            *("project_id", "source_id", LOCATOR),
            acronym="Prosjektkortnavn",
            title=pl.coalesce("Prosjektnavn", "Prosjektkortnavn", "Prosjektnr").str.replace_all(r"\s+", " "),
            kind=pl.lit("project"),
            start="Kontrakt startdato",
            end="Kontrakt sluttdato",
            stage=pl.col("Kontraktstatus").replace_strict(CONTRACTS, default=None, return_dtype=pl.String),
            programme=_programme(),
            country=pl.lit("EU"),
            certainty=pl.lit("certain"),
            status=pl.lit("actual"),
        ),
    )


def _eu_participations(bodies: pl.DataFrame) -> pl.DataFrame:
    made = bodies.sort(LINE).with_columns(
        LOCATOR,
        seq=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("org_id", "project_id", "role"),
        certainty="role_certainty",
    )
    return table("participations", made)


def _eu_flows(place: Place, bodies: pl.DataFrame) -> pl.DataFrame:
    n = pl.int_range(1, pl.len() + 1).over("org_id", "project_id")
    flow_id = pl.concat_str(
        pl.lit(place.name), "Prosjektnr", pl.col("org_id").str.slice(len(place.name) + 1), separator="."
    )
    numbered = pl.when(n == 1).then(flow_id).otherwise(pl.concat_str(flow_id, n, separator="."))
    made = bodies.sort(LINE).with_columns(flow_id=numbered).filter(pl.col(_AMOUNT) > 0)
    return table(
        "flows",
        made.select(
            *("flow_id", "source_id", LOCATOR),
            payers=pl.concat_list(pl.lit(f"{place.name}.european-commission")),
            recipients=pl.concat_list("org_id"),
            amount=_AMOUNT,
            currency=pl.lit("EUR"),
            **{"from": "Kontrakt startdato", "to": "Kontrakt sluttdato"},
            **GRANT,
        ),
    )
