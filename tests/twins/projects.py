"""Twins of the queries about projects: who takes part, who is missing, when they run, what they cost."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator

import polars as pl

from ecograph import Ecosystem, dates
from twins.tables import SINGLE, Found, Row, begin, last, table, with_org, work


def single_bodies(eco: Ecosystem) -> dict[str, set[str]]:
    """Return the single organisations of each project."""
    return defaultdict(set, work(eco, SINGLE, meetings=True))


def leads(eco: Ecosystem) -> dict[str, list[str]]:
    """Return the names of who leads or coordinates each project."""
    orgs, found = table(eco, "organisations"), defaultdict(list)
    roles = eco.participations.filter(pl.col("role").is_in(["lead", "coordinator"])).select("project_id", "org_id")
    for project, org in sorted(roles.unique().iter_rows(), key=lambda row: (orgs[row[1]]["name"], row[1])):
        found[project].append(orgs[org]["name"])
    return found


def common_projects(eco: Ecosystem, left: str, right: str) -> Found:
    every = work(eco, meetings=True)

    def told(project: str, column: str, *orgs: str) -> list[str]:
        found = eco.participations.filter(pl.col("org_id").is_in(orgs), project_id=project)
        return found[column].unique().sort().to_list()

    rows = []
    for id_, row in table(eco, "projects").items():
        if left != right and id_ in with_org(every, left) & with_org(every, right):
            roles = (told(id_, "role", left), told(id_, "role", right))
            sources = told(id_, "source_id", left, right)
            rows.append((id_, row["title"], row["kind"], *roles, row["start"], row["end"], row["status"], sources))
    return sorted(rows)


def lacking(eco: Ecosystem, kind: str, limit: int) -> Found:
    orgs, projects = table(eco, "organisations"), table(eco, "projects")
    single = work(eco, SINGLE)
    rows = [
        (id_, *(projects[id_][name] for name in ("title", "kind", "programme", "start")), len(single.get(id_, ())))
        for id_, found in work(eco).items()
        if kind not in {orgs[org]["kind"] for org in found}
    ]
    return sorted(rows, key=lambda row: (-row[5], row[0]))[:limit]


def projects_without_company(eco: Ecosystem, limit: int) -> Found:
    return lacking(eco, "company", limit)


def projects_without_hospital(eco: Ecosystem, limit: int) -> Found:
    return lacking(eco, "hospital", limit)


def spheres(eco: Ecosystem) -> Iterator[tuple[Row, list[str | None]]]:
    """Yield each project that is no meeting and has a partner, with the spheres of all."""
    orgs, projects = table(eco, "organisations"), table(eco, "projects")
    for id_, found in work(eco).items():
        yield projects[id_], [orgs[org]["helix"] for org in found]


def projects_without_helix(eco: Ecosystem, helix: str, limit: int) -> Found:
    rows = [
        (
            *(project[name] for name in ("project_id", "title", "kind")),
            *(len(found), found.count(None), sorted({one for one in found if one})),
        )
        for project, found in spheres(eco)
        if helix not in found
    ]
    return sorted(rows, key=lambda row: (-row[3], row[0]))[:limit]


def triple_helix_projects(eco: Ecosystem, limit: int) -> Found:
    wanted = ("industry", "academia", "government")
    rows = [
        (project["project_id"], project["title"], *map(found.count, wanted), len(found))
        for project, found in spheres(eco)
        if set(wanted) <= set(found)
    ]
    return sorted(rows, key=lambda row: (-row[5], row[0]))[:limit]


def one_project_only(eco: Ecosystem, kind: str | None, country: str | None, limit: int) -> Found:
    every, single, projects = work(eco), work(eco, SINGLE), table(eco, "projects")
    rows = []
    for id_, org in sorted(table(eco, "organisations").items()):
        own = sorted(with_org(every, id_))
        is_asked = kind in (None, org["kind"]) and country in (None, org["country"])
        if len(own) == 1 and org["extent"] == "single" and is_asked:
            about = [org[name] for name in ("org_id", "name", "kind", "country")]
            rows.append((*about, own[0], projects[own[0]]["title"], len(single[own[0]]) - 1))
    return rows[:limit]


def meetings(eco: Ecosystem) -> Found:
    orgs, rows = table(eco, "organisations"), []
    for id_, project in table(eco, "projects").items():
        if project["kind"] == "meeting":
            days = [row["date"] for row in eco.events.to_dicts() if (row["subject"], row["what"]) == (id_, "held")]
            found = eco.participations.filter(project_id=id_)
            for (org,), own in found.group_by("org_id"):
                said = [own[column].unique().sort().to_list() for column in ("role", "source_id")]
                held_on = min((day for day in days if day), default=None)
                rows.append((id_, project["title"], held_on, org, orgs[str(org)]["name"], *said))
    return sorted(rows, key=lambda row: (row[0], row[3]))


def projects_of_organisation(eco: Ecosystem, organisation: str, limit: int) -> Found:
    single, projects, sources = work(eco, SINGLE, meetings=True), table(eco, "projects"), table(eco, "sources")
    rows = []
    for row in eco.participations.filter(org_id=organisation).to_dicts():
        project, source = projects[row["project_id"]], row["source_id"]
        about = (project["project_id"], project["title"], project["kind"], row["role"], project["start"])
        n_partners = len(single.get(row["project_id"], set()) - {organisation})
        told = (project["end"], n_partners, sources[source]["title"], source)
        key = f"participations/{organisation}|{row['project_id']}|{row['role']}|{row['seq']}"
        rows.append((*about, *told, row["locator"], row["certainty"], key))
    return sorted(rows, key=lambda row: (row[0], row[-1]))[:limit]


def project_budgets(eco: Ecosystem, limit: int) -> Found:
    grants = eco.flows.filter(pl.col("level").is_in(["grant", "paid"]))["recipients"].to_list()
    paid = Counter(id_ for ends in grants for id_ in set(ends or []))
    single, rows = single_bodies(eco), []
    for id_, row in table(eco, "projects").items():
        if row["budget_amount"] is not None:
            told = [row[name] for name in ("programme", "budget_currency", "budget_amount", "budget_qualifier")]
            counts = (paid[id_], len(single[id_]))
            rows.append((id_, row["title"], *told, *counts, row["certainty"], row["source_id"]))
    return sorted(rows, key=lambda row: (row[3], -row[4], row[0]))[:limit]


def projects_of_programme(eco: Ecosystem, programme: str) -> Found:
    single, leading, rows = single_bodies(eco), leads(eco), []
    for id_, row in table(eco, "projects").items():
        if row["programme"] == programme:
            told = ("title", "kind", "start", "end", "stage", "budget_amount", "budget_currency")
            about = [row[name] for name in told]
            rows.append((id_, *about, leading[id_], len(single[id_]), row["source_id"]))
    return sorted(rows, key=lambda row: (*last(begin(row[3])), row[0]))


def projects_running(eco: Ecosystem, day: dt.date, kinds: list[str] | None) -> Found:
    single, rows = single_bodies(eco), []
    for id_, row in table(eco, "projects").items():
        start, finish = row["start"], row["end"]
        may_run = start and dates.bounds(start)[0] <= day and (not finish or dates.bounds(finish)[1] >= day)
        if may_run and (kinds is None or row["kind"] in kinds):
            is_sure = bool(finish) and dates.bounds(start)[1] <= day <= dates.bounds(finish)[0]
            told = (row["title"], row["kind"], row["programme"], start, finish, is_sure)
            rows.append((id_, *told, len(single[id_]), row["source_id"]))
    return sorted(rows, key=lambda row: (not row[6], begin(row[4]), row[0]))


def projects_of_theme(eco: Ecosystem, theme: str) -> Found:
    projects, sources, single, rows = table(eco, "projects"), table(eco, "sources"), single_bodies(eco), []
    for tag in eco.tags.filter(theme_id=theme).to_dicts():
        if tag["subject"] in projects and projects[tag["subject"]]["kind"] != "meeting":
            about = [projects[tag["subject"]][name] for name in ("title", "kind", "start", "end")]
            told = (tag["basis"], len(single[tag["subject"]]), tag["certainty"], tag["source_id"])
            rows.append((tag["subject"], *about, *told, sources[tag["source_id"]]["title"]))
    return sorted(rows, key=lambda row: (-row[6], row[0]))


def largest_projects(eco: Ecosystem, limit: int) -> Found:
    orgs, projects, leading = table(eco, "organisations"), table(eco, "projects"), leads(eco)
    rows = []
    for id_, found in single_bodies(eco).items():
        about = [projects[id_][name] for name in ("title", "kind", "programme")]
        if projects[id_]["kind"] != "meeting":
            countries = {orgs[org]["country"] for org in found} - {None}
            rows.append((id_, *about, len(found), len(countries), leading[id_]))
    return sorted(rows, key=lambda row: (-row[4], row[0]))[:limit]
