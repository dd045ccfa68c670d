"""The tables after joining: references, repeated keys, several rows on one thing, evidence, and money stated twice.

All expected values are worked out by hand on made-up bodies. ``x`` is the dataset's own, ``a`` and ``b`` are imports.
"""

import polars as pl
import pytest

from ecograph import Ecosystem
from ecograph.identity.judgements import JUDGEMENTS
from ecograph.identity.merging import acyclic, gathered, merged
from ecograph.identity.resolution import Resolution, resolve
from ecograph.schema import TABLE

Row = dict[str, object]
CVR = "13585628"


def of(part: str, **more: object) -> Row:
    """Return a row of an import's only source, or of the dataset's own when the import has no name."""
    return {"source_id": f"{part}.list" if part else "own"} | more


def joined(*judged: tuple[str, str], parts: tuple[str, ...] = (), **rows: list[Row]) -> Resolution:
    """Return the resolved tables of the bodies x, a.1, b.1, of which those with a number are one, and of more rows."""
    bodies = [
        of("", org_id="x", name="Ex", kind="other", helix="none", extent="single"),
        of("a", org_id="a.1", name="Ax", kind="company", helix="industry", country="DK", locator="2"),
        of("b", org_id="b.1", name="Bex", kind="fund", country="DK", region="DK03", locator="3"),
    ]
    numbers = [of(each.partition(".")[0], org_id=each, scheme="cvr", value=CVR) for each in ("x", "a.1", "b.1")]
    numbers[0]["source_id"] = "own"
    numbers += rows.pop("further", [])
    given = {"organisations": [*bodies, *rows.pop("organisations", [])], "identifiers": numbers} | rows
    said = [(left, right, "same", "NN", "its page", "2024", 2) for left, right in judged]
    judgements = pl.DataFrame(said, schema={**JUDGEMENTS.frame.schema, "line": pl.Int64}, orient="row")
    nothing = {"left": pl.String, "right": pl.String, "score": pl.Float64, "why": pl.String, "automatic": pl.Boolean}
    frames = Ecosystem.of("", **given).frames()
    return resolve(frames, judgements, curated={"x", "y"}, propose=lambda _: pl.DataFrame(schema=nothing), parts=parts)


def other(org_id: str, **more: object) -> Row:
    return {"org_id": org_id, "name": org_id, "kind": "other", "source_id": f"{org_id.partition('.')[0]}.list"} | more


def project(project_id: str, **more: object) -> Row:
    return {"project_id": project_id, "title": "A trial", "kind": "project", "source_id": "own"} | more


def flow(part: str, flow_id: str, payers: list[str], recipients: list[str], **more: object) -> Row:
    return of(part, flow_id=flow_id, payers=payers, recipients=recipients, kind="grant", level="grant") | more


# organisations


def test_the_own_row_speaks_and_is_filled_from_the_next_that_knows() -> None:
    organisations = joined().tables["organisations"]
    assert organisations.select("org_id", "name", "country", "helix", "kind", "region", "source_id").rows() == [
        ("x", "Ex", "DK", "industry", "company", "DK03", "own")
    ]


def test_what_another_row_says_differently_is_evidence_with_its_place() -> None:
    evidence = joined().tables["evidence"]
    assert evidence.rows() == [("organisations", "x", "kind", "b.list", "3", "differs", "fund", "certain")]


def test_a_finer_region_does_not_differ_and_another_does() -> None:
    finer = other("b.2", region="DK032", locator="7")
    away = other("b.3", region="DK01", status="planned", locator="8")
    result = joined(("b.1", "b.2"), ("b.3", "b.1"), organisations=[finer, away])
    found = result.tables["evidence"].filter(pl.col("field") != "kind")
    assert found.select("field", "locator", "stated").rows() == [("region", "8", "DK01"), ("status", "8", "planned")]


def test_two_rows_of_one_source_that_differ_are_one_piece_of_evidence() -> None:
    rows = [other("b.2", country="NO", locator="10"), other("b.3", country="SE", locator="9", certainty="likely")]
    found = joined(("b.1", "b.2"), ("b.3", "b.1"), organisations=rows).tables["evidence"].filter(field="country")
    assert found.select("locator", "stated", "certainty").rows() == [("9;10", "NO; SE", "likely")]


