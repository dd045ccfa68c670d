"""Twins of the queries about money. Amounts are those that the library converts; sums are rounded to the cent."""

import math
from collections import defaultdict
from collections.abc import Sequence

import polars as pl

from ecograph import Ecosystem, money
from ecograph.metrics.amounts import by_year
from ecograph.metrics.funding import counted
from twins.tables import Found, Row, begin, first_of, last, names, table


def euro(eco: Ecosystem) -> dict[str, tuple[float | None, float | None]]:
    """Return the bounds of each flow in euro over its whole period, as the library converts each year; None if open."""
    years = money.converted(by_year(eco.flows), eco.rates, to="EUR")
    found: dict[str, tuple[float | None, float | None]] = {}
    for (id_,), rows in years.group_by("flow_id"):
        lows, highs = rows["low"].to_list(), rows["high"].to_list()
        high = None if None in highs or math.inf in highs else sum(highs)
        found[str(id_)] = (None if None in lows else sum(lows), high)
    return found


def funding_flows(eco: Ecosystem) -> list[Row]:
    """Return the flows that the measure funding counts, with ``low`` and ``high`` in euro."""
    flows, bounds = table(eco, "flows"), euro(eco)
    found = []
    for id_ in counted(eco.flows)["flow_id"]:
        low, high = bounds[id_]
        found.append(flows[id_] | {"low": low, "high": high})
    return found


def added(flows: Sequence[Row], alone: Sequence[bool]) -> tuple[int, float | None, float | None]:
    """Return of how many flows no amount is known, the least they come to, and the most."""
    known = [(flow, is_alone) for flow, is_alone in zip(flows, alone, strict=True) if flow["low"] is not None]
    low = sum(flow["low"] for flow, is_alone in known if is_alone)
    high = None if any(flow["high"] is None for flow, _ in known) else sum(flow["high"] for flow, _ in known)
    unknown = len(flows) - len(known)
    return (unknown, round(low, 2), None if high is None else round(high, 2)) if known else (unknown, None, None)


def most(low: float | None, high: float | None) -> float:
    return -float(first_of(high, low, -1.0))


def named(called: dict[str, str], ids: list[str] | None) -> list[str]:
    return [called[id_] for id_ in ids or []]


