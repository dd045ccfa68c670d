"""The overlap of clusters as one answer: how large, of what, more than chance, more than is known, resting on what.

Each part is a function of its own module; here they are put in order, with sentences that say what they show.
"""

from collections.abc import Collection

import polars as pl

from ecograph import money as amounts
from ecograph.analyses.answer import Answer, Result
from ecograph.analyses.overlap.chance import chance
from ecograph.analyses.overlap.combinations import combinations, each_set
from ecograph.analyses.overlap.knowledge import known
from ecograph.analyses.overlap.knowledge import said as said_of_knowledge
from ecograph.analyses.overlap.money import money
from ecograph.analyses.overlap.sensitivity import sensitivity
from ecograph.analyses.overlap.summary import summary
from ecograph.analyses.overlap.themes import themes
from ecograph.analyses.overlap.verdicts import verdicts
from ecograph.analyses.overlap.wording import called
from ecograph.language import Words
from ecograph.metrics.holdings import FEWEST, Sets, compared, each, holdings
from ecograph.metrics.metric import REASON
from ecograph.metrics.pairwise_overlap import KEYS, PAIRWISE_OVERLAP, pairwise_overlap
from ecograph.network import Network

MEANING = Words(
    en="What each pair has, what both have, and how large a share of it that is. Every overlap is a lower bound: what "
    "no source states is not known.",
    da="Hvad hvert par har, hvad begge har, og hvor stor en andel det udgør. Ethvert overlap er det mindste, der kan "
    "være fælles: Det, ingen kilde oplyser, er ukendt.",
    nb="Hva hvert par har, hva begge har, og hvor stor andel det utgjør. Ethvert overlapp er det minste som kan være "
    "felles: Det ingen kilde oppgir, er ukjent.",
)

SHOWN = (
    "left_name",
    "right_name",
    "dimension",
    "n_left",
    "n_right",
    "n_shared",
    "jaccard",
    "overlap_coefficient",
    REASON,
)
"""The columns of the pairs that a terminal shows."""


def overlap(
    network: Network,
    sets: Sets | Collection[str] | None = None,
    *,
    samples: int = 1000,
    seed: int = 0,
    vagueness: float = amounts.VAGUENESS,
) -> Answer:
    """Return what clusters, or any other sets of organisations and projects, share, and how sure that is.

    Args:
        network: The network.
        sets: The ids of two or more clusters, organisations or projects; or named sets of them; all clusters of which
            anything is known when None. An organisation that is no cluster has no members and is compared by its
            projects.
        samples: The number of random networks that the overlap is held against.
        seed: What they are drawn from.
        vagueness: The share by which a vague amount or number of members may be off.

    Returns:
        An answer with the tables ``pairs`` (as ``pairwise_overlap``), ``sets`` (what each adds), ``combinations``
        (all at once), ``themes`` (profiles), ``money``, ``chance``, those of ``knowledge.known`` (``coverage``,
        ``bounds``, ``implied``, ``recapture``), and ``sensitivity``. Of fewer than two clusters in the data there are
        no pairs, and the tables are empty.

    Raises:
        EcographError: Fewer than two sets are named, one twice, or one that the network does not have.

    By hand: a in p and q, b in q and r: 1 shared of 3 projects.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "cluster"} for i in "ab"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqr"],
    ...     participations=[
    ...         {"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "aq", "bq", "br")
    ...     ],
    ... )
    >>> answer = overlap(Network.of(eco), ["a", "b"], samples=9)
    >>> answer.said[0].en
    'Of all 3 projects, A and B have 1 in common (Jaccard 0.33).'
    """
    chosen = compared(network, sets)
    if sets is None:
        something = set(holdings(network, chosen)["set"])
        known_of = each([name for name in chosen if name in something])
        chosen = known_of if len(known_of) >= FEWEST else chosen
    # fewer than two clusters in the data are no pair, and so an answer without one; fewer than two named are an error
    named = chosen if len(chosen) >= FEWEST else None
    pairs = _pairs(pairwise_overlap(network, named))
    together = combinations(network, chosen)
    flows = money(network, chosen, vagueness=vagueness)
    by_chance = chance(network, named, samples=samples, seed=seed)
    by_knowledge = known(network, chosen, vagueness=vagueness)
    hinging = sensitivity(network, chosen)
    said = (
        *summary(pairs.table, together.table, flows.table, hinging.table),
        *verdicts(by_chance.table),
        *said_of_knowledge(by_knowledge),
    )
    results = (
        pairs,
        each_set(network, chosen),
        together,
        themes(network, chosen),
        flows,
        by_chance,
        *by_knowledge,
        hinging,
    )
    return Answer("overlap", said, results)


def _pairs(table: pl.DataFrame) -> Result:
    return Result("pairs", PAIRWISE_OVERLAP.title, MEANING, KEYS, table, SHOWN, called(table, REASON))
