"""Judgements against each other: what is heard, what contradicts what, and which lines an issue names.

Expected chains are worked out by hand.
"""

import polars as pl
import pytest

from ecograph.identity.judgements import JUDGEMENTS
from ecograph.identity.verdicts import Known, Verdicts, verdicts

ORGS = ("a", "b", "c", "d", "e", "x.1", "x.2")
KNOWN = Known(
    organisations=ORGS,
    projects=("p", "q"),
    numbers={"cvr-1": ["x.1", "x.2"], "pic-2": ["a"]},
    aliases={"old": "a", "gone": "p"},
    others=("all-hospitals",),
)


def said_of(*judged: tuple[str, str, str]) -> pl.DataFrame:
    rows = [(left, right, verdict, "NN", "a letter", "2024", n) for n, (left, verdict, right) in enumerate(judged, 2)]
    return pl.DataFrame(rows, schema={**JUDGEMENTS.frame.schema, "line": pl.Int64}, orient="row")


def heard(*judged: tuple[str, str, str], known: Known = KNOWN) -> Verdicts:
    return verdicts(said_of(*judged), known)


def lines(said: Verdicts) -> tuple[list[int], list[int], list[int]]:
    return tuple([each.line for each in group] for group in (said.same, said.different, said.unsure))  # type: ignore[return-value]


def test_each_verdict_is_heard() -> None:
    said = heard(("a", "same", "b"), ("c", "different", "d"), ("p", "unsure", "q"))
    assert lines(said) == ([2], [3], [4])
    assert said.issues == ()
    assert [list(each.pairs()) for each in said.heard] == [[("a", "b")], [("c", "d")], [("p", "q")]]


def test_a_number_stands_for_each_body_that_has_it() -> None:
    said = heard(("cvr-1", "same", "b"), ("x.1", "different", "cvr-1"))
    assert [list(each.pairs()) for each in said.heard][1] == [("x.1", "x.2")]
    assert list(heard(("cvr-1", "same", "b")).same[0].pairs()) == [("b", "x.1"), ("b", "x.2")]


def test_an_id_of_before_is_followed() -> None:
    assert heard(("old", "same", "b")).same[0].left == ("a",)
    assert heard(("gone", "same", "q")).same[0].left == ("p",)


def test_the_same_body_on_both_sides_after_joining_says_nothing_more() -> None:
    said = heard(("old", "same", "a"))
    assert said.issues == ()
    assert list(said.same[0].pairs()) == []


@pytest.mark.parametrize(
    ("judged", "column", "code", "words"),
    [
        (("aa", "same", "b"), "left", "reference", "found 'aa', expected an id or a registry number that is there"),
        (("b", "same", "cvr-2"), "right", "reference", "did you mean 'cvr-1'?"),
        (("b", "same", "nobody"), "right", "reference", "correct it or remove the judgement"),
        (("all-hospitals", "same", "b"), "left", "judgement", "which is not one body"),
        (("a", "same", "p"), "-", "judgement", "found an organisation and a project in a same p (judgements.csv:2)"),
        (("a", "same", "a"), "-", "judgement", "found 'a' on both sides"),
        (("pic-2", "different", "a"), "-", "judgement", "both are a itself"),
        (("old", "unsure", "a"), "-", "judgement", "both are a itself"),
    ],
)
def test_a_judgement_that_cannot_be_understood_is_an_issue(
    judged: tuple[str, str, str], column: str, code: str, words: str
) -> None:
    said = heard(judged)
    assert said.heard == ()
    (issue,) = said.issues
    assert (issue.file, issue.line, issue.column, issue.code) == ("judgements.csv", 2, column, code)
    assert words in issue.message


def test_both_sides_that_name_nothing_are_two_issues() -> None:
    assert [issue.column for issue in heard(("no", "same", "nothing")).issues] == ["left", "right"]


