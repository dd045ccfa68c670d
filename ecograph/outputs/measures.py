"""Measures as text: the list of them, the explanation of one, its table for a terminal, and the page on all."""

import math
from collections.abc import Iterable

import polars as pl

from ecograph.language import Words
from ecograph.metrics.metric import GRAPHS, Metric
from ecograph.outputs.text import aligned

COMPUTED_ON = Words(en="computed on", da="beregnet på", nb="beregnet på")


def listed(metrics: Iterable[Metric], language: str = "en") -> str:
    """Return a line for each measure: its name, what it is computed on, its title in a language (da, nb or en)."""
    rows = [(metric.name, metric.graph, metric.title.in_(language)) for metric in metrics]
    return "".join(f"{name:24}{graph:12}{title}\n" for name, graph, title in rows)


def explained(metric: Metric) -> str:
    """Return what a measure is: definition, formula, range, undefined cases, reference, and what it tells."""
    lines = [
        ("", f"{metric.name} - {metric.title.en}"),
        ("definition", metric.definition),
        ("formula", metric.formula),
        ("computed on", GRAPHS[metric.graph].en),
        ("unit", metric.unit),
        *(("value", f"{name} {_range(*bounds)}") for name, bounds in metric.values.items()),
        ("n", f"{metric.n}: how many things the values of a row rest on"),
        ("undefined", metric.undefined or "never"),
        ("options", ", ".join(metric.options) or "none"),
        ("reference", metric.source),
        ("in English", metric.sentence.en),
        ("på dansk", metric.sentence.da),
        ("på norsk", metric.sentence.nb),
    ]
    return "".join(f"{name:13}{text}\n" if name else f"{text}\n" for name, text in lines)


def described(metric: Metric) -> dict[str, object]:
    """Return what ``explained`` tells, for machines."""
    return {
        "name": metric.name,
        "title": metric.title._asdict(),
        "sentence": metric.sentence._asdict(),
        "definition": metric.definition,
        "formula": metric.formula,
        "graph": metric.graph,
        "unit": metric.unit,
        "keys": list(metric.keys),
        "values": {name: list(bounds) for name, bounds in metric.values.items()},
        "n": metric.n,
        "undefined": metric.undefined,
        "options": list(metric.options),
        "source": metric.source,
    }


def plain(metric: Metric, table: pl.DataFrame, language: str = "en") -> str:
    """Return the table of a measure as aligned text, without lists of ids and without the rows it rests on."""
    kept = [name for name, dtype in table.schema.items() if not isinstance(dtype, pl.List)]
    graph = f"{COMPUTED_ON.in_(language)}: {GRAPHS[metric.graph].in_(language)}"
    return f"{metric.name}: {metric.sentence.in_(language)}\n{graph}\n{aligned(table.select(kept), language)}"


def page(metrics: Iterable[Metric]) -> str:
    """Return the page on the measures as Markdown: each with definition, formula, range and reference."""
    head = (
        "# Measures\n\n"
        "Every measure is a table with declared keys and values. A value that is not defined is empty, and the\n"
        "column `reason` says why. The column `rows` names the rows of the dataset that a number was computed from.\n"
        "This page is made from `ecograph/metrics`; `ecograph metrics explain NAME` prints the same for one measure.\n"
    )
    return head + "".join(map(_section, metrics))


def _section(metric: Metric) -> str:
    values = "; ".join(f"`{name}` {_range(*bounds)}" for name, bounds in metric.values.items())
    options = ", ".join(f"`{name}`" for name in metric.options) or "none"
    keys = ", ".join(f"`{key}`" for key in metric.keys)
    return (
        f"\n## {metric.name}\n\n{metric.sentence.en} {metric.definition}\n\n"
        f"- formula: `{metric.formula}`\n"
        f"- computed on: {GRAPHS[metric.graph].en}\n"
        f"- a row for each: {keys}; n is `{metric.n}`\n"
        f"- values: {values} ({metric.unit})\n"
        f"- undefined: {metric.undefined or 'never'}\n"
        f"- options: {options}\n"
        f"- reference: {metric.source}\n"
    )


def _range(low: float, high: float) -> str:
    left = "(-inf" if low == -math.inf else f"[{low:g}"
    right = "inf)" if high == math.inf else f"{high:g}]"
    return f"in {left}, {right}"
