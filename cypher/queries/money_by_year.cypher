// How much money each year brings, call by call and grant by grant: one row for each year and level.
// The whole amount of a flow stands in the year in which it begins, however long it runs.
// Counted are the flows that the measure `funding` counts: no money twice, of a whole and its parts only one of both.
// Procurement and savings are no funding. Levels are not added: a budget pays for the grants that follow from it.
//
// returns:
//   year: integer -- the year in which the flows begin; empty where no source says
//   level: text -- how far the money has come: call, budget, proposal, grant or paid
//   n_flows: integer -- the flows
//   n_unknown: integer -- those of them without an amount in euro; they are in no sum
//   eur_low: number -- the least they come to, in euro; empty where no amount is known
//   eur_high: number -- the most they come to; empty where no amount is known, or one has no upper end
MATCH (f:Flow)
WHERE f.is_counted
WITH f.from_first.year AS year, f.level AS level, count(f) AS n_flows,
     sum(CASE WHEN f.eur_low IS NULL THEN 1 ELSE 0 END) AS n_unknown,
     sum(CASE WHEN f.eur_low IS NOT NULL AND f.eur_high IS NULL THEN 1 ELSE 0 END) AS n_open,
     sum(f.eur_low) AS low, sum(f.eur_high) AS high
RETURN year AS year, level AS level, n_flows AS n_flows, n_unknown AS n_unknown,
       CASE WHEN n_unknown < n_flows THEN round(low, 2) END AS eur_low,
       CASE WHEN n_unknown < n_flows AND n_open = 0 THEN round(high, 2) END AS eur_high
ORDER BY year, level
