"""What was known of a merger before it was decided. Numbers of the bundled data: counted in its CSV files by hand."""

from collections.abc import Mapping, Sequence

import polars as pl
import pytest

import ecograph
from ecograph.analyses.answer import Answer
from ecograph.analyses.merge.backtest import EXPECTED_SCHEMA, backtest
from ecograph.analyses.merge.backtest_sources import facts_about, past, sources
from ecograph.analyses.merge.merge import merge
from ecograph.bundled import dataset
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.language import LANGUAGES
from ecograph.network import Network
from ecograph.rows import ROWS
from ecograph.scenario import Scenario, scenarios

pytestmark = pytest.mark.slow  # whole mergers on the bundled data

Row = Mapping[str, object]

DANISH, NORWEGIAN, PLANNED = scenarios(
    (dataset("nordic_health") / "scenarios.toml").read_text(encoding="utf-8"), "scenarios.toml"
)


@pytest.fixture(scope="module")
def bundled() -> Network:
    return Network.of(ecograph.load())


@pytest.fixture(scope="module")
def danish(bundled: Network) -> Answer:
    return backtest(bundled, DANISH)


@pytest.fixture(scope="module")
def norwegian(bundled: Network) -> Answer:
    return backtest(bundled, NORWEGIAN)


def expected(answer: Answer, axis: str, known_by: str = "published before") -> Row:
    return answer["expected"].row(by_predicate=(pl.col("axis") == axis) & (pl.col("known_by") == known_by), named=True)


def values(row: Row, *names: str) -> tuple[object, ...]:
    return tuple(row[name] for name in names)


INTERVAL = ("low", "high", "happened_low", "happened_high", "is_inside", "n_bodies")


def test_the_norwegian_sizes_are_those_of_the_catalogue(norwegian: Answer) -> None:
    # figures.csv: about 260 (2023-09-13, a page without a date), more than 280 (2024-01, published then), 370 in 2025;
    # by the 10 % rule 234..286 and 280..308: from the larger to the sum
    published, dated = expected(norwegian, "members reported"), expected(norwegian, "members reported", "dated before")
    assert values(dated, *INTERVAL) == (280, pytest.approx(594), 370, 370, True, 2)
    assert values(published, *INTERVAL) == (280, float("inf"), 370, 370, True, 1)
    assert dated[ROWS] == [
        "figures/nht-nscc-members-2025",
        "figures/norway-health-tech-members-2023",
        "figures/nscc-members-2024",
    ]
    assert published[ROWS] == ["figures/nht-nscc-members-2025", "figures/nscc-members-2024"]


def test_the_danish_sizes(danish: Answer) -> None:
    # figures.csv: only Welfare Tech reports members, 200 on 2019-12-17 in a document of the day after; more than 250
    # later. A lower bound is all that follows
    for known_by in ("published before", "dated before"):
        row = expected(danish, "members reported", known_by)
        assert values(row, *INTERVAL) == (200, float("inf"), 250, pytest.approx(275), True, 1)


def test_what_was_known_before_is_counted_by_the_date_of_its_source(danish: Answer, norwegian: Answer) -> None:
    # counted with csv.DictReader in all tables that name a body, without the rows that also name the outcome
    found = danish["bodies"]
    assert dict(found.select("cluster", "n_before").iter_rows()) == {
        "biopeople": 0,
        "chc": 9,
        "lsi": 0,
        "mtic": 25,
        "welfare-tech": 19,
    }
    assert found.filter(n_before=0)["reason"].null_count() == 0
    assert dict(norwegian["bodies"].select("cluster", "n_before").iter_rows()) == {"norway-health-tech": 2, "nscc": 14}
    assert norwegian["dated"]["n_facts"].to_list() == [16, 0, 48]


