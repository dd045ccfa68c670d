// The projects that ran on a day, and whether that is sure.
// It is sure where the source names a first day before and a last day after it; a project whose last day nobody
// states may have ended. A project without a known start is not listed.
//
// params:
//   day: date = '2020-01-01' -- the day
//   kinds: texts = null -- only these sorts of undertaking, such as project or network; all when empty
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   kind: text -- what sort of undertaking it is
//   programme: text -- the programme it belongs to
//   start: text -- the first day, as precise as it is known
//   finish: text -- the last day, as precise as it is known; empty where no source says
//   is_sure: boolean -- whether it surely ran on that day
//   n_organisations: integer -- the single organisations that take part
//   source_id: text -- the source that states it
MATCH (p:Project)-[stated:STATED_BY]->(:Source)
WHERE p.start_first <= $day AND (p.finish_last IS NULL OR p.finish_last >= $day)
  AND ($kinds IS NULL OR p.kind IN $kinds)
OPTIONAL MATCH (o:Organisation {extent: 'single'})-[:PARTICIPATES_IN]->(p)
WITH p, stated, count(DISTINCT o) AS n_organisations
RETURN p.project_id AS project_id, p.name AS project, p.kind AS kind, p.programme AS programme,
       p.start AS start, p.finish AS finish,
       coalesce(p.start_last <= $day AND p.finish_first >= $day, false) AS is_sure,
       n_organisations AS n_organisations, stated.source_id AS source_id
ORDER BY is_sure DESC, p.start_first, project_id
