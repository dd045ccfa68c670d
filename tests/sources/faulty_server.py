"""A web server on this machine that answers as badly as a test asks it to.

It listens on 127.0.0.1 at a free port. A path is answered by the functions that the test gives for it, one for
each time it is asked, the last one ever after. All threads have ended when the ``with`` block has.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Connection"], None]


class Connection:
    """One request, to be answered byte by byte."""

    def __init__(self, handler: BaseHTTPRequestHandler, closing: threading.Event) -> None:
        self.headers = handler.headers
        self._handler = handler
        self._closing = closing

    def send(self, content: bytes) -> bool:
        """Send bytes as they are; return whether there is still somebody to send them to."""
        try:
            self._handler.wfile.write(content)
        except (BrokenPipeError, ConnectionResetError):
            return False
        return not self._closing.is_set()

    def head(self, status: int, headers: Mapping[str, object]) -> None:
        """Send a status line and headers."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.send(f"HTTP/1.1 {status} Said\r\nConnection: close\r\n{lines}\r\n".encode("latin-1"))

    def pause(self, seconds: float) -> None:
        """Wait, but not longer than the test takes."""
        self._closing.wait(seconds)

    def stall(self) -> None:
        """Say nothing until the server is closed."""
        self._closing.wait()


class Server:
    """The server: where it is, how it answers, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def on(self, path: str, *answers: Answer) -> str:
        """Answer a path by these functions, one after the other; return its address."""
        self.answers[path] = list(answers)
        return self.url + path

    @property
    def paths(self) -> list[str]:
        """The paths that were asked, in order."""
        return [path for path, _ in self.asked]


@contextmanager
def faulty_server() -> Iterator[Server]:
    """Yield a server that runs until the block ends."""
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            waiting = server.answers[self.path]
            answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            answer(Connection(self, closing))
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = False
        listening.block_on_close = True
        server = Server(listening.server_address[1])
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            closing.set()
            listening.shutdown()
            thread.join()


def whole(content: bytes, status: int = 200, **headers: object) -> Answer:
    """Return an honest answer: a body and its length."""

    def answer(connection: Connection) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.head(status, {"Content-Length": len(content), **named})
        connection.send(content)

    return answer


def lying(content: bytes, length: int) -> Answer:
    """Return an answer whose length is not that of its body."""

    def answer(connection: Connection) -> None:
        connection.head(200, {"Content-Length": length})
        connection.send(content)

    return answer


def redirecting(place: str, status: int = 302) -> Answer:
    """Return an answer that sends the client elsewhere."""
    return whole(b"", status, Location=place)


def stalling(content: bytes = b"", length: int = 100) -> Answer:
    """Return an answer that stops in the middle of its body."""

    def answer(connection: Connection) -> None:
        connection.head(200, {"Content-Length": length})
        connection.send(content)
        connection.stall()

    return answer


def silent(connection: Connection) -> None:
    """Answer nothing at all."""
    connection.stall()


def hanging_up(connection: Connection) -> None:
    """Close the connection without a word."""


def endless(connection: Connection) -> None:
    """Send pieces without a length until the client has had enough."""
    connection.head(200, {"Transfer-Encoding": "chunked"})
    while connection.send(b"400\r\n" + b"x" * 1024 + b"\r\n"):
        pass


def dripping(connection: Connection) -> None:
    """Send a byte now and then, so that no single wait is long."""
    connection.head(200, {"Content-Length": 10_000})
    while connection.send(b"x"):
        connection.pause(0.02)


def in_pieces(content: bytes, size: int = 7) -> Answer:
    """Return an answer in chunks, without a length."""

    def answer(connection: Connection) -> None:
        connection.head(200, {"Transfer-Encoding": "chunked"})
        for place in range(0, len(content), size):
            piece = content[place : place + size]
            connection.send(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        connection.send(b"0\r\n\r\n")

    return answer
