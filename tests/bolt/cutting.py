"""A network that breaks where a test wants it to: a proxy between a driver and a Bolt server.

It reads the Bolt messages that pass, so a cut falls at the third COMMIT, say, and not after some time. Before:
the server never sees the message. Answered: the server has done what it says, and the client never learns of it, which
is the hardest case. All threads and sockets are gone when the ``with`` block has ended.

    with cutting(target.uri) as network:
        network.cut(Cut("COMMIT", 3, answered=True))
        push(..., replace(target, uri=network.uri))
        assert network.cuts == 1

A message begins with the number of bytes of each of its chunks, and ends with an empty chunk; the second byte of
its content says which message it is (Bolt protocol specification, "Message encoding" and "Messages").
"""

import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

NAMES = {
    0x01: "HELLO",
    0x02: "GOODBYE",
    0x0F: "RESET",
    0x10: "RUN",
    0x11: "BEGIN",
    0x12: "COMMIT",
    0x13: "ROLLBACK",
    0x2F: "DISCARD",
    0x3F: "PULL",
    0x54: "TELEMETRY",
    0x66: "ROUTE",
    0x6A: "LOGON",
    0x6B: "LOGOFF",
    0x71: "RECORD",
}
"""What the signature of a message means; every other one of a server is the summary that ends an answer."""

HANDSHAKE = 20
MANIFEST = bytes.fromhex("000001ff")
"""The offer to negotiate the version at length, which the proxy leaves out, so that it knows where messages begin."""


@dataclass(frozen=True)
class Cut:
    """Where connections are cut.

    Args:
        message: The name of a message of the client.
        n: The first of these messages that is cut, counted from 1 over all connections.
        answered: Whether the server gets the message and answers it, and only its answer is lost.
        bytes: With this number, so many bytes of the message still get to the server.
        always: Whether all later ones are cut too.
        leaves: Whether nobody answers any more from then on.
        stalls: Whether the connection stays, and nothing passes any more.
    """

    message: str
    n: int = 1
    answered: bool = False
    bytes: int = 0
    always: bool = False
    leaves: bool = False
    stalls: bool = False


class Network:
    """The proxy: where it is, what has passed, and where it cuts."""

    def __init__(self, host: str, port: int) -> None:
        self.messages: list[str] = []
        self.cuts = 0
        self._server = (host, port)
        self._plans: list[Cut] = []
        self._interludes: dict[tuple[str, int], Callable[[], object]] = {}
        self._lock = threading.RLock()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listening: socket.socket | None = None
        self._port = 0
        self.back()

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self._port}"

    def cut(self, plan: Cut) -> None:
        """Cut connections as the plan says; its messages are counted from the start."""
        self._plans.append(plan)

    def meanwhile(self, message: str, n: int, work: Callable[[], object]) -> None:
        """Do something when the n-th of these messages has come, before it passes."""
        self._interludes[message, n] = work

    def away(self) -> None:
        """Let nobody answer: every connection ends, and new ones are refused."""
        with self._lock:
            listening, self._listening = self._listening, None
        if listening is None:
            return
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", self._port)).close()  # it wakes `accept`, which then ends
        self._accepting.join()
        with self._lock:
            for end in self._open:
                _hang_up(end)

    def back(self) -> None:
        """Answer again, at the same place."""
        with self._lock:
            self._listening = socket.create_server(("127.0.0.1", self._port))
            self._port = self._listening.getsockname()[1]
            self._accepting = self._start(self._accept, self._listening)

    def close(self) -> None:
        """End everything that runs."""
        self.away()
        while self._threads:
            self._threads.pop().join()

    def _start(self, work: Callable[..., None], *arguments: object) -> threading.Thread:
        thread = threading.Thread(target=work, args=arguments)
        self._threads.append(thread)
        thread.start()
        return thread

    def _accept(self, listening: socket.socket) -> None:
        while True:
            client, _ = listening.accept()
            with self._lock:
                if self._listening is not listening:
                    client.close()
                    listening.close()
                    return
                try:
                    server = socket.create_connection(self._server)
                except OSError:
                    client.close()
                    continue
                for end in (client, server):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each message waits for an answer
                self._open |= {client, server}
            self._start(_Link(self, client, server).run)

    def passes(self, message: str) -> Cut | None:
        """Note a message of a client, and return the cut that falls on it."""
        with self._lock:
            self.messages.append(message)
            n = self.messages.count(message)
            plans = [plan for plan in self._plans if plan.message == message and plan.n <= n]
            work = self._interludes.get((message, n))
        if work:
            work()
        return next((plan for plan in plans if plan.always or plan.n == n), None)

    def hang_up(self, link: "_Link", plan: Cut | None = None) -> None:
        """End a connection, and with it what its plan says."""
        with self._lock:
            self.cuts += plan is not None
        if plan is not None and plan.leaves:
            self.away()  # first, so that a client that is quick finds nobody
        with self._lock:
            _hang_up(link.client)
            _hang_up(link.server)

    def forget(self, link: "_Link") -> None:
        """Close both ends of a connection that nobody reads any more."""
        with self._lock:
            self._open -= {link.client, link.server}
            link.client.close()
            link.server.close()


