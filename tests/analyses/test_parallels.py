"""Parallel projects: small networks by hand, a second implementation in plain sets, and the bundled data."""

from collections.abc import Mapping
from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ecograph
from ecograph.analyses.parallels import pairs as pairs_module
from ecograph.analyses.parallels import parallels
from ecograph.analyses.parallels.listing import COLUMNS
from ecograph.analyses.parallels.parallels import LEAST_WORDING
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.language import LANGUAGES
from ecograph.network import Network

Row = Mapping[str, object]

CLUSTERS = "abc"
TITLES = {"p": "Sensors in hospitals", "q": "Drones for regions", "r": "Hospital sensors", "s": "Food"}


def network(
    projects: Mapping[str, str], *, leads: Mapping[str, str] | None = None, **facts: Mapping[str, object]
) -> Network:
    """Return projects with their partners of one letter: a, b and c are clusters. Facts are columns by project."""
    everybody = sorted({*CLUSTERS, *"".join(projects.values())})
    lead = leads or {}
    themes = facts.pop("themes", {})
    return Network.of(
        Ecosystem.of(
            organisations=[
                {"org_id": o, "name": f"the {o}", "kind": "cluster" if o in CLUSTERS else "company"} for o in everybody
            ],
            projects=[
                {"project_id": p, "title": TITLES.get(p, p), "kind": "project"}
                | {column: values[p] for column, values in facts.items() if p in values}
                for p in projects
            ],
            participations=[
                {"org_id": o, "project_id": p, "role": "lead" if o in lead.get(p, "") else "partner"}
                for p, together in projects.items()
                for o in together
            ],
            frameworks=[{"framework_id": "f", "kind": "topics"}],
            themes=[{"theme_id": t, "framework_id": "f", "label_en": f"theme {t}"} for t in "uvwxyz"],
            tags=[{"subject": p, "theme_id": t, "basis": "stated"} for p, found in themes.items() for t in str(found)],
        )
    )


def listed(found: Network, *args: object, **asked: object) -> list[tuple[str, str]]:
    return parallels(found, *args, **asked)["pairs"].select("left", "right").rows()  # type: ignore[arg-type]


def test_one_pair_by_hand() -> None:
    # x of x, y; u of u, v: 1/2 each. Both surely ran from 1 March 2012 to 1 June 2013: 306 + 152 = 458 days
    found = parallels(
        network(
            {"p": "axy", "r": "bx"},
            themes={"p": "uv", "r": "u"},
            start={"p": "2010", "r": "2012-03-01"},
            end={"p": "2013-06", "r": "2015"},
            purpose={"r": "merger"},
        )
    )
    row = found["pairs"].row(0, named=True)
    assert (row["left"], row["right"], row["left_clusters"], row["right_clusters"]) == ("p", "r", ["a"], ["b"])
    assert (row["left_cluster_names"], row["right_cluster_names"]) == (["the a"], ["the b"])
    assert (row["partner_jaccard"], row["theme_jaccard"]) == (0.5, 0.5)
    # hospitals and hospital, sensors and sensor: the words are the same but for their endings
    assert row["wording_cosine"] > 0.5
    assert row["shared_words"] == ["sensors", "hospitals"]
    assert (row["n_kinds"], row["kinds"]) == (4, ["partners", "themes", "wording", "time"])
    assert row["similarity"] == pytest.approx((0.5 + 0.5 + row["wording_cosine"]) / 3)
    assert (row["time"], row["n_days_together"], row["n_days_between"]) == ("together", 458, 0)
    assert (row["is_left_merger"], row["is_right_merger"], row["reason"]) == (False, True, None)
    assert row["why_en"] == (
        "1 shared partner: the x; 1 shared theme: theme u; similar wording: sensors, hospitals; ran at the same time "
        "for at least 458 days; made for a merger: Hospital sensors."
    )
    assert row["why_da"] == (
        "1 fælles partner: the x; 1 fælles tema: theme u; lignende ordlyd: sensors, hospitals; løb samtidig i mindst "
        "458 dage; lavet for en fusions skyld: Hospital sensors."
    )
    assert row["why_nb"].endswith("pågikk samtidig i minst 458 dager; laget for en sammenslåing: Hospital sensors.")
    assert row["rows"] == [
        *("participations/a|p|partner|1", "participations/b|r|partner|1"),
        *("participations/x|p|partner|1", "participations/x|r|partner|1"),
        *("projects/p", "projects/r", "tags/p|u", "tags/r|u"),
    ]


