"""The section on data quality: what is known of how much, how sure it is, and where sources disagree."""

from collections import Counter

import polars as pl

from ecograph.language import capital
from ecograph.language.report import HEADS
from ecograph.language.report import quality as words
from ecograph.provenance import describe
from ecograph.report.document import Column, Said, Section, Table
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks
from ecograph.report.writing import Listing, Shown, all_rows, listed, paragraph, told
from ecograph.rows import ROWS, reference


def section(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return what is known of how much, how sure it is, where sources disagree, and what was noticed on reading."""
    known = listed(
        Listing("quality-known", words.KNOWN_TABLE, KNOWN, None, 100), _known(inputs), language=language, marks=marks
    )
    sure = listed(
        Listing("quality-sure", words.SURE, SURE, words.SURE_NOTE), _sure(inputs), language=language, marks=marks
    )
    nothing = paragraph(Said(words.NO_ROWS.in_(language)))
    return Section(
        "quality",
        words.TITLE.in_(language),
        (*paragraph(Said(words.ABOUT.in_(language))), *(known or nothing), *sure),
        (_conflicts(inputs, language, marks), _remarks(inputs, language)),
    )


def _known(inputs: Inputs) -> pl.DataFrame:
    """Return ``fact``, ``n_known``, ``n``, ``share`` and ``rows`` of each fact of which the data have a table."""
    found = []
    for fact in words.FACTS:
        name, column = fact.split(".")
        table = inputs.ecosystem[name]
        if table.height:
            there = (
                table[column].list.len() > 0
                if table.schema[column] == pl.List(pl.String)
                else table[column].is_not_null()
            )
            n_known = int(there.fill_null(value=False).sum())
            rows = table.select(reference(name))[ROWS].sort().to_list()
            found.append(
                {"fact": fact, "n_known": n_known, "n": table.height, "share": n_known / table.height, ROWS: rows}
            )
    schema: dict[str, pl.DataType] = {
        "fact": pl.String(),
        "n_known": pl.Int64(),
        "n": pl.Int64(),
        "share": pl.Float64(),
        ROWS: pl.List(pl.String()),
    }
    return pl.DataFrame(found, schema=schema)


KNOWN = (
    Shown(words.FACT, lambda row, language: capital(words.FACTS[row["fact"]].in_(language))),
    Shown(words.KNOWN, "n_known", "number"),
    Shown(words.OF_ALL, "n", "number"),
    Shown(HEADS["share"], "share", "share"),
)


def _sure(inputs: Inputs) -> pl.DataFrame:
    """Return how many rows of each table are certain, likely and weak, and how many are not actual."""
    found = []
    for name in words.TABLES:
        table = inputs.ecosystem[name]
        if table.height:
            counts = {sure: int((table["certainty"] == sure).sum()) for sure in ("certain", "likely", "weak")}
            rows = table.select(reference(name))[ROWS].sort().to_list()
            found.append({"table": name, **counts, "not_actual": int((table["status"] != "actual").sum()), ROWS: rows})
    whole = dict.fromkeys(("certain", "likely", "weak", "not_actual"), pl.Int64)
    return pl.DataFrame(found, schema={"table": pl.String, **whole, ROWS: pl.List(pl.String)})


SURE = (
    Shown(words.TABLE, lambda row, language: capital(words.TABLES[row["table"]].in_(language))),
    Shown(words.CERTAIN, "certain", "number"),
    Shown(words.LIKELY, "likely", "number"),
    Shown(words.WEAK, "weak", "number"),
    Shown(words.NOT_ACTUAL, "not_actual", "number"),
)


def _conflicts(inputs: Inputs, language: str, marks: Marks) -> Section:
    """Return where a second source says something else than the dataset holds."""
    eco, title = inputs.ecosystem, words.CONFLICTS.in_(language)
    own = pl.concat_list(reference("evidence"), pl.concat_str("table", pl.lit("/"), "key")).list.sort()
    differing = (
        eco.evidence.filter(stance="differs").with_columns(own.alias(ROWS)).sort("table", "key", "field", "source_id")
    )
    if differing.is_empty():
        return Section("quality-conflicts", title, paragraph(Said(words.NO_CONFLICT.in_(language))))
    said = told(
        words.N_CONFLICTS, all_rows(differing), language=language, marks=marks, n=words.CASES.of(differing.height)
    )
    columns = (
        Shown(words.ROW, lambda row, _: f"{row['table']}/{row['key']}"),
        Shown(words.FIELD, "field"),
        Shown(words.STATED, "stated"),
        Shown(HEADS["source"], lambda row, _: describe(eco, row["source_id"])),
    )
    listing = Listing("quality-differing", words.CONFLICTS, columns)
    table = listed(listing, differing, language=language, marks=marks)
    return Section("quality-conflicts", title, (*paragraph(said), *table))


def _remarks(inputs: Inputs, language: str) -> Section:
    """Return what was noticed when the data were read, by kind; it is about files, so it has no rows behind it."""
    title = words.REMARKS.in_(language)
    if not inputs.remarks:
        return Section("quality-remarks", title, paragraph(Said(words.NO_REMARK.in_(language))))
    counts = sorted(Counter(issue.code for issue in inputs.remarks).items(), key=lambda each: (-each[1], each[0]))
    rows = tuple((capital(words.CODES[code].in_(language)), n) for code, n in counts)
    columns = (
        Column(capital(words.REMARK.in_(language))),
        Column(capital(words.TIMES.in_(language)), "number"),
    )
    return Section("quality-remarks", title, (Table("quality-noticed", title, columns, rows, ("",) * len(rows)),))
