"""The command line run in this process, and a dataset on which it has something to ask: what its tests share."""

import io
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from ecograph.cli import main

MANIFEST = """title = "Two lists"

[[sources]]
reader = "members"
name = "north"
files = ["lists/north.csv"]
options = { cluster = "alpha", name = "Navn", country = "DK" }

[[sources]]
reader = "members"
name = "south"
files = ["lists/south.csv"]
options = { cluster = "alpha", name = "Navn", country = "DK", number = "CVR" }
"""

FILES = {
    "dataset.toml": MANIFEST,
    "sources.csv": "source_id,title,publisher,published,retrieved,url,licence\ndoc,The report,,,,,\n",
    "organisations.csv": (
        "org_id,name,country,helix,kind,region,parent_id,extent,n,source_id,locator,certainty,status\n"
        "alpha,Alpha Cluster,DK,intermediary,cluster,,,single,,doc,3,certain,actual\n"
    ),
    "lists/north.csv": "Navn\nNordhavn Biotek A/S\nVesterlund Medico ApS\nSøbakke Robotteknik A/S\n",
    "lists/south.csv": "Navn,CVR\nNordhavns Biotek A/S,\nVesterlunds Medico ApS,\nSoebakke Robotteknik,11000274\n",
}
"""Members of a cluster on two lists: one on both by name, and two that a person has to look at."""

PAIRS = (
    ("north.vesterlund-medico-aps", "south.vesterlunds-medico-aps"),
    ("north.nordhavn-biotek-a-s", "south.nordhavns-biotek-a-s"),
)
"""The two pairs, the likelier first."""


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code and what it wrote."""

    code: object
    out: str
    err: str


def run(*arguments: object) -> Ended:
    """Run the command line in this process; what it does not catch is raised here."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return Ended(ended.value.code, out.getvalue(), err.getvalue())


def content(folder: Path) -> dict[str, bytes]:
    """Return what a folder holds, by the path of each file."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def alike(folder: Path) -> Path:
    """Return a new dataset of the two lists."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
