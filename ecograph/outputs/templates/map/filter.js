// The legend, whose entries show and hide.

const off = { colour: new Set(), shape: new Set(), line: new Set(), hollow: new Set() };
const shownNode = (node) =>
  !off.shape.has(node.group) &&
  (node.isProject || !off.colour.has(node.colour)) &&
  !(node.hollow && off.hollow.has("hollow"));
const shownEdge = (edge) => !off.line.has(edge.kind) && shownNode(nodes[edge.from]) && shownNode(nodes[edge.to]);

const SVG = "http://www.w3.org/2000/svg";
const OUTLINES = {
  hexagon: "M22 8 L18.5 14 L11.5 14 L8 8 L11.5 2 L18.5 2 Z",
  triangle: "M15 2 L21 13.5 L9 13.5 Z",
  triangleDown: "M15 14 L21 2.5 L9 2.5 Z",
  diamond: "M15 1.5 L21.5 8 L15 14.5 L8.5 8 Z",
  square: "M10 3 H20 V13 H10 Z",
  dot: "M15 2 A6 6 0 1 1 14.99 2 Z",
  line: "M1 8 H29",
  arrow: "M1 8 H20 M20 4 L28 8 L20 12 Z",
};

function swatch(outline, className) {
  const picture = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  picture.setAttribute("class", "swatch");
  picture.setAttribute("viewBox", "0 0 30 16");
  picture.setAttribute("aria-hidden", "true");
  path.setAttribute("d", OUTLINES[outline]);
  path.setAttribute("class", className);
  picture.append(path);
  return picture;
}

function entry(group, code, label, total, picture) {
  const box = make("input", { type: "checkbox", "data-filter": `${group}:${code}` });
  box.checked = !off[group].has(code);
  box.addEventListener("change", () => {
    if (box.checked) off[group].delete(code);
    else off[group].add(code);
    applyFilter();
  });
  return make(
    "label",
    { class: "entry" },
    box,
    picture,
    make("span", {}, label),
    make("span", { class: "count" }, count(total)),
  );
}

function buildFilters() {
  const tally = (list, key) =>
    list.reduce((sums, one) => sums.set(one[key], (sums.get(one[key]) || 0) + 1), new Map());
  const colours = tally(nodes, "colour");
  const shapes = tally(nodes, "group");
  const lines = tally(edges, "kind");
  const hollow = nodes.filter((node) => node.hollow).length;
  const group = (key, entries) => (entries.length ? make("fieldset", {}, make("legend", {}, t(key)), entries) : "");
  byId("filters").replaceChildren(
    ...[
      group(
        "colour",
        data.colours
          .filter((code) => colours.has(code))
          .map((code) =>
            entry(
              "colour",
              code,
              code === "unknown" ? t("unknown") : word("helix", code),
              colours.get(code),
              swatch("dot", code),
            ),
          ),
      ),
      group(
        "shape",
        [
          ...Object.keys(data.shapes)
            .filter((code) => shapes.has(code))
            .sort((a, b) => LEGEND.indexOf(a) - LEGEND.indexOf(b))
            .map((code) =>
              entry("shape", code, t(`shape_${code}`), shapes.get(code), swatch(data.shapes[code], "grey")),
            ),
          hollow ? entry("hollow", "hollow", t("hollow"), hollow, swatch("dot", "hollow")) : "",
        ].filter(Boolean),
      ),
      group(
        "line",
        LINES.filter((code) => lines.has(code)).map((code) =>
          entry("line", code, t(`line_${code}`), lines.get(code), swatch(code === "flow" ? "arrow" : "line", code)),
        ),
      ),
    ].filter(Boolean),
  );
}
const LEGEND = ["cluster", "company", "knowledge", "public", "other", "project"];

function resetFilter() {
  Object.values(off).forEach((set) => set.clear());
  buildFilters();
  applyFilter();
}

function applyFilter() {
  nodeView.refresh();
  edgeView.refresh();
  const map = byId("map");
  // What vis-network itself holds: the tests compare it with the tables.
  map.dataset.nodes = String(Object.keys(network.body.nodes).length);
  map.dataset.edges = String(Object.values(network.body.edges).filter((edge) => edge.connected).length);
  byId("shown").textContent = t("shown", {
    nodes: count(nodeView.length),
    all_nodes: count(nodes.length),
    edges: count(edgeView.length),
    all_edges: count(edges.length),
  });
  if (!byId("table").hidden) buildTable();
}
