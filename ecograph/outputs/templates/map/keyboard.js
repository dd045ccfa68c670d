// What both drawing engines share: what is framed, what a thing is called when it is pointed at; and the keys.

/** Return the camera that frames some nodes in a picture of this width and height, with room for labels. */
function frameOf(list, { width, height }) {
  if (!list.length) return { x: 0, y: 0, scale: 1 };
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y, size } of list) {
    left = Math.min(left, x - size);
    right = Math.max(right, x + size);
    top = Math.min(top, y - size);
    bottom = Math.max(bottom, y + size);
  }
  const aside = Math.min(70, width / 10);
  const scale = Math.min((width - aside) / Math.max(right - left, 1), (height - 64) / Math.max(bottom - top, 1), 1.8);
  return { x: (left + right) / 2, y: (top + bottom) / 2 + 4 / scale, scale: Math.max(scale, 0.004) };
}

/** Return where the buttons begin that lie on the map, from its corner; null when they are not shown. */
function cornerOf(map) {
  const [box, buttons] = [map, byId("fit").parentElement].map((element) => element.getBoundingClientRect());
  return buttons.width ? { x: buttons.left - box.left - 4, y: buttons.top - box.top - 2 } : null;
}

/** Return the height of the part of the map that the panel, on a small screen, leaves free. */
function freeHeight() {
  const box = byId("map").getBoundingClientRect();
  const isOver = getComputedStyle(byId("panel")).position === "fixed";
  const covered = isOver ? byId("panel").getBoundingClientRect().height : 0;
  return Math.max(0, Math.min(box.height, innerHeight - covered - box.top));
}

/** Move a node to the middle of the part of the map that can be seen, when it lies outside of it. */
function bringIntoView(node) {
  const { width, height, scale } = engine.camera();
  const at = engine.toScreen(node.x, node.y);
  const free = freeHeight();
  if (!free || (at.x > 40 && at.y > 40 && at.x < width - 40 && at.y < free - 40)) return;
  engine.glideTo({ x: node.x, y: node.y + (height - free) / 2 / scale });
}

/** Move so that a node and its neighbours can be read, never further out than the whole map. */
function showNeighbourhood(node) {
  if (getComputedStyle(byId("panel")).position === "fixed") byId("stage").scrollIntoView({ block: "start" });
  const { width, height } = engine.camera();
  const free = freeHeight();
  if (!free) return;
  const around = [node, ...node.lines.flatMap((k) => [scene.lines[k].a, scene.lines[k].b])];
  const whole = frameOf(scene.nodes, { width, height }).scale;
  const near = frameOf(around, { width, height: free - 20 });
  const scale = Math.max(Math.min(near.scale * 0.85, Math.max(whole * 3, 0.9)), whole);
  engine.glideTo({ x: near.x, y: near.y + (height - free) / 2 / scale, scale });
}

/** Return the node or line of a scene at a place in the picture, null when there is none or a thicket of lines. */
function thingAt(shown, camera, { x, y }, slack) {
  const mx = camera.x + (x - camera.width / 2) / camera.scale;
  const my = camera.y + (y - camera.height / 2) / camera.scale;
  let best = null;
  let least = Infinity;
  const reach = 40 / camera.scale + 30;
  for (const node of shown.nodes) {
    const [dx, dy] = [node.x - mx, node.y - my];
    if (Math.abs(dx) > reach || Math.abs(dy) > reach) continue;
    const r = radiusOf(node, camera);
    const far = Math.hypot(dx, dy) * camera.scale - r;
    if (far <= Math.max(slack, 2 * slack - r) && far <= least) [best, least] = [node, far];
  }
  return best || lineAt(shown, camera, { x, y, mx, my });
}

const NEAR = 5;
const THICKET = 6;
function lineAt(shown, camera, { x, y, mx, my }) {
  const near = NEAR / camera.scale;
  let best = null;
  let least = NEAR;
  const pairs = new Set();
  for (const line of shown.lines) {
    const { a, b } = line;
    const bulge = near + (line.bend ? Math.hypot(a.x - b.x, a.y - b.y) / 2 : 0);
    if (Math.min(a.x, b.x) - bulge > mx || Math.max(a.x, b.x) + bulge < mx) continue;
    if (Math.min(a.y, b.y) - bulge > my || Math.max(a.y, b.y) + bulge < my) continue;
    const far = distanceTo(courseOf(line, camera), x, y) - line.width / 2;
    if (far > NEAR) continue;
    pairs.add(a.k < b.k ? `${a.k} ${b.k}` : `${b.k} ${a.k}`);
    if (far < least) [best, least] = [line, far];
  }
  return pairs.size > THICKET ? null : best;
}

/** Return how far a point lies from a course. */
function distanceTo(course, x, y) {
  const steps = course.bent ? 16 : 1;
  let least = Infinity;
  let [px, py] = [course.ax, course.ay];
  for (let i = 1; i <= steps; i += 1) {
    const [qx, qy] = along(course, i / steps);
    const [dx, dy] = [qx - px, qy - py];
    const part = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(px + part * dx - x, py + part * dy - y));
    [px, py] = [qx, qy];
  }
  return least;
}

/** Return the nodes that only this one holds. */
function leavesOf(shown, node) {
  const ends = node.lines.map((k) => shown.lines[k]).map((line) => (line.a === node ? line.b : line.a));
  const isHeld = (one) => one.lines.every((k) => shown.lines[k].a === node || shown.lines[k].b === node);
  return [...new Set(ends)].filter((one) => one !== node && isHeld(one));
}

