"""A query as a file states it: its header, the values a person gives, and names that become ids."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph import Ecosystem, load
from ecograph.cypher import names
from ecograph.cypher.query import ANY, EXPECTED, Parameter, Query, Returned, cut, own, query, values
from ecograph.cypher.rows import Rows
from ecograph.errors import EcographError
from ecograph.identity.names import nearest
from ecograph.lookup import NAMED, namesakes
from ecograph.outputs import queries
from ecograph.property_graph import property_graph
from ecograph.schema import TABLE
from ecograph.schema.graph import node_key, property_of
from ecograph.stores import embedded

HOSTILE = (
    "'}) DETACH DELETE n //",
    "' OR 1=1 \" `x` \\",
    "`)-[:X]->() //",
    "two\nlines\r\nand\ttabs",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe\N{POP DIRECTIONAL FORMATTING}",
    "\x1b[31mred\x1b[0m",
    "x" * 10_000,
    "a\x00b",
    "$cluster",
    "null",
)
"""Names that would do something if a statement were put together from them."""

TEXT = (
    """// Bodies of a kind, in a country.
// What one should know: nothing.
//
// params:
//   kind: text = 'it''s' -- the kind
""".replace("it''s", "it\\'s -- a \\\\")
    + """//   countries: texts = ['DK', 'it\\'s, [NO]'] -- which countries
