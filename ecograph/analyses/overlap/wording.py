"""What the texts in the cells of an overlap are called in each language, so that its tables read like its sentences."""

from collections.abc import Mapping

import polars as pl

from ecograph.language import LANGUAGES, Words
from ecograph.language.values import VALUES
from ecograph.metrics.holdings import CALLED

CODES = {
    **CALLED,
    "more than chance": Words("more than chance", "mere end tilfældigt", "mer enn tilfeldig"),
    "no more than chance": Words("no more than chance", "ikke mere end tilfældigt", "ikke mer enn tilfeldig"),
    "less than chance": Words("less than chance", "mindre end tilfældigt", "mindre enn tilfeldig"),
    "cannot tell": Words("cannot tell", "kan ikke afgøres", "kan ikke avgjøres"),
    "without merger projects": Words(
        "without merger projects", "uden fusionsprojekter", "uten sammenslåingsprosjekter"
    ),
    "without weak facts": Words("without weak facts", "uden svage oplysninger", "uten svake opplysninger"),
    "without what is planned": Words("without what is planned", "uden det planlagte", "uten det planlagte"),
    "certain facts only": Words("certain facts only", "kun sikre oplysninger", "bare sikre opplysninger"),
    "without one project": Words("without one project", "uden ét projekt", "uten ett prosjekt"),
    "without one source": Words("without one source", "uden én kilde", "uten én kilde"),
    **VALUES["qualifier"],
}
"""Cells that hold one text of a closed list: dimensions, verdicts, restrictions and qualifiers."""

