"""The texts of what a reader takes away from the map: pictures, tables, prints."""

from ecograph.language import Words

FILES: dict[str, Words] = {
    # the menu
    "take": Words("Save and share", "Gem og del", "Lagre og del"),
    "take_note": Words(
        "What the map shows now, with its filter.",
        "Det, kortet viser nu, med filter.",
        "Det kartet viser nå, med filter.",
    ),
    "take_png": Words("Picture for documents", "Billede til dokumenter", "Bilde til dokumenter"),
    "take_png_note": Words(
        "PNG, A4 with legend, 300 dpi",
        "PNG, A4 med signaturforklaring, 300 dpi",
        "PNG, A4 med tegnforklaring, 300 dpi",
    ),
    "take_svg": Words("Picture to edit", "Billede til redigering", "Bilde til redigering"),
    "take_svg_note": Words("SVG, sharp at any size", "SVG, skarpt i enhver størrelse", "SVG, skarpt i alle størrelser"),
    "take_copy": Words("Copy the picture", "Kopiér billedet", "Kopier bildet"),
    "take_copy_note": Words(
        "to paste into a document", "til at sætte ind i et dokument", "til å lime inn i et dokument"
    ),
    "take_print": Words("Print", "Udskriv", "Skriv ut"),
    "take_print_note": Words("on one A4 page", "på én A4-side", "på én A4-side"),
    "take_nodes": Words("Organisations and projects", "Organisationer og projekter", "Organisasjoner og prosjekter"),
    "take_nodes_note": Words("CSV, opens in Excel", "CSV, åbnes i Excel", "CSV, åpnes i Excel"),
    "take_lines": Words("Connections", "Forbindelser", "Forbindelser"),
    "take_lines_note": Words(
        "CSV, with the source of each", "CSV, med kilde til hver enkelt", "CSV, med kilde til hver enkelt"
    ),
    "take_graph": Words("Network", "Netværk", "Nettverk"),
    "take_graph_note": Words(
        "GraphML, for programs such as Gephi",
        "GraphML, til programmer som Gephi",
        "GraphML, til programmer som Gephi",
    ),
    "take_link": Words("Copy the link", "Kopiér linket", "Kopier lenken"),
    "take_link_note": Words(
        "to this file as it is set now",
        "til denne fil, som den er indstillet nu",
        "til denne filen slik den er innstilt nå",
    ),
    "take_busy": Words("One moment ...", "Et øjeblik ...", "Et øyeblikk ..."),
    "taken": Words("Saved: {file}", "Gemt: {file}", "Lagret: {file}"),
    "picture_copied": Words("The picture is copied.", "Billedet er kopieret.", "Bildet er kopiert."),
    "take_failed": Words(
        "The browser did not allow this. Try another of the files.",
        "Browseren tillod det ikke. Prøv en af de andre filer.",
        "Nettleseren tillot det ikke. Prøv en av de andre filene.",
    ),
    # headings of the tables
    "column_id": Words("Id", "Id", "Id"),
    "column_from_id": Words("From: id", "Fra: id", "Fra: id"),
    "column_to_id": Words("To: id", "Til: id", "Til: id"),
    "column_start": Words("Start", "Start", "Start"),
    "column_end": Words("End", "Slut", "Slutt"),
    "column_facts": Words("Number", "Antal", "Antall"),
    "column_exactness": Words("Exactness", "Nøjagtighed", "Nøyaktighet"),
    "column_currency": Words("Currency", "Valuta", "Valuta"),
    "column_eur_low": Words("EUR, at least", "EUR, mindst", "EUR, minst"),
    "column_eur_high": Words("EUR, at most", "EUR, højst", "EUR, høyst"),
    "column_note": Words("Note", "Bemærkning", "Merknad"),
    "column_link": Words("Link to the source", "Link til kilden", "Lenke til kilden"),
    "column_fact": Words("Row", "Række", "Rad"),
}
"""The text for each place. A word in braces is filled in by the page."""
