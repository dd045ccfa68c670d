"""An empty dataset to fill in."""

from ecograph.ecosystem import Ecosystem
from ecograph.manifest import FILE
from ecograph.outputs.tables import dataset_csv
from ecograph.outputs.workbook import dataset_workbook
from ecograph.schema import TABLES

WORKBOOK = "template.xlsx"

_MANIFEST = """\
title = "My dataset"
licence = "" # such as "CC0-1.0"
languages = ["en"]

[rows] # the least and greatest number of rows that a table should have, such as organisations = [100, 300]

[rates] # such as currencies = ["DKK", "NOK"], first_year = 2010, last_year = 2025
"""


def empty_dataset() -> dict[str, bytes]:
    """Return the files of an empty dataset: dataset.toml, a CSV file per table, and a workbook of them all."""
    empty = Ecosystem.from_frames("My dataset", {table.name: table.frame for table in TABLES})
    files = {f"{name}.csv": dataset_csv(frame) for name, frame in empty.frames().items()}
    return {FILE: _MANIFEST.encode(), **files, WORKBOOK: dataset_workbook(empty)}
