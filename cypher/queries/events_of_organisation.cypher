// What happened to an organisation, and to the projects in which it takes part, in the order of time.
//
// params:
//   organisation: organisation = 'welfare-tech' -- the organisation, by its id
// returns:
//   date: text -- when, as precise as it is known
//   date_first: date -- the first day on which it can have happened
//   what: text -- what happened, such as founded, renamed or merged
//   detail: text -- what exactly
//   subject: text -- the id of the organisation or project to which it happened
//   subject_name: text -- its name
//   certainty: text -- how sure it is
//   status: text -- actual, planned, proposed, or only a goal
//   source_id: text -- the source that states it
//   source: text -- its title
MATCH (:Organisation {org_id: $organisation})-[:PARTICIPATES_IN*0..1]->(subject)<-[:HAPPENED_TO]-(e:Event)
WITH DISTINCT subject, e
MATCH (e)-[stated:STATED_BY]->(s:Source)
RETURN e.date AS date, e.date_first AS date_first, e.what AS what, e.detail AS detail,
       coalesce(subject.org_id, subject.project_id) AS subject, subject.name AS subject_name,
       stated.certainty AS certainty, stated.status AS status, s.source_id AS source_id, s.name AS source
ORDER BY date_first, e.event_id
