"""The built wheel works in an empty environment: command, dataset and Cypher files are inside it."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import ecograph
from ecograph.metrics import METRICS

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_holds_the_dataset_the_cypher_files_and_the_types(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("datasets/nordic_health", "cypher/schema"):
        for path in (ROOT / folder).iterdir():
            assert f"ecograph/bundled_files/{folder}/{path.name}" in names
    assert "ecograph/py.typed" in names
    assert "ecograph/outputs/templates/page.html.j2" in names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "notebooks/"))]


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "env"
    venv.create(place, with_pip=True)
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*install, "--require-hashes", "-r", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*install, "--no-deps", str(wheel)], check=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "ECOGRAPH", "COV"))}

    def run(*arguments: str) -> str:
        ended = subprocess.run(
            [str(python), *arguments], cwd=tmp_path, env=kept, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    assert "organisations" in run("-m", "ecograph", "check")
    assert run("-m", "ecograph", "demo").startswith("1. ")
    assert (tmp_path / "out" / "map.html").is_file()
    where = run("-c", "from ecograph import bundled; print(bundled.root() / 'cypher' / 'schema')").strip()
    assert str(place) in where
    assert list(Path(where).glob("*.cypher"))


def test_the_lock_files_have_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "index" not in text
        pins = re.findall(r"^[a-z0-9][^=\s]*==\S+.*$", text, flags=re.MULTILINE)
        blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
        assert len(pins) == len(blocks) > 20
        assert all("--hash=sha256:" in block for block in blocks)


def test_the_development_lock_agrees_with_the_lock() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[a-z0-9][^=\s]*==[^\s;]+", text, flags=re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_every_measure_is_a_public_name() -> None:
    for metric in METRICS:
        assert getattr(ecograph, metric.name) is metric.compute
        assert metric.name in ecograph.__all__
