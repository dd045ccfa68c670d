"""The words of the report: here those that several sections share, in a module of its own those of each section."""

from ecograph.language import Plural, Words

TITLE = Words("Report on the ecosystem", "Rapport om økosystemet", "Rapport om økosystemet")
SUBTITLE = Words("As of {day}", "Pr. {day}", "Per {day}")
"""What stands under the title: the day for which the report tells what is running, ended or overdue."""

HEADS: dict[str, Words] = {
    "name": Words("name", "navn", "navn"),
    "organisation": Words("organisation", "organisation", "organisasjon"),
    "cluster": Words("cluster", "klynge", "klynge"),
    "and_cluster": Words("and cluster", "og klynge", "og klynge"),
    "project": Words("project", "projekt", "prosjekt"),
    "country": Words("country", "land", "land"),
    "region": Words("region", "region", "region"),
    "theme": Words("theme", "tema", "tema"),
    "members_known": Words("members known", "kendte medlemmer", "kjente medlemmer"),
    "members_reported": Words("members reported", "oplyste medlemmer", "oppgitte medlemmer"),
    "reported_as_of": Words("reported as of", "oplyst pr.", "oppgitt per"),
    "projects": Words("projects", "projekter", "prosjekter"),
    "partners": Words("project partners", "samarbejdspartnere", "samarbeidspartnere"),
    "themes": Words("themes", "temaer", "temaer"),
    "organisations": Words("organisations", "organisationer", "organisasjoner"),
    "kind": Words("kind", "type", "type"),
    "start": Words("start", "start", "start"),
    "end": Words("end", "slut", "slutt"),
    "purpose": Words("purpose", "formål", "formål"),
    "shared": Words("shared", "fælles", "felles"),
    "expected": Words("expected by chance", "forventet ved tilfældighed", "forventet ved tilfeldighet"),
    "verdict": Words("more than chance?", "mere end tilfældigt?", "mer enn tilfeldig?"),
    "payer": Words("payer", "bidragyder", "bidragsyter"),
    "recipient": Words("recipient", "tilskudsmodtager", "tilskuddsmottaker"),
    "amount": Words("amount", "beløb", "beløp"),
    "year": Words("year", "år", "år"),
    "n_flows": Words("flows", "pengestrømme", "pengestrømmer"),
    "n_unknown": Words("without amount", "uden beløb", "uten beløp"),
    "share": Words("share", "andel", "andel"),
    "before": Words("before", "før", "før"),
    "after": Words("after", "efter", "etter"),
    "unit": Words("unit", "enhed", "enhet"),
    "what": Words("what", "hvad", "hva"),
    "why": Words("why", "hvorfor", "hvorfor"),
    "source": Words("source", "kilde", "kilde"),
    "n": Words("rests on (number)", "bygger på (antal)", "bygger på (antall)"),
    "deadline": Words("deadline", "frist", "frist"),
    "goal": Words("goal", "mål", "mål"),
    "owner": Words("owner", "ejer", "eier"),
    "state": Words("state", "status", "status"),
}
"""The heads of columns."""

NOT_KNOWN = Words("not known", "ukendt", "ukjent")
QUOTED = Words("“{text}”", "»{text}«", "«{text}»")
"""A name in a sentence that could not be told from the words around it."""

YES = Words("yes", "ja", "ja")
NO = Words("no", "nej", "nei")

CLUSTERS = Plural(Words("cluster", "klynge", "klynge"), Words("clusters", "klynger", "klynger"))
MEMBERS = Plural(Words("member", "medlem", "medlem"), Words("members", "medlemmer", "medlemmer"))
ORGANISATIONS = Plural(
    Words("organisation", "organisation", "organisasjon"), Words("organisations", "organisationer", "organisasjoner")
)
PROJECTS = Plural(Words("project", "projekt", "prosjekt"), Words("projects", "projekter", "prosjekter"))
PARTNERS = Plural(
    Words("project partner", "samarbejdspartner", "samarbeidspartner"),
    Words("project partners", "samarbejdspartnere", "samarbeidspartnere"),
)
THEMES = Plural(Words("theme", "tema", "tema"), Words("themes", "temaer", "temaer"))
PAIRS = Plural(Words("pair", "par", "par"), Words("pairs", "par", "par"))
SOURCES = Plural(Words("source", "kilde", "kilde"), Words("sources", "kilder", "kilder"))
ROWS = Plural(Words("row", "række", "rad"), Words("rows", "rækker", "rader"))
GOALS = Plural(Words("goal", "mål", "mål"), Words("goals", "mål", "mål"))
