"""Suggestions of partners: small networks by hand, a second implementation in plain sets, and the bundled data."""

from collections.abc import Mapping, Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from networks import Partners, network_of, networks

import ecograph
from ecograph.analyses.partners import partners
from ecograph.analyses.partners.own_bodies import own_bodies
from ecograph.analyses.partners.suggestions import COLUMNS
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.language import LANGUAGES
from ecograph.network import Network

Row = Mapping[str, object]

CHAIN = {"p": "ac", "q": "cb", "r": "bd"}
"""a - c - b - d, each pair alone in a project."""


def ecosystem(  # noqa: PLR0913 - the tables of a dataset
    organisations: str,
    projects: Partners,
    *,
    facts: Sequence[Row] = (),
    tags: Sequence[Row] = (),
    ties: Sequence[Row] = (),
    memberships: Sequence[Row] = (),
) -> Ecosystem:
    """Return organisations of one letter with their projects; a row of ``facts`` adds to what is known of one."""
    known = {row["org_id"]: dict(row) for row in facts}
    return Ecosystem.of(
        organisations=[{"org_id": o, "name": f"the {o}", "kind": "company"} | known.get(o, {}) for o in organisations],
        projects=[{"project_id": p, "title": f"title {p}", "kind": "project"} for p in projects],
        participations=[
            {"org_id": o, "project_id": p, "role": "partner"} for p, together in projects.items() for o in together
        ],
        frameworks=[{"framework_id": "f", "kind": "topics"}],
        themes=[{"theme_id": t, "framework_id": "f", "label_en": f"theme {t}", "label_da": f"tema {t}"} for t in "uvw"],
        tags=tags,
        ties=ties,
        memberships=memberships,
    )


def tag(subject: str, theme: str) -> Row:
    return {"subject": subject, "theme_id": theme, "basis": "stated"}


def suggested(network: Network, organisation: str, **asked: object) -> list[str]:
    return partners(network, organisation, **asked)["suggestions"]["organisation"].to_list()  # type: ignore[arg-type]


def test_a_chain_by_hand() -> None:
    # b has c in common with a: 1 of the 2 that either has; 1 / ln 2, 1/2, and 1/2 at each of three steps. d has nobody
    answer = partners(network_of("abcd", CHAIN), "a")
    found = answer["suggestions"]
    assert found["organisation"].to_list() == ["b"]
    row = found.row(0, named=True)
    assert (row["rank"], row["n_common"], row["via"], row["via_names"]) == (1, 1, ["c"], ["the c"])
    assert row["adamic_adar"] == pytest.approx(1.442695, abs=1e-6)
    assert row["resource_allocation"] == 0.5
    assert row["two_mode_resource_allocation"] == 0.125
    assert row["two_mode_adamic_adar"] == pytest.approx(3.002781, abs=1e-6)
    assert (row["jaccard"], row["preferential_attachment"]) == (0.5, 2)
    assert row["projects"] == ["p", "q"]
    assert row["evidence_en"] == "Both have worked with the c: the a in p, the b in q."
    assert row["evidence_da"] == "Begge har arbejdet sammen med the c: the a i p, the b i q."
    assert row["evidence_nb"] == "Begge har arbeidet sammen med the c: the a i p, the b i q."
    assert row["rows"] == sorted(f"participations/{o}|{p}|partner|1" for o, p in ("ap", "cp", "cq", "bq"))
    assert (row["theme_fit"], row["reason"]) == (None, "the themes of one of the two are not known")
    assert "the a works with 1 organisation in known projects" in answer.said[0].en


@settings(deadline=None, max_examples=15)
@given(networks())
def test_whoever_is_suggested_is_new_and_has_a_partner_in_common(drawn: tuple[str, Partners]) -> None:
    network = network_of(*drawn)
    together = {o: set().union(*(set(p) for p in drawn[1].values() if o in p)) - {o} for o in drawn[0]}
    for organisation in drawn[0][:3]:
        found = partners(network, organisation)["suggestions"]
        own = together[organisation]
        new = {o: len(own & together[o]) for o in drawn[0] if o not in own | {organisation}}
        assert dict(found.select("organisation", "n_common").iter_rows()) == {o: n for o, n in new.items() if n}
        assert found.schema == pl.Schema(COLUMNS)
        ordered = found["two_mode_resource_allocation"].to_list()
        assert ordered == sorted(ordered, reverse=True)
        for row in found.iter_rows(named=True):
            assert set(row["via"]) <= own & together[row["organisation"]]
            assert all({organisation, row["organisation"]} & set(drawn[1][p]) for p in row["projects"])


