"""From the results of one run to ``docs/benchmarks.md``: what was measured, and only that, as a ratio.

Run as ``python -m benchmarks.report RESULTS.json REPORT.md``; ``make bench`` does, and ``make bench-map`` and
``make bench-report`` with the results of all.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.limits import LIMIT, OWN_LIMIT, exponent
from benchmarks.networks import TITLES
from benchmarks.rivals import AIM, BEST, NEAR, NETWORKX, WORTH, aim

OWN, NX, LIBRARY, PEAK, VIS = "ecograph", "networkx", "library", "peak", "vis-network"

GROWING = ("health", "horizon", "generated")
"""The sizes that the growth is told from; the bundled dataset is too small to grow from."""

MIN_SHOWN = 0.005
"""Seconds below which a comparison with the best library says more about the tables than about the kernel."""

NONE = "–"


@dataclass(frozen=True)
class Results:
    """What one run measured.

    Args:
        timed: Seconds of graph and kernel, by measure, size and side.
        facts: What else was said of it: memory, library, number of sources.
        left_out: What was not run (``predicted``) or was stopped (``stopped``), with the seconds.
        sizes: What each size comes to.
        single: The whole command and the imports, by name.
        held: What has an aim of its own: what was done, by whom, the seconds and the aim.
        maps: What was measured of the map in a browser: what, of whom, the value and the aim.
        machine: The number of cores and the version of Python.
    """

    timed: Mapping[tuple[str, str, str], float]
    facts: Mapping[tuple[str, str, str], Mapping[str, Any]]
    left_out: Mapping[tuple[str, str, str], Mapping[str, float]]
    sizes: Mapping[str, Mapping[str, int]]
    single: Mapping[str, Mapping[str, Any]]
    held: Sequence[tuple[str, str, float, str]]
    maps: Sequence[Mapping[str, Any]]
    machine: str

    @property
    def measures(self) -> list[str]:
        """Return the measures in the order of the run."""
        return list(dict.fromkeys(measure for measure, _, _ in self.facts))

    def own(self, measure: str, size: str) -> float | None:
        """Return the seconds of ecograph; of its one run in a process of its own where it has no other."""
        return self.timed.get((measure, size, OWN), self.timed.get((measure, size, PEAK)))

    def ratio(self, measure: str, size: str, side: str) -> float | None:
        """Return how many times faster than a rival ecograph is, None unless both were measured."""
        own, other = self.own(measure, size), self.timed.get((measure, size, side))
        return other / own if own and other is not None else None

    def bound(self, measure: str, size: str, side: str) -> float | None:
        """Return how many times faster it is at least, where the rival was stopped."""
        own, stopped = self.own(measure, size), self.left_out.get((measure, size, side), {}).get("stopped")
        return stopped / own if own and stopped else None


def results(said: Mapping[str, Any]) -> Results:
    """Return the results from what pytest-benchmark wrote."""
    timed, facts, single = {}, {}, {}
    held: list[tuple[str, str, float, str]] = []
    maps: list[Mapping[str, Any]] = []
    for each in said["benchmarks"]:
        extra = each["extra_info"]
        if extra["side"] in {"import", "command"}:
            single[extra.get("measure", "command")] = extra
            continue
        if extra["side"] == "held":
            seconds = each["stats"]["median"] * extra.get("scale", 1)
            held.append((extra["what"], extra["who"], seconds, extra["aim"]))
            continue
        if extra["side"] == "map":
            maps += extra["facts"]
            continue
        key = extra["measure"], extra["size"], extra["side"]
        facts[key] = extra
        timed[key] = extra.get("seconds", each["stats"]["median"]) + extra.get("build", 0.0)
    left_out = {
        (each["measure"], each["size"], each["side"]): {k: v for k, v in each.items() if isinstance(v, float)}
        for each in said.get("not_run", ())
    }
    machine = f"{said.get('cores')} cores, Python {said['machine_info']['python_version']}"
    return Results(timed, facts, left_out, said.get("sizes", {}), single, held, maps, machine)


def report(found: Results) -> str:
    """Return the report as Markdown."""
    parts = [_head(found), _aims(found), *(_size(found, size) for size in TITLES if size in found.sizes)]
    return "\n\n".join([*parts, _held(found), _maps(found), _single(found), _rivals()]) + "\n"


def _head(found: Results) -> str:
    missing = [TITLES[size] for size in TITLES if size not in found.sizes]
    without = f"\n\nNot among the sizes of this run: {', '.join(missing)}." if missing else ""
    names = ("organisations", "projects", "participations", "pairs")
    rows = [
        (TITLES[size], *(f"{found.sizes[size][name]:,}" for name in names)) for size in TITLES if size in found.sizes
    ]
    return f"""# Benchmarks

