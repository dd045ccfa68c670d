// Facts: how a row is told, its source, and its item in a list, which copies it as a sentence.

const LEADS = ["lead", "coordinator"];
const comma = (...parts) => parts.filter(Boolean).join(", ");
const dots = (...parts) => parts.filter(Boolean).join(" · ");
const nodeOf = (id) => nodes[number.get(id)];
const titleOf = (id) => (number.has(id) ? nodeOf(id).label : visible(String(id)));

/** Return a source as text: what it is, by whom, from when, and the lines in it. */
function cited(row) {
  const source = sources.get(row.source_id) || {};
  return comma(
    source.title || row.source_id || t("unknown"),
    source.publisher,
    source.published && day(source.published),
    row.locator && t("lines", { lines: row.locator }),
  );
}

const urlOf = (row) => (sources.get(row.source_id) || {}).url;
const placeOf = (row) => [cited(row), ...(urlOf(row) ? [" – ", link(urlOf(row))] : [])];

const doubts = (row) =>
  dots(
    row.certainty && row.certainty !== "certain" && word("certainty", row.certainty),
    row.status && row.status !== "actual" && word("status", row.status),
  );

/** Return where a fact comes from, how sure it is, and what other sources say of it. */
function sourceOf(row, table) {
  const doubt = doubts(row);
  const own = make("span", { class: "source" }, doubt && `${doubt} · `, `${t("source")}: `, ...placeOf(row));
  const others = evidenceOf(table, row).map((other) =>
    make(
      "span",
      { class: "source" },
      `${t("also")} (${word("stance", other.stance)}): `,
      other.stated ? `${other.stated} – ` : "",
      ...placeOf(other),
    ),
  );
  return [own, ...others];
}

/** Return a fact as an item of a list: what it says, its source, and a button that copies it as a sentence. */
function factItem(table, row, ...parts) {
  return make("li", {}, ...parts, sourceOf(row, table), copyButton("copy_fact", () => told(table, row)));
}

const dated = (row) => comma(period(row.from, row.to), row.as_of && `${t("as_of")} ${day(row.as_of)}`);
const valued = (row) => (known(row.value) ? amount(row.value, row.qualifier, row.unit) : t("no_value"));
const amountOf = (row) => (known(row.amount) ? amount(row.amount, row.qualifier, row.currency) : t("no_amount"));
const happened = (row) => dots(row.date && day(row.date), word("event_kind", row.what), row.detail);
const counted = (row) => comma(row.what, row.breakdown);

/** Return the period of a participation; where none is stated, that of the project. */
function whenJoined(row) {
  const { start, end } = nodeOf(row.project_id).row;
  return row.from || row.to ? [row.from, row.to] : [start, end];
}

function joining(row) {
  const share = known(row.share_amount) && amount(row.share_amount, row.share_qualifier, row.share_currency);
  return dots(
    word("participation_role", row.role),
    period(...whenJoined(row)),
    share && `${t("share")}: ${share}`,
  );
}

const belonging = (row) => dots(word("membership_role", row.role), dated(row));
const isJoint = (list) => (list || []).length > 1;
const marksOf = (row) =>
  comma(
    isJoint(row.payers) && t("joint"),
    isJoint(row.recipients) && t("shared"),
    row.part_of && t("within"),
    row.restates && t("again"),
  );
const sortOf = (row) =>
  dots(
    word("flow_kind", row.kind),
    row.level !== row.kind && word("level", row.level),
    period(row.from, row.to),
    row.basis && word("basis", row.basis),
  );

const participation = (row, other) => factItem("participations", row, go(other), ` – ${joining(row)}`);
const membership = (row, other) => factItem("memberships", row, go(other), ` – ${belonging(row)}`);

/** Return a flow as an item; in the list of one of its ends that end is named only beside others. */
function flowItem(row, own) {
  const ends = (key, preposition) => {
    const list = row[key] || [];
    if (own === key && list.length < 2) return "";
    return make("div", {}, `${preposition} `, list.length ? joined(list.map(go), ", ") : t("unknown"));
  };
  return factItem(
    "flows",
    row,
    make("span", { class: "amount" }, amountOf(row)),
    " ",
    marksOf(row),
    ends("payers", t("from")),
    ends("recipients", t("to")),
    make("div", {}, sortOf(row)),
    row.about ? make("div", {}, row.about) : "",
  );
}

const ITEMS = {
  names: (row) => factItem("names", row, make("bdi", {}, row.name), ` – ${dots(word("name_kind", row.kind), dated(row))}`),
  identifiers: (row) => factItem("identifiers", row, `${word("scheme", row.scheme)}: ${row.value}`),
  projects: (row) => participation(row, row.project_id),
  participants: (row) => participation(row, row.org_id),
  memberships: (row) => membership(row, row.cluster_id),
  members: (row) => membership(row, row.org_id),
  ties: (row) =>
    factItem("ties", row, go(row.subject), ` ${word("tie_kind", row.kind)} `, go(row.object), " ", dated(row)),
  money_in: (row) => flowItem(row, "recipients"),
  money_out: (row) => flowItem(row, "payers"),
  flows: (row) => flowItem(row, null),
  figures: (row) =>
    factItem("figures", row, `${counted(row)}: `, make("span", { class: "amount" }, valued(row)), ` ${dated(row)}`),
  events: (row) => factItem("events", row, happened(row)),
};
