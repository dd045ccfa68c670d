"""Is an overlap more than chance? What each pair of sets shares, beside what random networks of the same sizes share.

Large clusters share much because they are large, and partners of huge projects meet without meaning to. An overlap
says something where it is larger than the sizes alone would give. Three models say what that is, from the plainest to
the strictest; where they differ, the strictest decides.
"""

from collections.abc import Collection

import numpy as np
import polars as pl

from ecograph.algorithms.configuration_model import (
    ConfigurationModel,
    any_probability,
    configuration_model,
    poisson_binomial_moments,
    poisson_binomial_tail,
    shared_probability,
)
from ecograph.algorithms.curveball import samples as random_networks
from ecograph.algorithms.intersections import benjamini_hochberg, expected_intersection, hypergeometric_tail
from ecograph.algorithms.matrix import Labels, Vector
from ecograph.algorithms.significance import significance, z_scores
from ecograph.analyses.answer import Result
from ecograph.analyses.overlap.redealt import REDEALT, Links, Ties, links
from ecograph.analyses.overlap.verdicts import KEYS, judged
from ecograph.analyses.overlap.wording import called
from ecograph.errors import EcographError
from ecograph.language import Words
from ecograph.metrics.holdings import Sets, compared
from ecograph.metrics.metric import REASON
from ecograph.metrics.pairwise_overlap import pairwise_overlap
from ecograph.network import Network

TITLE = Words(
    en="overlap against chance",
    da="overlap sammenlignet med tilfældet",
    nb="overlapp sammenlignet med tilfeldigheter",
)

MEANING = Words(
    en="What each pair shares, and what it would share if everyone kept the number of their projects and "
    "memberships but fell in with others at random. A q below 0.05 is more than chance; it is corrected for the "
    "number of pairs.",
    da="Hvad hvert par har til fælles, og hvad det ville have til fælles, hvis alle beholdt deres antal projekter og "
    "medlemskaber, men fandt sammen tilfældigt. En q-værdi under 0,05 er mere end tilfældigt; den er korrigeret for "
    "antallet af par.",
    nb="Hva hvert par har felles, og hva det ville hatt felles hvis alle beholdt antallet prosjekter og medlemskap, "
    "men fant sammen tilfeldig. En q-verdi under 0,05 er mer enn tilfeldig; den er korrigert for antallet par.",
)

SHOWN = ("left_name", "right_name", "dimension", "n_shared", "expected_curveball", "q_curveball", "verdict", REASON)
"""The columns that a terminal shows."""


def chance(
    network: Network, sets: Sets | Collection[str] | None = None, *, samples: int = 1000, seed: int = 0
) -> Result:
    """Return what each pair of sets shares beside what chance would give, by dimension.

    Three models of chance, each with q, the p corrected for all pairs of the same dimension (Benjamini & Hochberg):

    - hypergeometric: two sets of these sizes drawn from ``n_population`` items, all alike. Busy organisations and
      large projects make it too ready to see a pattern.
    - curveball: participations are dealt out anew so that each organisation keeps its number of projects and each
      project its number of partners; for members, memberships. What follows from projects (partners, their seats,
      the funders and themes of projects) is found anew, what a set has itself (its own funders and themes, its
      members' seats) stays. p = (1 + b) / (1 + B), b of B random networks sharing as much or more. It decides.
    - configuration model (bicm): the same numbers, kept on average; exact, without samples; members and projects.

    The populations: all organisations (members), projects without meetings (projects; with those that a set names),
    organisations that take part in one (partners), payers of any grant or payment (funders), themes in use, regions
    with any organisation. Money has no random counterpart.

    Args:
        network: The network.
        sets: As for ``pairwise_overlap``.
        samples: The number of random networks, 1 or more. The least p is 1 / (1 + samples).
        seed: What they are drawn from.

    Returns:
        The table ``chance`` by ``left``, ``right``, ``dimension``: ``left_name``, ``right_name``, ``n_left``,
        ``n_right``, ``n_shared``, ``n_population``; ``expected_``, ``p_`` and ``q_`` of each model, ``z_`` of the last
        two, ``sd_curveball``; ``p_less_curveball`` and ``q_less_curveball`` (sharing as little or less);
        ``n_samples``; ``verdict``; ``reason``; ``rows`` of what they share (the random networks rest on all
        participations and memberships).

        The verdict is "more than chance" where q_curveball is at most 0.05, or where no random network shares as much
        and q_bicm is at most 0.05; "less than chance" where q_less_curveball is; "cannot tell" where a set has none,
        and, of what is shared, where the random networks all give the same, where even the largest overlap would be
        no surprise, or where there are too few random networks; else "no more than chance". Numbers of the models are
        null where a set has none, z also where the random networks all agree.

    Raises:
        EcographError: As for ``pairwise_overlap``, or no samples.

    Source: Strona et al. 2014, Nat. Comm. 5:4114; Saracco et al. 2015, Sci. Rep. 5:10595; Neal 2014, Soc. Networks
    39:84-97; Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57:289-300.

    By hand: a and b take part in the same one of two projects, c in the other, and all are in one project: of the
    three ways to deal that keep the sizes, one has a and b together.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "cluster"} for i in "abc"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pq"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "cq")],
    ... )
    >>> found = chance(Network.of(eco), ["a", "b"], samples=99).table.filter(dimension="projects")
    >>> found.select("n_shared", "expected_hypergeometric", "verdict").row(0)
    (1, 0.5, 'cannot tell')
    """
    if samples < 1:
        raise EcographError(f"found {samples} samples, expected at least 1; 1000 tell p = 0.001 apart")
    chosen = compared(network, sets)
    shared = pairwise_overlap(network, sets)
    known = shared.select(*KEYS, "n_left", "n_right", "n_shared")
    found = links(network, chosen)
    place = {name: i for i, name in enumerate(chosen)}
    i, j = (_places(known.filter(dimension=REDEALT[0])[side], place) for side in ("left", "right"))
    tested = pl.concat(
        known.filter(dimension=dimension).with_columns(n_population=pl.lit(n, pl.Int64))
        for dimension, n in zip(REDEALT, found.population, strict=True)
    ).with_columns(can_compare=(pl.col("n_left") > 0) & (pl.col("n_right") > 0))
    tested = _by_size(tested)
    tested = _by_curveball(tested, found, (i, j), samples=samples, seed=seed)
    tested = _by_model(tested, found, (i, j))
    table = judged(shared, tested)
    return Result("chance", TITLE, MEANING, KEYS, table, SHOWN, called(table, REASON))


