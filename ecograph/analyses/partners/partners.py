"""Suggestions of new partners for one organisation, with their evidence and how far they can be trusted."""

import re
from collections.abc import Sequence
from typing import Any

import polars as pl

from ecograph.analyses.answer import Answer
from ecograph.analyses.partners.evaluation import evaluation
from ecograph.analyses.partners.own_bodies import own_bodies
from ecograph.analyses.partners.scores import BASELINE, NAMES, ORDERING, THEMES
from ecograph.analyses.partners.suggestions import Candidates, Wanted, candidates, suggestions
from ecograph.errors import EcographError
from ecograph.language import Plural, Words
from ecograph.language.sentences import Said, as_is, as_list, as_number, as_percent, filled
from ecograph.network import Network
from ecograph.schema.vocabulary import COUNTRIES, HELIX

NUTS = re.compile("[A-Z]{2}[0-9A-Z]{0,3}")

NAMED = 3
"""How many suggestions the first sentence names."""

PARTNERS = Plural(
    one=Words("organisation", "organisation", "organisasjon"),
    many=Words("organisations", "organisationer", "organisasjoner"),
)
PAIRS = Plural(one=Words("pair", "par", "par"), many=Words("pairs", "par", "par"))

FIRST = Words(
    en="{organisation} works with {partners} in known projects. Possible new partners by the data: {candidates}; first "
    "on the list: {names}.",
    da="{organisation} arbejder sammen med {partners} i kendte projekter. Mulige nye partnere ifølge data: "
    "{candidates}; øverst på listen: {names}.",
    nb="{organisation} arbeider sammen med {partners} i kjente prosjekter. Mulige nye partnere ifølge dataene: "
    "{candidates}; øverst på listen: {names}.",
)
WHY = Words(en="{name}: {evidence}", da="{name}: {evidence}", nb="{name}: {evidence}")
ALONE = Words(
    en="{organisation} works with nobody in a known project, so there are no partners in common to go by; the themes "
    "alone point to {candidates}, first {names}.",
    da="{organisation} arbejder ikke sammen med nogen i et kendt projekt, så der er ingen fælles partnere at gå efter; "
    "temaerne alene peger på {candidates}, først {names}.",
    nb="{organisation} arbeider ikke sammen med noen i et kjent prosjekt, så det er ingen felles partnere å gå etter; "
    "temaene alene peker på {candidates}, først {names}.",
)
NOBODY = Words(
    en="Nothing speaks for a new partner of {organisation}: it has no known partner through whom a path could lead, "
    "or none whose partners are new to it, and shares no known theme with the others.",
    da="Intet taler for en ny partner til {organisation}: Den har ingen kendt partner, som en forbindelse kunne gå "
    "gennem, eller ingen, hvis partnere er nye for den, og har intet kendt tema til fælles med de andre.",
    nb="Ingenting taler for en ny partner til {organisation}: Den har ingen kjent partner som en forbindelse kunne gå "
    "gjennom, eller ingen med partnere som er nye for den, og har ikke noe kjent tema felles med de andre.",
)
ASKED = Words(
    en="Known to meet the wish: {wanted} of the {n} listed; these come first. Not known: {unknown}.",
    da="Af de {n} nævnte opfylder {wanted} med sikkerhed ønsket; de sikre står først. For {unknown} vides det ikke.",
    nb="Av de {n} nevnte oppfyller {wanted} med sikkerhet ønsket; de sikre står først. For {unknown} er det ikke "
    "kjent.",
)
GIVEN = Words(
    en="The list is ordered by {score}, as was asked for.",
    da="Listen er ordnet efter {score}, som der blev bedt om.",
    nb="Listen er ordnet etter {score}, som det ble bedt om.",
)
BEST = Words(
    en="The list is ordered by {score}, which did best when tried on the past.",
    da="Listen er ordnet efter {score}, som klarede sig bedst, da målene blev afprøvet på fortiden.",
    nb="Listen er ordnet etter {score}, som gjorde det best da målene ble prøvd på fortiden.",
)
DEFAULT = Words(
    en="The list is ordered by {score}: paths over small projects and partners with few projects count most. There is "
    "too little data to choose the score by how well it did in the past.",
    da="Listen er ordnet efter {score}: Forbindelser gennem små projekter og partnere med få projekter tæller mest. "
    "Der er for få data til at vælge mål efter, hvad der ramte bedst tidligere.",
    nb="Listen er ordnet etter {score}: Forbindelser gjennom små prosjekter og partnere med få prosjekter teller mest. "
    "Det er for lite data til å velge mål etter hva som traff best tidligere.",
)
TRIED = Words(
    en="Tried on the past of all: {links} first met in projects from {day} on. A pair that met stood above one that "
    "did not in {auc} of cases ({low} to {high}); by popularity alone in {popular}.",
    da="Afprøvet på alles fortid: {links} mødtes første gang i projekter fra {day} og frem. Et par, der mødtes, "
    "stod over et, der ikke gjorde, i {auc} af tilfældene ({low} til {high}); efter popularitet alene i "
    "{popular}.",
    nb="Prøvd på fortiden til alle: {links} møttes første gang i prosjekter fra {day} og utover. Et par som møttes, "
    "sto over et som ikke gjorde det, i {auc} av tilfellene ({low} til {high}); etter popularitet alene i "
    "{popular}.",
)
TRIED_OWN = Words(
    en="Tried on the past of {organisation}: from {day} on it worked with {partners} for the first time. One of "
    "these stood above one that it did not meet in {auc} of cases ({low} to {high}); by popularity alone in "
    "{popular}.",
    da="Afprøvet på fortiden for {organisation}: fra {day} og frem arbejdede den første gang sammen med {partners}. "
    "En af dem stod over en, som den ikke mødte, i {auc} af tilfældene ({low} til {high}); efter popularitet "
    "alene i {popular}.",
    nb="Prøvd på fortiden til {organisation}: fra {day} og utover arbeidet den for første gang sammen med "
    "{partners}. En av dem sto over en som den ikke møtte, i {auc} av tilfellene ({low} til {high}); etter "
    "popularitet alene i {popular}.",
)
BETTER = Words(
    en=" That is better than popularity.", da=" Det er bedre end popularitet.", nb=" Det er bedre enn popularitet."
)
NOT_BETTER = Words(
    en=" That does not surely beat popularity: that active organisations mostly meet active ones may explain as much.",
    da=" Det slår ikke med sikkerhed popularitet: At aktive organisationer mest møder andre aktive, kan forklare lige "
    "så meget.",
    nb=" Det slår ikke popularitet med sikkerhet: At aktive organisasjoner mest møter andre aktive, kan forklare like "
    "mye.",
)
CAUTION = Words(
    en=" Read the evidence rather than the order.",
    da=" Læs begrundelserne frem for rækkefølgen.",
    nb=" Les begrunnelsene heller enn rekkefølgen.",
)
THIN_GROUND = Words(
    en="Whether the order can be trusted is not known: only {links} of known organisations first met in dated projects "
    "from {day} on, too few for a test.",
    da="Om rækkefølgen er til at stole på, vides ikke: Kun {links} af kendte organisationer mødtes første gang i "
    "daterede projekter fra {day} og frem, for få til en prøve.",
    nb="Om rekkefølgen er til å stole på, er ikke kjent: Bare {links} av kjente organisasjoner møttes første gang i "
    "daterte prosjekter fra {day} og utover, for få til en prøve.",
)
UNTRIED = Words(
    en="The order could not be tried on the past: there are too few dated projects in which known organisations met "
    "for the first time.",
    da="Rækkefølgen kunne ikke afprøves på fortiden: Der er for få daterede projekter, hvor kendte organisationer "
    "mødtes første gang.",
    nb="Rekkefølgen kunne ikke prøves på fortiden: Det er for få daterte prosjekter der kjente organisasjoner møttes "
    "for første gang.",
)


