// What connects two: facts as sentences with their source, the shortest ways, and what two have in common.

const MOST_WAYS = 5;
const MOST_FACTS = 3;

/** Return the sentence of a fact, without its source. */
function sentence(table, row) {
  const names = (list) => ((list || []).length ? list.map(titleOf).join(", ") : t("unknown"));
  const main = {
    participations: () => t("told_participation", { org: titleOf(row.org_id), project: titleOf(row.project_id) }),
    memberships: () => t("told_membership", { org: titleOf(row.org_id), cluster: titleOf(row.cluster_id) }),
    flows: () =>
      t("told_flow", { payers: names(row.payers), recipients: names(row.recipients), amount: amountOf(row) }),
    ties: () => `${titleOf(row.subject)} – ${word("tie_kind", row.kind)} – ${titleOf(row.object)}`,
    names: () => `${titleOf(row.org_id)} – ${word("name_kind", row.kind)}: ${visible(row.name)}`,
    identifiers: () => `${titleOf(row.org_id)} – ${word("scheme", row.scheme)}: ${row.value}`,
    figures: () => `${titleOf(row.subject)} – ${counted(row)}: ${valued(row)}`,
    events: () => `${titleOf(row.subject)} – ${happened(row)}`,
  };
  const more = {
    participations: () => joining(row),
    memberships: () => belonging(row),
    flows: () => dots(marksOf(row), sortOf(row), row.about),
    events: () => "",
  };
  return dots(main[table](), (more[table] || (() => dated(row)))());
}

/** Return the sentence of a fact with its source, as it is copied. */
function told(table, row) {
  return visible(t("told", { fact: dots(sentence(table, row), doubts(row)), source: comma(cited(row), urlOf(row)) }));
}

function toldNode(node) {
  const { row } = node;
  const kind = node.isProject
    ? comma(kindOf(node), row.programme, period(row.start, row.end))
    : comma(kindOf(node), row.helix && word("helix", row.helix), row.country && country(row.country));
  const fact = t("told_node", { name: node.label, kind, n: count(edgesOf(node.i).length) });
  return visible(t("told", { fact, source: comma(cited(row), urlOf(row)) }));
}

/** Copy a text; return whether the browser allowed it. From a file the modern way may be closed. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = make("textarea", { class: "unseen", readonly: "" });
    box.value = text;
    const back = document.activeElement;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    back.focus();
    return done;
  }
}

/** Return a button that copies what `text` returns; where copying is closed, a box shows it. */
function copyButton(key, text, worded = false) {
  const look = worded ? { class: "copy worded" } : { class: "copy", "aria-label": t(key), title: t(key) };
  const button = make("button", { type: "button", ...look }, worded ? t(key) : "");
  button.addEventListener("click", async () => {
    const said = text();
    const done = await copyText(said);
    byId("live").textContent = done ? t("copied", { text: said }) : t("copy_failed");
    if (!done) return showBox(button, said);
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 2000);
  });
  return button;
}

function showBox(button, text) {
  const box = make("textarea", { class: "copy-box", readonly: "", "aria-label": t("copy_box"), rows: "4" });
  box.value = text;
  button.parentElement.querySelector(".copy-box")?.remove();
  button.after(box);
  box.select();
}

/** Return for each node its distance from the first and how many shortest ways lead there, up to the second. */
function distances(from, to, isOpen) {
  const far = new Int32Array(nodes.length).fill(-1);
  const ways = new Float64Array(nodes.length);
  far[from] = 0;
  ways[from] = 1;
  let front = [from];
  while (front.length && far[to] < 0) {
    const next = [];
    for (const i of front) {
      for (const j of nextTo(i, isOpen)) {
        if (far[j] < 0) {
          far[j] = far[i] + 1;
          next.push(j);
        }
        if (far[j] === far[i] + 1) ways[j] += ways[i];
      }
    }
    front = next;
  }
  return { far, ways };
}

function nextTo(i, isOpen) {
  const found = new Set();
  for (const e of edgesOf(i)) if (isOpen(e)) found.add(otherEnd(edges[e], i));
  found.delete(i);
  return found;
}

