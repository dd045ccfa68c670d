// Language, theme and print; then the page starts.

function setTexts() {
  document.querySelectorAll("[data-text]").forEach((element) => {
    element.textContent = t(element.dataset.text);
  });
  document
    .querySelectorAll("[data-label]")
    .forEach((element) => element.setAttribute("aria-label", t(element.dataset.label)));
  search.placeholder = t("search_hint");
  document
    .querySelectorAll("[data-language]")
    .forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.language === language)));
  const projects = nodes.filter((node) => node.isProject).length;
  const hollow = nodes.filter((node) => node.hollow).length;
  const few = nodes.filter((node) => node.edges.length < 2).length;
  const half = tables.flows.filter((row) => !(row.payers || []).length || !(row.recipients || []).length).length;
  byId("counts").textContent = t("counts", {
    organisations: count(nodes.length - projects - hollow),
    others: count(hollow),
    projects: count(projects),
    edges: count(edges.length),
  });
  byId("thin").textContent = nodes.length ? t("thin", { few: count(few), all: count(nodes.length) }) : t("empty");
  byId("half").textContent = half ? t("half_flows", { n: count(half) }) : "";
}

function setLanguage(code) {
  language = code;
  root.lang = code;
  setTexts();
  buildFilters();
  applyFilter();
  showPanel();
  redrawAll();
}
document
  .querySelectorAll("[data-language]")
  .forEach((button) => button.addEventListener("click", () => setLanguage(button.dataset.language)));

function setPaper(paper) {
  root.classList.toggle("paper", paper);
  readTheme();
  redrawAll();
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
  setPaper(root.classList.contains("paper")),
);
addEventListener("beforeprint", () => setPaper(true));
addEventListener("afterprint", () => setPaper(false));

if (matchMedia("(max-width: 640px)").matches) byId("legend").open = false;
setTexts();
buildFilters();
applyFilter();
showPanel();
fit();
byId("map").dataset.ready = "true";
