"""What changed between two states of an ecosystem, and why."""
