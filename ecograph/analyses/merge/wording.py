"""The sentences that a merger is told in, with their places for numbers, in three languages."""

from ecograph.language import Plural, Words

N_MEMBERS = Plural(one=Words("member", "medlem", "medlem"), many=Words("members", "medlemmer", "medlemmer"))
N_PARTNERS = Plural(
    one=Words("project partner", "projektpartner", "prosjektpartner"),
    many=Words("project partners", "projektpartnere", "prosjektpartnere"),
)
N_CELLS = Plural(
    one=Words("combination", "kombination", "kombinasjon"),
    many=Words("combinations", "kombinationer", "kombinasjoner"),
)
N_FUNDERS = Plural(
    one=Words("known funder", "kendt bidragyder", "kjent bidragsyter"),
    many=Words("known funders", "kendte bidragydere", "kjente bidragsytere"),
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
    en="{name} would bring together {names}. It is in the data already and stands for the outcome: it is left out "
    "here, so that nothing counts twice.",
    da="{name} ville samle {names}. Den findes allerede i data og står for resultatet: den er udeladt her, så intet "
    "tæller to gange.",
    nb="{name} ville samle {names}. Den finnes allerede i dataene og står for resultatet: den er utelatt her, slik at "
    "ingenting teller to ganger.",
)

NO_CLUSTER = Words(
    en="{name} is no cluster in the data ({kind}); it is treated as one.",
    da="{name} er ikke en klynge i data ({kind}); den behandles som en.",
    nb="{name} er ingen klynge i dataene ({kind}); den behandles som en.",
)

AROUND = Words(
    en="Known by name are {members} and {partners} of theirs, each counted once. None of them alone has more than "
    "{most_members} of these members and {most_partners} of these partners.",
    da="Ved navn kendes {members} og {partners}, hver talt én gang. Ingen af dem har alene mere end {most_members} af "
    "medlemmerne og {most_partners} af partnerne.",
    nb="Ved navn kjenner vi {members} og {partners}, hver talt én gang. Ingen av dem har alene mer enn {most_members} "
    "av medlemmene og {most_partners} av partnerne.",
)

LEAVING = Words(
    en="Without {names}, {members} and {cells} of theme, region and sphere would be lost.",
    da="Uden {names} ville {members} og {cells} af tema, region og sfære gå tabt.",
    nb="Uten {names} ville {members} og {cells} av tema, region og sfære gå tapt.",
)

NOT_LEAVING = Words(
    en="No membership of {names} in any of them is known, so leaving changes nothing here.",
    da="Intet medlemskab af dem kendes for {names}, så det ændrer intet her, hvis de ikke følger med.",
    nb="Ingen medlemskap i dem er kjent for {names}, så det endrer ingenting her om de ikke følger med.",
)

KEPT = Words(
    en="As a bridge between others, the merged body would keep {share} of the shortest routes that lead through them "
    "today; the rest led between the bodies themselves or through several of them.",
    da="Som brobygger mellem andre ville den fusionerede beholde {share} af de korteste veje, der i dag går gennem "
    "dem; resten gik mellem dem selv eller gennem flere af dem.",
    nb="Som brobygger mellom andre ville den sammenslåtte beholde {share} av de korteste veiene som i dag går gjennom "
    "dem; resten gikk mellom dem selv eller gjennom flere av dem.",
)

GAINED = Words(
    en="As a bridge between others, the merged body would gain: {share} of the shortest routes that lead through them "
    "today would lead through it.",
    da="Som brobygger mellem andre ville den fusionerede vinde: der ville gå {share} af de korteste veje gennem den, "
    "der i dag går gennem dem.",
    nb="Som brobygger mellom andre ville den sammenslåtte vinne: {share} av de korteste veiene som i dag går gjennom "
    "dem, ville gå gjennom den.",
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
    en="What the numbers cannot know: of the members last reported, so many are known by name: {each}. {silent} "
    "reported none. So those that are doubled may be far more.",
    da="Hvad tallene ikke kan vide: af de senest oplyste medlemmer kendes så mange ved navn: {each}. For {silent} er "
    "intet antal oplyst. Der kan altså være langt flere gengangere.",
    nb="Hva tallene ikke kan vite: av medlemmene som sist ble oppgitt, er så mange kjent ved navn: {each}. For "
    "{silent} er ikke noe antall oppgitt. Det kan altså være langt flere gjengangere.",
)

