// How alike two clusters are by their members: node similarity, as in the members of the metric pairwise_overlap.
// For Graph Data Science, on the graph of 1_project_memberships. Only pairs that share a member are here; the metric
// knows more dimensions than the members, and which members are shared.
//
// params:
//   graph: text = 'ecograph' -- what the graph is called in the memory of the server
// returns:
//   left: text -- the id of one cluster
//   left_name: text -- its name
//   right: text -- the id of the other
//   right_name: text -- its name
//   dimension: text -- members
//   jaccard: number -- shared of all that either has (JACCARD), from 0 to 1
//   overlap_coefficient: number -- shared of the smaller of the two (OVERLAP), from 0 to 1
MATCH (c:Cluster)
WITH count(c) AS n_clusters
UNWIND ['JACCARD', 'OVERLAP'] AS measure
CALL gds.nodeSimilarity.stream($graph, {similarityMetric: measure, topK: n_clusters, concurrency: 1})
YIELD node1, node2, similarity
WITH measure, gds.util.asNode(node1) AS l, gds.util.asNode(node2) AS r, similarity
WHERE l.org_id < r.org_id
WITH l, r,
     max(CASE measure WHEN 'JACCARD' THEN similarity END) AS jaccard,
     max(CASE measure WHEN 'OVERLAP' THEN similarity END) AS overlap_coefficient
RETURN l.org_id AS left, l.name AS left_name, r.org_id AS right, r.name AS right_name, 'members' AS dimension,
       jaccard AS jaccard, overlap_coefficient AS overlap_coefficient
ORDER BY left, right
