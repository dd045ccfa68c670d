// The projects of an organisation, with its role, the period and the source of each.
// Meetings are among them: the kind tells. One row for each role.
//
// params:
//   organisation: organisation = 'welfare-tech' -- the organisation
//   limit: integer = 200 -- the most rows
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   kind: text -- what sort of undertaking it is
//   role: text -- as what the organisation takes part
//   start: text -- when the project begins, as stated
//   finish: text -- when it ends, as stated
//   n_partners: integer -- the other single organisations in it
//   source: text -- the title of the source that names the organisation
//   source_id: text -- its id
//   locator: text -- the place in the source
//   certainty: text -- how sure it is
//   row: text -- the row of the dataset
MATCH (o:Organisation {org_id: $organisation})-[t:PARTICIPATES_IN]->(p:Project)
OPTIONAL MATCH (s:Source)
WHERE s.source_id = t.source_id
OPTIONAL MATCH (p)<-[:PARTICIPATES_IN]-(x:Organisation)
WHERE x.org_id <> o.org_id AND x.extent = 'single'
WITH t, p, s, count(DISTINCT x.org_id) AS n_partners
RETURN p.project_id AS project_id, p.name AS project, p.kind AS kind, t.role AS role, p.start AS start,
       p.finish AS finish, n_partners AS n_partners, s.name AS source, t.source_id AS source_id, t.locator AS locator,
       t.certainty AS certainty, t.row AS row
ORDER BY project_id, row
LIMIT $limit
