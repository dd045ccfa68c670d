"""How alike texts are, given how often each word stands in each: words that stand everywhere say little.

A few lines of sparse algebra, so that the weights are the ones stated here and no further package is needed.
"""

import numpy as np
from scipy import sparse

from ecograph.algorithms.matrix import Matrix, Vector
from ecograph.algorithms.row_products import Rows, row_products


def tfidf(counts: Matrix) -> Matrix:
    """Return the weight of each word in each text, every text of length 1.

    weight = count * (ln((1 + n) / (1 + df)) + 1), where n is the number of texts and df the number of those that
    have the word; then each row is divided by its length. The ones keep a word that stands in all texts above 0.
    The product of two rows is their cosine.

    Args:
        counts: Texts x words, how often each word stands in each text, 0 or more.

    Returns:
        Texts x words, each row of length 1, or empty where a text has no word.

    Source: Spärck Jones 1972, J. Documentation 28:11-21; Salton & Buckley 1988, Information Processing & Management
    24:513-523; smoothed as in scikit-learn.

    By hand: two texts, "a" and "a b". df is 2 and 1, so the weights are 1 and ln(3/2) + 1 = 1.4055; the second text
    is (1, 1.4055) / 1.7249.

    >>> tfidf(sparse.csr_array([[1.0, 0.0], [1.0, 1.0]])).toarray().round(4).tolist()
    [[1.0, 0.0], [0.5797, 0.8148]]
    """
    plain = counts.astype(np.float64)
    plain.eliminate_zeros()
    found_in = np.bincount(plain.indices, minlength=plain.shape[1])
    rarity = np.log((1.0 + plain.shape[0]) / (1.0 + found_in)) + 1.0
    return unit_rows(sparse.csr_array(plain @ sparse.diags_array(rarity)))


def unit_rows(matrix: Matrix) -> Matrix:
    """Return a matrix whose rows have length 1, so that the product of two is their cosine; an empty row stays empty.

    By hand: (3, 4) has length 5.

    >>> unit_rows(sparse.csr_array([[3.0, 4.0], [0.0, 0.0]])).toarray().tolist()
    [[0.6000000000000001, 0.8], [0.0, 0.0]]
    """
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return sparse.csr_array(sparse.diags_array(scale) @ matrix)


def cosine(matrix: Matrix, left: Rows, right: Rows) -> Vector:
    """Return the cosine of pairs of rows, 0..1 for weights of 0 or more; nan where a row is empty.

    Source: Salton & McGill 1983. By hand (catalogue O04): (3, 0, 4) and (0, 5, 12) give 48 / 65.

    >>> rows = sparse.csr_array([[3.0, 0.0, 4.0], [0.0, 5.0, 12.0], [0.0, 0.0, 0.0]])
    >>> cosine(rows, np.array([0, 0]), np.array([1, 2])).round(6).tolist()
    [0.738462, nan]
    """
    unit = unit_rows(matrix)
    found = row_products(unit, left, right, np.ones(unit.shape[1]))
    filled = np.diff(unit.indptr) > 0
    # Of two rows alike, rounding would make it a little more than 1
    return np.where(filled[left] & filled[right], np.clip(found, -1.0, 1.0), np.nan)
