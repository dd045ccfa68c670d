// Which money goes to the projects in which members of a cluster take part, and which members those are.
// It is not known which partner of a project receives how much. A flow that restates another is left out.
//
// params:
//   cluster: organisation = 'dlsc' -- the cluster
//   level: text = 'grant' -- how far the money has come: call, budget, proposal, grant or paid
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   member_names: texts -- the names of the members that take part
//   flow_id: text -- the id of the flow
//   about: text -- what it is for
//   payer_names: texts -- the names of those who pay
//   amount: number -- the amount as stated
//   qualifier: text -- how vague it is
//   currency: text -- its currency
//   eur_low: number -- the least it comes to over its whole period, in euro
//   eur_high: number -- the most it comes to; empty where it has no upper end
//   source_id: text -- the source that states it
MATCH (:Organisation {org_id: $cluster})<-[:MEMBER_OF]-(member:Organisation)-[:PARTICIPATES_IN]->(p:Project)
MATCH (p)<-[:PAID_TO]-(f:Flow)
WHERE f.level = $level AND member.org_id <> $cluster AND NOT EXISTS { (f)-[:RESTATES]->(:Flow) }
WITH DISTINCT p, f, member ORDER BY p.project_id, f.flow_id, member.name, member.org_id
WITH p, f, collect(member.name) AS members
OPTIONAL MATCH (f)-[paid_by:PAID_BY]->(payer)
WITH p, f, members, paid_by, payer ORDER BY p.project_id, f.flow_id, paid_by.place
WITH p, f, members, collect(payer.name) AS payers
MATCH (f)-[stated:STATED_BY]->(:Source)
RETURN p.project_id AS project_id, p.name AS project, members AS member_names, f.flow_id AS flow_id, f.about AS about,
       payers AS payer_names, f.amount AS amount, f.qualifier AS qualifier, f.currency AS currency,
       round(f.eur_low, 2) AS eur_low, round(f.eur_high, 2) AS eur_high, stated.source_id AS source_id
ORDER BY project_id, flow_id