def test_a_meeting_is_no_work() -> None:
    eco = ecosystem("abc", {"p": "ac", "q": "cb"})
    meeting = eco.projects.with_columns(kind=pl.when(project_id="q").then(pl.lit("meeting")).otherwise("kind"))
    met = Ecosystem.from_frames("", eco.frames() | {"projects": meeting})
    assert suggested(Network.of(eco), "a") == ["b"]
    assert suggested(Network.of(met), "a") == []


def test_themes_alone_speak_for_a_partner_where_there_is_no_project() -> None:
    # a: u and v; b: u; so the cosine is 1 / sqrt(2)
    eco = ecosystem("abc", {}, tags=[tag("a", "u"), tag("a", "v"), tag("b", "u"), tag("b", "w"), tag("c", "w")])
    answer = partners(Network.of(eco), "a")
    row = answer["suggestions"].row(0, named=True)
    assert answer["suggestions"]["organisation"].to_list() == ["b"]
    assert row["theme_fit"] == pytest.approx(0.5)
    assert row["theme_complementarity"] == pytest.approx(0.5)
    assert (row["shared_themes"], row["new_themes"]) == (["u"], ["w"])
    assert row["adamic_adar"] is None
    assert row["reason"] == "the organisation works with nobody in a known project"
    assert (row["evidence_en"], row["evidence_da"]) == ("Both work on theme u.", "Begge arbejder med tema u.")
    assert row["rows"] == ["tags/a|u", "tags/b|u"]
    assert "works with nobody in a known project" in answer.said[0].en


def test_the_rarest_theme_is_named_first_and_a_theme_without_a_name_in_a_language_by_another() -> None:
    tags = [tag(o, t) for o, t in ("au", "av", "bu", "bv", "cu")]
    row = partners(Network.of(ecosystem("abc", {}, tags=tags)), "a")["suggestions"].row(0, named=True)
    assert row["shared_themes"] == ["v", "u"]
    assert row["evidence_nb"] == "Begge arbeider med theme v og theme u."


def test_an_organisation_of_which_nothing_is_known_has_a_defined_answer() -> None:
    answer = partners(network_of("ab", {}), "a")
    assert answer["suggestions"].height == 0
    assert answer["suggestions"].schema == pl.Schema(COLUMNS)
    assert len(answer.said) == 1
    assert answer.said[0].en.startswith("Nothing speaks for a new partner of the a")


def test_what_was_asked_for_comes_first_and_what_is_not_known_before_what_is_not() -> None:
    facts: list[Row] = [
        {"org_id": "w", "country": "DK", "region": "DK03", "helix": "academia"},
        {"org_id": "x", "country": "NO", "region": None, "helix": "academia"},
        {"org_id": "y", "country": "DK", "region": None, "helix": "academia"},
        {"org_id": "z", "country": "DK", "region": "DK01", "helix": "industry"},
    ]
    #                               w has the weakest path, over the largest project
    network = Network.of(ecosystem("acwxyz", {"p": "ac", "o": "cz", "s": "cxyw"}, facts=facts))
    assert suggested(network, "a") == ["z", "w", "x", "y"]
    assert suggested(network, "a", region="DK03") == ["w", "y", "z", "x"]
    found = partners(network, "a", region="DK03")
    assert found["suggestions"]["is_wanted"].to_list() == [True, None, False, False]
    assert found["suggestions"]["reason"][1].endswith("whether it is what was asked for is not known")
    assert found.said[1].en.startswith("Known to meet the wish: 1 of the 4 listed")
    assert found.said[1].en.endswith("Not known: 1.")
    assert suggested(network, "a", region="DK") == ["z", "w", "y", "x"]
    assert suggested(network, "a", helix="industry", n=1) == ["z"]
    assert suggested(network, "a", country="NO", n=1) == ["x"]
    assert suggested(network, "a", country="NO", helix="industry", n=1) == ["z"]  # nobody is both


