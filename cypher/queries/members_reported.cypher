// How many members each cluster is reported to have, over time. Companies or actors are other units, and no members.
//
// params:
//   unit: text = 'members' -- what is counted, such as members, companies or actors
// returns:
//   org_id: text -- the id of the cluster
//   name: text -- its name
//   date: text -- when it was counted; empty where no source says
//   value: number -- the number as stated
//   qualifier: text -- how vague it is
//   low: number -- the least it can stand for
//   high: number -- the most it can stand for; empty where it has no upper end
//   n_members: integer -- the organisations known to belong to it, at any time
//   figure_id: text -- the figure
//   source_id: text -- the source that states it
//   source: text -- its title
MATCH (o:Organisation)<-[:COUNTED_OF]-(f:Figure {unit: $unit})-[stated:STATED_BY]->(s:Source)
WHERE f.value IS NOT NULL AND f.breakdown IS NULL AND stated.status = 'actual'
  AND NOT EXISTS { (f)-[:PART_OF]->(:Figure) }
OPTIONAL MATCH (m:Organisation {extent: 'single'})-[:MEMBER_OF]->(o)
WHERE m.org_id <> o.org_id
WITH o, f, s, count(DISTINCT m) AS n_members
RETURN o.org_id AS org_id, o.name AS name, coalesce(f.as_of, f.to, f.from) AS date, f.value AS value,
       f.qualifier AS qualifier, f.value_low AS low, f.value_high AS high, n_members AS n_members,
       f.figure_id AS figure_id, s.source_id AS source_id, s.name AS source
ORDER BY org_id, coalesce(f.as_of_last, f.to_last, f.from_last), figure_id
