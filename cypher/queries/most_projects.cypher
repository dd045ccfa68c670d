// The organisations with most projects, with how many they lead and how many partners they have in them.
// Meetings and collectives, such as the five regions, are left out; the metrics degree and projected_degree
// count meetings too. Leading is the role lead or coordinator.
//
// params:
//   country: text = null -- only organisations of this country; all when empty
//   helix: text = null -- only organisations of this sphere; all when empty
//   limit: integer = 20 -- the most rows
// returns:
//   org_id: text -- the id of the organisation
//   name: text -- its name
//   helix: text -- the sphere it acts in
//   country: text -- its country
//   n_projects: integer -- the projects it takes part in
//   n_led: integer -- those of them that it leads
//   n_partners: integer -- the other single organisations in them
MATCH (o:Organisation)-[t:PARTICIPATES_IN]->(p:Project)
WHERE o.extent = 'single' AND p.kind <> 'meeting' AND ($country IS NULL OR o.country = $country)
  AND ($helix IS NULL OR o.helix = $helix)
WITH o, count(DISTINCT p.project_id) AS n_projects,
     count(DISTINCT CASE WHEN t.role IN ['lead', 'coordinator'] THEN p.project_id END) AS n_led
ORDER BY n_projects DESC, o.org_id
LIMIT $limit
OPTIONAL MATCH (o)-[:PARTICIPATES_IN]->(q:Project)<-[:PARTICIPATES_IN]-(x:Organisation)
WHERE q.kind <> 'meeting' AND x.extent = 'single' AND x.org_id <> o.org_id
WITH o, n_projects, n_led, count(DISTINCT x.org_id) AS n_partners
RETURN o.org_id AS org_id, o.name AS name, o.helix AS helix, o.country AS country, n_projects AS n_projects,
       n_led AS n_led, n_partners AS n_partners
ORDER BY n_projects DESC, org_id
