"""The words of the first section: what the data are, what stands out, and how to read the report."""

from ecograph.language import Words

TITLE = Words("Overview", "Overblik", "Oversikt")
FINDINGS = Words("The most important findings", "De vigtigste fund", "De viktigste funnene")
READING = Words("How to read this report", "Sådan læses rapporten", "Slik leses rapporten")

GAPS = Words(
    "Themes by region ({framework}): of {cells} combinations {covered} are covered, {gaps} are gaps, and of {unknown} "
    "too "
    "little is known to tell.",
    "Temaer efter region ({framework}): Af {cells} kombinationer er {covered} dækket, {gaps} er huller, og om "
    "{unknown} "
    "vides for lidt til en vurdering.",
    "Temaer etter region ({framework}): Av {cells} kombinasjoner er {covered} dekket, {gaps} er hull, og om {unknown} "
    "vet "
    "vi for lite til en vurdering.",
)
NO_GAPS = Words(
    "Themes by region ({framework}): of {cells} combinations {covered} are covered and none is surely a gap; of "
    "{unknown} "
    "too little is known to tell.",
    "Temaer efter region ({framework}): Af {cells} kombinationer er {covered} dækket, og ingen er med sikkerhed et "
    "hul; om "
    "{unknown} vides for lidt til en vurdering.",
    "Temaer etter region ({framework}): Av {cells} kombinasjoner er {covered} dekket, og ingen er med sikkerhet et "
    "hull; "
    "om {unknown} vet vi for lite til en vurdering.",
)
MEMBERS = Words(
    "Of the members that clusters report, at most {share} are known by name. What clusters share can be more than is "
    "seen here.",
    "Af de medlemmer, som klyngerne oplyser, er højst {share} kendt ved navn. Klyngerne kan have mere til fælles, end "
    "det ses her.",
    "Av medlemmene som klyngene oppgir, er høyst {share} kjent ved navn. Klyngene kan ha mer felles enn det som ses "
    "her.",
)
GOALS = Words(
    "Of {goals}, {deadlines} have a deadline. For {known} of them it is known whether the goal was reached.",
    "Af {goals} har {deadlines} en frist. For {known} af dem er det kendt, om målet blev nået.",
    "Av {goals} har {deadlines} en frist. For {known} av dem er det kjent om målet ble nådd.",
)

READ: tuple[Words, ...] = (
    Words(
        "Every number has a mark, such as {example}. The mark stands for the rows of the dataset that the number was "
        "computed from. The list at the end names them with their sources, and the command ecograph explain {example} "
        "prints them in full.",
        "Hvert tal har et mærke, for eksempel {example}. Mærket står for de rækker i datasættet, som tallet er "
        "beregnet "
        "af. Listen til sidst nævner dem med deres kilder, og kommandoen ecograph explain {example} viser dem i deres "
        "helhed.",
        "Hvert tall har et merke, for eksempel {example}. Merket står for de radene i datasettet som tallet er "
        "beregnet "
        "av. Listen til slutt nevner dem med kildene, og kommandoen ecograph explain {example} viser dem i sin helhet.",
    ),
    Words(
        "Two numbers with a dash between them are an interval: the true value lies between them, and none of the "
        "values "
        "in it is more likely than another. “At least” means that nobody knows the upper bound.",
        "To tal med en streg imellem er et interval: Den sande værdi ligger mellem dem, og ingen værdi i intervallet "
        "er "
        "mere sandsynlig end en anden. »Mindst« betyder, at ingen kender den øvre grænse.",
        "To tall med en strek mellom er et intervall: Den sanne verdien ligger mellom dem, og ingen verdi i "
        "intervallet "
        "er mer sannsynlig enn en annen. «Minst» betyr at ingen kjenner den øvre grensen.",
    ),
    Words(
        "What no source states is not known. It is not counted as zero: an empty cell says nothing, and an overlap is "
        "the least that can be shared.",
        "Det, ingen kilde oplyser, er ukendt. Det tælles ikke som nul: En tom celle siger intet, og et overlap er det "
        "mindste, der kan være fælles.",
        "Det ingen kilde oppgir, er ukjent. Det telles ikke som null: En tom celle sier ingenting, og et overlapp er "
        "det minste som kan være felles.",
    ),
)
