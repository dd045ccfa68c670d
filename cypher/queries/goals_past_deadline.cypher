// Goals whose deadline has passed on a day, and what is known of them: the figure that measures each.
// A goal without a figure was not missed: it is not known. Goals without a deadline are not listed.
//
// params:
//   day: date = '2026-01-01' -- the day on which one looks
// returns:
//   goal_id: text -- the id of the goal
//   goal: text -- what is to be reached
//   owner: text -- the id of who set it
//   owner_name: text -- its name
//   deadline: text -- the last day, as precise as it is known
//   deadline_words: text -- the deadline as the source words it
//   n_days_past: integer -- the days from the deadline to the day
//   target: number -- the value to be reached; empty where it is not a number
//   unit: text -- its unit
//   figure_id: text -- the figure that measures it; empty where none does
//   measured_on: text -- when it was measured
//   measured: number -- what was measured
//   measured_qualifier: text -- how vague that is
//   measured_unit: text -- its unit, which may not be that of the target
//   source_id: text -- the source that states the goal
MATCH (g:Goal)-[stated:STATED_BY]->(:Source)
WHERE g.deadline_last < $day
OPTIONAL MATCH (g)-[:SET_BY]->(owner)
OPTIONAL MATCH (g)-[:MEASURED_BY]->(f:Figure)
RETURN g.goal_id AS goal_id, g.what AS goal,
       coalesce(owner.org_id, owner.project_id) AS owner, owner.name AS owner_name,
       g.deadline AS deadline, g.deadline_words AS deadline_words,
       duration.inDays(g.deadline_last, $day).days AS n_days_past, g.target AS target, g.unit AS unit,
       f.figure_id AS figure_id, coalesce(f.as_of, f.to, f.from) AS measured_on, f.value AS measured,
       f.qualifier AS measured_qualifier, f.unit AS measured_unit, stated.source_id AS source_id
ORDER BY n_days_past DESC, goal_id
