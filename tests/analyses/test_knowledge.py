"""How much of each list of members is known, and what two lists could share.

By hand: small clusters, and the numbers of the bundled dataset (memberships.csv, figures.csv). Second implementation:
random sets of which parts are forgotten; the truth must lie inside the bounds.
"""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from promises import keeps_promises

import ecograph
from ecograph.analyses.answer import Result
from ecograph.analyses.overlap.knowledge import known, said
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.metrics.holdings import clusters, each
from ecograph.metrics.reported_members import reported
from ecograph.network import Network

Row = dict[str, object]

VALUES = {
    "coverage": ("figure_id", "reported_low", "reported_high", "coverage_low", "coverage_high"),
    "bounds": ("n_days_apart", "intersection_low", "intersection_high", "jaccard_low", "jaccard_high"),
    "implied": ("overlap_low", "overlap_high"),
    "recapture": ("estimate", "low", "high"),
}


def cluster(name: str) -> Row:
    return {"org_id": name, "name": f"the {name}", "kind": "cluster"}


def figure(subject: str, value: float | None, as_of: str | None = "2024", **more: object) -> Row:
    stated: Row = {"qualifier": "exact" if value is not None else None, "what": "members", "unit": "members"}
    own = {"figure_id": f"{subject}-{as_of}", "subject": subject, "value": value, "as_of": as_of}
    return stated | own | more


def network(members: dict[str, str], figures: list[Row]) -> Network:
    """Return clusters with members of one letter, and reported numbers of them."""
    everybody = sorted(set("".join(members.values())) - set(members))
    return Network.of(
        Ecosystem.of(
            organisations=[cluster(c) for c in members]
            + [{"org_id": m, "name": m, "kind": "company"} for m in everybody],
            memberships=[{"org_id": m, "cluster_id": c, "role": "member"} for c, ms in members.items() for m in ms],
            figures=figures,
        )
    )


def asked(found: Network, vagueness: float = 0.1) -> dict[str, Result]:
    return {result.name: result for result in known(found, each(found.clusters), vagueness=vagueness)}


@pytest.fixture(scope="module")
def bundled() -> Network:
    return Network.of(ecograph.load())


def test_coverage_is_what_is_known_of_what_is_reported() -> None:
    # by hand: 2 of 4, and 3 of about 10, which is 9 to 11
    found = asked(network({"P": "ab", "Q": "abc"}, [figure("P", 4), figure("Q", 10, qualifier="about")]))
    table = found["coverage"].table
    assert table.select("set", "set_name", "n_known", "reported_low", "reported_high").rows() == [
        ("P", "the P", 2, 4, 4),
        ("Q", "the Q", 3, 9, 11),
    ]
    assert table["coverage_low"].to_list() == [0.5, 3 / 11]
    assert table["coverage_high"].to_list() == [0.5, 3 / 9]
    assert table["rows"].to_list()[0] == ["figures/P-2024", "memberships/a|P|1", "memberships/b|P|1"]


def test_bounds_of_a_pair_name_the_days_between_the_figures() -> None:
    # by hand: 2 and 3 known, 2 in both, of 4 and 6; 2 unknown of P may be anywhere, so 2 to 4; Jaccard 2/8 to 4/6
    found = asked(network({"P": "ab", "Q": "abc"}, [figure("P", 4, "2024-01-31"), figure("Q", 6, "2024-02")]))
    row = found["bounds"].table.row(0, named=True)
    assert (row["left"], row["right"], row["n_shared_known"]) == ("P", "Q", 2)
    assert (row["intersection_low"], row["intersection_high"]) == (2, 4)
    assert (row["jaccard_low"], row["jaccard_high"]) == (0.25, pytest.approx(4 / 6))
    assert row["n_days_apart"] == 29  # to the end of the leap February
    assert row["note"] == "2 of at least 4 and 3 of at least 6 members are known; the numbers are up to 29 days apart"
    assert row["reason"] is None
    assert row["rows"] == sorted(
        ["figures/P-2024-01-31", "figures/Q-2024-02", *(f"memberships/{m}|{c}|1" for m in "ab" for c in "PQ")]
    )


@pytest.mark.parametrize(("left", "right"), [("2024-01", "2024-02"), ("2024-02", "2024-01")])
def test_days_apart_are_the_most_that_the_dates_allow_whichever_is_the_later(left: str, right: str) -> None:
    # by hand: from the first of January to the end of the leap February
    found = asked(network({"P": "", "Q": ""}, [figure("P", 4, left), figure("Q", 6, right)]))
    assert found["bounds"].table["n_days_apart"].to_list() == [59]


