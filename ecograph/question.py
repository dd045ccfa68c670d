"""What is asked: which measures, with which options, about whom, how many rows; and which sets are compared.

``asked`` finds the measures, ``computed`` computes one, ``about`` and ``first`` choose among its rows. ``sets`` finds
the clusters, organisations and programmes that somebody names.
"""

import difflib
from collections.abc import Collection, Iterable, Mapping

import polars as pl

from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.lookup import find, namesakes
from ecograph.metrics import METRICS, Metric
from ecograph.network import Network

ALL = "all"
"""The name that stands for every measure."""


def asked(names: Iterable[str]) -> tuple[Metric, ...]:
    """Return the measures of these names, each once, in the order of ``METRICS``; ``all`` names every one.

    Raises:
        EcographError: No measure has that name; the message lists the nearest names.

    >>> [metric.name for metric in asked(["betweenness", "degree", "degree"])]
    ['degree', 'betweenness']
    """
    known = {metric.name for metric in METRICS}
    wanted = set(names)
    for name in sorted(wanted - known - {ALL}):
        near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "`ecograph metrics` lists them"
        raise EcographError(f"found no measure {name}: {hint}")
    return tuple(metric for metric in METRICS if ALL in wanted or metric.name in wanted)


def refuse_idle(metrics: Iterable[Metric], options: Mapping[str, object]) -> None:
    """Refuse an option that none of the measures takes.

    Raises:
        EcographError: There is one; the message lists the measures that take it.
    """
    taken = {option for metric in metrics for option in metric.options}
    for option in sorted(options.keys() - taken):
        takers = ", ".join(metric.name for metric in METRICS if option in metric.options)
        raise EcographError(f"found --{option}, which none of these measures takes; it goes with {takers}")


def computed(network: Network, metric: Metric, options: Mapping[str, object]) -> pl.DataFrame:
    """Return the table of a measure with those of the options that it takes."""
    return metric.compute(
        metric.told_of(network), **{name: value for name, value in options.items() if name in metric.options}
    )


def about(metric: Metric, table: pl.DataFrame, subjects: Collection[str]) -> pl.DataFrame:
    """Return the rows of a table that name one of these organisations or projects, all rows if none is given.

    The table of a measure of the whole network has no such keys and is returned whole.

    >>> table = pl.DataFrame({"id": ["a", "b"], "degree": [1.0, 0.5]})
    >>> about(asked(["eigenvector"])[0], table, ["b"]).rows()
    [('b', 0.5)]
    """
    if not subjects or not metric.subjects:
        return table
    return table.filter(pl.any_horizontal(pl.col(key).is_in(list(subjects)) for key in metric.subjects))


def first(metric: Metric, table: pl.DataFrame, n: int) -> pl.DataFrame:
    """Return the first rows of a table; of a measure of nodes as many of each mode or role, one after another.

    >>> table = pl.DataFrame({"mode": ["organisation", "organisation", "project"], "id": ["a", "b", "p"]})
    >>> first(asked(["degree"])[0], table, 1)["id"].to_list()
    ['a', 'p']
    """
    kinds = [key for key in metric.keys if key != "id"] if "id" in metric.keys else []
    place = pl.int_range(pl.len())
    cut = table.filter((place.over(kinds) if kinds else place) < n)
    return cut.sort(kinds, maintain_order=True) if kinds else cut


def sets(ecosystem: Ecosystem, texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return what is to be compared: for each text the name of a set, and the ids it is made of.

    A text names an organisation or a project in any of the ways of ``lookup.find``, or a programme, which stands for
    its projects. ``NAME=A,B`` makes one set of several.

    Raises:
        EcographError: A text names nothing, or something else; or two texts name the same set.

    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": i, "name": i.upper(), "kind": "cluster"} for i in ("mtic", "lsi", "chc")],
    ...     projects=[{"project_id": "p", "title": "P", "kind": "project", "programme": "Interreg"}],
    ... )
    >>> sets(eco, ["MTIC", "east=lsi,CHC", "Interreg"])
    {'mtic': ('mtic',), 'east': ('lsi', 'chc'), 'Interreg': ('p',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        label, is_several, rest = text.partition("=")
        parts = [_meant(ecosystem, part.strip()) for part in (rest.split(",") if is_several else [text])]
        name = label.strip() if is_several else parts[0][0]
        if name in found:
            raise EcographError(f"found {name} twice, expected each set once")
        found[name] = tuple(dict.fromkeys(own for _, ids in parts for own in ids))
    return found


def themes(ecosystem: Ecosystem, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the themes that texts name, sorted; a name that several frameworks use stands for all of them.

    Raises:
        EcographError: A text names nothing, or something else.

    >>> eco = Ecosystem.of(
    ...     frameworks=[{"framework_id": f, "kind": "topics"} for f in "fg"],
    ...     themes=[{"theme_id": f"care-{f}", "framework_id": f, "label_da": "Pleje"} for f in "fg"],
    ... )
    >>> themes(eco, ["care-f"]), themes(eco, ["pleje"])
    (('care-f',), ('care-f', 'care-g'))
    """
    found: set[str] = set()
    for text in texts:
        own = {own for table, own in namesakes(ecosystem, text) if table == "themes"}
        if not own:
            table, _ = find(ecosystem, text)
            raise EcographError(f"found {text!r} among the {table}, expected a theme")
        found |= own
    return tuple(sorted(found))


def _meant(ecosystem: Ecosystem, text: str) -> tuple[str, tuple[str, ...]]:
    """Return the name and the ids of what a text stands for: an organisation, a project, or a programme."""
    projects = ecosystem.projects.filter(pl.col("programme").str.to_lowercase() == text.lower())
    if projects.height:
        return projects["programme"][0], tuple(projects["project_id"].sort())
    table, own = find(ecosystem, text)
    if table not in {"organisations", "projects"}:
        raise EcographError(f"found {text!r} among the {table}, expected a cluster, an organisation or a programme")
    return own, (own,)
