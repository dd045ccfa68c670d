"""Whether an overlap is more than chance.

Second implementations: the metric ``pairwise_overlap`` for what is shared; all networks of a small one, enumerated, for
what is expected; scipy for the q. Hand calculations stand beside their numbers.
"""

from itertools import product
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import network_of
from scipy import stats

import ecograph
from ecograph.algorithms.curveball import curveball
from ecograph.analyses.overlap import redealt
from ecograph.analyses.overlap import verdicts as words
from ecograph.analyses.overlap.chance import chance
from ecograph.analyses.overlap.redealt import REDEALT, links
from ecograph.analyses.overlap.verdicts import CANNOT_TELL, LESS, MORE, NO_MORE, verdicts
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.language import LANGUAGES
from ecograph.metrics.holdings import DIMENSIONS
from ecograph.metrics.pairwise_overlap import pairwise_overlap
from ecograph.network import Network

pytestmark = pytest.mark.slow  # thousands of random networks

ORGS, PROJECTS, CLUSTERS = "abcdef", "pqrs", "xyz"

Rows = list[dict[str, Any]]


@st.composite
def ecosystems(draw: st.DrawFn) -> Ecosystem:
    """Draw organisations, clusters, projects and meetings, with members, payments, themes and regions."""
    bodies = ORGS + CLUSTERS
    one, subject = st.sampled_from(bodies), st.sampled_from(bodies + PROJECTS)
    some = st.sampled_from([None, "DK01", "NO01", "NO02"])
    pairs = draw(st.sets(st.tuples(one, st.sampled_from(PROJECTS)), max_size=16))
    members = draw(st.sets(st.tuples(one, st.sampled_from(CLUSTERS)), max_size=10))
    payments = draw(st.lists(st.tuples(st.sampled_from(bodies + PROJECTS), subject), max_size=6))
    tags = draw(st.sets(st.tuples(subject, st.sampled_from("tuv")), max_size=8))
    return Ecosystem.of(
        organisations=[
            {"org_id": i, "name": i, "kind": "cluster" if i in CLUSTERS else "company", "region": draw(some)}
            for i in bodies
        ],
        projects=[
            {"project_id": i, "title": i, "kind": draw(st.sampled_from(["project", "meeting"]))} for i in PROJECTS
        ],
        participations=[{"org_id": o, "project_id": p, "role": "partner"} for o, p in sorted(pairs)],
        memberships=[{"org_id": o, "cluster_id": c, "role": "member"} for o, c in sorted(members) if o != c],
        flows=[
            {"flow_id": f"f{n}", "payers": [a], "recipients": [b], "kind": "grant", "level": "grant"}
            for n, (a, b) in enumerate(payments)
        ],
        themes=[{"theme_id": i, "label_en": i} for i in "tuv"],
        tags=[{"subject": s, "theme_id": t} for s, t in sorted(tags)],
    )


SETS = {
    "alone": ("a",),
    "cluster": ("x",),
    "several": ("b", "x", "y"),
    "overlapping": ("a", "y"),
    "programme": ("p", "q"),
    "mixed": ("z", "r"),
}


