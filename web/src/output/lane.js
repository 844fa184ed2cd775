// @ts-check
/**
 * The lane beside a cell: its trace, in the order in which things were sent.
 *
 * @import {Transaction, Connection, Flush, TraceEvent} from "../protocol.js"
 * @import {Row, MarkerRow, FoldRow} from "../trace.js"
 * @import {LaneActions} from "./statement.js"
 */
import {html, nothing} from "lit-html";
import {STEP, duration, lane as laneOf} from "../trace.js";
import {flush} from "./flush.js";
import {statement} from "./statement.js";

/**
 * @param {readonly TraceEvent[]} trace
 * @param {readonly Flush[]} flushes
 * @param {number} wanted rows of a long lane, one for each statement; 0 for its short form
 * @param {LaneActions & {want: (rows: number) => void}} actions
 */
export function lane(trace, flushes, wanted, actions) {
  const {rows, left} = laneOf(trace, flushes, wanted);
  return html`
    <ol class="trace">${rows.map(row => drawn(row, actions))}</ol>
    ${left > 0
      ? html`<button type="button" class="quiet" @click=${() => actions.want(wanted + STEP)}>${
        wanted === 0 ? "Show each statement" : `Show ${Math.min(left, STEP)} more`}</button>`
      : nothing}
    ${wanted > 0
      ? html`<button type="button" class="quiet" @click=${() => actions.want(0)}>Show fewer</button>`
      : nothing}`;
}

/**
 * @param {Row} row
 * @param {LaneActions} actions
 * @returns {import("lit-html").TemplateResult}
 */
function drawn(row, actions) {
  switch (row.row) {
    case "statement": return statement(row, actions);
    case "marker": return marker(row);
    case "flush": return flush(row, row.rows.map(inner => drawn(inner, actions)), actions);
    case "fold": return fold(row, actions);
  }
}

/** @param {MarkerRow} row */
export function marker({events}) {
  return html`<li class="marker">${events.map(words).join(" · ")}</li>`;
}

/** @param {Transaction | Connection} event */
function words(event) {
  if (event.type === "connection") {
    return `connection ${event.connection} ${event.use === "acquire" ? "acquired" : "released"}`;
  }
  switch (event.action) {
    case "begin": return "transaction begins";
    case "commit": return `commit, ${duration(event.nanos / 1e6)}`;
    case "rollback": return `rollback, ${duration(event.nanos / 1e6)}`;
  }
}

/**
 * @param {FoldRow} row
 * @param {LaneActions} actions
 */
function fold({words, rows, open}, actions) {
  return html`
    <li class="fold cause-schema">
      <details ?open=${open}>
        <summary>${words}</summary>
        <ol class="trace">${rows.map(row => drawn(row, actions))}</ol>
      </details>
    </li>`;
}
