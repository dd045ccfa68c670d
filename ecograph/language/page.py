"""The words of the page of results."""

from ecograph.language import Words

PAGE: dict[str, Words] = {
    "findings": Words("The most important findings", "De vigtigste fund", "De viktigste funnene"),
    "contents": Words("Contents", "Indhold", "Innhold"),
    "skip": Words("Skip to the findings", "Gå til fundene", "Gå til funnene"),
    "map": Words("The map", "Kortet", "Kartet"),
    "map_text": Words(
        "Who works with whom, as a map that opens offline: ",
        "Hvem der arbejder sammen, som et kort der åbner uden netforbindelse: ",
        "Hvem som samarbeider, som et kart som åpner uten nettforbindelse: ",
    ),
    "source": Words("source", "kilde", "kilde"),
    "notes": Words("Where the numbers come from", "Hvor tallene kommer fra", "Hvor tallene kommer fra"),
    "notes_text": Words(
        "Each number above leads to a note here. A note names the rows of the dataset that the number was computed "
        "from, by source. `ecograph explain NAME` prints them in full.",
        "Hvert tal ovenfor fører til en note her. En note nævner de rækker i datasættet, som tallet er beregnet af, "
        "ordnet efter kilde. `ecograph explain NAVN` viser dem i deres helhed.",
        "Hvert tall ovenfor fører til en note her. En note nevner de radene i datasettet som tallet er beregnet av, "
        "ordnet etter kilde. `ecograph explain NAVN` viser dem i sin helhet.",
    ),
    "sources": Words("Sources", "Kilder", "Kilder"),
    "lines": Words("line", "linje", "linje"),
    "not_known": Words("not known", "ukendt", "ukjent"),
    "undefined": Words("–", "–", "–"),
    "at_least": Words("at least {low}", "mindst {low}", "minst {low}"),
    "thin": Words(
        "The data know {organisations} organisations, {projects} projects, {participations} participations and "
        "{flows} flows of money from {sources} sources. {others} collective or unnamed bodies are not counted. "
        "What the sources do not say is not known, so every overlap is a lower bound of what is shared.",
        "Datasættet kender {organisations} organisationer, {projects} projekter, {participations} deltagelser og "
        "{flows} pengestrømme fra {sources} kilder. {others} samlebetegnelser og unavngivne tælles ikke med. Det, "
        "kilderne ikke fortæller, er ukendt, så ethvert overlap er det mindste, der kan være fælles.",
        "Datasettet kjenner {organisations} organisasjoner, {projects} prosjekter, {participations} deltakelser og "
        "{flows} pengestrømmer fra {sources} kilder. {others} samlebetegnelser og ikke navngitte telles ikke med. Det "
        "kildene ikke forteller, er ukjent, så ethvert overlapp er det minste som kan være felles.",
    ),
}
"""The texts of the page, by what they are for."""
