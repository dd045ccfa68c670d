// Paints a scene on whatever has the calls of a Canvas-2D context: the map, a picture to print, an SVG.

const FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const LINE = {
  participation: { colour: "participation", alpha: 0.8 },
  shared: { colour: "participation", alpha: 0.8 },
  bundle: { colour: "participation", alpha: 0.8 },
  membership: { colour: "membership", alpha: 0.7 },
  tie: { colour: "tie", alpha: 0.9 },
  flow: { colour: "flow", alpha: 0.75 },
};
/** Return whether lines of a kind tell something by their width, which then never changes. */
const isTelling = (kind) => kind === "shared" || kind === "bundle" || (kind === "flow" && view.mode === "money");
/** So many lines make one stroke; where strokes cross, they darken, and the structure shows. */
const STROKE = 24;

/** Return the colours of the page by the name of their variable; its `paper` are those of the light theme. */
function theme() {
  const lookup = (paper) => {
    const found = {};
    return (name) => {
      if (!(name in found)) {
        const was = root.classList.contains("paper");
        if (paper) root.classList.add("paper");
        found[name] = getComputedStyle(root).getPropertyValue(`--${name}`).trim();
        root.classList.toggle("paper", was);
      }
      return found[name];
    };
  };
  return Object.assign(lookup(false), { paper: lookup(true) });
}

const across = (camera, x) => (x - camera.x) * camera.scale + camera.width / 2;
const down = (camera, y) => (y - camera.y) * camera.scale + camera.height / 2;

/** Return the radius of a node in the picture: less than in proportion once the map is near. */
function radiusOf(node, camera) {
  const { scale } = camera;
  const least = node.bold ? 5 : node.shape === "square" ? 0.9 : 1.3;
  return Math.max(least, node.size * (scale > 1 ? scale ** 0.45 : scale));
}

/** Return the course of a line in the picture: its ends and, where it bends, what it bends towards. */
function courseOf(line, camera) {
  const ax = across(camera, line.a.x);
  const ay = down(camera, line.a.y);
  const bx = across(camera, line.b.x);
  const by = down(camera, line.b.y);
  if (!line.bend) return { ax, ay, bx, by, bent: false };
  const cx = (ax + bx) / 2 + line.bend * (by - ay);
  const cy = (ay + by) / 2 - line.bend * (bx - ax);
  return { ax, ay, bx, by, bent: true, cx, cy };
}

/** Return a point of a course: 0 is its start, 1 its end. */
function along(course, part) {
  const rest = 1 - part;
  if (!course.bent) return [rest * course.ax + part * course.bx, rest * course.ay + part * course.by];
  const [a, c, b] = [rest * rest, 2 * rest * part, part * part];
  return [a * course.ax + c * course.cx + b * course.bx, a * course.ay + c * course.cy + b * course.by];
}

function trace(context, shape, x, y, r) {
  const outline = CORNERS[shape];
  if (r < 1.8) context.rect(x - r, y - r, 2 * r, 2 * r);
  else if (!outline) {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
  } else {
    context.moveTo(x + r * outline[0], y + r * outline[1]);
    for (let i = 2; i < outline.length; i += 2) context.lineTo(x + r * outline[i], y + r * outline[i + 1]);
    context.closePath();
  }
}
const corners = (n, turn, size) =>
  Array.from({ length: n }, (_, i) => (2 * Math.PI * i) / n + turn).flatMap((a) => [size * Math.cos(a), size * Math.sin(a)]);
/** The corners of each shape for the radius 1, so that all cover about as much as a disc. */
const CORNERS = {
  square: corners(4, Math.PI / 4, 1.25),
  diamond: corners(4, 0, 1.25),
  triangle: corners(3, -Math.PI / 2, 1.4),
  triangleDown: corners(3, Math.PI / 2, 1.4),
  hexagon: corners(6, 0, 1.1),
};

/** Return the things by what they have in common, in the order of first appearance. */
function batched(things, key) {
  const found = new Map();
  for (const thing of things) {
    const name = key(thing);
    if (!found.has(name)) found.set(name, []);
    found.get(name).push(thing);
  }
  return [...found.values()];
}
const ORDER = Object.keys(LINE);
const batches = new WeakMap();

