// Projects in which no hospital is known to take part, those with most partners first.
// Projects without any known partner are left out, since nothing is known of who takes part; meetings too. A collective
// of hospitals counts as a hospital.
//
// params:
//   limit: integer = 100 -- the most rows
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   kind: text -- what sort of undertaking it is
//   programme: text -- the programme it belongs to
//   start: text -- when it begins, as stated
//   n_organisations: integer -- the single organisations that take part
MATCH (p:Project)<-[:PARTICIPATES_IN]-(o:Organisation)
WHERE p.kind <> 'meeting'
WITH p, count(DISTINCT CASE WHEN o.extent = 'single' THEN o.org_id END) AS n_organisations
WHERE NOT EXISTS { MATCH (p)<-[:PARTICIPATES_IN]-(x:Hospital) }
RETURN p.project_id AS project_id, p.name AS project, p.kind AS kind, p.programme AS programme, p.start AS start,
       n_organisations AS n_organisations
ORDER BY n_organisations DESC, project_id
LIMIT $limit
