"""Every Cypher file, read sign by sign: what its header promises, and that it keeps to what all engines understand.

A check takes the text of a file and yields its faults. Each check is shown to find the faults that are planted for it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import dropwhile
from pathlib import Path
from typing import NamedTuple

import pytest
from library import QUERIES, given

from ecograph import load
from ecograph.cypher import guard
from ecograph.cypher.query import Query, query
from ecograph.cypher.tokens import Token, parameters, statement, tokens
from ecograph.errors import EcographError
from ecograph.property_graph import property_graph
from ecograph.schema import graph as model
from ecograph.stores import embedded

ROOT = Path(__file__).parents[2]
CYPHER = ROOT / "cypher"
FEWEST = 30

Check = Callable[[str], Iterator[str]]

COMPARING = ("=", "<>", "<", ">", "<=", ">=", "=~")
APART = {
    *("AND", "OR", "XOR", "NOT", "WHERE", "WITH", "RETURN", "MATCH", "OPTIONAL", "UNWIND", "CALL", "UNION"),
    *("CASE", "WHEN", "THEN", "ELSE", "END", "ORDER", "BY", "LIMIT", "SKIP", "AS", "IN", ",", "|"),
}
"""Words and signs that end a comparison."""

CLOSED = {
    "labels": "the order of labels is not the same on each engine",
    "properties": "kglite adds its own",
    "id": "numbers of an engine change from load to load",
    "elementid": "numbers of an engine change from load to load",
    "percentilecont": "engines differ",
    "percentiledisc": "engines differ",
    "rand": "another answer each time",
    "randomuuid": "another answer each time",
    "timestamp": "another answer each time",
}
"""Functions that no query of the library calls, and why."""

CLOCKS = ("DATE", "DATETIME", "LOCALDATETIME", "TIME", "LOCALTIME")
COMPONENTS = ("year", "month", "day", "days")
"""Parts of a date or duration, which follow a property or a function."""


class Place(NamedTuple):
    """A sign of a statement with what it stands in.

    Args:
        token: The sign.
        inside: For each bracket around it the place of the opening one, the innermost last.
    """

    token: Token
    inside: tuple[int, ...]

    @property
    def word(self) -> str:
        return self.token.text.upper() if self.token.kind == "name" else self.token.text


def places(text: str) -> list[Place]:
    """Return the signs of a text with the brackets they stand in; a bracket stands outside itself."""
    found: list[Place] = []
    around: list[int] = []
    for number, token in enumerate(tokens(text)):
        is_symbol = token.kind == "symbol"
        if is_symbol and token.text in ")]}":
            around.pop()
        found.append(Place(token, tuple(around)))
        if is_symbol and token.text in ("(", "[", "{"):
            around.append(number)
    return found


def word(found: Sequence[Place], place: int) -> str:
    """Return the word or sign at a place, "" outside the statement."""
    return found[place].word if 0 <= place < len(found) else ""


def is_relationship(found: Sequence[Place], bracket: int) -> bool:
    return word(found, bracket) == "[" and word(found, bracket - 1) == "-"


def is_property_map(found: Sequence[Place], bracket: int) -> bool:
    """Return whether ``{`` holds the properties of a pattern: it follows a variable, label or type in one."""
    before = found[bracket - 1]
    return (
        word(found, bracket) == "{"
        and before.token.kind == "name"
        and word(found, bracket - 2) in (":", "|", "(", "[")
        and (word(found, before.inside[-1]) if before.inside else "") in ("(", "[")
    )


def is_literal_map(found: Sequence[Place], bracket: int) -> bool:
    return word(found, bracket) == "{" and word(found, bracket - 1) in ("(", ",", "[", ":", "=")


def heading(text: str) -> Iterator[str]:
    """The header is understood, its parameters are those that the statement uses, and nothing else is a comment."""
    try:
        found = query("file", text)
        used = parameters(text)
    except EcographError as error:
        yield str(error)
        return
    if {each.name for each in found.parameters} != set(used):
        yield f"the header has not the parameters {used}"
    body = "\n".join(dropwhile(lambda line: line.startswith("//"), text.splitlines()))
    if "//" in body or "/*" in body:
        yield "a comment stands after the header"


def one_statement(text: str) -> Iterator[str]:
    try:
        statement(text)
    except EcographError as error:
        yield str(error)


def returned(text: str) -> tuple[list[list[Place]], list[list[Place]]]:
    """Return the signs of each column and of each key of the order of the last RETURN that stands in no bracket."""
    found = places(text)
    outer = [place for place, each in enumerate(found) if not each.inside]
    begin = max((place for place in outer if found[place].word == "RETURN"), default=len(found))
    ends = [place for place in outer if place > begin and found[place].word in ("ORDER", "SKIP", "LIMIT")]
    orders = [place for place in ends if found[place].word == "ORDER"]
    begin += word(found, begin + 1) == "DISTINCT"
    columns = found[begin + 1 : ends[0] if ends else len(found)]
    keys = found[orders[0] + 2 : next((end for end in ends if end > orders[0]), len(found))] if orders else []
    return [apart(part) for part in (columns, keys)]  # type: ignore[return-value]  # there are two


def apart(found: Sequence[Place]) -> list[list[Place]]:
    """Return what stands between commas that stand in no bracket."""
    parts: list[list[Place]] = [[]] if found else []
    for place in found:
        if place.word == "," and not place.inside:
            parts.append([])
        else:
            parts[-1].append(place)
    return parts


def aliases(text: str) -> Iterator[str]:
    """Each column has an alias, and the aliases are those of the header in its order."""
    columns = returned(text)[0]
    bare = [" ".join(place.word for place in column) for column in columns if word(column, len(column) - 2) != "AS"]
    yield from (f"the column {column} has no alias" for column in bare)
    found = [column[-1].token.name for column in columns]
    stated = [each.name for each in query("file", text).returns]
    if not bare and found != stated:
        yield f"the columns are {found}, those of the header {stated}"


def ordered(text: str) -> Iterator[str]:
    if not returned(text)[1]:
        yield "the rows have no order"


def vocabulary(text: str) -> Iterator[str]:
    """Labels, types and properties are those of the schema."""
    found = places(text)
    made = {
        found[place - 1].token.name
        for place, each in enumerate(found)
        if each.word == ":" and each.inside and is_literal_map(found, each.inside[-1])
    }
    for place, each in enumerate(found):
        around = each.inside[-1] if each.inside else -1
        if each.word == ":" and word(found, around) == "{" and is_property_map(found, around):
            yield from unknown("property", found[place - 1], model.PROPERTIES)
        elif each.word == ":" and not (word(found, around) == "{" and is_literal_map(found, around)):
            is_type = around >= 0 and is_relationship(found, around)
            for name in listed(found, place):
                yield from unknown("type" if is_type else "label", name, model.TYPES if is_type else model.LABELS)
        elif each.word == "." and not is_call(found, place):
            is_component = word(found, place - 1) == ")" or word(found, place - 2) == "."
            yield from unknown("property", found[place + 1], {*model.PROPERTIES, *made, *COMPONENTS * is_component})


def is_call(found: Sequence[Place], place: int) -> bool:
    """Return whether a dot belongs to the name of a function or procedure."""
    while word(found, place) == ".":
        place += 2
    return word(found, place) == "("


def listed(found: Sequence[Place], place: int) -> Iterator[Place]:
    """Yield the names after a colon: ``:A|B``, ``:A:B``."""
    while word(found, place) in (":", "|", "&") and found[place + 1].token.kind in ("name", "quoted"):
        yield found[place + 1]
        place += 2
        if word(found, place) == ":":
            return  # it comes as a colon of its own


def unknown(what: str, place: Place, known: object) -> Iterator[str]:
    if place.token.name not in known:  # type: ignore[operator]  # a tuple or a set
        yield f"{place.token.line}: the schema has no {what} {place.token.name}"


def portable(text: str) -> Iterator[str]:
    """There is nothing that an engine lacks or reads in another way."""
    found = places(text)
    for place, each in enumerate(found):
        wrong = odd_word(found, place) if each.token.kind == "name" else odd_path(found, place)
        if wrong:
            yield f"{each.token.line}: {wrong}"
        if is_property_map(found, place):
            yield from of_map(found, place)
    yield from chained(found)


def odd_word(found: Sequence[Place], place: int) -> str:
    """Return what is wrong with a word, "" where nothing is."""
    each, after = found[place], word(found, place + 1)
    is_function = after == "(" and word(found, place - 1) != "."
    reasons = {
        "COLLECT {}": each.word == "COLLECT" and after == "{",
        "SHORTEST": each.word == "SHORTEST",
        "LOAD CSV": each.word == "LOAD" and after == "CSV",
        "an extension of Neo4j": each.word in ("APOC", "GDS") and after == ".",
        "it reads the clock": each.word in CLOCKS and is_function and word(found, place + 2) == ")",
        "WHERE stands inside a pattern": each.word == "WHERE" and is_inline(found, each.inside),
        CLOSED.get(each.token.text.lower(), "-"): each.token.text.lower() in CLOSED and is_function,
    }
    return next((f"{each.token.text}: {reason}" for reason, is_so in reasons.items() if is_so), "")


def odd_path(found: Sequence[Place], place: int) -> str:
    """Return what is wrong with a sign, "" where nothing is."""
    each = found[place]
    is_star = each.word == "*" and bool(each.inside) and is_relationship(found, each.inside[-1])
    if is_star and not is_bounded(found, place):
        return "a path without bounds"
    return "a quantified path" if is_quantified(found, place) else ""


def is_inline(found: Sequence[Place], inside: Sequence[int]) -> bool:
    around = inside[-1] if inside else -1
    in_function = word(found, around - 1) in ("ANY", "ALL", "NONE", "SINGLE")
    return (word(found, around) == "(" and not in_function) or is_relationship(found, around)


def is_bounded(found: Sequence[Place], place: int) -> bool:
    """Return whether ``*2`` or ``*1..3`` stands there."""
    numbers = [found[after].token.kind == "number" for after in (place + 1, place + 3)]
    return numbers[0] and (word(found, place + 2) != ".." or numbers[1])


def is_quantified(found: Sequence[Place], place: int) -> bool:
    """Return whether a bracket with a path in it, or an arrow, is followed by how often it may be repeated."""
    after = word(found, place + 1)
    counts = after in ("+", "*") or (
        after == "{" and (found[place + 2].token.kind == "number" or word(found, place + 2) == ",")
    )
    if not counts:
        return False
    if word(found, place - 1) + word(found, place) in ("->", "]-"):
        return True
    if word(found, place) != ")":
        return False
    begin = max(before for before in range(place) if found[before].inside == found[place].inside)
    inner = [other.word for other in found[begin:place] if other.inside == (*found[place].inside, begin)]
    return "-" in inner and "(" in inner


def of_map(found: Sequence[Place], bracket: int) -> Iterator[str]:
    """Yield what is wrong with ``{property: value}`` of a pattern.

    kglite finds nothing by a property of a relationship, ``{source_id: r.source_id}``, and ArcadeDB not always. kglite
    refuses a property that no node has, as an optional column may be.
    """
    own = [place for place, each in enumerate(found) if each.inside == (*found[bracket].inside, bracket)]
    labels = {table.label: table for table in model.NODE_TABLES}
    table = labels.get(found[bracket - 1].token.name)
    needed = {column.name for column in table.columns if column.required} if table else set()
    needed |= {model.node_key(table), *table.key} if table else set()
    for place in own:
        if word(found, place) == ".":
            yield f"{found[place].token.line}: a property of something else stands in a pattern; use WITH or WHERE"
        if word(found, place) == ":" and table and found[place - 1].token.name not in needed:
            yield f"{found[place].token.line}: {found[place - 1].token.name} may be missing; use WHERE"


def chained(found: Sequence[Place]) -> Iterator[str]:
    seen: set[tuple[int, ...]] = set()
    for place, each in enumerate(found):
        is_arrow = (each.word == ">" and word(found, place - 1) == "-") or (
            each.word == "<" and word(found, place + 1) == "-"
        )
        if each.word in APART:
            seen.discard(each.inside)
        elif each.token.kind == "symbol" and each.word in COMPARING and not is_arrow:
            if each.inside in seen:
                yield f"{each.token.line}: a chain of comparisons"
            seen.add(each.inside)


def harmless(text: str) -> Iterator[str]:
    try:
        guard.refuse_writing(text)
    except EcographError as error:
        yield str(error)


CHECKS: dict[str, tuple[Check, ...]] = {
    "queries": (heading, one_statement, aliases, ordered, vocabulary, portable, harmless),
    "schema": (one_statement, vocabulary, portable),
    "gds": (heading, one_statement, aliases, vocabulary),
}
"""The checks of the files of each folder."""

GOOD = """// What it answers.
//
// params:
//   kind: text = 'cluster' -- the kind
// returns:
//   org_id: text -- the id
//   n: integer -- the projects
MATCH (o:Organisation)-[t:PARTICIPATES_IN|TIED_TO*1..3]->(p)
WHERE o.kind = $kind AND p:Project AND any(name IN [o.name] WHERE name <> 'a < b < c')
WITH o, collect({n: p.start_first.year, row: p.row}) AS found
RETURN o.org_id AS org_id, size([x IN found WHERE x.n > 2000 | x.row]) AS n
ORDER BY n DESC, org_id
"""

FAULTS: tuple[tuple[Check, str, str], ...] = (
    (heading, "// What it answers.\n", ""),
    (heading, "//   n: integer -- the projects", "//   n: whole -- the projects"),
    (heading, "$kind", "'cluster'"),
    (heading, "o.kind = $kind", "o.kind IN [$kind, $other]"),
    (heading, "\nORDER", "\n// by size\nORDER"),
    (heading, "\nORDER", " /* by size */\nORDER"),
    (one_statement, "org_id\n", "org_id; MATCH (n) RETURN n\n"),
    (aliases, "o.org_id AS org_id,", "o.org_id,"),
    (aliases, " AS n\nORDER", " AS m\nORDER"),
    (
        aliases,
        "//   org_id: text -- the id\n//   n: integer -- the projects",
        "//   n: integer -- N\n//   org_id: text -- O",
    ),
    (ordered, "ORDER BY n DESC, org_id\n", ""),
    (ordered, "ORDER BY n DESC, org_id\n", "LIMIT 5\n"),
    (vocabulary, "o:Organisation", "o:Organization"),
    (vocabulary, "p:Project", "p:Projects"),
    (vocabulary, "t:PARTICIPATES_IN", "t:TAKES_PART_IN"),
    (vocabulary, "|TIED_TO", "|TIED"),
    (vocabulary, "o.kind", "o.sort"),
    (vocabulary, "(o:Organisation)", "(o:Organisation {sort: 'x'})"),
    (vocabulary, "start_first.year", "start_first.years"),
    (vocabulary, "x.n >", "x.m >"),
    (portable, "*1..3", "*"),
    (portable, "*1..3", "*1.."),
    (portable, "*1..3", "*..3"),
    (portable, "(o:Organisation)-", "(o:Organisation WHERE o.kind = $kind)-"),
    (portable, "*1..3]", " WHERE t.row = 'x']"),
    (portable, "*1..3]->(p)", "]->{1,3}(p)"),
    (portable, "*1..3]->(p)", "]->+(p)"),
    (portable, "(p)\nWHERE", "((p)-[:HAS_THEME]->(q)){1,2}\nWHERE"),
    (portable, "size([x IN found WHERE x.n > 2000 | x.row])", "COLLECT { MATCH (q:Project) RETURN q.row AS row }"),
    (portable, "MATCH (o", "MATCH SHORTEST 1 (o"),
    (portable, "x.row]", "labels(o)[0]]"),
    (portable, "x.row]", "properties(o)]"),
    (portable, "x.row]", "elementId(o)]"),
    (portable, "x.row]", "apoc.text.join([x.row], ',')]"),
    (portable, "x.row]", "gds.version()]"),
    (portable, "2000", "date().year"),
    (portable, "size(", "percentileCont("),
    (portable, "x.n > 2000", "1000 < x.n <= 2000"),
    (portable, "o.kind = $kind", "'a' < o.kind < $kind"),
    (portable, "MATCH (o", "LOAD CSV FROM 'file' AS line MATCH (o"),
    (portable, "WITH o, collect(", "MATCH (s:Source {source_id: t.source_id}) WITH o, collect("),
    (portable, "o:Organisation", "o:Organisation {country: 'DK'}"),
    (harmless, "RETURN o.org_id", "SET o.name = 'x' RETURN o.org_id"),
)
"""A check, what it finds in ``GOOD`` with one thing changed: what is taken out, what is put in its place."""


def faults(text: str, checks: Sequence[Check]) -> list[str]:
    return [f"{check.__name__}: {fault}" for check in checks for fault in check(text)]


def files(folder: str) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((CYPHER / folder).glob("**/*.cypher"))}


@pytest.mark.parametrize("folder", CHECKS)
def test_every_cypher_file_says_what_it_does_and_keeps_to_what_all_engines_understand(folder: str) -> None:
    found = [f"{name}: {fault}" for name, text in files(folder).items() for fault in faults(text, CHECKS[folder])]
    assert not found, "\n".join(found)


def test_every_cypher_file_stands_in_a_folder_that_is_checked_and_there_are_thirty_queries() -> None:
    every = {path.relative_to(CYPHER).parts[0] for path in CYPHER.rglob("*.cypher")}
    assert every <= set(CHECKS)
    assert files("schema")
    assert set(QUERIES) == {name.removesuffix(".cypher") for name in files("queries")}
    assert len(QUERIES) >= FEWEST


def test_the_checks_find_nothing_in_a_good_file() -> None:
    assert faults(GOOD, CHECKS["queries"]) == []


@pytest.mark.parametrize(("check", "old", "new"), FAULTS)
def test_a_check_finds_a_planted_fault(check: Check, old: str, new: str) -> None:
    assert GOOD.count(old) == 1
    assert list(check(GOOD.replace(old, new)))


def test_every_check_has_a_planted_fault() -> None:
    assert {check for checks in CHECKS.values() for check in checks} == {check for check, _, _ in FAULTS}


def unlike(queries: Iterable[Query]) -> list[str]:
    """Return the columns and the parameters that are of one kind in one query and of another in the next.

    Names tell kinds too: ``n_`` a count, ``is_`` and ``has_`` a truth, ``_ids`` and ``_names`` a list, ``_id`` and
    ``_name`` a text.
    """
    kinds: dict[str, set[str]] = {}
    for each in queries:
        for one in each.parameters:
            kinds.setdefault(f"parameter {one.name}", set()).add(one.kind)
        for column in each.returns:
            kinds.setdefault(f"column {column.name}", set()).add(column.kind)
    said = {"n_": "integer", "is_": "boolean", "has_": "boolean", "_ids": "texts", "_names": "texts"}
    said |= {"_id": "text", "_name": "text"}
    for name, found in kinds.items():
        bare = name.removeprefix("column ")
        found |= {kind for part, kind in said.items() if bare.startswith(part) or bare.endswith(part)}
    return sorted(name for name, found in kinds.items() if len(found) > 1)


def test_a_column_or_parameter_is_of_one_kind_in_every_query() -> None:
    """A value is a number in figures and a text in identifiers; sides are organisations or countries; as the schema.

    A programme is a project, or what projects call it.
    """
    assert unlike(QUERIES.values()) == ["column value", "parameter left", "parameter programme", "parameter right"]


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("//   n: integer", "//   n: text", "column n"),
        ("//   org_id: text", "//   org_id: integer", "column org_id"),
        ("n: integer", "is_n: integer", "column is_n"),
        ("n: integer", "n_ids: integer", "column n_ids"),
        ("kind: text = 'cluster'", "kind: integer = 1", "parameter kind"),
    ],
)
def test_a_column_of_two_kinds_is_found(old: str, new: str, column: str) -> None:
    assert unlike([query("good", GOOD)]) == []
    assert unlike([query("good", GOOD), query("other", GOOD.replace(old, new))]) == [column]


def test_every_query_is_named_in_the_documentation() -> None:
    """In backticks, or as ``ecograph query --list`` prints it: at the beginning of a line, with blanks after it."""
    pages = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
    named = {name for found in re.findall(r"`(\w+)`|^(\w+)  ", pages, re.MULTILINE) for name in found}
    assert sorted(set(QUERIES) - named) == []


def keyed(text: str) -> str:
    """Return a query whose columns are the keys by which its rows are ordered, for all its rows."""
    columns, keys = returned(text)
    expressions = {column[-1].token.name: column[:-2] for column in columns}
    whole = places(text)
    begin = max(place for place, each in enumerate(whole) if each.word == "RETURN" and not each.inside)
    direction = ("ASC", "ASCENDING", "DESC", "DESCENDING")
    made = []
    for number, key in enumerate(keys):
        bare = key[:-1] if key[-1].word in direction else key
        parts = [
            enclosed(expressions[each.token.name])
            if each.token.kind == "name" and each.token.name in expressions and not is_property(bare, place)
            else each.token.text
            for place, each in enumerate(bare)
        ]
        made.append(f"{' '.join(parts)} AS key{number}")
    return f"{written(whole[:begin])} RETURN {', '.join(made)}"


def enclosed(found: Sequence[Place]) -> str:
    """Return an expression that may stand in another one; kglite reads ``(COUNT {`` as the beginning of a pattern."""
    is_one = all(each.inside or each.token.kind != "symbol" or each.word in ("(", ")", "[", "]", ".") for each in found)
    return written(found) if is_one or found[0].word == "COUNT" else f"({written(found)})"


def is_property(found: Sequence[Place], place: int) -> bool:
    return "." in (word(found, place - 1) if place else "", word(found, place + 1))


def written(found: Sequence[Place]) -> str:
    return " ".join(each.token.text for each in found)


UNORDERED = GOOD.replace("ORDER BY n DESC, org_id", "ORDER BY n DESC")


@pytest.fixture(scope="module")
def bundled() -> object:
    pytest.importorskip("kglite", reason="the embedded engine, kglite, is not installed")
    return embedded.filled(property_graph(load()))


def shared_places(graph: object, text: str, values: dict[str, object]) -> int:
    """Return how many rows have the same keys as another one."""
    rows = embedded.read(graph, keyed(text), values, timeout=120, limit=None).rows
    return len(rows) - len({repr(row) for row in rows})


@pytest.mark.parametrize("name", QUERIES)
def test_no_two_rows_of_a_query_have_the_same_place_in_its_order(bundled: object, name: str) -> None:
    assert shared_places(bundled, QUERIES[name].statement, given(name)) == 0


def test_rows_with_the_same_place_are_found(bundled: object) -> None:
    values: dict[str, object] = {"kind": "cluster"}
    assert shared_places(bundled, statement(UNORDERED), values) > 0
    assert shared_places(bundled, statement(GOOD), values) == 0
