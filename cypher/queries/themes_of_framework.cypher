// The themes of a list, and how many organisations and projects work with each.
// An organisation works with a theme that it is tagged with, or that a project is in which it takes part. Meetings are
// no work, and a collective is no organisation. A tag counts for its own theme, not for a wider one.
//
// params:
//   framework: framework = 'work-areas' -- the list, by its id
// returns:
//   theme_id: text -- the id of the theme
//   number: integer -- its place in the list
//   theme: text -- its name
//   wider_name: text -- the name of the theme that contains it
//   n_organisations: integer -- the single organisations that work with it
//   n_projects: integer -- the projects that work with it
//   n_countries: integer -- the countries of these organisations, as far as they are known
//   status: text -- whether the theme is actual, planned, proposed, or only a goal
MATCH (t:Theme)-[:IN_FRAMEWORK]->(:Framework {framework_id: $framework})
MATCH (t)-[stated:STATED_BY]->(:Source)
OPTIONAL MATCH (t)-[:PART_OF]->(wider:Theme)
OPTIONAL MATCH (o:Organisation {extent: 'single'})-[:PARTICIPATES_IN*0..1]->(worked)-[:HAS_THEME]->(t)
WHERE worked.kind <> 'meeting'
WITH t, stated, wider, count(DISTINCT o) AS n_organisations, count(DISTINCT o.country) AS n_countries
RETURN t.theme_id AS theme_id, t.number AS number, coalesce(t.label_en, t.label_da, t.label_nb) AS theme,
       coalesce(wider.label_en, wider.label_da, wider.label_nb) AS wider_name, n_organisations AS n_organisations,
       COUNT { MATCH (p:Project)-[:HAS_THEME]->(t) WHERE p.kind <> 'meeting' } AS n_projects,
       n_countries AS n_countries, stated.status AS status
ORDER BY number, theme_id
