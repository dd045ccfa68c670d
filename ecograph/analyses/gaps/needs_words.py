"""What is said of needs and money, in three languages: the titles of the tables, and sentences with numbers."""

from typing import Any

from ecograph.analyses.answer import Result
from ecograph.language import Plural, Words, listed
from ecograph.language.sentences import as_is, as_percent, filled
from ecograph.network import Network

SURVEY = "survey"
"""The kind of project whose figures can state needs."""

TITLES = {
    "needs": Words(en="needs and money by theme", da="behov og midler efter tema", nb="behov og midler etter tema"),
    "mismatch": Words(
        en="mismatch of needs and money",
        da="misforhold mellem behov og midler",
        nb="misforhold mellom behov og midler",
    ),
}

MEANINGS = {
    "needs": Words(
        en="What a survey says is needed in each theme, beside the grants and payments to the theme. Needs are "
        "answers, not money: compare the shares.",
        da="Hvad en undersøgelse siger, der er behov for i hvert tema, ved siden af tilskud og betalinger til temaet. "
        "Behov er svar, ikke penge: Sammenlign andelene.",
        nb="Hva en undersøkelse sier det er behov for i hvert tema, ved siden av tilskudd og betalinger til temaet. "
        "Behov er svar, ikke penger: Sammenlign andelene.",
    ),
    "mismatch": Words(
        en="The share of the money with a theme that would have to move to match the stated needs, 0 to 1. Money "
        "without a theme stands apart.",
        da="Den andel af midlerne med et tema, der skulle flyttes for at svare til de udtrykte behov, fra 0 til 1. "
        "Midler uden tema står for sig.",
        nb="Andelen av midlene med et tema som måtte flyttes for å svare til de uttrykte behovene, fra 0 til 1. Midler "
        "uten tema står for seg.",
    ),
}

UNKNOWN = Words(
    en="Whether the money matches the needs is not known: {why}",
    da="Om midlerne svarer til behovene, ved vi ikke: {why}",
    nb="Om midlene svarer til behovene, vet vi ikke: {why}",
)

WHY_NO_SURVEY = Words(
    en="no survey in the data states needs by theme.",
    da="Ingen undersøgelse i data angiver behov efter tema.",
    nb="Ingen undersøkelse i dataene oppgir behov etter tema.",
)

WHY_OTHERWISE = Words(
    en="the survey in the data is broken down by {groups}, not by theme.",
    da="Undersøgelsen i data er opdelt efter {groups}, ikke efter tema.",
    nb="Undersøkelsen i dataene er delt inn etter {groups}, ikke etter tema.",
)

FOUND = Words(
    en="To match the needs that {survey} states, {share} of the money with a theme would have to move.",
    da="Hvis midlerne skulle svare til de behov, som {survey} angiver, måtte {share} af dem, der har et tema, flyttes.",
    nb="Hvis midlene skulle svare til behovene som {survey} oppgir, måtte {share} av dem som har et tema, flyttes.",
)

QUOTED = Words(en="“{}”", da="»{}«", nb="«{}»")

BETWEEN = Words(en="{low} to {high}", da="{low} til {high}", nb="{low} til {high}")

AS_IS = Words(en="{low}", da="{low}", nb="{low}")

APART = Words(
    en="Without a theme, and so left out: {flows}.",
    da="Uden tema og derfor ikke medregnet: {flows}.",
    nb="Uten tema og derfor ikke medregnet: {flows}.",
)

FLOWS = Plural(
    one=Words(en="grant or payment", da="tilskud eller betaling", nb="tilskudd eller betaling"),
    many=Words(en="grants and payments", da="tilskud og betalinger", nb="tilskudd og betalinger"),
)


def said(network: Network, result: Result) -> tuple[Words, ...]:
    """Return how far the money is from the needs, a sentence for each framework and survey, or why it is not known.

    Args:
        network: The network, for what its surveys are broken down by.
        result: What ``mismatch`` returned for it.
    """
    known = result.table.drop_nulls("d_low").to_dicts()
    if not known:
        return (filled(UNKNOWN, why=why(network).in_),)
    return tuple(text for row in known for text in _found(row))


def breakdowns(network: Network) -> list[str]:
    """Return what the figures of surveys are broken down by, sorted."""
    eco = network.ecosystem
    surveys = eco.projects.filter(kind=SURVEY)["project_id"].implode()
    figures = eco.figures.filter(eco.figures["subject"].is_in(surveys))
    return sorted(figures["breakdown"].drop_nulls().unique())


def why(network: Network) -> Words:
    """Return why no survey says what is needed by theme: there is none, or its figures are of something else."""
    groups = breakdowns(network)
    if not groups:
        return WHY_NO_SURVEY
    return filled(WHY_OTHERWISE, groups=lambda lang: listed([QUOTED.in_(lang).format(text) for text in groups], lang))


def _found(row: dict[str, Any]) -> list[Words]:
    low, high = row["d_low"], row["d_high"]
    share = BETWEEN if round(low, 2) < round(high, 2) else AS_IS
    moved = filled(share, low=as_percent(low), high=as_percent(high))
    sentences = [filled(FOUND, survey=as_is(str(row["survey_title"])), share=moved.in_)]
    if row["n_unallocated"]:
        sentences.append(filled(APART, flows=FLOWS.of(row["n_unallocated"])))
    return sentences
