"""The texts of what the map tells: search, details, ways between two, tables."""

from ecograph.language import Words

DETAILS: dict[str, Words] = {
    # search
    "hidden_now": Words(
        "not on the map as it is now", "vises ikke på kortet lige nu", "vises ikke på kartet akkurat nå"
    ),
    "found_first": Words(
        "Found: {n}; the first {shown} are listed",
        "Fundet: {n}; de første {shown} vises",
        "Funnet: {n}; de første {shown} vises",
    ),
    # details
    "measures": Words("Measures", "Nøgletal", "Nøkkeltall"),
    "acronym": Words("Abbreviation", "Forkortelse", "Forkortelse"),
    "rank_organisations": Words(
        "rank {rank} of {n} organisations", "nr. {rank} af {n} organisationer", "nr. {rank} av {n} organisasjoner"
    ),
    "rank_projects": Words(
        "rank {rank} of {n} projects", "nr. {rank} af {n} projekter", "nr. {rank} av {n} prosjekter"
    ),
    "sum": Words(
        "Sum of the known amounts ({level}): {amount}",
        "Sum af de kendte beløb ({level}): {amount}",
        "Sum av de kjente beløpene ({level}): {amount}",
    ),
    "sum_without": Words(
        "No amount in EUR is known for {n} of {all} flows.",
        "For {n} af {all} pengestrømme kendes intet beløb i EUR.",
        "For {n} av {all} pengestrømmer er beløpet i EUR ikke kjent.",
    ),
    "sum_once": Words(
        "Amounts that stand twice are counted once.",
        "Beløb, der står to gange, tæller én gang.",
        "Beløp som står to ganger, telles én gang.",
    ),
    "between": Words("{low} to {high} EUR", "{low} til {high} EUR", "{low} til {high} EUR"),
    "at_least": Words("at least {low} EUR", "mindst {low} EUR", "minst {low} EUR"),
    "up_to": Words("up to {high} EUR", "op til {high} EUR", "opptil {high} EUR"),
    "exactly": Words("{low} EUR", "{low} EUR", "{low} EUR"),
    "any_amount": Words("any amount", "et ukendt beløb", "et ukjent beløp"),
    "show_all": Words("Show all {n}", "Vis alle {n}", "Vis alle {n}"),
    "belongs_here": Words("Stands for", "Står for", "Står for"),
    "fold_community": Words(
        "Community: organisations that share many projects",
        "Fællesskab: organisationer med mange fælles projekter",
        "Fellesskap: organisasjoner med mange felles prosjekter",
    ),
    "fold_rest": Words(
        "What belongs to no community", "Det, der ikke hører til et fællesskab", "Det som ikke hører til et fellesskap"
    ),
    "fold_merged": Words(
        "One body after the merger", "Én organisation efter fusionen", "Én organisasjon etter sammenslåingen"
    ),
    "open_fold": Words("Show its members on the map", "Vis medlemmerne på kortet", "Vis medlemmene på kartet"),
    "close_fold": Words("Show it as one symbol again", "Vis det som ét symbol igen", "Vis det som ett symbol igjen"),
    "pair": Words("What ties these two", "Det forbinder de to", "Det som forbinder de to"),
    "shared_projects": Words("Projects of both", "Fælles projekter", "Felles prosjekter"),
    "direct": Words("Facts about both", "Oplysninger om begge", "Opplysninger om begge"),
    "bundle": Words("Connections behind this line", "Forbindelser bag denne streg", "Forbindelser bak denne streken"),
    # copying
    "copy_fact": Words(
        "Copy this as a sentence with its source", "Kopiér som sætning med kilde", "Kopier som setning med kilde"
    ),
    "copy_node": Words("Copy a sentence", "Kopiér en sætning", "Kopier en setning"),
    "copied": Words("Copied: {text}", "Kopieret: {text}", "Kopiert: {text}"),
    "copy_failed": Words(
        "The browser does not allow copying here. Copy the text from the box.",
        "Browseren tillader ikke kopiering her. Kopiér teksten fra feltet.",
        "Nettleseren tillater ikke kopiering her. Kopier teksten fra feltet.",
    ),
    "copy_box": Words("Sentence to copy", "Sætning til kopiering", "Setning til kopiering"),
    # a fact as a sentence
    "told": Words("{fact} (source: {source})", "{fact} (kilde: {source})", "{fact} (kilde: {source})"),
    "told_node": Words(
        "{name} – {kind}. Known connections: {n}",
        "{name} – {kind}. Kendte forbindelser: {n}",
        "{name} – {kind}. Kjente forbindelser: {n}",
    ),
    "told_participation": Words(
        "{org} takes part in {project}", "{org} deltager i {project}", "{org} deltar i {project}"
    ),
    "told_membership": Words("{org} belongs to {cluster}", "{org} hører til {cluster}", "{org} hører til {cluster}"),
    "told_flow": Words(
        "Money from {payers} to {recipients}: {amount}",
        "Penge fra {payers} til {recipients}: {amount}",
        "Penger fra {payers} til {recipients}: {amount}",
    ),
    # ways between two
    "why": Words("Why are these two connected?", "Hvorfor er de to forbundet?", "Hvorfor er de to forbundet?"),
    "why_with": Words("{name} and …", "{name} og …", "{name} og …"),
    "why_answer": Words("{a} and {b}", "{a} og {b}", "{a} og {b}"),
    "why_same": Words(
        "Choose another organisation or project than this one.",
        "Vælg en anden organisation eller et andet projekt end dette.",
        "Velg en annen organisasjon eller et annet prosjekt enn dette.",
    ),
    "why_none": Words(
        "No chain of known facts connects them.",
        "Ingen kæde af kendte oplysninger forbinder dem.",
        "Ingen kjede av kjente opplysninger forbinder dem.",
    ),
    "why_hidden": Words(
        "Nothing on the map as it is now connects them, only what is hidden:",
        "Intet på kortet, som det er nu, forbinder dem; kun det, der er skjult, gør:",
        "Ingenting på kartet, slik det er nå, forbinder dem; bare det som er skjult, gjør det:",
    ),
    "why_steps": Words(
        "Shortest ways: {n}. Steps in each: {steps}.",
        "Korteste veje: {n}. Trin i hver: {steps}.",
        "Korteste veier: {n}. Steg i hver: {steps}.",
    ),
    "why_some": Words(
        "Shown are {shown}, first those through the ones with fewest connections.",
        "Her vises {shown}; først dem, der går gennem dem med færrest forbindelser.",
        "Her vises {shown}; først de som går gjennom dem med færrest forbindelser.",
    ),
    "why_way": Words("Way {n}", "Vej {n}", "Vei {n}"),
    "why_show": Words("Show on the map", "Vis på kortet", "Vis på kartet"),
    "why_more": Words(
        "Further facts of this step: {n}",
        "Flere oplysninger om dette trin: {n}",
        "Flere opplysninger om dette steget: {n}",
    ),
    "why_end": Words("Clear the answer", "Fjern svaret", "Fjern svaret"),
    # table
    "table_what": Words("Content of the table", "Tabellens indhold", "Innholdet i tabellen"),
    "table_nodes": Words(
        "Organisations and projects ({n})", "Organisationer og projekter ({n})", "Organisasjoner og prosjekter ({n})"
    ),
    "table_lines": Words("Connections ({n})", "Forbindelser ({n})", "Forbindelser ({n})"),
    "lines_caption": Words(
        "Connections shown on the map; a heading sorts, the first column opens the details",
        "Forbindelser på kortet; en overskrift sorterer, første kolonne åbner detaljerne",
        "Forbindelser på kartet; en overskrift sorterer, første kolonne åpner detaljene",
    ),
    "table_part": Words("Listed: {shown} of {n}", "Vist i tabellen: {shown} af {n}", "Vist i tabellen: {shown} av {n}"),
    "table_more": Words("List {n} more", "Vis {n} flere", "Vis {n} flere"),
    "table_empty": Words(
        "Nothing on the map matches the filter.",
        "Intet på kortet svarer til filteret.",
        "Ingenting på kartet svarer til filteret.",
    ),
    "column_line": Words("Connection", "Forbindelse", "Forbindelse"),
    "column_from": Words("From", "Fra", "Fra"),
    "column_to": Words("To", "Til", "Til"),
    "column_role": Words("Role or kind", "Rolle eller art", "Rolle eller art"),
    "column_amount": Words("Amount", "Beløb", "Beløp"),
    "column_shared": Words("Number: {n}", "Antal: {n}", "Antall: {n}"),
    "column_source": Words("Source", "Kilde", "Kilde"),
}
"""The text for each place. A word in braces is filled in by the page."""
