"""The words of a backtest: the sentences that say what was known and what happened, and the titles of its tables."""

from collections.abc import Mapping

import polars as pl

from ecograph.analyses.merge.backtest_sources import Past
from ecograph.language import LANGUAGES, Plural, Words
from ecograph.language.sentences import as_is, as_list, as_number, as_percent, between, filled

Tables = Mapping[str, pl.DataFrame]

THIN = 0.5
"""The share of today's facts below which the past is said to be known too thinly for a test."""


def sentences(found: Past, tables: Tables) -> tuple[Words, ...]:
    """Return what was known and what happened, in sentences, the most important first.

    Args:
        found: The merger and what was known before.
        tables: The tables of the answer, by name.
    """
    return (
        _published(found, tables),
        *_silent(tables["bodies"]),
        *_sizes(found, tables["expected"]),
        *_again(found, tables["kept"]),
        *_verdict(found, tables),
    )


def _published(found: Past, tables: Tables) -> Words:
    n = dict(tables["dated"].select("published", "n_facts").iter_rows())
    return filled(
        KNOWN,
        name=as_is(found.merger.name),
        day=as_is(found.decided),
        facts=FACTS.of(sum(n.values())),
        before=as_number(n["before"]),
        later=as_number(n["later"]),
        unknown=as_number(n["not known"]),
    )


def _silent(bodies: pl.DataFrame) -> tuple[Words, ...]:
    """Return which bodies were not known before, if any."""
    silent = bodies.filter(pl.col("n_before") == 0)["name"].to_list()
    return (filled(SILENT, names=as_list(silent)),) if silent else ()


def _sizes(found: Past, expected: pl.DataFrame) -> tuple[Words, ...]:
    """Return how many members were to be expected and how many were reported, by each meaning of known."""
    rows = expected.filter(pl.col("n_bodies").is_not_null()).rows(named=True)
    if rows[0]["happened_low"] is None:
        return (filled(NO_SIZE_AFTER, name=as_is(found.merger.name)),)
    said = [filled(AFTER, after=between(rows[0]["happened_low"], rows[0]["happened_high"]))]
    for row, text in zip(rows, (BY_PUBLISHED, BY_DATED), strict=True):
        if row["low"] is None:
            said.append(NO_SIZE_BEFORE if text is BY_PUBLISHED else NO_SIZE_DATED)
            continue
        said.append(
            filled(
                text,
                expected=between(row["low"], row["high"]),
                verdict={True: INSIDE, False: OUTSIDE, None: VAGUE}[row["is_inside"]].in_,
                n=as_number(row["n_bodies"]),
                all=as_number(len(found.merger.clusters)),
            )
        )
    joined = {language: " ".join(one.in_(language) for one in said) for language in LANGUAGES}
    return (Words(**joined),)


def _again(found: Past, kept: pl.DataFrame) -> tuple[Words, ...]:
    """Return how many of the organisations around the bodies are known around the outcome."""
    around = kept.filter(pl.col("dimension").is_in(["members", "partners"]))
    before = set(around.filter(pl.col("status") != "new")["item"]) | set(around.filter(status="again")["item"])
    after = set(around.filter(pl.col("status") != "not seen")["item"])
    if not before:
        return ()
    again = before & after
    return (
        filled(
            AGAIN if after else NOBODY_AFTER,
            n=ORGANISATIONS.of(len(before)),
            again=as_number(len(again)),
            new=as_number(len(after - before)),
            name=as_is(found.merger.name),
        ),
    )


def _verdict(found: Past, tables: Tables) -> tuple[Words, ...]:
    """Return how far this is a test at all."""
    n = dict(tables["dated"].select("published", "n_facts").iter_rows())
    total = sum(n.values())
    share = n["before"] / total if total else 0.0
    if not found.can_merge:
        return (NO_MERGE,)
    return (filled(THINLY, share=as_percent(share)),) if share < THIN else ()


FACTS = Plural(Words("fact", "oplysning", "opplysning"), Words("facts", "oplysninger", "opplysninger"))

ORGANISATIONS = Plural(
    Words("organisation", "organisation", "organisasjon"), Words("organisations", "organisationer", "organisasjoner")
)

