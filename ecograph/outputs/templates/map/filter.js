// What the filters and the part of the whole let through.

/** Return the smallest core number whose core is not larger than the map shows at once. */
function coreNumber() {
  const at = new Map();
  for (const node of nodes) at.set(node.core, (at.get(node.core) || 0) + 1);
  let sum = 0;
  let least = 0;
  for (const k of [...at.keys()].sort((a, b) => b - a)) {
    sum += at.get(k);
    if (sum > data.about.max_nodes) return least || k; // the innermost core may be larger; the note says how large
    least = k;
  }
  return least;
}

/** Return which nodes lie within some ties of one. */
function within(start, hops) {
  const reached = new Uint8Array(nodes.length);
  let edge = [start];
  reached[start] = 1;
  for (let hop = 0; hop < hops; hop += 1) {
    const next = [];
    for (const i of edge)
      for (const e of edgesOf(i)) {
        const j = otherEnd(edges[e], i);
        if (!reached[j]) next.push(j);
        reached[j] = 1;
      }
    edge = next;
  }
  return reached;
}

const year = (date) => (date ? Number(date.slice(0, 4)) : null);
/** Return whether a period that is known lies outside of the years asked for. */
function isOutside(from, to) {
  const [first, last] = [year(from), year(to)];
  return (
    (view.to !== null && first !== null && first > view.to) || (view.from !== null && last !== null && last < view.from)
  );
}

const isPeriod = () => view.from !== null || view.to !== null;
const cellOf = (table, name, row) => (tables[table].column(name) || [])[row];

function projectIsOutside(i) {
  const row = i - nOrganisations;
  return isOutside(cellOf("projects", "start", row), cellOf("projects", "end", row));
}

/** Return the edges of a kind that a condition lets through. */
const edgesThat = (kind, isWanted) => edges.filter((edge) => edge.kind === kind && isWanted(edge));

/** What each facet marks: what is chosen, and what is tied to it. */
const TOUCH = {
  clusters(mark) {
    view.clusters.forEach(mark);
    for (const edge of edgesThat("membership", (one) => view.clusters.has(one.to))) mark(edge.from);
    for (const edge of edgesThat("participation", (one) => view.clusters.has(one.from))) mark(edge.to);
  },
  themes(mark, marked) {
    for (const theme of view.themes) themes[theme].nodes.forEach(mark);
    markPartners(mark, marked);
  },
  funders(mark, marked) {
    view.funders.forEach(mark);
    for (const edge of edgesThat("flow", (one) => view.funders.has(one.from))) mark(edge.to);
    markPartners(mark, marked);
  },
  countries(mark, marked) {
    for (const node of nodes) if (view.countries.has(node.country)) mark(node.i);
    const bodies = Uint8Array.from(marked, (value, i) => value * !nodes[i].isProject);
    for (const edge of edgesThat("participation", (one) => bodies[one.from])) mark(edge.to);
  },
};

function markPartners(mark, marked) {
  const projects = Uint8Array.from(marked, (value, i) => value * nodes[i].isProject);
  for (const edge of edgesThat("participation", (one) => projects[one.to])) mark(edge.from);
}

/** Return the nodes that the chosen values of a facet touch, null where nothing is chosen. */
function touched(key) {
  if (!view[key].size) return null;
  const marked = new Uint8Array(nodes.length);
  TOUCH[key]((i) => {
    marked[i] = 1;
  }, marked);
  return marked;
}

function isOff(node) {
  const { off } = view;
  return (
    (off.group.has(node.group) && !(view.mode === "one" && node.isProject)) || // there projects are shared, not drawn
    off.helix.has(node.helix) ||
    (node.hollow && off.hollow.has("hollow")) ||
    (off.country.size > 0 && off.country.has(node.country || REST)) ||
    (off.cluster.size > 0 && off.cluster.has(categoryOf(node, "cluster"))) ||
    (off.community.size > 0 && off.community.has(categoryOf(node, "community")))
  );
}

/** Return which nodes the filters let through. */
function passing() {
  const only = FACETS.map(touched).filter(Boolean);
  return Uint8Array.from(nodes, (node) =>
    Number(
      !isOff(node) &&
        only.every((marked) => marked[node.i]) &&
        !(isPeriod() && node.isProject && projectIsOutside(node.i)),
    ),
  );
}

/** Return which nodes belong to the part of the whole that is shown, filters aside. */
function inPart() {
  if (view.part === "near" && view.near !== null) return within(view.near, view.hops);
  const core = view.part === "core" ? coreNumber() : 0;
  return Uint8Array.from(nodes, (node) => Number(node.core >= core || node.group === "cluster"));
}

function lineIsShown(edge) {
  if (view.off.line.has(edge.kind)) return false;
  if (!isPeriod()) return true;
  const table = TABLE_OF[edge.kind];
  return !isOutside(cellOf(table, "from", edge.row), cellOf(table, "to", edge.row));
}

/** Return in words which part of the whole it is, filters aside; empty when it is all. */
function partNote(tooMany) {
  if (tooMany) return t("too_many_pairs", { most: count(MOST_PAIRS) });
  const isNear = view.part === "near" && view.near !== null;
  if (view.part === "communities") return t("part_communities_note");
  if (view.part !== "core" && !isNear) return "";
  const k = coreNumber();
  const n = inPart().reduce((sum, one) => sum + one, 0);
  const fill = { n: count(n), all: count(nodes.length) };
  return isNear
    ? t("part_near_note", { ...fill, name: nodes[view.near].label, hops: count(view.hops) })
    : t("part_core_note", { ...fill, k: count(k), max: count(data.about.max_nodes) });
}
