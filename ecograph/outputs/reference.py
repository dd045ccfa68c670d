"""Texts made from the schema: the constraints of the graph database and the page on the data model."""

from ecograph.schema import FORMS, TABLES, Column, Table


def constraints() -> dict[str, str]:
    """Return, by file name, one Cypher statement for each label: the id of its nodes is unique."""
    return {
        f"V0001__{table.label.lower()}.cypher": (
            f"// {table.about} Its id is unique.\n"
            f"CREATE CONSTRAINT {table.label.lower()}_id IF NOT EXISTS\n"
            f"FOR (node:{table.label}) REQUIRE node.{table.key[0]} IS UNIQUE\n"
        )
        for table in TABLES
        if table.label
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
