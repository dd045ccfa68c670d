"""The drawing of the graph model: which labels there are, and which types of relationship join them.

What is drawn comes from the schema; where it stands was chosen by hand, so that the lines hardly cross. A relationship
without a place is a ``KeyError``, which a test finds. The same schema gives the same bytes.
"""

from html import escape
from typing import NamedTuple

from ecograph.schema.graph import DATASET, EVIDENCE_ABOUT, NODE_TABLES, OWN, RELATIONSHIPS
from ecograph.schema.tables import SUBJECTS

WIDTH, HEIGHT = 1120, 860

SUBJECT = "organisation or project"
"""The frame around the two labels that a fact can be about."""

EVERY = "all of these have a source"
"""The frame around the labels whose nodes have a source, and which evidence can be about."""

_HIGH = 40
"""The height of a node."""


class Node(NamedTuple):
    """Where a label is drawn: its middle, its width and the colour of its theme."""

    x: int
    y: int
    width: int
    tone: str


class Frame(NamedTuple):
    """Where a frame is drawn."""

    x: int
    y: int
    width: int
    height: int


class Line(NamedTuple):
    """A line with its arrow, and where the name of the type stands beside it."""

    path: str
    x: int
    y: int
    anchor: str = "middle"


NODES: dict[str, Node] = {
    "Organisation": Node(490, 310, 160, "body"),
    "Project": Node(490, 460, 160, "body"),
    "Name": Node(110, 285, 120, "name"),
    "Identifier": Node(110, 355, 120, "name"),
    "Event": Node(200, 110, 120, "fact"),
    "Flow": Node(550, 110, 130, "money"),
    "Framework": Node(960, 290, 150, "theme"),
    "Theme": Node(960, 460, 150, "theme"),
    "Figure": Node(420, 640, 130, "fact"),
    "Goal": Node(680, 640, 130, "fact"),
    "Rate": Node(110, 560, 120, "money"),
    "Price": Node(110, 630, 120, "money"),
    "Source": Node(330, 805, 140, "source"),
    "Evidence": Node(680, 805, 140, "source"),
    DATASET: Node(960, 805, 150, "source"),
}
"""Where each label stands."""

FRAMES: dict[str, Frame] = {EVERY: Frame(20, 20, 1080, 710), SUBJECT: Frame(330, 220, 400, 310)}
"""Where the frames stand, the outer one first."""

LINES: dict[tuple[str, str, str], Line] = {
    ("MEMBER_OF", "Organisation", "Organisation"): Line("M570 300 C620 285 620 335 570 320", 616, 315, "start"),
    ("PART_OF", "Organisation", "Organisation"): Line("M470 290 C455 245 525 245 510 290", 532, 268, "start"),
    ("PARTICIPATES_IN", "Organisation", "Project"): Line("M490 330 V440", 498, 390, "start"),
    ("TIED_TO", SUBJECT, SUBJECT): Line("M730 355 C785 340 785 395 730 380", 782, 372, "start"),
    ("HAS_THEME", SUBJECT, "Theme"): Line("M730 460 H885", 805, 453),
    ("HAS_THEME", "Goal", "Theme"): Line("M745 630 C870 620 930 560 945 480", 905, 598, "start"),
    ("RECORDED_IN", "Organisation", "Source"): Line("M410 325 C310 340 280 400 280 480 V785", 272, 480, "end"),
    ("PAID_BY", "Flow", SUBJECT): Line("M525 130 V220", 517, 180, "end"),
    ("PAID_TO", "Flow", SUBJECT): Line("M575 130 V220", 583, 180, "start"),
    ("PART_OF", "Flow", "Flow"): Line("M485 100 C435 85 435 135 485 120", 436, 115, "end"),
    ("RESTATES", "Flow", "Flow"): Line("M615 100 C665 85 665 135 615 120", 664, 115, "start"),
    ("HAS_NAME", "Organisation", "Name"): Line("M410 300 H330 C270 300 240 285 170 285", 240, 275),
    ("HAS_IDENTIFIER", "Organisation", "Identifier"): Line("M410 312 H330 C270 312 240 355 170 355", 180, 375, "start"),
    ("HAPPENED_TO", "Event", SUBJECT): Line("M245 130 L375 220", 322, 172, "start"),
    ("SET_UP_BY", "Framework", SUBJECT): Line("M885 290 H730", 808, 283),
    ("IN_FRAMEWORK", "Theme", "Framework"): Line("M960 440 V310", 968, 380, "start"),
    ("PART_OF", "Theme", "Theme"): Line("M990 480 C1010 525 945 525 965 480", 1004, 508, "start"),
    ("COUNTED_OF", "Figure", SUBJECT): Line("M420 620 V530", 428, 580, "start"),
    ("PART_OF", "Figure", "Figure"): Line("M400 660 C385 705 455 705 440 660", 462, 690, "start"),
    ("SET_BY", "Goal", SUBJECT): Line("M680 620 V530", 688, 580, "start"),
    ("SERVES", "Goal", "Goal"): Line("M660 660 C645 705 715 705 700 660", 722, 690, "start"),
    ("MEASURED_BY", "Goal", "Figure"): Line("M615 640 H485", 550, 633),
    ("STATED_BY", EVERY, "Source"): Line("M370 730 V785", 378, 763, "start"),
    ("STATED_BY", "Evidence", "Source"): Line("M610 805 H400", 505, 798),
    (EVIDENCE_ABOUT, "Evidence", EVERY): Line("M680 785 V730", 688, 763, "start"),
}
"""Where each type of relationship is drawn, by type, start and end."""

