// The model: the rows of the tables, and the nodes and lines made of them. Nothing here changes but places of nodes.

const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const data = JSON.parse(byId("data").textContent);
const known = (value) => value !== null && value !== undefined;

const digit = new Map([...data.digits].map((sign, value) => [sign, value]));

/** Return the numbers of a packed text. */
function unpacked({ width, text }) {
  const numbers = new Array(text.length / width);
  for (let i = 0, at = 0; i < numbers.length; i += 1) {
    let value = 0;
    for (let k = 0; k < width; k += 1) value = value * digit.size + digit.get(text[at++]);
    numbers[i] = value;
  }
  return numbers;
}

/** Return the values of a column; payload.py says how one is coded. */
function decoded(coded) {
  if (Array.isArray(coded)) return coded;
  if (coded.lengths) {
    const flat = decoded(coded.nodes);
    let at = 0;
    return decoded(coded.lengths).map((n) => (n === null ? null : flat.slice(at, (at += n))));
  }
  if (coded.nodes) return decoded(coded.nodes);
  if (coded.of) return unpacked(coded.at).map((place) => coded.of[place]);
  if (coded.more) return unpacked(coded.more).map((more) => more + coded.least);
  if (coded.steps) {
    let sum = 0;
    return decoded(coded.steps).map((step) => (sum += step));
  }
  return new Array(coded.length).fill(coded.same);
}

const idOf = (value) => (Array.isArray(value) ? value.map(idOf) : known(value) ? nodes[value].id : null);

/** The key under which a row keeps its number. */
const AT = Symbol("row");

/** A table by columns; a row is made when somebody asks for it. */
class Table {
  constructor({ length, columns }) {
    this.length = length;
    this.coded = columns;
    this.columns = new Map();
    this.rows = new Array(length);
  }

  /** Return the values of a column, undefined when none is known; nodes are numbers. */
  column(name) {
    if (!this.columns.has(name)) this.columns.set(name, this.coded[name] && decoded(this.coded[name]));
    return this.columns.get(name);
  }

  /** Return a row with ids of nodes as texts. */
  row(i) {
    if (!this.rows[i]) {
      const row = { [AT]: i };
      for (const name of Object.keys(this.coded)) {
        const value = this.column(name)[i];
        row[name] = this.coded[name].nodes ? idOf(value) : value;
      }
      this.rows[i] = row;
    }
    return this.rows[i];
  }
}

const tables = {};
for (const name of Object.keys(data.tables)) tables[name] = new Table(data.tables[name]);
const looks = {};
for (const name of Object.keys(data.looks)) looks[name] = decoded(data.looks[name]);
const sources = new Map();
for (let i = 0; i < tables.sources.length; i += 1) sources.set(tables.sources.row(i).source_id, tables.sources.row(i));
const nOrganisations = tables.organisations.length;

class Node {
  constructor(i) {
    const isProject = i >= nOrganisations;
    const table = isProject ? tables.projects : tables.organisations;
    const at = isProject ? i - nOrganisations : i;
    const cell = (name) => (table.column(name) || [])[at];
    this.i = i;
    this.isProject = isProject;
    this.id = cell(isProject ? "project_id" : "org_id");
    this.label = visible(cell(isProject ? "title" : "name") || "").trim() || "—";
    this.group = isProject ? "project" : (Object.hasOwn(data.groups, cell("kind")) ? data.groups[cell("kind")] : "other");
    this.helix = isProject ? "project" : cell("helix") || "unknown";
    this.country = cell("country") || null;
    this.hollow = !isProject && cell("extent") !== "single";
    this.x = looks.x[i];
    this.y = looks.y[i];
    this.size = looks.radius ? looks.radius[i] : 0;
    this.core = looks.core[i];
    this.community = looks.community[i];
    this.cluster = looks.cluster[i];
    this.degree = 0;
  }

  get row() {
    return this.isProject ? tables.projects.row(this.i - nOrganisations) : tables.organisations.row(this.i);
  }

