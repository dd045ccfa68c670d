"""A thing is found by its id or any of its names, and what is not found comes with what may be meant."""

import pytest

from ecograph import EcographError, Ecosystem
from ecograph.lookup import NAMED, find
from ecograph.schema import TABLE


@pytest.fixture(scope="module")
def eco() -> Ecosystem:
    labels = {"label_da": "Hjem", "label_nb": "Hjemme", "label_en": "Homes"}
    return Ecosystem.of(
        organisations=[
            {"org_id": "welfare-tech", "name": "Velfærdsklyngen"},
            {"org_id": "aau", "name": "Aalborg Universitet"},
            {"org_id": "twin-a", "name": "Twin A/S"},
            {"org_id": "twin-b", "name": "Twin AS"},
            {"org_id": "shared", "name": "Everyone"},
        ],
        names=[
            {"org_id": "aau", "name": "AAU"},
            {"org_id": "twin-b", "name": "Bee"},
            {"org_id": "twin-b", "name": "B-e-e"},
        ],
        projects=[{"project_id": "trial", "title": "Everyone"}, {"project_id": "p", "title": "Patient@home"}],
        figures=[{"figure_id": "members"}],
        goals=[{"goal_id": "grow"}],
        flows=[{"flow_id": "grant"}],
        frameworks=[{"framework_id": "areas", "label_da": "Områder", "label_nb": "Områder", "label_en": "Areas"}],
        themes=[{"theme_id": "homes-1", "framework_id": "areas", **labels}],
        sources=[{"source_id": "d000", "title": "The report"}, {"source_id": "aau"}],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("welfare-tech", ("organisations", "welfare-tech")),
        ("Welfare Tech", ("organisations", "welfare-tech")),
        ("VELFAERDSKLYNGEN", ("organisations", "welfare-tech")),
        ("velfærdsklyngen ", ("organisations", "welfare-tech")),
        ("AAU", ("organisations", "aau")),
        ("aau", ("organisations", "aau")),  # also the id of a source, which comes later
        ("aalborg  universitet.", ("organisations", "aau")),
        ("bee", ("organisations", "twin-b")),  # two of its names, one organisation
        ("B e e", ("organisations", "twin-b")),
        ("everyone", ("organisations", "shared")),  # also the title of a project, which comes later
        ("trial", ("projects", "trial")),
        ("patient home", ("projects", "p")),
        ("members", ("figures", "members")),
        ("grow", ("goals", "grow")),
        ("grant", ("flows", "grant")),
        ("Hjem", ("themes", "homes-1")),
        ("hjemme", ("themes", "homes-1")),
        ("homes", ("themes", "homes-1")),
        ("Omraader", ("frameworks", "areas")),
        ("the report", ("sources", "d000")),
    ],
)
def test_a_thing_is_found_by_id_or_name(text: str, expected: tuple[str, str], eco: Ecosystem) -> None:
    assert find(eco, text) == expected


def test_a_name_that_several_have_is_refused_with_their_ids(eco: Ecosystem) -> None:
    twins = Ecosystem.of(organisations=[{"org_id": "b", "name": "Twin A/S"}, {"org_id": "a", "name": "twin a s"}])
    with pytest.raises(EcographError, match=r"^'TWIN A/S' is the name of a, b: name one of them by its id$"):
        find(twins, "TWIN A/S")
    assert find(twins, "b") == ("organisations", "b")
    assert find(eco, "Twin AS") == ("organisations", "twin-b")  # A/S and AS are two names


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("Aalborg Universitt", "did you mean Aalborg Universitet?"),
        ("Aalborg", "did you mean Aalborg Universitet?"),
        ("velfaerd", "did you mean Velfærdsklyngen?"),
        ("klyngen", "did you mean Velfærdsklyngen?"),
        ("qqqqqqqq", "look for it in index.html or map.html"),
        ("", "look for it in index.html or map.html"),
    ],
)
def test_a_text_that_names_nothing_comes_with_what_it_may_mean(text: str, cure: str, eco: Ecosystem) -> None:
    with pytest.raises(EcographError) as error:
        find(eco, text)
    assert str(error.value) == f"found nothing named {text!r}; {cure}"


def test_at_most_five_names_are_suggested() -> None:
    many = Ecosystem.of(organisations=[{"org_id": f"o{n}", "name": f"Health cluster {n}"} for n in range(9)])
    with pytest.raises(EcographError) as error:
        find(many, "Health cluster")
    assert str(error.value).count("Health cluster ") == 5


def test_nothing_is_found_in_an_empty_ecosystem() -> None:
    assert find(Ecosystem.of(), "given") == ("sources", "given")
    with pytest.raises(EcographError):
        find(Ecosystem.of(), "aau")


def test_what_can_be_named_are_the_tables_with_an_id_of_their_own() -> None:
    """Events and ties are told by what they are about."""
    with_id = {table.name for table in TABLE.values() if len(table.key) == 1}
    assert {table for table, _, _ in NAMED} == with_id - {"events", "ties"}
    assert all((table_id,) == TABLE[table].key for table, table_id, _ in NAMED)
