"""The published files together, where they are here: read, who is who, a snapshot, and the publishers' own numbers.

Every expected number is the publisher's, or is taken from the raw files with Python's csv module in the test.
"""

import csv
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from ecograph.ecosystem import Ecosystem
from ecograph.identity.names import key
from ecograph.identity.resolution import Resolution
from ecograph.network import Network
from ecograph.schema import TABLE
from ecograph.sources import Reading, load, read
from ecograph.sources.imports import Import
from ecograph.stores import snapshot
from ecograph.stores.files import alone

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
EUROPE, HEALTH = SHARED / "cordis_horizon_europe", SHARED / "cordis_horizon_europe_dkno_health"
OLD = SHARED / "dk_erdf_esif" / "2007-2013" / "ERDF_Denmark_2007-2013.csv"
NEW = SHARED / "dk_erdf_esif" / "2014-2020" / "ERDF_Denmark_2014-2020.original.csv"
COUNCIL = SHARED / "rcn_eu_grants" / "dataset.csv"

NAMES = ("project.csv", "organization.csv", "euroSciVoc.csv")
FUNDS_2007, FUNDS_2014 = "structural-funds.erdf-denmark-2007-2013", "structural-funds.erdf-denmark-2014-2020-original"
NORWAY, HEALTH_SET = "horizon-2020-norway.dataset", "horizon-europe-health.organization"

TRADER = "sole-trader-"
CLUSTERS = ("welfare-tech", "mtic", "lsi", "chc", "norway-health-tech", "oslo-cancer-cluster", "dlsc")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is not here"),
]

Built = tuple[Reading, Resolution]


def files_of(folder: Path) -> list[Path]:
    return [folder / name for name in NAMES]


def built(folder: Path, base: str, *sources: tuple[str, str, Sequence[Path]], keep: str = "") -> Built:
    """Return a dataset that takes published files from where they lie: the name, reader and files of each source."""
    lines = ['title = "Real"', *([f'base = "{base}"'] if base else [])]
    for name, reader, files in sources:
        paths = json.dumps([path.as_posix() for path in files])
        lines += ["[[sources]]", f'name = "{name}"', f'reader = "{reader}"', f"files = {paths}", keep]
    (folder / "dataset.toml").write_text("\n".join(lines), encoding="utf-8")
    reading = read(folder)
    return reading, reading.resolution()


def by_csv(path: Path, separator: str = ";") -> list[dict[str, str]]:
    """Return the rows of a file as Python's csv module reads them."""
    text = path.read_bytes().decode().replace("\x1a", "?")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def euros(rows: Iterable[Mapping[str, str]]) -> Decimal:
    """Return the sum of the EU's contributions in the rows of a list of participants."""
    return sum((Decimal(row["ecContribution"].replace(",", ".")) for row in rows if row["ecContribution"]), Decimal(0))


def numbers(rows: Iterable[Mapping[str, str]], vat: str) -> dict[str, set[str]]:
    """Return the ids of participants by the registry number in their VAT number, in the form that is given."""
    found = defaultdict(set)
    for row in rows:
        met = re.fullmatch(vat, row["vatNumber"].replace(" ", "").upper())
        if met:
            found[met[1]].add(row["organisationID"])
    return found


def numbered(imports: Iterable[Import], resolution: Resolution, scheme: str) -> dict[str, dict[str, set[str]]]:
    """Return the numbers of a register that each import gives the bodies of each organisation."""
    home = dict(resolution.joins.select("own_id", "org_id").iter_rows())
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in imports:
        rows = each.tables["identifiers"].filter(scheme=scheme)
        for own, value in rows.select("org_id", "value").iter_rows():
            found[home[own]][each.name].add(value)
    return found


@pytest.fixture(scope="module")
def europe(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("europe"), "", ("horizon-europe", "cordis", files_of(EUROPE)))


@pytest.fixture(scope="module")
def participants() -> list[dict[str, str]]:
    """Return the rows of the list of participants as Python's csv module reads them, in the columns used here."""
    kept = ("projectID", "organisationID", "vatNumber", "country", "role", "ecContribution")
    return [{name: row[name] for name in kept} for row in by_csv(EUROPE / "organization.csv")]