def test_facts_are_sorted_by_whether_they_were_published_before(bundled: Network) -> None:
    eco = bundled.ecosystem
    when = dict(sources(eco, past(bundled, DANISH).day).iter_rows())
    assert when["d000"] == "before"  # 2019-12-18
    assert when["danskindustri-dlsc"] == "later"  # 2020-12
    assert when["rm-2020-11"] == "not known"  # 2020-11: the decision was on the 24th
    assert when["chc-dlsc-2020"] == "not known"  # 2020
    assert when["rn-dlsc"] == "not known"  # no date
    rows = facts_about(eco, ["lsi"])["row"].to_list()
    assert "ties/lsi.merged-into.dlsc" in rows
    assert rows == sorted(set(rows))


def test_what_is_seen_again_is_what_both_lists_hold(danish: Answer, norwegian: Answer) -> None:
    kept = danish["kept"].filter(dimension="members")
    # memberships.csv: five of the twelve members known before stand in the launch news among the founders of dlsc
    again = ["au", "dtu", "ku", "region-hovedstaden", "region-midtjylland"]
    assert kept.filter(status="again")["item"].to_list() == again
    assert dict(kept.group_by("status").len().iter_rows()) == {"again": 5, "not seen": 7, "new": 16}
    assert values(expected(danish, "members"), "low", "happened_low", "n_again", "is_inside") == (12, 21, 5, True)
    assert set(norwegian["kept"]["status"]) == {"not seen"}  # nothing is known of the outcome but its size
    row = expected(norwegian, "partners")
    assert values(row, "low", "happened_low", "is_inside") == (5, 0, None)
    assert row["reason"] == "fewer are known of the outcome, which may be gone or not known"


def test_nothing_of_the_outcome_is_known_before(bundled: Network) -> None:
    found = past(bundled, DANISH)
    eco = found.known.ecosystem
    assert "dlsc" not in eco.organisations["org_id"]
    for table in ("memberships", "ties", "events", "figures", "participations", "flows", "names"):
        assert not [row for row in eco[table].rows() if "dlsc" in str(row[:6])]
    used = {
        source for table in ("memberships", "participations", "flows", "ties") for source in eco[table]["source_id"]
    }
    assert "rn-dlsc" not in used
    assert "danskindustri-dlsc" not in used


def test_the_axes_are_those_of_a_merger_on_what_was_known(bundled: Network, danish: Answer) -> None:
    found = past(bundled, DANISH)
    assert found.present == ("chc", "mtic", "welfare-tech")
    assert danish["axes"].equals(merge(found.known, found.present, name="all")["axes"])


def test_without_the_axes_all_else_is_the_same(bundled: Network, danish: Answer) -> None:
    answer = backtest(bundled, DANISH, with_axes=False)
    assert answer.said == danish.said
    assert [result.name for result in answer.results] == [result.name for result in danish.results][:-1]
    assert all(answer[result.name].equals(danish[result.name]) for result in answer.results)


def test_sentences_say_the_numbers_in_three_languages(danish: Answer, norwegian: Answer) -> None:
    for words in (*danish.said, *norwegian.said):
        for language in LANGUAGES:
            assert words.in_(language)
            assert "{" not in words.in_(language)
    text = " ".join(words.en for words in danish.said)
    assert "Of the 107 facts about the merging bodies in today's data, 51 stand in a source surely published" in text
    assert "No source from before the decision speaks of Biopeople and Life Science Innovation North Denmark." in text
    assert "at least 200 were to be expected (1 of 5 bodies report a size): what happened lies within this." in text
    assert "Of 13 organisations known around the bodies before as members or partners, 6 are known" in text
    assert "Only 48% of the facts count as known before." in text
    other = " ".join(words.en for words in norwegian.said)
    assert "Afterwards 370 members are reported." in other
    assert "whenever published, it is 280 to 594 (2 of 2): what happened lies within this." in other
    assert "no member or partner is known by name, so it cannot be said who stayed" in other