PHRASES = (
    Words("neither has any", "ingen af dem har nogen", "ingen av dem har noen"),
    Words("none of them has any", "ingen af dem har nogen", "ingen av dem har noen"),
    Words("one of them has none", "en af dem har ingen", "en av dem har ingen"),
    Words("it has none", "den har ingen", "den har ingen"),
    Words("one set alone is not tested", "én gruppe alene testes ikke", "én gruppe alene testes ikke"),
    Words(
        "nobody knows the grants and payments that could have been given",
        "ingen ved, hvilke tilskud og betalinger der kunne være givet",
        "ingen vet hvilke tilskudd og betalinger som kunne vært gitt",
    ),
    Words("organisations of the network", "organisationer i netværket", "organisasjoner i nettverket"),
    Words("projects other than meetings", "projekter bortset fra møder", "prosjekter utenom møter"),
    Words(
        "organisations that take part in a project",
        "organisationer, der deltager i et projekt",
        "organisasjoner som deltar i et prosjekt",
    ),
    Words(
        "payers of a grant or payment",
        "dem, der har givet tilskud eller betalt",
        "de som har gitt tilskudd eller betalt",
    ),
    Words("themes that something is tagged with", "temaer, som noget er mærket med", "temaer som noe er merket med"),
    Words("regions of an organisation", "regioner med en organisation", "regioner med en organisasjon"),
    Words(
        "a set has none: there is nothing to compare",
        "en gruppe har ingen: der er intet at sammenligne",
        "en gruppe har ingen: det er ingenting å sammenligne",
    ),
    Words(
        "what is paid is not dealt out anew: it has no random counterpart",
        "det betalte fordeles ikke på ny: det har intet tilfældigt modstykke",
        "det betalte fordeles ikke på nytt: det har ikke noe tilfeldig motstykke",
    ),
    Words(
        "the configuration model is of members and projects alone",
        "konfigurationsmodellen gælder kun medlemmer og projekter",
        "konfigurasjonsmodellen gjelder bare medlemmer og prosjekter",
    ),
    Words(
        "every random network gives the same number",
        "alle tilfældige netværk giver samme tal",
        "alle tilfeldige nettverk gir samme tall",
    ),
    Words(
        "even the largest overlap of sets of these sizes would be no surprise",
        "selv det største overlap mellem så små grupper ville ikke overraske",
        "selv det største overlappet mellom så små grupper ville ikke overrasket",
    ),
    Words(
        "no random network shares as much, but there are too few of them for so many pairs: take more samples",
        "intet tilfældigt netværk har så meget til fælles, men der er for få af dem til så mange par: træk flere",
        "ikke noe tilfeldig nettverk har så mye felles, men det er for få av dem til så mange par: trekk flere",
    ),
    Words(
        "no grant or payment to one of them is known",
        "intet tilskud og ingen betaling til en af dem er kendt",
        "ikke noe tilskudd og ingen betaling til en av dem er kjent",
    ),
    Words(
        "no amount in euro is known of what one of them receives",
        "intet beløb i euro er kendt for det, en af dem modtager",
        "ikke noe beløp i euro er kjent for det en av dem mottar",
    ),
    Words(
        "no amount in euro is known of what both receive",
        "intet beløb i euro er kendt for det, begge modtager",
        "ikke noe beløp i euro er kjent for det begge mottar",
    ),
    Words("all amounts are zero", "alle beløb er nul", "alle beløp er null"),
    Words(
        "one of them is not in the data that are left",
        "en af dem findes ikke i de data, der er tilbage",
        "en av dem finnes ikke i dataene som er igjen",
    ),
    Words("nothing is left of either", "intet er tilbage hos nogen af dem", "ingenting er igjen hos noen av dem"),
    Words(
        "of the project or source that costs most, only the number shared is found",
        "for det projekt eller den kilde, der koster mest, er kun antallet til fælles fundet",
        "for prosjektet eller kilden som koster mest, er bare antallet felles funnet",
    ),
    Words(
        "no number of members is reported", "der er ikke oplyst noget medlemstal", "det er ikke oppgitt noe medlemstall"
    ),
    Words(
        "the cluster is reported to have no members",
        "klyngen oplyses at være uden medlemmer",
        "klyngen oppgis å være uten medlemmer",
    ),
    Words(
        "not one cluster: a reported number of members belongs to one",
        "ikke én klynge: et oplyst medlemstal hører til én",
        "ikke én klynge: et oppgitt medlemstall hører til én",
    ),
    Words("not one cluster", "ikke én klynge", "ikke én klynge"),
    Words(
        "neither is reported to have any members",
        "ingen af dem oplyses at have medlemmer",
        "ingen av dem oppgis å ha medlemmer",
    ),
    Words(
        "without both dates the days between them are not known",
        "uden begge datoer kendes antallet af dage imellem ikke",
        "uten begge datoene er antallet dager imellom ikke kjent",
    ),
    Words(
        "no single organisation is listed",
        "der er ikke opregnet nogen enkelt organisation",
        "det er ikke listet opp noen enkelt organisasjon",
    ),
    Words(
        "one source only lists ordinary members",
        "kun én kilde opregner almindelige medlemmer",
        "bare én kilde lister opp ordinære medlemmer",
    ),
    Words(
        "those listed are no random sample of the members (their roles",
        "de opregnede er ikke et tilfældigt udsnit af medlemmerne (deres roller",
        "de opplistede er ikke et tilfeldig utvalg av medlemmene (rollene deres",
    ),
    Words("both lists are of one publisher", "begge lister er fra samme udgiver", "begge listene er fra samme utgiver"),
    Words(
        "no date shows that both lists are of the same time",
        "ingen dato viser, at begge lister er fra samme tid",
        "ingen dato viser at begge listene er fra samme tid",
    ),
    Words(
        "the lists are more than a year apart",
        "der er mere end et år mellem listerne",
        "det er mer enn et år mellom listene",
    ),
    Words(
        "the numbers do not fit one another: members left or joined between the figures",
        "tallene passer ikke sammen: medlemmer er kommet til eller gået ud imellem",
        "tallene passer ikke sammen: medlemmer har kommet til eller gått ut imellom",
    ),
    Words(
        "the figures are of different dates",
        "tallene er fra forskellige tidspunkter",
        "tallene er fra ulike tidspunkter",
    ),
    Words("no date is stated for", "der er ingen dato for", "det er ingen dato for"),
    Words("the day of the merger is not known", "datoen for fusionen er ukendt", "datoen for sammenslåingen er ukjent"),
    Words(
        "nobody is taken to have joined or left between the figures",
        "det antages, at ingen er kommet til eller gået ud imellem",
        "det antas at ingen har kommet til eller gått ut imellom",
    ),
    Words(
        "neither has a theme by its projects",
        "ingen af dem har temaer gennem projekter",
        "ingen av dem har temaer gjennom prosjekter",
    ),
    Words(
        "one has no theme by its projects",
        "en af dem har ingen temaer gennem projekter",
        "en av dem har ingen temaer gjennom prosjekter",
    ),
)
"""What reasons and notes are made of, beside names and numbers."""


def called(table: pl.DataFrame, *columns: str) -> Mapping[str, Words]:
    """Return what the cells of a table are called in each language: its codes, and what texts of some columns are.

    Args:
        table: The table.
        columns: The columns of reasons and notes. The phrases in their texts are put into each language; the names
            and numbers between them stay, and so does a text without any.

    >>> called(pl.DataFrame({"reason": ["A: neither has any", None]}), "reason")["A: neither has any"].da
    'A: ingen af dem har nogen'
    """
    texts = {text for column in columns for text in table[column].drop_nulls()}
    return CODES | {text: Words(**{language: _in(text, language) for language in LANGUAGES}) for text in sorted(texts)}


def _in(text: str, language: str) -> str:
    # a phrase may begin with another one, so the longest comes first
    for phrase in sorted(PHRASES, key=lambda phrase: -len(phrase.en)):
        text = text.replace(phrase.en, phrase.in_(language))
    return text
