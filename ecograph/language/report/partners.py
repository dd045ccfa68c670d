"""The words of the section on new partners."""

from ecograph.language import Words

TITLE = Words("New partners", "Nye partnere", "Nye partnere")
NONE = Words(
    "There is no cluster for which partners could be suggested.",
    "Der er ingen klynge, som der kan foreslås partnere til.",
    "Det er ingen klynge som det kan foreslås partnere til.",
)
ABOUT = Words(
    "These are organisations that do not yet work with a cluster in a known project, but have a partner or a theme in "
    "common with it. A suggestion is a question to ask, not advice.",
    "Her foreslås organisationer, der endnu ikke arbejder sammen med en klynge i et kendt projekt, men har en partner "
    "eller et tema til fælles med den. Et forslag er et spørgsmål, man kan stille, og ikke et råd.",
    "Her foreslås organisasjoner som ennå ikke arbeider sammen med en klynge i et kjent prosjekt, men har en partner "
    "eller et tema felles med den. Et forslag er et spørsmål man kan stille, og ikke et råd.",
)
FOR = Words("Suggestions for {name}", "Forslag til {name}", "Forslag til {name}")
COMMON = Words("partners in common", "fælles partnere", "felles partnere")
EVIDENCE = Words("evidence", "belæg", "belegg")
TRUST = Words(
    "How far the suggestions can be trusted",
    "Hvor meget man kan stole på forslagene",
    "Hvor mye man kan stole på forslagene",
)
