// @ts-check
/**
 * The lane beside a cell: its trace, in the order in which things were sent.
 *
 * @import {Transaction, Connection, TraceEvent} from "../protocol.js"
 * @import {Row, MarkerRow, FoldRow} from "../trace.js"
 * @import {LaneActions} from "./statement.js"
 */
import {html, nothing} from "lit-html";
import {counted} from "../notebook.js";
import {duration, lane as laneOf} from "../trace.js";
import {statement} from "./statement.js";

/**
 * @param {readonly TraceEvent[]} trace
 * @param {boolean} all whether a long lane is shown whole
 * @param {LaneActions & {showAll: (all: boolean) => void}} actions
 */
export function lane(trace, all, actions) {
  const {rows, shortened, statements} = laneOf(trace, all);
  return html`
    <ol class="trace">${rows.map(row => drawn(row, actions))}</ol>
    ${shortened
      ? html`<button type="button" class="quiet" @click=${() => actions.showAll(true)}>Show all ${counted(statements, "statement")}</button>`
      : nothing}
    ${all
      ? html`<button type="button" class="quiet" @click=${() => actions.showAll(false)}>Show fewer</button>`
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
    case "fold": return fold(row, actions);
  }
}

/** @param {MarkerRow} row */
function marker({events}) {
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
