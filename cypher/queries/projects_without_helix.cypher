// Projects in which nobody of a sphere, such as academia, is known to take part, those with most partners first.
// Projects without any known partner are left out, and meetings. n_unknown says of how many no sphere is known: one of
// them may belong to it. A collective, such as the five regions, speaks for its sphere.
//
// params:
//   helix: text = 'academia' -- industry, academia, government, civil_society or intermediary
//   limit: integer = 100 -- the most rows
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   kind: text -- what sort of undertaking it is
//   n_bodies: integer -- all that take part, a collective as one
//   n_unknown: integer -- those of them whose sphere is not known
//   helices: texts -- the spheres that take part
MATCH (p:Project)<-[:PARTICIPATES_IN]-(o:Organisation)
WHERE p.kind <> 'meeting'
WITH DISTINCT p, o.org_id AS org_id, o.helix AS helix
WITH p, helix, count(*) AS n
ORDER BY helix
WITH p, sum(n) AS n_bodies, sum(CASE WHEN helix IS NULL THEN n ELSE 0 END) AS n_unknown,
     collect(helix) AS helices
WHERE NOT $helix IN helices
RETURN p.project_id AS project_id, p.name AS project, p.kind AS kind, n_bodies AS n_bodies,
       n_unknown AS n_unknown, helices AS helices
ORDER BY n_bodies DESC, project_id
LIMIT $limit
