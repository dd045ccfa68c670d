// A surface with the calls of a Canvas-2D context that writes what is drawn as the text of an SVG document.

/** Return a text that XML 1.0 can hold, escaped. */
function xml(text) {
  const entity = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  const forbidden =
    /[\0-\b\v\f\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
  return String(text)
    .replace(forbidden, "\ufffd")
    .replace(/[&<>"']/g, (sign) => entity[sign]);
}

/** Return a surface of a size in pixels; its `text()` is the document. */
function svgSurface(width, height) {
  const parts = [];
  const stack = [];
  const meter = document.createElement("canvas").getContext("2d");
  let path = [];
  let halo = null;
  const short = (value) => String(Math.round(value * 100) / 100);
  const at = (x, y) => `${short(x * surface.scaled + surface.shift[0])} ${short(y * surface.scaled + surface.shift[1])}`;
  const long = (value) => short(value * surface.scaled);
  const alpha = (name) => (surface.globalAlpha < 1 ? ` ${name}="${short(surface.globalAlpha)}"` : "");
  const attribute = (name, value) => ` ${name}="${xml(value)}"`;
  const stroked = () =>
    attribute("stroke", surface.strokeStyle) +
    attribute("stroke-width", long(surface.lineWidth)) +
    (surface.dash.length ? attribute("stroke-dasharray", surface.dash.map(long).join(" ")) : "") +
    (surface.lineJoin === "round" ? ' stroke-linejoin="round"' : "") +
    alpha("stroke-opacity");
  const LOOKS = [
    ...["fillStyle", "strokeStyle", "lineWidth", "globalAlpha", "lineJoin", "lineCap", "dash"],
    ...["font", "textAlign", "textBaseline", "scaled", "shift"],
  ];

  function words(text, x, y, around) {
    const [, weight = "400", size] = /^(?:(\d+|bold) )?([\d.]+)px/.exec(surface.font) || [null, "400", "12"];
    const anchor = { center: "middle", right: "end", end: "end" }[surface.textAlign];
    const rise = { middle: 0.35, top: 0.8, hanging: 0.8, bottom: -0.2 }[surface.textBaseline] || 0;
    const [px, py] = at(x, y + rise * size).split(" ");
    parts.push(
      `<text x="${px}" y="${py}" font-size="${long(size)}"` +
        (weight === "400" ? "" : attribute("font-weight", weight)) +
        (anchor ? attribute("text-anchor", anchor) : "") +
        attribute("fill", surface.fillStyle) +
        alpha("fill-opacity") +
        (around ? `${around} paint-order="stroke"` : "") +
        `>${xml(text)}</text>`,
    );
  }

  const surface = {
    fillStyle: "#000000",
    strokeStyle: "#000000",
    lineWidth: 1,
    globalAlpha: 1,
    font: `12px ${FONT}`,
    textAlign: "left",
    textBaseline: "alphabetic",
    lineJoin: "miter",
    lineCap: "butt",
    dash: [],
    scaled: 1,
    shift: [0, 0],
    save: () => stack.push(Object.fromEntries(LOOKS.map((name) => [name, surface[name]]))),
    restore: () => Object.assign(surface, stack.pop()),
    translate(x, y) {
      surface.shift = [surface.shift[0] + x * surface.scaled, surface.shift[1] + y * surface.scaled];
    },
    /** Only the same in both directions. */
    scale(factor) {
      surface.scaled *= factor;
    },
    setLineDash(dash) {
      surface.dash = [...dash];
    },
    measureText(text) {
      meter.font = surface.font;
      return meter.measureText(text);
    },
    beginPath() {
      path = [];
    },
    moveTo: (x, y) => path.push(`M${at(x, y)}`),
    lineTo: (x, y) => path.push(`L${at(x, y)}`),
    quadraticCurveTo: (cx, cy, x, y) => path.push(`Q${at(cx, cy)} ${at(x, y)}`),
    closePath: () => path.push("Z"),
    rect: (x, y, w, h) => path.push(`M${at(x, y)}h${long(w)}v${long(h)}h${long(-w)}Z`),
    /** A whole circle, or a part of it turning to the right. */
    arc(x, y, r, start, end) {
      const point = (angle) => at(x + r * Math.cos(angle), y + r * Math.sin(angle));
      const sweep = (large, to) => `A${long(r)} ${long(r)} 0 ${large} 1 ${to}`;
      const whole = end - start >= 2 * Math.PI - 1e-9;
      path.push(`${path.length && !whole ? "L" : "M"}${point(start)}`);
      if (whole) path.push(sweep(0, point(start + Math.PI)), sweep(0, point(start)), "Z");
      else path.push(sweep(Number(end - start > Math.PI), point(end)));
    },
    fill() {
      const filled = attribute("fill", surface.fillStyle) + alpha("fill-opacity");
      if (path.length) parts.push(`<path d="${path.join("")}"${filled}/>`);
    },
    stroke() {
      if (path.length) parts.push(`<path d="${path.join("")}" fill="none"${stroked()}/>`);
    },
    fillRect(x, y, w, h) {
      const [left, top] = at(x, y).split(" ");
      const size = `width="${long(w)}" height="${long(h)}"`;
      parts.push(`<rect x="${left}" y="${top}" ${size}${attribute("fill", surface.fillStyle)}${alpha("fill-opacity")}/>`);
    },
    strokeRect(x, y, w, h) {
      surface.beginPath();
      surface.rect(x, y, w, h);
      surface.stroke();
    },
    /** The rim of the text that is filled next, at the same place. */
    strokeText(text, x, y) {
      halo = { text, x, y, around: stroked() };
    },
    fillText(text, x, y) {
      const same = halo && halo.text === text && halo.x === x && halo.y === y;
      words(text, x, y, same ? halo.around : "");
      halo = null;
    },
    text: () =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ` +
      `width="${short(width)}" height="${short(height)}" viewBox="0 0 ${short(width)} ${short(height)}"` +
      `${attribute("font-family", FONT)}>\n${parts.join("\n")}\n</svg>\n`,
  };
  return surface;
}
