// Three clusters of which each two have a project together.
// The last column tells whether the three also meet in one project: where it is 0, each pair works without the third.
// Meetings are left out.
//
// returns:
//   first: text -- the id of one cluster
//   first_name: text -- its name
//   second: text -- the id of another
//   second_name: text -- its name
//   third: text -- the id of the third
//   third_name: text -- its name
//   n_first_second: integer -- the projects of the first and second
//   n_first_third: integer -- the projects of the first and third
//   n_second_third: integer -- the projects of the second and third
//   n_all: integer -- the projects of all three
MATCH (a:Cluster)-[:PARTICIPATES_IN]->(p:Project)<-[:PARTICIPATES_IN]-(b:Cluster)
WHERE a.org_id < b.org_id AND p.kind <> 'meeting' AND a.extent = 'single' AND b.extent = 'single'
WITH a, b, count(DISTINCT p.project_id) AS n_first_second
MATCH (b)-[:PARTICIPATES_IN]->(q:Project)<-[:PARTICIPATES_IN]-(c:Cluster)
WHERE b.org_id < c.org_id AND q.kind <> 'meeting' AND c.extent = 'single'
WITH a, b, c, n_first_second, count(DISTINCT q.project_id) AS n_second_third
MATCH (a)-[:PARTICIPATES_IN]->(r:Project)<-[:PARTICIPATES_IN]-(c)
WHERE r.kind <> 'meeting'
WITH a, b, c, n_first_second, n_second_third, r,
     COUNT { MATCH (b)-[:PARTICIPATES_IN]->(r) } AS of_second
WITH a, b, c, n_first_second, n_second_third, count(DISTINCT r.project_id) AS n_first_third,
     count(DISTINCT CASE WHEN of_second > 0 THEN r.project_id END) AS n_all
RETURN a.org_id AS first, a.name AS first_name, b.org_id AS second, b.name AS second_name, c.org_id AS third,
       c.name AS third_name, n_first_second AS n_first_second, n_first_third AS n_first_third,
       n_second_third AS n_second_third, n_all AS n_all
ORDER BY first, second, third