How long each measure takes from the tables to its result table, against networkx and against the best single
permissive library on the same tables in the same run. `make bench` writes this page.

{found.machine}. The ratios count, not the seconds: other machines have other seconds. Medians of one to five runs.

{_table(("network", "organisations", "projects", "participations", "pairs of partners"), rows)}{without}

- The 646 health projects are those of Horizon Europe that have Danish or Norwegian partners.
- Every side starts from the same tables. The time of a rival is that of its graph and of its kernel; a graph is built
  once for all the measures that need it and its time added to each. A table of ecograph also has names, ranks,
  reasons and the rows behind each number; the rivals stop at the bare numbers.
- A rival is stopped after {LIMIT:.0f} seconds: then it takes longer than that, and the ratio is a lower bound (>). It
  is not run at all where {LIMIT:.0f} seconds are sure to pass, as predicted from the sizes before, once a smaller size
  has told a ratio. Predicted seconds are marked (~) and no ratio is made of them. The same holds for ecograph after
  {OWN_LIMIT:.0f} seconds. The other libraries cannot be stopped and are only predicted.
- Where ecograph samples, the rivals take as many sources as it does (k). Several libraries run in one thread, as
  ecograph does, since the last digits otherwise change from run to run."""


def _aims(found: Results) -> str:
    rows = []
    for measure in found.measures:
        times = [(s["participations"], own) for s, own in _growing(found, measure)]
        power = exponent(times)
        memory = [found.facts.get((measure, size, PEAK), {}) for size in ("horizon", "generated")]
        rows.append(
            (
                f"`{measure}`",
                NONE if power is None else f"{power:.2f}",
                *(f"{each['peak_mb']:,.0f} ({each['above_mb']:,.0f})" if each else NONE for each in memory),
                _met(found, measure),
                _near(found, measure),
            )
        )
    header = (
        "measure",
        "grows as participations^",
        "peak MB, Horizon Europe",
        "peak MB, generated",
        "times networkx, and the aim",
        f"of the best library's time (aim: {NEAR})",
    )
    return f"""## Growth, memory and aims

The power is the slope of the time over the participations, both as logarithms, from the health projects up. The peak is
that of a process that reads the tables and computes the one measure; in brackets what lies above the tables. The aim
is {AIM:.0f} times networkx where networkx takes more than a second, or less where the best permissive way known was
measured to be slower than that; it is told at the largest size where networkx was measured. A library is compared
where it takes more than {MIN_SHOWN * 1000:.0f} milliseconds.

Where the kernel itself takes milliseconds (degree, PageRank, HITS, components, pairwise overlap), most of the time
goes into the table: its names, and the rows of the dataset behind each number, which the rivals do not give. Density
also counts the four-paths of the two-mode network, and small world draws random networks; their rivals do neither.

