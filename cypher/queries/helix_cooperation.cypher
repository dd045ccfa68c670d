// Which spheres work together: in how many projects each pair of them meets.
// Counted are single organisations and projects other than meetings. A sphere meets itself where two organisations of
// it take part. Organisations whose sphere is not known are left out.
//
// returns:
//   left: text -- one sphere
//   right: text -- the other
//   n_projects: integer -- the projects in which both take part
//   n_pairs: integer -- the pairs of organisations in them, a pair once for each project
MATCH (p:Project)<-[:PARTICIPATES_IN]-(o:Organisation)
WHERE p.kind <> 'meeting' AND o.extent = 'single' AND o.helix IS NOT NULL
WITH p, o.helix AS helix, count(DISTINCT o.org_id) AS n
WITH p, collect({helix: helix, n: n}) AS spheres
UNWIND spheres AS a
UNWIND spheres AS b
WITH a.helix AS left, b.helix AS right, CASE WHEN a.helix = b.helix THEN a.n * (a.n - 1) / 2 ELSE a.n * b.n END AS pairs
WHERE left <= right AND pairs > 0
WITH left, right, count(*) AS n_projects, sum(pairs) AS n_pairs
RETURN left AS left, right AS right, n_projects AS n_projects, n_pairs AS n_pairs
ORDER BY n_projects DESC, left, right
