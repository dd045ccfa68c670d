"""How the tables stand in the graph database: which rows are nodes, which are relationships, what their properties are.

A table with a label is nodes, each named by one property: its own id or, where several columns are the key, a
digest of them. A ``Relationship`` is a table whose rows join two nodes, or a column by which a row names another
one. From here come the loader, the constraints, the page on the graph model and the check of every query.
"""

from dataclasses import dataclass

from ecograph.schema.columns import Column, Kind, Table
from ecograph.schema.tables import SUBJECTS, TABLE, TABLES
from ecograph.schema.vocabulary import ORGANISATION_KIND

ROW = "row"
"""The property that names the row of the dataset behind a node or relationship, such as ``ties/t-12``."""

PLACE = "place"
"""The property of a relationship that says which of several it is, such as the second payer of a flow."""

PROVENANCE = ("source_id", "locator", "certainty", "status")
"""The columns that every relationship has of those that its table has."""

RENAMED = {"title": "name", "end": "finish"}
"""The property that a column has where its own name is a word that the embedded engine takes for its own."""

METRIC = "metric_"
"""How the properties begin that hold results of measures; no column of a table does."""

DATASET = "Dataset"
"""The label of the one node that says which dataset the graph holds."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """One type of relationship that the rows of one table make.

    Args:
        kind: The type, such as ``MEMBER_OF``.
        table: The table whose rows make it.
        start: The column that names the node it starts from; the key of the table for its own node.
        end: The column that names the node it leads to.
        about: One sentence that says what it means.
    """

    kind: str
    table: str
    start: str
    end: str
    about: str

    @property
    def is_row(self) -> bool:
        """Whether each row of the table is one relationship, with the other columns as its properties."""
        return not TABLE[self.table].label

    @property
    def starts(self) -> tuple[str, ...]:
        """The tables whose nodes it may start from."""
        return _tables(self.table, self.start)

    @property
    def ends(self) -> tuple[str, ...]:
        """The tables whose nodes it may lead to."""
        return _tables(self.table, self.end)


PUSHED: dict[str, str] = {
    "is_complete": "Whether all of the dataset has been pushed; `ecograph pull` refuses a graph that is half pushed.",
    "push": "Which push wrote it last, so that two at once know of each other.",
}
"""The properties that the node Dataset has on a server besides its id and ``name``, each with what it is."""

OWN = ""
"""In place of a column: the node of the row itself."""

EVIDENCE_ABOUT = "ABOUT"
"""The type from an Evidence to the node whose row it is about; its property ``about_row`` names rows of all tables."""

NODE_TABLES: tuple[Table, ...] = tuple(table for table in TABLES if table.label)
"""The tables whose rows are nodes."""

RELATIONSHIPS: tuple[Relationship, ...] = (
    Relationship("MEMBER_OF", "memberships", "org_id", "cluster_id", "An organisation belongs to a cluster."),
    Relationship("PARTICIPATES_IN", "participations", "org_id", "project_id", "An organisation takes part."),
    Relationship("TIED_TO", "ties", "subject", "object", "A tie; its property `kind` says which."),
    Relationship("HAS_THEME", "tags", "subject", "theme_id", "An organisation or project works with a theme."),
    Relationship("RECORDED_IN", "records", "org_id", "source_id", "How a source itself names an organisation."),
    Relationship("PAID_BY", "flows", OWN, "payers", "Who pays; a joint amount has several."),
    Relationship("PAID_TO", "flows", OWN, "recipients", "Who receives; there may be several."),
    Relationship("PART_OF", "flows", OWN, "part_of", "The larger flow that contains it."),
    Relationship("RESTATES", "flows", OWN, "restates", "The flow that it states again."),
    Relationship("PART_OF", "organisations", OWN, "parent_id", "The body it is part of."),
    Relationship("HAS_NAME", "names", "org_id", OWN, "A further name of an organisation."),
    Relationship("HAS_IDENTIFIER", "identifiers", "org_id", OWN, "A number in a register."),
    Relationship("HAPPENED_TO", "events", OWN, "subject", "To whom it happened."),
    Relationship("SET_UP_BY", "frameworks", OWN, "owner", "Who set up the list of themes."),
    Relationship("IN_FRAMEWORK", "themes", OWN, "framework_id", "The list that a theme stands in."),
    Relationship("PART_OF", "themes", OWN, "parent_id", "The wider theme that contains it."),
    Relationship("COUNTED_OF", "figures", OWN, "subject", "Of whom or what it is a figure."),
    Relationship("PART_OF", "figures", OWN, "parent_id", "The figure it is a part of."),
    Relationship("SET_BY", "goals", OWN, "owner", "Who set the goal."),
    Relationship("SERVES", "goals", OWN, "parent_id", "The goal that it serves."),
    Relationship("HAS_THEME", "goals", OWN, "theme_id", "The theme that it belongs to."),
    Relationship("MEASURED_BY", "goals", OWN, "figure_id", "The figure that measures it."),
    *(
        Relationship("STATED_BY", table.name, OWN, "source_id", "The source that states it.")
        for table in NODE_TABLES
        if table.name != "sources"
    ),
)
"""Every relationship, by table; a type may join several pairs of tables."""


def _tables(table: str, column: str) -> tuple[str, ...]:
    return TABLE[table][column].references if column != OWN else (table,)


def node_key(table: Table) -> str:
    """Return the property that names the nodes of a table.

    >>> node_key(TABLE["organisations"]), node_key(TABLE["names"])
    ('org_id', 'name_id')
    """
    return table.key[0] if len(table.key) == 1 else f"{table.label.lower()}_id"


def kind_label(kind: str) -> str:
    """Return the second label of organisations of a kind.

    >>> kind_label("eu_body")
    'EuBody'
    """
    return "".join(word.capitalize() for word in kind.split("_"))


KIND_LABELS: dict[str, str] = {kind: kind_label(kind) for kind in ORGANISATION_KIND}
"""The second label of an organisation, by its kind."""


def property_of(column: str) -> str:
    """Return the property that a column has in the graph.

    >>> property_of("title"), property_of("name")
    ('name', 'name')
    """
    return RENAMED.get(column, column)


def own_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns of a table that stand on its node or relationship itself, not in another relationship.

    >>> [column.name for column in own_columns(TABLE["records"])]
    ['source_org_id', 'rule', 'locator', 'certainty', 'status']
    """
    others = {name for each in RELATIONSHIPS if each.table == table.name for name in (each.start, each.end)}
    return tuple(column for column in table.columns if column.name not in others)


