// Facts without lines in a source of which other facts name them: what one cannot look up at once.
// A page is one place, and needs none: only sources are listed of which at least one fact has lines.
//
// params:
//   limit: integer = 100 -- the most rows
// returns:
//   source_id: text -- the source
//   source: text -- its title
//   row: text -- the row of the dataset
//   subject_name: text -- what it is about: the name of the organisation, or what is stated
//   other_name: text -- the name of the other end, such as the cluster or project; empty where there is none
//   certainty: text -- how sure it is
MATCH ()-[placed]->() WHERE placed.locator IS NOT NULL
WITH collect(DISTINCT placed.source_id) AS documents
MATCH (a)-[fact]->(b)
WHERE fact.locator IS NULL AND fact.source_id IN documents AND NOT a:Evidence AND NOT a:Rate AND NOT a:Price
  AND (type(fact) IN ['STATED_BY', 'MEMBER_OF', 'PARTICIPATES_IN', 'TIED_TO', 'RECORDED_IN'] OR fact.basis IS NOT NULL)
WITH a, fact, b, fact.source_id AS id
MATCH (s:Source {source_id: id})
RETURN s.source_id AS source_id, s.name AS source, fact.row AS row,
       coalesce(a.name, a.about, a.label_en, a.label_da, a.label_nb, a.detail, a.what) AS subject_name,
       CASE WHEN type(fact) IN ['STATED_BY', 'RECORDED_IN'] THEN null
            ELSE coalesce(b.name, b.label_en, b.label_da, b.label_nb) END AS other_name,
       fact.certainty AS certainty
ORDER BY source_id, row
LIMIT $limit
