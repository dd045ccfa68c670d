"""The networks that are timed, from the bundled dataset to a million participations: the tables all sides start from.

Each size is written once a run as a snapshot in a temporary folder and read back from there, so that a process of its
own needs a second, not the quarter of a minute that reading the published files of all of Horizon Europe takes.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from ecograph.ecosystem import Ecosystem
from ecograph.schema import TABLE, TABLES
from ecograph.schema.vocabulary import HELIX
from ecograph.sources import load
from ecograph.stores import snapshot

PUBLISHED = Path(__file__).parents[2] / "shared" / "data"
"""Where the published files lie; the sizes made of them are left out where it is missing."""

FILES = ("project.csv", "organization.csv", "euroSciVoc.csv")

TITLES = {
    "bundled": "bundled dataset",
    "health": "646 health projects",
    "horizon": "Horizon Europe",
    "generated": "generated",
}
"""The sizes, smallest first, with what the report calls them."""

FOLDERS = {"health": "cordis_horizon_europe_dkno_health", "horizon": "cordis_horizon_europe"}

GENERATED = (100_000, 80_000, 1_000_000)
"""The organisations, projects and participations of the generated network."""

FUNDERS, CLUSTERS, THEMES = 100, 20, 50
STEEPNESS, HEAD = 0.9, 40
"""The organisation of rank r is drawn in proportion to (HEAD + r) to the power -STEEPNESS: the first takes part in
some per cent of all projects and half of them in a few, about as in Horizon Europe."""

COUNTRIES = ("AT", "BE", "CZ", "DE", "DK", "ES", "FI", "FR", "GR", "IE", "IT", "NL", "NO", "PL", "PT", "SE")

Columns = Mapping[str, npt.ArrayLike | pl.Series | str]


def available() -> tuple[str, ...]:
    """Return the sizes that can be made here, smallest first."""
    return tuple(size for size in TITLES if size not in FOLDERS or (PUBLISHED / FOLDERS[size]).is_dir())


def made(size: str) -> Ecosystem:
    """Return the tables of a size, read from its sources or generated."""
    if size == "bundled":
        return load(None)
    if size == "generated":
        return generated(*GENERATED)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = ", ".join(f'"{file}"' for file in FILES)
        manifest = f'title = "{TITLES[size]}"\n\n[[sources]]\nname = "eu"\nreader = "cordis"\nfiles = [{listed}]\n'
        (folder / "dataset.toml").write_text(manifest, encoding="utf-8")
        for file in FILES:
            (folder / file).symlink_to(PUBLISHED / FOLDERS[size] / file)
        return load(folder)


def save(ecosystem: Ecosystem, folder: Path) -> None:
    """Write tables as a snapshot, which ``tables`` and every command read."""
    nothing = pl.DataFrame({"left": []}, schema={"left": pl.String})
    snapshot.write(folder, ecosystem, about=snapshot.About(), remarks=(), candidates=nothing)


def tables(folder: Path) -> Ecosystem:
    """Return the tables of a snapshot that was written just now, without sorting and checking them again."""
    files = {table.name: folder / f"{table.name}.parquet" for table in TABLES}
    frames = {name: pl.read_parquet(file) if file.exists() else TABLE[name].frame for name, file in files.items()}
    return Ecosystem("", **frames)


def generated(n_orgs: int, n_projects: int, n_pairs: int, seed: int = 1) -> Ecosystem:
    """Return an ecosystem of random participations, as heavy-tailed as those of Horizon Europe.

    The number of partners of a project is geometric, and few organisations take part in very many. The first
    organisations are funders, which pay the others in twice as many flows as there are projects; the next are clusters
    with members. Helix, country, region and themes are drawn at random.

    Args:
        n_orgs: The number of organisations.
        n_projects: The number of projects.
        n_pairs: The number of participations, each of another pair.
        seed: The seed of the draw.
    """
    chance = np.random.default_rng(seed)
    orgs, projects = _ids("o", n_orgs), _ids("p", n_projects)
    at = _pairs(n_orgs, n_projects, n_pairs, chance)
    country = chance.integers(0, len(COUNTRIES), n_orgs)
    regions = pl.Series([f"{COUNTRIES[i]}{j}" for i, j in zip(country, chance.integers(0, 8, n_orgs), strict=True)])
    kinds = np.where(np.arange(n_orgs) < CLUSTERS, "cluster", "company")
    given: dict[str, Columns] = {
        "organisations": {
            "org_id": orgs,
            "name": orgs,
            "kind": kinds,
            "extent": "single",
            "helix": np.array(HELIX)[chance.integers(0, len(HELIX), n_orgs)],
            "country": np.array(COUNTRIES)[country],
            "region": regions,
        },
        "projects": {"project_id": projects, "title": projects, "kind": "project"},
        "participations": {
            "org_id": orgs.gather(at % n_orgs),
            "project_id": projects.gather(at // n_orgs),
            "role": "partner",
        },
        "memberships": _memberships(orgs, chance),
        "flows": _flows(orgs, 2 * n_projects, chance),
        "themes": {"theme_id": _ids("t", THEMES), "label_en": _ids("t", THEMES)},
        "tags": {"subject": projects, "theme_id": _ids("t", THEMES).gather(chance.integers(0, THEMES, n_projects))},
        "rates": {"year": [2024], "currency": ["EUR"], "rate_per_eur": [1.0]},
        "sources": {"source_id": ["given"], "title": ["generated"]},
    }
    frames = {table.name: _frame(table.name, given.get(table.name, {})) for table in TABLES}
    return Ecosystem.from_frames("generated", frames)


def _pairs(n_orgs: int, n_projects: int, n_pairs: int, chance: np.random.Generator) -> npt.NDArray[np.int64]:
    """Return so many different pairs, each as project x n_orgs + organisation."""
    weight = (np.arange(n_orgs) + HEAD) ** -STEEPNESS
    popularity = np.cumsum(chance.permutation(weight))
    size = chance.geometric(n_projects / n_pairs, n_projects)
    slots = np.cumsum(size / size.sum())
    found = np.zeros(0, dtype=np.int64)
    while len(found) < n_pairs:
        project = np.searchsorted(slots, chance.random(n_pairs)).clip(max=n_projects - 1)
        org = np.searchsorted(popularity, chance.random(n_pairs) * popularity[-1])
        found = np.unique(np.concatenate([found, project * n_orgs + org]))
    return np.sort(chance.choice(found, n_pairs, replace=False))


def _memberships(orgs: pl.Series, chance: np.random.Generator) -> Columns:
    """Return a member for one organisation in ten, in one cluster."""
    members = np.arange(CLUSTERS, len(orgs), 10)
    clusters = chance.integers(0, min(CLUSTERS, len(orgs)), len(members))
    return {"org_id": orgs.gather(members), "cluster_id": orgs.gather(clusters), "role": "member"}


def _flows(orgs: pl.Series, n_flows: int, chance: np.random.Generator) -> Columns:
    """Return grants of funders to organisations."""
    payers = orgs.gather(CLUSTERS + chance.integers(0, FUNDERS, n_flows) % max(len(orgs) - CLUSTERS, 1))
    recipients = orgs.gather(chance.integers(0, len(orgs), n_flows))
    return {
        "flow_id": _ids("f", n_flows),
        "payers": payers.reshape((n_flows, 1)).arr.to_list(),
        "recipients": recipients.reshape((n_flows, 1)).arr.to_list(),
        "amount": chance.lognormal(12, 1.5, n_flows).round(2),
        "qualifier": "exact",
        "currency": "EUR",
        "from": "2024",
        "kind": "grant",
        "level": "grant",
    }


def _ids(letter: str, n: int) -> pl.Series:
    return pl.Series([f"{letter}{i:06}" for i in range(n)], dtype=pl.String)


def _frame(table: str, columns: Columns) -> pl.DataFrame:
    """Return the rows of a table, with what every fact has, and null in the other columns."""
    schema = TABLE[table].frame.schema
    if not columns:
        return TABLE[table].frame
    always = {"seq": 1, "certainty": "certain", "status": "actual", "source_id": "given"}
    each = {name: value for name, value in columns.items() if not isinstance(value, str)}
    same = {name: value for name, value in columns.items() if isinstance(value, str)}
    rest = {name: (always | same).get(name) for name in schema if name not in each}
    filled = pl.DataFrame(each).with_columns(**{name: pl.lit(value) for name, value in rest.items()})
    return filled.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