def test_tables_keep_their_promises(bundled: Network, danish: Answer, norwegian: Answer) -> None:
    eco = bundled.ecosystem
    known = {row for body in (*DANISH.clusters, *NORWEGIAN.clusters) for row in facts_about(eco, [body])["row"]}
    for answer in (danish, norwegian):
        assert dict(answer["expected"].schema) == EXPECTED_SCHEMA
        for result in answer.results:
            assert result.table.select(result.keys).is_unique().all()
            assert {"reason", ROWS} <= set(result.table.columns)
        row = answer["expected"]
        is_null = row.select(
            pl.any_horizontal(pl.col("low", "high", "happened_low", "is_inside").is_null())
        ).to_series()
        assert row["reason"].is_not_null().to_list() == is_null.to_list()
        assert set(answer["bodies"][ROWS].explode(keep_nulls=False, empty_as_null=False)) <= known


SIZE = {"what": "members", "qualifier": "exact", "unit": "members"}


def small(*sizes: float | None, after: float | None = 100.0, how: str = "exact", **more: Sequence[Row]) -> Network:
    """Return a network of clusters a, b, c ... with their sizes in 2019, and of the outcome, in one old source."""
    clusters = "abcde"[: len(sizes)]
    reports = [(cluster, size) for cluster, size in zip(clusters, sizes, strict=True) if size is not None]
    figures: list[Row] = [
        {**SIZE, "figure_id": c, "subject": c, "value": size, "as_of": "2019", "source_id": "old"}
        for c, size in reports
    ]
    if after is not None:
        figures.append({**SIZE, "figure_id": "out", "subject": "out", "value": after, "qualifier": how})
    tables: dict[str, Sequence[Row]] = {
        "sources": [{"source_id": "old", "published": "2019"}],
        "organisations": [{"org_id": org, "name": f"the {org}", "kind": "cluster"} for org in (*clusters, "out")],
        "figures": figures,
    }
    return Network.of(Ecosystem.of("", **(tables | more)))


