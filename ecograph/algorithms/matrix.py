"""The matrices that all algorithms take: what they look like, and how they are brought into that form."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

Matrix: TypeAlias = sparse.csr_array
"""A sparse matrix by rows. A graph is square and, if undirected, symmetric; an incidence is one mode x the other."""

Vector: TypeAlias = npt.NDArray[np.float64]
"""A number for each node; nan where it is not defined."""

Labels: TypeAlias = npt.NDArray[np.int64]
"""A group for each node, counted from 0; -1 where it is not known."""


def simple(graph: Matrix) -> Matrix:
    """Return a graph without its self-loops and stored zeros, its columns sorted; the graph itself is not changed.

    >>> simple(sparse.csr_array([[3.0, 1.0], [1.0, 0.0]])).toarray().tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    at = graph.tocoo()
    kept = (at.coords[0] != at.coords[1]) & (at.data != 0)
    cells = (at.data[kept].astype(np.float64), (at.coords[0][kept], at.coords[1][kept]))
    return sparse.csr_array(cells, shape=graph.shape)


def unweighted(graph: Matrix) -> Matrix:
    """Return a graph without self-loops in which every tie weighs 1.

    >>> unweighted(sparse.csr_array([[3.0, 0.5], [0.5, 0.0]])).toarray().tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    plain = simple(graph)
    plain.data[:] = 1.0
    return plain


def two_mode(incidence: Matrix) -> Matrix:
    """Return an incidence as one graph: the nodes of its rows first, then those of its columns.

    >>> two_mode(sparse.csr_array([[1.0, 1.0]])).toarray().tolist()
    [[0.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    """
    n_rows, n_columns = incidence.shape
    at = incidence.tocoo()
    i, j = at.coords[0], at.coords[1] + n_rows
    weights = at.data.astype(np.float64)
    cells = (np.concatenate([weights, weights]), (np.concatenate([i, j]), np.concatenate([j, i])))
    return sparse.csr_array(cells, shape=(n_rows + n_columns, n_rows + n_columns))
