"""The words of the section on what is missing."""

from ecograph.language import Words

TITLE = Words("Gaps", "Huller", "Hull")
COVERAGE = Words("Themes by region", "Temaer efter region", "Temaer etter region")
NO_COVERAGE = Words(
    "No theme or no region is known, so nothing can be said of coverage.",
    "Der er intet kendt tema eller ingen kendt region, så intet kan siges om dækningen.",
    "Det er ikke noe kjent tema eller ingen kjent region, så ingenting kan sies om dekningen.",
)
FRAMEWORK = Words(
    "The themes are those of the list “{framework}”. A cell is a gap only where the rest of the table would lead one "
    "to "
    "expect somebody; where nothing is known, an empty cell says nothing.",
    "Temaerne er dem på listen »{framework}«. En celle er kun et hul, hvis man ud fra resten af tabellen ville vente "
    "nogen; hvor intet er kendt, siger en tom celle intet.",
    "Temaene er de på listen «{framework}». En celle er bare et hull hvis man ut fra resten av tabellen ville ventet "
    "noen; "
    "der ingenting er kjent, sier en tom celle ingenting.",
)
MAP = Words(
    "Organisations by theme and region", "Organisationer efter tema og region", "Organisasjoner etter tema og region"
)
MAP_TEXT = Words(
    "Heat map of {themes} by {regions}: {covered} of {cells} cells are covered, {gaps} are gaps, and of {unknown} too "
    "little is known. Most organisations are in {theme}, {region}: {most}.",
    "Varmekort med {themes} og {regions}: {covered} af {cells} celler er dækket, {gaps} er huller, og om {unknown} "
    "vides "
    "for lidt. Flest organisationer er der i {theme}, {region}: {most}.",
    "Varmekart med {themes} og {regions}: {covered} av {cells} celler er dekket, {gaps} er hull, og om {unknown} vet "
    "vi "
    "for lite. Flest organisasjoner er det i {theme}, {region}: {most}.",
)
MAP_NOTE = Words(
    "0 is a gap. Combinations of which too little is known are not listed.",
    "0 er et hul. Kombinationer, som der vides for lidt om, er ikke med.",
    "0 er et hull. Kombinasjoner som vi vet for lite om, er ikke med.",
)
GAPS = Words("The largest gaps", "De største huller", "De største hullene")
EXPECTED = Words("expected organisations", "forventede organisationer", "forventede organisasjoner")
UNPLACED = Words("may be elsewhere", "kan være andetsteds", "kan være andre steder")
HOLES = Words("Holes between countries", "Huller mellem lande", "Hull mellom land")
NO_HOLES = Words(
    "The data name organisations of fewer than two countries, so there is nothing to compare.",
    "Dataene nævner organisationer fra færre end to lande, så der er intet at sammenligne.",
    "Dataene nevner organisasjoner fra færre enn to land, så det er ingenting å sammenligne.",
)
HOLES_TABLE = Words(
    "Who works together across borders",
    "Hvem der arbejder sammen over grænser",
    "Hvem som arbeider sammen over grenser",
)
HOLES_NOTE = Words(
    "A tie is a pair of organisations, one of each country, that share a project. Chance is {n} networks in which "
    "everybody keeps the number of projects; the command ecograph gaps draws more.",
    "En forbindelse er et par af organisationer, én fra hvert land, med et fælles projekt. Tilfældigheden er {n} "
    "netværk, hvor alle beholder deres antal projekter; kommandoen ecograph gaps trækker flere.",
    "En forbindelse er et par av organisasjoner, én fra hvert land, med et felles prosjekt. Tilfeldigheten er {n} "
    "nettverk der alle beholder antallet prosjekter; kommandoen ecograph gaps trekker flere.",
)
AND_COUNTRY = Words("and country", "og land", "og land")
TIES = Words("ties", "forbindelser", "forbindelser")
VERDICT = Words("verdict", "vurdering", "vurdering")
CARRIERS = Words("carried by", "båret af", "båret av")
UNKNOWN = Words("What is not known", "Hvad der er ukendt", "Hva som er ukjent")
NO_UNKNOWN = Words("No missing fact is known.", "Der er ingen kendt mangel.", "Det er ingen kjent mangel.")
UNKNOWNS = Words(
    "The missing facts that matter most",
    "De manglende oplysninger, der betyder mest",
    "De manglende opplysningene som betyr mest",
)
BEARS_ON = Words("bears on", "har betydning for", "har betydning for")
OF_WHOM = Words("of whom", "om hvem", "om hvem")
KNOWN = Words("known", "kendt", "kjent")
LACKING = Words("missing", "mangler", "mangler")
CURE = Words("what to do", "hvad man kan gøre", "hva man kan gjøre")
GOALS = Words("Goals", "Mål", "Mål")
NO_GOALS = Words("The data state no goal.", "Dataene angiver intet mål.", "Dataene angir ikke noe mål.")
GOALS_TABLE = Words("Goals with a deadline", "Mål med en frist", "Mål med en frist")
OVERDUE = Words("days past the deadline", "dage efter fristen", "dager etter fristen")
