"""Packages that make some algorithms faster or possible, and that cannot be installed everywhere.

They change no digit of what is shown. What only they can do is null where they are missing, and says so.
"""

import importlib.util
from types import ModuleType

MISSING = "needs networkit, which is not installed: pip install 'ecograph[fast]' (no wheel for Intel Macs)"
"""Why a number is null that only networkit can give."""


def networkit() -> ModuleType | None:
    """Return networkit, set to one thread, or None where it is not installed.

    With several threads it adds in another order each time, and its last digits differ (measured).
    """
    if importlib.util.find_spec("networkit") is None:
        return None
    import networkit

    networkit.setNumberOfThreads(1)
    assert isinstance(networkit, ModuleType)  # noqa: S101 - it ships no types
    return networkit
