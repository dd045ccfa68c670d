"""How wide a text is, and how it is made to fit: what keeps the labels of a chart apart and inside it.

The widths are those of DejaVu Sans, rounded up. Verdana, which browsers take where DejaVu is absent, is no wider.
"""

import math
import re
from typing import Final

from ecograph.cells import visible
from ecograph.charts.drawing import Label

ASCENT: Final = 0.8
"""How far a text reaches above its baseline, as a share of its size."""

DESCENT: Final = 0.24
"""How far it reaches below."""

LEADING: Final = 1.25
"""The distance of two lines of a text, as a share of its size."""

_LONGEST: Final = 300
"""No line of a chart holds more signs."""

_ELLIPSIS: Final = "…"

_BOLD: Final = 1.14
"""How much wider bold numbers and words are; a narrow sign alone may be wider still."""

_WIDTHS: Final = {
    sign: width / 1000
    for width, signs in {
        280: "'ijlìíîïĩīĭįıĵĺļ",
        300: "IJÌÍÎÏĨĪĬĮİĴł",
        320: " ,.\xa0·‘’",
        340: "/:;\\|¦",
        400: "()[]tţťŧf-",
        420: "!r¡²³¹ŕŗř",
        500: '*_`§¨¯°´¸–ªº"',
        540: "?sz¿śŝşšźżž“”",
        580: "FkķĸŁLcçćĉċč",
        620: "PTYaeo«»ÝÞàáâãäåèéêëðòóôõöøāăąēĕėęěōŏőŢŤŦŶŸvxyýÿ•",
        640: "$0123456789ESbdghnpqu{}¢£¤¥µ¶ÈÉÊËßñùúûüþďđĒĔĖĘĚĝğġģĥńņňŋŚŜŞŠũūŭůűų€",
        700: "KABCRVXZÀÁÂÃÄÅÇĀĂĄĆĈĊČħŔŖŘŹŻŽ",
        780: "UÙÚÛÜŨŪŬŮŰŲHNÑĤŃŅŇŊ&DGÐĎĐĜĞĠĢ",
        840: "OQÒÓÔÕÖØŌŎŐwŵ#+<=>^~¬±×÷−≥≤≠→",
        1000: "MmHĦ%¼½¾Æ@W©®æŴ—…œ",
        1080: "Œ�",
    }.items()
    for sign in signs
}
_WIDE: Final = 1.1
"""The width of a sign that is not in the list: as wide as those of East Asia."""


def clean(text: str) -> str:
    r"""Return a text as one line that shows every sign: control signs as codes, white space as one blank.

    No-break spaces stay, since numbers have them.

    >>> clean("a\n  b\x00"), clean("1\xa0234")
    ('a b\\x00', '1\xa0234')
    """
    spaced = re.sub("[ \t\r\n\v\f]+", " ", text).strip(" ")
    return "\xa0".join(map(visible, spaced.split("\xa0")))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in points, rather too much than too little.

    Args:
        text: The text.
        size: The size of its letters in points.
        bold: Whether it is bold.

    >>> text_width("io", 10)
    9.0
    """
    return sum(_WIDTHS.get(sign, _WIDE) for sign in text) * size * (_BOLD if bold else 1)


def fitted(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return a text, or as much of it as there is room for, with a sign where it is cut; "" where there is no room.

    It is cut after a word, unless that would lose more than a third of what there is room for.

    >>> fitted("Region Hovedstaden", 10, 200), fitted("Region of the Capital", 10, 80)
    ('Region Hovedstaden', 'Region of…')
    >>> fitted("Arbejdsmarkedsuddannelse", 10, 80), fitted("a", 10, 2)
    ('Arbejdsmark…', '')
    """
    whole = clean(text[:_LONGEST])
    if len(text) <= _LONGEST and text_width(whole, size, bold=bold) <= room:
        return whole
    kept = len(whole)
    while kept and text_width(whole[:kept].rstrip() + _ELLIPSIS, size, bold=bold) > room:
        kept -= 1
    start = whole[:kept].rstrip()
    at_word = start.rpartition(" ")[0] if whole[kept : kept + 1].strip() else start
    if 3 * len(at_word) >= 2 * len(start):
        start = at_word.rstrip(" ,;:(–-/&+")
    return start + _ELLIPSIS if start else ""


def wrapped(text: str, size: float, room: float, *, lines: int = 2) -> tuple[str, ...]:
    """Return a text as at most so many lines for which there is room; the last is shortened where it must be.

    >>> wrapped("Kvalitet i sundhed og omsorg", 10, 90)
    ('Kvalitet i', 'sundhed og…')
    >>> wrapped("MTIC", 10, 90)
    ('MTIC',)
    """
    words = clean(text[:_LONGEST]).split(" ")
    found = [""]
    for place, word in enumerate(words):
        longer = f"{found[-1]} {word}".strip(" ")
        if text_width(longer, size) <= room or not found[-1]:
            found[-1] = longer
        elif len(found) < lines:
            found.append(word)
        else:
            found[-1] = " ".join((found[-1], *words[place:]))
            break
    return tuple(line for line in (fitted(each, size, room) for each in found) if line)


def corners(label: Label) -> tuple[tuple[float, float], ...]:
    """Return the corners of the ground that a label covers, in order around it."""
    width = text_width(label.text, label.size, bold=label.bold)
    left = {"start": 0.0, "middle": -width / 2, "end": -width}[label.anchor]
    top, bottom = -ASCENT * label.size, DESCENT * label.size
    angle = math.radians(-label.turned)
    cos, sin = math.cos(angle), math.sin(angle)
    around = ((left, top), (left + width, top), (left + width, bottom), (left, bottom))
    return tuple((label.x + x * cos - y * sin, label.y + x * sin + y * cos) for x, y in around)


def middle(y: float, size: float) -> float:
    """Return the baseline of a line of text whose letters have their middle at a height.

    >>> middle(100, 10)
    103.6
    """
    return y + 0.36 * size


def lines_of(texts: tuple[str, ...], at: Label) -> tuple[Label, ...]:
    """Return texts as lines below each other, together as high as if one line stood with its baseline at ``at``."""
    step = at.size * LEADING
    top = at.y - step * (len(texts) - 1) / 2
    return tuple(
        Label(at.x, top + step * place, text, at.size, at.anchor, bold=at.bold, fill=at.fill)
        for place, text in enumerate(texts)
    )
