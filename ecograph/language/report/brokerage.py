"""The words of the section on bridge builders."""

from ecograph.language import Plural, Words

TITLE = Words("Bridge builders", "Brobyggere", "Brobyggere")
NONE = Words(
    "No organisation is known to join others, since no projects with several partners are known.",
    "Der er ingen organisation, som vides at forbinde andre, da der ikke er kendt projekter med flere partnere.",
    "Det er ingen organisasjon som er kjent for å forbinde andre, siden det ikke er kjent prosjekter med flere "
    "partnere.",
)
FIRST = Words(
    "{first} lies on more of the shortest routes between others than anyone else ({value} on a scale from 0 to 1)"
    "{second}.",
    "{first} ligger på flere af de korteste veje mellem andre end nogen anden ({value} på en skala fra 0 til 1)"
    "{second}.",
    "{first} ligger på flere av de korteste veiene mellom andre enn noen annen ({value} på en skala fra 0 til 1)"
    "{second}.",
)
SECOND = Words(
    "; next comes {name} ({value})", "; derefter kommer {name} ({value})", "; deretter kommer {name} ({value})"
)
SPLIT = Words(
    "Indispensable links: {n}. Where such a link fails, what hangs together falls apart. Without {name} there would "
    "be {parts}, and {off} would be cut off from the largest.",
    "Uundværlige bindeled: {n}. Falder et sådant bindeled fra, går det, der hænger sammen, i stykker. Uden {name} "
    "ville der være {parts}, og {off} ville være afskåret fra den største.",
    "Uunnværlige bindeledd: {n}. Faller et slikt bindeledd fra, går det som henger sammen, i stykker. Uten {name} "
    "ville det være {parts}, og {off} ville være avskåret fra den største.",
)
NO_SPLIT = Words(
    "No single organisation holds parts of the ecosystem together alone.",
    "Ingen enkelt organisation holder alene dele af økosystemet sammen.",
    "Ingen enkelt organisasjon holder alene deler av økosystemet sammen.",
)
PARTS = Plural(Words("part", "del", "del"), Words("parts", "dele", "deler"))
TOGETHER = Words(
    "Through joint projects {n} hang together, {share} of all. The others are in smaller parts, or in no known "
    "project.",
    "Gennem fælles projekter hænger {n} sammen, {share} af alle. De andre hører til mindre dele eller deltager ikke i "
    "noget kendt projekt.",
    "Gjennom felles prosjekter henger {n} sammen, {share} av alle. De andre hører til mindre deler eller deltar ikke "
    "i noe "
    "kjent prosjekt.",
)
TABLE = Words("The strongest bridge builders", "De stærkeste brobyggere", "De sterkeste brobyggerne")
BETWEENNESS = Words("betweenness (0 to 1)", "betweenness (0 til 1)", "betweenness (0 til 1)")
CUT_OFF = Words(
    "organisations cut off without it",
    "organisationer afskåret uden den",
    "organisasjoner avskåret uten den",
)
ROLES = Words(
    "Who brings whom together: the strongest in each role",
    "Hvem der bringer hvem sammen: den stærkeste i hver rolle",
    "Hvem som bringer hvem sammen: den sterkeste i hver rolle",
)
ROLES_NOTE = Words(
    "A path leads from one partner through the organisation to another partner with whom the first shares no project. "
    "Groups are {groups}.",
    "En vej fører fra én partner gennem organisationen til en anden partner, som den første ikke har et projekt sammen "
    "med. Grupperne er {groups}.",
    "En vei fører fra én partner gjennom organisasjonen til en annen partner som den første ikke har et prosjekt "
    "sammen "
    "med. Gruppene er {groups}.",
)
GROUPS = Words("spheres", "sektorer", "sektorer")
ROLE = Words("role", "rolle", "rolle")
MEANING = Words("what it does", "hvad den gør", "hva den gjør")
PATHS = Words("paths", "veje", "veier")
ROLE_NAMES: dict[str, Words] = {
    "coordinator": Words("coordinator", "koordinator", "koordinator"),
    "gatekeeper": Words("gatekeeper", "portvagt", "portvokter"),
    "representative": Words("representative", "repræsentant", "representant"),
    "consultant": Words("consultant", "konsulent", "konsulent"),
    "liaison": Words("liaison", "forbindelsesled", "forbindelsesledd"),
}
ROLE_MEANINGS: dict[str, Words] = {
    "coordinator": Words(
        "joins partners of its own group",
        "forbinder partnere fra sin egen gruppe",
        "forbinder partnere fra sin egen gruppe",
    ),
    "gatekeeper": Words(
        "lets others in to its own group", "lukker andre ind i sin egen gruppe", "slipper andre inn i sin egen gruppe"
    ),
    "representative": Words(
        "brings its own group out to others",
        "bringer sin egen gruppe ud til andre",
        "bringer sin egen gruppe ut til andre",
    ),
    "consultant": Words(
        "joins two of a group that it is not in",
        "forbinder to fra en gruppe, den ikke selv hører til",
        "forbinder to fra en gruppe den ikke selv hører til",
    ),
    "liaison": Words("joins two other groups", "forbinder to andre grupper", "forbinder to andre grupper"),
}
BRIDGES = Words(
    "Ties that alone join two parts",
    "Forbindelser, der alene forbinder to dele",
    "Forbindelser som alene forbinder to deler",
)
AND = Words("and", "og", "og")
BEYOND = Words(
    "organisations cut off without it",
    "organisationer afskåret uden den",
    "organisasjoner avskåret uten den",
)
