// Nodes and lines for vis-network, and the frame in which they are seen.

let paint = {};

/** Read the colours of the theme; the canvas cannot follow the style sheet by itself. */
function readTheme() {
  const style = getComputedStyle(root);
  paint = new Proxy({}, { get: (_, name) => style.getPropertyValue(`--${String(name)}`).trim() });
  const names = [
    "ground",
    "ink",
    "soft",
    "ring",
    "accent",
    "project",
    "project-line",
    ...LINES,
    ...data.colours.flatMap((code) => [code, `${code}-line`]),
  ];
  paint = Object.fromEntries(names.map((name) => [name, paint[name]]));
}

function visNode(node) {
  const line = paint[`${node.colour}-line`];
  return {
    id: node.i,
    shape: data.shapes[node.group],
    size: node.size,
    x: node.x,
    y: node.y,
    borderWidth: node.hollow ? 2.5 : 1,
    color: { background: node.hollow ? paint.ground : paint[node.colour], border: node.hollow ? line : paint.ground },
    title: `${clip(node.label, 160)}\n${kindOf(node)}`,
  };
}

const WIDTHS = { participation: 1, membership: 1.8, tie: 1.2, flow: 1.3 };

function visEdge(edge) {
  const fact = edge.fact;
  const vague = edge.kind === "flow" && !(known(fact.amount) && fact.qualifier === "exact");
  const bend = edge.bend || 0;
  return {
    id: edge.i,
    from: edge.from,
    to: edge.to,
    width: WIDTHS[edge.kind],
    title: edgeTitle(edge),
    color: { color: paint[edge.kind], opacity: edge.kind === "participation" ? 0.7 : 0.85 },
    dashes: edge.kind === "tie" ? [6, 5] : vague ? [6, 3, 1, 3] : false,
    arrows: edge.kind === "flow" ? { to: { enabled: true, scaleFactor: 0.45 } } : "",
    smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
  };
}

function edgeTitle(edge) {
  const list = { participation: "participation_role", membership: "membership_role", tie: "tie_kind" }[edge.kind];
  const what = list ? word(list, edge.kind === "tie" ? edge.fact.kind : edge.fact.role) : moneyTitle(edge.fact);
  return `${clip(nodes[edge.from].label, 80)} → ${clip(nodes[edge.to].label, 80)}\n${what}`;
}

function moneyTitle(row, options) {
  const stated = known(row.amount) ? amount(row.amount, row.qualifier, row.currency, options) : t("no_amount");
  return joined([stated, row.payers.length > 1 && t("joint"), row.recipients.length > 1 && t("shared")]).join("");
}

readTheme();
const nodeSet = new vis.DataSet(nodes.map(visNode));
const edgeSet = new vis.DataSet(edges.map(visEdge));
const nodeView = new vis.DataView(nodeSet, { filter: (one) => shownNode(nodes[one.id]) });
const edgeView = new vis.DataView(edgeSet, { filter: (one) => shownEdge(edges[one.id]) });
const many = edges.length > 1500;
const network = new vis.Network(
  byId("map"),
  { nodes: nodeView, edges: edgeView },
  {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { fixed: true, chosen: false },
    edges: { chosen: false, arrowStrikethrough: false },
    interaction: {
      hover: !many,
      tooltipDelay: 120,
      dragNodes: false,
      selectConnectedEdges: false,
      hideEdgesOnDrag: many,
      hideEdgesOnZoom: many,
    },
  },
);
// The map itself takes the focus; the frame that vis-network puts inside would be a second stop.
byId("map").firstElementChild.tabIndex = -1;

function redrawAll() {
  nodeSet.update(nodes.map(visNode));
  edgeSet.update(edges.map(visEdge));
  network.redraw();
}

/** The scale at which everything that is shown fits, with room for labels. */
let fitScale = 1;

/** Return the middle of some nodes and the scale at which they fill a part of the map of this height. */
function frame(list, height) {
  const range = (axis) =>
    list.reduce(
      ([low, high], node) => [Math.min(low, node[axis]), Math.max(high, node[axis])],
      [Infinity, -Infinity],
    );
  const [left, right] = range("x");
  const [top, bottom] = range("y");
  const { width } = byId("map").getBoundingClientRect();
  const side = Math.min(110, width / 8);
  const scale = Math.min((width - side) / Math.max(right - left, 1), (height - 56) / Math.max(bottom - top, 1), 1.8);
  return { position: { x: (left + right) / 2 + 20, y: (top + bottom) / 2 }, scale: Math.max(0.02, scale) };
}

function fit() {
  const drawn = nodes.filter(shownNode);
  const { height } = byId("map").getBoundingClientRect();
  if (!drawn.length || !height) return;
  const view = frame(drawn, height);
  fitScale = view.scale;
  network.moveTo(view);
  state.moved = false;
}

/** Return the height of the part of the map that the panel, on a small screen, leaves free. */
function freeHeight() {
  const box = byId("map").getBoundingClientRect();
  const covered = getComputedStyle(panel).position === "fixed" ? panel.getBoundingClientRect().height : 0;
  return Math.max(0, Math.min(box.height, innerHeight - covered - box.top));
}

/** Move so that a node and its neighbours can be read, never further out than the whole map. */
function showNeighbourhood(node) {
  if (getComputedStyle(panel).position === "fixed") byId("stage").scrollIntoView({ block: "start" });
  const { height } = byId("map").getBoundingClientRect();
  if (!height) return;
  const around = [node, ...[...node.neighbours].map((i) => nodes[i]).filter(shownNode)];
  const view = frame(around, freeHeight() - 40);
  const scale = Math.min(Math.max(view.scale * 0.85, fitScale), fitScale * 3);
  network.moveTo({ position: view.position, scale, offset: { x: 0, y: (freeHeight() - height) / 2 } });
}

function zoom(factor) {
  state.moved = true;
  network.moveTo({ scale: network.getScale() * factor });
}

/** Move a node to the middle of the part of the map that can be seen, when it lies outside of it. */
function bringIntoView(node) {
  const box = byId("map").getBoundingClientRect();
  const at = network.canvasToDOM({ x: node.x, y: node.y });
  const inside = at.x > 40 && at.y > 40 && at.x < box.width - 40 && at.y < freeHeight() - 40;
  if (inside || !box.height) return;
  network.moveTo({ position: { x: node.x, y: node.y }, offset: { x: 0, y: (freeHeight() - box.height) / 2 } });
}

/** Veil all but the chosen node, its neighbours and their edges, and draw these again on top. */
function highlight(context) {
  const chosenEdges = state.edge !== null ? [state.edge] : state.node !== null ? nodes[state.node].edges : [];
  const chosenNodes = new Set(chosenEdges.flatMap((i) => [edges[i].from, edges[i].to]));
  if (state.node !== null) chosenNodes.add(state.node);
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 0.82;
  context.fillStyle = paint.ground;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
  // vis-network's page of options has no way to draw a part again, so its own objects are asked to.
  const lines = chosenEdges.map((i) => network.body.edges[i]).filter((edge) => edge && edge.connected);
  lines.forEach((edge) => edge.draw(context));
  lines.forEach((edge) => edge.drawArrows(context));
  for (const i of chosenNodes) if (network.body.nodes[i]) network.body.nodes[i].draw(context);
  return chosenNodes;
}

function ring(context, node) {
  context.beginPath();
  context.arc(node.x, node.y, node.size + 5 / network.getScale(), 0, 2 * Math.PI);
  context.lineWidth = 2.5 / network.getScale();
  context.strokeStyle = paint.ring;
  context.stroke();
}
