"""The slices of an Ecosystem on small examples worked out by hand, and that none leaves a row that points to nothing.

The examples are ``tests/small`` (see its files) and rows given in the test.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph import EcographError, Ecosystem, load
from ecograph.closure import closed
from ecograph.schema import TABLE, TABLES
from ecograph.schema.vocabulary import PURPOSE


@pytest.fixture(scope="module")
def eco() -> Ecosystem:
    return load(Path(__file__).parent / "small")


def ids(ecosystem: Ecosystem, table: str, column: str | None = None) -> list[object]:
    return ecosystem[table][column or TABLE[table].key[0]].to_list()


def same(one: Ecosystem, other: Ecosystem) -> bool:
    return all(frame.equals(other[name]) and frame.schema == other[name].schema for name, frame in one.frames().items())


def dangling(frames: Mapping[str, pl.DataFrame]) -> list[tuple[str, str, object]]:
    """Return what points to nothing: a second, plain implementation over rows."""
    keys = {t.name: {"|".join(str(row[k]) for k in t.key) for row in frames[t.name].to_dicts()} for t in TABLES}
    found: list[tuple[str, str, object]] = []
    for table in TABLES:
        for row in frames[table.name].to_dicts():
            for column in table.columns:
                value = row[column.name]
                named = value if isinstance(value, list) else [value] if value is not None else []
                targets = set().union(*(keys[name] for name in column.references))
                found += [
                    (table.name, column.name, each) for each in named if column.references and each not in targets
                ]
            if table.name == "evidence" and row["key"] not in keys[row["table"]]:
                found.append((table.name, "key", row["key"]))
    return found


# making one


def test_rows_given_in_code_get_what_they_do_not_say() -> None:
    made = Ecosystem.of(
        "T", organisations=[{"org_id": "b", "name": "B"}, {"org_id": "a", "name": "A", "status": "planned"}]
    )
    assert made.title == "T"
    assert made.organisations.select("org_id", "extent", "certainty", "status", "source_id", "n").rows() == [
        ("a", "single", "certain", "planned", "given", None),
        ("b", "single", "certain", "actual", "given", None),
    ]
    assert made.sources.rows() == [("given", "rows given in code", None, None, None, None, None)]
    assert made.flows.schema == TABLE["flows"].frame.schema


def test_no_rows_of_a_table_are_an_empty_table() -> None:
    assert same(Ecosystem.of(ties=[]), Ecosystem.of())


def test_a_table_or_column_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError, match="no table 'organisation'"):
        Ecosystem.of(organisation=[])
    with pytest.raises(TypeError, match=r"no column \['nam'\] in organisations"):
        Ecosystem.of(organisations=[{"org_id": "a", "nam": "A"}])


def test_tables_are_taken_by_name_and_nothing_else(eco: Ecosystem) -> None:
    assert eco["flows"] is eco.flows
    assert list(eco.frames()) == list(TABLE)
    with pytest.raises(KeyError):
        eco["title"]


def test_an_ecosystem_says_how_many_rows_it_has() -> None:
    assert repr(Ecosystem.of()) == "Ecosystem(sources=1)"
    assert repr(Ecosystem.of(organisations=[{"org_id": "a"}])) == "Ecosystem(sources=1, organisations=1)"


def test_rows_are_sorted_by_key_whatever_order_they_come_in(eco: Ecosystem) -> None:
    upside_down = {name: frame.reverse() for name, frame in eco.frames().items()}
    assert same(Ecosystem.from_frames("Small", upside_down), eco)


def test_an_ecosystem_cannot_be_changed(eco: Ecosystem) -> None:
    with pytest.raises(AttributeError):
        eco.title = "Other"  # type: ignore[misc]


# as of a day


def memberships(*spans: tuple[str | None, str | None, str | None]) -> Ecosystem:
    """Return organisations m0, m1 ... that belong to the cluster c from, to and observed as given."""
    orgs = [{"org_id": "c", "name": "C"}, *({"org_id": f"m{n}", "name": "M"} for n in range(len(spans)))]
    rows = [
        {"org_id": f"m{n}", "cluster_id": "c", "from": start, "to": end, "as_of": seen}
        for n, (start, end, seen) in enumerate(spans)
    ]
    return Ecosystem.of(organisations=orgs, memberships=rows)


@pytest.mark.parametrize(
    ("start", "end", "seen", "stays"),
    [
        (None, None, None, True),
        ("2016", None, None, True),  # it may have begun in January
        ("2016-07", None, None, False),
        ("2016-06-15", None, None, True),
        ("2016-06-16", None, None, False),
        (None, "2016-06", None, True),  # it may have ended on the 30th
        (None, "2016-06-14", None, False),
        (None, "2015", None, False),
        ("2010", "2020", None, True),
        (None, None, "2016", True),
        (None, None, "2017", False),  # only observed later
        ("2010", None, "2017", True),  # observed later, but begun before
        (None, "2018", "2017", False),
        (None, None, "2001", True),  # nothing says that it ended
    ],
)
def test_as_of_leaves_out_what_surely_was_not_so_on_the_day(
    start: str | None, end: str | None, seen: str | None, *, stays: bool
) -> None:
    sliced = memberships((start, end, seen)).as_of(dt.date(2016, 6, 15))
    assert (ids(sliced, "memberships") == ["m0"]) is stays
    assert ids(sliced, "organisations") == ["c", "m0"]


def test_as_of_takes_along_what_hangs_on_it(eco: Ecosystem) -> None:
    # in 2017 the trial (2014 to June 2016) is over: its participations, tag and both flows go; the flow part would
    # also go with its own date. The union begins in 2019.
    sliced = eco.as_of(dt.date(2017, 1, 1))
    assert ids(sliced, "projects") == []
    assert ids(sliced, "participations") == []
    assert ids(sliced, "flows") == []
    assert ids(sliced, "tags") == ["alpha"]
    assert ids(sliced, "memberships") == ["uni"]  # of firm ended 2015; of uni at alpha observed in 2018 only
    assert ids(sliced, "memberships", "cluster_id") == ["beta"]
    assert ids(sliced, "names", "name") == ["AC"]  # Old Alpha until 2009
    assert ids(sliced, "evidence") == ["figures"]  # the one on the membership of firm went with it
    assert ids(sliced, "sources") == ids(eco, "sources")
    assert ids(sliced, "rates") == ids(eco, "rates")


def test_told_on_keeps_what_was_done_and_paid_before_the_day(eco: Ecosystem) -> None:
    # in 2017 the trial is over and stays with its participations and flows; the memberships and names are as in as_of
    sliced, valid = eco.told_on(dt.date(2017, 1, 1)), eco.as_of(dt.date(2017, 1, 1))
    assert ids(sliced, "projects") == ["trial"]
    assert {*sliced.participations["project_id"]} == {"trial"}
    assert ids(sliced, "flows") == ids(eco, "flows")
    assert ids(sliced, "memberships") == ids(valid, "memberships")
    assert ids(sliced, "names", "name") == ids(valid, "names", "name")


def test_as_of_leaves_out_events_that_come_later() -> None:
    dates = ["2015", "2016-06", "2016-06-16", None]
    rows = [{"event_id": f"e{n}", "subject": "c", "what": "held", "date": day} for n, day in enumerate(dates)]
    sliced = Ecosystem.of(organisations=[{"org_id": "c"}], events=rows).as_of(dt.date(2016, 6, 15))
    assert ids(sliced, "events") == ["e0", "e1", "e3"]


# known before a day


def test_known_before_keeps_what_was_surely_published_before() -> None:
    published = ["2015", "2016-05", "2016-06", "2016-06-14", "2016-06-15", None]
    sources = [{"source_id": f"s{n}", "published": day} for n, day in enumerate(published)]
    orgs = [{"org_id": f"o{n}", "source_id": f"s{n}"} for n in range(len(published))]
    sliced = Ecosystem.of(sources=sources, organisations=orgs).known_before(dt.date(2016, 6, 15))
    assert ids(sliced, "organisations") == ["o0", "o1", "o3"]  # by the end of June is not before the 15th
    assert len(ids(sliced, "sources")) == 7  # sources are reference data, and stay


# without


def test_without_a_purpose_takes_the_project_and_what_hangs_on_it() -> None:
    eco = Ecosystem.of(
        organisations=[{"org_id": "a"}],
        projects=[
            {"project_id": "m", "purpose": "merger"},
            {"project_id": "p"},
            {"project_id": "q", "purpose": "export"},
        ],
        participations=[{"org_id": "a", "project_id": project, "role": "lead"} for project in "mpq"],
        flows=[
            {"flow_id": "to-m", "payers": ["a"], "recipients": ["m"]},
            {"flow_id": "to-both", "payers": ["a"], "recipients": ["m", "p"]},
            {"flow_id": "to-p", "payers": ["a"], "recipients": ["p"], "part_of": "to-m"},
        ],
        figures=[
            {"figure_id": "of-m", "subject": "m"},
            {"figure_id": "of-p", "subject": "p"},
            {"figure_id": "of-none"},
        ],
        goals=[
            {"goal_id": "of-m", "owner": "m", "figure_id": "of-p"},
            {"goal_id": "of-a", "owner": "a", "figure_id": "of-m"},
        ],
        ties=[{"tie_id": "t", "subject": "a", "object": "m"}],
        frameworks=[{"framework_id": "f", "owner": "m"}],
    )
    sliced = eco.without_purpose("merger")
    assert ids(sliced, "projects") == ["p", "q"]  # p says no purpose, and stays
    assert ids(sliced, "participations", "project_id") == ["p", "q"]
    assert sliced.flows.select("flow_id", "part_of").rows() == [("to-p", None)]
    assert ids(sliced, "figures") == ["of-none", "of-p"]
    assert sliced.goals.select("goal_id", "figure_id").rows() == [("of-a", None)]
    assert ids(sliced, "ties") == []
    assert sliced.frameworks.select("framework_id", "owner").rows() == [("f", None)]  # a list of themes serves others
    assert ids(eco.without_purpose("merger", "export"), "projects") == ["p"]
    assert same(eco.without_purpose(), eco)


def test_a_purpose_that_there_is_not_is_refused(eco: Ecosystem) -> None:
    with pytest.raises(EcographError, match=r"^no purpose mergers: choose from merger, "):
        eco.without_purpose("mergers")


def test_without_weak_leaves_out_weak_facts_and_what_hangs_on_them(eco: Ecosystem) -> None:
    sliced = eco.without_weak()
    assert "users" not in ids(sliced, "organisations")
    assert ids(sliced, "memberships", "cluster_id") == ["alpha", "alpha"]
    assert ids(sliced, "flows") == ["part"]  # grant is paid by state and users together
    assert sliced.flows["part_of"].to_list() == [None]


def test_without_planned_leaves_out_all_that_is_not_actual_but_goals(eco: Ecosystem) -> None:
    sliced = eco.without_planned()
    assert ids(sliced, "projects") == ["trial"]
    assert ids(sliced, "participations") == ["alpha", "firm"]
    assert ids(sliced, "goals") == ["grow"]


# a country, some clusters


def test_a_country_keeps_its_organisations_their_projects_and_who_pays_them(eco: Ecosystem) -> None:
    sliced = eco.country("NO")
    assert ids(sliced, "organisations") == ["beta"]
    assert ids(sliced, "projects") == ["union"]
    assert ids(sliced, "participations") == ["beta"]
    assert ids(sliced, "figures") == []  # those of alpha, which is Danish
    assert ids(sliced, "goals") == []
    assert sliced.frameworks["owner"].to_list() == [None]
    danish = eco.country("DK")
    # users has no country; it pays alpha together with the state
    assert ids(danish, "organisations") == ["alpha", "firm", "lab", "state", "uni", "users"]
    assert ids(danish, "memberships", "cluster_id") == ["alpha", "alpha"]
    assert ids(danish, "ties") == []
    assert ids(danish, "flows") == ["grant", "part"]


def test_a_country_has_no_figures_and_goals_of_nobody(eco: Ecosystem) -> None:
    with_more = Ecosystem.from_frames(
        "More",
        {
            **eco.frames(),
            "figures": Ecosystem.of(figures=[{"figure_id": "f", "what": "x", "unit": "y"}]).figures,
            "goals": Ecosystem.of(goals=[{"goal_id": "g", "kind": "action", "what": "x"}]).goals,
        },
    )
    part = with_more.country("DK")
    assert part.figures.is_empty()
    assert part.goals.is_empty()


def test_a_country_without_organisations_is_empty_and_no_country_is_refused(eco: Ecosystem) -> None:
    assert repr(eco.country("SE")) == "Ecosystem(sources=2, frameworks=1, themes=2, rates=2, prices=1)"
    with pytest.raises(EcographError, match=r"^no country 'dk': write two capital letters"):
        eco.country("dk")


def test_clusters_keep_members_projects_partners_and_their_money(eco: Ecosystem) -> None:
    sliced = eco.clusters(["beta"])
    # beta; its member uni; in its project union also alpha; the payers state and users of alpha come along,
    # but then not the trial, to which only state pays
    assert ids(sliced, "organisations") == ["alpha", "beta", "state", "uni", "users"]
    assert ids(sliced, "projects") == ["union"]
    assert ids(sliced, "flows") == ["grant"]
    assert ids(sliced, "memberships", "cluster_id") == ["alpha", "beta"]


def test_clusters_are_named_by_id(eco: Ecosystem) -> None:
    with pytest.raises(EcographError, match="no cluster is named"):
        eco.clusters([])
    with pytest.raises(EcographError, match=r"^no organisation gamma, trial: name clusters by their id$"):
        eco.clusters(["alpha", "trial", "gamma"])


# organisations as one


def test_merged_organisations_are_one_in_every_table(eco: Ecosystem) -> None:
    merged = eco.merged(["alpha", "beta"], "ab", "AB")
    assert ids(merged, "organisations") == ["ab", "firm", "lab", "state", "uni", "users"]
    assert merged.memberships.select("org_id", "cluster_id", "role").rows() == [
        ("firm", "ab", "member"),
        ("uni", "ab", "member"),  # once, although at both
    ]
    assert merged.participations.select("org_id", "project_id", "role").rows() == [
        ("ab", "trial", "lead"),
        ("ab", "union", "lead"),
        ("ab", "union", "partner"),
        ("firm", "trial", "partner"),
    ]
    assert merged.flows["recipients"].to_list() == [["ab"], ["trial"]]
    assert merged.ties.height == 0  # alpha cooperates with beta
    assert merged.names.select("org_id", "name", "kind").rows() == [
        ("ab", "AC", "former"),
        ("ab", "Alpha Cluster", "former"),
        ("ab", 'Beta, "Helse" Klynge', "former"),
        ("ab", "Old Alpha", "former"),
    ]
    assert merged.evidence.select("table", "key").rows() == [("figures", "members"), ("memberships", "firm|ab|1")]
    assert ids(merged, "figures", "subject") == ["ab", "ab"]
    assert dangling(merged.frames()) == []


def test_a_new_organisation_has_only_what_all_the_merged_share(eco: Ecosystem) -> None:
    [row] = eco.merged(["alpha", "beta"], "ab", "AB").organisations.filter(pl.col("org_id") == "ab").to_dicts()
    # both are clusters and intermediaries; one is Danish, one Norwegian
    assert (row["name"], row["helix"], row["kind"]) == ("AB", "intermediary", "cluster")
    assert (row["country"], row["region"], row["parent_id"]) == (None, None, None)


def test_an_organisation_that_takes_in_others_stays_what_it_is() -> None:
    eco = Ecosystem.of(
        organisations=[
            {"org_id": "a", "name": "A", "country": "NO", "kind": "company"},
            {"org_id": "b", "name": "B", "country": "DK", "kind": "cluster", "parent_id": "p"},
            {"org_id": "p", "name": "P", "parent_id": "a"},
            {"org_id": "x", "name": "X", "parent_id": "b"},
        ],
        names=[
            {"org_id": "a", "name": "A/S", "kind": "official"},
            {"org_id": "b", "name": "Bee", "kind": "alias"},
        ],
    )
    merged = eco.merged(["a", "b"], "b", "B")
    rows = merged.organisations.select("org_id", "name", "country", "kind", "parent_id").rows()
    assert rows == [("b", "B", "DK", "cluster", "p"), ("p", "P", None, None, "b"), ("x", "X", None, None, "b")]
    assert merged.names.select("org_id", "name", "kind").rows() == [
        ("b", "A", "former"),
        ("b", "A/S", "former"),
        ("b", "Bee", "alias"),
    ]
    up = eco.merged(["b", "p"], "b", "B").organisations.filter(pl.col("org_id") == "b")
    assert up["parent_id"].to_list() == [None]  # its parent became itself


def test_what_the_merged_have_in_common_is_kept() -> None:
    eco = Ecosystem.of(
        organisations=[
            {"org_id": each, "name": each, "country": "DK", "region": "DK01", "parent_id": "p"} for each in "ab"
        ]
        + [{"org_id": "p", "name": "P"}]
    )
    row = eco.merged(["a", "b"], "ab", "AB").organisations.select("org_id", "country", "region", "parent_id").row(0)
    assert row == ("ab", "DK", "DK01", "p")


def test_money_among_the_merged_is_no_flow_any_more() -> None:
    eco = Ecosystem.of(
        organisations=[{"org_id": each, "name": each.upper()} for each in "abc"],
        flows=[
            {"flow_id": "among", "payers": ["a"], "recipients": ["b"]},
            {"flow_id": "among-both", "payers": ["a", "b"], "recipients": ["b"]},
            {"flow_id": "in", "payers": ["a", "c"], "recipients": ["b"], "part_of": "among"},
            {"flow_id": "open", "payers": ["a"], "recipients": None},
            {"flow_id": "out", "payers": ["b", "a"], "recipients": ["c"]},
        ],
    )
    assert eco.merged(["a", "b"], "ab", "AB").flows.select("flow_id", "payers", "recipients", "part_of").rows() == [
        ("in", ["ab", "c"], ["ab"], None),
        ("open", ["ab"], None, None),
        ("out", ["ab"], ["c"], None),
    ]


def test_evidence_names_the_merged_organisation_wherever_its_key_holds_an_id() -> None:
    eco = Ecosystem.of(
        organisations=[{"org_id": "a", "name": "A"}, {"org_id": "b", "name": "B"}],
        names=[{"org_id": "a", "name": "a|b", "kind": "alias"}],
        identifiers=[{"scheme": "pic", "value": "123456789", "org_id": "a"}],
        memberships=[{"org_id": "a", "cluster_id": "b"}],
        events=[{"event_id": "a.x", "subject": "a", "what": "held"}],
        evidence=[
            {"table": "organisations", "key": "a", "field": "name"},
            {"table": "names", "key": "a|a|b"},
            {"table": "identifiers", "key": "pic|123456789|a"},
            {"table": "memberships", "key": "a|b|1"},
            {"table": "events", "key": "a.x"},
            {"table": "sources", "key": "given"},
        ],
    )
    assert dangling(eco.frames()) == []
    merged = eco.merged("ab", "m", "M")
    assert dangling(merged.frames()) == []
    assert merged.evidence.select("table", "key").rows() == [
        ("events", "a.x"),
        ("identifiers", "pic|123456789|m"),
        ("names", "m|a|b"),
        ("organisations", "m"),
        ("sources", "given"),
    ]


@pytest.mark.parametrize(
    ("orgs", "into", "said"),
    [
        ([], "x", r"no organisation \(none named\)"),
        (["alpha", "gamma", "delta"], "x", "no organisation delta, gamma"),
        (["alpha", "beta"], "uni", "uni is something else already"),
        (["alpha", "beta"], "trial", "trial is something else already"),
    ],
)
def test_a_merger_that_cannot_be_is_refused(orgs: list[str], into: str, said: str, eco: Ecosystem) -> None:
    with pytest.raises(EcographError, match=said):
        eco.merged(orgs, into, "X")


# every slice


Slice = Callable[[Ecosystem], Ecosystem]


def _all_as_one(eco: Ecosystem) -> Ecosystem:
    orgs = [str(org) for org in ids(eco, "organisations")]
    return eco.merged(orgs[:2], "one", "One") if orgs and "one" not in orgs else eco


FEW = ("organisations.0", "organisations.2")


def _orgs(eco: Ecosystem) -> list[object]:
    return ids(eco, "organisations")


SLICES: dict[str, Slice] = {
    "as_of": lambda eco: eco.as_of(dt.date(5000, 6, 15)),
    "told_on": lambda eco: eco.told_on(dt.date(5000, 6, 15)),
    "known_before": lambda eco: eco.known_before(dt.date(8000, 1, 1)),
    "without_purpose": lambda eco: eco.without_purpose(*PURPOSE[:9]),
    "without_weak": lambda eco: eco.without_weak(),
    "without_planned": lambda eco: eco.without_planned(),
    "country": lambda eco: eco.country("DK"),
    "clusters": lambda eco: (
        eco.clusters([str(org) for org in ids(eco, "organisations")][:1]) if eco.organisations.height else eco
    ),
    "merged": _all_as_one,
    "without_organisations": lambda eco: eco.without_organisations(*(org for org in FEW if org in _orgs(eco))),
}


@pytest.mark.parametrize("name", SLICES)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_a_slice_of_a_good_ecosystem_is_a_smaller_good_ecosystem(
    name: str, data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    eco = data.draw(ecosystems)
    assert dangling(eco.frames()) == []
    sliced = SLICES[name](eco)
    assert dangling(sliced.frames()) == []
    for table in TABLES:
        frame = sliced[table.name]
        assert frame.schema == table.frame.schema
        assert frame.equals(frame.sort(table.key))
        assert not frame.select(table.key).is_duplicated().any()
        # a merger may add one former name for each of two organisations
        assert frame.height <= eco[table.name].height + (2 if (name, table.name) == ("merged", "names") else 0)
    assert same(SLICES[name](sliced), sliced)


@pytest.mark.parametrize("name", SLICES)
def test_a_slice_of_nothing_is_nothing(name: str) -> None:
    assert same(SLICES[name](Ecosystem.of()), Ecosystem.of())


@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_closing_drops_what_points_to_nothing_and_nothing_else(
    data: st.DataObject, ecosystems: st.SearchStrategy[Ecosystem]
) -> None:
    """Every third row is taken out, and the closure has to mend it."""
    frames = data.draw(ecosystems).frames()
    assert all(frame.equals(frames[name]) for name, frame in closed(frames).items())
    broken = {
        name: frame.with_row_index().filter(pl.col("index") % 3 > 0).drop("index") for name, frame in frames.items()
    }
    mended = closed(broken)
    assert dangling(mended) == []
    assert all(mended[name].height <= broken[name].height for name in mended)
    again = closed(mended)
    assert all(again[name].equals(mended[name]) for name in mended)


def test_the_check_for_dangling_rows_finds_them(eco: Ecosystem) -> None:
    # without alpha: its names, record, memberships, participations, flow, tie, event, tag, figures, goal, evidence
    frames = eco.frames() | {"organisations": eco.organisations.filter(pl.col("org_id") != "alpha")}
    assert {table for table, _, _ in dangling(frames)} == {
        *("names", "records", "memberships", "participations", "flows", "ties", "events", "tags", "figures", "goals"),
    }
    assert ("flows", "recipients", "alpha") in dangling(frames)
    assert ("evidence", "key", "figures") not in dangling(frames)
    frames = eco.frames() | {"figures": eco.figures.head(0)}
    assert ("evidence", "key", "members") in dangling(frames)


def test_a_made_up_merged_organisation_is_proposed_and_a_real_one_stays_actual(eco: Ecosystem) -> None:
    first, second = eco.organisations["org_id"][:2].to_list()
    made_up = eco.merged([first, second], "both", "Both").organisations.filter(org_id="both")
    assert made_up["status"].item() == "proposed"
    kept = eco.merged([first, second], first, "Both").organisations.filter(org_id=first)
    assert kept["status"].item() == eco.organisations.filter(org_id=first)["status"].item()


def test_what_one_import_says_alone_keeps_whom_it_names_and_nothing_else() -> None:
    listed = {"source_id": "list.rows"}
    eco = Ecosystem.of(
        sources=[{"source_id": "list.rows"}, {"source_id": "page"}],
        organisations=[{"org_id": org, "name": org, "kind": "company", "source_id": "page"} for org in ("a", "b", "c")],
        projects=[
            {"project_id": "p", "title": "P", "kind": "project", "source_id": "page"},
            {"project_id": "q", "title": "Q", "kind": "project", **listed},
        ],
        participations=[
            {"org_id": "a", "project_id": "p", "role": "partner", **listed},
            {"org_id": "b", "project_id": "p", "role": "partner", "source_id": "page"},
        ],
        flows=[{"flow_id": "f", "recipients": ["c"], "kind": "grant", "level": "grant", **listed}],
        rates=[{"year": 2020, "currency": "DKK", "rate_per_eur": 7.5}],
    )
    alone = eco.said_by("list")
    assert list(alone.organisations["org_id"]) == ["a", "c"]
    assert list(alone.projects["project_id"]) == ["p", "q"]
    assert list(alone.participations["org_id"]) == ["a"]
    assert (alone.flows.height, alone.rates.height, alone.sources.height) == (1, 1, 3)
    assert alone.said_by("list.rows").frames()["participations"].equals(alone.participations)
    assert list(eco.said_by("page", "list").participations["org_id"]) == ["a", "b"]


def test_an_organisation_that_is_left_out_takes_all_that_points_to_it_along(eco: Ecosystem) -> None:
    """Read in tests/small: alpha has names, a record, memberships, flows, a tie, a tag, figures and a goal."""
    rest = eco.without_organisations("alpha")
    assert "alpha" not in ids(rest, "organisations")
    assert {row for row in ids(eco, "organisations") if row != "alpha"} == set(ids(rest, "organisations"))
    assert "alpha" not in [*ids(rest, "memberships", "cluster_id"), *ids(rest, "names", "org_id")]
    assert ids(rest, "projects") == ids(eco, "projects")
    assert dangling(rest.frames()) == []
    assert same(eco.without_organisations(), eco)


def test_a_joint_flow_goes_with_one_of_its_ends_and_a_parent_becomes_null() -> None:
    eco = Ecosystem.of(
        organisations=[
            {"org_id": "a", "name": "A", "parent_id": "b"},
            {"org_id": "b", "name": "B"},
            {"org_id": "c", "name": "C"},
        ],
        flows=[
            {"flow_id": "joint", "payers": ["b", "c"], "recipients": ["a"]},
            {"flow_id": "own", "payers": ["c"], "recipients": ["a"], "part_of": "joint"},
        ],
    )
    rest = eco.without_organisations("b")
    assert rest.organisations.select("org_id", "parent_id").rows() == [("a", None), ("c", None)]
    assert rest.flows.select("flow_id", "part_of").rows() == [("own", None)]


def test_an_organisation_to_leave_out_that_is_none_is_named() -> None:
    with pytest.raises(EcographError, match="no organisation nobody, trial: name those to leave out by their id"):
        Ecosystem.of(projects=[{"project_id": "trial"}]).without_organisations("trial", "nobody")


def test_a_source_that_is_not_there_is_named() -> None:
    with pytest.raises(EcographError, match="no source nowhere"):
        Ecosystem.of().said_by("nowhere")
