"""The report: whole processes, from the start of Python to the file, on the bundled dataset and on 646 projects.

Nothing else makes such a report, so there is no rival; each time stands beside its aim.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.networks import FOLDERS, PUBLISHED, TITLES, made, save

AIMS = {"bundled": "less than 5 seconds", "health": "less than 30 seconds"}
FORMS = ("html", "docx", "xlsx", "pdf")
ROUNDS = {"bundled": 5, "health": 3}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a snapshot of each size that can be made here."""
    folder = tmp_path_factory.mktemp("reported")
    sizes = [size for size in AIMS if size not in FOLDERS or (PUBLISHED / FOLDERS[size]).is_dir()]
    for size in sizes:
        save(made(size), folder / size)
    return {size: folder / size for size in sizes}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", AIMS)
def test_report(benchmark: BenchmarkFixture, places: dict[str, Path], tmp_path: Path, size: str, form: str) -> None:
    """The command, with its imports."""
    if size not in places:
        pytest.skip("the published files are not here")
    dataset = () if size == "bundled" else ("-d", str(places[size]))
    out = tmp_path / f"report.{form}"
    command = [sys.executable, "-m", "ecograph", "report", *dataset, "--out", str(out), "--quiet"]
    benchmark.pedantic(  # type: ignore[no-untyped-call]
        lambda: subprocess.run(command, check=True),  # noqa: S603 - our own command
        rounds=ROUNDS[size],
        iterations=1,
        warmup_rounds=1,
    )
    what = f"the report of the {TITLES[size]} as {form}, from the start of Python to its end"
    benchmark.extra_info |= {"side": "held", "what": what, "who": "ecograph", "aim": AIMS[size]}
    assert out.stat().st_size > 0  # noqa: S101 - what was timed was written
