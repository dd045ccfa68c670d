// Who bridges two countries: organisations that work in projects with partners in both.
// First come those whose weaker side is strongest. An organisation is not its own partner: a Danish one needs another
// Danish partner. Meetings and collectives are left out, and so are partners whose country is not known.
//
// params:
//   left: text = 'DK' -- one country
//   right: text = 'NO' -- the other
//   limit: integer = 25 -- the most rows
// returns:
//   org_id: text -- the id of the organisation
//   name: text -- its name
//   country: text -- its own country
//   n_left_partners: integer -- its partners in the one country
//   n_right_partners: integer -- its partners in the other
//   n_left_projects: integer -- the projects with partners in the one
//   n_right_projects: integer -- the projects with partners in the other
MATCH (o:Organisation)-[:PARTICIPATES_IN]->(p:Project)<-[:PARTICIPATES_IN]-(x:Organisation)
WHERE x.country IN [$left, $right] AND x.org_id <> o.org_id AND o.extent = 'single' AND x.extent = 'single'
  AND p.kind <> 'meeting'
WITH o, x.country AS country, count(DISTINCT x.org_id) AS n, count(DISTINCT p.project_id) AS projects
WITH o,
     sum(CASE WHEN country = $left THEN n ELSE 0 END) AS n_left,
     sum(CASE WHEN country = $right THEN n ELSE 0 END) AS n_right,
     sum(CASE WHEN country = $left THEN projects ELSE 0 END) AS left_projects,
     sum(CASE WHEN country = $right THEN projects ELSE 0 END) AS right_projects
WHERE n_left > 0 AND n_right > 0
WITH o, n_left, n_right, left_projects, right_projects, CASE WHEN n_left < n_right THEN n_left ELSE n_right END AS least
RETURN o.org_id AS org_id, o.name AS name, o.country AS country, n_left AS n_left_partners, n_right AS n_right_partners,
       left_projects AS n_left_projects, right_projects AS n_right_projects
ORDER BY least DESC, n_left_partners + n_right_partners DESC, org_id
LIMIT $limit
