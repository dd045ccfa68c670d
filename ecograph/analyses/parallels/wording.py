"""The words of titles and summaries, brought to stems so that the forms of a word count as one.

Titles are Danish, Norwegian or English, often two of them in one, and three words tell no language. So no language is
guessed: a word is stemmed in all three, and two words are alike as far as they share a stem. A word counts once
whatever the number of its stems, since each stem gets an equal part of it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from snowballstemmer.danish_stemmer import DanishStemmer
from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.norwegian_stemmer import NorwegianStemmer

from ecograph.algorithms.matrix import Matrix

WORD = re.compile(r"[^\W\d_]{3,}")
"""Three letters and more; a number says nothing of what a project is about."""

_FUNCTION_WORDS = """
af alle alt anden andre at blev blive bliver både da dag de dem den denne der deres det dette dig din disse dog du efter
eller en end er et ett etter for fra få gennem gjennom god gode have havde hans har hos hun hvad hva hvem hver hvilke
hvis hvor hvordan ikke ind inn inden innen kan kunne man med meget mellem mellom men mens mere mer mod mot må mange når
ned noe noen nogle noget nye nyt nytt også og om omkring op opp over på samt samme sammen sig seg selv sin skal skulle
som ta til ud under ut uten uden var ved vi vil ville være vår vores åt
about all also and any are based been both but can each from has have how into its itself made more most new not off
one only other our out over own same some such than that the their them then there these they this those through toward
towards two upon use used using via was well were what when where which while who will with within without
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that any text has, in the three languages."""


@dataclass(frozen=True, eq=False)
class Wording:
    """How often each stem stands in each text.

    Args:
        counts: Texts x stems; each occurrence of a word is divided evenly among its stems.
        stems: The stems, sorted.
        words: For each text the words that it has, sorted.
        stems_of: The stems of each word.
    """

    counts: Matrix
    stems: list[str]
    words: list[list[str]]
    stems_of: dict[str, tuple[str, ...]]


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without those that any text has.

    >>> words_of("Sundhedsdata og IT for de ældre (2019)")
    ['sundhedsdata', 'ældre']
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return [word for word in WORD.findall(plain) if word not in FUNCTION_WORDS]


def stems(words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the stems of each word in Danish, Norwegian and English, each once, sorted.

    The forms of a word share a stem in its own language; a word of another language keeps its own.

    Source: the Snowball stemmers (Porter 2001, Snowball: a language for stemming algorithms).

    >>> stems(["klyngerne", "klynge", "sundhedsdata"])
    {'klyngerne': ('klyng', 'klyngern'), 'klynge': ('klyng',), 'sundhedsdata': ('sundhedsdat', 'sundhedsdata')}
    """
    each = (stemmer.stemWords(list(words)) for stemmer in (DanishStemmer(), NorwegianStemmer(), EnglishStemmer()))
    return {word: tuple(sorted(set(found))) for word, *found in zip(words, *each, strict=True)}


def wording(texts: Sequence[str]) -> Wording:
    """Return how often each stem stands in each text.

    >>> found = wording(["Clusters", "cluster og klynge, klynge"])
    >>> found.stems, found.counts.toarray().tolist()
    (['clust', 'cluster', 'klyng'], [[0.5, 0.5, 0.0], [0.5, 0.5, 2.0]])
    """
    counted = [Counter(words_of(text)) for text in texts]
    stems_of = stems(sorted(set().union(*counted)))
    known = sorted({stem for found in stems_of.values() for stem in found})
    place = {stem: j for j, stem in enumerate(known)}
    cells = [
        (i, place[stem], n / len(stems_of[word]))
        for i, count in enumerate(counted)
        for word, n in count.items()
        for stem in stems_of[word]
    ]
    at = np.array(cells, dtype=np.float64).reshape(-1, 3)
    # Stems that two words share stand in several cells, which add up
    where = (at[:, 0].astype(np.int64), at[:, 1].astype(np.int64))
    counts = sparse.csr_array((at[:, 2], where), shape=(len(texts), len(known)))
    counts.sum_duplicates()
    return Wording(counts, known, [sorted(count) for count in counted], stems_of)


def shared_words(found: Wording, pair: tuple[Matrix, tuple[int, int]], text: int) -> list[str]:
    """Return the words of a text whose stems another has too, those that make the two alike most first.

    Args:
        found: The words.
        pair: The weight of each stem in each text, and the rows of the text and of the other.
        text: The place of the text among those of the wording.
    """
    weights, (left, right) = pair
    product = weights[[left]].multiply(weights[[right]]).tocoo()
    parts = {found.stems[int(j)]: float(part) for j, part in zip(product.coords[1], product.data, strict=True)}
    counted = {word: sum(parts.get(stem, 0.0) for stem in found.stems_of[word]) for word in found.words[text]}
    return sorted((word for word, part in counted.items() if part > 0), key=lambda word: (-counted[word], word))
