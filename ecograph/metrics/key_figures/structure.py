"""How the ecosystem is built: on few hands or many, closely knit or not, and what hangs by a single tie."""

import math
from functools import partial

import numpy as np
import polars as pl

from ecograph.algorithms.inequality import gini
from ecograph.language import Words
from ecograph.metrics import bridges as only_ties
from ecograph.metrics.concentration import concentration
from ecograph.metrics.density import REASONS
from ecograph.metrics.density import density as densities
from ecograph.metrics.key_figures.definition import Asked, KeyFigure
from ecograph.metrics.key_figures.funding import LEVEL, NO_FLOW
from ecograph.metrics.key_figures.tally import shaped, undefined
from ecograph.metrics.metric import REASON
from ecograph.network import Network
from ecograph.rows import ROWS

NO_TIE = "nobody takes part in a project"


def money_concentration(network: Network, asked: Asked, *, by: str) -> pl.DataFrame:
    """Return the Gini coefficient of the granted money by payer or recipient, as an interval, in 0..1.

    That of ``metrics.concentration``: 0 where all with a known amount have the same, near 1 where one has all.

    Args:
        network: The network.
        asked: The vagueness of amounts.
        by: payer or recipient.

    Returns:
        The columns of ``FIGURES`` other than ``figure``; ``n`` the parties, coverage the share of grants with a known
        amount and party. Null where none is known, all are zero, or an amount has no upper bound.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> money_concentration(Network.of(Ecosystem.of()), Asked(date(2024, 1, 1)), by="payer")["reason"].to_list()
    ['no grant is known']
    """
    table = network.once(concentration, vagueness=asked.vagueness).filter(by=by, level=LEVEL)
    if table.is_empty():
        return undefined(NO_FLOW, unit="index")
    n_flows = pl.col("n_flows")
    is_closed = pl.col("gini_low").is_not_null() & pl.col("gini_high").is_not_null()
    found = table.select(
        "n",
        REASON,
        ROWS,
        low=pl.when(is_closed).then("gini_low"),
        high=pl.when(is_closed).then("gini_high"),
        coverage=(n_flows - pl.col("n_unknown")) / n_flows,
    )
    return shaped(found, unit="index")


def work_concentration(network: Network, _: Asked) -> pl.DataFrame:
    """Return the Gini coefficient of the numbers of projects of the organisations that take part in any, in 0..1.

    Returns:
        The columns of ``FIGURES`` other than ``figure``; ``n`` these organisations, coverage their share of all. Null
        where nobody takes part in a project.

    By hand: a is in one project and b in three: (1 * -1 + 3 * 1) / (2 * 4).

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i, "kind": "company"} for i in "ab"],
    ...     projects=[{"project_id": i, "title": i, "kind": "project"} for i in "pqr"],
    ...     participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bp", "bq", "br")],
    ... )
    >>> work_concentration(Network.of(eco), Asked(date(2024, 1, 1)))["low"].to_list()
    [0.25]
    """
    numbers = np.diff(network.participation.indptr)
    value = gini(numbers[numbers > 0])
    return _whole(network, value, unit="index", reason=NO_TIE)


def density(network: Network, _: Asked) -> pl.DataFrame:
    """Return the share of the pairs of organisations that share a project, in 0..1.

    That of ``metrics.density`` on the projection.

    Returns:
        The columns of ``FIGURES`` other than ``figure``; ``n`` the organisations that take part in any project,
        coverage their share of all; ``rows`` their participations and all organisations, since one more without a
        project lowers it. Null where there are fewer than two organisations.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> density(Network.of(Ecosystem.of()), Asked(date(2024, 1, 1)))["reason"].to_list()
    ['there is no pair that could be tied']
    """
    values = network.once(densities).filter(graph="projection")["density"].drop_nulls()
    whole = _whole(network, next(iter(values), math.nan), unit="share", reason=REASONS["density"])
    bodies = [f"organisations/{org}" for org in network.organisations] if len(values) else []
    return whole.with_columns(pl.concat_list(ROWS, pl.lit(bodies, pl.List(pl.String))).list.sort())


def bridges(network: Network, _: Asked) -> pl.DataFrame:
    """Return how many pairs of organisations are the only connection between two parts.

    Those of ``metrics.bridges``.

    Returns:
        The columns of ``FIGURES`` other than ``figure``, in bridges; ``n`` their number, coverage the share of
        organisations that take part in any project. Null where nobody does.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> bridges(Network.of(Ecosystem.of()), Asked(date(2024, 1, 1)))["reason"].to_list()
    ['nobody takes part in a project']
    """
    found = network.once(only_ties.bridges)
    whole = _whole(
        network, float(found.height) if network.participation.nnz else math.nan, unit="bridges", reason=NO_TIE
    )
    rows = found[ROWS].explode(keep_nulls=False, empty_as_null=False).unique().sort()
    return whole.with_columns(n=pl.lit(found.height, pl.Int64), rows=pl.lit(rows.to_list(), pl.List(pl.String)))


