// Words, numbers and dates in the language of the page.

const LOCALES = { da: "da-DK", nb: "nb-NO", en: "en-GB" };
let language = root.lang;
const locale = () => LOCALES[language];
const t = (key, fill = {}) => data.text[language][key].replace(/\{(\w+)\}/g, (_, name) => String(fill[name]));
const word = (list, code) => (data.values[language][list] || {})[code] || String(code);

/** Return the form of numbers of a language; the first of each costs some milliseconds. */
const numberForms = new Map();
function numberForm(options) {
  const key = `${language} ${JSON.stringify(options)}`;
  if (!numberForms.has(key))
    numberForms.set(key, new Intl.NumberFormat(locale(), { maximumFractionDigits: 2, ...options }));
  return numberForms.get(key);
}
const count = (value, options) => numberForm(options).format(value);
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
