"""Who grants most."""

from collections.abc import Callable

import polars as pl

from ecograph.finding.finding import STAND_OUT, Finding, as_is, said
from ecograph.language import Plural, Words, listed, number
from ecograph.metrics.funding import funding
from ecograph.metrics.metric import ROWS, reference
from ecograph.network import Network

MILLION = 1e6
GRANTS = Plural(one=Words("grant", "tilskud", "tilskudd"), many=Words("grants", "tilskud", "tilskudd"))


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
    text = said(
        template,
        payer=as_is(top["name"]),
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
        return as_is(span)
    partly = Words("{span}, some without a year", "{span}, nogle uden år", "{span}, noen uten år")
    return said(partly, span=as_is(span)).in_
