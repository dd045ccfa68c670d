// Who shares projects with whom, as a graph in the memory of the server: the graph of the metric communities.
// For Graph Data Science. It is undirected and has the single organisations that share a project with another one. By
// newman, a project of n partners makes a tie of 1/(n-1) between each two of them, so that large consortia count less
// (Newman 2001); by count it makes one of 1. Then run 2_leiden, and 3_drop at the end.
//
// params:
//   graph: text = 'ecograph' -- what the graph is called in the memory of the server
//   weighting: text = 'newman' -- how strong a tie is: newman, or count
// returns:
//   graph: text -- its name
//   nodes: integer -- the organisations; empty where there are none, then there is no graph either
//   relationships: integer -- the pairs that share projects, each counted in both directions
MATCH (o:Organisation)-[:PARTICIPATES_IN]->(p:Project)
WHERE o.extent = 'single'
WITH DISTINCT p, o
ORDER BY p.project_id, o.org_id
WITH p, collect(o) AS partners
UNWIND partners AS a
UNWIND partners AS b
WITH p, a, b, size(partners) AS n
WHERE a.org_id < b.org_id
WITH a, b, sum(CASE $weighting WHEN 'count' THEN 1.0 ELSE 1.0 / (n - 1) END) AS weight
ORDER BY a.org_id, b.org_id
WITH gds.graph.project(
       $graph, a, b, {relationshipProperties: {weight: weight}},
       {undirectedRelationshipTypes: ['*'], readConcurrency: 1}
     ) AS made
RETURN made['graphName'] AS graph, made['nodeCount'] AS nodes, made['relationshipCount'] AS relationships
