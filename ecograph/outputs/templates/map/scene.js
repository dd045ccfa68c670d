// What is shown: the model seen through the view. The engine, the table, the legend and the files all read it.

let scene = null;

/** Return which scene node stands for each node: a merged body, a community that is not open, or itself. */
function folds(shown) {
  const made = new Map();
  const join = (key, fold, i) => {
    if (!made.has(key)) made.set(key, { fold, members: [] });
    made.get(key).members.push(nodes[i]);
  };
  const merged = view.after && view.scenario >= 0 ? new Set(data.scenarios[view.scenario].clusters) : new Set();
  for (let i = 0; i < nodes.length; i += 1) {
    if (!shown[i]) continue;
    const code = known(nodes[i].community) ? nodes[i].community : 0;
    if (merged.has(i)) join("merged", { kind: "merged", code: view.scenario }, i);
    else if (view.part === "communities" && !view.opened.has(code)) join(code, { kind: "community", code }, i);
  }
  return [...made.values()].filter(({ members, fold }) => members.length > 1 || fold.kind === "community");
}

const SPACE = 58;

function foldNode({ fold, members }) {
  const middle = (axis) => members.reduce((sum, node) => sum + node[axis], 0) / members.length;
  const isMerged = fold.kind === "merged";
  const size = isMerged
    ? 1.3 * Math.sqrt(members.reduce((sum, node) => sum + node.size ** 2, 0))
    : Math.max(12, 0.24 * SPACE * Math.sqrt(members.length));
  const label = isMerged
    ? visible(data.scenarios[fold.code].name)
    : fold.code
      ? `${communityName(fold.code)} (${count(members.length)})`
      : `${t("no_community")} (${count(members.length)})`;
  return {
    node: null,
    members,
    label,
    x: middle("x"),
    y: middle("y"),
    size,
    shape: isMerged ? "hexagon" : "dot",
    fill: isMerged ? fillOf(members[0]) : (kept.get("community").fill.get(String(fold.code)) || REST),
    hollow: !isMerged && !fold.code,
    bold: true,
    weight: -members.length,
    lines: [],
    loose: false,
    fold,
  };
}

/** Move the discs of communities, in place, until none lies on another; the largest move least. */
function spreadOut(discs) {
  for (let round = 0; round < 120; round += 1) {
    let moved = false;
    for (let i = 0; i < discs.length; i += 1)
      for (let j = i + 1; j < discs.length; j += 1) {
        const [a, b] = [discs[i], discs[j]];
        const [dx, dy] = [b.x - a.x || 0.01 * (j - i), b.y - a.y || 0.01];
        const apart = Math.hypot(dx, dy);
        const lack = 1.15 * (a.size + b.size) - apart;
        if (lack <= 0) continue;
        moved = true;
        const share = b.size ** 2 / (a.size ** 2 + b.size ** 2);
        a.x -= (dx / apart) * lack * share;
        a.y -= (dy / apart) * lack * share;
        b.x += (dx / apart) * lack * (1 - share);
        b.y += (dy / apart) * lack * (1 - share);
      }
    if (!moved) return;
  }
}

function plainNode(node) {
  return {
    node,
    members: [node],
    label: node.label,
    x: node.x,
    y: node.y,
    size: node.size,
    shape: data.shapes[node.group],
    fill: fillOf(node),
    hollow: node.hollow,
    bold: node.group === "cluster",
    weight: rankOf[node.i],
    lines: [],
    loose: node.degree === 0,
    fold: null,
  };
}

const WIDTHS = { participation: 1, membership: 1.8, tie: 1.2, flow: 1.3, shared: 1, bundle: 1 };
const isVague = (edge) => {
  const exact = cellOf("flows", "qualifier", edge.row) === "exact" && known(cellOf("flows", "amount", edge.row));
  return edge.kind === "flow" && !exact;
};