@given(ecosystems(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_matrices_count_what_the_metric_counts_in_every_dimension(eco: Ecosystem, is_large: bool) -> None:
    network = Network.of(eco)
    expected = pairwise_overlap(network, SETS)
    found = links(network, dict(sorted(SETS.items())))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(redealt, "DENSE", 0 if is_large else redealt.DENSE)
        counted = found.shared(found.participation, found.membership, np.triu_indices(len(SETS), 1))
    parts = np.split(counted, len(REDEALT))
    for dimension, counts, population in zip(REDEALT, parts, found.population, strict=True):
        known = expected.filter(dimension=dimension)
        assert counts.tolist() == known["n_shared"].to_list(), dimension
        assert max(known["n_left"].to_list() + known["n_right"].to_list()) <= population, dimension


@given(ecosystems(), st.integers(0, 3))
@settings(max_examples=20, deadline=None)
def test_after_dealing_they_count_what_the_metric_counts_in_the_dealt_tables(eco: Ecosystem, seed: int) -> None:
    network = Network.of(eco)
    found = links(network, dict(sorted(SETS.items())))
    dealt = curveball(found.participation, seed=seed)
    rows, columns = dealt.nonzero()
    new = [
        {"org_id": network.organisations[i], "project_id": network.projects[j], "role": "partner"}
        for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    bodies, work = eco.organisations.to_dicts(), eco.projects.to_dicts()
    other = Ecosystem.of(organisations=bodies, projects=work, participations=new).participations
    frames = {**eco.frames(), "participations": other}
    again = Network.of(Ecosystem.from_frames("dealt", frames))
    expected = pairwise_overlap(again, SETS).filter(pl.col("dimension").is_in(REDEALT))
    counted = found.shared(dealt, found.membership, np.triu_indices(len(SETS), 1))
    known = pl.concat(expected.filter(dimension=dimension) for dimension in REDEALT)
    assert counted.tolist() == known["n_shared"].to_list()


@given(ecosystems())
@settings(max_examples=8, deadline=None)
def test_the_table_keeps_its_promises(eco: Ecosystem) -> None:
    table = chance(Network.of(eco), SETS, samples=3).table
    assert table.schema == chance(Network.of(Ecosystem.of()), samples=1).table.schema
    assert not table.select("left", "right", "dimension").is_duplicated().any()
    for name, dtype in table.schema.items():
        if dtype == pl.Float64:
            assert table[name].is_nan().sum() == 0, name
            without = table.filter(pl.col(name).is_null())
            assert without["reason"].null_count() == 0, name
            if name.startswith(("p_", "q_")):
                assert table.filter((pl.col(name) <= 0) | (pl.col(name) > 1)).is_empty(), name
    assert table.filter(pl.col("verdict") == CANNOT_TELL)["reason"].null_count() == 0


def test_nothing_gives_an_empty_table_and_no_sentence() -> None:
    found = chance(Network.of(Ecosystem.of()), samples=2)
    assert found.table.is_empty()
    assert (found.name, found.keys) == ("chance", ("left", "right", "dimension"))
    assert verdicts(found.table) == ()


def test_sets_without_anything_are_null_and_say_why() -> None:
    found = chance(network_of("ab", {}), ["a", "b"], samples=2).table
    assert found["dimension"].to_list() == list(DIMENSIONS)
    assert set(found["verdict"]) == {CANNOT_TELL}
    assert set(found["reason"]) == {words.ONE_HAS_NONE, words.NO_MONEY}
    assert found["p_curveball"].null_count() == len(DIMENSIONS)


def projects_of(found: pl.DataFrame) -> dict[str, Any]:
    return found.filter(dimension="projects").row(0, named=True)


def test_what_is_expected_is_the_mean_over_all_networks_with_the_same_sizes() -> None:
    partners = {"p": "abc", "q": "ad", "r": "b"}
    first = np.array([[o in partners[p] for p in "pqr"] for o in "abcd"], dtype=int)
    alike = [
        grid
        for flat in product((0, 1), repeat=12)
        for grid in [np.reshape(flat, (4, 3))]
        if (grid.sum(axis=0) == first.sum(axis=0)).all() and (grid.sum(axis=1) == first.sum(axis=1)).all()
    ]
    shared = np.array([(grid[0] * grid[1]).sum() for grid in alike])
    found = projects_of(chance(network_of("abcd", partners), ["a", "b"], samples=500).table)
    error = shared.std() / np.sqrt(500)
    assert found["expected_curveball"] == pytest.approx(shared.mean(), abs=4 * error)
    assert found["sd_curveball"] == pytest.approx(shared.std(), rel=0.2)
    assert found["p_curveball"] == pytest.approx((shared >= 1).mean(), abs=0.05)


def test_the_counts_by_size_and_the_configuration_model_are_those_by_hand() -> None:
    # a in p, b in p, c and d in q. By size: 1 of 2 projects each, so 1/2 expected. In the model all cells are 1/2:
    # each project has both with 1/4, so 1/2 expected, variance 2 * 1/4 * 3/4, and P(1 or more) = 1 - (3/4)^2
    found = projects_of(chance(network_of("abcd", {"p": "ab", "q": "cd"}), ["a", "b"], samples=99).table)
    assert (found["n_shared"], found["n_population"], found["n_samples"]) == (1, 2, 99)
    assert (found["expected_hypergeometric"], found["p_hypergeometric"]) == pytest.approx((0.5, 0.5))
    assert found["expected_bicm"] == pytest.approx(0.5)
    assert found["z_bicm"] == pytest.approx(0.5 / np.sqrt(3 / 8))
    assert found["p_bicm"] == pytest.approx(7 / 16)
    assert found["rows"] == ["participations/a|p|partner|1", "participations/b|p|partner|1"]


def test_a_project_that_a_set_names_and_an_organisation_of_both_are_certain_or_counted_once() -> None:
    # all cells are 1/2. left: a and the project p; right: a and b. p is shared if a or b has it, 3/4; q if a has it,
    # or none but b has it on the right and the left has nobody else: 1/2
    network = network_of("abcd", {"p": "ab", "q": "cd"})
    found = projects_of(chance(network, {"left": ("a", "p"), "right": ("a", "b")}, samples=9).table)
    assert found["expected_bicm"] == pytest.approx(3 / 4 + 1 / 2)


def test_members_that_are_the_other_set_itself_are_never_shared() -> None:
    eco = Ecosystem.of(
        organisations=[{"org_id": i, "name": i, "kind": "cluster" if i in "xy" else "company"} for i in "abcdxy"],
        memberships=[{"org_id": o, "cluster_id": c, "role": "member"} for o, c in ("ax", "bx", "yx", "ay", "cy", "dy")],
    )
    found = chance(Network.of(eco), ["x", "y"], samples=20).table.filter(dimension="members").row(0, named=True)
    # a is in both clusters for certain; b, c, d and y are in each with 1/2, but y is no member that y could have
    assert (found["n_shared"], found["n_population"]) == (1, 6)
    assert found["expected_bicm"] == pytest.approx(1 + 3 * 1 / 4)


GROUPS = {f"p{n}": "ab" for n in range(6)} | {f"q{n}": "cdefghij"[n : n + 2] for n in range(7)}


def test_two_that_always_meet_share_more_than_chance_and_those_that_never_do_no_more() -> None:
    table = chance(network_of("abcdefghij", GROUPS), ["a", "b", "c"], samples=199).table.filter(dimension="projects")
    said = {(row["left"], row["right"]): row["verdict"] for row in table.iter_rows(named=True)}
    assert said == {("a", "b"): MORE, ("a", "c"): NO_MORE, ("b", "c"): NO_MORE}


def test_two_busy_ones_that_avoid_each_other_share_less_than_chance() -> None:
    partners = {f"p{n}": "a" + "cdefgh"[n % 6] for n in range(12)} | {f"q{n}": "b" + "cdefgh"[n % 6] for n in range(12)}
    found = projects_of(chance(network_of("abcdefgh", partners), ["a", "b"], samples=199).table)
    assert found["verdict"] == LESS
    assert found["q_less_curveball"] == 1 / 200
    assert found["z_curveball"] < -2


def test_what_the_sizes_force_has_no_z_and_no_verdict() -> None:
    # both are in all projects: every network that keeps the sizes has them in all
    found = projects_of(chance(network_of("abc", {"p": "ab", "q": "abc", "r": "ab"}), ["a", "b"], samples=50).table)
    assert (found["expected_curveball"], found["sd_curveball"], found["z_curveball"]) == (3.0, 0.0, None)
    assert (found["p_curveball"], found["verdict"], found["reason"]) == (1.0, CANNOT_TELL, words.ALL_EQUAL)


def test_sets_too_small_for_a_surprise_have_no_verdict() -> None:
    found = projects_of(chance(network_of("abcd", {"p": "ab", "q": "cd"}), ["a", "b"], samples=99).table)
    assert (found["verdict"], found["reason"]) == (CANNOT_TELL, words.NO_SURPRISE)


ALONE = {f"r{n}": "cdefghijklmnopqrstuvwx"[2 * n : 2 * n + 2] for n in range(11)}


def test_too_few_samples_are_said_to_be_too_few_where_the_exact_model_does_not_tell_either() -> None:
    network = network_of("abcdefghijklmnopqrstuvwx", {"p": "ab", "q": "ab"} | ALONE)
    found = chance(network, list("abcdefghijklmnop"), samples=30).table.filter(dimension="projects")
    row = found.filter(left="a", right="b").row(0, named=True)
    assert row["q_bicm"] > words.LEVEL
    assert (row["p_curveball"], row["verdict"], row["reason"]) == (1 / 31, CANNOT_TELL, words.TOO_FEW)


def test_where_samples_run_out_the_exact_model_decides() -> None:
    both = {f"p{n}": "ab" for n in range(5)}
    found = chance(
        network_of("abcdefghijklmnopqrstuvwx", both | ALONE | {f"{p}s": o for p, o in ALONE.items()}),
        list("abcdef"),
        samples=30,
    )
    row = found.table.filter(dimension="projects", left="a", right="b").row(0, named=True)
    assert row["p_curveball"] == 1 / 31
    assert row["q_curveball"] > words.LEVEL
    assert row["q_bicm"] < words.LEVEL
    assert row["verdict"] == MORE


def test_each_q_is_corrected_for_the_pairs_of_its_dimension() -> None:
    table = chance(network_of("abcdefghij", GROUPS), list("abcde"), samples=99).table
    for dimension in ("projects", "partners"):
        part = table.filter(dimension=dimension)
        for model in ("hypergeometric", "curveball", "less_curveball", "bicm"):
            known = part.drop_nulls(f"p_{model}")
            expected = stats.false_discovery_control(known[f"p_{model}"]).tolist() if known.height else []
            assert known[f"q_{model}"].to_list() == pytest.approx(expected)


def test_the_same_seed_gives_the_same_table_and_another_another() -> None:
    network = network_of("abcdefghij", GROUPS)
    first, again, other = (chance(network, list("abc"), samples=40, seed=seed).table for seed in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)


def test_no_samples_and_unknown_sets_are_refused() -> None:
    network = network_of("ab", {"p": "ab"})
    with pytest.raises(EcographError, match="found 0 samples, expected at least 1"):
        chance(network, ["a", "b"], samples=0)
    with pytest.raises(EcographError, match="no organisation or project z"):
        chance(network, ["a", "z"], samples=1)


def test_the_sentences_name_the_pairs_and_what_chance_would_give() -> None:
    table = chance(network_of("abcdefghij", GROUPS), ["a", "b", "c"], samples=199).table
    said = verdicts(table)
    assert said[0].en.startswith(
        "More projects in common than by chance: 1 of 3 pairs, most clearly the a and the b (6,"
    )
    assert said[0].da.startswith("Flere projekter til fælles, end tilfældet ville give: 1 af 3 par")
    assert all("{" not in text.in_(language) for text in said for language in LANGUAGES)
    assert any(text.en.startswith("For project partners, no pair is shown") for text in said)


def test_the_sentences_say_what_is_fewer_and_what_is_open() -> None:
    partners = {f"p{n}": "a" + "cdefgh"[n % 6] for n in range(12)} | {f"q{n}": "b" + "cdefgh"[n % 6] for n in range(12)}
    said = [text.en for text in verdicts(chance(network_of("abcdefgh", partners), ["a", "b"], samples=199).table)]
    assert said[0].startswith("Fewer projects in common than by chance: 1 of 1 pairs, most clearly the a and the b (0,")
    assert (
        said[1] == "For projects and project partners, no pair is shown to have more in common than chance would give."
    )
    assert said[2].startswith("In 1 of the 1 cases in which two have something in common, it cannot be told")


def test_the_four_danish_clusters_share_their_projects_but_not_their_partners_beyond_chance() -> None:
    # found on the bundled data: each pair shares four projects, all of them made for the merger
    table = chance(Network.of(ecograph.load()), ["welfare-tech", "mtic", "chc", "lsi"], samples=200).table
    projects = table.filter(dimension="projects")
    assert set(projects["n_shared"]) == {4}
    assert projects.filter(verdict=MORE).height >= 4
    assert table.filter(dimension="partners").filter(verdict=MORE).is_empty()
