"""The sentences that a merger is told in, with their places for numbers, in three languages."""

from ecograph.language import Plural, Words

N_MEMBERS = Plural(one=Words("member", "medlem", "medlem"), many=Words("members", "medlemmer", "medlemmer"))
N_PARTNERS = Plural(
    one=Words("project partner", "samarbejdspartner", "samarbeidspartner"),
    many=Words("project partners", "samarbejdspartnere", "samarbeidspartnere"),
)
N_CELLS = Plural(
    one=Words("combination", "kombination", "kombinasjon"),
    many=Words("combinations", "kombinationer", "kombinasjoner"),
)
N_FUNDERS = Plural(
    one=Words("known funder", "kendt finansieringskilde", "kjent finansieringskilde"),
    many=Words("known funders", "kendte finansieringskilder", "kjente finansieringskilder"),
)
N_FLOWS = Plural(
    one=Words("grant or payment", "tilskud eller betaling", "tilskudd eller betaling"),
    many=Words("grants or payments", "tilskud eller betalinger", "tilskudd eller betalinger"),
)
N_PARTS = Plural(one=Words("part", "del", "del"), many=Words("parts", "dele", "deler"))
N_ORGS = Plural(
    one=Words("organisation", "organisation", "organisasjon"),
    many=Words("organisations", "organisationer", "organisasjoner"),
)
N_PROJECTS = Plural(one=Words("project", "projekt", "prosjekt"), many=Words("projects", "projekter", "prosjekter"))

UNKNOWN_KIND = Words(en="its kind is not known", da="arten er ikke kendt", nb="arten er ikke kjent")

SUBJECT = Words(
    en="{name} would bring together {names}.",
    da="{name} ville samle {names}.",
    nb="{name} ville samle {names}.",
)

OUTCOME = Words(
    en="{name} would bring together {names}. That name is in the data already and stands for the outcome, which is "
    "left out here, so that nothing counts twice.",
    da="{name} ville samle {names}. Navnet findes allerede i data og står for resultatet, som er udeladt her, så intet "
    "tæller to gange.",
    nb="{name} ville samle {names}. Navnet finnes allerede i dataene og står for resultatet, som er utelatt her, slik "
    "at ingenting teller to ganger.",
)

SUCCESSOR = Words(
    en="In the data, {names} became part of {outcome}, which counts as an organisation of its own here. If it is what "
    "came of this merger, name the merged body after it.",
    da="I data er {names} gået op i {outcome}, der her tæller som en organisation for sig. Er det resultatet af denne "
    "fusion, så giv den fusionerede organisation det navn.",
    nb="I dataene er {names} gått opp i {outcome}, som her teller som en organisasjon for seg. Er det resultatet av "
    "denne sammenslåingen, så gi den sammenslåtte organisasjonen det navnet.",
)

NOT_COMPARED = Words(
    en="Other mergers of the same clusters were not compared: there are {n} clusters, and every combination can be "
    "tried for at most {most}.",
    da="Andre fusioner af de samme klynger er ikke sammenlignet: Der er {n} klynger, og alle kombinationer kan kun "
    "prøves for højst {most}.",
    nb="Andre sammenslåinger av de samme klyngene er ikke sammenlignet: Det er {n} klynger, og alle kombinasjoner kan "
    "bare prøves for høyst {most}.",
)

STAYING = Words(
    en="The comparison with other mergers counts as if nobody left.",
    da="Sammenligningen med andre fusioner regner, som om alle følger med.",
    nb="Sammenligningen med andre sammenslåinger regner som om alle følger med.",
)

NO_CLUSTER = Words(
    en="{name} is no cluster in the data ({kind}); it is treated as one.",
    da="{name} er ikke en klynge i data ({kind}); den behandles som en.",
    nb="{name} er ingen klynge i dataene ({kind}); den behandles som en.",
)

AROUND = Words(
    en="Known by name are {members} and {partners} of theirs, each counted once. None of them alone has more than "
    "{most_members} of these members or {most_partners} of these partners.",
    da="Ved navn kendes {members} og {partners}, hver talt én gang. Ingen af klyngerne har alene mere end "
    "{most_members} af medlemmerne eller {most_partners} af partnerne.",
    nb="Ved navn kjenner vi {members} og {partners}, hver talt én gang. Ingen av klyngene har alene mer enn "
    "{most_members} av medlemmene eller {most_partners} av partnerne.",
)

