// Language and theme; then the page starts.

/** Return in words what the data is: its title, the day it is of, and the version of ecograph. */
function cornerText() {
  const { title, as_of: asOf, newest, version } = data.about;
  const when = asOf ? `${t("as_of")} ${day(asOf)}` : newest ? t("newest", { date: day(newest) }) : "";
  return joined([visible(title || t("map")), when, `ecograph ${version}`]).join("");
}

/** Return in words what the size of a symbol tells. */
function sizeText() {
  const measure = measures.find((one) => one.name === data.about.size);
  return t("size_told", { what: measure ? measure.title[language] : t("size_neighbours") });
}

/** Return how much of what is reported is known, and what could not be drawn. */
function thinText() {
  if (!nodes.length) return t("empty");
  const few = nodes.filter((node) => edgesOf(node.i).length < 2).length;
  const thin = t("thin", { few: count(few), all: count(nodes.length) });
  if (!data.members) return thin;
  const { known: named, low, high, clusters: n } = data.members;
  const reported = high === null ? `≥ ${count(low)}` : low === high ? count(low) : `${count(low)}–${count(high)}`;
  return `${t("known_members", { known: count(named), reported, n: count(n) })} ${thin}`;
}

function halfText() {
  const isHalf = (row) => !(row || []).length;
  const [payers, recipients] = [tables.flows.column("payers") || [], tables.flows.column("recipients") || []];
  let half = 0;
  for (let i = 0; i < tables.flows.length; i += 1) half += isHalf(payers[i]) || isHalf(recipients[i]);
  return half ? t("half_flows", { n: count(half) }) : "";
}

function setTexts() {
  document.querySelectorAll("[data-text]").forEach((element) => {
    element.textContent = t(element.dataset.text);
  });
  document
    .querySelectorAll("[data-label]")
    .forEach((element) => element.setAttribute("aria-label", t(element.dataset.label)));
  document.querySelectorAll("[data-hint]").forEach((element) => {
    element.placeholder = t(element.dataset.hint);
  });
  document
    .querySelectorAll("[data-speak]")
    .forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.speak === language)));
  const projects = nodes.length - nOrganisations;
  const hollow = nodes.filter((node) => node.hollow).length;
  byId("counts").textContent = t("counts", {
    organisations: count(nOrganisations - hollow),
    others: count(hollow),
    projects: count(projects),
    edges: count(edges.length),
  });
  byId("size").textContent = nodes.length ? sizeText() : "";
  byId("thin").textContent = thinText();
  byId("half").textContent = halfText();
  if (byId("map").dataset.ready) byId("corner").textContent = cornerText(); // at the start it comes after the picture
}

function setLanguage(code) {
  language = code;
  root.lang = code;
  kept.clear();
  setTexts();
}

/** Return the language that the address asks for, else that of the file. */
function askedLanguage() {
  const asked = new URLSearchParams(location.hash.slice(1)).get("lang") || "";
  return Object.hasOwn(LOCALES, asked) ? asked : root.dataset.language;
}

/** Move the map to what the address asks for. */
function showChosen() {
  const chosen = view.node !== null && scene.at.get(view.node);
  if (chosen) engine.showNeighbourhood(chosen);
}

function speak(code) {
  setLanguage(code);
  change({ colour: view.colour });
}
document
  .querySelectorAll("[data-speak]")
  .forEach((button) => button.addEventListener("click", () => speak(button.dataset.speak)));

/** Say what is shown; the tests compare what the engine holds with the tables. */
function tellShown() {
  const isDerived = scene.lines.some((line) => line.kind === "shared" || line.a.fold || line.b.fold);
  byId("shown").textContent = t(isDerived ? "shown_lines" : "shown", {
    nodes: count(scene.at.size),
    all_nodes: count(nodes.length),
    edges: count(scene.lines.length),
    all_edges: count(edges.length),
  });
  byId("note").textContent = scene.note;
  byId("note").hidden = !scene.note;
  const held = engine.drawn();
  byId("map").dataset.nodes = String(held.nodes);
  byId("map").dataset.lines = String(held.lines);
}
onScene.push(tellShown);

function setView() {
  byId("stage").hidden = view.asTable;
  byId("table").hidden = !view.asTable;
  byId("show-map").setAttribute("aria-pressed", String(!view.asTable));
  byId("show-table").setAttribute("aria-pressed", String(view.asTable));
}
onScene.push(setView);
byId("show-map").addEventListener("click", () => change({ asTable: false }));
byId("show-table").addEventListener("click", () => change({ asTable: true }));

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => engine.readTheme());

{
  if (matchMedia("(max-width: 640px)").matches) byId("legend").open = false;
  setLanguage(askedLanguage());
  Object.assign(view, readAddress());
  buildScene();
  engine.readTheme();
  setView();
  byId("note").textContent = scene.note;
  byId("note").hidden = !scene.note;
  engine.show(scene);
  performance.mark("first-picture");
  // the legend and the panel come when the picture is there
  setTimeout(() => {
    onScene.forEach((tell) => tell());
    onChoice.forEach((tell) => tell());
    showChosen();
    byId("corner").textContent = cornerText();
    byId("map").dataset.ready = "true";
  }, 120);
}
