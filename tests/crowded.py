"""Small ecosystems in which few organisations have much to do with each other, for the tests of queries.

Several roles in one project, two memberships in one cluster, several ties of two bodies, meetings, collectives and
bodies within bodies: what a query counts twice that takes a relationship for a neighbour.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

from ecosystems import Tables

from ecograph import Ecosystem
from ecograph.schema.vocabulary import EXTENT, HELIX

ROLES = ("lead", "coordinator", "partner", "advisor")


def crowded(chance: Random) -> Tables:
    """Return tables in which few organisations have much to do with each other: several roles, meetings, clusters."""
    orgs, projects, themes = (
        sorted(chance.sample(letters, n)) for letters, n in (("abcdefghijklmn", 9), ("pqrstu", 5), ("xyz", 3))
    )

    def one_of(*words: object) -> Any:  # noqa: ANN401 - a cell of any kind
        return chance.choice(words)

    def some(n: int, *columns: Sequence[object]) -> list[tuple[Any, ...]]:
        return sorted({tuple(map(chance.choice, columns)) for _ in range(n)}, key=str)

    return {
        "sources": [{"source_id": name, "title": name.upper()} for name in ("s-1", "s-2")],
        "organisations": [
            {
                "org_id": org,
                "name": one_of("Ærø", "Bø", "Cirkel"),
                "kind": one_of("cluster", "cluster", "company", "hospital"),
                "helix": one_of(None, *HELIX[:3]),
                "country": one_of(None, "DK", "NO", "SE"),
                "region": one_of(None, "DK011", "DK021", "NO081"),
                "extent": one_of(*["single"] * 5, *EXTENT),
                "parent_id": one_of(None, *orgs[:place]),
            }
            for place, org in enumerate(orgs)
        ],
        "projects": [
            {"project_id": p, "title": p.upper(), "kind": one_of("project", "project", "programme", "meeting")}
            for p in projects
        ],
        "participations": [
            {"org_id": org, "project_id": p, "role": role, "seq": seq, "source_id": one_of("s-1", "s-2")}
            for org, p, role, seq in some(26, orgs, projects, ROLES, (1, 1, 2))
        ],
        "memberships": [
            {"org_id": org, "cluster_id": cluster, "seq": seq, "role": one_of("member", "founder")}
            for org, cluster, seq in some(14, orgs, orgs, (1, 2))
        ],
        "names": [{"org_id": org, "name": name, "kind": "alias"} for org, name in some(6, orgs, ("Ærø", "æ", "Zoo"))],
        "ties": [
            {"tie_id": f"t{i}", "subject": a, "kind": kind, "object": b, "status": one_of("actual", "planned")}
            for i, (a, kind, b) in enumerate(
                chance.choices(some(9, orgs + projects, ("merged_into", "succeeds", "owner"), orgs + projects), k=12)
            )
        ],
        "events": [
            {"event_id": f"e{i}", "subject": p, "what": what, "date": date}
            for i, (p, what, date) in enumerate(
                some(9, projects, ("held", "published"), (None, "2019", "2019-05", "2020"))
            )
        ],
        "frameworks": [{"framework_id": "w", "kind": "work_areas", "label_en": "Work areas"}],
        "themes": [{"theme_id": theme, "framework_id": "w", "label_en": theme} for theme in themes],
        "tags": [
            {"subject": org, "theme_id": theme, "basis": "stated"} for org, theme in some(12, orgs + projects, themes)
        ],
    }


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
