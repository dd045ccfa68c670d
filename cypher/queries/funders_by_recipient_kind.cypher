// The largest funders of each kind of recipient: of clusters, hospitals, companies, research projects.
// Of a flow with several payers or recipients nobody says who pays whom: eur_low leaves it out, eur_high has it whole.
// Counted are the flows that the measure `funding` counts: no money twice, of a whole and its parts only one of both.
// Procurement and savings are no funding. Levels are not added: a budget pays for the grants that follow from it.
//
// params:
//   level: text = 'grant' -- how far the money has come: call, budget, proposal, grant or paid
//   top: integer = 3 -- the most funders of each kind
// returns:
//   recipient_is: text -- organisation or project
//   recipient_kind: text -- what sort of body or project receives
//   payer: text -- the id of the organisation or programme that pays
//   name: text -- its name
//   n_flows: integer -- the flows it pays to that kind
//   n_unknown: integer -- those of them without an amount in euro; they are in no sum
//   eur_low: number -- the least it pays to that kind, in euro over all years; empty where no amount is known
//   eur_high: number -- the most it pays; empty where no amount is known, or one has no upper end
MATCH (payer)<-[:PAID_BY]-(f:Flow)-[:PAID_TO]->(recipient)
WHERE f.level = $level AND f.is_counted
WITH DISTINCT payer, f, recipient.kind AS recipient_kind,
     CASE WHEN recipient:Project THEN 'project' ELSE 'organisation' END AS recipient_is
WITH payer, f, recipient_kind, recipient_is,
     COUNT { (f)-[:PAID_BY]->() } + COUNT { (f)-[:PAID_TO]->() } > 2 AS is_joint
WITH payer, recipient_kind, recipient_is, count(f) AS n_flows,
     sum(CASE WHEN f.eur_low IS NULL THEN 1 ELSE 0 END) AS n_unknown,
     sum(CASE WHEN f.eur_low IS NOT NULL AND f.eur_high IS NULL THEN 1 ELSE 0 END) AS n_open,
     sum(CASE WHEN is_joint THEN 0.0 ELSE f.eur_low END) AS low,
     sum(f.eur_high) AS high
WITH recipient_is, recipient_kind, coalesce(payer.org_id, payer.project_id) AS id, payer.name AS name,
     n_flows, n_unknown,
     CASE WHEN n_unknown < n_flows THEN round(low, 2) END AS eur_low,
     CASE WHEN n_unknown < n_flows AND n_open = 0 THEN round(high, 2) END AS eur_high
ORDER BY recipient_is, recipient_kind, coalesce(eur_high, eur_low, -1.0) DESC, id
WITH recipient_is, recipient_kind, collect({id: id, name: name, n_flows: n_flows, n_unknown: n_unknown,
     eur_low: eur_low, eur_high: eur_high})[0..$top] AS funders
UNWIND funders AS funder
RETURN recipient_is AS recipient_is, recipient_kind AS recipient_kind, funder.id AS payer, funder.name AS name,
       funder.n_flows AS n_flows, funder.n_unknown AS n_unknown,
       funder.eur_low AS eur_low, funder.eur_high AS eur_high
ORDER BY recipient_is, recipient_kind, coalesce(eur_high, eur_low, -1.0) DESC, payer