{_table(header, rows)}"""


def _growing(found: Results, measure: str) -> Iterator[tuple[Mapping[str, int], float]]:
    for size in GROWING:
        own = found.own(measure, size)
        if size in found.sizes and own:
            yield found.sizes[size], own


def _met(found: Results, measure: str) -> str:
    """Return whether the aim is met, at the largest size where networkx took more than a second."""
    if measure not in NETWORKX:
        return "networkx has none"
    for size in reversed([size for size in TITLES if size in found.sizes]):
        wanted = aim(measure, found.sizes[size]["participations"])
        ratio, bound = found.ratio(measure, size, NX), found.bound(measure, size, NX)
        if ratio is not None and found.timed[measure, size, NX] > WORTH:
            return f"{'yes' if ratio >= wanted else '**no**'}: {_times(ratio)} of {_times(wanted)} ({TITLES[size]})"
        if bound is not None:
            said = "yes" if bound >= wanted else "open"
            return f"{said}: more than {_times(bound)} of {_times(wanted)} ({TITLES[size]})"
    return "networkx takes less than a second"


def _near(found: Results, measure: str) -> str:
    """Return how much of the time of the best library ecograph takes, at the largest size where both were measured."""
    for size in reversed([size for size in TITLES if size in found.sizes]):
        ratio, other = found.ratio(measure, size, LIBRARY), found.timed.get((measure, size, LIBRARY), 0.0)
        if ratio is not None and other > MIN_SHOWN:
            return f"{'yes' if 1 / ratio <= NEAR else '**no**'}: {1 / ratio:.2g} ({TITLES[size]})"
    return NONE


def _size(found: Results, size: str) -> str:
    rows = [
        (
            f"`{measure}`",
            _seconds(found, (measure, size, OWN)),
            _seconds(found, (measure, size, NX)),
            _faster(found, measure, size, NX),
            str(found.facts.get((measure, size, LIBRARY), {}).get("library", NONE)),
            _seconds(found, (measure, size, LIBRARY)),
            _faster(found, measure, size, LIBRARY),
            _sampled(found, measure, size),
        )
        for measure in found.measures
    ]
    header = ("measure", "ecograph s", "networkx s", "times faster", "library", "library s", "times faster", "k")
    return f"## {TITLES[size][0].upper()}{TITLES[size][1:]}\n\n{_table(header, rows)}"


def _seconds(found: Results, key: tuple[str, str, str]) -> str:
    measure, size, side = key
    measured = found.own(measure, size) if side == OWN else found.timed.get(key)
    left = found.left_out.get(key, {})
    if measured is not None:
        return f"{measured:.3g}" if measured < 1000 else f"{measured:,.0f}"  # noqa: PLR2004 - three digits
    if "stopped" in left:
        return f"> {left['stopped']:.0f}"
    if "predicted" in left:
        rounded = float(f"{left['predicted']:.1g}")  # one digit: no more of it is known
        return f"not run (~{rounded:,.0f})"
    return NONE


def _faster(found: Results, measure: str, size: str, side: str) -> str:
    ratio, bound = found.ratio(measure, size, side), found.bound(measure, size, side)
    if ratio is not None:
        return _times(ratio)
    return NONE if bound is None else f"> {_times(bound)}"


def _sampled(found: Results, measure: str, size: str) -> str:
    """Return the number of sources or runs of each value, nothing where all sources were taken."""
    facts = found.facts.get((measure, size, OWN)) or found.facts.get((measure, size, PEAK), {})
    each = found.sizes[size]
    everything = each["organisations"], each["organisations"] + each["projects"]
    return ", ".join(f"{k:,}" for k in facts.get("sample", ()) if k not in everything)


def _held(found: Results) -> str:
    """Return what is held to an aim of its own, each beside ecograph's time for the same."""
    own = {what: seconds for what, who, seconds, _ in found.held if who == OWN}
    rows = [
        (what, who, f"{seconds:.3g}", NONE if who == OWN or what not in own else _times(seconds / own[what]), aim)
        for what, who, seconds, aim in found.held
    ]
    told = _table(("what", "by", "seconds", "times ecograph's", "aim"), rows) if rows else "None was part of this run."
    return f"""## What has an aim of its own

Random networks and pairs of sets are kernels alone, without tables; all deal the same number of rounds for a random
network, in one thread. The graph database is timed from the tables to a graph that can be asked, a query and a report
as whole processes. Each row says how many times as long as ecograph it takes.

{told}"""


