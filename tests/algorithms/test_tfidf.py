"""Weights of words. Published example: the user guide of scikit-learn with the smoothed weights of six texts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from ecograph.algorithms.tfidf import cosine, tfidf, unit_rows


def test_the_weights_are_those_of_the_guide_of_scikit_learn() -> None:
    # scikit-learn user guide, section "Tf-idf term weighting", TfidfTransformer() with its defaults
    counts = sparse.csr_array(
        np.array([[3, 0, 1], [2, 0, 0], [3, 0, 0], [4, 0, 0], [3, 2, 0], [3, 0, 2]], dtype=np.float64)
    )
    assert tfidf(counts).toarray() == pytest.approx(
        np.array(
            [
                [0.85151335, 0.0, 0.52433293],
                [1.0, 0.0, 0.0],
                [1.0, 0.0, 0.0],
                [1.0, 0.0, 0.0],
                [0.55422893, 0.83236428, 0.0],
                [0.63035731, 0.0, 0.77630514],
            ]
        ),
        abs=1e-8,
    )


def test_a_text_without_words_has_no_weights_and_no_cosine() -> None:
    weights = tfidf(sparse.csr_array(np.array([[1.0, 0.0], [0.0, 0.0]])))
    assert weights.toarray().tolist() == [[1.0, 0.0], [0.0, 0.0]]
    assert np.isnan(cosine(weights, np.array([0]), np.array([1]))).all()


def test_no_text_and_no_word_are_no_error() -> None:
    assert tfidf(sparse.csr_array((0, 3))).shape == (0, 3)
    assert tfidf(sparse.csr_array((2, 0))).shape == (2, 0)


def test_the_cosine_of_the_catalogue() -> None:
    # O04: (3, 0, 4) and (0, 5, 12) give 48 / 65
    rows = sparse.csr_array(np.array([[3.0, 0, 4], [0, 5, 12]]))
    assert cosine(rows, np.array([0]), np.array([1])) == pytest.approx([48 / 65])


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=6))
def test_cosine_is_that_of_dense_vectors(rows: list[list[int]]) -> None:
    dense = np.array(rows, dtype=np.float64)
    left, right = (axis.astype(np.int64) for axis in np.triu_indices(len(rows)))
    found = cosine(sparse.csr_array(dense), left, right)
    for i, j, value in zip(left, right, found, strict=True):
        lengths = np.linalg.norm(dense[i]) * np.linalg.norm(dense[j])
        assert np.isnan(value) if lengths == 0 else value == pytest.approx(dense[i] @ dense[j] / lengths)
    assert np.linalg.norm(unit_rows(sparse.csr_array(dense)).toarray(), axis=1) == pytest.approx(
        (np.abs(dense).sum(axis=1) > 0).astype(float)
    )
