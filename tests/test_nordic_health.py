"""The second reading of the bundled dataset: every fact that it was made from is in it, and nothing it must not hold.

The facts lie outside the repository. Without them the tests that compare say so and skip; the others need nothing.
"""

import csv
import functools
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import polars as pl
import pytest

import ecograph
from ecograph.bundled import dataset
from ecograph.ecosystem import Ecosystem
from ecograph.identity.names import key
from ecograph.schema import SUBJECTS, TABLES, Kind

SHARED = Path(__file__).resolve().parents[1].parent / "shared"

Row = dict[str, str]

PERSONS = ("R017", "R018", "R020", "R021", "R022", "R023", "R024", "R025")
"""The relations with a person on either side: left out."""

ONE_ORGANISATION = {"oslo-medtech": "norway-health-tech", "smart-care-cluster": "nscc"}
"""Ids of the facts whose organisation has another id here."""

OPI_LAB = "OPI-lab (Laboratorium for offentlig-privat innovation og velfærdsteknologi)"
ONE_PROJECT = {"OPI-lab": OPI_LAB}
"""Titles of the pages for projects that stand under the title of the document."""

CLEANED = {
    "(staten), DI,": "DI",
    "Falck-topchef": "Falck",
    "Kommissionen har": "Kommissionen",
    "Fonden anbefaler": "Fonden",
    "WT hjemmeside": "WT",
}
"""Mentions that the facts give with the words beside them."""

ONE_ADDRESS = {
    "https://www.rm.dk/om-os/aktuelt/nyheder/nyheder-2020/november-20/": "rm-2020-11",
    "https://www.danskindustri.dk/brancher/di-lifescience/nyheder/nyheder2/2020/12/": "danskindustri-dlsc",
}
"""Addresses that the facts cut short, and the source that they are."""

CUT_ADDRESS = "universitetsavisa-pilot-helse"
"""The source whose address names a person and is cut to the site."""

PAYER_WORDS = {
    "Danmarks Erhvervsfremmebestyrelse (ERDF 102 + decentral 128)": ["erhvervsfremmebestyrelsen"],
    "European Commission (H2020 INNOSUP)": ["europa-kommissionen"],
    "European Regional Development Fund (REACT-EU)": ["erdf"],
    "European Social Fund and REM (with partners' co-funding)": ["esf", "rem", "grp-chi-partnere"],
    "Capital Region of Denmark (ReVUS, with partners' co-funding)": ["region-hovedstaden", "grp-chi-partnere"],
    "Innovation Norway, SIVA, The Research Council of Norway": ["innovation-norway", "siva", "forskningsraadet"],
    "Interreg Deutschland-Danmark and Syddansk Vækstforum": ["interreg-deutschland-danmark", "syddansk-vaekstforum"],
    "Kvalitetsfonden and region (total frame)": ["grp-regioner-kvalitetsfonden", "kvalitetsfonden"],
    "Nærings- og fiskeridepartementet and Kommunal- og moderniseringsdepartementet": [
        "naerings-og-fiskeridepartementet",
        "kommunal-og-moderniseringsdepartementet",
    ],
    "Syddansk Vækstforum and ERDF": ["syddansk-vaekstforum", "erdf"],
    "The Research Council of Norway (Pilot Helse)": ["forskningsraadet"],
    "decentral business promotion money": ["decentral-erhvervsfremme"],
}
"""Payers as the facts write them where that is more than one name."""

RECIPIENT_WORDS = {
    "14 national clusters": ["klyngeprogram-2021-2024"],
    "clusters 2025-2028": ["klyngeprogram-2025-2028"],
    "17 SFI centres": ["sfi"],
    "four projects": ["pilot-helse"],
    "Norwegian Innovation Clusters (36 clusters)": ["norwegian-innovation-clusters"],
    "16 projects": [],
    "two projects": [],
    "30 innovation projects": [],
}
"""Recipients that the facts count without naming them."""

ANNOTATED = {
    "MTIC (association)": "MTIC",
    "MedTech Innovation Consortium (association)": "MTIC",
    "De danske kommuner (collective)": "De danske kommuner",
    "Dansk Erhverv (DE)": "Dansk Erhverv",
    'Medicoindustrien (excerpt cut after "Medicoind")': "Medicoindustrien",
    "Welfare Tech Region": "Welfare Tech Region",
    "Danish merger": "Analyse af behov og udfordringer blandt medlemmer og samarbejdspartnere",
    "Verdiskaping i helsenæringen": "Verdiskaping i helsenæringen 2016",
    "Innovationsnetværk Danmark (22 networks)": "Innovationsnetværk Danmark",
    "DLSC founders": "DLSC",
    "NHT+NSCC+The Life Science Cluster+Oslo Cancer Cluster": "four Norwegian health clusters",
}
"""Subjects of the facts with a remark beside the name."""

CONFLICTS = {
    "Number of regional clusters that merge": ("figures", "steering-group-clusters"),
    "Strength positions": ("figures", "strength-areas-number"),
    "Survey answers": ("figures", "survey-answers"),
    "AI potential": ("figures", "ai-welfare-potential"),
    "Welfare Tech size": ("organisations", "welfare-tech"),
    "Clusters in the merger article": ("ties", "mtic.cooperates-with.welfare-tech"),
    "Sygehuspartnerskabet founders": ("ties", "de-fem-regioner.founder.sygehuspartnerskabet"),
    "NSCC members November 2019": ("figures", "nscc-members-2019-11-20"),
    "SSP ERDF money": ("projects", "ssp"),
    "Sund Vægt grant": ("flows", "erdf-sund-vaegt"),
    "DLSC applicants": ("figures", "dlsc-applicants"),
    "National clusters 2021-2024": ("figures", "danish-programme-clusters"),
    "CHI basic funding": ("flows", "chi-partners-basic"),
    "Name of C3": ("organisations", "c3"),
}
CONFLICTS_LEFT_OUT = ("Role of Welfare Tech's director", "Published CVR example")
"""A post of a person, and a check digit: no facts of the ecosystem."""

DENMARK_ADDED = ("alexandra-institute", "novo-nordisk")
"""Organisations to whose name the register adds "(Denmark)"."""

