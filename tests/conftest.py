"""What all tests share."""

from pathlib import Path
from random import Random

import polars as pl
import pytest
from arcade import arcadedb, database
from chromium import browser, open_map
from hypothesis import strategies as st

from ecograph import Ecosystem, dates
from ecograph.schema import TABLES, Column, Kind, Table
from ecograph.schema.vocabulary import COUNTRIES, CURRENCIES, LANGUAGES

__all__ = ["arcadedb", "browser", "database", "open_map"]  # fixtures

SMALL = Path(__file__).parent / "small"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write the files that are made from the code")


@pytest.fixture(scope="session")
def small() -> dict[str, bytes]:
    """Return the files of a good dataset, written by hand, with at least one row in each table."""
    return {path.name: path.read_bytes() for path in sorted(SMALL.iterdir())}


@pytest.fixture
def small_folder(small: dict[str, bytes], tmp_path: Path) -> Path:
    """Return a folder of one's own with those files."""
    folder = tmp_path / "small"
    folder.mkdir()
    for name, content in small.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def ecosystems() -> st.SearchStrategy[Ecosystem]:
    """Return a strategy for good ecosystems: every table, kind of column and awkward sign, up to 4 rows each."""
    return st.builds(_ecosystem, st.integers(0, 2**32), st.lists(TEXTS, min_size=1, max_size=20), TEXTS)


AWKWARD = [
    "=1+1",
    "+45",
    "@x",
    "a,b",
    'say "hej"',
    "two\nlines",
    "Ærø|Åse;Öd",
    "👩\N{ZERO WIDTH JOINER}⚕️",
    "0012",
    "1e5",
    "TRUE",
]
TEXTS = st.sampled_from(AWKWARD) | st.text(
    st.characters(categories=["L", "N", "P", "S", "M"], include_characters=" \n,\"'=;|"), min_size=1, max_size=12
).filter(lambda text: text == text.strip())
NUMBERS = {
    "cvr": "13585628",
    "orgnr": "988077917",
    "ror": "01aj84f44",
    "lei": "213800KUD8LAJWSQ9D15",
    "pic": "123456789",
}


def _ecosystem(seed: int, texts: list[str], title: str) -> Ecosystem:
    random = Random(seed)  # noqa: S311 - not a secret
    rows: dict[str, list[dict[str, object]]] = {}
    for table in sorted(TABLES, key=lambda table: (table.name == "evidence", _order(table))):
        ids = [f"{table.name}.{n}" for n in range(random.randrange(5))] if table.name != "sources" else ["s-1", "s-2"]
        made: list[dict[str, object]] = []
        for own in ids:
            known = {**rows, table.name: made}
            if all(_known(column, known) for column in table.references() if column.required):
                row = {column.name: _value(random, column, texts, known) for column in table.columns}
                made.append(_mended(random, table, row | ({table.key[0]: own} if len(table.key) == 1 else {}), known))
        rows[table.name] = list({tuple(row[name] for name in table.key): row for row in made}.values())
    frames = {table.name: pl.DataFrame(rows[table.name], schema=table.frame.schema) for table in TABLES}
    return Ecosystem.from_frames(title, frames)


def _order(table: Table) -> int:
    """Return the place of a table among those that its required references need first."""
    first = ["sources", "organisations", "projects", "frameworks", "themes", "figures"]
    return first.index(table.name) if table.name in first else len(first)


def _known(column: Column, rows: dict[str, list[dict[str, object]]]) -> list[object]:
    return [next(iter(row.values())) for name in column.references for row in rows.get(name, ())]


def _value(random: Random, column: Column, texts: list[str], rows: dict[str, list[dict[str, object]]]) -> object:
    known = _known(column, rows)
    if not column.required and (random.random() < 0.3 or (column.references and not known)):
        return None
    if column.kind is Kind.IDS:
        return random.sample(known, random.randint(1, min(3, len(known))))
    if column.references:
        return random.choice(known)
    day = f"{random.randint(1000, 9999)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    words: dict[Kind, object] = {
        Kind.TEXT: random.choice(texts),
        Kind.KEY: "",
        Kind.CHOICE: random.choice(column.choices or ("",)),
        Kind.INTEGER: random.choice([0, 1, 17, 10**15 - 1]),
        Kind.NUMBER: float(f"{random.randint(1, 10**15 - 1)}e{random.randint(-20, 5)}"),
        Kind.DATE: day[: random.choice([4, 7, 10])],
        Kind.YEAR: random.randint(1900, 2100),
        Kind.COUNTRY: random.choice(["DK", "NO", *sorted(COUNTRIES)]),
        Kind.CURRENCY: random.choice(CURRENCIES),
        Kind.LANGUAGE: random.choice(LANGUAGES),
        Kind.REGION: random.choice(["DK", "DK01", "NO0A1"]),
        Kind.REGISTRY: "35b05819",
        Kind.LINES: random.choice(["1", "22;52"]),
        Kind.URL: "https://example.org/ærø?a=1,2",
    }
    return words[column.kind]


def _mended(
    random: Random, table: Table, row: dict[str, object], rows: dict[str, list[dict[str, object]]]
) -> dict[str, object]:
    """Return a row in which the cells fit each other."""
    for span in table.spans:
        start, end = row[span.start], row[span.end]
        if start and end and dates.bounds(str(end))[1] < dates.bounds(str(start))[0]:
            row |= {span.start: end, span.end: start}
    for amount in table.amounts:
        if None in {row[amount.value], row[amount.qualifier], row[amount.unit]}:
            row |= {name: None for name in (amount.value, amount.qualifier, amount.unit) if not table[name].required}
    if table.name == "organisations" and row["extent"] != "collective":
        row["n"] = None
    if table.name == "identifiers":
        row["value"] = NUMBERS[str(row["scheme"])]
    if table.name == "evidence":
        about = random.choice([each for each in TABLES if each.name in rows and rows[each.name] and each is not table])
        fact = random.choice(rows[about.name])
        key = "|".join(str(fact[name]) for name in about.key)
        row |= {"table": about.name, "key": key, "field": random.choice([None, *about.names])}
    return row
