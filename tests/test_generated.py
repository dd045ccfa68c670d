"""Files that are made from the code are as the code would make them; `make generate` makes them anew."""

from pathlib import Path

import pytest

from ecograph.metrics import METRICS
from ecograph.metrics.key_figures import KEY_FIGURES
from ecograph.outputs import graph_model, key_figures_reference
from ecograph.outputs.graph_drawing import drawing
from ecograph.outputs.measures import page
from ecograph.outputs.reference import constraints, data_model, sources
from ecograph.readers import READERS
from ecograph.schema import TABLES

ROOT = Path(__file__).parents[1]

FILES = {
    "docs/data-model.md": data_model(),
    "docs/graph-model.md": graph_model.page(),
    "docs/key-figures.md": key_figures_reference.page(KEY_FIGURES),
    "docs/metrics.md": page(METRICS),
    "docs/pictures/graph-model.svg": drawing(),
    "docs/sources.md": sources(READERS),
    **{f"cypher/schema/{name}": text for name, text in constraints().items()},
}


@pytest.mark.parametrize("name", FILES)
def test_a_made_file_is_as_the_code_makes_it(name: str, request: pytest.FixtureRequest) -> None:
    path = ROOT / name
    if request.config.getoption("--regenerate"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILES[name], encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == FILES[name], "run `make generate`"


def test_no_constraint_is_left_over() -> None:
    assert sorted(path.name for path in (ROOT / "cypher/schema").iterdir()) == sorted(constraints())


def test_every_table_is_on_the_page() -> None:
    assert [line[3:] for line in data_model().splitlines() if line.startswith("## ")] == [t.name for t in TABLES]
