"""Cypher as text: what a statement says, whether it writes, what a query of the library takes and gives. No engine."""
