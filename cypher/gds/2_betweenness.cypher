// Who lies on the shortest routes between others, through projects: betweenness, as in the metric betweenness.
// For Graph Data Science, on the graph of 1_project_two_mode. The server gives the sum over pairs of others of the
// share of their shortest paths that pass through a node (Freeman 1977), each pair once: the column paths. The share is
// that sum divided by the greatest that a node of its mode can have (Borgatti & Everett 1997): with a nodes in the own
// mode and b in the other one, s = (a-1) div b and t = (a-1) mod b, it is (b^2 (s+1)^2 + b (s+1) (2t-s-1) - t (2s-t+3))
// / 2. So it is the metric's number, up to rounding. It is exact here however large the graph is, where the metric may
// estimate.
//
// params:
//   graph: text = 'ecograph' -- what the graph is called in the memory of the server
// returns:
//   mode: text -- organisation or project
//   id: text -- its id
//   name: text -- its name
//   betweenness: number -- the share of the greatest possible, 0 to 1; empty where no node could lie between others
//   paths: number -- the sum over pairs of others
//   n: integer -- the nodes of the graph
//   reason: text -- why the share is empty
CALL gds.betweenness.stream($graph, {concurrency: 1})
YIELD nodeId, score
WITH gds.util.asNode(nodeId) AS node, score
WITH CASE WHEN node:Project THEN 'project' ELSE 'organisation' END AS mode,
     coalesce(node.org_id, node.project_id) AS id, node.name AS name, score AS paths
ORDER BY mode, id
WITH collect({mode: mode, id: id, name: name, paths: paths}) AS found
WITH found, size(found) AS n, size([each IN found WHERE each.mode = 'project']) AS n_projects
UNWIND found AS each
WITH each, n, CASE each.mode WHEN 'project' THEN n_projects ELSE n - n_projects END AS a
WITH each, n, a, n - a AS b
WITH each, n, b, (a - 1) / b AS s, (a - 1) % b AS t
WITH each, n, (b * b * (s + 1) * (s + 1) + b * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2.0 AS greatest
WITH each, n, CASE WHEN greatest > 0 THEN each.paths / greatest END AS share
RETURN each.mode AS mode, each.id AS id, each.name AS name,
       CASE WHEN share > 1 THEN 1.0 ELSE share END AS betweenness, each.paths AS paths, n AS n,
       CASE WHEN share IS NULL THEN 'too few nodes for one to lie between others' END AS reason
ORDER BY coalesce(betweenness, -1.0) DESC, id
