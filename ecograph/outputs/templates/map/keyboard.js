// The keys that work on the map.

function step(by) {
  const drawn = byWeight
    .map((node, i) => [node, i])
    .filter(([node]) => shownNode(node))
    .map(([, i]) => i);
  if (!drawn.length) return;
  const here = drawn.indexOf(state.cursor);
  state.cursor = drawn[here < 0 ? (by > 0 ? 0 : drawn.length - 1) : (here + by + drawn.length) % drawn.length];
  const node = byWeight[state.cursor];
  Object.assign(state, { node: null, edge: null });
  showPanel();
  bringIntoView(node);
  network.redraw();
  live.textContent = `${node.label}, ${kindOf(node)}, ${t("connections")}: ${count(node.edges.length)}`;
}

function pan(x, y) {
  const centre = network.getViewPosition();
  state.moved = true;
  network.moveTo({
    position: { x: centre.x + (60 * x) / network.getScale(), y: centre.y + (60 * y) / network.getScale() },
  });
}

const MOVES = {
  ArrowLeft: () => pan(-1, 0),
  ArrowRight: () => pan(1, 0),
  ArrowUp: () => pan(0, -1),
  ArrowDown: () => pan(0, 1),
  "+": () => zoom(1.25),
  "-": () => zoom(0.8),
  0: fit,
  n: () => step(1),
  N: () => step(1),
  p: () => step(-1),
  P: () => step(-1),
  Enter: () => state.cursor >= 0 && choose({ node: byWeight[state.cursor].i }, true),
};
byId("map").addEventListener("keydown", (event) => {
  const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : MOVES[event.key];
  if (!move) return;
  event.preventDefault();
  move();
});
