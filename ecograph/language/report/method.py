"""The words of the section on method: the rules, and the formula of each measure that the report uses.

Formulas are signs that are the same in every language; what the letters stand for is said in each.
"""

from typing import NamedTuple

from ecograph.language import Words

TITLE = Words("Method", "Metode", "Metode")
RULES = Words("The rules", "Reglerne", "Reglene")
MEASURES = Words("The measures", "Beregningerne", "Beregningene")
FIGURES = Words("The key figures", "Nøgletallene", "Nøkkeltallene")
OWN = Words("definition of this project", "definition i dette projekt", "definisjon i dette prosjektet")
"""What stands for the publication where there is none."""

ORIGINS: dict[str, Words] = {
    "definition of this project": OWN,
    "the sources of the data": Words("the sources of the data", "dataenes kilder", "kildene til dataene"),
}
OF_PART: dict[str, Words] = {
    "sizes": Words("sizes", "størrelser", "størrelser"),
    "bounds": Words("bounds", "grænser", "grenser"),
    "Recommendation": Words("Recommendation", "Henstilling", "Anbefaling"),
}
"""The words in which a publication is told that is not the name of one."""

METHOD = Words("{sentence} Source: {source}.", "{sentence} Kilde: {source}.", "{sentence} Kilde: {source}.")
FORMULA = Words("{formula}, where {letters}.", "{formula}, hvor {letters}.", "{formula}, der {letters}.")
FIGURE = Words(
    "{sentence} Source: {source}. Version {version}.",
    "{sentence} Kilde: {source}. Version {version}.",
    "{sentence} Kilde: {source}. Versjon {version}.",
)
MEASURE = Words(
    "{sentence} {formula} Source: {source}.",
    "{sentence} {formula} Kilde: {source}.",
    "{sentence} {formula} Kilde: {source}.",
)