KINDS = {
    "appointed": "establishes",
    "asks_in_relay": "asks",
    "authors": "lead",
    "chair_interlock": "chair_interlock",
    "co_finances": "co-finance",
    "conducted": "lead",
    "cooperates_on": "cooperates_on",
    "cooperates_on_consolidation": "cooperates_with",
    "cooperates_with": "cooperates_with",
    "coordinates": "coordinator",
    "demonstrates_via": "demonstrates_through",
    "designates_strength": "designates",
    "develops": "developer",
    "established": "establishes lead",
    "establishes": "establishes",
    "estimates_potential_for": "estimates_for",
    "founder_of": "founder",
    "funds_through": "funds_through",
    "gives_opening_talk": "speaker",
    "has_members": "member",
    "hosts": "host",
    "in_dialogue_with": "in_dialogue_with",
    "leads": "lead",
    "lobbies": "lobbies",
    "organises": "organiser",
    "owns": "owner",
    "owns_programme": "owner",
    "part_of": "part_of",
    "participates_in": "partner lead",
    "participates_in_forum": "participates_in",
    "planned_merger_into": "merged_into",
    "procures": "procurer",
    "procures_medicine_through": "procures_through",
    "proposes": "proposes",
    "published_on": "published_on",
    "publishes": "lead",
    "research_agreements_with": "research_agreements_with",
    "seeks_funding_from": "seeks_funding_from",
    "shares_agenda_with": "shares_agenda_with",
    "source_of": "lead",
    "starts": "lead partner",
    "steering_group_member": "steering_group",
    "subject_of": "subject",
    "supports": "supports",
    "uses_framework_of": "uses_framework_of",
    "working_group_member": "working_group",
    "writing_group_member": "writing_group",
}
"""The tie, role or money that each type of relation became."""

WORDS = {
    "AI": ["artificial-intelligence"],
    "IoT": ["internet-of-things"],
    "adoption": ["uptake"],
    "aids": ["assistive-devices"],
    "arkitektur": ["architecture", "hcd3"],
    "hjælpemidler": ["assistive-devices", "hcd2"],
    "sygehusbyggeri": ["hospital-building", "hcd4"],
    "apps": ["mobile-health"],
    "cluster": ["clusters"],
    "cluster merger": ["clusters"],
    "data på tværs": ["health-data"],
    "effektive indkøb": ["procurement"],
    "elderly": ["ageing"],
    "hand disinfection robot": ["hygiene", "robots"],
    "health and welfare innovation": ["health-innovation"],
    "homecare": ["care"],
    "hospitalsinfektioner/hygiejne": ["hygiene", "sp3"],
    "laboratorium": ["laboratories"],
    "logistik/sporbarhed": ["logistics", "traceability", "sp1"],
    "mHealth": ["mobile-health"],
    "medication": ["medication"],
    "medico": ["medical-devices", "hcd1"],
    "medtech": ["medical-devices"],
    "research-to-business": ["research-to-business"],
    "robot": ["robots"],
    "test facilities": ["testing"],
    "udlæggelse og selvhjulpethed": ["self-reliance", "sp2"],
}
"""The themes of words that are not a label themselves."""

OWN_THEMES = ("hcd-konsortium", "sygehuspartnerskabet-programme")
"""The projects whose framework of their own has the words too."""

WORK_AREA_OF_TOPIC = {
    "artificial-intelligence": "wa02",
    "clusters": "wa07",
    "education": "wa01",
    "energy": "wa10",
    "export": "wa05",
    "health-data": "wa02",
    "opi": "wa04",
    "research-to-business": "wa01",
    "start-ups": "wa08",
    "testing": "wa03",
    "welfare-technology": "wa03",
}
WORK_AREA_OF_KIND = {"pool": "wa06", "network": "wa07"}
WORK_AREA_OF_PURPOSE = {"internationalisation": "wa05", "export": "wa05", "knowledge_sharing": "wa01"}
REGIONS_THEME_OF_TOPIC = {
    "clinical-trials": "dr5",
    "logistics": "dr4",
    "opi": "dr1",
    "opp": "dr2",
    "procurement": "dr3",
    "testing": "dr1",
    "traceability": "dr4",
}
"""The rules for assigned tags that the README of the dataset lists."""

NOTED = {
    "access-acceleration-partners": 7,
    "c3-centre-partners": 17,
    "chi-partners": 6,
    "circular-co-creation-businesses": 39,
    "circular-co-creation-planned": 15,
    "circular-co-creation-products": 18,
    "danish-health-bid-letters": 140,
    "dlsc-members-undated-part": 150,
    "healthtech-nordic-2-start-ups": 330,
    "helsenaeringens-verdi-2018-commissioners": 11,
    "innolabs-countries": 7,
    "innolabs-partners": 8,
    "innolabs-smes": 130,
    "innovationsnetvaerk-companies-2015-small": 5348,
    "innovationsnetvaerk-dedicated-2016": 0.25,
    "innovationsnetvaerk-mean-knowledge-2014": 24,
    "innovationsnetvaerk-mean-knowledge-2015": 23,
    "medtech4europe-countries": 8,
    "medtech4europe-partners": 9,
    "mtic-fee": 2,
    "nic-budget-2019": 189_000_000,
    "nic-support-arena": 2_200_000,
    "nic-support-nce": 5_000_000,
    "norway-health-tech-members-2023-smes": 100,
    "nscc-arena-pro-total": 30_000_000,
    "nscc-members-2019-11-08-private": 125,
    "nscc-members-2019-11-08-public": 50,
    "nscc-members-2019-11-20-companies": 123,
    "nscc-members-2019-11-20-public": 19,
    "nscc-members-2024-academia": 8,
    "nscc-members-2024-companies": 180,
    "nscc-members-2024-public": 80,
    "nscc-members-2024-users": 10,
    "provahealth-countries": 9,
    "provahealth-partners": 15,
    "sund-vaegt-pilots": 6,
    "syddansk-opi-pulje-2019-highest": 1_450_000,
    "syddansk-opi-pulje-2019-lowest": 400_000,
    "verdiskaping-2016-bodies": 10,
}
"""Figures that the facts have in a note and not in a row, read by hand."""

COUNTED_ELSEWHERE = {"5350": "5350 small and medium companies"}
"""A count that restates a row and is evidence of it."""

TEXTS = ("what", "breakdown", "about", "detail", "stated", "summary")


@pytest.fixture(scope="module")
def eco() -> Ecosystem:
    return ecograph.load()


