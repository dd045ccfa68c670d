// The panel: every fact about what is chosen.

const panel = byId("panel");
const LONG = 60;

/** Return a list that shows its first entries, and all of them on request. */
function longList(list, entry) {
  const box = make("ul", {}, list.slice(0, LONG).map(entry));
  if (list.length <= LONG) return [box];
  const more = make("button", { type: "button", class: "more" }, t("show_all", { n: count(list.length) }));
  more.addEventListener("click", () => {
    const rest = list.slice(LONG).map(entry);
    box.append(...rest);
    more.remove();
    rest[0].tabIndex = -1;
    rest[0].focus();
  });
  return [box, more];
}

/** Return a heading with the number of entries, and the list; nothing when there are none. */
function factSection(title, list, entry, note = []) {
  if (!list.length) return [];
  return [make("h3", {}, `${title} (${count(list.length)})`), ...note, ...longList(list, entry)];
}

function projectPairs(row) {
  return [
    ["acronym", row.acronym !== row.title && row.acronym],
    ["purpose", row.purpose && word("purpose", row.purpose)],
    ["stage", row.stage && word("stage", row.stage)],
    ["period", period(row.start, row.end)],
    ["programme", row.programme],
    ["country", row.country && country(row.country)],
    ["budget", known(row.budget_amount) && amount(row.budget_amount, row.budget_qualifier, row.budget_currency)],
  ];
}

function organisationPairs(row, names) {
  const size = row.n && t("stands_for", { n: count(row.n) });
  const some = names.slice(0, 5).map((one) => clip(one.name, 80));
  return [
    ["names", some.join("; ") + (names.length > some.length ? "; …" : "")],
    ["helix", row.helix ? word("helix", row.helix) : t("unknown")],
    ["country", row.country && country(row.country)],
    ["region", row.region && (data.regions[row.region] || row.region)],
    ["part_of", row.parent_id && go(row.parent_id)],
    ["extent", row.extent && row.extent !== "single" && comma(word("extent", row.extent), size)],
  ];
}

/** Return what is known of a node itself, as a list of terms. */
function about(node) {
  const pairs = node.isProject ? projectPairs(node.row) : organisationPairs(node.row, node.facts.names);
  const filled = pairs.filter(([, value]) => value && value.length !== 0);
  const lines = filled.flatMap(([key, value]) => [make("dt", {}, t(key)), make("dd", {}, value)]);
  return lines.length ? make("dl", {}, lines) : "";
}

/** Return an interval of euro in words; the upper end may be infinite. */
function euroText([low, high]) {
  const whole = (value) => count(value, { maximumFractionDigits: 0 });
  if (high === Infinity) return low ? t("at_least", { low: whole(low) }) : t("any_amount");
  if (Math.round(low) === Math.round(high)) return t("exactly", { low: whole(low) });
  return low ? t("between", { low: whole(low), high: whole(high) }) : t("up_to", { high: whole(high) });
}

/** Return the flows of a list that another of them contains or states already. */
function twice(rows) {
  const all = new Map(rows.map((row) => [row.flow_id, row]));
  return rows.filter((row) =>
    [row.part_of, row.restates].some((id) => {
      const whole = all.get(id);
      return whole && whole.level === row.level && known(whole.amount);
    }),
  );
}

/** Return the bounds of a flow in euro, or null. */
function euroOf(row) {
  return eur(row[AT]);
}

/** Return the sums of the amounts of a node by level, which are never added to each other; of a joint one from 0. */
function euroSums(rows, others) {
  const again = new Set(twice(rows));
  const once = rows.filter((row) => !again.has(row));
  const levels = new Map();
  let without = 0;
  for (const row of once) {
    const found = euroOf(row);
    if (!found) {
      without += 1;
      continue;
    }
    const [low, high] = levels.get(row.level) || [0, 0];
    levels.set(row.level, [low + (isJoint(row[others]) ? 0 : found[0]), high + found[1]]);
  }
  const said = [...levels].map(([level, found]) =>
    make("p", { class: "sum" }, t("sum", { level: word("level", level), amount: euroText(found) })),
  );
  const notes = [
    without && t("sum_without", { n: count(without), all: count(once.length) }),
    again.size && t("sum_once"),
  ];
  return [...said, notes.some(Boolean) ? make("p", { class: "note" }, notes.filter(Boolean).join(" ")) : ""];
}

/** Return the values of the measures for a node, its rank among its like, and what each tells. */
function measured(node) {
  const rows = measures.filter((one) => known(one.of(node.i)));
  return factSection(t("measures"), rows, (measure) => {
    const { title, sentence } = measure;
    let [n, above] = [0, 0];
    for (const other of nodes) {
      if (other.isProject !== node.isProject || !known(measure.of(other.i))) continue;
      n += 1;
      above += measure.place(other.i) < measure.place(node.i);
    }
    const rank = t(node.isProject ? "rank_projects" : "rank_organisations", { rank: count(above + 1), n: count(n) });
    const value = count(measure.of(node.i), { maximumSignificantDigits: 3 });
    return make(
      "li",
      {},
      `${title[language]}: `,
      make("span", { class: "amount" }, value),
      ` – ${rank}`,
      make("span", { class: "source" }, sentence[language]),
    );
  });
}

