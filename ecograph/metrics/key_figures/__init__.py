"""The key figures. Each is a plain function in a file of its own question, and an entry in ``KEY_FIGURES``."""

from ecograph.metrics.key_figures.catalogue import KEY_FIGURES
from ecograph.metrics.key_figures.computed import computed
from ecograph.metrics.key_figures.day import last_day
from ecograph.metrics.key_figures.definition import FIGURES, KEY, Asked, KeyFigure
from ecograph.metrics.key_figures.items import item_label, part_label

__all__ = ["FIGURES", "KEY", "KEY_FIGURES", "Asked", "KeyFigure", "computed", "item_label", "last_day", "part_label"]
