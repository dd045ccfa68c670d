// Money that several pay together, with all who pay: no source says how such an amount is split.
//
// params:
//   at_least: integer = 2 -- the least number of payers
//   limit: integer = 50 -- the most rows
// returns:
//   flow_id: text -- the id of the flow
//   about: text -- what it is for
//   n_payers: integer -- how many pay
//   payer_names: texts -- their names, as the source lists them
//   recipient_names: texts -- the names of those who receive
//   level: text -- how far the money has come: call, budget, proposal, grant or paid
//   amount: number -- the amount of all together, as stated
//   qualifier: text -- how vague it is
//   currency: text -- its currency
//   from: text -- the first day, as precise as it is known
//   to: text -- the last day, as precise as it is known
//   source_id: text -- the source that states it
MATCH (f:Flow)-[paid_by:PAID_BY]->(payer)
WITH f, paid_by, payer ORDER BY f.flow_id, paid_by.place
WITH f, count(payer) AS n_payers, collect(payer.name) AS names
WHERE n_payers >= $at_least
OPTIONAL MATCH (f)-[paid_to:PAID_TO]->(recipient)
WITH f, n_payers, names, paid_to, recipient ORDER BY f.flow_id, paid_to.place
WITH f, n_payers, names, collect(recipient.name) AS recipients
MATCH (f)-[stated:STATED_BY]->(:Source)
RETURN f.flow_id AS flow_id, f.about AS about, n_payers AS n_payers, names AS payer_names,
       recipients AS recipient_names, f.level AS level, f.amount AS amount, f.qualifier AS qualifier,
       f.currency AS currency, f.from AS from, f.to AS to, stated.source_id AS source_id
ORDER BY n_payers DESC, flow_id
LIMIT $limit
