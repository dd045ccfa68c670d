"""The texts of what a reader chooses on the map: views, legend, filters, time, mergers, parts."""

from ecograph.language import Words

CHOOSING: dict[str, Words] = {
    # views
    "mode_two": Words("Projects", "Projekter", "Prosjekter"),
    "mode_one": Words("Partners", "Partnere", "Partnere"),
    "mode_money": Words("Money", "Penge", "Penger"),
    "mode_two_note": Words(
        "Organisations and projects.",
        "Organisationer og projekter.",
        "Organisasjoner og prosjekter.",
    ),
    "mode_one_note": Words(
        "A line: two share projects. Meetings do not count.",
        "En streg: to har fælles projekter. Møder tæller ikke.",
        "En strek: to har felles prosjekter. Møter teller ikke.",
    ),
    "mode_money_note": Words(
        "An arrow: from payer to recipient.",
        "En pil: fra bidragyder til modtager.",
        "En pil: fra bidragsyter til mottaker.",
    ),
    "least": Words("Shared projects, at least", "Fælles projekter, mindst", "Felles prosjekter, minst"),
    "less": Words("One less", "Én færre", "Én færre"),
    "greater": Words("One more", "Én flere", "Én flere"),
    # legend
    "colour_by": Words("Colour by", "Farve efter", "Farge etter"),
    "colour_of": Words("Colour: {what}", "Farve: {what}", "Farge: {what}"),
    "by_helix": Words("Sphere", "Sektor", "Sektor"),
    "by_country": Words("Country", "Land", "Land"),
    "by_cluster": Words("Cluster", "Klynge", "Klynge"),
    "by_community": Words("Community", "Fællesskab", "Fellesskap"),
    "other_ones": Words("smaller ones", "mindre", "mindre"),
    "form": Words("Shape: kind", "Form: type", "Form: type"),
    "stroke": Words("Line: connection", "Streg: forbindelse", "Strek: forbindelse"),
    "line_bundle": Words("several connections in one", "flere forbindelser i én", "flere forbindelser i én"),
    "line_shared": Words("shared projects", "fælles projekter", "felles prosjekter"),
    "money_vague": Words(
        "amount vague or not stated",
        "beløbet er omtrentligt eller ikke angivet",
        "beløpet er omtrentlig eller ikke oppgitt",
    ),
    "shown_of": Words("{shown} of {total} shown", "{shown} af {total} vist", "{shown} av {total} vist"),
    "only": Words("only", "kun", "bare"),
    "only_this": Words("Show only: {name}", "Vis kun: {name}", "Vis bare: {name}"),
    "all_again": Words("all", "alle", "alle"),
    "all_of_these": Words("Show all: {name}", "Vis alle: {name}", "Vis alle: {name}"),
    # show only
    "show_only": Words("Show only", "Vis kun", "Vis bare"),
    "nothing_chosen": Words("all", "alle", "alle"),
    "chosen": Words("chosen: {n}", "valgt: {n}", "valgt: {n}"),
    "facet_clusters": Words("Clusters", "Klynger", "Klynger"),
    "facet_themes": Words("Themes", "Temaer", "Temaer"),
    "facet_funders": Words("Funders", "Finansieringskilder", "Finansieringskilder"),
    "facet_countries": Words("Countries", "Lande", "Land"),
    "find_in": Words("Find in the list: {list}", "Find på listen: {list}", "Finn på listen: {list}"),
    "find_of": Words("Find one of {n}", "Find én af {n}", "Finn én av {n}"),
    "more": Words(
        "Not listed: {n}. Use the box to find them.",
        "Ikke på listen: {n}. Brug feltet til at finde dem.",
        "Ikke på listen: {n}. Bruk feltet for å finne dem.",
    ),
    "none_found": Words("Nothing in the list fits.", "Intet på listen passer.", "Ingenting på listen passer."),
    # time
    "years": Words("Project period", "Projektperiode", "Prosjektperiode"),
    "first_year": Words("From year", "Fra år", "Fra år"),
    "last_year": Words("To year", "Til år", "Til år"),
    "years_shown": Words("Active {from}–{to}", "Aktive {from}–{to}", "Aktive {from}–{to}"),
    "year_shown": Words("Active in {from}", "Aktive i {from}", "Aktive i {from}"),
    "years_bars": Words(
        "Projects running in each year; most in {year}: {n}",
        "Projekter i gang hvert år; flest i {year}: {n}",
        "Prosjekter i gang hvert år; flest i {year}: {n}",
    ),
    "undated": Words(
        "Projects without a date: {n}. They stay visible.",
        "Projekter uden dato: {n}. De forbliver synlige.",
        "Prosjekter uten dato: {n}. De forblir synlige.",
    ),
    "half_dated": Words(
        "Of {n} projects only the start or the end is known. The other end counts as open.",
        "For {n} projekter kendes kun start eller slut. Den anden ende regnes for åben.",
        "For {n} prosjekter er bare start eller slutt kjent. Den andre enden regnes som åpen.",
    ),
    "play": Words("Play", "Afspil", "Spill av"),
    "pause": Words("Pause", "Pause", "Pause"),
    "one_year_on": Words("One year on", "Et år frem", "Ett år frem"),
    "every_year": Words("All years", "Alle år", "Alle år"),
    # merger
    "merger": Words("Merger", "Fusion", "Sammenslåing"),
    "no_merger": Words("none", "ingen", "ingen"),
    "before": Words("Before", "Før", "Før"),
    "after": Words("After", "Efter", "Etter"),
    "merger_before": Words(
        "As it is: {clusters} are apart.",
        "Som det er: {clusters} hver for sig.",
        "Slik det er: {clusters} hver for seg.",
    ),
    "merger_after": Words(
        "As it would be: {clusters} as one.",
        "Som det ville være: {clusters} som én.",
        "Slik det ville være: {clusters} som én.",
    ),
    # parts
    "part": Words("Part of the network", "Del af netværket", "Del av nettverket"),
    "part_core": Words("The best connected", "De bedst forbundne", "De best forbundne"),
    "part_communities": Words("Communities, to be opened", "Fællesskaber, der kan åbnes", "Fellesskap som kan åpnes"),
    "part_near": Words("Around the chosen one", "Omkring det valgte", "Rundt det valgte"),
    "part_all": Words("Everything ({n})", "Alt ({n})", "Alt ({n})"),
    "part_choose": Words(
        "Choose a symbol or search first.", "Vælg først et symbol, eller søg.", "Velg først et symbol, eller søk."
    ),
    "move_to": Words("Show around: {name}", "Vis omkring: {name}", "Vis rundt: {name}"),
    "hops": Words("Steps", "Trin", "Steg"),
    "close_groups": Words("Close the opened ones", "Luk dem, der er åbnet", "Lukk dem som er åpnet"),
    # what is in force
    "in_force": Words("Filters in force", "Aktive filtre", "Aktive filtre"),
    "only_these": Words("only {names}", "kun {names}", "bare {names}"),
    "hidden_these": Words("without {names}", "uden {names}", "uten {names}"),
    "hollow_short": Words("hollow symbols", "hule symboler", "hule symboler"),
    "and_more": Words("{names} and {n} more", "{names} og {n} til", "{names} og {n} til"),
    "take_off": Words("Remove: {name}", "Fjern: {name}", "Fjern: {name}"),
    "clear": Words("Clear all", "Nulstil alt", "Nullstill alt"),
}
"""The text for each place. A word in braces is filled in by the page."""
