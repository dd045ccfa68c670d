"""The benchmarks: their network is as large as they say, their rivals compute, and their report invents nothing."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from benchmarks import child, limits, maps, networks, rivals, with_libraries, with_networkx
from benchmarks.report import main, report, results
from ecograph.ecosystem import Ecosystem
from ecograph.metrics import METRICS
from ecograph.network import Network
from ecograph.outputs.map.drawn import Drawn

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def small() -> Ecosystem:
    return networks.generated(60, 40, 150)


def test_the_generated_network_has_the_numbers_it_is_asked_for(small: Ecosystem) -> None:
    network = Network.of(networks.generated(3000, 2000, 20_000))
    assert (len(network.organisations), len(network.projects), network.participation.nnz) == (3000, 2000, 20_000)
    partners = np.sort(np.diff(network.participation.indptr))
    assert partners[-1] > 20 * np.median(partners)  # a heavy tail: at random the first has some three times as many
    assert network.funding.sum() > 0
    assert small.participations.equals(networks.generated(60, 40, 150).participations)
    assert not small.participations.equals(networks.generated(60, 40, 150, seed=2).participations)


def test_what_is_saved_is_read_back(small: Ecosystem, tmp_path: Path) -> None:
    networks.save(small, tmp_path / "small")
    found = networks.tables(tmp_path / "small")
    assert all(found[name].equals(frame) for name, frame in small.frames().items())


@pytest.mark.parametrize("measure", rivals.NETWORKX)
def test_networkx_computes_every_measure_it_is_timed_for(measure: str, small: Ecosystem) -> None:
    rival = rivals.NETWORKX[measure]
    assert rival.kernel(rival.graph(small), ()) is not None
    assert rival.kernel(rival.graph(small), (10, 5)) is not None


@pytest.mark.parametrize("measure", rivals.LIBRARIES)
def test_the_best_library_computes_every_measure_it_is_timed_for(measure: str, small: Ecosystem) -> None:
    rival = rivals.LIBRARIES[measure]
    if not rivals.installed(rival):
        pytest.skip(f"{rival.name} is not installed")
    assert rival.kernel(rival.graph(small), ()) is not None
    assert rival.kernel(rival.graph(small), (10, 5)) is not None


def test_both_sides_compute_on_the_same_graph(small: Ecosystem) -> None:
    for weighting, graph in (
        ("newman", with_networkx.projected(small)),
        ("count", with_networkx.projected_plain(small)),
    ):
        own = Network.of(small).projection("newman")
        theirs = nx.to_scipy_sparse_array(graph, sorted(graph), weight="weight" if weighting == "newman" else None)
        assert (own.sign() != theirs.sign()).nnz == 0
        if weighting == "newman":
            assert abs(own - theirs).max() == pytest.approx(0, abs=1e-12)
    assert abs(Network.of(small).projection() - with_libraries.projected(small)).max() == pytest.approx(0, abs=1e-12)
    assert with_networkx.funding(small).size(weight="weight") == Network.of(small).funding.sum()


def test_every_rival_is_that_of_a_measure_with_an_aim_that_can_be_told() -> None:
    known = {metric.name for metric in METRICS}
    assert {*rivals.BEST, *rivals.LIBRARIES} <= set(rivals.NETWORKX)
    assert {"degree", "betweenness", "components"} <= known & set(rivals.NETWORKX)
    assert rivals.aim("betweenness", 5_000) == 16
    assert rivals.aim("betweenness", 100_000) == 20
    assert rivals.aim("coreness", 100_000) == rivals.AIM


def test_a_prediction_grows_as_the_last_two_sizes_did_but_never_less_than_the_algorithm() -> None:
    assert limits.predicted([(10, 1.0), (100, 1.0), (1000, 100.0)], 10_000) == pytest.approx(10_000)
    assert limits.predicted([(100, 1.0), (1000, 1.1)], 10_000) == pytest.approx(11)
    assert limits.predicted([(100, 1.0), (1000, 1.1)], 10_000, least=2) == pytest.approx(110)


def test_a_call_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(limits.StoppedError), limits.stopped_after(0.05):
        time.sleep(10)
    with limits.stopped_after(0.05):
        pass
    time.sleep(0.1)  # the clock of a call that has ended stops nothing else


def test_the_number_of_sources_is_that_of_the_table() -> None:
    (betweenness,) = (metric for metric in METRICS if metric.name == "betweenness")
    table = betweenness.compute(Network.of(networks.generated(60, 40, 150)), pivots=7)
    assert child.samples(betweenness, table) == [7]
    (degree,) = (metric for metric in METRICS if metric.name == "degree")
    assert child.samples(degree, degree.compute(Network.of(Ecosystem.of()))) == []


def timed(measure: str, size: str, side: str, median: float, **extra: object) -> dict[str, Any]:
    return {"stats": {"median": median}, "extra_info": {"measure": measure, "size": size, "side": side, **extra}}


SAID: dict[str, Any] = {
    "machine_info": {"python_version": "3.11.7", "node": "a-host-name"},
    "cores": 2,
    "sizes": {
        "health": {"organisations": 4000, "projects": 600, "participations": 9000, "pairs": 100_000},
        "horizon": {"organisations": 30_000, "projects": 19_000, "participations": 90_000, "pairs": 900_000},
    },
    "benchmarks": [
        timed("eigenvector", "health", "ecograph", 0.1),
        timed("eigenvector", "health", "networkx", 3.0, build=1.0),
        timed("eigenvector", "horizon", "ecograph", 1.0),
        timed("eigenvector", "horizon", "library", 0.5, build=0.5, library="scipy"),
        timed("hits", "health", "ecograph", 2.0),
        timed("hits", "health", "networkx", 6.0),
        timed("closeness", "health", "ecograph", 0.5, sample=[700]),
        timed("closeness", "horizon", "peak", 99.0, seconds=5.0, peak_mb=900.0, above_mb=500.0),
        {
            "stats": {"median": 9.0},
            "extra_info": {"side": "command", "size": "horizon", "seconds": 80, "peak_mb": 1500},
        },
        timed("networkx", "", "import", 9.0, seconds=0.2),
    ],
    "not_run": [
        {"measure": "eigenvector", "size": "horizon", "side": "networkx", "predicted": 456.0},
        {"measure": "closeness", "size": "health", "side": "networkx", "stopped": 60.0},
    ],
}


def lines(measure: str) -> list[list[str]]:
    """Return the rows about a measure: its aims, then each size."""
    found = [line for line in report(results(SAID)).splitlines() if line.startswith(f"| `{measure}` |")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in found]


def test_the_report_shows_the_ratios_that_were_measured() -> None:
    aims, health, horizon = lines("eigenvector")[:3]
    assert health == ["`eigenvector`", "0.1", "4", "40", "–", "–", "–", ""]  # by hand: (3 + 1) / 0.1
    assert horizon == ["`eigenvector`", "1", "not run (~500)", "–", "scipy", "1", "1", ""]
    assert aims[1] == "1.00"  # by hand: ten times the participations, ten times the time
    assert aims[4].startswith("yes: 40 of 30")
    assert aims[5].startswith("yes: 1 ")


def test_the_report_makes_no_ratio_of_a_prediction_and_a_bound_of_what_was_stopped() -> None:
    aims, health, horizon = lines("closeness")[:3]
    assert health == ["`closeness`", "0.5", "> 60", "> 120", "–", "–", "–", "700"]
    assert horizon == ["`closeness`", "5", "–", "–", "–", "–", "–", ""]  # its one run, in a process of its own
    assert aims[2] == "900 (500)"
    assert aims[4].startswith("yes: more than 120 of 30")


def test_the_report_says_where_an_aim_is_missed_and_what_was_not_measured() -> None:
    aims, health, horizon = lines("hits")[:3]
    assert health[1:4] == ["2", "6", "3"]
    assert horizon[1:4] == ["–", "–", "–"]
    assert aims[4].startswith("**no**: 3 of 4")


def test_the_report_names_no_machine_and_the_sizes_that_are_missing() -> None:
    text = report(results(SAID))
    assert "a-host-name" not in text
    assert "2 cores, Python 3.11.7" in text
    assert "Not among the sizes of this run: bundled dataset, generated." in text
    assert "80.0 seconds and 1,500 MB" in text
    assert "| `networkx` | 0.20 |" in text


def test_the_report_sets_what_has_an_aim_of_its_own_beside_the_time_of_ecograph() -> None:
    def held(who: str, median: float, **extra: object) -> dict[str, Any]:
        words = {"side": "held", "what": "all pairs", "who": who, "aim": "at least 100 times"}
        return {"stats": {"median": median}, "extra_info": {**words, **extra}}

    text = report(results({**SAID, "benchmarks": [held("ecograph", 0.2), held("networkx", 3.0, scale=20)]}))
    assert "| all pairs | ecograph | 0.2 | – | at least 100 times |" in text
    assert "| all pairs | networkx | 60 | 300 | at least 100 times |" in text  # by hand: 3 * 20 / 0.2
    assert "None was part of this run." in report(results(SAID))


def test_the_report_sets_the_map_beside_vis_network_and_says_where_an_aim_is_missed() -> None:
    said = [("a picture", "ecograph", 0.3, "<= 0.5 vis"), ("a picture", "vis-network", 1.5, "")]
    said += [("frames", "ecograph", 40.0, ">= 50"), ("a size", "ecograph", 0.25, "")]
    facts = [dict(zip(("what", "who", "value", "aim"), each, strict=True)) for each in said]
    text = report(results({**SAID, "benchmarks": [{"extra_info": {"side": "map", "facts": facts}}]}))
    assert "| a picture | 0.3 | 1.5 | 0.2 | at most 0.5 times vis-network | yes |" in text  # by hand: 0.3 / 1.5
    assert "| frames | 40 | – | – | at least 50 | **no** |" in text
    assert "| a size | 0.25 | – | – | – | – |" in text
    assert "The map was not part of this run." in report(results(SAID))


def test_the_results_of_a_later_run_of_the_map_are_added(tmp_path: Path) -> None:
    for name, value in (("first", 9.0), ("later", 0.3)):
        fact = {"what": "a picture", "who": "ecograph", "value": value, "aim": "<= 1"}
        said = {**SAID, "benchmarks": [{"extra_info": {"side": "map", "facts": [fact]}}, *SAID["benchmarks"][:1]]}
        (tmp_path / name).write_text(json.dumps(said), encoding="utf-8")
    main(*(str(tmp_path / name) for name in ("first", "later", "report.md")))
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "| a picture | 0.3 | – | – | at most 1 | yes |" in text
    assert "| a picture | 9 |" not in text


def test_the_map_that_is_timed_has_the_numbers_it_is_asked_for() -> None:
    drawn = Drawn.of(Network.of(maps.clusters(300, 762)))
    assert (drawn.nodes.height, drawn.lines.height) == (300, 762)
    assert maps.clusters(300, 762).participations.equals(drawn.ecosystem.participations)
    assert maps.plain(drawn).count('"from": ') == 762


def test_the_report_in_the_documents_was_made_by_the_benchmarks() -> None:
    text = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert text.startswith(report(results(SAID)).partition("\n\n")[0])
    for heading in ("## Growth, memory and aims", "## The whole command", "## Imports", "## What the rivals do"):
        assert heading in text


@pytest.mark.slow
def test_a_run_ends_in_a_report(tmp_path: Path) -> None:
    # in a process of its own: this one has switched pytest-benchmark off
    words = ["-m", "pytest", "-o", "addopts=", "-o", "filterwarnings=", "-p", "no:cacheprovider", "-q"]
    words += ["--benchmark-disable-gc", "--benchmark-quiet", f"--benchmark-json={tmp_path / 'out.json'}"]
    words += ["-k", "bundled-degree or bundled-components", "benchmarks/test_speed.py"]
    # a worker of xdist tells its children that they are workers too, and those measure nothing
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = {**kept, "SIZES": "bundled"}
    ended = subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stdout.decode()
    main(str(tmp_path / "out.json"), str(tmp_path / "report.md"))
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    found = [line.split("|")[3:6] for line in text.splitlines() if line.startswith("| `components` | 0")]
    assert [float(cell) > 0 for cell in found[0][:2]] == [True, True]
