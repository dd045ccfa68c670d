// Takes a graph out of the memory of the server; nothing in the database changes.
// For Graph Data Science. A graph that is not dropped stays until the server stops.
//
// params:
//   graph: text = 'ecograph' -- what the graph is called in the memory of the server
// returns:
//   graph: text -- its name; no row where there is none of that name
CALL gds.graph.drop($graph, false)
YIELD graphName
RETURN graphName AS graph
