// Lists of what alone is to be shown, and in one line all that is in force.

const LISTED = 8; // how many entries a list shows at once

/** Return, by node, the nodes at the other end of its edges of a kind; `towards` is the end that the node is at. */
function reachedBy(list, kind, towards) {
  const isAsked = new Set(list);
  const found = new Map(list.map((i) => [i, new Set()]));
  for (const edge of edges)
    if (edge.kind === kind && isAsked.has(edge[towards])) found.get(edge[towards]).add(otherEnd(edge, edge[towards]));
  return found;
}

const named = (found) => [...found].map(([i, set]) => ({ code: i, label: nodes[i].label, nodes: [...set] }));

/** Return the label of a theme, with its id where another theme has the same. */
let sameThemes = { language: null };
function themeName(i) {
  if (sameThemes.language !== language) {
    const labels = themes.map((theme) => themeLabel(theme.i));
    sameThemes = { language, sums: tallied(null, labels, (label) => label), labels };
  }
  const label = sameThemes.labels[i];
  return sameThemes.sums.get(label) > 1 ? `${label} (${themes[i].id})` : label;
}

function byCountry() {
  const found = new Map();
  for (const node of nodes) {
    if (!node.country || node.isProject) continue;
    if (!found.has(node.country)) found.set(node.country, []);
    found.get(node.country).push(node.i);
  }
  return [...found].map(([code, of]) => ({ code, label: country(code), nodes: of }));
}

/** What each list holds: the code that goes into the view, its name, and the nodes that it counts. */
const FACET_ITEMS = {
  clusters: () => named(reachedBy(clusters, "membership", "to")),
  themes: () => themes.map((theme) => ({ code: theme.i, label: themeName(theme.i), nodes: theme.nodes })),
  funders: () => named(reachedBy(funders, "flow", "from")),
  countries: byCountry,
};
const facetName = {
  clusters: (i) => nodes[i].label,
  themes: (i) => themeName(i),
  funders: (i) => nodes[i].label,
  countries: (code) => country(code),
};

section(
  "facets",
  () => "",
  (keep) => {
    const lists = FACETS.map((facet) => facetList(facet, keep)).filter(Boolean);
    const least = tables.participations.length > 0 && leastControl(keep);
    return lists.length || least ? [make("h2", {}, t("show_only")), ...lists, least] : [];
  },
);

const openFacets = new Set();

function facetList(facet, keep) {
  const n = { clusters, themes, funders, countries: byCountry() }[facet].length;
  if (!n) return null;
  const state = make("span", { class: "state" });
  const box = make("details", { class: "facet", "data-facet": facet });
  const body = make("div", {});
  box.append(make("summary", { "data-filter": `facet ${facet}` }, make("span", {}, t(`facet_${facet}`)), state), body);
  keep(() => {
    state.textContent = view[facet].size ? t("chosen", { n: count(view[facet].size) }) : t("nothing_chosen");
  });
  const inside = [];
  keep(() => inside.forEach((update) => update()));
  const open = () => {
    if (box.open) openFacets.add(facet);
    else openFacets.delete(facet);
    if (box.open && !body.hasChildNodes()) fillFacet(facet, body, inside);
  };
  box.addEventListener("toggle", open);
  box.open = openFacets.has(facet);
  if (box.open) open();
  return box;
}

/** Fill a list that was opened; only what it lists is counted, so three thousand themes cost no more than eight. */
function fillFacet(facet, body, inside) {
  const items = FACET_ITEMS[facet]().sort((a, b) => b.nodes.length - a.nodes.length || (a.code < b.code ? -1 : 1));
  const list = make("div", { role: "group", "aria-label": t(`facet_${facet}`) });
  const rest = make("p", { class: "note", role: "status" });
  const label = t("find_in", { list: t(`facet_${facet}`) });
  const find = make("input", { type: "search", class: "find", "aria-label": label, "data-filter": `find ${facet}` });
  find.placeholder = t("find_of", { n: count(items.length) });
  let folded = null;
  const matching = () => {
    const words = fold(find.value).split(" ").filter(Boolean);
    if (words.length && !folded) folded = items.map(({ label }) => ` ${fold(label)}`);
    return words.length ? items.filter((_, k) => words.every((one) => folded[k].includes(one))) : items;
  };
  const draw = () => {
    const found = matching();
    const listed = found.slice(0, LISTED);
    listed.push(...items.filter((item) => view[facet].has(item.code) && !listed.includes(item)));
    inside.length = 0;
    list.replaceChildren(...listed.map((item) => facetEntry(facet, item, (update) => inside.push(update))));
    inside.forEach((update) => update());
    const more = found.length - LISTED;
    rest.textContent = !found.length ? t("none_found") : more > 0 ? t("more", { n: count(more) }) : "";
    rest.hidden = !rest.textContent;
  };
  find.addEventListener("input", draw);
  find.hidden = items.length <= LISTED;
  body.append(find, list, rest);
  draw();
}

