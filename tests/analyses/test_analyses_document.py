"""The page on the analyses names every table they give."""

import re
from pathlib import Path

import pytest

import ecograph
from ecograph.network import Network

PAGE = Path(__file__).parents[2] / "docs" / "analyses.md"


def documented(section: str) -> list[str]:
    """Return the tables that a section of the page lists, in its order."""
    text = PAGE.read_text(encoding="utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0]
    first = re.findall(r"^\| (`[^|]+`) \|", text, flags=re.MULTILINE)
    return [name for cell in first for name in re.findall(r"`(\w+)`", cell)]


@pytest.fixture(scope="module")
def network() -> Network:
    return Network.of(ecograph.load())


def test_every_table_is_on_the_page_in_its_order(network: Network) -> None:
    answers = (
        ecograph.overlap(network, ["mtic", "lsi"], samples=9),
        ecograph.gaps(network, samples=39),
        ecograph.partners(network, "mtic"),
        ecograph.parallels(network),
    )
    for answer in answers:
        assert documented(answer.name) == list(answer.tables)


def test_the_section_on_mergers_lists_those_of_a_merger_and_then_those_of_a_backtest(network: Network) -> None:
    (scenario,) = [found for found in ecograph.read_scenarios() if "nscc" in found.clusters]
    merged = ecograph.merge(network, scenario.clusters, name=scenario.name)
    tested = ecograph.backtest(network, scenario)
    assert documented("merge") == [*merged.tables, *tested.tables]
