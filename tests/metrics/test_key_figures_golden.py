"""The key figures of the bundled dataset as a reader sees them: a file in each language, read line by line.

`pytest tests/metrics/test_key_figures_golden.py --regenerate` writes the files anew; read what changed.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

import ecograph
from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES, percent
from ecograph.language.key_figures import BREAKDOWNS, REASONS
from ecograph.language.units import shown
from ecograph.metrics.key_figures import KEY_FIGURES, Asked, computed, item_label, last_day
from ecograph.network import Network

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """Return all key figures of the bundled dataset as text, by language."""
    eco = ecograph.load()
    table = computed(Network.of(eco), Asked(last_day(eco)))
    return {language: "".join(lines(eco, table, language)) for language in LANGUAGES}


def lines(eco: Ecosystem, table: pl.DataFrame, language: str) -> Iterator[str]:
    for figure in KEY_FIGURES:
        yield f"\n{figure.label.in_(language)}: {figure.sentence.in_(language)}\n"
        for row in table.filter(figure=figure.name).iter_rows(named=True):
            item = item_label(eco, row["breakdown"], row["item"], language)
            name = f"{BREAKDOWNS[row['breakdown']].in_(language)} = {item}: " if item else ""
            coverage = "–" if row["coverage"] is None else percent(row["coverage"], language)
            value = (
                f"– ({REASONS[row['reason']].in_(language)})"
                if row["low"] is None
                else shown(row["low"], row["high"], row["unit"], language)
            )
            yield f"  {name}{value}; n {row['n']}; {coverage}\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_figures_of_the_bundled_dataset_read_as_they_were_read(
    language: str, told: dict[str, str], request: pytest.FixtureRequest
) -> None:
    path = GOLDEN / f"figures_{language}.txt"
    if request.config.getoption("--regenerate"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(told[language], encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == told[language], "run with --regenerate and read what changed"
