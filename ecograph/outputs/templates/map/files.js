// What a reader takes away: the picture, the tables, the graph and the address of what is shown.

/** Return a name for a file: the day the data is of stands in it, never that of the clock. */
function fileName(what, ending) {
  const when = String(data.about.as_of || data.about.newest || "").replace(/[^\d-]/g, "");
  return `${["ecograph-map", what, when].filter(Boolean).join("-")}.${ending}`;
}

/** Give a file to the browser; return what to say of it. */
function save(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  return t("taken", { file: name });
}

/** Say what was done, to those who hear and in the menu. */
function tellTaken(text) {
  live.textContent = text;
  byId("take").querySelector(".told").textContent = text;
}

// Tables: what Excel reads in the language of the page, and never as a formula.

const namesOf = (list) => list.map((i) => nodes[i].label).join(" | ");
const sourceUrl = (row) => (sources.get(row.source_id) || {}).url;

/** Return the nodes that a node is tied to by its own edges of a kind. */
function tiedTo(node, kind) {
  const own = [...edgesOf(node.i)].map((e) => edges[e]).filter((edge) => edge.kind === kind && edge.from === node.i);
  return [...new Set(own.map((edge) => edge.to))];
}

/** Return the columns of the table of nodes: a heading and a function of a scene node. */
function nodeColumns() {
  const plain = (value) => (one) => (one.node ? value(one.node, one.node.row) : null);
  const cell = (name) => plain((_, row) => row[name]);
  return [
    [t("column_id"), plain((node) => node.id)],
    [t("name"), (one) => one.label],
    [t("kind"), (one) => (one.node ? kindOf(one.node) : foldKind(one.fold))],
    [t("belongs_here"), (one) => (one.fold ? namesOf(one.members.map(({ i }) => i)) : null)],
    [t("helix"), plain((node) => (node.isProject ? null : categoryLabel("helix", node.helix)))],
    [t("extent"), plain((_, row) => row.extent && word("extent", row.extent))],
    [t("country"), plain((node) => node.country && country(node.country))],
    [t("region"), plain((_, row) => row.region && (data.regions[row.region] || row.region))],
    [t("memberships"), plain((node) => namesOf(tiedTo(node, "membership")))],
    [t("programme"), cell("programme")],
    [t("column_start"), cell("start")],
    [t("column_end"), cell("end")],
    [t("connections"), (one) => one.lines.length],
    ...measures.map((each) => [each.title[language], plain((node) => each.of(node.i))]),
    [t("source"), plain((_, row) => cited(row))],
    [t("column_link"), plain((_, row) => sourceUrl(row))],
  ];
}

const FLOW_MARKS = {
  joint: (row) => isJoint(row.payers),
  shared: (row) => isJoint(row.recipients),
  within: (row) => row.part_of,
  again: (row) => row.restates,
};
const projectsOf = (line) => (line.kind === "shared" ? [...new Set(line.edges.map((e) => edges[e].to))] : []);

const none = () => null;

/** Return a column of a bound in euro, empty where it is open or not known. */
const euroBound = (end) =>
  ofFact((edge) => {
    const bounds = edge.kind === "flow" && eur(edge.row);
    return bounds && Number.isFinite(bounds[end]) ? bounds[end] : null;
  }, none);

/** Return a column of what is stated of money: the amount of a flow, or the share of one who takes part. */
const stated = (name) => ofFact((edge, row) => (edge.kind === "flow" ? row[name] : row[`share_${name}`]), none);
const rowKey = ofFact(({ kind }, row) => `${TABLE_OF[kind]}/${KEYS[TABLE_OF[kind]].map((name) => row[name]).join("|")}`, none);

