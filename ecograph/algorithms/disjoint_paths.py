"""How many ways lead from one group to another that share no organisation, and which organisations carry them.

In a network of organisations and projects only organisations can leave, so only they are counted: a project may be on
any number of ways. By Menger (1927, Fundamenta Mathematicae 10:96-115) the greatest number of such ways is the smallest
number of organisations whose leaving parts the two groups. Both come from one maximum flow in which each organisation
is split into an entrance and an exit, one unit wide (Ford & Fulkerson 1962, Flows in Networks).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

from ecograph.algorithms.matrix import Labels, Matrix, Vector, two_mode

Chosen = npt.NDArray[np.bool_]
"""Whether each row of the incidence belongs to a set."""


@dataclass(frozen=True, eq=False)
class Separation:
    """The ways from one set of rows to another, and the smallest sets of rows that part them.

    Args:
        n_paths: The greatest number of paths of which no two share a row, the rows at their ends included.
        near_left: The smallest set that parts the two, nearest to the left: rows, sorted. As many as paths.
        near_right: The one nearest to the right. Where it is the same, there is no other smallest set.
    """

    n_paths: int
    near_left: Labels
    near_right: Labels


def disjoint_paths(incidence: Matrix, left: Chosen, right: Chosen) -> Separation:
    """Return the number of node-disjoint paths between two sets of rows, and the rows that carry them.

    A path goes from a row of the left set through a column to another row, and on to a row of the right set. No two
    paths share a row; columns may be shared. A row in both sets is a path of its own. A row at the end of a path can be
    one of those that part the sets. The two smallest sets are the same whatever maximum flow was found.

    Args:
        incidence: Rows x columns; what is not 0 is a tie.
        left: Whether each row is in the left set.
        right: Whether each row is in the right set.

    Returns:
        0 paths and empty sets where no path joins the two, or one of them is empty.

    By hand: 0, 1 and 2 are left, 4, 5 and 6 right. 0 and 1 meet 3, which meets 4, 5 and 6; and 2 meets 5. One path
    runs through 3, the other from 2 to 5. Without 3 and 2, or 3 and 5, none is left.

    >>> meetings = [[0, 1, 3], [3, 4, 5, 6], [2, 5]]
    >>> ties = np.array([[row in meeting for meeting in meetings] for row in range(7)])
    >>> found = disjoint_paths(sparse.csr_array(ties), np.arange(7) < 3, np.arange(7) > 3)
    >>> found.n_paths, found.near_left.tolist(), found.near_right.tolist()
    (2, [2, 3], [3, 5])
    """
    wide = _network(incidence, left, right)
    source, sink = wide.shape[0] - 2, wide.shape[0] - 1
    found = csgraph.maximum_flow(wide, source, sink)
    rest = sparse.csr_array(wide - found.flow)
    rest.data = np.maximum(rest.data, 0)
    rest.eliminate_zeros()
    return Separation(
        int(found.flow_value),
        _narrow(rest, source, incidence.shape[0]),
        _narrow(sparse.csr_array(rest.T), sink, incidence.shape[0]),
    )


def _network(incidence: Matrix, left: Chosen, right: Chosen) -> sparse.csr_array:
    """Return the capacities: entrances of rows, their exits, columns, source and sink, in this order."""
    n, n_columns = incidence.shape
    row, column = incidence.nonzero()
    at = column + 2 * n
    source, sink = 2 * n + n_columns, 2 * n + n_columns + 1
    each, starts, ends = np.arange(n), np.flatnonzero(left), np.flatnonzero(right)
    tails = (each, row + n, at, np.full(len(starts), source), ends + n)
    heads = (each + n, at, row, starts, np.full(len(ends), sink))
    widths = np.full(
        sum(len(part) for part in tails), n + 1, dtype=np.int32
    )  # wider than all rows together: never the limit
    widths[:n] = 1
    cells = (widths, (np.concatenate(tails).astype(np.int32), np.concatenate(heads).astype(np.int32)))
    return sparse.csr_array(cells, shape=(sink + 1, sink + 1))


def _narrow(rest: sparse.csr_array, start: int, n: int) -> Labels:
    """Return the rows of which only one side, entrance or exit, can be reached over what the flow has left free."""
    reached = np.zeros(rest.shape[0], dtype=bool)
    reached[csgraph.breadth_first_order(rest, start, directed=True, return_predecessors=False)] = True
    return np.flatnonzero(reached[:n] != reached[n : 2 * n]).astype(np.int64)


def cut_off(incidence: Matrix, gone: Chosen) -> int:
    """Return how many of the rows that stay lose the largest part of their component when some leave together.

    The largest part is the one with the most rows; a column is in no part of its own. Only components that lose a row
    are looked at, and those that leave are not counted.

    Args:
        incidence: Rows x columns; what is not 0 is a tie.
        gone: Whether each row leaves.

    By hand: 0 meets 1, 1 meets 2, and 2 meets 3. Without 1 the row 0 is cut off from 2 and 3.

    >>> chain = sparse.csr_array([[1, 0, 0], [1, 1, 0], [0, 1, 1], [0, 0, 1]])
    >>> cut_off(chain, np.arange(4) == 1), cut_off(chain, np.arange(4) > 9)
    (1, 0)
    """
    before = _components(incidence, np.ones(incidence.shape[0]))
    after = _components(incidence, (~gone).astype(np.float64))
    left = np.isin(before, before[gone]) & ~gone
    parts, sizes = np.unique(np.stack([before[left], after[left]]), axis=1, return_counts=True)
    largest = np.zeros(incidence.shape[0], dtype=np.int64)
    np.maximum.at(largest, parts[0], sizes)
    return int(left.sum() - largest.sum())


def _components(incidence: Matrix, kept: Vector) -> Labels:
    """Return the component of each row when only some rows keep their ties, counted from 0."""
    rest = sparse.csr_array(sparse.diags_array(kept) @ incidence)
    rest.eliminate_zeros()
    _, label = csgraph.connected_components(two_mode(rest), directed=False)
    # a component without a row has a number too: count anew
    return np.unique(label[: incidence.shape[0]], return_inverse=True)[1].astype(np.int64)
