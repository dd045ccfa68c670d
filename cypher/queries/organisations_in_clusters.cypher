// Organisations that belong to or work with three clusters or more, or another number of them.
// An organisation works with a cluster when both take part in a project other than a meeting. Clusters that work with
// others are among them. Collectives, such as the five regions, are left out.
//
// params:
//   at_least: integer = 3 -- the least number of clusters
// returns:
//   org_id: text -- the id of the organisation
//   name: text -- its name
//   helix: text -- the sphere it acts in
//   country: text -- its country
//   n_clusters: integer -- the clusters it belongs to or works with, each once
//   belongs_to: texts -- the ids of those it belongs to
//   works_with: texts -- the ids of those it works with
MATCH (c:Cluster)
WHERE c.extent = 'single'
CALL (c) {
  MATCH (c)<-[:MEMBER_OF]-(o:Organisation)
  WHERE o.extent = 'single' AND o.org_id <> c.org_id
  RETURN o AS o, true AS belongs
  UNION
  MATCH (c)-[:PARTICIPATES_IN]->(p:Project)<-[:PARTICIPATES_IN]-(o:Organisation)
  WHERE p.kind <> 'meeting' AND o.extent = 'single' AND o.org_id <> c.org_id
  RETURN o AS o, false AS belongs
}
WITH o, c.org_id AS id, belongs
ORDER BY id
WITH o, count(DISTINCT id) AS n_clusters, collect({id: id, belongs: belongs}) AS clusters
WHERE n_clusters >= $at_least
RETURN o.org_id AS org_id, o.name AS name, o.helix AS helix, o.country AS country, n_clusters AS n_clusters,
       [x IN clusters WHERE x.belongs | x.id] AS belongs_to, [x IN clusters WHERE NOT x.belongs | x.id] AS works_with
ORDER BY n_clusters DESC, org_id
