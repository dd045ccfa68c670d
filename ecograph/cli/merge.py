"""``ecograph merge``: what a merger of clusters would gain, double and lose; one, or those of a scenario file."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ecograph.cli import analysis, options, telling
from ecograph.errors import EcographError

if TYPE_CHECKING:
    from ecograph.analyses.answer import Answer
    from ecograph.network import Network
    from ecograph.scenario import Scenario


@click.command("merge")
@click.argument("names", nargs=-1, metavar="[CLUSTER]...")
@click.option("--as", "name", metavar="NAME", help="What the merged body is called; it may be one of the data.")
@click.option("--leave", "leaves", multiple=True, metavar="NAME", help="An organisation that would not follow.")
@click.option("--framework", metavar="NAME", help="Count coverage by the themes of this framework alone.")
@click.option("--alone", is_flag=True, help="Leave out the comparison with every other merger of the clusters.")
@click.option(
    "--scenarios", "file", type=click.Path(path_type=Path), metavar="FILE", help="A file of scenarios (TOML)."
)
@analysis.shared
def command(  # noqa: PLR0913 - the options of the command
    *,
    names: tuple[str, ...],
    name: str | None,
    leaves: tuple[str, ...],
    framework: str | None,
    alone: bool,
    file: Path | None,
    **shared: Any,  # noqa: ANN401 - click's options
) -> None:
    """Show what a merger of clusters would gain, double and lose, on several axes.

    Name the clusters, or give a file of scenarios. Without either, the scenarios of the dataset are played. A merger
    that has been decided is also held against what happened: what was known before it, beside what came.

    \b
    Examples:
      ecograph merge welfare-tech mtic chc lsi --as "Danish Life Science Cluster"
      ecograph merge "Norway Health Tech" nscc --as nht-nscc --table axes --lang nb
      ecograph merge welfare-tech mtic --as West --leave au --alone
      ecograph merge --table expected
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.identity.names import slug
    from ecograph.network import Network
    from ecograph.scenario import Scenario
    from ecograph.sources.scenarios import read_scenarios

    if names and file is not None:
        raise click.UsageError("found clusters and --scenarios, expected one of them")
    if not names and (name or leaves):
        raise click.UsageError("found --as or --leave and no clusters; name those that merge")
    how, asked = analysis.begun(**shared)
    played = (
        (Scenario(_named(name), names, leaves),) if names else read_scenarios(file or options.dataset(shared["data"]))
    )
    everything = asked.network
    if shared["as_of"] is not None:  # what came of a merger is later than the day that was asked for
        everything = Network.of(options.sliced(asked.reading.ecosystem(), None, shared["without_purpose"]))
    answers: dict[str, Answer] = {}
    for scenario in telling.steps(played, lambda scenario: scenario.name, quiet=how.quiet):
        own = "" if names else slug(scenario.name)
        if own in answers:
            raise EcographError(f"scenario {scenario.name!r}: found a second one that is written as {own}; rename one")
        try:
            found = _answers(asked.network, everything, scenario, framework=framework, alone=alone)
        except EcographError as error:
            raise error if names else EcographError(f"scenario {scenario.name!r}: {error}") from error
        answers |= {own + name: answer for name, answer in found.items()}
    wanted = {"scenarios": [asdict(scenario) for scenario in played], "framework": framework, "alone": alone}
    analysis.tell(answers, how, asked, wanted)


def _named(name: str | None) -> str:
    if not name:
        raise click.UsageError("the merged body has no name; give it one, such as --as 'North Cluster'")
    return name


def _answers(
    network: "Network", everything: "Network", scenario: "Scenario", *, framework: str | None, alone: bool
) -> "dict[str, Answer]":
    """Return the answer about a scenario, and, where the merger was decided, how it compares with what happened.

    Args:
        network: The network that was asked about.
        everything: The network of all days, in which a merger and its evidence may be later.
        scenario: The merger.
        framework: Coverage by the themes of this framework alone.
        alone: Whether to leave out every other merger of the clusters.
    """
    from ecograph.analyses.merge import backtest, merge
    from ecograph.analyses.merge.backtest_sources import stated
    from ecograph.network import Network

    stated(everything.ecosystem, scenario)
    if scenario.as_of is not None:
        network = Network.of(options.sliced(network.ecosystem, scenario.as_of, ()))
    planned = merge(
        network, scenario.clusters, name=scenario.name, leaves=scenario.leaves, framework=framework, alone=alone
    )
    return {"": planned} | ({} if scenario.decided is None else {"-backtest": backtest(everything, scenario)})
