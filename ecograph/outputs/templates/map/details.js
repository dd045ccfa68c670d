// The panel that tells every fact about a node or a line, with its source.

const panel = byId("panel");

function place(sourceId, locator) {
  const source = sources.get(sourceId) || {};
  const named = joined([source.title || sourceId, source.publisher], ", ");
  const lines = locator ? `, ${t("lines", { lines: locator })}` : "";
  return [
    ...named,
    source.published ? `, ${day(source.published)}` : "",
    lines,
    source.url ? " – " : "",
    source.url ? link(source.url) : "",
  ];
}

/** Return where a fact comes from, how sure it is, and what other sources say of it. */
function sourceOf(row, table) {
  const doubts = [
    row.certainty !== "certain" && row.certainty && word("certainty", row.certainty),
    row.status !== "actual" && row.status && word("status", row.status),
  ];
  const own = make(
    "span",
    { class: "source" },
    joined(doubts),
    doubts.some(Boolean) ? " · " : "",
    `${t("source")}: `,
    place(row.source_id, row.locator),
  );
  const key = `${table} ${KEYS[table].map((name) => row[name]).join("|")}`;
  const others = (evidence.get(key) || []).map((other) =>
    make(
      "span",
      { class: "source" },
      `${t("also")} (${word("stance", other.stance)}): `,
      other.stated ? `${other.stated} – ` : "",
      place(other.source_id, other.locator),
    ),
  );
  return [own, ...others];
}

const item = (table, row, ...parts) => make("li", {}, ...parts, sourceOf(row, table));

const ITEMS = {
  names: (row) =>
    item("names", row, make("bdi", {}, row.name), ` – ${word("name_kind", row.kind)} `, period(row.from, row.to)),
  identifiers: (row) => item("identifiers", row, `${word("scheme", row.scheme)}: ${row.value}`),
  projects: (row) => participation(row, row.project_id),
  participants: (row) => participation(row, row.org_id),
  memberships: (row) => membership(row, row.cluster_id),
  members: (row) => membership(row, row.org_id),
  ties: (row) =>
    item("ties", row, go(row.subject), ` ${word("tie_kind", row.kind)} `, go(row.object), " ", dated(row)),
  money_in: flow,
  money_out: flow,
  figures: (row) =>
    item(
      "figures",
      row,
      joined([row.what, row.breakdown], ", "),
      ": ",
      make(
        "span",
        { class: "amount" },
        known(row.value) ? amount(row.value, row.qualifier, row.unit) : t("no_value"),
      ),
      " ",
      dated(row),
    ),
  events: (row) => item("events", row, joined([row.date && day(row.date), word("event_kind", row.what), row.detail])),
};

function dated(row) {
  return joined([period(row.from, row.to), row.as_of && `${t("as_of")} ${day(row.as_of)}`], ", ");
}

function participation(row, other) {
  const project = nodes[number.get(row.project_id)].row;
  const when = period(row.from, row.to) || period(project.start, project.end);
  const share =
    known(row.share_amount) && `${t("share")}: ${amount(row.share_amount, row.share_qualifier, row.share_currency)}`;
  return item("participations", row, go(other), " – ", joined([word("participation_role", row.role), when, share]));
}

function membership(row, other) {
  return item(
    "memberships",
    row,
    go(other),
    " – ",
    joined([word("membership_role", row.role), ...[dated(row).join("")]]),
  );
}

function flow(row) {
  const ends = (ids) => (ids && ids.length ? joined(ids.map(go), ", ") : [t("unknown")]);
  const stated = known(row.amount) ? amount(row.amount, row.qualifier, row.currency) : t("no_amount");
  const marks = [
    (row.payers || []).length > 1 && t("joint"),
    (row.recipients || []).length > 1 && t("shared"),
    row.part_of && t("within"),
    row.restates && t("again"),
  ];
  const sort = [
    word("flow_kind", row.kind),
    row.level !== row.kind && word("level", row.level),
    period(row.from, row.to),
    row.basis && word("basis", row.basis),
  ];
  return item(
    "flows",
    row,
    make("span", { class: "amount" }, stated),
    " ",
    joined(marks, ", "),
    make("div", {}, joined(sort)),
    make("div", {}, `${t("from")} `, ends(row.payers), ` ${t("to")} `, ends(row.recipients)),
    row.about ? make("div", {}, row.about) : "",
  );
}

