"""What is missing, put together: themes, cells, groups that hardly meet, needs, goals and facts nobody has."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from ecograph.analyses.answer import Answer
from ecograph.analyses.gaps import coverage_words, holes_words, marginals, needs_words, specialisation
from ecograph.analyses.gaps.closing_words import of_goals, of_unknowns
from ecograph.analyses.gaps.coverage import Curveball, coverage, money_coverage
from ecograph.analyses.gaps.goals import goals
from ecograph.analyses.gaps.holes import SAMPLES, holes
from ecograph.analyses.gaps.needs import mismatch, needs
from ecograph.analyses.gaps.themed import Axis, Unit
from ecograph.analyses.gaps.unknowns import unknowns
from ecograph.errors import EcographError
from ecograph.metrics.groups import Group
from ecograph.network import Network

Of = Unit | Literal["money"]
"""What the cells of the coverage count."""

Null = Literal["independence", "curveball"]
"""What is expected of a cell: that themes and places go together by chance, or as themes are dealt out anew."""


def gaps(  # noqa: PLR0913 - each is a question of its own
    network: Network,
    *,
    framework: str | None = None,
    by: Sequence[Axis] = ("theme", "region"),
    of: Of = "organisations",
    null: Null = "independence",
    group: Group = "country",
    day: dt.date | None = None,
    between: Sequence[str] | None = None,
    samples: int | None = None,
    seed: int = 0,
) -> Answer:
    """Return what is missing, as sentences and tables.

    Args:
        network: The network.
        framework: The id of the framework whose themes are looked at, such as ``work-areas``; all themes when None.
        by: What the cells of the coverage are made of: two or more of theme, region, helix, country.
        of: What the cells count: organisations, projects, or money.
        null: What is expected of a cell: independence of its axes, or themes dealt out anew (curveball); money has
            the first alone.
        group: Between whom holes lie: country, region, helix, cluster or kind. Specialisation is that of clusters
            with cluster, else of regions.
        between: The groups between which holes are sought; when None all, of a large network the largest (``holes``).
        day: The day on which a goal is overdue; not said when None.
        samples: How many random networks are drawn for the holes, and for the curveball of the coverage; when None
            1,000, for the holes of a large network fewer (``holes``).
        seed: What they are drawn from.

    Returns:
        The tables themes, coverage, holes, specialisation, mismatch, needs, goals and unknowns. Each part says what
        its columns mean.

    Raises:
        EcographError: There is no such framework or group; fewer than two axes, or one twice; too few samples; money
            with the curveball; more combinations than anybody could read, as all themes by all regions of Europe.

    >>> from ecograph.ecosystem import Ecosystem
    >>> gaps(Network.of(Ecosystem.of()), samples=50).tables
    ('themes', 'coverage', 'holes', 'specialisation', 'mismatch', 'needs', 'goals', 'unknowns')
    """
    if of == "money" and null == "curveball":
        raise EcographError(
            "found the curveball for money, expected organisations or projects: amounts cannot be dealt out anew; "
            "take the null model independence"
        )
    themes = marginals.marginals(network, framework=framework)
    if of == "money":
        cells = money_coverage(network, framework=framework, by=by)
    else:
        dealt = Curveball(samples or SAMPLES, seed) if null == "curveball" else None
        cells = coverage(network, framework=framework, by=by, of=of, null=dealt)
    apart = holes(network, group=group, between=between, samples=samples, seed=seed)
    compared: specialisation.Group = "cluster" if group == "cluster" else "region"
    special = specialisation.specialisation(network, group=compared, framework=framework)
    moved = mismatch(network, framework=framework)
    aims, missing = goals(network, day=day), unknowns(network)
    texts = (
        *marginals.said(network, themes),
        *coverage_words.said(network, cells, of),
        *holes_words.said(network, apart),
        *specialisation.said(network, special),
        *needs_words.said(network, moved),
        *of_goals(aims),
        *of_unknowns(missing),
    )
    wanted = needs(network, framework=framework)
    return Answer("gaps", texts, (themes, cells, apart, special, moved, wanted, aims, missing))
