// Members of a cluster that take part in no project with it, as far as is known.
// Meetings do not count as projects. n_projects says in how many others they take part.
//
// params:
//   cluster: organisation = 'dlsc' -- the cluster
// returns:
//   org_id: text -- the id of the member
//   name: text -- its name
//   helix: text -- the sphere it acts in
//   roles: texts -- as what it belongs
//   n_projects: integer -- the projects it takes part in without the cluster
MATCH (o:Organisation)-[m:MEMBER_OF]->(c:Organisation {org_id: $cluster})
WHERE o.org_id <> c.org_id
  AND NOT EXISTS {
    MATCH (o)-[:PARTICIPATES_IN]->(p:Project)<-[:PARTICIPATES_IN]-(c)
    WHERE p.kind <> 'meeting'
  }
WITH DISTINCT o, m.role AS role
ORDER BY role
WITH o, collect(role) AS roles
OPTIONAL MATCH (o)-[:PARTICIPATES_IN]->(q:Project)
WHERE q.kind <> 'meeting'
WITH o, roles, count(DISTINCT q.project_id) AS n_projects
RETURN o.org_id AS org_id, o.name AS name, o.helix AS helix, roles AS roles, n_projects AS n_projects
ORDER BY n_projects DESC, org_id
