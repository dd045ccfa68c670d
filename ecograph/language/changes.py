"""The texts of the change report: headings, heads of columns, one line for a mail, and how a row is named in words."""

from ecograph.language import Plural, Words

NO_CHANGE = Words("no change", "ingen ændringer", "ingen endringer")

ENTERED = Words("Entered: {what}", "Kommet til: {what}", "Kommet til: {what}")
LEFT = Words("Left: {what}", "Udgået: {what}", "Utgått: {what}")
CHANGED = Words("Changed: {what}", "Ændret: {what}", "Endret: {what}")
RESTATED = Words(
    "Another source or place: {what}", "Anden kilde eller andet sted: {what}", "Annen kilde eller annet sted: {what}"
)
JOINED = Words("Joined identities: {what}", "Samlede identiteter: {what}", "Samlede identiteter: {what}")
SPLIT = Words("Split identities: {what}", "Adskilte identiteter: {what}", "Atskilte identiteter: {what}")
RENAMED = Words("Other ids: {what}", "Andre id'er: {what}", "Andre id-er: {what}")
"""What happened, and to how many of what."""

MOVED = Plural(
    Words("key figure has changed", "nøgletal har ændret sig", "nøkkeltall har endret seg"),
    Words("key figures have changed", "nøgletal har ændret sig", "nøkkeltall har endret seg"),
)
CROSSED = Plural(
    Words("threshold is crossed", "grænseværdi er overskredet", "grenseverdi er overskredet"),
    Words("thresholds are crossed", "grænseværdier er overskredet", "grenseverdier er overskredet"),
)
POSSIBLE = Plural(
    Words(
        "threshold is possibly crossed", "grænseværdi er muligvis overskredet", "grenseverdi er muligens overskredet"
    ),
    Words(
        "thresholds are possibly crossed",
        "grænseværdier er muligvis overskredet",
        "grenseverdier er muligens overskredet",
    ),
)
ROWS_OF_ANY = Plural(Words("row", "række", "rad"), Words("rows", "rækker", "rader"))
OTHERS = Plural(Words("other row", "anden række", "annen rad"), Words("other rows", "andre rækker", "andre rader"))

REPORT: dict[str, Words] = {
    "title": Words("Change report: {title}", "Ændringsrapport: {title}", "Endringsrapport: {title}"),
    "between": Words("From {before} to {after}", "Fra {before} til {after}", "Fra {before} til {after}"),
    "skip": Words("Skip to the changes", "Gå til ændringerne", "Gå til endringene"),
    "contents": Words("Contents", "Indhold", "Innhold"),
    "summary": Words("In short", "Kort fortalt", "Kort fortalt"),
    "crossed": Words("Thresholds", "Grænseværdier", "Grenseverdier"),
    "crossed_caption": Words(
        "Thresholds that are crossed, or possibly crossed",
        "Grænseværdier, der er overskredet eller muligvis overskredet",
        "Grenseverdier som er overskredet eller muligens overskredet",
    ),
    "moved": Words("Key figures", "Nøgletal", "Nøkkeltall"),
    "moved_caption": Words(
        "Key figures that have changed", "Nøgletal, der har ændret sig", "Nøkkeltall som har endret seg"
    ),
    "why": Words("Why they have changed", "Hvorfor de har ændret sig", "Hvorfor de har endret seg"),
    "identities": Words("Who is who", "Hvem er hvem", "Hvem er hvem"),
    "identities_text": Words(
        "Sources write the name of the same organisation in different ways. Here it has been decided anew which names "
        "belong to one organisation. It does not mean that organisations have merged.",
        "Kilder skriver den samme organisations navn på forskellige måder. Her er det afgjort på ny, hvilke navne der "
        "hører til samme organisation. Det betyder ikke, at organisationer er fusioneret.",
        "Kilder skriver navnet på den samme organisasjonen på forskjellige måter. Her er det avgjort på nytt hvilke "
        "navn som hører til samme organisasjon. Det betyr ikke at organisasjoner er slått sammen.",
    ),
    "restated": Words("Another source or place", "Anden kilde eller andet sted", "Annen kilde eller annet sted"),
    "restated_text": Words(
        "These rows say the same as before, but a source or its lines is another.",
        "Disse rækker siger det samme som før, men kilden eller linjerne er nogle andre.",
        "Disse radene sier det samme som før, men kilden eller linjene er andre.",
    ),
}
"""The texts of the report, by what they are for."""

HEADS: dict[str, Words] = {
    "what": Words("What", "Hvad", "Hva"),
    "row": Words("Row", "Række", "Rad"),
    "source": Words("Source", "Kilde", "Kilde"),
    "lines": Words("Lines", "Linjer", "Linjer"),
    "column": Words("Field", "Oplysning", "Opplysning"),
    "before": Words("Before", "Før", "Før"),
    "after": Words("After", "Efter", "Etter"),
    "rules": Words("Rule", "Regel", "Regel"),
    "records": Words("Rows", "Rækker", "Rader"),
    "figure": Words("Key figure", "Nøgletal", "Nøkkeltall"),
    "value": Words("Value", "Værdi", "Verdi"),
    "limit": Words("Threshold", "Grænseværdi", "Grenseverdi"),
    "state": Words("Status", "Status", "Status"),
    "change": Words("Change", "Ændring", "Endring"),
    "relative": Words("Per cent", "Procent", "Prosent"),
}
"""The heads of the columns."""

