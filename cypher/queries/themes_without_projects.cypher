// Themes with which no project works: what somebody named and nobody has taken up. Meetings are no work.
//
// params:
//   framework: framework = null -- only the themes of this list; null for all
// returns:
//   framework: text -- the id of the list
//   framework_name: text -- its name
//   theme: text -- the id of the theme
//   name: text -- its name
//   n_organisations: integer -- the organisations that work with it without a project
//   source_id: text -- the source that states the theme
MATCH (t:Theme)-[:IN_FRAMEWORK]->(list:Framework)
WHERE ($framework IS NULL OR list.framework_id = $framework)
  AND NOT EXISTS { MATCH (p:Project)-[:HAS_THEME]->(t) WHERE p.kind <> 'meeting' }
MATCH (t)-[stated:STATED_BY]->(:Source)
RETURN list.framework_id AS framework, coalesce(list.label_en, list.label_da, list.label_nb) AS framework_name,
       t.theme_id AS theme, coalesce(t.label_en, t.label_da, t.label_nb) AS name,
       COUNT { (:Organisation {extent: 'single'})-[:HAS_THEME]->(t) } AS n_organisations,
       stated.source_id AS source_id
ORDER BY framework, t.number, theme
