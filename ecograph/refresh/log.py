"""What a run says while it is at work: a line of text or JSON for each event, and how long each step took."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from ecograph.cells import visible


@dataclass(frozen=True)
class Log:
    """Where a run says what it does.

    Args:
        write: Takes each line.
        now: Gives the time in UTC.
        is_json: Whether each line is a JSON object: ``time``, ``step``, ``event`` (started, ended, failed, told),
            and, where there is something to say, ``said``, ``seconds``, ``rows``.
        seconds: How long each step took, by its name; it fills as the run goes on.
    """

    write: Callable[[str], None]
    now: Callable[[], datetime]
    is_json: bool = False
    seconds: dict[str, float] = field(default_factory=dict)

    def told(self, step: str, said: str) -> None:
        """Say something about a step."""
        self._event(step, "told", {"said": said})

    @contextmanager
    def step(self, name: str) -> Iterator[dict[str, int]]:
        """Say that a step begins and how it ended; yield what its end tells besides, such as ``rows``."""
        facts: dict[str, int] = {}
        self._event(name, "started", {})
        begun, event = time.monotonic(), "failed"
        try:
            yield facts
            event = "ended"
        finally:
            self.seconds[name] = round(time.monotonic() - begun, 3)
            self._event(name, event, {**facts, "seconds": self.seconds[name]})

    def _event(self, step: str, event: str, facts: dict[str, object]) -> None:
        if self.is_json:
            said = {"time": stamp(self.now()), "step": step, "event": event, **facts}
            self.write(json.dumps(said, ensure_ascii=False))
        elif event == "told":
            self.write(visible(f"{step}: {facts['said']}").replace("\n", "\\n"))
        elif event == "started":
            self.write(f"{step} ...")
        else:
            rows = f", {facts['rows']:,} rows" if "rows" in facts else ""
            self.write(f"{step}: {event} after {facts['seconds']:.1f} s{rows}")


def stamp(moment: datetime) -> str:
    """Return a moment in UTC as ISO text.

    >>> stamp(datetime(2026, 11, 22, 21, 30, 15))
    '2026-11-22T21:30:15Z'
    """
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
