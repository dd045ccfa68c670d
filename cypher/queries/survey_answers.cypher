// The figures that surveys reported: how many answers, and how they are spread.
//
// returns:
//   project_id: text -- the id of the survey
//   project: text -- its title
//   figure_id: text -- the id of the figure
//   what: text -- what is counted
//   breakdown: text -- the part of it that is counted; empty for the whole
//   value: number -- the value as stated
//   qualifier: text -- how vague it is
//   unit: text -- its unit
//   share: number -- the part as a share of its whole, as both are stated; empty for the whole
//   certainty: text -- how sure it is
//   source_id: text -- the source that states it
MATCH (survey:Project {kind: 'survey'})<-[:COUNTED_OF]-(f:Figure)-[stated:STATED_BY]->(:Source)
OPTIONAL MATCH (f)-[:PART_OF]->(whole:Figure)
RETURN survey.project_id AS project_id, survey.name AS project, f.figure_id AS figure_id, f.what AS what,
       f.breakdown AS breakdown, f.value AS value, f.qualifier AS qualifier, f.unit AS unit,
       CASE WHEN whole.value > 0 THEN f.value / whole.value END AS share,
       stated.certainty AS certainty, stated.source_id AS source_id
ORDER BY project_id, coalesce(whole.figure_id, figure_id), whole.figure_id IS NOT NULL, figure_id