/** Return up to MOST_WAYS shortest ways, first those through the nodes with fewest connections, and their number. */
function shortestWays(from, to, isOpen) {
  const { far, ways } = distances(from, to, isOpen);
  if (far[to] < 0) return null;
  const found = [];
  const walk = (i, rest) => {
    if (found.length >= MOST_WAYS) return;
    if (i === from) return void found.push([i, ...rest]);
    const before = [...nextTo(i, isOpen)].filter((j) => far[j] === far[i] - 1 && far[j] >= 0);
    before.sort((a, b) => nodes[a].degree - nodes[b].degree || a - b);
    before.forEach((j) => walk(j, [i, ...rest]));
  };
  walk(to, []);
  return { n: ways[to], steps: far[to], found: found.map((path) => ({ nodes: path, edges: edgesAlong(path, isOpen) })) };
}

/** Return for each step of a path the open edges between its two nodes. */
function edgesAlong(path, isOpen) {
  return path
    .slice(1)
    .map((j, k) => [...edgesOf(path[k])].filter((e) => isOpen(e) && otherEnd(edges[e], path[k]) === j));
}

/** Return the answer: over what is on the map, else over everything; null where nothing connects the two. */
function findAnswer(from, to) {
  const shown = new Uint8Array(edges.length);
  for (const line of scene.lines) for (const e of line.edges) shown[e] = 1;
  const open = shortestWays(from, to, (e) => shown[e] === 1);
  if (open) return { ...open, hidden: false };
  const all = shortestWays(from, to, () => true);
  return all && { ...all, hidden: true };
}

let question = null;

function askWhy(from, to, note) {
  if (from === to) {
    note.textContent = t("why_same");
    byId("live").textContent = t("why_same");
    return;
  }
  question = { from, to, answer: findAnswer(from, to) };
  showWays(null);
  panel.querySelector(".why h3").focus();
}

/** Show one of the ways on the map, or all of them. */
function showWays(way) {
  const { from, to, answer } = question;
  question.way = way;
  question.key = `${from} ${to} ${way} ${answer && answer.hidden} ${answer && answer.n}`;
  const found = answer ? answer.found : [];
  const some = way === null ? found : [found[way]];
  const path = some.length ? [...new Set(some.flatMap((one) => one.nodes))] : [from, to];
  change({ path: { nodes: path, edges: some.flatMap((one) => one.edges.flat()) } });
  bringAllIntoView(path);
}

/** Move the map until these nodes are in view, with room for their names; a panel that lies over it hides nothing. */
function bringAllIntoView(list) {
  const drawn = [...new Set(list.map((i) => scene.at.get(i)).filter(Boolean))];
  if (!drawn.length || view.asTable) return;
  const { width, height, scale } = engine.camera();
  const lies = getComputedStyle(panel).position === "fixed";
  const hidden = lies ? Math.max(0, byId("map").getBoundingClientRect().bottom - panel.getBoundingClientRect().top) : 0;
  const free = Math.max(height - hidden, 80);
  const span = (axis) => {
    const all = drawn.map((one) => one[axis]);
    return [Math.min(...all), Math.max(...all)];
  };
  const [[left, right], [top, bottom]] = [span("x"), span("y")];
  const room = Math.min((0.6 * width) / (right - left || 1), (0.75 * free) / (bottom - top || 1), scale);
  engine.moveTo({ x: (left + right) / 2, y: (top + bottom) / 2 + (height - free) / 2 / room, scale: room });
}

// What is on the map decides the answer, so another view asks again; after it, since it may not change on its way.
onScene.push(() => {
  if (!question) return;
  question.answer = findAnswer(question.from, question.to);
  queueMicrotask(() => question && showWays(null));
});

/** Return the fact behind an edge as an item that names both ends. */
function edgeSentence(e) {
  const { kind, fact } = edges[e];
  const table = TABLE_OF[kind];
  return factItem(table, fact, sentence(table, fact));
}

function wayStep(list) {
  const items = list.slice(0, MOST_FACTS).map(edgeSentence);
  const rest = list.length - items.length;
  return [...items, rest > 0 ? make("li", { class: "note" }, t("why_more", { n: count(rest) })) : ""];
}

