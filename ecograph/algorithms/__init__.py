"""The numbers of a graph: functions from sparse matrices to arrays, which know no tables and no names.

A measure in ``metrics`` is a table around one of these. Where a number is not defined, it is nan here and null
with a reason there. They are held against networkx, publications and sums by hand in ``tests/algorithms``.
"""
