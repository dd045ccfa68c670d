"""Twins of the queries about single facts: what happened, what changed, and on which sources it rests."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from ecograph import Ecosystem, dates
from ecograph.rows import reference
from ecograph.schema import TABLE, TABLES
from twins.tables import Found, Row, begin, first_of, label, last, names, table


def changes_between(eco: Ecosystem, after: dt.date, until: dt.date) -> Found:
    called, rows = names(eco), []
    for stated, what, id_, *told in changes(eco):
        if stated and dates.bounds(stated)[0] <= until and dates.bounds(stated)[1] >= after:
            first, finish = dates.bounds(stated)
            rows.append((first, stated, first >= after and finish <= until, what, id_, called[id_], *told))
    return sorted(rows, key=lambda row: (row[0], row[8], row[3]))


def changes(eco: Ecosystem) -> Iterator[tuple[Any, ...]]:
    """Yield date, what happened, to whom, the other end, details, row and source of all that ever changed."""
    called = names(eco)
    for row in eco.projects.with_columns(reference("projects")).to_dicts():
        for date, what in ((row["start"], "begins"), (row["end"], "ends")):
            yield date, f"project {what}", row["project_id"], None, row["kind"], row["rows"], row["source_id"]
    joins = {
        "membership": ("memberships", "org_id", "cluster_id", "role"),
        "participation": ("participations", "org_id", "project_id", "role"),
        "tie": ("ties", "subject", "object", "kind"),
    }
    for word, (name, subject, other, sort) in joins.items():
        for row in eco[name].with_columns(reference(name)).to_dicts():
            for date, what in ((row["from"], "begins"), (row["to"], "ends")):
                told = (called[row[other]], row[sort], row["rows"], row["source_id"])
                yield date, f"{word} {what}", row[subject], *told
    for row in eco.events.with_columns(reference("events")).to_dicts():
        yield row["date"], f"event: {row['what']}", row["subject"], None, row["detail"], row["rows"], row["source_id"]


def events_of_organisation(eco: Ecosystem, organisation: str) -> Found:
    sources, rows = table(eco, "sources"), []
    about = {organisation, *eco.participations.filter(org_id=organisation)["project_id"]}
    for event in eco.events.filter(pl.col("subject").is_in(sorted(about))).to_dicts():
        told = (event["what"], event["detail"], event["subject"], names(eco)[event["subject"]])
        source = (event["certainty"], event["status"], event["source_id"], sources[event["source_id"]]["title"])
        rows.append(((event["event_id"],), (event["date"], begin(event["date"]), *told, *source)))
    return [row for _, row in sorted(rows, key=lambda item: (*last(item[1][1]), item[0]))]


def facts(eco: Ecosystem) -> list[Row]:
    """Return every row of the dataset that a source states, sorted, with the names of what it is about."""
    called = names(eco) | {id_: label(theme) for id_, theme in table(eco, "themes").items()}
    ends = {
        "memberships": ("org_id", "cluster_id"),
        "participations": ("org_id", "project_id"),
        "ties": ("subject", "object"),
        "tags": ("subject", "theme_id"),
        "records": ("org_id", ""),
    }
    bodies = table(eco, "organisations") | table(eco, "projects")
    told = ("name", "title", "about", "label_en", "label_da", "label_nb", "detail", "what", "stated")
    found: list[Row] = []
    for each in TABLES:
        for row in eco[each.name].with_columns(reference(each.name)).to_dicts() if each.name != "sources" else ():
            subject, other = ends.get(each.name, ("", ""))
            kind = bodies[row[subject]]["kind"] if subject else None
            found.append(
                {name: row.get(name) for name in ("source_id", "locator", "certainty", "status")}
                | {"place": each.name, "row": row["rows"]}
                | {"subject": called[row[subject]] if subject else first_of(*(row.get(name) for name in told))}
                | {"other": called[row[other]] if other else None}
                | {"sort": first_of(row.get("role"), row.get("kind"), kind)}
            )
    return sorted(found, key=lambda fact: fact["row"])


def own_facts(eco: Ecosystem) -> list[Row]:
    """Return the facts without what further sources say of them, with the titles of their sources."""
    titles = {id_: row["title"] for id_, row in table(eco, "sources").items()}
    return [fact | {"source": titles[fact["source_id"]]} for fact in facts(eco) if fact["place"] != "evidence"]


def columns(found: Sequence[Row], *wanted: str) -> Found:
    return [tuple(fact[name] for name in wanted) for fact in found]


def weak_facts(eco: Ecosystem, certainty: str, limit: int) -> Found:
    agreed = {f"{row['table']}/{row['key']}" for row in eco.evidence.filter(stance="agrees").to_dicts()}
    found = [fact for fact in own_facts(eco) if fact["certainty"] == certainty and fact["row"] not in agreed]
    return columns(found, "row", "subject", "other", "sort", "status", "source_id", "source", "locator")[:limit]


def second_sources(eco: Ecosystem, stance: str | None) -> Found:
    sources = table(eco, "sources")
    nodes = {fact["row"]: fact for fact in facts(eco) if TABLE[fact["place"]].label}
    nodes |= {f"sources/{id_}": {"subject": row["title"], "source_id": None} for id_, row in sources.items()}
    rows = []
    for row in eco.evidence.to_dicts():
        if stance in (None, row["stance"]):
            about = f"{row['table']}/{row['key']}"
            node = nodes.get(about, {"subject": None, "source_id": None})
            told = (row["stance"], row["stated"], row["certainty"], node["source_id"], row["source_id"])
            source = (sources[row["source_id"]]["title"], row["locator"])
            rows.append((about, row["field"], node["subject"], *told, *source))
    return sorted(rows, key=lambda row: (row[0], *last(row[1]), row[7]))


def facts_of_source(eco: Ecosystem, source: str, limit: int) -> Found:
    found = sorted((fact for fact in facts(eco) if fact["source_id"] == source), key=lambda fact: fact["place"])
    return columns(found, "place", "row", "subject", "other", "sort", "locator", "certainty", "status")[:limit]


def sources_by_facts(eco: Ecosystem, limit: int) -> Found:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in own_facts(eco):
        known = [f"certainty {fact['certainty']}", f"actual {fact['status'] in (None, 'actual')}"]
        counts[fact["source_id"]].update(["facts", *known])
    second = Counter(eco.evidence["source_id"])
    rows = []
    for id_, found in counts.items():
        about = [table(eco, "sources")[id_][name] for name in ("title", "publisher", "published")]
        words = ("facts", "certainty likely", "certainty weak", "actual False")
        rows.append((id_, *about, *(found[word] for word in words), second[id_]))
    return sorted(rows, key=lambda row: (-row[4], row[0]))[:limit]


def facts_without_place(eco: Ecosystem, limit: int) -> Found:
    documents = {fact["source_id"] for fact in facts(eco) if fact["locator"]}
    found = [
        fact
        for fact in own_facts(eco)
        if fact["source_id"] in documents and not fact["locator"] and fact["place"] not in ("rates", "prices")
    ]
    found.sort(key=lambda fact: fact["source_id"])
    return columns(found, "source_id", "source", "row", "subject", "other", "certainty")[:limit]


def planned_facts(eco: Ecosystem, statuses: list[str], limit: int) -> Found:
    found = sorted((fact for fact in own_facts(eco) if fact["status"] in statuses), key=lambda fact: fact["status"])
    wanted = ("status", "row", "subject", "other", "sort", "certainty", "source_id", "source", "locator")
    return columns(found, *wanted)[:limit]
