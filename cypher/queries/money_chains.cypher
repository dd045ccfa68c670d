// Money that is paid on: from whom it comes, through whom it goes, to whom, for instance from the state to a programme.
// That somebody receives and pays does not say that it is the same money: the amounts of a chain must not be added.
//
// params:
//   limit: integer = 50 -- the most rows
// returns:
//   origin: text -- the id of who pays first
//   origin_name: text -- its name
//   flow_id: text -- the id of the first flow
//   level: text -- how far its money has come
//   via: text -- the id of who receives it and pays on
//   via_name: text -- its name
//   next_flow_id: text -- the id of the second flow
//   next_level: text -- how far its money has come
//   recipient: text -- the id of who receives it
//   recipient_name: text -- its name
//   next_about: text -- what the second flow is for
MATCH (origin)<-[:PAID_BY]-(f:Flow)-[:PAID_TO]->(via)<-[:PAID_BY]-(next:Flow)-[:PAID_TO]->(recipient)
WHERE f.flow_id <> next.flow_id
RETURN DISTINCT coalesce(origin.org_id, origin.project_id) AS origin, origin.name AS origin_name,
       f.flow_id AS flow_id, f.level AS level,
       coalesce(via.org_id, via.project_id) AS via, via.name AS via_name,
       next.flow_id AS next_flow_id, next.level AS next_level,
       coalesce(recipient.org_id, recipient.project_id) AS recipient, recipient.name AS recipient_name,
       next.about AS next_about
ORDER BY origin, flow_id, via, next_flow_id, recipient
LIMIT $limit
