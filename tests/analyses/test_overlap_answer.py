"""The overlap as one answer, with its sentences."""

import polars as pl
import pytest
from overlapping import organisation, takes_part, with_members

import ecograph
from ecograph.analyses.answer import Answer
from ecograph.analyses.overlap.overlap import overlap
from ecograph.analyses.overlap.summary import summary
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.language import LANGUAGES
from ecograph.metrics.pairwise_overlap import pairwise_overlap
from ecograph.network import Network
from ecograph.schema import TABLES

TABLES_OF_IT = (
    *("pairs", "sets", "combinations", "themes", "money", "chance"),
    *("coverage", "bounds", "implied", "recapture", "sensitivity"),
)

DANISH = ["welfare-tech", "mtic", "chc", "lsi"]


@pytest.fixture(scope="module")
def bundled() -> Network:
    return Network.of(ecograph.load())


@pytest.fixture(scope="module")
def danish(bundled: Network) -> Answer:
    return overlap(bundled, DANISH, samples=20)


def test_the_tables_come_in_their_order(danish: Answer) -> None:
    assert (danish.name, danish.tables) == ("overlap", TABLES_OF_IT)


def test_the_pairs_are_those_of_the_measure(danish: Answer, bundled: Network) -> None:
    assert danish["pairs"].equals(pairwise_overlap(bundled, DANISH))


def test_the_danish_clusters_only_shared_their_merger(danish: Answer) -> None:
    # by hand: four projects of purpose merger name all four; chc is in no other, lsi in one
    said = [words.en for words in danish.said]
    assert said[0] == (
        "Pairs with projects in common: 6 of 6; most of all Copenhagen Healthtech Cluster and Life Science Innovation "
        "North Denmark: 4 of 5 (Jaccard 0.80)."
    )
    assert any("every overlap of projects is 0" in text for text in said)
    assert any("All 4 together have 4 projects in common; less than 0.01 would be expected" in text for text in said)


def test_the_sentences_are_whole_in_each_language(danish: Answer) -> None:
    for words in danish.said:
        for language in LANGUAGES:
            text = words.in_(language)
            assert text.endswith(".")
            assert "{" not in text


def test_every_table_keeps_its_promises(danish: Answer, bundled: Network) -> None:
    known = {
        f"{table.name}/{'|'.join('' if part is None else str(part) for part in key)}"
        for table in TABLES
        for key in bundled.ecosystem[table.name].select(table.key).iter_rows()
    }
    for result in danish.results:
        table = result.table
        assert not table.select(result.keys).is_duplicated().any(), result.name
        assert {"rows", "reason"} <= set(table.columns), result.name
        for shown in table["rows"]:
            assert shown.to_list() == sorted(set(shown)), result.name
            assert set(shown) <= known, result.name
        floats = table.select(pl.selectors.float())
        assert not floats.select(pl.any_horizontal(pl.all().is_nan().any())).item() if floats.width else True


def test_the_norwegian_pair_is_told_in_one_sentence_each(bundled: Network) -> None:
    # by hand, participations.csv: 8 and 6 projects, 3 of them the same
    said = [words.en for words in overlap(bundled, ["norway-health-tech", "nscc"], samples=9).said]
    assert said[0] == (
        "Of all 11 projects, Norway Health Tech and Norwegian Smart Care Cluster have 3 in common (Jaccard 0.27)."
    )
    assert any("144 to 224" in text for text in said)


def test_by_default_all_clusters_of_which_anything_is_known_are_compared() -> None:
    network = with_members(a="12", b="23", empty="")
    answer = overlap(network, samples=3)
    assert answer["pairs"].select("left", "right").unique().rows() == [("a", "b")]
    assert answer.said[0].en == "Of all 3 members, the a and the b have 1 in common (Jaccard 0.33)."


@pytest.mark.parametrize(
    "network",
    [Network.of(Ecosystem.of()), with_members(a="1"), with_members(a="1", b="")],
    ids=["nothing", "one cluster", "one cluster that holds anything"],
)
def test_too_few_clusters_in_the_data_are_a_defined_answer(network: Network, danish: Answer) -> None:
    answer = overlap(network, samples=3)
    assert answer.tables == TABLES_OF_IT
    assert [result.table.schema for result in answer.results] == [result.table.schema for result in danish.results]
    assert answer["pairs"].filter(pl.col("n_shared") > 0).is_empty()


@pytest.mark.parametrize("ids", [["mtic"], ["mtic", "mtic"], ["mtic", "nobody"], []])
def test_what_cannot_be_compared_is_refused(bundled: Network, ids: list[str]) -> None:
    with pytest.raises(EcographError):
        overlap(bundled, ids, samples=3)


def test_organisations_that_are_no_clusters_are_compared_by_their_projects() -> None:
    network = Network.of(
        Ecosystem.of(
            organisations=[organisation(org) for org in "ab"],
            projects=[{"project_id": "p", "title": "p", "kind": "project"}],
            participations=[takes_part(org, "p") for org in "ab"],
        )
    )
    answer = ecograph.overlap(network, ["a", "b"], samples=3)
    assert answer.said[0].en == "Of all 1 project, the a and the b have 1 in common (Jaccard 1.00)."
    assert answer["pairs"].filter(dimension="members")["reason"].item() == "neither has any"


def test_some_pairs_still_share_projects_without_those_of_a_merger() -> None:
    network = Network.of(
        Ecosystem.of(
            organisations=[organisation(org, "cluster") for org in "abc"],
            projects=[
                {"project_id": "p", "title": "p", "kind": "project", "purpose": "merger"},
                {"project_id": "q", "title": "q", "kind": "project", "purpose": "research"},
            ],
            participations=[*(takes_part(org, "p") for org in "abc"), *(takes_part(org, "q") for org in "ab")],
        )
    )
    answer = overlap(network, samples=3)
    said = [words.en for words in answer.said]
    assert "Without the projects whose purpose is a merger, 1 of the 3 pairs that share projects still do." in said
    first = summary(*(answer[name] for name in ("pairs", "combinations", "money", "sensitivity")))
    assert first == answer.said[: len(first)]


def test_an_open_amount_is_said_as_one() -> None:
    flow = {"qualifier": "at_least", "currency": "EUR", "from": "2020", "kind": "grant", "level": "grant"}
    network = Network.of(
        Ecosystem.of(
            organisations=[organisation(org, "cluster") for org in "ab"],
            flows=[{**flow, "flow_id": "f", "recipients": ["a", "b"], "amount": 2e6}],
        )
    )
    said = [words.en for words in overlap(network, samples=3).said]
    assert (
        "Of the money known to reach the a or the b, 100% reaches both: 2.0–∞ million euro in 1 grant or payment, "
        "which may reach others too."
    ) in said
