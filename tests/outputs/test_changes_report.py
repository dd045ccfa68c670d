"""The change report in each format: read line by line in three languages, whole whatever the data say.

`pytest tests/outputs/test_changes_report.py --regenerate` writes the golden files anew; read what changed.
"""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
import states
from hostile import HOSTILE, hostile
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ecograph.changes.changes import Changes, changes
from ecograph.changes.telling import LONGEST, MOST
from ecograph.ecosystem import Ecosystem
from ecograph.language import LANGUAGES
from ecograph.outputs.changes import described, html, markdown
from ecograph.outputs.markdown import escaped, one_line, table

GOLDEN = Path(__file__).parents[1] / "golden"
NAMED = {"title": "Clusters", "before": "2023-12-31", "after": "2024-02-01"}


@pytest.fixture(scope="module")
def found() -> Changes:
    """Return the changes between the two states written by hand."""
    return changes(states.before(), states.after(), figures=states.figures(), crossed=states.crossed())


@pytest.fixture(scope="module")
def wild() -> Changes:
    """Return changes in which every text is hostile."""
    return changes(Ecosystem.of(), hostile())


@pytest.fixture(scope="module")
def many() -> Changes:
    """Return changes with more rows of a kind than are shown."""
    rows = [{"org_id": f"o-{i:03}", "name": f"Name {i}", "kind": "company"} for i in range(MOST + 2)]
    one = {"org_id": "a", "name": "A", "kind": "company"}
    return changes(Ecosystem.of(organisations=[one]), Ecosystem.of(organisations=[one | {"kind": "fund"}, *rows]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_on_each_kind_of_change_reads_as_it_was_read(
    language: str, found: Changes, request: pytest.FixtureRequest
) -> None:
    told, path = markdown(found, language, **NAMED), GOLDEN / f"changes_{language}.md"
    if request.config.getoption("--regenerate"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == told, "run with --regenerate and read what changed"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_changes_give_the_same_bytes(language: str, found: Changes) -> None:
    again = changes(states.before(), states.after(), figures=states.figures(), crossed=states.crossed())
    for write in (markdown, html):
        assert write(found, language, **NAMED) == write(again, language, **NAMED)
    assert described(found, language, **NAMED) == described(again, language, **NAMED)


class Page(HTMLParser):
    """What a page has: its tags with attributes in order, and its text by tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for each, attributes in self.tags if each == tag]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_its_language_a_policy_headings_in_order_and_tables_with_captions(
    language: str, found: Changes
) -> None:
    page = Page(html(found, language, **NAMED))
    assert page.all("html") == [{"lang": language}]
    policy = next(each["content"] for each in page.all("meta") if "http-equiv" in each)
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == levels.count(1) == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))
    assert len(page.all("caption")) == len(page.all("table")) > 20
    assert all(each.get("scope") in {"row", "col"} for each in page.all("th"))
    ids = [each["id"] for _, each in page.tags if "id" in each]
    assert len(ids) == len(set(ids))
    assert {each["href"] for each in page.all("a")} <= {f"#{each}" for each in ids}


def test_the_page_of_hostile_texts_has_no_tag_but_its_own_and_shows_the_texts(wild: Changes) -> None:
    page = Page(html(wild, "en", title=HOSTILE[0], before=HOSTILE[1], after=HOSTILE[6]))
    own = {"html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "p", "nav", "ul", "li"}
    own |= {"main", "section", "div", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert {tag for tag, _ in page.tags} <= own
    assert {name for _, each in page.tags for name in each}.isdisjoint({"onerror", "onload", "src", "style"})
    assert HOSTILE[0] in page.texts
    assert any("\\u202egnp.exe" in text for text in page.texts)
    assert not any("\u202e" in text for text in page.texts)


def test_a_long_list_is_cut_and_says_so(many: Changes) -> None:
    told = markdown(many, "da", **NAMED)
    assert "### Kommet til: 52 organisationer" in told
    assert told.count("| Name ") == MOST
    assert "\n2 flere står i JSON-filen.\n" in told
    assert "2 til står i JSON-filen." in html(many, "nb", **NAMED)
    assert len(described(many, "da", **NAMED)["entered"]) == MOST + 2


def test_a_long_text_is_cut_in_the_report_and_whole_in_json(wild: Changes) -> None:
    assert HOSTILE[-1] not in markdown(wild, "en", **NAMED)
    assert "x" * (LONGEST - 1) + "…" in markdown(wild, "en", **NAMED)
    assert HOSTILE[-1] in {row["label"] for row in described(wild, "en", **NAMED)["entered"]}


def test_no_change_is_one_line() -> None:
    same = changes(Ecosystem.of(), Ecosystem.of())
    # read aloud: the title, from when to when, and that nothing changed
    assert markdown(same, "en", **NAMED) == "# Change report: Clusters\n\nFrom 2023-12-31 to 2024-02-01\n\nNo change\n"
    page = Page(html(same, "da", **NAMED))
    assert page.all("nav") == []
    assert "Ingen ændringer" in page.texts


def test_json_has_every_row_with_its_name_and_why_a_figure_moved(found: Changes) -> None:
    said = described(found, "en", **NAMED)
    assert said == json.loads(json.dumps(said, allow_nan=False))
    assert list(said) == ["schema_version", "language", "title", "before", "after", "is_empty", "summary", "crossed",
                          "moved", "joined", "split", "renamed", "entered", "left", "changed", "restated"]  # fmt: skip
    assert (said["schema_version"], said["is_empty"]) == (1, False)
    counts = {name: len(said[name]) for name in ("entered", "left", "changed", "restated", "moved", "crossed")}
    assert counts == {"entered": found.entered.height, "left": found.left.height, "changed": found.changed.height,
                      "restated": 2, "moved": 8, "crossed": 3}  # fmt: skip
    firm = next(row for row in said["left"] if row["row"] == "organisations/old-firm")
    assert firm == {"row": "organisations/old-firm", "label": "Old Firm ApS", "table": "organisations",
                    "key": "old-firm", "source_id": "report", "locator": "12", "follows": False}  # fmt: skip
    assert said["moved"][1]["label"] == "members known by name"
    assert said["moved"][1]["why"][1] == {"how": "left", "row": "memberships/old-firm|welfare-tech|1"}
    assert len(said["moved"][3]["why"]) == 14  # all, where the report shows ten


def test_json_says_infinity_as_a_text() -> None:
    figures = states.figures().with_columns(high=float("inf"))
    found = changes(states.before(), states.after(), figures=figures)
    assert described(found, "en", **NAMED)["moved"][0]["high"] == "Infinity"


AWKWARD = [
    *HOSTILE[:-1],
    *("a|b", "[a](b)", "![a](b)", "*a*", "__a__", "`a`", "# a", "a #", "1. a", "2) a", "- a", "+ a", "+", "-", "---"),
    *("***", "===", "> a", "<https://a.dk>", "https://a.dk", "www.a.dk", "WWW.a.dk", "a@b.dk", "mailto:a@b.dk"),
    *("//a.dk", "a\\", "\\|", "&amp;", "&#65;", "~~a~~", "[^1]", "[x] a", "a\n\nb", "|", "| --- |", "$a$", ":a"),
    *("```", "    a"),
]
TEXTS = st.sampled_from(AWKWARD) | st.text(st.sampled_from("ab1 .:/@w\\`*_{}[]()<>#+-=!|~&;$^\n\t\"'"), max_size=30)


Test = Callable[[str], None]


def examples(test: Test) -> Test:
    for text in AWKWARD:
        test = example(text)(test)
    return test


@settings(deadline=None)
@given(TEXTS)
def test_an_escaped_text_reads_as_the_text_and_has_no_sign_left_that_acts(text: str) -> None:
    line = escaped(text)
    # CommonMark 0.31, 2.4: a backslash before ASCII punctuation stands for that sign, and takes its meaning
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line) == one_line(text)
    rest = re.sub(r"\\[!-/:-@\[-`{-~]", "¤", line)
    assert not re.search(r"[\\`*_\[\]<>#|~$@\n]|&[#\w]|//|(?i:www\.)|\A-|\A\+(\s|\Z)|\A\d{1,9}[.)](\s|\Z)", rest)


@pytest.mark.skipif(not all(map(find_spec, ("markdown_it", "linkify_it"))), reason="no Markdown parser is installed")
@settings(deadline=None)
@given(TEXTS)
@examples
def test_a_markdown_parser_shows_the_text_and_nothing_else(text: str) -> None:
    parser = pytest.importorskip("markdown_it").MarkdownIt("gfm-like", {"html": True})
    parser.linkify.set({"fuzzy_link": False})
    line = one_line(text)
    for around, tags in (
        ("{}", {"p"}),
        ("# {}", {"h1"}),
        ("- {}", {"ul", "li"}),
        ("", {"table", "thead", "tbody", "tr", "th", "td"}),
    ):
        source = around.format(escaped(text)) if around else table([text, "b"], [[text, "c"]])
        tokens = parser.parse(source)
        made = {token.tag for token in tokens if token.tag} - {"p"}
        inlines = [token for token in tokens if token.type == "inline"]
        assert made <= tags
        assert {child.type for each in inlines for child in each.children} <= {"text"}
        shown = ["".join(child.content for child in each.children) for each in inlines]
        assert shown == ([line, "b", line, "c"] if not around else [line] if line else shown)


def test_nothing_in_the_report_of_hostile_texts_is_a_link_a_picture_or_html(wild: Changes) -> None:
    told = markdown(wild, "en", title=HOSTILE[0], before="[a](b)", after="<b>")
    for line in told.splitlines():
        rest = re.sub(r"\\[!-/:-@\[-`{-~]", "¤", line)
        assert not re.search(r"[<>\[\]`]", rest), line
    heads = {line.count(" | ") for line in told.splitlines() if line.startswith("| What | Row")}
    assert {re.sub(r"\\[|]", "x", line).count("|") for line in told.splitlines() if line.startswith("| ")} == {5}
    assert heads == {3}
