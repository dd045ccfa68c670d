"""Which two nodes, not yet tied, lie close enough that a tie would be no surprise.

Scores of this kind add up what lies between two nodes: every path of two steps counts, those over busy nodes count
less. A score is no recommendation. It says what the pattern suggests, and ``ranking`` says how often that came true.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from ecograph.algorithms.matrix import Matrix, Vector, unweighted
from ecograph.algorithms.row_products import Rows, row_products


@dataclass(frozen=True, eq=False)
class Paths:
    """The paths of two steps that a score adds up.

    Args:
        ties: Nodes x nodes, symmetric, with an empty diagonal: what one step weighs.
        between: For each node, what it weighs as the one in the middle.
    """

    ties: Matrix
    between: Vector


def one_mode(graph: Matrix) -> dict[str, Paths]:
    """Return the paths of the scores of an undirected graph, by name; weights and self-loops do not count.

    common_neighbours: each node in the middle counts 1. adamic_adar: 1 / ln k, where k is its number of neighbours.
    resource_allocation: 1 / k.

    Source: Liben-Nowell & Kleinberg 2007, JASIST 58:1019-1031; Adamic & Adar 2003, Social Networks 25:211-230;
    Zhou, Lü & Zhang 2009, Eur. Phys. J. B 71:623-630.

    By hand: of the complete graph of five nodes, any two have three others between them, each with four neighbours.

    >>> complete = sparse.csr_array(np.ones((5, 5)))
    >>> zero, one = np.array([0]), np.array([1])
    >>> {name: round(float(score(paths, zero, one)[0]), 6) for name, paths in one_mode(complete).items()}
    {'common_neighbours': 3.0, 'adamic_adar': 2.164043, 'resource_allocation': 0.75}
    """
    ties = unweighted(graph)
    degrees = np.diff(ties.indptr).astype(np.float64)
    return {
        "common_neighbours": Paths(ties, np.ones_like(degrees)),
        "adamic_adar": Paths(ties, _by_logarithm(degrees)),
        "resource_allocation": Paths(ties, _by_number(degrees)),
    }


def two_mode(incidence: Matrix) -> dict[str, Paths]:
    """Return the paths of the scores of a two-mode graph, by name: row - column - row - column - row.

    The same two ideas, applied at each of the three steps between two rows a and b that share no column. With p a
    column of a, q a column of b, and c a row that is in both,

    - two_mode_adamic_adar: the sum of 1 / (ln k_p * ln k_c * ln k_q),
    - two_mode_resource_allocation: the sum of 1 / (k_p * k_c * k_q),

    where k is the number of rows in a column and of columns of a row. So a small project of a partner with few
    projects counts most. The second is what reaches b of a resource that a gives to each of its columns, and that
    each column and each row then shares out equally.

    For rows that share a column the paths over that column count twice, which no score is meant for.

    Source: the weights of Adamic & Adar 2003 and of Zhou, Ren, Medo & Zhang 2007, Phys. Rev. E 76:046115, on the
    paths of the two-mode graph.

    By hand: a and c in p, c and b in q, nobody else: 1 / (ln 2)^3 = 3.002781 and 1/8.

    >>> incidence = sparse.csr_array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    >>> a, b = np.array([0]), np.array([1])
    >>> {name: round(float(score(paths, a, b)[0]), 6) for name, paths in two_mode(incidence).items()}
    {'two_mode_adamic_adar': 3.002781, 'two_mode_resource_allocation': 0.125}
    """
    plain = _pattern(incidence)
    sizes = np.bincount(plain.indices, minlength=plain.shape[1]).astype(np.float64)
    columns = np.diff(plain.indptr).astype(np.float64)
    return {
        f"two_mode_{name}": Paths(_stepped(plain, weigh(sizes)), weigh(columns))
        for name, weigh in (("adamic_adar", _by_logarithm), ("resource_allocation", _by_number))
    }


def score(paths: Paths, left: Rows, right: Rows) -> Vector:
    """Return the score of each pair of nodes: the sum over c of ties[left, c] * between[c] * ties[right, c].

    Args:
        paths: What is added up.
        left: One node of each pair.
        right: The other.

    Returns:
        One number a pair, 0 or more; 0 where nothing lies between the two.

    >>> path = Paths(sparse.csr_array([[0.0, 2.0, 0.0], [2.0, 0.0, 3.0], [0.0, 3.0, 0.0]]), np.array([1.0, 0.5, 1.0]))
    >>> score(path, np.array([0, 0]), np.array([2, 1])).tolist()
    [3.0, 0.0]
    """
    return row_products(paths.ties, left, right, paths.between)


def between(paths: Paths, left: int, right: int) -> tuple[Rows, Vector]:
    """Return the nodes between two nodes and what each adds to their score, the largest first, then by place.

    >>> path = Paths(sparse.csr_array([[0.0, 2.0, 0.0], [2.0, 0.0, 3.0], [0.0, 3.0, 0.0]]), np.array([1.0, 0.5, 1.0]))
    >>> nodes, parts = between(path, 0, 2)
    >>> nodes.tolist(), parts.tolist()
    ([1], [3.0])
    """
    parts = (paths.ties[[left]].multiply(paths.ties[[right]])).toarray()[0] * paths.between
    nodes = np.flatnonzero(parts)
    order = np.lexsort((nodes, -parts[nodes]))
    return nodes[order].astype(np.int64), parts[nodes[order]]


def jaccard(graph: Matrix, left: Rows, right: Rows) -> Vector:
    """Return the share of common neighbours among the neighbours of the two, 0..1; nan where neither has any.

    Source: Jaccard 1901, Bull. Soc. Vaud. Sci. Nat. 37:547-579. By hand, complete graph of five nodes: 3 / 5.

    >>> jaccard(sparse.csr_array(np.ones((5, 5))), np.array([0]), np.array([1])).tolist()
    [0.6]
    """
    common = score(one_mode(graph)["common_neighbours"], left, right)
    degrees = np.diff(unweighted(graph).indptr)
    union = degrees[left] + degrees[right] - common
    return np.asarray(np.divide(common, union, out=np.full(left.size, np.nan), where=union > 0))


def preferential_attachment(graph: Matrix, left: Rows, right: Rows) -> Vector:
    """Return the product of the numbers of neighbours: how popular the two are, and so the score to beat.

    Source: Barabási & Albert 1999, Science 286:509-512. By hand, complete graph of five nodes: 4 * 4.

    >>> preferential_attachment(sparse.csr_array(np.ones((5, 5))), np.array([0]), np.array([1])).tolist()
    [16.0]
    """
    degrees = np.diff(unweighted(graph).indptr).astype(np.float64)
    return np.asarray(degrees[left] * degrees[right])


def _stepped(incidence: Matrix, weights: Vector) -> Matrix:
    """Return what one step from row to row weighs: the sum of the weights of the columns that both are in."""
    ties = sparse.csr_array(incidence @ sparse.diags_array(weights) @ incidence.T)
    ties.setdiag(0)
    ties.eliminate_zeros()
    return ties


def _pattern(incidence: Matrix) -> Matrix:
    plain = incidence.astype(np.float64)
    plain.eliminate_zeros()
    plain.data[:] = 1.0
    return plain


def _by_logarithm(counts: Vector) -> Vector:
    """Return 1 / ln k; 0 for a count below 2, which lies between nobody."""
    return np.divide(1.0, np.log(np.maximum(counts, 1.0)), out=np.zeros_like(counts), where=counts > 1)


def _by_number(counts: Vector) -> Vector:
    """Return 1 / k; 0 for a count of 0."""
    return np.divide(1.0, counts, out=np.zeros_like(counts), where=counts > 0)
