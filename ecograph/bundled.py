"""Where the files that come with ecograph lie: beside the package in a checkout, inside it when installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def root() -> Path:
    """Return the folder that holds ``datasets`` and ``cypher``."""
    installed = _PACKAGE / "bundled_files"
    return installed if installed.is_dir() else _PACKAGE.parent


def dataset(name: str) -> Path:
    """Return the folder of a bundled dataset."""
    return root() / "datasets" / name


def holds(place: Path) -> bool:
    """Return whether a place lies among the files that come with ecograph."""
    return place.resolve().is_relative_to((root() / "datasets").resolve())


def is_dataset(name: str) -> bool:
    """Return whether a bundled dataset has that name."""
    return name.isidentifier() and dataset(name).is_dir()


def queries() -> dict[str, Path]:
    """Return the files of the query library by the name of the query, sorted."""
    return {path.stem: path for path in sorted((root() / "cypher" / "queries").glob("*.cypher"))}
