// The partners of an organisation: who takes part in its projects, and in how many of them.
// Meetings are left out. A collective, such as the five regions, stands as one row.
//
// params:
//   organisation: organisation = 'mtic' -- the organisation
//   limit: integer = 50 -- the most rows
// returns:
//   org_id: text -- the id of the partner
//   name: text -- its name
//   kind: text -- what sort of body it is
//   country: text -- its country
//   extent: text -- single, collective or unnamed
//   n_projects: integer -- the projects in common
//   project_ids: texts -- their ids
MATCH (a:Organisation {org_id: $organisation})-[:PARTICIPATES_IN]->(p:Project)<-[:PARTICIPATES_IN]-(b:Organisation)
WHERE a.org_id <> b.org_id AND p.kind <> 'meeting'
WITH DISTINCT b, p.project_id AS project
ORDER BY project
WITH b, collect(project) AS projects
RETURN b.org_id AS org_id, b.name AS name, b.kind AS kind, b.country AS country, b.extent AS extent,
       size(projects) AS n_projects, projects AS project_ids
ORDER BY n_projects DESC, org_id
LIMIT $limit