function wayBox({ nodes: path, edges: lists }, i) {
  const show = make(
    "button",
    { type: "button", "data-way": String(i), "aria-pressed": String(question.way === i) },
    t("why_show"),
  );
  show.addEventListener("click", () => {
    showWays(question.way === i ? null : i);
    panel.querySelector(`[data-way="${i}"]`).focus();
  });
  return [
    make("h4", {}, t("why_way", { n: count(i + 1) })),
    make("p", { class: "chain" }, joined(path.map((j) => go(nodes[j].id)), " → "), " "),
    show,
    make("ol", { class: "steps" }, lists.flatMap(wayStep)),
  ];
}

function answerBox(from, to) {
  const found = question.answer;
  const title = t("why_answer", { a: nodes[from].label, b: nodes[to].label });
  const end = make("button", { type: "button" }, t("why_end"));
  end.addEventListener("click", () => {
    question = null;
    change({ path: null });
    panel.querySelector(".why summary").focus();
  });
  const told = !found
    ? [t("why_none")]
    : [
        found.hidden && t("why_hidden"),
        t("why_steps", { n: count(found.n), steps: count(found.steps) }),
        found.n > found.found.length && t("why_some", { shown: count(found.found.length) }),
      ];
  return [
    make("h3", { tabindex: "-1", dir: "auto" }, title),
    make("p", {}, told.filter(Boolean).join(" ")),
    ...(found ? found.found.map(wayBox) : []),
    end,
  ];
}

/** Forget the question unless it is about this node. */
function endWhy(i) {
  if (question && question.from !== i) question = null;
}

/** Return the question from a node to another, with its answer once it is asked. */
function whyBox(node) {
  const input = make("input", {
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "false",
    "aria-controls": "why-suggestions",
    "aria-autocomplete": "list",
    "aria-label": t("why"),
    placeholder: t("search_hint"),
  });
  const list = make("ul", { id: "why-suggestions", role: "listbox", class: "suggestions", "aria-label": t("suggestions") });
  list.hidden = true;
  const note = make("p", { class: "note" });
  combobox(input, list, (other) => askWhy(node.i, other.i, note));
  const box = make(
    "details",
    { class: "why" },
    make("summary", {}, t("why")),
    make("div", { class: "search" }, make("span", { dir: "auto" }, t("why_with", { name: clip(node.label, 60) })), input, list),
    note,
    ...(question ? answerBox(question.from, question.to) : []),
  );
  box.open = Boolean(question);
  return box;
}

/** Return the details of a line of several facts: those about both ends, and the projects of both. */
function pairDetails([i, j]) {
  const [a, b] = [scene.at.get(i), scene.at.get(j)];
  const direct = [...edgesOf(i)].filter((e) => otherEnd(edges[e], i) === j);
  const lines = scene.lines.filter((line) => (line.a === a && line.b === b) || (line.a === b && line.b === a));
  const isFold = a && b && (a.fold || b.fold);
  const behind = isFold ? [...new Set(lines.flatMap((line) => line.edges))] : direct;
  const joint = isFold ? [] : sharedProjects(i, j);
  const ends = isFold ? [goScene(a), goScene(b)] : [go(nodes[i].id), go(nodes[j].id)];
  return [
    panelHeading(t("pair")),
    make("p", { dir: "auto" }, ends[0], " – ", ends[1]),
    factSection(t("shared_projects"), joint, ({ project, rows }) =>
      make("li", {}, go(project.id), ` – ${dots(kindOf(project), period(project.row.start, project.row.end))}`,
        make("ul", { class: "inner" }, rows.map(ITEMS.participants))),
    ),
    factSection(t(isFold ? "bundle" : "direct"), behind, edgeSentence),
  ];
}

/** Return the projects that two organisations both take part in, with the rows that say so, newest first. */
function sharedProjects(i, j) {
  const joins = (k) => nodes[k].facts.projects;
  const other = new Set(joins(j).map((row) => row.project_id));
  const both = [...new Set(joins(i).map((row) => row.project_id))].filter((id) => other.has(id));
  const found = both.map((id) => ({
    project: nodeOf(id),
    rows: [...joins(i), ...joins(j)].filter((row) => row.project_id === id),
  }));
  return found.sort((x, y) => (y.project.row.start || "").localeCompare(x.project.row.start || ""));
}