KNOWN = Words(
    en="The merger into {name} was decided ({day}). Of the {facts} about the merging bodies in today's data, {before} "
    "stand in a source surely published before that, {later} in a later one, and {unknown} in one whose date is not "
    "known or too vague.",
    da="Fusionen til {name} blev besluttet ({day}). Af dagens {facts} om dem, der fusionerede, står {before} i en "
    "kilde, der med sikkerhed er udgivet før, {later} i en senere og {unknown} i en, hvis dato er ukendt eller for "
    "upræcis.",
    nb="Sammenslåingen til {name} ble besluttet ({day}). Av dagens {facts} om dem som ble slått sammen, står {before} "
    "i en kilde som med sikkerhet er publisert før, {later} i en senere og {unknown} i en med ukjent eller for upresis "
    "dato.",
)

SILENT = Words(
    en="No source from before the decision speaks of {names}.",
    da="Ingen kilde fra før beslutningen omtaler {names}.",
    nb="Ingen kilde fra før beslutningen omtaler {names}.",
)

AFTER = Words(
    en="Afterwards {after} members are reported.",
    da="Bagefter er der oplyst {after} medlemmer.",
    nb="Etterpå er det oppgitt {after} medlemmer.",
)

NO_SIZE_AFTER = Words(
    en="No number of members is reported for {name}, so sizes cannot be compared.",
    da="Der er ikke oplyst noget medlemstal for {name}, så størrelserne kan ikke sammenlignes.",
    nb="Det er ikke oppgitt noe medlemstall for {name}, så størrelsene kan ikke sammenlignes.",
)

BY_PUBLISHED = Words(
    en="From what was published before, {expected} were to be expected ({n} of {all} bodies report a size): {verdict}.",
    da="Ud fra det, der var udgivet før, kunne man vente {expected} ({n} af {all} oplyser et tal): {verdict}.",
    nb="Ut fra det som var publisert før, kunne man vente {expected} ({n} av {all} oppgir et tall): {verdict}.",
)

BY_DATED = Words(
    en="With all numbers that are from before, whenever published, it is {expected} ({n} of {all}): {verdict}.",
    da="Med alle tal, der er fra før, uanset hvornår de er udgivet, er det {expected} ({n} af {all}): {verdict}.",
    nb="Med alle tall som er fra før, uansett når de er publisert, er det {expected} ({n} av {all}): {verdict}.",
)

NO_SIZE_BEFORE = Words(
    en="No source published before gives a size of the merging bodies.",
    da="Ingen kilde udgivet før oplyser størrelsen på dem, der fusionerede.",
    nb="Ingen kilde publisert før oppgir størrelsen på dem som ble slått sammen.",
)

NO_SIZE_DATED = Words(
    en="No number is dated before the decision either.",
    da="Der er heller ikke noget tal, der er dateret før beslutningen.",
    nb="Det er heller ikke noe tall som er datert før beslutningen.",
)

INSIDE = Words(
    en="what happened lies within this",
    da="Det, der skete, ligger inden for dette",
    nb="Det som skjedde, ligger innenfor dette",
)
OUTSIDE = Words(
    en="what happened lies outside this",
    da="Det, der skete, ligger uden for dette",
    nb="Det som skjedde, ligger utenfor dette",
)
VAGUE = Words(
    en="what is reported is too vague to tell",
    da="Det oplyste er for upræcist til at afgøre det",
    nb="Det oppgitte er for upresist til å avgjøre det",
)

AGAIN = Words(
    en="Of {n} known around the bodies before as members or partners, {again} are known around {name} too; {new} are "
    "new there. Those that are not seen again need not have left: no list is complete.",
    da="Af {n}, der før var kendt som medlemmer eller partnere, er {again} også kendt omkring {name}; {new} er nye "
    "dér. De, der ikke ses igen, behøver ikke være gået: Ingen liste er fuldstændig.",
    nb="Av {n} som før var kjent som medlemmer eller partnere, er {again} også kjent rundt {name}; {new} er nye der. "
    "De som ikke ses igjen, trenger ikke ha gått: Ingen liste er fullstendig.",
)

NOBODY_AFTER = Words(
    en="Around the bodies {n} were known before as members or partners. Of {name} no member or partner is known by "
    "name, so it cannot be said who stayed.",
    da="Før var {n} kendt som medlemmer eller partnere. For {name} er intet medlem og ingen partner kendt ved navn, så "
    "det kan ikke siges, hvem der blev.",
    nb="Før var {n} kjent som medlemmer eller partnere. For {name} er ingen medlemmer eller partnere kjent ved navn, "
    "så det kan ikke sies hvem som ble.",
)

NO_MERGE = Words(
    en="Fewer than two of the bodies were known before, so the analysis of the merger could not have been made.",
    da="Færre end to af dem var kendt før, så analysen af fusionen kunne ikke være lavet.",
    nb="Færre enn to av dem var kjent før, så analysen av sammenslåingen kunne ikke vært laget.",
)

