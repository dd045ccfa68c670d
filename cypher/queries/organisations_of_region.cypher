// The organisations of a region, of one sort or of all, with how many projects they take part in.
// The region is the NUTS region of the seat; its first letters name the wider one, so DK01 holds DK011. An organisation
// whose seat is not known is in no region.
//
// params:
//   region: text = 'DK01' -- the region, or the first letters of it
//   kind: text = null -- only bodies of this sort, such as 'company'; all when empty
//   limit: integer = 200 -- the most rows
// returns:
//   org_id: text -- the id of the organisation
//   name: text -- its name
//   kind: text -- what sort of body it is
//   helix: text -- the sphere it acts in
//   region: text -- its region
//   n_projects: integer -- the projects it takes part in, meetings left out
MATCH (o:Organisation)
WHERE o.region STARTS WITH $region AND ($kind IS NULL OR o.kind = $kind)
OPTIONAL MATCH (o)-[:PARTICIPATES_IN]->(p:Project)
WHERE p.kind <> 'meeting'
WITH o, count(DISTINCT p.project_id) AS n_projects
RETURN o.org_id AS org_id, o.name AS name, o.kind AS kind, o.helix AS helix, o.region AS region,
       n_projects AS n_projects
ORDER BY n_projects DESC, org_id
LIMIT $limit
