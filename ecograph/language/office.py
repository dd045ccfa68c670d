"""The words that a report has only in Word and Excel: names of sheets, heads of their columns."""

from ecograph.language import Words

OFFICE: dict[str, Words] = {
    "sheet": Words("Sheet", "Ark", "Ark"),
    "shows": Words("What it shows", "Hvad det viser", "Hva det viser"),
    "remark": Words("Remark", "Bemærkning", "Merknad"),
    "at_least": Words("{label}, at least", "{label}, mindst", "{label}, minst"),
    "at_most": Words("{label}, at most", "{label}, højst", "{label}, høyst"),
    "notes_sheet": Words("Marks", "Mærker", "Merker"),
    "notes": Words("The rows behind each mark", "Rækkerne bag hvert mærke", "Radene bak hvert merke"),
    "rows_of_source": Words("Rows from this source", "Rækker fra denne kilde", "Rader fra denne kilden"),
    "first_rows": Words("The first rows", "De første rækker", "De første radene"),
    "source": Words("Source", "Kilde", "Kilde"),
    "words": Words("Title, publisher, date", "Titel, udgiver, dato", "Tittel, utgiver, dato"),
    "address": Words("Address", "Adresse", "Adresse"),
    "licence": Words("Licence", "Licens", "Lisens"),
    "definitions": Words("Definitions", "Definitioner", "Definisjoner"),
    "term": Words("Term", "Begreb", "Begrep"),
    "explanation": Words("Explanation", "Forklaring", "Forklaring"),
    "how_to_read": Words(
        "Each sheet holds one table. Each mark leads to the rows of the dataset that the numbers rest on.",
        "Hvert ark rummer én tabel. Hvert mærke fører til de rækker i datasættet, som tallene bygger på.",
        "Hvert ark inneholder én tabell. Hvert merke fører til de radene i datasettet som tallene bygger på.",
    ),
    "empty_cells": Words(
        "An empty cell is not known or not defined. An interval has two columns; where only “at most” is empty, the "
        "upper bound is not known.",
        "En tom celle er ukendt eller ikke defineret. Et interval har to kolonner; hvor kun “højst” er tom, kendes den "
        "øvre grænse ikke.",
        "En tom celle er ukjent eller ikke definert. Et intervall har to kolonner; der bare «høyst» er tom, er den "
        "øvre grensen ikke kjent.",
    ),
}
"""The texts by what they are for; what stands in braces is filled in."""
