// What the colour of a node tells: its sphere, cluster, country or community.

const COLOUR_BY = ["helix", "cluster", "country", "community"];
const SEVERAL = "several";
const REST = "rest";

/** Return the code of the category of a node: what its colour tells. */
function categoryOf(node, colour) {
  if (colour === "helix") return node.helix;
  if (colour === "country") return node.country || REST;
  if (colour === "community") return known(node.community) ? String(node.community) : REST;
  if (node.cluster === -2) return SEVERAL;
  return node.cluster < 0 ? REST : nodes[node.cluster].id;
}

const NAMED = { cluster: (code) => nodes[number.get(code)].label, country, community: (code) => communityName(+code) };
const kept = new Map();

/** Return the categories of a colouring, the largest first: seven have a colour of their own. */
function categories(colour) {
  if (!kept.has(colour)) {
    const sums = new Map();
    for (const node of nodes) {
      const code = categoryOf(node, colour);
      sums.set(code, (sums.get(code) || 0) + 1);
    }
    const codes =
      colour === "helix"
        ? [...data.helices, "project"].filter((code) => sums.has(code))
        : [...sums.keys()].sort((a, b) => (a === SEVERAL) - (b === SEVERAL) || (a === REST) - (b === REST) || sums.get(b) - sums.get(a) || (a < b ? -1 : 1));
    let next = 0;
    const fills = codes.map((code) => {
      if (colour === "helix" || code === SEVERAL || code === REST) return code;
      next += 1;
      return next <= 7 ? `c${next - 1}` : REST;
    });
    kept.set(colour, { codes, totals: codes.map((code) => sums.get(code)), fill: new Map(codes.map((code, k) => [code, fills[k]])) });
  }
  const found = kept.get(colour);
  return found.codes.map((code, k) => ({
    code,
    label: categoryLabel(colour, code),
    fill: found.fill.get(code),
    total: found.totals[k],
  }));
}

function categoryLabel(colour, code) {
  if (code === REST) return t(colour === "country" ? "unknown" : `no_${colour}`);
  if (code === SEVERAL) return t("several_clusters");
  if (colour !== "helix") return NAMED[colour](code);
  if (code === "project") return t("shape_project");
  return code === "unknown" ? t("unknown") : word("helix", code);
}

/** Return the colour of a node; after a merger the clusters that merge have that of the best connected of them. */
function fillOf(node) {
  const { fill } = kept.get(view.colour);
  if (view.colour !== "cluster" || !view.after || view.scenario < 0) return fill.get(categoryOf(node, view.colour));
  const merging = data.scenarios[view.scenario].clusters;
  const first = merging.reduce((best, i) => (rankOf[i] < rankOf[best] ? i : best), merging[0]);
  return fill.get(categoryOf(merging.includes(node.cluster) ? nodes[first] : node, "cluster"));
}

/** Return the name of a community: its best connected organisation. */
function communityName(code) {
  const first = byWeight.find((node) => node.community === code && !node.isProject);
  return t("around", { name: first ? clip(first.label, 40) : count(code) });
}
