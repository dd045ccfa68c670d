"""Which bodies of several lists may be one, by their names: near-certain pairs, and pairs for a person to judge.

Comparing each body with each other would be half a billion comparisons for one framework programme. So pairs are
first found by what they share, a rare word, the beginning of a rare word or an abbreviation within one country, and
only these are scored. A score depends on the two bodies alone; only whether a name is ambiguous, and which words are
too common to find pairs by, depends on the others.
"""

from collections.abc import Mapping

import polars as pl

from ecograph.identity.comparison import Reading, plain, readings
from ecograph.identity.pairing import HIGH, SHORT, Body, Shared, body_of, named, scored
from ecograph.schema.vocabulary import SCHEME

LIMIT = 60
"""A word, or beginning of a word, that more bodies of a country share than this finds no pairs."""

SIMILAR = 0.7
"""The lowest likeness of two names, letter by letter in the order of the alphabet of their words, to be scored."""

_BEGINNING, _WHOLE = 6, 8
"""How many letters of a long word, and of a name without its blanks, two bodies have to share to be compared."""

_ANYWHERE = "EU"
"""The country of a body of the Union, which another list may put in the country of its seat."""

BODIES = pl.Schema(
    dict.fromkeys(("org_id", "part", "name", "country", "region", "kind", "extent"), pl.String())
    | {"is_curated": pl.Boolean()}
    | dict.fromkeys(("names", "numbers"), pl.List(pl.String))
)
"""The columns of bodies; one without any value may have come without its type."""

SCHEMA = {
    "left": pl.String,
    "right": pl.String,
    "score": pl.Float64,
    "why": pl.String,
    "automatic": pl.Boolean,
}


