// Organisations whose country is not known, those with most projects first.
// What is counted by country leaves them out: these are the ones to look up first.
//
// params:
//   limit: integer = 100 -- the most rows
// returns:
//   org_id: text -- the id of the organisation
//   name: text -- its name
//   kind: text -- what sort of body it is
//   extent: text -- single, collective or unnamed
//   n_projects: integer -- the projects it takes part in, meetings left out
//   source: text -- the title of the source that names it
//   source_id: text -- its id
MATCH (o:Organisation)-[:STATED_BY]->(s:Source)
WHERE o.country IS NULL
OPTIONAL MATCH (o)-[:PARTICIPATES_IN]->(p:Project)
WHERE p.kind <> 'meeting'
WITH o, s, count(DISTINCT p.project_id) AS n_projects
RETURN o.org_id AS org_id, o.name AS name, o.kind AS kind, o.extent AS extent, n_projects AS n_projects,
       s.name AS source, s.source_id AS source_id
ORDER BY n_projects DESC, org_id
LIMIT $limit
