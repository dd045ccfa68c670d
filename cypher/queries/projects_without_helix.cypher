// Projects in which nobody of a sphere, such as academia, is known to take part, those with most partners first.
// Projects without any known partner are left out, and meetings. n_unknown says how many partners have no known sphere:
// one of them may belong to it.
//
// params:
//   helix: text = 'academia' -- industry, academia, government, civil_society or intermediary
//   limit: integer = 100 -- the most rows
// returns:
//   project_id: text -- the id of the project
//   name: text -- its title
//   kind: text -- what sort of undertaking it is
//   n_partners: integer -- the organisations that take part
//   n_unknown: integer -- those of them whose sphere is not known
//   spheres: texts -- the spheres that take part
MATCH (p:Project)<-[:PARTICIPATES_IN]-(o:Organisation)
WHERE p.kind <> 'meeting'
WITH DISTINCT p, o.org_id AS org_id, o.helix AS helix
WITH p, helix, count(*) AS n
ORDER BY helix
WITH p, sum(n) AS n_partners, sum(CASE WHEN helix IS NULL THEN n ELSE 0 END) AS n_unknown, collect(helix) AS spheres
WHERE NOT $helix IN spheres
RETURN p.project_id AS project_id, p.name AS name, p.kind AS kind, n_partners AS n_partners, n_unknown AS n_unknown,
       spheres AS spheres
ORDER BY n_partners DESC, project_id
LIMIT $limit
