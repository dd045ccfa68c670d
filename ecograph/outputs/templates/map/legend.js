// What a reader chooses: the view, and the legend, which is the filter. Every control calls change() and nothing else.

const SVG = "http://www.w3.org/2000/svg";
const OUTLINES = {
  hexagon: "M21 8 L17.5 14 L10.5 14 L7 8 L10.5 2 L17.5 2 Z",
  triangle: "M14 2 L20 13.5 L8 13.5 Z",
  triangleDown: "M14 14 L20 2.5 L8 2.5 Z",
  diamond: "M14 1.5 L20.5 8 L14 14.5 L7.5 8 Z",
  square: "M9 3 H19 V13 H9 Z",
  dot: "M14 2 A6 6 0 1 1 13.99 2 Z",
  line: "M1 8 H27",
  arrow: "M1 8 H18 M18 4 L26 8 L18 12 Z",
  two: "M10 8 H19 M2 8 a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0 Z M19 4 h8 v8 h-8 Z",
  one: "M10 8 H18 M2 8 a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0 Z M18 8 a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0 Z",
  money: "M2 8 a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0 Z M10 8 H20 M20 4 L27 8 L20 12 Z",
};
const FORMS = ["cluster", "company", "knowledge", "public", "other", "project"];

function swatch(outline, className, look = {}) {
  const picture = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  picture.setAttribute("class", "swatch");
  picture.setAttribute("viewBox", "0 0 28 16");
  picture.setAttribute("aria-hidden", "true");
  path.setAttribute("d", OUTLINES[outline]);
  path.setAttribute("class", className);
  Object.assign(path.style, look); // through the object model: the policy of the page forbids style attributes
  picture.append(path);
  return picture;
}

// Sections are built anew when their key changes, else only brought up to date, so that the focus stays.

const sections = [];

/** Let `build(keep)` fill an element; what it gives to `keep` runs after every change of the map. */
function section(id, key, build) {
  sections.push({ element: byId(id), key, build, was: null, updates: [] });
}

function refreshSection(id) {
  for (const one of sections) {
    if (id && one.element.id !== id) continue;
    const key = `${language} ${one.key()}`;
    if (key !== one.was) rebuild(one, key);
    one.updates.forEach((update) => update());
  }
}
const refreshChoosing = () => refreshSection(null);
onScene.push(refreshChoosing);

function rebuild(one, key) {
  const focused = one.element.contains(document.activeElement) && document.activeElement.dataset.filter;
  one.was = key;
  one.updates = [];
  const parts = one.build((update) => one.updates.push(update)).filter(Boolean);
  one.element.replaceChildren(...parts);
  one.element.hidden = !parts.length;
  if (focused) focusOn(one.element, focused);
}

function focusOn(element, filter) {
  const found = [...element.querySelectorAll("[data-filter]")].find((each) => each.dataset.filter === filter);
  if (found) found.focus();
}

let flagged = { scene: null };

/** Return flags of the nodes and edges of the model that are on the map, folded ones too. */
function onMap() {
  if (flagged.scene === scene) return flagged;
  flagged = { scene, nodes: new Uint8Array(nodes.length), edges: new Uint8Array(edges.length) };
  for (const { members } of scene.nodes) for (const node of members) flagged.nodes[node.i] = 1;
  for (const line of scene.lines) for (const i of line.edges) flagged.edges[i] = 1;
  return flagged;
}

// One of several: a group of radio buttons that look like one switch.

function radios({ name, label, className, options, value, pick }, keep) {
  const inputs = options.map(({ code, text, picture, disabled }) => {
    const input = make("input", { type: "radio", name, value: code, "data-filter": `${name}:${code}` });
    input.disabled = Boolean(disabled);
    input.addEventListener("change", () => pick(code));
    keep(() => {
      input.checked = value() === code;
    });
    return make("label", { class: "option" }, input, picture, make("span", {}, text));
  });
  return make("div", { role: "radiogroup", "aria-label": label, class: className }, inputs);
}

section(
  "views",
  () => "",
  (keep) => {
    const note = make("p", { class: "note" });
    keep(() => {
      note.textContent = t(`mode_${view.mode}_note`);
    });
    const options = ["two", "one", "money"].map((code) => ({
      code,
      text: t(`mode_${code}`),
      picture: swatch(code, "icon"),
    }));
    const pick = (mode) => change({ mode });
    return [
      radios(
        { name: "mode", label: t("view"), className: "segments", options, value: () => view.mode, pick },
        keep,
      ),
      note,
    ];
  },
);

// The legend: an entry says what a look means, how many there are, and shows or hides them.

