// What public bodies buy, and what they save by buying together: money that is no funding.
//
// params:
//   kinds: texts = ['procurement', 'saving'] -- what sort of money: grant, co-finance, fee, procurement, saving, budget
// returns:
//   flow_id: text -- the id of the flow
//   about: text -- what it is for
//   kind: text -- procurement or saving
//   level: text -- how far it has come: call, budget, proposal, grant or paid
//   payer_names: texts -- the names of those who pay
//   recipient_names: texts -- the names of those who receive or save
//   amount: number -- the amount as stated
//   qualifier: text -- how vague it is
//   currency: text -- its currency
//   basis: text -- for the whole period (total) or each year (yearly)
//   status: text -- actual, planned, proposed, or only a goal
//   source_id: text -- the source that states it
//   locator: text -- the lines in the source
MATCH (f:Flow)-[stated:STATED_BY]->(:Source)
WHERE f.kind IN $kinds
OPTIONAL MATCH (f)-[paid_by:PAID_BY]->(payer)
WITH f, stated, paid_by, payer ORDER BY f.flow_id, paid_by.place
WITH f, stated, collect(payer.name) AS payers
OPTIONAL MATCH (f)-[paid_to:PAID_TO]->(recipient)
WITH f, stated, payers, paid_to, recipient ORDER BY f.flow_id, paid_to.place
WITH f, stated, payers, collect(recipient.name) AS recipients
RETURN f.flow_id AS flow_id, f.about AS about, f.kind AS kind, f.level AS level,
       payers AS payer_names, recipients AS recipient_names, f.amount AS amount, f.qualifier AS qualifier,
       f.currency AS currency, f.basis AS basis, stated.status AS status,
       stated.source_id AS source_id, stated.locator AS locator
ORDER BY kind, flow_id
