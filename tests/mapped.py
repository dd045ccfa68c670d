"""Small ecosystems for the tests of the map, and its page read as elements and data."""

import json
from html.parser import HTMLParser
from itertools import accumulate
from typing import Any

from ecograph.ecosystem import Ecosystem
from ecograph.outputs.map.payload import DIGITS

HOSTILE = [
    "<img src=x onerror=probe=1>",
    "</script><script>probe=1</script>",
    "<!--<script>",
    "{{ 7*7 }}{% raw %}",
    "\"'`><b>",
    "a\u2028b\u2029c",
    "\u202egnp.exe",
    "javascript:probe=1",
    "x" * 10_000,
]


def small() -> Ecosystem:
    """Two clusters, a shared university, money of every sort, and a body without ties."""
    return Ecosystem.of(
        "Små klynger",
        organisations=[
            {"org_id": "wt", "name": "Welfare Tech", "kind": "cluster", "helix": "intermediary", "country": "DK"},
            {"org_id": "nht", "name": "Norway Health Tech", "kind": "cluster", "helix": "intermediary"},
            {"org_id": "au", "name": "Aarhus Universitet", "kind": "university", "helix": "academia", "region": "DK04"},
            {"org_id": "erdf", "name": "ERDF", "kind": "fund", "helix": "government"},
            {"org_id": "firms", "name": "five firms", "kind": "company", "extent": "collective", "n": 5},
            {"org_id": "lone", "name": "Alone", "kind": "media"},
        ],
        names=[{"org_id": "nht", "name": "Oslo Medtech", "kind": "former"}],
        projects=[{"project_id": "p1", "title": "Project one", "kind": "project", "start": "2019"}],
        participations=[
            {"org_id": "wt", "project_id": "p1", "role": "lead"},
            {"org_id": "nht", "project_id": "p1", "role": "partner"},
        ],
        memberships=[
            {"org_id": "au", "cluster_id": "wt", "role": "member"},
            {"org_id": "au", "cluster_id": "nht", "role": "member"},
            {"org_id": "firms", "cluster_id": "wt", "role": "member"},
        ],
        ties=[
            {"tie_id": "t1", "subject": "wt", "kind": "cooperates_with", "object": "nht"},
            {"tie_id": "t2", "subject": "nht", "kind": "asks", "object": "wt"},
        ],
        flows=[
            {
                "flow_id": "exact",
                "payers": ["erdf"],
                "recipients": ["p1"],
                "amount": 1.5e6,
                "qualifier": "exact",
                "currency": "DKK",
                "kind": "grant",
                "level": "grant",
            },
            {
                "flow_id": "joint",
                "payers": ["erdf", "au"],
                "recipients": ["wt"],
                "amount": 9e6,
                "qualifier": "nearly",
                "currency": "DKK",
                "kind": "grant",
                "level": "grant",
            },
            {"flow_id": "many", "payers": ["erdf"], "recipients": ["nht", "wt"], "kind": "grant", "level": "call"},
            {"flow_id": "nobody", "payers": [], "recipients": ["wt"], "kind": "grant", "level": "call"},
            {"flow_id": "unsaid", "payers": ["erdf"], "recipients": None, "kind": "grant", "level": "call"},
        ],
    )


def hostile() -> Ecosystem:
    """Every text that reaches the page is hostile."""
    ids = [f"o{i}" for i in range(len(HOSTILE))]
    facts: dict[str, Any] = {"locator": HOSTILE[0]}
    return Ecosystem.of(
        HOSTILE[1],
        sources=[{"source_id": "bad", "title": HOSTILE[0], "publisher": HOSTILE[1], "url": HOSTILE[7]}],
        organisations=[
            {"org_id": i, "name": text, "kind": "cluster", "country": HOSTILE[4], "region": text, "source_id": "bad"}
            for i, text in zip(ids, HOSTILE, strict=True)
        ],
        names=[{"org_id": "o0", "name": text, "kind": "alias"} for text in HOSTILE],
        identifiers=[{"org_id": "o0", "scheme": "cvr", "value": text} for text in HOSTILE],
        projects=[{"project_id": HOSTILE[1], "title": HOSTILE[0], "kind": "project", "programme": HOSTILE[1]}],
        participations=[{"org_id": i, "project_id": HOSTILE[1], "role": "partner", **facts} for i in ids],
        flows=[{"flow_id": "f", "payers": ids, "recipients": [HOSTILE[1]], "amount": 1.0, "qualifier": "about",
                "currency": HOSTILE[0], "kind": "grant", "level": "grant", "about": HOSTILE[1]}],
        figures=[{"figure_id": "k", "subject": "o0", "what": HOSTILE[0], "value": 1.0, "unit": HOSTILE[1]}],
        events=[{"event_id": "e", "subject": "o0", "date": HOSTILE[0], "what": "held", "detail": HOSTILE[1]}],
        evidence=[
            {"table": "organisations", "key": "o0", "source_id": "bad", "stance": "differs", "stated": HOSTILE[0]},
        ],
    )  # fmt: skip


class Page(HTMLParser):
    """The elements of a page, each with its attributes and the text in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], str]] = []
        self.open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), ""))
        self.open = True

    def handle_endtag(self, tag: str) -> None:
        self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            tag, attributes, text = self.elements[-1]
            self.elements[-1] = (tag, attributes, text + data)

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for name, attributes, text in self.elements if name == tag]


def payload(html: str) -> dict[str, Any]:
    [text] = [text for attributes, text in Page(html).all("script") if attributes.get("id") == "data"]
    found: dict[str, Any] = json.loads(text)
    return found


def column(coded: Any) -> list[Any]:  # noqa: ANN401 - it is JSON
    """Return the values of a coded column, read by the rules that ``outputs/map/payload.py`` states."""
    if isinstance(coded, list):
        return coded
    if "lengths" in coded:
        flat = iter(column(coded["nodes"]))
        return [None if n is None else [next(flat) for _ in range(n)] for n in column(coded["lengths"])]
    if "nodes" in coded:
        return column(coded["nodes"])
    if "same" in coded:
        return [coded["same"]] * coded["length"]
    if "of" in coded:
        return [coded["of"][place] for place in numbers(coded["at"])]
    if "more" in coded:
        return [coded["least"] + more for more in numbers(coded["more"])]
    return list(accumulate(column(coded["steps"])))


def numbers(packed: dict[str, Any]) -> list[int]:
    width, text = packed["width"], packed["text"]
    words = [text[i : i + width] for i in range(0, len(text), width)]
    return [sum(DIGITS.index(sign) * len(DIGITS) ** k for k, sign in enumerate(reversed(word))) for word in words]
