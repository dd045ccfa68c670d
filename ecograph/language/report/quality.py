"""The words of the section on data quality."""

from ecograph.language import Plural, Words

TITLE = Words("Data quality", "Datakvalitet", "Datakvalitet")
ABOUT = Words(
    "How much is known of each fact. A low share means that the numbers on it are lower bounds or say little.",
    "Hvor meget der er kendt af hver oplysning. En lav andel betyder, at tallene om den er minimumstal eller siger "
    "lidt.",
    "Hvor mye som er kjent av hver opplysning. En lav andel betyr at tallene om den er minimumstall eller sier lite.",
)
KNOWN_TABLE = Words(
    "How much is known of each fact",
    "Hvor meget der er kendt af hver oplysning",
    "Hvor mye som er kjent av hver opplysning",
)
FACT = Words("fact", "oplysning", "opplysning")
KNOWN = Words("known", "kendt", "kjent")
OF_ALL = Words("of all", "af alle", "av alle")
NO_ROWS = Words("The dataset has no rows.", "Datasættet har ingen rækker.", "Datasettet har ingen rader.")

FACTS: dict[str, Words] = {
    "organisations.country": Words("organisations: country", "organisationer: land", "organisasjoner: land"),
    "organisations.region": Words("organisations: region", "organisationer: region", "organisasjoner: region"),
    "organisations.helix": Words("organisations: sphere", "organisationer: sektor", "organisasjoner: sektor"),
    "projects.start": Words("projects: start", "projekter: start", "prosjekter: start"),
    "projects.end": Words("projects: end", "projekter: slut", "prosjekter: slutt"),
    "projects.budget_amount": Words("projects: budget", "projekter: budget", "prosjekter: budsjett"),
    "projects.summary": Words("projects: summary", "projekter: resumé", "prosjekter: sammendrag"),
    "flows.amount": Words("flows of money: amount", "pengestrømme: beløb", "pengestrømmer: beløp"),
    "flows.payers": Words("flows of money: payer", "pengestrømme: bidragyder", "pengestrømmer: bidragsyter"),
    "flows.recipients": Words(
        "flows of money: recipient", "pengestrømme: tilskudsmodtager", "pengestrømmer: tilskuddsmottaker"
    ),
    "flows.from": Words("flows of money: date", "pengestrømme: dato", "pengestrømmer: dato"),
    "goals.deadline": Words("goals: deadline", "mål: frist", "mål: frist"),
    "goals.figure_id": Words(
        "goals: a figure that measures them", "mål: et tal, der måler dem", "mål: et tall som måler dem"
    ),
    "sources.published": Words("sources: date of publication", "kilder: udgivelsesdato", "kilder: utgivelsesdato"),
    "sources.licence": Words("sources: licence", "kilder: licens", "kilder: lisens"),
}
"""What may be known of a row, by table and column."""

SURE = Words("How sure the rows are", "Hvor sikre rækkerne er", "Hvor sikre radene er")
SURE_NOTE = Words(
    "The command ecograph explain shows for each row how sure it is, and whether it is a fact, a plan or a goal.",
    "Kommandoen ecograph explain viser for hver række, hvor sikker den er, og om den er en kendsgerning, en plan "
    "eller et mål.",
    "Kommandoen ecograph explain viser for hver rad hvor sikker den er, og om den er en kjensgjerning, en plan eller "
    "et mål.",
)
TABLE = Words("table", "tabel", "tabell")
TABLES: dict[str, Words] = {
    "organisations": Words("organisations", "organisationer", "organisasjoner"),
    "projects": Words("projects", "projekter", "prosjekter"),
    "memberships": Words("memberships", "medlemskaber", "medlemskap"),
    "participations": Words("participations", "deltagelser", "deltakelser"),
    "flows": Words("flows of money", "pengestrømme", "pengestrømmer"),
    "ties": Words("ties", "forbindelser", "forbindelser"),
    "events": Words("events", "begivenheder", "hendelser"),
    "tags": Words("tags", "mærkninger", "merkinger"),
    "figures": Words("figures", "tal", "tall"),
    "goals": Words("goals", "mål", "mål"),
}
CERTAIN = Words("certain", "sikre", "sikre")
LIKELY = Words("likely", "sandsynlige", "sannsynlige")
WEAK = Words("weak", "svage", "svake")
NOT_ACTUAL = Words("planned, proposed or a goal", "planlagte, foreslåede eller mål", "planlagte, foreslåtte eller mål")

CONFLICTS = Words(
    "Where a second source says something else",
    "Hvor en anden kilde siger noget andet",
    "Der en annen kilde sier noe annet",
)
NO_CONFLICT = Words(
    "No source is known to contradict another.",
    "Ingen kilde vides at modsige en anden.",
    "Ingen kilde er kjent for å motsi en annen.",
)
N_CONFLICTS = Words(
    "In {n} a second source says something else than the dataset holds.",
    "I {n} siger en anden kilde noget andet, end datasættet rummer.",
    "I {n} sier en annen kilde noe annet enn det datasettet inneholder.",
)
CASES = Plural(Words("case", "tilfælde", "tilfelle"), Words("cases", "tilfælde", "tilfeller"))
ROW = Words("row", "række", "rad")
FIELD = Words("column", "kolonne", "kolonne")
STATED = Words("says", "siger", "sier")

