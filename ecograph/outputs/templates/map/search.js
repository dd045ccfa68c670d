// Search by any name, whatever the spelling of Nordic letters: the box of the page, and that of "why connected".

const MOST_HITS = 12;
const PLAIN = { ß: "ss", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/** Return a text in which å, aa, ä, æ and ae are one letter, as are ø, ö and oe, without other accents. */
function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFC")
    .replace(/å|aa|ä|æ|ae/g, "a")
    .replace(/ø|ö|oe/g, "o")
    .replace(/[ßłđðþı]/g, (letter) => PLAIN[letter])
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

let entries = null;
/** Return all names: folded, whose they are, and where they stand (null for the name of the node itself). */
function index() {
  if (entries) return entries;
  entries = nodes.map((node) => ({ folded: ` ${fold(node.label)}`, node, table: null, row: 0 }));
  const add = (table, column, of) => {
    const texts = tables[table].column(column) || [];
    texts.forEach((text, row) => {
      const node = known(text) && nodes[of(row)];
      if (node) entries.push({ folded: ` ${fold(text)}`, node, table, row });
    });
  };
  const owner = (table) => {
    const values = tables[table].column("org_id") || [];
    return (row) => values[row];
  };
  add("names", "name", owner("names"));
  add("identifiers", "value", owner("identifiers"));
  add("projects", "acronym", (row) => nOrganisations + row);
  return entries;
}

/** Return by which other name an entry was found, or what kind of node it is. */
function foundBy({ node, table, row }) {
  if (!table) return kindOf(node);
  const one = tables[table].row(row);
  if (table === "projects") return `${clip(one.acronym, 120)} – ${kindOf(node)}`;
  if (table === "identifiers") return `${word("scheme", one.scheme)}: ${clip(one.value, 120)}`;
  return `${clip(one.name, 120)} – ${word("name_kind", one.kind)}`;
}

/** Return the best entries for a query, one for each node, and how many nodes there are in all. */
function matches(query) {
  const words = fold(query).split(" ").filter(Boolean);
  const best = [];
  const hits = new Uint8Array(nodes.length);
  let n = 0;
  if (!words.length) return { best, n };
  const first = ` ${words[0]}`;
  const whole = ` ${words.join(" ")}`;
  for (const entry of index()) {
    const { folded, node } = entry;
    if (!words.every((one) => folded.includes(one))) continue;
    n += hits[node.i] ? 0 : 1;
    hits[node.i] = 1;
    const rank = folded === whole ? 0 : folded.startsWith(first) ? 1 : folded.includes(first) ? 2 : 3;
    const score = rank * 1e6 - node.degree;
    if (best.length === MOST_HITS && best[MOST_HITS - 1].score <= score) continue;
    const same = best.findIndex((other) => other.entry.node === node);
    if (same >= 0 && best[same].score <= score) continue;
    if (same >= 0) best.splice(same, 1);
    const at = best.findIndex((other) => other.score > score);
    best.splice(at < 0 ? best.length : at, 0, { entry, score });
    if (best.length > MOST_HITS) best.pop();
  }
  return { best: best.map(({ entry }) => entry), n };
}

/** Make an input with a list of suggestions that keys and the mouse choose from; `pick` gets the node. */
function combobox(input, list, pick) {
  let found = [];
  let marked = -1;

  function mark(i) {
    marked = i;
    [...list.children].forEach((option, k) => option.setAttribute("aria-selected", String(k === i)));
    if (i < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[i].id);
    list.children[i].scrollIntoView({ block: "nearest" });
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function take(i) {
    const { node } = found[i];
    input.value = clip(node.label, 120);
    close();
    pick(node);
  }

  function option(entry, i) {
    const { node } = entry;
    const hidden = scene.at.has(node.i) ? "" : make("small", { class: "hidden-now" }, t("hidden_now"));
    const note = make("small", {}, foundBy(entry));
    const attributes = { role: "option", id: `${list.id}-${i}`, dir: "auto" };
    const line = make("li", attributes, clip(node.label, 120), note, hidden);
    // mousedown, since the click comes after the input has lost the focus and closed the list
    line.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(i);
    });
    return line;
  }

  function nothing() {
    return make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("not_found"));
  }

  function suggest() {
    const { best, n } = matches(input.value);
    found = best;
    const lacks = !n && input.value.trim();
    list.replaceChildren(...found.map(option), ...(lacks ? [nothing()] : []));
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    const said = n > found.length ? t("found_first", { n: count(n), shown: count(found.length) }) : t("found", { n: count(n) });
    byId("live").textContent = !input.value ? "" : n ? said : t("not_found");
    mark(found.length ? 0 : -1);
  }

  input.addEventListener("focus", index, { once: true });
  input.addEventListener("input", suggest);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) suggest();
      else if (found.length) mark((marked + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length);
    } else if (event.key === "Enter" && open && marked >= 0) {
      event.preventDefault();
      take(marked);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  });
}

combobox(byId("search"), byId("suggestions"), (node) => choose({ node: node.i }, true));
