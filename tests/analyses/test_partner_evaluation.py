"""The test of suggestions on the past: planted pasts and futures by hand, and leaks that must not be.

Second implementation: the split and its pairs in plain Python sets.
"""

from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.analyses.partners import evaluation as module
from ecograph.analyses.partners import partners
from ecograph.analyses.partners.evaluation import COLUMNS, evaluation
from ecograph.analyses.partners.scores import SCORES, basis, work
from ecograph.ecosystem import Ecosystem
from ecograph.network import Network

Dated = list[tuple[str, str | None]]
"""The partners of each project, and its start."""


def dated(projects: Dated) -> Network:
    return Network.of(
        Ecosystem.of(
            organisations=[
                {"org_id": o, "name": o.upper(), "kind": "company"} for o in sorted({*"".join(p for p, _ in projects)})
            ],
            projects=[
                {"project_id": f"p{i:03}", "title": "P", "kind": "project", "start": start}
                for i, (_, start) in enumerate(projects)
            ],
            participations=[
                {"org_id": o, "project_id": f"p{i:03}", "role": "partner"}
                for i, (together, _) in enumerate(projects)
                for o in together
            ],
        )
    )


PAST: Dated = [("ac", "2010"), ("cb", "2011"), ("cd", "2012"), ("ef", "2013")]


def row(network: Network, scope: str, score: str, organisation: str = "a", k: int = 20) -> dict[str, object]:
    return evaluation(network, organisation, k=k).table.filter(scope=scope, score=score).row(0, named=True)


def test_a_future_that_closes_a_triangle_is_foreseen() -> None:
    # Eight of ten participations lie before 2015: a and b, who have c in common, meet. Of 15 pairs 4 had met, and 11
    # remain: ab came true. Of the 10 others ad and bd have c in common as well, so 8 + 2 halves of 10 are below
    found = row(dated([*PAST, ("ab", "2015")]), "network", "common_neighbours")
    assert (found["split"], found["share_before"]) == ("2015-01-01", 0.8)
    assert (found["n_train_links"], found["n_test_links"], found["n_test_used"], found["n_negatives"]) == (4, 1, 1, 10)
    assert found["auc"] == pytest.approx(0.9)
    assert (found["auc_low"], found["gain_low"], found["is_above_baseline"]) == (None, None, None)
    assert found["is_thin"]
    assert found["reason"] == "one case has no interval; fewer than 20 pairs"
    assert found["precision_by_chance"] == pytest.approx(1 / 11)


def test_precision_shares_ties_out() -> None:
    # ab, ad and bd have the same score, and one of them came true
    found = row(dated([*PAST, ("ab", "2015")]), "network", "common_neighbours", k=1)
    assert found["precision_at_k"] == pytest.approx(1 / 3)


def test_the_organisation_asked_about_has_a_test_of_its_own() -> None:
    # a has not met b, d, e and f; it meets b. d has c in common too: 2.5 of 3
    network = dated([*PAST, ("ab", "2015")])
    found = row(network, "organisation", "common_neighbours")
    assert (found["n_test_links"], found["n_negatives"]) == (1, 3)
    assert found["auc"] == pytest.approx(2.5 / 3)
    assert row(network, "organisation", "jaccard", "e")["reason"] == (
        "the organisation met nobody for the first time after the split"
    )


def test_an_organisation_that_the_past_does_not_know_has_no_test() -> None:
    found = row(dated([*PAST, ("abz", "2015")]), "organisation", "jaccard", "z")
    assert (found["n_test_links"], found["n_negatives"], found["auc"]) == (0, 0, None)
    assert found["reason"] == "the organisation met nobody for the first time after the split"


def test_the_future_does_not_leak_into_the_scores() -> None:
    # e and b meet in the future only; if that counted, a and e would seem to have a partner in common there
    before = row(dated([*PAST, ("ab", "2015")]), "organisation", "common_neighbours")
    after = row(dated([*PAST, ("ab", "2015"), ("be", "2015")]), "organisation", "common_neighbours")
    assert after["split"] == before["split"]
    assert after["auc"] == before["auc"]


