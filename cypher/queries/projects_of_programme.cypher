// The projects of a programme, with when they run, their budget and who leads them.
//
// params:
//   programme: text = 'European Regional Development Fund' -- the programme, as the projects name it
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   kind: text -- what sort of undertaking it is
//   start: text -- the first day, as precise as it is known
//   finish: text -- the last day, as precise as it is known
//   stage: text -- how far it was when the source spoke of it
//   budget_amount: number -- its budget as stated; it is never added to flows
//   budget_currency: text -- the currency of the budget
//   lead_names: texts -- the names of those who lead or coordinate it
//   n_organisations: integer -- the single organisations that take part
//   source_id: text -- the source that states it
MATCH (p:Project)-[stated:STATED_BY]->(:Source)
WHERE p.programme = $programme
OPTIONAL MATCH (o:Organisation {extent: 'single'})-[:PARTICIPATES_IN]->(p)
WITH p, stated, count(DISTINCT o) AS n_organisations
OPTIONAL MATCH (lead:Organisation)-[part:PARTICIPATES_IN]->(p) WHERE part.role IN ['lead', 'coordinator']
WITH DISTINCT p, stated, n_organisations, lead ORDER BY p.project_id, lead.name, lead.org_id
WITH p, stated, n_organisations, collect(lead.name) AS leads
RETURN p.project_id AS project_id, p.name AS project, p.kind AS kind, p.start AS start, p.finish AS finish,
       p.stage AS stage, p.budget_amount AS budget_amount, p.budget_currency AS budget_currency, leads AS lead_names,
       n_organisations AS n_organisations, stated.source_id AS source_id
ORDER BY p.start_first, project_id
