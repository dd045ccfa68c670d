"""Every word of the closed lists has its words in the three languages."""

import pytest

from ecograph.language import LANGUAGES
from ecograph.language.values import VALUES, value
from ecograph.schema import vocabulary

LISTS = {name.lower(): words for name, words in vars(vocabulary).items() if isinstance(words, tuple)}


def test_lists_are_those_of_the_vocabulary() -> None:
    assert set(VALUES) == set(LISTS)


@pytest.mark.parametrize("name", LISTS)
def test_values_are_those_of_the_list_in_its_order(name: str) -> None:
    assert list(VALUES[name]) == list(LISTS[name])


@pytest.mark.parametrize("name", LISTS)
def test_no_word_is_empty_or_padded(name: str) -> None:
    texts = [text for words in VALUES[name].values() for text in words]
    assert all(text and text == text.strip() for text in texts)


@pytest.mark.parametrize("name", LISTS)
def test_two_values_of_a_list_never_share_a_word(name: str) -> None:
    for language in LANGUAGES:
        said = [words.in_(language) for words in VALUES[name].values()]
        assert len(set(said)) == len(said), language


def test_value() -> None:
    # from the list of terms agreed for the interface: government = det offentlige (da, nb)
    assert [value("helix", "government", language) for language in LANGUAGES] == [
        "det offentlige",
        "det offentlige",
        "government",
    ]


def test_unknown_value() -> None:
    with pytest.raises(KeyError):
        value("helix", "military", "da")
    with pytest.raises(KeyError):
        value("colour", "red", "da")
    with pytest.raises(ValueError, match="unknown language"):
        value("helix", "industry", "sv")
