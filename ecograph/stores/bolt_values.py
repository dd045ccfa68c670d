"""Values of a Bolt server as plain Python, so that nothing behind the connection has to know its driver.

What a server numbers by itself is left out: a node is its labels and properties, the same on every server.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neo4j.graph import Entity


def plain(value: object) -> object:
    """Return a value of the driver as plain Python, the same on every run: ids of the server are left out.

    >>> plain([1, {"a": None}])
    [1, {'a': None}]
    """
    if value is None or isinstance(value, (bool, int, float, str, bytes)):
        return value
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return _graphic(value)


def _graphic(value: object) -> object:
    from neo4j.graph import Node, Path, Relationship
    from neo4j.spatial import Point
    from neo4j.time import Date, DateTime, Duration, Time
    from neo4j.vector import Vector

    match value:
        case Date() | DateTime() | Time():
            return value.to_native()
        case Duration():
            return value.iso_format()
        case Node():
            return {"labels": sorted(value.labels), "properties": _properties(value)}
        case Relationship():
            return {"type": value.type, "properties": _properties(value)}
        case Path():
            return {"nodes": [plain(node) for node in value.nodes], "relationships": [*map(plain, value.relationships)]}
        case Point():
            return {"srid": value.srid, "coordinates": list(value)}
        case Vector():
            return value.to_native()
    return str(value)


def _properties(entity: "Entity") -> dict[str, object]:
    return {name: plain(value) for name, value in sorted(entity.items())}
