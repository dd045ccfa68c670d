// Projects in which members of a cluster take part, and whether the cluster takes part itself.
// Where it does not, its members work without it. Meetings are left out.
//
// params:
//   cluster: organisation = 'dlsc' -- the cluster
//   at_least: integer = 1 -- the least number of members in a project
//   limit: integer = 100 -- the most rows
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   start: text -- when it begins, as stated
//   n_members: integer -- the members that take part
//   member_names: texts -- their names, in the order of their ids
//   has_cluster: boolean -- whether the cluster takes part
MATCH (c:Organisation {org_id: $cluster})<-[:MEMBER_OF]-(o:Organisation)-[:PARTICIPATES_IN]->(p:Project)
WHERE p.kind <> 'meeting' AND o.org_id <> c.org_id
WITH DISTINCT c, p, o.org_id AS id, o.name AS name
ORDER BY id
WITH c, p, collect(name) AS members
WHERE size(members) >= $at_least
RETURN p.project_id AS project_id, p.name AS project, p.start AS start, size(members) AS n_members,
       members AS member_names, EXISTS { MATCH (c)-[:PARTICIPATES_IN]->(p) } AS has_cluster
ORDER BY n_members DESC, project_id
LIMIT $limit
