"""The report as a file: one module for each format, each a function from a document to text or bytes."""