def test_a_planted_leak_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    # The scores are let see the future, in which b and e meet: ae, which never meet, then seem as near as ad does
    network = [*PAST, ("ab", "2015"), ("be", "2015")]
    clean = row(dated(network), "organisation", "common_neighbours")
    monkeypatch.setattr(module, "_seen", lambda found: basis(found, work(found)))
    leaked = row(dated(network), "organisation", "common_neighbours")
    assert leaked["split"] == clean["split"]
    assert (clean["auc"], leaked["auc"]) == (pytest.approx(2.5 / 3), pytest.approx(2 / 3))


def test_projects_without_a_sure_side_are_left_out_and_counted() -> None:
    # The last two may have begun before or after the split: ab is then neither a new nor an absent tie
    known: Dated = [*PAST, ("cf", "2015-06-01")]
    sure = row(dated([*known, ("ad", "2015-07")]), "network", "common_neighbours")
    unsure = row(dated([*known, ("ad", "2015-07"), ("ab", None), ("ab", "2015")]), "network", "common_neighbours")
    assert sure["split"] == unsure["split"]
    assert (sure["n_undated"], unsure["n_undated"]) == (0, 4)
    assert sure["n_negatives"] == unsure["n_negatives"] + 1  # type: ignore[operator]


def test_no_day_that_divides_the_projects_is_said() -> None:
    undivided: list[Dated] = [[], [("ab", None)], [("ab", "2010"), ("bc", "2010")]]
    for projects in undivided:
        table = evaluation(dated(projects), "a").table
        assert table["reason"].unique().to_list() == ["no day divides the dated projects into a past and a future"]
        assert table["auc"].null_count() == table.height == 2 * len(SCORES)
        assert table.schema == pl.Schema(COLUMNS)


def test_a_future_in_which_nobody_new_meets_is_said() -> None:
    assert row(dated([*PAST, ("ac", "2015")]), "network", "jaccard")["reason"] == (
        "no pair met for the first time after the split"
    )


def test_a_future_in_which_everybody_meets_leaves_nothing_to_compare() -> None:
    found = row(dated([("ac", "2010"), ("cb", "2011"), ("ab", "2015")]), "network", "jaccard")
    assert (found["n_test_links"], found["n_negatives"], found["auc"]) == (1, 0, None)
    assert found["reason"] == "every pair met"


@settings(deadline=None, max_examples=15)
@given(
    st.lists(
        st.tuples(
            st.sets(st.sampled_from("abcdefg"), min_size=1, max_size=4).map(lambda found: "".join(sorted(found))),
            st.sampled_from([None, "2010", "2011-03", "2012-01-05", "2013", "2014", "2014-06"]),
        ),
        max_size=9,
    )
)
def test_the_pairs_are_those_of_plain_sets(projects: Dated) -> None:
    table = evaluation(dated(projects), "a").table
    found = table.row(0, named=True)
    if found["split"] is None:
        return
    day = found["split"]

    def pairs(where: list[str]) -> set[tuple[str, str]]:
        return {pair for together in where for pair in combinations(sorted(together), 2)}

    last = {"2010": "2010-12-31", "2011-03": "2011-03-31", "2013": "2013-12-31", "2014": "2014-12-31"}
    first = {"2010": "2010-01-01", "2011-03": "2011-03-01", "2013": "2013-01-01", "2014": "2014-01-01"}
    last |= {"2014-06": "2014-06-30", "2012-01-05": "2012-01-05"}
    first |= {"2014-06": "2014-06-01", "2012-01-05": "2012-01-05"}
    past = [p for p, start in projects if start and last[start] < day]
    future = [p for p, start in projects if start and first[start] >= day]
    neither = [p for p, start in projects if not start or not (last[start] < day or first[start] >= day)]
    known = set("".join(past))
    old, unclear = pairs(past), pairs(neither)
    possible = set(combinations(sorted(known), 2)) - old - unclear
    assert found["n_train_links"] == len(old)
    assert found["n_test_links"] == len(possible & pairs(future))
    assert found["n_negatives"] == len(possible - pairs(future))
    assert found["n_undated"] == len("".join(neither))


