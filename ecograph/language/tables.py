"""The words for the tables of the data model and their columns, as a policy officer would say them."""

from ecograph.language import Plural, Words

TABLES: dict[str, Plural] = {
    "sources": Plural(Words("source", "kilde", "kilde"), Words("sources", "kilder", "kilder")),
    "evidence": Plural(
        Words("piece of evidence", "belæg", "belegg"),
        Words("pieces of evidence", "belæg", "belegg"),
    ),
    "organisations": Plural(
        Words("organisation", "organisation", "organisasjon"),
        Words("organisations", "organisationer", "organisasjoner"),
    ),
    "names": Plural(Words("other name", "andet navn", "annet navn"), Words("other names", "andre navne", "andre navn")),
    "identifiers": Plural(
        Words("registry number", "registernummer", "registernummer"),
        Words("registry numbers", "registernumre", "registernumre"),
    ),
    "records": Plural(
        Words("name in a source", "navn i en kilde", "navn i en kilde"),
        Words("names in sources", "navne i kilder", "navn i kilder"),
    ),
    "projects": Plural(Words("project", "projekt", "prosjekt"), Words("projects", "projekter", "prosjekter")),
    "memberships": Plural(
        Words("membership", "medlemskab", "medlemskap"), Words("memberships", "medlemskaber", "medlemskap")
    ),
    "participations": Plural(
        Words("participation", "deltagelse", "deltakelse"), Words("participations", "deltagelser", "deltakelser")
    ),
    "flows": Plural(
        Words("funding flow", "pengestrøm", "pengestrøm"), Words("funding flows", "pengestrømme", "pengestrømmer")
    ),
    "ties": Plural(Words("tie", "forbindelse", "forbindelse"), Words("ties", "forbindelser", "forbindelser")),
    "events": Plural(Words("event", "begivenhed", "hendelse"), Words("events", "begivenheder", "hendelser")),
    "frameworks": Plural(
        Words("list of themes", "temaliste", "temaliste"), Words("lists of themes", "temalister", "temalister")
    ),
    "themes": Plural(Words("theme", "tema", "tema"), Words("themes", "temaer", "temaer")),
    "tags": Plural(
        Words(
            "theme of an organisation or project",
            "tema for en organisation eller et projekt",
            "tema for en organisasjon eller et prosjekt",
        ),
        Words(
            "themes of organisations and projects",
            "temaer for organisationer og projekter",
            "temaer for organisasjoner og prosjekter",
        ),
    ),
    "figures": Plural(
        Words("reported figure", "oplyst tal", "oppgitt tall"),
        Words("reported figures", "oplyste tal", "oppgitte tall"),
    ),
    "goals": Plural(Words("goal", "mål", "mål"), Words("goals", "mål", "mål")),
    "rates": Plural(
        Words("exchange rate", "valutakurs", "valutakurs"), Words("exchange rates", "valutakurser", "valutakurser")
    ),
    "prices": Plural(
        Words("price index", "prisindeks", "prisindeks"), Words("price indices", "prisindekser", "prisindekser")
    ),
}
"""What a row of each table is called, for one and for many; in the order of the schema."""