/** Return the bounds in euro of all flows behind some edges, each flow once; null when none is known. */
function euroBehind(list) {
  const bounds = [...new Set(list.map((i) => edges[i].row))].map(eur).filter(known);
  return bounds.length ? [0, 1].map((end) => bounds.reduce((sum, one) => sum + one[end], 0)) : null;
}

/** Return the width of an arrow by its amount: a point for each tenfold above ten thousand euro. */
function moneyWidth(list) {
  const bounds = euroBehind(list);
  if (!bounds) return 1;
  const amount = Number.isFinite(bounds[1]) ? (bounds[0] + bounds[1]) / 2 : bounds[0];
  return Math.min(8, Math.max(1, 1 + 1.4 * (Math.log10(Math.max(amount, 1)) - 4)));
}

function lineOf(a, b, edge) {
  return {
    a,
    b,
    kind: edge.kind,
    width: view.mode === "money" ? moneyWidth([edge.i]) : WIDTHS[edge.kind],
    bend: edge.bend,
    dashed: edge.kind === "tie" || isVague(edge),
    arrow: edge.kind === "flow",
    faint: view.mode !== "money" && (everywhere.has(edge.from) || everywhere.has(edge.to)),
    edges: [edge.i],
    n: 1,
  };
}

/** Return the lines between scene nodes: one for each edge, one for all of a kind where an end is folded. */
function linesOf(list, at) {
  const lines = [];
  const bundles = new Map();
  for (const edge of list) {
    const [a, b] = [at.get(edge.from), at.get(edge.to)];
    if (a === b && a.fold) continue;
    if (!a.fold && !b.fold) {
      lines.push(lineOf(a, b, edge));
      continue;
    }
    const isOpen = [a, b].every((one) => !one.fold || one.fold.kind === "merged");
    const kind = isOpen ? edge.kind : "bundle";
    const [p, q] = kind === "flow" || a.k < b.k ? [a, b] : [b, a];
    const key = `${kind} ${p.k} ${q.k}`;
    if (!bundles.has(key)) bundles.set(key, { ...lineOf(p, q, edge), kind, bend: 0, edges: [], n: 0 });
    const bundle = bundles.get(key);
    bundle.edges.push(edge.i);
    bundle.n += 1;
    bundle.dashed &&= isOpen && (edge.kind === "tie" || isVague(edge));
    bundle.arrow &&= isOpen;
  }
  for (const bundle of bundles.values()) {
    bundle.width =
      view.mode === "money" ? moneyWidth(bundle.edges) : WIDTHS[bundle.kind] * (1 + Math.log2(bundle.n) / 2);
    lines.push(bundle);
  }
  return lines;
}

function sharedLines(pairs, at) {
  const bundles = new Map();
  for (const pair of pairs) {
    const [a, b] = [at.get(pair.a), at.get(pair.b)];
    if (!a || !b || a === b) continue;
    const key = Math.min(a.k, b.k) * nodes.length + Math.max(a.k, b.k);
    if (!bundles.has(key)) bundles.set(key, { a, b, projects: new Set(), edges: [] });
    const bundle = bundles.get(key);
    pair.projects.forEach((p) => bundle.projects.add(p));
    bundle.edges.push(...pair.edges);
  }
  return [...bundles.values()].map(({ a, b, projects, edges: behind }) => ({
    a,
    b,
    kind: "shared",
    width: 0.7 + Math.log2(projects.size + 1) * 0.9,
    bend: 0,
    dashed: false,
    arrow: false,
    edges: behind,
    n: projects.size,
  }));
}

/** Return the edges that the view draws one by one. */
function drawnEdges(shown) {
  const modes = {
    two: () => true,
    one: (edge) => edge.kind !== "participation",
    money: (edge) => edge.kind === "flow",
  };
  const wanted = modes[view.mode];
  return edges.filter((edge) => shown[edge.from] && shown[edge.to] && wanted(edge) && lineIsShown(edge));
}

