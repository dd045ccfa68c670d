"""Which projects of different clusters do much the same with much the same partners, so that somebody may ask why."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from polars.datatypes import DataTypeClass

from ecograph.algorithms.matrix import Matrix
from ecograph.analyses.answer import Answer, Result
from ecograph.analyses.parallels.listing import EVIDENCE, listing
from ecograph.analyses.parallels.pairs import Totals, most_alike
from ecograph.analyses.parallels.sides import Sides, sides
from ecograph.errors import EcographError
from ecograph.language import Plural, Words
from ecograph.language.sentences import as_is, as_list, as_number, filled
from ecograph.metrics.holdings import clusters as all_clusters
from ecograph.network import Network
from ecograph.rows import ROWS

LEAST_WORDING = 0.2
"""From which cosine on wording counts as alike: of all pairs in Horizon Europe two in a thousand reach it."""

PROJECTS = Plural(one=Words("project", "projekt", "prosjekt"), many=Words("projects", "projekter", "prosjekter"))
PAIRS = Plural(one=Words("pair", "par", "par"), many=Words("pairs", "par", "par"))
CLUSTERS = Plural(one=Words("cluster", "klynge", "klynge"), many=Words("clusters", "klynger", "klynger"))
LEADERS = Plural(
    one=Words("leading organisation", "ledende organisation", "ledende organisasjon"),
    many=Words("leading organisations", "ledende organisationer", "ledende organisasjoner"),
)

FOUND = Words(
    en="Compared: {projects} of {holders}. Alike without a common {holder}: {pairs}; with a shared partner {partners}, "
    "with a shared theme {themes}, with similar wording {wording}. With three or four kinds of evidence, time "
    "included: {more}.",
    da="{projects} fra {holders} blev sammenlignet. {pairs} uden fælles {holder} ligner hinanden: {partners} har en "
    "fælles partner, {themes} et fælles tema, {wording} lignende ordlyd. {more} har tre eller fire slags belæg, tiden "
    "medregnet.",
    nb="{projects} fra {holders} ble sammenlignet. {pairs} uten felles {holder} ligner hverandre: {partners} har en "
    "felles partner, {themes} et felles tema, {wording} lignende ordlyd. {more} har tre eller fire slags belegg, tiden "
    "medregnet.",
)
CLUSTER = Words("cluster", "klynge", "klynge")
LEADER = Words("leader", "leder", "leder")
FIRST = Words(
    en="Most alike: {left} ({left_clusters}) and {right} ({right_clusters}). {why}",
    da="Mest ens: {left} ({left_clusters}) og {right} ({right_clusters}). {why}",
    nb="Mest like: {left} ({left_clusters}) og {right} ({right_clusters}). {why}",
)
LITTLE = Words(
    en="No pair has more than two of the four kinds of evidence: these are questions to ask, not proof of double work.",
    da="Intet par har mere end to af de fire slags belæg: Det er spørgsmål, man kan stille, ikke bevis for "
    "dobbeltarbejde.",
    nb="Ingen par har mer enn to av fire slags belegg: Det er spørsmål man kan stille, ikke bevis for dobbeltarbeid.",
)
NOTHING = Words(
    en="Compared: {projects} of {holders}; no two without a common {holder} are alike in partners, themes or wording.",
    da="{projects} fra {holders} blev sammenlignet; ingen to uden fælles {holder} ligner hinanden i partnere, temaer "
    "eller ordlyd.",
    nb="{projects} fra {holders} ble sammenlignet; ingen to uten felles {holder} ligner hverandre i partnere, temaer "
    "eller ordlyd.",
)
BASIS = Words(
    en="Of these projects {partners} have known partners besides their own {holder}, {themes} have themes, {summary} a "
    "summary and {time} both dates. What is not known speaks neither for nor against.",
    da="Af disse projekter har {partners} kendte partnere ud over egen {holder}, {themes} har temaer, {summary} et "
    "resumé og {time} begge datoer. Det ukendte taler hverken for eller imod.",
    nb="Av disse prosjektene har {partners} kjente partnere utenom egen {holder}, {themes} har temaer, {summary} et "
    "sammendrag og {time} begge datoer. Det ukjente taler verken for eller imot.",
)
NO_CLUSTERS = Words(
    en="There is no organisation of the kind cluster here: name the organisations to compare, or compare projects by "
    "who leads them (--by-lead).",
    da="Her er ingen organisation af typen klynge: Nævn de organisationer, der skal sammenlignes, eller sammenlign "
    "projekter efter, hvem der leder dem (--by-lead).",
    nb="Her er det ingen organisasjon av typen klynge: Nevn organisasjonene som skal sammenlignes, eller sammenlign "
    "prosjekter etter hvem som leder dem (--by-lead).",
)

COVERAGE_TITLE = Words(en="what could be compared", da="hvad der kunne sammenlignes", nb="hva som kunne sammenlignes")
COVERAGE_MEANING = Words(
    en="For how many of the compared projects each kind of evidence is known, and in how many pairs it is found.",
    da="For hvor mange af de sammenlignede projekter hver slags belæg er kendt, og i hvor mange par det findes.",
    nb="For hvor mange av de sammenlignede prosjektene hver slags belegg er kjent, og i hvor mange par det finnes.",
)
PART_OF_WORDING = "a summary is compared as a part of the wording"
NO_PROJECT = "no project was compared"
REASONS = {
    PART_OF_WORDING: Words(
        en=PART_OF_WORDING,
        da="et resumé sammenlignes som en del af ordlyden",
        nb="et sammendrag sammenlignes som en del av ordlyden",
    ),
    NO_PROJECT: Words(en=NO_PROJECT, da="intet projekt blev sammenlignet", nb="ingen prosjekter ble sammenlignet"),
}

COVERAGE: dict[str, pl.DataType | DataTypeClass] = {
    "kind": pl.String,
    "n_projects": pl.Int64,
    "n_known": pl.Int64,
    "share": pl.Float64,
    "n_pairs": pl.Int64,
    "reason": pl.String,
    ROWS: pl.List(pl.String),
}


def parallels(
    network: Network,
    clusters: Sequence[str] | None = None,
    *,
    n: int = 50,
    least_wording: float = LEAST_WORDING,
) -> Answer:
    """Return the pairs of projects of different clusters that are most alike, and why.

    A project belongs to the clusters that take part in it; meetings are left out. A pair belongs to different
    clusters and shares none. Four kinds of evidence are looked for:

    - partners: the other organisations that take part; shared / all of the two (Jaccard),
    - themes: those the projects are tagged with; shared / all of the two,
    - wording: the cosine of TF-IDF weights of the words of title and summary, brought to stems in Danish, Norwegian and
      English; it counts from ``least_wording`` on,
    - time: both surely ran on the same day. Dates that do not tell this speak neither for nor against.

    A pair has at least one of the first three. More kinds come first: two weak hints that agree are worth more than
    one strong one that may be chance. Among equals the mean of the three likenesses decides, each with the same
    weight, what is not known counting 0. Projects made for a merger are marked: they are joint work in themselves.

    Args:
        network: The network.
        clusters: The ids of two or more organisations; all of the kind cluster when None. With none at all, ``()``, a
            project belongs to the organisations that lead it, and pairs of different leaders are compared: for data
            without clusters, such as a programme of the Union.
        n: How many pairs, 1 or more.
        least_wording: From which cosine on wording counts as alike, above 0 and at most 1.

    Returns:
        ``pairs`` (see ``listing``) and ``coverage``: ``kind`` (partners, themes, wording, summary, time),
        ``n_projects``, ``n_known``, ``share`` (0..1; null where no project was compared), ``n_pairs`` (all that have
        this evidence; null for summary, a part of the wording), ``reason``, ``rows`` (empty: it rests on all).

    Raises:
        EcographError: An organisation is not in the network or named twice, one alone is named, n is below 1, or
            least_wording is not above 0 and at most 1.

    Source: Jaccard 1901; Salton & Buckley 1988, Information Processing & Management 24:513-523; Porter 2001, Snowball.

    By hand: a and x in p, b and x in q: one shared partner of one; the titles have no word in common.

    >>> from ecograph.ecosystem import Ecosystem
    >>> kinds = ("cluster", "cluster", "company")
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": k} for i, k in zip("abx", kinds)],
    ...     projects=[{"project_id": i, "title": t, "kind": "project"} for i, t in ("pS", "qD")],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "xp", "bq", "xq")],
    ... )
    >>> answer = parallels(Network.of(eco))
    >>> answer["pairs"].select("left", "right", "kinds", "partner_jaccard").rows()
    [('p', 'q', ['partners'], 1.0)]
    >>> answer["pairs"]["why_en"].item()
    '1 shared partner: X; whether they ran at the same time is not known.'
    """
    chosen = _chosen(network, clusters, n, least_wording)
    by_leader = clusters is not None and not clusters
    compared = sides(network, None if by_leader else chosen)
    pairs, totals = most_alike(compared, n, least_wording)
    found = listing(network, compared, pairs, least_wording)
    coverage = _coverage(network, compared, totals)
    if not chosen and not by_leader:
        return Answer("parallels", (NO_CLUSTERS,), (found, coverage))
    said = _sentences(compared, totals, (found.table, coverage.table), by_leader=by_leader)
    return Answer("parallels", said, (found, coverage))


def _sentences(
    compared: Sides,
    totals: Totals,
    tables: tuple[pl.DataFrame, pl.DataFrame],
    *,
    by_leader: bool,
) -> tuple[Words, ...]:
    """Return what was found: how much, the first pair, and what it rests on."""
    pairs, coverage = tables
    holder = (LEADER if by_leader else CLUSTER).in_
    n_holders = int(np.unique(compared.holders.indices).size)
    said = [
        filled(
            FOUND if sum(totals.by_number) else NOTHING,
            projects=PROJECTS.of(compared.at.size),
            holders=(LEADERS if by_leader else CLUSTERS).of(n_holders),
            holder=holder,
            pairs=PAIRS.of(sum(totals.by_number)),
            more=as_number(sum(totals.by_number[2:])),
            **{kind: as_number(n_pairs) for kind, n_pairs in totals.by_kind.items() if kind != "time"},
        )
    ]
    if pairs.height:
        said.append(_first(pairs.row(0, named=True)))
        said += [] if sum(totals.by_number[2:]) else [LITTLE]
    if compared.at.size:
        counts = {kind: as_number(n_known) for kind, n_known in coverage.select("kind", "n_known").iter_rows()}
        said.append(filled(BASIS, holder=holder, **counts))
    return tuple(said)


def _chosen(network: Network, clusters: Sequence[str] | None, n: int, least_wording: float) -> list[str]:
    """Return the clusters asked about, or raise an error that says what is wrong with the question."""
    if n < 1:
        raise EcographError(f"found n = {n}, expected the number of pairs, 1 or more")
    if not 0 < least_wording <= 1:
        raise EcographError(f"found least_wording = {least_wording:g}, expected a cosine above 0 and at most 1")
    if clusters is None:
        return all_clusters(network)
    unknown = sorted(set(clusters) - set(network.organisations))
    if unknown:
        raise EcographError(f"no organisation {', '.join(unknown)} in the network: name clusters by their id")
    if len(set(clusters)) < len(clusters) or len(clusters) == 1:
        raise EcographError(
            f"found the clusters {', '.join(clusters)}, expected two or more, each once; or none, for projects led by "
            "different organisations"
        )
    return sorted(clusters)


def _coverage(network: Network, compared: Sides, totals: Totals) -> Result:
    """Return for how many of the compared projects each kind of evidence is known, and how many pairs have it."""
    ids = [network.projects[int(at)] for at in compared.at]
    summaries = network.ecosystem.projects.filter(pl.col("project_id").is_in(ids)).drop_nulls("summary").height
    n_known = {
        "partners": _n_filled(compared.partners),
        "themes": _n_filled(compared.themes),
        "wording": _n_filled(compared.words),
        "summary": summaries,
        "time": int((~np.isnan(compared.spans).any(axis=1)).sum()),
    }
    size = len(ids)
    rows: list[tuple[object, ...]] = []
    for kind, known in n_known.items():
        n_pairs = totals.by_kind.get(kind)
        reasons = ([] if size else [NO_PROJECT]) + ([] if n_pairs is not None else [PART_OF_WORDING])
        rows.append((kind, size, known, known / size if size else None, n_pairs, "; ".join(reasons) or None, []))
    table = pl.DataFrame(rows, schema=COVERAGE, orient="row")
    shown = tuple(name for name in COVERAGE if name != ROWS)
    return Result("coverage", COVERAGE_TITLE, COVERAGE_MEANING, ("kind",), table, shown, EVIDENCE | REASONS)


def _n_filled(matrix: Matrix) -> int:
    return int((np.diff(matrix.indptr) > 0).sum())


def _first(row: dict[str, Any]) -> Words:
    """Return the pair that is most alike, in words."""
    why = Words(row["why_en"], row["why_da"], row["why_nb"])
    sides = {
        name: value
        for side in ("left", "right")
        for name, value in (
            (side, as_is(row[f"{side}_title"])),
            (f"{side}_clusters", as_list(row[f"{side}_cluster_names"])),
        )
    }
    return filled(FIRST, why=why.in_, **sides)
