// Projects in which no company is known to take part, those with most partners first.
// Projects without any known partner are left out, since nothing is known of who takes part; meetings too. A collective
// of companies counts as a company.
//
// params:
//   limit: integer = 100 -- the most rows
// returns:
//   project_id: text -- the id of the project
//   name: text -- its title
//   kind: text -- what sort of undertaking it is
//   programme: text -- the programme it belongs to
//   start: text -- when it begins, as stated
//   n_partners: integer -- the organisations that take part
MATCH (p:Project)<-[:PARTICIPATES_IN]-(o:Organisation)
WHERE p.kind <> 'meeting'
WITH p, count(DISTINCT o.org_id) AS n_partners
WHERE NOT EXISTS { MATCH (p)<-[:PARTICIPATES_IN]-(x:Company) }
RETURN p.project_id AS project_id, p.name AS name, p.kind AS kind, p.programme AS programme, p.start AS start,
       n_partners AS n_partners
ORDER BY n_partners DESC, project_id
LIMIT $limit
