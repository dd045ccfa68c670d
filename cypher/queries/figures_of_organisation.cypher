// What sources count of an organisation, in the order of time, each part below its whole.
//
// params:
//   organisation: organisation = 'nscc' -- the organisation, by its id
// returns:
//   figure_id: text -- the id of the figure
//   what: text -- what is counted
//   breakdown: text -- the part of it that is counted
//   value: number -- the value as stated; empty where it is lost or not given
//   qualifier: text -- how vague it is
//   unit: text -- its unit; a currency for money
//   date: text -- when it was measured, or the last day of the time that it covers
//   part_of: text -- the figure it is a part of
//   certainty: text -- how sure it is
//   status: text -- actual, planned, proposed, or only a goal
//   source_id: text -- the source that states it
MATCH (:Organisation {org_id: $organisation})<-[:COUNTED_OF]-(f:Figure)-[stated:STATED_BY]->(:Source)
OPTIONAL MATCH (f)-[:PART_OF]->(whole:Figure)
RETURN f.figure_id AS figure_id, f.what AS what, f.breakdown AS breakdown, f.value AS value, f.qualifier AS qualifier,
       f.unit AS unit, coalesce(f.as_of, f.to, f.from) AS date, whole.figure_id AS part_of,
       stated.certainty AS certainty, stated.status AS status, stated.source_id AS source_id
ORDER BY coalesce(f.as_of_last, f.to_last, f.from_last), coalesce(part_of, figure_id), part_of IS NOT NULL, figure_id
