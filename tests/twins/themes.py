"""Twins of the queries about themes, goals and figures."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import polars as pl

from ecograph import Ecosystem, dates, money
from ecograph.analyses.gaps import goals as judged
from ecograph.analyses.gaps.themed import themes, worked
from ecograph.metrics.amounts import KINDS
from ecograph.metrics.reported_members import reported
from ecograph.network import Network
from ecograph.schema import TABLE
from twins.tables import Found, Row, end, first_of, label, last, names, table


def listed(eco: Ecosystem, framework: str | None) -> Iterator[tuple[tuple[Any, ...], Row]]:
    """Yield the list, its name, the id and the name of each theme, and the theme."""
    lists = table(eco, "frameworks")
    for id_, theme in table(eco, "themes").items():
        if framework in (None, theme["framework_id"]):
            yield (theme["framework_id"], label(lists[theme["framework_id"]]), id_, label(theme)), theme


def at_work(eco: Ecosystem) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return for each theme the projects that work with it, and the organisations, themselves or through a project."""
    network = Network.of(eco)
    every = themes(network, None)
    both = (worked(network, every, "projects"), worked(network, every, "organisations"))
    projects, orgs = (defaultdict(list, frame.group_by("theme").agg("subject").iter_rows()) for frame in both)
    return projects, orgs


def themes_without_projects(eco: Ecosystem, framework: str | None) -> Found:
    projects, orgs = at_work(eco)
    rows = []
    for about, theme in listed(eco, framework):
        id_ = about[2]
        if not projects[id_]:
            rows.append(((about[0], *last(theme["number"]), id_), (*about, len(orgs[id_]), theme["source_id"])))
    return [row for _, row in sorted(rows)]


def themes_without_funding(eco: Ecosystem, framework: str | None, levels: list[str]) -> Found:
    flows = eco.flows.filter(pl.col("level").is_in(levels) & pl.col("kind").is_in(KINDS))
    paid = {id_ for ends in flows["recipients"] for id_ in (ends if ends is not None else [])}
    (projects, orgs), rows = at_work(eco), []
    single = set(Network.of(eco).organisations)
    for about, theme in listed(eco, framework):
        id_ = about[2]
        own = single.intersection(eco.tags.filter(theme_id=id_)["subject"])
        if not paid & {*projects[id_], *own}:
            key = (-len(projects[id_]), about[0], *last(theme["number"]), id_)
            rows.append((key, (*about, len(projects[id_]), len(orgs[id_]))))
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
            members = set(eco.memberships.filter(cluster_id=cluster)["org_id"]) - {cluster}
            n_members = sum(orgs[org]["extent"] == "single" for org in members)
            about = (cluster, orgs[cluster]["name"], row["date"], row["value"], figure["qualifier"], *stated[id_])
            source = (figure["source_id"], sources[figure["source_id"]]["title"])
            rows.append(((cluster, *last(row["last"]), id_), (*about, n_members, id_, *source)))
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
