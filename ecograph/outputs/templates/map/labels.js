// Labels are ours: vis-network's lie on top of each other. The heaviest nodes choose their place first.
const LABEL = { size: 12, length: 34, atStart: 34 };

function onScreen(drawn) {
  const box = byId("map").getBoundingClientRect();
  const scale = network.getScale();
  const origin = network.canvasToDOM({ x: 0, y: 0 });
  return drawn
    .map((node) => ({ node, x: origin.x + node.x * scale, y: origin.y + node.y * scale, r: node.size * scale }))
    .filter((at) => at.x > -20 && at.y > -20 && at.x < box.width + 20 && at.y < box.height + 20);
}

const heaviest = new Set([...nodes].sort((a, b) => b.neighbours.size - a.neighbours.size).slice(0, 12));
const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Return the free place of a label, beside, below or above its node, that hides the fewest nodes. */
function free(at, width, taken, obstacles, bounds) {
  const height = LABEL.size + 3;
  const box = (left, top) => ({ left, top, right: left + width, bottom: top + height });
  const places = [
    box(at.x + at.r + 3, at.y - height / 2),
    box(at.x - width / 2, at.y + at.r + 2),
    box(at.x - width / 2, at.y - at.r - height - 2),
    box(at.x - at.r - 3 - width, at.y - height / 2),
    box(at.x, at.y + at.r + 2),
    box(at.x, at.y - at.r - height - 2),
    box(at.x - width, at.y + at.r + 2),
    box(at.x - width, at.y - at.r - height - 2),
  ];
  let best = null;
  for (const one of places) {
    if (one.left < 0 || one.right > bounds.width || taken.some((other) => meets(one, other))) continue;
    const hides = obstacles.reduce((sum, other) => sum + meets(one, other), 0);
    if (!best || hides < best.hides) best = { ...one, hides };
  }
  return best;
}

function write(context, text, x, y) {
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

const compact = (fact) => moneyTitle(fact, { notation: "compact", maximumFractionDigits: 2 });

/** Return the stated flows between the chosen node and another. */
function flowsWith(node) {
  if (state.node === null || node.i === state.node) return [];
  return nodes[state.node].edges
    .map((i) => edges[i])
    .filter((edge) => edge.kind === "flow" && known(edge.fact.amount) && shownEdge(edge))
    .filter((edge) => edge.from === node.i || edge.to === node.i);
}

/** Return the text of a label; beside the chosen node it ends with the amount, where there is only one. */
function labelText(node, money) {
  const name = clip(node.label, LABEL.length);
  return money.length === 1 ? `${name} · ${compact(money[0].fact)}` : name;
}

function labels(context, emphasised, told) {
  const zoomed = network.getScale() / fitScale;
  const bounds = byId("map").getBoundingClientRect();
  const spots = onScreen(byWeight.filter(shownNode));
  const room = Math.round(LABEL.atStart * Math.min(1, bounds.width / 800) * zoomed ** 2);
  const least = zoomed > 1.6 ? 1 : 2;
  const wanted = emphasised
    ? spots
        .filter((at) => emphasised.has(at.node.i))
        .sort((a, b) => (b.node.i === state.node) - (a.node.i === state.node))
    : spots.filter((at) => at.node.neighbours.size >= least).slice(0, room);
  const area = (at, x, y) => ({ left: at.x - x, right: at.x + x, top: at.y - y, bottom: at.y + y });
  const obstacles = spots.map((at) => area(at, at.r, at.r));
  const taken = spots.filter((at) => at.node.group === "cluster").map((at) => area(at, at.r * 0.8, at.r * 0.6));
  const limit = emphasised ? 60 : 400;
  for (const at of wanted.slice(0, limit)) {
    const bold = at.node.group === "cluster" || at.node.i === state.node;
    context.font = `${bold ? "600 " : ""}${LABEL.size + (bold ? 1 : 0)}px system-ui, "Segoe UI", sans-serif`;
    const money = flowsWith(at.node);
    const text = labelText(at.node, money);
    const spot = free(at, context.measureText(text).width, taken, obstacles, bounds);
    // A label that would hide several nodes waits until there is room, unless it is one of the heaviest.
    if (!spot || (spot.hides > 2 && !emphasised && !bold && !heaviest.has(at.node))) continue;
    taken.push(spot);
    if (money.length === 1) told.add(money[0].i);
    write(context, text, spot.left, (spot.top + spot.bottom) / 2);
  }
  return taken;
}

/** Write the amounts on the arrows: on those of the chosen node, or on all once there is room. */
function amounts(context, taken, told) {
  const chosen = state.edge !== null ? [state.edge] : state.node !== null ? nodes[state.node].edges : null;
  if (!chosen && network.getScale() < fitScale * 1.8) return;
  context.font = `${LABEL.size - 1}px system-ui, "Segoe UI", sans-serif`;
  for (const edge of chosen ? chosen.map((i) => edges[i]) : edges) {
    const drawn = edge.kind === "flow" && known(edge.fact.amount) && network.body.edges[edge.i];
    if (!drawn || !drawn.connected || told.has(edge.i)) continue;
    const at = network.canvasToDOM(drawn.edgeType.getPoint(0.5));
    const text = compact(edge.fact);
    const width = context.measureText(text).width;
    const box = { left: at.x - width / 2, right: at.x + width / 2, top: at.y - 8, bottom: at.y + 8 };
    if (taken.some((other) => meets(box, other))) continue;
    taken.push(box);
    write(context, text, box.left, at.y);
  }
}

function looseCaption(context) {
  const loose = nodes.filter((node) => !node.edges.length && shownNode(node));
  if (!loose.length || state.node !== null || state.edge !== null) return;
  const left = Math.min(...loose.map((node) => node.x - node.size));
  const top = Math.min(...loose.map((node) => node.y - node.size));
  const at = network.canvasToDOM({ x: left, y: top });
  context.font = `${LABEL.size}px system-ui, "Segoe UI", sans-serif`;
  write(context, t("loose", { n: count(loose.length) }), Math.max(4, at.x), at.y - 12);
}

network.on("afterDrawing", (context) => {
  const emphasised = state.node !== null || state.edge !== null ? highlight(context) : null;
  if (state.node !== null) ring(context, nodes[state.node]);
  else if (state.cursor >= 0) ring(context, byWeight[state.cursor]);
  const ratio = context.canvas.width / context.canvas.clientWidth;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(context, {
    textBaseline: "middle",
    textAlign: "left",
    lineJoin: "round",
    lineWidth: 3.5,
    strokeStyle: paint.ground,
    fillStyle: paint.ink,
  });
  const told = new Set();
  const taken = labels(context, emphasised, told);
  amounts(context, taken, told);
  looseCaption(context);
  context.restore();
});

network.on("click", ({ nodes: [node], edges: [edge] }) => {
  if (node !== undefined) choose({ node }, false);
  else if (edge !== undefined) choose({ edge }, false);
  else choose({}, false);
});
network.on("dragEnd", () => {
  state.moved = true;
});
network.on("zoom", () => {
  state.moved = true;
});
// vis-network scales the picture after it has told of the new size, so fitting waits for the next frame.
network.on("resize", () =>
  requestAnimationFrame(() => {
    if (!state.moved) fit();
  }),
);
network.on("hoverNode", () => {
  byId("map").style.cursor = "pointer";
});
network.on("blurNode", () => {
  byId("map").style.cursor = "";
});
byId("zoom-in").addEventListener("click", () => zoom(1.4));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
byId("fit").addEventListener("click", fit);
byId("reset").addEventListener("click", resetFilter);
