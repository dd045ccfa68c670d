"""The tables as a Frictionless data package: CSV files with a ``datapackage.json`` that says what each column is.

The CSV are those of a dataset, exact to the sign, so that the package reads back as the same dataset; a spreadsheet may
take a text that begins with = for a formula. Results for spreadsheets come from ``ecograph report --format xlsx``.
"""

import hashlib
import json
import re
from collections.abc import Iterator

from ecograph.outputs.exports.export import Export, Given
from ecograph.outputs.tables import dataset_csv
from ecograph.schema import TABLES, Column, Kind, Table

_TYPES = {Kind.INTEGER: "integer", Kind.YEAR: "year", Kind.NUMBER: "number"}
"""The type that the specification gives a kind of column; all others are strings."""

_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"


def data_package(given: Given) -> dict[str, bytes]:
    """Return the files of a data package by their name: ``datapackage.json`` and a CSV for each table that has rows.

    The descriptor follows the Data Package specification, version 1 (specs.frictionlessdata.io): each resource has its
    path, bytes and SHA-256, each field its type, what it means and its closed list, each table its key and the columns
    that name rows of one other table. A date as precise as its source is a string with a pattern, and a list of ids a
    string with | between them.
    """
    kept = [table for table in TABLES if given.ecosystem[table.name].height]
    files = {f"data/{table.name}.csv": dataset_csv(given.ecosystem[table.name]) for table in kept}
    names = {table.name for table in kept}
    descriptor: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": _name(given.ecosystem.title),
        "title": given.ecosystem.title,
    }
    if given.licence:
        descriptor["licenses"] = [{"name": given.licence}]
    sources = given.ecosystem.sources.select("title", "url", "source_id").rows()
    descriptor["sources"] = [_source(*source) for source in sources]
    descriptor["resources"] = [_resource(table, files[f"data/{table.name}.csv"], names) for table in kept]
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    return {"datapackage.json": text.encode(), **files}


def _name(title: str) -> str:
    """Return a title as the name of a package: small letters, digits and hyphens.

    >>> _name("Nordic health clusters"), _name("Æ")
    ('nordic-health-clusters', 'ecosystem')
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "ecosystem"


def _source(title: str | None, url: str | None, source_id: str) -> dict[str, str]:
    return {"title": title or url or source_id} | ({"path": url} if url else {})


def _resource(table: Table, content: bytes, names: set[str]) -> dict[str, object]:
    schema = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": list(_foreign_keys(table, names)),
    }
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"data/{table.name}.csv",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema if schema["foreignKeys"] else {k: v for k, v in schema.items() if k != "foreignKeys"},
    }


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if column.required:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.kind is Kind.DATE:
        constraints["pattern"] = _DATE
    field: dict[str, object] = {
        "name": column.name,
        "type": _TYPES.get(column.kind, "string"),
        "description": column.about,
    }
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_keys(table: Table, names: set[str]) -> Iterator[dict[str, object]]:
    """Yield the columns that name one row of one table; a list of ids, or ids of several tables, is none."""
    for column in table.references():
        if column.kind is not Kind.IDS and len(column.references) == 1 and column.references[0] in names:
            (other,) = column.references
            resource = "" if other == table.name else other.replace("_", "-")
            yield {"fields": column.name, "reference": {"resource": resource, "fields": _key(other)}}


def _key(name: str) -> str:
    return next(table.key[0] for table in TABLES if table.name == name)


DATA_PACKAGE = Export(
    "datapackage",
    "datapackage",
    "All tables as CSV with a Frictionless descriptor, for archives and data portals.",
    data_package,
    is_folder=True,
)
