"""Text of data in Markdown: shown as it is, whatever it says, so that it makes no link, picture, heading or column."""

import re
from collections.abc import Iterable, Sequence

from ecograph.cells import visible

NO_BREAK = "\xa0"
"""The blank that stands between thousands and before the per cent sign."""

_BLANKS = re.compile(rf"[^\S{NO_BREAK}]+")
_SIGNS = re.compile(r"[\\`*_\[\]<>#|~$@]|&(?=[#\w])|(?<=/)/|(?<=[wW]{3})\.|\A-|\A\+(?=\s|\Z)")
_NUMBER = re.compile(r"\A(\d{1,9})([.)])(?=\s|\Z)")


def one_line(text: str) -> str:
    r"""Return a text on one line; what a terminal would act on is shown as its code.

    >>> one_line(" a\n b\x1b ")
    'a b\\x1b'
    """
    return NO_BREAK.join(visible(part) for part in _BLANKS.sub(" ", text).strip().split(NO_BREAK))


def escaped(text: str) -> str:
    r"""Return a text of data on one line, with an escape before each sign that Markdown would act on.

    >>> print(escaped("[a](b) | *c* <d>"), escaped("1. x"), escaped("- y"), escaped("https://www.c.dk"))
    \[a\](b) \| \*c\* \<d\> 1\. x \- y https:/\/www\.c.dk
    """
    return _NUMBER.sub(r"\1\\\2", _SIGNS.sub(r"\\\g<0>", one_line(text)))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table of texts, a line for each row.

    >>> print(table(["a|b"], [["c"]]))
    | a\|b |
    | --- |
    | c |
    """
    return "\n".join(
        (_row(map(escaped, heads)), _row("---" for _ in heads), *(_row(map(escaped, row)) for row in rows))
    )


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
