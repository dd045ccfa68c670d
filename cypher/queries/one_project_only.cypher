// Organisations that take part in one project only, with that project.
// They hang on the network by one thread. Meetings and collectives are left out.
//
// params:
//   kind: text = 'company' -- only bodies of this sort; all when empty
//   country: text = null -- only organisations of this country; all when empty
//   limit: integer = 100 -- the most rows
// returns:
//   org_id: text -- the id of the organisation
//   name: text -- its name
//   kind: text -- what sort of body it is
//   country: text -- its country
//   project_id: text -- the id of the project
//   project: text -- its title
//   n_partners: integer -- the other single organisations in it
MATCH (o:Organisation)-[:PARTICIPATES_IN]->(p:Project)
WHERE o.extent = 'single' AND p.kind <> 'meeting' AND ($kind IS NULL OR o.kind = $kind)
  AND ($country IS NULL OR o.country = $country)
WITH o, count(DISTINCT p.project_id) AS n_projects
WHERE n_projects = 1
WITH o
ORDER BY o.org_id
LIMIT $limit
MATCH (o)-[:PARTICIPATES_IN]->(q:Project)
WHERE q.kind <> 'meeting'
OPTIONAL MATCH (q)<-[:PARTICIPATES_IN]-(x:Organisation)
WHERE x.org_id <> o.org_id AND x.extent = 'single'
WITH o, q, count(DISTINCT x.org_id) AS n_partners
RETURN o.org_id AS org_id, o.name AS name, o.kind AS kind, o.country AS country, q.project_id AS project_id,
       q.name AS project, n_partners AS n_partners
ORDER BY org_id
