// The state of the page: what a reader has chosen. It changes through change() alone, and stands in the address.

const HIDDEN = ["helix", "group", "line", "hollow", "country", "cluster", "community"];
const FACETS = ["clusters", "themes", "funders", "countries"];
const MODES = ["two", "one", "money"];

/** Return which part is shown first: all, the core where that is too much, the communities where even that is. */
function startPart() {
  const most = data.about.max_nodes;
  if (nodes.length <= most) return "all";
  const k = coreNumber();
  const isSmall = nodes.filter((node) => node.core >= k).length <= most;
  return isSmall || !nodes.some((node) => known(node.community)) ? "core" : "communities";
}

function fresh() {
  return {
    mode: "two",
    part: startPart(),
    near: null,
    hops: 2,
    opened: new Set(),
    colour: data.about.colour,
    off: Object.fromEntries(HIDDEN.map((key) => [key, new Set()])),
    clusters: new Set(),
    themes: new Set(),
    funders: new Set(),
    countries: new Set(),
    from: null,
    to: null,
    least: 1,
    scenario: -1,
    after: false,
    node: null,
    edge: null,
    pair: null,
    fold: null,
    path: null,
    cursor: null,
    asTable: false,
  };
}

const view = fresh();
const onScene = [];
const onChoice = [];
const live = byId("live");
const CHOICE = ["node", "edge", "pair", "fold", "path", "cursor"];
const isChosen = () => view.node !== null || view.edge !== null || view.pair !== null || view.fold !== null;
let opener = null;

/** Change the view: what is shown is found anew when it must be, and all that shows it is told. */
function change(patch, { takeFocus = false, keep = false } = {}) {
  const was = isChosen();
  const before = document.activeElement;
  Object.assign(view, patch);
  const scenic = Object.keys(patch).some((key) => !CHOICE.includes(key));
  if (scenic) {
    view.cursor = null;
    buildScene();
    if (view.fold !== null && !foldOf(view.fold)) view.fold = null; // it was opened, or is no longer merged
    engine.show(scene);
    onScene.forEach((tell) => tell());
  } else engine.emphasise();
  onChoice.forEach((tell) => tell());
  if (isChosen() && !was) opener = before;
  if (takeFocus && isChosen()) byId("panel").querySelector("h2").focus();
  if (!keep) writeAddress();
}

/** Choose a node, an edge, a pair or a fold, or nothing; from a list or by keyboard the panel takes the focus. */
function choose({ node = null, edge = null, pair = null, fold = null, from = null }, takeFocus = false) {
  const hadFocus = byId("panel").contains(document.activeElement);
  const was = isChosen();
  const hidden = node !== null && !scene.at.has(node);
  if (hidden) stopPlaying();
  if (hidden) Object.assign(view, fresh(), { colour: view.colour, mode: view.mode, asTable: view.asTable });
  if (hidden && !wouldShow(node)) Object.assign(view, { mode: "two", part: "near", near: node });
  const patch = { node, edge, pair, fold, path: null };
  change(hidden ? { ...patch, mode: view.mode } : patch, { takeFocus });
  const target = node !== null && scene.at.get(node);
  if (target && takeFocus) engine.showNeighbourhood(target);
  else if (target) engine.bringIntoView(target);
  if (was && !isChosen() && (hadFocus || from === "key")) giveFocusBack();
}

/** Return whether a node is on the map with nothing filtered. */
function wouldShow(i) {
  buildScene();
  return scene.at.has(i);
}

function giveFocusBack() {
  const usable = opener && opener !== document.body && opener.isConnected && !byId("panel").contains(opener);
  (usable && opener.offsetParent !== null ? opener : byId("map")).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && isChosen()) choose({ from: "key" });
});

// The address: only what differs from the start stands in it.

const nameOf = (i) => ids[i];
const LISTS = {
  clusters: { write: nameOf, read: (id) => number.get(id) },
  funders: { write: nameOf, read: (id) => number.get(id) },
  countries: { write: (code) => code, read: (code) => (/^[A-Z]{2}$/.test(code) ? code : undefined) },
  themes: { write: (i) => themes[i].id, read: (id) => (themes.find((theme) => theme.id === id) || {}).i },
};