function batchesOf(scene) {
  if (!batches.has(scene)) batches.set(scene, { nodes: nodeBatches(scene.nodes), lines: lineBatches(scene.lines) });
  return batches.get(scene);
}
function nodeBatches(list) {
  const rank = (node) => (node.bold ? 2 : node.shape === "square" ? 0 : 1);
  const groups = batched(list, (node) => `${rank(node)} ${node.fill} ${node.shape} ${node.hollow}`);
  return groups.sort((a, b) => rank(a[0]) - rank(b[0]));
}
function lineBatches(list) {
  const lengthOf = ({ a, b }) => Math.hypot(a.x - b.x, a.y - b.y);
  // the long ones of many are a batch of their own, so that they may be fainter than what lies close together
  const far = list.length > 400 ? 0.2 * list.reduce((most, line) => Math.max(most, lengthOf(line)), 0) : Infinity;
  const key = (line) => `${line.kind} ${line.dashed} ${Math.round(line.width * 4)} ${lengthOf(line) > far} ${line.faint}`;
  const groups = batched(list, key);
  return groups.sort((a, b) => ORDER.indexOf(a[0].kind) - ORDER.indexOf(b[0].kind));
}

/** Return how strong lines are drawn: fainter, the more ink they would spill, measured on some of them. */
function strength(lines, camera) {
  const every = Math.max(1, Math.floor(lines.length / 3000));
  let ink = 0;
  for (let i = 0; i < lines.length; i += every) {
    const { a, b } = lines[i];
    const dx = Math.min(Math.abs(a.x - b.x) * camera.scale, camera.width);
    const dy = Math.min(Math.abs(a.y - b.y) * camera.scale, camera.height);
    if (inSight(a, b, camera, 0)) ink += Math.hypot(dx, dy) * every;
  }
  const cover = ink / (camera.width * camera.height);
  return Math.min(1, 0.25 / Math.max(cover, 1e-9) ** 0.52);
}
function inSight(a, b, camera, margin) {
  const x = camera.width / 2 / camera.scale + margin;
  const y = camera.height / 2 / camera.scale + margin;
  return (
    (a.x > camera.x - x || b.x > camera.x - x) &&
    (a.x < camera.x + x || b.x < camera.x + x) &&
    (a.y > camera.y - y || b.y > camera.y - y) &&
    (a.y < camera.y + y || b.y < camera.y + y)
  );
}

function paintLines(context, group, camera, { look, faint }) {
  const { kind, dashed, width } = group[0];
  const style = LINE[kind];
  const thin = Math.max(0.6, Math.min(1, faint * 2)) * Math.min(1.5, Math.max(1, camera.scale));
  // on a narrow map widths that tell something are drawn narrower, all by the same share
  context.lineWidth = isTelling(kind) ? width * Math.max(0.5, Math.min(1, camera.width / 900)) : width * thin;
  context.globalAlpha = Math.max(group[0].faint ? 0.02 : 0.045, style.alpha * faint);
  context.strokeStyle = look(style.colour);
  context.fillStyle = look(style.colour);
  context.lineCap = "butt";
  context.setLineDash(!dashed || group.length > 4000 ? [] : kind === "flow" ? [7, 3, 1.5, 3] : [6, 5]);
  const arrows = [];
  let held = 0;
  context.beginPath();
  for (const line of group) {
    const bulge = line.bend ? Math.hypot(line.a.x - line.b.x, line.a.y - line.b.y) / 2 : 30;
    if (!inSight(line.a, line.b, camera, bulge)) continue;
    const course = courseOf(line, camera);
    if (line.a === line.b) loop(context, line, course, camera);
    else {
      if (line.arrow) arrows.push(...pointed(line, course, camera, context.lineWidth));
      context.moveTo(course.ax, course.ay);
      if (course.bent) context.quadraticCurveTo(course.cx, course.cy, course.bx, course.by);
      else context.lineTo(course.bx, course.by);
    }
    if (++held % STROKE === 0) {
      context.stroke();
      context.beginPath();
    }
  }
  if (held % STROKE) context.stroke();
  context.setLineDash([]);
  context.globalAlpha = Math.min(1, context.globalAlpha * 1.15);
  for (let i = 0; i < arrows.length; i += STROKE) {
    context.beginPath();
    for (const [tip, left, right] of arrows.slice(i, i + STROKE)) {
      context.moveTo(...tip);
      context.lineTo(...left);
      context.lineTo(...right);
      context.closePath();
    }
    context.fill();
  }
  return held;
}

/** Trace the line of a node with itself. */
function loop(context, line, { ax, ay }, camera) {
  const r = radiusOf(line.a, camera) * 0.7 + 4 + 4 * Math.abs(line.bend);
  context.moveTo(ax + 2 * r, ay - r);
  context.arc(ax + r, ay - r, r, 0, 2 * Math.PI);
}

/** Return the arrow of a line as one triangle, or none where it is too short; the line ends where it begins. */
function pointed(line, course, camera, width) {
  const [fx, fy] = course.bent ? [course.cx, course.cy] : [course.ax, course.ay];
  const far = Math.hypot(course.bx - fx, course.by - fy);
  const r = radiusOf(line.b, camera) + 1.5;
  const size = (4.5 + 1.7 * width) * Math.max(0.55, Math.min(1, 1.6 * camera.scale));
  if (far < r + size * 1.4) return [];
  const ux = (course.bx - fx) / far;
  const uy = (course.by - fy) / far;
  const tip = [course.bx - ux * r, course.by - uy * r];
  const [x, y] = [tip[0] - ux * size, tip[1] - uy * size];
  const half = size * 0.45;
  course.bx = x;
  course.by = y;
  return [[tip, [x - uy * half, y + ux * half], [x + uy * half, y - ux * half]]];
}