_ROOT = (
    f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="title" '
    'font-family="system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif"'
)

_ARROW = (
    '<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
    '<path class="head" d="M0 0 L10 5 L0 10 z"/></marker></defs>'
)

_STYLE = """
.paper{fill:#fff;stroke:#d0d7de}
.frame{fill:none;stroke:#6e7781;stroke-width:1.2;stroke-dasharray:6 5}
.line{fill:none;stroke:#57606a;stroke-width:1.5;marker-end:url(#arrow)}
.head{fill:#57606a}
.label{font-weight:600;font-size:16px;fill:#1f2328}
.type{font-size:12px;fill:#1f2328;stroke:#fff;stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
.note{font-size:13px;font-style:italic;fill:#57606a}
.body{fill:#cfe3f8;stroke:#2f6db0}.money{fill:#d3efd8;stroke:#2f8048}.theme{fill:#ece0fa;stroke:#7a4fb5}
.fact{fill:#fbe6c8;stroke:#a8660f}.name{fill:#e4e8ec;stroke:#6e7781}.source{fill:#fadada;stroke:#b04444}
@media (prefers-color-scheme:dark){
.paper{fill:#0d1117;stroke:#30363d}.frame{stroke:#8b949e}.line{stroke:#9da7b1}.head{fill:#9da7b1}
.label{fill:#f0f3f6}.type{fill:#e6edf3;stroke:#0d1117}.note{fill:#9da7b1}
.body{fill:#153a5e;stroke:#6aa9e8}.money{fill:#16432a;stroke:#5fbf80}.theme{fill:#3b2560;stroke:#b592e6}
.fact{fill:#4f3407;stroke:#e0a344}.name{fill:#2d333b;stroke:#8b949e}.source{fill:#541f1f;stroke:#e58080}
}"""


def ways() -> tuple[tuple[str, str, str], ...]:
    """Return the types of relationship with where they start and end: a label or, for several, their frame.

    >>> ways()[0], len(ways()) == len(set(ways()))
    (('MEMBER_OF', 'Organisation', 'Organisation'), True)
    """
    label = {table.name: table.label for table in NODE_TABLES}
    found = []
    for each in RELATIONSHIPS:
        start, end = (SUBJECT if names == SUBJECTS else label[names[0]] for names in (each.starts, each.ends))
        is_stated = each.start == OWN and each.end == "source_id" and each.table != "evidence"
        found.append((each.kind, EVERY if is_stated else start, end))
    return tuple(dict.fromkeys([*found, (EVIDENCE_ABOUT, "Evidence", EVERY)]))


def drawing() -> str:
    """Return the drawing as SVG, readable on light and on dark pages.

    Raises:
        KeyError: A label or relationship of the schema has no place.
    """
    labels = [DATASET, *(table.label for table in NODE_TABLES)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {_ROOT}>',
        '<title id="title">The graph model: labels as boxes, types of relationship as arrows</title>',
        f"<style>{_STYLE}\n</style>",
        _ARROW,
        f'<rect class="paper" x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" rx="12"/>',
        *(_frame(name, frame) for name, frame in FRAMES.items()),
        *(f'<path class="line" d="{LINES[way].path}"/>' for way in ways()),
        *(_node(label, NODES[label]) for label in labels),
        *(_type(way[0], LINES[way]) for way in ways()),
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _frame(name: str, frame: Frame) -> str:
    return (
        f'<rect class="frame" x="{frame.x}" y="{frame.y}" width="{frame.width}" height="{frame.height}" rx="14"/>'
        f'<text class="note" x="{frame.x + 16}" y="{frame.y + 24}">{escape(name)}</text>'
    )


def _node(label: str, node: Node) -> str:
    x, y = node.x - node.width // 2, node.y - _HIGH // 2
    return (
        f'<rect class="{node.tone}" x="{x}" y="{y}" width="{node.width}" height="{_HIGH}" rx="20" stroke-width="1.5"/>'
        f'<text class="label" x="{node.x}" y="{node.y + 6}" text-anchor="middle">{escape(label)}</text>'
    )


def _type(kind: str, line: Line) -> str:
    return f'<text class="type" x="{line.x}" y="{line.y}" text-anchor="{line.anchor}">{escape(kind)}</text>'
