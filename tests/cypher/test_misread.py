"""What the embedded engine answers wrongly without a word is refused, and nothing else is."""

import pytest

from ecograph import Ecosystem
from ecograph.cypher.misread import refuse_misread
from ecograph.errors import EcographError
from ecograph.property_graph import property_graph
from ecograph.stores import embedded

MISREAD = (
    "MATCH ()-[m:MEMBER_OF]->() MATCH (s:Source {source_id: m.source_id}) RETURN count(*) AS n",
    "MATCH ()-[m:MEMBER_OF]->(), (s:Source {source_id: m.source_id}) RETURN count(*) AS n",
    "MATCH ()-[m]->() MATCH ({source_id: m.source_id}) RETURN count(*) AS n",
    "MATCH ()-[m:MEMBER_OF]->() WITH m MATCH (s:Source {certainty: 'x', source_id: m.source_id}) RETURN s.name AS s",
    "MATCH ()-[m:MEMBER_OF]->() WHERE EXISTS { (s:Source {source_id: m.source_id}) } RETURN count(*) AS n",
    "MATCH ()-[m:MEMBER_OF]->() MATCH ()-[q:MEMBER_OF {row: m.row}]->() RETURN count(*) AS n",
    "MATCH ()-[m:MEMBER_OF]->() MATCH ()-[:MEMBER_OF*1..2 {row: m.row}]->() RETURN count(*) AS n",
    "MATCH ()-[`m`:MEMBER_OF|TIED_TO]->() MATCH (e:Evidence {about_row: m.row, key: 'a'}) RETURN count(*) AS n",
    "MATCH ()-[m:MEMBER_OF]->() MATCH (s:Source {a: [{b: 1}], source_id: m.source_id}) RETURN count(*) AS n",
    "MATCH ()-[m:MEMBER_OF]->() MATCH (s:Source {source_id: m.source_id",
    "MATCH ()-[m:MEMBER_OF]->() WHERE NOT (:Source {source_id: m.source_id})<-[:STATED_BY]-() RETURN count(*) AS n",
)

RIGHT = (
    "MATCH ()-[m:MEMBER_OF]->() MATCH (s:Source) WHERE s.source_id = m.source_id RETURN count(*) AS n",
    "MATCH ()-[m:MEMBER_OF]->() MATCH (s:Source {source_id: coalesce(m.source_id, '')}) RETURN count(*) AS n",
    "MATCH ()-[m:MEMBER_OF]->() WITH m.source_id AS i MATCH (s:Source {source_id: i}) RETURN count(*) AS n",
    "MATCH (o:Organisation) MATCH (s:Source {source_id: o.region}) RETURN count(*) AS n",
    "MATCH (o)-[m:MEMBER_OF]->() RETURN collect({role: m.role, row: m.row}) AS roles",
    "MATCH (o)-[m:MEMBER_OF]->() RETURN {role: m.role} AS role",
    "MATCH (o)-[m:MEMBER_OF]->() RETURN o {.name, role: m.role} AS body",
    "MATCH (o)-[m:MEMBER_OF {role: 'member'}]->(c:Cluster {org_id: $cluster}) RETURN m.role AS role",
    "MATCH (o)-[m:MEMBER_OF]->() RETURN [{role: m.role}] AS roles",
    "MATCH (o) UNWIND [o] AS m MATCH (s:Source {source_id: m.region}) RETURN [m][0] AS o, [m IN [1] | m] AS l",
    "[m {a: m.b}",
    "MATCH (o)-[m:MEMBER_OF]->() RETURN [x IN [1] | {role: m.role}] AS roles",
    "MATCH ()-[m:MEMBER_OF]->() MATCH (s:Source {a: [{b: m.row}]}) RETURN count(*) AS n",
    "MATCH ()-[m:MEMBER_OF]->() MATCH (s:Source {source_id: m.source_id + ''}) RETURN count(*) AS n",
    "MATCH ()-[m:MEMBER_OF]->() MATCH (s:Source {source_id: m.",
    "RETURN 1 }",
    "{",
    "RETURN {a: 1",
    "MATCH (n {a: 1",
)


@pytest.mark.parametrize("text", MISREAD)
def test_what_would_be_answered_with_nothing_is_refused(text: str) -> None:
    with pytest.raises(EcographError, match=r"^1:\d+: found a property of the relationship `?[mq]`? in the map"):
        refuse_misread(text)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_answered_rightly_passes(text: str) -> None:
    refuse_misread(text)


def counted(text: str) -> object:
    eco = Ecosystem.of(
        organisations=[{"org_id": org, "name": org, "kind": "cluster"} for org in "ab"],
        memberships=[{"org_id": "a", "cluster_id": "b", "role": "member"}],
    )
    return embedded.filled(property_graph(eco)).cypher(text).to_list()[0]["n"]


def test_the_engine_still_misreads_it() -> None:
    """By hand: one membership, which has a source."""
    pytest.importorskip("kglite", reason="kglite is not installed; it has no wheel everywhere")
    assert (counted(MISREAD[0]), counted(RIGHT[0])) == (0, 1)
