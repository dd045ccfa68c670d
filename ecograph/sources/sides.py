"""What the two sides of a judgement name in a dataset, so that a mistyped id is told when it is written."""

import difflib

import polars as pl

from ecograph.errors import EcographError
from ecograph.identity.bodies import number_id
from ecograph.schema import SUBJECTS, TABLE
from ecograph.sources import Reading


def check_sides(reading: Reading, left: str, right: str) -> None:
    """Do nothing when a judgement on two sides can be applied to a dataset.

    Raises:
        EcographError: A side names nothing there, both are one, or one is an organisation and one a project.
    """
    known = {name: _known(reading, name) for name in SUBJECTS}
    kinds = [_kind(known, side) for side in (left, right)]
    if left == right:
        raise EcographError(f"found {left} twice, expected two ids; correct one")
    if kinds[0] != kinds[1]:
        one, other = ("an organisation" if kind == SUBJECTS[0] else "a project" for kind in kinds)
        raise EcographError(f"found {one} ({left}) and {other} ({right}), expected two of one sort; correct one")


def _kind(known: dict[str, set[str]], side: str) -> str:
    for name, ids in known.items():
        if side in ids:
            return name
    near = difflib.get_close_matches(side, sorted(set().union(*known.values())), n=3)
    cure = f"did you mean {', '.join(near)}?" if near else "`ecograph candidates` prints ids"
    raise EcographError(f"found {side!r}, expected an id or a registry number of the dataset; {cure}")


def _known(reading: Reading, name: str) -> set[str]:
    """Return the ids by which a judgement can name the rows of a table, in the dataset and its imports."""
    places = [reading.frames, *(each.tables for each in reading.imports)]
    ids = {row for tables in places for row in tables[name][TABLE[name].key[0]]}
    if name == "organisations":
        for tables in places:
            ids |= set(tables["identifiers"].select(number_id()).to_series())
            ids |= set(
                tables["records"].filter(pl.col("source_org_id").str.contains(".", literal=True))["source_org_id"]
            )
    return ids
