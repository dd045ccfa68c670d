"""Words and stems of titles. Second implementation: the Snowball stemmers of each language taken alone."""

import numpy as np
import pytest
from snowballstemmer.danish_stemmer import DanishStemmer
from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.norwegian_stemmer import NorwegianStemmer

from ecograph.algorithms.tfidf import cosine, tfidf
from ecograph.analyses.parallels.wording import FUNCTION_WORDS, shared_words, stems, wording, words_of


def alike(left: str, right: str) -> float:
    """Return the cosine of two texts among others that have nothing in common with them."""
    found = wording([left, right, "something else", "nothing alike"])
    return float(cosine(tfidf(found.counts), np.array([0]), np.array([1]))[0])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("klyngerne", "klynge"),  # Danish
        ("hospitalerne", "hospital"),
        ("prosjektene", "prosjekter"),  # Norwegian
        ("sykehusene", "sykehus"),
        ("technologies", "technology"),  # English
        ("connected", "connecting"),
    ],
)
def test_forms_of_a_word_are_alike_in_each_language(left: str, right: str) -> None:
    assert alike(left, right) > 0.3
    assert alike(left, left) == pytest.approx(1)


def test_a_word_that_one_language_would_cut_wrongly_stays_more_like_itself_than_like_another() -> None:
    # Danish would make car of care; since English keeps it, care and cars are alike in part only
    assert 0 < alike("care", "cars") < alike("care", "care")


def test_words_of_different_stems_are_not_alike() -> None:
    assert alike("drones", "sensors") == 0


def test_stems_are_those_of_the_three_stemmers() -> None:
    words = ["velfærdsteknologi", "helsedata", "cancer", "robots"]
    each = [stemmer.stemWords(words) for stemmer in (DanishStemmer(), NorwegianStemmer(), EnglishStemmer())]
    assert stems(words) == {word: tuple(sorted({found[i] for found in each})) for i, word in enumerate(words)}


def test_each_word_counts_once_whatever_the_number_of_its_stems() -> None:
    found = wording(["care cars klynge", "klynge klynge"])
    assert found.counts.sum(axis=1).tolist() == pytest.approx([3, 2])


def test_words_are_told_by_letters_in_any_script_without_function_words_and_numbers() -> None:
    assert words_of("OPI-pulje 2012: ÆLDRE og it i Århus, the 5G_test") == ["opi", "pulje", "ældre", "århus", "test"]
    assert words_of("\N{LATIN SMALL LIGATURE FI}nland") == ["finland"]
    assert all(word == word.casefold() for word in FUNCTION_WORDS)


def test_shared_words_are_written_as_in_the_first_text_the_weightiest_first() -> None:
    texts = ["Sensors for hospitals", "hospital sensor, sensor", "hospital", "hospital"]
    found = wording(texts)
    weights = tfidf(found.counts)
    assert shared_words(found, (weights, (0, 1)), 0) == ["sensors", "hospitals"]
    assert shared_words(found, (weights, (1, 0)), 1) == ["sensor", "hospital"]
    assert shared_words(found, (weights, (0, 2)), 0) == ["hospitals"]


def test_texts_without_words_are_no_error() -> None:
    found = wording(["", "og 12"])
    assert (found.counts.shape, found.stems, found.words) == ((2, 0), [], [[], []])
    assert wording([]).counts.shape == (0, 0)
