"""What a picture of the map shows, by the rules by which the page starts: ``view.js`` and ``scene.js``.

Above ``max_nodes`` it is the core and the clusters; a scenario is shown as it would be after the merger.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

import polars as pl

from ecograph.cells import visible
from ecograph.language import country, listed, number
from ecograph.language.map import MAP
from ecograph.language.values import VALUES
from ecograph.outputs.map.drawn import NO_CLUSTER, SEVERAL_CLUSTERS, Drawn, bodies_of
from ecograph.outputs.map.looks import COLOURS, PALETTE

SEVERAL, REST, UNKNOWN = "several", "rest", "unknown"
_OWN_COLOURS: Final = len(PALETTE) - 2
_NAME, _LONG_NAME, _NAMES = 40, 80, 6
_MERGED_GROWTH: Final = 1.3
_CLUSTER_FIRST: Final = 3


class Category(NamedTuple):
    """One entry of the legend of colours: its colour in ``COLOURS`` or ``PALETTE``, its words, how many nodes."""

    colour: str
    label: str
    total: int


class Scene(NamedTuple):
    """What a picture shows.

    Args:
        nodes: ``label``, ``group``, ``colour``, ``hollow``, ``radius``, ``x``, ``y``, ``degree``, ``rank`` (by which
            labels are placed, 0 first), ``leads`` (the first organisation of a disc of the layout), ``chosen`` (the
            focus or the merged body).
        lines: ``a``, ``b`` (numbers of those nodes), ``kind``, ``bend`` (-0.6 to 0.6), ``vague``, ``n`` (how many it
            stands for: more than one at a merged body), ``faded`` (an end is tied to almost everything).
        categories: What the colours mean, in the order of the legend.
        note: Which part of the whole it is, in words; empty when it is all.
    """

    nodes: pl.DataFrame
    lines: pl.DataFrame
    categories: tuple[Category, ...]
    note: str


def scene_of(drawn: Drawn) -> Scene:
    """Return what a picture of the map shows."""
    language, focus = drawn.view.language, drawn.view.focus
    nodes = drawn.nodes.with_row_index("number").with_columns(
        pl.col("number").cast(pl.Int64),
        _code(drawn.view.colour).alias("code"),
        label=pl.col("label").fill_null("").map_elements(one_line, pl.String),
        chosen=pl.lit(value=False) if focus is None else pl.col("id") == focus,
    )
    lines = drawn.lines.with_columns(vague=_vague(drawn), n=pl.lit(1, pl.Int64), faded=_faded(nodes, drawn))
    fills = _fills(nodes, drawn.view.colour)
    least = core_number(drawn)
    shown = nodes.filter((pl.col("core") >= least) | (pl.col("group") == "cluster"))
    shown = _alike(shown, drawn).with_columns(colour=pl.col("code").replace_strict(fills, return_dtype=pl.String))
    merging = _merging(shown, drawn)
    shown, lines = _merged(shown, lines, merging, drawn.view.scenario)
    place = pl.DataFrame(
        {"number": shown["number"], "place": range(shown.height)}, {"number": pl.Int64, "place": pl.Int64}
    )
    for end in "ab":
        lines = (
            lines.join(place, left_on=end, right_on="number", maintain_order="left").drop(end).rename({"place": end})
        )
    return Scene(
        shown.with_columns(rank=_rank()).with_columns(leads=_leads(drawn.layout.group_of)),
        lines,
        _categories(fills, _labels(nodes, drawn.view.colour, language), shown["code"], language),
        f"{_note(drawn, least, shown.height)} {_merger_note(merging, language)}".strip(),
    )


def core_number(drawn: Drawn) -> int:
    """Return the number of the core that is shown at the start; 0 for the whole map.

    It is the largest core of at most ``max_nodes`` nodes, or the innermost where that is larger.
    """
    if drawn.nodes.height <= drawn.view.max_nodes:
        return 0
    sizes = drawn.nodes.group_by("core").len().sort("core", descending=True)
    fitting = sizes.filter(pl.col("len").cum_sum() <= drawn.view.max_nodes)
    return int(fitting["core"][-1] if fitting.height else sizes["core"][0])


def one_line(text: str) -> str:
    """Return a name as one line in which every sign can be seen."""
    return visible(" ".join(text.split()))


def _code(colour: str) -> pl.Expr:
    """Return the code of what the colour of a node tells."""
    match colour:
        case "helix":
            return pl.col("helix")
        case "country":
            return pl.col("country").fill_null(REST)
        case "community":
            return pl.col("community").cast(pl.String).fill_null(REST)
        case _:
            own = pl.col("cluster").cast(pl.String)
            special = {str(SEVERAL_CLUSTERS): SEVERAL, str(NO_CLUSTER): REST}
            return own.replace(special)


def _fills(nodes: pl.DataFrame, colour: str) -> dict[str, str]:
    """Return the colour of each code, in the order of the legend: the largest seven have one of their own."""
    total = dict(nodes.group_by("code").len().iter_rows())
    if colour == "helix":
        return {code: code for code in COLOURS if code in total}
    name = nodes["id"].to_list() if colour == "cluster" else ()
    named = {code: name[int(code)] if name and code not in (SEVERAL, REST) else code for code in total}
    codes = sorted(total, key=lambda code: (code == SEVERAL, code == REST, -total[code], named[code]))
    own = [code for code in codes if code not in (SEVERAL, REST)]
    fills = {code: f"c{i}" if i < _OWN_COLOURS else REST for i, code in enumerate(own)}
    return fills | {code: code for code in codes if code in (SEVERAL, REST)}


def _categories(
    fills: dict[str, str], label: Callable[[str], str], shown: pl.Series, language: str
) -> tuple[Category, ...]:
    """Return the legend of the colours that are shown; those without a colour of their own are one entry."""
    total = dict(shown.value_counts().iter_rows())
    smaller = [code for code in total if fills[code] == REST != code]
    entries = {code: Category(fill, label(code), total[code]) for code, fill in fills.items() if code in total}
    own = [entry for code, entry in entries.items() if code not in (SEVERAL, REST, *smaller)]
    if smaller:
        text = MAP["smaller"].in_(language).replace("{n}", number(len(smaller), language))
        own.append(Category(REST, text, sum(total[code] for code in smaller)))
    return (*own, *(entry for code, entry in entries.items() if code in (SEVERAL, REST)))


def _labels(nodes: pl.DataFrame, colour: str, language: str) -> Callable[[str], str]:
    """Return the function that says what a code of a colouring means."""

    def label(code: str) -> str:
        if code == REST:
            return MAP["unknown" if colour == "country" else f"no_{colour}"].in_(language)
        if code == SEVERAL:
            return MAP["several_clusters"].in_(language)
        match colour:
            case "country":
                return country(code, language)
            case "cluster":
                return clip(nodes["label"][int(code)], _LONG_NAME)
            case "community":
                return MAP["around"].in_(language).replace("{name}", _middle(nodes, int(code)))
        if code == "project":
            return MAP["shape_project"].in_(language)
        return MAP["unknown"].in_(language) if code == UNKNOWN else VALUES["helix"][code].in_(language)

    return label


def _middle(nodes: pl.DataFrame, community: int) -> str:
    """Return the name of the best connected organisation of a community."""
    own = nodes.filter((pl.col("community") == community) & (pl.col("group") != "project"))
    return clip(own.sort("degree", "number", descending=[True, False])["label"][0], _NAME)


def clip(text: str, length: int) -> str:
    """Return a text that is cut, with a sign that it is, where it is longer than some signs.

    >>> clip("Welfare Tech", 8), clip("MTIC", 8)
    ('Welfare…', 'MTIC')
    """
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _vague(drawn: Drawn) -> pl.Series:
    """Return for each line whether it is money whose amount is not stated exactly."""
    exact = drawn.ecosystem.flows.select(
        exact=pl.col("amount").is_not_null() & (pl.col("qualifier") == "exact").fill_null(value=False)
    )
    stated = exact.with_row_index("row").select(pl.col("row").cast(pl.Int64), "exact", kind=pl.lit("flow"))
    joined = drawn.lines.select("kind", "row").join(stated, on=["kind", "row"], how="left", maintain_order="left")
    return ~joined["exact"].fill_null(value=True)


def _faded(nodes: pl.DataFrame, drawn: Drawn) -> pl.Expr:
    """Return whether a line ends at what is tied to so much that its lines hide all others."""
    everywhere = nodes.filter(pl.col("id").is_in(drawn.layout.everywhere))["number"].implode()
    return pl.col("a").is_in(everywhere) | pl.col("b").is_in(everywhere)


def _rank() -> pl.Expr:
    """Return the order in which labels are placed: clusters with ties, then by neighbours."""
    cluster = (pl.col("group") == "cluster").cast(pl.Int64) * pl.min_horizontal("degree", pl.lit(_CLUSTER_FIRST))
    return (
        pl.struct(-pl.col("chosen").cast(pl.Int64), -cluster, -pl.col("degree"), "number")
        .rank("ordinal")
        .cast(pl.Int64)
        - 1
    )


def _leads(group_of: dict[str, int]) -> pl.Expr:
    """Return whether a node is the organisation whose label comes first in its disc of the layout."""
    group = pl.col("id").replace_strict(group_of, default=None, return_dtype=pl.Int64)
    rank = pl.when(pl.col("group") != "project").then("rank")
    return (group.is_not_null() & (rank == rank.min().over(group))).fill_null(value=False)


def _merging(nodes: pl.DataFrame, drawn: Drawn) -> pl.DataFrame:
    """Return the nodes that the scenario of the view makes one; none where it is not at least two."""
    chosen = next((each for each in drawn.view.scenarios if each.name == drawn.view.scenario), None)
    old = nodes.filter(pl.col("id").is_in(bodies_of(drawn.ecosystem, chosen) if chosen else []))
    return old if old.height > 1 else old.clear()


def _alike(nodes: pl.DataFrame, drawn: Drawn) -> pl.DataFrame:
    """Return nodes so that all that is of a merging cluster has the colour of the best connected of them."""
    old = _merging(nodes, drawn)
    if drawn.view.colour != "cluster" or not old.height:
        return nodes
    first = old.with_columns(rank=_rank()).sort("rank")["code"][0]
    merging = pl.col("code").is_in(old["number"].cast(pl.String).implode())
    return nodes.with_columns(code=pl.when(merging).then(pl.lit(first)).otherwise("code"))


def _merged(
    nodes: pl.DataFrame, lines: pl.DataFrame, old: pl.DataFrame, name: str | None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return nodes and lines as they would be after a merger, with the merging nodes as one."""
    if not old.height:
        return nodes, lines
    into = int(old["number"][0])
    new = old.head(1).with_columns(
        pl.lit(one_line(name or "")).alias("label"),
        *(pl.lit(old[axis].mean()).round().cast(pl.Int64).alias(axis) for axis in "xy"),
        radius=_MERGED_GROWTH * pl.lit(old["radius"].pow(2).sum()).sqrt(),
        degree=pl.lit(old["degree"].sum(), pl.Int64),
        hollow=pl.lit(value=False),
        chosen=pl.lit(value=True),
    )
    gone = old["number"].implode()
    rest = nodes.filter(~pl.col("number").is_in(gone))
    moved = lines.with_columns(
        pl.when(pl.col(end).is_in(gone)).then(into).otherwise(pl.col(end)).alias(end) for end in "ab"
    )
    own = (pl.col("a") == into).cast(pl.Int64) + (pl.col("b") == into).cast(pl.Int64)
    joined = moved.filter(own == 1).group_by("a", "b", "kind", maintain_order=True)
    bundles = joined.agg(pl.col("vague", "faded").all(), n=pl.len().cast(pl.Int64), bend=pl.lit(0.0))
    lines = pl.concat([moved.filter(own == 0).select(bundles.columns), bundles])
    return pl.concat([rest, new]).sort("number"), lines


def _note(drawn: Drawn, least: int, n: int) -> str:
    """Return in words which part of the whole is shown."""
    if not least:
        return ""
    language = drawn.view.language
    fill = {"n": n, "all": drawn.nodes.height, "k": least, "max": drawn.view.max_nodes}
    text = MAP["part_core_note"].in_(language)
    for name, value in fill.items():
        text = text.replace(f"{{{name}}}", number(value, language))
    return text


def _merger_note(merging: pl.DataFrame, language: str) -> str:
    """Return in words which merger is shown."""
    if not merging.height:
        return ""
    names = [clip(name, _NAME) for name in sorted(merging["label"])]
    told = listed(names, language)
    if len(names) > _NAMES:
        told = MAP["and_more"].in_(language).replace("{n}", number(len(names) - _NAMES, language))
        told = told.replace("{names}", ", ".join(names[:_NAMES]))
    return MAP["merger_after"].in_(language).replace("{clusters}", told)
