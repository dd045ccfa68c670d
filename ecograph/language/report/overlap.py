"""The words of the section on what clusters share."""

from ecograph.language import Words

TITLE = Words("What the clusters share", "Hvad klyngerne har til fælles", "Hva klyngene har felles")
TOO_FEW = Words(
    "There are fewer than two clusters to compare.",
    "Der er færre end to klynger at sammenligne.",
    "Det er færre enn to klynger å sammenligne.",
)
COMPARED = Words(
    "Compared are {names}. Meetings do not count as shared work.",
    "Her sammenlignes {names}. Møder tæller ikke som fælles arbejde.",
    "Her sammenlignes {names}. Møter teller ikke som felles arbeid.",
)
SHARED = Words("Shared work", "Fælles arbejde", "Felles arbeid")
CHANCE = Words(
    "Is the overlap more than chance?",
    "Er overlappet mere end tilfældigt?",
    "Er overlappet mer enn tilfeldig?",
)
MONEY = Words("Shared money", "Fælles midler", "Felles midler")
LISTS = Words("What the lists of members can say", "Hvad medlemslisterne kan sige", "Hva medlemslistene kan si")

PAIRS = Words(
    "What pairs of clusters share, and what chance would give",
    "Hvad klyngerne har til fælles to og to, og hvad tilfældet ville give",
    "Hva klyngene har felles to og to, og hva tilfeldigheter ville gitt",
)
PAIRS_NOTE = Words(
    "Jaccard is what both have as a share of what at least one of them has. Chance is {n} networks in which everybody "
    "keeps the number of projects and memberships; the command ecograph overlap draws more.",
    "Jaccard er det, begge har, som andel af det, mindst én af dem har. Tilfældigheden er {n} netværk, hvor alle "
    "beholder deres antal projekter og medlemskaber; kommandoen ecograph overlap trækker flere.",
    "Jaccard er det begge har, som andel av det minst én av dem har. Tilfeldigheten er {n} nettverk der alle beholder "
    "antallet prosjekter og medlemskap; kommandoen ecograph overlap trekker flere.",
)
NO_PAIR = Words(
    "No pair is known to share anything.",
    "Intet par har kendt noget til fælles.",
    "Det er ikke kjent at noe par har noe felles.",
)
IN_ALL = Words("in all", "i alt", "i alt")
JACCARD = Words("Jaccard", "Jaccard", "Jaccard")

COMBINATIONS = Words(
    "Which clusters have which {things} in common",
    "Hvilke klynger der har hvilke {things} til fælles",
    "Hvilke klynger som har hvilke {things} felles",
)
COMBINATION = Words("clusters", "klynger", "klynger")
EXACTLY = Words(
    "in these alone",
    "kun hos disse",
    "bare hos disse",
)
IN_EACH = Words("in all of these", "hos alle disse", "hos alle disse")
UPSET = Words(
    "UpSet plot: a bar for each combination of clusters, and dots that say which. {largest} has most for itself, "
    "{alone}. "
    "The largest number that several have in common is {shared}, of {names}.",
    "UpSet-diagram: en søjle for hver kombination af klynger og prikker, der viser hvilke. {largest} har flest for sig "
    "selv, {alone}. Det største antal, som flere har til fælles, er {shared}, hos {names}.",
    "UpSet-diagram: en søyle for hver kombinasjon av klynger og prikker som viser hvilke. {largest} har flest for seg "
    "selv, {alone}. Det største antallet som flere har felles, er {shared}, hos {names}.",
)
UPSET_NONE = Words(
    "UpSet plot: a bar for each combination of clusters, and dots that say which. No two have any in common.",
    "UpSet-diagram: en søjle for hver kombination af klynger og prikker, der viser hvilke. Ingen to har nogen til "
    "fælles.",
    "UpSet-diagram: en søyle for hver kombinasjon av klynger og prikker som viser hvilke. Ingen to har noen felles.",
)
UPSET_SHARED = Words(
    "UpSet plot: a bar for each combination of clusters, and dots that say which. None has any for itself. The largest "
    "number that several have in common is {shared}, of {names}.",
    "UpSet-diagram: en søjle for hver kombination af klynger og prikker, der viser hvilke. Ingen har nogen for sig "
    "selv. "
    "Det største antal, som flere har til fælles, er {shared}, hos {names}.",
    "UpSet-diagram: en søyle for hver kombinasjon av klynger og prikker som viser hvilke. Ingen har noen for seg selv. "
    "Det største antallet som flere har felles, er {shared}, hos {names}.",
)

REACHING = Words("Money that reaches both of a pair", "Midler, der når begge i et par", "Midler som når begge i et par")
REACHING_NOTE = Words(
    "A grant to a joint project may reach one, both or neither of them, so the amounts are intervals from what is "
    "sure to what is possible.",
    "Et tilskud til et fælles projekt kan nå den ene, begge eller ingen af dem, så beløbene er intervaller fra det "
    "sikre til det mulige.",
    "Et tilskudd til et felles prosjekt kan nå den ene, begge eller ingen av dem, så beløpene er intervaller fra det "
    "sikre til det mulige.",
)
BOTH = Words("reaches both", "når begge", "når begge")
OF_BOTH = Words("of what reaches either", "af det, der når mindst én", "av det som når minst én")
NO_MONEY = Words(
    "No money is known to reach two of them.",
    "Der er ingen kendte midler, som når to af dem.",
    "Det er ingen kjente midler som når to av dem.",
)

BOUNDS = Words(
    "How many members two clusters could share",
    "Hvor mange medlemmer to klynger kan have til fælles",
    "Hvor mange medlemmer to klynger kan ha felles",
)
KNOWN = Words("known to be shared", "kendt fælles", "kjent felles")
POSSIBLE = Words("possible", "muligt", "mulig")
