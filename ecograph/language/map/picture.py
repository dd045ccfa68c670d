"""The texts that stand on the picture of the map alone."""

from ecograph.language import Words

PICTURE: dict[str, Words] = {
    "vague": Words(
        "An arrow of dots and dashes: the source gives no exact amount.",
        "Stiplet pil: kilden angiver ikke et præcist beløb.",
        "Stiplet pil: kilden oppgir ikke et nøyaktig beløp.",
    ),
    "smaller": Words("the other {n}", "de øvrige {n}", "de andre {n}"),
}
"""The text for each place. A word in braces is filled in by the picture."""