function facetEntry(facet, { code, label, nodes: of }, keep) {
  const set = (codes) => change({ [facet]: new Set(codes) });
  const toggle = (on) => set(on ? [...view[facet], code] : [...view[facet]].filter((each) => each !== code));
  const shown = () => {
    const at = onMap().nodes;
    return of.reduce((sum, i) => sum + at[i], 0);
  };
  return entry(
    { group: facet, code, label, total: of.length, shown, checked: () => view[facet].has(code), toggle },
    keep,
  );
}

/** Return the field for how many projects two must share to be joined by a line. */
function leastControl(keep) {
  const input = make("input", { type: "number", id: "least", min: "1", max: "999", "data-filter": "least" });
  const set = (least) => change({ least: Math.min(999, Math.max(1, Math.round(least) || 1)) });
  const step = (sign, by) => {
    const label = t(by < 0 ? "less" : "greater");
    const button = make("button", { type: "button", class: "step", "aria-label": label }, sign);
    button.addEventListener("click", () => set(view.least + by));
    return button;
  };
  input.addEventListener("change", () => set(Number(input.value)));
  const less = step("−", -1);
  const row = make(
    "div",
    { class: "row facet" },
    make("label", { for: "least" }, t("least")),
    make("span", { class: "stepper" }, less, input, step("+", 1)),
  );
  keep(() => {
    row.hidden = view.mode === "money";
    input.value = String(view.least);
    less.disabled = view.least <= 1;
  });
  return row;
}

// What is in force: each thing that hides something, with a button that takes it away.

section(
  "force",
  () => "",
  (keep) => {
    const box = make("ul", { class: "chips", "aria-label": t("in_force") });
    const clear = make("button", { type: "button", id: "reset", "data-filter": "reset" }, t("clear"));
    clear.addEventListener("click", clearAll);
    keep(() => {
      const list = inForce();
      const hadFocus = box.contains(document.activeElement) || clear === document.activeElement;
      box.replaceChildren(...list.map(chip));
      box.parentElement.hidden = !list.length;
      if (hadFocus) (list.length ? clear : byId("legend").querySelector("summary")).focus();
    });
    return [box, clear];
  },
);

function chip({ text, without }) {
  const button = make("button", { type: "button", "aria-label": t("take_off", { name: text }) }, text, cross());
  button.addEventListener("click", () => change(without));
  return make("li", {}, button);
}

const cross = () => make("span", { "aria-hidden": "true", class: "cross" }, "×");

function clearAll() {
  const start = fresh();
  const filters = ["off", ...FACETS, "from", "to", "least", "scenario", "after"];
  stopPlaying();
  change(Object.fromEntries(filters.map((name) => [name, start[name]])));
}

const fewNames = (names) => {
  const [first, second, ...more] = names.map((name) => clip(visible(name), 40));
  const two = second ? `${first}, ${second}` : first;
  return more.length ? t("and_more", { names: two, n: count(more.length) }) : two;
};

/** Return what hides something now, in words, with the change that takes it back. */
function inForce() {
  const list = [];
  for (const facet of FACETS) {
    const names = [...view[facet]].map(facetName[facet]);
    if (names.length) list.push({ text: t("only_these", { names: fewNames(names) }), without: { [facet]: new Set() } });
  }
  for (const group of HIDDEN) {
    const without = { off: { ...view.off, [group]: new Set() } };
    if (view.off[group].size) list.push({ text: hiddenText(group), without });
  }
  if (isPeriod()) list.push({ text: periodText(), without: { from: null, to: null } });
  if (view.least > 1) list.push({ text: `${t("least")} ${count(view.least)}`, without: { least: 1 } });
  if (view.scenario >= 0) {
    const { name } = data.scenarios[view.scenario];
    list.push({ text: `${t("merger")}: ${clip(visible(name), 60)}`, without: { scenario: -1, after: false } });
  }
  return list;
}

/** Return what is hidden of a group or, where that is more than half of it, what is left of it. */
function hiddenText(group) {
  const isOff = (code) => view.off[group].has(code);
  const every = COLOUR_BY.includes(group)
    ? categories(group).map(({ code, label }) => [code, label])
    : occurring(group).map((code) => [code, hiddenName(group, code)]);
  const gone = every.filter(([code]) => isOff(code)).map(([, label]) => label);
  const left = every.filter(([code]) => !isOff(code)).map(([, label]) => label);
  if (!gone.length) gone.push(...view.off[group]); // an address can name what is not there
  const isMost = gone.length > left.length && left.length > 0;
  return t(isMost ? "only_these" : "hidden_these", { names: fewNames(isMost ? left : gone) });
}

const occurring = (group) =>
  ({
    group: () => FORMS.filter((code) => nodes.some((node) => node.group === code)),
    line: () => LINES.filter((code) => tables[TABLE_OF[code]].length),
    hollow: () => ["hollow"],
  })[group]();
const HIDDEN_NAMES = { group: (code) => `shape_${code}`, line: (code) => `line_${code}`, hollow: () => "hollow_short" };
const hiddenName = (group, code) => t(HIDDEN_NAMES[group](code));