def test_greece_is_el_in_the_codes_of_regions() -> None:
    facts = [{"org_id": "b", "country": "GR"}, {"org_id": "x", "country": "DK"}]
    network = Network.of(ecosystem("abcx", {"p": "ac", "q": "cb", "r": "cx"}, facts=facts))
    assert partners(network, "a", region="EL30")["suggestions"]["is_wanted"].to_list() == [None, False]


def test_a_theme_can_be_asked_for() -> None:
    tags = [tag("b", "u"), tag("r", "v")]
    network = Network.of(ecosystem("abcxy", {"p": "ac", "q": "cb", "r": "cx", "s": "cy"}, tags=tags))
    found = partners(network, "a", themes=["v", "w"])["suggestions"]
    # c takes part in r, and so works on v, but is a partner already; nothing is known of y
    assert found.select("organisation", "is_wanted").rows() == [("x", True), ("y", None), ("b", False)]


def test_the_list_can_be_ordered_by_what_others_would_bring() -> None:
    # a works on u. b works on u too, x on v: cosines 1 and 0. Nothing is known of y. All have c in common with a
    tags = [tag("a", "u"), tag("b", "u"), tag("x", "v")]
    network = Network.of(ecosystem("abcxy", {"p": "ac", "q": "cb", "r": "cx", "s": "cy"}, tags=tags))
    assert suggested(network, "a", by="theme_complementarity") == ["x", "b", "y"]
    assert suggested(network, "a", by="theme_fit") == ["b", "x", "y"]
    answer = partners(network, "a", by="theme_complementarity")
    first = answer["suggestions"].row(0, named=True)
    assert (first["theme_complementarity"], first["new_themes"], first["via"]) == (1, ["v"], ["c"])
    assert "The list is ordered by complementarity of themes, as was asked for." in [words.en for words in answer.said]
    shown = answer.results[0].shown
    assert shown.count("theme_complementarity") == 1


def test_the_first_suggestions_are_told_with_their_evidence() -> None:
    said = [words.en for words in partners(network_of("abcd", CHAIN), "a").said]
    assert said[1] == "the b: Both have worked with the c: the a in p, the b in q."


def test_what_a_terminal_shows_is_there_and_every_reason_has_words_in_the_three_languages() -> None:
    tags = [tag("b", "u"), tag("z", "u"), tag("y", "u")]
    network = Network.of(ecosystem("abcyz", {"p": "ac", "q": "cb"}, tags=tags))
    for organisation in ("a", "z"):
        for result in partners(network, organisation, region="DK01", helix="industry").results:
            for language in LANGUAGES:
                assert {name.format(language=language) for name in result.shown} <= set(result.table.columns)
            columns = [name for name in ("reason", "relation") if name in result.table.columns]
            said = [text for name in columns for text in result.table[name].drop_nulls().to_list()]
            assert {part for text in said for part in text.split("; ")} <= set(result.words)


def test_bodies_that_belong_together_are_not_suggested() -> None:
    ties = [
        ("a", "merged_into", "m"),
        ("n", "merged_into", "m"),
        ("a", "part_of", "w"),
        ("w", "part_of", "v"),
        ("x", "part_of", "w"),
        ("a", "owner", "o"),
        ("z", "cooperates_with", "a"),
    ]
    eco = ecosystem(
        "acmnovwxyzkl",
        {"p": "ac", "q": "cmnovwxyzkl"},
        facts=[{"org_id": "y", "parent_id": "o"}],
        ties=[{"tie_id": f"t{i}", "subject": s, "kind": k, "object": o} for i, (s, k, o) in enumerate(ties)],
        memberships=[
            {"org_id": "a", "cluster_id": "k", "role": "member"},
            {"org_id": "l", "cluster_id": "a", "role": "member"},
            {"org_id": "o", "cluster_id": "a", "role": "member"},
        ],
    )
    network = Network.of(eco)
    found = own_bodies(network, "a").table
    assert dict(found.select("organisation", "relation").iter_rows()) == {
        "m": "same",
        "n": "same",
        "w": "above",
        "v": "above",
        "o": "below",
        "y": "below",
        "k": "cluster",
        "l": "member",
    }
    rows = dict(found.select("organisation", "rows").iter_rows())
    assert rows["m"] == ["ties/t0", "ties/t1"]
    assert rows["y"] == ["organisations/y"]
    assert rows["o"] == ["memberships/o|a|1", "organisations/y", "ties/t5"]
    # x is another part of the same whole, and z a body that it works with in another way: both are other bodies
    assert suggested(network, "a") == ["x", "z"]