const newest = (row) => row.from || nodeOf(row.project_id).row.start || "";
/** Return rows in the order in which they are read: newest, greatest or by name; leads come first. */
function ordered(key, rows) {
  const { compare } = new Intl.Collator(locale());
  const byMoney = [(row) => (euroOf(row) || [0, -1])[1], (a, b) => b - a];
  const orders = {
    projects: [newest, (a, b) => compare(b, a)],
    participants: [(row) => (LEADS.includes(row.role) ? " " : "") + titleOf(row.org_id), compare],
    members: [(row) => titleOf(row.org_id), compare],
    money_in: byMoney,
    money_out: byMoney,
  };
  if (!orders[key]) return rows;
  const [of, order] = orders[key];
  const keyed = rows.map((row) => [of(row), row]).sort(([a], [b]) => order(a, b));
  return keyed.map(([, row]) => row);
}

function factLists(node) {
  const every = node.facts;
  const list = (key, title = t(key), note = []) => factSection(title, ordered(key, every[key]), ITEMS[key], note);
  return [
    list("memberships"),
    list("members"),
    list("projects"),
    list("participants"),
    list("money_in", t("money_in"), euroSums(every.money_in, "recipients")),
    list("money_out", t("money_out"), euroSums(every.money_out, "payers")),
    list("ties"),
    measured(node),
    list("figures"),
    list("events"),
    list("names"),
    list("identifiers", t("numbers")),
  ];
}

const panelHeading = (text) => make("h2", { tabindex: "-1", dir: "auto" }, text);

function nodeDetails(node) {
  return [
    panelHeading(node.label),
    make("p", { class: "kind" }, kindOf(node)),
    about(node),
    sourceOf(node.row, node.isProject ? "projects" : "organisations"),
    make("div", { class: "deeds" }, copyButton("copy_node", () => toldNode(node), true), closeFold(node)),
    whyBox(node),
    factLists(node),
    edgesOf(node.i).length ? "" : make("p", { class: "note" }, t("nothing")),
  ];
}

const LIST_OF = { participation: "projects", membership: "memberships", tie: "ties", flow: "flows" };
function edgeDetails(edge) {
  return [
    panelHeading(t(`line_${edge.kind}`)),
    make("p", {}, go(nodes[edge.from].id), " → ", go(nodes[edge.to].id)),
    make("ul", {}, ITEMS[LIST_OF[edge.kind]](edge.fact)),
  ];
}

const foldKind = ({ kind, code }) => t(kind === "merged" ? "fold_merged" : code ? "fold_community" : "fold_rest");
/** Return the details of what stands for several nodes: a community, or what merges. */
function foldDetails(drawn) {
  const members = [...drawn.members].sort((a, b) => b.degree - a.degree || a.i - b.i);
  const { kind, code } = drawn.fold;
  const open = kind === "merged" ? { after: false } : { opened: new Set([...view.opened, code]) };
  return [
    panelHeading(drawn.label),
    make("p", { class: "kind" }, foldKind(drawn.fold)),
    make("div", { class: "deeds" }, foldButton("open_fold", open)),
    factSection(t("belongs_here"), members, (node) => make("li", {}, go(node.id), ` – ${kindOf(node)}`)),
  ];
}

/** Return a button that opens or closes a fold; then the map has the focus. */
function foldButton(key, patch) {
  const button = make("button", { type: "button" }, t(key));
  button.addEventListener("click", () => {
    change({ ...patch, fold: null });
    byId(view.asTable ? "table" : "map").focus();
  });
  return button;
}

function closeFold(node) {
  const code = known(node.community) ? node.community : 0;
  if (view.part !== "communities" || !view.opened.has(code)) return "";
  return foldButton("close_fold", { opened: new Set([...view.opened].filter((one) => one !== code)) });
}

/** Return a button that opens the details of what is drawn, a node or a fold. */
function goScene(one) {
  if (!one.fold) return go(one.node.id);
  const button = make("button", { type: "button", class: "go", dir: "auto" }, one.label);
  button.addEventListener("click", () => choose({ fold: foldKey(one) }, true));
  return button;
}

function guide() {
  if (!nodes.length) return [make("p", {}, t("empty"))];
  const best = scene.nodes.filter((one) => one.lines.length && !one.hollow);
  best.sort((a, b) => b.lines.length - a.lines.length || a.k - b.k);
  const total = (one) => make("span", { class: "count" }, count(one.lines.length));
  const list = best.slice(0, 12).map((one) => make("li", {}, goScene(one), total(one)));
  return [
    make("h2", {}, t("how_to_read")),
    make("p", {}, t("read_place")),
    make("p", {}, t("read_choose")),
    ...(list.length ? [make("h3", {}, t("best_connected")), make("ol", { class: "plain" }, list)] : []),
  ];
}

function chosenDetails() {
  if (view.node !== null) return nodeDetails(nodes[view.node]);
  if (view.edge !== null) return edgeDetails(edges[view.edge]);
  if (view.pair !== null) return pairDetails(view.pair);
  const drawn = view.fold !== null && foldOf(view.fold);
  return drawn ? foldDetails(drawn) : null;
}

let panelKey = null;
/** Fill the panel; while the same thing stays chosen it stays as it is, with what is open and scrolled in it. */
function showPanel() {
  endWhy(view.node);
  const { node, edge, pair, fold: folded, part, opened } = view;
  const held = folded !== null && foldOf(folded)?.members.length;
  const key = JSON.stringify([language, node, edge, pair, folded, held, part, opened.size, question && question.key]);
  if (isChosen() && key === panelKey) return;
  panelKey = key;
  const chosen = chosenDetails();
  panel.replaceChildren(...(chosen || guide()).flat(3).filter((one) => one !== "" && known(one)));
  panel.classList.toggle("chosen", Boolean(chosen));
  panel.scrollTop = 0;
  if (!chosen) return;
  const close = make("button", { type: "button", class: "close" }, t("close"));
  close.addEventListener("click", () => choose({}));
  panel.append(close);
}
onChoice.push(showPanel);
