// The drawing engine: two layers of Canvas-2D, the marks below, labels and what is chosen above.
// While the hand moves, a large picture is moved as it is, and drawn sharply when the hand rests.

const REST_MS = 140;
const GLIDE_MS = 170;
/** So few marks are drawn anew for each frame. */
const FEW = 2000;
const SCALES = [0.004, 8];

const engine = (() => {
  const map = byId("map");
  const layers = [make("canvas", { "aria-hidden": "true" }), make("canvas", { "aria-hidden": "true" })];
  const [base, top] = layers.map((layer) => layer.getContext("2d"));
  const camera = { x: 0, y: 0, scale: 1, width: 0, height: 0 };
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let held = null; // the scene
  let look = null;
  let painted = null; // the camera of the picture on the layers
  let pad = 0; // how far the layers reach beyond the map
  let marks = 0;
  let placed = null;
  let placedAt = null; // the camera for which the labels were placed
  let measure = null;
  let hovered = null;
  let dragged = null;
  let moved = false; // by the reader, so that nothing else moves it
  let ready = false;
  let frameAsked = 0;
  let resting = 0;
  let glide = null;
  let stale = false;

  for (const layer of layers) {
    layer.style.position = "absolute";
    layer.style.touchAction = "none";
    map.append(layer);
  }
  map.style.overflow = "hidden";

  const wide = () => ({ ...camera, width: camera.width + 2 * pad, height: camera.height + 2 * pad });
  const isLight = () => marks <= FEW && held.lines.length < 30000;

  /** Give the layers their size; the larger ones reach beyond the map, so that a moved picture has something to show. */
  function sizeLayers() {
    pad = held.nodes.length + held.lines.length > FEW ? Math.round(Math.min(camera.width, camera.height) / 5) : 0;
    const ratio = Math.min(devicePixelRatio || 1, 3);
    const [width, height] = [camera.width + 2 * pad, camera.height + 2 * pad];
    layers.forEach((layer, i) => {
      const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (layer.width !== across || layer.height !== down) Object.assign(layer, { width: across, height: down });
      Object.assign(layer.style, { width: `${width}px`, height: `${height}px`, left: `${-pad}px`, top: `${-pad}px` });
      layer.style.transformOrigin = `${pad}px ${pad}px`;
      layer.style.transform = "";
      [base, top][i].setTransform(ratio, 0, 0, ratio, 0, 0);
    });
  }

  function paintAll() {
    sizeLayers();
    marks = paintScene(base, held, wide(), { look, without: dragged });
    painted = { ...camera };
    paintTop();
    stale = false;
  }

  function paintTop() {
    top.save();
    top.clearRect(0, 0, camera.width + 2 * pad, camera.height + 2 * pad);
    const emphasised = emphasis();
    if (emphasised) paintEmphasis(top, held, wide(), { look, emphasised });
    if (hovered && !emphasised) paintScene(top, held, wide(), { look, only: aroundHovered(), ground: false });
    if (dragged) paintScene(top, held, wide(), { look, only: dragged, ground: false });
    top.translate(pad, pad);
    paintLabels(top, labelsNow(emphasised), camera, look);
    if (hovered && hovered.members) paintRing(top, hovered, camera, [look("ground"), look("soft"), 1.5]);
    paintRings(top, held, camera, look);
    top.restore();
  }

  function aroundHovered() {
    if (!hovered.members) return { nodes: new Set([hovered.a, hovered.b]), lines: new Set([hovered]) };
    const lines = new Set(hovered.lines.map((k) => held.lines[k]));
    return { nodes: new Set([hovered, ...[...lines].flatMap((line) => [line.a, line.b])]), lines };
  }

  /** Return the labels; while the map moves, those that are there go with their nodes. */
  function labelsNow(emphasised) {
    measure ||= measureIn(top);
    if (!placed) {
      placed = placeLabels(held, camera, measure, emphasised);
      placedAt = { ...camera };
    }
    return placed.map((label) => {
      const { at } = label;
      const x = label.x + across(camera, at.x) - across(placedAt, at.x);
      return { ...label, x, y: label.y + down(camera, at.y) - down(placedAt, at.y) };
    });
  }

  /** Move the picture that is there to where the camera is. */
  function shiftLayers() {
    const s = camera.scale / painted.scale;
    const x = camera.width / 2 - (s * painted.width) / 2 + (painted.x - camera.x) * camera.scale;
    const y = camera.height / 2 - (s * painted.height) / 2 + (painted.y - camera.y) * camera.scale;
    for (const layer of layers) layer.style.transform = `translate(${x}px, ${y}px) scale(${s})`;
  }

  function frame() {
    cancelAnimationFrame(frameAsked);
    frameAsked = 0;
    if (!held || !camera.width) return;
    if (glide) stepGlide();
    const same = painted && !stale && ["x", "y", "scale", "width", "height"].every((key) => painted[key] === camera[key]);
    if (same) paintTop();
    else if (stale || !painted || isLight()) paintAll();
    else shiftLayers();
    if (glide) ask();
  }
  function ask() {
    frameAsked ||= requestAnimationFrame(frame);
  }

  /** Draw sharply, and place the labels anew. */
  function rest() {
    clearTimeout(resting);
    placed = null;
    stale = true;
    ask();
  }

  function move(next) {
    Object.assign(camera, next);
    camera.scale = Math.min(SCALES[1], Math.max(SCALES[0], camera.scale));
    hideTip();
    ask();
    clearTimeout(resting);
    if (!glide) resting = setTimeout(rest, REST_MS);
  }

  function stepGlide() {
    const part = Math.min(1, (performance.now() - glide.start) / GLIDE_MS);
    const eased = 1 - (1 - part) ** 3;
    const scale = glide.from.scale * (glide.to.scale / glide.from.scale) ** eased;
    // what lies in the middle of the way is kept in step with the scale, so that the movement is straight
    const [start, end] = [1 / glide.from.scale, 1 / glide.to.scale];
    const way = start === end ? eased : (1 / scale - start) / (end - start);
    const between = (key) => glide.from[key] + way * (glide.to[key] - glide.from[key]);
    Object.assign(camera, { x: between("x"), y: between("y"), scale });
    if (part < 1) return;
    glide = null;
    rest();
  }

  /** Move to a place within a moment, or at once where motion is not wanted. */
  function glideTo(next) {
    const to = { ...camera, ...next };
    to.scale = Math.min(SCALES[1], Math.max(SCALES[0], to.scale));
    if (["x", "y", "scale"].every((key) => to[key] === camera[key])) return;
    hideTip();
    if (still.matches || !ready) {
      glide = null;
      Object.assign(camera, to);
      rest();
    } else {
      glide = { from: { ...camera }, to, start: performance.now() };
      ask();
    }
  }

  function resize() {
    const { clientWidth: width, clientHeight: height } = map;
    if (!width || !height || (width === camera.width && height === camera.height)) return;
    Object.assign(camera, { width, height, corner: cornerOf(map) });
    if (held && !moved) Object.assign(camera, frameOf(held.nodes, camera));
    if (!held) return;
    placed = null;
    stale = true;
    // at once: a canvas that changes its size is empty until it is painted
    frame();
  }
  new ResizeObserver(resize).observe(map);

  function show(next) {
    const first = !held;
    held = next;
    hovered = null;
    dragged = null;
    hideTip();
    look ||= theme();
    rest();
    if (first) {
      resize();
      ready = true;
    } else if (!moved && camera.width) {
      const whole = frameOf(held.nodes, camera);
      if (whole.scale > camera.scale * 1.5 || whole.scale < camera.scale / 1.1) glideTo(whole);
    }
  }

  function drawn() {
    const sum = (groups) => groups.reduce((all, group) => all + group.length, 0);
    const parts = batchesOf(held);
    return { nodes: sum(parts.nodes), lines: sum(parts.lines) };
  }

  /** Take up a node with its leaves: they leave the lower layer until they are put down. */
  function take(node) {
    const all = new Set([node, ...leavesOf(held, node)]);
    dragged = { nodes: all, lines: new Set([...all].flatMap((one) => one.lines.map((k) => held.lines[k]))) };
    stale = true;
  }
  function drag(dx, dy) {
    for (const one of dragged.nodes) moveBy(one, dx / camera.scale, dy / camera.scale);
    placed = null;
    ask();
  }
  function put() {
    dragged = null;
    rest();
  }

  return {
    show,
    drawn,
    take,
    drag,
    put,
    emphasise() {
      placed = null;
      ask();
    },
    hover(thing) {
      if (thing === hovered) return;
      hovered = thing;
      map.style.cursor = thing ? "pointer" : "";
      ask();
    },
    camera: () => ({ ...(glide ? glide.to : camera) }),
    moveTo(next) {
      moved = true;
      glide = null;
      move(next);
    },
    fit() {
      moved = false;
      if (held && camera.width) glideTo(frameOf(held.nodes, camera));
    },
    zoom(factor) {
      moved = true;
      glideTo({ scale: (glide ? glide.to.scale : camera.scale) * factor });
    },
    /** Move by pixels of the screen. */
    pan(dx, dy) {
      moved = true;
      glide = null;
      move({ x: camera.x + dx / camera.scale, y: camera.y + dy / camera.scale });
    },
    glideTo(next) {
      moved = true;
      if (camera.width) glideTo(next);
    },
    bringIntoView,
    showNeighbourhood,
    /** Return where a point of the map lies, in pixels from the corner of #map. */
    toScreen: (x, y) => ({ x: across(camera, x), y: down(camera, y) }),
    at: (x, y, slack) => thingAt(held, camera, { x, y }, slack),
    redraw: rest,
    readTheme() {
      look = theme();
      if (held) rest();
    },
  };
})();
listenToHands(byId("map"));

