// Who sits with whom: steering, working and writing groups, and chairs who sit in two bodies.
// A tie leads from the one who sits to the group. Other kinds of tie can be asked for: owner, founder, part_of ...
//
// params:
//   kinds: texts = ['steering_group', 'working_group', 'writing_group', 'chair_interlock'] -- the kinds of tie
// returns:
//   kind: text -- the kind of tie
//   subject_name: text -- the name of the one who is tied
//   object_name: text -- the name of the group or body it is tied to
//   subject: text -- the id of the one
//   object: text -- the id of the other
//   from: text -- since when, as stated
//   to: text -- until when, as stated
//   as_of: text -- when the source saw it, as stated
//   source_id: text -- the id of the source
//   certainty: text -- how sure it is
//   status: text -- whether it is actual, planned, proposed or a goal
//   row: text -- the row of the dataset
MATCH (a)-[t:TIED_TO]->(b)
WHERE t.kind IN $kinds
RETURN t.kind AS kind, a.name AS subject_name, b.name AS object_name, coalesce(a.org_id, a.project_id) AS subject,
       coalesce(b.org_id, b.project_id) AS object,
       t.from AS from, t.to AS to, t.as_of AS as_of, t.source_id AS source_id, t.certainty AS certainty,
       t.status AS status, t.row AS row
ORDER BY kind, object, subject, row
