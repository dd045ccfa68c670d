// The sources on which the data rest: how many facts each states, and how sure they are.
// A fact is a row of the dataset. A source that only confirms or denies other facts has none of its own.
//
// params:
//   limit: integer = 50 -- the most rows
// returns:
//   source_id: text -- the id of the source
//   source: text -- its title
//   publisher: text -- who published it
//   published: text -- when, as precise as it is known
//   n_facts: integer -- the facts it states
//   n_likely: integer -- those of them that follow from context
//   n_weak: integer -- those of them that are a hint
//   n_not_actual: integer -- those of them that are planned, proposed, or only a goal
//   n_second: integer -- the facts of other sources that it confirms or denies
MATCH (a)-[fact]->(b)
WHERE NOT a:Evidence
  AND (type(fact) IN ['STATED_BY', 'MEMBER_OF', 'PARTICIPATES_IN', 'TIED_TO', 'RECORDED_IN'] OR fact.basis IS NOT NULL)
WITH fact.source_id AS id, count(fact) AS n_facts,
     sum(CASE WHEN fact.certainty = 'likely' THEN 1 ELSE 0 END) AS n_likely,
     sum(CASE WHEN fact.certainty = 'weak' THEN 1 ELSE 0 END) AS n_weak,
     sum(CASE WHEN fact.status <> 'actual' THEN 1 ELSE 0 END) AS n_not_actual
MATCH (s:Source {source_id: id})
RETURN id AS source_id, s.name AS source, s.publisher AS publisher, s.published AS published, n_facts AS n_facts,
       n_likely AS n_likely, n_weak AS n_weak, n_not_actual AS n_not_actual,
       COUNT { (:Evidence)-[:STATED_BY]->(s) } AS n_second
ORDER BY n_facts DESC, source_id
LIMIT $limit
