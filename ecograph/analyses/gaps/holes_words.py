"""What is said of structural holes, in three languages: the verdicts, and sentences with the numbers in them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from ecograph.analyses.answer import Result
from ecograph.analyses.gaps.reasons import translated
from ecograph.analyses.known import place_called
from ecograph.language import Plural, Words
from ecograph.language.sentences import as_list, as_number, as_percent, filled
from ecograph.language.values import VALUES
from ecograph.metrics.groups import Group, groups, labels
from ecograph.metrics.metric import REASON
from ecograph.network import Network

HOLE, MORE, AS_EXPECTED, NOT_KNOWN = "hole", "more than expected", "bridged as expected", "not known"

VERDICTS: dict[str, Words] = {
    HOLE: Words(en="hole", da="strukturelt hul", nb="strukturelt hull"),
    MORE: Words(en="more than expected", da="tættere end ventet", nb="tettere enn ventet"),
    AS_EXPECTED: Words(en="bridged as expected", da="forbundet som ventet", nb="forbundet som ventet"),
    NOT_KNOWN: Words(en="not known", da="ukendt", nb="ukjent"),
}
"""How two groups are joined, and the words for it."""

TOO_SMALL = "fewer than two organisations in projects: {}"
HIDDEN_BY = "the {} of only {}% of the organisations in projects is known"
SILENT = "nothing joins them, but chance alone would often give that too"
NO_CHANCE = "all random networks have the same number of ties"

REASONS: dict[str, Words] = {
    SILENT: Words(
        en=SILENT,
        da="intet forbinder dem, men det ville tilfældet også ofte give",
        nb="ingenting forbinder dem, men det ville tilfeldigheter også ofte gitt",
    ),
    NO_CHANCE: Words(
        en=NO_CHANCE,
        da="alle tilfældige netværk har lige mange bånd",
        nb="alle tilfeldige nettverk har like mange bånd",
    ),
}

SMALL = Words(
    en=TOO_SMALL.format("{name}"),
    da="færre end to organisationer i projekter: {name}",
    nb="færre enn to organisasjoner i prosjekter: {name}",
)

PARTLY_KNOWN = Words(
    en=HIDDEN_BY.format("{group}", "{share}"),
    da="vi kender kun {group} for {share} % af organisationerne i projekter",
    nb="vi kjenner bare {group} for {share} % av organisasjonene i prosjekter",
)

TITLE = Words(en="holes between groups", da="huller mellem grupper", nb="hull mellom grupper")

MEANING = Words(
    en="Which groups share fewer projects than chance would give them, how many organisations carry what there is, and "
    "what breaks if those leave. A hole is a finding about the projects that are known here, not about all "
    "cooperation.",
    da="Hvilke grupper der har færre fælles projekter, end tilfældet ville give dem, hvor mange organisationer der "
    "bærer det, der er, og hvad der går tabt, hvis de forsvinder. Et hul siger noget om de projekter, vi kender her, "
    "ikke om alt samarbejde.",
    nb="Hvilke grupper som har færre felles prosjekter enn tilfeldigheter ville gitt dem, hvor mange organisasjoner "
    "som bærer det som finnes, og hva som går tapt hvis de forsvinner. Et hull sier noe om prosjektene vi kjenner her, "
    "ikke om alt samarbeid.",
)

ALPHA = 0.05
"""The share of findings that may be false: of all pairs called a hole or closer, after Benjamini & Hochberg."""

MOST = 3
"""How many holes are told in sentences; the table has them all."""

NAMED = 5
"""How many organisations a sentence names; of more it gives the number, and the table has the names."""

PAIRS: dict[str, Plural] = {
    "country": Plural(
        Words("pair of countries", "par af lande", "par av land"),
        Words("pairs of countries", "par af lande", "par av land"),
    ),
    "region": Plural(
        Words("pair of regions", "par af regioner", "par av regioner"),
        Words("pairs of regions", "par af regioner", "par av regioner"),
    ),
    "cluster": Plural(
        Words("pair of clusters", "par af klynger", "par av klynger"),
        Words("pairs of clusters", "par af klynger", "par av klynger"),
    ),
    "helix": Plural(
        Words("pair of spheres", "par af sektorer", "par av sektorer"),
        Words("pairs of spheres", "par af sektorer", "par av sektorer"),
    ),
    "kind": Plural(
        Words("pair of kinds of organisation", "par af organisationstyper", "par av organisasjonstyper"),
        Words("pairs of kinds of organisation", "par af organisationstyper", "par av organisasjonstyper"),
    ),
}

GROUPS_OF: dict[str, Plural] = {
    "country": Plural(Words("country", "land", "land"), Words("countries", "lande", "land")),
    "region": Plural(Words("region", "region", "region"), Words("regions", "regioner", "regioner")),
    "cluster": Plural(Words("cluster", "klynge", "klynge"), Words("clusters", "klynger", "klynger")),
    "helix": Plural(Words("sphere", "sektor", "sektor"), Words("spheres", "sektorer", "sektorer")),
    "kind": Plural(
        Words("kind of organisation", "organisationstype", "organisasjonstype"),
        Words("kinds of organisation", "organisationstyper", "organisasjonstyper"),
    ),
}

TIES = Plural(
    Words("pair of organisations", "par af organisationer", "par av organisasjoner"),
    Words("pairs of organisations", "par af organisationer", "par av organisasjoner"),
)

PROJECTS = Plural(Words("project", "projekt", "prosjekt"), Words("projects", "projekter", "prosjekter"))

ORGANISATIONS = Plural(
    Words("organisation", "organisation", "organisasjon"), Words("organisations", "organisationer", "organisasjoner")
)

GROUPED: dict[str, Words] = {
    "country": Words("country", "landet", "landet"),
    "region": Words("region", "regionen", "regionen"),
    "cluster": Words("cluster", "klyngen", "klyngen"),
    "helix": Words("sphere", "sektoren", "sektoren"),
    "kind": Words("kind of organisation", "organisationstypen", "organisasjonstypen"),
}

MANY = Plural(
    Words("organisation (named in the table)", "organisation (nævnt i tabellen)", "organisasjon (nevnt i tabellen)"),
    Words(
        "organisations (named in the table)", "organisationer (nævnt i tabellen)", "organisasjoner (nevnt i tabellen)"
    ),
)

COUNTED = Words(
    en="Structural holes, across which fewer organisations share projects than chance would give: {holes} of {pairs}. "
    "Closer than expected: {more}. As expected: {expected}. Too little known: {unknown}.",
    da="Strukturelle huller, hvor færre organisationer har fælles projekter, end tilfældet ville give: {holes} af "
    "{pairs}. Tættere end ventet: {more}. Forbundet som ventet: {expected}. For lidt kendt: {unknown}.",
    nb="Strukturelle hull, der færre organisasjoner har felles prosjekter enn tilfeldigheter ville gitt: {holes} av "
    "{pairs}. Tettere enn ventet: {more}. Forbundet som ventet: {expected}. For lite kjent: {unknown}.",
)

JOINED = Words(
    en="{left} and {right}: {ties} work together, in {projects}; chance would give about {chance} pairs. Without "
    "{carriers}, no such pair is left.",
    da="{left} og {right}: {ties} arbejder sammen i {projects}; tilfældet ville give omkring {chance} par. Uden "
    "{carriers} er der intet sådant par tilbage.",
    nb="{left} og {right}: {ties} arbeider sammen i {projects}; tilfeldigheter ville gitt omtrent {chance} par. Uten "
    "{carriers} er det ingen slike par igjen.",
)

OR_WITHOUT = Words(en="{left}, or without {right}", da="{left} eller uden {right}", nb="{left} eller uten {right}")

APART = Words(
    en="{left} and {right}: no project has organisations of both; chance would give about {chance} pairs that work "
    "together.",
    da="{left} og {right}: Intet projekt har organisationer fra begge; tilfældet ville give omkring {chance} par, der "
    "arbejder sammen.",
    nb="{left} og {right}: Ingen prosjekter har organisasjoner fra begge; tilfeldigheter ville gitt omtrent {chance} "
    "par som arbeider sammen.",
)

NO_WAY_ROUND = Words(
    en=" Then there is no way round through others either, and {cut_off} would be cut off from the largest part of the "
    "network.",
    da=" Så er der heller ingen omvej gennem andre, og {cut_off} ville være afskåret fra den største del af netværket.",
    nb=" Da er det heller ingen omvei gjennom andre, og {cut_off} ville være avskåret fra den største delen av "
    "nettverket.",
)

WAY_ROUND = Words(
    en=" The ways through others end without {separator}; {cut_off} would then be cut off from the largest part of the "
    "network.",
    da=" Omvejene gennem andre falder bort uden {separator}; så ville {cut_off} være afskåret fra den største del af "
    "netværket.",
    nb=" Omveiene gjennom andre faller bort uten {separator}; da ville {cut_off} være avskåret fra den største delen "
    "av nettverket.",
)

NOWHERE = Words(
    en=" Not even a way through others joins them.",
    da=" Der er heller ingen forbindelse gennem andre.",
    nb=" Det er heller ingen forbindelse gjennom andre.",
)

HIDDEN = Words(
    en="Possibly holes: {pairs}. The ties that are missing may be those of organisations whose {group} is not known.",
    da="Måske huller: {pairs}. De bånd, der mangler, kan høre til organisationer, hvor vi ikke kender {group}.",
    nb="Kanskje hull: {pairs}. Båndene som mangler, kan tilhøre organisasjoner der vi ikke kjenner {group}.",
)

KNOWN = Words(
    en="The {group} is known for {coverage} of the organisations in projects; ties of the others are not counted.",
    da="Vi kender {group} for {coverage} af organisationerne i projekter; de andres bånd tælles ikke med.",
    nb="Vi kjenner {group} for {coverage} av organisasjonene i prosjekter; de andres bånd telles ikke med.",
)


LARGEST = Words(
    en="Only {compared} of {all} are compared, with {n} random networks: they were named, or the network is large "
    "(--between, --samples).",
    da="Kun {compared} af {all} sammenlignes, med {n} tilfældige netværk: De er valgt, eller netværket er stort "
    "(--between, --samples).",
    nb="Bare {compared} av {all} sammenlignes, med {n} tilfeldige nettverk: De er valgt, eller nettverket er stort "
    "(--between, --samples).",
)

TOO_FEW_SAMPLES = Words(
    en="{n} random networks are too few for a single pair to stand out: {needed} would be needed (--samples).",
    da="{n} tilfældige netværk er for få til, at et enkelt par kan skille sig ud: Det kræver {needed} (--samples).",
    nb="{n} tilfeldige nettverk er for få til at et enkelt par kan skille seg ut: Det krever {needed} (--samples).",
)


def words_of(network: Network, table: pl.DataFrame) -> dict[str, Words]:
    """Return the words for what stands in the table of ``holes``: verdicts, names of groups, and reasons."""
    ends = (table.select("group", "coverage", name=side) for side in ("left", "right"))
    names: dict[str, Words] = {}
    reasons = dict(REASONS)
    for group, coverage, value in pl.concat(ends).unique().sort("name").iter_rows():
        name = called(network, group, value)
        known = filled(PARTLY_KNOWN, group=GROUPED[group].in_, share=as_number(round((coverage or 0) * 100)))
        names[name.en] = name
        reasons |= {words.en: words for words in (filled(SMALL, name=name.in_), known)}
    return VERDICTS | names | translated(table[REASON], reasons)


def called(network: Network, group: Group, value: str) -> Words:
    """Return what a group is called: a country, sector or kind in each language, a region or cluster by its name.

    >>> from ecograph.ecosystem import Ecosystem
    >>> network = Network.of(Ecosystem.of())
    >>> called(network, "country", "NO").da, called(network, "region", "DK03").en, called(network, "region", "SE11").en
    ('Norge', 'Syddanmark', 'SE11')
    """
    if group == "kind":
        return VALUES["organisation_kind"][value]
    if group != "cluster":
        return place_called(group, value)
    name = next(iter(network.ecosystem.organisations.filter(org_id=value)["name"]), value)
    return Words(name, name, name)


def said(network: Network, found: Result) -> tuple[Words, ...]:
    """Return what the table of ``holes`` says, in sentences: how many holes, the greatest ones, and how much is known.

    Args:
        network: The network that was asked.
        found: What ``holes`` returned.

    Returns:
        Nothing where there is no pair of groups.
    """
    table = found.table
    if table.is_empty():
        return ()
    first = table.row(0, named=True)
    of, coverage = first["group"], first["coverage"]
    n = {verdict: table.filter(verdict=verdict).height for verdict in VERDICTS}
    summary = filled(
        COUNTED,
        pairs=PAIRS[of].of(table.height),
        holes=as_number(n[HOLE]),
        more=as_number(n[MORE]),
        expected=as_number(n[AS_EXPECTED]),
        unknown=as_number(n[NOT_KNOWN]),
    )
    greatest = table.filter(verdict=HOLE).head(MOST)
    sentences = [summary, *(_of_hole(network, row) for row in greatest.iter_rows(named=True))]
    is_fewer = (pl.col("q") <= ALPHA) & (pl.col("p_fewer") < pl.col("p_more"))
    n_hidden = table.filter(is_fewer, verdict=NOT_KNOWN).height
    if n_hidden:
        sentences.append(filled(HIDDEN, pairs=PAIRS[of].of(n_hidden), group=GROUPED[of].in_))
    sentences += _limits(network, table)
    if coverage is not None:
        sentences.append(filled(KNOWN, group=GROUPED[of].in_, coverage=as_percent(coverage)))
    return tuple(sentences)


def _limits(network: Network, table: pl.DataFrame) -> list[Words]:
    """Return what the table leaves out: groups that were not compared, and findings that need more samples."""
    group, drawn = table.row(0, named=True)["group"], table.row(0, named=True)["n_samples"]
    there = labels(groups(network, group))[1]
    compared = {*table["left"], *table["right"]}
    found = []
    if len(compared) < len(there):
        found.append(
            filled(LARGEST, compared=as_number(len(compared)), all=GROUPS_OF[group].of(len(there)), n=as_number(drawn))
        )
    needed = round(2 * table["q"].count() / ALPHA) - 1
    if drawn < needed and table.filter(pl.col("q") <= ALPHA).is_empty():
        found.append(filled(TOO_FEW_SAMPLES, n=as_number(drawn), needed=as_number(needed)))
    return found


def _of_hole(network: Network, row: Mapping[str, Any]) -> Words:
    expected = row["expected"]
    carriers, others = _listed(row["carrier_names"]), _listed(row["right_carrier_names"])
    is_only = set(row["carriers"]) == set(row["right_carriers"]) or len(row["carriers"]) > NAMED
    sentence = filled(
        JOINED if row["n_ties"] else APART,
        left=called(network, row["group"], row["left"]).in_,
        right=called(network, row["group"], row["right"]).in_,
        ties=TIES.of(row["n_ties"]),
        projects=PROJECTS.of(row["n_projects"]),
        chance=as_number(expected, 0 if expected >= 10 else 1),  # noqa: PLR2004 - below ten a decimal matters
        carriers=carriers if is_only else filled(OR_WITHOUT, left=carriers, right=others).in_,
    )
    is_same = set(row["separator"]) == set(row["carriers"])
    around = NOWHERE if not row["n_paths"] else NO_WAY_ROUND if is_same else WAY_ROUND
    more = filled(around, separator=_listed(row["separator_names"]), cut_off=ORGANISATIONS.of(row["n_cut_off"]))
    return Words(*(one[0].upper() + one[1:] + end for one, end in zip(sentence, more, strict=True)))


def _listed(names: Sequence[str]) -> Callable[[str], str]:
    """Return a function that lists names in a language, or says how many there are where they are many or none."""
    return (as_list(names)) if 0 < len(names) <= NAMED else MANY.of(len(names))
