// @ts-check
/**
 * The lane beside a cell: its trace, in the order in which things were sent.
 *
 * @import {Transaction, Connection, Flush, TraceEvent, Folded, Alike} from "../protocol.js"
 * @import {Row, StatementRow, MarkerRow, FoldRow} from "../trace.js"
 * @import {LaneActions} from "./statement.js"
 */
import {html, nothing} from "lit-html";
import {about} from "../flush.js";
import {counted} from "../notebook.js";
import {STEP, duration, lane as laneOf} from "../trace.js";
import {flush} from "./flush.js";
import {statement} from "./statement.js";

/**
 * @param {readonly TraceEvent[]} trace
 * @param {readonly Flush[]} flushes
 * @param {Folded | null} folded what it does not tell
 * @param {number} wanted rows of a long lane, one for each statement; 0 for its short form
 * @param {LaneActions & {want: (rows: number) => void}} actions
 */
export function lane(trace, flushes, folded, wanted, actions) {
  const {rows, left} = laneOf(trace, flushes, wanted);
  return html`
    <ol class="trace">${rows.map(row => drawn(row, actions))}</ol>
    ${folded ? rest(folded) : nothing}
    ${left > 0
      ? html`<button type="button" class="quiet" @click=${() => actions.want(wanted + STEP)}>${
        wanted === 0 ? "Show each statement" : `Show ${Math.min(left, STEP)} more`}</button>`
      : nothing}
    ${wanted > 0
      ? html`<button type="button" class="quiet" @click=${() => actions.want(0)}>Show fewer</button>`
      : nothing}`;
}

/** Statements that were counted only. @param {Folded} folded */
function rest({statements, alike}) {
  return html`
    <details class="rest">
      <summary>${counted(statements, "more statement")}, counted and not kept one by one</summary>
      <ul>${alike.map(group)}</ul>
    </details>`;
}

/** @param {Alike} alike */
function group({line, words, sql, times}) {
  return html`<li><b class="times">× ${times.toLocaleString("en")}</b> ${words}${line > 0 ? `, line ${line}` : ""}<code>${sql}</code></li>`;
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
    case "flush": return flush(row, row.rows.map(inner => sent(inner, actions)), actions);
    case "fold": return fold(row, actions);
  }
}

/**
 * What stands within a flush, which has said why already.
 * @param {StatementRow | MarkerRow} row
 * @param {LaneActions} actions
 */
function sent(row, actions) {
  return row.row === "statement" ? statement(row, actions, about(row.statement)) : marker(row);
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
