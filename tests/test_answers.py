"""All first answers of a dataset as files."""

import csv
import io
from html.parser import HTMLParser

import pytest

from ecograph.answers import COLUMNS, SHOWN, Demo, demo
from ecograph.ecosystem import Ecosystem
from ecograph.finding import findings
from ecograph.language import LANGUAGES
from ecograph.metrics import METRICS
from ecograph.network import Network
from ecograph.schema import TABLE

FILES = {
    "index.html",
    "map.html",
    "graph.graphml",
    "tables/pairwise_overlap_without_merger.csv",
    *(f"tables/{metric.name}.csv" for metric in METRICS),
}


@pytest.fixture(scope="module")
def ecosystem() -> Ecosystem:
    """Two clusters that share a project and a merger, with every sort of money."""
    grant = {"payers": ["a"], "amount": 2e6, "qualifier": "about", "currency": "DKK", "kind": "grant", "level": "grant"}
    return Ecosystem.of(
        "a tiny dataset",
        organisations=[
            {"org_id": "a", "name": "=A()", "kind": "cluster", "helix": "industry", "country": "DK"},
            {"org_id": "b", "name": "B", "kind": "cluster", "helix": "academia", "country": "NO"},
            {"org_id": "c", "name": "C", "kind": "company"},
            {"org_id": "alone", "name": "Alone", "kind": "company", "country": "XK"},
        ],
        projects=[
            {"project_id": "m", "title": "M", "kind": "project", "purpose": "merger"},
            {"project_id": "p", "title": "P", "kind": "project"},
            {"project_id": "empty", "title": "Empty", "kind": "project"},
        ],
        participations=[
            {"org_id": org, "project_id": project, "role": "partner"} for org, project in ("am", "bm", "ap", "bp", "cp")
        ],
        flows=[
            {"flow_id": "f", **grant, "from": "2020", "to": "2022"},
            {"flow_id": "g", **grant, "from": "2020", "payers": ["a", "b"]},
            {"flow_id": "h", "payers": ["b"], "from": "2020", "kind": "fee", "level": "grant"},
        ],
    )


@pytest.fixture(scope="module")
def tiny(ecosystem: Ecosystem) -> Demo:
    return demo(ecosystem, "en")


def table(made: Demo, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.files[f"tables/{name}.csv"].decode())))


