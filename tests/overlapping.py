"""Ecosystems that tests of overlaps share: clusters with members, projects, flows and tags."""

from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.network import Network

Row = dict[str, object]


def organisation(org: str, kind: str = "company", **more: object) -> Row:
    return {"org_id": org, "name": f"the {org}", "kind": kind, **more}


def takes_part(org: str, project: str, role: str = "partner") -> Row:
    return {"org_id": org, "project_id": project, "role": role}


def with_members(**members: str) -> Network:
    """Return a network of clusters with members of one letter or digit each."""
    everybody = sorted(set("".join(members.values())))
    return Network.of(
        Ecosystem.of(
            organisations=[organisation(c, "cluster") for c in members] + [organisation(m) for m in everybody],
            memberships=[{"org_id": m, "cluster_id": c, "role": "member"} for c, ms in members.items() for m in ms],
        )
    )


@st.composite
def ecosystems(draw: st.DrawFn) -> Ecosystem:
    """Draw clusters a to d, organisations e to h, projects p to t of which t is a meeting, and all ties among them."""
    orgs, projects = "abcdefgh", "pqrst"

    def some(left: str, right: str) -> list[tuple[str, str]]:
        return draw(st.lists(st.tuples(st.sampled_from(left), st.sampled_from(right)), unique=True, max_size=16))

    def one_of() -> str:
        return draw(st.sampled_from(["s1", "s2", "s3"]))

    subjects = st.lists(st.sampled_from(orgs + projects), unique=True, max_size=3)
    kinds, levels = st.sampled_from(["grant", "fee", "saving"]), st.sampled_from(["grant", "paid", "call"])
    again = st.sampled_from([None, None, "f0"])
    ends = draw(st.lists(st.tuples(st.none() | subjects, st.none() | subjects, kinds, levels, again), max_size=6))
    return Ecosystem.of(
        organisations=[
            organisation(
                org,
                "cluster" if org < "e" else "company",
                extent="collective" if org == "h" else "single",
                region=draw(st.sampled_from([None, "DK01", "DK02", "NO08"])),
            )
            for org in orgs
        ],
        projects=[{"project_id": p, "title": p, "kind": "meeting" if p == "t" else "project"} for p in projects],
        participations=[{**takes_part(*pair), "source_id": one_of()} for pair in some(orgs, projects)],
        memberships=[
            {"org_id": org, "cluster_id": cluster, "role": "member", "source_id": one_of()}
            for org, cluster in some(orgs, "abcd")
        ],
        flows=[
            {
                "flow_id": f"f{i}",
                "payers": payers,
                "recipients": recipients,
                "kind": kind,
                "level": level,
                "restates": restated if i else None,
                "source_id": one_of(),
            }
            for i, (payers, recipients, kind, level, restated) in enumerate(ends)
        ],
        frameworks=[{"framework_id": "w", "kind": "work_areas", "label_en": "Work areas"}],
        themes=[{"theme_id": t, "framework_id": "w", "label_en": t} for t in "xyz"],
        tags=[
            {"subject": i, "theme_id": t, "basis": "stated", "source_id": one_of()}
            for i, t in some(orgs + projects, "xyz")
        ],
    )
