// @ts-check
/**
 * The drawing of a mapping: entities above, their tables below.
 *
 * @import {Drawing, Box, BoxRow, DrawnLine, Point} from "../protocol.js"
 */
import {html, nothing, svg} from "lit-html";

const SIDE = 12;
const HEAD = 20;
const NOTE = 16;
const ROW = 20;
/** Of the mark at the end of a line. */
const FOOT = 10;

/**
 * @param {Drawing} drawing
 * @param {string} label
 */
export function diagram({width, height, boxes, lines}, label) {
  const titles = [title("Entities", boxes.filter(box => !box.table)), title("Tables", boxes.filter(box => box.table))];
  return html`<svg class="diagram" width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="group" aria-label=${label}>
    ${titles}${lines.map(line)}${boxes.map(box)}</svg>`;
}

/**
 * @param {string} text
 * @param {Box[]} boxes
 */
function title(text, boxes) {
  const top = Math.min(...boxes.map(box => box.y));
  return boxes.length === 0 ? nothing : svg`<text class="half" x="14" y=${top - 20}>${text}</text>`;
}

/** @param {Box} box */
function box({name, table, x, y, width, height, note, rows}) {
  const first = HEAD + (note ? NOTE : 0) + 10;
  const keyed = rows.some(row => row.key) ? 28 : 0;
  return svg`
    <g class=${table ? "box table" : "box entity"} transform="translate(${x} ${y})">
      <rect width=${width} height=${height} rx="6"/>
      <path class="head" d=${`M0 ${first - 2} V6 Q0 0 6 0 H${width - 6} Q${width} 0 ${width} 6 V${first - 2} Z`}/>
      <text class="name" x=${SIDE} y=${HEAD}>${name}</text>
      ${note ? svg`<text class="note" x=${SIDE} y=${HEAD + NOTE}>${note}</text>` : nothing}
      ${rows.map((row, i) => boxRow(row, first + 14 + i * ROW, width, keyed))}
    </g>`;
}

/**
 * @param {BoxRow} row
 * @param {number} y
 * @param {number} width
 * @param {number} keyed room for the mark of a key
 */
function boxRow({text, note, key}, y, width, keyed) {
  return svg`
    ${key ? svg`<text class="key" x=${SIDE} y=${y}>key</text>` : nothing}
    <text class=${note.startsWith("owns ") ? "row owns" : "row"} x=${SIDE + keyed} y=${y}>${text}</text>
    <text class=${note.startsWith("owns ") ? "row-note owns" : "row-note"} x=${width - SIDE} y=${y} text-anchor="end">${note}</text>`;
}

/** @param {DrawnLine} line */
function line({kind, from, to, label, labelled, points}) {
  if (points.length < 2) {
    return nothing;
  }
  const [start, second] = points;
  const [last, before] = [points[points.length - 1], points[points.length - 2]];
  return svg`
    <g class="line ${kind}">
      <polyline points=${points.map(({x, y}) => `${x},${y}`).join(" ")}/>
      ${kind === "inheritance" ? svg`<path class="parent" d=${triangle(last, before)}/>`
        : [end(from, start, second), end(to, last, before)]}
      <text x=${labelled.x + 3} y=${labelled.y + 11}>${label}</text>
    </g>`;
}

/**
 * A crow's foot for many, a bar for one.
 * @param {"one" | "many"} count
 * @param {Point} at
 * @param {Point} from
 */
function end(count, at, from) {
  const [dx, dy] = direction(at, from);
  const inner = {x: at.x + dx * FOOT, y: at.y + dy * FOOT};
  const across = (/** @type {Point} */ p, /** @type {number} */ side) => `${p.x - dy * 5 * side} ${p.y + dx * 5 * side}`;
  const d = count === "many"
    ? `M${inner.x} ${inner.y} L${across(at, 1)} M${inner.x} ${inner.y} L${across(at, -1)}`
    : `M${across(inner, 1)} L${across(inner, -1)}`;
  return svg`<path d=${d}/>`;
}

/**
 * @param {Point} at
 * @param {Point} from
 */
function triangle(at, from) {
  const [dx, dy] = direction(at, from);
  const [x, y] = [at.x + dx * FOOT, at.y + dy * FOOT];
  return `M${at.x} ${at.y} L${x - dy * 6} ${y + dx * 6} L${x + dy * 6} ${y - dx * 6} Z`;
}

/**
 * From the end of a line back along it, one pixel.
 * @param {Point} at
 * @param {Point} from
 */
function direction(at, from) {
  const length = Math.hypot(from.x - at.x, from.y - at.y) || 1;
  return [(from.x - at.x) / length, (from.y - at.y) / length];
}
