// @ts-check
/**
 * What browser and server say to each other: Commands one way, Events the other, as JSON objects
 * with a `type`. PROTOCOL.md shows a sample of each.
 *
 * Lines and columns count from 1 within a cell's source.
 */

import {legible} from "./legible.js";

/** @typedef {{type: "hello", after: number}} Hello */
/** @typedef {{type: "run", cell: string, source: string}} RunCell */
/** @typedef {{type: "interrupt"}} Interrupt */
/** @typedef {{type: "restart"}} Restart */
/** @typedef {{type: "edit", cell: string, source: string}} Edit */
/** @typedef {{type: "reset", cell?: string}} Reset */
/** @typedef {{type: "ping"}} Ping */
/** @typedef {{strategy: string, source: string}} Variant the source of a cell under another strategy */
/** @typedef {{type: "compare", run: number, cell: string, variants: Variant[]}} Compare */
/** @typedef {{type: "table", cell: string, table: string, connection: number, from: number}} Table */
/** @typedef {{type: "explain", run: number, cell: string, order: number}} Explain */
/** @typedef {{type: "describe_model"}} DescribeModel */
/** @typedef {{type: "translate", query: string | null}} Translate HQL, or null for the DDL */
/** @typedef {Table | Explain | DescribeModel | Translate} Ask answered by an Answer */
/** @typedef {{selects: number, inserts: number, updates: number, deletes: number}} Counts of statements */
/** @typedef {Counts & {type: "predict", cell: string}} Predict */
/** @typedef {{type: "choose", quiz: string, choices: number[]}} Choose places of the choices, from 0 */
/** @typedef {{type: "reveal", cell: string, what: "hint" | "solution"}} Reveal */
/** @typedef {Predict | Choose | Reveal} Answering what the lesson asks */
/** @typedef {Hello | RunCell | Interrupt | Restart | Edit | Reset | Compare | Answering | Ask | Ping} Command */

/** @typedef {"ok" | "failed" | "interrupted" | "died" | "skipped"} Status */
/** @typedef {"asleep" | "waiting" | "starting" | "replaying" | "ready" | "died" | "restarted"} KernelState */
/**
 * @typedef {"bootstrap" | "schema" | "temporary" | "query" | "flush_commit" | "flush_auto"
 *   | "flush_explicit" | "load" | "lazy" | "generated_id" | "display" | "jdbc"} CauseKind
 */

/**
 * Why a statement was sent; `words` tells it to a beginner, complete.
 * @typedef {{kind: CauseKind, words: string, entity: string | null, attribute: string | null,
 *   id: string | null, query: string | null, call: string | null}} Cause
 */
/** @typedef {{type: string, text: string}} Bind */
/** @typedef {{cell: string, line: number}} Via */
/** @typedef {{cell: string, line: number, method: string}} Frame */
/**
 * What went wrong, in the learner's terms; line and columns are 0 where unknown.
 * @typedef {object} Failure
 * @property {"compile" | "exception" | "exit" | "out_of_memory" | "kernel_died"} kind
 * @property {string} type
 * @property {string} message
 * @property {number} line
 * @property {number} column
 * @property {number} endLine
 * @property {number} endColumn exclusive
 * @property {Frame[]} frames the learner's own, nearest first
 * @property {number} folded frames of libraries left out
 * @property {Failure | null} cause
 * @property {Explanation | null} explanation
 */
/** @typedef {{what: string, why: string, facts: string[], repairs: Repair[]}} Explanation what a failure really means */
/** @typedef {{words: string, code: string}} Repair */

/** @typedef {{seq: number, run: number, cell: string}} OfRun */
/** @typedef {OfRun & {line: number, order: number}} OfTrace */
/** @typedef {OfRun & {type: "queued", source: string}} Queued */
/** @typedef {OfRun & {type: "started"}} Started */
/** @typedef {OfRun & {type: "output", stream: "out" | "err", text: string}} Output */
/** @typedef {OfRun & {type: "value", line: number, javaType: string, text: string}} Value */
/**
 * @typedef {OfRun & {type: "declared", line: number, kind: "class" | "method" | "variable",
 *   name: string, waitsFor: string[], replaced: boolean}} Declared
 */
/** @typedef {OfRun & {type: "failed", failure: Failure}} Failed */
/** @typedef {OfRun & {type: "checked", passed: boolean, message: string, detail: string}} Checked what became of an exercise */
/** @typedef {OfRun & {type: "finished", status: Status, millis: number}} Finished */
/**
 * @typedef {OfTrace & {type: "statement", connection: number, session: number, sql: string,
 *   binds: Bind[][], rows: number, bytes: number, nanos: number, cause: Cause, via: Via | null, error: string | null}} Statement
 */
