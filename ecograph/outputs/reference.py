"""Texts made from the code: the constraints of the graph database, the pages on the data model and on the sources."""

from collections.abc import Iterable, Mapping

from ecograph.readers.reader import Layout, Reader
from ecograph.schema import FORMS, TABLES, Column, Table
from ecograph.schema.graph import DATASET, NODE_TABLES, node_key


def constraints() -> dict[str, str]:
    """Return, by file name, one Cypher statement for each label: the id of its nodes is unique."""
    keys = [(DATASET, "dataset_id", "The dataset that the graph was made from.")]
    keys += [(table.label, node_key(table), table.about) for table in NODE_TABLES]
    return {
        f"V0001__{label.lower()}.cypher": (
            f"// {about} Its id is unique.\n"
            f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS\n"
            f"FOR (node:{label}) REQUIRE node.{key} IS UNIQUE\n"
        )
        for label, key, about in keys
    }


def data_model() -> str:
    """Return the page on the data model as Markdown: every table and column with its meaning and form."""
    head = (
        "# The data model\n\n"
        "A dataset is a folder with `dataset.toml` and one CSV file per table, or one workbook with a sheet per "
        "table.\nThis page is made from `ecograph/schema`. Columns in bold must be filled in; columns marked with * "
        "are the key.\n"
    )
    return head + "".join(_table(table) for table in TABLES)


def _table(table: Table) -> str:
    rows = "".join(_row(table, column) for column in table.columns)
    return f"\n## {table.name}\n\n{table.about}\n\n| column | meaning | form |\n|---|---|---|\n{rows}"


def _row(table: Table, column: Column) -> str:
    name = f"**{column.name}**" if column.required else column.name
    mark = " *" if column.name in table.key else ""
    form = ", ".join(f"`{choice}`" for choice in column.choices) or FORMS[column.kind].replace("|", "\\|")
    points = f"; names a row of {' or '.join(column.references)}" if column.references else ""
    about = column.about.replace("|", "\\|")
    return f"| {name}{mark} | {about} | {form}{points} |\n"


def sources(readers: Iterable[Reader]) -> str:
    """Return the page on the published files as Markdown: what each reader maps, leaves out and drops."""
    head = (
        "# Published sources\n\n"
        "`ecograph import SOURCE FILE... --into DATASET` reads published files, and so does `[[sources]]` in "
        "`dataset.toml`.\nThis page is made from the readers in `ecograph/readers`. A column that is not on it is "
        "an issue, which is counted and\nshown. Personal data is dropped on reading and counted.\n"
    )
    return head + _IN_A_DATASET + "".join(_reader(reader) for reader in readers)


_IN_A_DATASET = """
In `dataset.toml`, with paths from its folder:

```toml
[[sources]]
name = "horizon-europe"     # ids begin with it
reader = "cordis"
files = ["downloads/cordis-HORIZONprojects-csv.zip"]

[sources.keep]
programmes = ["HORIZON.2.1"]
countries = ["DK", "NO"]
consortia = true
```

| filter | option of `import` | a project is kept when |
|---|---|---|
| `countries` | `--country` | a partner is of one of these; other partners go, unless `consortia` |
| `consortia` | `--consortia` | with `countries`: all its partners stay |
| `programmes` | `--programme` | it is in one of these programmes or in a part of one |
| `themes` | `--theme` | it has one of these themes or one below: a label, or a path such as `/natural sciences` |
| `topics` | `--topic` | the code of its call topic begins so |
| `texts` | `--text` | its title or acronym has one of these words |
| `from`, `to` | `--from`, `--to` | its period touches this one; a project without dates is kept |
| `either` | `--either` | one of programme, theme, topic and text is met; without it, all that are given |

Of registers and member lists, whose bodies are in no project, `countries` keeps those of these countries.
"""
"""How a dataset names published files, and the filters."""


def _reader(reader: Reader) -> str:
    licence = f" Licence: {reader.licence}." if reader.licence else ""
    options = "".join(f"| `{name}` | {_cell(meaning)} |\n" for name, meaning in reader.options.items())
    asked = f"\n| option | meaning |\n|---|---|\n{options}" if options else ""
    layouts = "".join(_layout(layout) for layout in reader.layouts)
    return f"\n## {reader.name}\n\n{reader.about} Publisher: {reader.publisher}.{licence}\n{asked}{layouts}"


def _layout(layout: Layout) -> str:
    return (
        f"\n### {layout.file}\n\n"
        + _listed("becomes", layout.maps)
        + _listed("is left out because", layout.ignores)
        + _listed("is dropped as personal data", layout.personal)
    )


def _listed(heading: str, columns: Mapping[str, str]) -> str:
    rows = "".join(f"| `{_cell(name)}` | {_cell(meaning)} |\n" for name, meaning in columns.items())
    return f"| column | {heading} |\n|---|---|\n{rows}\n" if rows else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
