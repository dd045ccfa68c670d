"""What the twins of queries share: rows by their id, who works in which project, what bodies are called."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from ecograph import Ecosystem, dates
from ecograph.schema.vocabulary import EXTENT

Row = dict[str, Any]
Found = list[tuple[Any, ...]]

SINGLE = ("single",)


def table(eco: Ecosystem, name: str) -> dict[str, Row]:
    """Return the rows of a table by their id."""
    return {next(iter(row.values())): row for row in eco[name].to_dicts()}


def work(eco: Ecosystem, extents: Collection[str] = EXTENT, *, meetings: bool = False) -> dict[str, set[str]]:
    """Return the organisations of each project that has any."""
    orgs, projects = table(eco, "organisations"), table(eco, "projects")
    found: dict[str, set[str]] = defaultdict(set)
    for row in eco.participations.to_dicts():
        is_meeting = projects[row["project_id"]]["kind"] == "meeting"
        if orgs[row["org_id"]]["extent"] in extents and (meetings or not is_meeting):
            found[row["project_id"]].add(row["org_id"])
    return found


def with_org(partners: dict[str, set[str]], org: str) -> set[str]:
    """Return the projects of an organisation."""
    return {project for project, orgs in partners.items() if org in orgs}


def names(eco: Ecosystem) -> dict[str, str]:
    """Return what each organisation and project is called."""
    orgs = {id_: row["name"] for id_, row in table(eco, "organisations").items()}
    return orgs | {id_: row["title"] for id_, row in table(eco, "projects").items()}


def last(*values: Any) -> tuple[tuple[bool, Any], ...]:  # noqa: ANN401 - cells of any kind
    """Return values as a key that sorts what is not known last."""
    return tuple((value is None, value) for value in values)


def first_of(*values: Any) -> Any:  # noqa: ANN401 - the same
    return next((value for value in values if value is not None), None)


def begin(text: str | None) -> dt.date | None:
    return dates.bounds(text)[0] if text else None


def end(text: str | None) -> dt.date | None:
    return dates.bounds(text)[1] if text else None


def label(theme: Row) -> str | None:
    found: str | None = first_of(theme["label_en"], theme["label_da"], theme["label_nb"])
    return found
