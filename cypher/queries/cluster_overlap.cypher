// What each pair of clusters shares of their members, projects and partners, with the Jaccard index of each.
// Counted are single organisations and projects other than meetings, as in the metric pairwise_overlap, which knows
// more dimensions. The two clusters are not counted as partners of each other. The Jaccard index is what both have, of
// all that either has: 0 for nothing in common, 1 for all; empty where neither has any.
//
// params:
//   at_least: integer = 1 -- only pairs that share so many; 0 for all pairs
// returns:
//   left: text -- the id of one cluster
//   left_name: text -- its name
//   right: text -- the id of the other
//   right_name: text -- its name
//   dimension: text -- members, projects or partners
//   n_left: integer -- how many the one has
//   n_right: integer -- how many the other has
//   n_shared: integer -- how many both have
//   n_union: integer -- how many either has
//   jaccard: number -- shared of union
//   shared: texts -- the ids of what both have
MATCH (c:Cluster)
WHERE c.extent = 'single'
OPTIONAL MATCH (c)<-[:MEMBER_OF]-(m:Organisation)
WHERE m.extent = 'single' AND m.org_id <> c.org_id
WITH DISTINCT c, m.org_id AS member
ORDER BY member
WITH c, collect(member) AS members
OPTIONAL MATCH (c)-[:PARTICIPATES_IN]->(p:Project)
WHERE p.kind <> 'meeting'
WITH DISTINCT c, members, p.project_id AS project
ORDER BY project
WITH c, members, collect(project) AS projects
OPTIONAL MATCH (c)-[:PARTICIPATES_IN]->(q:Project)<-[:PARTICIPATES_IN]-(o:Organisation)
WHERE q.kind <> 'meeting' AND o.extent = 'single' AND o.org_id <> c.org_id
WITH DISTINCT c, members, projects, o.org_id AS partner
ORDER BY partner
WITH c, members, projects, collect(partner) AS partners
WITH collect({id: c.org_id, name: c.name, members: members, projects: projects, partners: partners}) AS clusters
UNWIND clusters AS a
UNWIND clusters AS b
WITH a, b
WHERE a.id < b.id
UNWIND ['members', 'projects', 'partners'] AS dimension
WITH a, b, dimension,
     CASE dimension
       WHEN 'members' THEN a.members
       WHEN 'projects' THEN a.projects
       ELSE [x IN a.partners WHERE x <> b.id]
     END AS of_left,
     CASE dimension
       WHEN 'members' THEN b.members
       WHEN 'projects' THEN b.projects
       ELSE [x IN b.partners WHERE x <> a.id]
     END AS of_right
WITH a, b, dimension, size(of_left) AS n_left, size(of_right) AS n_right, [x IN of_left WHERE x IN of_right] AS shared
WITH a, b, dimension, n_left, n_right, shared, size(shared) AS n_shared, n_left + n_right - size(shared) AS n_union
WHERE n_shared >= $at_least
RETURN a.id AS left, a.name AS left_name, b.id AS right, b.name AS right_name, dimension AS dimension,
       n_left AS n_left, n_right AS n_right, n_shared AS n_shared, n_union AS n_union,
       CASE WHEN n_union > 0 THEN toFloat(n_shared) / n_union END AS jaccard, shared AS shared
ORDER BY left, right, dimension