def test_projects_of_one_cluster_and_of_none_make_no_pair() -> None:
    assert listed(network({"p": "ax", "r": "abx", "s": "x"})) == []
    assert listed(network({"p": "ax", "r": "bx", "s": "x"})) == [("p", "r")]


def test_only_the_clusters_that_are_named_hold_projects() -> None:
    found = network({"p": "ax", "q": "bx", "s": "cx"})
    assert listed(found) == [("p", "q"), ("p", "s"), ("q", "s")]
    assert listed(found, ["a", "c"]) == [("p", "s")]
    # Any organisation can be named; another cluster is then a partner like any other
    row = parallels(network({"p": "axc", "q": "bxc"}), ["a", "b"])["pairs"].row(0, named=True)
    assert row["shared_partners"] == ["c", "x"]


def test_with_no_cluster_at_all_projects_belong_to_who_leads_them() -> None:
    found = network({"p": "xyz", "q": "yxz", "r": "xz", "s": "xz"}, leads={"p": "x", "q": "y", "r": "x"})
    # p and r have the same leader; s has none that is known. p: y, z; q: x, z; r: z
    table = parallels(found, ())["pairs"]
    assert table.select("left", "right", "partner_jaccard").rows() == [("q", "r", 1 / 2), ("p", "q", 1 / 3)]
    assert "leading organisations" in parallels(found, ()).said[0].en


def test_a_meeting_is_no_project_to_compare() -> None:
    assert listed(network({"p": "ax", "r": "bx"}, kind={"p": "meeting"})) == []


def test_more_kinds_of_evidence_come_before_more_likeness() -> None:
    # p and q share all partners and nothing else; r and s a partner of three and a theme of two
    found = network({"p": "ax", "q": "bx", "s": "aklm", "r": "bkn"}, themes={"s": "uv", "r": "u"})
    assert listed(found)[0] == ("r", "s")
    assert listed(found, n=1) == [("r", "s")]


@pytest.mark.parametrize(
    ("dates", "time", "n_together", "n_between"),
    [
        (("2010-01-01", "2010-01-10", "2010-01-10", "2010-02-01"), "together", 1, 0),
        (("2010-01-01", "2010-01-10", "2010-01-11", "2010-02-01"), "apart", 0, 0),
        (("2010-01-01", "2010-01-10", "2010-01-13", None), "apart", 0, 2),
        (("2010", "2011", "2012", "2013"), "apart", 0, 0),
        (("2010", "2011", "2011", "2013"), "not_known", None, None),
        (("2010", None, "2011", "2013"), "not_known", None, None),
        ((None, None, None, None), "not_known", None, None),
    ],
)
def test_time_is_told_as_far_as_the_dates_tell_it(
    dates: tuple[str | None, ...], time: str, n_together: int | None, n_between: int | None
) -> None:
    start, end = {"p": dates[0], "q": dates[2]}, {"p": dates[1], "q": dates[3]}
    row = parallels(network({"p": "ax", "q": "bx"}, start=start, end=end))["pairs"].row(0, named=True)
    assert (row["time"], row["n_days_together"], row["n_days_between"]) == (time, n_together, n_between)
    assert ("time" in row["kinds"]) == (time == "together")
    says = {"together": "ran at the same time", "apart": "not at the same time", "not_known": "is not known"}
    assert says[time] in row["why_en"]
    assert (row["reason"] is not None and "dates do not tell" in row["reason"]) == (time == "not_known")


def test_time_alone_is_no_evidence() -> None:
    dates = {"start": {"p": "2010", "q": "2010"}, "end": {"p": "2012", "q": "2012"}}
    assert listed(network({"p": "ax", "q": "by"}, **dates)) == []


def test_what_is_not_known_is_null_and_says_so() -> None:
    row = parallels(network({"p": "a", "q": "b"}, title={"p": "og 1", "q": "12"}, themes={"p": "u", "q": "u"}))[
        "pairs"
    ].row(0, named=True)
    assert (row["partner_jaccard"], row["wording_cosine"], row["theme_jaccard"]) == (None, None, 1)
    assert row["reason"] == (
        "no other partners known of one of the two; no words known of one of the two; "
        "the dates do not tell whether they ran together"
    )
    assert row["similarity"] == pytest.approx(1 / 3)


