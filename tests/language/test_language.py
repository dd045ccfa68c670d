"""Words, numbers, countries and lists in three languages.

Expected forms follow CLDR and the writing rules of the languages: a comma as decimal mark in Danish and Norwegian,
a point or a no-break space between thousands, a no-break space before the per cent sign.
"""

import string

import pytest

from ecograph.language import LANGUAGES, Plural, Words, country, listed, number, percent
from ecograph.language.page import COUNTED, PAGE

THREE = Words(en="three", da="tre", nb="tre")


def test_a_text_is_found_by_language() -> None:
    assert [THREE.in_(language) for language in ("en", "da", "nb")] == ["three", "tre", "tre"]


@pytest.mark.parametrize("language", ["sv", "", "EN", "in_", "index"])
def test_another_language_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="expected one of da, nb, en"):
        THREE.in_(language)


@pytest.mark.parametrize(
    ("value", "decimals", "en", "da", "nb"),
    [
        (0, 0, "0", "0", "0"),
        (0.0, 1, "0.0", "0,0", "0,0"),
        (999, 0, "999", "999", "999"),
        (1000, 0, "1,000", "1.000", "1\u00a0000"),
        (1234567.891, 2, "1,234,567.89", "1.234.567,89", "1\u00a0234\u00a0567,89"),
        (0.125, 2, "0.12", "0,12", "0,12"),  # half to even
        (0.5, 3, "0.500", "0,500", "0,500"),
    ],
)
def test_a_number_has_the_marks_of_its_language(value: float, decimals: int, en: str, da: str, nb: str) -> None:
    assert [number(value, language, decimals) for language in ("en", "da", "nb")] == [en, da, nb]


def test_a_number_is_whole_unless_decimals_are_asked_for() -> None:
    assert number(2.6, "en") == "3"


@pytest.mark.parametrize(
    ("share", "en", "nordic"), [(0, "0%", "0\u00a0%"), (0.2727, "27%", "27\u00a0%"), (1, "100%", "100\u00a0%")]
)
def test_a_share_in_per_cent(share: float, en: str, nordic: str) -> None:
    assert [percent(share, language) for language in ("en", "da", "nb")] == [en, nordic, nordic]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("DK", ["Denmark", "Danmark", "Danmark"]),
        ("DE", ["Germany", "Tyskland", "Tyskland"]),
        ("EU", ["European Union", "Den Europæiske Union", "Den europeiske union"]),
        ("QQ", ["QQ", "QQ", "QQ"]),
    ],
)
def test_a_country_has_a_name_in_each_language(code: str, expected: list[str]) -> None:
    assert [country(code, language) for language in ("en", "da", "nb")] == expected


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, ["0 days", "0 dage", "0 dager"]),
        (1, ["1 day", "1 dag", "1 dag"]),
        (2, ["2 days", "2 dage", "2 dager"]),
        (1001, ["1,001 days", "1.001 dage", "1\u00a0001 dager"]),
    ],
)
def test_a_noun_is_in_the_singular_for_one_alone(n: int, expected: list[str]) -> None:
    days = Plural(one=Words("day", "dag", "dag"), many=Words("days", "dage", "dager"))
    assert [days.of(n)(language) for language in ("en", "da", "nb")] == expected


@pytest.mark.parametrize(
    ("names", "en", "nordic"),
    [
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a og b"),
        (["a", "b", "c", "d"], "a, b, c and d", "a, b, c og d"),
    ],
)
def test_names_become_a_list_in_words(names: list[str], en: str, nordic: str) -> None:
    assert [listed(names, language) for language in ("en", "da", "nb")] == [en, nordic, nordic]


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("name", PAGE)
def test_a_text_of_the_page_has_the_same_placeholders_in_each_language(name: str) -> None:
    texts = [PAGE[name].in_(language) for language in LANGUAGES]
    assert all(text and placeholders(text) == placeholders(texts[0]) for text in texts)


@pytest.mark.parametrize("name", COUNTED)
def test_what_the_page_counts_has_a_noun_for_one_and_for_many(name: str) -> None:
    assert all(words.in_(language).strip() for words in COUNTED[name] for language in LANGUAGES)
    assert f"{{{name}}}" in PAGE["thin"].en


def test_danish_is_not_norwegian() -> None:
    # a text copied from one to the other would show here: all longer texts differ
    longer = [words for words in PAGE.values() if len(words.en) > 40]
    assert longer
    assert all(words.da != words.nb for words in longer)
