// Which cluster has which members, as a graph in the memory of the server: the members of the metric pairwise_overlap.
// For Graph Data Science. It leads from each single cluster to the single organisations known to belong to it, the
// cluster itself left out. Then run 2_node_similarity, and 3_drop at the end.
//
// params:
//   graph: text = 'ecograph' -- what the graph is called in the memory of the server
// returns:
//   graph: text -- its name
//   nodes: integer -- the clusters and their members; empty where there are none, then there is no graph either
//   relationships: integer -- the memberships
MATCH (c:Cluster)<-[:MEMBER_OF]-(m:Organisation)
WHERE c.extent = 'single' AND m.extent = 'single' AND m.org_id <> c.org_id
WITH DISTINCT c, m
ORDER BY c.org_id, m.org_id
WITH gds.graph.project($graph, c, m, {}, {readConcurrency: 1}) AS made
RETURN made['graphName'] AS graph, made['nodeCount'] AS nodes, made['relationshipCount'] AS relationships
