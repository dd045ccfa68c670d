// Money of which no amount in euro is known, with the reason: what sums of money leave out.
//
// params:
//   levels: texts = ['grant', 'paid'] -- how far the money has come: call, budget, proposal, grant, paid
// returns:
//   flow_id: text -- the id of the flow
//   about: text -- what it is for
//   payer_names: texts -- the names of those who pay
//   recipient_names: texts -- the names of those who receive
//   kind: text -- what sort of money it is
//   level: text -- how far it has come
//   amount: number -- the amount as stated, in its own currency
//   currency: text -- its currency
//   reason: text -- why no amount in euro is known
//   source_id: text -- the source that states the flow
MATCH (f:Flow)-[stated:STATED_BY]->(:Source)
WHERE f.eur_low IS NULL AND f.level IN $levels
OPTIONAL MATCH (f)-[paid_by:PAID_BY]->(payer)
WITH f, stated, paid_by, payer ORDER BY f.flow_id, paid_by.place
WITH f, stated, collect(payer.name) AS payers
OPTIONAL MATCH (f)-[paid_to:PAID_TO]->(recipient)
WITH f, stated, payers, paid_to, recipient ORDER BY f.flow_id, paid_to.place
WITH f, stated, payers, collect(recipient.name) AS recipients
RETURN f.flow_id AS flow_id, f.about AS about, payers AS payer_names, recipients AS recipient_names,
       f.kind AS kind, f.level AS level, f.amount AS amount, f.currency AS currency,
       CASE WHEN f.amount IS NULL THEN 'no amount is stated'
            WHEN f.from_first IS NULL THEN 'without a year there is no rate to convert by'
            ELSE 'no rate is known for a year of it' END AS reason,
       stated.source_id AS source_id
ORDER BY reason, flow_id
