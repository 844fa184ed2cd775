// @ts-check
/**
 * Sets the trace of Sessions that work at the same time as a stage: a column for each, one row
 * after the other in time. Pure.
 *
 * @import {TraceEvent, Statement, Step, Context} from "./protocol.js"
 */
import {isLoud} from "./trace.js";

/**
 * A connection, and who uses it: a pool lends it to one Session after the other.
 * @typedef {{connection: number, session: number, name: string}} Actor session is the first, 0 for plain JDBC
 */
/** @typedef {{column: number, events: TraceEvent[]}} Turn what one actor did before another came on; column from 0 */
/** @typedef {{actors: Actor[], turns: Turn[]}} Stage */

/** Columns that fit beside each other. */
const MOST_ACTORS = 4;
/** Statements; with more a stage is no help. */
const MOST = 80;

/**
 * The stage of a run, or null if there was no more than one at a time on it.
 * @param {readonly TraceEvent[]} trace
 * @param {ReadonlyMap<number, string>} names of Sessions by number
 * @returns {Stage | null}
 */
export function stage(trace, names) {
  const spans = spansOf(trace.filter(tells));
  const together = [...spans].filter(([one, span]) =>
    [...spans].some(([other, its]) => other !== one && overlap(span, its)));
  const connections = together.map(([connection]) => connection);
  const played = trace.filter(event => connections.includes(event.connection) && !isPool(event) && !isQuiet(event));
  if (connections.length < 2 || connections.length > MOST_ACTORS || played.length > MOST) {
    return null;
  }
  const actors = connections.map(connection => actor(connection, trace, names));
  return {actors, turns: turns(played, connections)};
}

/** What tells that a Session is at work: a statement of its own or a transaction. @param {TraceEvent} event */
function tells(event) {
  return event.type === "statement" ? isLoud(event) : event.type === "transaction";
}

/** @param {TraceEvent} event */
function isPool(event) {
  return event.type === "connection";
}

/** @param {TraceEvent} event */
function isQuiet(event) {
  return event.type === "statement" && !isLoud(event);
}

/** @typedef {{first: number, last: number, statements: number}} Span of orders in the trace */

/**
 * From when to when each connection was used.
 * @param {readonly TraceEvent[]} trace
 * @returns {Map<number, Span>}
 */
function spansOf(trace) {
  /** @type {Map<number, Span>} */
  const spans = new Map();
  for (const {connection, order, type} of trace) {
    const before = spans.get(connection) ?? {first: order, last: order, statements: 0};
    spans.set(connection, {...before, last: order, statements: before.statements + (type === "statement" ? 1 : 0)});
  }
  return spans;
}

/**
 * @param {Span} a
 * @param {Span} b
 */
function overlap(a, b) {
  return a.statements > 0 && b.statements > 0 && a.first < b.last && b.first < a.last;
}

/**
 * @param {number} connection
 * @param {readonly TraceEvent[]} trace
 * @param {ReadonlyMap<number, string>} names
 * @returns {Actor}
 */
function actor(connection, trace, names) {
  const sent = trace.filter(event => event.type === "statement" && event.connection === connection && event.session > 0);
  const sessions = [...new Set(sent.map(event => event.type === "statement" ? event.session : 0))];
  const called = sessions.map(session => names.get(session) ?? session);
  const name = sessions.length === 0 ? `connection ${connection}` : `Session ${called.join(", then ")}`;
  return {connection, session: sessions[0] ?? 0, name};
}

/**
 * @param {readonly TraceEvent[]} played
 * @param {number[]} connections
 */
function turns(played, connections) {
  /** @type {Turn[]} */
  const all = [];
  for (const event of played) {
    const column = connections.indexOf(event.connection);
    const last = all.at(-1);
    if (last?.column === column) {
      last.events.push(event);
    } else {
      all.push({column, events: [event]});
    }
  }
  return all;
}

/** Milliseconds; a statement in memory that takes longer has waited for something. */
const LONG_WAIT = 100;

/**
 * Whether a statement had to wait for another Session, in words; empty if it had not.
 * @param {Statement} statement
 */
export function wait({nanos, error}) {
  if (error && /lock|deadlock/i.test(error)) {
    return "did not get the lock: another Session holds it";
  }
  return nanos / 1e6 >= LONG_WAIT && !error ? "waited, until another Session let go" : "";
}

/**
 * Names of Sessions by number: of the variables that referred to them.
 * @param {readonly Step[]} steps
 * @param {Context | null} context
 * @returns {Map<number, string>}
 */
export function namesOf(steps, context) {
  const known = [...steps.map(step => step.session), ...context?.sessions ?? []];
  return new Map(known.flatMap(({number, variable}) => variable ? [[number, variable]] : []));
}
