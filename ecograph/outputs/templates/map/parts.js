// Elements of the page. Text becomes text nodes, an address a link only when it is http or https.

/** Return a text with marks of direction and control made visible: they can make a name read as another. */
function visible(text) {
  return text.replace(/[\u202a-\u202e\u2066-\u2069\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "\ufffd");
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