/** Wheel, pointers and fingers on the map: to zoom, move, point at, choose and drag. */
function listenToHands(map) {
  const fingers = new Map();
  let grip = null; // where one pointer went down, and on what
  const place = (event) => {
    const box = map.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const zoomAt = ({ x, y }, factor) => {
    const { x: cx, y: cy, scale, width, height } = engine.camera();
    const next = Math.min(SCALES[1], Math.max(SCALES[0], scale * factor));
    const part = 1 / scale - 1 / next;
    return { x: cx + (x - width / 2) * part, y: cy + (y - height / 2) * part, scale: next };
  };
  const spread = () => {
    const [p, q] = [...fingers.values()];
    return { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2, far: Math.hypot(p.x - q.x, p.y - q.y) };
  };
  const letGo = () => {
    if (grip && grip.held) engine.put();
    grip = null;
    map.style.cursor = "";
  };

  map.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const lines = [1, 16, 100][event.deltaMode];
      const turn = Math.max(-240, Math.min(240, event.deltaY * lines));
      engine.moveTo(zoomAt(place(event), Math.exp(-turn * (event.ctrlKey ? 0.01 : 0.0022))));
    },
    { passive: false },
  );

  map.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button) return;
    map.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, place(event));
    hideTip();
    if (fingers.size > 1) letGo();
    else {
      const touch = event.pointerType === "touch";
      const at = place(event);
      grip = { start: at, last: at, thing: engine.at(at.x, at.y, touch ? 12 : 5), touch, moved: false, held: false };
    }
  });

  map.addEventListener("pointermove", (event) => {
    const at = place(event);
    if (fingers.size === 2 && fingers.has(event.pointerId)) {
      const before = spread();
      fingers.set(event.pointerId, at);
      const now = spread();
      const next = zoomAt(now, now.far / Math.max(before.far, 1));
      engine.moveTo({ ...next, x: next.x - (now.x - before.x) / next.scale, y: next.y - (now.y - before.y) / next.scale });
    } else if (grip) follow(at);
    else if (event.pointerType !== "touch") point(at);
  });

  function follow(at) {
    if (!grip.moved && Math.hypot(at.x - grip.start.x, at.y - grip.start.y) < (grip.touch ? 8 : 4)) return;
    if (!grip.moved && grip.thing && grip.thing.members && !grip.touch) {
      engine.take(grip.thing);
      grip.held = true;
    }
    grip.moved = true;
    map.style.cursor = "grabbing";
    const [dx, dy] = [at.x - grip.last.x, at.y - grip.last.y];
    grip.last = at;
    if (grip.held) engine.drag(dx, dy);
    else engine.pan(-dx, -dy);
  }

  function point(at) {
    const thing = engine.at(at.x, at.y, 4);
    engine.hover(thing);
    if (thing) showTip(thing, at);
    else hideTip();
  }

  const up = (event) => {
    const was = grip;
    fingers.delete(event.pointerId);
    letGo();
    if (was && !was.moved && event.type === "pointerup") chooseThing(was.thing);
  };
  map.addEventListener("pointerup", up);
  map.addEventListener("pointercancel", up);
  map.addEventListener("pointerleave", () => {
    engine.hover(null);
    hideTip();
  });
  map.addEventListener("dblclick", (event) => engine.glideTo(zoomAt(place(event), event.shiftKey ? 0.5 : 2)));
}
