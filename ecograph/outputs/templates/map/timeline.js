// When, what if, how much: the years of the projects, a merger before and after, and the part of a large network.

const statedYears = (name) => (tables.projects.column(name) || new Array(tables.projects.length).fill(null)).map(year);

/** The stated years of the projects: how many run in each, and how many have no date, or only one. */
const projectYears = (() => {
  const [starts, ends] = [statedYears("start"), statedYears("end")];
  const every = [...starts, ...ends].filter((one) => one > 0);
  if (!every.length) return null;
  const first = every.reduce((a, b) => Math.min(a, b));
  const last = every.reduce((a, b) => Math.max(a, b));
  const running = new Int32Array(last - first + 1);
  let none = 0;
  let half = 0;
  starts.forEach((start, row) => {
    const end = ends[row];
    none += !start && !end;
    half += !start !== !end;
    for (let at = start || end; at && at <= (end || start); at += 1) running[at - first] += 1;
  });
  return { first, last, running, none, half };
})();

/** Return the years that the sliders show: those chosen, as far as there are projects. */
function chosenYears() {
  const { first, last } = projectYears;
  return [Math.max(view.from ?? first, first), Math.min(view.to ?? last, last)];
}

function periodText() {
  const [from, to] = [view.from ?? projectYears?.first ?? "…", view.to ?? projectYears?.last ?? "…"];
  return t(from === to ? "year_shown" : "years_shown", { from, to });
}

/** Show the projects of some years; all of them is the same as no years. */
function setYears(from, to) {
  const isAll = from <= projectYears.first && to >= projectYears.last;
  change({ from: isAll ? null : from, to: isAll ? null : to });
}

section(
  "time",
  () => "",
  (keep) => {
    if (!projectYears) return [];
    const said = make("span", { class: "state" });
    keep(() => {
      const [from, to] = chosenYears();
      said.textContent = !isPeriod() ? t("nothing_chosen") : from === to ? `${from}` : `${from}–${to}`;
    });
    const box = make("details", { class: "facet", "data-facet": "years" });
    box.open = openYears;
    box.addEventListener("toggle", () => {
      openYears = box.open;
    });
    box.append(make("summary", { "data-filter": "years" }, make("span", {}, t("years")), said));
    box.append(bars(keep), yearSlider(keep), make("div", { class: "row" }, playButton(keep), allYears(keep)));
    if (projectYears.none) box.append(make("p", { class: "note" }, t("undated", { n: count(projectYears.none) })));
    if (projectYears.half) box.append(make("p", { class: "note" }, t("half_dated", { n: count(projectYears.half) })));
    return [box];
  },
);
let openYears = true;

/** Return a small picture of how many projects run in each year; the years chosen are dark. */
function bars(keep) {
  const { first, running } = projectYears;
  const most = running.reduce((a, b) => Math.max(a, b));
  const busiest = first + running.indexOf(most);
  const picture = document.createElementNS(SVG, "svg");
  const [before, now] = ["years-out", "years-in"].map((name) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    picture.append(path);
    return path;
  });
  picture.setAttribute("class", "bars");
  picture.setAttribute("viewBox", `0 0 ${running.length} 1`);
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", t("years_bars", { year: busiest, n: count(most) }));
  const draw = (isIn) =>
    [...running]
      .map((n, k) => (n && isIn(first + k) ? `M${k + 0.08} 1V${1 - Math.max(0.06, n / most)}H${k + 0.92}V1Z` : ""))
      .join("");
  keep(() => {
    const [from, to] = chosenYears();
    now.setAttribute("d", draw((at) => at >= from && at <= to));
    before.setAttribute("d", draw((at) => at < from || at > to));
  });
  return picture;
}

/** Return two sliders on one track: the first and the last year. */
function yearSlider(keep) {
  const { first, last } = projectYears;
  const one = (name) => {
    const attributes = { type: "range", min: first, max: last, step: "1", "data-filter": name, class: name };
    return make("input", { ...attributes, "aria-label": t(name) });
  };
  const [low, high] = [one("first_year"), one("last_year")];
  const moved = (isLow) => {
    stopPlaying();
    let [from, to] = [Number(low.value), Number(high.value)];
    if (from > to) [from, to] = isLow ? [from, from] : [to, to];
    low.value = String(from);
    high.value = String(to);
    onceAFrame(() => setYears(from, to));
  };
  low.addEventListener("input", () => moved(true));
  high.addEventListener("input", () => moved(false));
  const box = make("div", { class: "slider" }, make("span", { class: "track" }), low, high);
  keep(() => {
    const [from, to] = chosenYears();
    low.value = String(from);
    high.value = String(to);
    low.classList.toggle("above", from === last); // else it would lie below the other and could not be taken back
  });
  const stated = [first, last].map((each) => make("span", {}, `${each}`));
  const ends = make("div", { class: "ends", "aria-hidden": "true" }, stated);
  return first < last ? make("div", {}, box, ends) : "";
}

let waiting = null;
/** Do the last of what is asked for between two frames: a slider gives many values, a large map needs its time. */
function onceAFrame(what) {
  if (!waiting) requestAnimationFrame(() => [waiting(), (waiting = null)]);
  waiting = what;
}

