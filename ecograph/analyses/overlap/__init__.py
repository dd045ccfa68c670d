"""What clusters share, whether it is more than chance, and whether it is more than is known."""

from ecograph.analyses.overlap.overlap import overlap

__all__ = ["overlap"]
