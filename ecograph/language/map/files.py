"""The texts of what a reader takes away from the map: pictures, tables, prints."""

from ecograph.language import Words

FILES: dict[str, Words] = {}
"""The text for each place. A word in braces is filled in by the page."""
