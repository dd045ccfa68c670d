"""One merger of clusters, before and after: what it gains, doubles and loses on every axis."""

from collections.abc import Collection, Sequence

from ecograph.analyses.answer import Answer, Result
from ecograph.analyses.merge import search
from ecograph.analyses.merge.axes import axes
from ecograph.analyses.merge.bridges import bridges
from ecograph.analyses.merge.brokerage import brokerage, retained
from ecograph.analyses.merge.coverage import coverage
from ecograph.analyses.merge.funding import funders, funding, hhi
from ecograph.analyses.merge.membership import members, sizes
from ecograph.analyses.merge.merger import Merger, merger
from ecograph.analyses.merge.parallel import projects
from ecograph.analyses.merge.resilience import resilience
from ecograph.analyses.merge.sentences import not_beside, sentences
from ecograph.analyses.merge.shapley import contributions
from ecograph.network import Network


def merge(  # noqa: PLR0913 - each is a question of its own
    network: Network,
    clusters: Sequence[str],
    *,
    name: str,
    leaves: Collection[str] = (),
    framework: str | None = None,
    alone: bool = False,
) -> Answer:
    """Return what a merger of some clusters changes, as sentences and tables.

    The bodies become one on the two-mode layer of organisations and projects, which is projected afterwards. All
    else stays as it is: who takes part in what, who pays whom. Nothing is said about what people would do.

    Args:
        network: The network.
        clusters: The bodies that merge, two or more, each by its id or a name.
        name: What the merged body is called. If an organisation of the data has that id or name, it stands for the
            outcome and is left out, so that it is not counted twice.
        leaves: Organisations that would not follow: their memberships in the clusters end.
        framework: Coverage by themes of this framework alone; by all when None.
        alone: Whether to leave out what sets the merger beside every other one of the same clusters. Where there are
            more than ``search.MOST`` clusters it is left out too, and a sentence says so. Those tables count as if
            nobody left.

    Returns:
        The tables axes, members, sizes, coverage, funding, hhi, funders, brokerage, retained, bridges, resilience and
        projects, and unless ``alone``, combinations, partitions and contributions. Each part says what its columns
        mean.

    Raises:
        EcographError: As ``merger``, and for a framework that there is not.

    By hand: a and b share the member x, and a alone has y.

    >>> from ecograph.ecosystem import Ecosystem
    >>> eco = Ecosystem.of(
    ...     organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in "ab"]
    ...     + [{"org_id": org, "name": org, "kind": "company"} for org in "xy"],
    ...     memberships=[{"org_id": o, "cluster_id": c, "role": "member"} for o, c in ("xa", "xb", "ya")],
    ... )
    >>> answer = merge(Network.of(eco), ["a", "b"], name="A and B", alone=True)
    >>> answer["axes"].filter(axis="members_doubled").select("before", "after").row(0)
    (1.0, 0.0)
    """
    planned = merger(network, clusters, name=name, leaves=leaves)
    found = parts(planned, framework)
    tables = {result.name: result.table for result in found}
    first = axes(planned, tables)
    texts = sentences(planned, tables | {first.name: first.table}, framework)
    if alone:
        return Answer("merge", texts, (first, *found))
    texts = (*texts, *not_beside(planned, most=search.MOST))
    return Answer("merge", texts, (first, *found, *_beside(planned, framework)))


def parts(planned: Merger, framework: str | None = None) -> tuple[Result, ...]:
    """Return the tables of a merger other than the axes, in the order in which they are shown."""
    return (
        members(planned),
        sizes(planned),
        coverage(planned, framework),
        funding(planned),
        hhi(planned),
        funders(planned),
        brokerage(planned),
        retained(planned),
        bridges(planned),
        resilience(planned),
        projects(planned),
    )


def _beside(planned: Merger, framework: str | None) -> tuple[Result, ...]:
    """Return every other merger of the same clusters, and what each of them brings along."""
    if len(planned.clusters) > search.MOST:
        return ()
    network, clusters = planned.before, planned.clusters
    return (
        search.combinations(network, clusters, framework=framework),
        search.partitions(network, clusters, framework=framework),
        contributions(network, clusters, framework=framework),
    )
