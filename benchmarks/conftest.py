"""How pytest gives the benchmarks what they share, and what it adds to their results."""

import os

import pytest

from benchmarks.run import Run

_RUNS: list[Run] = []
"""The one run; ``pytest_benchmark_update_json`` is given no fixture."""


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return what this run shares."""
    _RUNS.append(Run(tmp_path_factory.mktemp("networks")))
    return _RUNS[-1]


@pytest.hookimpl(optionalhook=True)
def pytest_benchmark_update_json(output_json: dict[str, object]) -> None:
    """Add to the results what was not run, and what each size comes to."""
    for found in _RUNS:
        output_json |= {"not_run": found.not_run, "sizes": found.sizes, "cores": os.cpu_count()}