def test_the_names_of_the_joined_bodies_are_aliases_and_known_names_keep_their_dates() -> None:
    names: list[Row] = [
        of("", org_id="x", name="Bex", kind="former", **{"from": "2001", "to": "2009"}),
        of("a", org_id="a.1", name="EX", kind="abbreviation"),
        of("b", org_id="b.1", name="EX", kind="alias"),
    ]
    found = joined(names=names).tables["names"]
    assert found.select("org_id", "name", "kind", "from", "source_id", "locator").rows() == [
        ("x", "Ax", "alias", None, "a.list", "2"),
        ("x", "Bex", "former", "2001", "own", None),
        ("x", "EX", "abbreviation", None, "a.list", None),
    ]


def test_every_body_keeps_its_id_in_the_records_and_known_records_stay() -> None:
    records: list[Row] = [
        of("a", source_org_id="a.1", org_id="a.1", rule="by hand"),
        of("", source_org_id="The Ex", org_id="x", rule="alias"),
    ]
    found = joined(records=records).tables["records"]
    assert found.select("source_id", "source_org_id", "org_id", "rule", "locator").rows() == [
        ("a.list", "a.1", "x", "by hand", None),
        ("b.list", "b.1", "x", f"same cvr {CVR}", "3"),
        ("own", "The Ex", "x", "alias", None),
    ]


def test_a_body_is_not_its_own_parent_after_joining() -> None:
    rows = [other("b.2", parent_id="b.1")]
    result = joined(("b.1", "b.2"), organisations=rows)
    assert result.tables["organisations"]["parent_id"].to_list() == [None]
    assert result.issues == ()
    kept = joined(organisations=rows).tables["organisations"]
    assert kept.select("org_id", "parent_id").rows() == [("b.2", "x"), ("x", None)]


def test_parents_that_come_back_to_a_body_after_joining_are_an_issue_and_are_cut() -> None:
    rows = [
        other("c.1", parent_id="c.2", locator="4"),
        *(other("c.2"), other("d.1"), other("d.2", parent_id="d.1", locator="5")),
    ]
    result = joined(("c.1", "d.1"), ("c.2", "d.2"), organisations=rows)
    found = result.tables["organisations"].filter(pl.col("org_id") != "x").select("org_id", "parent_id")
    assert found.rows() == [("c.1", None), ("c.2", "c.1")]
    assert [str(issue) for issue in result.issues] == [
        (
            "c.list:4:parent_id: identity: found c.1 above itself after joining, through c.2, expected a chain that "
            "ends; its parent is left out: correct it in one of the sources"
        )
    ]


def test_circles_are_cut_at_their_smallest_id() -> None:
    assert list(acyclic({"a": "b", "b": "c", "c": "b", "d": "a"})) == ["b"]
    assert list(acyclic({"a": "b", "b": "c"})) == []


# projects and themes


def test_a_project_of_two_sources_is_one_row_with_what_each_says() -> None:
    projects = [
        project("eu-1", source_id="b.list", title="Trial B", start="2014-05-01", budget_amount=7.5, programme="P"),
        project("eu-1", source_id="a.list", start="2014", end="2016", acronym="AT", locator="4"),
    ]
    projects[0] |= {"budget_qualifier": "about", "budget_currency": "EUR", "locator": "6"}
    result = joined(projects=projects, parts=("a", "b"))
    (row,) = result.tables["projects"].iter_rows(named=True)
    assert {name: row[name] for name in ("title", "acronym", "start", "end", "programme", "source_id")} == {
        "title": "A trial",
        "acronym": "AT",
        "start": "2014",
        "end": "2016",
        "programme": "P",
        "source_id": "a.list",
    }
    assert (row["budget_amount"], row["budget_qualifier"], row["budget_currency"]) == (7.5, "about", "EUR")
    found = result.tables["evidence"].filter(table="projects").select("field", "source_id", "stance", "stated")
    assert found.rows() == [
        ("project_id", "b.list", "agrees", "eu-1"),
        ("title", "b.list", "differs", "Trial B"),
    ]
    turned = joined(projects=projects, parts=("b", "a")).tables["projects"]
    assert turned["title"].item() == "Trial B"


def test_an_amount_differs_as_a_whole() -> None:
    one = {"budget_amount": 10.0, "budget_qualifier": "exact", "budget_currency": "EUR"}
    rows = [
        project("p", **one),
        project("p", source_id="a.list", **(one | {"budget_currency": "DKK"})),
        project("p", source_id="b.list", **(one | {"budget_qualifier": "about"})),
        project("p", source_id="b.other", **one),
    ]
    found = joined(projects=rows).tables["evidence"].filter(field="budget_amount")
    assert found.select("source_id", "stated").rows() == [("a.list", "10 DKK"), ("b.list", "about 10 EUR")]