@pytest.fixture(scope="module")
def seeds() -> Path:
    return _folder(SHARED / "facts" / "seeds")


@pytest.fixture(scope="module")
def web() -> Path:
    return _folder(SHARED / "facts" / "web")


def _folder(folder: Path) -> Path:
    if not folder.is_dir():
        pytest.skip(f"the facts are not at {folder}")
    return folder


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _sure(path: Path) -> list[Row]:
    return [row for row in _rows(path) if row["certainty"] in {"high", "medium"}]


def _texts(frame: pl.DataFrame) -> Iterator[str]:
    for name, kind in frame.schema.items():
        if kind == pl.String:
            yield from (text for text in frame[name] if text is not None)


@functools.lru_cache(maxsize=1)
def _ids(eco: Ecosystem) -> dict[str, set[str]]:
    """Return the ids of organisations and projects by the key of each of their names."""
    ids: dict[str, set[str]] = defaultdict(set)
    for frame, columns in (
        (eco.organisations, ("org_id", "name")),
        (eco.names, ("org_id", "name")),
        (eco.projects, ("project_id", "title")),
    ):
        for subject, name in frame.select(columns).iter_rows():
            ids[key(name)].add(subject)
    return ids


def _org(eco: Ecosystem, name: str) -> str:
    """Return the id of the one organisation with a name."""
    organisations = set(eco.organisations["org_id"])
    (found,) = _ids(eco)[key(ANNOTATED.get(name, name))] & organisations
    return found


@functools.lru_cache(maxsize=1)
def _projects(eco: Ecosystem) -> dict[str, str]:
    return dict(zip(eco.projects["title"], eco.projects["project_id"], strict=True))


def _seed_project_ids(eco: Ecosystem, seeds: Path) -> dict[str, str]:
    return {row["project_id"]: _projects(eco)[row["name"]] for row in _rows(seeds / "projects.csv")}


@functools.lru_cache(maxsize=1)
def _addresses(eco: Ecosystem) -> dict[str, str]:
    return {unquote(url): source for source, url in eco.sources.select("source_id", "url").iter_rows() if url}


def _source_id(eco: Ecosystem, url: str) -> str:
    if url in ONE_ADDRESS:
        return ONE_ADDRESS[url]
    if "universitetsavisa" in url:
        return CUT_ADDRESS
    address = unquote(url).partition(" (")[0].rpartition(" and ")[2]  # without remark; of two, the page itself
    return _addresses(eco)[address]


def _tagged(eco: Ecosystem, project: str, words: list[str]) -> None:
    """Check that a project has the themes of the words by which the facts describe it."""
    themes = set(eco.tags.filter(subject=project, basis="stated")["theme_id"])
    labels = {
        key(label): theme
        for framework in ("horizon-2020-pillars", "topics")
        for theme, *found in eco.themes.filter(framework_id=framework)
        .select("theme_id", "label_da", "label_nb", "label_en")
        .iter_rows()
        for label in found
    }
    for word in filter(None, map(str.strip, words)):
        expected = WORDS.get(word) or [labels[key(word)]]
        own = [theme for theme in expected if theme[:-1] in {"sp", "hcd"} and project not in OWN_THEMES]
        assert set(expected) - set(own) <= themes, (project, word)


def _document(row: Row) -> str:
    return "d" + row["seed_file"][:3]


def _at(frame: pl.DataFrame, row: Row) -> pl.DataFrame:
    """Return the rows that rest on the document and line of a fact."""
    lines = pl.col("locator").str.split(";").list.contains(row["line"])
    return frame.filter(pl.col("source_id") == _document(row), lines)


# What needs no facts beside it


def test_files_are_canonical(eco: Ecosystem) -> None:
    for table in TABLES:
        content = (dataset("nordic_health") / f"{table.name}.csv").read_bytes()
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"))))
        place = [table.names.index(name) for name in table.key]
        assert tuple(rows[0]) == table.names
        assert rows[1:] == sorted(rows[1:], key=lambda row: [row[i] for i in place])
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        assert content == text.getvalue().encode("utf-8")
        assert len(rows) - 1 == eco[table.name].height > 0


def test_no_person_has_a_row(eco: Ecosystem) -> None:
    for table in TABLES:
        for column in table.columns:
            if column.kind in {Kind.KEY, Kind.IDS}:
                values = eco[table.name][column.name].explode().drop_nulls()
                assert not [value for value in values if value.startswith("p-")], (table.name, column.name)


def test_an_id_names_one_thing(eco: Ecosystem) -> None:
    tables = ("organisations", "projects", "flows", "figures", "goals", "themes", "frameworks", "ties", "events")
    ids = pl.concat([eco[name][eco[name].columns[0]] for name in tables])
    assert ids.filter(ids.is_duplicated()).to_list() == []


def test_four_projects_are_for_a_merger(eco: Ecosystem) -> None:
    assert eco.projects.filter(purpose="merger")["project_id"].to_list() == [
        "behovsanalyse",
        "danish-healthtech-network",
        "klyngeorganisation-bedre-sundhed",
        "merger",
    ]
    assert eco.projects.filter(kind="meeting")["project_id"].to_list() == ["abelia-raadslag"]


def test_the_five_regions(eco: Ecosystem) -> None:
    regions = eco.organisations.filter(kind="region", country="DK", extent="single").sort("region")
    assert regions.select("org_id", "region").rows() == [
        ("region-hovedstaden", "DK01"),
        ("region-sjaelland", "DK02"),
        ("region-syddanmark", "DK03"),
        ("region-midtjylland", "DK04"),
        ("region-nordjylland", "DK05"),
    ]
    assert eco.organisations.filter(org_id="de-fem-regioner").select("extent", "n").row(0) == ("collective", 5)


def test_oslo_medtech_is_a_former_name(eco: Ecosystem) -> None:
    row = eco.names.filter(name="Oslo Medtech").row(0, named=True)
    assert (row["org_id"], row["kind"], row["to"]) == ("norway-health-tech", "former", "2017-08-09")


def test_the_clusters_of_the_issue_are_there(eco: Ecosystem) -> None:
    clusters = eco.organisations.filter(kind="cluster", extent="single", status="actual")["org_id"]
    danish = {"welfare-tech", "mtic", "chc", "lsi", "biopeople", "dlsc"}
    norwegian = {"norway-health-tech", "nscc", "oslo-cancer-cluster", "life-science-cluster-no"}
    assert danish | norwegian <= set(clusters)
    assert {"c3", "abelia", "nho", "legemiddelindustrien"} <= set(eco.organisations["org_id"])


