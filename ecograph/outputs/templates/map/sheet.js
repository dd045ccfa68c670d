// The map on one A4 sheet with its legend: the same picture for a file, for the clipboard and for a printer.

/** Lengths as on a screen; 1403 of them are the width of A4, so that the text of 12 is printed in 7 points. */
const SHEET = { width: 1403, height: 992, margin: 44, legend: 262, top: 104, symbol: 18, indent: 44, line: 17 };

/** A pen writes on whatever has the calls of a Canvas-2D context, in the colours of the light theme. */
class Pen {
  constructor(context) {
    this.context = context;
    this.look = theme().paper;
  }

  set({ size = 12, bold = false, colour = "ink", align = "left" }) {
    const { context } = this;
    Object.assign(context, { font: `${bold ? "600 " : ""}${size}px ${FONT}`, textAlign: align, globalAlpha: 1 });
    Object.assign(context, { textBaseline: "alphabetic", fillStyle: this.look(colour) });
    return context;
  }

  write(text, x, y, style = {}) {
    this.set(style).fillText(text, x, y);
  }

  /** Return the text or, where it is wider, its beginning and an ellipsis. */
  fitted(text, width, style = {}) {
    const context = this.set(style);
    const signs = Array.from(text.slice(0, 2000));
    const isIn = (n) => context.measureText(signs.slice(0, n).join("") + "…").width <= width;
    if (text.length <= 2000 && context.measureText(text).width <= width) return text;
    let [low, high] = [0, signs.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (isIn(middle)) low = middle;
      else high = middle - 1;
    }
    return `${signs.slice(0, low).join("")}…`;
  }