REMARKS = Words(
    "What was noticed when the data were read",
    "Hvad der blev bemærket, da dataene blev læst",
    "Hva som ble lagt merke til da dataene ble lest",
)
NO_REMARK = Words(
    "Nothing was noticed when the data were read.",
    "Der blev ikke bemærket noget, da dataene blev læst.",
    "Ingenting ble lagt merke til da dataene ble lest.",
)
REMARK = Words("remark", "bemærkning", "merknad")
TIMES = Words("times", "gange", "ganger")
CODES: dict[str, Words] = {
    "amount": Words(
        "an amount lacks its currency or qualifier, or the reverse",
        "et beløb mangler valuta eller forbehold, eller omvendt",
        "et beløp mangler valuta eller forbehold, eller omvendt",
    ),
    "blank": Words(
        "a cell begins or ends with a blank",
        "en celle begynder eller slutter med et mellemrum",
        "en celle begynner eller slutter med et mellomrom",
    ),
    "bounds": Words(
        "a table has fewer or more rows than it should",
        "en tabel har færre eller flere rækker, end den skal",
        "en tabell har færre eller flere rader enn den skal",
    ),
    "characters": Words(
        "a cell holds a control character or a stray quote",
        "en celle rummer et kontroltegn eller et løst anførselstegn",
        "en celle inneholder et kontrolltegn eller et løst anførselstegn",
    ),
    "check-digit": Words(
        "a registry number fails its check digit",
        "et registernummer har et forkert kontrolciffer",
        "et registernummer har feil kontrollsiffer",
    ),
    "choice": Words(
        "a value is not in the closed list of its column",
        "en værdi findes ikke på kolonnens lukkede liste",
        "en verdi finnes ikke på den lukkede listen til kolonnen",
    ),
    "column": Words(
        "a column is unknown, missing or there twice",
        "en kolonne er ukendt, mangler eller findes to gange",
        "en kolonne er ukjent, mangler eller finnes to ganger",
    ),
    "country": Words("a value is not a country code", "en værdi er ikke en landekode", "en verdi er ikke en landkode"),
    "currency": Words(
        "a value is not a known currency code",
        "en værdi er ikke en kendt valutakode",
        "en verdi er ikke en kjent valutakode",
    ),
    "digits": Words("a digit is not one of 0-9", "et ciffer er ikke et af 0-9", "et siffer er ikke et av 0-9"),
    "duplicate": Words("two rows have the same key", "to rækker har samme nøgle", "to rader har samme nøkkel"),
    "encoding": Words(
        "a file, or a letter of it, is not UTF-8",
        "en fil eller et bogstav i den er ikke UTF-8",
        "en fil eller en bokstav i den er ikke UTF-8",
    ),
    "extent": Words(
        "a number of bodies does not fit the extent of an organisation",
        "et antal passer ikke til, hvad organisationen omfatter",
        "et antall passer ikke til hva organisasjonen omfatter",
    ),
    "format": Words(
        "a file cannot be split into rows and cells",
        "en fil kan ikke deles i rækker og celler",
        "en fil kan ikke deles i rader og celler",
    ),
    "formula": Words(
        "a workbook cell holds a formula instead of a value",
        "en celle i en projektmappe rummer en formel i stedet for en værdi",
        "en celle i en arbeidsbok inneholder en formel i stedet for en verdi",
    ),
    "identity": Words(
        "what is known of who is who contradicts itself",
        "det, der vides om, hvem der er hvem, modsiger sig selv",
        "det som er kjent om hvem som er hvem, motsier seg selv",
    ),
    "judgement": Words(
        "a judgement contradicts another one, or cannot be applied",
        "en afgørelse modsiger en anden eller kan ikke anvendes",
        "en avgjørelse motsier en annen eller kan ikke brukes",
    ),
    "layout": Words(
        "a published file lacks a column without which it is not read",
        "en offentliggjort fil mangler en kolonne, som den ikke kan læses uden",
        "en publisert fil mangler en kolonne som den ikke kan leses uten",
    ),
    "manifest": Words(
        "dataset.toml says something that cannot be understood",
        "dataset.toml siger noget, der ikke kan forstås",
        "dataset.toml sier noe som ikke kan forstås",
    ),
    "missing": Words("a required value is missing", "en påkrævet værdi mangler", "en påkrevd verdi mangler"),
    "order": Words(
        "an end lies before its start, or a lower bound above an upper one",
        "en slutning ligger før sin start, eller en nedre grænse over en øvre",
        "en slutt ligger før starten, eller en nedre grense over en øvre",
    ),
    "reference": Words(
        "a value points to a row that does not exist",
        "en værdi peger på en række, der ikke findes",
        "en verdi peker på en rad som ikke finnes",
    ),
    "source": Words(
        "a row does not say where it comes from",
        "en række siger ikke, hvor den kommer fra",
        "en rad sier ikke hvor den kommer fra",
    ),
    "table": Words(
        "a file or sheet is not a table of the data model",
        "en fil eller et ark er ikke en tabel i datamodellen",
        "en fil eller et ark er ikke en tabell i datamodellen",
    ),
    "type": Words(
        "a value has the wrong form for its column",
        "en værdi har den forkerte form til sin kolonne",
        "en verdi har feil form for kolonnen",
    ),
}
"""What each code of a remark means."""