def test_vague_amounts_keep_their_qualifier(eco: Ecosystem) -> None:
    vague = eco.flows.filter(pl.col("qualifier").is_in(["exact", ""]).not_())
    assert dict(vague.select("flow_id", "qualifier").iter_rows()) == {
        "eu-strukturfondene-decentral": "about",
        "forskningsraadet-sfi": "about",
        "herning-mtic": "about",
        "horizon-2020-proposal-dkk": "about",
        "interreg-access-acceleration": "about",
        "regions-procurement": "more_than",
        "scanners-saving": "about",
        "syddansk-opi-pulje-2015-means": "about",
        "syddansk-vaekstforum-opi-2012": "nearly",
        "vaekstfora-yearly": "nearly",
    }


def test_a_joint_amount_is_one_flow_with_all_its_payers(eco: Ecosystem) -> None:
    joint = eco.flows.filter(flow_id="sygehuspartnerskabet-2012").row(0, named=True)
    assert (joint["amount"], joint["payers"]) == (100_000_000, ["de-fem-regioner", "fornyelsesfonden"])
    parts = eco.flows.filter(part_of="sygehuspartnerskabet-2012")
    assert parts["amount"].sum() == joint["amount"]
    assert parts["payers"].explode().len() == 6


def test_money_that_is_stated_twice_is_marked(eco: Ecosystem) -> None:
    flows = eco.flows
    assert dict(flows.drop_nulls("restates").select("flow_id", "restates").iter_rows()) == {
        "horizon-2020-proposal-dkk": "horizon-2020-proposal"
    }
    rest = flows.drop_nulls("part_of").filter(pl.col("part_of") != "sygehuspartnerskabet-2012")
    assert rest.select("flow_id", "part_of").rows() == [
        ("erhvervsfremmebestyrelsen-klynger-two-years", "erhvervsfremmebestyrelsen-klynger"),
        ("forskningsraadet-c3", "forskningsraadet-sfi"),
    ]


def test_who_pays_and_who_receives_exists(eco: Ecosystem) -> None:
    known = {subject for table in SUBJECTS for subject in eco[table][eco[table].columns[0]]}
    for column in ("payers", "recipients"):
        assert set(eco.flows[column].explode().drop_nulls()) <= known
    assert eco.flows.filter(pl.col("payers").is_null(), pl.col("recipients").is_null()).is_empty()


def test_texts_are_short(eco: Ecosystem) -> None:
    for table in TABLES:
        for name in TEXTS:
            if name in table:
                for text in eco[table.name][name].drop_nulls():
                    assert len(text.split()) <= 25, text


def test_each_project_says_what_it_is_about_unless_its_source_gives_no_more_than_the_title(eco: Ecosystem) -> None:
    without = eco.projects.filter(pl.col("summary").is_null())
    assert without["project_id"].to_list() == ["brugerdreven-innovation", "interreg-deutschland-danmark", "opi-ldl"]
    for title, summary in eco.projects.drop_nulls("summary").select("title", "summary").rows():
        assert re.fullmatch(r"[A-Z].*\.", summary), summary
        assert key(summary) not in key(title), summary


# The second reading


def test_every_organisation_of_the_documents(eco: Ecosystem, seeds: Path) -> None:
    names = _ids(eco)
    for row in _rows(seeds / "organisations.csv"):
        ours = ONE_ORGANISATION.get(row["org_id"], row["org_id"])
        if row["relevance"] == "sidebar":
            assert ours not in names[key(row["name_as_written"])]
            continue
        also = _at(eco.evidence.filter(table="organisations"), row)["key"].to_list()
        assert ours in [*_at(eco.organisations, row)["org_id"], *also], ours
        written = [row["name_as_written"], row["normalised_name"], row["abbreviation"], *row["aliases"].split("|")]
        for name in filter(None, written):
            assert name == "DENOFFENLIGE" or ours in names[key(name)], name


def test_every_mention_of_an_organisation(eco: Ecosystem, seeds: Path) -> None:
    sidebar = {r["org_id"] for r in _rows(seeds / "organisations.csv") if r["relevance"] == "sidebar"}
    for row in _rows(seeds / "organisation_mentions.csv"):
        if row["org_id"] not in sidebar:
            ours = ONE_ORGANISATION.get(row["org_id"], row["org_id"])
            surface = CLEANED.get(row["surface"], row["surface"])
            assert _at(eco.records, row).filter(source_org_id=surface)["org_id"].to_list() == [ours], row


def test_every_project_of_the_documents(eco: Ecosystem, seeds: Path) -> None:
    ids = _seed_project_ids(eco, seeds)
    pairs = set(eco.participations.select("org_id", "project_id").iter_rows())
    for row in _rows(seeds / "projects.csv"):
        project = eco.projects.filter(project_id=ids[row["project_id"]]).row(0, named=True)
        if row["project_id"] != "opi-lab-projekt":
            assert (project["start"] or "", project["end"] or "") == (row["start"], row["end"]), row
        _tagged(eco, ids[row["project_id"]], row["themes"].split("|"))
        for org in filter(None, [row["lead"], *row["partners"].split("|")]):
            assert (ONE_ORGANISATION.get(org, org), ids[row["project_id"]]) in pairs, (org, row["project_id"])


def test_every_relation_but_those_of_persons(eco: Ecosystem, seeds: Path) -> None:
    ours = _seed_project_ids(eco, seeds) | ONE_ORGANISATION
    found = set(eco.ties.select("subject", "kind", "object").iter_rows())
    found |= set(eco.participations.select("org_id", "role", "project_id").iter_rows())
    found |= set(eco.memberships.select("cluster_id", "role", "org_id").iter_rows())
    money = eco.flows.explode("payers").explode("recipients")
    found |= set(money.select("payers", "kind", "recipients").iter_rows())
    left_out = []
    for row in _rows(seeds / "relations.csv"):
        if "person" in {row["source_kind"], row["target_kind"]}:
            left_out.append(row["relation_id"])
        else:
            start, end = (ours.get(one, one) for one in (row["source"], row["target"]))
            assert any((start, kind, end) in found for kind in KINDS[row["type"]].split()), row["relation_id"]
    assert tuple(left_out) == PERSONS
    shared_chair = eco.ties.filter(kind="chair_interlock").select("subject", "object").rows()
    assert shared_chair == [("mtic", "styregruppen")]