FOLLOWING = Plural(
    Words(
        "row stands under another id because of that, and is not listed below.",
        "række står derfor under et andet id og er ikke nævnt nedenfor.",
        "rad står derfor under en annen id og er ikke nevnt nedenfor.",
    ),
    Words(
        "rows stand under another id because of that, and are not listed below.",
        "rækker står derfor under et andet id og er ikke nævnt nedenfor.",
        "rader står derfor under en annen id og er ikke nevnt nedenfor.",
    ),
)
MORE = Plural(
    Words("more is listed in the JSON file.", "mere står i JSON-filen.", "til står i JSON-filen."),
    Words("more are listed in the JSON file.", "flere står i JSON-filen.", "til står i JSON-filen."),
)
MORE_BEHIND = Plural(Words("more row", "række mere", "rad til"), Words("more rows", "rækker mere", "rader til"))

LIMITS: dict[str, Words] = {
    "least": Words("at least {bound}", "mindst {bound}", "minst {bound}"),
    "most": Words("at most {bound}", "højst {bound}", "høyst {bound}"),
    "max_change": Words("a change of at most {bound}", "en ændring på højst {bound}", "en endring på høyst {bound}"),
}
STATES: dict[str, Words] = {
    "crossed": Words("crossed", "overskredet", "overskredet"),
    "possible": Words("possibly crossed", "muligvis overskredet", "muligens overskredet"),
}
"""The limits of a key figure, and whether it keeps them."""

BEHIND = Plural(
    Words(
        "row behind it is not as before.",
        "række bag tallet er en anden end før.",
        "rad bak tallet er en annen enn før.",
    ),
    Words(
        "rows behind it are not as before.", "rækker bag tallet er andre end før.", "rader bak tallet er andre enn før."
    ),
)
NOTHING_BEHIND = Words(
    "The rows behind it are as before.",
    "Rækkerne bag tallet er de samme som før.",
    "Radene bak tallet er de samme som før.",
)
WHY: dict[str, Words] = {
    "entered": ENTERED,
    "left": LEFT,
    "changed": Words(
        "Changed: {what}, {column} from {before} to {after}",
        "Ændret: {what}, {column} fra {before} til {after}",
        "Endret: {what}, {column} fra {before} til {after}",
    ),
    "counted": Words("Counted now: {what}", "Talt med nu: {what}", "Telt med nå: {what}"),
    "not_counted": Words("No longer counted: {what}", "Ikke længere talt med: {what}", "Ikke lenger telt med: {what}"),
    "follows": Words("Under another id: {what}", "Under et andet id: {what}", "Under en annen id: {what}"),
}
"""What happened to a row behind a key figure."""

NOT_GIVEN = Words("not given", "ikke angivet", "ikke oppgitt")
UNDEFINED = Words("–", "–", "–")
POINTS = Words("{value} percentage points", "{value} procentpoint", "{value} prosentpoeng")
LITTLE = Words("less than is shown", "mindre end det viste", "mindre enn det viste")
FROM_TO = Words(
    "{figure}: from {before} to {after}", "{figure}: fra {before} til {after}", "{figure}: fra {before} til {after}"
)

ROWS: dict[str, Words] = {
    "evidence": Words("{field} of {what}", "{field} for {what}", "{field} for {what}"),
    "names": Words(
        "{name}, name of {organisation}", "{name}, navn på {organisation}", "{name}, navn på {organisation}"
    ),
    "identifiers": Words(
        "{organisation}: {scheme} {value}", "{organisation}: {scheme} {value}", "{organisation}: {scheme} {value}"
    ),
    "records": Words(
        "{name}, taken to be {organisation}", "{name}, regnet som {organisation}", "{name}, regnet som {organisation}"
    ),
    "projects": Words("{title} ({acronym})", "{title} ({acronym})", "{title} ({acronym})"),
    "memberships": Words(
        "{organisation} in {cluster} ({role})",
        "{organisation} i {cluster} ({role})",
        "{organisation} i {cluster} ({role})",
    ),
    "participations": Words(
        "{organisation} in {project} ({role})",
        "{organisation} i {project} ({role})",
        "{organisation} i {project} ({role})",
    ),
    "flows": Words(
        "From {payers} to {recipients}: {amount} ({level})",
        "Fra {payers} til {recipients}: {amount} ({level})",
        "Fra {payers} til {recipients}: {amount} ({level})",
    ),
    "no_payer": Words("an unknown payer", "en ukendt bidragyder", "en ukjent bidragsyter"),
    "no_recipient": Words("an unknown recipient", "en ukendt modtager", "en ukjent mottaker"),
    "no_amount": Words("amount not known", "ukendt beløb", "ukjent beløp"),
    "amount": Words("{amount} {unit}", "{amount} {unit}", "{amount} {unit}"),
    "vague_amount": Words("{qualifier} {amount} {unit}", "{qualifier} {amount} {unit}", "{qualifier} {amount} {unit}"),
    "ties": Words("{subject} {kind} {object}", "{subject} {kind} {object}", "{subject} {kind} {object}"),
    "events": Words("{subject}: {what}", "{subject}: {what}", "{subject}: {what}"),
    "dated": Words("{what}, {date}", "{what}, {date}", "{what}, {date}"),
    "themes": Words("{theme} ({framework})", "{theme} ({framework})", "{theme} ({framework})"),
    "tags": Words("{subject}: {theme}", "{subject}: {theme}", "{subject}: {theme}"),
    "about": Words("{subject}: {what}", "{subject}: {what}", "{subject}: {what}"),
    "part": Words("{what} ({part})", "{what} ({part})", "{what} ({part})"),
    "rates": Words("{currency}, {year}", "{currency}, {year}", "{currency}, {year}"),
    "prices": Words("{country}, {year}", "{country}, {year}", "{country}, {year}"),
}
"""How a row of each table is named in words."""