/**
 * @typedef {OfTrace & {type: "transaction", connection: number, action: "begin" | "commit" | "rollback",
 *   nanos: number}} Transaction
 */
/** @typedef {OfTrace & {type: "connection", connection: number, use: "acquire" | "release"}} Connection */
/** @typedef {"line" | "flushed" | "committed" | "rolled_back" | "closed"} Moment */
/** @typedef {OfTrace & {type: "step", moment: Moment, session: SessionContents}} Step what a Session held at a moment */
/** @typedef {"insert" | "update" | "delete" | "collection_create" | "collection_update" | "collection_remove"} Deed */
/** @typedef {{deed: Deed, entity: string, id: string | null, attribute: string | null}} Work */
/**
 * @typedef {OfTrace & {type: "flush", last: number, session: number, kind: CauseKind, words: string,
 *   checked: number, work: Work[], leftOut: number}} Flush
 */
/** @typedef {"managed" | "removed" | "read_only" | "detached" | "transient"} EntityState */
/**
 * An attribute; `loaded` is how it came from the database, if the next flush will find it changed.
 * @typedef {{name: string, value: string, loaded: string | null}} Attribute
 */
/**
 * @typedef {object} Entity
 * @property {string} name
 * @property {string} id empty as long as it has none
 * @property {string | null} variable of a cell that refers to it
 * @property {string[]} aliases further variables that refer to the same object
 * @property {EntityState} state
 * @property {boolean} proxy whether only its id is known
 * @property {Attribute[]} attributes
 * @property {number} leftOut attributes not told
 */
/** @typedef {{inserts: number, updates: number, deletes: number}} Pending */
/**
 * What a Hibernate Session holds.
 * @typedef {object} SessionContents
 * @property {number} number among those opened, from 1
 * @property {string | null} variable of a cell that refers to it
 * @property {boolean} open false once for one that was shown and has closed
 * @property {boolean} inTransaction
 * @property {Pending} pending for the next flush
 * @property {Entity[]} entities
 * @property {number} leftOut entities not told
 */
/** @typedef {OfRun & {type: "context", sessions: SessionContents[], leftOut: number}} Context */
/** @typedef {{name: string, type: string, key: boolean}} Column */
/** @typedef {(string | null)[]} Values one for each column; null for NULL */
/** @typedef {{before: Values | null, after: Values | null}} Row */
/**
 * @typedef {OfRun & {type: "rows", table: string, connection: number, uncommitted: boolean,
 *   columns: Column[], rows: Row[], leftOut: number}} Rows
 */
/**
 * @typedef {"n_plus_one" | "cartesian_product" | "unused_fetch" | "query_in_loop" | "empty_update"
 *   | "paging_in_memory" | "loaded_to_show"} Pattern
 */
/** @typedef {{strategy: string, words: string, code: string, source: string | null}} Fix */
/**
 * @typedef {OfRun & {type: "finding", line: number, pattern: Pattern, words: string, count: number,
 *   entity: string | null, attribute: string | null, orders: number[], fixes: Fix[]}} Finding
 */
/**
 * @typedef {OfRun & {type: "strategies", line: number, entity: string, attribute: string,
 *   now: string, variants: Variant[]}} Strategies
 */
/** @typedef {OfRun & {type: "comparing", strategy: string, number: number, of: number}} Comparing */
/**
 * @typedef {{strategy: string, statements: number, rows: number, bytes: number, millis: number,
 *   same: boolean, failure: string | null}} Cost
 */
/** @typedef {OfRun & {type: "compared", costs: Cost[]}} Compared */
/**
 * @typedef {{type: "table_page", cell: string, table: string, connection: number,
 *   columns: Column[], rows: Values[], from: number, total: number}} TablePage
 */
/**
 * A step of a plan, its inputs below it; `visited` is -1 if it was not measured.
 * @typedef {{words: string, table: string | null, access: string | null,
 *   condition: string | null, visited: number, inputs: PlanNode[]}} PlanNode
 */
/** @typedef {{columns: string[], sources: (string | null)[], rows: Values[], total: number}} Result */
/**
 * @typedef {{type: "plan", run: number, cell: string, order: number, root: PlanNode, text: string,
 *   analysed: boolean, result: Result | null}} Plan
 */
