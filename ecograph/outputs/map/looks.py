"""Colours and shapes of the network map: one list for the page, for pyvis and for the picture without a browser."""

from typing import Final, NamedTuple


class Paint(NamedTuple):
    """A colour on a light and on a dark ground, for areas and for lines."""

    fill: str
    line: str
    dark: str


COLOURS: Final[dict[str, Paint]] = {
    "industry": Paint("#0072b2", "#0072b2", "#4fa3dc"),
    "academia": Paint("#e69f00", "#b07800", "#e69f00"),
    "government": Paint("#009e73", "#008762", "#25b88c"),
    "civil_society": Paint("#d55e00", "#d55e00", "#f0793a"),
    "intermediary": Paint("#cc79a7", "#b8578d", "#de9cc2"),
    "none": Paint("#23282e", "#23282e", "#e3e7eb"),
    "unknown": Paint("#6b737c", "#6b737c", "#a0a6ad"),
    "project": Paint("#9aa2ab", "#6b737c", "#7d8791"),
}
"""The colour of each sphere, of bodies whose sphere is not known, and of projects.

Okabe and Ito's colours; ``line`` is darkened until it stands out from white by 3 to 1.
"""

PALETTE: Final[dict[str, Paint]] = {
    "c0": Paint("#0072b2", "#0072b2", "#4fa3dc"),
    "c1": Paint("#e69f00", "#b07800", "#e69f00"),
    "c2": Paint("#009e73", "#008762", "#25b88c"),
    "c3": Paint("#d55e00", "#d55e00", "#f0793a"),
    "c4": Paint("#cc79a7", "#b8578d", "#de9cc2"),
    "c5": Paint("#56b4e9", "#2a86bd", "#7cc8f2"),
    "c6": Paint("#b8a900", "#8a7f00", "#d6c81e"),
    "several": Paint("#23282e", "#23282e", "#e3e7eb"),
    "rest": Paint("#9aa2ab", "#6b737c", "#7d8791"),
}
"""The colours of clusters, countries and communities: the seven largest have one each.

``several`` is what belongs to more than one, ``rest`` what belongs to a smaller one or to none.
"""

SHAPES: Final[dict[str, str]] = {
    "cluster": "hexagon",
    "company": "dot",
    "knowledge": "triangle",
    "public": "diamond",
    "other": "triangleDown",
    "project": "square",
}
"""The shape of each group of kinds, as vis-network names it."""

GROUPS: Final[dict[str, str]] = {
    "cluster": "cluster",
    "company": "company",
    **dict.fromkeys(("university", "institute", "hospital"), "knowledge"),
    **dict.fromkeys(("region", "municipality", "ministry", "agency", "state", "eu_body"), "public"),
}
"""The group of the kinds of organisation that are not of the group ``other``."""

COLOUR_BY: Final = ("helix", "cluster", "country", "community")
"""What the colour of a node can tell."""


def tokens() -> str:
    """Return the colours as CSS variables, for a light and a dark ground."""
    every = COLOURS | PALETTE
    light = "".join(f"--{name}:{paint.fill};--{name}-line:{paint.line};" for name, paint in every.items())
    dark = "".join(f"--{name}:{paint.dark};--{name}-line:{paint.dark};" for name, paint in every.items())
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root:not(.paper){{{dark}}}}}\n"
