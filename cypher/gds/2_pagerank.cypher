// Where money arrives when it is followed from one organisation to the next: PageRank, as in the metric pagerank.
// For Graph Data Science, on the graph of 1_project_funding. The server's scores solve y = (1 - d) + d times what
// payers pass on, and an organisation that pays nobody passes nothing on. Divided by their sum they are the share of
// time of a walk that starts anew anywhere after such an organisation: exactly the metric's number, with 12 decimals as
// there.
//
// params:
//   graph: text = 'ecograph' -- what the graph is called in the memory of the server
//   damping: number = 0.85 -- the probability with which a flow is followed
// returns:
//   id: text -- the id of the organisation
//   name: text -- its name
//   pagerank: number -- its share, from 0 to 1; all sum to 1
//   n: integer -- the flows between organisations, one for each payer and recipient
MATCH (payer:Organisation)<-[:PAID_BY]-(f:Flow)-[:PAID_TO]->(recipient:Organisation)
WHERE payer.extent = 'single' AND recipient.extent = 'single' AND recipient.org_id <> payer.org_id
WITH count(f) AS n
CALL gds.pageRank.stream($graph, {
  dampingFactor: $damping,
  maxIterations: 200,
  tolerance: 1e-14,
  relationshipWeightProperty: 'flows',
  concurrency: 1
})
YIELD nodeId, score
WITH n, gds.util.asNode(nodeId) AS node, score
ORDER BY node.org_id
WITH n, collect({id: node.org_id, name: node.name, score: score}) AS found, sum(score) AS whole
UNWIND found AS each
RETURN each.id AS id, each.name AS name, round(each.score / whole, 12) AS pagerank, n AS n
ORDER BY pagerank DESC, id