def partners(  # noqa: PLR0913 - each says what a partner should be
    network: Network,
    organisation: str,
    *,
    helix: str | None = None,
    region: str | None = None,
    country: str | None = None,
    themes: Sequence[str] | None = None,
    by: str | None = None,
    n: int = 20,
    seed: int = 0,
) -> Answer:
    """Return which organisations fit as new partners of one, why, and how far such suggestions came true.

    Suggested is who does not take part in a project with it yet, and has a partner in common with it or works on
    the same themes; meetings are no work. Bodies that belong together with it already are left out (``own_bodies``).
    What was asked for (all of helix, region, country, and one of the themes) comes first. Then the list is ordered by
    the one of the four scores that show their paths that did best on the past of the organisation; where it met fewer
    than 30 others, on the past of all; where too few pairs can tell, by resource allocation through projects. Ties are
    broken by theme fit, then by id. ``by`` takes another order: complementarity of themes brings those first that
    reach it through a partner in common and have other themes, likeness those that work on the same.

    Args:
        network: The network.
        organisation: The id of the organisation that looks for partners.
        helix: The sphere that a partner should act in.
        region: The NUTS region of its seat, or the first signs of one.
        country: Its country.
        themes: Ids of themes, of which it should work on at least one.
        by: The score to order by: one of the four, theme_fit or theme_complementarity; chosen as above when None.
        n: How many suggestions, 1 or more.
        seed: Of the samples in the test on the past.

    Returns:
        ``suggestions``, ``evaluation`` and ``own_bodies``; see the functions of these names.

    Raises:
        EcographError: There is no such organisation, helix, region, country, theme or score, or n is below 1.

    By hand: a and c work on p, c and b on q, each alone with the other; so 1/2 * 1/2 * 1/2 reaches b from a.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abc"],
    ...     projects=[{"project_id": i, "title": i.upper(), "kind": "project"} for i in "pq"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "cp", "cq", "bq")],
    ... )
    >>> answer = partners(Network.of(eco), "a")
    >>> answer["suggestions"].select("organisation", "two_mode_resource_allocation", "evidence_en").rows()
    [('b', 0.125, 'Both have worked with C: A in P, B in Q.')]
    """
    wanted = Wanted(helix, region, country, tuple(themes or ()))
    _check(network, organisation, wanted, n)
    if by is not None and by not in (*ORDERING, *THEMES):
        raise EcographError(f"no score {by!r} to order by: choose from {', '.join((*ORDERING, *THEMES))}")
    tried = evaluation(network, organisation, k=n, seed=seed)
    best = _ordering(tried.table)
    score = by or best or ORDERING[0]
    own = own_bodies(network, organisation)
    without = own.table["organisation"].to_list()
    chosen = candidates(network, organisation, score=score, wanted=wanted, without=without)
    found = suggestions(network, chosen, score=score, n=n, wanted=wanted)
    said = [_first(network, organisation, chosen, found.table)]
    if wanted.is_asked:
        is_wanted = found.table["is_wanted"]
        counts = {"n": is_wanted.len(), "wanted": found.table.filter("is_wanted").height}
        counts["unknown"] = is_wanted.null_count()
        said.append(filled(ASKED, **{name: as_number(count) for name, count in counts.items()}))
    said += [_why(row) for row in found.table.head(NAMED).iter_rows(named=True)]
    if found.table.height:
        said.append(filled(GIVEN if by else BEST if best else DEFAULT, score=NAMES[score].in_))
        said += _tried(network, organisation, tried.table, score)
    return Answer("partners", tuple(said), (found, tried, own))


