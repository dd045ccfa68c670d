// Where names and amounts stand: the weightiest choose first, none lies on another or on the symbol of a cluster.

const LABEL = { length: 34, height: 15, each: 20000, least: 8, most: 160, beside: 45 };

/** Keep boxes by the cells of a grid that they touch, so that asking what one meets looks at few of them. */
function boxIndex(cell = 70) {
  const cells = new Map();
  const touched = function* (box) {
    for (let x = Math.floor(box.left / cell); x <= Math.floor(box.right / cell); x++)
      for (let y = Math.floor(box.top / cell); y <= Math.floor(box.bottom / cell); y++) yield x * 10007 + y;
  };
  return {
    add(box) {
      for (const key of touched(box)) {
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(box);
      }
    },
    /** Return how many boxes this one meets, counting to a limit. */
    met(box, limit) {
      const found = new Set();
      for (const key of touched(box))
        for (const other of cells.get(key) || []) {
          const apart =
            other.right <= box.left || other.left >= box.right || other.bottom <= box.top || other.top >= box.bottom;
          if (!apart && found.add(other).size >= limit) return limit;
        }
      return found.size;
    },
  };
}
const boxAround = (at, x, y) => ({ left: at.x - x, right: at.x + x, top: at.y - y, bottom: at.y + y });

/** Return a function that measures a text as it would be drawn here, and remembers it. */
function measureIn(context) {
  const known = new Map();
  return (text, bold, small) => {
    const font = labelFont(bold, small);
    const key = font + text;
    if (!known.has(key)) {
      context.font = font;
      known.set(key, context.measureText(text).width);
    }
    return known.get(key);
  };
}

/** The nodes of a scene in the order in which they deserve a label. */
const importance = new WeakMap();
function byImportance(scene) {
  if (!importance.has(scene))
    importance.set(
      scene,
      [...scene.nodes].sort((a, b) => b.bold - a.bold || a.weight - b.weight || a.k - b.k),
    );
  return importance.get(scene);
}

/** Return the place of a label beside, below or above its node: free, inside, and hiding the fewest nodes. */
function freePlace(at, width, room) {
  const height = LABEL.height;
  const box = (left, top) => ({ left, top, right: left + width, bottom: top + height });
  const [above, below] = [at.y - at.r - height - 1, at.y + at.r + 1];
  const places = [
    box(at.x + at.r + 4, at.y - height / 2),
    box(at.x - width / 2, below),
    box(at.x - width / 2, above),
    box(at.x - at.r - 4 - width, at.y - height / 2),
    box(at.x, below),
    box(at.x, above),
    box(at.x - width, below),
    box(at.x - width, above),
  ];
  let best = null;
  for (const one of places) {
    const outside = one.left < 2 || one.right > room.width - 2 || one.top < 2 || one.bottom > room.height - 2;
    if (outside || room.taken.met(one, 1)) continue;
    const hides = room.symbols.met(one, best ? best.hides : 9);
    if (!best || hides < best.hides) best = { ...one, hides };
    if (!hides) break;
  }
  return best;
}

/** Return what a line of money says: the stated amount or, for several flows, their sum in euro; "" when unknown. */
function shortAmount(line) {
  const short = { notation: "compact", maximumFractionDigits: 1 };
  const flows = line.edges.filter((i) => edges[i].kind === "flow");
  if (new Set(flows.map((i) => edges[i].row)).size === 1) {
    const { fact } = edges[flows[0]];
    return known(fact.amount) ? amount(fact.amount, fact.qualifier, fact.currency, short) : "";
  }
  const bounds = euroBehind(flows);
  if (!bounds) return "";
  const [low, high] = bounds.map((bound) => count(bound, short));
  return `${low === high ? low : `${low}–${high}`} EUR`;
}

/**
 * Return the labels that have a place: `text`, `x` (its left end), `y` (its middle), `bold`, `small`,
 * `node`, and `at`, the place on the map that it goes with.
 *
 * `measure` is that of `measureIn`; right below the `corner` of the camera, where it has one, there is no room.
 * Of an emphasised part (nodes, lines), only its own are placed.
 */
function placeLabels(scene, camera, measure, emphasised = null) {
  const spots = [];
  for (const node of byImportance(scene)) {
    if (!inSight(node, node, camera, 20 / camera.scale)) continue;
    const r = Math.max(radiusOf(node, camera), DOT);
    spots.push({ node, x: across(camera, node.x), y: down(camera, node.y), r });
  }
  const room = { width: camera.width, height: camera.height, taken: boxIndex(), symbols: boxIndex() };
  for (const at of spots) {
    if (emphasised && !emphasised.nodes.has(at.node)) continue;
    if (at.node.bold) room.taken.add(boxAround(at, at.r * 0.85, at.r * 0.85));
    if (at.r > DOT || emphasised) room.symbols.add(boxAround(at, at.r, at.r));
  }
  const { corner } = camera;
  if (corner) room.taken.add({ left: corner.x, top: corner.y, right: camera.width, bottom: camera.height });
  const placed = emphasised ? [] : looseCaption(scene, camera, measure, room);
  const told = nameLabels(spots, { room, measure, emphasised, placed });
  amountLabels(scene, camera, { room, measure, emphasised, placed, told });
  return placed;
}

