"""The texts of the network map that are not those of one of its parts."""

from ecograph.language import Words

PAGE: dict[str, Words] = {
    # the page
    "map": Words("Map", "Kort", "Kart"),
    "table": Words("Table", "Tabel", "Tabell"),
    "view": Words("View", "Visning", "Visning"),
    "language": Words("Language", "Sprog", "Språk"),
    "skip": Words("Skip to search", "Gå til søgning", "Gå til søk"),
    "no_script": Words(
        "This page draws its map with JavaScript, which is switched off here. Open the file in a web browser.",
        "Siden tegner kortet med JavaScript, som er slået fra her. Åbn filen i en browser.",
        "Siden tegner kartet med JavaScript, som er slått av her. Åpne filen i en nettleser.",
    ),
    "counts": Words(
        "Organisations: {organisations} · Collective or unnamed (hollow): {others} · "
        "Projects: {projects} · Connections: {edges}",
        "Organisationer: {organisations} · Samlebetegnelser og unavngivne (hule): {others} · "
        "Projekter: {projects} · Forbindelser: {edges}",
        "Organisasjoner: {organisations} · Samlebetegnelser og organisasjoner uten navn (hule): {others} · "
        "Prosjekter: {projects} · Forbindelser: {edges}",
    ),
    "caption": Words(
        "Placed by shared projects and clusters; distance is not a measure.",
        "Placeret efter fælles projekter og klynger; afstanden er ikke et mål.",
        "Plassert etter felles prosjekter og klynger; avstanden er ikke et mål.",
    ),
    "newest": Words("newest source {date}", "nyeste kilde {date}", "nyeste kilde {date}"),
    "around": Words("around {name}", "omkring {name}", "rundt {name}"),
    "several_clusters": Words("several clusters", "flere klynger", "flere klynger"),
    "no_cluster": Words("no cluster known", "ingen kendt klynge", "ingen kjent klynge"),
    "no_community": Words("no community", "intet fællesskab", "ikke noe fellesskap"),
    "too_many_pairs": Words(
        "More than {most} pairs of organisations would share a project. Filter, or show a part of the map.",
        "Mere end {most} par af organisationer ville dele et projekt. Filtrér, eller vis en del af kortet.",
        "Mer enn {most} par av organisasjoner ville dele et prosjekt. Filtrer, eller vis en del av kartet.",
    ),
    "part_core_note": Words(
        "The core: {n} of {all} nodes, each tied to at least {k} others of them, and the clusters. "
        "More than {max} are not drawn at once unless you ask for all.",
        "Kernen: {n} af {all} knuder, hver forbundet med mindst {k} andre af dem, og klyngerne. "
        "Flere end {max} tegnes ikke på én gang, medmindre du beder om alt.",
        "Kjernen: {n} av {all} noder, hver forbundet med minst {k} andre av dem, og klyngene. "
        "Flere enn {max} tegnes ikke på én gang med mindre du ber om alt.",
    ),
    "part_communities_note": Words(
        "Each disc is a community: organisations that share many projects, and their projects. Open one to see it.",
        "Hver cirkel er et fællesskab: organisationer, der deler mange projekter, og deres projekter. "
        "Åbn én for at se den.",
        "Hver sirkel er et fellesskap: organisasjoner som deler mange prosjekter, og prosjektene deres. "
        "Åpne en for å se den.",
    ),
    "part_near_note": Words(
        "Around {name} (steps: {hops}): {n} of {all} nodes.",
        "Omkring {name} (trin: {hops}): {n} af {all} knuder.",
        "Rundt {name} (steg: {hops}): {n} av {all} noder.",
    ),
    "size_told": Words("Size: {what}.", "Størrelse: {what}.", "Størrelse: {what}."),
    "size_neighbours": Words(
        "how many others it is tied to",
        "hvor mange andre det er forbundet med",
        "hvor mange andre det er forbundet med",
    ),
    "known_members": Words(
        "Members in the data of this map: {known} of {reported} reported (clusters with a reported number: {n}).",
        "Medlemmer i kortets data: {known} af {reported} oplyste (klynger med oplyst medlemstal: {n}).",
        "Medlemmer i kartets data: {known} av {reported} oppgitte (klynger med oppgitt medlemstall: {n}).",
    ),
    "thin": Words(
        "Thin data: {few} of {all} nodes have at most one known connection. "
        "A missing line means that no source states it.",
        "Tyndt datagrundlag: {few} af {all} knuder har højst én kendt forbindelse. "
        "Hvor der ingen streg er, nævner ingen kilde nogen.",
        "Tynt datagrunnlag: {few} av {all} noder har høyst én kjent forbindelse. "
        "Der det ikke er noen strek, nevner ingen kilde noen.",
    ),
    "half_flows": Words(
        "Not drawn: {n} flows of money whose payer or recipient is not known.",
        "Ikke tegnet: {n} pengestrømme, hvor bidragyder eller modtager ikke er kendt.",
        "Ikke tegnet: {n} pengestrømmer der bidragsyter eller mottaker ikke er kjent.",
    ),
    "empty": Words(
        "There is nothing to show: the dataset has no organisations and no projects.",
        "Der er intet at vise: datasættet har hverken organisationer eller projekter.",
        "Det er ingenting å vise: datasettet har verken organisasjoner eller prosjekter.",
    ),
    "library": Words(
        "Drawn with vis-network 9.1.2 (Apache-2.0 or MIT). Nothing is loaded from the internet.",
        "Tegnet med vis-network 9.1.2 (Apache-2.0 eller MIT). Intet hentes fra internettet.",
        "Tegnet med vis-network 9.1.2 (Apache-2.0 eller MIT). Ingenting hentes fra internett.",
    ),
    "map_help": Words(
        "Map of the network. Arrow keys go along the connections, with Shift they move the map, plus and minus zoom, "
        "0 shows all. N and P step through the best connected, Enter opens the details, Escape closes them. The table "
        "has the same content.",
        "Kort over netværket. Piletaster følger forbindelserne, med Skift flytter de kortet, plus og minus zoomer, "
        "0 viser alt. N og P går gennem dem med flest forbindelser, Enter åbner detaljerne, Escape lukker dem. "
        "Tabellen har samme indhold.",
        "Kart over nettverket. Piltaster følger forbindelsene, med Skift flytter de kartet, pluss og minus zoomer, "
        "0 viser alt. N og P går gjennom dem med flest forbindelser, Enter åpner detaljene, Escape lukker dem. "
        "Tabellen har samme innhold.",
    ),
    "zoom_in": Words("Zoom in", "Zoom ind", "Zoom inn"),
    "zoom_out": Words("Zoom out", "Zoom ud", "Zoom ut"),
    "fit": Words("Show all", "Vis alt", "Vis alt"),
    "loose": Words("No known connection: {n}", "Ingen kendt forbindelse: {n}", "Ingen kjent forbindelse: {n}"),
    # search
    "search": Words("Search", "Søg", "Søk"),
    "search_hint": Words("Name or abbreviation", "Navn eller forkortelse", "Navn eller forkortelse"),
    "suggestions": Words("Suggestions", "Forslag", "Forslag"),
    "found": Words("Found: {n}", "Fundet: {n}", "Funnet: {n}"),
    "not_found": Words("Nothing found", "Intet fundet", "Ingenting funnet"),
    # legend and filter
    "legend": Words("Legend and filter", "Signaturforklaring og filter", "Tegnforklaring og filter"),
    "reset": Words("Clear the filter", "Nulstil filter", "Nullstill filter"),
    "colour": Words("Colour: sphere", "Farve: sektor", "Farge: sektor"),
    "line": Words("Line: connection", "Streg: forbindelse", "Strek: forbindelse"),
    "unknown": Words("not known", "ukendt", "ukjent"),
    "shape_cluster": Words("cluster", "klynge", "klynge"),
    "shape_company": Words("company", "virksomhed", "bedrift"),
    "shape_knowledge": Words(
        "university, institute or hospital",
        "universitet, institut eller hospital",
        "universitet, institutt eller sykehus",
    ),
    "shape_public": Words("public authority", "offentlig myndighed", "offentlig myndighet"),
    "shape_other": Words(
        "foundation, association or other", "fond, forening eller andet", "stiftelse, forening eller annet"
    ),
    "shape_project": Words("project", "projekt", "prosjekt"),
    "hollow": Words(
        "hollow: several bodies, or one without a name",
        "hul: flere under ét, eller uden navn",
        "hul: flere under ett, eller uten navn",
    ),
    "line_participation": Words("takes part in a project", "deltager i et projekt", "deltar i et prosjekt"),
    "line_membership": Words("belongs to a cluster", "hører til en klynge", "hører til en klynge"),
    "line_tie": Words("other tie", "anden forbindelse", "annen forbindelse"),
    "line_flow": Words(
        "money, from payer to recipient", "penge, fra bidragyder til modtager", "penger, fra bidragsyter til mottaker"
    ),
    "shown": Words(
        "Shown: {nodes} of {all_nodes} nodes, {edges} of {all_edges} connections",
        "Vist: {nodes} af {all_nodes} knuder, {edges} af {all_edges} forbindelser",
        "Vist: {nodes} av {all_nodes} noder, {edges} av {all_edges} forbindelser",
    ),
    "shown_lines": Words(
        "Shown: {nodes} of {all_nodes} nodes, {edges} lines",
        "Vist: {nodes} af {all_nodes} knuder, {edges} streger",
        "Vist: {nodes} av {all_nodes} noder, {edges} streker",
    ),
    # details
    "details": Words("Details", "Detaljer", "Detaljer"),
    "close": Words("Close", "Luk", "Lukk"),
    "how_to_read": Words("How to read the map", "Sådan læses kortet", "Slik leses kartet"),
    "read_place": Words(
        "Each symbol is an organisation or a project. It lies by the clusters and projects that it is tied "
        "to: what lies between two clusters is tied to both.",
        "Hvert symbol er en organisation eller et projekt. Det ligger ved de klynger og projekter, det er "
        "forbundet med: det, der ligger mellem to klynger, er forbundet med begge.",
        "Hvert symbol er en organisasjon eller et prosjekt. Det ligger ved de klyngene og prosjektene det er "
        "forbundet med: det som ligger mellom to klynger, er forbundet med begge.",
    ),
    "read_choose": Words(
        "Choose a symbol, or search, to see who it is tied to, the money, and the source of each fact.",
        "Vælg et symbol, eller søg, for at se forbindelserne, pengene og kilden til hver oplysning.",
        "Velg et symbol, eller søk, for å se forbindelsene, pengene og kilden til hver opplysning.",
    ),
    "best_connected": Words("Most connections", "Flest forbindelser", "Flest forbindelser"),
    "part_of": Words("Part of", "Del af", "Del av"),
    "stands_for": Words("Number of bodies: {n}", "Antal organisationer: {n}", "Antall organisasjoner: {n}"),
    "names": Words("Other names", "Andre navne", "Andre navn"),
    "numbers": Words("Registry numbers", "Registernumre", "Registernumre"),
    "projects": Words("Projects", "Projekter", "Prosjekter"),
    "participants": Words("Participants", "Deltagere", "Deltakere"),
    "memberships": Words("Belongs to", "Hører til", "Hører til"),
    "members": Words("Members and partners", "Medlemmer og partnere", "Medlemmer og partnere"),
    "ties": Words("Other ties", "Andre forbindelser", "Andre forbindelser"),
    "money_in": Words("Money in", "Penge ind", "Penger inn"),
    "money_out": Words("Money out", "Penge ud", "Penger ut"),
    "figures": Words("Figures", "Tal", "Tall"),
    "events": Words("Events", "Begivenheder", "Hendelser"),
    "kind": Words("Kind", "Type", "Type"),
    "purpose": Words("Purpose", "Formål", "Formål"),
    "stage": Words("Stage", "Fase", "Fase"),
    "programme": Words("Programme", "Program", "Program"),
    "period": Words("Period", "Periode", "Periode"),
    "budget": Words("Budget", "Budget", "Budsjett"),
    "region": Words("Region", "Region", "Region"),
    "country": Words("Country", "Land", "Land"),
    "helix": Words("Sphere", "Sektor", "Sektor"),
    "extent": Words("Extent", "Omfang", "Omfang"),
    "from": Words("from", "fra", "fra"),
    "to": Words("to", "til", "til"),
    "until": Words("until", "indtil", "til"),
    "as_of": Words("as of", "pr.", "per"),
    "joint": Words("joint amount", "samlet beløb fra flere", "samlet beløp fra flere"),
    "shared": Words("one amount for several recipients", "samlet beløb til flere", "samlet beløp til flere"),
    "no_amount": Words("amount not stated", "beløb ikke angivet", "beløp ikke oppgitt"),
    "no_value": Words("not stated", "ikke angivet", "ikke oppgitt"),
    "share": Words("share of the budget", "andel af budgettet", "andel av budsjettet"),
    "within": Words("part of a larger amount", "del af et større beløb", "del av et større beløp"),
    "again": Words(
        "states an amount again that stands elsewhere",
        "gentager et beløb, der står et andet sted",
        "gjentar et beløp som står et annet sted",
    ),
    "source": Words("Source", "Kilde", "Kilde"),
    "lines": Words("line {lines}", "linje {lines}", "linje {lines}"),
    "open_source": Words("open", "åbn", "åpne"),
    "also": Words("Also", "Også", "Også"),
    "nothing": Words("No connection is known.", "Ingen forbindelse er kendt.", "Ingen forbindelse er kjent."),
    # table
    "name": Words("Name", "Navn", "Navn"),
    "connections": Words("Connections", "Forbindelser", "Forbindelser"),
    "table_caption": Words(
        "Organisations and projects shown on the map; a heading sorts, a name opens the details",
        "Organisationer og projekter på kortet; en overskrift sorterer, et navn åbner detaljerne",
        "Organisasjoner og prosjekter på kartet; en overskrift sorterer, et navn åpner detaljene",
    ),
}
"""The text for each place of the page."""
