// Everything that a source states: each row of the dataset that names it, table by table.
//
// params:
//   source: source = 'd001' -- the source, by its id
//   limit: integer = 500 -- the most rows
// returns:
//   table: text -- the table of the dataset, such as organisations or flows
//   row: text -- the row
//   subject_name: text -- what it is about: the name of the organisation, or what is stated
//   other_name: text -- the name of the other end, such as the cluster or project; empty where there is none
//   sort: text -- the role, or what sort of tie or body
//   locator: text -- the lines in the source; empty where the page is the whole place
//   certainty: text -- how sure it is
//   status: text -- actual, planned, proposed, or only a goal
MATCH (a)-[fact {source_id: $source}]->(b)
WHERE type(fact) IN ['STATED_BY', 'MEMBER_OF', 'PARTICIPATES_IN', 'TIED_TO', 'RECORDED_IN'] OR fact.basis IS NOT NULL
RETURN split(fact.row, '/')[0] AS table, fact.row AS row,
       coalesce(a.name, a.about, a.label_en, a.label_da, a.label_nb, a.detail, a.what, a.stated) AS subject_name,
       CASE WHEN type(fact) IN ['STATED_BY', 'RECORDED_IN'] THEN null
            ELSE coalesce(b.name, b.label_en, b.label_da, b.label_nb) END AS other_name,
       coalesce(fact.role, fact.kind, a.kind) AS sort, fact.locator AS locator,
       fact.certainty AS certainty, fact.status AS status
ORDER BY table, row
LIMIT $limit
