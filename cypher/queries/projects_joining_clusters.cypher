// Projects that join clusters: two or more of them take part, or another number.
// Meetings are among them: the kind tells.
//
// params:
//   at_least: integer = 2 -- the least number of clusters
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   kind: text -- what sort of undertaking it is
//   purpose: text -- what it is for
//   n_clusters: integer -- the clusters that take part
//   cluster_names: texts -- their names, in the order of their ids
//   cluster_ids: texts -- their ids
//   start: text -- when it begins, as stated
//   certainty: text -- how sure the project is
MATCH (c:Cluster)-[:PARTICIPATES_IN]->(p:Project)
WHERE c.extent = 'single'
WITH DISTINCT p, c.org_id AS id, c.name AS name
ORDER BY id
WITH p, collect(id) AS cluster_ids, collect(name) AS clusters
WHERE size(cluster_ids) >= $at_least
RETURN p.project_id AS project_id, p.name AS project, p.kind AS kind, p.purpose AS purpose,
       size(cluster_ids) AS n_clusters, clusters AS cluster_names, cluster_ids AS cluster_ids, p.start AS start,
       p.certainty AS certainty
ORDER BY n_clusters DESC, project_id
