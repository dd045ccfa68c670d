"""What the numbers of members before and after a merger imply.

Published case: Norway Health Tech and Norwegian Smart Care Cluster, worked by hand in issue 5: 144 to 224.
"""

import pytest
from promises import keeps_promises

import ecograph
from ecograph.analyses.answer import Result
from ecograph.analyses.overlap.implied import implied, said_implied
from ecograph.ecosystem import Ecosystem
from ecograph.metrics.holdings import clusters, each
from ecograph.network import Network

Row = dict[str, object]


def figure(subject: str, value: float, as_of: str | None, **more: object) -> Row:
    stated: Row = {"what": "members", "unit": "members", "qualifier": "exact", "value": value, "as_of": as_of}
    return stated | {"figure_id": f"{subject}-{as_of}", "subject": subject} | more


def merger(*bodies: str, figures: list[Row], **more: object) -> Network:
    """Return bodies of one letter that merged into z in 2020, and the numbers reported."""
    dated: Row = {"from": "2020-01-01"}
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": i, "name": f"the {i}", "kind": "cluster"} for i in (*bodies, "z")],
            ties=[
                {"tie_id": f"{i}-z", "subject": i, "kind": "merged_into", "object": "z"} | dated | more for i in bodies
            ],
            figures=figures,
        )
    )


def bounds(result: Result) -> list[tuple[object, ...]]:
    return result.table.select("overlap_low", "overlap_high", "reason").rows()


def test_the_norwegian_merger_of_2025_implies_144_to_224() -> None:
    bundled = Network.of(ecograph.load())
    result = implied(bundled, each(["norway-health-tech", "nscc"]))
    row = result.table.row(0, named=True)
    assert (row["overlap_low"], row["overlap_high"]) == (144, 224)
    assert (row["sizes_low"], row["sizes_high"]) == ([234, 280], [286, 308])
    assert (row["dates"], row["after_date"], row["after_low"]) == (["2023-09-13", "2024-01"], "2025-01-01", 370)
    assert row["note"] == (
        "the figures are of different dates (2023-09-13, 2024-01, 2025-01-01); "
        "nobody is taken to have joined or left between the figures"
    )
    assert row["rows"] == [
        "figures/nht-nscc-members-2025",
        "figures/norway-health-tech-members-2023",
        "figures/nscc-members-2024",
        "ties/norway-health-tech.merged-into.nht-nscc",
        "ties/nscc.merged-into.nht-nscc",
    ]
    text = said_implied(result)[0]
    assert "144 to 224 were members of both" in text.en
    assert "144 til 224 med i begge" in text.da
    assert "2023-09-13, 2024-01 og 2025-01-01" in text.nb


def test_without_vagueness_the_bounds_of_the_norwegian_merger_meet() -> None:
    # by hand: 260 + 280 - 370
    result = implied(Network.of(ecograph.load()), each(["norway-health-tech", "nscc"]), vagueness=0)
    assert bounds(result) == [(170, 170, None)]
    assert ", 170 were" in said_implied(result)[0].en


def test_all_bundled_mergers_keep_the_promises_and_the_danish_one_lacks_sizes() -> None:
    bundled = Network.of(ecograph.load())
    result = implied(bundled, each(clusters(bundled)))
    keeps_promises(result, bundled.ecosystem, ("overlap_low", "overlap_high", "note"))
    assert result.table["into"].to_list() == ["dlsc", "nht-nscc"]  # national-klynge was planned only
    assert bounds(result)[0] == (None, None, "no number of members is reported for biopeople, chc, lsi, mtic")
    assert len(said_implied(result)) == 1


def test_a_merger_is_shown_when_two_of_its_bodies_are_asked_for() -> None:
    whole = merger("a", "b", "c", figures=[figure(i, 5, "2019") for i in "abc"] + [figure("z", 9, "2020")])
    assert implied(whole, each("a")).table.is_empty()
    assert implied(whole, {"all": ("a", "b")}).table.is_empty()  # one set of two is no pair of clusters
    assert implied(whole, each("az")).table.is_empty()
    # by hand: all three are in the size after, so 15 - 9 were counted again
    result = implied(whole, each("ab"))
    assert bounds(result) == [(6, 6, None)]
    assert result.table["merged_names"].to_list() == [["the a", "the b", "the c"]]
    assert "members of several of them" in said_implied(result)[0].en