def _whole(network: Network, value: float, *, unit: str, reason: str) -> pl.DataFrame:
    """Return a value of the whole network, which rests on all participations; not defined where it is nan."""
    active = int((np.diff(network.participation.indptr) > 0).sum())
    is_defined = not math.isnan(value)
    rows = network.nodes.filter(mode="organisation")[ROWS].explode(keep_nulls=False, empty_as_null=False).sort()
    row = {
        "low": [value if is_defined else None],
        "n": [active],
        "coverage": [active / len(network.organisations) if network.organisations else None],
        REASON: [None if is_defined else reason],
        ROWS: [rows.to_list() if is_defined else []],
    }
    kinds: dict[str, pl.DataType | type[pl.DataType]] = {
        "low": pl.Float64,
        "coverage": pl.Float64,
        REASON: pl.String,
        ROWS: pl.List(pl.String),
    }
    return shaped(pl.DataFrame(row, schema_overrides=kinds), unit=unit)


GINI = "Gini 1912, Variabilità e mutabilità"

PAYERS = KeyFigure(
    name="payer_concentration",
    version=1,
    label=Words("concentration of the payers", "koncentration blandt bidragydere", "konsentrasjon blant bidragsytere"),
    sentence=Words(
        en="Whether the granted money comes from few: 0 where all payers pay the same, near 1 where one pays all.",
        da="Om de bevilgede penge kommer fra få: 0, hvor alle betaler det samme, tæt på 1, hvor én betaler det hele.",
        nb="Om de bevilgede pengene kommer fra få: 0 der alle betaler det samme, nær 1 der én betaler alt.",
    ),
    definition="The Gini coefficient of the grants by payer, as bounds over all amounts that are possible.",
    unit="index",
    breakdowns=(),
    source=GINI,
    compute=partial(money_concentration, by="payer"),
)

RECIPIENTS = KeyFigure(
    name="recipient_concentration",
    version=1,
    label=Words("concentration of the recipients", "koncentration blandt modtagere", "konsentrasjon blant mottakere"),
    sentence=Words(
        en="Whether the granted money goes to few: 0 where all recipients receive the same, near 1 where one receives "
        "all; how partners of a project share its money, nobody says.",
        da="Om de bevilgede penge går til få: 0, hvor alle modtager det samme, tæt på 1, hvor én modtager det hele; "
        "hvordan partnerne i et projekt deler dets penge, siger ingen.",
        nb="Om de bevilgede pengene går til få: 0 der alle mottar det samme, nær 1 der én mottar alt; hvordan "
        "partnerne i et prosjekt deler pengene, sier ingen.",
    ),
    definition="The Gini coefficient of the grants by recipient, a project standing for its partners that may be paid, "
    "as bounds over all amounts that are possible.",
    unit="index",
    breakdowns=(),
    source=GINI,
    compute=partial(money_concentration, by="recipient"),
)

WORK = KeyFigure(
    name="participation_concentration",
    version=1,
    label=Words("concentration of the participations", "koncentration af deltagelser", "konsentrasjon av deltakelser"),
    sentence=Words(
        en="Whether few organisations are in many projects: 0 where all are in equally many, near 1 where one is in "
        "nearly all.",
        da="Om få organisationer er med i mange projekter: 0, hvor alle er med i lige mange, tæt på 1, hvor én er med "
        "i næsten alle.",
        nb="Om få organisasjoner er med i mange prosjekter: 0 der alle er med i like mange, nær 1 der én er med i "
        "nesten alle.",
    ),
    definition="The Gini coefficient of the numbers of projects, over the organisations that take part in any.",
    unit="index",
    breakdowns=(),
    source=GINI,
    compute=work_concentration,
)

DENSITY = KeyFigure(
    name="density",
    version=1,
    label=Words("density", "tæthed", "tetthet"),
    sentence=Words(
        en="What share of all pairs of organisations share a project.",
        da="Hvor stor en andel af alle par af organisationer der har et fælles projekt.",
        nb="Hvor stor andel av alle par av organisasjoner som har et felles prosjekt.",
    ),
    definition="Pairs that share a project / all pairs of organisations; organisations without a known project have no "
    "ties and lower it.",
    unit="share",
    breakdowns=(),
    source="Wasserman & Faust 1994, Social Network Analysis, Cambridge University Press, 101",
    compute=density,
)

BRIDGES = KeyFigure(
    name="bridges",
    version=1,
    label=Words("bridges", "broer", "broer"),
    sentence=Words(
        en="How many ties between two organisations are the only connection between two parts of the network.",
        da="Hvor mange forbindelser mellem to organisationer der er den eneste forbindelse mellem to dele af "
        "netværket.",
        nb="Hvor mange forbindelser mellom to organisasjoner som er den eneste forbindelsen mellom to deler av "
        "nettverket.",
    ),
    definition="The ties of two organisations that share projects without which their component falls into two.",
    unit="bridges",
    breakdowns=(),
    source="Tarjan 1974, Information Processing Letters 2:160-161",
    compute=bridges,
)
