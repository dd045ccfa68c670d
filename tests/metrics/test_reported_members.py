"""Which figure says how many members there are. By hand; more of it is in tests/analyses/test_knowledge.py."""

from ecograph.analyses.merge.membership import reported as of_merger
from ecograph.ecosystem import Ecosystem
from ecograph.metrics.holdings import each, holdings
from ecograph.metrics.reported_members import coverage, latest, reported
from ecograph.network import Network


def stated(**more: object) -> dict[str, object]:
    return {"subject": "a", "what": "members", "unit": "members", "qualifier": "exact", **more}


def network() -> Network:
    return Network.of(
        Ecosystem.of(
            organisations=[{"org_id": org, "name": org.upper(), "kind": "cluster"} for org in "ab"],
            figures=[
                stated(figure_id="old", value=9.0, as_of="2019"),
                stated(figure_id="new", value=7.0, as_of="2020-05"),
                stated(figure_id="aim", value=99.0, as_of="2025", status="goal"),
                stated(figure_id="none", value=50.0),
            ],
        )
    )


def test_the_latest_is_what_is_and_not_what_is_aimed_at() -> None:
    row = latest(reported(network())).row(0, named=True)
    assert (row["figure_id"], row["value"], row["figure_ids"]) == ("new", 7.0, ["new", "none", "old"])


def test_overlap_and_merger_name_the_same_number_of_members() -> None:
    """One thing, one number: ``coverage`` of the overlap and ``sizes`` of the merger."""
    found = network()
    held = holdings(found, each("ab")).filter(dimension="members")
    covered = coverage(found, each("ab"), members=held, vagueness=0.1)
    sizes = of_merger(found, ["a", "b"])
    assert covered.select("set", "n_known", "reported", "date", "reason").rows() == [
        ("a", 0, 7.0, "2020-05", None),
        ("b", 0, None, None, "no number of members is reported"),
    ]
    assert (
        sizes.select("cluster", "n_known", "reported", "as_of", "reason").rows()
        == covered.select("set", "n_known", "reported", "date", "reason").rows()
    )
