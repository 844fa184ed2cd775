// @ts-check
/**
 * One statement in the lane: why, where from, what it cost, and the SQL with its bind values.
 *
 * @import {Statement, Bind} from "../protocol.js"
 * @import {StatementRow} from "../trace.js"
 * @import {Line, Part} from "../sql.js"
 */
import {html, nothing} from "lit-html";
import {layout, literal} from "../sql.js";
import {colour, facts} from "../trace.js";

/**
 * @typedef {object} LaneActions
 * @property {(line: number) => void} light a line of the cell; 0 for none
 * @property {(cell: string, line: number) => void} goTo
 * @property {((statement: Statement) => void) | null} explain null while the cell runs
 */

/** Statements do not change, so their layout is made once. @type {WeakMap<Statement, Line[]>} */
const laidOut = new WeakMap();

/**
 * @param {StatementRow} row
 * @param {LaneActions} actions
 * @param {string} [words] why it was sent
 */
export function statement({statement, times}, actions, words = statement.cause.words) {
  const {cause, line, order, cell, via, error} = statement;
  const kind = error ? "error" : colour(cause.kind);
  return html`
    <li class="statement cause-${kind}" data-line=${line} data-order=${order} data-kind=${cause.kind}
        @mouseenter=${() => actions.light(line)} @mouseleave=${() => actions.light(0)}
        @focusin=${() => actions.light(line)} @focusout=${() => actions.light(0)}>
      <button class="chip" type="button" @click=${() => actions.goTo(cell, line)}
          title=${line > 0 ? `Go to line ${line}` : nothing}>${words}</button>
      <span class="facts">${facts(statement)}${times > 1 ? html` <b class="times">× ${times.toLocaleString("en")}</b>` : nothing}</span>
      ${explain(statement, actions)}
      ${via && html`<button class="via" type="button" @click=${() => actions.goTo(via.cell, via.line)}
          >via cell ${via.cell}, line ${via.line}</button>`}
      ${query(statement)}
      <pre class="sql">${sqlOf(statement).map(sqlLine)}</pre>
      ${error && html`<p class="refusal"><b>The database refused:</b> ${error}</p>`}
      ${statement.binds.length > 1 ? batch(statement.binds) : nothing}
    </li>`;
}

/** Of what has a plan. */
const EXPLAINABLE = /^\s*(?:select|with|insert|update|delete)\b/i;

/**
 * @param {Statement} statement
 * @param {LaneActions} actions
 */
function explain(statement, {explain}) {
  return explain && !statement.error && EXPLAINABLE.test(statement.sql)
    ? html`<button type="button" class="quiet explain" @click=${() => explain(statement)}>Explain</button>`
    : nothing;
}

/** The query as the learner wrote it, where it is not the SQL itself. @param {Statement} statement */
function query({cause, sql}) {
  if (!cause.query || cause.query.trim() === sql.trim()) {
    return nothing;
  }
  const label = cause.kind === "flush_auto" ? "before" : "written as";
  return html`<p class="query"><span>${label}</span> <code>${cause.query}</code></p>`;
}

/** @param {Statement} statement */
function sqlOf(statement) {
  const known = laidOut.get(statement) ?? layout(statement.sql, statement.binds[0] ?? []);
  laidOut.set(statement, known);
  return known;
}

/** @param {Line} line */
export function sqlLine({indent, parts}) {
  return html`<span class="line indent-${Math.min(indent, 4)}">${parts.map(sqlPart)}</span>`;
}

/** @param {Part} part */
export function sqlPart({kind, text, type}) {
  switch (kind) {
    case "space":
    case "other":
    case "name":
      return text;
    case "bind":
      return html`<mark title=${type}>${text}</mark>`;
    default:
      return html`<span class=${kind}>${text}</span>`;
  }
}

/** Entries; a longer batch is folded. */
const SHORT_BATCH = 4;

/** The values of a batch's later entries; a kernel leaves out those of a very long one. @param {Bind[][]} binds */
function batch(binds) {
  return html`
    <details class="batch" ?open=${binds.length <= SHORT_BATCH}><summary>and ${binds.length - 1} more in the batch</summary>
      <ol start="2">${binds.slice(1).map(entry => html`<li>${entry.length > 0 ? entry.map(literal).join(", ") : "…"}</li>`)}</ol>
    </details>`;
}
