"""Where a server is and who asks, from options and the environment, so that a password stands in neither of them.

An address is checked here, before anything is sent, and a message never repeats one that may hold a password.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ecograph.errors import EcographError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
"""How an address may begin: ``+s`` encrypts and checks the certificate, ``+ssc`` takes any certificate."""


@dataclass(frozen=True)
class Target:
    """Where a server is and who asks.

    >>> Target("bolt://localhost:7687", "neo4j", "secret", "neo4j")
    Target(uri='bolt://localhost:7687', username='neo4j', database='neo4j')
    """

    uri: str
    username: str
    password: str = field(repr=False)
    database: str

    @property
    def place(self) -> str:
        """The address as a message shows it, without what a neo4j:// address may add for its routing."""
        return self.uri.partition("?")[0]


def target(
    *,
    uri: str | None = None,
    username: str | None = None,
    database: str | None = None,
    environment: Mapping[str, str],
) -> Target:
    """Return where the server is and who asks, from options and the environment.

    Args:
        uri: The address; else ``NEO4J_URI``.
        username: The name of the account; else ``NEO4J_USERNAME``, else ``neo4j``.
        database: The name of the database; else ``NEO4J_DATABASE``, else ``neo4j``.
        environment: The variables of the environment. Only here is the password looked for, in ``NEO4J_PASSWORD``.

    Raises:
        EcographError: There is no address, or it is none for a Bolt server, or it holds a password.

    >>> target(uri="bolt://localhost:7687", environment={"NEO4J_USERNAME": "ada", "NEO4J_PASSWORD": "secret"})
    Target(uri='bolt://localhost:7687', username='ada', database='neo4j')
    """
    place = "the address of the server" if uri else "NEO4J_URI"
    return Target(
        uri=_checked(uri or environment.get("NEO4J_URI", ""), place),
        username=username or environment.get("NEO4J_USERNAME") or "neo4j",
        password=environment.get("NEO4J_PASSWORD", ""),
        database=database or environment.get("NEO4J_DATABASE") or "neo4j",
    )


def _checked(uri: str, place: str) -> str:
    """Return the address; an error never repeats one that may hold a password."""
    if not uri:
        raise EcographError(
            "NEO4J_URI: found no address of a server, expected one such as bolt://localhost:7687; set NEO4J_URI, "
            "NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE"
        )
    if "@" in uri:
        said = "found a name or password in it, expected only the server"
        raise EcographError(f"{place}: {said}; remove it, and set NEO4J_USERNAME and NEO4J_PASSWORD")
    expected = "expected one such as bolt://localhost:7687; correct it"
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError as error:
        raise EcographError(f"{place}: found an address whose host or port cannot be read, {expected}") from error
    if parts.scheme not in SCHEMES:
        raise EcographError(f"{place}: found an address that begins otherwise, expected {', '.join(SCHEMES)}://...")
    is_path = parts.path.strip("/") or parts.fragment or (parts.query and parts.scheme.startswith("bolt"))
    if not parts.hostname or port == 0 or is_path or not uri.isprintable():
        raise EcographError(f"{place}: found an address without a host or with more than host and port, {expected}")
    return uri