RULE: tuple[tuple[Words, Words], ...] = (
    (
        Words("Intervals", "Intervaller", "Intervaller"),
        Words(
            "A vague amount stands for an interval: “about” is 10% up and down, “nearly” 10% down, “over” 10% up, “at "
            "most” "
            "from zero, “at least” without an upper bound. Sums of intervals are intervals of the sums.",
            "Et omtrentligt beløb står for et interval: »cirka« er 10\u00a0% op og ned, »knap« 10\u00a0% ned, »over« "
            "10\u00a0% op, "
            "»højst« fra nul, »mindst« uden øvre grænse. Summer af intervaller er intervaller af summerne.",
            "Et omtrentlig beløp står for et intervall: «cirka» er 10\u00a0% opp og ned, «knapt» 10\u00a0% ned, "
            "«over» 10\u00a0% opp, "
            "«høyst» fra null, «minst» uten øvre grense. Summer av intervaller er intervaller av summene.",
        ),
    ),
    (
        Words("Counting", "Optælling", "Opptelling"),
        Words(
            "Only single, named organisations count; collectives and unnamed bodies are shown but not counted. An "
            "amount "
            "is counted once: not what restates another, and of a whole and its parts only one. Money of different "
            "levels is never added.",
            "Kun enkelte, navngivne organisationer tæller; samlebetegnelser og unavngivne vises, men tæller ikke. Et "
            "beløb "
            "tælles én gang: ikke det, der gengiver et andet, og af en helhed og dens dele kun det ene. Midler på "
            "forskellige niveauer lægges aldrig sammen.",
            "Bare enkelte, navngitte organisasjoner teller; samlebetegnelser og navnløse vises, men teller ikke. Et "
            "beløp "
            "telles én gang: ikke det som gjengir et annet, og av en helhet og delene bare det ene. Midler på "
            "forskjellige "
            "nivåer legges aldri sammen.",
        ),
    ),
    (
        Words("What is not known", "Det ukendte", "Det ukjente"),
        Words(
            "What no source states is not known and is not taken for zero. Counts are therefore lower bounds, and "
            "labels "
            "have a third word besides yes and no.",
            "Det, ingen kilde oplyser, er ukendt og regnes ikke for nul. Antal er derfor minimumstal, og vurderinger "
            "har et "
            "tredje ord ud over ja og nej.",
            "Det ingen kilde oppgir, er ukjent og regnes ikke som null. Antall er derfor minimumstall, og vurderinger "
            "har et "
            "tredje ord i tillegg til ja og nei.",
        ),
    ),
    (
        Words("The network", "Netværket", "Nettverket"),
        Words(
            "Organisations and the projects they take part in are two sorts of nodes. Bridge builders are found on "
            "this "
            "network; ties between organisations are shared projects, taken from it afterwards. A merger joins bodies "
            "on "
            "the first network, so that a project of two of them is not counted twice.",
            "Organisationer og de projekter, de deltager i, er to slags knuder. Brobyggere findes i dette netværk; "
            "forbindelser mellem organisationer er fælles projekter, der udledes af det bagefter. En fusion samler "
            "organisationer i det første netværk, så et projekt hos to af dem ikke tælles to gange.",
            "Organisasjoner og prosjektene de deltar i, er to slags noder. Brobyggere finnes i dette nettverket; "
            "forbindelser mellom organisasjoner er felles prosjekter, som utledes av det etterpå. En sammenslåing "
            "samler "
            "organisasjoner i det første nettverket, slik at et prosjekt hos to av dem ikke telles to ganger.",
        ),
    ),
    (
        Words("Chance", "Tilfældighed", "Tilfeldighet"),
        Words(
            "Chance is {samples} random networks, in which every organisation keeps its number of projects and every "
            "project its number of partners, drawn from the seed 0 (curveball: Strona et al. 2014, Nat. Comm. "
            "5:4114). They "
            "are the first of those that the commands overlap and gaps draw. For several comparisons the values are "
            "corrected (Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57:289-300).",
            "Tilfældigheden er {samples} tilfældige netværk, hvor hver organisation beholder sit antal projekter og "
            "hvert "
            "projekt sit antal partnere, trukket fra startværdien 0 (curveball: Strona et al. 2014, Nat. Comm. "
            "5:4114). De "
            "er de første af dem, som kommandoerne overlap og gaps trækker. Ved flere sammenligninger er værdierne "
            "korrigeret (Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57:289-300).",
            "Tilfeldigheten er {samples} tilfeldige nettverk der hver organisasjon beholder sitt antall prosjekter og "
            "hvert "
            "prosjekt sitt antall partnere, trukket fra startverdien 0 (curveball: Strona et al. 2014, Nat. Comm. "
            "5:4114). "
            "De er de første av dem som kommandoene overlap og gaps trekker. Ved flere sammenligninger er verdiene "
            "korrigert (Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57:289-300).",
        ),
    ),
    (
        Words("Currencies", "Valutaer", "Valutaer"),
        Words(
            "Amounts are converted by the average rate of their year. Without a year or a rate they are not "
            "converted, and "
            "the sums that they belong to are not known.",
            "Beløb omregnes efter gennemsnitskursen for deres år. Uden år eller kurs omregnes de ikke, og de summer, "
            "de "
            "hører til, er ukendte.",
            "Beløp regnes om etter gjennomsnittskursen for året. Uten år eller kurs regnes de ikke om, og summene de "
            "hører "
            "til, er ukjente.",
        ),
    ),
)


class Formula(NamedTuple):
    """A formula in signs, and what its letters stand for."""

    signs: str
    letters: Words


