"""The data of the map's page: the drawn nodes, the rows behind them and the texts, in few signs.

Tables stand by columns. A column is coded in the shortest way that ``data.js`` reads: one value for all, texts and the
place of each, steps from row to row, or plain. An id of a node is its number, and lines are made by the page from the
tables, so nothing stands twice.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

import polars as pl

from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES, Words
from ecograph.language.map import MAP
from ecograph.language.regions import REGIONS
from ecograph.language.values import VALUES
from ecograph.outputs.map.drawn import NEIGHBOURS, Drawn, Measured
from ecograph.outputs.map.looks import COLOURS, GROUPS, PALETTE, SHAPES
from ecograph.scenario import Scenario
from ecograph.schema import TABLE, Column, Kind

SHOWN_TABLES: Final = (
    "sources",
    "evidence",
    "organisations",
    "names",
    "identifiers",
    "projects",
    "memberships",
    "participations",
    "flows",
    "ties",
    "events",
    "figures",
)
"""The tables whose rows the page contains. Of themes it has the labels and what they are of; the others are not in it."""

NODE_TABLES: Final = {"organisations": "org_id", "projects": "project_id"}
"""The tables whose rows are nodes, with their key."""

_NOT_SHOWN_VALUES: Final = ("framework_kind", "tag_basis", "goal_kind", "currencies", "languages")
_DIGITS: Final = 3


def payload(drawn: Drawn, version: str) -> dict[str, Any]:
    """Return the data of the page as what JSON holds.

    Args:
        drawn: The map.
        version: The version of ecograph, for the corner of the page.
    """
    eco, view, nodes = drawn.ecosystem, drawn.view, drawn.nodes
    number = {node: i for i, node in enumerate(nodes["id"])}
    return {
        "about": {
            "title": eco.title,
            "version": version,
            "as_of": view.as_of,
            "newest": _newest(eco),
            "max_nodes": view.max_nodes,
            "size": view.size,
            "colour": view.colour,
            "focus": None if view.focus is None else number[view.focus],
            "scenario": next((i for i, one in enumerate(view.scenarios) if one.name == view.scenario), None),
        },
        "looks": columns(nodes.select("x", "y", "radius", "core", "community", "cluster")),
        "tables": {name: _table(eco, name, number) for name in SHOWN_TABLES},
        "euro": columns(drawn.euro.with_columns(_closed("low"), _closed("high"))),
        "measures": [_told(each) for each in drawn.measures],
        "size_is_told": view.size != NEIGHBOURS,
        "themes": _themes(eco, number),
        "scenarios": [
            {"name": one.name, "clusters": [number[body] for body in _merging(eco, one) if body in number]}
            for one in view.scenarios
        ],
        "groups": GROUPS,
        "shapes": SHAPES,
        "helices": [colour for colour in COLOURS if colour != "project"],
        "palette": list(PALETTE),
        "regions": REGIONS,
        "text": {language: said(MAP, language) for language in LANGUAGES},
        "values": {language: _values(eco, language) for language in LANGUAGES},
    }


def _merging(eco: Ecosystem, scenario: Scenario) -> list[str]:
    """Return the ids of what is one body after a merger: its clusters, and the outcome where that is in the data."""
    outcome = eco.organisations.filter((pl.col("name") == scenario.name) | (pl.col("org_id") == scenario.name))
    return sorted({*scenario.clusters, *outcome["org_id"]})


def _newest(eco: Ecosystem) -> str | None:
    """Return the latest date on which a source was published or read; null where none is known."""
    dates = [*eco.sources["published"].drop_nulls(), *eco.sources["retrieved"].drop_nulls()]
    return max(dates, default=None)


def _closed(bound: str) -> pl.Expr:
    """Return a bound in whole euro; -1 where it is open, since JSON has no infinite number."""
    return pl.when(pl.col(bound).is_infinite()).then(-1).otherwise(pl.col(bound).round()).cast(pl.Int64).alias(bound)


def _told(each: Measured) -> dict[str, Any]:
    metric = each.metric
    return {
        "name": metric.name,
        "title": {language: metric.title.in_(language) for language in LANGUAGES},
        "sentence": {language: metric.sentence.in_(language) for language in LANGUAGES},
        "values": column([_short(value) for value in each.values]),
    }


def _short(value: float | None) -> float | None:
    """Return a number with three significant digits, whole where it is."""
    if value is None:
        return None
    short = float(f"{value:.{_DIGITS}g}")
    return int(value) if value == int(value) else short


def _themes(eco: Ecosystem, number: Mapping[str, int]) -> dict[str, Any]:
    """Return the labels of the themes that anything on the map is of, and the pairs of a theme and a node."""
    pairs = eco.tags.select("theme_id", "subject").unique().filter(pl.col("subject").is_in(list(number)))
    used = eco.themes.join(pairs, on="theme_id", how="semi").sort("theme_id")
    place = {theme: i for i, theme in enumerate(used["theme_id"])}
    tagged = sorted((place[theme], number[subject]) for theme, subject in pairs.iter_rows())
    labels = {
        language: column(
            used.select(pl.coalesce(f"label_{language}", "label_en", "label_da", "label_nb", "theme_id"))
            .to_series()
            .to_list()
        )
        for language in LANGUAGES
    }
    return {
        "ids": used["theme_id"].to_list(),
        "labels": labels,
        "theme": column([theme for theme, _ in tagged]),
        "node": column([node for _, node in tagged]),
    }


def _values(eco: Ecosystem, language: str) -> dict[str, dict[str, str]]:
    """Return the words of the codes that stand in the tables of the page."""
    used = {
        value
        for name in SHOWN_TABLES
        for column in TABLE[name].columns
        if column.kind is Kind.CHOICE
        for value in eco[name][column.name].unique()
    }
    return {
        name: {code: word.in_(language) for code, word in words.items() if code in used or name == "helix"}
        for name, words in VALUES.items()
        if name not in _NOT_SHOWN_VALUES
    }


def said(words: Mapping[str, Words], language: str) -> dict[str, str]:
    """Return the texts of one language."""
    return {key: word.in_(language) for key, word in words.items()}


def _table(eco: Ecosystem, name: str, number: Mapping[str, int]) -> dict[str, Any]:
    frame = eco[name]
    if name in NODE_TABLES:
        frame = frame.sort(NODE_TABLES[name])
    coded = {}
    for column_ in TABLE[name].columns:
        values = frame[column_.name].to_list()
        if any(value is not None for value in values):
            coded[column_.name] = _nodes(values, number) if _names_nodes(column_) else column(values)
    return {"length": frame.height, "columns": coded}


def _names_nodes(column_: Column) -> bool:
    return bool(column_.references) and set(column_.references) <= set(NODE_TABLES)


def _nodes(values: list[Any], number: Mapping[str, int]) -> dict[str, Any]:
    """Return a column of ids as one of numbers of nodes."""
    if any(isinstance(value, list) for value in values):
        return {"nodes": [None if value is None else [number[node] for node in value] for value in values]}
    return {"nodes": column([None if value is None else number[value] for value in values])}


def columns(frame: pl.DataFrame) -> dict[str, Any]:
    """Return the columns of a frame, coded."""
    return {name: column(values) for name, values in frame.to_dict(as_series=False).items()}


def column(values: list[Any]) -> list[Any] | dict[str, Any]:
    """Return a column as it is or in a shorter code.

    ``{"same": v, "length": n}`` for one value in all rows, ``{"steps": [...]}`` for whole numbers that never fall, each
    as the difference to the one before, ``{"texts": [...], "places": [...]}`` for texts that repeat.

    >>> column(["a", "a"]), column([3, 3, 5]), column(["a", "b", "a", "a"]), column([5, 1])
    ({'same': 'a', 'length': 2}, {'steps': [3, 0, 2]}, {'texts': ['a', 'b'], 'places': [0, 1, 0, 0]}, [5, 1])
    """
    if len(values) > 1 and all(value == values[0] for value in values):
        return {"same": values[0], "length": len(values)}
    if len(values) > 1 and all(type(value) is int for value in values) and all(a <= b for a, b in pairwise(values)):
        return {"steps": [values[0], *(b - a for a, b in pairwise(values))]}
    texts = sorted({value for value in values if isinstance(value, str)})
    if not texts or len(texts) > len(values) / 2:
        return values
    place = {text: i for i, text in enumerate(texts)}
    return {"texts": texts, "places": [place.get(value) for value in values]}
