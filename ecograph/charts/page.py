"""The room that a chart has on a page, and what stands there where it has no data."""

from typing import Final

from ecograph.charts.colours import SOFT
from ecograph.charts.drawing import Drawing, Label
from ecograph.charts.words import NOTHING

WIDTH: Final = 500.0
"""The width of a chart in points: that of the text on A4 upright."""

HEIGHT: Final = 680.0
"""The greatest height of a chart in points, so that it fits on a page with its caption."""

TEXT: Final = 8.5
"""The size of names."""

NOTE: Final = 7.5
"""The size of what accompanies: units, ticks, legends."""


def nothing(language: str) -> Drawing:
    """Return a chart that says that there is nothing to show.

    >>> nothing("da").shapes[0].text
    'Der er intet at vise.'
    """
    return Drawing(WIDTH, 24.0, (Label(0, 15, NOTHING.in_(language), TEXT, fill=SOFT),))
