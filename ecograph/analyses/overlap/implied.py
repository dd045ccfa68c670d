"""What the numbers of members before and after a merger say about how many were members of more than one body."""

import datetime as dt

import numpy as np
import polars as pl

from ecograph import dates, money
from ecograph.algorithms.partial_lists import implied_overlap
from ecograph.analyses.answer import Result
from ecograph.analyses.overlap.wording import called
from ecograph.language import Words, listed
from ecograph.language.sentences import as_is, between, filled
from ecograph.metrics.holdings import Sets
from ecograph.metrics.reported_members import of_day, reported, single_clusters
from ecograph.network import Network
from ecograph.rows import ROWS, reference

TITLE = Words(
    en="overlap implied by the size after a merger",
    da="overlap, som størrelsen efter en fusion peger på",
    nb="overlapp som størrelsen etter en sammenslåing peker på",
)

MEANING = Words(
    en="If nobody joined or left between the figures, the members that the bodies had more than the merged one were "
    "members of several of them. The dates say how far apart the figures are.",
    da="Hvis ingen meldte sig ind eller ud mellem tallene, var de overskydende medlemmer – dem, organisationerne "
    "tilsammen havde flere af end den fusionerede – med i flere af dem. Datoerne viser, hvor langt tallene ligger fra "
    "hinanden.",
    nb="Hvis ingen meldte seg inn eller ut mellom tallene, var de overskytende medlemmene – dem organisasjonene til "
    "sammen hadde flere av enn den sammenslåtte – med i flere av dem. Datoene viser hvor langt tallene ligger fra "
    "hverandre.",
)

SAID = Words(
    en="{merged} became {into} with {after} members. Before, they had {before}. If nobody joined or left in between, "
    "{overlap} were members of {several}. The weakness: the figures are of different dates ({dates}).",
    da="{merged} blev til {into} med {after} medlemmer. Før havde de {before}. Hvis ingen meldte sig ind eller ud "
    "imellem, var {overlap} med i {several}. Svagheden: Tallene er fra forskellige tidspunkter ({dates}).",
    nb="{merged} ble til {into} med {after} medlemmer. Før hadde de {before}. Hvis ingen meldte seg inn eller ut "
    "imellom, var {overlap} med i {several}. Svakheten: Tallene er fra ulike tidspunkter ({dates}).",
)

BOTH = Words(en="both", da="begge", nb="begge")
SEVERAL = Words(
    en="several of them (counted once for each membership beyond the first)",
    da="flere af dem (talt én gang for hvert medlemskab ud over det første)",
    nb="flere av dem (talt én gang for hvert medlemskap utover det første)",
)
UNDATED = Words(en="undated", da="uden dato", nb="uten dato")

SCHEMA = pl.Schema(
    {
        "into": pl.String(),
        "into_name": pl.String(),
        "merged": pl.List(pl.String),
        "merged_names": pl.List(pl.String),
        "merged_on": pl.String(),
        "figure_ids": pl.List(pl.String),
        "dates": pl.List(pl.String),
        "sizes_low": pl.List(pl.Float64),
        "sizes_high": pl.List(pl.Float64),
        "after_figure_id": pl.String(),
        "after_date": pl.String(),
        "after_low": pl.Float64(),
        "after_high": pl.Float64(),
        "overlap_low": pl.Float64(),
        "overlap_high": pl.Float64(),
        "note": pl.String(),
        "reason": pl.String(),
        ROWS: pl.List(pl.String),
    }
)


SHOWN = ("into_name", "merged_names", "after_low", "after_high", "overlap_low", "overlap_high", "note", "reason")
"""The columns that a terminal shows."""


def implied(network: Network, sets: Sets, *, vagueness: float = money.VAGUENESS) -> Result:
    """Return, for each merger of two or more of the clusters asked for, how many were members of several of them.

    All bodies that merged into the same one are taken together, asked for or not, since the size after is of all of
    them; a merger that is only planned has no size after. Their sizes less the size after are the members counted
    more than once: of two bodies, those of both. Before the merger the latest reported number counts, after it the
    earliest; an undated one only where none is dated. See ``algorithms.partial_lists.implied_overlap``.

    Args:
        network: The network.
        sets: For each set its organisations and projects; sets that are not one cluster are passed over.
        vagueness: The share by which a vague number may be off.

    Returns:
        Result ``implied``: ``into``, ``into_name``, ``merged`` and ``merged_names`` (sorted by id), ``merged_on``;
        for each of ``merged``, in its order, ``figure_ids``, ``dates``, ``sizes_low``, ``sizes_high`` (null where
        none is reported); ``after_figure_id``, ``after_date``, ``after_low``, ``after_high``; ``overlap_low``,
        ``overlap_high`` (members counted more than once, whole numbers from 0, high infinite where open), ``note``
        (its weakness), ``reason``, ``rows``; sorted by ``into``.

    Raises:
        EcographError: The vagueness is below 0.

    By hand: 234 to 286 and 280 to 308 that became 370 shared 144 to 224.

    >>> from ecograph.ecosystem import Ecosystem
    >>> figure = {"what": "members", "unit": "members", "qualifier": "exact"}
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "cluster"} for i in "abc"],
    ...     ties=[{"tie_id": i, "subject": i, "kind": "merged_into", "object": "c", "from": "2025"} for i in "ab"],
    ...     figures=[
    ...         {**figure, "figure_id": "a", "subject": "a", "value": 260.0, "qualifier": "about", "as_of": "2023"},
    ...         {**figure, "figure_id": "b", "subject": "b", "value": 280.0, "qualifier": "more_than", "as_of": "2024"},
    ...         {**figure, "figure_id": "c", "subject": "c", "value": 370.0, "as_of": "2025"},
    ...     ],
    ... )
    >>> implied(Network.of(eco), {"a": "a", "b": "b"}).table.select("overlap_low", "overlap_high").rows()
    [(144.0, 224.0)]
    """
    figures = reported(network, vagueness=vagueness)
    asked = set(single_clusters(network, sets)["cluster"].drop_nulls())
    ties = network.ecosystem.ties.filter((pl.col("kind") == "merged_into") & (pl.col("status") == "actual"))
    ties = ties.select(
        "subject",
        "object",
        reference("ties"),
        date=pl.coalesce("from", "as_of"),
        day=pl.coalesce(dates.earliest("from"), dates.latest("as_of")),
    )
    names = dict(network.ecosystem.organisations.select("org_id", "name").iter_rows())
    found = []
    for (into,), group in ties.sort("object").group_by("object", maintain_order=True):
        own = group.sort("subject", "day", nulls_last=True).unique("subject", keep="first", maintain_order=True)
        if len(asked & set(own["subject"])) > 1:
            merged = [names.get(body, body) for body in own["subject"]]
            named = {"into_name": names.get(str(into), into), "merged_names": merged}
            found.append(named | _merger(str(into), own, figures))
    table = pl.DataFrame(found, schema=SCHEMA, orient="row")
    return Result("implied", TITLE, MEANING, ("into",), table, SHOWN, called(table, "note", "reason"))


