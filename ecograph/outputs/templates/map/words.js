// Words, numbers and dates in the language of the page.

const LOCALES = { da: "da-DK", nb: "nb-NO", en: "en-GB" };
let language = root.lang;
const locale = () => LOCALES[language];
const texts = Object.fromEntries(
  Object.keys(LOCALES).map((code) => [code, new Map(data.text.keys.map((key, i) => [key, data.text[code][i]]))]),
);
const t = (key, fill = {}) => texts[language].get(key).replace(/\{(\w+)\}/g, (_, name) => String(fill[name]));
const word = (list, code) => {
  const words = data.values[language][list] || {};
  return Object.hasOwn(words, code) ? words[code] : visible(String(code));
};

const count = (value, options) =>
  // a small whole number is written alike everywhere, and the first form of a language takes some milliseconds
  !options && Number.isInteger(value) && value >= 0 && value < 1000
    ? String(value)
    : form(
        `number ${JSON.stringify(options)}`,
        () => new Intl.NumberFormat(locale(), { maximumFractionDigits: 2, ...options }),
      ).format(value);
const clip = (text, length) =>
  text.length > length
    ? `${Array.from(text)
        .slice(0, length - 1)
        .join("")}…`
    : text;

/** Return a form of this language, made once: each costs some milliseconds. */
const forms = new Map();
function form(key, make_) {
  const name = `${language} ${key}`;
  if (!forms.has(name)) forms.set(name, make_());
  return forms.get(name);
}

function country(code) {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return form("countries", () => new Intl.DisplayNames([locale()], { type: "region" })).of(code);
}

/** Return a date as the language writes it, as precise as it is known. */
function day(text) {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!parts) return text;
  const wanted = { year: "numeric", month: "short", timeZone: "UTC", ...(parts[3] && { day: "numeric" }) };
  const made = form(parts[3] ? "day" : "month", () => new Intl.DateTimeFormat(locale(), wanted));
  return made.format(new Date(Date.UTC(parts[1], parts[2] - 1, parts[3] || 1)));
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
