// Which node or line is chosen, and where the focus goes.

const state = { node: null, edge: null, cursor: -1, opener: null, moved: false };
const live = byId("live");

/** Choose a node or an edge, or nothing; by keyboard or from a list the panel takes the focus. */
function choose({ node = null, edge = null }, takeFocus) {
  const was = state.node !== null || state.edge !== null;
  const closing = node === null && edge === null;
  if (!was && !closing) state.opener = document.activeElement;
  const hadFocus = panel.contains(document.activeElement);
  Object.assign(state, { node, edge });
  if (node !== null && !shownNode(nodes[node])) resetFilter();
  showPanel();
  if (node !== null && takeFocus) showNeighbourhood(nodes[node]);
  else if (node !== null) bringIntoView(nodes[node]);
  else if (was && !state.moved) fit();
  network.redraw();
  if (closing && was && hadFocus) giveFocusBack();
  else if (!closing && takeFocus) panel.querySelector("h2").focus();
}

function giveFocusBack() {
  const { opener } = state;
  const usable = opener && opener !== document.body && opener.isConnected && !panel.contains(opener);
  (usable ? opener : byId("map")).focus();
}

document.addEventListener("keydown", (event) => {
  const open = state.node !== null || state.edge !== null;
  if (event.key === "Escape" && !event.defaultPrevented && open) choose({}, false);
});
