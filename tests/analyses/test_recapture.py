"""Members estimated from two lists, where the conditions can hold.

By hand: lists of 10 and 15 with 7 on both give 11 * 16 / 8 - 1 = 21. The bundled dataset has no two such lists.
"""

import polars as pl
import pytest
from promises import keeps_promises

import ecograph
from ecograph.analyses.answer import Result
from ecograph.analyses.overlap.recapture import recapture, said_recapture
from ecograph.ecosystem import Ecosystem
from ecograph.metrics.holdings import clusters, each
from ecograph.network import Network

Row = dict[str, object]

FIRST, SECOND = "abcdefghij", "abcdefgklmnopqr"  # 10 and 15 letters, a to g on both


def listed(lists: dict[str, str], sources: list[Row], **more: object) -> Network:
    """Return a cluster Z whose members, of one letter, are listed by sources."""
    everybody = sorted(set("".join(lists.values())))
    stated: Row = {"cluster_id": "Z", "role": "member"}
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": "Z", "name": "the Z", "kind": "cluster"}]
            + [{"org_id": m, "name": m, "kind": "company"} for m in everybody],
            sources=sources,
            memberships=[
                stated | {"org_id": m, "seq": seq, "source_id": source} | more
                for seq, (source, members) in enumerate(lists.items(), 1)
                for m in members
            ],
        )
    )


def source(name: str, published: str | None = "2020", publisher: str | None = None) -> Row:
    return {"source_id": name, "title": name, "published": published, "publisher": publisher}


def asked(network: Network) -> Result:
    return recapture(network, each("Z"))


def test_two_independent_lists_of_the_same_time_give_an_estimate() -> None:
    whole = listed({"s": FIRST, "t": SECOND}, [source("s"), source("t")])
    result = asked(whole)
    row = result.table.row(0, named=True)
    assert (row["first_source"], row["second_source"]) == ("t", "s")  # the longer first
    assert (row["n_sources"], row["n_first"], row["n_second"], row["n_both"]) == (2, 15, 10, 7)
    assert row["estimate"] == pytest.approx(21)
    assert row["low"] == 18  # as many are on either list
    # by hand: the variance is 11 * 16 * 3 * 8 / (64 * 9) = 22 / 3
    assert row["high"] == pytest.approx(21 + 1.959964 * (22 / 3) ** 0.5)
    assert row["reason"] is None
    assert len(row["rows"]) == 25
    keeps_promises(result, whole.ecosystem, ("estimate", "low", "high"))
    assert said_recapture(result)[0].en == (
        "the Z: two independent lists of 15 and 10 members, with 7 on both, point to about 21 members (18 to 26)."
    )


@pytest.mark.parametrize(
    ("sources", "second", "reason"),
    [
        ([source("s", publisher="p"), source("t", publisher="p")], SECOND, "both lists are of one publisher: p"),
        ([source("s"), source("t", None)], SECOND, "no date shows that both lists are of the same time"),
        ([source("s", "2017"), source("t", "2020")], SECOND, "the lists are more than a year apart"),
        ([source("s"), source("t")], SECOND[1:], "only 6 are on both lists, fewer than the 7 that an estimate takes"),
    ],
)
def test_lists_that_do_not_meet_a_condition_give_the_reason(sources: list[Row], second: str, reason: str) -> None:
    whole = listed({"s": FIRST, "t": second}, sources)
    result = asked(whole)
    row = result.table.row(0, named=True)
    assert row["estimate"] is None
    assert str(row["reason"]).startswith(reason)
    assert (row["n_second"], row["n_first"]) == (10, len(second))
    keeps_promises(result, whole.ecosystem, ("estimate", "low", "high"))
    assert "No number of members can be estimated" in said_recapture(result)[0].en


def test_of_several_lists_the_longest_two_that_meet_the_conditions_count() -> None:
    lists = {"s": FIRST, "t": SECOND, "u": SECOND + "st"}
    sources = [source("s"), source("t", publisher="p"), source("u", publisher="p")]
    row = asked(listed(lists, sources)).table.row(0, named=True)
    assert (row["first_source"], row["second_source"], row["n_sources"]) == ("u", "s", 3)


def test_one_list_is_too_few() -> None:
    row = asked(listed({"s": FIRST}, [source("s")])).table.row(0, named=True)
    assert (row["n_sources"], row["n_first"]) == (1, None)
    assert row["reason"] == "one source only lists ordinary members: s"
    eco = listed({"s": FIRST}, [source("s")]).ecosystem
    unsaid = Ecosystem.from_frames(
        "", eco.frames() | {"memberships": eco.memberships.with_columns(source_id=pl.lit(None, pl.String))}
    )
    assert asked(Network.of(unsaid)).table["reason"].to_list() == ["one source only lists ordinary members: not named"]


@pytest.mark.parametrize("role", ["founder", "host", "core_actor"])
def test_founders_and_hosts_are_no_sample(role: str) -> None:
    row = asked(listed({"s": FIRST, "t": SECOND}, [source("s"), source("t")], role=role)).table.row(0, named=True)
    assert row["reason"] == f"those listed are no random sample of the members (their roles: {role})"


def test_planned_members_and_empty_clusters_are_no_list() -> None:
    planned = listed({"s": FIRST, "t": SECOND}, [source("s"), source("t")], status="planned")
    assert asked(planned).table["reason"].to_list() == ["no single organisation is listed"]
    assert recapture(planned, {"two": ("Z", "a")}).table["reason"].to_list() == ["not one cluster"]
    nothing = recapture(planned, {})
    assert nothing.table.schema == asked(planned).table.schema
    assert said_recapture(nothing) == ()


def test_the_bundled_lists_allow_no_estimate() -> None:
    bundled = Network.of(ecograph.load())
    result = recapture(bundled, each(clusters(bundled)))
    keeps_promises(result, bundled.ecosystem, ("estimate", "low", "high"))
    reasons = dict(result.table.select("set", "reason").iter_rows())
    # memberships.csv: partners of CHC from one source, founders from another; founders only for DLSC
    assert reasons["chc"] == "one source only lists ordinary members: rapidus-chc"
    assert reasons["dlsc"] == "those listed are no random sample of the members (their roles: founder)"
    assert result.table["estimate"].is_null().all()
    assert len(said_recapture(result)) == 1