def test_a_body_that_has_merged_is_shown_with_its_successor() -> None:
    ties = [{"tie_id": "t", "subject": "b", "kind": "merged_into", "object": "s"}]
    row = partners(Network.of(ecosystem("abcs", {"p": "ac", "q": "cb"}, ties=ties)), "a")["suggestions"].row(
        0, named=True
    )
    assert (row["organisation"], row["successor"], row["successor_name"]) == ("b", "s", "the s")


def test_the_smallest_project_is_named_and_all_partners_in_common_are_counted() -> None:
    projects = {"big": "acdef", "own": "ac", "q": "cb", "r": "db"}
    row = partners(network_of("abcdef", projects), "a")["suggestions"].row(0, named=True)
    assert row["evidence_en"] == "Both have worked with the c: the a in own, the b in q. 2 partners in common in all."
    assert row["via"] == ["c", "d"]
    assert row["projects"] == ["big", "own", "q", "r"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"organisation": "nobody"}, "no organisation nobody in the network"),
        ({"by": "jaccard"}, "no score 'jaccard' to order by: choose from two_mode_resource_allocation"),
        ({"n": 0}, "found n = 0, expected the number of suggestions, 1 or more"),
        ({"helix": "industri"}, "no helix 'industri': choose from industry"),
        ({"region": "Syddanmark"}, "no region 'Syddanmark': write a NUTS code"),
        ({"country": "XX"}, "no country 'XX'"),
        ({"themes": ["u", "t", "s"]}, "no theme s, t: name themes by their id"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(asked: dict[str, object], message: str) -> None:
    network = Network.of(ecosystem("ac", {"p": "ac"}))
    with pytest.raises(EcographError, match=message):
        partners(network, **{"organisation": "a", **asked})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def nordic() -> Network:
    return Network.of(ecograph.load())


def test_the_bundled_clusters_have_answers_that_keep_the_contract(nordic: Network) -> None:
    known = {f"{name}/" for name in ("participations", "tags")}
    for organisation in ("welfare-tech", "nscc", "dlsc"):
        answer = partners(nordic, organisation)
        found = answer["suggestions"]
        assert found["organisation"].is_unique().all()
        assert found["rank"].to_list() == list(range(1, found.height + 1))
        assert found.filter(pl.any_horizontal(pl.col("theme_fit", "adamic_adar").is_null()))["reason"].null_count() == 0
        for rows in found["rows"]:
            assert rows.to_list() == sorted(set(rows))
            assert all(row.startswith(tuple(known)) for row in rows)
        own = set(answer["own_bodies"]["organisation"])
        assert not own & set(found["organisation"])
        assert all(all(words.in_(language) for language in LANGUAGES) for words in answer.said)


def test_welfare_tech_is_pointed_to_norway_health_tech_through_the_norwegian_smart_care_cluster(
    nordic: Network,
) -> None:
    # participations.csv: Welfare Tech and NSCC in norden3c and norcare, NSCC and Norway Health Tech in helsekatapult
    found = partners(nordic, "welfare-tech")["suggestions"]
    row = found.filter(organisation="norway-health-tech").row(0, named=True)
    assert (row["rank"], row["via"]) == (2, ["nscc"])
    assert {"norcare", "norden3c", "helsekatapult"} <= set(row["projects"])
    assert row["successor"] == "nht-nscc"
    # ties.csv: it merged into the Danish Life Science Cluster with four others
    assert not {"dlsc", "mtic", "chc", "lsi", "biopeople"} & set(found["organisation"])


def test_the_bundled_data_says_that_it_is_too_thin_for_a_test(nordic: Network) -> None:
    answer = partners(nordic, "welfare-tech")
    assert answer["evaluation"]["is_thin"].all()
    assert "too few for a test" in answer.said[-1].en
    assert "There is too little data to choose the score" in answer.said[-2].en
