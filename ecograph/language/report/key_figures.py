"""The words of the section on key figures, and of what is said where one is not defined."""

from ecograph.language import Words

TITLE = Words("Key figures", "Nøgletal", "Nøkkeltall")
NONE = Words(
    "No key figure was computed.", "Der er ikke beregnet noget nøgletal.", "Det er ikke beregnet noe nøkkeltall."
)
ABOUT = Words(
    "{n} key figures, for {day}. The coverage is the share of which the data say what a figure needs, such as the "
    "share of the projects with a known start.",
    "{n} nøgletal pr. {day}. Dækningen er den andel, som dataene har de nødvendige oplysninger om, for eksempel "
    "andelen af projekter med kendt start.",
    "{n} nøkkeltall per {day}. Dekningen er den andelen som dataene har de nødvendige opplysningene om, for eksempel "
    "andelen av prosjekter med kjent start.",
)
COMPARED = Words(
    "They are compared with {before}. {moved} of them changed.",
    "De er sammenlignet med {before}. {moved} af dem er ændret.",
    "De er sammenlignet med {before}. {moved} av dem er endret.",
)
BEFORE = Words("the earlier state", "den tidligere tilstand", "den tidligere tilstanden")
WHOLE = Words("All key figures", "Alle nøgletal", "Alle nøkkeltall")
WHOLE_NOTE = Words(
    "The command ecograph figures --csv has the values as plain numbers.",
    "Kommandoen ecograph figures --csv har værdierne som rene tal.",
    "Kommandoen ecograph figures --csv har verdiene som rene tall.",
)
FIGURE = Words("key figure", "nøgletal", "nøkkeltall")
VALUE = Words("value", "værdi", "verdi")
COVERAGE = Words("coverage", "dækning", "dekning")
CHANGE = Words("change", "ændring", "endring")
PARTS = Words("{figure} by {breakdown}", "{figure} efter {breakdown}", "{figure} etter {breakdown}")
PARTS_ALONE_IN = Words("{figure}: {unit}", "{figure}: {unit}", "{figure}: {unit}")
"""What a table of parts is called where the figure has no other parts, and a table for each unit."""

PARTS_IN = Words(
    "{figure} by {breakdown}: {unit}", "{figure} efter {breakdown}: {unit}", "{figure} etter {breakdown}: {unit}"
)
OTHER_MONEY = Words(
    "By payer, programme, year and level the amounts are shown in euro; the command ecograph figures has them in "
    "kroner "
    "and in real prices too.",
    "Efter bidragyder, program, år og niveau vises beløbene i euro; kommandoen ecograph figures har dem også i kroner "
    "og "
    "i faste priser.",
    "Etter bidragsyter, program, år og nivå vises beløpene i euro; kommandoen ecograph figures har dem også i kroner "
    "og "
    "i faste priser.",
)
LIMITS = Words("Thresholds that were crossed", "Overskredne grænseværdier", "Overskredne grenseverdier")
NOTHING_CROSSED = Words(
    "No threshold was crossed.", "Ingen grænseværdi er overskredet.", "Ingen grenseverdi er overskredet."
)
OF_ITEM = Words("{figure}: {item}", "{figure}: {item}", "{figure}: {item}")
LIMIT = Words("threshold", "grænseværdi", "grenseverdi")
STATE = Words("state", "status", "status")
LIMITS_OF: dict[str, Words] = {
    "least": Words("at least {bound}", "mindst {bound}", "minst {bound}"),
    "most": Words("at most {bound}", "højst {bound}", "høyst {bound}"),
    "max_change": Words("changes by at most {bound}", "ændres med højst {bound}", "endres med høyst {bound}"),
}
STATES: dict[str, Words] = {
    "crossed": Words("crossed", "overskredet", "overskredet"),
    "possible": Words("possibly crossed", "muligvis overskredet", "muligens overskredet"),
}

UNDEFINED = Words("it is not defined", "det er ikke defineret", "det er ikke definert")
"""What is said for a reason that has no words."""