def _check(network: Network, organisation: str, wanted: Wanted, n: int) -> None:
    """Raise an error that says what is wrong with a question."""
    if organisation not in network.organisations:
        raise EcographError(
            f"no organisation {organisation} in the network: name one by its id; a collective, such as the five "
            "regions, is none"
        )
    if n < 1:
        raise EcographError(f"found n = {n}, expected the number of suggestions, 1 or more")
    if wanted.helix is not None and wanted.helix not in HELIX:
        raise EcographError(f"no helix {wanted.helix!r}: choose from {', '.join(HELIX)}")
    if wanted.region is not None and NUTS.fullmatch(wanted.region) is None:
        raise EcographError(f"no region {wanted.region!r}: write a NUTS code, such as DK03, or the first signs of one")
    if wanted.country is not None and wanted.country not in COUNTRIES:
        raise EcographError(f"no country {wanted.country!r}: write two capital letters (ISO 3166), such as DK, or EU")
    unknown = sorted(set(wanted.themes) - set(network.ecosystem.themes["theme_id"]))
    if unknown:
        raise EcographError(f"no theme {', '.join(unknown)}: name themes by their id in the table themes")


def _ordering(tried: pl.DataFrame) -> str | None:
    """Return the score that did best on the past of those that show paths; None where too few pairs can tell.

    The past of the organisation itself decides where it has met enough others, since the question is whom of all
    others to choose; which pairs of all meet is another one, and popularity is much of its answer.
    """
    shown = tried.filter(pl.col("score").is_in(ORDERING) & ~pl.col("is_thin")).drop_nulls("auc")
    own, of_all = shown.filter(scope="organisation"), shown.filter(scope="network")
    best = (own if own.height else of_all).sort("auc", descending=True, maintain_order=True)["score"]
    return str(best[0]) if best.len() else None


