// The clusters, with how many members, projects and partners are known of each.
// Counted are single organisations, not collectives such as the five regions, and projects other than meetings. A
// cluster may have many more members than are known: only those that a source names are counted.
//
// params:
//   country: text = null -- the country of the clusters, such as 'DK'; all when empty
// returns:
//   org_id: text -- the id of the cluster
//   name: text -- its name
//   country: text -- its country
//   status: text -- whether the cluster is there, or only planned
//   n_members: integer -- the organisations known to belong to it
//   n_projects: integer -- the projects it takes part in
//   n_partners: integer -- the other organisations in these projects
MATCH (c:Cluster)
WHERE c.extent = 'single' AND ($country IS NULL OR c.country = $country)
OPTIONAL MATCH (c)<-[:MEMBER_OF]-(m:Organisation)
WHERE m.extent = 'single' AND m.org_id <> c.org_id
WITH c, count(DISTINCT m.org_id) AS n_members
OPTIONAL MATCH (c)-[:PARTICIPATES_IN]->(p:Project)
WHERE p.kind <> 'meeting'
WITH c, n_members, count(DISTINCT p.project_id) AS n_projects
OPTIONAL MATCH (c)-[:PARTICIPATES_IN]->(q:Project)<-[:PARTICIPATES_IN]-(o:Organisation)
WHERE q.kind <> 'meeting' AND o.extent = 'single' AND o.org_id <> c.org_id
WITH c, n_members, n_projects, count(DISTINCT o.org_id) AS n_partners
RETURN c.org_id AS org_id, c.name AS name, c.country AS country, c.status AS status, n_members AS n_members,
       n_projects AS n_projects, n_partners AS n_partners
ORDER BY n_partners DESC, n_members DESC, org_id
