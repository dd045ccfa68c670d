"""The change report as Markdown, as one HTML file that loads nothing, and as JSON for programs.

Text of data makes no markup in any of them. Markdown and HTML show the first rows of a long list; JSON has all.
"""

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from ecograph.changes.changes import Changes
from ecograph.changes.figures_told import figure_name, reasons
from ecograph.changes.labels import Labels
from ecograph.changes.report import telling
from ecograph.changes.telling import Part
from ecograph.language import capital
from ecograph.language.changes import HEADS, MORE, MORE_BEHIND, REPORT
from ecograph.outputs.markdown import escaped, one_line, table
from ecograph.outputs.rows import exact

SCHEMA_VERSION: Final = 1
"""The version of what ``described`` returns."""


def markdown(changes: Changes, language: str, *, title: str, before: str, after: str) -> str:
    r"""Return a change report as Markdown (CommonMark with tables).

    Args:
        changes: What differs between two states.
        language: da, nb or en.
        title: The name of the dataset.
        before: What the earlier state is called, such as a date or the name of a snapshot.
        after: What the later state is called.

    >>> from ecograph.changes.changes import changes
    >>> from ecograph.ecosystem import Ecosystem
    >>> print(markdown(changes(Ecosystem.of(), Ecosystem.of()), "nb", title="A|B", before="i går", after="i dag"))
    # Endringsrapport: A\|B
    <BLANKLINE>
    Fra i går til i dag
    <BLANKLINE>
    Ingen endringer
    <BLANKLINE>
    """
    told = telling(changes, language, title=title, before=before, after=after)
    blocks = [f"# {escaped(told.title)}", escaped(told.between), escaped(capital(told.summary))]
    for part in told.parts:
        blocks += _blocks(part, language)
    return "\n\n".join(blocks) + "\n"


def _blocks(part: Part, language: str) -> Iterator[str]:
    yield f"## {escaped(part.title)}"
    yield from map(escaped, part.texts)
    for listing in part.listings:
        yield f"### {escaped(listing.caption)}"
        yield table(listing.heads, listing.rows)
        if listing.n_more:
            yield escaped(MORE.of(listing.n_more)(language))
    if part.why:
        yield f"### {escaped(REPORT['why'].in_(language))}"
    for why in part.why:
        yield f"#### {escaped(why.title)}"
        yield escaped(why.text)
        more = [MORE_BEHIND.of(why.n_more)(language)] if why.n_more else []
        if why.points:
            yield "\n".join(f"- {escaped(point)}" for point in (*why.points, *more))


def html(changes: Changes, language: str, *, title: str, before: str, after: str) -> str:
    """Return a change report as one HTML file without scripts that loads nothing; the arguments are those of markdown.

    >>> from ecograph.changes.changes import changes
    >>> from ecograph.ecosystem import Ecosystem
    >>> page = html(changes(Ecosystem.of(), Ecosystem.of()), "da", title="<b>", before="i går", after="i dag")
    >>> "Ændringsrapport: &lt;b&gt;" in page, "ngen ændringer" in page, "<script" in page
    (True, True, False)
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("ecograph.outputs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"line": one_line, "capital": capital}
    return environment.get_template("changes.html.j2").render(
        told=telling(changes, language, title=title, before=before, after=after),
        words={name: words.in_(language) for name, words in REPORT.items()},
        heads={name: words.in_(language) for name, words in HEADS.items()},
        more=lambda n: MORE.of(n)(language),
        more_behind=lambda n: MORE_BEHIND.of(n)(language),
    )


def described(changes: Changes, language: str, *, title: str, before: str, after: str) -> dict[str, Any]:
    """Return all changes as JSON can say them, with labels in a language; the arguments are those of markdown.

    An infinite bound is the text "Infinity".

    >>> from ecograph.changes.changes import changes
    >>> from ecograph.ecosystem import Ecosystem
    >>> row = {"org_id": "a", "name": "A", "kind": "company"}
    >>> found = changes(Ecosystem.of(), Ecosystem.of(organisations=[row]))
    >>> described(found, "en", title="T", before="b", after="a")["entered"][0]["label"]
    'A'
    """
    now, then = Labels(changes.after, language), Labels(changes.before, language)
    return {
        "schema_version": SCHEMA_VERSION,
        "language": language,
        "title": title,
        "before": before,
        "after": after,
        "is_empty": changes.is_empty,
        "summary": changes.summary(language),
        "crossed": _figures(changes, changes.crossed, now),
        "moved": _figures(changes, changes.moved, now),
        "joined": _objects(changes.joined),
        "split": _objects(changes.split),
        "renamed": _objects(changes.renamed),
        "entered": _labelled(changes.entered, now),
        "left": _labelled(changes.left, then),
        "changed": _labelled(changes.changed, now),
        "restated": _labelled(changes.restated, now),
    }


def _objects(rows: pl.DataFrame) -> list[dict[str, Any]]:
    return [{name: exact(value) for name, value in row.items()} for row in rows.iter_rows(named=True)]


def _labelled(rows: pl.DataFrame, labels: Labels) -> list[dict[str, Any]]:
    names = labels.of(rows.select("table", "key").iter_rows())
    found = _objects(rows)
    return [{"row": f"{row['table']}/{row['key']}", "label": names[row["table"], row["key"]], **row} for row in found]


def _figures(changes: Changes, rows: pl.DataFrame, labels: Labels) -> list[dict[str, Any]]:
    """Return key figures with the rows behind them that differ, without those that do not."""
    found = []
    for row in rows.drop("rows", "entered", "left", "changed").with_row_index("at").iter_rows(named=True):
        whole = rows.row(row.pop("at"), named=True)
        why = [{"how": each.how, "row": f"{each.table}/{each.key}"} for each in reasons(changes, whole)]
        own = {name: exact(value) for name, value in row.items()}
        found.append({"label": figure_name(changes, whole, labels), **own, "why": why})
    return found