def test_every_figure_of_the_documents(eco: Ecosystem, seeds: Path) -> None:
    facts = _rows(seeds / "key_figures.csv")
    for row in facts:
        found = _at(eco.figures, row)
        if row["relevance"] == "sidebar":
            assert found.is_empty(), row["figure_id"]
        elif row["figure_id"] == "K037":  # "a little more than a third": the facts leave the number out
            assert found.filter(pl.col("value").is_between(0.3333, 0.3334), qualifier="more_than").height == 1
        elif row["value"]:
            same = [
                r
                for r in facts
                if (r["seed_file"], r["line"], r["value"]) == (row["seed_file"], row["line"], row["value"])
            ]
            assert found["value"].to_list().count(float(row["value"])) == len(same), row["figure_id"]
        else:
            assert found["value"].null_count() == 1, row["figure_id"]


def test_the_survey_answers_are_a_breakdown(eco: Ecosystem) -> None:
    groups = eco.figures.filter(parent_id="survey-answers")
    assert sorted(groups["value"]) == [48, 73, 226]
    total = eco.figures.filter(figure_id="survey-answers").select("value", "qualifier").row(0)
    assert total == (500, "nearly")


def test_every_flow_of_the_documents(eco: Ecosystem, seeds: Path) -> None:
    ids = _seed_project_ids(eco, seeds)
    for row in _rows(seeds / "funding.csv"):
        found = _at(eco.flows, row)
        found = found.filter(currency=row["currency"], amount=float(row["amount"])) if row["amount"] else found
        payers = sorted(filter(None, row["payer"].split("|")))
        recipients = sorted(ids.get(one, one) for one in filter(None, row["recipient"].split("|")))
        ends = [(p or [], r or []) for p, r in found.select("payers", "recipients").iter_rows()]
        assert (payers, recipients) in ends, row["funding_id"]


def test_every_goal(eco: Ecosystem, seeds: Path) -> None:
    facts = _rows(seeds / "goals.csv")
    for row in facts:
        found = _at(eco.goals, row).filter(owner=row["owner"])
        stated = [(g["deadline"] or "", g["theme_id"] or "", g["target"] or 0) for g in found.iter_rows(named=True)]
        assert (row["deadline"], row["theme_id"], float(row["target_value"] or 0)) in stated, row["goal_id"]
        if row["deadline_text"]:
            assert row["deadline_text"].partition(" (")[0] in found["deadline_words"].to_list()
    parents = eco.goals.filter(pl.col("parent_id").is_null(), kind="action")["goal_id"]
    assert set(parents) == set(eco.goals["parent_id"].drop_nulls())
    assert parents.len() == len({row["parent"] for row in facts} - {""})
    children = eco.goals.drop_nulls("parent_id").height
    assert children == sum(1 for row in facts if row["parent"])


def test_every_theme_in_three_languages(eco: Ecosystem, seeds: Path) -> None:
    frameworks: dict[str, set[str]] = defaultdict(set)
    for row in _rows(seeds / "themes.csv"):
        theme = eco.themes.filter(theme_id=row["theme_id"]).row(0, named=True)
        assert row["name"] == theme["label_nb" if _document(row) == "d003" else "label_da"]
        assert str(theme["number"] or "") == row["number"]
        assert (theme["source_id"], theme["locator"]) == (_document(row), row["line"])
        frameworks[row["framework"]].add(theme["framework_id"])
        owner = eco.frameworks.filter(framework_id=theme["framework_id"])["owner"].item()
        assert (owner or "") == row["owner"]
    assert all(len(ours) == 1 for ours in frameworks.values())
    assert len({one for ours in frameworks.values() for one in ours}) == len(frameworks) == 12


def test_what_the_notes_of_the_facts_say(eco: Ecosystem) -> None:
    values = dict(eco.figures.select("figure_id", "value").iter_rows())
    assert {figure: values.get(figure) for figure in NOTED} == NOTED
    goals = dict(
        eco.goals.filter(pl.col("owner").is_in(["healthtech-nordic", "welfare-tech-region"]))
        .select("goal_id", "target")
        .iter_rows()
    )
    assert goals == {
        "healthtech-nordic-goal-jobs": 700,
        "welfare-tech-region-goal-companies": 50,
        "welfare-tech-region-goal-jobs": 500,
        "welfare-tech-region-goal-projects": 100,
    }
    demente = eco.flows.filter(pl.col("recipients").list.contains("demente-hjaelper-demente"))
    assert dict(demente.select("flow_id", "amount").iter_rows()) == {
        "brugerdreven-demente": 3_000_000,
        "erdf-demente": 6_000_000,
    }
    fee = eco.flows.filter(flow_id="herning-mtic").select("amount", "kind", "basis").row(0)
    assert fee == (174_000, "fee", "yearly")
    members = eco.memberships.filter(cluster_id="mtic", role="member")["org_id"].to_list()
    assert members == ["grp-mtic-kommuner", "herning-kommune"]
    shares = eco.participations.drop_nulls("share_amount").select("org_id", "share_amount", "share_currency")
    assert shares.rows() == [("leap-for-life", 7_144_679, "SEK"), ("region-hovedstaden", 190_225, "EUR")]


def test_what_belongs_together_is_tied(eco: Ecosystem) -> None:
    ties = set(eco.ties.select("subject", "kind", "object").iter_rows())
    four = ("norway-health-tech", "nscc", "oslo-cancer-cluster", "life-science-cluster-no")
    assert {(one, "part_of", "norwegian-health-clusters") for one in four} <= ties
    assert {(one, "merged_into", "nht-nscc") for one in four[:2]} <= ties
    assert ("dlsc", "succeeds", "national-klynge") in ties
    assert {("c3", "part_of", "c3-centre"), ("danish-healthtech", "part_of", "danish-healthtech-network")} <= ties
    took_part = set(eco.participations.select("org_id", "project_id").iter_rows())
    assert {("danish-healthtech", "behovsanalyse"), ("welfare-tech", "danish-health-bid")} <= took_part
    assert eco.events.filter(event_id="abelia-raadslag-held").select("date", "certainty").row(0) == (
        "2015-12-14",
        "likely",
    )