LEAVING = Words(
    en="Without {names}, {members} and {cells} of theme, region and sphere would be lost.",
    da="Uden {names} ville {members} og {cells} af tema, region og sektor gå tabt.",
    nb="Uten {names} ville {members} og {cells} av tema, region og sektor gå tapt.",
)

NOT_LEAVING = Words(
    en="No membership of {names} in any of them is known, so leaving changes nothing here.",
    da="Vi kender intet medlemskab for {names} hos nogen af dem, så det ændrer intet her, hvis de ikke følger med.",
    nb="Vi kjenner ingen medlemskap for {names} hos noen av dem, så det endrer ingenting her om de ikke følger med.",
)

KEPT = Words(
    en="As a bridge between others, the merged body would keep {share} of the shortest routes that lead through them "
    "today; the rest led between the bodies themselves or through several of them.",
    da="Som brobygger mellem andre ville den fusionerede organisation bevare {share} af de korteste veje, der i dag "
    "går gennem dem; resten gik mellem dem selv eller gennem flere af dem.",
    nb="Som brobygger mellom andre ville den sammenslåtte organisasjonen beholde {share} av de korteste veiene som i "
    "dag går gjennom dem; resten gikk mellom dem selv eller gjennom flere av dem.",
)

KEPT_ALL = Words(
    en="As a bridge between others, the merged body would keep all the shortest routes that lead through them today.",
    da="Som brobygger mellem andre ville den fusionerede organisation bevare alle de korteste veje, der i dag går "
    "gennem dem.",
    nb="Som brobygger mellom andre ville den sammenslåtte organisasjonen beholde alle de korteste veiene som i dag går "
    "gjennom dem.",
)

GAINED = Words(
    en="As a bridge between others, the merged body would gain: the shortest routes through it would be {share} of "
    "those through them today.",
    da="Som brobygger mellem andre ville den fusionerede organisation stå stærkere: Antallet af korteste veje gennem "
    "den ville være {share} af antallet gennem dem i dag.",
    nb="Som brobygger mellom andre ville den sammenslåtte organisasjonen stå sterkere: Antallet korteste veier gjennom "
    "den ville være {share} av antallet gjennom dem i dag.",
)

NO_BRIDGING = Words(
    en="None of them lies between others today, so no bridge building can be lost.",
    da="Ingen af dem ligger mellem andre i dag, så ingen brobygning kan gå tabt.",
    nb="Ingen av dem ligger mellom andre i dag, så ingen brobygging kan gå tapt.",
)

KNOWN_OF = Words(
    en="{known} of {reported} ({name})", da="{known} af {reported} ({name})", nb="{known} av {reported} ({name})"
)

REPORTED = Words(
    en="What the numbers cannot show: of the members last reported, {each} are known by name. {silent} reported no "
    "number. So more may be doubled than is seen here.",
    da="Hvad tallene ikke kan vise: Af de senest oplyste medlemmer er {each} kendt ved navn. For {silent} er intet "
    "antal oplyst. Der kan altså være flere gengangere end dem, vi ser her.",
    nb="Hva tallene ikke kan vise: Av medlemmene som sist ble oppgitt, er {each} kjent ved navn. For {silent} er ikke "
    "noe antall oppgitt. Det kan altså være flere gjengangere enn dem vi ser her.",
)

ALL_REPORTED = Words(
    en="What the numbers cannot show: of the members last reported, {each} are known by name. So more may be doubled "
    "than is seen here.",
    da="Hvad tallene ikke kan vise: Af de senest oplyste medlemmer er {each} kendt ved navn. Der kan altså være flere "
    "gengangere end dem, vi ser her.",
    nb="Hva tallene ikke kan vise: Av medlemmene som sist ble oppgitt, er {each} kjent ved navn. Det kan altså være "
    "flere gjengangere enn dem vi ser her.",
)

NOTHING_REPORTED = Words(
    en="What the numbers cannot show: none of them has a reported number of members, so nobody can say how many are "
    "missing from these lists.",
    da="Hvad tallene ikke kan vise: Ingen af dem har et oplyst antal medlemmer, så ingen kan sige, hvor mange der "
    "mangler på listerne.",
    nb="Hva tallene ikke kan vise: Ingen av dem har et oppgitt antall medlemmer, så ingen kan si hvor mange som "
    "mangler på listene.",
)

NO = Words(en="no", da="ingen", nb="ingen")

