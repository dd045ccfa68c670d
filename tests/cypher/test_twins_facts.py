"""The queries about money, projects, themes, goals, figures and sources, each against a second implementation.

Where the library answers the same, that is the second implementation: the amounts of flows, who works with a theme,
goals and their deadlines, reported members. The rest are loops over the tables. A twin takes the parameters of its
query and gives its rows in their order; numbers are compared to a thousand-millionth, or to the cent they are
rounded to.
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import polars as pl
import pytest
from ecosystems import Tables, tables
from hypothesis import given, settings
from hypothesis import strategies as st
from library import QUERIES, asked

from ecograph import Ecosystem, dates, load, money
from ecograph.analyses.gaps import goals as judged
from ecograph.analyses.gaps.theme_money import by_theme
from ecograph.analyses.gaps.themed import themes, worked
from ecograph.metrics.amounts import KINDS, by_year
from ecograph.metrics.funding import counted, funding
from ecograph.metrics.reported_members import reported
from ecograph.network import Network
from ecograph.property_graph import property_graph
from ecograph.rows import reference
from ecograph.schema import TABLE, TABLES
from ecograph.schema.vocabulary import CERTAINTY, FLOW_KIND, LEVEL, PROJECT_KIND, STATUS
from ecograph.stores import embedded

pytest.importorskip("kglite", reason="the embedded engine, kglite, is not installed")

Row = dict[str, Any]
Found = list[tuple[Any, ...]]

DOCUMENTED = ("STATED_BY", "MEMBER_OF", "PARTICIPATES_IN", "TIED_TO", "RECORDED_IN")


def table(eco: Ecosystem, name: str) -> dict[str, Row]:
    """Return the rows of a table by their id."""
    return {next(iter(row.values())): row for row in eco[name].to_dicts()}


def names(eco: Ecosystem) -> dict[str, str]:
    """Return what each organisation and project is called."""
    orgs = {id_: row["name"] for id_, row in table(eco, "organisations").items()}
    return orgs | {id_: row["title"] for id_, row in table(eco, "projects").items()}


def last(*values: Any) -> tuple[tuple[bool, Any], ...]:  # noqa: ANN401 - cells of any kind
    """Return values as a key that sorts what is not known last."""
    return tuple((value is None, value) for value in values)


def first_of(*values: Any) -> Any:  # noqa: ANN401 - the same
    return next((value for value in values if value is not None), None)


def begin(text: str | None) -> dt.date | None:
    return dates.bounds(text)[0] if text else None


def end(text: str | None) -> dt.date | None:
    return dates.bounds(text)[1] if text else None


def label(theme: Row) -> str | None:
    found: str | None = first_of(theme["label_en"], theme["label_da"], theme["label_nb"])
    return found


def partners(eco: Ecosystem) -> dict[str, set[str]]:
    """Return the single organisations of each project."""
    orgs, found = table(eco, "organisations"), defaultdict(set)
    for row in eco.participations.to_dicts():
        if orgs[row["org_id"]]["extent"] == "single":
            found[row["project_id"]].add(row["org_id"])
    return found


def leads(eco: Ecosystem, project: str) -> list[str]:
    """Return the names of who leads or coordinates a project."""
    orgs = table(eco, "organisations")
    roles = eco.participations.filter(pl.col("role").is_in(["lead", "coordinator"]), project_id=project)
    return [name for name, _ in sorted((orgs[id_]["name"], id_) for id_ in set(roles["org_id"]))]


# Money


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


def named(eco: Ecosystem, ids: list[str] | None) -> list[str]:
    return [names(eco)[id_] for id_ in ids or []]


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
    orgs, projects = table(eco, "organisations"), table(eco, "projects")
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
            own.append((what, kind, payer, names(eco)[payer], len(flows), *added(flows, alone)))
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
    projects, bounds, found = table(eco, "projects"), euro(eco), set()
    if programme not in projects:
        return []
    called = {projects[programme]["title"], projects[programme]["acronym"]} - {None}
    own = {id_ for id_, row in projects.items() if row["programme"] in called} - {programme}
    for id_, flow in table(eco, "flows").items():
        to = set(flow["recipients"] or [])
        ways = {"into": programme in to, "out of": programme in (flow["payers"] or []), "to a project": bool(to & own)}
        found |= {(way, id_) for way, is_so in ways.items() if is_so}
    rows = []
    for way, id_ in found:
        flow = table(eco, "flows")[id_]
        about = (way, id_, *(flow[name] for name in ("about", "level", "from", "to")))
        ends = (named(eco, flow["payers"]), named(eco, flow["recipients"]))
        told = [flow[name] for name in ("amount", "qualifier", "currency", "basis")]
        rows.append((*about, *ends, *told, cents(bounds[id_][0]), flow["certainty"], flow["source_id"]))
    return sorted(rows, key=lambda row: (row[0], *last(begin(row[4])), row[1]))


def money_chains(eco: Ecosystem, limit: int) -> Found:
    called, flows = names(eco), table(eco, "flows")
    rows = {
        (
            *(origin, called[origin], flow["flow_id"], flow["level"], via, called[via], after["flow_id"]),
            *(after["level"], recipient, called[recipient], after["about"]),
        )
        for flow in flows.values()
        for after in flows.values()
        for via in set(flow["recipients"] or []) & set(after["payers"] or [])
        for origin in flow["payers"] or []
        for recipient in after["recipients"] or []
        if flow is not after
    }
    return sorted(rows, key=lambda row: (row[0], row[2], row[4], row[6], row[8]))[:limit]


def money_of_member_projects(eco: Ecosystem, cluster: str, level: str) -> Found:
    called, bounds, rows = names(eco), euro(eco), []
    members = set(eco.memberships.filter(cluster_id=cluster)["org_id"])
    for project, found in eco.participations.filter(pl.col("org_id").is_in(sorted(members))).group_by("project_id"):
        present = [called[org] for org in sorted(set(found["org_id"]), key=lambda org: (called[org], org))]
        for id_, flow in table(eco, "flows").items():
            if project[0] in (flow["recipients"] or []) and flow["level"] == level and flow["restates"] is None:
                about = (project[0], called[str(project[0])], present, id_, flow["about"], named(eco, flow["payers"]))
                told = [flow[name] for name in ("amount", "qualifier", "currency")]
                rows.append((*about, *told, *map(cents, bounds[id_]), flow["source_id"]))
    return sorted(rows, key=lambda row: (row[0], row[3]))


def joint_payers(eco: Ecosystem, at_least: int, limit: int) -> Found:
    rows = []
    for id_, flow in table(eco, "flows").items():
        payers = named(eco, flow["payers"])
        if payers and len(payers) >= at_least:
            told = [flow[name] for name in ("level", "amount", "qualifier", "currency", "from", "to", "source_id")]
            rows.append((id_, flow["about"], len(payers), payers, named(eco, flow["recipients"]), *told))
    return sorted(rows, key=lambda row: (-row[2], row[0]))[:limit]


def unknown_amounts(eco: Ecosystem, levels: list[str]) -> Found:
    bounds, rows = euro(eco), []
    for id_, flow in table(eco, "flows").items():
        if bounds[id_][0] is None and flow["level"] in levels:
            reason = "no rate is known for a year of it"
            if flow["amount"] is None:
                reason = "no amount is stated"
            elif flow["from"] is None:
                reason = "without a year there is no rate to convert by"
            ends = (named(eco, flow["payers"]), named(eco, flow["recipients"]))
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
    rows = []
    for id_, flow in table(eco, "flows").items():
        if flow["kind"] in kinds:
            ends = (named(eco, flow["payers"]), named(eco, flow["recipients"]))
            told = ("amount", "qualifier", "currency", "basis", "status", "source_id", "locator")
            rows.append((id_, flow["about"], flow["kind"], flow["level"], *ends, *(flow[name] for name in told)))
    return sorted(rows, key=lambda row: (row[2], row[0]))


# Projects


def project_budgets(eco: Ecosystem, limit: int) -> Found:
    grants = eco.flows.filter(pl.col("level").is_in(["grant", "paid"]))["recipients"].to_list()
    rows = []
    for id_, row in table(eco, "projects").items():
        if row["budget_amount"] is not None:
            told = [row[name] for name in ("programme", "budget_currency", "budget_amount", "budget_qualifier")]
            counts = (sum(id_ in (ends or []) for ends in grants), len(partners(eco)[id_]))
            rows.append((id_, row["title"], *told, *counts, row["certainty"], row["source_id"]))
    return sorted(rows, key=lambda row: (row[3], -row[4], row[0]))[:limit]


def projects_of_programme(eco: Ecosystem, programme: str) -> Found:
    rows = []
    for id_, row in table(eco, "projects").items():
        if row["programme"] == programme:
            told = ("title", "kind", "start", "end", "stage", "budget_amount", "budget_currency")
            about = [row[name] for name in told]
            rows.append((id_, *about, leads(eco, id_), len(partners(eco)[id_]), row["source_id"]))
    return sorted(rows, key=lambda row: (*last(begin(row[3])), row[0]))


def projects_running(eco: Ecosystem, day: dt.date, kinds: list[str] | None) -> Found:
    rows = []
    for id_, row in table(eco, "projects").items():
        start, finish = row["start"], row["end"]
        may_run = start and dates.bounds(start)[0] <= day and (not finish or dates.bounds(finish)[1] >= day)
        if may_run and (kinds is None or row["kind"] in kinds):
            is_sure = bool(finish) and dates.bounds(start)[1] <= day <= dates.bounds(finish)[0]
            told = (row["title"], row["kind"], row["programme"], start, finish, is_sure)
            rows.append((id_, *told, len(partners(eco)[id_]), row["source_id"]))
    return sorted(rows, key=lambda row: (not row[6], begin(row[4]), row[0]))


def projects_of_theme(eco: Ecosystem, theme: str) -> Found:
    projects, sources, rows = table(eco, "projects"), table(eco, "sources"), []
    for tag in eco.tags.filter(theme_id=theme).to_dicts():
        if tag["subject"] in projects:
            about = [projects[tag["subject"]][name] for name in ("title", "kind", "start", "end")]
            told = (tag["basis"], len(partners(eco)[tag["subject"]]), tag["certainty"], tag["source_id"])
            rows.append((tag["subject"], *about, *told, sources[tag["source_id"]]["title"]))
    return sorted(rows, key=lambda row: (-row[6], row[0]))


def largest_projects(eco: Ecosystem, limit: int) -> Found:
    orgs, projects = table(eco, "organisations"), table(eco, "projects")
    rows = []
    for id_, found in partners(eco).items():
        about = [projects[id_][name] for name in ("title", "kind", "programme")]
        if projects[id_]["kind"] != "meeting":
            countries = {orgs[org]["country"] for org in found} - {None}
            rows.append((id_, *about, len(found), len(countries), leads(eco, id_)))
    return sorted(rows, key=lambda row: (-row[4], row[0]))[:limit]


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


# Themes


def listed(eco: Ecosystem, framework: str | None) -> Iterator[tuple[tuple[Any, ...], Row]]:
    """Yield the list, its name, the id and the name of each theme, and the theme."""
    lists = table(eco, "frameworks")
    for id_, theme in table(eco, "themes").items():
        if framework in (None, theme["framework_id"]):
            yield (theme["framework_id"], label(lists[theme["framework_id"]]), id_, label(theme)), theme


def tagged(eco: Ecosystem, theme: str) -> tuple[list[str], list[str]]:
    """Return the projects that work with a theme, and the organisations that do so themselves."""
    network = Network.of(eco)
    found = eco.tags.filter(theme_id=theme)["subject"].to_list()
    work = worked(network, themes(network, None), "projects").filter(theme=theme)["subject"].to_list()
    return work, [id_ for id_ in found if id_ in network.organisations]


def themes_without_projects(eco: Ecosystem, framework: str | None) -> Found:
    rows = []
    for about, theme in listed(eco, framework):
        projects, orgs = tagged(eco, about[2])
        if not projects:
            rows.append(((about[0], *last(theme["number"]), about[2]), (*about, len(orgs), theme["source_id"])))
    return [row for _, row in sorted(rows)]


def themes_without_funding(eco: Ecosystem, framework: str | None, levels: list[str]) -> Found:
    flows = eco.flows.filter(pl.col("level").is_in(levels) & pl.col("kind").is_in(KINDS))
    paid = {id_ for ends in flows["recipients"] for id_ in (ends if ends is not None else [])}
    rows = []
    for about, theme in listed(eco, framework):
        projects, orgs = tagged(eco, about[2])
        if not paid & {*projects, *orgs}:
            key = (-len(projects), about[0], *last(theme["number"]), about[2])
            rows.append((key, (*about, len(projects), len(orgs))))
    return [row for _, row in sorted(rows)]


def themes_of_framework(eco: Ecosystem, framework: str) -> Found:
    if framework not in table(eco, "frameworks"):
        return []
    network, orgs, wider = Network.of(eco), table(eco, "organisations"), table(eco, "themes")
    chosen, rows = themes(network, framework), []
    at_work, in_work = worked(network, chosen, "organisations"), worked(network, chosen, "projects")
    for about, theme in listed(eco, framework):
        own = at_work.filter(theme=about[2])["subject"].to_list()
        n_projects = in_work.filter(theme=about[2]).height
        countries = {orgs[org]["country"] for org in own} - {None}
        parent = wider.get(theme["parent_id"])
        told = (parent and label(parent), len(own), n_projects, len(countries), theme["status"])
        rows.append((about[2], theme["number"], about[3], *told))
    return sorted(rows, key=lambda row: (*last(row[1]), row[0]))


# Goals and figures


def goals_past_deadline(eco: Ecosystem, day: dt.date) -> Found:
    figures, stated, rows = table(eco, "figures"), table(eco, "goals"), []
    past = judged.goals(Network.of(eco), day=day).table.filter(pl.col("n_days_past_deadline") > 0)
    for goal in past.to_dicts():
        figure = figures.get(goal["figure_id"], dict.fromkeys(TABLE["figures"].names))
        about = [goal[name] for name in ("goal_id", "what", "owner", "owner_name", "deadline", "deadline_words")]
        told = [goal[name] for name in ("n_days_past_deadline", "target", "unit", "figure_id", "measured_on")]
        measured = [figure[name] for name in ("value", "qualifier", "unit")]
        rows.append((*about, *told, *measured, stated[goal["goal_id"]]["source_id"]))
    return sorted(rows, key=lambda row: (-row[6], row[0]))


def goal_tree(eco: Ecosystem, owner: str) -> Found:
    goals, found = table(eco, "goals"), table(eco, "themes")
    rows = []
    for id_, goal in goals.items():
        line = [id_]
        while goals[line[0]]["parent_id"] and len(line) < 11:
            line.insert(0, goals[line[0]]["parent_id"])
        if goal["owner"] == owner and owner in table(eco, "organisations") and len(line) < 11:
            theme = found.get(goal["theme_id"])
            told = [goal[name] for name in ("deadline", "target", "unit", "status", "source_id", "locator")]
            about = (id_, goal["what"], goal["kind"], theme and label(theme))
            rows.append((" > ".join(line), len(line) - 1, *about, *told))
    return sorted(rows)


def figures_of_organisation(eco: Ecosystem, organisation: str) -> Found:
    if organisation not in table(eco, "organisations"):
        return []
    rows = []
    for figure in eco.figures.filter(subject=organisation).to_dicts():
        id_, whole = figure["figure_id"], figure["parent_id"]
        date = first_of(figure["as_of"], figure["to"], figure["from"])
        about = [figure[name] for name in ("figure_id", "what", "breakdown", "value", "qualifier", "unit")]
        told = [figure[name] for name in ("certainty", "status", "source_id")]
        key = (*last(end(date)), whole or id_, whole is not None, id_)
        rows.append((key, (*about, date, whole, *told)))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def members_reported(eco: Ecosystem, unit: str) -> Found:
    orgs, sources = table(eco, "organisations"), table(eco, "sources")
    bounds = eco.figures.select("figure_id", low=money.low("value", "qualifier"), high=money.high("value", "qualifier"))
    stated = {id_: (low, None if high == money.OPEN else high) for id_, low, high in bounds.iter_rows()}
    # the library knows one unit: what is counted in another is shown to it as members
    in_unit = eco.figures.filter(unit=unit).with_columns(unit=pl.lit("members"))
    rows = []
    for row in reported(Network.of(replace(eco, figures=in_unit))).to_dicts():
        cluster, id_ = row["cluster"], row["figure_id"]
        if cluster in orgs:
            figure = table(eco, "figures")[id_]
            members = set(eco.memberships.filter(cluster_id=cluster)["org_id"])
            n_listed = sum(orgs[org]["extent"] == "single" for org in members)
            about = (cluster, orgs[cluster]["name"], row["date"], row["value"], figure["qualifier"], *stated[id_])
            source = (figure["source_id"], sources[figure["source_id"]]["title"])
            rows.append(((cluster, *last(row["last"]), id_), (*about, n_listed, id_, *source)))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def survey_answers(eco: Ecosystem) -> Found:
    projects, figures, rows = table(eco, "projects"), table(eco, "figures"), []
    for id_, figure in figures.items():
        survey = projects.get(figure["subject"])
        if survey and survey["kind"] == "survey":
            whole = figures.get(figure["parent_id"], {"value": None})["value"]
            share = figure["value"] / whole if whole and figure["value"] is not None else None
            about = [figure[name] for name in ("what", "breakdown", "value", "qualifier", "unit")]
            key = (survey["project_id"], figure["parent_id"] or id_, figure["parent_id"] is not None, id_)
            told = (share, figure["certainty"], figure["source_id"])
            rows.append((key, (survey["project_id"], survey["title"], id_, *about, *told)))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def contradicting_figures(eco: Ecosystem, days: int) -> Found:
    bounds = eco.figures.select("figure_id", low=money.low("value", "qualifier"), high=money.high("value", "qualifier"))
    stated = {id_: (low, high) for id_, low, high in bounds.drop_nulls().iter_rows()}
    same, rows = defaultdict(list), []
    for figure in eco.figures.drop_nulls(["subject", "value"]).sort("figure_id").to_dicts():
        same[figure["subject"], figure["what"], figure["breakdown"] or "", figure["unit"]].append(figure)
    for (subject, *_), figures in same.items():
        for i, a in enumerate(figures):
            for b in figures[i + 1 :]:
                date, other = (first_of(each["as_of"], each["to"], each["from"]) for each in (a, b))
                (low, high), (other_low, other_high) = stated[a["figure_id"]], stated[b["figure_id"]]
                if date and other and (high < other_low or other_high < low) and near(date, other, days):
                    about = (subject, names(eco)[subject], *(a[name] for name in ("what", "breakdown", "unit")))
                    told = [
                        value
                        for each, day in ((a, date), (b, other))
                        for value in (each["figure_id"], day, each["value"], each["qualifier"], each["source_id"])
                    ]
                    rows.append((*about, *told))
    return sorted(rows, key=lambda row: (row[0], row[5], row[10]))


def near(date: str, other: str, days: int) -> bool:
    """Return whether two dates are the same, or surely so many days apart at most."""
    (first, finish), (other_first, other_finish) = dates.bounds(date), dates.bounds(other)
    return date == other or max((finish - other_first).days, (other_finish - first).days) <= days


# Sources


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


def awkward() -> Ecosystem:
    """Return an ecosystem of what seldom meets by chance: open amounts, parts of parts, periods, roles held twice."""
    flow = {"payers": ["f"], "recipients": ["p"], "kind": "grant", "level": "grant", "from": "2020", "currency": "EUR"}
    figure = {"subject": "c", "what": "members", "unit": "members", "qualifier": "exact", "value": 10.0}
    bodies = {"c": "cluster", "f": "fund", "g": "fund", "h": "company", "i": "company"}
    return Ecosystem.of(
        organisations=[{"org_id": id_, "name": "same", "kind": kind} for id_, kind in bodies.items()],
        projects=[
            {"project_id": "p", "title": "P", "acronym": "PP", "kind": "programme", "start": "2020", "end": "2020-06"},
            {"project_id": "q", "title": "Q", "kind": "survey", "programme": "PP", "start": "2020-06-30"},
            {"project_id": "r", "title": "R", "kind": "project", "programme": "P", "end": "2020-06-30"},
            {"project_id": "s", "title": "S", "kind": "project", "start": "2020-06-01", "end": "2020-07"},
        ],
        participations=[
            {"org_id": org, "project_id": project, "role": role, "from": "2020-06", "to": to}
            for org, project, to in (("h", "p", "2020-06-30"), ("h", "q", None), ("i", "q", "2021"), ("c", "r", None))
            for role in ("lead", "coordinator", "partner")
        ],
        memberships=[
            {"org_id": org, "cluster_id": "c", "seq": seq, "role": "member", "from": "2020-07-01", "to": "2020-07"}
            for org in "hi"
            for seq in (1, 2)
        ],
        flows=[
            {**flow, "flow_id": "open", "amount": 100.0, "qualifier": "at_least"},
            {**flow, "flow_id": "vague", "amount": 100.0, "qualifier": "about", "payers": ["g"], "from": "2019-12"},
            {**flow, "flow_id": "joint", "amount": 7.0, "qualifier": "at_most", "payers": ["g", "f"]},
            {**flow, "flow_id": "part", "amount": 50.0, "qualifier": "about", "part_of": "open", "recipients": ["q"]},
            {**flow, "flow_id": "inner", "amount": 5.0, "qualifier": "exact", "part_of": "part", "level": "paid"},
            {**flow, "flow_id": "unrated", "amount": 9.0, "qualifier": "at_least", "currency": "SEK", "payers": ["i"]},
            {
                **flow,
                "flow_id": "of-unrated",
                "amount": 3.0,
                "qualifier": "exact",
                "part_of": "unrated",
                "payers": ["h"],
            },
            {**flow, "flow_id": "again", "amount": 3.0, "qualifier": "exact", "restates": "part", "recipients": ["r"]},
            {**flow, "flow_id": "on", "payers": ["p"], "recipients": ["q", "r"], "currency": None},
            {**flow, "flow_id": "yearless", "amount": 1.0, "qualifier": "exact", "from": None, "currency": "DKK"},
            {**flow, "flow_id": "nobody", "payers": None, "recipients": None, "amount": 2.0, "qualifier": "at_least"},
        ],
        rates=[{"year": 2020, "currency": "DKK", "rate_per_eur": 7.5}],
        events=[
            {"event_id": f"e{day}", "subject": "c", "date": day, "what": "held"} for day in ("2020-06-30", "2020-07")
        ],
        frameworks=[{"framework_id": "w", "kind": "topics", "label_da": "liste"}],
        themes=[
            {"theme_id": "t", "framework_id": "w", "label_da": "emne", "number": 2},
            {"theme_id": "u", "framework_id": "w", "label_nb": "tema", "number": 1, "parent_id": "t"},
        ],
        tags=[{"subject": subject, "theme_id": "t", "basis": "stated"} for subject in "hp"],
        figures=[
            {**figure, "figure_id": "a", "as_of": "2020-06-30"},
            {**figure, "figure_id": "b", "as_of": "2020-07-31", "value": 12.0},
            {**figure, "figure_id": "d", "from": "2020", "to": "2021", "value": 30.0, "qualifier": "at_least"},
            {**figure, "figure_id": "e", "from": "2020", "to": "2021"},
            {**figure, "figure_id": "s", "subject": "q", "value": 0.0},
            {**figure, "figure_id": "v", "subject": "q", "parent_id": "s"},
            {**figure, "figure_id": "m", "as_of": "2020-06", "value": 20.0},
            {**figure, "figure_id": "n", "subject": "q", "as_of": "2020"},
            {**figure, "figure_id": "o", "subject": "q", "as_of": "2020", "value": 9.0},
            {**figure, "figure_id": "k", "as_of": "2020-07", "breakdown": "small"},
            {**figure, "figure_id": "l", "from": "2020-07", "breakdown": "small", "value": 11.0},
        ],
        goals=[
            {"goal_id": "x", "owner": "c", "kind": "action", "what": "x", "deadline": "2020-06", "figure_id": "a"},
            {"goal_id": "y", "owner": "c", "kind": "action", "what": "y", "deadline": "2020", "parent_id": "x"},
            {"goal_id": "z", "owner": "c", "kind": "action", "what": "z", "parent_id": "y", "theme_id": "u"},
        ],
    )


DAYS = tuple(dt.date(2020, *day) for day in ((1, 1), (6, 1), (6, 29), (6, 30), (7, 1), (7, 31), (12, 31)))
"""The days on which something begins or ends in ``awkward``."""


TWINS: dict[str, Callable[..., Found]] = {
    twin.__name__: twin
    for twin in (
        *(top_funders, funders_by_recipient_kind, money_by_year, programme_flows, money_chains),
        *(money_of_member_projects, joint_payers, unknown_amounts, flow_parts, procurement_flows),
        *(project_budgets, projects_of_programme, projects_running, projects_of_theme, largest_projects),
        *(changes_between, events_of_organisation, themes_without_projects, themes_without_funding),
        *(themes_of_framework, goals_past_deadline, goal_tree, figures_of_organisation, members_reported),
        *(survey_answers, contradicting_figures, weak_facts, second_sources, facts_of_source, sources_by_facts),
        *(facts_without_place, planned_facts),
    )
}


@pytest.fixture(scope="module")
def bundled() -> Ecosystem:
    return load()


@pytest.fixture(scope="module")
def graph(bundled: Ecosystem) -> Any:  # noqa: ANN401 - a graph of the engine
    return embedded.filled(property_graph(bundled))


def alike(left: object, right: object) -> bool:
    """Return whether two values, or lists of them, are equal but for how numbers were added and rounded."""
    if isinstance(left, (list, tuple)) and isinstance(right, (list, tuple)):
        return len(left) == len(right) and all(map(alike, left, right))
    if isinstance(left, float | int) and isinstance(right, float | int) and not isinstance(left, bool):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=0.011)
    return left == right


def differing(eco: Ecosystem, graph: Any, name: str, **values: object) -> str:  # noqa: ANN401 - of the engine
    """Return how the answer of a query differs from its twin, "" where it does not."""
    values = {each.name: each.default for each in QUERIES[name].parameters} | values
    answer, twin = asked(graph, name, **values), TWINS[name](eco, **values)
    if answer.columns == tuple(each.name for each in QUERIES[name].returns) and alike(answer.rows, twin):
        return ""
    return f"{name} {values}\n{answer.columns}\nthe query: {answer.rows}\nits twin:  {twin}"


@pytest.mark.parametrize("name", TWINS)
def test_a_query_on_facts_gives_rows_on_the_bundled_dataset_and_those_of_its_twin(
    bundled: Ecosystem,
    graph: Any,  # noqa: ANN401 - of the engine
    name: str,
) -> None:
    assert asked(graph, name).rows
    assert not differing(bundled, graph, name)


@pytest.mark.parametrize("name", TWINS)
def test_a_query_on_facts_gives_those_of_its_twin_whatever_is_asked(bundled: Ecosystem, graph: Any, name: str) -> None:  # noqa: ANN401
    chance = Random(name)  # noqa: S311 - not a secret
    for _ in range(6):
        assert not differing(bundled, graph, name, **chosen(bundled, name, chance))


def test_the_top_funders_are_those_of_the_measure_funding(bundled: Ecosystem, graph: Any) -> None:  # noqa: ANN401
    """The measure says it by year, and alone or jointly."""
    measured = funding(Network.of(bundled)).filter(pl.col("payer").is_not_null() & (pl.col("level") == "grant"))
    alone = pl.col("low_eur").filter(~pl.col("is_joint")).sum()
    by_payer = measured.group_by("payer").agg(
        alone, pl.col("high_eur").sum(), is_known=pl.col("low_eur").is_not_null().all()
    )
    expected = {payer: (low, high) for payer, low, high, is_known in by_payer.iter_rows() if is_known}
    asked_for = {row[0]: (row[6], row[7]) for row in asked(graph, "top_funders", limit=1000).rows}
    assert len(expected) > 20
    assert all(alike(asked_for[payer], bounds) for payer, bounds in expected.items())


def test_themes_without_funding_are_those_that_the_money_of_themes_leaves_out(bundled: Ecosystem, graph: Any) -> None:  # noqa: ANN401
    """Of a flow and its part the sums count one; here either of them reaches a theme."""
    apart = bundled.flows.with_columns(part_of=pl.lit(None, pl.String), restates=pl.lit(None, pl.String))
    network = Network.of(replace(bundled, flows=apart))
    reached = by_theme(network, themes(network, None), vagueness=money.VAGUENESS)["theme"]
    found = {row[2] for row in asked(graph, "themes_without_funding").rows}
    assert found == set(bundled.themes["theme_id"]) - set(reached)


@pytest.mark.parametrize("name", TWINS)
def test_a_query_on_facts_gives_those_of_its_twin_where_chance_seldom_leads(name: str) -> None:
    eco, chance = awkward(), Random(name)  # noqa: S311 - not a secret
    graph = embedded.filled(property_graph(eco))
    is_asked = any(not each.is_required for each in QUERIES[name].parameters)
    for values in ({}, *(chosen(eco, name, chance) for _ in range(30 * is_asked))):
        assert not differing(eco, graph, name, **values)


def chosen(eco: Ecosystem, name: str, chance: Random) -> Row:
    """Return values for the parameters of a query: ids of the dataset, words of the schema, days, small numbers."""
    of_kind: dict[str, Sequence[object]] = {
        "organisation": [*eco.organisations["org_id"], "nobody"],
        "project": [*eco.projects["project_id"], "nothing"],
        "theme": [*eco.themes["theme_id"], "nothing"],
        "framework": [*eco.frameworks["framework_id"], "nothing"],
        "source": [*eco.sources["source_id"]],
        "integer": (0, 1, 2, 3, 28, 29, 30, 31, 59, 60, 1000),
        "date": [*DAYS, *(dt.date(year, 6, 30) for year in (1500, 2010, 2015, 2019, 2021, 5000, 9999))],
    }
    of_name: dict[str, Sequence[str]] = {
        "level": LEVEL,
        "levels": LEVEL,
        "kinds": FLOW_KIND if name == "procurement_flows" else PROJECT_KIND,
        "statuses": STATUS,
        "certainty": CERTAINTY,
        "stance": ("agrees", "differs"),
        "unit": [*eco.figures["unit"].unique().sort(), "nothing"],
        "programme": [*eco.projects["programme"].drop_nulls().unique().sort(), "nothing"],
    }
    found: Row = {}
    for each in QUERIES[name].parameters:
        if not each.is_required and each.default is None and chance.random() < 0.3:
            found[each.name] = None
        elif each.kind == "texts":
            words = of_name[each.name]
            found[each.name] = chance.sample(words, chance.randint(0, len(words)))
        else:
            found[each.name] = chance.choice(of_kind.get(each.kind) or of_name[each.name])
    return found


@pytest.mark.slow  # a graph and 32 queries for each of 25 ecosystems
@settings(deadline=None, max_examples=25)
@given(tables(), st.randoms(use_true_random=False))
def test_a_query_on_facts_gives_those_of_its_twin_on_random_networks(rows: Tables, chance: Random) -> None:
    everywhere(Ecosystem.of("", **rows), chance)


@pytest.mark.slow  # a graph and 32 queries for each of 25 ecosystems
@settings(deadline=None, max_examples=25)
@given(st.data())
def test_a_query_on_facts_gives_those_of_its_twin_on_tables_of_every_kind(
    ecosystems: st.SearchStrategy[Ecosystem], data: st.DataObject
) -> None:
    everywhere(data.draw(ecosystems), data.draw(st.randoms(use_true_random=False)))


def everywhere(eco: Ecosystem, chance: Random) -> None:
    """Ask every query with its defaults and with values that fit the tables."""
    graph = embedded.filled(property_graph(eco))
    wrong = [
        said
        for name in TWINS
        for values in ({}, chosen(eco, name, chance))
        if (said := differing(eco, graph, name, **values))
    ]
    assert not wrong, "\n".join(wrong)