function entry({ group, code, label, picture, total, shown, checked, toggle, only }, keep) {
  const name = clip(visible(label), 90);
  const box = make("input", { type: "checkbox", "data-filter": `${group}:${code}` });
  const figure = make("span", { class: "count", "aria-hidden": "true" });
  box.addEventListener("change", () => toggle(box.checked));
  keep(() => {
    const now = shown();
    box.checked = checked();
    const all = known(total) ? total : now;
    figure.textContent = now === all ? count(all) : `${count(now)} / ${count(all)}`;
    box.setAttribute("aria-label", `${name}: ${t("shown_of", { shown: count(now), total: count(all) })}`);
  });
  const text = make("span", { class: "name", dir: "auto", title: name }, name);
  const row = make("div", { class: "entry" }, make("label", {}, box, picture, text, figure));
  if (only) row.append(onlyButton({ group, code, name, only }, row, keep));
  return row;
}

/** Return the button that shows one entry alone and then all again; a double click on the entry does the same. */
function onlyButton({ group, code, name, only }, row, keep) {
  const button = make("button", { type: "button", class: "only", "data-filter": `${group}:${code} only` });
  button.addEventListener("click", () => only());
  row.addEventListener("dblclick", (event) => {
    if (!button.contains(event.target)) only();
  });
  keep(() => {
    button.textContent = t(only.now() ? "all_again" : "only");
    button.setAttribute("aria-label", t(only.now() ? "all_of_these" : "only_this", { name }));
  });
  return button;
}

/** Return a group of entries that hide what is unchecked; `shownBy()` counts what is on the map by code. */
function hiding({ group, label, isTitled = true, list, shownBy }, keep) {
  let shown = new Map();
  keep(() => {
    shown = shownBy();
  });
  const own = list.filter((one) => !one.off);
  const rows = list.map(({ codes, off = group, ...one }) => {
    const isOff = (code) => view.off[off].has(code);
    const hide = (hidden) => change({ off: { ...view.off, [off]: new Set(hidden) } });
    const others = own.filter((each) => each.codes !== codes).flatMap((each) => each.codes);
    const only = () => hide(only.now() ? [] : others);
    only.now = () => view.off[off].size > 0 && !codes.some(isOff) && others.every(isOff);
    const without = () => [...view.off[off]].filter((code) => !codes.includes(code));
    const toggle = (on) => hide(on ? without() : [...view.off[off], ...codes]);
    const now = () => codes.reduce((sum, code) => sum + (shown.get(code) || 0), 0);
    const alone = off === group && others.length && only;
    const control = { shown: now, checked: () => !codes.every(isOff), toggle, only: alone };
    return entry({ ...one, ...control, group: off, code: codes.length > 1 ? "others" : codes[0] }, keep);
  });
  return make("fieldset", {}, make("legend", isTitled ? {} : { class: "unseen" }, label), rows);
}

/** Return how many of the numbers that are flagged have each code. */
function tallied(flags, list, codeOf) {
  const sums = new Map();
  list.forEach((one, i) => {
    if (flags && !flags[i]) return;
    const code = codeOf(one);
    if (known(code)) sums.set(code, (sums.get(code) || 0) + 1);
  });
  return sums;
}

/** Return flags of the nodes that the kind of view can show at all: in it stand the totals of the legend. */
function inMode() {
  if (view.mode === "two") return null;
  if (view.mode === "one") return Uint8Array.from(nodes, (node) => !node.isProject);
  const paid = new Uint8Array(nodes.length);
  for (const edge of edges) if (edge.kind === "flow") paid[edge.from] = paid[edge.to] = 1;
  return paid;
}

/** Return the entries of a colouring; categories without a colour of their own are one entry. */
function colourEntries(colour) {
  const totals = tallied(inMode(), nodes, (node) => categoryOf(node, colour));
  const list = [];
  const others = { codes: [], label: t("other_ones"), total: 0, paint: REST };
  for (const { code, label, fill: paint } of categories(colour)) {
    const total = totals.get(code) || 0;
    const isSmall = paint === REST && code !== REST;
    if (!total || (colour === "helix" && code === "project")) continue;
    if (isSmall) {
      others.codes.push(code);
      others.total += total;
    } else list.push({ codes: [code], label, total, paint });
  }
  if (others.codes.length) list.splice(list.findLastIndex(({ paint }) => /^c\d/.test(paint)) + 1, 0, others);
  return list.map(({ paint, ...one }) => ({ ...one, picture: swatch("dot", "area", { fill: `var(--${paint})` }) }));
}

section(
  "filters",
  () => [view.mode, view.colour, scene.lines.some((line) => line.kind === "bundle")].join(" "),
  (keep) => (nodes.length ? [colourSelect(keep), colourGroup(keep), formGroup(keep), lineGroup(keep)] : []),
);