/** Return the columns of the table of connections: a heading and a function of a scene line. */
function lineColumns() {
  const fact = (value) => ofFact((edge, row) => value(row), none);
  const idOf = (one) => (one.node ? one.node.id : null);
  const marks = (row) => Object.keys(FLOW_MARKS).filter((key) => FLOW_MARKS[key](row)).map((key) => t(key));
  const exactness = (line) => stated("qualifier")(line) && word("qualifier", stated("qualifier")(line));
  return [
    [t("column_line"), (line) => t(`line_${line.kind}`)],
    [t("column_from_id"), (line) => idOf(line.a)],
    [t("column_from"), (line) => line.a.label],
    [t("column_to_id"), (line) => idOf(line.b)],
    [t("column_to"), (line) => line.b.label],
    [t("column_role"), ofFact(({ kind }, row) => LINE_ROLES[kind](row), none)],
    [t("column_facts"), (line) => line.n],
    [t("shared_projects"), (line) => namesOf(projectsOf(line))],
    [t("column_start"), (line) => yearsOf(line)[0]],
    [t("column_end"), (line) => yearsOf(line)[1]],
    [t("column_amount"), stated("amount")],
    [t("column_exactness"), exactness],
    [t("column_currency"), stated("currency")],
    [t("column_eur_low"), euroBound(0)],
    [t("column_eur_high"), euroBound(1)],
    [t("column_note"), ofFact(({ kind }, row) => (kind === "flow" ? marks(row).join(", ") : null), none)],
    [t("source"), fact(cited)],
    [t("column_link"), fact(sourceUrl)],
    [t("column_fact"), rowKey],
  ];
}

const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const PLAIN_NUMBER = /^-?\d+(?:[.,]\d+)?$/;

/** Return a cell of CSV: a number as the language writes it, a text quoted, an apostrophe before what could be run. */
function csvCell(value) {
  if (!known(value)) return "";
  if (typeof value === "number") return language === "en" ? String(value) : String(value).replace(".", ",");
  const text = visible(String(value)).replace(/\u0000/g, "\ufffd");
  const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]|^ | $/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Return a table as CSV: with a byte order mark, and semicolons where the comma is that of numbers. */
function csvText(columns, list) {
  const rows = [columns.map(([heading]) => heading), ...list.map((one) => columns.map(([, value]) => value(one)))];
  const separator = language === "en" ? "," : ";";
  return `\ufeff${rows.map((row) => row.map(csvCell).join(separator)).join("\r\n")}\r\n`;
}

// The graph: codes and numbers as they stand in the tables, for programs.

const NODE_KEYS = {
  id: ["string", (one) => (one.node ? one.node.id : foldKey(one))],
  label: ["string", (one) => one.label],
  type: ["string", (one) => (one.fold ? one.fold.kind : one.node.isProject ? "project" : "organisation")],
  kind: ["string", (one) => one.node && one.node.row.kind],
  helix: ["string", (one) => one.node && one.node.row.helix],
  country: ["string", (one) => one.node && one.node.country],
  region: ["string", (one) => one.node && one.node.row.region],
  start: ["string", (one) => one.node && one.node.row.start],
  end: ["string", (one) => one.node && one.node.row.end],
  members: ["int", (one) => (one.fold ? one.members.length : null)],
  x: ["double", (one) => one.x],
  y: ["double", (one) => -one.y], // upwards, as Gephi and most others have it
  size: ["double", (one) => one.size],
};
const LINE_KEYS = {
  kind: ["string", (line) => line.kind],
  weight: ["double", (line) => line.n],
  role: ["string", ofFact((edge, row) => row.role || row.kind, none)],
  from: ["string", (line) => yearsOf(line)[0]],
  to: ["string", (line) => yearsOf(line)[1]],
  amount: ["double", stated("amount")],
  qualifier: ["string", stated("qualifier")],
  currency: ["string", stated("currency")],
  eur_low: ["double", euroBound(0)],
  eur_high: ["double", euroBound(1)],
  source: ["string", ofFact((edge, row) => cited(row), none)],
  row: ["string", rowKey],
};

/** Return what is shown as GraphML; ids of nodes and edges are numbers of this file, since any text can be an id. */
function graphText() {
  const declared = (keys, what) =>
    Object.keys(keys).map((name) => `<key id="${what}_${name}" for="${what}" attr.name="${name}" attr.type="${keys[name][0]}"/>`);
  const cells = (keys, what, one) =>
    Object.entries(keys)
      .map(([name, [, value]]) => [name, value(one)])
      .filter(([, value]) => known(value) && value !== false && value !== "")
      .map(([name, value]) => `<data key="${what}_${name}">${xml(visible(String(value)))}</data>`)
      .join("");
  const isUndirected = scene.lines.length > 0 && scene.lines.every((line) => line.kind === "shared");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    `<desc>${xml(cornerText())}</desc>`,
    ...declared(NODE_KEYS, "node"),
    ...declared(LINE_KEYS, "edge"),
    `<graph id="map" edgedefault="${isUndirected ? "undirected" : "directed"}">`,
    ...scene.nodes.map((one) => `<node id="n${one.k}">${cells(NODE_KEYS, "node", one)}</node>`),
    ...scene.lines.map(
      (line) => `<edge id="e${line.k}" source="n${line.a.k}" target="n${line.b.k}">${cells(LINE_KEYS, "edge", line)}</edge>`,
    ),
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}