def cents(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def top_funders(eco: Ecosystem, level: str, limit: int) -> Found:
    called, bodies = names(eco), table(eco, "organisations") | table(eco, "projects")
    paid = defaultdict(list)
    for flow in funding_flows(eco):
        for payer in flow["payers"] or []:
            if flow["level"] == level:
                paid[payer].append(flow)
    rows = []
    for payer, flows in paid.items():
        alone = [len(flow["payers"]) == 1 for flow in flows]
        about = (payer, called[payer], bodies[payer]["kind"], len(flows), alone.count(False))
        rows.append((*about, *added(flows, alone)))
    return sorted(rows, key=lambda row: (most(row[6], row[7]), row[0]))[:limit]


def funders_by_recipient_kind(eco: Ecosystem, level: str, top: int) -> Found:
    orgs, projects, called = table(eco, "organisations"), table(eco, "projects"), names(eco)
    paid: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for flow in funding_flows(eco):
        for payer in (flow["payers"] or []) if flow["level"] == level else []:
            ids = flow["recipients"] or []
            in_projects = {("project", projects[id_]["kind"]) for id_ in ids if id_ in projects}
            for end in in_projects | {("organisation", orgs[id_]["kind"]) for id_ in ids if id_ in orgs}:
                paid[end][payer].append(flow)
    rows: Found = []
    for (what, kind), payers in sorted(paid.items()):
        own = []
        for payer, flows in payers.items():
            alone = [len(flow["payers"]) + len(flow["recipients"]) == 2 for flow in flows]
            own.append((what, kind, payer, called[payer], len(flows), *added(flows, alone)))
        rows += sorted(own, key=lambda row: (most(row[6], row[7]), row[2]))[:top]
    return rows


def money_by_year(eco: Ecosystem) -> Found:
    found = defaultdict(list)
    for flow in funding_flows(eco):
        day = begin(flow["from"])
        found[day and day.year, flow["level"]].append(flow)
    ordered = sorted(found.items(), key=lambda item: last(*item[0]))
    return [(*key, len(flows), *added(flows, [True] * len(flows))) for key, flows in ordered]


def programme_flows(eco: Ecosystem, programme: str) -> Found:
    projects, flows, bounds, found = table(eco, "projects"), table(eco, "flows"), euro(eco), set()
    if programme not in projects:
        return []
    titles = {projects[programme]["title"], projects[programme]["acronym"]} - {None}
    own = {id_ for id_, row in projects.items() if row["programme"] in titles} - {programme}
    for id_, flow in flows.items():
        to = set(flow["recipients"] or [])
        ways = {"into": programme in to, "out of": programme in (flow["payers"] or []), "to a project": bool(to & own)}
        found |= {(way, id_) for way, is_so in ways.items() if is_so}
    called, rows = names(eco), []
    for way, id_ in found:
        flow = flows[id_]
        about = (way, id_, *(flow[name] for name in ("about", "level", "from", "to")))
        ends = (named(called, flow["payers"]), named(called, flow["recipients"]))
        told = [flow[name] for name in ("amount", "qualifier", "currency", "basis")]
        rows.append((*about, *ends, *told, cents(bounds[id_][0]), flow["certainty"], flow["source_id"]))
    return sorted(rows, key=lambda row: (row[0], *last(begin(row[4])), row[1]))


def money_chains(eco: Ecosystem, limit: int) -> Found:
    called, flows, paying = names(eco), table(eco, "flows"), defaultdict(list)
    for flow in flows.values():
        for payer in flow["payers"] or []:
            paying[payer].append(flow)
    rows = {
        (
            *(origin, called[origin], flow["flow_id"], flow["level"], via, called[via], after["flow_id"]),
            *(after["level"], recipient, called[recipient], after["about"]),
        )
        for flow in flows.values()
        for via in flow["recipients"] or []
        for after in paying[via]
        for origin in flow["payers"] or []
        for recipient in after["recipients"] or []
        if flow is not after
    }
    return sorted(rows, key=lambda row: (row[0], row[2], row[4], row[6], row[8]))[:limit]


def money_of_member_projects(eco: Ecosystem, cluster: str, level: str) -> Found:
    called, bounds, rows = names(eco), euro(eco), []
    members = set(eco.memberships.filter(cluster_id=cluster)["org_id"]) - {cluster}
    for project, found in eco.participations.filter(pl.col("org_id").is_in(sorted(members))).group_by("project_id"):
        present = [called[org] for org in sorted(set(found["org_id"]), key=lambda org: (called[org], org))]
        for id_, flow in table(eco, "flows").items():
            if project[0] in (flow["recipients"] or []) and flow["level"] == level and flow["restates"] is None:
                payers = named(called, flow["payers"])
                about = (project[0], called[str(project[0])], present, id_, flow["about"], payers)
                told = [flow[name] for name in ("amount", "qualifier", "currency")]
                rows.append((*about, *told, *map(cents, bounds[id_]), flow["source_id"]))
    return sorted(rows, key=lambda row: (row[0], row[3]))


def joint_payers(eco: Ecosystem, at_least: int, limit: int) -> Found:
    called, rows = names(eco), []
    for id_, flow in table(eco, "flows").items():
        payers = named(called, flow["payers"])
        if payers and len(payers) >= at_least:
            told = [flow[name] for name in ("level", "amount", "qualifier", "currency", "from", "to", "source_id")]
            rows.append((id_, flow["about"], len(payers), payers, named(called, flow["recipients"]), *told))
    return sorted(rows, key=lambda row: (-row[2], row[0]))[:limit]


def unknown_amounts(eco: Ecosystem, levels: list[str]) -> Found:
    called, bounds, rows = names(eco), euro(eco), []
    for id_, flow in table(eco, "flows").items():
        if bounds[id_][0] is None and flow["level"] in levels:
            reason = "no rate is known for a year of it"
            if flow["amount"] is None:
                reason = "no amount is stated"
            elif flow["from"] is None:
                reason = "without a year there is no rate to convert by"
            ends = (named(called, flow["payers"]), named(called, flow["recipients"]))
            told = [flow[name] for name in ("kind", "level", "amount", "currency")]
            rows.append((id_, flow["about"], *ends, *told, reason, flow["source_id"]))
    return sorted(rows, key=lambda row: (row[8], row[0]))


def flow_parts(eco: Ecosystem) -> Found:
    flows = table(eco, "flows")
    rows = []
    for id_, flow in flows.items():
        for relation, other in (("part of", flow["part_of"]), ("restates", flow["restates"])):
            if other:
                whole = flows[other]
                about = (id_, flow["about"], relation, other, whole["about"], flow["level"], whole["level"])
                told = [each[name] for each in (flow, whole) for name in ("amount", "currency", "basis")]
                rows.append((*about, *told, flow["source_id"]))
    return sorted(rows, key=lambda row: (row[3], row[2], row[0]))


def procurement_flows(eco: Ecosystem, kinds: list[str]) -> Found:
    called, rows = names(eco), []
    for id_, flow in table(eco, "flows").items():
        if flow["kind"] in kinds:
            ends = (named(called, flow["payers"]), named(called, flow["recipients"]))
            told = ("amount", "qualifier", "currency", "basis", "status", "source_id", "locator")
            rows.append((id_, flow["about"], flow["kind"], flow["level"], *ends, *(flow[name] for name in told)))
    return sorted(rows, key=lambda row: (row[2], row[0]))
