"""``ecograph judge``: say whether two organisations or projects are one, or walk through the candidates."""

import getpass
from datetime import UTC, datetime
from pathlib import Path

import click

from ecograph.cli import options, telling
from ecograph.errors import EcographError

VERDICTS = ("same", "different", "unsure")
KEYS = {"s": "same", "d": "different", "u": "unsure"}


@click.command("judge")
@click.argument("left", required=False)
@click.argument("right", required=False)
@click.argument("verdict", required=False, type=click.Choice(VERDICTS))
@click.option("--why", help="Why, in a few words.")
@click.option("--by", help="Who decided. Default: the name of the user.")
@options.data
@options.quiet
def command(  # noqa: PLR0913 - each is an argument or option of the command
    *,
    left: str | None,
    right: str | None,
    verdict: str | None,
    why: str | None,
    by: str | None,
    data: str | None,
    quiet: bool,
) -> None:
    """Append to judgements.csv of a dataset whether LEFT and RIGHT are the same, different or unsure.

    A side is an id (as `ecograph candidates` prints it) or a registry number such as cvr-32700020. Without
    arguments the candidates are shown one by one and each answer is written at once. To undo a judgement,
    remove its line from judgements.csv.

    \b
    Examples:
      ecograph judge mtic welfare-tech different --why "two associations" -d my_dataset
      ecograph judge -d my_dataset
    """  # noqa: D301 - click takes the backspace as: do not wrap
    from ecograph.identity.judgements import Judgement
    from ecograph.sources import read
    from ecograph.sources.sides import check_sides
    from ecograph.stores.judgements import append

    place = options.dataset(data)
    if place is None or not place.is_dir():
        raise click.UsageError("name the folder of a dataset of your own with -d: a judgement is written into it")
    telling.own(place)
    who = by or _user()
    if left is None:
        _walk(place, who, quiet=quiet)
        return
    if right is None or verdict is None or not why:
        raise click.UsageError("expected LEFT RIGHT VERDICT and --why, or nothing to walk through the candidates")
    check_sides(read(place, telling.progress(quiet=quiet)), left, right)
    append(place, Judgement(left, right, verdict, who, why, _today()))
    click.echo(f"written to {place / 'judgements.csv'}; it counts from the next build", err=True)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:  # the system knows no name, as in some containers
        raise EcographError("found no name of the user, expected one: say who decided with --by") from error


def _walk(place: Path, who: str, *, quiet: bool) -> None:
    from ecograph.identity.judgements import FILE, Judgement
    from ecograph.sources import read
    from ecograph.stores.judgements import append

    reading = read(place, telling.progress(quiet=quiet))
    judged = {frozenset(pair) for pair in reading.judgements.select("left", "right").iter_rows()}
    found = reading.resolution().candidates.to_dicts()
    left = [row for row in found if frozenset((row["left"], row["right"])) not in judged]
    if len(left) < len(found):
        click.echo(f"{len(found) - len(left):,} judged unsure: to decide, change the line in {FILE}", err=True)
    if not left:
        click.echo("no pair is left to judge", err=True)
    one = {row[side]: row[side] for row in left for side in ("left", "right")}
    for number, row in enumerate(left, start=1):
        if one[row["left"]] == one[row["right"]]:
            continue  # an answer before has settled it
        click.echo(f"\n{number} of {len(left):,}\n{telling.pair(row)}")
        answer = click.prompt(
            "[s]ame, [d]ifferent, [u]nsure, [n]ext, [q]uit", type=click.Choice([*KEYS, "n", "q"]), show_choices=False
        )
        if answer == "q":
            break
        if answer in KEYS:
            why = click.prompt("why")
            append(place, Judgement(row["left"], row["right"], KEYS[answer], who, why, _today()))
            if KEYS[answer] == "same":
                gone = one[row["right"]]
                one = {org: one[row["left"]] if group == gone else group for org, group in one.items()}


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
