"""The page on the graph model: what an analyst must know to write a query, made from the declaration of the graph.

The two example queries stand here with their answers on the bundled dataset; a test asks them and compares.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ecograph.schema import TABLE, TABLES, Table
from ecograph.schema.graph import (
    DATASET,
    EVIDENCE_ABOUT,
    KIND_LABELS,
    NODE_TABLES,
    PLACE,
    PROVENANCE,
    PUSHED,
    RELATIONSHIPS,
    RENAMED,
    ROW,
    Relationship,
    derived,
    node_key,
    own_columns,
    property_of,
)


class Example(NamedTuple):
    """A query of the page with its answer on the bundled dataset.

    Args:
        statement: The statement.
        parameters: The value of each parameter.
        columns: The names of the columns.
        rows: The rows.
    """

    statement: str
    parameters: dict[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


WHERE_FROM = Example(
    "MATCH (org:Organisation)-[part:PARTICIPATES_IN]->(project:Project {project_id: $project})\n"
    "MATCH (source:Source) WHERE source.source_id = part.source_id\n"
    "RETURN org.name AS partner, part.row AS row, part.certainty AS certainty, source.name AS source\n"
    "ORDER BY row LIMIT 3",
    {"project": "ssp"},
    ("partner", "row", "certainty", "source"),
    (
        (
            "Aalborg Universitet",
            "participations/aau|ssp|partner|1",
            "certain",
            "News item on EU projects in North Jutland",
        ),
        (
            "Fysiometer",
            "participations/fysiometer|ssp|partner|1",
            "certain",
            "News item on solutions from Sundhedsteknologisk Service Program",
        ),
        (
            "InnoCon Medical",
            "participations/innocon-medical|ssp|partner|1",
            "certain",
            "News item on solutions from Sundhedsteknologisk Service Program",
        ),
    ),
)
"""Where a relationship comes from."""

WHO_ELSE = Example(
    "MATCH (evidence:Evidence)-[:ABOUT]->(project:Project {project_id: $project})\n"
    "RETURN evidence.field AS field, evidence.stance AS stance, evidence.stated AS stated\n"
    "ORDER BY evidence.row",
    {"project": "ssp"},
    ("field", "stance", "stated"),
    (
        ("budget_amount", "differs", "18 million DKK from the regional fund of the EU"),
        ("end", "agrees", "until September 2021"),
    ),
)
"""What further sources say of a node."""

EXAMPLES = (WHERE_FROM, WHO_ELSE)

_HEAD = """# The graph model

`ecograph query` and Neo4j see the dataset as this graph. It is made from the tables of [the data model](data-model.md),
and this page from `ecograph/schema/graph.py`. Both engines are filled from the same nodes and relationships.

![Labels as boxes, types of relationship as arrows](pictures/graph-model.svg)

An arrow at the frame *organisation or project* leads to a node of either label. Every node but that of the dataset is
`STATED_BY` its source, and evidence can be `ABOUT` any of them.
"""

_LABELS = """
## Labels

The key names a node: it is unique, and is what a query should ask by. Where a table has no id of its own, the key is a
digest of the property `row`. A node has as properties the columns of its table that name no other
row; those that do are relationships.

| label | rows of | key | what a node is |
|---|---|---|---|
"""

_KINDS = """
An organisation has a second label for its kind, so `(c:Cluster)` is `(c:Organisation {kind: 'cluster'})`:
"""

_RELATIONSHIPS = """
## Relationships

Every relationship has `row` and, where its table has them, `source_id`, `locator`, `certainty` and `status`. The table
names what it has besides.

| type | from | to | what it means | further properties |
|---|---|---|---|---|
"""

_NAMES = """
## Names that are not those of the column

| column | property |
|---|---|
"""

_WHY_RENAMED = """
The embedded engine takes `n.title` for a title of its own, and `end` is a word of Cypher. For the same reason no
property is called `type`, `label`, `when` or `id`: the embedded engine answers `n.type`, `n.label` and `n.id` on every
node, whatever its properties, so do not ask for them. Ids are asked for by the key of the label.
"""

_DATES = """
## Dates

A date is as precise as its source states it: `'2016'`, `'2016-02'` or `'2016-02-29'`. That text is the property of the
column. Beside it stand the first and the last day that it can stand for, as dates:

| property | type | of `'2016-02'` |
|---|---|---|
| `from` | text | `'2016-02'` |
| `from_first` | date | `2016-02-01` |
| `from_last` | date | `2016-02-29` |

*Surely begun by a day* is `x.from_last <= date('2020-01-01')`, *possibly begun* is `x.from_first <= ...`. Both are null
where no source says, and a comparison with null finds nothing: `coalesce` it, or ask for `IS NULL` as well.

## Amounts

An amount is a number with how vague it is (`qualifier`) and its currency or unit, as the source states them. The
interval it stands for is `amount_low` to `amount_high`. For 100 and `about` that is 90 to 110; `nearly` is 90 to 100,
`at_most` 0 to 100, `more_than` 100 to 110, and `at_least` begins at 100 and has no upper bound, which is null.