def test_a_theme_that_two_imports_list_is_one() -> None:
    theme = {"theme_id": "euroscivoc.23", "framework_id": "euroscivoc", "label_en": "medicine"}
    framework = {"framework_id": "euroscivoc", "kind": "topics", "label_en": "EuroSciVoc"}
    result = joined(
        frameworks=[of("a", **framework), of("b", **framework)],
        themes=[of("b", **theme, number=2), of("a", **theme), of("b", **theme, label_da="medicin")],
        projects=[project("p")],
        tags=[of(part, subject="p", theme_id="euroscivoc.23", basis="stated") for part in ("b", "a")],
    )
    assert result.tables["frameworks"].height == 1
    assert result.tables["themes"].select("source_id", "number", "label_da").rows() == [("a.list", 2, "medicin")]
    assert result.tables["tags"]["source_id"].to_list() == ["a.list"]


def test_rows_that_nobody_shares_are_left_as_they_are() -> None:
    frame = pl.concat([TABLE["projects"].frame, pl.DataFrame([project("p"), project("q")])], how="diagonal")
    same, evidence = merged(TABLE["projects"], frame)
    assert same.equals(frame)
    assert evidence.is_empty()


# memberships, participations, ties


def part_in(part: str, org_id: str, **more: object) -> Row:
    return of(part, org_id=org_id, project_id="p", role="partner") | more


def test_repeated_participations_are_numbered_anew_and_none_is_lost() -> None:
    rows = [
        part_in("b", "b.1", seq=1, locator="9"),
        part_in("b", "b.1", seq=2, locator="10"),
        part_in("a", "a.1", seq=1, locator="5"),
        part_in("", "x", seq=3),
        part_in("a", "a.1", role="lead", locator="6"),
    ]
    found = joined(projects=[project("p")], participations=rows).tables["participations"]
    assert found.select("org_id", "role", "seq", "source_id", "locator").rows() == [
        ("x", "lead", 1, "a.list", "6"),
        ("x", "partner", 1, "a.list", "5"),
        ("x", "partner", 2, "b.list", "10"),
        ("x", "partner", 3, "own", None),
        ("x", "partner", 4, "b.list", "9"),
    ]


def test_evidence_follows_the_row_it_is_about() -> None:
    rows = [part_in("b", "b.1", locator="9"), part_in("a", "a.1", locator="5")]
    about = [
        of("", table="participations", key="b.1|p|partner|1", field="role", stance="agrees"),
        of("", table="participations", key="a.1|p|partner|1", field="role", stance="differs"),
        of("", table="names", key="b.1|Ex|Ax", stance="agrees"),
        of("", table="organisations", key="b.1", stance="agrees"),
        of("", table="nowhere", key="b.1", stance="agrees"),
        of("", table="events", key="gone", stance="agrees"),
    ]
    names: list[Row] = [of("b", org_id="b.1", name="Ex|Ax", kind="alias")]
    result = joined(projects=[project("p")], participations=rows, names=names, evidence=about)
    found = result.tables["evidence"].filter(source_id="own").select("table", "key", "stance").rows()
    assert found == [
        ("events", "gone", "agrees"),
        ("names", "x|Ex|Ax", "agrees"),
        ("nowhere", "b.1", "agrees"),
        ("organisations", "x", "agrees"),
        ("participations", "x|p|partner|1", "differs"),
        ("participations", "x|p|partner|2", "agrees"),
    ]


def test_evidence_that_meets_is_put_beside_each_other() -> None:
    about = [
        of("", table="organisations", key="a.1", field="country", stance="differs", stated="SE", locator="12"),
        of("", table="organisations", key="b.1", field="country", stance="agrees", locator="7;12", certainty="weak"),
    ]
    found = joined(evidence=about).tables["evidence"].filter(source_id="own")
    assert found.select("key", "locator", "stance", "stated", "certainty").rows() == [
        ("x", "7;12", "differs", "SE", "weak")
    ]
    alike = gathered(pl.concat([TABLE["evidence"].frame, pl.DataFrame([about[1], about[1]])], how="diagonal"))
    assert alike.select("stance", "stated").rows() == [("agrees", None)]


