// Possible partners of an organisation: not yet together in a project, but with a partner in common.
// First come those with most partners in common, then those with most themes in common. The analysis
// ecograph partners scores them and says how far such lists came true. Meetings and collectives are left out.
//
// params:
//   organisation: organisation = 'nscc' -- the organisation
//   country: text = null -- only organisations of this country; all when empty
//   limit: integer = 20 -- the most rows
// returns:
//   org_id: text -- the id of the possible partner
//   name: text -- its name
//   kind: text -- what sort of body it is
//   country: text -- its country
//   n_common: integer -- the partners in common
//   n_themes: integer -- the themes both are tagged with
//   common_names: texts -- the names of ten of the partners in common, in the order of their ids
MATCH (a:Organisation {org_id: $organisation})-[:PARTICIPATES_IN]->(p:Project)<-[:PARTICIPATES_IN]-(b:Organisation)
WHERE p.kind <> 'meeting' AND b.extent = 'single' AND b.org_id <> a.org_id
WITH DISTINCT a, b
MATCH (b)-[:PARTICIPATES_IN]->(q:Project)<-[:PARTICIPATES_IN]-(c:Organisation)
WHERE q.kind <> 'meeting' AND c.extent = 'single' AND c.org_id <> a.org_id AND c.org_id <> b.org_id
  AND ($country IS NULL OR c.country = $country)
WITH a, c, count(DISTINCT b) AS n_common
WHERE NOT EXISTS {
  MATCH (c)-[:PARTICIPATES_IN]->(r:Project)<-[:PARTICIPATES_IN]-(a)
  WHERE r.kind <> 'meeting'
}
OPTIONAL MATCH (a)-[:HAS_THEME]->(t:Theme)<-[:HAS_THEME]-(c)
WITH a, c, n_common, count(DISTINCT t.theme_id) AS n_themes
ORDER BY n_common DESC, n_themes DESC, c.org_id
LIMIT $limit
MATCH (c)-[:PARTICIPATES_IN]->(s:Project)<-[:PARTICIPATES_IN]-(d:Organisation)
WHERE s.kind <> 'meeting' AND d.extent = 'single' AND d.org_id <> c.org_id
WITH DISTINCT a, c, n_common, n_themes, d
WHERE EXISTS {
  MATCH (d)-[:PARTICIPATES_IN]->(u:Project)<-[:PARTICIPATES_IN]-(a)
  WHERE u.kind <> 'meeting'
}
WITH c, n_common, n_themes, d.org_id AS id, d.name AS name
ORDER BY id
WITH c, n_common, n_themes, collect(name) AS common
RETURN c.org_id AS org_id, c.name AS name, c.kind AS kind, c.country AS country, n_common AS n_common,
       n_themes AS n_themes, common[0..10] AS common_names
ORDER BY n_common DESC, n_themes DESC, org_id
