"""The texts that stand on the picture of the map alone."""

from ecograph.language import Words

PICTURE: dict[str, Words] = {
    "smaller": Words("the other {n}", "de øvrige {n}", "de andre {n}"),
}
"""The text for each place. A word in braces is filled in by the picture."""
