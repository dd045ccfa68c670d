// The neighbourhood of an organisation: its partners, and the partners of its partners.
// One step is a project together, two steps a partner in common. n_common counts the projects in common at one step,
// and the partners in common at two. Meetings and collectives are left out.
//
// params:
//   organisation: organisation = 'mtic' -- the organisation
//   limit: integer = 100 -- the most rows
// returns:
//   steps: integer -- 1 or 2
//   org_id: text -- the id of the neighbour
//   name: text -- its name
//   kind: text -- what sort of body it is
//   country: text -- its country
//   n_common: integer -- the projects or partners in common
MATCH (a:Organisation {org_id: $organisation})
CALL (a) {
  MATCH (a)-[:PARTICIPATES_IN]->(p:Project)<-[:PARTICIPATES_IN]-(b:Organisation)
  WHERE p.kind <> 'meeting' AND b.extent = 'single' AND b.org_id <> a.org_id
  RETURN 1 AS steps, b AS x, count(DISTINCT p.project_id) AS n_common
  UNION ALL
  MATCH (a)-[:PARTICIPATES_IN]->(p:Project)<-[:PARTICIPATES_IN]-(b:Organisation)
  WHERE p.kind <> 'meeting' AND b.extent = 'single' AND b.org_id <> a.org_id
  WITH DISTINCT a, b
  MATCH (b)-[:PARTICIPATES_IN]->(q:Project)<-[:PARTICIPATES_IN]-(c:Organisation)
  WHERE q.kind <> 'meeting' AND c.extent = 'single' AND c.org_id <> a.org_id AND c.org_id <> b.org_id
  WITH a, c, count(DISTINCT b) AS n_common
  WHERE NOT EXISTS {
    MATCH (c)-[:PARTICIPATES_IN]->(r:Project)<-[:PARTICIPATES_IN]-(a)
    WHERE r.kind <> 'meeting'
  }
  RETURN 2 AS steps, c AS x, n_common AS n_common
}
RETURN steps AS steps, x.org_id AS org_id, x.name AS name, x.kind AS kind, x.country AS country, n_common AS n_common
ORDER BY steps, n_common DESC, org_id
LIMIT $limit
