// The goals of an organisation as a tree: each goal below the one that it serves, up to nine steps deep.
//
// params:
//   owner: organisation = 'de-fem-regioner' -- who set the goals, by its id
// returns:
//   path: text -- the ids from the highest goal down to this one
//   depth: integer -- the steps below the highest goal; 0 for that one
//   goal_id: text -- the id of the goal
//   goal: text -- what is to be reached
//   kind: text -- what sort of goal
//   theme: text -- the name of its theme
//   deadline: text -- the last day, as precise as it is known
//   target: number -- the value to be reached; empty where it is not a number
//   unit: text -- its unit
//   status: text -- actual, planned, proposed, or only a goal
//   source_id: text -- the source that states it
//   locator: text -- the lines in the source
MATCH (:Organisation {org_id: $owner})<-[:SET_BY]-(g:Goal)-[stated:STATED_BY]->(:Source)
MATCH line = (g)-[:SERVES*0..9]->(top:Goal)
WHERE NOT EXISTS { (top)-[:SERVES]->(:Goal) }
OPTIONAL MATCH (g)-[:HAS_THEME]->(t:Theme)
RETURN reduce(path = '', goal IN nodes(line) |
         goal.goal_id + CASE WHEN path = '' THEN '' ELSE ' > ' END + path) AS path,
       length(line) AS depth, g.goal_id AS goal_id, g.what AS goal, g.kind AS kind,
       coalesce(t.label_en, t.label_da, t.label_nb) AS theme, g.deadline AS deadline, g.target AS target,
       g.unit AS unit, stated.status AS status, stated.source_id AS source_id, stated.locator AS locator
ORDER BY path
