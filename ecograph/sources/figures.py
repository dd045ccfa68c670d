"""Reading what a dataset says of its key figures: those of its own, thresholds and targets."""

from pathlib import Path

from ecograph import bundled
from ecograph.errors import EcographError
from ecograph.metrics.key_figures.settings import FILE, Settings, settings
from ecograph.sources import DEFAULT


def settings_of(dataset: Path | None = None) -> Settings:
    """Return what the file ``figures.toml`` in the folder of a dataset says; nothing where it has no such file.

    Args:
        dataset: Its folder, or its workbook, which has none; the bundled dataset when None.

    Raises:
        EcographError: The file is not UTF-8.
        DataError: The file has faults; it holds all of them.

    >>> settings_of(bundled.dataset(DEFAULT) / "no such folder")
    Settings(definitions=(), limits=())
    """
    file = (bundled.dataset(DEFAULT) if dataset is None else dataset) / FILE
    if not file.is_file():
        return Settings()
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise EcographError(f"{file}: {error}; save it as UTF-8") from error
    return settings(text, file.name)