  /** Return a text in lines that are not wider; the last of the allowed ends with an ellipsis. */
  wrapped(text, width, style = {}, most = 3) {
    const lines = [""];
    const context = this.set(style);
    for (const each of text.split(/\s+/).slice(0, 400)) {
      const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${each}` : each;
      if (!lines[lines.length - 1] || context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
      else lines.push(each);
    }
    const kept = lines.slice(0, most);
    if (lines.length > most) kept[most - 1] = lines.slice(most - 1).join(" ");
    return kept.map((one) => this.fitted(one, width, style));
  }
}

/** Return the camera for a part of the sheet: all of the map or, where the reader is nearer, what is on the screen. */
function sheetCamera({ width, height }) {
  const whole = { ...frameOf(scene.nodes, { width, height }), width, height, isWhole: true };
  const now = engine.camera();
  if (!now.width || now.scale <= frameOf(scene.nodes, now).scale * 1.02) return whole;
  const scale = now.scale * Math.min(width / now.width, height / now.height);
  return { x: now.x, y: now.y, scale, width, height, isWhole: false };
}

function sheetMap(context, look, room) {
  const camera = sheetCamera(room);
  const chosen = view.node !== null ? scene.at.get(view.node) : view.fold !== null ? foldOf(view.fold) : null;
  context.save();
  context.translate(room.x, room.y);
  paintPicture(context, scene, camera, { look, emphasised: emphasis() });
  if (chosen) paintRing(context, chosen, camera, [look("ground"), look("ring"), 2.5]);
  context.restore();
  if (camera.isWhole) return;
  // what reaches out of the room is covered, since not every surface can cut
  Object.assign(context, { globalAlpha: 1, fillStyle: look("ground") });
  const [right, below] = [room.x + room.width, room.y + room.height];
  context.fillRect(0, 0, SHEET.width, room.y);
  context.fillRect(0, below, SHEET.width, SHEET.height - below);
  context.fillRect(0, room.y, room.x, room.height);
  context.fillRect(right, room.y, SHEET.width - right, room.height);
}

/** Return what stands below the title: how much is shown, what is filtered, and which part it is. */
function sheetSubtitle() {
  const said = [view.mode === "two" ? "" : t(`mode_${view.mode}_note`), ...inForce().map(({ text }) => text)];
  const isAll = scene.at.size === nodes.length && !said.some(Boolean);
  return [byId(isAll ? "counts" : "shown").textContent, joined([...said, scene.note]).join("")];
}

/** Draw the sheet. */
function drawSheet(context) {
  const pen = new Pen(context);
  const { width, height, margin } = SHEET;
  Object.assign(context, { globalAlpha: 1, fillStyle: pen.look("ground") });
  context.fillRect(0, 0, width, height);
  const [title, small] = [{ size: 24, bold: true }, { size: 12, colour: "soft" }];
  const [shown, note] = sheetSubtitle();
  const notes = note ? pen.wrapped(note, width - 2 * margin, small, 2) : [];
  const told = [...(scene.nodes.length ? [t("caption"), sizeText()] : []), thinText(), halfText()].filter(Boolean).join(" ");
  const lines = pen.wrapped(told, width - 2 * margin, small);
  const top = SHEET.top + 16 * Math.max(0, notes.length - 1);
  const foot = height - 26 - 16 * lines.length;
  const room = { x: margin / 2, y: top, width: width - SHEET.legend - 2.5 * margin, height: foot - 34 - top };
  if (scene.nodes.length) sheetMap(context, pen.look, room);
  const name = visible(data.about.title || t("map"));
  pen.write(pen.fitted(name, width - 2 * margin, title), margin, 50, title);
  pen.write(shown, margin, 74, { size: 13, colour: "soft" });
  notes.forEach((line, i) => pen.write(line, margin, 93 + 16 * i, small));
  if (scene.nodes.length) new Key(pen, width - margin - SHEET.legend, top - 8).fill(foot - 30);
  Object.assign(context, { fillStyle: pen.look("rule") });
  context.fillRect(margin, foot - 18, width - 2 * margin, 1);
  lines.forEach((line, i) => pen.write(line, margin, foot + 16 * i, small));
  const right = { ...small, align: "right" };
  pen.write(pen.fitted(cornerText(), width / 2, right), width - margin, height - 20, right);
}

/** The legend on the sheet, filled from above with what occurs on the map. */
class Key {
  constructor(pen, left, top) {
    Object.assign(this, { pen, left, y: top, context: pen.context, look: pen.look });
  }

  fill(bottom) {
    this.bottom = bottom;
    this.colours();
    this.shapes();
    this.strokes();
  }

  heading(text) {
    this.y += SHEET.line * 0.7;
    this.pen.write(this.pen.fitted(text, SHEET.legend, { size: 13, bold: true }), this.left, this.y, { size: 13, bold: true });
    this.y += SHEET.line * 1.15;
  }

  /** Draw a symbol by `mark`, its meaning beside it and how many there are. */
  entry(mark, text, n) {
    if (this.y > this.bottom) return;
    const right = this.left + SHEET.legend;
    mark(this.left + SHEET.symbol, this.y - 4.5);
    if (known(n)) this.pen.write(count(n), right, this.y, { colour: "soft", align: "right" });
    for (const line of this.pen.wrapped(text, SHEET.legend - SHEET.indent - 44, {}, 2)) {
      this.pen.write(line, this.left + SHEET.indent, this.y);
      this.y += SHEET.line;
    }
    this.y += 1.5;
  }

  symbol(shape, fill, hollow = false) {
    return (x, y) => {
      const { context, look } = this;
      Object.assign(context, { globalAlpha: 1, lineWidth: 2.2, strokeStyle: look(`${fill}-line`), fillStyle: look(fill) });
      context.beginPath();
      trace(context, shape, x, y, hollow ? 5.2 : 6);
      if (hollow) context.stroke();
      else context.fill();
    };
  }

  stroke(kind, { width = { membership: 1.8 }[kind] || 1.3, arrow = kind === "flow", dash = kind === "tie" ? [6, 5] : [] } = {}) {
    return (x, y) => {
      const { context } = this;
      const colour = this.look(LINE[kind].colour);
      const [left, right, size] = [x - 14, x + 16, 4.5 + 1.7 * width];
      Object.assign(context, { globalAlpha: 1, lineWidth: width, strokeStyle: colour, fillStyle: colour });
      context.setLineDash(dash);
      context.beginPath();
      context.moveTo(left, y);
      context.lineTo(arrow ? right - size : right, y);
      context.stroke();
      context.setLineDash([]);
      if (!arrow) return;
      context.beginPath();
      context.moveTo(right, y);
      context.lineTo(right - size, y - size * 0.45);
      context.lineTo(right - size, y + size * 0.45);
      context.closePath();
      context.fill();
    };
  }

  colours() {
    const { colour } = view;
    const shown = tallied(onMap().nodes, nodes, (node) => categoryOf(node, colour));
    const rows = new Map();
    for (const { code, label, fill } of categories(colour)) {
      if (!shown.has(code) || (colour === "helix" && code === "project")) continue;
      const text = fill === REST && code !== REST ? t("other_ones") : label;
      const row = rows.get(text) || { fill, n: 0 };
      rows.set(text, { fill, n: row.n + shown.get(code) });
    }
    if (!rows.size) return;
    this.heading(t("colour_of", { what: t(`by_${colour}`) }));
    for (const [text, { fill, n }] of rows) this.entry(this.symbol("dot", fill), text, n);
  }

  shapes() {
    const plain = scene.nodes.filter((one) => one.node);
    const totals = tallied(null, plain, (one) => one.node.group);
    const folds = batched(scene.nodes.filter((one) => one.fold), (one) => foldKind(one.fold));
    this.heading(t("form"));
    for (const [first, ...more] of folds)
      this.entry(this.symbol(first.shape, "unknown"), foldKind(first.fold), more.length + 1);
    for (const group of FORMS.filter((code) => totals.has(code))) {
      const fill = group === "project" && view.colour === "helix" ? "project" : "unknown";
      this.entry(this.symbol(data.shapes[group], fill), t(`shape_${group}`), totals.get(group));
    }
    const hollow = plain.filter((one) => one.hollow).length;
    if (hollow) this.entry(this.symbol("dot", "unknown", true), t("hollow"), hollow);
  }

  strokes() {
    const totals = new Map();
    for (const { kind, edges: behind } of scene.lines)
      totals.set(kind, (totals.get(kind) || 0) + (kind === "shared" ? 1 : behind.length));
    if (!totals.size) return;
    this.heading(t("stroke"));
    for (const kind of Object.keys(LINE).filter((each) => totals.has(each)))
      this.entry(this.stroke(kind), t(`line_${kind}`), totals.get(kind));
    if (scene.lines.some((line) => line.kind === "flow" && line.dashed))
      this.entry(this.stroke("flow", { dash: [7, 3, 1.5, 3] }), t("money_vague"));
    const say = { one: (n) => `${t("line_shared")}: ${count(n)}`, money: euros };
    const kind = view.mode === "money" ? "flow" : "shared";
    for (const { value, width } of view.mode === "two" ? [] : examples(scene.lines.map(worth).filter(known)))
      this.entry(this.stroke(kind, { width }), say[view.mode](value));
  }
}

/** The dots across the sheet at 300 in an inch. */
const SHEET_DOTS = 3508;

/** Draw the sheet on a canvas. */
function sheetOn(canvas) {
  const factor = SHEET_DOTS / SHEET.width;
  Object.assign(canvas, { width: SHEET_DOTS, height: Math.round(factor * SHEET.height) });
  const context = canvas.getContext("2d");
  context.setTransform(factor, 0, 0, factor, 0, 0);
  drawSheet(context);
  return canvas;
}

/** Return the sheet as an SVG document in the size of A4, with a title and a description for screen readers. */
function sheetSvg() {
  const surface = svgSurface(SHEET.width, SHEET.height);
  drawSheet(surface);
  const name = xml(visible(data.about.title || t("map")));
  const about = xml([byId("shown").textContent, thinText(), cornerText()].join(". "));
  const size = /width="[\d.]+" height="[\d.]+"/;
  return surface
    .text()
    .replace(size, () => 'width="297mm" height="210mm" role="img" aria-labelledby="title about"')
    .replace("\n<rect", () => `\n<title id="title">${name}</title>\n<desc id="about">${about}</desc>\n<rect`);
}

// On paper: the sheet is drawn when the browser asks for it, and let go afterwards. It is handed over as dots, since
// Chromium prints what is painted on a canvas in this moment a little too small.

addEventListener("beforeprint", () => {
  root.classList.add("paper");
  root.classList.toggle("listed", view.asTable);
  if (view.asTable) return;
  const drawn = sheetOn(new OffscreenCanvas(1, 1)).transferToImageBitmap();
  const sheet = Object.assign(byId("sheet"), { hidden: false, width: drawn.width, height: drawn.height });
  sheet.getContext("bitmaprenderer").transferFromImageBitmap(drawn);
});
addEventListener("afterprint", () => {
  root.classList.remove("paper", "listed");
  Object.assign(byId("sheet"), { hidden: true, width: 1, height: 1 });
});
