"""What a dataset says of its key figures in ``figures.toml``: figures of its own, limits and targets.

Reading the file is left to the edge; here its text becomes definitions, or all its faults at once.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ecograph.errors import DataError, Issue
from ecograph.language import Words
from ecograph.metrics import METRICS
from ecograph.metrics.key_figures import KEY_FIGURES, settings_faults
from ecograph.metrics.key_figures.definition import KeyFigure
from ecograph.metrics.key_figures.limits import Limit
from ecograph.metrics.key_figures.own import SOURCE, OwnFigure, Slice, key_figure
from ecograph.toml_lines import line_of

FILE = "figures.toml"
"""The file of a dataset that holds its key figures and limits."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a dataset says of its key figures.

    Args:
        definitions: The figures of its own, in the order of the file.
        limits: The limits and targets; those of the figures' own come first.
    """

    definitions: tuple[KeyFigure, ...] = ()
    limits: tuple[Limit, ...] = ()

    @property
    def every(self) -> tuple[KeyFigure, ...]:
        """Return all key figures: those that come with ecograph, then its own."""
        return (*KEY_FIGURES, *self.definitions)


def settings(text: str, place: str) -> Settings:
    r"""Return what the text of a ``figures.toml`` says.

    Args:
        text: The text: sections ``[[figures]]`` with the keys of ``OwnFigure``, and ``[[limits]]`` with those of
            ``Limit``.
        place: The file as messages name it.

    Raises:
        DataError: The text is no TOML, or a key is unknown, missing, of the wrong type or there twice, or a name is
            that of nothing; it holds all faults, each with its line.

    >>> text = '''
    ... [[figures]]
    ... name = "danish"
    ... measure = "counts"
    ... value = "n"
    ... where = { dimension = "country", value = "DK" }
    ... unit = "organisations"
    ... label = { en = "Danish", da = "Danske", nb = "Danske" }
    ... sentence = { en = "Those in Denmark.", da = "Dem i Danmark.", nb = "De i Danmark." }
    ... target = 40
    ... '''
    >>> found = settings(text, "figures.toml")
    >>> [figure.name for figure in found.definitions], found.limits[0].target
    (['danish'], 40.0)
    """
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # besides its own error: too long a number, too many brackets
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise DataError([Issue(place, line, "-", "format", f"{error}; correct the TOML")]) from None
    faults = [
        Issue(place, line_of(text, fault.section, fault.key), fault.key or "-", fault.code, fault.message)
        for fault in settings_faults.faults(given)
    ]
    if faults:
        raise DataError(faults)
    owns = given.get("figures", [])
    targets = [Limit(entry["name"], target=float(entry["target"])) for entry in owns if "target" in entry]
    return Settings(tuple(map(_figure, owns)), (*targets, *map(_limit, given.get("limits", []))))


def _figure(entry: Mapping[str, Any]) -> KeyFigure:
    """Return a key figure of values that have no fault."""
    named = {each.name: each for each in (METRICS if "measure" in entry else KEY_FIGURES)}
    base = named[entry.get("measure", entry.get("figure"))]
    low, high = settings_faults.bounds(entry)
    by = entry.get("by")
    own = OwnFigure(
        name=entry["name"],
        label=Words(**entry["label"]),
        sentence=Words(**entry["sentence"]),
        unit=entry["unit"],
        base=base,
        low=low,
        high=high,
        version=entry.get("version", 1),
        where={key: settings_faults.texts(value) for key, value in entry.get("where", {}).items()},
        take=entry.get("take", "only"),
        by=by,
        breakdown=entry.get("breakdown", by or ""),
        options=entry.get("options", {}),
        of=_slice(entry.get("of", {})),
        definition=entry.get("definition", ""),
        source=entry.get("source", SOURCE),
    )
    return key_figure(own)


def _slice(of: Mapping[str, Any]) -> Slice:
    as_of = of.get("as_of")
    return Slice(
        of.get("country"),
        tuple(of.get("clusters", ())),
        None if as_of is None else str(as_of),  # TOML has dates of its own, without quotes
        tuple(of.get("without_purpose", ())),
    )


def _limit(entry: Mapping[str, Any]) -> Limit:
    """Return a limit of values that have no fault."""
    said = {key: float(entry[key]) for key in settings_faults.BOUNDS if key in entry}
    return Limit(entry["figure"], entry.get("breakdown", ""), entry.get("item", ""), **said)
