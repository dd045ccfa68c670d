"""What a gap in the data is: the columns that all gaps have, and the two shapes in which they come."""

from typing import NamedTuple

import polars as pl

from ecograph.language import LANGUAGES, Words
from ecograph.rows import ROWS

GAP = pl.Schema(
    {
        "answer": pl.String(),
        "what": pl.String(),
        "subject": pl.String(),
        "subject_name": pl.String(),
        "is_several": pl.Boolean(),
        "subjects": pl.List(pl.String),
        "n_subjects": pl.Int64(),
        "unit": pl.String(),
        "n_known": pl.Int64(),
        "n_missing_low": pl.Int64(),
        "n_missing_high": pl.Int64(),
        "weight": pl.Float64(),
        "cure_en": pl.String(),
        "cure_da": pl.String(),
        "cure_nb": pl.String(),
        ROWS: pl.List(pl.String),
    }
)
"""The columns of a gap. ``n_known`` and ``n_missing`` count what the answer is computed from, in ``unit``."""


class Question(NamedTuple):
    """What is missing for which answer.

    Args:
        answer: The answer it bears on.
        what: What is missing.
        unit: What the answer counts.
        cure: Whom to ask for what, in each language; ``{}`` is the name of the subject.
    """

    answer: str
    what: str
    unit: str
    cure: Words

    def cures(self, name: str) -> dict[str, pl.Expr]:
        """Return the columns that say whom to ask, from the column with the name of the subject.

        Where that has a name in each language, ``{language}`` stands for the language in the name of the column.

        >>> question = Question("goals", "figures", "goals", Words("ask {}", "spørg {}", "spør {}"))
        >>> pl.DataFrame({"who": ["A"]}).select(**question.cures("who")).row(0)
        ('spørg A', 'spør A', 'ask A')
        """
        told = {lang: self.cure.in_(lang) for lang in LANGUAGES}
        return {
            f"cure_{lang}": pl.format(text, name.format(language=lang)) if "{}" in text else pl.lit(text)
            for lang, text in told.items()
        }


def of_several(question: Question, table: str, bearing: pl.DataFrame) -> pl.DataFrame:
    """Return one gap of all rows of a table together.

    Args:
        question: What is missing.
        table: The table of the dataset.
        bearing: For each row ``name``, ``n`` (how much of the base of the answer it bears), ``is_known``, ``rows``
            (its name as a row).

    Returns:
        One row of the columns ``GAP``; its ``rows`` are those that lack it.

    By hand: of 3 + 1 participations the one of b has no region.

    >>> ask = Words("ask", "spørg", "spør")
    >>> bearing = pl.DataFrame({"name": ["a", "b"], "n": [3, 1], "is_known": [True, False], "rows": ["o/a", "o/b"]})
    >>> gap = of_several(Question("coverage", "region", "participations", ask), "organisations", bearing)
    >>> gap.select("n_known", "n_missing_low", "subjects").rows()
    [(3, 1, ['b'])]
    """
    n, is_known = pl.col("n").cast(pl.Int64), pl.col("is_known")
    lacking = bearing.sort("n", "name", ROWS, descending=[True, False, False])
    return lacking.select(
        answer=pl.lit(question.answer),
        what=pl.lit(question.what),
        subject=pl.lit(table),
        subject_name=pl.lit(f"all {table}"),
        is_several=pl.lit(value=True),
        subjects=pl.col("name").filter(~is_known).implode(),
        n_subjects=(~is_known).sum().cast(pl.Int64),
        unit=pl.lit(question.unit),
        n_known=n.filter(is_known).sum(),
        n_missing_low=n.filter(~is_known).sum(),
        n_missing_high=n.filter(~is_known).sum(),
        weight=pl.lit(1.0),
        **question.cures("name"),
        rows=pl.col(ROWS).filter(~is_known).implode(),
    ).cast(GAP)


def of_each(question: Question, bearing: pl.DataFrame, *, base: int) -> pl.DataFrame:
    """Return a gap for each subject that lacks something.

    Args:
        question: What is missing.
        bearing: What the answer counts, each once: ``subject``, ``subject_name``, ``name`` (of the thing counted),
            ``is_known``, ``rows`` (its name as a row).
        base: How much the answer counts in all; the weight of a subject is its share of that.

    Returns:
        A row of the columns ``GAP`` for each subject of which something is not known; its ``rows`` are those.

    By hand: a has two of four goals, and one of them has no figure.

    >>> ask = Words("ask {}", "spørg {}", "spør {}")
    >>> bearing = pl.DataFrame({"subject": ["a", "a"], "subject_name": ["A", "A"], "name": ["g", "h"]})
    >>> bearing = bearing.with_columns(is_known=pl.Series([True, False]), rows=pl.Series(["goals/g", "goals/h"]))
    >>> gap = of_each(Question("goals", "figure", "goals", ask), bearing, base=4)
    >>> gap.select("n_known", "n_missing_low", "weight", "cure_da").rows()
    [(1, 1, 0.5, 'spørg A')]
    """
    is_known = pl.col("is_known")
    found = (
        bearing.sort("subject", "name", ROWS)
        .group_by("subject", maintain_order=True)
        .agg(
            subject_name=pl.col("subject_name").first(),
            subjects=pl.col("name").filter(~is_known),
            n_subjects=(~is_known).sum(),
            n_known=is_known.sum(),
            n_missing_low=(~is_known).sum(),
            n_missing_high=(~is_known).sum(),
            size=pl.len(),
            rows=pl.col(ROWS).filter(~is_known),
        )
        .filter(pl.col("n_missing_low") > 0)
    )
    return found.select(
        answer=pl.lit(question.answer),
        what=pl.lit(question.what),
        subject="subject",
        subject_name="subject_name",
        is_several=pl.lit(value=False),
        subjects="subjects",
        n_subjects="n_subjects",
        unit=pl.lit(question.unit),
        n_known="n_known",
        n_missing_low="n_missing_low",
        n_missing_high="n_missing_high",
        weight=pl.col("size").cast(pl.Float64) / pl.lit(float(base)),
        **question.cures("subject_name"),
        rows=ROWS,
    ).cast(GAP)