//   cluster: organisation -- whose members
//   since: date = '2020-01-31' -- from when on
//   until: date = null -- until when
//   share: number = 1 -- how much
//   debt: number = -0.5 -- how little
//   only: boolean = true -- whether
//   none: texts = [] -- nothing
//   limit: integer = 50 -- the most rows
//
// returns:
//   org_id: text -- the id
//   n: integers -- numbers
MATCH (o:Organisation) // a comment
WHERE o.kind IN [$kind, $cluster, $since, $until, $share, $debt, $only, $none, $countries]
RETURN o.org_id AS org_id, [1] AS n
ORDER BY org_id
LIMIT $limit;
"""
)


def test_a_header_is_read_whole() -> None:
    # By hand from the text above
    found = query("of_kind.cypher", TEXT)
    assert found.name == "of_kind"
    assert found.about == "Bodies of a kind, in a country.\nWhat one should know: nothing."
    assert found.summary == "Bodies of a kind, in a country."
    assert found.parameters == (
        Parameter("kind", "text", "it's -- a \\", False, "the kind"),
        Parameter("countries", "texts", ["DK", "it's, [NO]"], False, "which countries"),
        Parameter("cluster", "organisation", None, True, "whose members"),
        Parameter("since", "date", dt.date(2020, 1, 31), False, "from when on"),
        Parameter("until", "date", None, False, "until when"),
        Parameter("share", "number", 1.0, False, "how much"),
        Parameter("debt", "number", -0.5, False, "how little"),
        Parameter("only", "boolean", True, False, "whether"),
        Parameter("none", "texts", [], False, "nothing"),
        Parameter("limit", "integer", 50, False, "the most rows"),
    )
    assert found.returns == (Returned("org_id", "text", "the id"), Returned("n", "integers", "numbers"))
    assert found.statement.startswith("MATCH (o:Organisation)  \nWHERE")
    assert found.statement.endswith("LIMIT $limit")


def test_a_query_without_parameters_has_none_and_blank_lines_of_a_description_stay() -> None:
    found = query(
        "all", "// What is there?\n//\n// All of it.\n// returns:\n//   n: integer -- how many\nRETURN 1 AS n"
    )
    assert (found.about, found.summary, found.parameters) == ("What is there?\n\nAll of it.", "What is there?", ())


GOOD = "// A.\n// params:\n//   x: text = 'a' -- it\n// returns:\n//   n: integer -- it\nRETURN $x AS n\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("// A.\n", "//\n", "f.cypher:1: found no description"),
        ("//   n: integer -- it\n", "", "f.cypher:1: found no column"),
        ("//   x: text = 'a' -- it", "// x: text = 'a' -- it", "f.cypher:3: found \"x: text = 'a' -- it\", expected"),
        ("//   x: text = 'a' -- it", "//   x: text = a -- it", "f.cypher:3: found"),
        ("//   x: text = 'a' -- it", "//   x: text = 'a'", "f.cypher:3: found"),
        ("x: text", "x: word", "f.cypher:3: found the kind 'word', expected one of organisation, project"),
        ("x: text = 'a'", "x: integer = 'a'", "f.cypher:3: found the default 'a', expected a whole number"),
        ("x: text = 'a'", "x: integer = 1.5", "f.cypher:3: found the default 1.5, expected a whole number"),
        ("x: text = 'a'", "x: integer = true", "f.cypher:3: found the default true, expected a whole number"),
        ("x: text = 'a'", "x: number = true", "f.cypher:3: found the default true, expected a number"),
        ("x: text = 'a'", "x: boolean = 'true'", "f.cypher:3: found the default 'true', expected true or false"),
        ("x: text = 'a'", "x: date = '2020-02-30'", "f.cypher:3: found the default '2020-02-30', expected a day"),
        ("x: text = 'a'", "x: date = '2020'", "f.cypher:3: found the default '2020', expected a day"),
        ("x: text = 'a'", "x: texts = 'a'", "f.cypher:3: found the default 'a', expected texts"),
        ("x: text = 'a'", "x: text = 5", "f.cypher:3: found the default 5, expected a text"),
        ("n: integer --", "n: organisation --", "f.cypher:5: found the kind 'organisation', expected one of text"),
        ("n: integer -- it", "n: integer", "f.cypher:5: found '  n: integer', expected"),
        ("// returns:", "// params:", "f.cypher:4: found `params:` after `params:`, expected params, then returns"),
        (
            "//   n: integer -- it\n",
            "//   n: integer -- it\n//   n: text -- it\n",
            "f.cypher:1: found the column n twice; remove one",
        ),
        (
            "//   x: text = 'a' -- it\n",
            "//   x: text = 'a' -- it\n//   x: text -- it\n",
            "f.cypher:1: found the parameter x twice; remove one",
        ),
        ("RETURN $x", "RETURN $y + $x", "f.cypher:1: the parameter y is used and not in the header"),
        ("RETURN $x", "RETURN 1", "f.cypher:1: the parameter x is not used; correct the header"),
        ("RETURN $x AS n", "", "f.cypher:1:1: found no statement"),
        ("RETURN $x AS n\n", "", "f.cypher:1:1: found no statement"),
        ("RETURN $x AS n", "RETURN $x AS n; RETURN 2", "f.cypher:6:17: a second statement begins"),
        ("RETURN $x AS n", "RETURN 'a", "f.cypher:6:8: a text in '...' does not end"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(EcographError, match=f"^{re.escape(said)}"):
        query("f.cypher", GOOD.replace(old, new))


def test_a_statement_of_ones_own_needs_no_header_and_is_held_to_it_if_it_has_one() -> None:
    found = own("-", "// mine\nRETURN $a AS a, $`b c` AS b, $a AS c;")
    assert [each.name for each in found.parameters] == ["a", "b c"]
    assert (found.about, found.returns) == ("", ())
    assert own("g.cypher", GOOD).parameters == query("g.cypher", GOOD).parameters
    with pytest.raises(EcographError, match=r"^h\.cypher:1: found no description"):
        own("h.cypher", "// returns:\n//   n: integer -- it\nRETURN 1 AS n")


def test_a_line_of_a_text_that_looks_like_a_header_is_none() -> None:
    found = own("-", "// mine\nRETURN 'a\n// params:\n//   x: word' AS a")
    assert (found.about, found.parameters) == ("", ())
    with pytest.raises(EcographError, match=r"^-:1: found no description"):
        own("-", "\ufeff\n// params:\n//   x: text -- it\nRETURN $x AS x")  # a header after an empty line


# values


def of_kind(kind: str, default: object = "none") -> Query:
    """Return a query with one parameter x; without a default it must be given."""
    return Query(
        "q", "", (Parameter("x", kind, None if default == "none" else default, default == "none", "it"),), (), ""
    )


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("integer", "50", 50),
        ("integer", "-7", -7),
        ("integer", "9223372036854775807", 2**63 - 1),
        ("number", "0.5", 0.5),
        ("number", "12", 12.0),
        ("number", "-1e3", -1000.0),
        ("boolean", "true", True),
        ("boolean", "false", False),
        ("date", "2024-02-29", dt.date(2024, 2, 29)),
        ("texts", "DK, NO", ["DK", "NO"]),
        ("texts", "", []),
        ("text", "", ""),
        ("text", "5", "5"),
        ("text", "null", "null"),
        ("organisation", "MTIC", "MTIC"),
        (ANY, "5", "5"),
    ],
)
def test_a_text_becomes_a_value_of_the_kind_that_the_header_says(kind: str, text: str, expected: object) -> None:
    (found,) = values(of_kind(kind), {"x": text}).values()
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("integer", "50", 50),
        ("number", "5", 5.0),
        ("boolean", "true", True),
        ("date", '"2024-02-29"', dt.date(2024, 2, 29)),
        ("texts", '["a, b", ""]', ["a, b", ""]),
        ("text", '"null"', "null"),
        (ANY, "5", 5),
        (ANY, "null", None),
        (ANY, '{"a": [1, 2.5, null, {"b": true}]}', {"a": [1, 2.5, None, {"b": True}]}),
    ],
)
def test_after_a_colon_a_value_is_json(kind: str, text: str, expected: object) -> None:
    (found,) = values(of_kind(kind), {"x:": text}).values()
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("name_and_text", [("x", ""), ("x", "null"), ("x:", "null")])
@pytest.mark.parametrize("kind", EXPECTED)
def test_what_is_open_by_default_can_be_left_open(kind: str, name_and_text: tuple[str, str]) -> None:
    assert values(of_kind(kind, None), dict([name_and_text])) == {"x": None}
    assert values(of_kind(kind, None), {}) == {"x": None}


def test_the_text_null_is_not_lost() -> None:
    assert values(of_kind("text", None), {"x:": '"null"'}) == {"x": "null"}


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("integer", "x", "5.0"),
        ("integer", "x", "٥"),
        ("integer", "x", ""),
        ("integer", "x", "9223372036854775808"),
        ("integer", "x", "9" * 5000),
        ("integer", "x:", "true"),
        ("integer", "x:", "null"),
        ("integer", "x:", "5"[:0]),
        ("number", "x", "0,5"),
        ("number", "x", "nan"),
        ("number", "x", "inf"),
        ("number", "x", "1_0"),
        ("number", "x", "1e999"),
        ("number", "x:", "NaN"),
        ("number", "x:", "1" + "0" * 400),
        ("boolean", "x", "True"),
        ("boolean", "x", "1"),
        ("boolean", "x:", "1"),
        ("date", "x", "2024"),
        ("date", "x", "20240229"),
        ("date", "x", "2023-02-29"),
        ("date", "x", "0000-01-01"),
        ("texts", "x:", '"a"'),
        ("texts", "x:", "[1]"),
        ("text", "x:", "5"),
        ("text", "x", "\udce6"),
        ("organisation", "x:", '["mtic"]'),
        (ANY, "x:", "[[18446744073709551616]]"),
        (ANY, "x:", '{"\\ud800": 1}'),
        (ANY, "x:", "[" * 100_000),
        (ANY, "x:", "Infinity"),
        (ANY, "x:", "{"),
    ],
)
def test_what_is_no_value_of_the_kind_is_refused_with_what_is(kind: str, name: str, text: str) -> None:
    with pytest.raises(EcographError) as caught:
        values(of_kind(kind), {name: text})
    assert str(caught.value).startswith(f"q: found {name}=")
    assert f"expected {EXPECTED.get(kind, 'JSON')}" in str(caught.value)
    assert len(str(caught.value)) < 250


def test_the_message_says_when_a_value_may_be_left_open() -> None:
    with pytest.raises(EcographError, match="expected a whole number such as 50, or null; correct it"):
        values(of_kind("integer", None), {"x": "many"})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "q: found no value for x (it: the id or name of an organisation); give x=VALUE"),
        ({"y": "1"}, "q: found no parameter 'y'; its parameters are x"),
        ({"x": "1", "x:": "1"}, "q: found the parameter x twice, expected one value; remove one"),
    ],
)
def test_parameters_that_do_not_fit_are_refused(given: Mapping[str, str], said: str) -> None:
    with pytest.raises(EcographError, match=f"^{re.escape(said)}$"):
        values(of_kind("organisation"), given)


def test_a_query_that_takes_nothing_says_so_and_one_without_a_header_asks_for_a_text() -> None:
    with pytest.raises(EcographError, match="found no parameter 'x'; it takes none"):
        values(own("-", "RETURN 1 AS n"), {"x": "1"})
    with pytest.raises(EcographError, match=r"found no value for x \(a text\); give x=VALUE"):
        values(own("-", "RETURN $x AS n"), {})


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_a_value(text: str) -> None:
    found = own("-", "RETURN $x AS x")
    assert values(found, {"x": text}) == {"x": text}
    assert found.statement == "RETURN $x AS x"


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_a_value_as_it_is(text: str) -> None:
    assert values(of_kind("text"), {"x": text}) == {"x": text}


def test_a_message_repeats_no_sign_that_acts_on_a_terminal_and_no_long_text() -> None:
    assert cut("\x1b[2J\N{RIGHT-TO-LEFT OVERRIDE}\n") == r"'\x1b[2J\u202e\n'"
    assert cut("x" * 10_000) == repr("x" * 60 + "…")


# names


@pytest.fixture(scope="module")
def ecosystem() -> Ecosystem:
    return load()


def asking(ecosystem: Ecosystem) -> names.Ask:
    """Return how the graph of an ecosystem is asked; a question without parameters is asked once."""
    pytest.importorskip("kglite", reason="kglite is not installed; it has no wheel everywhere")
    graph = embedded.filled(property_graph(ecosystem))

    @cache
    def once(statement: str) -> Rows:
        return embedded.read(graph, statement, {}, timeout=60, limit=None)

    def ask(statement: str, parameters: Mapping[str, object]) -> Rows:
        if not parameters:
            return once(statement)
        return embedded.read(graph, statement, parameters, timeout=60, limit=None)

    return ask


def test_the_kinds_are_those_of_the_tables_and_names_stand_where_lookup_looks() -> None:
    by_table = {table: (id_, columns) for table, id_, columns in NAMED}
    for kind, (label, own_id, properties) in names.NAMED.items():
        table = TABLE[f"{kind}s"]
        assert (label, own_id) == (table.label, node_key(table))
        id_, columns = by_table[table.name]
        assert (own_id, properties) == (id_, tuple(map(property_of, columns)))
    assert set(names.NAMED) < set(EXPECTED)


@pytest.mark.slow  # hundreds of questions to a filled graph
def test_a_name_is_found_in_the_graph_as_lookup_finds_it_in_the_tables(ecosystem: Ecosystem) -> None:
    # The second implementation is lookup, which asks the tables
    ask = asking(ecosystem)
    for kind, (_, own_id, _) in names.NAMED.items():
        table = f"{kind}s"
        columns = next(columns for each, _, columns in NAMED if each == table)
        texts = {text for row in ecosystem[table].select(own_id, *columns).iter_rows() for text in row if text}
        texts |= set(ecosystem.names["name"]) if kind == "organisation" else set()
        for text in sorted(texts)[::7]:
            expected = [id_ for each, id_ in namesakes(ecosystem, text.upper()) if each == table]
            if len(expected) == 1:
                assert names.resolved(ask, kind, text.upper()) == expected[0]
            elif expected:
                with pytest.raises(EcographError, match="name one of them by its id"):
                    names.resolved(ask, kind, text.upper())


def one(name: str) -> Ecosystem:
    return Ecosystem.of(organisations=[{"org_id": "a", "name": name, "kind": "company"}])


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_found_and_does_nothing(text: str) -> None:
    ask = asking(one(text))
    assert names.resolved(ask, "organisation", text) == "a"
    assert ask("MATCH (n:Organisation) RETURN n.name AS name", {}).rows == [(text,)]


def stand_in(*pairs: tuple[str, str | None]) -> names.Ask:
    """Return a graph of organisations with these ids and names."""

    def ask(statement: str, parameters: Mapping[str, object]) -> Rows:
        if "text" in parameters:
            return Rows(("id",), [(id_,) for id_, _ in pairs if id_ == parameters["text"]])
        return Rows(("id", "name"), [] if "HAS_NAME" in statement else list(pairs))

    return ask


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Welfare Tec", "found no organisation named 'Welfare Tec'; did you mean Welfare Tech?"),
        ("zzzz", "found no organisation named 'zzzz'; expected the id or a name of one in this graph"),
        ("Tvilling", "'Tvilling' is the name of x, y: name one of them by its id"),
    ],
)
def test_what_names_nothing_or_several_is_refused(text: str, said: str) -> None:
    ask = stand_in(("wt", "Welfare Tech"), ("none", None), ("y", "Tvilling"), ("x", "TVILLING"))
    with pytest.raises(EcographError, match=f"^{re.escape(said)}$"):
        names.resolved(ask, "organisation", text)


def test_an_id_comes_before_a_name() -> None:
    assert names.resolved(stand_in(("mtic", "other"), ("x", "mtic")), "organisation", "mtic") == "mtic"


def test_a_theme_has_no_further_names() -> None:
    asked = []

    def ask(statement: str, parameters: Mapping[str, object]) -> Rows:
        asked.append(statement)
        return Rows(("id", "name"), [("t", "Telemedicin")] if "label_da" in statement else [])

    assert names.resolved(ask, "theme", "telemedicin") == "t"
    assert not any("HAS_NAME" in statement for statement in asked)


def test_the_nearest_names_are_those_alike_then_those_that_hold_the_text() -> None:
    found = nearest(["Beta", "Oslo Cancer Cluster", "Cluster", "Alpha cluster", "Clusters"], "cluster")
    assert found == ["Cluster", "Clusters", "Alpha cluster", "Oslo Cancer Cluster"]
    assert nearest(["Oslo Cancer Cluster"], "cl") == []


@pytest.mark.slow  # a filled graph
def test_the_query_that_the_page_shows_runs(ecosystem: Ecosystem) -> None:
    page = (Path(__file__).parents[2] / "docs" / "cypher.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"^```cypher\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    found = query("page", text)
    rows = asking(ecosystem)(found.statement, values(found, {"org": "mtic"}))
    assert rows.columns == tuple(each.name for each in found.returns)
    assert rows.rows


# the library as text


def test_what_a_query_takes_is_told_as_a_person_would_give_it() -> None:
    # By hand from the text at the top
    assert queries.explained(query("of_kind.cypher", TEXT)).splitlines() == [
        "Bodies of a kind, in a country.",
        "What one should know: nothing.",
        "",
        "parameters",
        "  kind       the kind: a text; default it's -- a \\",
        "  countries  which countries: texts with commas between, such as DK,NO; default DK,it's, [NO]",
        "  cluster    whose members: the id or name of an organisation; must be given",
        "  since      from when on: a day such as 2024-06-30; default 2020-01-31",
        "  until      until when: a day such as 2024-06-30; open when not given",
        "  share      how much: a number such as 0.5; default 1.0",
        "  debt       how little: a number such as 0.5; default -0.5",
        "  only       whether: true or false; default true",
        "  none       nothing: texts with commas between, such as DK,NO; default no text",
        "  limit      the most rows: a whole number such as 50; default 50",
        "",
        "columns",
        "  org_id  text      the id",
        "  n       integers  numbers",
        "",
        "ecograph query of_kind --param cluster=VALUE",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("RETURN 1 AS n", "ecograph query q.cypher"),
        ("RETURN $x AS n", "ecograph query q.cypher --param x=VALUE"),
        (GOOD, "ecograph query q --param x=a"),
        (GOOD.replace("'a'", "'a b'"), "ecograph query q --param x='a b'"),
        (GOOD.replace("'a'", "''"), "ecograph query q --param x='an empty text'"),
    ],
)
def test_the_last_line_is_how_it_is_asked(text: str, line: str) -> None:
    assert queries.explained(own("q.cypher", text)).splitlines()[-1] == line


def test_a_query_is_described_for_machines_and_a_list_has_a_line_for_each() -> None:
    found = query("of_kind.cypher", TEXT)
    described = queries.described(found)
    assert described["parameters"][3] == {  # type: ignore[index]
        "name": "since",
        "kind": "date",
        "is_required": False,
        "default": "2020-01-31",
        "about": "from when on",
    }
    assert described["returns"][0] == {"name": "org_id", "kind": "text", "about": "the id"}  # type: ignore[index]
    other = query("q.cypher", GOOD)
    assert queries.listed([found, other]) == "of_kind  Bodies of a kind, in a country.\nq        A.\n"
    assert queries.listed([]) == ""