def derived(table: Table) -> dict[str, str]:
    """Return the properties that are computed from the columns of a table, each with what it is.

    >>> list(derived(TABLE["events"]))
    ['date_first', 'date_last']
    """
    found = {}
    for column in own_columns(table):
        if column.kind is Kind.DATE:
            name = property_of(column.name)
            found[f"{name}_first"] = f"The first day that `{name}` can stand for, as a date."
            found[f"{name}_last"] = f"The last day that `{name}` can stand for, as a date."
    for amount in table.amounts:
        found[f"{amount.value}_low"] = f"The least that `{amount.value}` can stand for."
        found[f"{amount.value}_high"] = f"The most that `{amount.value}` can stand for; none where it is open."
    if table.name == "flows":
        found["eur_low"] = "The least it comes to over its whole period, in euro at the rate of each year."
        found["eur_high"] = "The most it comes to; none where it is open."
        found["is_counted"] = "Whether sums of funding count it: no money is counted twice, nor what is no funding."
    if table.name == "evidence":
        found["about_row"] = f"The row it is about, as the property `{ROW}` of its node or relationship."
    return found


LABELS: tuple[str, ...] = (DATASET, *(table.label for table in NODE_TABLES), *KIND_LABELS.values())
"""All labels."""

TYPES: tuple[str, ...] = tuple(dict.fromkeys([*(each.kind for each in RELATIONSHIPS), EVIDENCE_ABOUT]))
"""All types of relationship."""

PROPERTIES: tuple[str, ...] = tuple(
    sorted(
        {ROW, PLACE, "source_id", "dataset_id", *PUSHED}
        | {node_key(table) for table in NODE_TABLES}
        | {property_of(column.name) for table in TABLES for column in own_columns(table)}
        | {name for table in TABLES for name in derived(table)}
    )
)
"""All properties."""

assert set(SUBJECTS) <= {table.name for table in NODE_TABLES}  # noqa: S101 - what a row is about is a node
