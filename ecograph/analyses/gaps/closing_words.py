"""What is said of goals and of missing facts: the last sentences about what is missing."""

import polars as pl

from ecograph.analyses.answer import Result
from ecograph.language import Plural, Words, listed
from ecograph.language.sentences import as_number, filled

MOST_NAMED = 3
"""How many gaps in the data are named in the sentence."""

ANSWERS = {
    "overlap of members": Words("overlap of members", "overlap i medlemmer", "overlapp i medlemmer"),
    "funding by recipient": Words("funding by recipient", "finansiering pr. modtager", "finansiering per mottaker"),
    "funding by payer": Words("funding by payer", "finansiering pr. bidragyder", "finansiering per bidragsyter"),
    "funding by programme": Words("funding by programme", "finansiering pr. program", "finansiering per program"),
    "coverage by country": Words("coverage by country", "dækning pr. land", "dekning per land"),
    "coverage by helix": Words("coverage by sphere", "dækning pr. sektor", "dekning per sektor"),
    "coverage by region": Words("coverage by region", "dækning pr. region", "dekning per region"),
    "coverage by theme": Words("coverage by theme", "dækning pr. tema", "dekning per tema"),
    "coverage of a framework": Words("coverage of a framework", "dækning af et rammeværk", "dekning av et rammeverk"),
    "development over time": Words("development over time", "udvikling over tid", "utvikling over tid"),
    "size of projects": Words("size of projects", "projekternes størrelse", "prosjektenes størrelse"),
    "key figures": Words("key figures", "nøgletal", "nøkkeltall"),
    "goals": Words("goals", "mål", "mål"),
    "what was known when": Words("what was known when", "hvad man vidste hvornår", "hva man visste når"),
}
"""The answers that a gap in the data bears on."""

GOALS = Plural(Words("goal", "mål", "mål"), Words("goals", "mål", "mål"))

GOALS_KNOWN = Words(
    en="The data has {goals}, {dated} of them with a deadline. Whether the goal was reached is known for {known} of "
    "them.",
    da="Dataene rummer {goals}, heraf {dated} med en frist. Om målet blev nået, ved vi for {known} af dem.",
    nb="Dataene har {goals}, {dated} av dem med en frist. Om målet ble nådd, vet vi for {known} av dem.",
)

MOST_MISSING = Words(
    en="The missing facts that matter most: {first}. The table unknowns says whom to ask.",
    da="De manglende oplysninger, der betyder mest: {first}. Tabellen unknowns viser, hvem man kan spørge.",
    nb="De manglende opplysningene som betyr mest: {first}. Tabellen unknowns viser hvem man kan spørre.",
)


def of_goals(result: Result) -> tuple[Words, ...]:
    """Return how many goals there are, and of how many anything is known; nothing where there are none."""
    table = result.table
    if table.is_empty():
        return ()
    known = table.filter(pl.col("state") != "not known").height
    dated = table.filter(pl.col("deadline").is_not_null()).height
    return (filled(GOALS_KNOWN, goals=GOALS.of(table.height), dated=as_number(dated), known=as_number(known)),)


def of_unknowns(result: Result) -> tuple[Words, ...]:
    """Return the missing facts on which most rests, each with the answer it bears on; nothing where none is missing."""
    first = result.table.drop_nulls("effect").head(MOST_NAMED)
    if first.is_empty():
        return ()
    found = first.select("answer", "subject_name", "is_several").rows()

    def named(language: str) -> str:
        answers = [(ANSWERS[answer].in_(language), name, is_several) for answer, name, is_several in found]
        return listed([said if is_several else f"{said} ({name})" for said, name, is_several in answers], language)

    return (filled(MOST_MISSING, first=named),)
