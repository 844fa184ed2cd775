// @ts-check
/**
 * What a run changed in the tables: each as it was before and after, and whole on request.
 *
 * @import {Answer, Ask, Column, Row, Rows, TraceEvent, Values} from "../protocol.js"
 * @import {Fate, Fold, ShownRow} from "../rows.js"
 */
import {html, nothing} from "lit-html";
import {counted, keyOf} from "../notebook.js";
import {asBefore, shown, summary, value} from "../rows.js";

/** @type {Record<Fate, {sign: string, words: string}>} */
const SIGNS = {
  changed: {sign: "~", words: "changed"},
  came: {sign: "+", words: "came"},
  went: {sign: "−", words: "went"},
  same: {sign: "", words: "unchanged"},
};

/**
 * @param {readonly Rows[]} tables
 * @param {readonly TraceEvent[]} trace of the run
 * @param {ReadonlyMap<string, Answer>} answers
 * @param {(ask: Ask) => void} ask
 */
export function rows(tables, trace, answers, ask) {
  return html`
    <p class="changes-title">Rows</p>
    ${tables.map(table => html`
      <div role="group" class="changed-table" aria-label="Rows of ${table.table}">
        ${changes(table, trace)}
        <whole-table .shown=${{rows: table, answer: answers.get(keyOf(askOf(table, 0))) ?? null, ask}}></whole-table>
      </div>`)}`;
}

/**
 * @param {Rows} rows
 * @param {number} from
 * @returns {Ask & {type: "table"}}
 */
export function askOf({cell, table, connection}, from) {
  return {type: "table", cell, table, connection, from};
}

/**
 * @param {Rows} table
 * @param {readonly TraceEvent[]} trace
 */
function changes(table, trace) {
  const words = summary(table);
  return html`
    <p class="table-title"><b>${table.table}</b> <span>${words || asBefore(table, trace)}</span>
      ${table.uncommitted
        ? html`<span class="uncommitted">uncommitted: only connection ${table.connection} sees this</span>`
        : nothing}</p>
    ${words ? grid(table.table, table.columns, shown(table.rows).map(one => changedRow(one, table.columns.length))) : nothing}
    ${table.leftOut > 0 ? html`<p class="soft">${counted(table.leftOut, "more row")} not compared</p>` : nothing}`;
}

/**
 * A table in a box of its own, which may scroll and so can be reached by the keyboard.
 * @param {string} name
 * @param {readonly Column[]} columns
 * @param {unknown} body
 */
export function grid(name, columns, body) {
  return html`
    <div class="grid" tabindex="0" role="group" aria-label="Table ${name}">
      <table>
        <thead><tr><th scope="col"><span class="visually-hidden">change</span></th>${columns.map(column => html`
          <th scope="col">${column.name}${column.key ? html` <span class="key">key</span>` : nothing}<span class="type">${column.type}</span></th>`)}</tr></thead>
        <tbody>${body}</tbody>
      </table>
    </div>`;
}

/**
 * @param {ShownRow | Fold} one
 * @param {number} columns
 */
function changedRow(one, columns) {
  if ("unchanged" in one) {
    return html`<tr class="same"><td></td><td colspan=${columns}>${one.unchanged} unchanged rows</td></tr>`;
  }
  const {sign, words} = SIGNS[one.fate];
  return html`<tr class=${one.fate}><td class="sign"><span aria-hidden="true">${sign}</span><span class="visually-hidden">${words}</span></td>${
    values(one.row)}</tr>`;
}

/** @param {Row} row */
function values({before, after}) {
  if (before === null || after === null) {
    return plain(before ?? after ?? []);
  }
  return before.map((old, i) => old === after[i]
    ? html`<td>${cell(before, i)}</td>`
    : html`<td class="differs"><del><span class="visually-hidden">was </span>${cell(before, i)}</del> <ins><span class="visually-hidden">now </span>${cell(after, i)}</ins></td>`);
}

/** @param {Values} row */
export function plain(row) {
  return row.map((_, i) => html`<td>${cell(row, i)}</td>`);
}

/** @param {Values} row @param {number} i */
function cell(row, i) {
  return row[i] === null ? html`<span class="null">${value(row, i)}</span>` : value(row, i);
}