function colourSelect(keep) {
  const select = make("select", { id: "colours", "data-filter": "colours" });
  const several = (code) => code === "helix" || code === view.colour || categories(code).length > 1;
  select.append(...COLOUR_BY.filter(several).map((code) => make("option", { value: code }, t(`by_${code}`))));
  select.addEventListener("change", () => change({ colour: select.value }));
  keep(() => {
    select.value = view.colour;
  });
  return make("div", { class: "row" }, make("label", { for: "colours" }, t("colour_by")), select);
}

function colourGroup(keep) {
  const { colour } = view;
  const list = colourEntries(colour);
  const shownBy = () => tallied(onMap().nodes, nodes, (node) => categoryOf(node, colour));
  const label = t("colour_of", { what: t(`by_${colour}`) });
  return list.length && hiding({ group: colour, label, isTitled: false, list, shownBy }, keep);
}

function formGroup(keep) {
  const flags = inMode();
  const totals = tallied(flags, nodes, (node) => node.group);
  const isGrey = view.colour === "helix";
  const list = FORMS.filter((code) => totals.has(code)).map((code) => ({
    codes: [code],
    label: t(`shape_${code}`),
    total: totals.get(code),
    picture: swatch(data.shapes[code], code === "project" && isGrey ? "of-project" : "grey"),
  }));
  const hollow = nodes.filter((node) => node.hollow && (!flags || flags[node.i]));
  if (hollow.length)
    list.push({
      codes: ["hollow"],
      off: "hollow",
      label: t("hollow"),
      total: hollow.length,
      picture: swatch("dot", "hollow"),
    });
  const shownBy = () => {
    const at = onMap().nodes;
    const shown = tallied(at, nodes, (node) => node.group);
    return shown.set("hollow", hollow.filter((node) => at[node.i]).length);
  };
  return list.length && hiding({ group: "group", label: t("form"), list, shownBy }, keep);
}

// Lines: by kind, and what their widths mean.

const OF_MODE = { two: LINES, one: LINES, money: ["flow"] };

function lineGroup(keep) {
  const totals = tallied(null, edges, (edge) => edge.kind);
  const isShared = (code) => view.mode === "one" && code === "participation"; // projects become lines between partners
  const list = OF_MODE[view.mode]
    .filter((code) => totals.has(code))
    .map((code) => ({
      codes: [code],
      label: t(isShared(code) ? "line_shared" : `line_${code}`),
      total: isShared(code) ? null : totals.get(code),
      picture: swatch(code === "flow" ? "arrow" : "line", isShared(code) ? "shared" : code),
    }));
  const shownBy = () => {
    const shown = tallied(onMap().edges, edges, (edge) => edge.kind);
    if (view.mode === "one") shown.set("participation", scene.lines.filter((line) => line.kind === "shared").length);
    return shown;
  };
  if (!list.length) return null;
  const group = hiding({ group: "line", label: t("stroke"), list, shownBy }, keep);
  const isBundled = scene.lines.some((line) => line.kind === "bundle");
  if (isBundled) group.append(sample(swatch("line", "bundle"), t("line_bundle")));
  if (totals.has("flow")) group.append(sample(swatch("arrow", "flow vague"), t("money_vague")));
  group.append(widths(keep));
  return group;
}

const sample = (picture, text) => make("div", { class: "key" }, picture, make("span", {}, text));

/** Return what the widths of the lines now on the map stand for: the least, a middle one and the most. */
function widths(keep) {
  const box = make("div", { class: "widths" });
  const say = { one: (n) => count(n), money: euros };
  keep(() => {
    const told = view.mode === "two" ? [] : examples(scene.lines.map(worth).filter(known));
    const kind = view.mode === "money" ? "flow" : "shared";
    box.replaceChildren(
      ...told.map(({ value, width }) => sample(swatch("line", kind, { strokeWidth: width }), say[view.mode](value))),
    );
    box.hidden = !told.length;
  });
  return box;
}

/** Return what the width of a line stands for: shared projects, or an exact amount; null for other lines. */
function worth({ kind, n, width, edges: behind }) {
  if (view.mode === "one") return kind === "shared" ? { value: n, width } : null;
  const bounds = kind === "flow" && behind.length === 1 ? eur(edges[behind[0]].row) : null;
  return bounds && bounds[0] > 0 && bounds[0] === bounds[1] ? { value: bounds[0], width } : null;
}

function examples(list) {
  const inOrder = [...list].sort((a, b) => a.value - b.value);
  const [least, most] = [inOrder[0], inOrder[inOrder.length - 1]];
  if (!least) return [];
  const middle = inOrder.find(({ width }) => width >= (least.width + most.width) / 2);
  return [least, middle, most].filter((one, k, all) => all.findIndex(({ value }) => value === one.value) === k);
}

const euros = (value) =>
  count(value, { style: "currency", currency: "EUR", notation: "compact", maximumSignificantDigits: 2 });