  /** The rows about this node, by table and side. */
  get facts() {
    return factsOf(this.i);
  }
}

const ids = [...(tables.organisations.column("org_id") || []), ...(tables.projects.column("project_id") || [])];
const nodes = ids.map((_, i) => new Node(i));
const number = new Map(ids.map((id, i) => [id, i]));

const TABLE_OF = { participation: "participations", membership: "memberships", tie: "ties", flow: "flows" };
const LINES = Object.keys(TABLE_OF);

class Edge {
  constructor(i, from, to, kind, row) {
    this.i = i;
    this.from = from;
    this.to = to;
    this.kind = kind;
    this.row = row;
    this.bend = 0;
  }

  get fact() {
    return tables[TABLE_OF[this.kind]].row(this.row);
  }
}

const edges = [];
function collectEdges() {
  const join = (kind, a, b) => {
    const table = tables[TABLE_OF[kind]];
    const [from, to] = [table.column(a) || [], table.column(b) || []];
    for (let row = 0; row < table.length; row += 1) edges.push(new Edge(edges.length, from[row], to[row], kind, row));
  };
  join("participation", "org_id", "project_id");
  join("membership", "org_id", "cluster_id");
  join("tie", "subject", "object");
  const [payers, recipients] = [tables.flows.column("payers") || [], tables.flows.column("recipients") || []];
  for (let row = 0; row < tables.flows.length; row += 1)
    for (const from of payers[row] || [])
      for (const to of recipients[row] || []) edges.push(new Edge(edges.length, from, to, "flow", row));
}
collectEdges();

/** Give parallel edges their bends, from -0.6 to 0.6, as vis.py does, and count the neighbours of each node. */
function bendApart() {
  const bundles = new Map();
  for (const edge of edges) {
    const key = Math.min(edge.from, edge.to) * nodes.length + Math.max(edge.from, edge.to);
    const bundle = bundles.get(key);
    if (bundle) bundle.push(edge);
    else bundles.set(key, [edge]);
  }
  for (const bundle of bundles.values()) {
    const [{ from, to }] = bundle;
    if (from !== to) {
      nodes[from].degree += 1;
      nodes[to].degree += 1;
    }
    const last = bundle.length - 1;
    if (!last) continue;
    const reach = Math.min(0.6, 0.12 * last);
    bundle.forEach((edge, place) => {
      edge.bend = reach * ((2 * place) / last - 1) * (edge.from <= edge.to ? 1 : -1);
    });
  }
}
bendApart();

/** Give the nodes their sizes where no measure does; drawn.py has the same rule. */
if (!looks.radius) {
  const { base, small, growth, most } = data.radius;
  for (const node of nodes)
    node.size = Math.min(most, Math.round(10 * ((base[node.group] || small) + growth * Math.sqrt(node.degree))) / 10);
}

/** Lists of numbers by node: those of node i are `items` from `starts[i]` to `starts[i + 1]`. */
function byNode(pairs) {
  const starts = new Int32Array(nodes.length + 1);
  pairs((i) => (starts[i + 1] += 1));
  for (let i = 0; i < nodes.length; i += 1) starts[i + 1] += starts[i];
  const next = starts.slice(0, nodes.length);
  const items = new Int32Array(starts[nodes.length]);
  pairs((i, item) => (items[next[i]++] = item));
  return (i) => items.subarray(starts[i], starts[i + 1]);
}

const edgesOf = byNode((put) => {
  for (const edge of edges) {
    put(edge.from, edge.i);
    if (edge.from !== edge.to) put(edge.to, edge.i);
  }
});
const otherEnd = (edge, i) => (edge.from === i ? edge.to : edge.from);
const neighbours = (i) => new Set([...edgesOf(i)].map((e) => otherEnd(edges[e], i)).filter((j) => j !== i));

