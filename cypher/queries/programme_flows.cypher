// The money of a programme from call to payment: what flows into it, what it pays, what its projects receive.
// A project is the programme's where its own `programme` is the title or the short name of the programme.
// These rows must not be added: the same money may stand on several levels, or flow in and out again.
//
// params:
//   programme: project = 'norwegian-innovation-clusters' -- the programme, by its id
// returns:
//   direction: text -- into the programme, out of it, or to one of its projects
//   flow_id: text -- the id of the flow
//   about: text -- what it is for
//   level: text -- how far the money has come: call, budget, proposal, grant or paid
//   from: text -- the first day, as precise as it is known
//   to: text -- the last day, as precise as it is known
//   payer_names: texts -- the names of those who pay
//   recipient_names: texts -- the names of those who receive
//   amount: number -- the amount as stated
//   qualifier: text -- how vague it is
//   currency: text -- its currency
//   basis: text -- for the whole period (total) or each year (yearly)
//   eur_low: number -- the least it comes to over its whole period, in euro
//   certainty: text -- how sure it is
//   source_id: text -- the source that states it
MATCH (programme:Project {project_id: $programme})
MATCH (f:Flow)-[paid:PAID_BY|PAID_TO]->(p:Project)
WHERE p.project_id = $programme
   OR (type(paid) = 'PAID_TO' AND p.programme IN [programme.name, programme.acronym])
WITH DISTINCT f, CASE WHEN p.project_id <> $programme THEN 'to a project'
                      WHEN type(paid) = 'PAID_TO' THEN 'into' ELSE 'out of' END AS way
MATCH (f)-[stated:STATED_BY]->(:Source)
OPTIONAL MATCH (f)-[paid_by:PAID_BY]->(payer)
WITH f, way, stated, paid_by, payer ORDER BY f.flow_id, way, paid_by.place
WITH f, way, stated, collect(payer.name) AS payers
OPTIONAL MATCH (f)-[paid_to:PAID_TO]->(recipient)
WITH f, way, stated, payers, paid_to, recipient ORDER BY f.flow_id, way, paid_to.place
WITH f, way, stated, payers, collect(recipient.name) AS recipients
RETURN way AS direction, f.flow_id AS flow_id, f.about AS about, f.level AS level, f.from AS from, f.to AS to,
       payers AS payer_names, recipients AS recipient_names, f.amount AS amount, f.qualifier AS qualifier,
       f.currency AS currency, f.basis AS basis, round(f.eur_low, 2) AS eur_low,
       stated.certainty AS certainty, stated.source_id AS source_id
ORDER BY direction, f.from_first, flow_id
