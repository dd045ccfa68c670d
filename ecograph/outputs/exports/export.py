"""What every export is: a format with its name, what opens it, and the function that writes its files."""

from collections.abc import Callable
from dataclasses import dataclass

from ecograph.ecosystem import Ecosystem


@dataclass(frozen=True, slots=True)
class Given:
    """What is exported.

    Args:
        ecosystem: The tables.
        licence: The licence of their rows as an SPDX identifier; "" where it is not known.
    """

    ecosystem: Ecosystem
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """One format.

    Args:
        name: Its name in commands.
        place: The file it is written to when nobody names one; a folder where it has several files.
        about: What it holds and what opens it, in one sentence.
        files: The function: the content of each file by its name. A format of one file gives that alone.
        is_folder: Whether it is a folder of files.
    """

    name: str
    place: str
    about: str
    files: Callable[[Given], dict[str, bytes]]
    is_folder: bool = False
