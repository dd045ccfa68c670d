"""The words around a report in every format: contents, captions, notes, page numbers."""

from ecograph.language import Plural, Words

DOCUMENT: dict[str, Words] = {
    "skip": Words("Skip to the report", "Gå til rapporten", "Gå til rapporten"),
    "contents": Words("Contents", "Indhold", "Innhold"),
    "page": Words("Page {page} of {pages}", "Side {page} af {pages}", "Side {page} av {pages}"),
    "table": Words("Table {n}", "Tabel {n}", "Tabell {n}"),
    "figure": Words("Figure {n}", "Figur {n}", "Figur {n}"),
    "numbers": Words("The numbers of figure {n}", "Tallene i figur {n}", "Tallene i figur {n}"),
    "no_rows": Words("Nothing is known.", "Intet er kendt.", "Ingenting er kjent."),
    "not_known": Words("not known", "ukendt", "ukjent"),
    "mark": Words("Mark", "Mærke", "Merke"),
    "notes": Words("Where the numbers come from", "Hvor tallene kommer fra", "Hvor tallene kommer fra"),
    "notes_text": Words(
        "A mark, such as {mark}, stands for the rows of the dataset that a number rests on. They are listed here by "
        "source. The command ecograph explain {mark} prints them in full.",
        "Et mærke som {mark} står for de rækker i datasættet, som et tal bygger på. Her er de ordnet efter kilde. "
        "Kommandoen ecograph explain {mark} viser dem i deres helhed.",
        "Et merke som {mark} står for de radene i datasettet som et tall bygger på. Her er de ordnet etter kilde. "
        "Kommandoen ecograph explain {mark} viser dem i sin helhet.",
    ),
    "rows": Words("Rows", "Rækker", "Rader"),
    "first_use": Words("first use", "første forekomst", "første forekomst"),
    "more": Words("and {n} more", "og {n} til", "og {n} til"),
    "sources": Words("Sources", "Kilder", "Kilder"),
    "licence": Words("Licence: {licence}.", "Licens: {licence}.", "Lisens: {licence}."),
    "no_licence": Words("Licence not known.", "Licensen er ukendt.", "Lisensen er ukjent."),
}
"""The texts by what they are for; what stands in braces is filled in."""

COUNTED: dict[str, Plural] = {
    "rows": Plural(Words("row", "række", "rad"), Words("rows", "rækker", "rader")),
    "not_shown": Plural(
        Words("further row is not shown.", "yderligere række vises ikke.", "rad til vises ikke."),
        Words("further rows are not shown.", "yderligere rækker vises ikke.", "rader til vises ikke."),
    ),
}
"""What is counted."""
