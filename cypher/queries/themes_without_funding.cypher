// Themes that no known money reaches: no organisation or project that works with them is named as a recipient.
// It may still be paid: the data hold what sources state. Meetings are no work; procurement and savings are no funding.
//
// params:
//   framework: framework = null -- only the themes of this list; null for all
//   levels: texts = ['grant', 'paid'] -- how far the money must have come: call, budget, proposal, grant, paid
// returns:
//   framework: text -- the id of the list
//   framework_name: text -- its name
//   theme: text -- the id of the theme
//   name: text -- its name
//   n_projects: integer -- the projects that work with it
//   n_organisations: integer -- the single organisations that work with it themselves, not through a project
MATCH (f:Flow)-[:PAID_TO]->(recipient)-[:HAS_THEME]->(paid:Theme)
WHERE f.level IN $levels AND f.kind IN ['grant', 'co-finance', 'fee', 'budget']
  AND recipient.kind <> 'meeting' AND coalesce(recipient.extent, 'single') = 'single'
WITH collect(DISTINCT paid.theme_id) AS funded
MATCH (t:Theme)-[:IN_FRAMEWORK]->(list:Framework)
WHERE ($framework IS NULL OR list.framework_id = $framework) AND NOT t.theme_id IN funded
RETURN list.framework_id AS framework, coalesce(list.label_en, list.label_da, list.label_nb) AS framework_name,
       t.theme_id AS theme, coalesce(t.label_en, t.label_da, t.label_nb) AS name,
       COUNT { MATCH (p:Project)-[:HAS_THEME]->(t) WHERE p.kind <> 'meeting' } AS n_projects,
       COUNT { (:Organisation {extent: 'single'})-[:HAS_THEME]->(t) } AS n_organisations
ORDER BY n_projects DESC, framework, t.number, theme
