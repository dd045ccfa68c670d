"""The data model: its tables, columns and closed lists, declared once."""

from ecograph.schema.columns import FORMS, Amount, Column, Kind, Span, Table, dtype
from ecograph.schema.tables import SUBJECTS, TABLE, TABLES

__all__ = ["FORMS", "SUBJECTS", "TABLE", "TABLES", "Amount", "Column", "Kind", "Span", "Table", "dtype"]
