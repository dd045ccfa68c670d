"""``ecograph overlap``: what clusters share, whether it is more than chance, and whether it is more than is known."""

from typing import Any

import click

from ecograph.cli import analysis


@click.command("overlap")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--samples", type=click.IntRange(min=1), default=1000, show_default=True, help="How many networks to draw."
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The seed of what is drawn.")
@analysis.shared
def command(
    *,
    names: tuple[str, ...],
    samples: int,
    seed: int,
    **shared: Any,  # noqa: ANN401 - click's options
) -> None:
    """Show what clusters share, in every dimension, and how sure that is.

    Each NAME is a cluster, another organisation, or a programme; LABEL=A,B makes one set of several. Without a NAME
    all clusters are compared. The tables say how large the overlap is, for pairs and for every combination; whether
    it is more than chance; how far it can be known from incomplete lists; and what it hinges on.

    \b
    Examples:
      ecograph overlap welfare-tech mtic chc lsi
      ecograph overlap "Norway Health Tech" nscc --table implied
      ecograph overlap "west=mtic,lsi" chc --without-purpose merger --lang da
      ecograph overlap welfare-tech mtic --table pairs --csv
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.analyses.overlap import overlap
    from ecograph.question import sets

    how, asked = analysis.begun(**shared)
    compared = sets(asked.network.ecosystem, names) or None
    with analysis.working("overlap", quiet=how.quiet):
        answer = overlap(asked.network, compared, samples=samples, seed=seed)
    wanted = {"sets": compared, "samples": samples, "seed": seed}
    analysis.tell({"": answer}, how, asked, wanted)
