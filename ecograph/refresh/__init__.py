"""The scheduled run: from published files to a snapshot with what has changed, whole or not at all."""
