// @ts-check
/**
 * Events for tests, with what does not matter to them filled in.
 *
 * @import {Event, Flush, Statement, CauseKind, Cause} from "../src/protocol.js"
 * @import {Notebook} from "../src/notebook.js"
 */
import {apply} from "../src/notebook.js";

/** @param {Partial<Statement>} [more] @returns {Statement} */
export function statement(more = {}) {
  return {
    type: "statement", seq: 0, run: 1, cell: "a", line: 1, order: 1, connection: 1, session: 0, sql: "select 1",
    binds: [[]], rows: 1, bytes: 8, nanos: 300_000, cause: cause("query"), via: null, error: null, ...more,
  };
}

/** @param {Partial<Flush>} [more] @returns {Flush} */
export function flush(more = {}) {
  return {
    type: "flush", seq: 0, run: 1, cell: "a", line: 1, order: 1, last: 1, session: 1, kind: "flush_commit", words: "why",
    checked: 1, work: [{deed: "update", entity: "Book", id: "1", attribute: null}], leftOut: 0, ...more,
  };
}

/** @param {CauseKind} kind @param {string} [words] @returns {Cause} */
export function cause(kind, words = kind) {
  return {kind, words, entity: null, attribute: null, id: null, query: null, call: null};
}

/**
 * Applies Events in order, numbering them on from the notebook's last.
 * @param {Notebook} notebook
 * @param {object[]} events
 */
export function after(notebook, ...events) {
  return events.reduce(
    (/** @type {Notebook} */ state, event) =>
      apply(state, /** @type {Event} */ ({...event, seq: state.seq + 1})),
    notebook);
}

/** @param {number} run @param {string} [cell] @param {string} [source] */
export function begun(run, cell = "a", source = "1") {
  return [{type: "queued", run, cell, source}, {type: "started", run, cell}];
}
