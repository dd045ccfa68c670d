"""Keys by which names are compared, so that a name is found however its Nordic letters are written, and like ones."""

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Iterable

_NORDIC = {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ð": "d", "þ": "th"}
_OTHERS = {"ß": "ss", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"}
"""Letters that Unicode does not take apart into a Latin letter and a mark."""

_LETTERS = str.maketrans(_NORDIC | _OTHERS)

_LONGEST_SLUG = 80

_ENOUGH = 5
_LIKE = 0.55
_SHORT = 2
"""How many nearest names are told, how like they are at least, and the length of a text that is in too many names."""


def key(name: str) -> str:
    """Return a name as small ASCII letters and digits with single blanks, for comparison only.

    æ and ä become ae, ø and ö become oe, å becomes aa; other accents are dropped, punctuation is a blank.

    >>> key("Sjællands Universitetshospital, Køge"), key("  ÅRHUS ")
    ('sjaellands universitetshospital koege', 'aarhus')
    """
    letters = name.lower() if name.isascii() else _without_marks(name)
    return " ".join(re.findall(r"[0-9a-z]+", letters)) or " ".join(letters.split())


def slug(name: str) -> str:
    """Return a name as an id: small letters and digits with hyphens, at most 80 signs.

    A longer name, and one without any Latin letter or digit, ends in a part of its hash, so that two names share
    a slug only when ``key`` holds them for the same.

    >>> slug("Foreningen Welfare Tech Region"), slug("Åse & Co."), slug("日本")
    ('foreningen-welfare-tech-region', 'aase-co', 'cf2abf0c5be3')
    """
    compared = key(name)
    ascii_words = "-".join(re.findall(r"[0-9a-z]+", compared))
    if ascii_words.replace("-", " ") == compared and len(ascii_words) <= _LONGEST_SLUG:
        return ascii_words
    digest = hashlib.sha256(compared.encode()).hexdigest()[:12]
    return f"{ascii_words[: _LONGEST_SLUG - 13]}-{digest}".strip("-")


def nearest(names: Iterable[str], text: str) -> list[str]:
    """Return up to five names that are like a text or have it in them, the likest first.

    >>> nearest(["Welfare Tech", "Medtech", "Welfare Technology"], "welfare tec")
    ['Welfare Tech', 'Welfare Technology']
    """
    by_key = {key(name): name for name in sorted(names, reverse=True)}
    wanted = key(text)
    close = difflib.get_close_matches(wanted, sorted(by_key), n=_ENOUGH, cutoff=_LIKE)
    parts = [each for each in sorted(by_key) if len(wanted) > _SHORT and wanted in each][:_ENOUGH]
    return [by_key[each] for each in list(dict.fromkeys([*close, *parts]))[:_ENOUGH]]


def _without_marks(name: str) -> str:
    lower = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lower)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