class Cells(HTMLParser):
    """The rows of the tables of a page, by the id of their section."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.section = ""
        self.inside = False
        self.rows: dict[str, list[list[str]]] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self.section = dict(attrs)["aria-labelledby"] or ""
        if tag == "tr":
            self.rows.setdefault(self.section, []).append([])
        if tag in {"td", "th"}:
            self.rows[self.section][-1].append("")
        self.inside = tag in {"td", "th"} or (self.inside and tag == "a")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[self.section][-1][-1] += data


def shown(made: Demo) -> dict[str, list[list[str]]]:
    return Cells(made.files["index.html"].decode()).rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_has_all_its_files_too(language: str) -> None:
    made = demo(Ecosystem.of(), language)
    assert set(made.files) == FILES
    assert made.findings == ()
    assert all(made.files.values())
    assert f'<html lang="{language}">' in made.files["index.html"].decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_ecosystem_gives_the_same_bytes(ecosystem: Ecosystem, language: str) -> None:
    rows = {name: frame.reverse().to_dicts() for name, frame in ecosystem.frames().items() if name != "sources"}
    first, second = demo(ecosystem, language), demo(Ecosystem.of(ecosystem.title, **rows), language)
    assert first == second
    assert set(first.files) == FILES


def test_the_findings_are_those_of_the_whole_network_and_stand_on_the_page(ecosystem: Ecosystem, tiny: Demo) -> None:
    assert tiny.findings == findings(Network.of(ecosystem))
    page = tiny.files["index.html"].decode()
    assert len(tiny.findings) >= 3
    assert all(finding.text.en in page for finding in tiny.findings)


def test_centrality_is_among_those_who_take_part_and_the_rest_is_of_everybody(tiny: Demo) -> None:
    assert {row["id"] for row in table(tiny, "degree")} == {"a", "b", "c", "m", "p"}
    assert {row["id"] for row in table(tiny, "betweenness")} == {"a", "b", "c", "m", "p"}
    assert [row["organisations"] for row in table(tiny, "components")] == ["a|b|c", "alone", ""]


def test_the_overlap_is_also_written_without_the_projects_of_a_merger(tiny: Demo) -> None:
    # by hand: a and b share m and p, without the merger p
    with_, without = (
        {row["dimension"]: row["shared"] for row in table(tiny, name)}
        for name in ("pairwise_overlap", "pairwise_overlap_without_merger")
    )
    assert (with_["projects"], without["projects"]) == ("m|p", "p")


def test_a_name_cannot_start_a_formula(tiny: Demo) -> None:
    assert {row["name"] for row in table(tiny, "degree")} >= {"'=A()"}


def test_the_page_shows_the_overlap_beside_what_is_left_of_it(tiny: Demo) -> None:
    header, *rows = shown(tiny)["pairwise_overlap"]
    found = {row[2]: dict(zip(header, row, strict=True)) for row in rows}
    # by hand: of 2 joint projects 1 is the merger; c is a partner of both; a pays nobody in the projects
    assert (found["projects"]["Shared"], found["projects"]["Without merger projects"]) == ("2", "1")
    assert found["projects"]["Jaccard"] == "1.000"
    assert (found["project partners"]["Shared"], found["project partners"]["Without merger projects"]) == ("1", "1")
    assert set(found) == {"projects", "project partners"}  # pairs that share nothing are left out


def test_the_page_shows_money_as_intervals_marked_as_joint_or_over_years(tiny: Demo) -> None:
    header, *rows = shown(tiny)["funding"]
    names = ("Payer", "Year", "Level", "Joint amount", "Spans years", "Flows", "Without amount")
    assert tuple(header) == (*names, "DKK million", "NOK million", "EUR million")
    # by hand: about 2 million is 1.8 to 2.2, from nothing to 2.2 where it is joint; the dataset has no rates
    assert [tuple(row) for row in rows] == [
        ("=A()", "2020", "granted", "no", "yes", "1", "0", "1.8–2.2", "–", "–"),
        ("=A()", "2020", "granted", "yes", "no", "1", "0", "0.0–2.2", "–", "–"),
        ("B", "2020", "granted", "no", "no", "1", "1", "–", "–", "–"),
        ("B", "2020", "granted", "yes", "no", "1", "0", "0.0–2.2", "–", "–"),
    ]


def test_the_page_names_helix_kind_and_country_in_words(tiny: Demo) -> None:
    values = {(row[0], row[1]) for row in shown(tiny)["counts"][1:]}
    assert {("sphere", "industry"), ("sphere", "not known"), ("kind", "cluster"), ("country", "Kosovo")} <= values
    assert ("country", "Denmark") in values


def test_the_page_shows_only_parts_of_more_than_one_organisation(tiny: Demo) -> None:
    assert shown(tiny)["components"][1:] == [["3", "2", "0.750"]]


def test_a_ranking_on_the_page_is_cut_and_the_table_is_not() -> None:
    n = SHOWN + 2
    ecosystem = Ecosystem.of(
        organisations=[{"org_id": f"o{i:02}", "name": f"O{i}", "kind": "company"} for i in range(n)],
        projects=[{"project_id": "p", "title": "P", "kind": "project"}],
        participations=[{"org_id": f"o{i:02}", "project_id": "p", "role": "partner"} for i in range(n)],
    )
    made = demo(ecosystem, "en")
    assert len(shown(made)["betweenness"]) == 1 + SHOWN
    assert len(table(made, "betweenness")) == n + 1  # and the project


def test_the_parts_on_the_page_are_cut_and_the_table_is_not() -> None:
    n = SHOWN + 2
    ecosystem = Ecosystem.of(
        organisations=[{"org_id": f"{side}{i}", "name": "x", "kind": "company"} for side in "ab" for i in range(n)],
        projects=[{"project_id": f"p{i}", "title": "P", "kind": "project"} for i in range(n)],
        participations=[
            {"org_id": f"{side}{i}", "project_id": f"p{i}", "role": "partner"} for side in "ab" for i in range(n)
        ],
    )
    made = demo(ecosystem, "en")
    assert len(shown(made)["components"]) == 1 + SHOWN
    assert len(table(made, "components")) == n


def test_every_section_has_columns_of_its_table(ecosystem: Ecosystem) -> None:
    for metric in METRICS:
        names = {column.name for column in COLUMNS.get(metric.name, ())} - {
            "n_ties",
            "degree",
            "n_without",
            "jaccard_without",
        }
        assert names <= set(metric.compute(Network.of(ecosystem)).columns), metric.name


def test_every_table_of_the_dataset_that_has_words_has_them_for_its_values(ecosystem: Ecosystem) -> None:
    # every helix, kind and country a dataset can have is said in words on the page
    bodies = [
        {"org_id": f"{column}-{value}".replace("_", "-"), "name": "x", "kind": "other", column: value}
        for column in ("helix", "kind")
        for value in TABLE["organisations"][column].choices
    ]
    rows = shown(demo(Ecosystem.of(organisations=bodies), "da"))["counts"]
    said = {row[1] for row in rows}
    assert "forskning og uddannelse" in said
    assert not any("_" in value for value in said)
    assert len(said) > 20
