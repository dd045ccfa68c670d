"""Tokens are what Neo4j's lexer (Cypher25Lexer.g4 of its language support) makes of the same text.

Where its own analysis was asked, the test says so. The rest follows from the rules of that file.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecograph.cypher.tokens import Token, parameters, statement, tokens
from ecograph.errors import EcographError


def pieces(text: str) -> list[tuple[str, str]]:
    """Return kind and text of each token."""
    return [(token.kind, token.text) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),  # the texts of the tokens, with blanks between
    [
        ("", ""),
        ("RETURN n.name", "RETURN n . name"),
        ("RETURN'a'AS b", "RETURN 'a' AS b"),
        ("'it\\'s'\"a\\\"b\"'\\\\'", "'it\\'s' \"a\\\"b\" '\\\\'"),
        ("('a\nb')", "( 'a\nb' )"),
        ("'//'// '\n1", "'//' 1"),
        ("'/*'/* ' // */1", "'/*' 1"),
        ("/**/ /***/ /* * / */ 1 /*\n*/", "1"),
        ("1 // to the end", "1"),
        ("(`a b``a``b```)", "( `a b``a``b``` )"),
        ("`a b`'`'``", "`a b` '`' ``"),
        ("$a+$1+$1a+$`a b`+$æ", "$a + $1 + $1a + $`a b` + $æ"),
        ("(n:$(a)) $any($b) $ALL ( $allies", "( n : $ ( a ) ) $ any ( $b ) $ ALL ( $allies"),
        ("1 1.5 .5 1e3 1.5E-3 0x1F 0o17 1_000", "1 1.5 .5 1e3 1.5E-3 0x1F 0o17 1_000"),
        ("a[1..2] *1..3 a[..5] 1.x", "a [ 1 .. 2 ] * 1 .. 3 a [ .. 5 ] 1 . x"),
        ("a<=b>=c<>d!=e=~f+=g||h::i", "a <= b >= c <> d != e =~ f += g || h :: i"),
        ("(a)<-[:B]-()-->(c)/2%3^4", "( a ) < - [ : B ] - ( ) - - > ( c ) / 2 % 3 ^ 4"),
        ("{a:1,b:[]};|&!", "{ a : 1 , b : [ ] } ; | & !"),
        ("ærlig+Ålesund+_x+x1+naïve+東京", "ærlig + Ålesund + _x + x1 + naïve + 東京"),
        ("\ufeffRETURN 1", "RETURN 1"),
        ("a\t\n\x0b\x0c\r\x1c\x1f\x85\xa0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000b", "a b"),
    ],
)
def test_a_text_is_cut_where_neo4j_cuts_it(text: str, expected: str) -> None:
    assert " ".join(token.text for token in tokens(text)) == expected


def test_a_token_says_its_kind_and_where_it_stands() -> None:
    assert tokens("RETURN 'a\nb', $x\r\n  /* \n */ `c`") == (
        Token("name", "RETURN", 1, 1),
        Token("string", "'a\nb'", 1, 8),
        Token("symbol", ",", 2, 3),
        Token("parameter", "$x", 2, 5),
        Token("quoted", "`c`", 4, 5),
    )
    assert pieces("1 a")[0] == ("number", "1")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a", "a"),
        ("`a``b`", "a`b"),
        ("$`a b`", "a b"),
        ("$1", "1"),
        (r"`caf\u00e9`", "café"),
        ("'a'", "'a'"),
        ("``", ""),
    ],
)
def test_the_name_of_a_token_is_without_its_signs(text: str, name: str) -> None:
    assert tokens(text)[0].name == name


def test_an_escaped_backslash_in_a_name_begins_no_escape() -> None:
    """Neo4j's own analysis takes a text with two backslashes and u0027 for a whole one."""
    assert tokens(r"`a\\u00e9`")[0].name == r"a\\u00e9"
    assert tokens(r"`\ud83d\ude00 \ud83d`")[0].name == "\N{GRINNING FACE} \ufffd"


