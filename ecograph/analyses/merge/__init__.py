"""What a merger of clusters would gain, double and lose."""

from ecograph.analyses.merge.backtest import backtest
from ecograph.analyses.merge.merge import merge

__all__ = ["backtest", "merge"]
