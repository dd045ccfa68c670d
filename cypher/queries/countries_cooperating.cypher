// Which countries work together: in how many projects organisations of both take part.
// Counted are single organisations and projects other than meetings. Organisations whose country is not known are left
// out: the query organisations_without_country lists them.
//
// params:
//   country: text = null -- only pairs with this country, such as 'DK'; all when empty
//   limit: integer = 100 -- the most rows
// returns:
//   left: text -- one country
//   right: text -- the other
//   n_projects: integer -- the projects in which both take part
//   n_pairs: integer -- the pairs of organisations in them, a pair once for each project
MATCH (p:Project)<-[:PARTICIPATES_IN]-(o:Organisation)
WHERE p.kind <> 'meeting' AND o.extent = 'single' AND o.country IS NOT NULL
WITH p, o.country AS country, count(DISTINCT o.org_id) AS n
WITH p, collect({country: country, n: n}) AS countries
UNWIND countries AS a
UNWIND countries AS b
WITH a, b
WHERE a.country < b.country AND ($country IS NULL OR $country IN [a.country, b.country])
WITH a.country AS left, b.country AS right, count(*) AS n_projects, sum(a.n * b.n) AS n_pairs
RETURN left AS left, right AS right, n_projects AS n_projects, n_pairs AS n_pairs
ORDER BY n_projects DESC, left, right
LIMIT $limit
