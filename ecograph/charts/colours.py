"""The colours of charts: those of the map, so that a payer or a cluster does not change its look from page to page.

Colour never says something alone: a hatching, a place or a text says it as well. Marks stand out from white by 3 to 1
and texts from what they lie on by 4.5 to 1, which the tests compute.
"""

from typing import Final

INK: Final = "#1a1a1a"
"""The colour of text, and of marks that need none."""

SOFT: Final = "#4a5663"
"""The colour of what accompanies: units, notes, ticks."""

RULE: Final = "#c5ccd4"
"""The colour of lines that only guide the eye."""

STRIPE: Final = "#f3f5f7"
"""The ground of every other row."""

FAINT: Final = "#868e97"
"""The colour of the mark of what is absent."""

WHITE: Final = "#ffffff"

MARK: Final = "#0072b2"
"""The colour of a chart with one kind of mark."""

GAP: Final = "#b34700"
"""The colour of the frame of a gap."""

SERIES: Final = ("#0072b2", "#b07800", "#008762", "#d55e00", "#b8578d", "#2a86bd", "#8a7f00")
"""The colours of what stands side by side, the first the greatest; what follows has ``REST``."""

REST: Final = "#6b737c"

SHADES: Final = (("#deebf5", INK), ("#b3d3ea", INK), ("#7fb5da", INK), ("#1f6ea8", WHITE), ("#0b4a78", WHITE))
"""The steps of a scale from little to much, each with the colour of the text on it."""


def of_series(place: int) -> str:
    """Return the colour of a series, given its place from 0.

    >>> of_series(0), of_series(7)
    ('#0072b2', '#6b737c')
    """
    return SERIES[place] if place < len(SERIES) else REST
