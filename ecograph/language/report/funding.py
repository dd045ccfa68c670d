"""The words of the section on money."""

from ecograph.language import Words

TITLE = Words("Funding", "Finansiering", "Finansiering")
NONE = Words(
    "No grant or payment is known.",
    "Der er intet kendt tilskud og ingen kendt betaling.",
    "Det er ikke kjent noe tilskudd og ingen betaling.",
)
KNOWN = Words(
    "The data hold {flows}. Grants that count: {grants}; of these, the amount in euro is not known for {unknown}.",
    "Dataene rummer {flows}. Tilskud, der tæller med: {grants}; for {unknown} af dem er beløbet i euro ukendt.",
    "Dataene inneholder {flows}. Tilskudd som teller med: {grants}; for {unknown} av dem er beløpet i euro ukjent.",
)
RULE = Words(
    "Calls, budgets, proposals, grants and payments are never added to each other, since a budget pays for the grants "
    "that follow from it. Here grants are counted.",
    "Udbudte puljer, budgetter, forslag, tilskud og betalinger lægges aldrig sammen, da et budget betaler de tilskud, "
    "der følger af det. Her tælles tilskud.",
    "Utlysninger, budsjetter, forslag, tilskudd og betalinger legges aldri sammen, siden et budsjett betaler "
    "tilskuddene som følger av det. Her telles tilskudd.",
)
CHART = Words("Who pays whom", "Hvem der betaler hvem", "Hvem som betaler hvem")
CHART_TEXT = Words(
    "Sankey diagram of {n} flows from payers on the left to recipients on the right. The widest goes from {payer} to "
    "{recipient}: {amount}. A paler part shows how much more it may be.",
    "Sankey-diagram med {n} strømme fra bidragydere til venstre til tilskudsmodtagere til højre. Den bredeste går fra "
    "{payer} til {recipient}: {amount}. En blegere del viser, hvor meget mere det kan være.",
    "Sankey-diagram med {n} strømmer fra bidragsytere til venstre til tilskuddsmottakere til høyre. Den bredeste går "
    "fra "
    "{payer} til {recipient}: {amount}. En blekere del viser hvor mye mer det kan være.",
)
JOINT = Words("{first} and {n} more", "{first} og {n} til", "{first} og {n} til")
JOINT_NOTE = Words(
    "Several payers of a joint amount, or several recipients of one, stand together: nobody says how it is split.",
    "Flere bidragydere til et samlet beløb og flere modtagere af ét beløb står sammen: Ingen siger, "
    "hvordan det er delt.",
    "Flere bidragsytere til et samlet beløp og flere mottakere av ett beløp står sammen: Ingen sier "
    "hvordan det er delt.",
)
CHART_NOTE = Words(
    "Of a joint amount each payer may pay all or nothing, so the rows must not be added.",
    "Af et samlet beløb kan hver bidragyder betale alt eller intet, så rækkerne må ikke lægges sammen.",
    "Av et samlet beløp kan hver bidragsyter betale alt eller ingenting, så radene må ikke legges sammen.",
)
NO_AMOUNT = Words(
    "No amount in euro is known for any grant.",
    "Der er ikke kendt noget beløb i euro for noget tilskud.",
    "Det er ikke kjent noe beløp i euro for noe tilskudd.",
)
BY_PAYER = Words("Grants by payer", "Tilskud efter bidragyder", "Tilskudd etter bidragsyter")
BY_YEAR = Words("Grants by year", "Tilskud efter år", "Tilskudd etter år")
YEAR_TEXT = Words(
    "Time series of grants from {first} to {last}: a band from what is sure to what is possible. The largest year is "
    "{year}: {amount}.",
    "Tidsserie over tilskud fra {first} til {last}: et bånd fra det sikre til det mulige. Det største år er {year}: "
    "{amount}.",
    "Tidsserie over tilskudd fra {first} til {last}: et bånd fra det sikre til det mulige. Det største året er {year}: "
    "{amount}.",
)
YEAR_NOTE = Words(
    "A grant stands in its first year. In a year that is missing there may have been grants that the data do not know.",
    "Et tilskud står i sit første år. I et år, der mangler, kan der være givet tilskud, som dataene ikke kender.",
    "Et tilskudd står i sitt første år. I et år som mangler, kan det være gitt tilskudd som dataene ikke kjenner.",
)
GRANTS = Words("grants", "tilskud", "tilskudd")
CONCENTRATION = Words(
    "How concentrated the money is",
    "Hvor koncentrerede midlerne er",
    "Hvor konsentrerte midlene er",
)
CONCENTRATION_NOTE = Words(
    "The index (HHI) is 10,000 where one has all. The equivalent number is how many equal ones would give the same "
    "index.",
    "Indekset (HHI) er 10.000, hvor én har det hele. Det tilsvarende antal er, hvor mange lige store der ville give "
    "samme indeks.",
    "Indeksen (HHI) er 10\u00a0000 der én har alt. Det tilsvarende antallet er hvor mange like store som ville gitt "
    "samme "
    "indeks.",
)
BY = Words("counted by", "opgjort efter", "regnet etter")
HHI = Words("HHI", "HHI", "HHI")
EQUIVALENT = Words("equivalent number", "tilsvarende antal", "tilsvarende antall")
TOP = Words("the largest", "den største", "den største")
TOP_SHARE = Words("share of the largest", "den størstes andel", "andelen til den største")
PARTIES: dict[str, Words] = {
    "payer": Words("payer", "bidragyder", "bidragsyter"),
    "recipient": Words("recipient", "tilskudsmodtager", "tilskuddsmottaker"),
    "region": Words("region", "region", "region"),
    "theme": Words("theme", "tema", "tema"),
}