def test_the_sizes_nearest_to_the_merger_count() -> None:
    figures = [
        figure("a", 3, "2017"),
        figure("a", 5, "2019"),
        figure("a", 90, "2021"),
        figure("a", 70, None),
        figure("b", 4, None),
        figure("z", 80, "2018"),
        figure("z", 6, "2020"),
        figure("z", 50, "2022"),
    ]
    result = implied(merger("a", "b", figures=figures), each("ab"))
    row = result.table.row(0, named=True)
    assert (row["figure_ids"], row["after_figure_id"]) == (["a-2019", "b-None"], "z-2020")
    assert bounds(result) == [(3, 3, None)]  # by hand: 5 + 4 - 6
    assert "no date is stated for b-None" in row["note"]
    assert "(2019, undated and 2020)" in said_implied(result)[0].en


def test_a_merger_of_which_only_the_year_is_known_takes_figures_of_that_year_on_both_sides() -> None:
    figures = [figure("a", 5, "2020"), figure("b", 4, "2020-12-31"), figure("z", 6, "2020")]
    whole = merger("a", "b", figures=figures, **{"from": None, "as_of": "2020"})
    assert bounds(implied(whole, each("ab"))) == [(3, 3, None)]


def test_a_merger_without_a_day_says_so() -> None:
    figures = [figure("a", 5, "2020"), figure("b", 4, "2020"), figure("z", 6, "2020")]
    row = implied(merger("a", "b", figures=figures, **{"from": None}), each("ab")).table.row(0, named=True)
    assert row["merged_on"] is None
    assert (
        row["note"] == "the day of the merger is not known; nobody is taken to have joined or left between the figures"
    )


def test_numbers_that_do_not_fit_say_that_members_came_or_went() -> None:
    figures = [figure("a", 5, "2019"), figure("b", 4, "2019"), figure("z", 20, "2020")]
    assert bounds(implied(merger("a", "b", figures=figures), each("ab"))) == [
        (None, None, "the numbers do not fit one another: members left or joined between the figures")
    ]


def test_a_merger_without_a_size_after_has_no_bounds() -> None:
    figures = [figure("a", 5, "2019"), figure("b", 4, "2019"), figure("z", 20, "2018")]
    assert bounds(implied(merger("a", "b", figures=figures), each("ab"))) == [
        (None, None, "no number of members is reported for z")
    ]


def test_a_number_that_no_whole_number_fits_gives_no_bounds() -> None:
    figures = [figure("a", 5.5, "2019"), figure("b", 4, "2019"), figure("z", 8, "2020")]
    result = implied(merger("a", "b", figures=figures), each("ab"))
    assert bounds(result) == [(None, None, "no whole number of members lies in what a-2019 reports")]
    keeps_promises(result, merger("a", "b", figures=figures).ecosystem, ("overlap_low", "overlap_high"))


def test_planned_mergers_and_other_ties_imply_nothing() -> None:
    figures = [figure("a", 5, "2019"), figure("b", 4, "2019"), figure("z", 6, "2020")]
    assert implied(merger("a", "b", figures=figures, status="planned"), each("ab")).table.is_empty()
    assert implied(merger("a", "b", figures=figures, kind="part_of"), each("ab")).table.is_empty()


def test_a_body_with_two_ties_to_the_merged_one_counts_once() -> None:
    figures = [figure("a", 5, "2019"), figure("b", 4, "2019"), figure("z", 6, "2020")]
    eco = merger("a", "b", figures=figures).ecosystem
    again = Ecosystem.from_frames(
        "", eco.frames() | {"ties": eco.ties.vstack(eco.ties.with_columns(tie_id=eco.ties["tie_id"] + "2"))}
    )
    assert bounds(implied(Network.of(again), each("ab"))) == [(3, 3, None)]


@pytest.mark.parametrize("value", [0, 3])
def test_a_cluster_that_holds_the_other_shares_all_of_it(value: float) -> None:
    figures = [figure("a", 5, "2019"), figure("b", value, "2019"), figure("z", 5, "2020")]
    assert bounds(implied(merger("a", "b", figures=figures), each("ab"))) == [(value, value, None)]
