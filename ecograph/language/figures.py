"""The words around key figures on a terminal: heads of columns, what a threshold says, and why nothing is said."""

from ecograph.language import Words, key_figures

TITLE = Words("{title}: key figures as of {day}", "{title}: nøgletal pr. {day}", "{title}: nøkkeltall per {day}")
SINCE = Words("Change since {before}.", "Ændring siden {before}.", "Endring siden {before}.")
AGAINST = Words("Change against {before}.", "Ændring i forhold til {before}.", "Endring sammenlignet med {before}.")
"""What the figures are compared with: a day, or another dataset."""

HEADS: dict[str, Words] = {
    "figure": Words("key figure", "nøgletal", "nøkkeltall"),
    "by": Words("by", "efter", "etter"),
    "item": Words("part", "del", "del"),
    "value": Words("value", "værdi", "verdi"),
    "unit": Words("unit", "enhed", "enhet"),
    "n": Words("n", "n", "n"),
    "coverage": Words("coverage", "dækning", "dekning"),
    "sources": Words("sources", "kilder", "kilder"),
    "change": Words("change", "ændring", "endring"),
    "relative": Words("in per cent", "i procent", "i prosent"),
}
"""The heads of columns."""

WHOLE = Words("as a whole", "som helhed", "som helhet")
"""What stands in place of a part for the figure itself."""

ONLY_BY = Words("{label}: only by {breakdown}", "{label}: kun efter {breakdown}", "{label}: bare etter {breakdown}")
"""A figure that has no value as a whole."""

OF = Words("{label} ({item})", "{label} ({item})", "{label} ({item})")
"""A figure and the part of it that is meant."""

WHY = Words("{what}: {reason}", "{what}: {reason}", "{what}: {reason}")

NEW, GONE = Words("new", "ny", "ny"), Words("gone", "udgået", "utgått")
"""What stands in place of a change for what was not there before, or is not there any more."""

NOT_DEFINED = Words("Not defined:", "Ikke defineret:", "Ikke definert:")
NO_CHANGE = Words("No change can be said:", "Ændringen kan ikke angives:", "Endringen kan ikke oppgis:")
THRESHOLDS = Words("Thresholds:", "Grænseværdier:", "Grenseverdier:")
TARGETS = Words("Targets:", "Mål:", "Mål:")
"""What stands over the lines under a table."""

SAID: dict[tuple[str, str], Words] = {
    ("least", "crossed"): Words(
        "{what}: {value}, below the threshold of {bound}.",
        "{what}: {value}, under grænseværdien på {bound}.",
        "{what}: {value}, under grenseverdien på {bound}.",
    ),
    ("least", "possible"): Words(
        "{what}: {value}, possibly below the threshold of {bound}.",
        "{what}: {value}, muligvis under grænseværdien på {bound}.",
        "{what}: {value}, muligens under grenseverdien på {bound}.",
    ),
    ("most", "crossed"): Words(
        "{what}: {value}, above the threshold of {bound}.",
        "{what}: {value}, over grænseværdien på {bound}.",
        "{what}: {value}, over grenseverdien på {bound}.",
    ),
    ("most", "possible"): Words(
        "{what}: {value}, possibly above the threshold of {bound}.",
        "{what}: {value}, muligvis over grænseværdien på {bound}.",
        "{what}: {value}, muligens over grenseverdien på {bound}.",
    ),
    ("max_change", "crossed"): Words(
        "{what}: changed by {value}, more than the threshold of {bound}.",
        "{what}: ændret med {value}, mere end grænseværdien på {bound}.",
        "{what}: endret med {value}, mer enn grenseverdien på {bound}.",
    ),
    ("target", "reached"): Words(
        "{what}: {value}, the target of {bound} is reached.",
        "{what}: {value}, målet på {bound} er nået.",
        "{what}: {value}, målet på {bound} er nådd.",
    ),
    ("target", "not reached"): Words(
        "{what}: {value}, the target of {bound} is not reached yet.",
        "{what}: {value}, målet på {bound} er ikke nået endnu.",
        "{what}: {value}, målet på {bound} er ikke nådd ennå.",
    ),
    ("target", "possible"): Words(
        "{what}: {value}, the target of {bound} may be reached.",
        "{what}: {value}, målet på {bound} er muligvis nået.",
        "{what}: {value}, målet på {bound} er muligens nådd.",
    ),
}
"""What is said of a figure and its threshold or target, by the kind and the state."""

UNSAID: dict[str, Words] = {
    "least": Words(
        "{what}: whether it is below the threshold of {bound} is not known: {reason}.",
        "{what}: om tallet er under grænseværdien på {bound}, er ukendt: {reason}.",
        "{what}: om tallet er under grenseverdien på {bound}, er ukjent: {reason}.",
    ),
    "most": Words(
        "{what}: whether it is above the threshold of {bound} is not known: {reason}.",
        "{what}: om tallet er over grænseværdien på {bound}, er ukendt: {reason}.",
        "{what}: om tallet er over grenseverdien på {bound}, er ukjent: {reason}.",
    ),
    "max_change": Words(
        "{what}: whether it changed by more than the threshold of {bound} is not known: {reason}.",
        "{what}: om ændringen er større end grænseværdien på {bound}, er ukendt: {reason}.",
        "{what}: om endringen er større enn grenseverdien på {bound}, er ukjent: {reason}.",
    ),
    "target": Words(
        "{what}: whether the target of {bound} is reached is not known: {reason}.",
        "{what}: om målet på {bound} er nået, er ukendt: {reason}.",
        "{what}: om målet på {bound} er nådd, er ukjent: {reason}.",
    ),
}
"""What is said where nothing can be known of it, by the kind."""

REASONS: dict[str, Words] = key_figures.REASONS | {
    text.en: text
    for text in (
        Words("the definition changed", "definitionen er ændret", "definisjonen er endret"),
        Words("it was not there before", "tallet fandtes ikke før", "tallet fantes ikke før"),
        Words("it is not there any more", "tallet findes ikke længere", "tallet finnes ikke lenger"),
        Words("it is not defined now", "tallet er ikke defineret nu", "tallet er ikke definert nå"),
        Words("it was not defined before", "tallet var ikke defineret før", "tallet var ikke definert før"),
        Words("the unit changed", "enheden er ændret", "enheten er endret"),
        Words("the data have no such row", "dataene har ingen sådan række", "dataene har ingen slik rad"),
        Words(
            "what it was is 0 or open, so there is no share of it",
            "det tidligere tal er 0 eller åbent, så der er ingen andel af det",
            "det tidligere tallet er 0 eller åpent, så det er ingen andel av det",
        ),
        Words("no row is left", "ingen rækker er tilbage", "ingen rader er igjen"),
        Words(
            "several rows are left, expected one",
            "flere rækker er tilbage, der skulle være én",
            "flere rader er igjen, det skulle være én",
        ),
        Words(
            "a value among the rows is not defined",
            "en værdi blandt rækkerne er ikke defineret",
            "en verdi blant radene er ikke definert",
        ),
    )
}
"""Why a figure, a change or a limit says nothing, by the reason in English."""


def reason(text: str, language: str) -> str:
    """Return a reason in a language; one that has no words as it is.

    >>> reason("the unit changed", "da"), reason("no rate for SEK in 2020", "da")
    ('enheden er ændret', 'no rate for SEK in 2020')
    """
    return REASONS[text].in_(language) if text in REASONS else text
