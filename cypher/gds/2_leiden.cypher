// Which organisations in practice work together as a group: communities by Leiden, as in the metric communities.
// For Graph Data Science, on the graph of 1_project_shared_projects. It is one run with one seed, which gives one of
// many near-optima of the modularity (Traag et al. 2019); the metric takes the consensus of 20 runs and says how stable
// it is. So the two differ where the groups are not clear. An organisation that shares no project with another is not
// here.
//
// params:
//   graph: text = 'ecograph' -- what the graph is called in the memory of the server
//   seed: integer = 0 -- the seed of what is drawn by chance
// returns:
//   id: text -- the id of the organisation
//   name: text -- its name
//   community: integer -- its community, 1 for the largest; equal sizes in the order of their first id
//   n: integer -- the members of the community
CALL gds.leiden.stream($graph, {
  relationshipWeightProperty: 'weight',
  gamma: 1.0,
  randomSeed: $seed,
  concurrency: 1
})
YIELD nodeId, communityId
WITH gds.util.asNode(nodeId) AS node, communityId
ORDER BY node.org_id
WITH communityId, collect({id: node.org_id, name: node.name}) AS members
WITH members, size(members) AS n, head(members).id AS first
ORDER BY n DESC, first
WITH collect(members) AS communities
UNWIND range(0, size(communities) - 1) AS place
UNWIND communities[place] AS member
RETURN member.id AS id, member.name AS name, place + 1 AS community, size(communities[place]) AS n
ORDER BY community, id
