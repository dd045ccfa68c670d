"""What the projects of CORDIS are about: the fields of science of EuroSciVoc, and the call topics they answered.

Both become themes, so that a project is found by a field, by a wider field that contains it, or by its topic.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from ecograph.errors import Issue
from ecograph.identity.names import slug
from ecograph.parse import LINE, shown
from ecograph.readers.part import Part

TOPICS = "cordis-topics"
"""The framework of the call topics: each topic is a theme, labelled with its code."""

EUROSCIVOC = "euroscivoc"
"""The framework of the fields of science: a tree whose themes have the codes of the publisher."""

_NOT_READ = "the row is not read"


@dataclass(frozen=True, slots=True)
class About:
    """The tables ``frameworks``, ``themes`` and ``tags``, and what was not understood."""

    tables: Mapping[str, pl.DataFrame]
    issues: tuple[Issue, ...]


def themes(projects: Part, science: Part | None) -> About:
    """Return what the projects are about; a framework is there when a theme of it is.

    Args:
        projects: ``project.csv`` with ``project_id``.
        science: ``euroSciVoc.csv`` with ``project_id``, as ``known_science`` returns it; None when there is none.
    """
    topics = _topics(projects)
    frameworks = [_framework(projects, topics, "Call topics of the EU's framework programmes")]
    rows, tags = [_once(topics)], [topics]
    issues = _clashes(projects, topics, "topics")
    if science is not None:
        fields = _fields(science)
        frameworks.append(_framework(science, fields, "EuroSciVoc, the European Science Vocabulary"))
        rows.append(_once(fields))
        tags.append(science.facts(science.frame.with_columns(theme_id=_theme(pl.col("euroSciVocCode")))))
        issues += _clashes(science, fields, "euroSciVocPath")
    stated = [tag.select("theme_id", *_PLACE, subject="project_id", basis=pl.lit("stated")) for tag in tags]
    tables = {"frameworks": pl.concat(frameworks), "themes": pl.concat(rows, how="diagonal"), "tags": pl.concat(stated)}
    return About(tables, issues)


_PLACE = ("source_id", "locator", "certainty", "status")


def known_science(part: Part) -> Part:
    """Return ``euroSciVoc.csv`` with the rows whose code and path are understood and fit each other."""
    code, path = pl.col("euroSciVocCode"), pl.col("euroSciVocPath")
    known = part.filled("euroSciVocCode", _NOT_READ).filled("euroSciVocPath", _NOT_READ)
    form = f"expected numbers with a / before each, such as /23/53; {_NOT_READ}"
    known = known.fitting("euroSciVocCode", code.str.contains(r"^(/[0-9]{1,12})+$"), code="type", expected=form)
    known = known.where(code.is_not_null())
    alike = path.str.contains(r"^(/[^/]*[^/\s][^/]*)+$") & (code.str.count_matches("/") == path.str.count_matches("/"))
    form = f"expected as many titles as the code has numbers, with a / before each; {_NOT_READ}"
    known = known.fitting("euroSciVocPath", alike, code="type", expected=form).where(path.is_not_null())
    differs = (pl.col("euroSciVocTitle") != path.str.extract("([^/]*)$").str.strip_chars()).fill_null(value=True)
    form = "expected the last title of the path; the path is kept"
    return known.noted("euroSciVocTitle", differs, code="type", expected=form)


def _framework(part: Part, rows: pl.DataFrame, label: str) -> pl.DataFrame:
    """Return the framework that the themes name, on the line of the header; no row where there is no theme."""
    said = {"kind": pl.lit("topics"), "label_en": pl.lit(label), LINE: pl.lit(1, pl.Int64)}
    return part.facts(rows.select(pl.col("framework_id").unique()).with_columns(**said))


def _theme(code: pl.Expr) -> pl.Expr:
    return EUROSCIVOC + code.str.replace_all("/", ".", literal=True)


def _topics(part: Part) -> pl.DataFrame:
    """Return a row for each topic of each project: the project, the theme, its label."""
    code = pl.col("topics").str.split(";")
    each = part.frame.select("project_id", LINE, label_en=code).explode("label_en")
    each = each.with_columns(pl.col("label_en").str.strip_chars()).filter(pl.col("label_en") != "")
    ids = {label: f"topic.{slug(label)}" for label in each["label_en"].unique().sort()}
    theme = pl.col("label_en").replace_strict(ids, return_dtype=pl.String)
    return part.facts(each.with_columns(theme_id=theme, framework_id=pl.lit(TOPICS), parent_id=pl.lit(None, pl.String)))


def _fields(part: Part) -> pl.DataFrame:
    """Return a row for each field of science, and each wider one on its path: the theme, the wider theme, its label."""
    paths = part.frame.group_by(code="euroSciVocCode", path="euroSciVocPath").agg(pl.col(LINE).min())
    rows: dict[tuple[str, str], tuple[str | None, int]] = {}
    for code, path, line in paths.sort(LINE, "code", "path").iter_rows():
        numbers = [EUROSCIVOC, *code.split("/")[1:]]
        for depth, label in enumerate(path.split("/")[1:], 2):
            theme, wider = ".".join(numbers[:depth]), ".".join(numbers[: depth - 1])
            rows.setdefault((theme, label.strip()), (wider if depth > 2 else None, line))  # noqa: PLR2004 - the first level
    frame = pl.DataFrame(
        [(*key, *value) for key, value in rows.items()],
        schema={"theme_id": pl.String, "label_en": pl.String, "parent_id": pl.String, LINE: pl.Int64},
        orient="row",
    )
    return part.facts(frame.with_columns(framework_id=pl.lit(EUROSCIVOC)))


def _once(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each theme: that of the label that comes first in the alphabet, where it first stands."""
    first = rows.sort("theme_id", "label_en", LINE).unique("theme_id", keep="first", maintain_order=True)
    return first.select("theme_id", "framework_id", "parent_id", "label_en", *_PLACE)


def _clashes(part: Part, rows: pl.DataFrame, column: str) -> tuple[Issue, ...]:
    """Return an issue for each theme that has several labels."""
    labels = rows.group_by("theme_id", "label_en").agg(pl.col(LINE).min()).sort("theme_id", "label_en")
    many = labels.group_by("theme_id").agg("label_en", pl.col(LINE).max()).filter(pl.col("label_en").list.len() > 1)
    return tuple(
        Issue(
            part.file,
            line,
            column,
            "duplicate",
            f"found {_listed(said)} for one theme, expected one; the first is kept",
        )
        for said, line in many.sort("theme_id").select("label_en", LINE).iter_rows()
    )


def _listed(said: list[str]) -> str:
    return " and ".join(shown(text) for text in said)