def _places(names: pl.Series, place: dict[str, int]) -> Labels:
    return np.array([place[name] for name in names], dtype=np.int64)


def _with(tested: pl.DataFrame, **values: Vector) -> pl.DataFrame:
    """Return a table with further columns: null where a value is nan, or where a set has none to compare."""
    added = [pl.Series(name, each, dtype=pl.Float64).fill_nan(None) for name, each in values.items()]
    return tested.with_columns(added).with_columns(
        pl.when("can_compare").then(pl.col(name)).alias(name) for name in values
    )


def _corrected(tested: pl.DataFrame, model: str) -> pl.DataFrame:
    """Return a table with the p of a model corrected for the number of pairs of each dimension."""
    parts = [
        _with(part, **{f"q_{model}": benjamini_hochberg(part[f"p_{model}"].fill_null(float("nan")).to_numpy())})
        for part in tested.partition_by("dimension", maintain_order=True)
    ]
    return pl.concat(parts) if parts else tested.with_columns(pl.lit(None, pl.Float64).alias(f"q_{model}"))


def _by_size(tested: pl.DataFrame) -> pl.DataFrame:
    """Return a table with what two sets drawn from a population of equals would share."""
    n, left, right, shared = (tested[f"n_{name}"].to_numpy() for name in ("population", "left", "right", "shared"))
    added = _with(
        tested,
        expected_hypergeometric=expected_intersection(n, np.stack([left, right], axis=-1)),
        p_hypergeometric=hypergeometric_tail(n, left, right, shared),
    )
    return _corrected(added, "hypergeometric")


def _by_curveball(
    tested: pl.DataFrame, found: Links, pairs: tuple[Labels, Labels], *, samples: int, seed: int
) -> pl.DataFrame:
    """Return a table with what pairs would share if participations and memberships were dealt out anew.

    ``p_largest`` is that of the largest overlap that sets of these sizes could have.
    """
    largest = tested.select(pl.min_horizontal("n_left", "n_right")).to_series().to_numpy()
    observed = np.concatenate([tested["n_shared"].to_numpy(), largest])
    networks = zip(
        random_networks(found.participation, samples, seed=seed),
        random_networks(found.membership, samples, seed=seed),
        strict=True,
    )
    draws = (np.tile(found.shared(*drawn, pairs), 2) for drawn in networks)
    by_draws = significance(observed, draws)
    n = tested.height
    added = _with(
        tested,
        expected_curveball=by_draws.expected[:n],
        sd_curveball=by_draws.sd[:n],
        z_curveball=by_draws.z[:n],
        p_curveball=by_draws.p_more[:n],
        p_less_curveball=by_draws.p_less[:n],
        p_largest=by_draws.p_more[n:],
    )
    corrected = _corrected(added.with_columns(n_samples=pl.lit(samples, pl.Int64)), "curveball")
    return _corrected(corrected, "less_curveball")


def _by_model(tested: pl.DataFrame, found: Links, pairs: tuple[Labels, Labels]) -> pl.DataFrame:
    """Return a table with what pairs would share in the configuration model; null where it does not apply."""
    expected, z, p = (np.full(tested.height, np.nan) for _ in range(3))
    for dimension, ties in found.modelled.items():
        model = configuration_model(ties.incidence)
        first = REDEALT.index(dimension) * len(pairs[0])
        for place, (i, j) in enumerate(zip(*pairs, strict=True), start=first):
            if tested["can_compare"][place]:
                likely = _likely(model, ties, int(i), int(j))
                n_shared = tested["n_shared"][place]
                mean, sd = poisson_binomial_moments(likely)
                expected[place], z[place] = mean, z_scores(n_shared, mean, sd)
                p[place] = poisson_binomial_tail(likely, n_shared)
    return _corrected(_with(tested, expected_bicm=expected, z_bicm=z, p_bicm=p), "bicm")


def _likely(model: ConfigurationModel, ties: Ties, i: int, j: int) -> Vector:
    """Return how likely each item is to be held by both of two sets."""
    left, right = (set(ties.rows[[each]].indices.tolist()) for each in (i, j))
    only_left, only_right, common = (
        any_probability(model.probabilities(np.array(sorted(rows), dtype=np.int64)))
        for rows in (left - right, right - left, left & right)
    )
    certain, outside = (matrix[[i, j]].toarray() for matrix in (ties.certain, ties.outside))
    both = shared_probability(np.maximum(only_left, certain[0]), np.maximum(only_right, certain[1]), common)
    return np.where(outside.any(axis=0), 0.0, both)
