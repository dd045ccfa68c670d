"""The tables of docs/lists.md are what the real lists give; `pytest --regenerate` on this file writes them anew."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl
import pytest

from ecograph import Ecosystem, Network, load, pairwise_overlap, received

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
DOCUMENT = ROOT / "docs" / "lists.md"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not SHARED.exists(), reason="../shared/data is not here: the real lists are not published with it"
    ),
]

FILES = {
    "structural-funds": (
        "dk_erdf_esif/2007-2013/ERDF_Denmark_2007-2013.csv",
        "dk_erdf_esif/2014-2020/ERDF_Denmark_2014-2020.original.csv",
    ),
    "horizon-2020-norway": ("rcn_eu_grants/dataset.csv",),
    "horizon-europe-health": tuple(
        f"cordis_horizon_europe_dkno_health/{name}.csv" for name in ("project", "organization", "euroSciVoc")
    ),
}
READERS = {"structural-funds": "structural-funds-dk", "horizon-2020-norway": "rcn", "horizon-europe-health": "cordis"}
CLUSTERS = {
    "welfare-tech": "Welfare Tech",
    "mtic": "MTIC",
    "lsi": "LSI (BioMed Community)",
    "chc": "CHC",
    "dlsc": "Danish Life Science Cluster",
    "norway-health-tech": "Norway Health Tech",
    "oslo-cancer-cluster": "Oslo Cancer Cluster",
}
PAGES = "pages"


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ecosystem]:
    """Return the ecosystem of all lists, and what each of them says alone."""
    folder = tmp_path_factory.mktemp("lists")
    entries = (
        f'[[sources]]\nname = "{name}"\nreader = "{READERS[name]}"\nfiles = {[str(SHARED / f) for f in files]}\n'
        for name, files in FILES.items()
    )
    (folder / "dataset.toml").write_text(
        'title = "Lists"\nbase = "nordic_lists"\n' + "".join(entries), encoding="utf-8"
    )
    whole = load(folder)
    pages = [source for source in whole.sources["source_id"] if source.split(".")[0] not in FILES]
    return {PAGES: whole.said_by(*pages), **{name: whole.said_by(name) for name in FILES}, "together": whole}


def markdown(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "".join("| " + " | ".join(str(cell) for cell in line) + " |\n" for line in lines)


def projects_of(eco: Ecosystem, org: str) -> set[str]:
    return set(eco.participations.filter(org_id=org)["project_id"])


def partners_of(eco: Ecosystem, org: str) -> set[str]:
    shared = eco.participations.filter(pl.col("project_id").is_in(sorted(projects_of(eco, org))))
    single = eco.organisations.filter(extent="single")["org_id"]
    return (set(shared["org_id"]) & set(single)) - {org}


def reach(views: dict[str, Ecosystem]) -> str:
    """Return the projects and partners of each cluster by source."""
    rows = [
        [title, *(f"{len(projects_of(eco, org))} / {len(partners_of(eco, org))}" for eco in views.values())]
        for org, title in CLUSTERS.items()
    ]
    return markdown(["projects / partners", *views], rows)


def shared(views: dict[str, Ecosystem], dimension: str) -> str:
    """Return what pairs of clusters share by source, as shared of all with the Jaccard index."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for view, eco in views.items():
        here = [org for org in CLUSTERS if org in set(eco.organisations["org_id"])]
        table = pairwise_overlap(Network.of(eco), here).filter(
            (pl.col("dimension") == dimension) & (pl.col("n_shared") > 0)
        )
        found[view] = {
            (left, right): f"{n} of {union} ({jaccard:.2f})"
            for left, right, n, union, jaccard in table.select("left", "right", "n_shared", "n_union", "jaccard").rows()
        }
    rows = [
        [f"{CLUSTERS[left]} and {CLUSTERS[right]}", *(cells.get((left, right), "0") for cells in found.values())]
        for left, right in sorted(set().union(*found.values()))
    ]
    return markdown([f"shared {dimension}", *views], rows)


def money(eco: Ecosystem) -> str:
    """Return the grants to each cluster by source, in million euro."""
    table = received(Network.of(eco)).filter(pl.col("recipient").is_in(list(CLUSTERS)) & (pl.col("level") == "grant"))
    rows = []
    for row in table.iter_rows(named=True):
        low, high = row["low_eur"], row["high_eur"]
        amount = (
            "not stated"
            if low is None
            else f"{high / 1e6:.2f}"
            if low == high
            else f"{low / 1e6:.2f} to {high / 1e6:.2f}"
        )
        again = ", stated again" if row["is_restatement"] else ""
        rows.append([CLUSTERS[row["recipient"]], f"`{row['source_id']}`", row["way"] + again, row["n_flows"], amount])
    return markdown(["cluster", "source", "named", "grants", "million EUR"], rows)


def norway(eco: Ecosystem) -> str:
    """Return the grants of the European Commission to Norwegian bodies by source, in million euro."""
    bodies = eco.organisations.filter(country="NO")["org_id"]
    flows = eco.flows.filter(
        (pl.col("payers").list.first() == "europa-kommissionen")
        & pl.col("recipients").list.first().is_in(bodies.implode())
        & (pl.col("level") == "grant")
    )
    table = flows.group_by("source_id").agg(
        n=pl.len(), amount=pl.col("amount").sum(), euro=(pl.col("currency") == "EUR").all()
    )
    assert table["euro"].all()
    rows = [
        [f"`{s}`", f"{n:,}", f"{amount / 1e6:,.1f}"]
        for s, n, amount in table.sort("source_id").select("source_id", "n", "amount").rows()
    ]
    return markdown(["source", "grants to Norwegian bodies", "million EUR"], rows)


def test_the_tables_are_what_the_lists_give(views: dict[str, Ecosystem], request: pytest.FixtureRequest) -> None:
    whole = views["together"]
    tables = {
        "reach": reach(views),
        "projects": shared(views, "projects"),
        "partners": shared(views, "partners"),
        "funders": shared(views, "funders"),
        "money": money(whole),
        "norway": norway(whole),
    }
    text = DOCUMENT.read_text(encoding="utf-8")
    made = text
    for name, table in tables.items():
        before, mark, rest = made.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition("<!-- end -->")
        assert mark, name
        assert end, name
        made = f"{before}{mark}\n{table}\n{end}{after}"
    if request.config.getoption("--regenerate"):
        DOCUMENT.write_text(made, encoding="utf-8", newline="\n")
    assert DOCUMENT.read_text(encoding="utf-8") == made, "run pytest --regenerate on this file"
