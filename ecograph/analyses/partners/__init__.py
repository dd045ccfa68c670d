"""Which organisations fit as new partners, why, and how far such suggestions can be trusted."""