@pytest.mark.parametrize(
    "text", [r"'\u00e6 \u0041'", r"'\\u0027'", r'"C:\\users"', r"'\\\\u005c'", "// C:\\users", "// \\u12"]
)
def test_an_escape_that_ends_nothing_is_read(text: str) -> None:
    assert [token.text for token in tokens(text + "\n")] == ([] if text.startswith("//") else [text])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("RETURN 'a", "1:8: a text in '...' does not end: add '"),
        ("RETURN 'a\\'", "1:8: a text in '...' does not end"),
        ('RETURN\n "a', '2:2: a text in "..." does not end: add "'),
        ("RETURN `a", "1:8: a name in backticks does not end: add `"),
        ("RETURN `a``", "1:8: a name in backticks does not end"),
        ("/* a", "1:1: a comment does not end: add */"),
        ("1 /*/", "1:3: a comment does not end"),
        ("RETURN $", "1:8: a parameter has no name"),
        ("RETURN $ a", "1:8: a parameter has no name: write $name, without a blank"),
        (r"\u0043REATE (n)", "1:1: an escape stands outside texts and names"),
        (r"RETURN n.\u0041", "1:10: an escape stands outside texts and names"),
        # Neo4j's own analysis takes each of the next four for another text than it looks like.
        (r"RETURN '\u0027", "1:8: a text in '...' does not end"),
        (r"RETURN '\u0027'", r"1:9: for Neo4j \u0027 can end a text or a comment: write the sign itself"),
        (r"RETURN '\uuu005c'", r"1:9: for Neo4j \uuu005c can end"),
        ("RETURN '\n\\\\\\u0041\\u0027'", r"2:3: for Neo4j \u0041\u0027 can end"),
        (r"RETURN `a\u0060`", r"1:10: for Neo4j \u0060 can end"),
        (r'RETURN "\u0022"', r"1:9: for Neo4j \u0022 can end"),
        (r"RETURN $`\u0060`", r"1:10: for Neo4j \u0060 can end"),
        (r"1 // a \u000a SET", r"1:8: for Neo4j \u000a can end"),
        (r"1 /* \u002a\u002F */", r"1:6: for Neo4j \u002a\u002F can end"),
        ("1 // a\rb", "1:7: only some engines end a comment at U+000D: write a line feed"),
        ("1 // a\u2028b", "1:7: only some engines end a comment at U+2028"),
        ("RETURN 'a\0'", "1:10: the sign U+0000 cannot be sent to an engine: take it out, or pass it as a parameter"),
        ("// \0", "1:4: the sign U+0000 cannot be sent"),
        ("RETURN '\udc80'", "1:9: the sign U+DC80 cannot be sent"),
        ("a\0", "1:2: the sign U+0000 means nothing in Cypher"),
        ("a \ufeff b", "1:3: the sign U+FEFF means nothing in Cypher: take it out, or put the name"),
        ("a\u180eb", "1:2: the sign U+180E means nothing in Cypher"),
        ("a\u200bb", "1:2: the sign U+200B means nothing in Cypher"),
        ("n\u00b2", "1:2: the sign U+00B2 means nothing in Cypher"),
        ("$n\u00bd", "1:3: the sign U+00BD means nothing in Cypher"),
        ("cafe\u0301", "1:5: the sign U+0301 means nothing in Cypher"),
        ("(a)\u2013(b)", "1:4: the sign U+2013 means nothing in Cypher: write - for it"),
        ("= \u2019a\u2019", "1:3: the sign U+2019 means nothing in Cypher: write ' for it"),
        ("a @ b", "1:3: the sign U+0040 means nothing in Cypher"),
        ("RETURN 1SET", "1:8: the number 1 runs into a word: write a blank after it"),
        ("RETURN 0XAB", "1:8: the number 0 runs into a word"),
        ("RETURN 1.5f", "1:8: the number 1.5 runs into a word"),
        ("RETURN s'{1}'", "1:8: only Cypher 25 reads a text with expressions in it"),
        ('RETURN S"{1}"', "1:8: only Cypher 25 reads a text with expressions in it"),
    ],
)
def test_what_cannot_be_read_in_one_way_is_an_error_with_its_place_and_cure(text: str, message: str) -> None:
    with pytest.raises(EcographError) as refused:
        tokens(text)
    assert str(refused.value).startswith(message)


def test_parameters_are_named_once_in_order_and_not_inside_texts() -> None:
    text = "MATCH (n {a: $b}) // $no\nWHERE n.x IN $a OR n.y = $`b` RETURN '$no' AS `$no`, $1 /* $no */"
    assert parameters(text) == ("b", "a", "1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RETURN 1", "RETURN 1"),
        ("\ufeff// header\n// params:\n\nMATCH (n) // all\nRETURN n;\n// end\n", "MATCH (n)  \nRETURN n"),
        ("RETURN ';' AS a, '// b' AS b;;", "RETURN ';' AS a, '// b' AS b"),
        ("RETURN/* a */1", "RETURN 1"),
        ("RETURN 1 // a\r\nAS n", "RETURN 1  \nAS n"),
    ],
)
def test_a_statement_is_without_comments_and_semicolon(text: str, expected: str) -> None:
    assert statement(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1:1: found no statement, only white space or comments: write one"),
        ("// a\n/* b */ ;", "1:1: found no statement"),
        ("RETURN 1;\nRETURN 2", "2:1: a second statement begins; expected one: keep one"),
        ("RETURN 1; // a\n;; 'b'", "2:4: a second statement begins"),
    ],
)
def test_none_or_several_statements_are_an_error(text: str, message: str) -> None:
    with pytest.raises(EcographError) as refused:
        statement(text)
    assert str(refused.value).startswith(message)


SIGNS = (
    st.text(st.sampled_from(list(" \n\r\t'\"`\\/*$;.:|(){}[]=+-<>!&%^,_aSx01u02728\u00e6\u2028\ufeff\u0301\0")))
    | st.text()
)


@settings(max_examples=500, deadline=None)
@given(text=SIGNS)
def test_any_text_is_read_or_is_an_error_of_ours(text: str) -> None:
    """Reading again what was read gives the same tokens; so does reading a statement without its comments."""
    try:
        found = tokens(text)
    except EcographError:
        return
    again = tokens(" ".join(token.text for token in found))
    assert [token[:2] for token in again] == [token[:2] for token in found]
    try:
        bare = statement(text)
    except EcographError:
        return
    assert [token[:2] for token in tokens(bare)] == [token[:2] for token in found if token.text != ";"]


@settings(max_examples=200, deadline=None)
@given(text=SIGNS)
def test_each_token_stands_where_it_says(text: str) -> None:
    lines = text.removeprefix("\ufeff").split("\n")
    try:
        found = tokens(text)
    except EcographError:
        return
    for token in found:
        rest = "\n".join([lines[token.line - 1][token.column - 1 :], *lines[token.line :]])
        assert rest.startswith(token.text)