function section(key, list) {
  if (!list.length) return [];
  const heading = key === "identifiers" ? t("numbers") : t(key);
  return [make("h3", {}, `${heading} (${count(list.length)})`), make("ul", {}, list.map(ITEMS[key]))];
}

function projectPairs(row) {
  return [
    ["purpose", row.purpose && word("purpose", row.purpose)],
    ["stage", row.stage && word("stage", row.stage)],
    ["period", period(row.start, row.end)],
    ["programme", row.programme],
    ["country", row.country && country(row.country)],
    ["budget", known(row.budget_amount) && amount(row.budget_amount, row.budget_qualifier, row.budget_currency)],
  ];
}

function organisationPairs(row) {
  const size = row.n && t("stands_for", { n: count(row.n) });
  return [
    ["helix", row.helix ? word("helix", row.helix) : t("unknown")],
    ["country", row.country && country(row.country)],
    ["region", row.region && (data.regions[row.region] || row.region)],
    ["part_of", row.parent_id && go(row.parent_id)],
    ["extent", row.extent !== "single" && joined([word("extent", row.extent), size], ". ")],
  ];
}

/** Return what is known of a node itself, as a list of terms. */
function about(node) {
  const row = node.row;
  const pairs = node.isProject ? projectPairs(row) : organisationPairs(row);
  return make(
    "dl",
    {},
    pairs
      .filter(([, value]) => value && value.length !== 0)
      .flatMap(([key, value]) => [make("dt", {}, t(key)), make("dd", {}, ...[value].flat())]),
  );
}

function nodeDetails(node) {
  const facts = node.facts;
  const year = (row) => nodes[number.get(row.project_id)].row.start || "";
  const projects = [...facts.projects].sort((a, b) => year(b).localeCompare(year(a)));
  return [
    make("h2", { tabindex: "-1", dir: "auto" }, node.label),
    make("p", { class: "kind" }, kindOf(node)),
    about(node),
    sourceOf(node.row, node.isProject ? "projects" : "organisations"),
    section("names", facts.names),
    section("memberships", facts.memberships),
    section("members", facts.members),
    section("projects", projects),
    section("participants", facts.participants),
    section("money_in", facts.money_in),
    section("money_out", facts.money_out),
    section("ties", facts.ties),
    section("figures", facts.figures),
    section("events", facts.events),
    section("identifiers", facts.identifiers),
    node.edges.length ? "" : make("p", { class: "note" }, t("nothing")),
  ];
}

function edgeDetails(edge) {
  const list = { participation: "projects", membership: "memberships", tie: "ties", flow: "money_in" }[edge.kind];
  return [
    make("h2", { tabindex: "-1" }, t(`line_${edge.kind}`)),
    make("p", {}, go(nodes[edge.from].id), " → ", go(nodes[edge.to].id)),
    make("ul", {}, ITEMS[list](edge.fact)),
  ];
}

function guide() {
  const tied = nodes.filter((node) => node.edges.length && !node.hollow);
  tied.sort((a, b) => b.edges.length - a.edges.length || a.i - b.i);
  const best = make(
    "ol",
    { class: "plain" },
    tied
      .slice(0, 12)
      .map((node) => make("li", {}, go(node.id), make("span", { class: "count" }, count(node.edges.length)))),
  );
  if (!nodes.length) return [make("p", {}, t("empty"))];
  return [
    make("h2", {}, t("how_to_read")),
    make("p", {}, t("read_place")),
    make("p", {}, t("read_choose")),
    ...(best.childElementCount ? [make("h3", {}, t("best_connected")), best] : []),
  ];
}

function showPanel() {
  let chosen = null;
  if (state.node !== null) chosen = nodeDetails(nodes[state.node]);
  else if (state.edge !== null) chosen = edgeDetails(edges[state.edge]);
  panel.classList.toggle("chosen", chosen !== null);
  panel.replaceChildren(...(chosen || guide()).flat(3));
  panel.scrollTop = 0;
  if (!chosen) return;
  const close = make("button", { type: "button", class: "close" }, t("close"));
  close.addEventListener("click", () => choose({}, false));
  panel.append(close);
}
