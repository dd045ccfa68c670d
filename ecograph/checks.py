"""What must hold between the cells, rows and tables of a dataset: a list of checks, each a plain function.

A check looks at typed rows and yields issues. A new check is a function and a line in ``CHECKS``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import polars as pl

from ecograph import cells, dates
from ecograph.errors import Issue
from ecograph.identity import numbers
from ecograph.manifest import Manifest
from ecograph.parse import LINE, Parsed, nearest
from ecograph.schema import SUBJECTS, TABLE, Kind

Tables = Mapping[str, Parsed]
Check = Callable[[Tables, Manifest], Iterator[Issue]]

COMPARED = 200_000
"""The number of comparisons of ids, some seconds, up to which a reference is told what it may have meant."""


def check(tables: Tables, manifest: Manifest, checks: Sequence[Check] | None = None) -> tuple[Issue, ...]:
    """Return the issues that checks find, all of ``CHECKS`` if none are named, sorted and each once.

    A cell that could not be read is not reported a second time for what it lacks.
    """
    unread = {(issue.file, issue.line, issue.column) for parsed in tables.values() for issue in parsed.issues}
    found = {issue for each in checks or CHECKS for issue in each(tables, manifest)}
    return tuple(sorted(issue for issue in found if (issue.file, issue.line, issue.column) not in unread))


def _rows(parsed: Parsed, condition: pl.Expr) -> Iterator[dict[str, object]]:
    return parsed.frame.filter(condition).iter_rows(named=True)


def _issue(parsed: Parsed, row: Mapping[str, object], column: str, *, code: str, message: str) -> Issue:
    line = row[LINE]
    assert isinstance(line, int)  # noqa: S101 - parse gives every row its line
    return Issue(parsed.file, line, column, code, message)


def duplicate_keys(tables: Tables, _: Manifest) -> Iterator[Issue]:
    """Yield the rows whose key an earlier row has."""
    for parsed in tables.values():
        key = list(parsed.table.key)
        named = pl.all_horizontal(pl.col(name).is_not_null() for name in key if parsed.table[name].required)
        first = parsed.frame.filter(named).select(*key, LINE).with_columns(pl.col(LINE).min().over(key).alias("first"))
        for row in first.filter(pl.col(LINE) > pl.col("first")).iter_rows(named=True):
            shown = ", ".join(f"{name} {row[name]}" for name in key)
            message = f"found {shown} as on line {row['first']}, expected each key once; remove or renumber one"
            yield _issue(parsed, row, key[0], code="duplicate", message=message)


def shared_ids(tables: Tables, _: Manifest) -> Iterator[Issue]:
    """Yield the projects whose id is an organisation's: a subject is named by id alone."""
    first, second = (tables[name] for name in SUBJECTS)
    taken = pl.Series(sorted(key[0] for key in first.keys or ()), dtype=pl.String)
    column = second.table.key[0]
    for row in _rows(second, pl.col(column).is_in(taken.implode())):
        message = f"found {row[column]!r}, which is also an organisation, expected an id of its own; rename one"
        yield _issue(second, row, column, code="duplicate", message=message)


def references(tables: Tables, _: Manifest) -> Iterator[Issue]:
    """Yield the references to rows that do not exist."""
    ids = {name: None if t.keys is None else {key[0] for key in t.keys} for name, t in tables.items()}
    for parsed in tables.values():
        for column in parsed.table.references():
            targets = [ids[name] for name in column.references]
            known = {each for target in targets if target is not None for each in target}
            if None in targets:
                continue
            frame = parsed.frame.select(pl.col(column.name).alias("id"), LINE)
            frame = (frame.explode("id") if column.kind is Kind.IDS else frame).drop_nulls("id")
            listed = pl.Series(list(known), dtype=pl.String).implode()
            missing = frame.filter(~pl.col("id").is_in(listed))
            meant = _meant(set(missing["id"]), known)
            where = " or ".join(tables[name].file for name in column.references)
            for row in missing.iter_rows(named=True):
                cure = meant.get(row["id"]) or "add the row or correct the id"
                message = f"found {row['id']!r}, expected the id of a row in {where}; {cure}"
                yield _issue(parsed, row, column.name, code="reference", message=message)


def _meant(missing: set[str], known: set[str]) -> dict[str, str]:
    """Return what each missing id may have meant; nothing when a whole table is missing, which would take hours."""
    if not missing or len(missing) * len(known) > COMPARED:
        return {}
    words = tuple(sorted(known))
    return {each: nearest(each, words) for each in missing}


def evidence_keys(tables: Tables, _: Manifest) -> Iterator[Issue]:
    """Yield the rows of evidence about a table, row or column that does not exist."""
    parsed = tables["evidence"]
    about = set(parsed.frame["table"])
    known = {
        name: None if t.keys is None else {"|".join(k) for k in t.keys} for name, t in tables.items() if name in about
    }
    for row in parsed.frame.iter_rows(named=True):
        name, key, field = row["table"], row["key"], row["field"]
        if name is None or key is None:
            continue
        if name not in TABLE:
            message = f"found {name!r}, expected a table; {nearest(name, tuple(TABLE)) or 'correct it'}"
            yield _issue(parsed, row, "table", code="reference", message=message)
            continue
        keys = known[name]
        if keys is not None and key not in keys:
            form = "|".join(TABLE[name].key)
            message = f"found {key!r}, expected {form} of a row in {tables[name].file}; add the row or correct the key"
            yield _issue(parsed, row, "key", code="reference", message=message)
        if field is not None and field not in TABLE[name]:
            message = f"found {field!r}, expected a column of {name} or nothing; correct it"
            yield _issue(parsed, row, "field", code="reference", message=message)


