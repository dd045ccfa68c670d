"""Who grants most."""

from collections.abc import Callable
from dataclasses import replace

import polars as pl

from ecograph import dates
from ecograph.ecosystem import Ecosystem
from ecograph.finding.finding import STAND_OUT, Finding
from ecograph.language import Plural, Words, listed, number
from ecograph.language.sentences import as_is, filled
from ecograph.metrics.funding import funding
from ecograph.network import Network
from ecograph.rows import ROWS, reference

MILLION = 1e6
GRANTS = Plural(one=Words("grant", "tilskud", "tilskudd"), many=Words("grants", "tilskud", "tilskudd"))

PROGRAMMES = ("programme", "pool", "portfolio")
"""Kinds of project that pass money on: what they are granted is the total of what others receive."""


def largest_payer(whole: Network) -> Finding | None:
    """Return who granted most, as an interval in Danish kroner, and who may have granted as much.

    Only grants to single projects and organisations are counted: what is paid may be what was granted, and the total
    of a programme would outweigh whoever grants in parts. Where more than ``STAND_OUT`` may be the largest, none is
    named.
    """
    single = replace(whole.ecosystem, flows=_to_single(whole.ecosystem))
    granted = funding(whole.of(single, extents=whole.extents)).filter(
        (pl.col("level") == "grant") & ~pl.col("is_joint")
    )
    known = granted.drop_nulls(["payer", "low_dkk", "high_dkk"]).filter(pl.col("high_dkk").is_finite())
    if known.is_empty():
        return None
    sums = known.group_by("payer", "name").agg(pl.col("low_dkk", "high_dkk").sum(), pl.col("year", ROWS))
    sums = sums.sort(["high_dkk", "payer"], descending=[True, False])
    top = sums.row(0, named=True)
    rivals = sums.slice(1).filter(pl.col("high_dkk") >= top["low_dkk"])["name"].to_list()
    if len(rivals) >= STAND_OUT:
        return None
    counted = single.flows.drop_nulls("amount").with_columns(reference("flows"))
    counted = counted.filter(pl.col(ROWS).is_in({row for each in top[ROWS] for row in each})).sort(ROWS)
    template = Words(
        en="The largest known payer of grants to single projects and organisations is {payer}: {amount} in {grants} "
        "({years}).{rivals} Programme totals, joint amounts, budgets and calls are not counted, since they cannot be "
        "split or would be counted twice, nor are grants without a known amount in kroner.",
        da="Den største kendte bidragyder til enkeltprojekter og organisationer er {payer}: {amount} i {grants} "
        "({years}).{rivals} Samlede programbeløb, beløb fra flere, budgetter og udbudte puljer er ikke talt med, da "
        "de ikke kan deles op eller ville blive talt to gange, og heller ikke tilskud uden et kendt beløb i kroner.",
        nb="Den største kjente bidragsyteren til enkeltprosjekter og organisasjoner er {payer}: {amount} i {grants} "
        "({years}).{rivals} Samlede programbeløp, beløp fra flere, budsjetter og utlysninger er ikke regnet med, "
        "siden de ikke kan deles opp eller ville blitt regnet to ganger, og heller ikke tilskudd uten et kjent beløp "
        "i kroner.",
    )
    as_much = Words(
        en=" By what is known it could also be {names}.",
        da=" Efter det, der vides, kan det også være {names}.",
        nb=" Etter det som er kjent, kan det også være {names}.",
    )
    text = filled(
        template,
        payer=as_is(top["name"]),
        amount=_kroner(top["low_dkk"], top["high_dkk"]),
        grants=GRANTS.of(counted.height),
        years=_years(counted.select(dates.year("from")).to_series().to_list()),
        rivals=lambda lang: as_much.in_(lang).format(names=listed(rivals, lang)) if rivals else "",
    )
    return Finding("largest_payer", text, tuple(counted[ROWS]))


def _to_single(eco: Ecosystem) -> pl.DataFrame:
    """Return the flows with a recipient, none of which is a programme."""
    programmes = eco.projects.filter(pl.col("kind").is_in(PROGRAMMES))["project_id"].to_list()
    is_programme = pl.col("recipients").list.eval(pl.element().is_in(programmes)).list.any()
    return eco.flows.filter((pl.col("recipients").list.len() > 0) & ~is_programme)


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
    """Return the first and last of the years in which grants begin in words, and whether any is not known."""
    known = sorted({year for year in years if year is not None})
    if not known:
        return Words("year not known", "ukendt år", "ukjent år").in_
    one = Words("{span}", "{span}", "{span}")
    several = Words("beginning {span}", "påbegyndt {span}", "påbegynt {span}")
    partly = Words(", some without a year", ", nogle uden år", ", noen uten år")
    template = one if len(known) == 1 else several
    span = str(known[0]) if len(known) == 1 else f"{known[0]}–{known[-1]}"
    return lambda language: template.in_(language).format(span=span) + (partly.in_(language) if None in years else "")
