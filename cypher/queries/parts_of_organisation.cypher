// Bodies that are part of a wider one: departments, hospitals, funds of the state, and parts of parts.
//
// params:
//   organisation: organisation = null -- the wider body; all of them when empty
// returns:
//   whole_name: text -- the name of the wider body
//   part_name: text -- the name of the part
//   steps: integer -- 1 for a part, 2 for a part of a part, up to 5
//   whole: text -- the id of the wider body
//   part: text -- the id of the part
MATCH way = (o:Organisation)-[:PART_OF*1..5]->(w:Organisation)
WHERE $organisation IS NULL OR w.org_id = $organisation
RETURN w.name AS whole_name, o.name AS part_name, length(way) AS steps, w.org_id AS whole, o.org_id AS part
ORDER BY whole, steps, part
