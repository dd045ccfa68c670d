// The projects in which two organisations both take part, with the role of each.
// Meetings are among them: the kind tells.
//
// params:
//   left: organisation = 'mtic' -- one organisation
//   right: organisation = 'welfare-tech' -- the other
// returns:
//   project_id: text -- the id of the project
//   project: text -- its title
//   kind: text -- what sort of undertaking it is
//   left_roles: texts -- as what the one takes part
//   right_roles: texts -- as what the other takes part
//   start: text -- when it begins, as stated
//   finish: text -- when it ends, as stated
//   status: text -- whether it is actual, planned or proposed
//   source_ids: texts -- the ids of the sources of both participations
MATCH (a:Organisation {org_id: $left})-[:PARTICIPATES_IN]->(p:Project)
MATCH (b:Organisation {org_id: $right})-[:PARTICIPATES_IN]->(p)
WHERE a.org_id <> b.org_id
WITH DISTINCT p
CALL (p) {
  MATCH (p)<-[x:PARTICIPATES_IN]-(:Organisation {org_id: $left})
  WITH DISTINCT x.role AS role
  ORDER BY role
  RETURN collect(role) AS left_roles
}
CALL (p) {
  MATCH (p)<-[y:PARTICIPATES_IN]-(:Organisation {org_id: $right})
  WITH DISTINCT y.role AS role
  ORDER BY role
  RETURN collect(role) AS right_roles
}
CALL (p) {
  MATCH (p)<-[z:PARTICIPATES_IN]-(o:Organisation)
  WHERE o.org_id IN [$left, $right]
  WITH DISTINCT z.source_id AS source_id
  ORDER BY source_id
  RETURN collect(source_id) AS sources
}
RETURN p.project_id AS project_id, p.name AS project, p.kind AS kind, left_roles AS left_roles,
       right_roles AS right_roles, p.start AS start, p.finish AS finish, p.status AS status, sources AS source_ids
ORDER BY project_id
