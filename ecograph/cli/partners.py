"""``ecograph partners``: which organisations fit as new partners of one, why, and how far that can be trusted."""

from typing import Any

import click

from ecograph.cli import analysis

HELICES = ("industry", "academia", "government", "civil_society", "intermediary", "none")
ORDERS = (
    "two_mode_resource_allocation",
    "two_mode_adamic_adar",
    "resource_allocation",
    "adamic_adar",
    "theme_fit",
    "theme_complementarity",
)


@click.command("partners")
@click.argument("name", metavar="NAME")
@click.option("--helix", type=click.Choice(HELICES), help="First those of this sphere.")
@click.option("--region", metavar="CODE", help="First those of this NUTS region, such as DK04.")
@click.option("--country", metavar="CODE", help="First those of this country, such as NO.")
@click.option("--theme", "themes", multiple=True, metavar="NAME", help="First those that work on this theme.")
@click.option("--by", type=click.Choice(ORDERS), help="Order by this score. Default: the best on the past.")
@click.option("--number", type=click.IntRange(min=1), default=20, show_default=True, help="How many to suggest.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The seed of what is drawn.")
@analysis.shared
def command(  # noqa: PLR0913 - the options of the command
    *,
    name: str,
    helix: str | None,
    region: str | None,
    country: str | None,
    themes: tuple[str, ...],
    by: str | None,
    number: int,
    seed: int,
    **shared: Any,  # noqa: ANN401 - click's options
) -> None:
    """Suggest partners for an organisation among those that it does not yet work with.

    What is asked for (all of helix, region and country, and one of the themes) comes first. Each suggestion says
    over whom and which projects the two are linked. The table `evaluation` says how well such suggestions would have
    foretold what happened later, beside a guess by popularity alone.

    \b
    Examples:
      ecograph partners welfare-tech
      ecograph partners "Norway Health Tech" --country DK --helix industry
      ecograph partners welfare-tech --theme care --by theme_complementarity
      ecograph partners sdu --table suggestions --csv
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.analyses.partners import partners
    from ecograph.lookup import organisation
    from ecograph.question import themes as named

    how, asked = analysis.begun(**shared)
    own = organisation(asked.network.ecosystem, name)
    wanted: dict[str, Any] = {"helix": helix, "region": region, "country": country, "by": by, "n": number, "seed": seed}
    wanted["themes"] = named(asked.network.ecosystem, themes)
    with analysis.working("partners", quiet=how.quiet):
        answer = partners(asked.network, own, **wanted)
    analysis.tell({"": answer}, how, asked, {"organisation": own} | wanted)
