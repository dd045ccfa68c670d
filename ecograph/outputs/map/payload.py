"""The data of the map's page: the drawn nodes, the rows behind them and the texts, in few signs.

Tables stand by columns, and a column in the shortest of the forms that ``data.js`` reads. An id of a node is its
number, and lines are made by the page from the tables, so nothing stands twice.
"""

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

import polars as pl

from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES, Words
from ecograph.language.map import MAP
from ecograph.language.regions import REGIONS
from ecograph.language.values import VALUES
from ecograph.metrics.holdings import NOT_SHARED_WORK
from ecograph.outputs.map.drawn import BASE, GROWTH, MOST, NEIGHBOURS, SMALL, Drawn, Measured, bodies_of
from ecograph.outputs.map.looks import COLOURS, GROUPS, PALETTE, SHAPES
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
"""The tables whose rows the page contains. Of themes it has the labels and what they are of, of the others nothing."""

NODE_TABLES: Final = {"organisations": "org_id", "projects": "project_id"}
"""The tables whose rows are nodes, with their key."""

_NOT_SHOWN_VALUES: Final = ("framework_kind", "tag_basis", "goal_kind", "currencies", "languages")
_SIGNIFICANT: Final = 3

DIGITS: Final = "".join(chr(sign) for sign in range(0x20, 0x7F) if chr(sign) not in "\"\\<>&'")
"""The digits of packed numbers: printable signs that stand for themselves in JSON and in HTML."""

FEW: Final = 2
"""A column of fewer values is written as it is."""


def payload(drawn: Drawn, version: str) -> dict[str, Any]:
    """Return the data of the page as what JSON holds.

    Args:
        drawn: The map.
        version: The version of ecograph, for the corner of the page.
    """
    eco, view, nodes = drawn.ecosystem, drawn.view, drawn.nodes
    number = {node: i for i, node in enumerate(nodes["id"])}
    sized = ["radius"] if view.size != NEIGHBOURS else []  # else the page finds it by the rule of ``drawn``
    return {
        "about": {
            "title": eco.title,
            "version": version,
            "as_of": view.as_of,
            "newest": drawn.newest,
            "max_nodes": view.max_nodes,
            "size": view.size,
            "colour": view.colour,
            "focus": None if view.focus is None else number[view.focus],
            "scenario": next((i for i, one in enumerate(view.scenarios) if one.name == view.scenario), None),
        },
        "looks": columns(nodes.select("x", "y", *sized, "core", "community", "cluster")),
        "tables": {name: _table(eco, name, number) for name in SHOWN_TABLES},
        "euro": columns(drawn.euro.with_columns(_closed("low"), _closed("high"))),
        "everywhere": [number[node] for node in drawn.layout.everywhere],
        "members": None if drawn.members is None else drawn.members._asdict(),
        "measures": [_told(each) for each in drawn.measures],
        "radius": {"base": BASE, "small": SMALL, "growth": GROWTH, "most": MOST},
        "themes": _themes(eco, number),
        "scenarios": [
            {"name": one.name, "clusters": [number[body] for body in bodies_of(eco, one) if body in number]}
            for one in view.scenarios
        ],
        "groups": GROUPS,
        "shapes": SHAPES,
        "helices": [colour for colour in COLOURS if colour != "project"],
        "palette": list(PALETTE),
        "not_shared_work": NOT_SHARED_WORK,
        "digits": DIGITS,
        "regions": REGIONS,
        "text": {"keys": list(MAP)} | {language: list(said(MAP, language).values()) for language in LANGUAGES},
        "values": {language: _values(eco, language) for language in LANGUAGES},
    }


def _closed(bound: str) -> pl.Expr:
    """Return a bound in whole euro; -1 where it is open, since JSON has no infinite number."""
    return pl.when(pl.col(bound).is_infinite()).then(-1).otherwise(pl.col(bound).round()).cast(pl.Int64).alias(bound)


def _told(each: Measured) -> dict[str, Any]:
    metric = each.metric
    return {
        "name": metric.name,
        "title": {language: metric.title.in_(language) for language in LANGUAGES},
        "sentence": {language: metric.sentence.in_(language) for language in LANGUAGES},
        **_ranked(each.values.to_list()),
    }


def _ranked(values: list[float | None]) -> dict[str, Any]:
    """Return values as the different ones, the greatest first and shortened, and the place of each node's in them.

    A node without a value has the place after the last. Places tell ranks even where shortened values are the same.
    """
    different = sorted({value for value in values if value is not None}, reverse=True)
    place = {value: i for i, value in enumerate(different)}
    places = [len(different) if value is None else place[value] for value in values]
    return {"values": [_short(value) for value in different], "places": _packed(places)}


def _short(value: float) -> float:
    """Return a number with three significant digits, whole where it is."""
    short = float(f"{value:.{_SIGNIFICANT}g}")
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
    """Return a column of ids, or of lists of ids, as one of numbers of nodes."""
    if not any(isinstance(value, list) for value in values):
        return {"nodes": column([None if value is None else number[value] for value in values])}
    flat = [number[node] for value in values for node in value or ()]
    return {"nodes": column(flat), "lengths": column([None if value is None else len(value) for value in values])}


def columns(frame: pl.DataFrame) -> dict[str, Any]:
    """Return the columns of a frame, coded."""
    return {name: column(values) for name, values in frame.to_dict(as_series=False).items()}


def column(values: list[Any]) -> list[Any] | dict[str, Any]:
    """Return a column in its shortest form.

    That is the column as it is, or one of these:

    - ``{"same": v, "length": n}``, one value in all rows;
    - ``{"of": [...], "at": P}``, the different values and the place of each row's in them;
    - ``{"least": n, "more": P}``, whole numbers as what each is more than the least;
    - ``{"steps": ...}``, whole numbers that never fall, as what each is more than the one before.

    ``P`` are numbers of ``width`` digits each, written one after the other in ``text``.

    >>> column(["a", "a"]), column(["long", "text"] * 9)["of"], column([400, *range(300, 900, 7)])["least"]
    ({'same': 'a', 'length': 2}, ['long', 'text'], 300)
    """
    if len(values) < FEW:
        return values
    different = list(dict.fromkeys(values))
    if len(different) == 1:
        return {"same": values[0], "length": len(values)}
    place = {value: i for i, value in enumerate(different)}
    forms: list[list[Any] | dict[str, Any]] = [values, {"of": different, "at": _packed([place[v] for v in values])}]
    if all(type(value) is int for value in different):
        least = min(different)
        forms.append({"least": least, "more": _packed([value - least for value in values])})
        if all(a <= b for a, b in pairwise(values)):
            steps = [values[0], *(b - a for a, b in pairwise(values))]
            forms.append({"steps": {"least": 0, "more": _packed(steps)}} if values[0] >= 0 else values)
    return min(forms, key=_length)


def _length(form: object) -> int:
    return len(json.dumps(form, separators=(",", ":")))


def _packed(numbers: list[int]) -> dict[str, Any]:
    """Return whole numbers from 0 as text, each with as many digits as the greatest needs."""
    width, greatest = 1, max(numbers, default=0)
    while len(DIGITS) ** width <= greatest:
        width += 1
    powers = [len(DIGITS) ** k for k in reversed(range(width))]
    base = len(DIGITS)
    return {"width": width, "text": "".join(DIGITS[n // power % base] for n in numbers for power in powers)}
