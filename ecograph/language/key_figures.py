"""The words of key figures: what they are broken down by, and what a part is called that has no name of its own."""

from ecograph.language import Words

BREAKDOWNS: dict[str, Words] = {
    "helix": Words("sphere", "sektor", "sektor"),
    "kind": Words("kind of organisation", "organisationstype", "organisasjonstype"),
    "country": Words("country", "land", "land"),
    "region": Words("region", "region", "region"),
    "size": Words("size", "størrelse", "størrelse"),
    "cluster": Words("cluster", "klynge", "klynge"),
    "project_kind": Words("kind of project", "projekttype", "prosjekttype"),
    "purpose": Words("purpose", "formål", "formål"),
    "programme": Words("programme", "program", "program"),
    "year": Words("year", "år", "år"),
    "payer": Words("payer", "bidragyder", "bidragsyter"),
    "level": Words("how far it has come", "hvor langt det er nået", "hvor langt det er kommet"),
    "framework": Words("list of themes", "temaliste", "temaliste"),
    "state": Words("outcome", "resultat", "resultat"),
    "figure": Words("reported figure", "oplyst tal", "oppgitt tall"),
}
"""What key figures are broken down by, as the head of a column says it."""

NOT_KNOWN = Words("not known", "ukendt", "ukjent")
"""What the part is called of which the item is not known."""

PART_NOT_KNOWN = Words("{breakdown} not known", "{breakdown} ukendt", "{breakdown} ukjent")
"""The same where nothing else says what it is a part by."""

SIZES: dict[str, Words] = {
    "micro": Words("micro (fewer than 10 staff)", "mikro (under 10 ansatte)", "mikro (under 10 ansatte)"),
    "small": Words("small (10 to 49 staff)", "lille (10 til 49 ansatte)", "liten (10 til 49 ansatte)"),
    "medium": Words(
        "medium-sized (50 to 249 staff)", "mellemstor (50 til 249 ansatte)", "mellomstor (50 til 249 ansatte)"
    ),
    "large": Words("large (250 staff or more)", "stor (250 ansatte eller flere)", "stor (250 ansatte eller flere)"),
}
"""The sizes of an organisation."""

GOAL_STATES: dict[str, Words] = {
    "reached": Words("reached", "nået", "nådd"),
    "not reached": Words("not reached", "ikke nået", "ikke nådd"),
    "not known": NOT_KNOWN,
}
"""What can be said of a goal."""

OF_SUBJECT = Words("{subject}: {what}", "{subject}: {what}", "{subject}: {what}")
OF_DATE = Words("{what}, {date}", "{what}, {date}", "{what}, {date}")
"""A reported figure by whom it is about, and by its date."""

REASONS: dict[str, Words] = {
    text.en: text
    for text in (
        Words(
            "members of several clusters would count several times",
            "medlemmer af flere klynger ville tælle flere gange",
            "medlemmer av flere klynger ville telle flere ganger",
        ),
        Words("no number of members is reported", "intet medlemstal er oplyst", "ingen medlemstall er oppgitt"),
        Words(
            "no whole number of members fits what is reported",
            "intet helt antal medlemmer passer med det oplyste",
            "ikke noe helt antall medlemmer passer med det oppgitte",
        ),
        Words("no project says when", "intet projekt oplyser hvornår", "ingen prosjekter oppgir når"),
        Words(
            "no project has two known participants",
            "intet projekt har to kendte deltagere",
            "ingen prosjekter har to kjente deltakere",
        ),
        Words("no cluster is known", "ingen klynge er kendt", "ingen klynger er kjent"),
        Words("no grant is known", "intet tilskud er kendt", "ingen tilskudd er kjent"),
        Words("no amount is stated", "intet beløb er oplyst", "ingen beløp er oppgitt"),
        Words(
            "no stated amount can be converted", "intet oplyst beløb kan omregnes", "ingen oppgitte beløp kan regnes om"
        ),
        Words(
            "the price index of the year of the prices is not known",
            "prisindekset for prisernes år er ukendt",
            "prisindeksen for året prisene gjelder, er ukjent",
        ),
        Words(
            "no grant has a known amount in euro and payers of a known sphere",
            "intet tilskud har både et kendt beløb i euro og bidragydere fra en kendt sektor",
            "ingen tilskudd har både et kjent beløp i euro og bidragsytere fra en kjent sektor",
        ),
        Words("all amounts are zero", "alle beløb er nul", "alle beløp er null"),
        Words("no amount in euro is known", "intet beløb i euro er kendt", "ingen beløp i euro er kjent"),
        Words("an amount has no upper bound", "et beløb har ingen øvre grænse", "et beløp har ingen øvre grense"),
        Words("nobody takes part in a project", "ingen deltager i et projekt", "ingen deltar i et prosjekt"),
        Words(
            "there is no pair that could be tied",
            "der er intet par, der kan forbindes",
            "det er ingen par som kan forbindes",
        ),
        Words("no work areas are listed", "ingen arbejdsområder er opført", "ingen arbeidsområder er oppført"),
        Words("no goal has a dated deadline", "intet mål har en dateret frist", "ingen mål har en datert frist"),
        Words(
            "the deadline of no goal has passed",
            "fristen er ikke udløbet for noget mål",
            "fristen er ikke ute for noe mål",
        ),
        Words(
            "no figure settles whether any goal was reached",
            "intet tal afgør, om noget mål blev nået",
            "ingen tall avgjør om noe mål ble nådd",
        ),
    )
}
"""Why a key figure is not defined, by the English of the tables."""
