"""A Sankey diagram: who pays whom how much, with amounts that are known only as intervals."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from ecograph.charts.amounts import OPEN_RADIUS, Amount, amount, explained, open_mark, total
from ecograph.charts.colours import REST, SOFT, of_series
from ecograph.charts.drawing import Band, Box, Drawing, Label, Shape
from ecograph.charts.lettering import clean, fitted, lines_of, middle, wrapped
from ecograph.charts.page import NOTE, TEXT, WIDTH, nothing
from ecograph.charts.words import others
from ecograph.language.units import shown

NODES: Final = 12
"""How many payers and how many recipients are shown at most, with those that are put together."""

_TEXTS, _BAR = 152.0, 8.0
"""The room for names on each side, and the width of a node."""

_LINE, _GAP, _SPARE = 11.5, 7.0, 80.0
"""The height of a line of text at a node, the distance of two nodes, and the height beyond what the texts need."""

_TOP, _LEGEND = 4.0, 22.0
_OPACITY, _PALE, _THIN_PALE = 0.5, 0.12, 0.3
_THIN: Final = 3.0
"""A band below this height has no outline, which would be all that one sees."""


class Flow(NamedTuple):
    """What a payer pays a recipient, from ``low`` to ``high``, which is infinite where the amount is open."""

    payer: str
    recipient: str
    low: float
    high: float


class _Node(NamedTuple):
    """A payer or a recipient: the lines of its name, its amount, its colour, and where it lies."""

    name: tuple[str, ...]
    amount: Amount
    fill: str
    top: float
    centre: float


Flows = Mapping[tuple[str, str], Amount]


def sankey(flows: Sequence[Flow], *, unit: str, language: str, other: str = "") -> Drawing:
    """Return a Sankey diagram.

    Args:
        flows: Who pays whom how much; amounts are at least 0. Several between the same two are added up.
        unit: The unit of the amounts, a name of ``ecograph.language.units.UNITS``.
        language: da, nb or en; amounts are written as in it.
        other: The name of the small ones together; "" for how many they are, such as "49 others".

    Returns:
        Payers on the left and recipients on the right, the greatest first and at most 12 on each side. The height of
        every bar and band is proportional to its amount by one scale: solid up to the lower bound, hatched from there
        to the upper one. Where that is open it is drawn up to the lower bound, with a mark.
    """
    if not flows:
        return nothing(language)
    summed, together = _summed(flows, language, other)
    sides = [_totals(summed, side, last=together[side]) for side in (0, 1)]
    height = _SPARE + max(_GAP * (len(side) - 1) + sum(map(_slot, side)) for side in sides)
    scale = min(_scale(side, height) for side in sides)
    payers, recipients = (_placed(side, scale, height) for side in sides)
    colours = {name: REST if name == together[0] else of_series(place) for place, name in enumerate(payers)}
    payers = {name: node._replace(fill=colours[name]) for name, node in payers.items()}
    left, right = _TEXTS + _BAR, WIDTH - _TEXTS - _BAR
    bars = [
        Box(x, node.top, _BAR, scale * node.amount.drawn, node.fill)
        for x, side in ((_TEXTS, payers), (right, recipients))
        for node in side.values()
    ]
    texts = [*_texts(payers, _TEXTS - 6, "end", (unit, language))]
    texts += _texts(recipients, right + _BAR + 6, "start", (unit, language))
    key = explained(list(summed.values()), (left, _TOP + height + 12), "area", language)
    bands = _bands(summed, (payers, recipients), scale)
    return Drawing(WIDTH, _TOP + height + (_LEGEND if key else 4), (*bands, *bars, *texts, *key))


def _summed(flows: Sequence[Flow], language: str, other: str) -> tuple[Flows, tuple[str, str]]:
    """Return what each pays each, with the small ones put together, and what these are called on each side."""
    first: dict[tuple[str, str], list[Amount]] = defaultdict(list)
    for flow in flows:
        first[clean(flow.payer), clean(flow.recipient)].append(amount(flow.low, flow.high))
    plain = {pair: total(amounts) for pair, amounts in first.items()}
    small = [list(_totals(plain, side))[NODES - 1 :] for side in (0, 1)]
    small = [names if len(names) > 1 else [] for names in small]
    together = tuple((clean(other) or others(len(names), language)) if names else "" for names in small)
    found: dict[tuple[str, str], list[Amount]] = defaultdict(list)
    for (payer, recipient), each in plain.items():
        pair = (together[0] if payer in small[0] else payer, together[1] if recipient in small[1] else recipient)
        found[pair].append(each)
    return {pair: total(found[pair]) for pair in sorted(found)}, (together[0], together[1])


def _totals(flows: Flows, side: int, *, last: str = "") -> dict[str, Amount]:
    """Return the sum of each payer (side 0) or recipient (side 1), the greatest first but for one that is last."""
    found: dict[str, list[Amount]] = defaultdict(list)
    for pair, each in flows.items():
        found[pair[side]].append(each)
    sums = {name: total(amounts) for name, amounts in found.items()}
    return dict(sorted(sums.items(), key=lambda item: (item[0] == last, -item[1].drawn, -item[1].low, item[0])))


def _lines(name: str) -> tuple[str, ...]:
    return wrapped(name, TEXT, _TEXTS - 8)


def _slot(name: str) -> float:
    """Return the height that the name of a node needs, with its amount below."""
    return _LINE * (len(_lines(name)) + 1)


def _scale(totals: Mapping[str, Amount], height: float) -> float:
    """Return how many points high one unit may be, so that a side fills the height; 0 where all amounts are.

    A node that is lower than its texts takes their height, and the others share what is left.
    """
    slots = {name: _slot(name) for name in totals}
    high = {name: each.drawn for name, each in totals.items() if each.drawn}
    room, scale = height - _GAP * (len(totals) - 1), 0.0
    while high:
        taken = sum(slot for name, slot in slots.items() if name not in high)
        scale = (room - taken) / math.fsum(high.values())
        kept = {name: value for name, value in high.items() if scale * value >= slots[name]}
        if len(kept) == len(high):
            break
        high = kept
    return scale


def _placed(totals: Mapping[str, Amount], scale: float, height: float) -> dict[str, _Node]:
    """Return the nodes of a side from top to bottom, each in the middle of its slot."""
    slots = [max(_slot(name), scale * each.drawn) for name, each in totals.items()]
    top = _TOP + (height - sum(slots) - _GAP * (len(slots) - 1)) / 2
    found = {}
    for (name, each), slot in zip(totals.items(), slots, strict=True):
        centre = top + slot / 2
        found[name] = _Node(_lines(name), each, SOFT, centre - scale * each.drawn / 2, centre)
        top += slot + _GAP
    return found


def _texts(
    nodes: Mapping[str, _Node], x: float, anchor: Literal["start", "end"], written: tuple[str, str]
) -> list[Label]:
    """Return the name of each node, and its amount below, in a unit and a language."""
    found: list[Label] = []
    for node in nodes.values():
        said = shown(node.amount.low, node.amount.high, *written)
        above = node.centre - _LINE / 2
        below = node.centre + _LINE * len(node.name) / 2
        found += lines_of(node.name, Label(x, middle(above, TEXT), "", TEXT, anchor))
        found.append(Label(x, middle(below, NOTE), fitted(said, NOTE, _TEXTS - 8), NOTE, anchor, fill=SOFT))
    return found


def _bands(flows: Flows, sides: tuple[Mapping[str, _Node], Mapping[str, _Node]], scale: float) -> list[Shape]:
    """Return the band of each flow, in two parts where it is an interval, and the mark of each that is open."""
    payers, recipients = sides
    order = [list(payers), list(recipients)]
    tops = [{name: node.top for name, node in side.items()} for side in sides]
    found: list[Shape] = []
    marks: list[Shape] = []
    for payer, recipient in sorted(flows, key=lambda pair: (order[0].index(pair[0]), order[1].index(pair[1]))):
        each = flows[payer, recipient]
        fill = payers[payer].fill
        left, right = tops[0][payer], tops[1][recipient]
        ends = (_TEXTS + _BAR, WIDTH - _TEXTS - _BAR)
        solid, whole = scale * each.low, scale * each.drawn
        if solid:
            found.append(Band(ends[0], left, left + solid, ends[1], right, right + solid, fill, _OPACITY, fill))
        if whole > solid:
            found.append(_possible((ends[0], left + solid), (ends[1], right + solid), whole - solid, fill))
        if each.is_open:
            marks.append(open_mark(ends[1] - OPEN_RADIUS - 3, right + whole / 2))
        tops[0][payer] += whole
        tops[1][recipient] += whole
    return found + marks


def _possible(left: tuple[float, float], right: tuple[float, float], height: float, fill: str) -> Band:
    """Return the part of a band between its bounds, given its upper corners."""
    ends = (left[0], left[1], left[1] + height, right[0], right[1], right[1] + height)
    return Band(*ends, fill, *((_PALE, fill) if height > _THIN else (_THIN_PALE, "")), hatched=True)
