"""What a part of a key figure is called: the word for a code, the name behind an id."""

import polars as pl

from ecograph.ecosystem import Ecosystem
from ecograph.language import Words, country
from ecograph.language.key_figures import (
    BREAKDOWNS,
    GOAL_STATES,
    NOT_KNOWN,
    OF_DATE,
    OF_SUBJECT,
    PART_NOT_KNOWN,
    SIZES,
)
from ecograph.language.regions import REGIONS
from ecograph.language.values import VALUES

CODES: dict[str, dict[str, Words]] = {
    "helix": VALUES["helix"],
    "kind": VALUES["organisation_kind"],
    "project_kind": VALUES["project_kind"],
    "purpose": VALUES["purpose"],
    "level": VALUES["level"],
    "size": SIZES,
    "state": GOAL_STATES,
}
"""The words for the items of breakdowns by closed lists."""

NAMED = ("payer", "cluster")
"""Breakdowns whose items are organisations or projects."""


def item_label(ecosystem: Ecosystem, breakdown: str, item: str, language: str) -> str:
    """Return what an item is called in a language.

    Args:
        ecosystem: The tables that know the names behind ids.
        breakdown: What the figure is broken down by; "" for the whole, and any other for one's own breakdowns.
        item: The item.
        language: da, nb or en.

    Returns:
        "" for the whole, "not known" for an empty item; an item without a word or a name as it is.

    >>> eco = Ecosystem.of(organisations=[{"org_id": "a", "name": "A", "kind": "fund"}])
    >>> item_label(eco, "payer", "a", "da"), item_label(eco, "helix", "academia", "nb"), item_label(eco, "", "", "en")
    ('A', 'forskning og utdanning', '')
    >>> item_label(eco, "size", "", "nb"), item_label(eco, "country", "NO", "da")
    ('ukjent', 'Norge')
    """
    if not item:
        return NOT_KNOWN.in_(language) if breakdown else ""
    if breakdown in CODES:
        words = CODES[breakdown].get(item)
        return words.in_(language) if words else item
    match breakdown:
        case "country":
            return country(item, language)
        case "region":
            return REGIONS.get(item, item)
        case "framework":
            return _framework(ecosystem, item, language)
        case "figure":
            return _figure(ecosystem, item, language)
    return (_name(ecosystem, item) or item) if breakdown in NAMED else item


def part_label(ecosystem: Ecosystem, breakdown: str, item: str, language: str) -> str:
    """Return what a part is called where no column beside it says by what it is one: "size not known".

    Arguments and everything else as of ``item_label``.

    >>> eco = Ecosystem.of()
    >>> part_label(eco, "size", "", "nb"), part_label(eco, "mine", "", "en"), part_label(eco, "country", "NO", "da")
    ('størrelse ukjent', 'mine not known', 'Norge')
    """
    if item or not breakdown:
        return item_label(ecosystem, breakdown, item, language)
    name = BREAKDOWNS[breakdown].in_(language) if breakdown in BREAKDOWNS else breakdown
    return PART_NOT_KNOWN.in_(language).format(breakdown=name)


def _name(ecosystem: Ecosystem, item: str) -> str | None:
    """Return the name of an organisation or the title of a project; None where it is neither."""
    for table, key, name in (("organisations", "org_id", "name"), ("projects", "project_id", "title")):
        found = ecosystem[table].filter(pl.col(key) == item)[name]
        if found.len():
            return str(found[0])
    return None


def _framework(ecosystem: Ecosystem, item: str, language: str) -> str:
    """Return the label of a framework in the language, in English where it has none."""
    label = pl.coalesce(f"label_{language}", "label_en")
    found = ecosystem.frameworks.filter(framework_id=item).select(label).to_series()
    return str(found[0]) if found.len() else item


def _figure(ecosystem: Ecosystem, item: str, language: str) -> str:
    """Return whom a reported figure is about, what it counts, and its date."""
    found = ecosystem.figures.filter(figure_id=item)
    if found.is_empty():
        return item
    row = found.row(0, named=True)
    text, subject = str(row["what"]), _name(ecosystem, row["subject"]) if row["subject"] else None
    if subject:
        text = OF_SUBJECT.in_(language).format(subject=subject, what=text)
    day = row["as_of"] or row["to"] or row["from"]
    return OF_DATE.in_(language).format(what=text, date=day) if day else text
