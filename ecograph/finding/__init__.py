"""The findings a dataset has to offer, in words and numbers: what ``ecograph demo`` says first.

A finding is a function from the network to a ``Finding``, or to None when the data say nothing about it.
A new finding is one file and one line in ``FINDINGS``.
"""

from collections.abc import Callable

from ecograph.finding.border import border
from ecograph.finding.bridge_builder import bridge_builder
from ecograph.finding.closest_clusters import closest_clusters
from ecograph.finding.finding import Finding
from ecograph.finding.largest_payer import largest_payer
from ecograph.finding.merging_clusters import merging_clusters
from ecograph.network import Network

FINDINGS: tuple[Callable[[Network], Finding | None], ...] = (
    bridge_builder,
    merging_clusters,
    closest_clusters,
    border,
    largest_payer,
)
"""Every finding, the most important first."""


def findings(whole: Network) -> tuple[Finding, ...]:
    """Return the findings of a network, in the order of ``FINDINGS``; those it says nothing about are left out."""
    found = (find(whole) for find in FINDINGS)
    return tuple(finding for finding in found if finding is not None)


__all__ = [
    "FINDINGS",
    "Finding",
    "border",
    "bridge_builder",
    "closest_clusters",
    "findings",
    "largest_payer",
    "merging_clusters",
]