A flow also has `eur_low` and `eur_high`: what it comes to over its whole period in euro. A yearly amount is counted for
each year at the rate of that year, any other at the rate of its first year. Both are null where a rate is not known,
and `eur_high` where it is open.
A joint amount is one flow with several payers: it is not split among them, and a sum over `PAID_BY` would count it
once for each. A flow that is `PART_OF` another one, or `RESTATES` it, is the same money. `is_counted` says which flows
the measures of funding count, so that no money counts twice: `WHERE f.is_counted AND f.level = 'grant'`.

## Where a fact comes from

`row` names the row of the dataset, such as `participations/aau|ssp|partner|1`, on nodes and on relationships, as the
notes of `ecograph explain` and of the page do. Who takes part in a project, and which source says so:
"""

_EVIDENCE = f"""
What further sources say is `Evidence`. It leads to the node whose row it is about by `{EVIDENCE_ABOUT}`. A relationship
cannot lead to a relationship: so `about_row` holds the `row` that it is about, of a node or of a relationship, and
`WHERE evidence.about_row = part.row` finds it. `field` is the name of the column.
"""

_ENGINES = """
## Two engines

The embedded engine finds nothing where a map in a pattern has a property of a *relationship*, as in
`MATCH (s:Source {source_id: part.source_id})`, so `ecograph query` refuses it there. Write it as a condition, as above:
it is the same for Neo4j.
"""


def page() -> str:
    """Return the page on the graph model as Markdown."""
    on_server = " ".join(f"On a server `{name}`: {about}" for name, about in PUSHED.items())
    labels = [f"| `{DATASET}` | | `dataset_id` | The dataset itself; its `name` is the title. {on_server} |\n"]
    labels += [
        f"| [`{table.label}`](#{table.label.lower()}) | {table.name} | `{node_key(table)}` | {_cell(table.about)} |\n"
        for table in NODE_TABLES
    ]
    kinds = ", ".join(f"`{label}`" for label in KIND_LABELS.values())
    renamed = "".join(
        f"| `{column}` of {', '.join(table.name for table in TABLES if column in table)} | `{name}` |\n"
        for column, name in RENAMED.items()
    )
    return "".join(
        [
            *(_HEAD, _LABELS, *labels, _KINDS, f"{kinds}.\n"),
            *(_RELATIONSHIPS, *_relationships()),
            *(_NAMES, renamed, _WHY_RENAMED, _DATES, _example(WHERE_FROM), _EVIDENCE, _example(WHO_ELSE), _ENGINES),
            *("\n## Properties\n", *(_properties(table) for table in TABLES)),
        ]
    )


def _relationships() -> Iterable[str]:
    """Yield the lines of the table of relationships: one for each type and column, and one for all that state."""
    for each in RELATIONSHIPS:
        if each.kind != "STATED_BY":
            yield _line(each.kind, _labels(each.starts), _labels(each.ends), each.about, _further(each))
    stated = next(each for each in RELATIONSHIPS if each.kind == "STATED_BY")
    yield _line(stated.kind, "every label but these two: `Source`, `Dataset`", "`Source`", stated.about, "")
    yield _line(EVIDENCE_ABOUT, "`Evidence`", "any label but `Dataset`", "Whose row it is about.", "")


def _line(*cells: str) -> str:
    kind, *rest = cells
    return f"| `{kind}` | {' | '.join(rest)} |\n"


def _labels(tables: Iterable[str]) -> str:
    return ", ".join(f"`{TABLE[name].label}`" for name in tables)


def _further(each: Relationship) -> str:
    """Return the properties of a relationship besides where it comes from."""
    table = TABLE[each.table]
    if each.is_row:
        names = [property_of(column.name) for column in own_columns(table) if column.name not in PROVENANCE]
        return f"[{', '.join(f'`{name}`' for name in names)}](#{table.name})"
    several = each.start == "" and table[each.end].kind == "ids"
    return f"`{PLACE}`: which of several it is, from 1" if several else ""


def _properties(table: Table) -> str:
    """Return the section on the properties of the nodes or relationships of a table."""
    kind = next((each.kind for each in RELATIONSHIPS if each.table == table.name and each.is_row), "")
    heading = table.label or table.name
    whose = f"`{kind}`, the rows of {table.name}." if kind else f"The rows of {table.name}."
    lines = [f"| `{ROW}` | The row of the dataset, as `{table.name}/` and its key. |\n"]
    if table.label and node_key(table) not in table:
        lines.append(f"| `{node_key(table)}` | Its key, a digest of `{ROW}`. |\n")
    stated = [table[name] for name in PROVENANCE if kind and name in table]
    for column in dict.fromkeys([*own_columns(table), *stated]):
        name = property_of(column.name)
        was = f" The column `{column.name}`." if name != column.name else ""
        lines.append(f"| `{name}` | {_cell(column.about)}{was} |\n")
    lines += [f"| `{name}` | {_cell(about)} |\n" for name, about in derived(table).items()]
    return f"\n### {heading}\n\n{whose}\n\n| property | what it is |\n|---|---|\n{''.join(lines)}"


def _example(example: Example) -> str:
    """Return a query with its answer as Markdown."""
    given = ", ".join(f"`${name}` = `'{value}'`" for name, value in example.parameters.items())
    head = f"| {' | '.join(example.columns)} |\n|{'---|' * len(example.columns)}\n"
    rows = "".join(f"| {' | '.join(map(_cell, row))} |\n" for row in example.rows)
    return f"\n```cypher\n{example.statement}\n```\n\nWith {given}:\n\n{head}{rows}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