def test_the_latest_dated_figure_of_the_whole_counts_and_all_are_listed() -> None:
    figures = [
        figure("P", 9, "2022"),
        figure("P", 7, "2023-05"),
        figure("P", 99, None),
        figure("P", 5, "2025", figure_id="part", breakdown="companies"),
        figure("P", 5, "2025", figure_id="child", parent_id="P-2022"),
        figure("P", 5, "2025", figure_id="aim", status="goal"),
        figure("P", 5, "2025", figure_id="firms", unit="companies"),
        figure("P", None, "2025", figure_id="lost"),
        figure("Q", 3, None),
    ]
    table = asked(network({"P": "a", "Q": "b"}, figures))["coverage"].table
    assert table.select("figure_id", "date", "reported").rows() == [("P-2023-05", "2023-05", 7), ("Q-None", None, 3)]
    assert table["figure_ids"].to_list() == [["P-2022", "P-2023-05", "P-None"], ["Q-None"]]


def test_what_has_no_size_has_a_reason() -> None:
    figures = [figure("P", 1), figure("Q", 2.5), figure("R", 0), figure("T", 4, None)]
    found = asked(network({"P": "ab", "Q": "a", "R": "", "S": "a", "T": "a", "U": ""}, [*figures, figure("U", 0)]))
    assert found["coverage"].table.select("set", "coverage_high", "reason").rows() == [
        ("P", None, "2 are known, more than P-2024 reports: they are of any time"),
        ("Q", None, "no whole number of members lies in what Q-2024 reports"),
        ("R", None, "the cluster is reported to have no members"),
        ("S", None, "no number of members is reported"),
        ("T", 0.25, None),
        ("U", None, "the cluster is reported to have no members"),
    ]
    reasons = {
        (left, right): why for left, right, why in found["bounds"].table.select("left", "right", "reason").rows()
    }
    assert reasons["P", "S"] == (
        "the P: 2 are known, more than P-2024 reports: they are of any time; the S: no number of members is reported"
    )
    assert reasons["R", "T"] == "without both dates the days between them are not known"
    assert reasons["R", "U"] == "neither is reported to have any members"
    row = found["bounds"].table.filter(left="R", right="T").row(0, named=True)
    assert (row["intersection_low"], row["intersection_high"], row["n_days_apart"]) == (0, 0, None)
    assert row["note"] == "0 of at least 0 and 1 of at least 4 members are known; a number of members is not dated"


def test_a_size_that_is_a_lower_bound_only_leaves_the_coverage_open_below() -> None:
    found = asked(
        network({"P": "ab", "Q": "a"}, [figure("P", 4, qualifier="at_least"), figure("Q", 9, qualifier="at_most")])
    )
    table = found["coverage"].table
    assert table.select("reported_high", "coverage_low", "coverage_high").rows() == [
        (float("inf"), 0, 0.5),
        (9, 1 / 9, 1),
    ]
    assert found["bounds"].table.select("intersection_low", "intersection_high").rows() == [(1, 9)]


def test_sets_that_are_not_one_cluster_have_no_reported_size() -> None:
    whole = network({"P": "ab", "Q": "abc"}, [figure("P", 4), figure("Q", 6)])
    results = known(whole, {"both": ("P", "Q"), "P": ("P",), "firm": ("a",)})
    table = results[0].table
    assert table.select("set", "set_name", "is_cluster", "n_known").rows() == [
        ("P", "the P", True, 2),
        ("both", "both", False, 3),
        ("firm", "a", False, 0),
    ]
    assert table["reason"].to_list()[1] == "not one cluster: a reported number of members belongs to one"
    assert "2 are known" in said(results)[0].en
    assert "the P" in said(results)[0].da


@pytest.mark.parametrize(
    ("sets", "message"),
    [
        ({"P": ()}, "found nothing in the set P"),
        ({"P": ("nobody",)}, "no organisation or project nobody"),
    ],
)
def test_what_cannot_be_asked_is_refused(sets: dict[str, tuple[str, ...]], message: str) -> None:
    with pytest.raises(EcographError, match=message):
        known(network({"P": "a"}, []), sets)


@pytest.mark.parametrize("vagueness", [-0.1, float("nan"), float("inf")])
def test_a_vagueness_that_is_none_is_refused(vagueness: float) -> None:
    with pytest.raises(EcographError, match="expected a share of 0 or more"):
        reported(network({"P": "a"}, []), vagueness=vagueness)


