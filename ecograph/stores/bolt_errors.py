"""What a server and its driver say, in words that tell the user what to do.

A user sees one line: where it happened, what was found, and the cure. What may work later is an
``UnreachableError``; what somebody has to change first is another ``EcographError``.
"""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ecograph.errors import EcographError, UnreachableError
from ecograph.stores.target import Target

if TYPE_CHECKING:
    from neo4j.exceptions import DriverError, Neo4jError

_CHECK = "see that it runs, that this is its port for Bolt (7687, not 7474), and whether it wants bolt+s://"


@contextmanager
def in_words(target: Target) -> Iterator[None]:
    """Turn what the driver raises into errors that say what to do; everything else is a bug and passes.

    Raises:
        UnreachableError: It may work later: the server is not there, the connection was lost, the server is busy.
        EcographError: The user has to change something.
    """
    from neo4j.exceptions import (
        BrokenRecordError,
        ConfigurationError,
        ConnectionPoolError,
        Neo4jError,
        ServiceUnavailable,
        SessionExpired,
    )

    try:
        yield
    except Neo4jError as error:
        raise _refusal(error, target) from error
    except (ConfigurationError, ConnectionPoolError, ServiceUnavailable, SessionExpired) as error:
        raise _failure(error, target) from error
    except BrokenRecordError as error:
        said = f"found a value that the driver cannot read ({_reason([*_causes(error)][-1])})"
        raise EcographError(
            f"{target.place}: {said}, expected one of Cypher; turn it into text in the query"
        ) from error
    except (OverflowError, UnicodeEncodeError) as error:
        said = f"found a value that cannot be sent ({error})"
        cure = "expected whole numbers of 64 bits and text of whole signs; correct it"
        raise EcographError(f"{target.place}: {said}, {cure}") from error


def late(target: Target, seconds: float) -> EcographError:
    """Return what is to be said of what this side has ended, because the server did not."""
    said = f"it took longer than {seconds:g} seconds and was ended"
    return EcographError(f"{target.place}: {said}; ask for less, or allow more time")


def _refusal(error: "Neo4jError", target: Target) -> EcographError:
    """Return what is to be said of an answer of the server that is no rows."""
    place, said, code = target.place, first_line(_hidden(error.message or "", target)), error.code or ""
    if code == "Neo.ClientError.Security.Unauthorized":
        missing = "" if target.password else "; NEO4J_PASSWORD is not set"
        return EcographError(
            f"{place}: the server refuses {target.username!r} with this password ({said}){missing}; "
            "set NEO4J_USERNAME and NEO4J_PASSWORD to an account of that server"
        )
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return EcographError(
            f"{place}: found no database {target.database!r}, expected one that is there; "
            "set NEO4J_DATABASE to its name, or create it on the server"
        )
    if code.startswith("Neo.ClientError.Security."):
        return EcographError(
            f"{place}: the server refuses {target.username!r} ({said}); see what this account may do, or take another"
        )
    if code == "Neo.ClientError.Statement.AccessMode":
        return EcographError(f"{place}: found a statement that writes, expected one that reads ({said}); correct it")
    if code.startswith("Neo.ClientError.Schema."):
        cure = "change that on the server, or name another database"
        return EcographError(f"{place}: what the database holds stands against it ({said}); {cure}")
    if code.startswith("Neo.ClientError.Transaction.TransactionTimedOut"):
        return EcographError(f"{place}: it took longer than allowed and was ended; ask for less, or allow more time")
    if error.is_retryable():
        return UnreachableError(f"{place}: the server cannot do it now ({said}); try again later")
    if code.startswith("Neo.ClientError."):
        return EcographError(f"{place}: the server refuses the statement ({said}); correct it")
    return EcographError(f"{place}: the server failed ({said}); look into its log")


def _failure(error: "DriverError", target: Target) -> EcographError:
    """Return what is to be said when there was no answer, or none that could be understood."""
    from neo4j.exceptions import ConfigurationError, IncompleteCommit

    causes = list(_causes(error))
    place, said = target.place, _hidden(_reason(causes[-1]), target)
    if isinstance(error, ConfigurationError):
        return EcographError(f"{place}: found a server or an address that the driver does not know ({said}); {_CHECK}")
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return EcographError(
            f"{place}: no encrypted connection could be made ({said}); begin the address with bolt:// for a server "
            "without encryption, bolt+s:// for a certificate that this machine trusts, bolt+ssc:// for any other"
        )
    if isinstance(error, IncompleteCommit):
        return UnreachableError(
            f"{place}: the connection was lost while a change was being kept, and it is not known whether it was; "
            "look, and run it again when it was not"
        )
    return UnreachableError(f"{place}: nothing answers there, or it hung up ({said}); {_CHECK}")


def _hidden(text: str, target: Target) -> str:
    """Return what somebody else says without the password, which a server or a driver may repeat."""
    return text.replace(target.password, "***") if target.password else text


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what led to it; a driver that asked several servers has a group of causes."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for part in error.exceptions:
                yield from _causes(part)
        error = error.__cause__


def _reason(error: BaseException) -> str:
    """Return what an error says, without the number that an operating system gives it."""
    return first_line(error.strerror if isinstance(error, OSError) and error.strerror else str(error))


def first_line(text: str | None) -> str:
    """Return the first line of what somebody else says, without signs that a terminal would act on."""
    line = (text or "").strip().partition("\n")[0]
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in line) or "no reason given"