DOUBLED = Words(
    en="Found with two or more of them are {members} and {partners}; all others come through one alone.",
    da="Hos to eller flere af dem findes {members} og {partners}; alle andre kommer kun gennem én.",
    nb="Hos to eller flere av dem finnes {members} og {partners}; alle andre kommer bare gjennom én.",
)

HINGES = Words(
    en="What this hinges on: without the projects that were made for a merger, two or more of them would share "
    "{around}, {cells} and {funders}.",
    da="Hvad det står og falder med: Uden de projekter, der blev lavet for en fusions skyld, ville to eller flere af "
    "dem have {around}, {cells} og {funders} til fælles.",
    nb="Hva det står og faller med: Uten prosjektene som ble laget for en sammenslåing, ville to eller flere av dem ha "
    "{around}, {cells} og {funders} felles.",
)

COVERED = Words(
    en="Together they cover {cells} of theme, region and sphere: {twice} through two or more of them, {one} through "
    "one alone. The one that covers most covers {best} alone.",
    da="Sammen dækker de {cells} af tema, region og sektor: {twice} gennem to eller flere, {one} kun gennem én. "
    "Den, der dækker mest, dækker {best} alene.",
    nb="Sammen dekker de {cells} av tema, region og sektor: {twice} gjennom to eller flere, {one} bare gjennom én. "
    "Den som dekker mest, dekker {best} alene.",
)

NOT_COVERED = Words(
    en="Theme, region and sphere are known together of nobody around them, so nothing can be said of what they cover.",
    da="Tema, region og sektor kendes ikke samlet for nogen omkring dem, så intet kan siges om, hvad de dækker.",
    nb="Tema, region og sektor er ikke kjent samlet for noen rundt dem, så ingenting kan sies om hva de dekker.",
)

FUNDED = Words(en="{payers} {change}{rest}", da="{payers} {change}{rest}", nb="{payers} {change}{rest}")

FUNDERS = Words(
    en="They have {funders}; shared by two or more of them: {twice}.",
    da="De har {funders}, heraf {twice} fælles for to eller flere.",
    nb="De har {funders}, derav {twice} felles for to eller flere.",
)

NO_FUNDERS = Words(
    en="None of their funders is known.",
    da="Ingen af deres finansieringskilder er kendt.",
    nb="Ingen av finansieringskildene deres er kjent.",
)

CONCENTRATED = Words(
    en="The merger would raise the concentration of the money that clusters in the data are known to receive (HHI) by "
    "{points} points out of 10,000.",
    da="Fusionen ville øge koncentrationen af de kendte midler til klyngerne i data (HHI) med {points} point ud af "
    "10.000.",
    nb="Sammenslåingen ville øke konsentrasjonen av de kjente midlene til klyngene i dataene (HHI) med {points} poeng "
    "av 10\xa0000.",
)

NOT_CONCENTRATED = Words(
    en="What the merger would mean for the concentration of funding is not known: an amount with an upper bound is "
    "known for {known} of the {n}.",
    da="Hvad fusionen ville betyde for koncentrationen af midler, vides ikke: Et beløb med en øvre grænse kendes for "
    "{known} af de {n}.",
    nb="Hva sammenslåingen ville bety for konsentrasjonen av midler, er ikke kjent: Et beløp med en øvre grense er "
    "kjent for {known} av de {n}.",
)

NO_AMOUNT = Words(
    en=" No amount is known for {flows} to them.",
    da=" Beløbet er ukendt for {flows} til dem.",
    nb=" Beløpet er ukjent for {flows} til dem.",
)

FAILING = Words(
    en="If one secretariat failed today, what hangs together would at worst fall into {parts}, with {off} outside the "
    "largest and {lead} left without a lead. If the joint one failed, it would be {joint_parts}, {joint_off} and "
    "{joint_lead}.",
    da="Hvis ét sekretariat faldt fra i dag, ville det, der hænger sammen, i værste fald blive til {parts} med {off} "
    "uden for den største, og {lead} ville stå uden leadpartner. Hvis det fælles faldt fra, ville det være "
    "{joint_parts}, {joint_off} og {joint_lead}.",
    nb="Hvis ett sekretariat falt fra i dag, ville det som henger sammen, i verste fall bli til {parts} med {off} "
    "utenfor den største, og {lead} ville stå uten ledende partner. Hvis det felles falt fra, ville det være "
    "{joint_parts}, {joint_off} og {joint_lead}.",
)
