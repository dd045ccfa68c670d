"""How much of each list of members is known, and what two lists could share beyond what is known of them.

An overlap is counted on the members that are known. Where a source reports how many there are in all, that says how
thin the count is, and between which bounds the true overlap lies.
"""

import polars as pl

from ecograph import money
from ecograph.analyses.answer import Result
from ecograph.analyses.overlap.bounds import bounds
from ecograph.analyses.overlap.implied import implied, said_implied
from ecograph.analyses.overlap.recapture import recapture, said_recapture
from ecograph.analyses.overlap.wording import called
from ecograph.language import Plural, Words
from ecograph.language.sentences import Said, as_is, as_list, between, filled
from ecograph.metrics.holdings import Sets, holdings
from ecograph.metrics.reported_members import coverage
from ecograph.network import Network

COVERAGE = Words(
    en="members known of those reported",
    da="kendte medlemmer ud af de oplyste",
    nb="kjente medlemmer av de oppgitte",
)

COVERAGE_MEANING = Words(
    en="How many members of each cluster are known by name, and how many it is reported to have. A low share means "
    "that an overlap counted here is a lower bound.",
    da="Hvor mange af hver klynges medlemmer der er kendt ved navn, og hvor mange den oplyses at have. En lav andel "
    "betyder, at et overlap, der er talt her, er et minimum.",
    nb="Hvor mange av hver klynges medlemmer som er kjent ved navn, og hvor mange den oppgis å ha. En lav andel betyr "
    "at et overlapp som er talt her, er et minimum.",
)

KNOWN = Words(
    en="Of the {reported} members reported for {clusters}{each}, {known} are known by name. What the lists share is "
    "therefore a lower bound.",
    da="Af de {reported} medlemmer, der er oplyst for {clusters}{each}, er {known} kendt ved navn. Det, listerne har "
    "til fælles, er derfor et minimum.",
    nb="Av de {reported} medlemmene som er oppgitt for {clusters}{each}, er {known} kjent ved navn. Det listene har "
    "felles, er derfor et minimum.",
)

IN_EACH = Words(
    en=" (a member of several counts in each)",
    da=" (et medlem af flere tæller med i hver)",
    nb=" (et medlem av flere teller med i hver)",
)

UNREPORTED = Words(
    en="No number of members is reported for {clusters}, so how much of the list is missing is not known.",
    da="Der er ikke oplyst noget medlemstal for {clusters}, så det vides ikke, hvor meget af listen der mangler.",
    nb="Det er ikke oppgitt noe medlemstall for {clusters}, så det er ikke kjent hvor mye av listen som mangler.",
)

WIDEST = Words(
    en="By the numbers alone, {left} and {right} could share {interval} members.",
    da="Alene ud fra tallene kan {left} og {right} have {interval} medlemmer til fælles.",
    nb="Bare ut fra tallene kan {left} og {right} ha {interval} medlemmer felles.",
)

SHOWN = ("set_name", "n_known", "reported_low", "reported_high", "date", "coverage_low", "coverage_high", "reason")
"""The columns of ``coverage`` that a terminal shows."""

CLUSTERS = Plural(Words("cluster", "klynge", "klynge"), Words("clusters", "klynger", "klynger"))

NAMED = 4
"""The most clusters that a sentence names; of more it gives the number."""