/** Return a list by node of the rows of a table that name it in a column, made when it is first asked for. */
const rowLists = new Map();
function rowsOf(name, column, i) {
  const key = `${name} ${column}`;
  if (!rowLists.has(key)) {
    const values = tables[name].column(column) || [];
    const isNode = Boolean((tables[name].coded[column] || {}).nodes);
    const each = (value, row, put) => {
      const at = isNode ? value : number.get(value);
      if (known(at)) put(at, row);
    };
    rowLists.set(
      key,
      byNode((put) =>
        values.forEach((value, row) =>
          Array.isArray(value) ? value.forEach((one) => each(one, row, put)) : each(value, row, put),
        ),
      ),
    );
  }
  return [...rowLists.get(key)(i)].map((row) => tables[name].row(row));
}

const FACTS = {
  names: [["names", "org_id"]],
  identifiers: [["identifiers", "org_id"]],
  projects: [["participations", "org_id"]],
  participants: [["participations", "project_id"]],
  memberships: [["memberships", "org_id"]],
  members: [["memberships", "cluster_id"]],
  ties: [
    ["ties", "subject"],
    ["ties", "object"],
  ],
  money_in: [["flows", "recipients"]],
  money_out: [["flows", "payers"]],
  figures: [["figures", "subject"]],
  events: [["events", "subject"]],
};

const factsOf = (i) =>
  Object.fromEntries(
    Object.entries(FACTS).map(([key, lists]) => [
      key,
      [...new Set(lists.flatMap(([table, column]) => rowsOf(table, column, i)))],
    ]),
  );

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

/** Return what other sources say of a row. */
const said = new Map();
function evidenceOf(table, row) {
  if (!said.size)
    for (let i = 0; i < tables.evidence.length; i += 1) {
      const one = tables.evidence.row(i);
      const key = `${one.table} ${one.key}`;
      said.set(key, [...(said.get(key) || []), one]);
    }
  return said.get(`${table} ${KEYS[table].map((name) => row[name]).join("|")}`) || [];
}

const euro = { low: decoded(data.euro.low), high: decoded(data.euro.high) };
/** Return the bounds in euro of the flow in a row, the upper one infinite where it is open; null when not known. */
const eur = (row) =>
  known(euro.low[row]) ? [euro.low[row], euro.high[row] < 0 ? Infinity : euro.high[row]] : null;

/** A measure of nodes: its values stand once, the greatest first, and each node has the place of its own. */
class Measure {
  constructor({ name, title, sentence, values, places }) {
    Object.assign(this, { name, title, sentence, values, packed: places, unpacked: null });
  }

  /** Return the place of the value of a node, as many as there are values where it has none. */
  place(i) {
    this.unpacked ??= unpacked(this.packed);
    return this.unpacked[i];
  }

  /** Return the value of a node, null where the measure is not defined for it. */
  of(i) {
    return this.values[this.place(i)] ?? null;
  }
}
const measures = data.measures.map((one) => new Measure(one));

const themes = data.themes.ids.map((id, i) => ({ i, id, nodes: [] }));
{
  const [theme, node] = [decoded(data.themes.theme), decoded(data.themes.node)];
  theme.forEach((at, k) => themes[at].nodes.push(node[k]));
}
const themeLabel = (i) => decoded(data.themes.labels[language])[i];
/** The nodes that are tied to so much that their lines tell little. */
const everywhere = new Set(data.everywhere);
const funders = [...new Set((tables.flows.column("payers") || []).flatMap((list) => list || []))].sort((a, b) => a - b);
const clusters = nodes
  .filter((node) => node.group === "cluster" || (tables.memberships.column("cluster_id") || []).includes(node.i))
  .map((node) => node.i);

/** The nodes in the order in which they deserve a label: clusters first, then by number of neighbours. */
const byWeight = [...nodes].sort(
  (a, b) =>
    (b.group === "cluster") * Math.min(b.degree, 3) - (a.group === "cluster") * Math.min(a.degree, 3) ||
    b.degree - a.degree ||
    a.i - b.i,
);
const rankOf = new Int32Array(nodes.length);
byWeight.forEach((node, rank) => {
  rankOf[node.i] = rank;
});
