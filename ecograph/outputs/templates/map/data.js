// The data of the page as rows, and the links among them.

const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const data = JSON.parse(byId("data").textContent);
const LOCALES = { da: "da-DK", nb: "nb-NO", en: "en-GB" };
const KEYS = {
  organisations: ["org_id"],
  projects: ["project_id"],
  names: ["org_id", "name"],
  identifiers: ["scheme", "value", "org_id"],
  memberships: ["org_id", "cluster_id", "seq"],
  participations: ["org_id", "project_id", "role", "seq"],
  flows: ["flow_id"],
  ties: ["tie_id"],
  events: ["event_id"],
  figures: ["figure_id"],
};
const LINES = ["participation", "membership", "tie", "flow"];
const TABLE_OF = { participation: "participations", membership: "memberships", tie: "ties", flow: "flows" };

const known = (value) => value !== null && value !== undefined;

/** Return the values of a column, which may be coded as texts and the place of each in them. */
function column(coded) {
  return Array.isArray(coded) ? coded : coded.places.map((place) => (place === null ? null : coded.texts[place]));
}

/** Return the rows of a table that is given by columns; a column that is not there is undefined in each. */
function rows(columns) {
  const names = Object.keys(columns);
  const values = names.map((name) => column(columns[name]));
  return (values[0] || []).map((_, i) => Object.fromEntries(names.map((name, k) => [name, values[k][i]])));
}

const tables = Object.fromEntries(Object.entries(data.tables).map(([name, columns]) => [name, rows(columns)]));
const nodes = rows(data.nodes);
const edges = rows(data.edges);
const number = new Map(nodes.map((node, i) => [node.id, i]));
const sources = new Map(tables.sources.map((source) => [source.source_id, source]));
const evidence = new Map();

function index() {
  const subjects = [...tables.organisations, ...tables.projects];
  nodes.forEach((node, i) =>
    Object.assign(node, {
      i,
      label: visible(node.label),
      row: subjects[i],
      edges: [],
      neighbours: new Set(),
      isProject: node.group === "project",
      facts: {
        names: [],
        identifiers: [],
        projects: [],
        participants: [],
        memberships: [],
        members: [],
        ties: [],
        money_in: [],
        money_out: [],
        figures: [],
        events: [],
      },
    }),
  );
  edges.forEach((edge, i) => {
    Object.assign(edge, { i, fact: tables[TABLE_OF[edge.kind]][edge.row] });
    nodes[edge.from].edges.push(i);
    if (edge.from === edge.to) return;
    nodes[edge.to].edges.push(i);
    nodes[edge.from].neighbours.add(edge.to);
    nodes[edge.to].neighbours.add(edge.from);
  });
  const collect = (id, list, row) => number.has(id) && nodes[number.get(id)].facts[list].push(row);
  tables.names.forEach((row) => collect(row.org_id, "names", row));
  tables.identifiers.forEach((row) => collect(row.org_id, "identifiers", row));
  tables.figures.forEach((row) => collect(row.subject, "figures", row));
  tables.events.forEach((row) => collect(row.subject, "events", row));
  for (const row of tables.participations) {
    collect(row.org_id, "projects", row);
    collect(row.project_id, "participants", row);
  }
  for (const row of tables.memberships) {
    collect(row.org_id, "memberships", row);
    collect(row.cluster_id, "members", row);
  }
  for (const row of tables.ties) for (const id of new Set([row.subject, row.object])) collect(id, "ties", row);
  for (const row of tables.flows) {
    (row.payers || []).forEach((id) => collect(id, "money_out", row));
    (row.recipients || []).forEach((id) => collect(id, "money_in", row));
  }
  for (const row of tables.evidence) {
    const key = `${row.table} ${row.key}`;
    evidence.set(key, [...(evidence.get(key) || []), row]);
  }
}
index();
/** The nodes in the order in which they deserve a label: clusters first, then by number of neighbours. */
const byWeight = [...nodes].sort(
  (a, b) =>
    (b.group === "cluster") * Math.min(b.neighbours.size, 3) -
      (a.group === "cluster") * Math.min(a.neighbours.size, 3) ||
    b.neighbours.size - a.neighbours.size ||
    a.i - b.i,
);
