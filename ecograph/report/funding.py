"""The section on money: who pays whom, by payer and by year, and on how many hands it is."""

from collections.abc import Iterator

import polars as pl

from ecograph import money
from ecograph.analyses.known import theme_labels
from ecograph.language import capital, units
from ecograph.language.page import COUNTED
from ecograph.language.report import HEADS, NOT_KNOWN
from ecograph.language.report import funding as words
from ecograph.language.sentences import as_is, as_number
from ecograph.metrics.amounts import by_year
from ecograph.metrics.concentration import in_euro
from ecograph.metrics.funding import counted
from ecograph.report import analysed
from ecograph.report.coverage_map import place
from ecograph.report.document import Block, Cell, Chart, Said, Section
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks
from ecograph.report.writing import Listing, Row, Shown, bounds, listed, paragraph, tabled, told
from ecograph.rows import ROWS, reference

LEVEL = "grant"
"""How far money has come that is counted here; levels are never added."""

LONGEST = 15
"""How many flows a chart shows."""

USED = ("funding", "concentration")
"""The measures of this section."""


def section(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return who pays whom, by payer and by year, and on how many hands the money is."""
    title = words.TITLE.in_(language)
    if inputs.ecosystem.flows.is_empty():
        return Section("funding", title, paragraph(Said(words.NONE.in_(language))))
    grants = in_euro(inputs.network, vagueness=money.VAGUENESS).filter(level=LEVEL)
    flows = grants.drop_nulls("low")
    rows = inputs.ecosystem.flows.select(reference("flows"))[ROWS]
    known = told(
        words.KNOWN,
        rows,
        language=language,
        marks=marks,
        flows=COUNTED["flows"].of(inputs.ecosystem.flows.height),
        grants=as_number(grants.height),
        unknown=as_number(grants.height - flows.height),
    )
    blocks = (*paragraph(known, Said(words.RULE.in_(language))),)
    if flows.is_empty():
        nothing = paragraph(Said(words.NO_AMOUNT.in_(language)))
        return Section("funding", title, (*blocks, *nothing))
    by_payer = Listing("funding-payers", words.BY_PAYER, PAYER, words.CHART_NOTE)
    return Section(
        "funding",
        title,
        (
            *blocks,
            _paid(inputs, flows, language, marks),
            *listed(by_payer, _by_payer(inputs, flows), language=language, marks=marks),
            *_by_year(inputs, language, marks),
            *_concentration(inputs, language, marks),
        ),
    )


def _called(inputs: Inputs) -> pl.DataFrame:
    """Return ``id`` and ``name`` of every organisation and project."""
    eco = inputs.ecosystem
    return pl.concat(
        [eco.organisations.select(id="org_id", name="name"), eco.projects.select(id="project_id", name="title")]
    )


def _spread(flows: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each flow and each of its payers; of a flow with several, each may pay all of it or nothing."""
    is_joint = (pl.col("payers").list.len() > 1).fill_null(value=False)
    return flows.with_columns(low=pl.when(is_joint).then(0.0).otherwise("low")).explode("payers", empty_as_null=True)


def _summed(found: pl.DataFrame, *ends: str) -> pl.DataFrame:
    """Return the sums by end, the greatest first."""
    sums = found.group_by(ends).agg(
        pl.col("low").sum(),
        pl.col("high").sum(),
        pl.len().cast(pl.Int64).alias("n_flows"),
        pl.col(ROWS).unique().sort(),
    )
    return sums.sort("high", "low", *ends, descending=[True, True, *([False] * len(ends))], nulls_last=True)


def _by_payer(inputs: Inputs, flows: pl.DataFrame) -> pl.DataFrame:
    sums = _summed(_spread(flows.sort("flow_id")), "payers")
    return sums.join(_called(inputs), left_on="payers", right_on="id", how="left", maintain_order="left")


AMOUNT = Shown(HEADS["amount"], bounds("low", "high"), "EUR")
COUNT = Shown(HEADS["n_flows"], "n_flows", "number")
PAYER = (Shown(HEADS["payer"], lambda row, language: row["name"] or NOT_KNOWN.in_(language)), AMOUNT, COUNT)


def _paid(inputs: Inputs, flows: pl.DataFrame, language: str, marks: Marks) -> Chart:
    """Return the chart of who pays whom, in euro."""
    from ecograph.charts.sankey import Flow, sankey

    called = dict(_called(inputs).iter_rows())
    ends = [pl.col(end).list.sort().list.join("|").fill_null("").alias(end) for end in ("payers", "recipients")]
    named = _summed(flows.sort("flow_id").with_columns(ends), "payers", "recipients")

    def name(ids: str, lang: str) -> str:
        first, *others = [called.get(own, own) for own in ids.split("|")] if ids else [NOT_KNOWN.in_(lang)]
        return words.JOINT.in_(lang).format(first=first, n=len(others)) if others else first

    shown = named.head(LONGEST)
    drawing = sankey(
        [
            Flow(name(payers, language), name(recipients, language), low, high)
            for payers, recipients, low, high in shown.select("payers", "recipients", "low", "high").iter_rows()
        ],
        unit="EUR",
        language=language,
    )
    top = shown.row(0, named=True)
    text = told(
        words.CHART_TEXT,
        language=language,
        marks=marks,
        n=as_number(shown.height),
        payer=lambda lang: name(top["payers"], lang),
        recipient=lambda lang: name(top["recipients"], lang),
        amount=lambda lang: units.shown(top["low"], top["high"], "EUR", lang),
    ).text
    columns = (
        Shown(HEADS["payer"], lambda row, lang: name(row["payers"], lang)),
        Shown(HEADS["recipient"], lambda row, lang: name(row["recipients"], lang)),
        AMOUNT,
        COUNT,
    )
    listing = Listing("funding-flows-numbers", words.CHART, columns, words.JOINT_NOTE, LONGEST)
    table = tabled(listing, named, language=language, marks=marks)
    return Chart("funding-flows", words.CHART.in_(language), text, drawing, table)


def _by_year(inputs: Inputs, language: str, marks: Marks) -> Iterator[Chart]:
    """Yield the chart of grants by year, where the year of any is known."""
    from ecograph.charts.time_series import Series, time_series

    eco = inputs.ecosystem
    grants = by_year(counted(eco.flows)).filter(level=LEVEL).with_columns(reference("flows"))
    euro = money.converted(grants, eco.rates, to="EUR").drop_nulls(["year", "low"]).sort("flow_id")
    if euro.is_empty():
        return
    years = euro.group_by("year").agg(
        pl.col("low").sum(),
        pl.col("high").sum(),
        pl.len().cast(pl.Int64).alias("n_flows"),
        pl.col(ROWS).unique().sort(),
    )
    years = years.sort("year")
    top = years.sort("high", "year", descending=[True, False]).row(0, named=True)
    points = [(int(year), low, high) for year, low, high in years.select("year", "low", "high").iter_rows()]
    series = Series(words.GRANTS.in_(language), points)
    text = told(
        words.YEAR_TEXT,
        language=language,
        marks=marks,
        first=as_is(str(points[0][0])),
        last=as_is(str(points[-1][0])),
        year=as_is(str(top["year"])),
        amount=lambda lang: units.shown(top["low"], top["high"], "EUR", lang),
    ).text
    columns = (Shown(HEADS["year"], lambda row, _: str(row["year"])), AMOUNT, COUNT)
    listing = Listing("funding-years-numbers", words.BY_YEAR, columns, words.YEAR_NOTE, years.height)
    table = tabled(listing, years, language=language, marks=marks)
    drawing = time_series([series], unit="EUR", language=language)
    yield Chart("funding-years", words.BY_YEAR.in_(language), text, drawing, table)


def _concentration(inputs: Inputs, language: str, marks: Marks) -> tuple[Block, ...]:
    """Return on how many hands the grants are, by payer, recipient, region and theme."""
    found = analysed.measure(inputs, "concentration").filter(level=LEVEL).drop_nulls("hhi_low")
    names = dict(_called(inputs).iter_rows())
    themes = theme_labels(inputs.ecosystem)

    def top(row: Row, lang: str) -> Cell:
        own = row["top"]
        if row["by"] == "theme" and own in themes:
            return themes[own].in_(lang)
        return place(own) if row["by"] == "region" else names.get(own, own)

    columns = (
        Shown(words.BY, lambda row, lang: capital(words.PARTIES[row["by"]].in_(lang))),
        Shown(words.HHI, bounds("hhi_low", "hhi_high"), "number"),
        Shown(words.EQUIVALENT, bounds("equivalent_low", "equivalent_high"), "decimal"),
        Shown(words.TOP, top),
        Shown(words.TOP_SHARE, bounds("top_share_low", "top_share_high"), "share"),
    )
    listing = Listing("funding-concentration", words.CONCENTRATION, columns, words.CONCENTRATION_NOTE)
    return listed(listing, found, language=language, marks=marks)
