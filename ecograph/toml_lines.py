"""Where a TOML file sets a key, since its parser tells no lines, and a fault is to be found."""

import re


def line_of(text: str, section: tuple[str, int] | None, key: str) -> int:
    r"""Return the line on which a key is set, that of the heading of its section where it has none, else 1.

    Args:
        text: The text of the file.
        section: The name of a list of sections, and the place of one in it from 0; None for the whole file.
        key: The key.

    >>> line_of('title = "T"\n[[limits]]\nleast = 1\n[[limits]]\n  most = 2', ("limits", 1), "most")
    5
    """
    lines = [line.strip() for line in text.split("\n")]
    first, last = 0, len(lines)
    if section is not None:
        name, place = section
        heads = [n for n, line in enumerate(lines) if re.match(rf"\[\[\s*{name}\s*\]\]", line)]
        if place >= len(heads):  # written as a list of tables in braces
            return 1
        starts = [n for n, line in enumerate(lines) if line.startswith("[[")]
        first = heads[place]
        last = next((n for n in starts if n > first), len(lines))
    setting = rf"""\[*\s*(\w+\s*\.\s*)?["']?{re.escape(key)}["']?\s*[]=.]"""
    return next((n + 1 for n in range(first, last) if re.match(setting, lines[n])), first + 1)
