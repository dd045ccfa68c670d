// Who pays the most, in euro, and how much of it together with others.
// Nobody says how a joint amount is split: eur_low leaves it out, eur_high holds the whole of it.
// Counted are the flows that the measure `funding` counts: no money twice, of a whole and its parts only one of both.
// Procurement and savings are no funding. Levels are not added: a budget pays for the grants that follow from it.
//
// params:
//   level: text = 'grant' -- how far the money has come: call, budget, proposal, grant or paid
//   limit: integer = 20 -- the most rows
// returns:
//   payer: text -- the id of the organisation or programme that pays
//   name: text -- its name
//   kind: text -- what sort of body or programme it is
//   n_flows: integer -- the flows it pays
//   n_joint: integer -- those of them that it pays together with others
//   n_unknown: integer -- those of them without an amount in euro; they are in no sum
//   eur_low: number -- the least it pays, in euro over all years; empty where no amount is known
//   eur_high: number -- the most it pays; empty where no amount is known, or one has no upper end
MATCH (f:Flow)-[:PAID_BY]->(payer)
WHERE f.level = $level AND f.is_counted
WITH payer, f, COUNT { (f)-[:PAID_BY]->() } > 1 AS is_joint
WITH payer, count(f) AS n_flows,
     sum(CASE WHEN is_joint THEN 1 ELSE 0 END) AS n_joint,
     sum(CASE WHEN f.eur_low IS NULL THEN 1 ELSE 0 END) AS n_unknown,
     sum(CASE WHEN f.eur_low IS NOT NULL AND f.eur_high IS NULL THEN 1 ELSE 0 END) AS n_open,
     sum(CASE WHEN is_joint THEN 0.0 ELSE f.eur_low END) AS low,
     sum(f.eur_high) AS high
RETURN coalesce(payer.org_id, payer.project_id) AS payer, payer.name AS name, payer.kind AS kind,
       n_flows AS n_flows, n_joint AS n_joint, n_unknown AS n_unknown,
       CASE WHEN n_unknown < n_flows THEN round(low, 2) END AS eur_low,
       CASE WHEN n_unknown < n_flows AND n_open = 0 THEN round(high, 2) END AS eur_high
ORDER BY coalesce(eur_high, eur_low, -1.0) DESC, payer
LIMIT $limit