// In a list a comma that belongs to an id is written as %2C.
const listed = (codes) => [...codes].map((code) => String(code).replace(/[%,]/g, encodeURIComponent)).join(",");
const unlisted = (text) => (text || "").split(",").map((code) => code.replace(/%2C|%25/g, decodeURIComponent));

function address() {
  const start = fresh();
  const told = new URLSearchParams();
  const { focus, scenario } = data.about;
  if (view.node !== null) told.set("focus", nameOf(view.node));
  else if (known(focus)) told.set("focus", "");
  const names = { mode: "view", part: "part", hops: "hops", colour: "colour", from: "from", to: "to", least: "least" };
  for (const [key, name] of Object.entries(names)) if (view[key] !== start[key]) told.set(name, view[key]);
  if (view.part === "core" && view.node !== null && !scene.at.has(view.node)) told.set("part", "core");
  if (view.near !== null) told.set("near", nameOf(view.near));
  for (const key of FACETS) if (view[key].size) told.set(key, listed([...view[key]].map(LISTS[key].write)));
  const filter = HIDDEN.flatMap((key) => [...view.off[key]].map((code) => `${key}:${code}`));
  if (filter.length) told.set("filter", listed(filter));
  if (view.opened.size) told.set("opened", [...view.opened].join(","));
  if (view.scenario >= 0) told.set("scenario", data.scenarios[view.scenario].name);
  else if (known(scenario)) told.set("scenario", "");
  if (view.after) told.set("after", "1");
  if (view.asTable) told.set("table", "1");
  if (language !== root.dataset.language) told.set("lang", language);
  return told.toString();
}

let written = null;
function writeAddress() {
  written = address();
  try {
    history.replaceState(null, "", written ? `#${written}` : location.pathname + location.search);
  } catch {
    // a page without an origin of its own may not have its address changed; the link of a view is made in files.js
  }
}

const whole = (text, low, high) => (/^\d{1,4}$/.test(text || "") && +text >= low && +text <= high ? +text : null);
const oneOf = (text, list, otherwise) => (list.includes(text) ? text : otherwise);

/** Return the view that the address asks for; what it does not know is left out. */
function readAddress() {
  const told = new URLSearchParams(location.hash.slice(1));
  const start = fresh();
  const asked = { ...start };
  asked.mode = oneOf(told.get("view"), MODES, start.mode);
  asked.part = oneOf(told.get("part"), ["all", "core", "communities", "near"], start.part);
  asked.colour = oneOf(told.get("colour"), COLOUR_BY, start.colour);
  asked.hops = whole(told.get("hops"), 1, 4) || start.hops;
  asked.from = whole(told.get("from"), 1, 9999);
  asked.to = whole(told.get("to"), 1, 9999);
  asked.least = whole(told.get("least"), 1, 9999) || 1;
  asked.near = number.has(told.get("near")) ? number.get(told.get("near")) : null;
  for (const key of FACETS)
    asked[key] = new Set(unlisted(told.get(key)).map(LISTS[key].read).filter(known));
  for (const item of unlisted(told.get("filter"))) {
    const [key, ...code] = item.split(":");
    if (HIDDEN.includes(key) && code.length) asked.off[key].add(code.join(":"));
  }
  asked.opened = new Set((told.get("opened") || "").split(",").filter((code) => /^\d+$/.test(code)).map(Number));
  const named = told.has("scenario")
    ? data.scenarios.findIndex((one) => one.name === told.get("scenario"))
    : data.about.scenario;
  asked.scenario = known(named) ? named : -1;
  asked.after = told.has("after") ? told.get("after") === "1" : asked.scenario >= 0 && !told.has("scenario");
  asked.asTable = told.get("table") === "1";
  const focus = told.has("focus") ? number.get(told.get("focus")) : data.about.focus;
  asked.node = known(focus) ? focus : null;
  if (!told.has("part") && isBeyondCore(asked)) asked.part = "near";
  if (asked.part === "near" && asked.near === null) asked.near = asked.node;
  if (asked.part === "near" && asked.near === null) asked.part = start.part;
  return asked;
}

/** Return whether a view asks for a node that its core does not hold. */
function isBeyondCore({ part, node }) {
  return part === "core" && node !== null && nodes[node].core < coreNumber() && nodes[node].group !== "cluster";
}

addEventListener("hashchange", () => {
  if (location.hash.slice(1) === written) return;
  stopPlaying();
  setLanguage(askedLanguage());
  change(readAddress());
  showChosen();
});
