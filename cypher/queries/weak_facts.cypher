// Facts that rest on one weak source: a hint such as a logo, and no further source that agrees.
// A fact is a row of the dataset: an organisation, a membership, a flow, a figure.
//
// params:
//   certainty: text = 'weak' -- how sure the facts are: certain (stated), likely (from context), weak (a hint)
//   limit: integer = 100 -- the most rows
// returns:
//   row: text -- the row of the dataset
//   subject_name: text -- what it is about: the name of the organisation, or what is stated
//   other_name: text -- the name of the other end, such as the cluster or project; empty where there is none
//   sort: text -- the role, or what sort of tie or body
//   status: text -- actual, planned, proposed, or only a goal
//   source_id: text -- the source
//   source: text -- its title
//   locator: text -- the lines in the source
MATCH (e:Evidence {stance: 'agrees'})
WITH collect(e.about_row) AS confirmed
MATCH (a)-[fact]->(b)
WHERE fact.certainty = $certainty AND NOT fact.row IN confirmed AND NOT a:Evidence
  AND (type(fact) IN ['STATED_BY', 'MEMBER_OF', 'PARTICIPATES_IN', 'TIED_TO', 'RECORDED_IN'] OR fact.basis IS NOT NULL)
WITH a, fact, b, fact.source_id AS id
MATCH (s:Source {source_id: id})
RETURN fact.row AS row, coalesce(a.name, a.about, a.label_en, a.label_da, a.label_nb, a.detail, a.what) AS subject_name,
       CASE WHEN type(fact) IN ['STATED_BY', 'RECORDED_IN'] THEN null
            ELSE coalesce(b.name, b.label_en, b.label_da, b.label_nb) END AS other_name,
       coalesce(fact.role, fact.kind, a.kind) AS sort, fact.status AS status,
       s.source_id AS source_id, s.name AS source, fact.locator AS locator
ORDER BY row
LIMIT $limit
