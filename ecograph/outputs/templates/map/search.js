// Search by any name, whatever the spelling of Nordic letters.

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
