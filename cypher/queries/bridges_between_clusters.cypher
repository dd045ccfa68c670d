// Who bridges two clusters: organisations that work in projects with both.
// A project in which both clusters take part counts for each of them. Meetings and collectives are left out.
//
// params:
//   left: organisation = 'mtic' -- one cluster
//   right: organisation = 'lsi' -- the other
// returns:
//   org_id: text -- the id of the organisation
//   name: text -- its name
//   helix: text -- the sphere it acts in
//   country: text -- its country
//   n_left_projects: integer -- its projects with the one
//   n_right_projects: integer -- its projects with the other
//   left_project_ids: texts -- their ids
//   right_project_ids: texts -- their ids
MATCH (a:Organisation {org_id: $left})-[:PARTICIPATES_IN]->(p:Project)<-[:PARTICIPATES_IN]-(o:Organisation)
WHERE p.kind <> 'meeting' AND o.extent = 'single' AND o.org_id <> $left AND o.org_id <> $right
WITH DISTINCT o, p.project_id AS project
ORDER BY project
WITH o, collect(project) AS left_projects
MATCH (o)-[:PARTICIPATES_IN]->(q:Project)<-[:PARTICIPATES_IN]-(b:Organisation {org_id: $right})
WHERE q.kind <> 'meeting'
WITH DISTINCT o, left_projects, q.project_id AS project
ORDER BY project
WITH o, left_projects, collect(project) AS right_projects
RETURN o.org_id AS org_id, o.name AS name, o.helix AS helix, o.country AS country,
       size(left_projects) AS n_left_projects, size(right_projects) AS n_right_projects,
       left_projects AS left_project_ids, right_projects AS right_project_ids
ORDER BY n_left_projects + n_right_projects DESC, org_id
