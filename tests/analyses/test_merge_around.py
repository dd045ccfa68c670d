"""Members, partners, themes and funders around merging bodies, against hand counts and plain loops over rows."""

import polars as pl
import pytest

import ecograph
from ecograph import Ecosystem
from ecograph.analyses.merge import merge
from ecograph.analyses.merge.coverage import coverage, coverage_of, covered
from ecograph.analyses.merge.funding import funders_of
from ecograph.analyses.merge.membership import members, members_of, reported, sizes
from ecograph.analyses.merge.merger import merger
from ecograph.analyses.merge.parallel import parallel_projects, projects
from ecograph.network import Network
from ecograph.schema.vocabulary import PROJECT_KIND

DANISH = ["chc", "lsi", "mtic", "welfare-tech"]


@pytest.fixture(scope="module")
def nordic() -> Network:
    return Network.of(ecograph.load())


def rows_of(eco: Ecosystem, table: str) -> list[dict[str, object]]:
    return eco[table].to_dicts()


def projects_in(network: Network, cluster: str) -> set[str]:
    """Return the projects of a cluster but for meetings: a plain loop over the rows."""
    eco = network.ecosystem
    kinds = {row["project_id"]: row["kind"] for row in rows_of(eco, "projects")}
    assert "meeting" in PROJECT_KIND
    return {
        str(row["project_id"])
        for row in rows_of(eco, "participations")
        if row["org_id"] == cluster and kinds[row["project_id"]] != "meeting"
    }


def around(network: Network, cluster: str) -> tuple[set[str], set[str]]:
    """Return the members and the partners of a cluster, itself left out: plain loops over the rows."""
    eco, nodes = network.ecosystem, set(network.organisations)
    belonging = {str(row["org_id"]) for row in rows_of(eco, "memberships") if row["cluster_id"] == cluster}
    inside = projects_in(network, cluster)
    taking_part = {str(row["org_id"]) for row in rows_of(eco, "participations") if row["project_id"] in inside}
    return (belonging & nodes) - {cluster}, (taking_part & nodes) - {cluster}


# members and partners


def test_members_and_partners_are_those_that_loops_over_the_rows_find(nordic: Network) -> None:
    table = members_of(nordic, DANISH)
    expected: dict[tuple[str, str], set[str]] = {}
    for cluster in DANISH:
        for held_as, found in zip(("member", "partner"), around(nordic, cluster), strict=True):
            for org in found - set(DANISH):
                expected.setdefault((held_as, org), set()).add(cluster)
    listed = table.select("held_as", "organisation", "through").iter_rows()
    assert {(held_as, org): set(through) for held_as, org, through in listed} == expected
    assert table["n_clusters"].to_list() == table["through"].list.len().to_list()
    assert (table["n_clusters"] > 1).to_list() == (table["status"] == "doubled").to_list()


def test_the_four_danish_clusters_share_partners_only_through_the_merger(nordic: Network) -> None:
    """Read in participations.csv: all four take part in `danish-healthtech-network` and three more of that purpose."""
    doubled = members_of(nordic, DANISH).filter(pl.col("status") == "doubled")
    assert "styregruppen" in doubled["organisation"].to_list()
    without = Network.of(nordic.ecosystem.without_purpose("merger"))
    left = members_of(without, DANISH)
    # dlsc is a partner through klyngeorganisation-bedre-sundhed alone, which was made for the merger too
    assert left.filter(pl.col("status") == "doubled").is_empty()


def test_a_member_that_leaves_is_lost_and_stays_a_partner() -> None:
    eco = Ecosystem.of(
        organisations=[{"org_id": org, "name": org, "kind": "company", "region": "DK01"} for org in "abx"],
        memberships=[{"org_id": "x", "cluster_id": cluster, "role": "member"} for cluster in "ab"],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[{"org_id": org, "project_id": "p", "role": "partner"} for org in "ax"],
    )
    table = members(merger(Network.of(eco), ["a", "b"], name="N", leaves=["x"])).table
    assert table.select("held_as", "organisation", "status", "through").rows() == [
        ("member", "x", "leaves", ["a", "b"]),
        ("partner", "x", "only through one", ["a"]),
    ]
    assert table["rows"].to_list() == [
        ["memberships/x|a|1", "memberships/x|b|1"],
        ["participations/x|p|partner|1"],
    ]


