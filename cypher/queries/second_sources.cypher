// Facts of which a second source speaks, and whether it agrees or differs.
// The row keeps one value; what the second source states stands beside it.
//
// params:
//   stance: text = null -- only what agrees, or only what differs; both when empty
// returns:
//   row: text -- the row of the dataset that the second source speaks of
//   field: text -- the column it is about; empty for the row as a whole
//   subject_name: text -- what the row is about; empty where it joins two
//   stance: text -- agrees or differs
//   stated: text -- what the second source states
//   certainty: text -- how sure that is
//   first_source_id: text -- the source of the row; empty where the row joins two
//   source_id: text -- the second source
//   source: text -- its title
//   locator: text -- the lines in the second source
MATCH (e:Evidence)-[stated:STATED_BY]->(s:Source)
WHERE $stance IS NULL OR e.stance = $stance
OPTIONAL MATCH (e)-[:ABOUT]->(a)
OPTIONAL MATCH (a)-[:STATED_BY]->(first:Source)
RETURN e.about_row AS row, e.field AS field,
       coalesce(a.name, a.about, a.label_en, a.label_da, a.label_nb, a.detail, a.what) AS subject_name,
       e.stance AS stance, e.stated AS stated, e.certainty AS certainty, first.source_id AS first_source_id,
       s.source_id AS source_id, s.name AS source, stated.locator AS locator
ORDER BY row, field, source_id
