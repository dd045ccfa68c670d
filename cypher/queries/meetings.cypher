// Meetings, and who attended each in which role.
//
// returns:
//   project_id: text -- the id of the meeting
//   project: text -- what it was
//   held: text -- when it was held, as stated; the first day where several are stated
//   org_id: text -- the id of who attended
//   name: text -- its name
//   roles: texts -- as what
//   source_ids: texts -- the ids of the sources that say so
MATCH (p:Project)<-[t:PARTICIPATES_IN]-(o:Organisation)
WHERE p.kind = 'meeting'
WITH DISTINCT p, o, t.role AS role
ORDER BY role
WITH p, o, collect(role) AS roles
MATCH (p)<-[u:PARTICIPATES_IN]-(o)
WITH DISTINCT p, o, roles, u.source_id AS source_id
ORDER BY source_id
WITH p, o, roles, collect(source_id) AS sources
OPTIONAL MATCH (p)<-[:HAPPENED_TO]-(e:Event)
WHERE e.what = 'held'
WITH p, o, roles, sources, min(e.date) AS held
RETURN p.project_id AS project_id, p.name AS project, held AS held, o.org_id AS org_id, o.name AS name,
       roles AS roles, sources AS source_ids
ORDER BY project_id, org_id
