"""Small ecosystems in which few organisations have much to do with each other, for the tests of queries.

Several roles in one project, two memberships in one cluster, several ties of two bodies, meetings, collectives and
bodies within bodies: what a query counts twice that takes a relationship for a neighbour.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

from ecosystems import Tables

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