def own_parents(tables: Tables, _: Manifest) -> Iterator[Issue]:
    """Yield the rows that are, through their parents, a part of themselves."""
    for parsed in tables.values():
        key = parsed.table.key[0]
        for column in parsed.table.references():
            if column.references != (parsed.table.name,):
                continue
            parent = dict(parsed.frame.select(key, column.name).iter_rows())
            for row in _rows(parsed, pl.col(column.name).is_not_null() & pl.col(key).is_not_null()):
                if _comes_back(parent, str(row[key])):
                    message = f"found {row[key]!r} above itself, expected a chain that ends; correct one of them"
                    yield _issue(parsed, row, column.name, code="order", message=message)


def _comes_back(parent: Mapping[str, str | None], start: str) -> bool:
    seen, above = {start}, parent.get(start)
    while above is not None and above not in seen:
        seen.add(above)
        above = parent.get(above)
    return above == start


def spans(tables: Tables, _: Manifest) -> Iterator[Issue]:
    """Yield the periods that surely end before they begin."""
    for parsed in tables.values():
        for span in parsed.table.spans:
            for row in _rows(parsed, dates.latest(span.end) < dates.earliest(span.start)):
                message = (
                    f"found the end {row[span.end]} before the {span.start} {row[span.start]}, "
                    f"expected it on or after; correct one of them"
                )
                yield _issue(parsed, row, span.end, code="order", message=message)


def amounts(tables: Tables, _: Manifest) -> Iterator[Issue]:
    """Yield the amounts without their currency or qualifier, and the reverse."""
    for parsed in tables.values():
        for amount in parsed.table.amounts:
            value = pl.col(amount.value).is_not_null()
            for name in (amount.unit, amount.qualifier):
                for row in _rows(parsed, value & pl.col(name).is_null()):
                    message = f"found {cells.text(row[amount.value])} without {name}, expected both; add the {name}"
                    yield _issue(parsed, row, name, code="amount", message=message)
            optional = [name for name in (amount.unit, amount.qualifier) if not parsed.table[name].required]
            for row in _rows(parsed, ~value & pl.any_horizontal(pl.col(name).is_not_null() for name in optional)):
                beside = " and ".join(repr(row[name]) for name in optional if row[name] is not None)
                message = f"found no number beside {beside}, expected both or neither; add it or empty the others"
                yield _issue(parsed, row, amount.value, code="amount", message=message)


def negative_amounts(tables: Tables, _: Manifest) -> Iterator[Issue]:
    """Yield the flows of less than nothing: money the other way is a flow with payer and recipient changed."""
    parsed = tables["flows"]
    for row in _rows(parsed, pl.col("amount") < 0):
        found = cells.text(row["amount"])
        message = f"found {found}, expected 0 or more; exchange payers and recipients instead"
        yield _issue(parsed, row, "amount", code="type", message=message)


def divisors(tables: Tables, _: Manifest) -> Iterator[Issue]:
    """Yield the exchange rates and price indices that nothing can be divided by."""
    for name, column in (("rates", "rate_per_eur"), ("prices", "price_index")):
        parsed = tables[name]
        for row in _rows(parsed, pl.col(column) <= 0):
            message = f"found {cells.text(row[column])}, expected more than 0; correct it"
            yield _issue(parsed, row, column, code="type", message=message)


def check_digits(tables: Tables, _: Manifest) -> Iterator[Issue]:
    """Yield the registry numbers that cannot be right."""
    parsed = tables["identifiers"]
    for row in _rows(parsed, pl.col("scheme").is_not_null() & pl.col("value").is_not_null()):
        wrong = numbers.fault(str(row["scheme"]), str(row["value"]))
        if wrong:
            message = f"found {row['value']!r} as {row['scheme']}, but {wrong}; look the number up in the register"
            yield _issue(parsed, row, "value", code="check-digit", message=message)


def extents(tables: Tables, _: Manifest) -> Iterator[Issue]:
    """Yield the numbers of bodies on organisations that are not several."""
    parsed = tables["organisations"]
    for row in _rows(parsed, pl.col("n").is_not_null() & (pl.col("extent") != "collective")):
        message = f"found n {row['n']} on a {row['extent']} organisation, expected none; empty it or write collective"
        yield _issue(parsed, row, "n", code="extent", message=message)


def row_counts(tables: Tables, manifest: Manifest) -> Iterator[Issue]:
    """Yield the tables with fewer or more rows than the dataset says they should have."""
    for name, (low, high) in manifest.rows.items():
        count = tables[name].height
        if count is not None and not low <= count <= high:
            message = (
                f"found {count} rows, expected {low} to {high} as [rows] in {manifest.file} says; "
                f"restore the rows that are missing, or change the bounds"
            )
            yield Issue(tables[name].file, 0, "-", "bounds", message)


def declared_rates(tables: Tables, manifest: Manifest) -> Iterator[Issue]:
    """Yield the exchange rates that the dataset says it has and that are not there."""
    rates = tables["rates"]
    stated = rates.frame.select("currency", "year")
    if rates.keys is None or stated.height != rates.height or stated.drop_nulls().height != rates.height:
        return  # a rate that could not be read would be said to be missing
    have = set(stated.iter_rows())
    for currency in manifest.currencies:
        missing = next((year for year in manifest.years if (currency, year) not in have), None)
        if missing is not None:
            message = f"found no rate of {currency} for {missing}, expected one for each year of [rates]; add it"
            yield Issue(rates.file, 0, "-", "bounds", message)


CHECKS: tuple[Check, ...] = (
    duplicate_keys,
    shared_ids,
    references,
    evidence_keys,
    own_parents,
    spans,
    amounts,
    negative_amounts,
    divisors,
    check_digits,
    extents,
    row_counts,
    declared_rates,
)
"""Every check, in the order in which they run."""
