"""The section on bridge builders: who joins others, in which role, and what falls apart without them."""

from collections.abc import Iterator

import polars as pl

from ecograph.language import capital
from ecograph.language.report import HEADS, ORGANISATIONS
from ecograph.language.report import brokerage as words
from ecograph.language.sentences import as_is, as_number, as_percent, filled
from ecograph.report import analysed
from ecograph.report.document import Said, Section
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks
from ecograph.report.writing import Listing, Shown, all_rows, listed, paragraph, points, told
from ecograph.rows import ROWS

LONGEST = 10
"""How many bridge builders the table shows."""

USED = ("betweenness", "articulation_points", "brokerage", "bridges", "components")
"""The measures of this section."""


def section(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return who joins others, in which role, and what falls apart without them."""
    title, ranked = words.TITLE.in_(language), _ranked(inputs)
    if ranked.is_empty():
        return Section("brokerage", title, paragraph(Said(words.NONE.in_(language))))
    blocks = (
        *points(*_said(inputs, ranked, language, marks)),
        *listed(
            Listing("brokerage-first", words.TABLE, FIRST, longest=LONGEST), ranked, language=language, marks=marks
        ),
        *listed(
            Listing("brokerage-roles", words.ROLES, ROLES, filled(words.ROLES_NOTE, groups=words.GROUPS.in_)),
            _roles(inputs),
            language=language,
            marks=marks,
        ),
        *listed(Listing("brokerage-bridges", words.BRIDGES, BRIDGES), _bridges(inputs), language=language, marks=marks),
    )
    return Section("brokerage", title, blocks)


def _ranked(inputs: Inputs) -> pl.DataFrame:
    """Return the organisations that lie between others, the strongest first."""
    between = analysed.measure(inputs, "betweenness")
    if between.is_empty():
        return between
    own = between.filter(pl.col("mode") == "organisation", pl.col("betweenness") > 0)
    ties = analysed.measure(inputs, "degree").filter(mode="organisation").select("id", "n_ties")
    cut = analysed.measure(inputs, "articulation_points").select("id", "n_cut_off", "n_parts", cut=ROWS)
    return own.join(ties, on="id", how="left", maintain_order="left").join(
        cut, on="id", how="left", maintain_order="left"
    )


FIRST = (
    Shown(HEADS["organisation"], "name"),
    Shown(HEADS["projects"], "n_ties", "projects"),
    Shown(words.BETWEENNESS, "betweenness", "index"),
    Shown(words.CUT_OFF, "n_cut_off", "organisations"),
)


def _said(inputs: Inputs, ranked: pl.DataFrame, language: str, marks: Marks) -> Iterator[Said]:
    """Yield who is first, whose leaving would split the ecosystem, and how much hangs together."""
    first, *others = ranked.head(2).iter_rows(named=True)
    second = as_is("")
    if others:
        name, value = as_is(others[0]["name"]), as_number(others[0]["betweenness"], 3)
        second = filled(words.SECOND, name=name, value=value).in_
    value = as_number(first["betweenness"], 3)
    rows = all_rows(ranked.head(2))
    yield told(
        words.FIRST, rows, language=language, marks=marks, first=as_is(first["name"]), value=value, second=second
    )
    splitting = analysed.measure(inputs, "articulation_points").filter(pl.col("is_articulation_point") == 1)
    if splitting.is_empty():
        yield told(words.NO_SPLIT, language=language, marks=marks)
    else:
        worst = splitting.row(0, named=True)
        yield told(
            words.SPLIT,
            all_rows(splitting),
            language=language,
            marks=marks,
            n=ORGANISATIONS.of(splitting.height),
            name=as_is(worst["name"]),
            parts=words.PARTS.of(worst["n_parts"]),
            off=ORGANISATIONS.of(worst["n_cut_off"]),
        )
    largest = analysed.measure(inputs, "components").row(0, named=True)
    n = ORGANISATIONS.of(largest["n_organisations"])
    yield told(words.TOGETHER, largest[ROWS], language=language, marks=marks, share=as_percent(largest["share"]), n=n)


def _roles(inputs: Inputs) -> pl.DataFrame:
    """Return the organisation with most paths in each role, in the order of the roles."""
    found = analysed.measure(inputs, "brokerage").filter(pl.col("n_paths") > 0)
    top = found.sort("n_paths", "id", descending=[True, False]).group_by("role", maintain_order=True).first()
    return top.sort(pl.col("role").cast(pl.Enum(list(words.ROLE_NAMES))))


ROLES = (
    Shown(words.ROLE, lambda row, lang: capital(words.ROLE_NAMES[row["role"]].in_(lang))),
    Shown(words.MEANING, lambda row, lang: words.ROLE_MEANINGS[row["role"]].in_(lang)),
    Shown(HEADS["organisation"], "name"),
    Shown(words.PATHS, "n_paths", "number"),
    Shown(HEADS["expected"], "expected", "decimal"),
)


def _bridges(inputs: Inputs) -> pl.DataFrame:
    """Return the ties that alone join two parts, those first beyond which most lie."""
    return analysed.measure(inputs, "bridges").drop_nulls("n_cut_off")


BRIDGES = (
    Shown(HEADS["organisation"], "left_name"),
    Shown(words.AND, "right_name"),
    Shown(words.BEYOND, "n_cut_off", "organisations"),
)
