"""What tests ask a database that was pushed to, in words of their own: not those of the push."""

from collections.abc import Mapping

from ecograph.property_graph import PropertyGraph
from ecograph.stores.bolt import Target, connected, execute, read, write

Whole = tuple[list[tuple[object, ...]], list[tuple[object, ...]]]


def whole(target: Target) -> Whole:
    """Return every node and relationship of a database, sorted, so that two can be compared.

    The name of the last push is left out: it is another with each.
    """
    with connected(target) as connection:
        nodes = read(connection, "MATCH (n) RETURN n AS n", {}, timeout=60, limit=None).rows
        ties = read(connection, "MATCH (a)-[r]->(b) RETURN a AS a, r AS r, b AS b", {}, timeout=60, limit=None).rows
    for (node,) in nodes:
        if "Dataset" in node["labels"]:  # type: ignore[index]
            node["properties"].pop("push", None)  # type: ignore[index]
    return sorted(nodes, key=repr), sorted(ties, key=repr)


def asked(target: Target, statement: str, **parameters: object) -> list[tuple[object, ...]]:
    """Return the rows of a statement."""
    with connected(target) as connection:
        return read(connection, statement, parameters, timeout=60, limit=None).rows


def done(target: Target, *statements: str, **parameters: object) -> None:
    """Do what somebody else does in the same database."""
    with connected(target) as connection:
        for statement in statements:
            if parameters:
                execute(connection, statement, parameters, timeout=60, limit=None)
            else:
                write(connection, statement)


def counted(graph: PropertyGraph) -> Mapping[str, int]:
    """Return how many nodes of each label and relationships of each type a graph has."""
    found = {each.label: each.table.height for each in graph.nodes}
    for each in graph.relationships:
        found[each.kind] = found.get(each.kind, 0) + each.table.height
    return found
