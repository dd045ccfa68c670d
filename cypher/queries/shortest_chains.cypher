// The shortest chains between two organisations: who works with whom in which project, from one to the other.
// One row for each of the shortest chains, up to five projects long; no row where there is none. Meetings, and
// collectives such as the five regions, can be links of a chain.
//
// params:
//   left: organisation = 'mtic' -- where the chain begins
//   right: organisation = 'sdu' -- where it ends
//   limit: integer = 25 -- the most chains
// returns:
//   n_projects: integer -- how many projects long it is
//   organisations: texts -- the names of the organisations in their order
//   projects: texts -- the names of the projects in their order
//   org_ids: texts -- the ids of the organisations
//   project_ids: texts -- the ids of the projects
MATCH (a:Organisation {org_id: $left})
MATCH (b:Organisation {org_id: $right})
WHERE a.org_id <> b.org_id
MATCH chain = allShortestPaths((a)-[:PARTICIPATES_IN*1..10]-(b))
WITH DISTINCT [n IN nodes(chain) WHERE n.org_id IS NOT NULL | n.org_id] AS org_ids,
     [n IN nodes(chain) WHERE n.org_id IS NOT NULL | n.name] AS organisations,
     [n IN nodes(chain) WHERE n.project_id IS NOT NULL | n.project_id] AS project_ids,
     [n IN nodes(chain) WHERE n.project_id IS NOT NULL | n.name] AS projects
WITH org_ids, organisations, project_ids, projects,
     reduce(text = '', id IN org_ids + project_ids | text + '|' + id) AS key
RETURN size(project_ids) AS n_projects, organisations AS organisations, projects AS projects, org_ids AS org_ids,
       project_ids AS project_ids
ORDER BY key
LIMIT $limit
