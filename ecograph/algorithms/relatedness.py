"""What a group is specialised in, which themes go together, and how near a group is to a theme that it lacks.

Regions that are strong in one theme tend to be strong in those related to it. So a theme that a region lacks although
it has most of what goes with it is where something new would find support.
"""

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ecograph.algorithms.matrix import Matrix

Table = npt.NDArray[np.float64]
"""Groups x themes; nan where a value is not defined."""


def rca(counts: Matrix) -> Table:
    """Return the revealed comparative advantage (location quotient) of each group in each theme.

    (x_gt / x_g.) / (x_.t / x_..): the share of the theme in the group over its share in all groups (Balassa 1965,
    The Manchester School 33:99-123). 1 is neutral. It explodes where totals are small: read it with the counts.

    Args:
        counts: Groups x themes, 0 or more.

    Returns:
        0 or more; nan for a group or a theme without anything.

    By hand: 10 of 15 in the first row, and 12 of 35 in all: 1.9444.

    >>> rca(sparse.csr_array([[10, 0, 5], [2, 8, 0], [0, 4, 6]])).round(4)[0].tolist()
    [1.9444, 0.0, 1.0606]
    """
    table = counts.toarray().astype(np.float64)
    group, theme, total = table.sum(axis=1)[:, np.newaxis], table.sum(axis=0)[np.newaxis, :], table.sum()
    by_chance = group * theme
    found: Table = np.divide(table * total, by_chance, out=np.full(table.shape, np.nan), where=by_chance > 0)
    return found


def symmetric(quotient: npt.ArrayLike) -> Table:
    """Return (q - 1) / (q + 1) of location quotients, -1 to 1, 0 where neutral; nan stays nan.

    Half as much as neutral and twice as much are then equally far from 0 (Laursen 1998, DRUID working paper 98-30).

    >>> symmetric([0, 0.5, 1, 2]).round(4).tolist()
    [-1.0, -0.3333, 0.0, 0.3333]
    """
    q = np.asarray(quotient, dtype=np.float64)
    found: Table = (q - 1) / (q + 1)
    return found


def proximity(specialised: Matrix) -> Matrix:
    """Return how related each two themes are: groups specialised in both, over those in the more common one.

    That is the lesser of the two shares of groups with one that also have the other, 0 to 1 (Hidalgo, Klinger,
    Barabási & Hausmann 2007, Science 317:482-487). With few groups it takes few values. The diagonal is empty:
    a theme says nothing of itself.

    Args:
        specialised: Groups x themes, not 0 where a group is specialised in a theme.

    >>> proximity(sparse.csr_array([[1, 0, 1], [0, 1, 0], [0, 1, 1]])).toarray().tolist()
    [[0.0, 0.0, 0.5], [0.0, 0.0, 0.5], [0.5, 0.5, 0.0]]
    """
    has = specialised.astype(np.bool_).astype(np.float64)
    common = has.sum(axis=0)
    both = (has.T @ has).tocoo()
    i, j = both.coords
    apart = i != j
    i, j = i[apart], j[apart]
    shares = both.data[apart] / np.maximum(common[i], common[j])
    return sparse.csr_array((shares, (i, j)), shape=both.shape)


def density(specialised: Matrix, related: Matrix) -> Table:
    """Return how much of what is related to each theme each group has: sum_i M_gi phi_ij / sum_i phi_ij, 0 to 1.

    Relatedness density (Boschma, Balland & Kogler 2015, Ind. Corp. Change 24:223-250; Balland et al. 2019, Regional
    Studies 53:1252-1268, who take it times 100).

    Args:
        specialised: Groups x themes, not 0 where a group is specialised in a theme.
        related: The proximity of the themes, without its diagonal.

    Returns:
        Groups x themes; nan for a theme to which none is related.

    >>> own = sparse.csr_array([[1, 0, 1], [0, 1, 0], [0, 1, 1]])
    >>> density(own, proximity(own)).tolist()
    [[1.0, 1.0, 0.5], [0.0, 0.0, 0.5], [1.0, 1.0, 0.5]]
    """
    has = specialised.astype(np.bool_).astype(np.float64)
    at_hand = (has @ related).toarray()
    all_of_it = np.broadcast_to(np.asarray(related.sum(axis=0), dtype=np.float64), at_hand.shape)
    found: Table = np.divide(at_hand, all_of_it, out=np.full(at_hand.shape, np.nan), where=all_of_it > 0)
    return found
