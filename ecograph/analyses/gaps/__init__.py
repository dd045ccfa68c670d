"""What is missing: cells nobody covers, groups that hardly meet, goals nobody measures, facts nobody states."""

from ecograph.analyses.gaps.gaps import gaps

__all__ = ["gaps"]