/** Return the place of the label of a community in the middle of its disc, null where it is too small for it. */
function insideDisc({ node, x, y, r }, width) {
  if (!node.fold || node.fold.kind !== "community" || width > 2 * r) return null;
  return { ...boxAround({ x, y }, width / 2, LABEL.height / 2), hides: 0 };
}

function nameLabels(spots, { room, measure, emphasised, placed }) {
  const chosen = emphasised && view.node !== null ? scene.at.get(view.node) : null;
  const cap = Math.max(LABEL.least, Math.min(LABEL.most, Math.round((room.width * room.height) / LABEL.each)));
  const first = (at) => at.node === chosen || at.node === view.cursor;
  const wanted = spots
    .filter((at) => !emphasised || emphasised.nodes.has(at.node))
    .sort((a, b) => first(b) - first(a));
  const most = emphasised ? LABEL.beside : cap;
  const told = new Set();
  let tried = 0;
  for (const at of wanted) {
    if (placed.length >= most || ++tried > 6 * most) break;
    const bold = at.node.bold || first(at);
    const money = chosen && at.node !== chosen ? moneyBetween(chosen, at.node) : [];
    const says = money.length === 1 ? shortAmount(money[0]) : "";
    const text = clip(at.node.label, LABEL.length) + (says && ` · ${says}`);
    const width = measure(text, bold);
    const place = text && (insideDisc(at, width) || freePlace(at, width, room));
    // A label that would hide several symbols waits until there is room, unless it is one of the first.
    if (!place || (place.hides > 2 && !bold && (emphasised || tried > 12))) continue;
    room.taken.add({ left: place.left - 4, right: place.right + 4, top: place.top, bottom: place.bottom });
    if (says) told.add(money[0]);
    placed.push({ text, x: place.left, y: (place.top + place.bottom) / 2, bold, node: at.node, at: at.node });
  }
  return told;
}

function moneyBetween(a, b) {
  const both = a.lines.map((k) => scene.lines[k]).filter((line) => line.a === b || line.b === b);
  return both.filter((line) => line.kind === "flow");
}

/** With more arrows in sight than this, no amount is written on them until the map is nearer. */
const MANY_FLOWS = 150;

/** Write the amounts on the arrows of what is emphasised, or on all where there is room beside the names. */
function amountLabels(scene, camera, { room, measure, emphasised, placed, told }) {
  const all = [...(emphasised ? emphasised.lines : scene.lines)];
  const lines = all.filter((line) => line.kind === "flow" && inSight(line.a, line.b, camera, 0));
  if (!emphasised && lines.length > MANY_FLOWS) return;
  let most = 40;
  lines.sort((a, b) => b.width - a.width || a.k - b.k);
  for (const line of lines.slice(0, 300)) {
    if (told.has(line)) continue;
    const course = courseOf(line, camera);
    const length = Math.hypot(course.ax - course.bx, course.ay - course.by);
    if (length < 70) continue;
    const text = shortAmount(line);
    if (!text) continue;
    const width = measure(text, false, true);
    if (!emphasised && length < width * 1.4 + 30) continue;
    const [x, y] = along(course, 0.5);
    const box = boxAround({ x, y }, width / 2 + 2, 7);
    const outside = box.left < 2 || box.right > room.width - 2 || box.top < 2 || box.bottom > room.height - 2;
    if (outside || room.taken.met(box, 1) || (!emphasised && room.symbols.met(box, 1))) continue;
    room.taken.add(box);
    placed.push({ text, x: x - width / 2, y, small: true, node: null, at: midOf(line) });
    if (!--most) break;
  }
}

const midOf = ({ a, b }) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** Return the caption above the block of those without a connection, when they are in sight. */
function looseCaption(scene, camera, measure, room) {
  const loose = scene.nodes.filter((node) => node.loose);
  if (!loose.length) return [];
  const left = loose.reduce((least, node) => Math.min(least, across(camera, node.x) - radiusOf(node, camera)), Infinity);
  const top = loose.reduce((least, node) => Math.min(least, down(camera, node.y) - radiusOf(node, camera)), Infinity);
  const text = t("loose", { n: count(loose.length) });
  const at = { text, x: Math.max(4, left), y: top - 12, small: true, node: null, at: loose[0] };
  const box = { left: at.x, right: at.x + measure(text, false, true), top: at.y - 8, bottom: at.y + 8 };
  if (box.bottom < 8 || box.top > room.height || box.left > room.width) return [];
  room.taken.add(box);
  return [at];
}

/**
 * Paint all of a picture: the scene, what is emphasised above a veil, and the labels.
 *
 * For files and print; on the screen the same parts lie on two layers.
 */
function paintPicture(context, scene, camera, { look = theme(), emphasised = null } = {}) {
  paintScene(context, scene, camera, { look });
  if (emphasised) paintEmphasis(context, scene, camera, { look, emphasised });
  paintLabels(context, placeLabels(scene, camera, measureIn(context), emphasised), camera, look);
}

/** Veil all but a part of the scene, and draw this part again on top. */
function paintEmphasis(context, scene, camera, { look, emphasised }) {
  context.globalAlpha = 0.86;
  context.fillStyle = look("ground");
  context.fillRect(0, 0, camera.width, camera.height);
  context.globalAlpha = 1;
  paintScene(context, scene, camera, { look, only: emphasised, ground: false });
}
