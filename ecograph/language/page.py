"""The words of the page of results."""

from ecograph.language import Plural, Words

PAGE: dict[str, Words] = {
    "findings": Words("The most important findings", "De vigtigste fund", "De viktigste funnene"),
    "contents": Words("Contents", "Indhold", "Innhold"),
    "skip": Words("Skip to the findings", "Gå til fundene", "Gå til funnene"),
    "map": Words("The map", "Kortet", "Kartet"),
    "map_text": Words(
        "Who works with whom, as a map that opens offline: ",
        "Hvem der arbejder sammen, som et kort, der kan åbnes uden netforbindelse: ",
        "Hvem som samarbeider, som et kart som kan åpnes uten nettforbindelse: ",
    ),
    "source": Words("source", "kilde", "kilde"),
    "notes": Words("Where the numbers come from", "Hvor tallene kommer fra", "Hvor tallene kommer fra"),
    "notes_text": Words(
        "Each number above leads to a note here. A note names the rows of the dataset that the number was computed "
        "from, by source. The command ecograph explain NAME prints them in full.",
        "Hvert tal ovenfor fører til en note her. En note nævner de rækker i datasættet, som tallet er beregnet af, "
        "ordnet efter kilde. Kommandoen ecograph explain NAVN viser dem i deres helhed.",
        "Hvert tall ovenfor fører til en note her. En note nevner de radene i datasettet som tallet er beregnet av, "
        "ordnet etter kilde. Kommandoen ecograph explain NAVN viser dem i sin helhet.",
    ),
    "sources": Words("Sources", "Kilder", "Kilder"),
    "lines": Words("line", "linje", "linje"),
    "not_known": Words("not known", "ukendt", "ukjent"),
    "undefined": Words("–", "–", "–"),
    "at_least": Words("at least {low}", "mindst {low}", "minst {low}"),
    "no_findings": Words(
        "The data say too little for a finding.",
        "Data siger for lidt til et fund.",
        "Dataene sier for lite til et funn.",
    ),
    "no_rows": Words("Nothing is known.", "Intet er kendt.", "Ingenting er kjent."),
    "thin": Words(
        "The dataset holds {organisations}, {projects}, {participations} and {flows} from {sources}. {others} not "
        "counted. "
        "What the sources do not say is not known, so every overlap is a lower bound of what is shared.",
        "Datasættet rummer {organisations}, {projects}, {participations} og {flows} fra {sources}. {others} tælles "
        "ikke med. Det, kilderne ikke fortæller, er ukendt, så ethvert overlap er det mindste, der kan være fælles.",
        "Datasettet inneholder {organisations}, {projects}, {participations} og {flows} fra {sources}. {others} telles "
        "ikke med. Det kildene ikke forteller, er ukjent, så ethvert overlapp er det minste som kan være felles.",
    ),
}
"""The texts of the page, by what they are for."""

COUNTED: dict[str, Plural] = {
    "organisations": Plural(
        Words("organisation", "organisation", "organisasjon"),
        Words("organisations", "organisationer", "organisasjoner"),
    ),
    "projects": Plural(Words("project", "projekt", "prosjekt"), Words("projects", "projekter", "prosjekter")),
    "participations": Plural(
        Words("participation", "deltagelse", "deltakelse"), Words("participations", "deltagelser", "deltakelser")
    ),
    "flows": Plural(
        Words("flow of money", "pengestrøm", "pengestrøm"), Words("flows of money", "pengestrømme", "pengestrømmer")
    ),
    "sources": Plural(Words("source", "kilde", "kilde"), Words("sources", "kilder", "kilder")),
    "others": Plural(
        Words(
            "collective or unnamed body is",
            "samlebetegnelse eller unavngiven",
            "samlebetegnelse eller organisasjon uten navn",
        ),
        Words(
            "collective or unnamed bodies are",
            "samlebetegnelser og unavngivne",
            "samlebetegnelser og organisasjoner uten navn",
        ),
    ),
}
"""What the page counts in its first lines."""