def scenario(network: Network, **more: str | tuple[str, ...]) -> Scenario:
    clusters = tuple(org for org in network.organisations if len(org) == 1)
    return Scenario(**{"name": "out", "clusters": clusters, "decided": "2020-06", **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sizes", "after", "how", "inside", "reason"),
    [
        ((60.0, 50.0), 110.0, "exact", True, None),  # the sum
        ((60.0, 50.0), 60.0, "exact", True, None),  # the largest
        ((60.0, 50.0), 59.0, "exact", False, None),
        ((60.0, 50.0), 111.0, "exact", False, None),
        ((60.0, 50.0), 105.0, "about", None, "what is reported is too vague to tell"),  # 94.5 to 115.5
        ((60.0, 50.0), None, "exact", None, "no size of what came of it is reported"),
        ((None, None), 100.0, "exact", None, "no size of the merging bodies is reported"),
        ((60.0, None), 1000.0, "exact", True, None),  # nobody knows how large the other is
    ],
)
def test_what_happened_is_held_against_the_largest_and_the_sum(
    sizes: tuple[float | None, ...], after: float | None, how: str, inside: object, reason: str | None
) -> None:
    network = small(*sizes, after=after, how=how)
    answer = backtest(network, scenario(network))
    row = expected(answer, "members reported")
    assert values(row, "is_inside", "reason") == (inside, reason)
    text = " ".join(words.en for words in answer.said)
    said = {True: "lies within this", False: "lies outside this", None: "too vague to tell"}[inside]  # type: ignore[index]
    if after is None:
        assert "No number of members is reported for the out" in text
    elif sizes[0] is None:
        assert "No source published before gives a size" in text
        assert "No number is dated before the decision either." in text
    else:
        assert said in text


def test_without_a_source_from_before_nothing_was_known() -> None:
    network = small(60.0, 50.0, sources=[{"source_id": "old", "published": "2021"}])
    answer = backtest(network, scenario(network))
    assert answer["axes"].is_empty()
    assert answer["bodies"]["n_before"].to_list() == [0, 0]
    assert values(expected(answer, "members reported"), "low", "is_inside", "n_bodies") == (None, None, 0)
    assert expected(answer, "members reported", "dated before")["is_inside"] is True
    text = " ".join(words.en for words in answer.said)
    assert "No source from before the decision speaks of the a and the b." in text
    assert "Fewer than two of the bodies were known before" in text


def test_a_body_that_is_known_from_before_counts_although_its_own_row_is_later() -> None:
    # the organisations stand under the source given, which has no date; the figures of both are old
    network = small(60.0, 50.0)
    assert past(network, scenario(network)).present == ("a", "b")
    assert network.ecosystem.known_before(past(network, scenario(network)).day).organisations.is_empty()


def test_when_all_was_published_before_nothing_is_called_thin() -> None:
    network = small(60.0, 50.0)
    assert not [words.en for words in backtest(network, scenario(network)).said if "Only" in words.en]


def test_the_outcome_is_left_out_although_a_source_from_before_speaks_of_it() -> None:
    member = {"org_id": "a", "cluster_id": "out", "role": "member", "source_id": "old"}
    network = small(60.0, 50.0, memberships=[member])
    found = past(network, scenario(network))
    assert found.known.organisations == ("a", "b")
    assert found.facts["row"].to_list() == ["figures/a", "figures/b"]


def test_only_facts_that_were_valid_then_count() -> None:
    members = [
        {"org_id": "c", "cluster_id": "a", "role": "member", "to": "2015", "source_id": "old"},
        {"org_id": "d", "cluster_id": "a", "role": "member", "source_id": "old"},
    ]
    network = small(60.0, 50.0, 1.0, 1.0, memberships=members)
    two = ("a", "b")
    then = backtest(network, scenario(network, clusters=two, as_of="2018"))["kept"]
    ever = backtest(network, scenario(network, clusters=two))["kept"]
    assert then.filter(dimension="members")["item"].to_list() == ["d"]
    assert ever.filter(dimension="members")["item"].to_list() == ["c", "d"]


def test_those_that_leave_are_left_out_of_the_axes() -> None:
    member = {"org_id": "c", "cluster_id": "a", "role": "member", "source_id": "old"}
    network = small(60.0, 50.0, 1.0, 1.0, memberships=[member])
    answer = backtest(network, scenario(network, clusters=("a", "b"), leaves=("c", "d")))
    assert answer["axes"].filter(axis="members").select("before", "after").row(0) == (1, 0)


def test_a_flow_of_several_is_a_fact_about_each() -> None:
    flow = {"flow_id": "f", "payers": ["a", "b"], "recipients": ["c"], "kind": "grant", "level": "grant"}
    network = small(1.0, 1.0, 1.0, flows=[flow])
    found = facts_about(network.ecosystem, ["a", "b", "c"]).filter(row="flows/f")
    assert found["body"].to_list() == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"decided": None}, "has no date of decision.*add decided"),
        ({"name": "nobody"}, "'nobody' is no organisation of the data.*name the scenario after"),
        ({"name": "a"}, "'a' is one of those that merge"),
        ({"evidence": ("ties/x",)}, "found no row ties/x in the data.*write table/key"),
        ({"evidence": ("tables/x",)}, "found no row tables/x in the data"),
        ({"clusters": ("a", "nobody-else")}, "found nothing named 'nobody-else'"),
    ],
)
def test_what_cannot_be_held_against_the_past_is_refused(changed: Row, message: str) -> None:
    network = small(60.0, 50.0)
    with pytest.raises(EcographError, match=message):
        backtest(network, scenario(network, **changed))  # type: ignore[arg-type]


def test_the_planned_merger_has_no_date_and_is_one_for_merge(bundled: Network) -> None:
    with pytest.raises(EcographError, match="use `merge`"):
        backtest(bundled, PLANNED)
    answer = merge(bundled, PLANNED.clusters, name=PLANNED.name)
    assert "national-klynge" not in set(answer["members"]["organisation"])
