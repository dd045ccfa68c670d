"""The report: its sections as parts of a document in one language, without any format."""
