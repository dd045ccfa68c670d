"""The words of the section on mergers."""

from ecograph.language import Words

TITLE = Words("Mergers", "Fusioner", "Sammenslåinger")
NONE = Words(
    "No scenario of a merger comes with the data. A file scenarios.toml in the folder of the dataset states them.",
    "Der følger ingen fusionsscenarier med dataene. En fil scenarios.toml i datasættets mappe angiver dem.",
    "Det følger ingen sammenslåingsscenarioer med dataene. En fil scenarios.toml i mappen til datasettet angir dem.",
)
IMPOSSIBLE = Words(
    "This merger cannot be computed on these data: what is to merge is not all in them. The command ecograph merge "
    "says "
    "what is missing.",
    "Denne fusion kan ikke beregnes på disse data: Ikke alt, hvad der skal fusionere, findes i dem. Kommandoen "
    "ecograph "
    "merge siger, hvad der mangler.",
    "Denne sammenslåingen kan ikke beregnes på disse dataene: Ikke alt som skal slås sammen, finnes i dem. Kommandoen "
    "ecograph merge sier hva som mangler.",
)
UNTESTED = Words(
    "Whether the outcome was to be expected cannot be tested: the data do not have it as an organisation.",
    "Om udfaldet var til at forudse, kan ikke efterprøves: Det findes ikke som organisation i dataene.",
    "Om utfallet var til å forutse, kan ikke etterprøves: Det finnes ikke som organisasjon i dataene.",
)
EVIDENCE = Words(
    "The merger is stated in {n} of the dataset.",
    "Fusionen fremgår af {n} i datasættet.",
    "Sammenslåingen går fram av {n} i datasettet.",
)
NO_SCORE = Words(
    "There is no total score: what matters most is a decision, not a calculation.",
    "Der er ingen samlet score: Hvad der vejer tungest, er en beslutning og ikke en beregning.",
    "Det er ingen samlet poengsum: Hva som veier tyngst, er en beslutning og ikke en beregning.",
)
AXES = Words("Before and after the merger", "Før og efter fusionen", "Før og etter sammenslåingen")
AXES_NOTE = Words(
    "The last column says which way is better; the command ecograph merge has further rows.",
    "Sidste kolonne viser, hvilken vej der er bedst; kommandoen ecograph merge har flere rækker.",
    "Siste kolonne viser hvilken vei som er best; kommandoen ecograph merge har flere rader.",
)
AXIS = Words("what", "hvad", "hva")
DIFFERENCE = Words("change", "ændring", "endring")
BETTER = Words("better is", "bedst er", "best er")
CHART = Words(
    "Dot chart: for each row a dot before and a dot after the merger, on a scale of its own. {rising} of {n} rise, "
    "{falling} fall; the row that changes most is “{most}”.",
    "Prikdiagram: for hver række en prik før og en prik efter fusionen på rækkens egen skala. {rising} af {n} stiger, "
    "{falling} falder; den række, der ændrer sig mest, er »{most}«.",
    "Prikkdiagram: for hver rad en prikk før og en prikk etter sammenslåingen på radens egen skala. {rising} av {n} "
    "stiger, {falling} faller; raden som endrer seg mest, er «{most}».",
)
CHART_SAME = Words(
    "Dot chart: for each row a dot before and a dot after the merger, on a scale of its own. Nothing changes.",
    "Prikdiagram: for hver række en prik før og en prik efter fusionen på rækkens egen skala. Intet ændrer sig.",
    "Prikkdiagram: for hver rad en prikk før og en prikk etter sammenslåingen på radens egen skala. Ingenting endrer "
    "seg.",
)
DOUBLED = Words(
    "Members and partners of two or more of them",
    "Medlemmer og partnere hos to eller flere",
    "Medlemmer og partnere hos to eller flere",
)
HELD_AS = Words("as", "som", "som")
THROUGH = Words("through", "gennem", "gjennom")
FUNDING = Words(
    "Known grants and payments to them", "Kendte tilskud og betalinger til dem", "Kjente tilskudd og betalinger til dem"
)
BODY = Words("organisation", "organisation", "organisasjon")
OF_CLUSTERS = Words("of what clusters receive", "af det, klyngerne modtager", "av det klyngene mottar")
BACKTEST = Words("What could be known before", "Hvad man kunne vide før", "Hva man kunne vite før")
EXPECTED = Words(
    "What was to be expected, and what came",
    "Hvad man kunne vente, og hvad der kom",
    "Hva man kunne vente, og hva som kom",
)
KNOWN_BY = Words("known by", "kendt ud fra", "kjent ut fra")
EXPECTED_HEAD = Words("expected", "forventet", "forventet")
HAPPENED = Words("happened", "skete", "skjedde")
INSIDE = Words("within it?", "inden for?", "innenfor?")
