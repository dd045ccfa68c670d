"""What every answer promises, whichever analysis gave it: held against random ecosystems and the bundled dataset."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from ecosystems import Tables, tables
from hypothesis import given, settings
from hypothesis import strategies as st
from promises import keeps_promises

import ecograph
from ecograph.analyses.answer import Answer
from ecograph.analyses.gaps import gaps
from ecograph.analyses.merge import merge
from ecograph.analyses.overlap import overlap
from ecograph.analyses.parallels import parallels
from ecograph.analyses.partners import partners
from ecograph.ecosystem import Ecosystem
from ecograph.errors import EcographError
from ecograph.language import LANGUAGES
from ecograph.network import Network
from ecograph.outputs.analyses import described, said, told

pytestmark = pytest.mark.slow  # every analysis on many ecosystems

Ask = Callable[[Network], Answer]

ASKED: dict[str, Ask] = {
    "overlap": lambda network: overlap(network, samples=9),
    "merge": lambda network: merge(network, network.organisations[:3], name="the merged"),
    "gaps": lambda network: gaps(network, samples=39),
    "partners": lambda network: partners(network, network.organisations[0]),
    "parallels": parallels,
}
"""A question to each analysis that any network of three organisations has an answer to."""

FEWEST = {"merge": 2, "partners": 1}
"""How many organisations a network needs for the question to make sense."""

every_analysis = pytest.mark.parametrize("name", ASKED)
SETTINGS = settings(max_examples=10, deadline=None)


def network_of(rows: Tables) -> Network:
    return Network.of(Ecosystem.of("", **rows))


def asked(name: str, network: Network) -> Answer | None:
    """Return the answer, None where the network is too small for the question."""
    return ASKED[name](network) if len(network.organisations) >= FEWEST.get(name, 0) else None


@pytest.fixture(scope="module")
def bundled() -> Network:
    return Network.of(ecograph.load())


@every_analysis
def test_on_the_bundled_data_every_table_keeps_its_promises(name: str, bundled: Network) -> None:
    answer = ASKED[name](bundled)
    assert answer.name == name
    for result in answer.results:
        keeps_promises(result, bundled.ecosystem)


@every_analysis
@given(tables())
@SETTINGS
def test_on_any_ecosystem_every_table_keeps_its_promises(name: str, rows: Tables) -> None:
    network = network_of(rows)
    answer = asked(name, network)
    for result in answer.results if answer else ():
        keeps_promises(result, network.ecosystem)


@every_analysis
@given(tables())
@SETTINGS
def test_an_answer_can_be_told_in_every_language(name: str, rows: Tables) -> None:
    answer = asked(name, network_of(rows))
    if answer is None:
        return
    assert answer.said
    for language in LANGUAGES:
        lines = said(answer, language)
        assert not {"{", "}"} & set(lines)
        assert all(line.endswith((".", ":")) for line in lines.splitlines()), lines
        for result in answer.results:
            assert told(result, language, first=3).startswith(f"{result.name}: ")


@every_analysis
@given(tables(), st.randoms(use_true_random=False))
@settings(max_examples=6, deadline=None)
def test_the_order_of_the_rows_changes_nothing(name: str, rows: Tables, random: Any) -> None:  # noqa: ANN401 - Random
    shuffled = {table: random.sample(found, len(found)) for table, found in rows.items()}
    one, other = (asked(name, network_of(each)) for each in (rows, shuffled))
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert described(one) == described(other)


@every_analysis
def test_the_columns_of_a_table_are_the_same_where_there_is_nothing_in_it(name: str, bundled: Network) -> None:
    rows = [{"org_id": org, "name": org, "kind": "cluster"} for org in "abc"]
    nothing = ASKED[name](Network.of(Ecosystem.of(organisations=rows)))
    full = ASKED[name](bundled)
    assert nothing.tables == full.tables
    for one, other in zip(nothing.results, full.results, strict=True):
        assert one.table.schema == other.table.schema, one.name
        assert one.keys == other.keys


@every_analysis
def test_the_names_of_the_tables_are_their_own(name: str, bundled: Network) -> None:
    answer = ASKED[name](bundled)
    assert len(set(answer.tables)) == len(answer.tables)
    for result in answer.results:
        assert isinstance(answer[result.name], pl.DataFrame)
        assert all(set(words) for words in (*result.title, *result.meaning))


@pytest.mark.parametrize("name", ["overlap", "gaps", "parallels"])
def test_of_nothing_at_all_there_is_a_defined_answer(name: str) -> None:
    answer = ASKED[name](Network.of(Ecosystem.of()))
    assert all(result.table.is_empty() for result in answer.results if result.name not in {"coverage", "mismatch"})
    assert answer.said


@pytest.mark.parametrize(
    "ask",
    [
        lambda network: overlap(network, ["mtic"], samples=9),
        lambda network: overlap(network, ["mtic", "mtic"], samples=9),
        lambda network: overlap(network, ["mtic", "nobody"], samples=9),
        lambda network: merge(network, ["mtic"], name="M"),
        lambda network: merge(network, ["mtic", "mtic"], name="M"),
        lambda network: merge(network, ["mtic", "behovsanalyse"], name="M"),
        lambda network: gaps(network, framework="nothing"),
        lambda network: gaps(network, by=("theme",)),
        lambda network: partners(network, "nobody"),
        lambda network: parallels(network, ["nobody"]),
    ],
)
def test_a_question_without_an_answer_is_refused(ask: Ask, bundled: Network) -> None:
    with pytest.raises(EcographError) as refused:
        ask(bundled)
    assert len(str(refused.value)) > 20


def test_an_organisation_that_is_no_cluster_has_an_answer(bundled: Network) -> None:
    assert overlap(bundled, ["sdu", "au"], samples=9)["pairs"].height > 0
    assert "no cluster" in " ".join(words.en for words in merge(bundled, ["sdu", "au"], name="M").said)