COLUMNS: dict[str, Words] = {
    "about": Words("what it is for", "hvad det er til", "hva det er til"),
    "acronym": Words("abbreviation", "forkortelse", "forkortelse"),
    "amount": Words("amount", "beløb", "beløp"),
    "as_of": Words("observed", "observeret", "observert"),
    "basis": Words("basis", "grundlag", "grunnlag"),
    "breakdown": Words("part", "del", "del"),
    "budget_amount": Words("budget", "budget", "budsjett"),
    "budget_currency": Words("currency of the budget", "budgettets valuta", "valuta for budsjettet"),
    "budget_qualifier": Words("precision of the budget", "budgettets præcision", "presisjon for budsjettet"),
    "certainty": Words("certainty", "sikkerhed", "sikkerhet"),
    "cluster_id": Words("cluster", "klynge", "klynge"),
    "country": Words("country", "land", "land"),
    "currency": Words("currency", "valuta", "valuta"),
    "date": Words("date", "dato", "dato"),
    "deadline": Words("deadline", "frist", "frist"),
    "deadline_words": Words("deadline as worded", "fristens ordlyd", "ordlyden i fristen"),
    "detail": Words("details", "detaljer", "detaljer"),
    "end": Words("end", "slut", "slutt"),
    "event_id": Words("id", "id", "id"),
    "extent": Words("named body or several", "navngiven eller flere", "navngitt eller flere"),
    "field": Words("about", "om", "om"),
    "figure_id": Words("reported figure", "oplyst tal", "oppgitt tall"),
    "flow_id": Words("id", "id", "id"),
    "framework_id": Words("list of themes", "temaliste", "temaliste"),
    "from": Words("first day", "første dag", "første dag"),
    "goal_id": Words("id", "id", "id"),
    "helix": Words("sphere", "sektor", "sektor"),
    "key": Words("row", "række", "rad"),
    "kind": Words("kind", "type", "type"),
    "label_da": Words("Danish label", "dansk betegnelse", "dansk betegnelse"),
    "label_en": Words("English label", "engelsk betegnelse", "engelsk betegnelse"),
    "label_nb": Words("Norwegian label", "norsk betegnelse", "norsk betegnelse"),
    "language": Words("language", "sprog", "språk"),
    "level": Words("how far it has come", "hvor langt det er nået", "hvor langt det er kommet"),
    "licence": Words("licence", "licens", "lisens"),
    "locator": Words("lines", "linjer", "linjer"),
    "n": Words("number of bodies", "antal organisationer", "antall organisasjoner"),
    "name": Words("name", "navn", "navn"),
    "number": Words("number", "nummer", "nummer"),
    "object": Words("to whom", "til hvem", "til hvem"),
    "org_id": Words("organisation", "organisation", "organisasjon"),
    "owner": Words("set up by", "sat af", "satt av"),
    "parent_id": Words("part of", "del af", "del av"),
    "part_of": Words("part of", "del af", "del av"),
    "payers": Words("payers", "bidragydere", "bidragsytere"),
    "price_index": Words("price index", "prisindeks", "prisindeks"),
    "programme": Words("programme", "program", "program"),
    "project_id": Words("project", "projekt", "prosjekt"),
    "published": Words("published", "udgivet", "publisert"),
    "publisher": Words("publisher", "udgiver", "utgiver"),
    "purpose": Words("purpose", "formål", "formål"),
    "qualifier": Words("precision", "præcision", "presisjon"),
    "rate_per_eur": Words("units for one euro", "enheder pr. euro", "enheter per euro"),
    "recipients": Words("recipients", "modtagere", "mottakere"),
    "region": Words("region", "region", "region"),
    "restates": Words("states again", "gentager", "gjentar"),
    "retrieved": Words("read", "læst", "lest"),
    "role": Words("role", "rolle", "rolle"),
    "rule": Words("rule", "regel", "regel"),
    "scheme": Words("register", "register", "register"),
    "seq": Words("number", "nummer", "nummer"),
    "share_amount": Words("share of the budget", "andel af budgettet", "andel av budsjettet"),
    "share_currency": Words("currency of the share", "andelens valuta", "valuta for andelen"),
    "share_qualifier": Words("precision of the share", "andelens præcision", "presisjon for andelen"),
    "source_id": Words("source", "kilde", "kilde"),
    "source_org_id": Words("name in the source", "navn i kilden", "navn i kilden"),
    "stage": Words("stage", "stadie", "stadium"),
    "stance": Words("what the source says of it", "hvad kilden siger om det", "hva kilden sier om det"),
    "start": Words("start", "start", "start"),
    "stated": Words("what the source states", "hvad kilden angiver", "hva kilden oppgir"),
    "stated_size": Words("stated number of themes", "oplyst antal temaer", "oppgitt antall temaer"),
    "status": Words("status", "status", "status"),
    "subject": Words("whom it is about", "hvem det handler om", "hvem det handler om"),
    "summary": Words("summary", "resumé", "sammendrag"),
    "table": Words("table", "tabel", "tabell"),
    "target": Words("target", "måltal", "måltall"),
    "theme_id": Words("theme", "tema", "tema"),
    "tie_id": Words("id", "id", "id"),
    "title": Words("title", "titel", "tittel"),
    "to": Words("last day", "sidste dag", "siste dag"),
    "unit": Words("unit", "enhed", "enhet"),
    "url": Words("address", "adresse", "adresse"),
    "value": Words("value", "værdi", "verdi"),
    "what": Words("what", "hvad", "hva"),
    "year": Words("year", "år", "år"),
}
"""What each column is called, in whichever table it stands."""
