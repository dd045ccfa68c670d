// Themes with which no project works: what somebody named and nobody has taken up. Meetings are no work.
//
// params:
//   framework: framework = null -- only the themes of this list; all when empty
// returns:
//   framework_id: text -- the id of the list
//   framework: text -- its name
//   theme_id: text -- the id of the theme
//   theme: text -- its name
//   n_organisations: integer -- the single organisations that work with it all the same
//   source_id: text -- the source that states the theme
MATCH (t:Theme)-[:IN_FRAMEWORK]->(list:Framework)
WHERE ($framework IS NULL OR list.framework_id = $framework)
  AND NOT EXISTS { MATCH (p:Project)-[:HAS_THEME]->(t) WHERE p.kind <> 'meeting' }
MATCH (t)-[stated:STATED_BY]->(:Source)
RETURN list.framework_id AS framework_id, coalesce(list.label_en, list.label_da, list.label_nb) AS framework,
       t.theme_id AS theme_id, coalesce(t.label_en, t.label_da, t.label_nb) AS theme,
       COUNT { (:Organisation {extent: 'single'})-[:HAS_THEME]->(t) } AS n_organisations,
       stated.source_id AS source_id
ORDER BY framework_id, t.number, theme_id
