// What changed between two days: projects, memberships, participations and ties that began or ended, and events.
// A date that a source states as a year or month may lie within the period or not; is_sure says whether it must.
//
// params:
//   after: date = '2020-01-01' -- the first day of the period
//   until: date = '2021-12-31' -- the last day of the period
// returns:
//   date_first: date -- the first day on which it can have happened
//   date: text -- the date as the source states it
//   is_sure: boolean -- whether it surely lies in the period
//   what: text -- what happened, such as project begins or an event
//   subject: text -- the id of the organisation or project to which it happened
//   subject_name: text -- its name
//   other_name: text -- the name of the cluster, project or other end; empty where there is none
//   detail: text -- what exactly, or the role or sort
//   row: text -- the row of the dataset that says so
//   source_id: text -- the source that states it
CALL () {
  MATCH (p:Project)-[s:STATED_BY]->(:Source) WHERE p.start_first <= $until AND p.start_last >= $after
  RETURN p.start_first AS first, p.start_last AS last, p.start AS stated, 'project begins' AS what, p AS subject,
         null AS other, p.kind AS detail, p.row AS row, s.source_id AS source_id
  UNION ALL
  MATCH (p:Project)-[s:STATED_BY]->(:Source) WHERE p.finish_first <= $until AND p.finish_last >= $after
  RETURN p.finish_first AS first, p.finish_last AS last, p.finish AS stated, 'project ends' AS what, p AS subject,
         null AS other, p.kind AS detail, p.row AS row, s.source_id AS source_id
  UNION ALL
  MATCH (o)-[r:MEMBER_OF|PARTICIPATES_IN|TIED_TO]->(whole) WHERE r.from_first <= $until AND r.from_last >= $after
  RETURN r.from_first AS first, r.from_last AS last, r.from AS stated,
         CASE type(r) WHEN 'MEMBER_OF' THEN 'membership' WHEN 'TIED_TO' THEN 'tie' ELSE 'participation' END
         + ' begins' AS what,
         o AS subject, whole.name AS other, coalesce(r.role, r.kind) AS detail, r.row AS row, r.source_id AS source_id
  UNION ALL
  MATCH (o)-[r:MEMBER_OF|PARTICIPATES_IN|TIED_TO]->(whole) WHERE r.to_first <= $until AND r.to_last >= $after
  RETURN r.to_first AS first, r.to_last AS last, r.to AS stated,
         CASE type(r) WHEN 'MEMBER_OF' THEN 'membership' WHEN 'TIED_TO' THEN 'tie' ELSE 'participation' END
         + ' ends' AS what,
         o AS subject, whole.name AS other, coalesce(r.role, r.kind) AS detail, r.row AS row, r.source_id AS source_id
  UNION ALL
  MATCH (e:Event)-[h:HAPPENED_TO]->(o) WHERE e.date_first <= $until AND e.date_last >= $after
  RETURN e.date_first AS first, e.date_last AS last, e.date AS stated, 'event: ' + e.what AS what, o AS subject,
         null AS other, e.detail AS detail, e.row AS row, h.source_id AS source_id
}
RETURN first AS date_first, stated AS date, first >= $after AND last <= $until AS is_sure, what AS what,
       coalesce(subject.org_id, subject.project_id) AS subject, subject.name AS subject_name,
       other AS other_name, detail AS detail, row AS row, source_id AS source_id
ORDER BY date_first, row, what
