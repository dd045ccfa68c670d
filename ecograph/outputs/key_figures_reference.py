"""The page on all key figures as Markdown, made from their entries."""

from collections.abc import Iterable

from ecograph.language.key_figures import BREAKDOWNS
from ecograph.language.units import UNITS
from ecograph.metrics.key_figures import KeyFigure

HEAD = """# Key figures

Every key figure is a row with an interval (`low`, `high`), `n` (how many things it rests on), `coverage` (the share of
the things it speaks of for which the data say what is needed) and `rows` (the rows of the dataset it was computed
from). Some are broken down into parts. A value that is not defined is empty, and `reason` says why. Another number as
version means that the same data may give another value. This page is made from `ecograph/metrics/key_figures`.
"""


def page(figures: Iterable[KeyFigure]) -> str:
    """Return the page on the key figures as Markdown: each with label, sentence, definition, unit, parts and source."""
    return HEAD + "".join(map(_section, figures))


def _section(figure: KeyFigure) -> str:
    parts = ", ".join(f"`{name}` ({BREAKDOWNS[name].en})" for name in figure.breakdowns) or "none"
    label = figure.label
    return (
        f"\n## {figure.name}\n\n{figure.sentence.en} {figure.definition}\n\n"
        f"- called: {label.en}; {label.da}; {label.nb}\n"
        f"- unit: {UNITS[figure.unit].label.en}\n"
        f"- parts by: {parts}\n"
        f"- version: {figure.version}\n"
        f"- reference: {figure.source}\n"
    )
