"""How many organisations there are, by what is known of them."""

import polars as pl

from ecograph import money
from ecograph.language import Words
from ecograph.metrics.key_figures.definition import Asked, KeyFigure
from ecograph.metrics.key_figures.reported import is_whole
from ecograph.metrics.key_figures.tally import counted, without_end
from ecograph.network import Network
from ecograph.rows import reference

BREAKDOWNS = ("helix", "kind", "country", "region", "size")

HEADS = ("persons", "employees", "staff")
"""Units of a reported figure that may count staff."""

STAFF = r"(?i)\b(staff|employees)\b"
"""What stands in the unit or the words of a reported figure that does."""

SIZES = (("micro", 0, 10), ("small", 10, 50), ("medium", 50, 250), ("large", 250, float("inf")))
"""The sizes with the least staff and what it stays below (Recommendation 2003/361/EC, Annex, Art. 2; staff alone)."""


def organisations(network: Network, asked: Asked) -> pl.DataFrame:
    """Return how many organisations the data know, by helix, kind, country, region and size.

    Counted are the organisations of the network: single ones. The size is that of the staff a source reports for the
    organisation, actual and of the whole, the latest one; where a vague number may be of two sizes, it is not known.

    Returns:
        The columns of ``FIGURES`` other than ``figure``, in organisations. Never undefined.

    >>> from datetime import date
    >>> from ecograph.ecosystem import Ecosystem
    >>> orgs = [{"org_id": "a", "name": "A", "kind": "company", "country": "DK"}]
    >>> eco = Ecosystem.of(organisations=[*orgs, {"org_id": "b", "name": "B", "kind": "company"}])
    >>> found = organisations(Network.of(eco), Asked(date(2024, 1, 1)))
    >>> found.filter(breakdown="country").select("item", "low", "coverage").sort("item").rows()
    [('', 1.0, 0.5), ('DK', 1.0, 0.5)]
    """
    ids = pl.DataFrame({"org_id": network.organisations}, schema={"org_id": pl.String})
    bodies = ids.join(network.ecosystem.organisations, on="org_id", how="left", maintain_order="left")
    sized = bodies.join(sizes(network, asked), on="org_id", how="left", maintain_order="left")
    things = sized.with_columns(reference("organisations"), low=pl.lit(1), high=pl.lit(1))
    return without_end(counted(things, unit="organisations", by=BREAKDOWNS))


def sizes(network: Network, asked: Asked) -> pl.DataFrame:
    """Return ``org_id`` and ``size`` of the organisations whose staff a source reports; null where it is too vague."""
    is_staff = pl.col("unit").str.contains(STAFF) | pl.col("what").str.contains(STAFF)
    figures = network.ecosystem.figures.filter(
        pl.col("unit").is_in(HEADS) & is_staff & is_whole() & pl.col("value").is_not_null()
    )
    last = (
        figures.with_columns(day=pl.coalesce("as_of", "to", "from"))
        .sort("subject", "day", "figure_id", nulls_last=False)
        .drop_nulls("subject")
        .group_by("subject", maintain_order=True)
        .last()
    )
    low, high = money.low("value", "qualifier", asked.vagueness), money.high("value", "qualifier", asked.vagueness)
    size = pl.coalesce(
        pl.when((low >= least) & ((high < most) | (pl.lit(most) == float("inf")))).then(pl.lit(name))
        for name, least, most in SIZES
    )
    return last.select(org_id="subject", size=size)


ORGANISATIONS = KeyFigure(
    name="organisations",
    version=1,
    label=Words("organisations", "organisationer", "organisasjoner"),
    sentence=Words(
        en="How many organisations the data know; collectives and unnamed bodies are not counted.",
        da="Hvor mange organisationer dataene kender; samlebetegnelser og unavngivne tælles ikke med.",
        nb="Hvor mange organisasjoner dataene kjenner; samlebetegnelser og organisasjoner uten navn telles ikke med.",
    ),
    definition="The single organisations of the data. A size is that of the latest staff a source reports, by the "
    "limits of 10, 50 and 250; most sources report none.",
    unit="organisations",
    breakdowns=BREAKDOWNS,
    source="definition of this project; sizes: Recommendation 2003/361/EC, Annex, Art. 2",
    compute=organisations,
)