@pytest.fixture(scope="module")
def joint(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return Horizon Europe, the Research Council list and the structural funds as one."""
    europe = ("horizon-europe", "cordis", files_of(EUROPE))
    lists = ("research-council", "rcn", [COUNCIL]), ("structural-funds", "structural-funds-dk", [OLD, NEW])
    return built(tmp_path_factory.mktemp("joint"), "", europe, *lists)


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the bundled dataset with the lists and the health set: the ecosystem of the documentation."""
    health = ("horizon-europe-health", "cordis", files_of(HEALTH))
    lists = ("structural-funds", "structural-funds-dk", [OLD, NEW]), ("horizon-2020-norway", "rcn", [COUNCIL])
    return built(tmp_path_factory.mktemp("lists"), "nordic_lists", *lists, health)


def test_horizon_europe_is_whole_after_resolving(europe: Built, participants: list[dict[str, str]]) -> None:
    reading, found = europe
    assert reading.issues == ()
    assert found.tables["projects"].height == len(by_csv(EUROPE / "project.csv")) == 19_189
    assert found.tables["participations"].height == len(participants) == 119_242
    records = found.tables["records"].filter(source_id="horizon-europe.organization")
    participating = {f"horizon-europe.{row['organisationID']}" for row in participants}
    assert records.height == len(participating) == 30_721
    own = set(records["source_org_id"])
    traders = {org for org in own if TRADER in org}  # without their number, so that nothing leads back to the name
    assert (own - traders < participating, len(participating - own)) == (True, len(traders))
    assert len(traders) == 234


def test_two_pairs_of_participants_have_one_number_and_become_one_body_each(
    europe: Built, participants: list[dict[str, str]]
) -> None:
    joins = europe[1].joins.filter(pl.col("rule") != "own")
    for rule, vat in (("cvr", r"DK([0-9]{8})"), ("orgnr", r"NO([0-9]{9})(?:MVA)?")):
        several = {number: ids for number, ids in numbers(participants, vat).items() if len(ids) > 1}
        pic = pl.col("own_id").str.extract(r"\.([0-9]+)$")
        bodies = dict(joins.filter(rule=rule).group_by("org_id").agg(pic).iter_rows())
        assert {org: set(ids) for org, ids in bodies.items()} == {f"{rule}-{n}": ids for n, ids in several.items()}
    assert joins["org_id"].n_unique() == 2
    assert sum(issue.code == "identity" for issue in europe[1].issues) == 2  # two PICs on one body
    assert europe[1].tables["organisations"].height == 30_721 - 2 + 1  # and the European Commission, which pays


@pytest.mark.parametrize(("country", "n", "millions"), [("DK", 3018, 1468.4), ("NO", 2641, 1562.1)])
def test_denmark_and_norway_have_the_publishers_participations_and_euros(
    europe: Built, participants: list[dict[str, str]], country: str, n: int, millions: float
) -> None:
    tables, rows = europe[1].tables, [row for row in participants if row["country"] == country]
    bodies = tables["organisations"].filter(country=country).select("org_id")
    assert tables["participations"].join(bodies, on="org_id", how="semi").height == len(rows) == n
    to_partner = r"^horizon-europe\.[0-9]+\.(sole-trader-)?[0-9]+\.[0-9]+$"
    grants = tables["flows"].filter(pl.col("flow_id").str.contains(to_partner))
    received = grants.explode("recipients").join(bodies, left_on="recipients", right_on="org_id", how="semi")
    total = float(received["amount"].sum())
    assert total == pytest.approx(float(euros(rows)), abs=0.01)
    assert round(total / 1e6, 1) == millions


def test_a_pair_that_is_listed_twice_is_two_rows_and_one_tie(europe: Built, participants: list[dict[str, str]]) -> None:
    pairs = Counter((row["organisationID"], row["projectID"]) for row in participants)
    roles = Counter((row["organisationID"], row["projectID"], row["role"]) for row in participants)
    assert sum(count > 1 for count in pairs.values()) == 187
    assert len({key[:2] for key, count in roles.items() if count > 1}) == 39
    before = europe[0].imports[0].tables["participations"]
    assert before.group_by("org_id", "project_id").len().filter(pl.col("len") > 1).height == 187
    assert before.filter(pl.col("seq") > 1).select("org_id", "project_id").n_unique() == 39
    one = {"890772438": "938989101", "892349173": "999975814"}  # the two pairs with one number
    expected = len({(one.get(org, org), project) for org, project in pairs})
    ecosystem = Ecosystem.from_frames("Real", europe[1].tables)
    matrix = Network.of(ecosystem, extents=("single", "unnamed")).participation
    assert (matrix.nnz, set(matrix.data)) == (expected, {1})
    traders = ecosystem.participations.filter(pl.col("org_id").str.contains(TRADER))
    theirs = traders.select("org_id", "project_id").n_unique()
    assert Network.of(ecosystem).participation.nnz == expected - theirs
    assert theirs == 280


def test_the_snapshot_of_horizon_europe_is_read_back_as_it_was_written(europe: Built, tmp_path: Path) -> None:
    reading, found = europe
    ecosystem = Ecosystem.from_frames(reading.manifest.title, found.tables)
    about = snapshot.About(inputs=reading.hashes)
    with alone(tmp_path / "snapshot") as place:
        snapshot.write(place, ecosystem, about=about, remarks=found.issues, candidates=found.candidates)
    back = load(tmp_path / "snapshot")
    assert back.title == "Real"
    for name, frame in ecosystem.frames().items():
        assert_frame_equal(back[name], frame)
    said = json.loads((tmp_path / "snapshot" / "manifest.json").read_bytes())
    assert set(said["inputs"]) >= {f"horizon-europe/{name}" for name in NAMES}


def test_the_health_set_is_what_the_filter_takes_from_the_whole(tmp_path: Path) -> None:
    keep = """[sources.keep]
programmes = ["HORIZON.2.1"]
themes = ["/medical and health sciences"]
either = true
countries = ["DK", "NO"]
consortia = true"""
    whole, found = built(tmp_path, "", ("set", "cordis", files_of(EUROPE)), keep=keep)
    (tmp_path / "given").mkdir()
    given, _ = built(tmp_path / "given", "", ("set", "cordis", files_of(HEALTH)))
    one, other = (each.imports[0].tables for each in (whole, given))
    assert (one["projects"].height, one["participations"].height) == (646, 9150)
    for name in ("projects", "organisations", "participations", "flows", "themes", "tags", "identifiers"):
        key = list(TABLE[name].key)
        named = (
            frame[name].select(key).filter(~pl.any_horizontal(pl.col(key).cast(pl.String).str.contains(TRADER)))
            for frame in (one, other)
        )
        left, right = (
            frame.sort(key) for frame in named
        )  # a trader is named by the line, which is another in each file
        assert_frame_equal(left, right)
        assert one[name].height == other[name].height
    in_health = {row["id"] for row in by_csv(EUROPE / "project.csv") if "HORIZON.2.1" in row["legalBasis"]}
    paths = by_csv(EUROPE / "euroSciVoc.csv")
    medical = (row for row in paths if row["euroSciVocPath"].startswith("/medical and health sciences"))
    in_health |= {row["projectID"] for row in medical}
    nordic = {row["projectID"] for row in by_csv(EUROPE / "organization.csv") if row["country"] in {"DK", "NO"}}
    assert set(one["projects"]["project_id"]) == {f"eu-{project}" for project in in_health & nordic}
    assert (found.tables["projects"].height, found.tables["participations"].height) == (646, 9150)


def test_horizon_europe_and_the_lists_share_149_norwegian_and_34_danish_numbers(
    joint: Built, participants: list[dict[str, str]]
) -> None:
    reading, found = joint
    council = {row["Organisasjonsnummer"] for row in by_csv(COUNCIL)}
    funds = {row["cvr"] for row in by_csv(OLD, separator=",")}
    expected = (
        ("orgnr", "research-council", numbers(participants, r"NO([0-9]{9})(?:MVA)?").keys() & council, 149),
        ("cvr", "structural-funds", numbers(participants, r"DK([0-9]{8})").keys() & funds, 34),
    )
    for scheme, other, common, n in expected:
        bodies = numbered(reading.imports, found, scheme)
        shared = {org: given["horizon-europe"] & given[other] for org, given in bodies.items()}
        both = {org: values for org, values in shared.items() if values}
        assert len(both) == len(common) == n
        assert set().union(*both.values()) == common


@pytest.mark.parametrize("which", ["joint", "lists"])
def test_no_organisation_has_two_numbers_of_one_state(which: str, request: pytest.FixtureRequest) -> None:
    resolution: Resolution = request.getfixturevalue(which)[1]
    held = resolution.tables["identifiers"].filter(pl.col("scheme").is_in(["cvr", "orgnr"]))
    assert held.height > 500
    assert held.filter(pl.struct("org_id", "scheme").is_duplicated()).rows() == []
    assert held.filter(pl.struct("scheme", "value").is_duplicated()).rows() == []


def test_nothing_is_lost_when_the_lists_become_one_ecosystem(lists: Built) -> None:
    reading, found = lists
    assert reading.issues == ()
    for name in ("participations", "flows", "memberships", "ties", "tags", "events", "figures", "goals"):
        before = [reading.frames[name], *(each.tables[name] for each in reading.imports)]
        assert found.tables[name].height == sum(frame.height for frame in before)
    before = [reading.frames["organisations"], *(each.tables["organisations"] for each in reading.imports)]
    ids = [org for frame in before for org in frame["org_id"]]
    assert found.joins["own_id"].to_list() == sorted(ids)
    assert set(found.joins["org_id"]) == set(found.tables["organisations"]["org_id"])


PLACES = {
    ("welfare-tech", FUNDS_2007, "lead"): {312, 471, 530, 533},
    ("welfare-tech", FUNDS_2007, "partner"): {255, 542, 583, 591},
    ("welfare-tech", FUNDS_2014, "partner"): {48, 261},
    ("mtic", FUNDS_2007, "lead"): {582},
    ("mtic", FUNDS_2014, "lead"): {395},
    ("norway-health-tech", NORWAY, ""): {224, 886, 1063, 1707, 2149},
    ("norway-health-tech", HEALTH_SET, ""): {2430},
    ("oslo-cancer-cluster", NORWAY, ""): {1294, 2166},
    ("oslo-cancer-cluster", HEALTH_SET, ""): {4167, 6229, 7886, 8435},
}
"""The lines of the files in which the clusters stand, found by searching the files for their names; all roles: ""."""


@pytest.mark.parametrize(("cluster", "source", "role"), PLACES, ids=[" ".join(each) for each in PLACES])
def test_a_cluster_takes_part_in_what_each_list_says_of_it(lists: Built, cluster: str, source: str, role: str) -> None:
    tables = lists[1].tables
    recorded = tables["records"].filter(org_id=cluster)["source_id"].str.extract(r"^([^.]*)\.")
    assert source.partition(".")[0] in set(recorded)
    rows = tables["participations"].filter(org_id=cluster, source_id=source)
    rows = rows.filter(role=role) if role else rows
    assert {int(line) for line in rows["locator"]} == PLACES[cluster, source, role]


PROJECTS = {
    ("welfare-tech", FUNDS_2007): (312, 471, 530, 533),
    ("mtic", FUNDS_2007): (582,),
    ("mtic", FUNDS_2014): (395,),
    ("lsi", FUNDS_2007): (241, 389),
    ("chc", FUNDS_2014): (601,),
}
"""The lines of the projects that are a cluster's own."""


def rows_by_line(path: Path, encoding: str, separator: str) -> dict[int, dict[str, str]]:
    """Return the rows of a file by the line on which they begin."""
    reader = csv.DictReader(io.StringIO(path.read_bytes().decode(encoding), newline=""), delimiter=separator)
    reader.fieldnames  # noqa: B018 - reads the header
    found, line = {}, reader.line_num + 1
    for row in reader:
        found[line], line = row, reader.line_num + 1
    return found


@pytest.mark.parametrize(("cluster", "source"), PROJECTS, ids=[" ".join(each) for each in PROJECTS])
def test_the_projects_of_a_cluster_have_their_partners_and_money_from_the_list(
    lists: Built, cluster: str, source: str
) -> None:
    tables = lists[1].tables
    raw = rows_by_line(OLD, "utf-8", ",") if source == FUNDS_2007 else rows_by_line(NEW, "cp1252", ";")
    names = pl.concat([tables[name].select("org_id", "name") for name in ("organisations", "names")])
    by_name = names.with_columns(pl.col("name").str.to_lowercase())
    for line in PROJECTS[cluster, source]:
        flow = tables["flows"].filter(source_id=source, locator=str(line)).row(0, named=True)
        (project,) = flow["recipients"]
        if source == FUNDS_2007:
            amount, cell = raw[line]["eu"].replace(",", "."), raw[line]["parter"]
        else:
            amount = raw[line]["EU-medfinansiering / Union co-financing"].replace(".", "")
            cell = raw[line]["Partere / Project partners"]
        assert (flow["amount"], flow["currency"]) == (pytest.approx(float(amount)), "DKK")
        assert flow["payers"] in (["erdf"], ["esf"])
        rows = tables["participations"].filter(project_id=project)
        assert cluster in rows["org_id"].to_list()
        partners = rows.filter(source_id=source, locator=str(line), role="partner")["org_id"].to_list()
        expected = [name for name in re.split(r"\.\s+|\.?$", cell) if name]
        assert len(partners) == len(expected)
        for name in expected:
            assert set(by_name.filter(name=name.lower())["org_id"]) & set(partners)


@pytest.mark.parametrize(
    ("cluster", "number", "pic"),
    [("norway-health-tech", "997305140", "950644233"), ("oslo-cancer-cluster", "991068503", "926433615")],
)
def test_the_norwegian_clusters_have_their_grants_from_both_publishers(
    lists: Built, cluster: str, number: str, pic: str
) -> None:
    flows = (
        lists[1]
        .tables["flows"]
        .filter(pl.col("recipients") == [cluster], pl.col("source_id").is_in([NORWAY, HEALTH_SET]))
    )
    assert flows["payers"].to_list() == [["europa-kommissionen"]] * flows.height
    stated = [row for row in by_csv(COUNCIL) if row["Organisasjonsnummer"] == number]
    granted = sum(round(float(row["Innvilget beløp organisasjon EUR"]), 2) for row in stated)
    assert flows.filter(source_id=NORWAY)["amount"].sum() == pytest.approx(granted)
    rows = [row for row in by_csv(HEALTH / "organization.csv") if row["organisationID"] == pic]
    assert flows.filter(source_id=HEALTH_SET)["amount"].sum() == pytest.approx(float(euros(rows)))


def test_no_other_organisation_has_a_name_of_a_cluster(lists: Built) -> None:
    tables = lists[1].tables
    single = tables["organisations"].filter(extent="single").select("org_id", "name", "country")
    named = tables["names"].filter(pl.col("kind") != "abbreviation")
    further = named.select("org_id", "name").join(single.select("org_id", "country"), on="org_id")
    holders = defaultdict(set)
    for org, name, country in pl.concat([single, further]).iter_rows():
        holders[key(name), country].add(org)
    shared = {name: held for name, held in holders.items() if held & set(CLUSTERS) and len(held) > 1}
    assert shared == {}
    assert {org for held in holders.values() for org in held} >= set(CLUSTERS)


@pytest.mark.parametrize("which", ["joint", "lists"])
def test_two_bodies_of_one_name_in_one_country_have_a_reason_to_be_two(
    which: str, request: pytest.FixtureRequest
) -> None:
    resolution: Resolution = request.getfixturevalue(which)[1]
    tables = resolution.tables
    held: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for org, scheme, value in tables["identifiers"].select("org_id", "scheme", "value").iter_rows():
        held[org][scheme].add(value)
    alike = defaultdict(list)
    single = tables["organisations"].filter(pl.col("country").is_not_null(), extent="single")
    for org, name, country in single.select("org_id", "name", "country").iter_rows():
        alike[name.casefold(), country].append(org)
    asked = {frozenset(pair) for pair in resolution.candidates.select("left", "right").iter_rows()}
    remarks = "\n".join(issue.message for issue in resolution.issues)
    pairs = [pair for orgs in alike.values() for pair in combinations(sorted(orgs), 2)]
    assert len(pairs) >= 10
    for one, other in pairs:
        both = held[one].keys() & held[other].keys()
        differ = any(held[one][scheme].isdisjoint(held[other][scheme]) for scheme in both)
        told = frozenset((one, other)) in asked or (f"({one})" in remarks and f"({other})" in remarks)
        assert differ or told, (one, other)


def test_the_lists_become_the_same_ecosystem_in_whatever_order_their_rows_stand(lists: Built) -> None:
    def shuffled(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
        return {name: frame.sample(fraction=1, shuffle=True, seed=11) for name, frame in tables.items()}

    reading, found = lists
    mixed = tuple(replace(each, tables=shuffled(each.tables)) for each in reading.imports)
    judged = reading.judgements.sample(fraction=1, shuffle=True, seed=11)
    again = replace(reading, frames=shuffled(reading.frames), imports=mixed, judgements=judged).resolution()
    assert again.issues == found.issues
    assert_frame_equal(again.joins, found.joins)
    assert_frame_equal(again.candidates, found.candidates)
    for name, frame in found.tables.items():
        assert_frame_equal(again.tables[name], frame)
    assert not mixed[0].tables["participations"].equals(reading.imports[0].tables["participations"])
