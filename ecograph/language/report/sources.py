"""The words of the section on sources."""

from ecograph.language import Words

TITLE = Words("Sources", "Kilder", "Kilder")
ABOUT = Words(
    "The data come from {sources}. Each row of the dataset names the one that states it, and the lines in it where "
    "they "
    "are known.",
    "Dataene kommer fra {sources}. Hver række i datasættet nævner den kilde, der oplyser den, og linjerne i den, hvor "
    "de er kendt.",
    "Dataene kommer fra {sources}. Hver rad i datasettet nevner kilden som oppgir den, og linjene i den der de er "
    "kjent.",
)
EXPLAIN = Words(
    "The command ecograph explain {example} prints every row behind a mark with its source; ecograph explain NAME "
    "prints "
    "all that is known of an organisation, project or figure.",
    "Kommandoen ecograph explain {example} viser hver række bag et mærke med dens kilde; ecograph explain NAVN viser "
    "alt, "
    "hvad der er kendt om en organisation, et projekt eller et nøgletal.",
    "Kommandoen ecograph explain {example} viser hver rad bak et merke med kilden; ecograph explain NAVN viser alt "
    "som er "
    "kjent om en organisasjon, et prosjekt eller et nøkkeltall.",
)
FILES = Words(
    "The files that the report was made from", "De filer, rapporten er lavet af", "Filene som rapporten er laget av"
)
FILE = Words("file", "fil", "fil")
SUM = Words("SHA-256", "SHA-256", "SHA-256")