def test_nothing_asked_or_known_gives_tables_of_the_same_columns() -> None:
    full = asked(network({"P": "ab", "Q": "abc"}, [figure("P", 4), figure("Q", 6)]))
    for nothing in (known(Network.of(Ecosystem.of()), {}), known(network({"P": "", "Q": ""}, []), each("PQ"))):
        for result in nothing:
            assert result.table.schema == full[result.name].table.schema
    assert said(known(Network.of(Ecosystem.of()), {})) == ()


def test_sentences_say_how_much_is_known_and_what_is_possible() -> None:
    figures = [figure(c, 10 * i) for i, c in enumerate("PQRST", 1)]
    whole = network(dict(zip("PQRSTU", ["a", "b", "ab", "", "", "c"], strict=True)), figures)
    sentences = [text.en for text in said(known(whole, each(whole.clusters)))]
    assert sentences[0] == (
        "Of the 150 members reported for 5 clusters (a member of several counts in each), 4 are known by name. "
        "What the lists share is therefore a lower bound."
    )
    assert sentences[1] == (
        "No number of members is reported for the U, so how much of the list is missing is not known."
    )
    assert sentences[2] == "By the numbers alone, the S and the T could share 0 to 40 members."


def test_the_widest_pair_of_the_sentences_is_not_a_cluster_and_what_it_became(bundled: Network) -> None:
    # figures.csv: 370 of the merged cluster and 308 at most of one of the two could share more than the 286
    results = known(bundled, each(["norway-health-tech", "nscc", "nht-nscc"]))
    assert results[1].table["intersection_high"].max() == 308
    assert "Norway Health Tech and Norwegian Smart Care Cluster could share 0 to 286 members." in said(results)[2].en


def test_all_of_the_bundled_tables_keep_the_promises(bundled: Network) -> None:
    for result in known(bundled, each(clusters(bundled))):
        keeps_promises(result, bundled.ecosystem, VALUES[result.name])


def test_the_bundled_lists_are_thin(bundled: Network) -> None:
    # figures.csv: over 280 in 2024-01 and about 260 on 2023-09-13; memberships.csv: two each, none in both
    coverage, bounds, *_ = known(bundled, each(["norway-health-tech", "nscc"]))
    assert coverage.table.select("set", "n_known", "reported_low", "reported_high").rows() == [
        ("norway-health-tech", 2, 234, 286),
        ("nscc", 2, 280, 308),
    ]
    row = bounds.table.row(0, named=True)
    assert (row["intersection_low"], row["intersection_high"], row["jaccard_high"]) == (0, 286, 1)
    assert row["n_days_apart"] == 140  # 2023-09-13 to 2024-01-31


@given(st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_bounds_contain_the_truth_when_members_are_forgotten(seed: int) -> None:
    rng = np.random.default_rng(seed)
    truth = {c: set(rng.choice(list("abcdefghijklmno"), rng.integers(1, 15), replace=False).tolist()) for c in "PQR"}
    remembered = {c: "".join(m for m in sorted(ms) if rng.random() < 0.4) for c, ms in truth.items()}
    table = asked(network(remembered, [figure(c, len(ms)) for c, ms in truth.items()]))["bounds"].table
    for row in table.to_dicts():
        both, either = truth[row["left"]] & truth[row["right"]], truth[row["left"]] | truth[row["right"]]
        assert row["intersection_low"] <= len(both) <= row["intersection_high"]
        assert row["jaccard_low"] - 1e-12 <= len(both) / len(either) <= row["jaccard_high"] + 1e-12
        assert row["n_shared_known"] == len(set(remembered[row["left"]]) & set(remembered[row["right"]]))


def test_the_order_of_the_tables_does_not_matter(bundled: Network) -> None:
    eco = bundled.ecosystem
    turned = Ecosystem.from_frames(eco.title, {name: frame.reverse() for name, frame in eco.frames().items()})
    names = clusters(bundled)
    for one, other in zip(known(bundled, each(names)), known(Network.of(turned), each(names[::-1])), strict=True):
        assert one.table.equals(other.table), one.name
    assert isinstance(said(known(bundled, each(names)))[0].nb, str)


def test_figures_of_the_same_day_are_taken_in_the_order_of_their_ids() -> None:
    table = reported(network({"P": ""}, [figure("P", 5, figure_id="b"), figure("P", 6, figure_id="a")]))
    assert table["figure_id"].to_list() == ["a", "b"]
    assert table.schema["low"] == pl.Float64
