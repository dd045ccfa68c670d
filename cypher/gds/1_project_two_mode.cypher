// Who takes part in what, as a graph in the memory of the server: the graph of the metric betweenness.
// For Graph Data Science. It is undirected and has the single organisations and the projects with at least one
// participation of one; who has several roles in a project is tied to it once. Then run 2_betweenness, and 3_drop at
// the end.
//
// params:
//   graph: text = 'ecograph' -- what the graph is called in the memory of the server
// returns:
//   graph: text -- its name
//   nodes: integer -- the organisations and projects; empty where there are none, then there is no graph either
//   relationships: integer -- the participations, each counted in both directions
MATCH (o:Organisation)-[:PARTICIPATES_IN]->(p:Project)
WHERE o.extent = 'single'
WITH DISTINCT o, p
ORDER BY o.org_id, p.project_id
WITH gds.graph.project(
       $graph, o, p, {}, {undirectedRelationshipTypes: ['*'], readConcurrency: 1}
     ) AS made
RETURN made['graphName'] AS graph, made['nodeCount'] AS nodes, made['relationshipCount'] AS relationships
