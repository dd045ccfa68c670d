// What merged into what, and who succeeded whom: the earlier body, the later one, and how sure it is.
// The status tells a merger that took place from one that was planned or proposed.
//
// params:
//   status: text = null -- only actual, planned or proposed ones; all when empty
// returns:
//   kind: text -- merged_into or succeeds
//   earlier_name: text -- the name of the body that was before
//   later_name: text -- the name of the one that came after
//   earlier: text -- the id of the one
//   later: text -- the id of the other
//   from: text -- since when, as stated
//   to: text -- until when, as stated
//   as_of: text -- when the source saw it, as stated
//   source_id: text -- the id of the source
//   certainty: text -- how sure it is
//   status: text -- whether it is actual, planned, proposed or a goal
//   row: text -- the row of the dataset
MATCH (a)-[t:TIED_TO]->(b)
WHERE t.kind IN ['merged_into', 'succeeds'] AND ($status IS NULL OR t.status = $status)
WITH t, CASE t.kind WHEN 'succeeds' THEN b ELSE a END AS before, CASE t.kind WHEN 'succeeds' THEN a ELSE b END AS after
RETURN t.kind AS kind, before.name AS earlier_name, after.name AS later_name,
       coalesce(before.org_id, before.project_id) AS earlier, coalesce(after.org_id, after.project_id) AS later,
       t.from AS from, t.to AS to, t.as_of AS as_of, t.source_id AS source_id, t.certainty AS certainty,
       t.status AS status, t.row AS row
ORDER BY later, earlier, row