def test_known_members_stand_beside_the_last_reported_number() -> None:
    figure = {"what": "members", "unit": "members", "qualifier": "exact", "subject": "a"}
    eco = Ecosystem.of(
        organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in "abcx"],
        memberships=[{"org_id": "x", "cluster_id": "a", "role": "member"}],
        figures=[
            {**figure, "figure_id": "old", "value": 9.0, "as_of": "2019"},
            {**figure, "figure_id": "new", "value": 7.0, "as_of": "2020-05", "qualifier": "about"},
            {**figure, "figure_id": "part", "value": 2.0, "as_of": "2021", "breakdown": "public"},
            {**figure, "figure_id": "inner", "value": 2.0, "as_of": "2021", "parent_id": "new"},
            {**figure, "figure_id": "lost", "value": None, "as_of": "2022"},
            {**figure, "figure_id": "other", "value": 5.0, "as_of": "2022", "unit": "companies"},
            {**figure, "figure_id": "undated", "value": 4.0, "subject": "b"},
        ],
    )
    network = Network.of(eco)
    table = reported(network, ["c", "a", "b"])
    assert table.select("cluster", "n_known", "reported", "qualifier", "as_of", "reason").rows() == [
        ("a", 1, 7.0, "about", "2020-05", None),
        ("b", 0, 4.0, "exact", None, None),
        ("c", 0, None, None, None, "no number of members is reported"),
    ]
    assert table["rows"].to_list() == [["figures/new", "memberships/x|a|1"], ["figures/undated"], []]
    assert sizes(merger(network, ["a", "b"], name="N")).table["cluster"].to_list() == ["a", "b"]


def test_the_size_of_welfare_tech_is_the_last_one_that_was_reported(nordic: Network) -> None:
    """Read in figures.csv: about 200 in July 2019, 200 on 17 December 2019; in memberships.csv no member by name."""
    row = reported(nordic, ["welfare-tech"]).row(0, named=True)
    assert (row["n_known"], row["reported"], row["as_of"]) == (0, 200, "2019-12-17")


# coverage


def test_covered_cells_are_those_that_loops_over_the_rows_find(nordic: Network) -> None:
    eco = nordic.ecosystem
    seat = {str(row["org_id"]): (row["region"], row["helix"]) for row in rows_of(eco, "organisations")}
    tags: dict[str, set[str]] = {}
    for row in rows_of(eco, "tags"):
        tags.setdefault(str(row["subject"]), set()).add(str(row["theme_id"]))
    expected = set()
    for cluster in DANISH:
        belonging, partners = around(nordic, cluster)
        for org in belonging | partners | {cluster}:
            themes = set(tags.get(org, set()))
            for row in rows_of(eco, "participations"):
                if row["org_id"] == org and row["project_id"] in projects_in(nordic, cluster):
                    themes |= tags.get(str(row["project_id"]), set())
            region, helix = seat[org]
            if region is not None and helix is not None:
                expected |= {(cluster, theme, region, helix) for theme in themes}
    found = covered(nordic, DANISH)
    assert found.height == len(expected)
    assert set(found.drop("rows").iter_rows()) == expected


def test_the_cells_of_one_framework_are_some_of_all(nordic: Network) -> None:
    whole, areas = covered(nordic, DANISH), covered(nordic, DANISH, "work-areas")
    assert 0 < areas.height < whole.height
    assert areas.equals(whole.filter(pl.col("theme_id").str.starts_with("wa")))


def test_a_cell_of_a_member_that_leaves_is_lost_and_one_of_two_clusters_is_doubled() -> None:
    eco = Ecosystem.of(
        organisations=[
            {"org_id": org, "name": org, "kind": "company", "region": "DK01", "helix": helix}
            for org, helix in (("a", "intermediary"), ("b", "intermediary"), ("x", "industry"), ("y", "academia"))
        ],
        memberships=[{"org_id": o, "cluster_id": c, "role": "member"} for o, c in ("xa", "ya", "yb")],
        frameworks=[{"framework_id": "f"}],
        themes=[
            {"theme_id": "s", "framework_id": "f", "label_da": "Søvn"},
            {"theme_id": "t", "framework_id": "f", "label_da": "Træ", "label_en": "Tree"},
        ],
        tags=[{"subject": org, "theme_id": theme} for org, theme in ("xs", "yt", "as")],
    )
    planned = merger(Network.of(eco), ["a", "b"], name="N", leaves=["x"])
    table = coverage(planned).table
    assert table.select("theme", "label", "helix", "by", "status").rows() == [
        ("s", "Søvn", "industry", ["a"], "lost"),
        ("s", "Søvn", "intermediary", ["a"], "only through one"),
        ("t", "Tree", "academia", ["a", "b"], "doubled"),
    ]
    assert table["rows"].to_list()[0] == ["memberships/x|a|1", "organisations/x", "tags/x|s"]
    assert coverage_of(planned.before, ["b"])["status"].to_list() == ["only through one"]


