"""Packages that may be missing: they are None then, and run in one thread where they are there."""

import importlib.util

import pytest

from ecograph.algorithms.accelerators import networkit


def test_a_missing_accelerator_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert networkit() is None


@pytest.mark.skipif(importlib.util.find_spec("networkit") is None, reason="networkit has no wheel for this machine")
def test_networkit_runs_in_one_thread_whatever_was_set_before() -> None:
    engine = networkit()
    assert engine is not None
    engine.setNumberOfThreads(2)
    again = networkit()
    assert again is not None
    assert again.getMaxNumberOfThreads() == 1