def _first(network: Network, organisation: str, chosen: Candidates, table: pl.DataFrame) -> Words:
    name = _name(network, organisation)
    if table.is_empty():
        return filled(NOBODY, organisation=name)
    return filled(
        FIRST if chosen.n_partners else ALONE,
        organisation=name,
        partners=PARTNERS.of(chosen.n_partners),
        candidates=PARTNERS.of(chosen.found.size),
        names=as_list(table["name"].head(NAMED).to_list()),
    )


def _why(row: dict[str, Any]) -> Words:
    """Return what speaks for a suggestion: with whom both have worked, and on what."""
    evidence = Words(row["evidence_en"], row["evidence_da"], row["evidence_nb"])
    return filled(WHY, name=as_is(row["name"]), evidence=evidence.in_)


def _tried(network: Network, organisation: str, tried: pl.DataFrame, score: str) -> list[Words]:
    """Return how the score that orders the list did on the past: of the organisation where enough is known, of all."""
    own = _beside(tried, "organisation", score)
    of_all = _beside(tried, "network", score)
    name = _name(network, organisation)
    said = []
    if own["auc"] is not None and not own["is_thin"]:
        met = PARTNERS.of(own["n_test_links"])
        said.append(_compared(TRIED_OWN, own, is_last=True, organisation=name, partners=met))
    if of_all["auc"] is None:
        return [*said, UNTRIED]
    links = PAIRS.of(of_all["n_test_links"])
    if of_all["is_thin"]:
        return [*said, filled(THIN_GROUND, links=links, day=as_is(str(of_all["split"])))]
    return [*said, _compared(TRIED, of_all, is_last=not said, links=links)]


def _beside(tried: pl.DataFrame, scope: str, score: str) -> dict[str, Any]:
    """Return the row of a score, with the area of popularity as ``popular``."""
    rows = {row["score"]: row for row in tried.filter(scope=scope).iter_rows(named=True)}
    return {**rows[score], "popular": rows[BASELINE]["auc"]}


def _compared(template: Words, row: dict[str, Any], *, is_last: bool, **more: Said) -> Words:
    """Return how a score did beside popularity, and what follows where no other test has the last word."""
    areas = {"auc": row["auc"], "low": row["auc_low"], "high": row["auc_high"], "popular": row["popular"]}
    said = filled(template, day=as_is(str(row["split"])), **more, **{name: as_percent(x) for name, x in areas.items()})
    ends = [BETTER] if row["is_above_baseline"] else [NOT_BETTER, *([CAUTION] if is_last else [])]
    return Words(*map("".join, zip(said, *ends, strict=True)))


def _name(network: Network, organisation: str) -> Said:
    return as_is(str(network.ecosystem.organisations.filter(org_id=organisation)["name"].item()))