def test_a_membership_or_tie_within_one_body_is_left_out_and_counted() -> None:
    within: Row = {"org_id": "a.1", "cluster_id": "b.1", "role": "member"}
    rows = [
        of("a", **within, locator="8"),
        of("a", **within, seq=2, locator="7"),
        of("a", **(within | {"org_id": "c.1"})),
    ]
    tie: Row = {"tie_id": "t", "subject": "x", "kind": "owner", "object": "a.1"}
    own: Row = {"tie_id": "u", "subject": "c.1", "kind": "owner", "object": "c.1"}
    result = joined(
        organisations=[other("c.1")],
        memberships=rows,
        ties=[of("b", **tie), of("b", **own)],
        evidence=[of("", table="ties", key="t", stance="agrees"), of("", table="ties", key="u", stance="agrees")],
    )
    assert result.tables["memberships"]["org_id"].to_list() == ["c.1"]
    assert result.tables["ties"]["tie_id"].to_list() == ["u"]
    assert result.tables["evidence"].filter(table="ties")["key"].to_list() == ["u"]
    assert [str(issue) for issue in result.issues] == [
        (
            "a.list:7:cluster_id: identity: found 2 rows of memberships between x and itself after joining "
            "(a.1|b.1|1, a.1|b.1|2), expected two bodies; left out; judge the two different if they are not one"
        ),
        (
            "b.list:0:object: identity: found 1 row of ties between x and itself after joining (t), "
            "expected two bodies; left out; judge the two different if they are not one"
        ),
    ]


def test_every_reference_gets_the_new_id() -> None:
    result = joined(
        projects=[project("p")],
        events=[of("a", event_id="e", subject="a.1", what="founded", date="2001")],
        figures=[of("b", figure_id="f", subject="b.1", what="members", value=7.0, qualifier="exact", unit="persons")],
        goals=[of("b", goal_id="g", owner="b.1", kind="action", what="more")],
        frameworks=[of("b", framework_id="fw", owner="a.1", kind="topics", label_en="Topics")],
        flows=[flow("a", "a.9", ["b.1", "a.1"], ["p", "b.1"])],
    )
    assert [result.tables[name]["subject"].item() for name in ("events", "figures")] == ["x", "x"]
    assert [result.tables[name]["owner"].item() for name in ("goals", "frameworks")] == ["x", "x"]
    assert result.tables["flows"].select("payers", "recipients").rows() == [(["x"], ["p", "x"])]


# money


def test_a_flow_from_a_body_to_itself_is_left_out_with_what_points_to_it() -> None:
    flows = [
        flow("a", "a.9", ["a.1"], ["b.1"], locator="4"),
        flow("a", "a.10", ["a.1"], ["p"], part_of="a.9"),
        flow("a", "a.11", ["a.1"], ["p"], restates="a.9"),
        flow("a", "a.12", ["c.1"], ["c.1"]),
        flow("a", "a.13", [], []),
    ]
    result = joined(organisations=[other("c.1")], projects=[project("p")], flows=flows)
    assert result.tables["flows"].select("flow_id", "part_of", "restates").rows() == [
        *(("a.10", None, None), ("a.11", None, None), ("a.12", None, None), ("a.13", None, None)),
    ]
    assert [(issue.file, issue.line, issue.column) for issue in result.issues] == [("a.list", 4, "recipients")]
    assert "found 1 row of flows between x and itself after joining (a.9)" in result.issues[0].message


PAYERS = [other("a.ec", name="European Commission"), other("b.ec", name="Commission")]


def restating(*flows: Row, parts: tuple[str, ...] = (), projects: tuple[str, ...] = ("eu-7",)) -> dict[str, str | None]:
    """Return what each flow restates; the payers a.ec and b.ec are one, and so are the recipients a.1 and b.1."""
    given = [project(each) for each in projects]
    result = joined(("a.ec", "b.ec"), organisations=PAYERS, projects=given, flows=list(flows), parts=parts)
    return dict(result.tables["flows"].select("flow_id", "restates").iter_rows())


def test_the_flow_of_a_later_import_restates_the_earlier_whatever_the_amount() -> None:
    whole = flow("a", "a.7", ["a.ec"], ["eu-7"])
    grant = flow("a", "a.7.1.1", ["a.ec"], ["a.1"], part_of="a.7", amount=10.0, qualifier="exact", currency="EUR")
    again = flow("b", "b.7.1", ["b.ec"], ["b.1"], amount=9.0, qualifier="exact", currency="EUR")
    assert restating(whole, grant, again) == {"a.7": None, "a.7.1.1": None, "b.7.1": "a.7.1.1"}
    assert restating(whole, grant, again, parts=("b", "a")) == {"a.7": None, "a.7.1.1": "b.7.1", "b.7.1": None}


