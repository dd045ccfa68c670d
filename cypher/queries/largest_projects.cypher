// The projects with the most partners, and from how many countries these come.
// Only single organisations count: a collective such as the companies of a project is none. Meetings are left out.
//
// params:
//   limit: integer = 20 -- the most rows
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   kind: text -- what sort of undertaking it is
//   programme: text -- the programme it belongs to
//   n_organisations: integer -- the single organisations that take part
//   n_countries: integer -- the countries they come from, as far as these are known
//   lead_names: texts -- the names of those who lead or coordinate it
MATCH (o:Organisation {extent: 'single'})-[:PARTICIPATES_IN]->(p:Project)
WHERE p.kind <> 'meeting'
WITH p, count(DISTINCT o) AS n_organisations, count(DISTINCT o.country) AS n_countries
ORDER BY n_organisations DESC, p.project_id
LIMIT $limit
OPTIONAL MATCH (lead:Organisation)-[part:PARTICIPATES_IN]->(p) WHERE part.role IN ['lead', 'coordinator']
WITH DISTINCT p, n_organisations, n_countries, lead ORDER BY p.project_id, lead.name, lead.org_id
WITH p, n_organisations, n_countries, collect(lead.name) AS leads
RETURN p.project_id AS project_id, p.name AS project, p.kind AS kind, p.programme AS programme,
       n_organisations AS n_organisations, n_countries AS n_countries, leads AS lead_names
ORDER BY n_organisations DESC, project_id
