"""What all tests share."""

from pathlib import Path

import pytest

SMALL = Path(__file__).parent / "small"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the files that are made from the code")


@pytest.fixture(scope="session")
def small() -> dict[str, bytes]:
    """Return the files of a good dataset, written by hand, with at least one row in each table."""
    return {path.name: path.read_bytes() for path in sorted(SMALL.iterdir())}


@pytest.fixture
def small_folder(small: dict[str, bytes], tmp_path: Path) -> Path:
    """Return a folder of one's own with those files."""
    folder = tmp_path / "small"
    folder.mkdir()
    for name, content in small.items():
        (folder / name).write_bytes(content)
    return folder
