"""The bundled dataset gives the numbers counted by hand and by another program on the web facts.

Where the dataset holds more than those facts, a test says by how much its number differs, and why.
"""

import networkx as nx
import polars as pl
import pytest

import ecograph
from ecograph.ecosystem import Ecosystem
from ecograph.network import Network

DOCUMENTS = ("d000", "d001", "d002", "d003", "d004")
"""The five documents; every other source is a web page."""

REGIONAL = ["chc", "lsi", "mtic", "welfare-tech"]
"""The four clusters that document 001 names."""


FURTHER = {
    "norwegian-innovation-clusters": "its owners and financiers stand in the list of cluster partners",
    "danish-health-bid": "Welfare Tech's own bid stands in the timeline",
    "behovsanalyse": "a project of document 001 in which a web page names a further partner",
}
"""Projects with participations from web pages that are not in the list that was counted, and why."""


@pytest.fixture(scope="module")
def eco() -> Ecosystem:
    return ecograph.load()


@pytest.fixture(scope="module")
def web(eco: Ecosystem) -> Network:
    """Return the network of the participations that were counted."""
    frames = eco.frames()
    counted = ~pl.col("source_id").is_in(DOCUMENTS) & ~pl.col("project_id").is_in(list(FURTHER))
    frames["participations"] = frames["participations"].filter(counted)
    return Network.of(Ecosystem.from_frames(eco.title, frames)).without_isolates()


def graph(network: Network) -> nx.Graph:
    """Return the two-mode graph of a network for networkx, the second implementation."""
    result = nx.Graph()
    result.add_nodes_from(network.organisations)
    result.add_nodes_from(network.projects)
    rows, columns = network.participation.nonzero()
    result.add_edges_from((network.organisations[i], network.projects[j]) for i, j in zip(rows, columns, strict=True))
    return result


def share(network: Network, org: str) -> float:
    """Return the betweenness of an organisation."""
    found = ecograph.betweenness(network).filter(id=org)["betweenness"].item()
    assert isinstance(found, float)
    return found


def test_the_web_facts_have_93_organisations_42_projects_and_148_participations(web: Network) -> None:
    assert (len(web.organisations), len(web.projects), web.participation.nnz) == (93, 42, 148)


def test_betweenness_on_the_web_facts_is_as_published(web: Network) -> None:
    assert share(web, "welfare-tech") == pytest.approx(0.4381, abs=5e-5)
    assert share(web, "nscc") == pytest.approx(0.3596, abs=5e-5)


def test_betweenness_agrees_with_networkx_in_both_normalisations(web: Network) -> None:
    two_mode = nx.bipartite.betweenness_centrality(graph(web), web.organisations)
    one_mode = nx.betweenness_centrality(graph(web))
    for org in web.organisations:
        assert share(web, org) == pytest.approx(two_mode[org], abs=1e-12)
    assert one_mode["welfare-tech"] == pytest.approx(0.4307, abs=5e-5)
    assert one_mode["nscc"] == pytest.approx(0.3536, abs=5e-5)


def test_the_whole_dataset_has_more_participations_and_therefore_lower_shares(eco: Ecosystem, web: Network) -> None:
    """The documents add projects of the regions and of the clusters themselves, and the round table.

    They tie organisations to each other without going through the two clusters, so both lie on a smaller share of
    the shortest routes than in the web facts: Welfare Tech on 0.388 instead of 0.438, Norwegian Smart Care Cluster
    on 0.302 instead of 0.360. networkx gives the same.
    """
    whole = Network.of(eco).without_isolates()
    added = set(whole.projects) - set(web.projects)
    assert added >= {"abelia-raadslag", *FURTHER}
    assert (len(whole.organisations), len(whole.projects), whole.participation.nnz) == (115, 68, 203)
    assert share(whole, "welfare-tech") == pytest.approx(0.388, abs=5e-4)
    assert share(whole, "nscc") == pytest.approx(0.302, abs=5e-4)
    again = nx.bipartite.betweenness_centrality(graph(whole), whole.organisations)
    assert (again["welfare-tech"], again["nscc"]) == pytest.approx((0.388, 0.302), abs=5e-4)
    ranked = ecograph.betweenness(whole).filter(mode="organisation")["id"]
    assert ranked[:2].to_list() == ["welfare-tech", "nscc"]


def test_the_four_danish_clusters_share_no_project_without_the_merger(eco: Ecosystem) -> None:
    with_merger = ecograph.pairwise_overlap(Network.of(eco), REGIONAL).filter(dimension="projects")
    without = ecograph.pairwise_overlap(Network.of(eco.without_purpose("merger")), REGIONAL).filter(
        dimension="projects"
    )
    assert with_merger["n_shared"].to_list() == [4] * 6
    assert without["n_shared"].to_list() == [0] * 6


def test_the_merger_projects_are_the_four_that_the_design_names(eco: Ecosystem) -> None:
    merger = eco.projects.filter(purpose="merger")["title"].sort().to_list()
    assert merger == [
        "Analyse af behov og udfordringer blandt medlemmer og samarbejdspartnere",
        "Danish Healthtech (innovation network)",
        "Etablering af national klynge for life science og velfærdsteknologi",
        "Klyngeorganisation for bedre sundhed",
    ]


def test_the_two_norwegian_clusters_share_three_of_eleven_projects(eco: Ecosystem) -> None:
    found = ecograph.pairwise_overlap(Network.of(eco), ["norway-health-tech", "nscc"]).filter(dimension="projects")
    row = found.row(0, named=True)
    assert row["n_shared"] == 3
    assert row["jaccard"] == pytest.approx(0.2727, abs=5e-5)
    assert row["overlap_coefficient"] == 0.5


def test_the_round_table_would_have_been_a_fourth(eco: Ecosystem) -> None:
    met = set(eco.projects.filter(kind="meeting")["project_id"])
    both = eco.participations.filter(pl.col("project_id").is_in(sorted(met)))["org_id"].to_list()
    assert {"norway-health-tech", "nscc"} <= set(both)