def test_topics_are_those_in_use(eco: Ecosystem) -> None:
    topics = set(eco.themes.filter(framework_id="topics")["theme_id"])
    others = set(eco.themes.filter(pl.col("framework_id") != "topics")["theme_id"])
    assert topics == set(eco.tags["theme_id"]) - others
    assert set(eco.themes["framework_id"]) == set(eco.frameworks["framework_id"])


def test_organisations_carry_themes(eco: Ecosystem) -> None:
    found = eco.tags.filter(pl.col("subject").is_in(eco.organisations["org_id"].implode()))
    themes = {org: sorted(part["theme_id"]) for (org,), part in found.group_by("subject")}
    assert themes == {
        "amgros": ["procurement"],
        "en-indgang": ["clinical-trials"],
        "healthcare-denmark": ["export"],
        "mtic": ["health-data"],
        "national-klynge": ["life-science", "st3", "welfare-technology"],
        "opi-lab": ["opi", "welfare-technology"],
        "rsi": ["health-it"],
        "vaekstfora": ["vf1", "vf2", "vf3", "vf4", "vf5", "vf6", "vf7"],
        "welfare-tech": ["health-technology", "welfare-technology"],
    }
    assert found["basis"].unique().to_list() == ["stated"]


def test_assigned_tags_follow_the_rules(eco: Ecosystem) -> None:
    home = dict(eco.organisations.select("org_id", "country").iter_rows())
    danish = {
        project for org, project in eco.participations.select("org_id", "project_id").iter_rows() if home[org] == "DK"
    }
    topics: dict[str, set[str]] = defaultdict(set)
    for subject, theme in eco.tags.filter(basis="stated").select("subject", "theme_id").iter_rows():
        topics[subject].add(theme)
    expected = set()
    for project in eco.projects.iter_rows(named=True):
        name, rules = project["project_id"], {}
        if name in danish:
            rules = WORK_AREA_OF_TOPIC
            by_kind, by_purpose = WORK_AREA_OF_KIND.get(project["kind"]), WORK_AREA_OF_PURPOSE.get(project["purpose"])
            by_programme = "wa08" if project["programme"] == "OPI-pulje 2012" else None
            expected |= {(name, theme) for theme in (by_kind, by_purpose, by_programme) if theme}
        if project["source_id"] in {"d002", "d004"} or name == "opi-lab-project":
            expected |= {(name, REGIONS_THEME_OF_TOPIC[t]) for t in topics[name] if t in REGIONS_THEME_OF_TOPIC}
        expected |= {(name, rules[topic]) for topic in topics[name] if topic in rules}
    assert set(eco.tags.filter(basis="assigned").select("subject", "theme_id").iter_rows()) == expected


def test_every_project_of_the_pages(eco: Ecosystem, web: Path) -> None:
    for row in _sure(web / "projects.csv"):
        project_id = _projects(eco)[ONE_PROJECT.get(row["name"], row["name"])]
        project = eco.projects.filter(project_id=project_id).row(0, named=True)
        assert (project["start"] or "", project["end"] or "") == (row["start"], row["end"]), row["project_id"]
        assert project["budget_amount"] == (float(row["total_amount"]) if row["total_amount"] else None)
        assert (project["budget_currency"] or "") == row["currency"]
        sources = {project["source_id"], *eco.evidence.filter(table="projects", key=project_id)["source_id"]}
        assert _source_id(eco, row["source"]) in sources, row["project_id"]
        _tagged(eco, project_id, row["themes"].split(";"))


def test_every_participation_of_the_pages(eco: Ecosystem, web: Path) -> None:
    projects = {r["project_id"]: ONE_PROJECT.get(r["name"], r["name"]) for r in _rows(web / "projects.csv")}
    leads = {r["project_id"]: r["lead"] for r in _rows(web / "projects.csv")}
    certain = {"high": "certain", "medium": "likely"}
    pairs = set()
    for row in _sure(web / "participations.csv"):
        org = _org(eco, row["organisation"])
        project = _projects(eco)[projects[row["project_id"]]]
        pairs.add((org, project))
        found = eco.participations.filter(
            org_id=org,
            project_id=project,
            source_id=_source_id(eco, row["source"]),
            certainty=certain[row["certainty"]],
        )
        assert found.height == 1, row
        lead = leads[row["project_id"]]
        if row["role"] == "lead" or (row["role"] == "partner" and lead and _org(eco, lead) == org):
            assert found["role"].item() == "lead", row
    assert len(pairs) == 148
    assert len({org for org, _ in pairs}) == 93
    assert len({project for _, project in pairs}) == 42


def test_every_name_on_the_pages_is_recorded(eco: Ecosystem, web: Path) -> None:
    own = dict(eco.organisations.select("org_id", "name").iter_rows())
    recorded = set(eco.records.select("source_id", "source_org_id", "org_id").iter_rows())
    written = [(row["organisation"], row["source"]) for row in _sure(web / "participations.csv")]
    written += [
        (row[end], row["source"]) for row in _sure(web / "cluster_partners.csv") for end in ("organisation", "cluster")
    ]
    written += [(row["lead"], row["source"]) for row in _sure(web / "projects.csv")]
    written += [(row["payer"], row["source"]) for row in _sure(web / "funding.csv") if row["payer"] not in PAYER_WORDS]
    subjects = ("Oslo Medtech", "MTIC", "MTIC (association)")
    written += [(row["subject"], row["source"]) for row in _sure(web / "timeline.csv") if row["subject"] in subjects]
    for name, url in written:
        plain = ANNOTATED.get(name, name)
        orgs = _ids(eco)[key(plain)] & set(own)
        if name not in ANNOTATED and len(orgs) == 1:
            (org,) = orgs
            assert key(own[org]) == key(plain) or (_source_id(eco, url), plain, org) in recorded, (name, url)


