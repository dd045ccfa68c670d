"""Keys by which names are compared, so that a name is found however its Nordic letters are written."""

import re
import unicodedata

_NORDIC = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ð": "d", "þ": "th", "ß": "ss"})


def key(name: str) -> str:
    """Return a name as small ASCII letters and digits with single blanks, for comparison only.

    æ and ä become ae, ø and ö become oe, å becomes aa; other accents are dropped, punctuation is a blank.

    >>> key("Sjællands Universitetshospital, Køge"), key("  ÅRHUS ")
    ('sjaellands universitetshospital koege', 'aarhus')
    """
    lower = unicodedata.normalize("NFC", name).casefold().translate(_NORDIC)
    plain = unicodedata.normalize("NFKD", lower)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[0-9a-z]+", letters)) or " ".join(letters.split())
