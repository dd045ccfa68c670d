// Members and partners of a cluster, with their role, since when it is known, and the source that says so.
// A founder, host or partner need not be a member in the cluster's own sense: the role tells. A collective, such as a
// group of municipalities, stands as one row.
//
// params:
//   cluster: organisation = 'dlsc' -- the cluster
//   limit: integer = 500 -- the most rows
// returns:
//   org_id: text -- the id of the member
//   name: text -- its name
//   helix: text -- the sphere it acts in
//   country: text -- its country
//   extent: text -- single, collective or unnamed
//   role: text -- as what it belongs
//   from: text -- since when, as stated
//   to: text -- until when, as stated
//   as_of: text -- when the source saw it, as stated
//   source: text -- the title of the source
//   source_id: text -- its id
//   certainty: text -- how sure it is
//   row: text -- the row of the dataset
MATCH (o:Organisation)-[m:MEMBER_OF]->(c:Organisation {org_id: $cluster})
OPTIONAL MATCH (s:Source)
WHERE s.source_id = m.source_id
RETURN o.org_id AS org_id, o.name AS name, o.helix AS helix, o.country AS country, o.extent AS extent, m.role AS role,
       m.from AS from, m.to AS to, m.as_of AS as_of, s.name AS source, m.source_id AS source_id,
       m.certainty AS certainty, m.row AS row
ORDER BY org_id, row
LIMIT $limit