/** Hide what lost all its lines by what was asked for, such as a period. */
function dropLonely(shown, list, pairs) {
  const asked = view.mode === "money" || isPeriod() || view.least > 1;
  if (!asked) return;
  const tied = new Uint8Array(nodes.length);
  const mark = (a, b) => {
    tied[a] = 1;
    tied[b] = 1;
  };
  list.forEach((edge) => mark(edge.from, edge.to));
  pairs.forEach((pair) => mark(pair.a, pair.b));
  for (const node of nodes) if (!tied[node.i] && (view.mode === "money" || node.degree)) shown[node.i] = 0;
}

/** Return the pairs of shown bodies that share enough of the projects that pass the filters, shown or not. */
function enoughShared(shown, passes) {
  if (view.mode !== "one" && view.least === 1) return [];
  const pairs = sharedPairs((i) => (nodes[i].isProject ? passes[i] : shown[i]), lineIsShown);
  return pairs && pairs.filter((pair) => pair.projects.length >= view.least);
}

function keepEnough(shown, pairs) {
  if (view.least === 1) return;
  const stays = new Uint8Array(nodes.length);
  for (const pair of pairs) {
    stays[pair.a] = 1;
    stays[pair.b] = 1;
    if (view.mode === "two") pair.projects.forEach((p) => (stays[p] = 1));
  }
  for (const node of nodes) if (!stays[node.i]) shown[node.i] = 0;
}

/** Find what the view shows. */
function buildScene() {
  categories(view.colour);
  categories("community");
  const passes = passing();
  const shown = inPart().map((one, i) => one * passes[i] * !(view.mode === "one" && nodes[i].isProject));
  let pairs = enoughShared(shown, passes);
  const tooMany = pairs === null;
  pairs = pairs || [];
  if (!tooMany) keepEnough(shown, pairs);
  dropLonely(shown, drawnEdges(shown), view.mode === "one" ? pairs : []);
  const list = drawnEdges(shown);
  const at = new Map();
  const made = folds(shown).map(foldNode);
  spreadOut(made.filter((one) => one.fold.kind === "community"));
  for (const one of made) for (const member of one.members) at.set(member.i, one);
  for (const node of nodes)
    if (shown[node.i] && !at.has(node.i)) {
      const one = plainNode(node);
      made.push(one);
      at.set(node.i, one);
    }
  made.forEach((one, k) => {
    one.k = k;
  });
  const lines = linesOf(list, at).concat(view.mode === "one" ? sharedLines(pairs, at) : []);
  lines.forEach((line, k) => {
    line.k = k;
    line.a.lines.push(k);
    if (line.a !== line.b) line.b.lines.push(k);
  });
  scene = { nodes: made, lines, at, shown, note: partNote(tooMany) };
}

/** Return what is emphasised: the chosen node, edge, pair or path with what it touches; null when nothing is. */
function emphasis() {
  const found = { nodes: new Set(), lines: new Set() };
  const addLine = (line) => {
    found.lines.add(line);
    found.nodes.add(line.a).add(line.b);
  };
  const own = view.node !== null ? scene.at.get(view.node) : view.fold !== null ? foldOf(view.fold) : null;
  if (view.path) {
    const wanted = new Set(view.path.edges);
    view.path.nodes.forEach((i) => scene.at.has(i) && found.nodes.add(scene.at.get(i)));
    scene.lines.filter((line) => line.edges.some((e) => wanted.has(e))).forEach(addLine);
  } else if (own) {
    found.nodes.add(own);
    own.lines.forEach((k) => addLine(scene.lines[k]));
  } else if (view.edge !== null) scene.lines.filter((line) => line.edges.includes(view.edge)).forEach(addLine);
  else if (view.pair !== null) {
    const [a, b] = view.pair.map((i) => scene.at.get(i));
    scene.lines.filter((line) => (line.a === a && line.b === b) || (line.a === b && line.b === a)).forEach(addLine);
  }
  return found.nodes.size ? found : null;
}

/** Return the scene node of a fold, given as its key. */
const foldKey = (one) => `${one.fold.kind}:${one.fold.code}`;
const foldOf = (key) => scene.nodes.find((one) => one.fold && foldKey(one) === key) || null;
