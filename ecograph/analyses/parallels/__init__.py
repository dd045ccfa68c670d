"""Which projects of different clusters run parallel, and why that seems so."""

from ecograph.analyses.parallels.parallels import parallels

__all__ = ["parallels"]