# funders


def test_funders_of_two_bodies_are_doubled_and_budgets_fund_nobody() -> None:
    eco = Ecosystem.of(
        organisations=[{"org_id": org, "name": org.upper(), "kind": "fund"} for org in "abfg"],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[{"org_id": "b", "project_id": "p", "role": "lead"}],
        flows=[
            {"flow_id": flow, "payers": [payer], "recipients": [to], "kind": "grant", "level": level}
            for flow, payer, to, level in (
                ("1", "f", "a", "grant"),
                ("2", "f", "p", "paid"),
                ("3", "g", "b", "grant"),
                ("4", "a", "b", "grant"),
                ("5", "g", "a", "budget"),
            )
        ],
    )
    table = funders_of(Network.of(eco), ["a", "b"])
    assert table.drop("reason").rows() == [
        ("f", "F", 2, ["a", "b"], "doubled", ["flows/1", "flows/2"]),
        ("g", "G", 1, ["b"], "only through one", ["flows/3"]),
    ]


# parallel projects


def parallel(*spans: tuple[str | None, str | None]) -> pl.DataFrame:
    """Return the parallel projects of a and b, which lead a project each from and to the days given."""
    eco = Ecosystem.of(
        organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in "abx"],
        projects=[
            {"project_id": name, "title": name, "kind": "project", "start": start, "end": end}
            for name, (start, end) in zip("pq", spans, strict=True)
        ],
        participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "bq", "xp", "xq")],
    )
    return parallel_projects(Network.of(eco), ["a", "b"])


@pytest.mark.parametrize(
    ("left", "right", "days"),
    [
        (("2019-01-01", "2019-01-31"), ("2019-01-31", "2019-12-31"), 1),
        (("2019", "2019"), ("2019-12", "2020"), 31),  # as wide as the dates allow
        (("2018", "2018"), ("2019", "2020"), 0),
        (("2018", None), ("2019", "2020"), None),
        ((None, "2018"), ("2019", "2020"), None),
    ],
)
def test_days_together_are_counted_where_both_have_a_start_and_an_end(
    left: tuple[str | None, str | None], right: tuple[str | None, str | None], days: int | None
) -> None:
    table = parallel(left, right)
    assert table["days_together"].to_list() == [days]
    assert table["reason"].to_list() == [None if days is not None else "a project has no start or no end"]


def test_projects_that_share_both_come_before_those_that_share_more_of_one() -> None:
    eco = Ecosystem.of(
        organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in "abxyz"],
        projects=[
            {"project_id": name, "title": name, "kind": "project", "purpose": "merger" if name == "q" else None}
            for name in ("p", "q", "r", "s")
        ]
        + [{"project_id": "m", "title": "M", "kind": "meeting"}],
        participations=[
            {"org_id": o, "project_id": p, "role": "partner"}
            for o, p in ("ap", "bq", "xp", "xq", "br", "xr", "yr", "zr", "yp", "zp", "as", "bs", "xs", "bm", "xm")
        ],
        frameworks=[{"framework_id": "f"}],
        themes=[{"theme_id": "t", "framework_id": "f"}],
        tags=[{"subject": project, "theme_id": "t"} for project in "pq"],
    )
    found = projects(merger(Network.of(eco), ["a", "b"], name="N")).table
    # s is a project of both, so it is parallel to neither; m is a meeting
    assert found.select("left", "right", "n_themes", "shared_partners", "is_merger").rows() == [
        ("p", "q", 1, ["x"], True),
        ("p", "r", 0, ["x", "y", "z"], False),
    ]
    assert found["rows"].to_list()[0] == [
        *("participations/a|p|partner|1", "participations/b|q|partner|1"),
        *("participations/x|p|partner|1", "participations/x|q|partner|1", "projects/p", "projects/q"),
        *("tags/p|t", "tags/q|t"),
    ]


def test_a_body_without_projects_takes_no_bridging_with_it() -> None:
    # a lies between x and y, b is in no project: merged they lie between the same
    rows = [{"org_id": org, "name": org, "kind": "cluster" if org in "ab" else "company"} for org in "abxy"]
    network = Network.of(
        Ecosystem.of(
            organisations=rows,
            projects=[{"project_id": p, "title": p, "kind": "project"} for p in "pq"],
            participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in ("ap", "xp", "aq", "yq")],
        )
    )
    said = [words.en for words in merge(network, ["a", "b"], name="N", alone=True).said]
    assert any("would keep all the shortest routes" in sentence for sentence in said)
