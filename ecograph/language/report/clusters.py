"""The words of the section on the clusters."""

from ecograph.language import Words

TITLE = Words("The clusters", "Klyngerne", "Klyngene")
NO_CLUSTER = Words("The data hold no cluster.", "Dataene rummer ingen klynge.", "Dataene inneholder ingen klynge.")
ALL = Words(
    "The clusters and what is known about them",
    "Klyngerne og det, der er kendt om dem",
    "Klyngene og det som er kjent om dem",
)
HOW_MANY = Words(
    "The data hold {clusters}. Members are those that a source names; what a cluster reports stands beside it.",
    "Dataene rummer {clusters}. Medlemmer er dem, en kilde nævner; det, klyngen selv oplyser, står ved siden af.",
    "Dataene inneholder {clusters}. Medlemmer er de som en kilde nevner; det klyngen selv oppgir, står ved siden av.",
)
SUMMARY = Words(
    "Known about {name}: {members}, {projects}, {partners} and {themes}.",
    "Kendt om {name}: {members}, {projects}, {partners} og {themes}.",
    "Kjent om {name}: {members}, {projects}, {partners} og {themes}.",
)
REPORTED = Words(
    "It reports {n} members ({date}).",
    "Klyngen oplyser {n} medlemmer ({date}).",
    "Klyngen oppgir {n} medlemmer ({date}).",
)
REPORTED_WITHOUT_DATE = Words(
    "It reports {n} members, without a date.",
    "Klyngen oplyser {n} medlemmer uden dato.",
    "Klyngen oppgir {n} medlemmer uten dato.",
)
UNREPORTED = Words(
    "How many members it has in all is not known.",
    "Hvor mange medlemmer den har i alt, er ukendt.",
    "Hvor mange medlemmer den har i alt, er ukjent.",
)
PROJECTS_OF = Words("Projects of {name}", "Projekter hos {name}", "Prosjekter hos {name}")
MEMBERS_OF = Words(
    "Known members of {name}",
    "Kendte medlemmer af {name}",
    "Kjente medlemmer av {name}",
)
THEMES_OF = Words("It works most with {themes}.", "Den arbejder mest med {themes}.", "Den arbeider mest med {themes}.")