def test_every_flow_of_the_pages(eco: Ecosystem, web: Path) -> None:
    titles = {r["project_id"]: ONE_PROJECT.get(r["name"], r["name"]) for r in _rows(web / "projects.csv")}
    names = _ids(eco)

    def one(name: str) -> str:
        if name in titles:
            return _projects(eco)[titles[name]]
        (found,) = names[key(name)]
        return found

    for row in _sure(web / "funding.csv"):
        source = _source_id(eco, row["source"])
        if source == "ritzau-sund-vaegt":  # the same grant as in the row before it
            said = eco.evidence.filter(table="flows", key="erdf-sund-vaegt", source_id=source, stance="differs")
            assert "82.4" in said["stated"].item()
            continue
        payers = PAYER_WORDS.get(row["payer"]) or [one(row["payer"])]
        named = row["recipient_or_project"]
        recipients = RECIPIENT_WORDS[named] if named in RECIPIENT_WORDS else [one(n) for n in named.split("|")]
        found = eco.flows.filter(source_id=source, amount=float(row["amount"]), currency=row["currency"])
        ends = [
            (p, r or [], start or "", end or "", basis)
            for p, r, start, end, basis in found.select("payers", "recipients", "from", "to", "basis").iter_rows()
        ]
        basis = "yearly" if row["basis"].startswith("annual") else row["basis"]
        assert (sorted(payers), sorted(recipients), row["start"], row["end"], basis) in ends, row


def test_an_amount_from_several_payers_has_several(eco: Ecosystem, web: Path) -> None:
    joint = [row for row in _sure(web / "funding.csv") if re.search(r",| (and|with) ", row["payer"])]
    assert len(joint) == 22
    for row in joint:
        found = eco.flows.filter(
            source_id=_source_id(eco, row["source"]), amount=float(row["amount"]), currency=row["currency"]
        )
        assert not found.is_empty()
        assert found.filter(pl.col("payers").list.len() < 2).is_empty(), row


def test_regions_without_a_name_pay_the_frames_of_the_hospitals_beside_the_fund(eco: Ecosystem) -> None:
    frames = eco.flows.filter(pl.col("payers").list.contains("grp-regioner-kvalitetsfonden"))
    assert frames.height == 16
    assert frames["payers"].to_list() == [["grp-regioner-kvalitetsfonden", "kvalitetsfonden"]] * 16
    region = eco.organisations.filter(org_id="grp-regioner-kvalitetsfonden").row(0, named=True)
    assert (region["kind"], region["extent"], region["source_id"]) == ("region", "collective", frames["source_id"][0])


def test_every_member_founder_and_owner(eco: Ecosystem, web: Path) -> None:
    merged = set(eco.ties.filter(kind="merged_into").select("subject", "object").iter_rows())
    owners = set(eco.participations.select("org_id", "project_id", "role").iter_rows())
    roles = {"founder": "founder", "partner": "partner", "host": "host", "major player": "core_actor"}
    roles |= {"founding partner (26 applicants)": "founder"}
    for row in _sure(web / "cluster_partners.csv"):
        org = _org(eco, row["organisation"])
        if row["cluster"] == "Norwegian Innovation Clusters":
            role = "owner" if row["relation"] == "programme owner" else "financier"
            assert (org, "norwegian-innovation-clusters", role) in owners, row
            continue
        cluster = _org(eco, row["cluster"])
        if row["relation"] == "merged into":
            assert (org, cluster) in merged, row
            continue
        found = eco.memberships.filter(
            org_id=org, cluster_id=cluster, role=roles[row["relation"]], source_id=_source_id(eco, row["source"])
        )
        assert found.height == 1, row
        stated = row["as_of"] if not row["as_of"].startswith("launch") else ""
        assert (found["as_of"].item() or "") == stated, row


def test_every_member_count(eco: Ecosystem, web: Path) -> None:
    names = _ids(eco)
    for row in _sure(web / "memberships.csv"):
        source = _source_id(eco, row["source"])
        if row["count"] in COUNTED_ELSEWHERE:
            said = eco.evidence.filter(source_id=source, stance="agrees")["stated"].item()
            assert said.startswith(COUNTED_ELSEWHERE[row["count"]])
            continue
        (subject,) = names[key(ANNOTATED.get(row["cluster"], row["cluster"]))]
        found = eco.figures.filter(subject=subject, value=float(row["count"]), source_id=source)
        assert (row["as_of"] or None) in found["as_of"].to_list(), row


def test_every_cluster_fact(eco: Ecosystem, web: Path) -> None:
    for row in _rows(web / "cluster_facts.csv"):
        source = _source_id(eco, row["source_url"])
        if row["value"][0].isdigit() and row["unit"] != "date":
            value = float(row["value"].split()[0])
            figures = eco.figures.filter(source_id=source, value=value).height
            flows = eco.flows.filter(source_id=source, amount=value).height
            said = " ".join(eco.evidence.filter(source_id=source)["stated"])
            short = f"{value / 1e6:g} million" if value >= 1e6 else f"{value:g} "
            assert figures or flows or short in said, row
        elif row["unit"] == "date":
            subject = _org(eco, row["subject"])
            assert row["value"] in eco.events.filter(subject=subject)["date"].to_list(), row


def test_every_reported_figure(eco: Ecosystem, web: Path) -> None:
    for row in _sure(web / "key_figures.csv"):
        found = eco.figures.filter(source_id=_source_id(eco, row["source"]), value=float(row["value"]))
        years = {date for name in ("to", "as_of") for date in found[name].drop_nulls()}
        assert row["year"] in years, row
    for row in _rows(web / "letters_of_support.csv"):
        parts = eco.figures.filter(parent_id="helsekatapult-letters", value=float(row["count"]))
        assert key(row["actor_type"]) in [key(part) for part in parts["breakdown"]], row
    total = eco.figures.filter(figure_id="helsekatapult-letters")["value"].item()
    assert total == eco.figures.filter(parent_id="helsekatapult-letters")["value"].sum() == 174


def test_every_event(eco: Ecosystem, web: Path) -> None:
    names = _ids(eco)
    for row in _sure(web / "timeline.csv"):
        found = eco.events.filter(date=row["date"], source_id=_source_id(eco, row["source"]))
        subjects = names[key(ANNOTATED.get(row["subject"], row["subject"]))]
        assert subjects & set(found["subject"]), row


def test_every_disagreement_is_evidence(eco: Ecosystem, web: Path) -> None:
    facts = {row["subject"]: row for row in _rows(web / "conflicts.csv")}
    assert set(facts) == set(CONFLICTS) | set(CONFLICTS_LEFT_OUT)
    differing = []
    for subject, (table, row_key) in CONFLICTS.items():
        found = eco.evidence.filter(table=table, key=row_key)
        assert "differs" in found["stance"].to_list(), subject
        differing.append(found.filter(stance="differs").height)
        assert _source_id(eco, facts[subject]["source_of_b"]) in found["source_id"].to_list(), subject
    other_way = eco.evidence.filter(
        key="erdf-ssp", stance="differs"
    ).height  # the same disagreement, seen from the flow
    assert sum(differing) + other_way == eco.evidence.filter(stance="differs").height == 16


