// All ties of an organisation: groups it sits in, what it founded or owns, what it merged into, whom it asks.
// Memberships, projects and money are not among them.
//
// params:
//   organisation: organisation = 'dlsc' -- the organisation
// returns:
//   direction: text -- from, when the tie leads from the organisation to the other; to, when it leads to it
//   kind: text -- the kind of tie, read from its beginning to its end
//   other_name: text -- the name of the other
//   other: text -- its id
//   from: text -- since when, as stated
//   to: text -- until when, as stated
//   as_of: text -- when the source saw it, as stated
//   source_id: text -- the id of the source
//   certainty: text -- how sure it is
//   status: text -- whether it is actual, planned, proposed or a goal
//   row: text -- the row of the dataset
MATCH (o:Organisation {org_id: $organisation})
CALL (o) {
  MATCH (o)-[t:TIED_TO]->(x)
  RETURN 'from' AS direction, t AS t, x AS x
  UNION ALL
  MATCH (o)<-[t:TIED_TO]-(x)
  RETURN 'to' AS direction, t AS t, x AS x
}
RETURN direction AS direction, t.kind AS kind, x.name AS other_name, coalesce(x.org_id, x.project_id) AS other,
       t.from AS from, t.to AS to, t.as_of AS as_of, t.source_id AS source_id, t.certainty AS certainty,
       t.status AS status, t.row AS row
ORDER BY direction, kind, other, row
