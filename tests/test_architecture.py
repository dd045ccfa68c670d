"""Imports point down, and only the edge touches files, clock, network or chance."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LAYERS = (
    {"errors", "cells", "dates", "language", "toml_lines", "version"},
    {"schema", "money", "algorithms"},
    {"manifest", "scenario", "parse", "identity", "workbooks"},
    {"columnar", "checks", "closure", "ecosystem", "neighbourhood", "readers", "selection", "rows"},
    {"lookup", "provenance", "network", "cypher"},
    {"metrics"},
    {"analyses", "charts"},
    {"finding", "changes"},
    {"report"},
    {"outputs", "property_graph"},
    {"answers", "question"},
    {"bundled", "sources", "stores"},
    {"refresh"},
    {"cli"},
    {"__main__", "__init__"},
)
"""The parts of the package from the bottom up: a part imports parts of its own layer or below it."""

EDGE = {"bundled", "sources", "stores", "refresh", "cli", "__main__", "__init__"}

IMPURE = {
    *("os", "io.open", "pathlib", "shutil", "tempfile", "subprocess", "socket", "urllib", "http", "httpx", "requests"),
    *("time", "random", "secrets", "uuid", "threading", "multiprocessing"),
}
"""Modules that reach outside; ``datetime`` is allowed for its types, but not its clock."""

CLOCK = {"now", "today", "utcnow"}


def layer(part: str) -> int:
    return next(place for place, parts in enumerate(LAYERS) if part in parts)


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the full names of the modules that a module imports, wherever it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def faults(name: str, source: str) -> list[str]:
    """Return what is wrong with the imports of a module of the package, given as ``metrics/pairwise_overlap.py``."""
    part = Path(name).parts[0].removesuffix(".py")
    tree = ast.parse(source)
    found = []
    for module in imported(tree):
        parts = module.split(".")
        if parts[0] == "ecograph" and len(parts) > 1:
            known = set().union(*LAYERS)
            if parts[1] in known and layer(parts[1]) > layer(part):
                found.append(f"{name} imports {module}, which lies above it")
        elif part not in EDGE and (parts[0] in IMPURE or module in IMPURE):
            found.append(f"{name} imports {module}")
    if part not in EDGE:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK:
                found.append(f"{name} reads the clock")
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
                found.append(f"{name} opens a file")
    return found


MODULES = sorted((ROOT / "ecograph").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=[path.relative_to(ROOT / "ecograph").as_posix() for path in MODULES])
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    name = path.relative_to(ROOT / "ecograph").as_posix()
    assert faults(name, path.read_text(encoding="utf-8")) == []


def test_every_part_of_the_package_has_a_layer() -> None:
    parts = {path.relative_to(ROOT / "ecograph").parts[0].removesuffix(".py") for path in MODULES}
    assert parts == set().union(*LAYERS)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("schema/tables.py", "from ecograph.metrics import METRICS"),
        ("network.py", "def f():\n    import ecograph.outputs.map"),
        ("metrics/pairwise_overlap.py", "from pathlib import Path"),
        ("outputs/map/page.py", "import random"),
        ("answers.py", "import datetime\nx = datetime.datetime.now()"),
        ("provenance.py", "open('x')"),
        ("outputs/exports/graphml.py", "from ecograph.sources import load"),
    ],
)
def test_a_planted_violation_is_found(name: str, source: str) -> None:
    assert len(faults(name, source)) >= 1


@pytest.mark.parametrize("path", MODULES, ids=[path.relative_to(ROOT / "ecograph").as_posix() for path in MODULES])
def test_a_module_says_why_it_exists_and_is_of_a_size_to_read(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source))
    assert len(source.splitlines()) <= 400
