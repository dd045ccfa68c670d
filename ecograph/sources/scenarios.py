"""Reading the mergers that a scenario file states, or those that come with a dataset."""

from pathlib import Path

from ecograph import bundled
from ecograph.errors import EcographError
from ecograph.scenario import Scenario, scenarios
from ecograph.sources import DEFAULT
from ecograph.sources.raw import text

FILE = "scenarios.toml"
"""The file of a dataset that holds its scenarios."""


def read_scenarios(path: Path | str | None = None) -> tuple[Scenario, ...]:
    """Return the scenarios of a file, or of a dataset.

    Args:
        path: A TOML file, or the folder of a dataset with a file ``scenarios.toml``; the bundled dataset when None.

    Raises:
        EcographError: There is no such file, or it cannot be read, or is not UTF-8.
        DataError: The file has faults; it holds all of them.

    >>> [scenario.clusters for scenario in read_scenarios()][1]
    ('norway-health-tech', 'nscc')
    """
    place = bundled.dataset(DEFAULT) if path is None else Path(path)
    file = place if place.is_file() and place.suffix == ".toml" else place / FILE
    if not file.is_file():
        raise EcographError(
            f"{file}: found no such file, expected scenarios; name the clusters to merge, or give --scenarios FILE"
        )
    return scenarios(text(file), file.name)


def scenarios_of(dataset: Path | None) -> tuple[Scenario, ...]:
    """Return the scenarios that come with a dataset, none where it has no file of them.

    Args:
        dataset: Its folder or file; the bundled dataset when None.

    Raises:
        DataError: The file has faults; it holds all of them.
    """
    place = bundled.dataset(DEFAULT) if dataset is None else dataset
    return read_scenarios(place) if (place / FILE).is_file() else ()