def test_second_sources(eco: Ecosystem) -> None:
    """What a further source says of a row, beside the disagreements."""
    agreeing = eco.evidence.filter(stance="agrees").select("key", "source_id").rows()
    assert sorted(agreeing) == [
        ("arena-pro-nscc", "greaterstavanger-news"),
        ("danish-programme-clusters", "deb-klynger-ekstra"),
        ("dlsc-applicants", "sund-ku-2020-09"),
        ("forskningsraadet-c3", "dagensmedisin-sfi"),
        ("innovationsnetvaerk-companies-2015-small", "morecreative-performance-2016"),
        ("norway-health-tech", "d003"),
        ("norway-health-tech-renamed", "nordiclifescience-nht"),
        ("nscc", "d003"),
        ("opi-lab-project", "d004"),
        ("region-hovedstaden", "wikipedia-nuts-denmark"),
        ("region-midtjylland", "wikipedia-nuts-denmark"),
        ("region-nordjylland", "wikipedia-nuts-denmark"),
        ("region-sjaelland", "wikipedia-nuts-denmark"),
        ("region-syddanmark", "wikipedia-nuts-denmark"),
        ("ssp", "deb-ssp"),
        ("sygehuspartnerskabet-2012", "godtsygehusbyggeri-partnerskab"),
        ("sygehuspartnerskabet-programme", "godtsygehusbyggeri-partnerskab"),
        ("work-areas", "welfaretech-2020-04"),
    ]


def test_every_register_entry_of_a_project(eco: Ecosystem, web: Path) -> None:
    for row in _rows(web / "dk_cluster_projects.csv"):
        source = _source_id(eco, row["source_url"])
        support = eco.flows.filter(source_id=source, amount=float(row["public_support_dkk"]))
        assert support.height == 1, row
        project = eco.projects.filter(project_id=support["recipients"].item().item()).row(0, named=True)
        said = eco.evidence.filter(table="projects", key=project["project_id"], source_id=source)
        assert project["start"] == row["start"]
        assert row["end"] == project["end"] or "September 2021" in " ".join(said["stated"])
        if row["total_eligible_dkk"]:
            assert project["budget_amount"] == float(row["total_eligible_dkk"])
        orgs = set(eco.participations.filter(project_id=project["project_id"])["org_id"])
        for partner in filter(None, row["partners"].split("|")):
            assert _org(eco, partner) in orgs, partner


def test_regions_and_register_numbers(eco: Ecosystem, web: Path) -> None:
    for row in _rows(web / "dk_regions.csv"):
        region = eco.organisations.filter(org_id=_org(eco, row["name_en"])).row(0, named=True)
        assert (region["name"], region["region"]) == (row["name_da"], row["nuts2"])
    ours = dict(eco.identifiers.filter(scheme="ror").select("value", "org_id").iter_rows())
    names = _ids(eco)
    used = {org for column in ("payers", "recipients") for org in eco.flows[column].explode()}
    used |= set(eco.participations["org_id"]) | set(eco.memberships["org_id"])
    for row in _rows(web / "org_names_ids.csv"):
        number = row["ror_id"].rpartition("/")[2]
        same = names[key(row["display_name"])] & used
        expected: set[str | None] = {*same} or {None, *DENMARK_ADDED}
        assert ours.get(number) in expected, row["display_name"]
        plain = key(row["display_name"].removesuffix(" (Denmark)"))
        assert number in ours or row["country"] != "DK" or not names[plain] & {*DENMARK_ADDED}, row["display_name"]
        written = "|".join(row[column] for column in ("name_da", "name_no", "name_en", "acronyms", "aliases"))
        for name in filter(None, written.split("|") if number in ours else []):
            assert ours[number] in names[key(name)], name
    recorded = eco.records.filter(source_id="ror").select("source_org_id", "org_id")
    assert dict(recorded.iter_rows()) == ours


def test_rates_and_prices(eco: Ecosystem, web: Path) -> None:
    rates = {(year, currency): rate for year, currency, rate, _ in eco.rates.iter_rows()}
    years = [row for row in _rows(web / "fx_annual.csv") if "incomplete" not in row["certainty"]]
    for row in years:
        for currency in ("DKK", "NOK", "SEK", "USD", "GBP"):
            assert rates[int(row["year"]), currency] == float(row[f"{currency}_per_EUR"])
        assert rates[int(row["year"]), "EUR"] == 1
    assert len(rates) == 6 * len(years)
    prices = {(year, country): index for year, country, index, _ in eco.prices.iter_rows()}
    countries = {"Denmark": "DK", "Norway": "NO", "Euro area": "EU"}
    facts = _rows(web / "cpi_annual.csv")
    for row in facts:
        assert prices[int(row["year"]), countries[row["country"]]] == float(row["index_2015_100"])
    assert len(prices) == len(facts)


def test_no_sentence_is_copied(eco: Ecosystem, seeds: Path) -> None:
    runs = {run for path in _folder(seeds.parents[1] / "seeds").glob("*.txt") for run in _runs(path.read_text("utf-8"))}
    assert len(runs) > 5000
    for table in TABLES:
        for name in TEXTS:
            if name in table:
                for text in eco[table.name][name].drop_nulls():
                    assert not runs & set(_runs(text)), text


def test_no_person_is_named(eco: Ecosystem, seeds: Path) -> None:
    persons = {
        end for row in _rows(seeds / "relations.csv") for end in (row["source"], row["target"]) if end.startswith("p-")
    }
    surnames = {word for person in persons for word in person.removeprefix("p-").split("-")}
    assert len(surnames) >= 8
    for table in TABLES:
        for text in _texts(eco[table.name]):
            assert not surnames & set(key(text).split()), text


def _runs(text: str, length: int = 7) -> Iterator[str]:
    """Yield every run of so many words of a text, words that are broken over two lines joined."""
    words = re.findall(r"\w+", re.sub(r"-\s*\n\s*", "", text).casefold())
    return (" ".join(words[i : i + length]) for i in range(len(words) - length + 1))