// Playing: some years as a window that moves a year at a time. Who asked for less motion moves it by hand.

const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");
let playing = null;

function stopPlaying() {
  clearTimeout(playing);
  playing = null;
}

/** Move the window one year on; from all years, and at the end, it begins anew. Return whether it can go on. */
function oneYearOn() {
  const [from, to] = chosenYears();
  const { first, last } = projectYears;
  const isStart = (from === first && to === last) || to >= last;
  const wide = from === first && to === last ? Math.round((last - first) / 8) : to - from;
  if (isStart) setYears(first, first + wide);
  else setYears(from + 1, to + 1);
  return chosenYears()[1] < last;
}

function play() {
  playing = setTimeout(() => {
    if (document.hidden || oneYearOn()) play();
    else stopPlaying();
    refreshChoosing();
  }, 1000);
}

function playButton(keep) {
  const button = make("button", { type: "button", id: "play", "data-filter": "play" });
  button.addEventListener("click", () => {
    if (lessMotion.matches) return oneYearOn();
    if (playing) stopPlaying();
    else {
      oneYearOn();
      play();
    }
    return refreshChoosing();
  });
  keep(() => {
    const what = lessMotion.matches ? "one_year_on" : playing ? "pause" : "play";
    button.textContent = `${{ one_year_on: "⏭", pause: "❚❚", play: "▶" }[what]} ${t(what)}`;
  });
  button.hidden = projectYears.first === projectYears.last;
  return button;
}

function allYears(keep) {
  const button = make("button", { type: "button", "data-filter": "every_year" }, t("every_year"));
  button.addEventListener("click", () => {
    stopPlaying();
    change({ from: null, to: null });
  });
  keep(() => {
    button.disabled = !isPeriod();
  });
  return button;
}

// A merger, before and after.

section(
  "merger",
  () => `${view.scenario}`,
  (keep) => {
    if (!data.scenarios.length) return [];
    const select = make("select", { id: "scenario", "data-filter": "scenario" });
    const names = data.scenarios.map(({ name }, i) => make("option", { value: i }, clip(name, 90)));
    select.append(make("option", { value: -1 }, t("no_merger")), ...names);
    select.value = String(view.scenario);
    select.addEventListener("change", () => {
      const scenario = Number(select.value);
      change({ scenario, after: scenario >= 0 });
    });
    const row = make("div", { class: "row" }, make("label", { for: "scenario" }, t("merger")), select);
    if (view.scenario < 0) return [row];
    const bodies = fewNames(data.scenarios[view.scenario].clusters.map((i) => nodes[i].label));
    const note = make("p", { class: "note" });
    keep(() => {
      note.textContent = t(view.after ? "merger_after" : "merger_before", { clusters: bodies });
    });
    const options = ["before", "after"].map((code) => ({ code, text: t(code) }));
    const value = () => (view.after ? "after" : "before");
    const pick = (code) => change({ after: code === "after" });
    const switch_ = { name: "after", label: t("merger"), className: "segments", options, value, pick };
    return [row, radios(switch_, keep), note];
  },
);

// The part of a network that is too large to be drawn at once.

section(
  "parts",
  () => [view.part, view.near, view.node === null, view.opened.size > 0].join(" "),
  (keep) => {
    if (nodes.length <= data.about.max_nodes && view.part === "all") return [];
    const hasCommunities = nodes.some((node) => known(node.community));
    const codes = ["core", "communities", "near", "all"].filter((code) => code !== "communities" || hasCommunities);
    const options = codes.map((code) => ({
      code,
      text: t(`part_${code}`, { n: count(nodes.length) }),
      disabled: code === "near" && view.node === null && view.near === null,
    }));
    const also = {
      near: () => ({ near: view.node ?? view.near }),
      communities: () => ({ colour: "community" }),
    };
    const pick = (part) => change({ part, ...also[part]?.() });
    const what = { name: "part", label: t("part"), className: "choices", options, value: () => view.part, pick };
    return [make("h2", {}, t("part")), radios(what, keep), ...partDetails(keep)];
  },
);
onChoice.push(() => refreshSection("parts"));

function partDetails(keep) {
  if (view.part === "communities" && view.opened.size) {
    const button = make("button", { type: "button", "data-filter": "close groups" }, t("close_groups"));
    button.addEventListener("click", () => change({ opened: new Set() }));
    return [button];
  }
  if (view.part !== "near") return view.node === null ? [make("p", { class: "note" }, t("part_choose"))] : [];
  const select = make("select", { id: "hops", "data-filter": "hops" });
  select.append(...[1, 2, 3, 4].map((n) => make("option", { value: n }, count(n))));
  select.addEventListener("change", () => change({ hops: Number(select.value) }));
  const move = make("button", { type: "button", "data-filter": "move" });
  move.addEventListener("click", () => change({ near: view.node }));
  keep(() => {
    select.value = String(view.hops);
    move.hidden = view.node === null || view.node === view.near;
    if (!move.hidden) move.textContent = t("move_to", { name: clip(nodes[view.node].label, 40) });
  });
  return [make("div", { class: "row" }, make("label", { for: "hops" }, t("hops")), select), move];
}
