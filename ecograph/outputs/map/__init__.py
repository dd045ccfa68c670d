"""The network map: one HTML file, a pyvis network, or a picture; all are made from one ``Drawn``."""

from ecograph.outputs.map.drawn import Drawn, MapView
from ecograph.outputs.map.page import map_page, render_map
from ecograph.outputs.map.vis import to_pyvis

__all__ = ["Drawn", "MapView", "map_page", "render_map", "to_pyvis"]
