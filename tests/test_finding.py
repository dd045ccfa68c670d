"""The findings in words: true of the data they are computed from, in three languages.

Expected sentences and numbers are worked out by hand on ecosystems of a few rows.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.ecosystem import Ecosystem
from ecograph.finding import (
    FINDINGS,
    Finding,
    border,
    bridge_builder,
    closest_clusters,
    findings,
    largest_payer,
    merging_clusters,
)
from ecograph.language import LANGUAGES, Words
from ecograph.network import Network
from ecograph.schema import TABLES

Row = dict[str, Any]


def organisations(ids: str, **more: object) -> list[Row]:
    return [{"org_id": org, "name": org.upper(), "kind": "company", **more} for org in ids]


def projects(ids: str, **more: object) -> list[Row]:
    return [{"project_id": name, "title": name, "kind": "project", **more} for name in ids]


def participations(*pairs: str) -> list[Row]:
    """Return participations written as organisation and project: ap is a in p."""
    return [{"org_id": pair[0], "project_id": pair[1], "role": "partner"} for pair in pairs]


def found(find: Callable[[Network], Finding | None], ecosystem: Ecosystem) -> Finding:
    finding = find(Network.of(ecosystem))
    assert finding is not None
    return finding


@pytest.mark.parametrize("find", FINDINGS)
def test_nothing_is_said_of_nothing(find: Callable[[Network], Finding | None]) -> None:
    assert find(Network.of(Ecosystem.of())) is None


def test_findings_come_in_the_order_of_their_weight_without_those_that_say_nothing() -> None:
    ecosystem = Ecosystem.of(
        organisations=organisations("ab", country="DK") + organisations("c", country="NO"),
        projects=projects("pq"),
        participations=participations("ap", "bp", "aq", "cq"),
    )
    assert [finding.name for finding in findings(Network.of(ecosystem))] == ["border"]
    assert findings(Network.of(Ecosystem.of())) == ()


# -- who holds it together


def test_the_bridge_builder_and_the_next() -> None:
    # the chain a - p - b - q - c - r - d with e beside a in p, and f in nothing. By hand, between others lie: b on the
    # paths of {a, e, p} with {q, c, r, d}: 3 * 4 = 12, c on those of {a, e, p, b, q} with {r, d}: 5 * 2 = 10
    ecosystem = Ecosystem.of(
        organisations=organisations("abcdef"),
        projects=projects("pqr"),
        participations=participations("ap", "ep", "bp", "bq", "cq", "cr", "dr"),
    )
    finding = found(bridge_builder, ecosystem)
    # by hand: the greatest for 5 organisations and 3 projects is s = 1, t = 1: (9 * 4 + 3 * 2 * 0 - 1 * 4) / 2 = 16
    assert finding.text == Words(
        en="B holds the ecosystem together more than anyone: it lies on more of the shortest "
        "routes between others than any other (betweenness 0.750) and takes part in 2 projects. "
        "Next comes C (0.625). Counted among the 5 organisations that take part in a project.",
        da="B binder økosystemet sammen mere end nogen anden: den ligger på flest af de korteste veje mellem andre "
        "(betweenness 0,750) og deltager i 2 projekter. Derefter kommer C (0,625). Regnet blandt de 5 organisationer, "
        "der deltager i et projekt.",
        nb="B binder økosystemet sammen mer enn noen annen: den ligger på flest av de korteste veiene mellom andre "
        "(betweenness 0,750) og deltar i 2 prosjekter. Deretter kommer C (0,625). Regnet blant de 5 organisasjonene "
        "som deltar i et prosjekt.",
    )
    assert finding.rows == tuple(f"participations/{o}|{p}|partner|1" for o, p in ("bp", "bq", "cq", "cr"))


def test_a_project_in_two_roles_is_one_project_of_the_bridge_builder() -> None:
    twice = [{"org_id": "b", "project_id": "p", "role": "lead"}]
    ecosystem = Ecosystem.of(
        organisations=organisations("abcde"),
        projects=projects("pqr"),
        participations=participations("ap", "ep", "bp", "bq", "cq", "cr", "dr") + twice,
    )
    assert "takes part in 2 projects" in found(bridge_builder, ecosystem).text.en


def test_two_that_are_equal_are_named_together() -> None:
    # the chain a - p - b - q - c - r - d: by hand, b and c each lie between 2 and 4 others
    ecosystem = Ecosystem.of(
        organisations=organisations("abcd"),
        projects=projects("pqr"),
        participations=participations("ap", "bp", "bq", "cq", "cr", "dr"),
    )
    finding = found(bridge_builder, ecosystem)
    # by hand: 2 * 4 = 8 of the greatest for 4 and 3: s = 1, t = 0: (9 * 4 + 3 * 2 * -2 - 0) / 2 = 12
    assert finding.text.en == (
        "B and C hold the ecosystem together more than anyone: each lies on equally many of the shortest routes "
        "between others (betweenness 0.667). Counted among the 4 organisations that take part in a project."
    )
    assert finding.text.da.startswith("B og C binder økosystemet sammen mere end nogen anden: de ligger på lige mange")
    assert finding.text.nb.startswith("B og C binder økosystemet sammen mer enn noen annen: de ligger på like mange")
    assert finding.rows == tuple(f"participations/{o}|{p}|partner|1" for o, p in ("bp", "bq", "cq", "cr"))


def test_nobody_stands_out_where_more_than_three_are_equal() -> None:
    # a ring of four organisations and four projects
    ecosystem = Ecosystem.of(
        organisations=organisations("abcd"),
        projects=projects("pqrs"),
        participations=participations("ap", "bp", "bq", "cq", "cr", "dr", "ds", "as"),
    )
    assert bridge_builder(Network.of(ecosystem)) is None


# -- the merger


def merger(*pairs: str, clusters: str = "ab", others: str = "") -> Ecosystem:
    """Return clusters in the merger projects m and n and the ordinary projects p and q."""
    return Ecosystem.of(
        organisations=organisations(clusters, kind="cluster") + organisations(others),
        projects=projects("mn", purpose="merger") + projects("pq"),
        participations=participations(*pairs),
    )


def test_two_clusters_whose_only_joint_projects_are_their_merger() -> None:
    finding = found(merging_clusters, merger("am", "bm", "ap", "bq"))
    assert finding.text == Words(
        en="A and B were to merge. They shared 1 project; without the projects made for the merger, none. Their joint "
        "projects were the merger itself.",
        da="A og B skulle fusioneres. De har 1 projekt til fælles; uden de projekter, der blev lavet for fusionens "
        "skyld, ingen. Deres fælles projekter var selve fusionen.",
        nb="A og B skulle slås sammen. De har 1 prosjekt felles; uten prosjektene som ble laget for sammenslåingens "
        "skyld, ingen. Deres felles prosjekter var selve sammenslåingen.",
    )
    assert finding.rows == ("participations/a|m|partner|1", "participations/b|m|partner|1")


def test_two_clusters_that_share_other_projects_too() -> None:
    finding = found(merging_clusters, merger("am", "bm", "an", "bn", "ap", "bp"))
    assert finding.text == Words(
        en="A and B were to merge. They shared 3 projects; without the projects made for the merger, 1.",
        da="A og B skulle fusioneres. De har 3 projekter til fælles; uden de projekter, der blev lavet for fusionens "
        "skyld, 1.",
        nb="A og B skulle slås sammen. De har 3 prosjekter felles; uten prosjektene som ble laget for sammenslåingens "
        "skyld, 1.",
    )


def test_the_pairs_of_three_clusters_are_counted() -> None:
    finding = found(merging_clusters, merger("am", "bm", "cm", "ap", "bp", clusters="abc"))
    assert finding.text == Words(
        en="A, B and C were to merge. All of their 3 pairs shared a project; without the projects made for the merger, "
        "1 did.",
        da="A, B og C skulle fusioneres. Alle 3 par har et fælles projekt; uden de projekter, der blev lavet for "
        "fusionens skyld, har 1 det.",
        nb="A, B og C skulle slås sammen. Alle de 3 parene har et felles prosjekt; uten prosjektene som ble laget for "
        "sammenslåingens skyld, har 1 det.",
    )


def test_pairs_that_share_nothing_are_told_from_those_that_do() -> None:
    # by hand: a, b and c met about the merger, which is no joint project; in p only a and b take part
    ecosystem = Ecosystem.of(
        organisations=organisations("abc", kind="cluster"),
        projects=projects("m", purpose="merger", kind="meeting") + projects("p"),
        participations=participations("am", "bm", "cm", "ap", "bp"),
    )
    assert found(merging_clusters, ecosystem).text == Words(
        en="A, B and C were to merge. Of their 3 pairs, 1 shared a project; without the projects made for the merger, "
        "1 did.",
        da="A, B og C skulle fusioneres. Af deres 3 par har 1 et fælles projekt; uden de projekter, der blev lavet for "
        "fusionens skyld, har 1 det.",
        nb="A, B og C skulle slås sammen. Av deres 3 par har 1 et felles prosjekt; uten prosjektene som ble laget for "
        "sammenslåingens skyld, har 1 det.",
    )


def test_three_clusters_without_other_joint_projects() -> None:
    finding = found(merging_clusters, merger("am", "bm", "cm", clusters="abc"))
    assert finding.text.en.endswith("made for the merger, none did. Their joint projects were the merger itself.")
    assert finding.text.da.endswith("har ingen det. Deres fælles projekter var selve fusionen.")
    assert finding.text.nb.endswith("har ingen det. Deres felles prosjekter var selve sammenslåingen.")


def test_a_cluster_in_fewer_of_the_merger_projects_was_not_to_merge() -> None:
    # c is in one of the two merger projects only, x is no cluster
    finding = found(merging_clusters, merger("am", "bm", "an", "bn", "cn", "xm", "xn", clusters="abc", others="x"))
    assert finding.text.en.startswith("A and B were to merge.")


def test_clusters_of_two_mergers_are_not_said_to_merge_with_each_other() -> None:
    finding = found(merging_clusters, merger("am", "bm", "cn", "dn", clusters="abcd"))
    assert finding.text.en.startswith("A and B were to merge.")


@pytest.mark.parametrize("pairs", [(), ("ap", "bp"), ("am",), ("am", "bn"), ("xm", "am")])
def test_a_merger_is_of_two_clusters_in_one_merger_project(pairs: tuple[str, ...]) -> None:
    assert merging_clusters(Network.of(merger(*pairs, others="x"))) is None


def test_clusters_that_only_met_about_a_merger_share_nothing_to_speak_of() -> None:
    ecosystem = Ecosystem.of(
        organisations=organisations("ab", kind="cluster"),
        projects=projects("m", purpose="merger", kind="meeting"),
        participations=participations("am", "bm"),
    )
    assert merging_clusters(Network.of(ecosystem)) is None


# -- the closest clusters


def test_the_closest_clusters() -> None:
    # by hand: a in p, q; b in p, q and the merger m; c in q. a and b share 2 of 2, without m
    finding = found(closest_clusters, merger("ap", "aq", "bp", "bq", "bm", "cq", clusters="abc"))
    assert finding.text == Words(
        en="The two clusters that share most are A and B: 2 projects, or 100% of all projects that at least one of "
        "them takes part in (Jaccard 1.0000). Meetings and projects made for a merger are not counted.",
        da="De to klynger, der deler mest, er A og B: 2 projekter, svarende til 100\u00a0% af alle projekter, som "
        "mindst én af dem deltager i (Jaccard 1,0000). Møder og projekter lavet for en fusion er ikke talt med.",
        nb="De to klyngene som deler mest, er A og B: 2 prosjekter, det vil si 100\u00a0% av alle prosjekter som "
        "minst én av dem deltar i (Jaccard 1,0000). Møter og prosjekter laget for en sammenslåing er ikke regnet med.",
    )
    assert finding.rows == tuple(f"participations/{o}|{p}|partner|1" for o, p in ("ap", "aq", "bp", "bq"))


def test_one_shared_project_and_another_pair_with_as_many() -> None:
    # by hand: a and b share p of p and q, b and c share q of p and q: the first by id, and one other pair
    finding = found(closest_clusters, merger("ap", "bp", "bq", "cq", clusters="abc"))
    assert "A and B: 1 project, or 50% of all" in finding.text.en
    assert "(Jaccard 0.5000). 1 other pair shares as many. Meetings" in finding.text.en
    assert "(Jaccard 0,5000). 1 andet par deler lige så mange. Møder" in finding.text.da
    assert "(Jaccard 0,5000). 1 annet par deler like mange. Møter" in finding.text.nb


def test_several_other_pairs_with_as_many() -> None:
    finding = found(closest_clusters, merger("ap", "bp", "cp", clusters="abc"))
    assert "(Jaccard 1.0000). 2 other pairs share as many. Meetings" in finding.text.en
    assert "2 andre par deler lige så mange." in finding.text.da
    assert "2 andre par deler like mange." in finding.text.nb


def test_of_pairs_that_share_as_many_the_one_with_the_greater_share_is_named() -> None:
    # by hand: a and b share 1 of 3 (p of p, q, m is a merger), c and d 1 of 1
    ecosystem = Ecosystem.of(
        organisations=organisations("abcd", kind="cluster"),
        projects=projects("pqr"),
        participations=participations("ap", "aq", "bp", "cr", "dr"),
    )
    assert "are C and D: 1 project, or 100%" in found(closest_clusters, ecosystem).text.en


def test_clusters_that_share_only_their_merger_are_not_close() -> None:
    assert closest_clusters(Network.of(merger("am", "bm"))) is None


# -- across the border


def test_the_border_and_who_crosses_it() -> None:
    # by hand: DK has a, b, c, NO has d, e; they meet in p (a, d) and q (a, b, e); r is only
    # Norwegian, t only Swedish. Of the two, a is in both, d and e are in one each
    ecosystem = Ecosystem.of(
        organisations=[
            *organisations("abc", country="DK"),
            *organisations("de", country="NO"),
            *organisations("s", country="SE"),
            *organisations("x"),
        ],
        projects=projects("pqrt"),
        participations=participations("ap", "dp", "aq", "bq", "eq", "dr", "st", "xp"),
    )
    finding = found(border, ecosystem)
    assert finding.text == Words(
        en="Organisations from Denmark and Norway meet in 2 of 3 projects that at least one side takes part in; A, D "
        "and E are there most often.",
        da="Organisationer fra Danmark og Norge mødes i 2 af 3 projekter, som mindst én af siderne deltager i; "
        "oftest er A, D og E med.",
        nb="Organisasjoner fra Danmark og Norge møtes i 2 av 3 prosjekter som minst én av sidene deltar i; oftest er "
        "A, D og E med.",
    )
    assert finding.rows == tuple(f"participations/{o}|{p}|partner|1" for o, p in ("ap", "dp", "xp", "aq", "bq", "eq"))


def test_two_countries_that_never_meet() -> None:
    ecosystem = Ecosystem.of(
        organisations=organisations("a", country="DK") + organisations("b", country="NO"),
        projects=projects("p"),
        participations=participations("ap"),
    )
    finding = found(border, ecosystem)
    assert finding.text == Words(
        en="Organisations from Denmark and Norway meet in none of 1 project that at least one side takes part in.",
        da="Organisationer fra Danmark og Norge mødes i ingen af 1 projekt, som mindst én af siderne deltager i.",
        nb="Organisasjoner fra Danmark og Norge møtes i ingen av 1 prosjekt som minst én av sidene deltar i.",
    )
    assert finding.rows == ()


def meeting(*pairs: str) -> Ecosystem:
    """Return the Danish a to e and the Norwegian v to z in the projects p and q."""
    bodies = organisations("abcde", country="DK") + organisations("vwxyz", country="NO")
    return Ecosystem.of(organisations=bodies, projects=projects("pq"), participations=participations(*pairs))


@pytest.mark.parametrize(
    ("pairs", "en"),
    [
        (("ap", "bp", "cp", "vp"), "; A, B, C and V are there most often."),  # three of a side stand out
        (("ap", "bp", "cp", "dp", "vp"), "; V is there most often."),  # four do not
        (("ap", "vp", "wp", "xp", "yp", "vq", "aq"), "; A and V are there most often."),  # v is in two, w to y in one
        (("ap", "bp", "cp", "dp", "vp", "wp", "xp", "yp"), " takes part in."),
    ],
)
def test_all_who_are_at_the_border_equally_often_are_named_unless_they_are_many(
    pairs: tuple[str, ...], en: str
) -> None:
    assert found(border, meeting(*pairs)).text.en.endswith(en)


def test_one_who_is_at_the_border_most_often_in_danish_and_norwegian() -> None:
    text = found(border, meeting("ap", "bp", "cp", "dp", "vp")).text
    assert text.da.endswith("; oftest er V med.")
    assert text.nb.endswith("; oftest er V med.")


def test_one_country_has_no_border() -> None:
    bodies = organisations("a", country="DK") + organisations("b") + organisations("c", country="NO", extent="unnamed")
    ecosystem = Ecosystem.of(organisations=bodies, projects=projects("p"), participations=participations("ap", "bp"))
    assert border(Network.of(ecosystem)) is None


def test_countries_without_any_project_do_not_meet_or_miss() -> None:
    bodies = organisations("a", country="DK") + organisations("b", country="NO")
    assert border(Network.of(Ecosystem.of(organisations=bodies, projects=projects("p")))) is None


# -- the largest payer

RATES = [{"year": 2020, "currency": "DKK", "rate_per_eur": 7.5}, {"year": 2021, "currency": "DKK", "rate_per_eur": 7.5}]


def grant(flow_id: str, payer: str | None, amount: float | None, **more: object) -> Row:
    """Return a grant in 2020, exact in Danish kroner but for what is said otherwise."""
    is_known = amount is not None
    return {
        "flow_id": flow_id,
        "payers": [payer] if payer else None,
        "recipients": ["e"],
        "amount": amount,
        "qualifier": "exact" if is_known else None,
        "currency": "DKK" if is_known else None,
        "from": "2020",
        "kind": "grant",
        "level": "grant",
    } | {name.rstrip("_"): value for name, value in more.items()}


def payments(*flows: Row) -> Ecosystem:
    """Return payments among the organisations a to e, the programme p, pool q, portfolio r and project s."""
    kinds = zip("pqrs", ("programme", "pool", "portfolio", "project"), strict=True)
    return Ecosystem.of(
        organisations=organisations("abcde", kind="fund"),
        projects=[row for name, kind in kinds for row in projects(name, kind=kind)],
        flows=flows,
        rates=RATES,
    )


def test_the_largest_payer() -> None:
    ecosystem = payments(
        grant("f", "a", 10e6, qualifier="about"), grant("g", "a", 1.25e6, from_="2021"), grant("h", "b", 2e6)
    )
    finding = found(largest_payer, ecosystem)
    # by hand: 9 to 11 million and 1.25 million
    assert finding.text == Words(
        en="The largest known payer of grants to single projects and organisations is A: 10.2–12.2 million DKK in "
        "2 grants (beginning 2020–2021). Programme totals, joint amounts, budgets and calls are not counted, since "
        "they cannot be split or would be counted twice, nor are grants without a known amount in kroner.",
        da="Den største kendte bidragyder til enkeltprojekter og organisationer er A: 10,2–12,2 mio. kr. i 2 tilskud "
        "(påbegyndt 2020–2021). Samlede programbeløb, beløb fra flere, budgetter og udbudte puljer er ikke talt med, "
        "da de ikke kan deles op eller ville blive talt to gange, og heller ikke tilskud uden et kendt beløb i kroner.",
        nb="Den største kjente bidragsyteren til enkeltprosjekter og organisasjoner er A: 10,2–12,2 mill. danske "
        "kroner i 2 tilskudd (påbegynt 2020–2021). Samlede programbeløp, beløp fra flere, budsjetter og utlysninger "
        "er ikke regnet med, siden de ikke kan deles opp eller ville blitt regnet to ganger, og heller ikke tilskudd "
        "uten et kjent beløp i kroner.",
    )
    assert finding.rows == ("flows/f", "flows/g")


def test_less_than_a_million_is_said_in_kroner() -> None:
    finding = found(largest_payer, payments(grant("f", "a", 40000.0)))
    assert "A: 40,000 DKK in 1 grant (2020)." in finding.text.en
    assert "A: 40.000 kr. i 1 tilskud (2020)." in finding.text.da
    assert "A: 40\u00a0000 danske kroner i 1 tilskudd (2020)." in finding.text.nb


def test_an_interval_too_narrow_to_see_is_one_number() -> None:
    ecosystem = payments(grant("f", "a", 90e6), grant("g", "a", 1000.0, qualifier="about"))
    assert "A: 90.0 million DKK in 2 grants" in found(largest_payer, ecosystem).text.en


def test_a_yearly_grant_is_one_grant() -> None:
    finding = found(largest_payer, payments(grant("f", "a", 3e6, to="2021", basis="yearly")))
    assert "A: 6.0 million DKK in 1 grant (2020)." in finding.text.en
    assert finding.rows == ("flows/f",)


def test_a_grant_without_an_amount_is_not_among_the_grants_counted() -> None:
    finding = found(largest_payer, payments(grant("f", "a", 3e6), grant("g", "a", None)))
    assert "in 1 grant (2020)." in finding.text.en
    assert finding.rows == ("flows/f",)


def test_of_the_total_of_a_programme_only_the_part_of_a_single_project_counts() -> None:
    # by hand: a grants 9 million to the programme p, of which 2 million to the project s; b grants 3 million to e
    total = grant("f", "a", 9e6, recipients=["p"])
    ecosystem = payments(total, grant("g", "a", 2e6, recipients=["s"], part_of="f"), grant("h", "b", 3e6))
    assert "is B: 3.0 million DKK in 1 grant (2020)." in found(largest_payer, ecosystem).text.en
    more = payments(total, grant("g", "a", 4e6, recipients=["s"], part_of="f"), grant("h", "b", 3e6))
    assert "is A: 4.0 million DKK in 1 grant (2020)." in found(largest_payer, more).text.en
    assert found(largest_payer, more).rows == ("flows/g",)


def test_grants_without_a_year() -> None:
    finding = found(largest_payer, payments(grant("f", "a", 3e6, from_=None)))
    assert "in 1 grant (year not known)." in finding.text.en
    assert "i 1 tilskud (ukendt år)." in finding.text.da
    assert "i 1 tilskudd (ukjent år)." in finding.text.nb
    partly = found(largest_payer, payments(grant("f", "a", 3e6, from_=None), grant("g", "a", 1e6)))
    assert "in 2 grants (2020, some without a year)." in partly.text.en
    assert "(2020, nogle uden år)" in partly.text.da
    assert "(2020, noen uten år)" in partly.text.nb
    several = [grant("f", "a", 3e6, from_=None), grant("g", "a", 1e6), grant("h", "a", 1e6, from_="2021")]
    assert "in 3 grants (beginning 2020–2021, some without a year)." in found(largest_payer, payments(*several)).text.en


def test_who_may_have_paid_as_much_is_named() -> None:
    # by hand: a paid 9 to 11 million, b 10 million, c 8 million
    ecosystem = payments(grant("f", "a", 10e6, qualifier="about"), grant("g", "b", 10e6), grant("h", "c", 8e6))
    finding = found(largest_payer, ecosystem)
    assert "(2020). By what is known it could also be B. Programme" in finding.text.en
    assert "(2020). Efter det, der vides, kan det også være B. Samlede" in finding.text.da
    assert "(2020). Etter det som er kjent, kan det også være B. Samlede" in finding.text.nb


def test_two_rivals_are_named_and_of_more_nobody_is_the_largest() -> None:
    equal = [grant(f"f{payer}", payer, 1e6) for payer in "abcd"]
    assert "A: 1.0 million DKK" in found(largest_payer, payments(*equal[:3])).text.en
    assert "could also be B and C." in found(largest_payer, payments(*equal[:3])).text.en
    assert largest_payer(Network.of(payments(*equal))) is None


@pytest.mark.parametrize(
    "flow",
    [
        grant("f", "a", None),
        grant("f", None, 1e6),
        grant("f", "a", 1e6, payers=["a", "b"]),
        grant("f", "a", 1e6, recipients=None),
        grant("f", "a", 1e6, recipients=["p"]),
        grant("f", "a", 1e6, recipients=["q"]),
        grant("f", "a", 1e6, recipients=["r"]),
        grant("f", "a", 1e6, recipients=["p", "s"]),
        grant("f", "a", 1e6, level="budget"),
        grant("f", "a", 1e6, level="call"),
        grant("f", "a", 1e6, level="paid"),  # may be the payment of a grant that stands here too
        grant("f", "a", 1e6, qualifier="at_least"),
        grant("f", "a", 1e6, currency="SEK"),
        grant("f", "a", 1e6, kind="procurement"),
    ],
)
def test_what_is_no_known_grant_of_one_payer_makes_no_largest_payer(flow: Row) -> None:
    assert largest_payer(Network.of(payments(flow))) is None


# -- all of them, on any data


@st.composite
def ecosystems(draw: st.DrawFn) -> Ecosystem:
    orgs, names = "abcdefg", "pqrs"
    pairs = [org + name for org in orgs for name in names]
    return Ecosystem.of(
        organisations=[
            {
                "org_id": org,
                "name": org.upper(),
                "kind": draw(st.sampled_from(["cluster", "fund"])),
                "country": draw(st.sampled_from([None, "DK", "NO"])),
            }
            for org in orgs
        ],
        projects=[
            {"project_id": p, "title": p, "kind": "project", "purpose": draw(st.sampled_from([None, "merger"]))}
            for p in names
        ],
        participations=participations(*draw(st.lists(st.sampled_from(pairs), unique=True, min_size=6, max_size=20))),
        flows=[
            grant(f"f{i}", draw(st.sampled_from("abc")), draw(st.sampled_from([None, 1.0, 12345.0, 7e6])))
            for i in range(draw(st.integers(0, 5)))
        ],
        rates=RATES,
    )


@pytest.mark.slow
@given(ecosystems())
@settings(max_examples=40, deadline=None)
def test_every_finding_is_whole_in_each_language_and_rests_on_rows_of_the_dataset(ecosystem: Ecosystem) -> None:
    known = {
        f"{table.name}/{'|'.join(str(row[part]) for part in table.key)}"
        for table in TABLES
        for row in ecosystem[table.name].to_dicts()
    }
    for finding in findings(Network.of(ecosystem)):
        assert set(finding.rows) <= known
        assert len(set(finding.rows)) == len(finding.rows)
        for language in LANGUAGES:
            text = finding.text.in_(language)
            assert text.endswith(".")
            assert not re.search(r"[{}]|None|nan|inf\b|  | \.|\.\.", text), text
            assert not re.search(r"\b1 (projects|pairs|grants|projekter|prosjekter)\b", text), text