def candidates(bodies: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of bodies that may be one, the likeliest first, with a score (0..1) and whether they join.

    Two bodies of different countries, and two that cannot be of one kind (``pairing.CONTRADICTORY``), are no pair.
    Two names score 1 when ``comparison.core`` makes them equal; otherwise their likeness counts letter by letter and
    word by word, a word that many names share less (``likeness``). A former name, words in brackets and an
    abbreviation score less; another region takes away 0.03, another kind 0.05, another legal form 0.1, that of a
    foundation beside none 0.05.

    ``automatic`` are only pairs that are near-certain: equal cores; the same known country; regions, kinds and legal
    forms that do not differ, and no foundation beside a bare name; a core that tells who is named, and is not as short
    as an abbreviation unless the legal form is there too and equal; a name that no publisher gives to two numbered
    bodies of the country. Two curated bodies, two bodies that one publisher numbers apart, and two with different
    numbers of a national register never join here.

    Args:
        bodies: ``org_id``, ``is_curated``, ``part`` (the import; empty for curated), ``name``, ``names`` (further
            names, or all), ``country``, ``region``, ``kind``, ``extent``, ``numbers`` (such as ``cvr-32700020``).

    Returns:
        ``left``, ``right`` (ids, left < right), ``score``, ``why`` (words), ``automatic``; those that are not automatic
        from ``pairing.THRESHOLD``, and from ``pairing.HIGH`` where two numbers speak against it. Sorted by score,
        highest first, then by ids. The order of the rows of ``bodies`` does not count.

    >>> def body(org_id, part, name):
    ...     return {
    ...         "org_id": org_id, "is_curated": part == "", "part": part, "name": name, "names": [], "country": "NO",
    ...         "region": None, "kind": "university", "extent": "single", "numbers": [],
    ...     }
    >>> rows = [body("uio", "", "University of Oslo"), body("rcn.1", "rcn", "UNIVERSITETET I OSLO")]
    >>> candidates(pl.DataFrame(rows)).rows()
    [('rcn.1', 'uio', 1.0, "same name 'UNIVERSITETET I OSLO' / 'University of Oslo'", True)]
    """
    single = bodies.select(BODIES.names()).cast(BODIES).filter(pl.col("extent") == "single")
    read = _readings(single)
    pairs = _alike(_pairs(read))
    known = {row["org_id"]: body_of(row) for row in single.iter_rows(named=True)}
    shared = _ambiguous(read, known)
    rows = []
    for row in pairs.iter_rows(named=True):
        found = scored(row, known[row["org_id"]], known[row["org_id_right"]], shared)
        if found is not None:
            rows.append((row["org_id"], row["org_id_right"], *found))
    best = (
        pl.DataFrame(rows, schema=SCHEMA, orient="row")
        .sort("automatic", "score", "why", descending=[True, True, False])
        .unique(("left", "right"), keep="first", maintain_order=True)
    )
    return best.sort("score", "left", "right", descending=[True, False, False])


def _readings(bodies: pl.DataFrame) -> pl.DataFrame:
    """Return the ways to read each name: ``org_id``, ``core``, ``plain``, ``sort``, ``text``, and what the body is."""
    named = pl.concat(
        [
            bodies.select("org_id", text="name", is_own=pl.lit(value=True)),
            bodies.select("org_id", text="names", is_own=pl.lit(value=False)).explode("text").drop_nulls("text"),
        ]
    ).unique(("org_id", "text"), keep="first", maintain_order=True)
    read = {text: readings(text) for text in sorted(set(named["text"]))}
    plains = {text: plain(text) for text in read}
    typed = set(bodies.filter(_is_typed())["org_id"])
    rows = [
        (org, text, each.core, each.sort if is_own else _sort(text, each, is_typed=org in typed), is_own, plains[text])
        for org, text, is_own in named.iter_rows()
        for each in read[text]
    ]
    schema = dict.fromkeys(("org_id", "text", "core", "sort"), pl.String) | {"is_own": pl.Boolean, "plain": pl.String}
    is_whole = pl.col("sort").is_in(("name", "further", "abbreviation"))
    first = (
        pl.DataFrame(rows, schema=schema, orient="row")
        .sort("org_id", "core", pl.col("sort").replace_strict(_RANK), pl.col("is_own").not_(), "text")
        .unique(("org_id", "core"), keep="first", maintain_order=True)
        .with_columns(plain=pl.when(is_whole).then("plain").otherwise("core"))
    )
    place = pl.when(pl.col("country") != _ANYWHERE).then("country").alias("country")
    about = bodies.select("org_id", "part", place, "is_curated").join(_schemes(bodies), on="org_id", how="left")
    return first.join(about, on="org_id", how="left", maintain_order="left").with_row_index("reading")


_RANK = {"name": 0, "further": 1, "part": 2, "former": 3, "abbreviation": 4}


def _is_typed() -> pl.Expr:
    """Return whether a body is known by its PIC: its further names are what participants typed, even their group's."""
    has_pic = pl.col("numbers").list.eval(pl.element().str.starts_with("pic-")).list.any()
    return has_pic.fill_null(value=False) & ~pl.col("is_curated")


def _sort(text: str, reading: Reading, *, is_typed: bool) -> str:
    """Return the sort of a reading of a further name: one short word is held for an abbreviation."""
    if reading.sort == "name" and len(text.split()) == 1 and len(text) <= 2 * SHORT:
        return "abbreviation"
    return "further" if reading.sort == "name" and is_typed else reading.sort


def _schemes(bodies: pl.DataFrame) -> pl.DataFrame:
    """Return ``org_id``, ``schemes``: the registers that a body has a number of, as bits."""
    scheme = pl.col("numbers").list.eval(pl.element().str.split("-").list.first())
    bits = [pl.when(scheme.list.contains(name)).then(1 << place).otherwise(0) for place, name in enumerate(SCHEME)]
    return bodies.select("org_id", schemes=pl.sum_horizontal(bits).cast(pl.Int64))


def _pairs(read: pl.DataFrame) -> pl.DataFrame:
    """Return ``left`` and ``right``, the readings of two bodies that share something rare, and ``is_apart``.

    They share the core, a word of it, the beginning of a long word or the beginning of the whole. A body without a
    country may be anywhere.
    """
    words = read.select("reading", "org_id", "country", key=pl.col("core").str.split(" ")).explode("key")
    whole = pl.col("core").str.replace_all(" ", "")
    is_long = pl.col("key").str.len_chars() > _BEGINNING
    keys = pl.concat(
        [
            words,
            words.filter(is_long).with_columns(pl.format("{}*", pl.col("key").str.slice(0, _BEGINNING))),
            read.select("reading", "org_id", "country", key=pl.format("{}^", whole.str.slice(0, _WHOLE))),
            read.select("reading", "org_id", "country", key=pl.format("{}.", "core")),
        ]
    ).unique()
    at_home = keys.drop_nulls("country")
    found = [_joined(at_home, at_home, ["key", "country"])]
    if at_home.height < keys.height:
        found.append(_joined(keys.filter(pl.col("country").is_null()), keys, ["key"]))
    about = read.select("reading", "org_id", "core", "plain", "sort", "text", "is_own", "part", "is_curated", "schemes")
    return (
        pl.concat(found)
        .unique()
        .join(about, left_on="left", right_on="reading")
        .join(about, left_on="right", right_on="reading", suffix="_right")
        .with_columns(is_apart=_is_apart())
    )


def _joined(some: pl.DataFrame, all_: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """Return the pairs of readings with the same key, where few enough bodies have it."""
    rare = all_.group_by(on).agg(n=pl.col("org_id").n_unique()).filter(pl.col("n").is_between(2, LIMIT))
    few = some.join(rare, on=on, how="semi")
    pairs = few.join(all_, on=on, suffix="_right").filter(pl.col("org_id") != pl.col("org_id_right"))
    first = pl.col("org_id") < pl.col("org_id_right")
    return pairs.select(
        left=pl.when(first).then("reading").otherwise("reading_right"),
        right=pl.when(first).then("reading_right").otherwise("reading"),
    ).unique()


def _is_apart() -> pl.Expr:
    """Return whether a publisher keeps two bodies apart, by two numbers of one scheme; people do it by writing both."""
    is_numbered = (pl.col("schemes") & pl.col("schemes_right")) > 0
    return (pl.col("part") == pl.col("part_right")) & (is_numbered | pl.col("is_curated"))


def _alike(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs whose names are alike letter by letter, or equal."""
    from rapidfuzz.fuzz import ratio, token_sort_ratio
    from rapidfuzz.process import cpdist

    texts = [(pairs[column].to_list(), pairs[f"{column}_right"].to_list()) for column in ("core", "plain")]
    closest = pl.max_horizontal(
        pl.Series(cpdist(left, right, scorer=scorer), dtype=pl.Float64) / 100
        for left, right in texts
        for scorer in (token_sort_ratio, ratio)
    )
    least = pl.when("is_apart").then(HIGH).otherwise(SIMILAR)
    return pairs.with_columns(close=closest).filter(pl.col("close") >= least)


def _ambiguous(read: pl.DataFrame, known: Mapping[str, Body]) -> Shared:
    """Return the cores that one publisher gives to several bodies that it tells apart by numbers.

    With each its country, and the legal form among which it is ambiguous; an empty form means among all.
    """
    numbered = read.filter((pl.col("sort") == "name") & (pl.col("is_curated") | (pl.col("schemes") > 0)))
    forms: dict[tuple[str, str, str], list[str]] = {}
    columns = ("core", "country", "part", "org_id", "text")
    for name, country, part, org, text in numbered.drop_nulls("country").select(columns).iter_rows():
        forms.setdefault((name, country, part), []).append(min(named(text, known[org]).forms, default=""))
    several = {place: met for place, met in forms.items() if len(met) > 1}
    return frozenset(
        (name, country, form)
        for (name, country, _), met in several.items()
        for form in {"", *met}
        if not form or met.count(form) + met.count("") > 1
    )
