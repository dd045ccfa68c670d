// Themes that no known money reaches: no organisation or project that works with them is named as a recipient.
// It may still be paid: the data hold what sources state. Meetings are no work; procurement and savings are no funding.
//
// params:
//   framework: framework = null -- only the themes of this list; all when empty
//   levels: texts = ['grant', 'paid'] -- how far the money must have come: call, budget, proposal, grant, paid
// returns:
//   framework_id: text -- the id of the list
//   framework: text -- its name
//   theme_id: text -- the id of the theme
//   theme: text -- its name
//   n_projects: integer -- the projects that work with it
//   n_organisations: integer -- the single organisations that work with it, themselves or through a project
MATCH (f:Flow)-[:PAID_TO]->(recipient)-[:HAS_THEME]->(paid:Theme)
WHERE f.level IN $levels AND f.kind IN ['grant', 'co-finance', 'fee', 'budget']
  AND recipient.kind <> 'meeting' AND coalesce(recipient.extent, 'single') = 'single'
WITH collect(DISTINCT paid.theme_id) AS funded
MATCH (t:Theme)-[:IN_FRAMEWORK]->(list:Framework)
WHERE ($framework IS NULL OR list.framework_id = $framework) AND NOT t.theme_id IN funded
OPTIONAL MATCH (o:Organisation {extent: 'single'})-[:PARTICIPATES_IN*0..1]->(worked)-[:HAS_THEME]->(t)
WHERE worked.kind <> 'meeting'
WITH t, list, count(DISTINCT o) AS n_organisations
RETURN list.framework_id AS framework_id, coalesce(list.label_en, list.label_da, list.label_nb) AS framework,
       t.theme_id AS theme_id, coalesce(t.label_en, t.label_da, t.label_nb) AS theme,
       COUNT { MATCH (p:Project)-[:HAS_THEME]->(t) WHERE p.kind <> 'meeting' } AS n_projects,
       n_organisations AS n_organisations
ORDER BY n_projects DESC, framework_id, t.number, theme_id
