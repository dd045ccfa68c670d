// Which flows contain others, and which state the same money again: what must not be added.
//
// returns:
//   flow_id: text -- the id of the flow
//   about: text -- what it is for
//   relation: text -- part of a larger flow, or restates another
//   whole: text -- the id of the other flow
//   whole_about: text -- what that is for
//   level: text -- how far the money of the flow has come
//   whole_level: text -- how far the money of the other has come
//   amount: number -- the amount of the flow, as stated
//   currency: text -- its currency
//   basis: text -- for the whole period (total) or each year (yearly)
//   whole_amount: number -- the amount of the other
//   whole_currency: text -- its currency
//   whole_basis: text -- for the whole period (total) or each year (yearly)
//   source_id: text -- the source that states the flow
MATCH (f:Flow)-[inside:PART_OF|RESTATES]->(whole:Flow)
RETURN f.flow_id AS flow_id, f.about AS about,
       CASE WHEN type(inside) = 'PART_OF' THEN 'part of' ELSE 'restates' END AS relation,
       whole.flow_id AS whole, whole.about AS whole_about, f.level AS level, whole.level AS whole_level,
       f.amount AS amount, f.currency AS currency, f.basis AS basis,
       whole.amount AS whole_amount, whole.currency AS whole_currency, whole.basis AS whole_basis,
       inside.source_id AS source_id
ORDER BY whole, relation, flow_id