function paintNodes(context, group, camera, { look, least = 0 }) {
  const { shape, fill, hollow, bold } = group[0];
  const drawn = group.filter((node) => inSight(node, node, camera, node.size + 4 / camera.scale));
  context.globalAlpha = 1;
  context.lineJoin = "round";
  for (let i = 0; i < drawn.length; i += 250) {
    context.beginPath();
    let largest = 0;
    for (const node of drawn.slice(i, i + 250)) {
      const r = Math.max(least, radiusOf(node, camera));
      largest = Math.max(largest, r);
      trace(context, shape, across(camera, node.x), down(camera, node.y), r);
    }
    context.fillStyle = look(hollow ? "ground" : fill);
    context.fill();
    if (largest < 2.2 && !hollow) continue;
    context.strokeStyle = look(hollow ? `${fill}-line` : "ground");
    context.lineWidth = hollow ? Math.min(2.5, largest / 2.5) : bold ? 1.6 : largest < 5 ? 0.6 : 1;
    context.stroke();
  }
  return drawn.length;
}

/**
 * Paint a scene as the camera sees it, and return the number of marks that are in sight.
 *
 * Options: `look` the colours, `only` and `without` sets of nodes and of lines, `ground` whether to fill the ground.
 */
function paintScene(context, scene, camera, { look = theme(), only = null, without = null, ground = true } = {}) {
  if (ground) {
    context.globalAlpha = 1;
    context.fillStyle = look("ground");
    context.fillRect(0, 0, camera.width, camera.height);
  }
  const kept = (list, name) => (without ? list.filter((thing) => !without[name].has(thing)) : list);
  const parts = only
    ? { nodes: nodeBatches([...only.nodes]), lines: lineBatches([...only.lines]) }
    : without
      ? { nodes: nodeBatches(kept(scene.nodes, "nodes")), lines: lineBatches(kept(scene.lines, "lines")) }
      : batchesOf(scene);
  const faint = only ? Math.max(0.35, strength([...only.lines], camera)) : strength(scene.lines, camera);
  let marks = 0;
  for (const group of parts.lines) {
    const own = only ? faint : Math.sqrt(faint * Math.max(faint, strength(group, camera))) * (group[0].faint ? 0.25 : 1);
    marks += paintLines(context, group, camera, { look, faint: own });
  }
  for (const group of parts.nodes) marks += paintNodes(context, group, camera, { look });
  context.globalAlpha = 1;
  return marks;
}

/** Write placed labels, each with a halo of the ground; a node that is too small to be seen beside its name gets a dot. */
function paintLabels(context, placed, camera, look = theme()) {
  const small = placed.filter(({ node }) => node && radiusOf(node, camera) < DOT).map(({ node }) => node);
  for (const group of nodeBatches(small)) paintNodes(context, group, camera, { look, least: DOT });
  Object.assign(context, { textBaseline: "middle", textAlign: "left", lineJoin: "round", lineWidth: 4 });
  context.strokeStyle = look("ground");
  for (const { text, x, y, bold, small: isSmall } of placed) {
    context.font = labelFont(bold, isSmall);
    context.globalAlpha = 0.85;
    context.strokeText(text, x, y);
    context.globalAlpha = 1;
    context.fillStyle = look(isSmall ? "soft" : "ink");
    context.fillText(text, x, y);
  }
}
/** The least radius of a node that has a label. */
const DOT = 3.2;
const labelFont = (bold, small) => `${bold ? "600 13" : small ? "11" : "12"}px ${FONT}`;

/** Draw a ring around a node: the colour of the ground, that of the ring, and its width. */
function paintRing(context, node, camera, [ground, colour, width]) {
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(across(camera, node.x), down(camera, node.y), radiusOf(node, camera) + 4.5, 0, 2 * Math.PI);
  context.lineWidth = width + 3;
  context.strokeStyle = ground;
  context.stroke();
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke();
}

/** Draw the rings of the chosen node and of the keyboard. */
function paintRings(context, scene, camera, look) {
  const chosen = view.node !== null ? scene.at.get(view.node) : view.fold !== null ? foldOf(view.fold) : null;
  if (chosen) paintRing(context, chosen, camera, [look("ground"), look("ring"), 2.5]);
  if (view.cursor) paintRing(context, view.cursor, camera, [look("ground"), look("accent"), 3]);
}
