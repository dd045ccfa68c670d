"""The organisations of all tables as bodies to be compared, so that joining looks at one small table.

A body is an organisation as one publisher or the dataset itself has it, with its names and registry numbers.
"""

from collections.abc import Collection, Mapping, Sequence

import polars as pl

from ecograph.schema import TABLE

SCHEMES = ("cvr", "orgnr", "ror", "lei", "pic")
"""The registers in the order in which their numbers join: those of a state first, the one of a programme last."""

NATIONAL = ("cvr", "orgnr")
"""Registers of a state: it gives a body one number, so two numbers speak against one body."""

RANK = "rank"
"""The column of ``ranked`` that holds the place of a row's import."""

_OWN_ID = r"^([a-z0-9][a-z0-9-]*)\.[a-z0-9.-]+$"
"""An id of an import: its name, a dot, the number or name that the source has."""


def number_id(scheme: str = "scheme", value: str = "value") -> pl.Expr:
    """Return the id of a registry number, such as ``cvr-32700020``; small letters, since ids have no others."""
    return pl.concat_str(pl.col(scheme), pl.lit("-"), pl.col(value).str.to_lowercase())


def bodies(tables: Mapping[str, pl.DataFrame], curated: Collection[str]) -> pl.DataFrame:
    """Return one row for each organisation, sorted by id.

    Args:
        tables: The tables of the dataset and of its imports together.
        curated: The ids of the dataset's own organisations.

    Returns:
        ``org_id``, ``is_curated``, ``part`` (the import it came from, empty for the dataset's own), ``name``,
        ``names`` (all its names, sorted), ``country``, ``region``, ``kind``, ``extent``, ``numbers`` (sorted,
        such as ``cvr-32700020``).

    >>> org = {"org_id": "lists.7", "name": "MTIC", "kind": "cluster", "extent": "single"}
    >>> number = {"scheme": "cvr", "value": "31734436", "org_id": "lists.7"}
    >>> tables = {name: table.frame for name, table in TABLE.items()}
    >>> tables["organisations"] = pl.concat([tables["organisations"], pl.DataFrame([org])], how="diagonal")
    >>> tables["identifiers"] = pl.concat([tables["identifiers"], pl.DataFrame([number])], how="diagonal")
    >>> bodies(tables, curated=()).select("org_id", "part", "numbers").rows()
    [('lists.7', 'lists', ['cvr-31734436'])]
    """
    own = ranked(tables["organisations"], ()).unique("org_id", keep="first", maintain_order=True)
    names = pl.concat([tables["organisations"].select("org_id", "name"), tables["names"].select("org_id", "name")])
    called = names.group_by("org_id").agg(names=pl.col("name").unique().sort())
    numbers = tables["identifiers"].group_by("org_id").agg(numbers=number_id().unique().sort())
    recorded = (
        tables["records"]
        .select("org_id", recorded=pl.col("source_org_id").str.extract(_OWN_ID))
        .drop_nulls()
        .group_by("org_id")
        .agg(pl.col("recorded").min())
    )
    is_curated = pl.col("org_id").is_in(pl.Series(sorted(curated), dtype=pl.String).implode())
    part = pl.coalesce(pl.col("org_id").str.extract(_OWN_ID), "recorded", pl.lit(""))
    whole = own.join(called, on="org_id", how="left").join(numbers, on="org_id", how="left")
    return (
        whole.join(recorded, on="org_id", how="left")
        .with_columns(is_curated=is_curated)
        .with_columns(
            part=pl.when("is_curated").then(pl.lit("")).otherwise(part),
            numbers=pl.col("numbers").fill_null([]),
        )
        .select("org_id", "is_curated", "part", "name", "names", "country", "region", "kind", "extent", "numbers")
        .sort("org_id")
    )


def known_parts(tables: Mapping[str, pl.DataFrame], found: pl.DataFrame, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the imports: those wanted first, in that order, then the others by name.

    Args:
        tables: The tables; ``records`` know the imports whose ids were exchanged for others.
        found: The bodies.
        wanted: The imports in the order in which the dataset names them.
    """
    recorded = tables["records"]["source_org_id"].str.extract(_OWN_ID).drop_nulls()
    others = (set(found["part"]) | set(recorded)) - set(wanted) - {""}
    return (*dict.fromkeys(wanted), *sorted(others))


def ranked(frame: pl.DataFrame, parts: Sequence[str]) -> pl.DataFrame:
    """Return a table with the place of each row's import in ``rank``, 0 for the dataset's own rows.

    The rows are sorted by it, then by source, place and everything else, so that "the first" of some rows is
    the same one whatever the order they came in.
    """
    places = {part: place for place, part in enumerate(parts, 1)}
    prefix = pl.col("source_id").str.extract(r"^([^.]*)\.")
    rank = prefix.replace_strict(places, default=0, return_dtype=pl.Int64) if places else pl.lit(0, pl.Int64)
    lists = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List)]
    others = [name for name in frame.columns if name not in {"source_id", "locator", *lists}]
    joined = (pl.col(name).list.join("|") for name in lists)
    place = ["source_id", line_of_row(), "locator"] if "locator" in frame.columns else ["source_id"]
    return frame.with_columns(rank.fill_null(0).alias(RANK)).sort(RANK, *place, *others, *joined, nulls_last=True)


def line_of_row() -> pl.Expr:
    """Return the first line of a row's place in its source, 0 where it has none."""
    return pl.col("locator").str.extract(r"^([0-9]+)").cast(pl.Int64, strict=False).fill_null(0)


assert set(SCHEMES) == set(TABLE["identifiers"]["scheme"].choices)  # noqa: S101 - each register has its rank
