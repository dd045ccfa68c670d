// Projects in which industry, academia and government all take part, with how many of each.
// Meetings are left out. A collective, such as the five regions, counts as one for its sphere.
//
// params:
//   limit: integer = 100 -- the most rows
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   n_industry: integer -- the organisations of industry
//   n_academia: integer -- those of academia
//   n_government: integer -- those of government
//   n_bodies: integer -- all that take part, of any sphere, a collective as one
MATCH (p:Project)<-[:PARTICIPATES_IN]-(o:Organisation)
WHERE p.kind <> 'meeting'
WITH DISTINCT p, o.org_id AS org_id, o.helix AS helix
WITH p, count(*) AS n_bodies,
     sum(CASE WHEN helix = 'industry' THEN 1 ELSE 0 END) AS n_industry,
     sum(CASE WHEN helix = 'academia' THEN 1 ELSE 0 END) AS n_academia,
     sum(CASE WHEN helix = 'government' THEN 1 ELSE 0 END) AS n_government
WHERE n_industry > 0 AND n_academia > 0 AND n_government > 0
RETURN p.project_id AS project_id, p.name AS project, n_industry AS n_industry, n_academia AS n_academia,
       n_government AS n_government, n_bodies AS n_bodies
ORDER BY n_bodies DESC, project_id
LIMIT $limit