ALL_REPORTED = Words(
    en="What the numbers cannot know: of the members last reported, so many are known by name: {each}. So those that "
    "are doubled may be more.",
    da="Hvad tallene ikke kan vide: af de senest oplyste medlemmer kendes så mange ved navn: {each}. Der kan altså "
    "være flere gengangere.",
    nb="Hva tallene ikke kan vite: av medlemmene som sist ble oppgitt, er så mange kjent ved navn: {each}. Det kan "
    "altså være flere gjengangere.",
)

NOTHING_REPORTED = Words(
    en="What the numbers cannot know: none of them has a reported number of members, so nobody can say how many are "
    "missing from these lists.",
    da="Hvad tallene ikke kan vide: ingen af dem har et oplyst antal medlemmer, så ingen kan sige, hvor mange der "
    "mangler på listerne.",
    nb="Hva tallene ikke kan vite: ingen av dem har et oppgitt antall medlemmer, så ingen kan si hvor mange som "
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
    da="Hvad det hænger på: uden de projekter, der blev lavet for en fusions skyld, ville to eller flere af dem være "
    "fælles om {around}, {cells} og {funders}.",
    nb="Hva det henger på: uten prosjektene som ble laget for en sammenslåing, ville to eller flere av dem være felles "
    "om {around}, {cells} og {funders}.",
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
    en="They have {funders}, of which {twice} for two or more of them.",
    da="De har {funders}, heraf {twice} hos to eller flere.",
    nb="De har {funders}, derav {twice} hos to eller flere.",
)

CONCENTRATED = Words(
    en="The merger would raise the concentration of what clusters in the data are known to receive (HHI) by {points} "
    "points out of 10,000.",
    da="Fusionen ville øge koncentrationen af det, man ved, at klyngerne i data modtager (HHI), med {points} point ud "
    "af 10.000.",
    nb="Sammenslåingen ville øke konsentrasjonen av det man vet at klyngene i dataene mottar (HHI), med {points} poeng "
    "av 10\xa0000.",
)

NOT_CONCENTRATED = Words(
    en="What the merger would mean for the concentration of funding is not known: an amount with an upper bound is "
    "known for {known} of the {n}.",
    da="Hvad fusionen ville betyde for koncentrationen af midler, vides ikke: et beløb med en øvre grænse kendes for "
    "{known} af de {n}.",
    nb="Hva sammenslåingen ville bety for konsentrasjonen av midler, er ikke kjent: et beløp med en øvre grense er "
    "kjent for {known} av de {n}.",
)

NO_AMOUNT = Words(
    en=" No amount is known for {flows} to them.",
    da=" Beløbet er ukendt for {flows} til dem.",
    nb=" Beløpet er ukjent for {flows} til dem.",
)

FAILING = Words(
    en="If one secretariat failed today, what hangs together would fall into at most {parts}, {off} outside the "
    "largest, and {lead} would lose the only lead. If the joint one failed, it would be {joint_parts}, {joint_off} and "
    "{joint_lead}.",
    da="Faldt ét sekretariat fra i dag, ville det, der hænger sammen, højst falde i {parts} med {off} uden for den "
    "største, og {lead} ville miste sin eneste leder. Faldt det fælles fra, ville det være {joint_parts}, {joint_off} "
    "og {joint_lead}.",
    nb="Falt ett sekretariat fra i dag, ville det som henger sammen, høyst falle i {parts} med {off} utenfor den "
    "største, og {lead} ville miste sin eneste leder. Falt det felles fra, ville det være {joint_parts}, {joint_off} "
    "og {joint_lead}.",
)