def test_the_project_is_the_recipient_or_stands_in_the_id_as_the_import_or_the_union_numbers_it() -> None:
    paid = [flow("a", "a.7", ["a.ec"], ["eu-7"]), flow("b", "b.whole", ["b.ec"], ["eu-7"])]
    assert restating(*paid) == {"a.7": None, "b.whole": "a.7"}
    own = [flow("a", "a.7.x", ["a.ec"], ["a.1"]), flow("b", "b.8.x", ["b.ec"], ["b.1"])]
    assert restating(*own, projects=("a.7", "b.8")) == {"a.7.x": None, "b.8.x": None}
    result = joined(
        *(("a.ec", "b.ec"), ("a.7", "b.8")),
        organisations=PAYERS,
        projects=[project("a.7"), project("b.8")],
        flows=own,
    )
    assert result.tables["flows"]["restates"].to_list() == [None, "a.7.x"]


@pytest.mark.parametrize(
    "change",
    [
        {"payers": ["a.ec", "c.1"]},
        {"recipients": ["c.1"]},
        {"payers": []},
        {"recipients": None},
        {"kind": "co-finance"},
        {"level": "call"},
        {"flow_id": "b.8.1"},
        {"flow_id": "b"},
        {"source_id": "a.list"},
        {"restates": "a.7.1"},
    ],
)
def test_a_flow_that_is_about_something_else_restates_nothing(change: Row) -> None:
    first = flow("a", "a.7.1", ["a.ec"], ["a.1"])
    second = flow("b", "b.7.1", ["b.ec"], ["b.1"]) | change
    result = joined(
        ("a.ec", "b.ec"), organisations=[*PAYERS, other("c.1")], projects=[project("eu-7")], flows=[first, second]
    )
    found = result.tables["flows"].filter(flow_id=str(second["flow_id"]))["restates"].item()
    assert found == change.get("restates")


def test_several_flows_restate_one_after_the_other_and_those_left_over_the_last() -> None:
    flows = [
        *(flow("a", f"a.7.{n}", ["a.ec"], ["a.1"], locator=str(n)) for n in (2, 1)),
        *(flow("b", f"b.7.{n}", ["b.ec"], ["b.1"], locator=str(n)) for n in (12, 3, 4)),
    ]
    found = restating(*flows)
    assert found == {"a.7.1": None, "a.7.2": None, "b.7.3": "a.7.1", "b.7.4": "a.7.2", "b.7.12": "a.7.2"}


def test_a_grant_that_the_dataset_has_itself_is_the_first() -> None:
    found = restating(flow("", "own-grant", ["a.ec"], ["eu-7"]), flow("a", "a.7", ["a.ec"], ["eu-7"]))
    assert found == {"own-grant": None, "a.7": "own-grant"}


def test_the_project_of_a_part_is_that_of_the_whole() -> None:
    whole = flow("a", "a.whole", ["a.ec"], ["eu-7"])
    grant = flow("a", "a.part", ["a.ec"], ["a.1"], part_of="a.whole")
    found = restating(whole, grant, flow("b", "b.7.1", ["b.ec"], ["b.1"]))
    assert found == {"a.whole": None, "a.part": None, "b.7.1": "a.part"}


def test_what_the_data_say_to_restate_another_can_be_restated_but_never_in_a_circle() -> None:
    old = flow("", "old", ["a.ec"], ["c.1"])
    first = flow("a", "a.7.1", ["a.ec"], ["a.1"])
    second = flow("b", "b.7.1", ["b.ec"], ["b.1"])
    assert restating(old, first | {"restates": "old"}, second)["b.7.1"] == "a.7.1"
    assert restating(first | {"restates": "b.7.1"}, second) == {"a.7.1": "b.7.1", "b.7.1": None}


def test_the_body_with_the_better_register_speaks_first() -> None:
    rows = [other("b.2", name="Named by its orgnr"), other("a.2", name="Named by its pic")]
    numbers = [
        of("a", org_id="a.2", scheme="pic", value="999997930"),
        of("b", org_id="b.2", scheme="orgnr", value="988077917"),
    ]
    result = joined(("a.2", "b.2"), organisations=rows, further=numbers)
    found = result.tables["organisations"].filter(pl.col("org_id") != "x")
    assert found.select("org_id", "name").rows() == [("orgnr-988077917", "Named by its orgnr")]
