"""ArcadeDB as a process of its own, because a Java machine inside the process of the tests would stay until its end.

    ARCADEDB_PASSWORD=... python serving.py FOLDER

It says ``bolt PORT`` once the database ``neo4j`` is there, and ``done`` after each line it was told: ``create NAME``
or ``drop NAME``. It ends at the end of its input, so that it never outlives the tests, and at SIGTERM.
All else that it says is its log, on the error output.
"""

import os
import re
import signal
import sys
from pathlib import Path

HEAP = "512m"
"""Enough for tests; by default it takes 4 GB."""


def serve(folder: Path, password: str) -> None:
    os.chdir(folder)  # it writes ./log wherever it stands
    saying = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # Java and its log write to the standard output
    from arcadedb_embedded.server import ArcadeDBServer

    server = ArcadeDBServer(
        str(folder),
        password,
        config={
            "host": "127.0.0.1",
            "http_port": 0,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_port": 0,  # a free one, which only its log names
            "bolt_defaultDatabase": "neo4j",
            "server_defaultDatabases": "neo4j[root]",
        },
        jvm_kwargs={"heap_size": HEAP},
    )
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # Java has taken the signal when it started
    try:
        log = (folder / "log" / "arcadedb.log.0").read_text(encoding="utf-8")
        found = re.search(r"Listening for incoming BOLT connections on \S*:(\d+)", log)
        if found is None:
            sys.exit("the log names no port for Bolt")
        print("bolt", found[1], file=saying, flush=True)
        for line in sys.stdin:
            command, name = line.split()
            if command == "create":
                server.create_database(name)
            elif command == "drop":
                server._java_server.getDatabase(name).getEmbedded().drop()
                server._java_server.removeDatabase(name)
            else:
                sys.exit(f"found {line!r}, expected create NAME or drop NAME")
            print("done", file=saying, flush=True)
    finally:
        server.stop()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), os.environ["ARCADEDB_PASSWORD"])
