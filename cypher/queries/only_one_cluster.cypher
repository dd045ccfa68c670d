// What only one cluster has: members, projects and partners that no other cluster is known to have.
// Counted are single organisations and projects other than meetings. What is only known of one may be shared all the
// same: the sources name few members of most clusters.
//
// params:
//   cluster: organisation = 'dlsc' -- the cluster
// returns:
//   dimension: text -- members, partners or projects
//   id: text -- the id of the organisation or project
//   name: text -- its name
MATCH (c:Organisation {org_id: $cluster})
CALL (c) {
  MATCH (c)<-[:MEMBER_OF]-(m:Organisation)
  WHERE m.extent = 'single' AND m.org_id <> c.org_id
    AND NOT EXISTS {
      MATCH (m)-[:MEMBER_OF]->(d:Cluster)
      WHERE d.extent = 'single' AND d.org_id <> c.org_id AND d.org_id <> m.org_id
    }
  RETURN 'members' AS dimension, m.org_id AS id, m.name AS name
  UNION
  MATCH (c)-[:PARTICIPATES_IN]->(p:Project)
  WHERE p.kind <> 'meeting'
    AND NOT EXISTS {
      MATCH (p)<-[:PARTICIPATES_IN]-(d:Cluster)
      WHERE d.extent = 'single' AND d.org_id <> c.org_id
    }
  RETURN 'projects' AS dimension, p.project_id AS id, p.name AS name
  UNION
  MATCH (c)-[:PARTICIPATES_IN]->(q:Project)<-[:PARTICIPATES_IN]-(o:Organisation)
  WHERE q.kind <> 'meeting' AND o.extent = 'single' AND o.org_id <> c.org_id
    AND NOT EXISTS {
      MATCH (o)-[:PARTICIPATES_IN]->(r:Project)<-[:PARTICIPATES_IN]-(d:Cluster)
      WHERE r.kind <> 'meeting' AND d.extent = 'single' AND d.org_id <> c.org_id AND d.org_id <> o.org_id
    }
  RETURN 'partners' AS dimension, o.org_id AS id, o.name AS name
}
RETURN dimension AS dimension, id AS id, name AS name
ORDER BY dimension, id