class _Link:
    """One connection: a thread for each direction."""

    def __init__(self, network: Network, client: socket.socket, server: socket.socket) -> None:
        self.network = network
        self.client = client
        self.server = server
        self._waiting: deque[Cut | None] = deque()
        """For each message that the server has yet to answer, whether the connection is cut then."""

    def run(self) -> None:
        answering = threading.Thread(target=self._from_server)
        try:
            opening = _exactly(self.client, HANDSHAKE)
            self.server.sendall(opening.replace(MANIFEST, b"") + bytes(4 * opening.count(MANIFEST)))
            answering.start()
            while True:
                content, raw = _message(self.client)
                name = NAMES[content[1]]
                plan = self.network.passes(name)
                if plan and plan.stalls:
                    self.network.cuts += 1
                    while self.client.recv(1024):
                        pass
                    break
                if plan and not plan.answered:
                    self.server.sendall(raw[: plan.bytes])
                    self.network.hang_up(self, plan)
                    break
                if name != "GOODBYE":
                    self._waiting.append(plan)
                self.server.sendall(raw)
        except OSError:
            pass  # one of the two has gone
        finally:
            self.network.hang_up(self)
            if answering.ident is not None:
                answering.join()
            self.network.forget(self)

    def _from_server(self) -> None:
        try:
            self.client.sendall(_exactly(self.server, 4))
            while True:
                content, raw = _message(self.server)
                plan = self._waiting.popleft() if NAMES.get(content[1]) != "RECORD" else None
                if plan:
                    self.network.hang_up(self, plan)
                    return
                self.client.sendall(raw)
        except OSError:
            self.network.hang_up(self)


@contextmanager
def cutting(uri: str) -> Iterator[Network]:
    """Yield a network to the server at this address, whole until it is told where to break."""
    parts = urlsplit(uri)
    if "+" in parts.scheme:
        pytest.skip("messages can only be told apart without encryption")
    network = Network(parts.hostname or "", parts.port or 7687)
    try:
        yield network
    finally:
        network.close()


def _message(end: socket.socket) -> tuple[bytes, bytes]:
    """Return the content of the next message, and the bytes that it travelled as."""
    content, raw = b"", b""
    while True:
        header = _exactly(end, 2)
        size = int.from_bytes(header)
        chunk = _exactly(end, size)
        content, raw = content + chunk, raw + header + chunk
        if not size and content:  # an empty chunk before a message says only that somebody is still there
            return content, raw


def _exactly(end: socket.socket, size: int) -> bytes:
    """Return so many bytes; raise an OSError when there are no more."""
    content = bytearray()
    while len(content) < size:
        piece = end.recv(size - len(content))
        if not piece:
            raise ConnectionResetError
        content += piece
    return bytes(content)


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
