// What projects cost in all, by their own budgets, and how many grants to them are known.
// A budget is the frame of a project; the grants pay for it. The two are never added.
//
// params:
//   limit: integer = 50 -- the most rows
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   programme: text -- the programme it belongs to
//   budget_currency: text -- the currency of the budget
//   budget_amount: number -- the budget as stated
//   budget_qualifier: text -- how vague it is
//   n_grants: integer -- the grants and payments to the project that are known
//   n_organisations: integer -- the single organisations that take part
//   certainty: text -- how sure the project is
//   source_id: text -- the source that states it
MATCH (p:Project)-[stated:STATED_BY]->(:Source)
WHERE p.budget_amount IS NOT NULL
OPTIONAL MATCH (o:Organisation {extent: 'single'})-[:PARTICIPATES_IN]->(p)
WITH p, stated, count(DISTINCT o) AS n_organisations
OPTIONAL MATCH (p)<-[:PAID_TO]-(f:Flow) WHERE f.level IN ['grant', 'paid']
WITH p, stated, n_organisations, count(DISTINCT f) AS n_grants
RETURN p.project_id AS project_id, p.name AS project, p.programme AS programme,
       p.budget_currency AS budget_currency, p.budget_amount AS budget_amount, p.budget_qualifier AS budget_qualifier,
       n_grants AS n_grants, n_organisations AS n_organisations,
       stated.certainty AS certainty, stated.source_id AS source_id
ORDER BY budget_currency, budget_amount DESC, project_id
LIMIT $limit
