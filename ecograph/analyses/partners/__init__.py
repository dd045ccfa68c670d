"""Which organisations fit as new partners, why, and how far such suggestions can be trusted."""

from ecograph.analyses.partners.partners import partners

__all__ = ["partners"]
