// What is not there yet: facts that are only planned or proposed, each with its source.
//
// params:
//   statuses: texts = ['planned', 'proposed'] -- what they are: actual, planned, proposed, goal
//   limit: integer = 100 -- the most rows
// returns:
//   status: text -- planned, proposed, or only a goal
//   row: text -- the row of the dataset
//   subject_name: text -- what it is about: the name of the organisation, or what is stated
//   other_name: text -- the name of the other end, such as the cluster or project; empty where there is none
//   sort: text -- the role, or what sort of tie or body
//   certainty: text -- how sure it is
//   source_id: text -- the source
//   source: text -- its title
//   locator: text -- the lines in the source
MATCH (a)-[fact]->(b)
WHERE fact.status IN $statuses
  AND (type(fact) IN ['STATED_BY', 'MEMBER_OF', 'PARTICIPATES_IN', 'TIED_TO', 'RECORDED_IN'] OR fact.basis IS NOT NULL)
WITH a, fact, b, fact.source_id AS id
MATCH (s:Source {source_id: id})
RETURN fact.status AS status, fact.row AS row,
       coalesce(a.name, a.about, a.label_en, a.label_da, a.label_nb, a.detail, a.what) AS subject_name,
       CASE WHEN type(fact) IN ['STATED_BY', 'RECORDED_IN'] THEN null
            ELSE coalesce(b.name, b.label_en, b.label_da, b.label_nb) END AS other_name,
       coalesce(fact.role, fact.kind, a.kind) AS sort, fact.certainty AS certainty,
       s.source_id AS source_id, s.name AS source, fact.locator AS locator
ORDER BY status, row
LIMIT $limit
