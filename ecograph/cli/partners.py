"""``ecograph partners``: which organisations fit as new partners of one, why, and how far that can be trusted."""

from typing import Any

import click

from ecograph.cli import analysis

HELICES = ("industry", "academia", "government", "civil_society", "intermediary", "none")


@click.command("partners")
@click.argument("name", metavar="NAME")
@click.option("--helix", type=click.Choice(HELICES), help="First those of this sphere.")
@click.option("--region", metavar="CODE", help="First those of this NUTS region, such as DK04.")
@click.option("--country", metavar="CODE", help="First those of this country, such as NO.")
@click.option("--number", type=click.IntRange(min=1), default=20, show_default=True, help="How many to suggest.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The seed of what is drawn.")
@analysis.shared
def command(  # noqa: PLR0913 - the options of the command
    *,
    name: str,
    helix: str | None,
    region: str | None,
    country: str | None,
    number: int,
    seed: int,
    **shared: Any,  # noqa: ANN401 - click's options
) -> None:
    """Suggest partners for an organisation among those that it does not yet work with.

    Each suggestion says over whom and which projects the two are linked. The table `evaluation` says how well such
    suggestions would have foretold what happened later, beside a guess by popularity alone.

    \b
    Examples:
      ecograph partners welfare-tech
      ecograph partners "Norway Health Tech" --country DK --helix industry
      ecograph partners sdu --table suggestions --csv
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.analyses.partners import partners
    from ecograph.question import organisation

    how, asked = analysis.begun(**shared)
    own = organisation(asked.network.ecosystem, name)
    wanted: dict[str, Any] = {"helix": helix, "region": region, "country": country, "n": number, "seed": seed}
    with analysis.working("partners", quiet=how.quiet):
        answer = partners(asked.network, own, **wanted)
    analysis.tell({"": answer}, how, asked, {"organisation": own} | wanted)
