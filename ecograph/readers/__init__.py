"""Readers of published files: one file for each publisher, from bytes to tables of the data model."""
