"""The key figures. Each is a plain function in a file of its own question, and an entry in ``KEY_FIGURES``."""

from ecograph.metrics.key_figures.definition import FIGURES, KEY, Asked, KeyFigure

KEY_FIGURES: tuple[KeyFigure, ...] = ()
"""Every key figure, in the order in which lists, tables and reports show them."""

__all__ = ["FIGURES", "KEY", "KEY_FIGURES", "Asked", "KeyFigure"]
