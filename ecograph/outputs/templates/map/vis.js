// The other drawing engine: vis-network as it lies in pyvis's package, with our labels and emphasis above.

const engine = (() => {
  const map = byId("map");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const nodeSet = new vis.DataSet();
  const edgeSet = new vis.DataSet();
  let network = null;
  let held = null;
  let look = null;
  let hovered = null;
  let moved = false;
  let measure = null;
  let corner = null;
  let leaves = []; // of the node that is dragged
  const many = () => held.lines.length > 1500;

  const visNode = (node) => ({
    id: node.k,
    shape: node.shape,
    size: node.size,
    x: node.x,
    y: node.y,
    borderWidth: node.hollow ? 2.5 : 1,
    color: {
      background: look(node.hollow ? "ground" : node.fill),
      border: look(node.hollow ? `${node.fill}-line` : "ground"),
    },
  });

  function visEdge(line) {
    const { colour, alpha } = LINE[line.kind];
    return {
      id: line.k,
      from: line.a.k,
      to: line.b.k,
      width: line.width,
      color: { color: look(colour), opacity: alpha },
      dashes: line.dashed && (line.kind === "flow" ? [7, 3, 1.5, 3] : [6, 5]),
      arrows: line.arrow ? { to: { enabled: true, scaleFactor: 0.45 } } : "",
      smooth: line.bend
        ? { enabled: true, type: line.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(line.bend) }
        : false,
    };
  }

  function fill() {
    nodeSet.clear();
    edgeSet.clear();
    nodeSet.add(held.nodes.map(visNode));
    edgeSet.add(held.lines.map(visEdge));
  }

  function start() {
    const options = {
      physics: false,
      layout: { improvedLayout: false },
      nodes: { chosen: false },
      edges: { chosen: false, arrowStrikethrough: false },
      interaction: { selectConnectedEdges: false, hideEdgesOnDrag: many(), hideEdgesOnZoom: many() },
    };
    network = new vis.Network(map, { nodes: nodeSet, edges: edgeSet }, options);
    // the map itself takes the focus; the frame that vis-network puts inside would be a second stop
    map.firstElementChild.tabIndex = -1;
    network.on("afterDrawing", paintAbove);
    network.on("click", ({ pointer: { DOM } }) => chooseThing(at(DOM.x, DOM.y, 5)));
    network.on("zoom", () => (moved = true));
    network.on("dragStart", ({ nodes: [k] }) => {
      moved = true;
      const node = known(k) ? held.nodes[k] : null;
      leaves = node ? leavesOf(held, node).map((leaf) => [leaf, leaf.x - node.x, leaf.y - node.y]) : [];
    });
    network.on("dragging", ({ nodes: [k] }) => known(k) && settle(held.nodes[k]));
    network.on("dragEnd", ({ nodes: [k] }) => {
      if (known(k)) settle(held.nodes[k]);
      network.unselectAll();
    });
    // vis-network scales the picture after it has told of the new size, so fitting waits for the next frame
    network.on("resize", () => requestAnimationFrame(() => moved || fit()));
    map.addEventListener("pointermove", (event) => {
      const box = map.getBoundingClientRect();
      point({ x: event.clientX - box.left, y: event.clientY - box.top, buttons: event.buttons });
    });
    map.addEventListener("pointerleave", () => point(null));
  }

  /** Take over where vis-network has put a node, and bring its leaves after it. */
  function settle(node) {
    const { x, y } = network.getPosition(node.k);
    moveBy(node, x - node.x, y - node.y);
    for (const [leaf, dx, dy] of leaves) {
      moveBy(leaf, x + dx - leaf.x, y + dy - leaf.y);
      network.moveNode(leaf.k, leaf.x, leaf.y);
    }
  }

  function point(place) {
    const thing = place && !place.buttons ? at(place.x, place.y, 4) : null;
    if (thing) showTip(thing, place);
    else hideTip();
    if (thing === hovered) return;
    hovered = thing;
    map.style.cursor = thing ? "pointer" : "";
  }

  function camera() {
    const { clientWidth: width, clientHeight: height } = map;
    return { ...network.getViewPosition(), scale: network.getScale(), width, height, corner };
  }
  const at = (x, y, slack) => thingAt(held, camera(), { x, y }, slack);

  function paintAbove(context) {
    const now = camera();
    if (!now.width) return;
    const ratio = context.canvas.width / now.width;
    const emphasised = emphasis();
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (emphasised) paintEmphasis(context, held, now, { look, emphasised });
    measure ||= measureIn(context);
    paintLabels(context, placeLabels(held, now, measure, emphasised), now, look);
    paintRings(context, held, now, look);
    context.restore();
  }

  function moveTo({ x, y, scale }, animated = false) {
    const now = network.getViewPosition();
    network.moveTo({
      position: { x: x ?? now.x, y: y ?? now.y },
      scale: scale ?? network.getScale(),
      animation: animated && map.dataset.ready && !still.matches ? { duration: 170, easingFunction: "easeOutCubic" } : false,
    });
  }

  function fit() {
    const { clientWidth: width, clientHeight: height } = map;
    if (!width || !height) return;
    corner = cornerOf(map);
    moveTo(frameOf(held.nodes, { width, height }));
    moved = false;
  }

  function show(next) {
    held = next;
    hovered = null;
    hideTip();
    look ||= theme();
    const first = !network;
    fill();
    if (first) start();
    if (!moved) fit();
    if (first) network.redraw();
  }

  return {
    show,
    camera,
    fit,
    at,
    drawn: () => ({ nodes: nodeSet.length, lines: edgeSet.length }),
    emphasise: () => network.redraw(),
    moveTo(next) {
      moved = true;
      moveTo(next);
    },
    glideTo(next) {
      moved = true;
      moveTo(next, true);
    },
    zoom(factor) {
      moved = true;
      moveTo({ scale: network.getScale() * factor }, true);
    },
    pan(dx, dy) {
      const { x, y, scale } = camera();
      moved = true;
      moveTo({ x: x + dx / scale, y: y + dy / scale });
    },
    bringIntoView,
    showNeighbourhood,
    toScreen: (x, y) => network.canvasToDOM({ x, y }),
    redraw: () => network.redraw(),
    readTheme() {
      look = theme();
      if (held) fill();
    },
  };
})();