/** @typedef {{name: string, javaType: string, column: string, id: boolean}} MappedAttribute */
/** @typedef {{name: string, table: string, parent: string | null, attributes: MappedAttribute[]}} MappedType */
/**
 * @typedef {{name: string, type: string, key: boolean, nullable: boolean, unique: boolean,
 *   references: string | null}} MappedColumn
 */
/**
 * @typedef {{from: string, attribute: string, to: string, inverse: string | null, kind: string,
 *   owner: boolean, fetch: string, through: string}} Association
 */
/**
 * @typedef {{entities: MappedType[], tables: {name: string, columns: MappedColumn[]}[],
 *   associations: Association[], problem: string | null}} Mapping
 */
/** @typedef {{text: string, note: string, key: boolean}} BoxRow an attribute or a column */
/**
 * @typedef {{name: string, table: boolean, x: number, y: number, width: number, height: number,
 *   note: string, rows: BoxRow[]}} Box
 */
/** @typedef {{x: number, y: number}} Point */
/**
 * @typedef {{name: string, kind: "association" | "foreign_key" | "inheritance", from: "one" | "many",
 *   to: "one" | "many", label: string, labelled: Point, points: Point[]}} DrawnLine
 */
/** @typedef {{width: number, height: number, boxes: Box[], lines: DrawnLine[]}} Drawing */
/** @typedef {{type: "model", mapping: Mapping, drawing: Drawing | null}} Model */
/** @typedef {{dialect: string, statements: string[], problem: string | null}} Spoken */
/** @typedef {{type: "dialects", query: string | null, spoken: Spoken[]}} Dialects */
/** @typedef {{type: "declined", ask: Ask, message: string}} Declined */
/** @typedef {TablePage | Plan | Model | Dialects | Declined} Answer to an Ask; has no number */
/** @typedef {OfRun & {type: "truncated", what: string, limit: number, leftOut: number}} Truncated */
/** @typedef {{line: number, kind: CauseKind, words: string, sql: string, times: number}} Alike statements that differ in their bind values alone */
/** @typedef {OfRun & {type: "folded", statements: number, transactions: number, alike: Alike[]}} Folded beyond the limit of the trace */
/** @typedef {{type: "edited", seq: number, cell: string, source: string}} Edited */
/**
 * @typedef {{type: "kernel", seq: number, state: KernelState, message: string,
 *   replayed: string[], place: number}} Kernel with a place in the line while it is waiting, from 1
 */
/** @typedef {{type: "cleared", seq: number}} Cleared */
/** @typedef {Counts & {type: "predicted", seq: number, cell: string}} Predicted */
/**
 * An answer to a quiz; `right` are those of its choices that are, `missed` counts right ones not chosen.
 * @typedef {{type: "chose", seq: number, quiz: string, choices: number[], right: number[], missed: number}} Chose
 */
/** @typedef {{type: "revealed", seq: number, cell: string, hints: number, solution: boolean}} Revealed of an exercise */
/** @typedef {{type: "notice", message: string}} Notice */
/** @typedef {{type: "fault", message: string}} Fault */
/** @typedef {{type: "pong"}} Pong */
/** @typedef {Statement | Transaction | Connection} TraceEvent */
/**
 * @typedef {Queued | Started | Output | Value | Declared | Failed | Checked | Finished | TraceEvent | Step | Flush
 *   | Context | Rows | Finding | Strategies | Comparing | Compared | Truncated | Folded | Edited | Kernel
 *   | Cleared | Predicted | Chose | Revealed | Answer | Notice | Fault | Pong} Event
 */

const EVENTS = new Set([
  "queued", "started", "output", "value", "declared", "failed", "checked", "finished",
  "statement", "transaction", "connection", "step", "flush", "context", "rows", "finding", "strategies",
  "comparing", "compared", "truncated", "folded", "edited", "kernel", "cleared", "predicted", "chose",
  "revealed", "table_page", "plan", "model", "dialects", "declined", "notice", "fault", "pong",
]);

/** What goes back to the server as it came: the learner's own text. */
const OWN = "source";

/**
 * Reads one message of the server. Strangers' text in it is made legible; sources are shown in the
 * editor, which marks what cannot be seen.
 * @param {string} text
 * @returns {Event}
 * @throws {Error} if the text is not an Event of this protocol
 */
export function parse(text) {
  const event = JSON.parse(text, (key, value) => typeof value === "string" && key !== OWN ? legible(value) : value);
  if (!EVENTS.has(event?.type)) {
    throw new Error(`not an Event: ${text.slice(0, 80)}`);
  }
  return event;
}