def known(network: Network, sets: Sets, *, vagueness: float = money.VAGUENESS) -> tuple[Result, ...]:
    """Return what is known of the lists of members, and what they could share.

    Args:
        network: The network.
        sets: For each set its organisations and projects. Only a set of one cluster has a reported number of members.
        vagueness: The share by which a vague number may be off.

    Returns:
        Results ``coverage``, ``bounds``, ``implied`` (see ``implied``) and ``recapture`` (see ``recapture``).

        ``coverage``, by set: ``set``, ``set_name``, ``is_cluster`` (the set is one), ``n_known`` (members known, at
        any time), the latest reported number with ``figure_id``, ``date``, ``qualifier``, ``reported``,
        ``reported_low``, ``reported_high`` (infinite where open), ``figure_ids`` (all that are reported),
        ``coverage_low``, ``coverage_high`` (n_known / reported, 0 to 1), ``reason``, ``rows``.

        ``bounds``, by pair: ``left``, ``left_name``, ``right``, ``right_name``, ``n_left_known``, ``n_right_known``,
        ``n_shared_known``, ``left_date``, ``right_date``, ``n_days_apart`` (the most that the dates allow),
        ``intersection_low``, ``intersection_high``, ``jaccard_low``, ``jaccard_high``, ``note`` (what weakens the
        bounds), ``reason``, ``rows`` (the figures, and the memberships of those known in both; those of each list
        are in ``coverage``).

        A number reported below the number known is null with that reason: members of any time are known, the number
        is of one day. The population of organisations is not known, so no bound rests on it.

    Raises:
        EcographError: A set is empty or names what is not in the network; the vagueness is below 0.

    By hand: of 4 and 5 members 2 and 1 are known, none in both. All of the left can be in the right.

    >>> from ecograph.ecosystem import Ecosystem
    >>> figure = {"what": "members", "unit": "members", "qualifier": "exact", "as_of": "2024"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "company"} for i in "abcde"],
    ...     memberships=[{"org_id": i, "cluster_id": c, "role": "member"} for i, c in ("ad", "bd", "ce")],
    ...     figures=[
    ...         {**figure, "figure_id": "d", "subject": "d", "value": 4.0},
    ...         {**figure, "figure_id": "e", "subject": "e", "value": 5.0},
    ...     ],
    ... )
    >>> covered, possible, *_ = known(Network.of(eco), {"d": "d", "e": "e"})
    >>> covered.table.select("set", "n_known", "coverage_low").rows()
    [('d', 2, 0.5), ('e', 1, 0.2)]
    >>> possible.table.select("intersection_low", "intersection_high").rows()
    [(0.0, 4.0)]
    """
    members = holdings(network, sets).filter(dimension="members").drop("dimension")
    covered = coverage(network, sets, members=members, vagueness=vagueness)
    return (
        Result(
            "coverage",
            COVERAGE,
            COVERAGE_MEANING,
            ("set",),
            covered.drop("first", "last"),
            SHOWN,
            called(covered, "reason"),
        ),
        bounds(covered, members),
        implied(network, sets, vagueness=vagueness),
        recapture(network, sets),
    )


def said(results: tuple[Result, ...]) -> tuple[Words, ...]:
    """Return in sentences how much is known, what the clusters could share, and what mergers and lists tell.

    Args:
        results: What ``known`` returns.
    """
    covered, possible, merged, listings = results
    table = covered.table.filter("is_cluster")
    found = table.drop_nulls("reported_low")
    sentences = []
    if found.height:
        low, high, n_known = (float(found[name].sum()) for name in ("reported_low", "reported_high", "n_known"))
        numbers = {"reported": between(low, high), "known": between(n_known, n_known)}
        each = IN_EACH.in_ if found.height > 1 else lambda _: ""
        sentences.append(filled(KNOWN, clusters=_names(found), each=each, **numbers))
    unreported = table.filter(pl.col("reported_low").is_null())
    if unreported.height:
        sentences.append(filled(UNREPORTED, clusters=_names(unreported)))
    sentences += said_implied(merged)
    is_closed = pl.col("intersection_high").is_finite() & pl.col("intersection_low").is_not_null()
    widest = possible.table.filter(is_closed & ~_is_successor(merged.table))
    widest = widest.sort("intersection_high", "left", "right", descending=[True, False, False])
    sentences += [_widest(row) for row in widest.head(1).to_dicts()]
    return (*sentences, *(said_recapture(listings) if table.height else ()))


def _widest(row: dict[str, float]) -> Words:
    left, right = str(row["left_name"]), str(row["right_name"])
    return filled(
        WIDEST,
        left=as_is(left),
        right=as_is(right),
        interval=between(row["intersection_low"], row["intersection_high"]),
    )


def _is_successor(mergers: pl.DataFrame) -> pl.Expr:
    """Return whether one of a pair merged into the other, so that what they could share says nothing."""
    pairs = [pair for into, merged in mergers.select("into", "merged").iter_rows() for pair in _both_ways(into, merged)]
    return pl.concat_str("left", "right", separator="|").is_in(pairs)


def _both_ways(into: str, merged: list[str]) -> list[str]:
    return [f"{one}|{other}" for body in merged for one, other in ((into, body), (body, into))]


def _names(table: pl.DataFrame) -> Said:
    """Return the clusters of a table by name, or how many they are."""
    names = table["set_name"].to_list()
    return CLUSTERS.of(len(names)) if len(names) > NAMED else as_list(names)
