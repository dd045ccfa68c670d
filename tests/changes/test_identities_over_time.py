"""Who was joined, split or renamed, and which rows differ for that alone; small cases worked out by hand."""

from collections.abc import Iterable, Mapping

import pytest
import states

from ecograph.changes.changes import Changes, changes
from ecograph.ecosystem import Ecosystem

Records = Mapping[str, str]


def state(orgs: str, records: Records, **more: Iterable[Mapping[str, object]]) -> Ecosystem:
    """Return organisations named by single letters, and how a source names them: its name, then ours."""
    return Ecosystem.of(
        "T",
        organisations=[{"org_id": org, "name": org.upper(), "kind": "company"} for org in orgs],
        records=[{"source_org_id": own, "org_id": org, "rule": f"rule {org}"} for own, org in records.items()],
        **more,
    )


def told(found: Changes) -> list[list[tuple[list[str], list[str]]]]:
    return [list(each.select("before", "after").iter_rows()) for each in (found.joined, found.split, found.renamed)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("ab", {"1": "b"}), ("a", {"1": "a"}), [[(["a", "b"], ["a"])], [], []]),
        (("ab", {"1": "a", "2": "b"}), ("c", {"1": "c", "2": "c"}), [[(["a", "b"], ["c"])], [], []]),
        (("a", {"1": "a"}), ("ab", {"1": "b"}), [[], [(["a"], ["a", "b"])], []]),
        (("c", {"1": "c", "2": "c"}), ("ab", {"1": "a", "2": "b"}), [[], [(["c"], ["a", "b"])], []]),
        (("a", {"1": "a"}), ("b", {"1": "b"}), [[], [], [(["a"], ["b"])]]),
        # b was the dataset's own and had no record; the later state calls the joined body by that id
        (("ab", {}), ("a", {"b": "a"}), [[(["a", "b"], ["a"])], [], []]),
        (("a", {"b": "a"}), ("ab", {}), [[], [(["a"], ["a", "b"])], []]),
        # a record moves between two that both stay
        (("ab", {"1": "a"}), ("ab", {"1": "b"}), [[], [], []]),
        # b is gone, but its records lead to two others that were there: nobody can say which it is
        (("abc", {"1": "b", "2": "b"}), ("ac", {"1": "a", "2": "c"}), [[], [], []]),
        # all of b leads to the new d, to which a, which stays, gave a record too
        (("ab", {"1": "b", "2": "a"}), ("ad", {"1": "d", "2": "d"}), [[], [], [(["b"], ["d"])]]),
        (("ad", {"1": "d", "2": "d"}), ("ab", {"1": "b", "2": "a"}), [[], [], [(["d"], ["b"])]]),
        (("a", {"1": "a"}), ("b", {"2": "b"}), [[], [], []]),
    ],
)
def test_who_became_whom(
    before: tuple[str, Records], after: tuple[str, Records], expected: list[list[tuple[list[str], list[str]]]]
) -> None:
    assert told(changes(state(*before), state(*after))) == expected


def test_a_joined_organisation_names_the_rule_and_the_records() -> None:
    found = changes(states.before(), states.after())
    assert found.joined.row(0) == (["list.7", "mtic"], ["mtic"], ["same CVR number"], ["records/list|list.7"])
    assert found.split.row(0) == (["uni"], ["list.8", "uni"], ["same name"], ["records/list|list.8"])
    assert found.renamed.row(0) == (["list.9"], ["pic-9"], ["own"], ["records/list|list.9"])


def test_what_left_and_entered_for_that_alone_is_marked() -> None:
    found = changes(states.before(), states.after())
    follows = [each.filter("follows").select("table", "key").rows() for each in (found.left, found.entered)]
    assert follows[0] == [
        ("organisations", "list.7"),
        ("organisations", "list.9"),
        ("names", "list.7|MIC"),
        ("memberships", "list.7|welfare-tech|1"),
    ]
    assert follows[1] == [
        ("organisations", "list.8"),
        ("organisations", "pic-9"),
        ("names", "mtic|MIC"),
        ("names", "mtic|Medtech Innovation Center"),  # the name that the joined organisation had
        ("memberships", "mtic|welfare-tech|1"),
    ]


def test_a_new_name_in_a_source_of_an_organisation_that_was_joined_does_not_follow_unless_it_is_its_id() -> None:
    own = {"b": "a", "2": "a"}
    found = changes(state("ab", {}), state("a", own)).entered.filter(table="records")
    assert found.select("key", "follows").rows() == [("given|2", False), ("given|b", True)]


def test_cells_that_name_the_same_organisation_by_its_new_id_are_marked() -> None:
    found = changes(states.before(), states.after()).changed.filter("follows")
    assert found.select("table", "key", "column").rows() == [
        ("records", "list|list.7", "org_id"),
        ("records", "list|list.7", "rule"),
        ("records", "list|list.8", "org_id"),
        ("records", "list|list.8", "rule"),
        ("records", "list|list.9", "org_id"),
        ("flows", "grant", "recipients"),
    ]


def test_two_memberships_that_get_one_organisation_are_renumbered_and_both_follow() -> None:
    def members(*rows: tuple[str, int]) -> list[dict[str, object]]:
        return [{"org_id": org, "cluster_id": "c", "seq": seq, "role": "member"} for org, seq in rows]

    one = state("abc", {"1": "b"}, memberships=members(("a", 1), ("b", 1)))
    two = state("ac", {"1": "a"}, memberships=members(("a", 1), ("a", 2), ("a", 3)))
    found = changes(one, two)
    assert found.left.filter(table="memberships").select("key", "follows").rows() == [("b|c|1", True)]
    # one of the two that entered is that of b; which of them, the data do not say
    assert found.entered.filter(table="memberships").select("key", "follows").rows() == [
        ("a|c|2", True),
        ("a|c|3", False),
    ]


def test_a_theme_that_both_had_is_not_told_as_gone() -> None:
    def tags(orgs: str) -> list[dict[str, object]]:
        return [{"subject": org, "theme_id": "t", "basis": "stated"} for org in orgs]

    found = changes(state("ab", {"1": "b"}, tags=tags("ab")), state("a", {"1": "a"}, tags=tags("a")))
    assert found.left.filter(table="tags").select("key", "follows").rows() == [("b|t", True)]


def test_a_membership_that_ended_when_its_organisation_was_joined_has_left() -> None:
    member = {"org_id": "b", "cluster_id": "c", "role": "member"}
    found = changes(state("abc", {"1": "b"}, memberships=[member]), state("ac", {"1": "a"}))
    assert found.left.filter(table="memberships").select("key", "follows").rows() == [("b|c|1", False)]