// The picture as PNG.

/** The chunk that tells the size of a dot, 11,811 in a metre: so a document shows the picture as wide as A4. */
const DOTS = [0, 0, 0, 9, 112, 72, 89, 115, 0, 0, 46, 35, 0, 0, 46, 35, 1, 120, 165, 63, 118];
const AFTER_HEADER = 33;

const refused = () => new DOMException("no picture", "NotReadableError");
const pngOf = (canvas) =>
  new Promise((done, fail) => canvas.toBlob((found) => (found ? done(found) : fail(refused())), "image/png"));

async function savePng() {
  const picture = await pngOf(sheetOn(make("canvas")));
  const parts = [picture.slice(0, AFTER_HEADER), new Uint8Array(DOTS), picture.slice(AFTER_HEADER)];
  return save(fileName("", "png"), new Blob(parts), "image/png");
}

async function copyPicture() {
  const picture = pngOf(sheetOn(make("canvas")));
  await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
  return t("picture_copied");
}

// The menu.

/** Return the address of this view; the page may not be allowed to change its own. */
function viewLink() {
  const told = address();
  return location.href.split("#")[0] + (told ? `#${told}` : "");
}

async function copyLink() {
  const text = viewLink();
  if (await copyText(text)) return t("copied", { text });
  showBox(byId("take").querySelector("[data-take=link]"), text);
  return t("copy_failed");
}

const saveCsv = (what, columns, list) =>
  save(fileName(what, "csv"), csvText(columns, list), "text/csv;charset=utf-8");
const TAKE = [
  {
    png: savePng,
    svg: () => save(fileName("", "svg"), sheetSvg(), "image/svg+xml;charset=utf-8"),
    ...(navigator.clipboard && window.ClipboardItem && { copy: copyPicture }),
    print: () => print(),
  },
  {
    nodes: () => saveCsv("nodes", nodeColumns(), scene.nodes),
    lines: () => saveCsv("connections", lineColumns(), scene.lines),
    graph: () => save(fileName("", "graphml"), graphText(), "application/xml;charset=utf-8"),
  },
  { link: copyLink },
];

function takeButton(what, act) {
  const parts = [make("span", {}, t(`take_${what}`)), make("small", {}, t(`take_${what}_note`))];
  const button = make("button", { type: "button", "data-take": what }, parts);
  button.addEventListener("click", async () => {
    tellTaken(t("take_busy"));
    await new Promise((done) => setTimeout(done, 30)); // so that this is seen before the page stands still
    try {
      tellTaken((await act()) || t("take_note"));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      tellTaken(t("take_failed"));
    }
  });
  return make("li", {}, button);
}

function buildTake() {
  const lists = TAKE.map((group) => make("ul", {}, Object.entries(group).map(([what, act]) => takeButton(what, act))));
  const told = make("p", { class: "told note" }, t("take_note"));
  const menu = make("details", { lang: language }, make("summary", {}, t("take")), make("div", { class: "menu" }, told, lists));
  menu.addEventListener("toggle", () => {
    told.textContent = t("take_note");
  });
  byId("take").replaceChildren(menu);
}
onScene.push(() => {
  const menu = byId("take").firstChild;
  if (!menu || menu.lang !== language) buildTake();
});

function closeTake(event) {
  const menu = byId("take").firstChild;
  if (!menu || !menu.open || (event.type === "pointerdown" && menu.contains(event.target))) return;
  if (event.type === "keydown" && event.key !== "Escape") return;
  if (event.type === "keydown") {
    event.preventDefault();
    menu.querySelector("summary").focus();
  }
  menu.open = false;
}
document.addEventListener("pointerdown", closeTake);
document.addEventListener("keydown", closeTake, true);
