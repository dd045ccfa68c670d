"""How a time grows with the network, and whether the next size is worth waiting for.

A call whose predicted time passes the limit is not run, once a smaller size has told a ratio: hours of networkx would
say nothing more. A predicted time is never a measured one, and no ratio is made of it. A call that was stopped is a
measured bound: it takes longer than that.
"""

import math
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

LIMIT = 60.0
"""The seconds after which a rival is stopped, and the predicted seconds above which it is not started."""

UNSTOPPABLE = {"networkx": math.inf, "library": 3 * LIMIT}
"""The predicted seconds above which a rival is not started though no size has told a ratio yet: networkx can be stopped
at any time, a library only between two calls."""

OWN_LIMIT = 180.0
"""The same for ecograph itself."""

Times = Sequence[tuple[int, float]]
"""Participations and seconds at each size that was measured, smallest first."""


class StoppedError(BaseException):
    """A call took too long. Not an ``Exception``, so that no library takes it for one of its own."""


def predicted(times: Times, participations: int, least: float = 1.0) -> float | None:
    """Return the seconds to expect at the next size, None where no smaller one was measured.

    They grow as between the two largest sizes so far, and at least to the power ``least``: on small networks much of
    the time is the same at any size.

    >>> predicted([(100, 0.5), (1000, 5.0)], 10_000), predicted([(100, 0.5)], 1000, least=2.0), predicted([], 10)
    (50.0, 50.0, None)
    """
    if not times:
        return None
    power = max(least, exponent(times[-2:]) or least)
    size, seconds = times[-1]
    return seconds * math.pow(participations / size, power)


def exponent(times: Times) -> float | None:
    """Return the power of the size that the time grows with: the slope of the line through the logarithms.

    >>> exponent([(100, 0.5), (1000, 5.0), (10_000, 50.0)]), exponent([(100, 0.5)])
    (1.0, None)
    """
    if len({size for size, _ in times}) < 2:  # noqa: PLR2004 - a line has two points
        return None
    x = [math.log10(size) for size, _ in times]
    y = [math.log10(seconds) for _, seconds in times]
    mean_x, mean_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    above = math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return above / math.fsum((a - mean_x) ** 2 for a in x)


def rounds(seconds: float | None) -> int:
    """Return how often a call is timed that is expected to take so long."""
    if seconds is None or seconds < 0.1:  # noqa: PLR2004 - seconds
        return 5
    return 3 if seconds < 1 else 1


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Stop what runs inside after so many seconds, by ``StoppedError``; between two steps of Python only."""

    def stop(_: int, __: FrameType | None) -> NoReturn:
        raise StoppedError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
