// The network map: draws the network, and tells the facts behind it with their sources.
// All text from the data becomes text nodes; nothing in it is ever read as markup or script.
(() => {
  "use strict";

  // ---- data -------------------------------------------------------------------------------------

  const byId = (id) => document.getElementById(id);
  const root = document.documentElement;
  const data = JSON.parse(byId("data").textContent);
  const LOCALES = { da: "da-DK", nb: "nb-NO", en: "en-GB" };
  const KEYS = {
    organisations: ["org_id"],
    projects: ["project_id"],
    names: ["org_id", "name"],
    identifiers: ["scheme", "value", "org_id"],
    memberships: ["org_id", "cluster_id", "seq"],
    participations: ["org_id", "project_id", "role", "seq"],
    flows: ["flow_id"],
    ties: ["tie_id"],
    events: ["event_id"],
    figures: ["figure_id"],
  };
  const LINES = ["participation", "membership", "tie", "flow"];
  const TABLE_OF = { participation: "participations", membership: "memberships", tie: "ties", flow: "flows" };

  const known = (value) => value !== null && value !== undefined;

  /** Return the values of a column, which may be coded as texts and the place of each in them. */
  function column(coded) {
    return Array.isArray(coded) ? coded : coded.places.map((place) => (place === null ? null : coded.texts[place]));
  }

  /** Return the rows of a table that is given by columns; a column that is not there is undefined in each. */
  function rows(columns) {
    const names = Object.keys(columns);
    const values = names.map((name) => column(columns[name]));
    return (values[0] || []).map((_, i) => Object.fromEntries(names.map((name, k) => [name, values[k][i]])));
  }

  const tables = Object.fromEntries(Object.entries(data.tables).map(([name, columns]) => [name, rows(columns)]));
  const nodes = rows(data.nodes);
  const edges = rows(data.edges);
  const number = new Map(nodes.map((node, i) => [node.id, i]));
  const sources = new Map(tables.sources.map((source) => [source.source_id, source]));
  const evidence = new Map();

  function index() {
    const subjects = [...tables.organisations, ...tables.projects];
    nodes.forEach((node, i) =>
      Object.assign(node, {
        i,
        label: visible(node.label),
        row: subjects[i],
        edges: [],
        neighbours: new Set(),
        isProject: node.group === "project",
        facts: {
          names: [],
          identifiers: [],
          projects: [],
          participants: [],
          memberships: [],
          members: [],
          ties: [],
          money_in: [],
          money_out: [],
          figures: [],
          events: [],
        },
      }),
    );
    edges.forEach((edge, i) => {
      Object.assign(edge, { i, fact: tables[TABLE_OF[edge.kind]][edge.row] });
      nodes[edge.from].edges.push(i);
      if (edge.from === edge.to) return;
      nodes[edge.to].edges.push(i);
      nodes[edge.from].neighbours.add(edge.to);
      nodes[edge.to].neighbours.add(edge.from);
    });
    const collect = (id, list, row) => number.has(id) && nodes[number.get(id)].facts[list].push(row);
    tables.names.forEach((row) => collect(row.org_id, "names", row));
    tables.identifiers.forEach((row) => collect(row.org_id, "identifiers", row));
    tables.figures.forEach((row) => collect(row.subject, "figures", row));
    tables.events.forEach((row) => collect(row.subject, "events", row));
    for (const row of tables.participations) {
      collect(row.org_id, "projects", row);
      collect(row.project_id, "participants", row);
    }
    for (const row of tables.memberships) {
      collect(row.org_id, "memberships", row);
      collect(row.cluster_id, "members", row);
    }
    for (const row of tables.ties) for (const id of new Set([row.subject, row.object])) collect(id, "ties", row);
    for (const row of tables.flows) {
      (row.payers || []).forEach((id) => collect(id, "money_out", row));
      (row.recipients || []).forEach((id) => collect(id, "money_in", row));
    }
    for (const row of tables.evidence) {
      const key = `${row.table} ${row.key}`;
      evidence.set(key, [...(evidence.get(key) || []), row]);
    }
  }
  index();
  /** The nodes in the order in which they deserve a label: clusters first, then by number of neighbours. */
  const byWeight = [...nodes].sort(
    (a, b) =>
      (b.group === "cluster") * Math.min(b.neighbours.size, 3) -
        (a.group === "cluster") * Math.min(a.neighbours.size, 3) ||
      b.neighbours.size - a.neighbours.size ||
      a.i - b.i,
  );

  // ---- words ------------------------------------------------------------------------------------

  let language = root.lang;
  const locale = () => LOCALES[language];
  const t = (key, fill = {}) => data.text[language][key].replace(/\{(\w+)\}/g, (_, name) => String(fill[name]));
  const word = (list, code) => (data.values[language][list] || {})[code] || String(code);
  const count = (value, options) =>
    new Intl.NumberFormat(locale(), { maximumFractionDigits: 2, ...options }).format(value);
  const clip = (text, length) =>
    text.length > length
      ? `${Array.from(text)
          .slice(0, length - 1)
          .join("")}…`
      : text;

  function country(code) {
    return /^[A-Z]{2}$/.test(code) ? new Intl.DisplayNames([locale()], { type: "region" }).of(code) : code;
  }

  /** Return a date as the language writes it, as precise as it is known. */
  function day(text) {
    const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
    if (!parts) return text;
    const form = { year: "numeric", month: "short", timeZone: "UTC", ...(parts[3] && { day: "numeric" }) };
    return new Intl.DateTimeFormat(locale(), form).format(new Date(Date.UTC(parts[1], parts[2] - 1, parts[3] || 1)));
  }

  function period(from, to) {
    if (from && to) return from === to ? day(from) : `${day(from)} – ${day(to)}`;
    if (from) return `${t("from")} ${day(from)}`;
    return to ? `${t("until")} ${day(to)}` : "";
  }

  function amount(value, qualifier, unit, options) {
    const vague = qualifier && qualifier !== "exact" ? `${word("qualifier", qualifier)} ` : "";
    return `${vague}${count(value, options)} ${unit || ""}`.trim();
  }

  function kindOf(node) {
    return word(node.isProject ? "project_kind" : "organisation_kind", node.row.kind);
  }

  // ---- page parts -------------------------------------------------------------------------------

  /** Return a text with its invisible marks of direction made visible: they can make a name read as another. */
  function visible(text) {
    return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
  }

  /** Return an element; children that are strings become text, empty ones are left out. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    const filled = children.flat().filter((child) => child !== "" && known(child));
    element.append(...filled.map((child) => (typeof child === "string" ? visible(child) : child)));
    return element;
  }

  /** Return a link, or the address as text when it is not one of the web. */
  function link(url) {
    if (!/^https?:\/\//i.test(url)) return url;
    return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, t("open_source"));
  }

  /** Join parts by a separator, without the empty ones. */
  function joined(parts, separator = " · ") {
    return parts.filter((part) => part).flatMap((part, i) => (i ? [separator, part] : [part]));
  }

  function go(id) {
    if (!number.has(id)) return String(id);
    const node = nodes[number.get(id)];
    const button = make("button", { type: "button", class: "go", dir: "auto" }, node.label);
    button.addEventListener("click", () => choose({ node: node.i }, true));
    return button;
  }

  // ---- details ----------------------------------------------------------------------------------

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
    const tied = nodes.filter((node) => node.edges.length).sort((a, b) => b.edges.length - a.edges.length || a.i - b.i);
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

  // ---- choosing ---------------------------------------------------------------------------------

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

  // ---- filter -----------------------------------------------------------------------------------

  const off = { colour: new Set(), shape: new Set(), line: new Set(), hollow: new Set() };
  const shownNode = (node) =>
    !off.shape.has(node.group) &&
    (node.isProject || !off.colour.has(node.colour)) &&
    !(node.hollow && off.hollow.has("hollow"));
  const shownEdge = (edge) => !off.line.has(edge.kind) && shownNode(nodes[edge.from]) && shownNode(nodes[edge.to]);

  const SVG = "http://www.w3.org/2000/svg";
  const OUTLINES = {
    hexagon: "M22 8 L18.5 14 L11.5 14 L8 8 L11.5 2 L18.5 2 Z",
    triangle: "M15 2 L21 13.5 L9 13.5 Z",
    triangleDown: "M15 14 L21 2.5 L9 2.5 Z",
    diamond: "M15 1.5 L21.5 8 L15 14.5 L8.5 8 Z",
    square: "M10 3 H20 V13 H10 Z",
    dot: "M15 2 A6 6 0 1 1 14.99 2 Z",
    line: "M1 8 H29",
    arrow: "M1 8 H20 M20 4 L28 8 L20 12 Z",
  };

  function swatch(outline, className) {
    const picture = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    picture.setAttribute("class", "swatch");
    picture.setAttribute("viewBox", "0 0 30 16");
    picture.setAttribute("aria-hidden", "true");
    path.setAttribute("d", OUTLINES[outline]);
    path.setAttribute("class", className);
    picture.append(path);
    return picture;
  }

  function entry(group, code, label, total, picture) {
    const box = make("input", { type: "checkbox", "data-filter": `${group}:${code}` });
    box.checked = !off[group].has(code);
    box.addEventListener("change", () => {
      if (box.checked) off[group].delete(code);
      else off[group].add(code);
      applyFilter();
    });
    return make(
      "label",
      { class: "entry" },
      box,
      picture,
      make("span", {}, label),
      make("span", { class: "count" }, count(total)),
    );
  }

  function buildFilters() {
    const tally = (list, key) =>
      list.reduce((sums, one) => sums.set(one[key], (sums.get(one[key]) || 0) + 1), new Map());
    const colours = tally(nodes, "colour");
    const shapes = tally(nodes, "group");
    const lines = tally(edges, "kind");
    const hollow = nodes.filter((node) => node.hollow).length;
    const group = (key, entries) => (entries.length ? make("fieldset", {}, make("legend", {}, t(key)), entries) : "");
    byId("filters").replaceChildren(
      ...[
        group(
          "colour",
          data.colours
            .filter((code) => colours.has(code))
            .map((code) =>
              entry(
                "colour",
                code,
                code === "unknown" ? t("unknown") : word("helix", code),
                colours.get(code),
                swatch("dot", code),
              ),
            ),
        ),
        group(
          "shape",
          [
            ...Object.keys(data.shapes)
              .filter((code) => shapes.has(code))
              .sort((a, b) => LEGEND.indexOf(a) - LEGEND.indexOf(b))
              .map((code) =>
                entry("shape", code, t(`shape_${code}`), shapes.get(code), swatch(data.shapes[code], "grey")),
              ),
            hollow ? entry("hollow", "hollow", t("hollow"), hollow, swatch("dot", "hollow")) : "",
          ].filter(Boolean),
        ),
        group(
          "line",
          LINES.filter((code) => lines.has(code)).map((code) =>
            entry("line", code, t(`line_${code}`), lines.get(code), swatch(code === "flow" ? "arrow" : "line", code)),
          ),
        ),
      ].filter(Boolean),
    );
  }
  const LEGEND = ["cluster", "company", "knowledge", "public", "other", "project"];

  function resetFilter() {
    Object.values(off).forEach((set) => set.clear());
    buildFilters();
    applyFilter();
  }

  function applyFilter() {
    nodeView.refresh();
    edgeView.refresh();
    const map = byId("map");
    // What vis-network itself holds: the tests compare it with the tables.
    map.dataset.nodes = String(Object.keys(network.body.nodes).length);
    map.dataset.edges = String(Object.values(network.body.edges).filter((edge) => edge.connected).length);
    byId("shown").textContent = t("shown", {
      nodes: count(nodeView.length),
      all_nodes: count(nodes.length),
      edges: count(edgeView.length),
      all_edges: count(edges.length),
    });
    if (!byId("table").hidden) buildTable();
  }

  // ---- drawing ----------------------------------------------------------------------------------

  let paint = {};

  /** Read the colours of the theme; the canvas cannot follow the style sheet by itself. */
  function readTheme() {
    const style = getComputedStyle(root);
    paint = new Proxy({}, { get: (_, name) => style.getPropertyValue(`--${String(name)}`).trim() });
    const names = [
      "ground",
      "ink",
      "soft",
      "ring",
      "accent",
      "project",
      "project-line",
      ...LINES,
      ...data.colours.flatMap((code) => [code, `${code}-line`]),
    ];
    paint = Object.fromEntries(names.map((name) => [name, paint[name]]));
  }

  function visNode(node) {
    const line = paint[`${node.colour}-line`];
    return {
      id: node.i,
      shape: data.shapes[node.group],
      size: node.size,
      x: node.x,
      y: node.y,
      borderWidth: node.hollow ? 2.5 : 1,
      color: { background: node.hollow ? paint.ground : paint[node.colour], border: node.hollow ? line : paint.ground },
      title: `${clip(node.label, 160)}\n${kindOf(node)}`,
    };
  }

  const WIDTHS = { participation: 1, membership: 1.8, tie: 1.2, flow: 1.3 };

  function visEdge(edge) {
    const fact = edge.fact;
    const vague = edge.kind === "flow" && !(known(fact.amount) && fact.qualifier === "exact");
    const bend = edge.bend || 0;
    return {
      id: edge.i,
      from: edge.from,
      to: edge.to,
      width: WIDTHS[edge.kind],
      title: edgeTitle(edge),
      color: { color: paint[edge.kind], opacity: edge.kind === "participation" ? 0.7 : 0.85 },
      dashes: edge.kind === "tie" ? [6, 5] : vague ? [6, 3, 1, 3] : false,
      arrows: edge.kind === "flow" ? { to: { enabled: true, scaleFactor: 0.45 } } : "",
      smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
    };
  }

  function edgeTitle(edge) {
    const list = { participation: "participation_role", membership: "membership_role", tie: "tie_kind" }[edge.kind];
    const what = list ? word(list, edge.kind === "tie" ? edge.fact.kind : edge.fact.role) : moneyTitle(edge.fact);
    return `${clip(nodes[edge.from].label, 80)} → ${clip(nodes[edge.to].label, 80)}\n${what}`;
  }

  function moneyTitle(row, options) {
    const stated = known(row.amount) ? amount(row.amount, row.qualifier, row.currency, options) : t("no_amount");
    return joined([stated, row.payers.length > 1 && t("joint"), row.recipients.length > 1 && t("shared")]).join("");
  }

  readTheme();
  const nodeSet = new vis.DataSet(nodes.map(visNode));
  const edgeSet = new vis.DataSet(edges.map(visEdge));
  const nodeView = new vis.DataView(nodeSet, { filter: (one) => shownNode(nodes[one.id]) });
  const edgeView = new vis.DataView(edgeSet, { filter: (one) => shownEdge(edges[one.id]) });
  const many = edges.length > 1500;
  const network = new vis.Network(
    byId("map"),
    { nodes: nodeView, edges: edgeView },
    {
      physics: false,
      layout: { improvedLayout: false },
      nodes: { fixed: true, chosen: false },
      edges: { chosen: false, arrowStrikethrough: false },
      interaction: {
        hover: !many,
        tooltipDelay: 120,
        dragNodes: false,
        selectConnectedEdges: false,
        hideEdgesOnDrag: many,
        hideEdgesOnZoom: many,
      },
    },
  );
  // The map itself takes the focus; the frame that vis-network puts inside would be a second stop.
  byId("map").firstElementChild.tabIndex = -1;

  function redrawAll() {
    nodeSet.update(nodes.map(visNode));
    edgeSet.update(edges.map(visEdge));
    network.redraw();
  }

  /** The scale at which everything that is shown fits, with room for labels. */
  let fitScale = 1;

  /** Return the middle of some nodes and the scale at which they fill a part of the map of this height. */
  function frame(list, height) {
    const range = (axis) =>
      list.reduce(
        ([low, high], node) => [Math.min(low, node[axis]), Math.max(high, node[axis])],
        [Infinity, -Infinity],
      );
    const [left, right] = range("x");
    const [top, bottom] = range("y");
    const { width } = byId("map").getBoundingClientRect();
    const side = Math.min(110, width / 8);
    const scale = Math.min((width - side) / Math.max(right - left, 1), (height - 56) / Math.max(bottom - top, 1), 1.8);
    return { position: { x: (left + right) / 2 + 20, y: (top + bottom) / 2 }, scale: Math.max(0.02, scale) };
  }

  function fit() {
    const drawn = nodes.filter(shownNode);
    const { height } = byId("map").getBoundingClientRect();
    if (!drawn.length || !height) return;
    const view = frame(drawn, height);
    fitScale = view.scale;
    network.moveTo(view);
    state.moved = false;
  }

  /** Return the height of the part of the map that the panel, on a small screen, leaves free. */
  function freeHeight() {
    const box = byId("map").getBoundingClientRect();
    const covered = getComputedStyle(panel).position === "fixed" ? panel.getBoundingClientRect().height : 0;
    return Math.max(0, Math.min(box.height, innerHeight - covered - box.top));
  }

  /** Move so that a node and its neighbours can be read, never further out than the whole map. */
  function showNeighbourhood(node) {
    if (getComputedStyle(panel).position === "fixed") byId("stage").scrollIntoView({ block: "start" });
    const { height } = byId("map").getBoundingClientRect();
    if (!height) return;
    const around = [node, ...[...node.neighbours].map((i) => nodes[i]).filter(shownNode)];
    const view = frame(around, freeHeight() - 40);
    const scale = Math.min(Math.max(view.scale * 0.85, fitScale), fitScale * 3);
    network.moveTo({ position: view.position, scale, offset: { x: 0, y: (freeHeight() - height) / 2 } });
  }

  function zoom(factor) {
    state.moved = true;
    network.moveTo({ scale: network.getScale() * factor });
  }

  /** Move a node to the middle of the part of the map that can be seen, when it lies outside of it. */
  function bringIntoView(node) {
    const box = byId("map").getBoundingClientRect();
    const at = network.canvasToDOM({ x: node.x, y: node.y });
    const inside = at.x > 40 && at.y > 40 && at.x < box.width - 40 && at.y < freeHeight() - 40;
    if (inside || !box.height) return;
    network.moveTo({ position: { x: node.x, y: node.y }, offset: { x: 0, y: (freeHeight() - box.height) / 2 } });
  }

  /** Veil all but the chosen node, its neighbours and their edges, and draw these again on top. */
  function highlight(context) {
    const chosenEdges = state.edge !== null ? [state.edge] : state.node !== null ? nodes[state.node].edges : [];
    const chosenNodes = new Set(chosenEdges.flatMap((i) => [edges[i].from, edges[i].to]));
    if (state.node !== null) chosenNodes.add(state.node);
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 0.82;
    context.fillStyle = paint.ground;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
    // vis-network's page of options has no way to draw a part again, so its own objects are asked to.
    const lines = chosenEdges.map((i) => network.body.edges[i]).filter((edge) => edge && edge.connected);
    lines.forEach((edge) => edge.draw(context));
    lines.forEach((edge) => edge.drawArrows(context));
    for (const i of chosenNodes) if (network.body.nodes[i]) network.body.nodes[i].draw(context);
    return chosenNodes;
  }

  function ring(context, node) {
    context.beginPath();
    context.arc(node.x, node.y, node.size + 5 / network.getScale(), 0, 2 * Math.PI);
    context.lineWidth = 2.5 / network.getScale();
    context.strokeStyle = paint.ring;
    context.stroke();
  }

  // Labels are ours: vis-network's lie on top of each other. The heaviest nodes choose their place first.
  const LABEL = { size: 12, length: 34, atStart: 34 };

  function onScreen(drawn) {
    const box = byId("map").getBoundingClientRect();
    const scale = network.getScale();
    const origin = network.canvasToDOM({ x: 0, y: 0 });
    return drawn
      .map((node) => ({ node, x: origin.x + node.x * scale, y: origin.y + node.y * scale, r: node.size * scale }))
      .filter((at) => at.x > -20 && at.y > -20 && at.x < box.width + 20 && at.y < box.height + 20);
  }

  const heaviest = new Set([...nodes].sort((a, b) => b.neighbours.size - a.neighbours.size).slice(0, 12));
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  /** Return the free place of a label, beside, below or above its node, that hides the fewest nodes. */
  function free(at, width, taken, obstacles, bounds) {
    const height = LABEL.size + 3;
    const box = (left, top) => ({ left, top, right: left + width, bottom: top + height });
    const places = [
      box(at.x + at.r + 3, at.y - height / 2),
      box(at.x - width / 2, at.y + at.r + 2),
      box(at.x - width / 2, at.y - at.r - height - 2),
      box(at.x - at.r - 3 - width, at.y - height / 2),
      box(at.x, at.y + at.r + 2),
      box(at.x, at.y - at.r - height - 2),
      box(at.x - width, at.y + at.r + 2),
      box(at.x - width, at.y - at.r - height - 2),
    ];
    let best = null;
    for (const one of places) {
      if (one.left < 0 || one.right > bounds.width || taken.some((other) => meets(one, other))) continue;
      const hides = obstacles.reduce((sum, other) => sum + meets(one, other), 0);
      if (!best || hides < best.hides) best = { ...one, hides };
    }
    return best;
  }

  function write(context, text, x, y) {
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }

  const compact = (fact) => moneyTitle(fact, { notation: "compact", maximumFractionDigits: 2 });

  /** Return the stated flows between the chosen node and another. */
  function flowsWith(node) {
    if (state.node === null || node.i === state.node) return [];
    return nodes[state.node].edges
      .map((i) => edges[i])
      .filter((edge) => edge.kind === "flow" && known(edge.fact.amount) && shownEdge(edge))
      .filter((edge) => edge.from === node.i || edge.to === node.i);
  }

  /** Return the text of a label; beside the chosen node it ends with the amount, where there is only one. */
  function labelText(node, money) {
    const name = clip(node.label, LABEL.length);
    return money.length === 1 ? `${name} · ${compact(money[0].fact)}` : name;
  }

  function labels(context, emphasised, told) {
    const zoomed = network.getScale() / fitScale;
    const bounds = byId("map").getBoundingClientRect();
    const spots = onScreen(byWeight.filter(shownNode));
    const room = Math.round(LABEL.atStart * Math.min(1, bounds.width / 800) * zoomed ** 2);
    const least = zoomed > 1.6 ? 1 : 2;
    const wanted = emphasised
      ? spots
          .filter((at) => emphasised.has(at.node.i))
          .sort((a, b) => (b.node.i === state.node) - (a.node.i === state.node))
      : spots.filter((at) => at.node.neighbours.size >= least).slice(0, room);
    const area = (at, x, y) => ({ left: at.x - x, right: at.x + x, top: at.y - y, bottom: at.y + y });
    const obstacles = spots.map((at) => area(at, at.r, at.r));
    const taken = spots.filter((at) => at.node.group === "cluster").map((at) => area(at, at.r * 0.8, at.r * 0.6));
    const limit = emphasised ? 60 : 400;
    for (const at of wanted.slice(0, limit)) {
      const bold = at.node.group === "cluster" || at.node.i === state.node;
      context.font = `${bold ? "600 " : ""}${LABEL.size + (bold ? 1 : 0)}px system-ui, "Segoe UI", sans-serif`;
      const money = flowsWith(at.node);
      const text = labelText(at.node, money);
      const spot = free(at, context.measureText(text).width, taken, obstacles, bounds);
      // A label that would hide several nodes waits until there is room, unless it is one of the heaviest.
      if (!spot || (spot.hides > 2 && !emphasised && !bold && !heaviest.has(at.node))) continue;
      taken.push(spot);
      if (money.length === 1) told.add(money[0].i);
      write(context, text, spot.left, (spot.top + spot.bottom) / 2);
    }
    return taken;
  }

  /** Write the amounts on the arrows: on those of the chosen node, or on all once there is room. */
  function amounts(context, taken, told) {
    const chosen = state.edge !== null ? [state.edge] : state.node !== null ? nodes[state.node].edges : null;
    if (!chosen && network.getScale() < fitScale * 1.8) return;
    context.font = `${LABEL.size - 1}px system-ui, "Segoe UI", sans-serif`;
    for (const edge of chosen ? chosen.map((i) => edges[i]) : edges) {
      const drawn = edge.kind === "flow" && known(edge.fact.amount) && network.body.edges[edge.i];
      if (!drawn || !drawn.connected || told.has(edge.i)) continue;
      const at = network.canvasToDOM(drawn.edgeType.getPoint(0.5));
      const text = compact(edge.fact);
      const width = context.measureText(text).width;
      const box = { left: at.x - width / 2, right: at.x + width / 2, top: at.y - 8, bottom: at.y + 8 };
      if (taken.some((other) => meets(box, other))) continue;
      taken.push(box);
      write(context, text, box.left, at.y);
    }
  }

  function looseCaption(context) {
    const loose = nodes.filter((node) => !node.edges.length && shownNode(node));
    if (!loose.length || state.node !== null || state.edge !== null) return;
    const left = Math.min(...loose.map((node) => node.x - node.size));
    const top = Math.min(...loose.map((node) => node.y - node.size));
    const at = network.canvasToDOM({ x: left, y: top });
    context.font = `${LABEL.size}px system-ui, "Segoe UI", sans-serif`;
    write(context, t("loose", { n: count(loose.length) }), Math.max(4, at.x), at.y - 12);
  }

  network.on("afterDrawing", (context) => {
    const emphasised = state.node !== null || state.edge !== null ? highlight(context) : null;
    if (state.node !== null) ring(context, nodes[state.node]);
    else if (state.cursor >= 0) ring(context, byWeight[state.cursor]);
    const ratio = context.canvas.width / context.canvas.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    Object.assign(context, {
      textBaseline: "middle",
      textAlign: "left",
      lineJoin: "round",
      lineWidth: 3.5,
      strokeStyle: paint.ground,
      fillStyle: paint.ink,
    });
    const told = new Set();
    const taken = labels(context, emphasised, told);
    amounts(context, taken, told);
    looseCaption(context);
    context.restore();
  });

  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) choose({ node }, false);
    else if (edge !== undefined) choose({ edge }, false);
    else choose({}, false);
  });
  network.on("dragEnd", () => {
    state.moved = true;
  });
  network.on("zoom", () => {
    state.moved = true;
  });
  // vis-network scales the picture after it has told of the new size, so fitting waits for the next frame.
  network.on("resize", () =>
    requestAnimationFrame(() => {
      if (!state.moved) fit();
    }),
  );
  network.on("hoverNode", () => {
    byId("map").style.cursor = "pointer";
  });
  network.on("blurNode", () => {
    byId("map").style.cursor = "";
  });
  byId("zoom-in").addEventListener("click", () => zoom(1.4));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  byId("fit").addEventListener("click", fit);
  byId("reset").addEventListener("click", resetFilter);

  // ---- keyboard on the map ----------------------------------------------------------------------

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

  // ---- search -----------------------------------------------------------------------------------

  /** Return a text in which å, aa, ä, æ and ae are one letter, as are ø, ö and oe, without other accents. */
  function fold(text) {
    return text
      .toLowerCase()
      .replace(/å|aa|ä|æ|ae/g, "a")
      .replace(/ø|ö|oe/g, "o")
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  }

  const entries = [
    ...nodes.map((node) => ({ node, name: null, folded: ` ${fold(node.label)}` })),
    ...nodes.flatMap((node) => node.facts.names.map((row) => ({ node, name: row, folded: ` ${fold(row.name)}` }))),
  ];
  const search = byId("search");
  const list = byId("suggestions");
  let found = [];
  let marked = -1;

  function matches(query) {
    const words = fold(query).split(" ").filter(Boolean);
    if (!words.length) return [];
    const rank = ({ folded }) => (folded.startsWith(` ${words[0]}`) ? 0 : folded.includes(` ${words[0]}`) ? 1 : 2);
    const hits = entries
      .filter(({ folded }) => words.every((one) => folded.includes(one)))
      .sort((a, b) => rank(a) - rank(b) || b.node.neighbours.size - a.node.neighbours.size || a.node.i - b.node.i);
    const once = new Map();
    hits.forEach((hit) => once.has(hit.node) || once.set(hit.node, hit));
    return [...once.values()].slice(0, 12);
  }

  function suggest() {
    found = matches(search.value);
    marked = found.length ? 0 : -1;
    list.replaceChildren(
      ...found.map((hit, i) => {
        const note = hit.name ? `${clip(hit.name.name, 120)} – ${word("name_kind", hit.name.kind)}` : kindOf(hit.node);
        const option = make(
          "li",
          { role: "option", id: `option-${i}`, dir: "auto" },
          clip(hit.node.label, 120),
          make("small", {}, note),
        );
        // mousedown, since the click comes after the search box has lost the focus and closed the list
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          pick(i);
        });
        return option;
      }),
    );
    list.hidden = !found.length;
    search.setAttribute("aria-expanded", String(found.length > 0));
    live.textContent = !search.value ? "" : found.length ? t("found", { n: count(found.length) }) : t("not_found");
    mark(marked);
  }

  function mark(i) {
    marked = i;
    [...list.children].forEach((option, k) => option.setAttribute("aria-selected", String(k === i)));
    if (i < 0) return search.removeAttribute("aria-activedescendant");
    search.setAttribute("aria-activedescendant", `option-${i}`);
    list.children[i].scrollIntoView({ block: "nearest" });
  }

  function closeList() {
    list.hidden = true;
    search.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function pick(i) {
    const { node } = found[i];
    search.value = clip(node.label, 120);
    closeList();
    choose({ node: node.i }, true);
  }

  search.addEventListener("input", suggest);
  search.addEventListener("blur", closeList);
  search.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) suggest();
      else mark((marked + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length);
    } else if (event.key === "Enter" && open && marked >= 0) {
      event.preventDefault();
      pick(marked);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      closeList();
    }
  });

  // ---- table ------------------------------------------------------------------------------------

  const COLUMNS = [
    { key: "name", value: (node) => node.label },
    { key: "kind", value: kindOf },
    {
      key: "helix",
      wide: true,
      value: (node) => (node.isProject ? "" : node.row.helix ? word("helix", node.row.helix) : t("unknown")),
    },
    { key: "country", wide: true, value: (node) => (node.row.country ? country(node.row.country) : "") },
    {
      key: "memberships",
      wide: true,
      number: true,
      value: (node) => (node.isProject ? null : node.facts.memberships.length),
    },
    {
      key: "projects",
      wide: true,
      number: true,
      value: (node) => (node.isProject ? null : node.facts.projects.length),
    },
    { key: "connections", number: true, value: (node) => node.edges.length },
  ];
  const sorting = { key: "connections", down: true };

  function sorted(list) {
    const { value } = COLUMNS.find((one) => one.key === sorting.key);
    const collator = new Intl.Collator(locale());
    const keyed = list.map((node) => [value(node), node]);
    const sign = sorting.down ? -1 : 1;
    keyed.sort(([a, x], [b, y]) => sign * (typeof a === "number" ? a - b : collator.compare(a, b)) || x.i - y.i);
    return keyed.map(([, node]) => node);
  }

  function heading(one) {
    const button = make("button", { type: "button" }, t(one.key));
    button.addEventListener("click", () => {
      Object.assign(sorting, { down: sorting.key === one.key ? !sorting.down : Boolean(one.number), key: one.key });
      buildTable();
      byId("table").querySelector(`[data-key="${one.key}"] button`).focus();
    });
    const order = sorting.key === one.key ? (sorting.down ? "descending" : "ascending") : "none";
    return make("th", { scope: "col", "aria-sort": order, "data-key": one.key, class: one.wide ? "wide" : "" }, button);
  }

  function tableRow(node) {
    return make(
      "tr",
      {},
      COLUMNS.map((one) => {
        const value = one.value(node);
        const shown = one.number && value !== null ? count(value) : value;
        return make(
          "td",
          { class: `${one.number ? "number" : ""} ${one.wide ? "wide" : ""}`.trim() },
          one.key === "name" ? go(node.id) : shown,
        );
      }),
    );
  }

  function buildTable() {
    byId("table").replaceChildren(
      make(
        "table",
        {},
        make("caption", {}, t("table_caption")),
        make("thead", {}, make("tr", {}, COLUMNS.map(heading))),
        make("tbody", {}, sorted(nodes.filter(shownNode)).map(tableRow)),
      ),
    );
  }

  function setView(view) {
    const asTable = view === "table";
    byId("stage").hidden = asTable;
    byId("table").hidden = !asTable;
    byId("show-map").setAttribute("aria-pressed", String(!asTable));
    byId("show-table").setAttribute("aria-pressed", String(asTable));
    if (asTable) buildTable();
    else network.redraw();
  }
  byId("show-map").addEventListener("click", () => setView("map"));
  byId("show-table").addEventListener("click", () => setView("table"));

  // ---- language, theme, print -------------------------------------------------------------------

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
    const few = nodes.filter((node) => node.edges.length < 2).length;
    const half = tables.flows.filter((row) => !(row.payers || []).length || !(row.recipients || []).length).length;
    byId("counts").textContent = t("counts", {
      organisations: count(nodes.length - projects),
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
})();