@pytest.mark.parametrize(
    ("verdict", "other", "kept"),
    [
        ("same", "different", ([], [3], [])),
        ("different", "same", ([], [2], [])),
        ("same", "unsure", ([], [], [3])),
        ("unsure", "different", ([], [3], [])),
    ],
)
def test_two_verdicts_on_a_pair_are_an_issue_and_the_more_careful_one_holds(
    verdict: str, other: str, kept: tuple[list[int], list[int], list[int]]
) -> None:
    said = heard(("a", verdict, "b"), ("b", other, "a"))
    assert lines(said) == kept
    (issue,) = said.issues
    assert (issue.line, issue.column, issue.code) == (3, "verdict", "judgement")
    assert f"a {verdict} b (judgements.csv:2) and b {other} a (judgements.csv:3)" in issue.message


def test_one_verdict_from_two_people_is_no_issue() -> None:
    assert heard(("a", "same", "b"), ("b", "same", "a")).issues == ()


def test_a_chain_that_ends_in_two_different_bodies_names_every_link_in_order() -> None:
    said = heard(
        ("b", "same", "c"), ("a", "same", "b"), ("d", "same", "c"), ("a", "different", "d"), ("d", "same", "e")
    )
    assert lines(said) == ([6], [5], [])
    (issue,) = said.issues
    assert (issue.line, issue.code) == (5, "judgement")
    assert issue.message.startswith(
        "found a different d (judgements.csv:5), but also a same b (judgements.csv:3), b same c (judgements.csv:2), "
        "d same c (judgements.csv:4), which together"
    )


def test_each_chain_between_two_different_bodies_is_an_issue() -> None:
    said = heard(
        ("a", "same", "b"), ("b", "same", "d"), ("a", "same", "c"), ("c", "same", "d"), ("a", "different", "d")
    )
    assert lines(said) == ([], [6], [])
    assert len(said.issues) == 2


def test_a_chain_through_a_number_is_found() -> None:
    said = heard(("a", "same", "cvr-1"), ("x.1", "different", "x.2"))
    assert lines(said) == ([], [3], [])
    assert "a same cvr-1 (judgements.csv:2), which together" in said.issues[0].message


def test_a_chain_that_touches_one_of_two_different_bodies_is_applied() -> None:
    said = heard(("a", "same", "b"), ("b", "same", "c"), ("c", "same", "a"), ("a", "different", "d"))
    assert lines(said) == ([2, 3, 4], [5], [])
    assert said.issues == ()


def test_a_chain_that_ends_in_two_bodies_judged_unsure_is_not_applied() -> None:
    said = heard(("a", "same", "b"), ("b", "same", "c"), ("c", "unsure", "a"), ("c", "same", "d"))
    assert lines(said) == ([5], [], [4])
    (issue,) = said.issues
    assert (issue.file, issue.line, issue.column, issue.code) == ("judgements.csv", 4, "verdict", "judgement")
    assert issue.message.startswith(
        "found c unsure a (judgements.csv:4), but also a same b (judgements.csv:2), b same c (judgements.csv:3), "
        "which together"
    )


def test_messages_name_the_file_of_each_judgement_where_several_are_together() -> None:
    base = said_of(("a", "same", "b"), ("no", "same", "a")).with_columns(file=pl.lit("base/judgements.csv"))
    own = said_of(("b", "same", "c"), ("a", "different", "c")).with_columns(file=pl.lit("own/judgements.csv"))
    for frame in (pl.concat([base, own]), pl.concat([own, base])):
        said = verdicts(frame, KNOWN)
        assert lines(said) == ([], [3], [])
        assert [(issue.file, issue.line) for issue in said.issues] == [
            ("base/judgements.csv", 3),
            ("own/judgements.csv", 3),
        ]
        assert said.issues[1].message.startswith(
            "found a different c (own/judgements.csv:3), but also "
            "a same b (base/judgements.csv:2), b same c (own/judgements.csv:2), which together"
        )
