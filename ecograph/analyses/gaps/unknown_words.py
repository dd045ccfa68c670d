"""What stands in the table of missing facts, in three languages: the answers, what is missing of what, and why."""

from ecograph.analyses.gaps.closing_words import ANSWERS
from ecograph.language import Words

NOTHING = "nothing is known to be missing, and nothing is known"
NO_BOUND = "no upper bound is reported"

MISSING = (
    Words("amounts", "beløb", "beløp"),
    Words("budgets", "budgetter", "budsjetter"),
    Words("country", "land", "land"),
    Words("dates", "datoer", "datoer"),
    Words("dates of publication", "udgivelsesdatoer", "utgivelsesdatoer"),
    Words("figures", "tal", "tall"),
    Words("helix", "sektor", "sektor"),
    Words("members", "medlemmer", "medlemmer"),
    Words("number of members", "medlemstal", "medlemstall"),
    Words("payers", "bidragydere", "bidragsytere"),
    Words("recipients", "modtagere", "mottakere"),
    Words("region", "region", "region"),
    Words("tags", "mærkning", "merking"),
    Words("themes", "temaer", "temaer"),
    Words("values", "værdier", "verdier"),
)
"""What is missing."""

UNITS = (
    Words("facts", "oplysninger", "opplysninger"),
    Words("flows", "pengestrømme", "pengestrømmer"),
    Words("goals", "mål", "mål"),
    Words("numbers of members", "medlemstal", "medlemstall"),
    Words("participations", "deltagelser", "deltakelser"),
    Words("projects", "projekter", "prosjekter"),
)
"""What the answers count, where that has not the name of something missing."""

SUBJECTS = (
    Words("all figures", "alle tal", "alle tall"),
    Words("all flows", "alle pengestrømme", "alle pengestrømmer"),
    Words("all organisations", "alle organisationer", "alle organisasjoner"),
    Words("all projects", "alle projekter", "alle prosjekter"),
    Words("all sources", "alle kilder", "alle kilder"),
    Words("whoever set them", "dem, der har sat dem", "dem som har satt dem"),
)
"""Whom it is missing of, where it is nobody with a name."""

REASONS = (
    Words(
        NOTHING, "vi ved ikke, om noget mangler, og kender intet", "vi vet ikke om noe mangler, og kjenner ingenting"
    ),
    Words(NO_BOUND, "der er ikke oplyst nogen øvre grænse", "det er ikke oppgitt noen øvre grense"),
)

WORDS: dict[str, Words] = ANSWERS | {words.en: words for words in (*MISSING, *UNITS, *SUBJECTS, *REASONS)}
"""The words for the texts of the table, by their English text."""
