"""The amounts of money that nobody has stated, by whoever could: recipient, payer or programme."""

import polars as pl

from ecograph.analyses.gaps.unknown_gap import Question, of_each, of_several
from ecograph.language import Words
from ecograph.metrics.amounts import KINDS
from ecograph.network import Network
from ecograph.rows import reference

SIDES = {
    "recipients": Question(
        "funding by recipient",
        "amounts",
        "flows",
        Words("ask {} how much it received", "spørg {} om, hvor meget de har fået", "spør {} om hvor mye de har fått"),
    ),
    "payers": Question(
        "funding by payer",
        "amounts",
        "flows",
        Words("ask {} how much it granted", "spørg {} om, hvor meget de har givet", "spør {} om hvor mye de har gitt"),
    ),
}
"""What is missing of the two sides of a flow."""

UNNAMED = {
    "recipients": Question(
        "funding by recipient",
        "recipients",
        "flows",
        Words(
            "look up who received the money",
            "find ud af, hvem der har fået pengene",
            "finn ut hvem som har fått pengene",
        ),
    ),
    "payers": Question(
        "funding by payer",
        "payers",
        "flows",
        Words("look up who pays the money", "find ud af, hvem der betaler", "finn ut hvem som betaler"),
    ),
}
"""What is missing where a flow names nobody on that side."""

PROGRAMMES = Question(
    "funding by programme",
    "amounts",
    "flows",
    Words(
        "look up the grants in the accounts of {}",
        "slå tilskuddene op i regnskabet for {}",
        "slå opp tilskuddene i regnskapet til {}",
    ),
)


def of_money(network: Network) -> pl.DataFrame:
    """Return the gaps in the amounts of funding by recipient, payer and programme.

    Flows that are funding and do not restate another count, once for each that is named on the side asked for. A
    flow that names nobody is missing as such, whether it has an amount or not.

    Args:
        network: The network.

    Returns:
        Rows of the columns ``GAP``.
    """
    eco = network.ecosystem
    flows = eco.flows.filter(pl.col("kind").is_in(KINDS) & pl.col("restates").is_null()).with_columns(
        reference("flows"), is_known=pl.col("amount").is_not_null(), name=pl.coalesce("about", "flow_id")
    )
    names = pl.concat(
        [
            eco.organisations.select(subject="org_id", subject_name="name"),
            eco.projects.select(subject="project_id", subject_name="title"),
        ]
    )
    gaps = []
    for side, question in SIDES.items():
        named = flows.with_columns(subject=side).explode("subject", empty_as_null=True)
        found = named.join(names, on="subject", how="left").with_columns(
            subject_name=pl.coalesce("subject_name", "subject")
        )
        bearing = named.select("name", "rows", n=pl.lit(1), is_known=pl.col("subject").is_not_null())
        gaps += [
            of_each(question, found.drop_nulls("subject"), base=named.height),
            of_several(UNNAMED[side], "flows", bearing),
        ]
    programmes = eco.projects.select(recipient="project_id", subject="programme").drop_nulls()
    paid = flows.with_columns(recipient="recipients").explode("recipient", empty_as_null=True)
    of_programmes = paid.join(programmes, on="recipient").with_columns(subject_name="subject")
    return pl.concat([*gaps, of_each(PROGRAMMES, of_programmes, base=of_programmes.height)])
