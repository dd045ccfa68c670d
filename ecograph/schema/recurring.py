"""Columns that recur: where a fact comes from, a period, an amount, a label in three languages."""

from ecograph.schema import vocabulary as words
from ecograph.schema.columns import Column, Kind, Span

SEQ = Column("seq", Kind.INTEGER, "1, 2 ... where the same pair stands more than once.", required=True)
AS_OF = Column("as_of", Kind.DATE, "When it was observed.")
FROM_TO = (Span("from", "to"),)


def source() -> Column:
    """Return the column that names the source of a row."""
    return Column("source_id", Kind.KEY, "The source that states it.", required=True, references=("sources",))


def locator() -> Column:
    """Return the column that names the place in the source."""
    return Column("locator", Kind.LINES, "Lines in the document; empty where the page is the whole place.")


def certainty() -> Column:
    """Return the column that says how sure a fact is."""
    about = "How sure the fact is: certain (stated), likely (from context), weak (a hint)."
    return Column("certainty", Kind.CHOICE, about, required=True, choices=words.CERTAINTY)


def status() -> Column:
    """Return the column that says whether a fact is actual."""
    about = "Whether it is actual, planned, proposed or only a goal."
    return Column("status", Kind.CHOICE, about, required=True, choices=words.STATUS)


def provenance() -> tuple[Column, ...]:
    """Return the columns on source, place, certainty and status that every fact has."""
    return (source(), locator(), certainty(), status())


def choice(name: str, choices: tuple[str, ...], about: str, *, required: bool = True) -> Column:
    """Return a column with a closed list."""
    return Column(name, Kind.CHOICE, about, required=required, choices=choices)


def ref(name: str, tables: tuple[str, ...], about: str, *, required: bool = True) -> Column:
    """Return a column that names a row of one of some tables."""
    return Column(name, Kind.KEY, about, required=required, references=tables)


def period(start: str = "from", end: str = "to") -> tuple[Column, ...]:
    """Return the columns of a first and a last day."""
    return (
        Column(start, Kind.DATE, "The first day, as precise as it is known."),
        Column(end, Kind.DATE, "The last day, as precise as it is known."),
    )


def budget(name: str) -> tuple[Column, ...]:
    """Return the columns of an amount that is a budget."""
    return (
        Column(f"{name}_amount", Kind.NUMBER, "The amount as stated; a budget, never added to flows."),
        choice(f"{name}_qualifier", words.QUALIFIER, "How vague the amount is.", required=False),
        Column(f"{name}_currency", Kind.CURRENCY, "The currency of the amount."),
    )


def labels() -> tuple[Column, ...]:
    """Return the columns of a label in three languages; the English one, which all publishers give, is required."""
    return (
        Column("label_da", Kind.TEXT, "In Danish."),
        Column("label_nb", Kind.TEXT, "In Norwegian."),
        Column("label_en", Kind.TEXT, "In English.", required=True),
    )
