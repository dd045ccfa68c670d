// The projects that work with a theme, and who says so.
// A tag is stated where the source uses the word, and assigned where a person or a listed rule has set it.
// Meetings are no work.
//
// params:
//   theme: theme = 'opi' -- the theme, by its id
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   kind: text -- what sort of undertaking it is
//   start: text -- the first day, as precise as it is known
//   finish: text -- the last day, as precise as it is known
//   basis: text -- stated or assigned
//   n_organisations: integer -- the single organisations that take part
//   certainty: text -- how sure the tag is
//   source_id: text -- the source of the tag
//   source: text -- its title
MATCH (p:Project)-[tag:HAS_THEME]->(:Theme {theme_id: $theme})
WHERE p.kind <> 'meeting'
OPTIONAL MATCH (o:Organisation {extent: 'single'})-[:PARTICIPATES_IN]->(p)
WITH p, tag, tag.source_id AS id, count(DISTINCT o) AS n_organisations
MATCH (s:Source {source_id: id})
RETURN p.project_id AS project_id, p.name AS project, p.kind AS kind, p.start AS start, p.finish AS finish,
       tag.basis AS basis, n_organisations AS n_organisations, tag.certainty AS certainty,
       tag.source_id AS source_id, s.name AS source
ORDER BY n_organisations DESC, project_id