def test_a_summary_counts_as_wording() -> None:
    titles = {"title": {"p": "NorCare", "q": "DemTech"}}
    assert listed(network({"p": "a", "q": "b"}, **titles)) == []
    summaries = {"summary": {"p": "Dementia care at home", "q": "Care for dementia"}}
    found = parallels(network({"p": "a", "q": "b"}, **titles, **summaries))
    assert found["pairs"]["shared_words"].to_list() == [["care", "dementia"]]
    coverage = {row["kind"]: row for row in found["coverage"].iter_rows(named=True)}
    assert (coverage["summary"]["n_known"], coverage["wording"]["n_pairs"]) == (2, 1)
    assert coverage["summary"]["reason"] == "a summary is compared as a part of the wording"


def test_many_shared_partners_are_counted_and_the_first_named() -> None:
    row = parallels(network({"p": "aklmn", "q": "bklmn"}))["pairs"].row(0, named=True)
    assert row["why_en"].startswith("4 shared partners: the k, the l, the m, …; ")


@st.composite
def drawn(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Draw the partners, themes and titles of up to seven projects."""
    names = "pqrstuv"[: draw(st.integers(0, 7))]

    def some(letters: str) -> dict[str, str]:
        return {p: "".join(sorted(draw(st.sets(st.sampled_from(letters), max_size=3)))) for p in names}

    words = ("drone", "sensor", "dementia")
    titles = {p: " ".join(draw(st.lists(st.sampled_from(words), max_size=2))) or "og" for p in names}
    return some("abcxyz"), some("uvw"), titles


@settings(deadline=None, max_examples=20)
@given(drawn())
def test_the_pairs_are_those_of_plain_sets(found: tuple[dict[str, str], dict[str, str], dict[str, str]]) -> None:
    projects, themes, titles = found
    answer = parallels(network(projects, themes=themes, title=titles), n=100)
    expected = {}
    for p, q in combinations(sorted(projects), 2):
        own = [set(projects[project]) & set(CLUSTERS) for project in (p, q)]
        if not own[0] or not own[1] or own[0] & own[1]:
            continue
        others = [set(projects[project]) - set(CLUSTERS) for project in (p, q)]
        tags = [set(themes[project]) for project in (p, q)]
        shared = [len(a & b) / len(a | b) if a and b else None for a, b in (others, tags)]
        words = set(titles[p].split()) & set(titles[q].split()) - {"og"}
        if any(shared) or words:
            expected[p, q] = tuple(shared)
    table = answer["pairs"]
    # Words that are alike may still weigh too little to count, where each has another word
    least = {pair for pair, shared in expected.items() if any(shared)}
    rows = {(r["left"], r["right"]): (r["partner_jaccard"], r["theme_jaccard"]) for r in table.iter_rows(named=True)}
    assert least <= set(rows) <= set(expected)
    assert rows == {pair: expected[pair] for pair in rows}
    order = [(-r["n_kinds"], -r["similarity"], r["left"], r["right"]) for r in table.iter_rows(named=True)]
    assert order == sorted(order)
    assert table.schema == pl.Schema(COLUMNS)
    totals = dict(answer["coverage"].select("kind", "n_pairs").iter_rows())
    for kind in ("partners", "themes", "wording", "time"):
        assert totals[kind] == table["kinds"].list.contains(kind).sum()


def test_blocks_of_rows_give_what_all_rows_at_once_give(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Network.of(ecograph.load())
    for n in (5, 50):
        at_once = parallels(whole, (), n=n)["pairs"]
        with monkeypatch.context() as patch:
            patch.setattr(pairs_module, "CELLS", 200)
            assert parallels(whole, (), n=n)["pairs"].equals(at_once)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"clusters": ["a", "nobody"]}, "no organisation nobody in the network"),
        ({"clusters": ["a"]}, "found the clusters a, expected two or more, each once; or none"),
        ({"clusters": ["a", "b", "a"]}, "found the clusters a, b, a, expected two or more, each once"),
        ({"n": 0}, "found n = 0, expected the number of pairs, 1 or more"),
        ({"least_wording": 0.0}, "found least_wording = 0, expected a cosine above 0 and at most 1"),
        ({"least_wording": 1.5}, "found least_wording = 1.5"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(asked: dict[str, object], message: str) -> None:
    with pytest.raises(EcographError, match=message):
        parallels(network({"p": "ax", "q": "bx"}), **asked)  # type: ignore[arg-type]


def test_data_without_clusters_says_what_to_ask_instead() -> None:
    answer = parallels(Network.of(Ecosystem.of()))
    assert answer.said[0].en.startswith("There is no organisation of the kind cluster here")
    assert answer["pairs"].schema == pl.Schema(COLUMNS)
    assert answer["coverage"]["share"].null_count() == answer["coverage"].height
    assert answer["coverage"]["reason"][0] == "no project was compared"


def test_weak_evidence_is_said_to_be_weak_and_strong_is_not() -> None:
    weak = parallels(network({"p": "ax", "q": "bx"}))
    assert weak.said[1].en.startswith(
        "Most alike: Sensors in hospitals (the a) and Drones for regions (the b). 1 shared"
    )
    assert weak.said[2].en.startswith("No pair has more than two of the four kinds of evidence")
    strong = parallels(network({"p": "ax", "r": "bx"}, themes={"p": "u", "r": "u"}))
    assert not any("more than two of the four" in words.en for words in strong.said)


def test_what_a_terminal_shows_is_there_and_closed_texts_have_words_in_the_three_languages() -> None:
    found = network({"p": "ax", "q": "bx", "r": "c"}, start={"p": "2010"}, themes={"r": "u", "p": "u"})
    for answer in (parallels(found), parallels(Network.of(Ecosystem.of()))):
        for result in answer.results:
            for language in LANGUAGES:
                assert {name.format(language=language) for name in result.shown} <= set(result.table.columns)
            reasons = {part for reason in result.table["reason"].drop_nulls() for part in reason.split("; ")}
            assert reasons <= set(result.words)
        assert set(answer["coverage"]["kind"]) <= set(answer.results[1].words)
        assert set(answer["pairs"]["time"]) <= set(answer.results[0].words)


def test_the_limit_of_wording_is_written_as_the_language_writes_it() -> None:
    meaning = parallels(network({"p": "ax", "q": "bx"}), least_wording=0.25).results[0].meaning
    assert ("0.25" in meaning.en, "0,25" in meaning.da, "0,25" in meaning.nb) == (True, True, True)


def test_clusters_without_projects_are_an_answer() -> None:
    answer = parallels(network({}))
    said = "Compared: 0 projects of 0 clusters; no two without a common cluster are alike in partners, themes or "
    assert [words.en for words in answer.said] == [said + "wording."]
    assert parallels(Network.of(Ecosystem.of()), ())["pairs"].height == 0


@pytest.fixture(scope="module")
def nordic() -> Network:
    return Network.of(ecograph.load())


def test_no_projects_of_different_bundled_clusters_share_a_partner_that_is_known(nordic: Network) -> None:
    # participations.csv: counted below in plain sets, clusters apart
    answer = parallels(nordic)
    eco = nordic.ecosystem
    clusters = set(eco.organisations.filter(kind="cluster", extent="single")["org_id"])
    single = set(eco.organisations.filter(extent="single")["org_id"])
    meetings = set(eco.projects.filter(kind="meeting")["project_id"])
    within: dict[str, set[str]] = {}
    for org, project in eco.participations.select("org_id", "project_id").iter_rows():
        if org in single and project not in meetings:
            within.setdefault(project, set()).add(org)
    held = {project: orgs & clusters for project, orgs in within.items() if orgs & clusters}
    n_sharing = sum(
        not held[p] & held[q] and bool((within[p] & within[q]) - clusters) for p, q in combinations(sorted(held), 2)
    )
    coverage = {row["kind"]: row for row in answer["coverage"].iter_rows(named=True)}
    assert (coverage["partners"]["n_projects"], coverage["partners"]["n_pairs"]) == (len(held), n_sharing)
    assert answer.said[0].en.startswith(f"Compared: {len(held)} projects of ")


def test_the_bundled_answer_keeps_the_contract(nordic: Network) -> None:
    answer = parallels(nordic)
    table = answer["pairs"]
    assert table.select("left", "right").is_unique().all()
    assert (table["wording_cosine"].drop_nulls() <= 1).all()
    assert table.filter(pl.col("partner_jaccard").is_null() & pl.col("reason").is_null()).height == 0
    alike = table.filter(pl.col("kinds").list.contains("wording"))
    assert (alike["wording_cosine"] >= LEAST_WORDING).all()
    for row in table.iter_rows(named=True):
        assert not set(row["left_clusters"]) & set(row["right_clusters"])
        assert row["rows"] == sorted(set(row["rows"]))
    merger = set(nordic.ecosystem.projects.filter(purpose="merger")["project_id"])
    assert set(table.filter("is_left_merger")["left"]) == set(table["left"]) & merger
    assert all(all(words.in_(language) for language in LANGUAGES) for words in answer.said)
