"""How alike two names are that are not the same: the score by which a person is shown the likeliest pairs first."""

from rapidfuzz.fuzz import ratio, token_sort_ratio

from ecograph.identity.comparison import institutions, is_own
from ecograph.identity.translations import COUNTRY_WORDS

_WEIGHTS = (1.0, 0.4, 0.15)
"""What a word weighs when names are compared: its own, one that many names share, the country."""

_ALIKE = 86
"""Two words that are alike to so many hundredths are held for spellings of one."""


def likeness(left: str, right: str) -> float:
    """Return how alike two cores are: 0 nothing in common, 1 the same words.

    Half of it is rapidfuzz's ratio of the letters of the sorted words, half the weight of the words in common by the
    weight of all words; words that are nearly the same count as the same. It is cut by a fifth where a word for a kind
    of institution stands on one side only (university, university hospital), and by three tenths where a number does.

    >>> likeness("oslo university", "oslo university"), round(likeness("oslo university", "oslo universityhospital"), 2)
    (1.0, 0.54)
    """
    if left == right:
        return 1.0
    together = ratio(left.replace(" ", ""), right.replace(" ", "")) / 100
    if together == 1:
        return 0.97
    one, other = left.split(), right.split()
    common = _common(one, other)
    total = sum(map(_weight, one)) + sum(map(_weight, other))
    words = common / (total - common)
    found = (max(token_sort_ratio(left, right) / 100, together) + words) / 2
    if institutions(left) != institutions(right):
        found *= 0.8
    if {word for word in one if word.isdigit()} != {word for word in other if word.isdigit()}:
        found *= 0.7
    return found


def _common(one: list[str], other: list[str]) -> float:
    """Return the weight of the words in common; a word that is nearly the same counts by how much it is."""
    rest = list(other)
    common = 0.0
    for word in sorted(one, key=lambda word: (word not in other, -_weight(word), word)):
        alike = sorted(((ratio(word, each), each) for each in rest), key=lambda found: (-found[0], found[1]))
        if alike and alike[0][0] >= _ALIKE:
            rest.remove(alike[0][1])
            common += (_weight(word) + _weight(alike[0][1])) / 2 * alike[0][0] / 100
    return common


def _weight(word: str) -> float:
    if word in COUNTRY_WORDS:
        return _WEIGHTS[2]
    return _WEIGHTS[0] if is_own(word) else _WEIGHTS[1]