def said_implied(result: Result) -> tuple[Words, ...]:
    """Return a sentence for each merger whose overlap is implied."""
    return tuple(_sentence(row) for row in result.table.drop_nulls("overlap_low").to_dicts())


def _merger(into: str, ties: pl.DataFrame, figures: pl.DataFrame) -> dict[str, object]:
    """Return the row of one merger without names.

    Args:
        into: The id of what the bodies merged into.
        ties: ``subject``, ``date``, ``day`` and ``rows``, a row for each body, sorted.
        figures: What ``reported`` returns.
    """
    bodies = [
        of_day(figures, subject, day=day, is_after=False) for subject, day in ties.select("subject", "day").iter_rows()
    ]
    last = ties.select(pl.col("day").max()).item()
    after = of_day(figures, into, day=last, is_after=True)
    used = [figure for figure in (*bodies, after) if figure is not None]
    missing = [body for body, figure in zip([*ties["subject"], into], [*bodies, after], strict=True) if figure is None]
    low, high, reason = _overlap(bodies, after, missing)
    return {
        "into": into,
        "merged": ties["subject"].to_list(),
        "merged_on": next(iter(ties["date"].drop_nulls().sort(descending=True)), None),
        "figure_ids": _of_each(bodies, "figure_id"),
        "dates": _of_each(bodies, "date"),
        "sizes_low": _of_each(bodies, "low"),
        "sizes_high": _of_each(bodies, "high"),
        **{f"after_{name}": after and after[name] for name in ("figure_id", "date", "low", "high")},
        "overlap_low": low,
        "overlap_high": high,
        "note": _weakness(used, last) if reason is None else None,
        "reason": reason,
        ROWS: sorted({*ties[ROWS], *(str(figure[ROWS]) for figure in used)}),
    }


Figures = list[dict[str, object] | None]


def _of_each(figures: Figures, name: str) -> list[object]:
    return [figure and figure[name] for figure in figures]


def _overlap(
    bodies: Figures, after: dict[str, object] | None, missing: list[str]
) -> tuple[float | None, float | None, str | None]:
    """Return the bounds of the overlap, or why there are none."""
    if missing or after is None:
        return None, None, f"no number of members is reported for {', '.join(missing)}"
    broken = [str(figure["figure_id"]) for figure in (*bodies, after) if figure and figure["low"] is None]
    if broken:
        return None, None, f"no whole number of members lies in what {', '.join(broken)} reports"
    low, high = (np.array(_of_each(bodies, name), dtype=np.float64) for name in ("low", "high"))
    union = np.array([after["low"], after["high"]], dtype=np.float64)
    least, most = implied_overlap(low, high, after=(float(union[0]), float(union[1])))
    if np.isnan(least):
        return None, None, "the numbers do not fit one another: members left or joined between the figures"
    return least, most, None


def _weakness(used: list[dict[str, object]], day: dt.date | None) -> str:
    """Return in words what weakens the interval."""
    undated = [str(figure["figure_id"]) for figure in used if figure["date"] is None]
    stated = sorted({str(figure["date"]) for figure in used if figure["date"] is not None})
    parts = [f"the figures are of different dates ({', '.join(stated)})"] * (len(stated) > 1)
    parts += [f"no date is stated for {', '.join(undated)}"] * bool(undated)
    parts += ["the day of the merger is not known"] * (day is None)
    return "; ".join([*parts, "nobody is taken to have joined or left between the figures"])


def _sentence(row: dict[str, list[object]]) -> Words:
    """Return the sentence of one merger."""
    sizes = list(zip(row["sizes_low"], row["sizes_high"], strict=True))
    texts = [between(*(float(str(bound)) for bound in size)) for size in sizes]
    after, overlap = (
        between(*(float(str(row[f"{of}_{bound}"])) for bound in ("low", "high"))) for of in ("after", "overlap")
    )
    days = [*row["dates"], row["after_date"]]
    return filled(
        SAID,
        merged=lambda lang: listed([str(name) for name in row["merged_names"]], lang),
        into=as_is(str(row["into_name"])),
        after=after,
        before=lambda lang: listed([text(lang) for text in texts], lang),
        overlap=overlap,
        several=(BOTH if len(sizes) == 2 else SEVERAL).in_,  # noqa: PLR2004 - both are two
        dates=lambda lang: listed([UNDATED.in_(lang) if day is None else str(day) for day in days], lang),
    )