/** Move a node of the scene, and the nodes of the model that it stands for. */
function moveBy(one, dx, dy) {
  for (const thing of [one, ...one.members]) {
    thing.x += dx;
    thing.y += dy;
  }
}

/** Return what a line says when it is pointed at. */
function lineText(line) {
  const join = line.arrow ? "→" : "–";
  const ends = `${clip(line.a.label, 80)} ${join} ${clip(line.b.label, 80)}`;
  const one = line.edges.length === 1 && edges[line.edges[0]];
  if (!one) return `${ends}\n${t(`line_${line.kind}`)}: ${count(line.n)}${line.kind === "flow" ? ` · ${shortAmount(line)}` : ""}`;
  if (one.kind === "flow") return `${ends}\n${shortAmount(line) || t("no_amount")}`;
  const list = { participation: "participation_role", membership: "membership_role", tie: "tie_kind" }[one.kind];
  return `${ends}\n${word(list, one.kind === "tie" ? one.fact.kind : one.fact.role)}`;
}

const spokenOf = (node, mark) =>
  joined([clip(node.label, 160), node.node && kindOf(node.node), `${t("connections")}: ${count(node.lines.length)}`], mark).join("");

/** Show the name of a node or line beside the pointer. */
function showTip(thing, { x, y }) {
  const tip = byId("tip");
  const text = thing.members ? spokenOf(thing, "\n") : lineText(thing);
  if (tip.textContent !== text) tip.textContent = text;
  tip.hidden = false;
  const { width, height } = engine.camera();
  const { offsetWidth, offsetHeight } = tip;
  tip.style.left = `${Math.max(4, Math.min(x + 14, width - offsetWidth - 4))}px`;
  tip.style.top = `${y + 18 + offsetHeight > height ? Math.max(4, y - offsetHeight - 10) : y + 18}px`;
}
function hideTip() {
  byId("tip").hidden = true;
}

/** Choose what was pointed at: a node, a group, one fact, or all that a line stands for; nothing closes. */
function chooseThing(thing) {
  if (!thing) {
    if (isChosen()) choose({});
  } else if (thing.fold) choose({ fold: foldKey(thing) });
  else if (thing.members) choose({ node: thing.node.i });
  else if (thing.edges.length === 1) choose({ edge: thing.edges[0] });
  else choose({ pair: [thing.a.members[0].i, thing.b.members[0].i] });
}

/** Put the ring of the keyboard on a node, and say what it is. */
function setCursor(node) {
  change({ node: null, edge: null, pair: null, fold: null, path: null, cursor: node });
  engine.bringIntoView(node);
  live.textContent = spokenOf(node, ", ");
}

/** Return the node where the keyboard is. */
function here() {
  return view.cursor || (view.node !== null && scene.at.get(view.node)) || (view.fold !== null && foldOf(view.fold)) || null;
}

/** Go to the next or the last node by importance. */
function step(by) {
  const order = byImportance(scene);
  if (!order.length) return;
  const at = order.indexOf(here());
  setCursor(order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length]);
}

/** Go along a tie to the neighbour that lies most in a direction, the nearer of two that lie alike. */
function goAlong(dx, dy) {
  const from = here();
  if (!from) {
    step(1);
    return;
  }
  let best = null;
  let most = -Infinity;
  for (const k of from.lines) {
    const line = scene.lines[k];
    const to = line.a === from ? line.b : line.a;
    const [x, y] = [to.x - from.x, to.y - from.y];
    const far = Math.hypot(x, y);
    const straight = far ? (x * dx + y * dy) / far : -1;
    const worth = straight / Math.max(far, 1) ** 0.12;
    if (straight > 0.35 && worth > most) [best, most] = [to, worth];
  }
  if (best) setCursor(best);
}

function openHere() {
  const at = here();
  if (!at) return;
  if (!at.fold) choose({ node: at.node.i }, true);
  else if (at.fold.kind === "merged") choose({ fold: foldKey(at) }, true);
  else {
    const [first] = [...at.members].sort((a, b) => rankOf[a.i] - rankOf[b.i]);
    change({ opened: new Set([...view.opened, at.fold.code]), fold: null });
    if (scene.at.has(first.i)) setCursor(scene.at.get(first.i));
  }
}

const arrow = (dx, dy) => (event) => (event.shiftKey ? engine.pan(70 * dx, 70 * dy) : goAlong(dx, dy));
const MOVES = {
  arrowleft: arrow(-1, 0),
  arrowright: arrow(1, 0),
  arrowup: arrow(0, -1),
  arrowdown: arrow(0, 1),
  "+": () => engine.zoom(1.3),
  "=": () => engine.zoom(1.3),
  "-": () => engine.zoom(1 / 1.3),
  0: () => engine.fit(),
  n: () => step(1),
  p: () => step(-1),
  enter: openHere,
};
document.addEventListener("keydown", (event) => event.key === "Escape" && hideTip());
byId("map").addEventListener("keydown", (event) => {
  hideTip();
  if (event.key === "Escape" && view.cursor && !isChosen()) change({ cursor: null });
  const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : MOVES[event.key.toLowerCase()];
  if (!move) return;
  event.preventDefault();
  move(event);
});
byId("zoom-in").addEventListener("click", () => engine.zoom(1.4));
byId("zoom-out").addEventListener("click", () => engine.zoom(1 / 1.4));
byId("fit").addEventListener("click", () => engine.fit());
