// The same nodes and lines as on the map, as two tables that sort and follow the filter.

const ROWS_AT_ONCE = 500;
const ORDERS = { nodes: { key: "connections", down: true }, lines: { key: "column_line", narrow: true, down: false } };
const listing = { what: "nodes", most: ROWS_AT_ONCE };

/** Return how many edges of a kind begin at a node: told without making rows. */
const tally = (node, kind) => edgesOf(node.i).reduce((sum, e) => sum + (edges[e].kind === kind && edges[e].from === node.i), 0);
const ofNode = (value) => (one) => (one.node ? value(one.node) : "");
const ofOrganisation = (value) => (one) => (one.node && !one.node.isProject ? value(one.node) : null);

const NODE_COLUMNS = [
  { key: "name", text: true, value: (one) => one.label, cell: goScene },
  { key: "kind", value: (one) => (one.node ? kindOf(one.node) : foldKind(one.fold)) },
  { key: "helix", wide: true, value: ofNode((node) => (node.isProject ? "" : categoryLabel("helix", node.helix))) },
  { key: "country", wide: true, value: ofNode((node) => (node.country ? country(node.country) : "")) },
  { key: "memberships", wide: true, number: true, value: ofOrganisation((node) => tally(node, "membership")) },
  { key: "projects", wide: true, number: true, value: ofOrganisation((node) => tally(node, "participation")) },
  { key: "connections", number: true, value: (one) => one.lines.length },
];

/** Return the one edge behind a line, null where there are several facts. */
const onlyEdge = (line) => (line.edges.length === 1 && line.kind !== "shared" ? edges[line.edges[0]] : null);
const LINE_ROLES = {
  participation: (row) => word("participation_role", row.role),
  membership: (row) => word("membership_role", row.role),
  tie: (row) => word("tie_kind", row.kind),
  flow: (row) => comma(word("flow_kind", row.kind), row.level !== row.kind && word("level", row.level)),
};
const shareOf = (row) =>
  known(row.share_amount) ? amount(row.share_amount, row.share_qualifier, row.share_currency) : "";

/** Return a column of the facts behind lines: `of` gets an edge and its row, `otherwise` a line of several. */
const ofFact = (of, otherwise = () => "") => (line) => {
  const edge = onlyEdge(line);
  return edge ? of(edge, edge.fact) : otherwise(line);
};
const roleOf = ofFact(
  (edge, row) => LINE_ROLES[edge.kind](row),
  (line) => t("column_shared", { n: count(line.n) }),
);
const moneyOf = ofFact((edge, row) => (edge.kind === "flow" ? amountOf(row) : shareOf(row)));
const yearsOf = ofFact((edge, row) => (edge.kind === "participation" ? whenJoined(row) : [row.from, row.to]), () => []);
const sourceText = ofFact((edge, row) => cited(row));
/** Return what a line comes to in euro, for sorting: what is not known comes last. */
const euroRank = ofFact((edge, row) => {
  if (edge.kind === "flow") return (eur(edge.row) || [null])[0];
  return row.share_currency === "EUR" ? row.share_amount : null;
});

function lineButton(line) {
  const button = make("button", { type: "button", class: "go" }, t(`line_${line.kind}`));
  const edge = onlyEdge(line);
  const pair = [line.a.members[0].i, line.b.members[0].i];
  button.addEventListener("click", () => choose(edge ? { edge: edge.i } : { pair }, true));
  return button;
}

const LINE_COLUMNS = [
  { key: "column_line", narrow: true, value: (line) => t(`line_${line.kind}`), cell: lineButton },
  { key: "column_from", text: true, value: (line) => line.a.label, cell: (line) => goScene(line.a) },
  { key: "column_to", text: true, value: (line) => line.b.label, cell: (line) => goScene(line.b) },
  { key: "column_role", narrow: true, value: roleOf },
  { key: "column_amount", value: euroRank, cell: moneyOf, number: true },
  { key: "period", wide: true, value: (line) => yearsOf(line).find(known) || "", cell: (line) => period(...yearsOf(line)) },
  { key: "column_source", wide: true, text: true, value: sourceText, cell: (line) => make("div", { class: "three" }, sourceText(line)) },
];

const TABLES = {
  nodes: { columns: NODE_COLUMNS, rows: () => scene.nodes, caption: "table_caption", name: "table_nodes" },
  lines: { columns: LINE_COLUMNS, rows: () => scene.lines, caption: "lines_caption", name: "table_lines" },
};