def _maps(found: Results) -> str:
    """Return what was measured of the map, each value beside that of the plainest page of vis-network."""
    own = {fact["what"]: fact for fact in found.maps if fact["who"] == OWN}
    vis = {fact["what"]: fact["value"] for fact in found.maps if fact["who"] == VIS}
    rows = [
        (what, f"{fact['value']:.3g}", *_beside(fact["value"], vis.get(what)), *_reached(fact, vis.get(what)))
        for what, fact in own.items()
    ]
    header = ("what", "ecograph", "vis-network", "ecograph / vis-network", "aim", "met")
    told = _table(header, rows) if rows else "The map was not part of this run."
    return f"""## The map

In headless Chromium, which draws without a graphics processor; both sides opened in turn in one run, medians. The
network is made up: clusters with members, funders and projects. vis-network 9.1.2 has the same nodes at the same
places on the plainest page, with physics off and straight edges, which it draws fastest; it shows labels and nothing
else. Ours also holds every fact with its source, and the legend, search, filters, details and table. A first picture
counts if nothing on it changes afterwards.

{told}"""


def _beside(value: float, other: float | None) -> tuple[str, str]:
    """Return the value of vis-network and the ratio to it, as far as there is one."""
    return (NONE, NONE) if other is None else (f"{other:.3g}", _times(value / other))


def _reached(fact: Mapping[str, Any], other: float | None) -> tuple[str, str]:
    """Return an aim such as ``<= 0.5 vis`` in words, and whether it is met."""
    if not fact["aim"]:
        return NONE, NONE
    sign, number, *of = fact["aim"].split()
    value = fact["value"] / other if of and other else fact["value"]
    met = value <= float(number) if sign == "<=" else value >= float(number)
    words = f"at {'most' if sign == '<=' else 'least'} {number}{' times vis-network' if of else ''}"
    return words, "yes" if met else "**no**"


def _single(found: Results) -> str:
    imports = [(f"`{name}`", f"{each['seconds']:.2f}") for name, each in found.single.items() if name != "command"]
    whole = found.single.get("command")
    told = (
        f"`ecograph metrics all` on the snapshot of Horizon Europe, from the start of Python to its end: "
        f"{whole['seconds']:.1f} seconds and {whole['peak_mb']:,.0f} MB at its peak (aim: 120 seconds, 2,000 MB)."
        if whole
        else "`ecograph metrics all` on Horizon Europe was not among what this run did."
    )
    return f"""## The whole command

{told}

## Imports

Seconds in a fresh interpreter, not part of any time above.

{_table(("module", "seconds"), imports)}"""


def _rivals() -> str:
    notes = "\n".join(f"- `{name}`: {rival.note}." for name, rival in NETWORKX.items() if rival.note)
    rows = [(f"`{name}`", *map(_times, ratios)) for name, ratios in BEST.items()]
    return f"""## What the rivals do

Where the networkx side is not the same function:

{notes}

The best permissive way known, measured earlier against networkx with one thread on the same numbers; it sets the aim
where it is below {AIM:.0f}:

{_table(("measure", "times networkx at 5,000 participations", "at 50,000"), rows)}"""


def _times(ratio: float) -> str:
    """Return a ratio with two digits, or as a whole number.

    >>> _times(0.0123), _times(3.14159), _times(45.6), _times(12345.6)
    ('0.012', '3.1', '46', '12,346')
    """
    return f"{ratio:.2g}" if ratio < 10 else f"{ratio:,.0f}"  # noqa: PLR2004 - two digits


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(*files: str) -> None:
    """Write the report of a run to the last file; what further files hold is added to the first."""
    *sources, target = files
    said, *more = (json.loads(Path(source).read_text(encoding="utf-8")) for source in sources)
    added = [each for one in more for each in one["benchmarks"]]
    found = results(said | {"benchmarks": [*said["benchmarks"], *added]})
    Path(target).write_text(report(found), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
