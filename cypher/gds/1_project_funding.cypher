// Who pays whom, as a graph in the memory of the server: the graph of the metric pagerank.
// For Graph Data Science. It has each single organisation, and from payer to recipient how many flows there are. A flow
// to a project, and what an organisation pays itself, are left out. Then run 2_pagerank, and 3_drop at the end.
//
// params:
//   graph: text = 'ecograph' -- what the graph is called in the memory of the server
// returns:
//   graph: text -- its name
//   nodes: integer -- the organisations; empty where there are none, then there is no graph either
//   relationships: integer -- the pairs of payer and recipient
MATCH (payer:Organisation)
WHERE payer.extent = 'single'
OPTIONAL MATCH (payer)<-[:PAID_BY]-(f:Flow)-[:PAID_TO]->(recipient:Organisation)
WHERE recipient.extent = 'single' AND recipient.org_id <> payer.org_id
WITH payer, recipient, count(f) AS flows
ORDER BY payer.org_id, recipient.org_id
WITH gds.graph.project(
       $graph, payer, recipient, {relationshipProperties: {flows: toFloat(flows)}}, {readConcurrency: 1}
     ) AS made
RETURN made['graphName'] AS graph, made['nodeCount'] AS nodes, made['relationshipCount'] AS relationships
