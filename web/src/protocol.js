// @ts-check
/**
 * What browser and server say to each other: Commands one way, Events the other, as JSON objects
 * with a `type`. PROTOCOL.md shows a sample of each.
 *
 * Lines and columns count from 1 within a cell's source.
 */

/** @typedef {{type: "hello", after: number}} Hello */
/** @typedef {{type: "run", cell: string, source: string}} RunCell */
/** @typedef {{type: "interrupt"}} Interrupt */
/** @typedef {{type: "restart"}} Restart */
/** @typedef {{type: "edit", cell: string, source: string}} Edit */
/** @typedef {{type: "reset", cell?: string}} Reset */
/** @typedef {{type: "ping"}} Ping */
/** @typedef {Hello | RunCell | Interrupt | Restart | Edit | Reset | Ping} Command */

/** @typedef {"ok" | "failed" | "interrupted" | "died" | "skipped"} Status */
/** @typedef {"asleep" | "starting" | "replaying" | "ready" | "died" | "restarted"} KernelState */
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
 */

/** @typedef {{seq: number, run: number, cell: string}} OfRun */
/** @typedef {OfRun & {line: number, order: number, connection: number}} OfTrace */
/** @typedef {OfRun & {type: "queued", source: string}} Queued */
/** @typedef {OfRun & {type: "started"}} Started */
/** @typedef {OfRun & {type: "output", stream: "out" | "err", text: string}} Output */
/** @typedef {OfRun & {type: "value", line: number, javaType: string, text: string}} Value */
/**
 * @typedef {OfRun & {type: "declared", line: number, kind: "class" | "method" | "variable",
 *   name: string, waitsFor: string[], replaced: boolean}} Declared
 */
/** @typedef {OfRun & {type: "failed", failure: Failure}} Failed */
/** @typedef {OfRun & {type: "finished", status: Status, millis: number}} Finished */
/**
 * @typedef {OfTrace & {type: "statement", sql: string, binds: Bind[][], rows: number,
 *   nanos: number, cause: Cause, via: Via | null, error: string | null}} Statement
 */
/**
 * @typedef {OfTrace & {type: "transaction", action: "begin" | "commit" | "rollback",
 *   nanos: number}} Transaction
 */
/** @typedef {OfTrace & {type: "connection", use: "acquire" | "release"}} Connection */
/** @typedef {"managed" | "removed" | "read_only" | "detached"} EntityState */
/**
 * An attribute; `loaded` is how it came from the database, if the next flush will find it changed.
 * @typedef {{name: string, value: string, loaded: string | null}} Attribute
 */
/**
 * @typedef {object} Entity
 * @property {string} name
 * @property {string} id
 * @property {string | null} variable of a cell that refers to it
 * @property {EntityState} state
 * @property {boolean} proxy whether only its id is known
 * @property {Attribute[]} attributes
 * @property {number} leftOut attributes not told
 */
/** @typedef {{inserts: number, updates: number, deletes: number}} Pending */
/**
 * What a Hibernate Session holds.
 * @typedef {object} SessionContents
 * @property {number} number among those shown, from 1
 * @property {string | null} variable of a cell that refers to it
 * @property {boolean} open false once for one that was shown and has closed
 * @property {boolean} inTransaction
 * @property {Pending} pending for the next flush
 * @property {Entity[]} entities
 * @property {number} leftOut entities not told
 */
/** @typedef {OfRun & {type: "context", sessions: SessionContents[], leftOut: number}} Context */
/** @typedef {OfRun & {type: "truncated", what: string, limit: number, leftOut: number}} Truncated */
/** @typedef {{type: "edited", seq: number, cell: string, source: string}} Edited */
/**
 * @typedef {{type: "kernel", seq: number, state: KernelState, message: string,
 *   replayed: string[]}} Kernel
 */
/** @typedef {{type: "cleared", seq: number}} Cleared */
/** @typedef {{type: "fault", message: string}} Fault */
/** @typedef {{type: "pong"}} Pong */
/** @typedef {Statement | Transaction | Connection} TraceEvent */
/**
 * @typedef {Queued | Started | Output | Value | Declared | Failed | Finished | TraceEvent
 *   | Context | Truncated | Edited | Kernel | Cleared | Fault | Pong} Event
 */

const EVENTS = new Set([
  "queued", "started", "output", "value", "declared", "failed", "finished", "statement",
  "transaction", "connection", "context", "truncated", "edited", "kernel", "cleared", "fault",
  "pong",
]);

/**
 * Reads one message of the server.
 * @param {string} text
 * @returns {Event}
 * @throws {Error} if the text is not an Event of this protocol
 */
export function parse(text) {
  const event = JSON.parse(text);
  if (!EVENTS.has(event?.type)) {
    throw new Error(`not an Event: ${text.slice(0, 80)}`);
  }
  return event;
}
