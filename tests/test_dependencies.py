"""Every package that ecograph names has its line in the documents, and its version or range in one place."""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DOCUMENT = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
GRAMMAR = ROOT / "tests" / "grammar"


def names(requirements: list[str]) -> list[str]:
    """Return the names of the packages in requirements."""
    found = [re.match(r"[a-z0-9-]+", requirement) for requirement in requirements]
    return [each.group() for each in found if each]


def test_every_package_that_runs_with_ecograph_has_a_row_with_its_licence() -> None:
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (\S.*?) \| .+ \| .+ \|$", DOCUMENT, flags=re.MULTILINE)
    assert sorted(name for name, _ in rows if name != "package") == sorted(names(PROJECT["dependencies"]))


def test_every_package_of_an_extra_is_in_the_document() -> None:
    extras = PROJECT["optional-dependencies"]
    wanted = {name for extra in extras.values() for name in names(extra)} - {"ecograph"}
    assert wanted
    assert not [name for name in sorted(wanted) if not re.search(rf"(?<![\w-]){name}(?![\w-])", DOCUMENT)]


def test_the_embedded_engine_has_a_range_in_one_place_and_no_pin() -> None:
    (requirement,) = PROJECT["optional-dependencies"]["embedded"]
    package, wanted = re.fullmatch(r"([a-z]+)(>=[0-9.]+,<[0-9.]+)", requirement).groups()  # type: ignore[union-attr]
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert f"{package}==" not in (ROOT / name).read_text(encoding="utf-8")
    for name in ("Makefile", "README.md", ".ci/run", "docs/dependencies.md"):
        assert wanted not in (ROOT / name).read_text(encoding="utf-8")


def test_the_grammar_package_is_exact_and_its_lock_has_hashes_and_no_addresses() -> None:
    package = json.loads((GRAMMAR / "package.json").read_text(encoding="utf-8"))
    text = (GRAMMAR / "package-lock.json").read_text(encoding="utf-8")
    lock = json.loads(text)["packages"]
    assert lock.pop("")["dependencies"] == package["dependencies"]
    for name, version in package["dependencies"].items():
        assert re.match(r"[0-9]", version)
        assert lock[f"node_modules/{name}"]["version"] == version
        assert f"{name} (" in DOCUMENT
    assert lock
    assert all(each["integrity"].startswith("sha512-") for each in lock.values())
    assert "://" not in text
