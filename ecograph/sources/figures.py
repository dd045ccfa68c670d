"""Reading what a dataset says of its key figures: those of its own, thresholds and targets."""

from pathlib import Path

from ecograph import bundled
from ecograph.metrics.key_figures.settings import FILE, Settings, settings
from ecograph.sources import DEFAULT
from ecograph.sources.raw import text


def settings_of(dataset: Path | None = None) -> Settings:
    """Return what the file ``figures.toml`` in the folder of a dataset says; nothing where it has no such file.

    Args:
        dataset: Its folder, or its workbook, which has none; the bundled dataset when None.

    Raises:
        EcographError: The file cannot be read, or is not UTF-8.
        DataError: The file has faults; it holds all of them.

    >>> settings_of(bundled.dataset(DEFAULT) / "no such folder")
    Settings(definitions=(), limits=())
    """
    file = (bundled.dataset(DEFAULT) if dataset is None else dataset) / FILE
    if not file.is_file():
        return Settings()
    return settings(text(file), file.name)
