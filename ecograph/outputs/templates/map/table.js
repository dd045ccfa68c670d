// The same nodes as a table that sorts and filters.

const COLUMNS = [
  { key: "name", value: (node) => node.label },
  { key: "kind", value: kindOf },
  {
    key: "helix",
    wide: true,
    value: (node) => (node.isProject ? "" : node.row.helix ? word("helix", node.row.helix) : t("unknown")),
  },
  { key: "country", wide: true, value: (node) => (node.row.country ? country(node.row.country) : "") },
  {
    key: "memberships",
    wide: true,
    number: true,
    value: (node) => (node.isProject ? null : node.facts.memberships.length),
  },
  {
    key: "projects",
    wide: true,
    number: true,
    value: (node) => (node.isProject ? null : node.facts.projects.length),
  },
  { key: "connections", number: true, value: (node) => node.edges.length },
];
const sorting = { key: "connections", down: true };

function sorted(list) {
  const { value } = COLUMNS.find((one) => one.key === sorting.key);
  const collator = new Intl.Collator(locale());
  const keyed = list.map((node) => [value(node), node]);
  const sign = sorting.down ? -1 : 1;
  keyed.sort(([a, x], [b, y]) => sign * (typeof a === "number" ? a - b : collator.compare(a, b)) || x.i - y.i);
  return keyed.map(([, node]) => node);
}

function heading(one) {
  const button = make("button", { type: "button" }, t(one.key));
  button.addEventListener("click", () => {
    Object.assign(sorting, { down: sorting.key === one.key ? !sorting.down : Boolean(one.number), key: one.key });
    buildTable();
    byId("table").querySelector(`[data-key="${one.key}"] button`).focus();
  });
  const order = sorting.key === one.key ? (sorting.down ? "descending" : "ascending") : "none";
  return make("th", { scope: "col", "aria-sort": order, "data-key": one.key, class: one.wide ? "wide" : "" }, button);
}

function tableRow(node) {
  return make(
    "tr",
    {},
    COLUMNS.map((one) => {
      const value = one.value(node);
      const shown = one.number && value !== null ? count(value) : value;
      return make(
        "td",
        { class: `${one.number ? "number" : ""} ${one.wide ? "wide" : ""}`.trim() },
        one.key === "name" ? go(node.id) : shown,
      );
    }),
  );
}

function buildTable() {
  byId("table").replaceChildren(
    make(
      "table",
      {},
      make("caption", {}, t("table_caption")),
      make("thead", {}, make("tr", {}, COLUMNS.map(heading))),
      make("tbody", {}, sorted(nodes.filter(shownNode)).map(tableRow)),
    ),
  );
}

function setView(view) {
  const asTable = view === "table";
  byId("stage").hidden = asTable;
  byId("table").hidden = !asTable;
  byId("show-map").setAttribute("aria-pressed", String(!asTable));
  byId("show-table").setAttribute("aria-pressed", String(asTable));
  if (asTable) buildTable();
  else network.redraw();
}
byId("show-map").addEventListener("click", () => setView("map"));
byId("show-table").addEventListener("click", () => setView("table"));
