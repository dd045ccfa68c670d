"""Random ecosystems that the tests of measures and of analyses share."""

from typing import Any

from hypothesis import strategies as st

from ecograph.schema.vocabulary import EXTENT, HELIX, LEVEL, QUALIFIER

Row = dict[str, Any]
Tables = dict[str, list[Row]]

ORGS, PROJECTS, THEMES = "abcdefg", "pqrst", "xyz"


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    """Draw the rows of an ecosystem with clusters, collectives, meetings, merger projects and vague amounts."""
    orgs, projects = ORGS[: draw(st.integers(0, 7))], PROJECTS[: draw(st.integers(0, 5))]

    def some(left: str, right: str) -> list[tuple[str, str]]:
        pairs = [(a, b) for a in left for b in right]
        return draw(st.lists(st.sampled_from(pairs), unique=True, max_size=16)) if pairs else []

    def one_of(*values: object) -> Any:  # noqa: ANN401 - a cell of any kind
        return draw(st.sampled_from(values))

    ends = st.lists(st.sampled_from(orgs + projects), unique=True, max_size=3) if orgs + projects else st.none()
    flows = []
    for i in range(draw(st.integers(0, 6))):
        amount = one_of(None, 0.0, 250000.0, 1e9)
        flows.append(
            {
                "flow_id": f"f{i}",
                "payers": draw(st.none() | ends),
                "recipients": draw(st.none() | ends),
                "amount": amount,
                "qualifier": None if amount is None else one_of(*QUALIFIER),
                "currency": None if amount is None else one_of("DKK", "EUR", "SEK"),
                "from": one_of(None, "2019", "2020-02"),
                "to": one_of(None, "2021"),
                "basis": one_of(None, "total", "yearly"),
                "kind": one_of("grant", "fee", "procurement"),
                "level": one_of(*LEVEL),
                "part_of": one_of(*(None, f"f{i - 1}")) if i else None,
            }
        )
    return {
        "organisations": [
            {
                "org_id": org,
                "name": f"the {org}",
                "kind": one_of("cluster", "company"),
                "helix": one_of(None, *HELIX),
                "country": one_of(None, "DK", "NO"),
                "region": one_of(None, "DK011", "DK021", "NO081"),
                "extent": one_of("single", "single", "single", *EXTENT),
            }
            for org in orgs
        ],
        "projects": [
            {"project_id": p, "title": p, "kind": one_of("project", "meeting"), "purpose": one_of(None, "merger")}
            for p in projects
        ],
        "participations": [
            {"org_id": org, "project_id": p, "role": one_of("lead", "partner")} for org, p in some(orgs, projects)
        ],
        "memberships": [{"org_id": org, "cluster_id": c, "role": "member"} for org, c in some(orgs, orgs)],
        "flows": flows,
        "frameworks": [{"framework_id": "w", "kind": "work_areas", "label_en": "Work areas"}],
        "themes": [{"theme_id": t, "framework_id": "w", "label_en": t} for t in THEMES],
        "tags": [{"subject": i, "theme_id": t, "basis": "stated"} for i, t in some(orgs + projects, THEMES)],
        "rates": [
            {"year": 2020, "currency": currency, "rate_per_eur": rate}
            for currency, rate in (("DKK", 7.5), ("NOK", 10.0), ("SEK", 10.5))
        ],
    }