THINLY = Words(
    en="Only {share} of the facts count as known before. That shows what one could have known, and is too little to "
    "tell whether the analysis would have been right.",
    da="Kun {share} af oplysningerne kan regnes for kendte før. Det viser, hvad man kunne have vidst, og er for lidt "
    "til at afgøre, om analysen ville have ramt rigtigt.",
    nb="Bare {share} av opplysningene kan regnes som kjent før. Det viser hva man kunne ha visst, og er for lite til "
    "å avgjøre om analysen ville ha truffet.",
)

EXPECTED = Words(en="expected and happened", da="ventet og sket", nb="ventet og skjedd")

EXPECTED_MEANING = Words(
    en="What was to be expected from what was known before, beside what is known of the outcome. The number of "
    "members lies between the largest body and the sum of all, if nobody left or joined. Of what is known by name "
    "there should be at least as much as before; where there is less, nobody can tell whether it is gone or not known.",
    da="Hvad man kunne vente ud fra det, der var kendt før, ved siden af det, der vides om resultatet. Medlemstallet "
    "ligger mellem den største og summen af alle, hvis ingen gik eller kom til. Af det, der er kendt ved navn, burde "
    "der være mindst lige så meget som før; hvor der er mindre, kan ingen vide, om det er væk eller ukendt.",
    nb="Hva man kunne vente ut fra det som var kjent før, ved siden av det som er kjent om resultatet. Medlemstallet "
    "ligger mellom den største og summen av alle, hvis ingen gikk eller kom til. Av det som er kjent ved navn, burde "
    "det være minst like mye som før; der det er mindre, kan ingen vite om det er borte eller ukjent.",
)

KEPT = Words(en="what is seen again", da="hvad der ses igen", nb="hva som ses igjen")

KEPT_MEANING = Words(
    en="Again: known before and of the outcome. Not seen: known before, not known of the outcome, which is not to say "
    "that it is gone. New: known of the outcome alone.",
    da="Ses igen: kendt før og om resultatet. Ses ikke: kendt før, ikke kendt om resultatet – det behøver ikke være "
    "væk. Ny: kun kendt om resultatet.",
    nb="Ses igjen: kjent før og om resultatet. Ses ikke: kjent før, ikke kjent om resultatet – det trenger ikke være "
    "borte. Ny: bare kjent om resultatet.",
)

BODIES = Words(
    en="what was known of each body before", da="hvad der var kendt om hver før", nb="hva som var kjent om hver før"
)

BODIES_MEANING = Words(
    en="Facts that name the body: how many there are today, and how many stand in a source surely published before "
    "the decision.",
    da="Oplysninger, der nævner den: hvor mange der er i dag, og hvor mange der står i en kilde, som med sikkerhed er "
    "udgivet før beslutningen.",
    nb="Opplysninger som nevner den: hvor mange det er i dag, og hvor mange som står i en kilde som med sikkerhet er "
    "publisert før beslutningen.",
)

DATED = Words(en="sources by date", da="kilder efter dato", nb="kilder etter dato")

DATED_MEANING = Words(
    en="How many sources, and how many facts about the merging bodies, are from before the decision. A source without "
    "a date may be old; it does not count as known.",
    da="Hvor mange kilder, og hvor mange oplysninger om dem, der fusionerede, der er fra før beslutningen. En kilde "
    "uden dato kan være gammel; den regnes ikke for kendt.",
    nb="Hvor mange kilder, og hvor mange opplysninger om dem som ble slått sammen, som er fra før beslutningen. En "
    "kilde uten dato kan være gammel; den regnes ikke som kjent.",
)

AXES = Words(
    en="what the analysis would have said before",
    da="hvad analysen ville have sagt før",
    nb="hva analysen ville ha sagt før",
)

AXES_MEANING = Words(
    en="The merger of the bodies that were known before, on what was known before. Empty where fewer than two were.",
    da="Fusionen af dem, der var kendt før, på det, der var kendt før. Tom, hvor færre end to var det.",
    nb="Sammenslåingen av dem som var kjent før, på det som var kjent før. Tom der færre enn to var det.",
)

TITLES = {
    "expected": (EXPECTED, EXPECTED_MEANING),
    "kept": (KEPT, KEPT_MEANING),
    "bodies": (BODIES, BODIES_MEANING),
    "dated": (DATED, DATED_MEANING),
    "axes": (AXES, AXES_MEANING),
}
"""The title of each table and how to read it."""