FORMULAS: dict[str, Formula] = {
    "pairwise_overlap": Formula(
        "J = |A ∩ B| / |A ∪ B|",
        Words("A and B are what the two have", "A og B er det, de to har", "A og B er det de to har"),
    ),
    "betweenness": Formula(
        "B(i) = Σ σ(s, t, i) / σ(s, t)",
        Words(
            "σ(s, t) is the number of shortest paths from s to t and σ(s, t, i) those of them through i; divided by "
            "the "
            "greatest value there can be",
            "σ(s, t) er antallet af korteste veje fra s til t og σ(s, t, i) dem af dem, der går gennem i; divideret "
            "med den "
            "største mulige værdi",
            "σ(s, t) er antallet korteste veier fra s til t og σ(s, t, i) de av dem som går gjennom i; delt på den "
            "største "
            "mulige verdien",
        ),
    ),
    "articulation_points": Formula(
        "A(i) = n − 1 − m",
        Words(
            "n is the number of organisations that hang together with i, and m the number in the largest part without "
            "i",
            "n er antallet af organisationer, der hænger sammen med i, og m antallet i den største del uden i",
            "n er antallet organisasjoner som henger sammen med i, og m antallet i den største delen uten i",
        ),
    ),
    "brokerage": Formula(
        "a – v – b",
        Words(
            "a and b are partners of v that share no project; the groups of the three say which role v has",
            "a og b er partnere til v, som ikke har et projekt til fælles; de tres grupper afgør, hvilken rolle v har",
            "a og b er partnere til v som ikke har et prosjekt felles; gruppene til de tre avgjør hvilken rolle v har",
        ),
    ),
    "bridges": Formula(
        "n = min(|S|, |T|)",
        Words(
            "S and T are the organisations on either side of the tie",
            "S og T er organisationerne på hver sin side af forbindelsen",
            "S og T er organisasjonene på hver sin side av forbindelsen",
        ),
    ),
    "components": Formula(
        "p = n / N",
        Words(
            "n is the number of organisations that hang together and N that of all",
            "n er antallet af organisationer, der hænger sammen, og N antallet af alle",
            "n er antallet organisasjoner som henger sammen, og N antallet av alle",
        ),
    ),
    "funding": Formula(
        "[Σ a, Σ b]",
        Words(
            "a and b are the bounds of the amounts that count",
            "a og b er grænserne for de beløb, der tæller med",
            "a og b er grensene for beløpene som teller med",
        ),
    ),
    "concentration": Formula(
        "HHI = Σ s²; E = 10000 / HHI",
        Words(
            "s is the share of each in per cent, and E the equivalent number",
            "s er hvers andel i procent, og E det tilsvarende antal",
            "s er andelen til hver i prosent, og E det tilsvarende antallet",
        ),
    ),
}
"""The formulas of the measures that the report uses, in the order in which they are used."""

ALSO: tuple[tuple[Words, Words, str], ...] = (
    (
        Words("Coverage of theme by region", "Dækning af tema efter region", "Dekning av tema etter region"),
        Words(
            "A cell is a gap where at least one would be expected and nobody is: E = r c / n, where r and c are the "
            "sums of "
            "its row and column and n that of all.",
            "En celle er et hul, hvor man ville vente mindst én og ingen er: E = r c / n, hvor r og c er summerne af "
            "dens "
            "række og kolonne og n summen af alle.",
            "En celle er et hull der man ville ventet minst én og ingen er: E = r c / n, der r og c er summene av "
            "raden og "
            "kolonnen og n summen av alle.",
        ),
        "Haberman 1973, Biometrics 29:205-220",
    ),
    (
        Words("What two lists can share", "Hvad to lister kan have fælles", "Hva to lister kan ha felles"),
        Words(
            "With known lists inside reported sizes, the true overlap lies between bounds, in which no number is more "
            "likely than another.",
            "Med kendte lister inden for oplyste størrelser ligger det sande overlap mellem grænser, og intet tal "
            "imellem "
            "er mere sandsynligt end et andet.",
            "Med kjente lister innenfor oppgitte størrelser ligger det sanne overlappet mellom grenser, og ikke noe "
            "tall "
            "imellom er mer sannsynlig enn et annet.",
        ),
        "",
    ),
    (
        Words("Suggested partners", "Foreslåede partnere", "Foreslåtte partnere"),
        Words(
            "Resource allocation through projects: paths over small projects and partners with few projects count "
            "most.",
            "Ressourcefordeling gennem projekter: Forbindelser gennem små projekter og partnere med få projekter "
            "tæller "
            "mest.",
            "Ressursfordeling gjennom prosjekter: Forbindelser gjennom små prosjekter og partnere med få prosjekter "
            "teller "
            "mest.",
        ),
        "Zhou, Lü & Zhang 2009, Eur. Phys. J. B 71:623-630",
    ),
)
"""What the report uses besides measures: its name, how it is done, and the publication."""