/** Return rows in the order that is asked for, ties as they are; what is not known comes last either way. */
function sorted(rows, columns, { key, down }) {
  const { value } = columns.find((one) => one.key === key);
  const keyed = rows.map((row) => ({ row, value: value(row) }));
  const isKnown = (one) => known(one.value) && one.value !== "";
  // each text is compared once, however many rows have it
  const texts = [...new Set(keyed.map((one) => one.value))].filter((one) => typeof one === "string");
  texts.sort(new Intl.Collator(locale(), { numeric: true }).compare);
  const rank = new Map(texts.map((text, i) => [text, i]));
  const order = (one) => rank.get(one.value) ?? one.value;
  const told = keyed.filter(isKnown).map((one) => ({ row: one.row, order: order(one) }));
  told.sort((a, b) => (down ? b.order - a.order : a.order - b.order));
  return [...told, ...keyed.filter((one) => !isKnown(one))].map((one) => one.row);
}

const looksOf = (one) => ["number", "wide", "text", "narrow"].filter((look) => one[look]).join(" ");

function columnHeading(one, order) {
  const button = make("button", { type: "button" }, t(one.key));
  button.addEventListener("click", () => {
    Object.assign(order, { down: order.key === one.key ? !order.down : Boolean(one.number), key: one.key });
    buildTable();
    byId("table").querySelector(`[data-key="${one.key}"] button`).focus();
  });
  const state = order.key === one.key ? (order.down ? "descending" : "ascending") : "none";
  return make("th", { scope: "col", "aria-sort": state, "data-key": one.key, class: looksOf(one) }, button);
}

function tableRow(row, columns) {
  const cells = columns.map((one) => {
    const value = one.cell ? one.cell(row) : one.value(row);
    const shown = typeof value === "number" ? count(value) : value;
    return make("td", { class: looksOf(one) }, shown);
  });
  return make("tr", {}, cells);
}

/** Return the switch between the two tables. */
function tableSwitch() {
  const buttons = Object.entries(TABLES).map(([what, { name, rows }]) => {
    const pressed = String(listing.what === what);
    const attributes = { type: "button", "data-table": what, "aria-pressed": pressed };
    const button = make("button", attributes, t(name, { n: count(rows().length) }));
    button.addEventListener("click", () => {
      Object.assign(listing, { what, most: ROWS_AT_ONCE });
      buildTable();
      byId("table").querySelector(`[data-table="${what}"]`).focus();
    });
    return button;
  });
  return make("div", { class: "switch", role: "group", "aria-label": t("table_what") }, buttons);
}

/** Return how many rows are listed, and a button for more. */
function tableEnd(rows, body, columns) {
  const n = rows.length;
  if (n <= ROWS_AT_ONCE) return n ? "" : make("p", { class: "note" }, t("table_empty"));
  const said = make("p", { class: "note" });
  const more = make("button", { type: "button", id: "table-more" });
  const tell = () => {
    const shown = Math.min(listing.most, n);
    said.textContent = t("table_part", { shown: count(shown), n: count(n) });
    more.textContent = t("table_more", { n: count(Math.min(ROWS_AT_ONCE, n - shown)) });
    more.hidden = shown === n;
  };
  more.addEventListener("click", () => {
    const next = rows.slice(listing.most, listing.most + ROWS_AT_ONCE).map((row) => tableRow(row, columns));
    listing.most += ROWS_AT_ONCE;
    body.append(...next);
    tell();
    byId("live").textContent = said.textContent;
    if (more.hidden) next[0].querySelector("button").focus();
  });
  tell();
  return make("div", { class: "table-end" }, said, more);
}

function buildTable() {
  const { columns, rows, caption } = TABLES[listing.what];
  const order = ORDERS[listing.what];
  const list = sorted(rows(), columns, order);
  const body = make("tbody", {}, list.slice(0, listing.most).map((row) => tableRow(row, columns)));
  const head = make("thead", {}, make("tr", {}, columns.map((one) => columnHeading(one, order))));
  const table = make("table", {}, make("caption", {}, t(caption)), head, body);
  byId("table").replaceChildren(tableSwitch(), table, ...[tableEnd(list, body, columns)].filter(Boolean));
}

onScene.push(() => {
  listing.most = ROWS_AT_ONCE;
  if (view.asTable) buildTable();
});
