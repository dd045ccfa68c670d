// The names of an organisation, former ones too, and its numbers in registers.
//
// params:
//   organisation: organisation = 'norway-health-tech' -- the organisation
// returns:
//   what: text -- name or identifier
//   kind: text -- the sort of name (official, alias, abbreviation, former; own for the one used here), or the register
//   value: text -- the name or number
//   language: text -- the language of a name
//   from: text -- since when it was used, as stated
//   to: text -- until when, as stated
//   source_id: text -- the id of the source
//   certainty: text -- how sure it is
//   row: text -- the row of the dataset
MATCH (o:Organisation {org_id: $organisation})
CALL (o) {
  MATCH (o)-[:STATED_BY]->(s:Source)
  RETURN 'name' AS what, 'own' AS kind, o.name AS value, null AS language, null AS since, null AS until,
         s.source_id AS source_id, o.certainty AS certainty, o.row AS row
  UNION ALL
  MATCH (o)-[h:HAS_NAME]->(n:Name)
  RETURN 'name' AS what, n.kind AS kind, n.name AS value, n.language AS language, n.from AS since, n.to AS until,
         h.source_id AS source_id, n.certainty AS certainty, n.row AS row
  UNION ALL
  MATCH (o)-[h:HAS_IDENTIFIER]->(i:Identifier)
  RETURN 'identifier' AS what, i.scheme AS kind, i.value AS value, null AS language, null AS since, null AS until,
         h.source_id AS source_id, i.certainty AS certainty, i.row AS row
}
RETURN what AS what, kind AS kind, value AS value, language AS language, since AS from, until AS to,
       source_id AS source_id, certainty AS certainty, row AS row
ORDER BY what DESC, kind, row
