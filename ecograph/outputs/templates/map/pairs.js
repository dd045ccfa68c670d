// Organisations that share projects: the lines of the one-mode view.

/** More pairs than this are not drawn: no one could read them, and a page would stand still. */
const MOST_PAIRS = 400000;

/** Return how many pairs the shown projects make at most. */
function pairsOf(projects, participants) {
  return projects.reduce((sum, p) => sum + (participants(p).length * (participants(p).length - 1)) / 2, 0);
}

/** Return whether to take part in a project is to share work; metrics/holdings.py has the same rule. */
function isSharedWork(node) {
  return !data.not_shared_work.includes(cellOf("projects", "kind", node.i - nOrganisations));
}

/**
 * Return the pairs of shown organisations with the edges behind them, or null when there are too many.
 *
 * A pair counts a project once, whatever the number of roles. Meetings are left out.
 */
function sharedPairs(isShown, isLine) {
  const shared = new Map();
  const projects = nodes.filter((node) => node.isProject && isShown(node.i) && isSharedWork(node)).map((node) => node.i);
  const partners = new Map();
  for (const p of projects) {
    const of = new Map();
    for (const e of edgesOf(p)) {
      const edge = edges[e];
      if (edge.kind !== "participation" || !isShown(edge.from) || !isLine(edge)) continue;
      if (of.has(edge.from)) of.get(edge.from).push(e);
      else of.set(edge.from, [e]);
    }
    partners.set(p, [...of]);
  }
  if (pairsOf(projects, (p) => partners.get(p)) > MOST_PAIRS) return null;
  for (const p of projects) {
    const list = partners.get(p);
    for (let x = 0; x < list.length; x += 1)
      for (let y = x + 1; y < list.length; y += 1) {
        const [a, b] = list[x][0] < list[y][0] ? [list[x], list[y]] : [list[y], list[x]];
        const key = a[0] * nodes.length + b[0];
        if (!shared.has(key)) shared.set(key, { a: a[0], b: b[0], projects: [], edges: [] });
        const pair = shared.get(key);
        pair.projects.push(p);
        pair.edges.push(...a[1], ...b[1]);
      }
  }
  return [...shared.values()];
}