def many(n_groups: int, *more: tuple[tuple[str, ...], str]) -> Network:
    """Return a past of groups of three, in each of which two that had not met do so later, and more projects."""
    letters = [f"{i:02}" for i in range(3 * n_groups)]
    triples = [letters[i : i + 3] for i in range(0, len(letters), 3)]
    projects: list[tuple[tuple[str, ...], str]] = list(more)
    for a, b, c in triples:
        projects += [((a, c), "2010"), ((c, b), "2011"), ((a, b, c), "2015")]
    return Network.of(
        Ecosystem.of(
            organisations=[
                {"org_id": o, "name": o, "kind": "company"} for o in sorted({o for ids, _ in projects for o in ids})
            ],
            projects=[
                {"project_id": f"p{i:03}", "title": "P", "kind": "project", "start": start}
                for i, (_, start) in enumerate(projects)
            ],
            participations=[
                {"org_id": o, "project_id": f"p{i:03}", "role": "partner"}
                for i, (ids, _) in enumerate(projects)
                for o in ids
            ],
        )
    )


def test_a_score_that_foresees_what_popularity_cannot_is_said_to_be_better() -> None:
    # Of 33 groups of three, each of the 33 future ties closes its own group; nothing else has a partner in common
    network = many(33)
    answer = partners(network, "00")
    table = answer["evaluation"].filter(scope="network", score="adamic_adar").row(0, named=True)
    assert (table["n_test_links"], table["auc"], table["is_above_baseline"], table["is_thin"]) == (33, 1, True, False)
    popular = answer["evaluation"].filter(scope="network", score="preferential_attachment").row(0, named=True)
    assert popular["auc"] < 0.5  # the two in the middle are the popular ones
    assert (popular["gain"], popular["reason"]) == (None, "the baseline has no gain over itself")


def test_large_numbers_of_pairs_are_sampled_with_a_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SAMPLE", 20)
    monkeypatch.setattr(module, "ALL_PAIRS", 100)
    tables = [evaluation(many(33), "00", seed=seed).table for seed in (1, 1, 2)]
    assert tables[0].equals(tables[1])
    found = tables[0].row(0, named=True)
    assert (found["n_test_links"], found["n_test_used"], found["n_negatives"]) == (33, 20, 20)
    # Of these 40 half came true, of all 4,000 pairs one in a hundred: a share of the sample would mislead
    assert (found["k"], found["precision_at_k"], found["precision_by_chance"]) == (None, None, None)
    assert found["reason"] == "precision is that of all pairs, and these are a sample"
    popular = [table.filter(scope="network", score="preferential_attachment")["auc"].item() for table in tables]
    assert popular[0] != popular[2]


def test_a_better_score_is_said_to_be_better() -> None:
    # Now a further partner of the first, whom nobody has met, leaves something to suggest
    network = many(33, (("02", "new"), "2009"))
    assert partners(network, "00").said[-1].en.endswith("That is better than popularity.")


def hubs() -> Network:
    """Return a past in which one hub works with everybody in turn, and a future in which it meets the rest."""
    spokes = [f"s{i:02}" for i in range(80)]
    past = [(("hub", spoke), "2010") for spoke in spokes[:40]]
    past += [((a, b), "2011") for a, b in zip(spokes[40::2], spokes[41::2], strict=True)]
    future = [(("hub", spoke), "2015") for spoke in spokes[40:75]]
    projects = past + future
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": o, "name": o, "kind": "company"} for o in ("hub", *spokes)],
            projects=[
                {"project_id": f"p{i:03}", "title": "P", "kind": "project", "start": start}
                for i, (_, start) in enumerate(projects)
            ],
            participations=[
                {"org_id": o, "project_id": f"p{i:03}", "role": "partner"}
                for i, (ids, _) in enumerate(projects)
                for o in ids
            ],
        )
    )


def test_popularity_that_wins_is_said_to_win() -> None:
    # The future belongs to the hub, with partners that nothing ties to it: only popularity sees that
    answer = partners(hubs(), "s40")
    rows = {row["score"]: row for row in answer["evaluation"].filter(scope="network").iter_rows(named=True)}
    assert rows["preferential_attachment"]["auc"] > 0.9
    assert rows["adamic_adar"]["is_above_baseline"] is False
    assert answer.said[-1].en.endswith("may explain as much. Read the evidence rather than the order.")


def test_the_past_of_the_organisation_itself_is_told_first_and_has_the_last_word() -> None:
    *_, own, of_all = [words.en for words in partners(hubs(), "hub").said]
    assert own.startswith("Tried on the past of hub: from 2015-01-01 on it worked with 35 organisations")
    assert own.endswith("Read the evidence rather than the order.")
    assert of_all.startswith("Tried on the past of all: 35 pairs first met")
    assert of_all.endswith("may explain as much.")
