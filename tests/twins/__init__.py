"""The queries of the library once more, without a graph database: what each should give.

Where ecograph has the measure, that is the second implementation. Chains, neighbourhoods and parts of bodies are those
of networkx. The rest are sets and loops over the tables. A twin has the name and the parameters of its query and gives
its rows in their order.
"""

from collections.abc import Callable
from types import ModuleType

from library import QUERIES

from twins import clusters, facts, money, networks, projects, themes
from twins.tables import Found

MODULES = (clusters, networks, projects, money, themes, facts)


def _own(module: ModuleType) -> dict[str, Callable[..., Found]]:
    """Return the functions of a module that have the name of a query, other than what it imports."""
    own = {name: found for name, found in vars(module).items() if name in QUERIES}
    return {name: found for name, found in own.items() if found.__module__ == module.__name__}


TWINS: dict[str, Callable[..., Found]] = {name: twin for module in MODULES for name, twin in _own(module).items()}
