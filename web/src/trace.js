// @ts-check
/**
 * Turns the trace of a run into the rows of its lane: what is loud stays single, what is quiet is
 * folded or runs together. Pure.
 *
 * @import {TraceEvent, Statement, Transaction, Connection, CauseKind, Flush, Alike} from "./protocol.js"
 */
import {counted} from "./notebook.js";

/** @typedef {{row: "statement", statement: Statement, times: number}} StatementRow times: alike, in succession */
/** @typedef {{row: "marker", events: (Transaction | Connection)[]}} MarkerRow */
/** @typedef {{row: "flush", flush: Flush, rows: (StatementRow | MarkerRow)[]}} FlushRow rows: what it sent */
/** @typedef {{row: "fold", words: string, rows: (StatementRow | MarkerRow)[], open: boolean}} FoldRow open: it is all there is */
/** @typedef {StatementRow | MarkerRow | FlushRow} SingleRow */
/** @typedef {SingleRow | FoldRow} Row */
/** @typedef {{rows: Row[], left: number}} Lane left: rows that a shortened lane leaves out, or statements that share one */

/** Statements; a lane with more is shortened. */
export const LONG = 24;
/** Rows of a shortened lane. */
const SHORTENED = 30;
/** Rows that a long lane grows by, as far as a browser draws them without delay. */
export const STEP = 200;
/** Schema statements in succession; more are folded. */
const FEW = 3;

/** @type {ReadonlySet<CauseKind>} */
const QUIET = new Set(["schema", "bootstrap", "temporary"]);
const QUIET_WORDS = {schema: "schema", bootstrap: "start-up", temporary: "temporary-table"};

/**
 * @param {readonly TraceEvent[]} trace
 * @param {readonly Flush[]} flushes
 * @param {number} wanted rows of a long lane, one for each statement; 0 for its short form
 * @returns {Lane}
 */
export function lane(trace, flushes, wanted) {
  const statements = trace.filter(isStatement);
  const open = !statements.some(isLoud);
  const each = folded(single(trace, flushes), open);
  if (statements.length <= LONG) {
    return {rows: each, left: 0};
  }
  const rows = wanted > 0
    ? cut(each, wanted)
    : cut(folded(alike(single(trace, flushes.filter(hasWork))), open), SHORTENED);
  return {rows, left: Math.max(0, drawn(each) - drawn(rows))};
}

/**
 * Whether a flush did more than look.
 * @param {Flush} flush
 */
export function hasWork({work, last, order}) {
  return work.length > 0 || last > order;
}

/**
 * Rows as they are drawn: a flush is one, and those within it.
 * @param {readonly Row[]} rows
 */
function drawn(rows) {
  return rows.reduce((sum, row) => sum + (row.row === "flush" ? 1 + row.rows.length : 1), 0);
}

/**
 * The first rows, those within a flush counted.
 * @param {readonly Row[]} rows
 * @param {number} most
 */
function cut(rows, most) {
  /** @type {Row[]} */
  const kept = [];
  let room = most;
  for (const row of rows) {
    if (room <= 0) {
      break;
    }
    const fitting = row.row === "flush" ? {...row, rows: row.rows.slice(0, room - 1)} : row;
    room -= drawn([fitting]);
    kept.push(fitting);
  }
  return kept;
}

/**
 * @param {TraceEvent} event
 * @returns {event is Statement}
 */
function isStatement(event) {
  return event.type === "statement";
}

/** Whether a statement is more than preparation. @param {Statement} statement */
export function isLoud({cause, error}) {
  return !QUIET.has(cause.kind) || error !== null;
}

/**
 * A row for each statement; neighbouring markers share one; what a flush sent stands within it.
 * @param {readonly TraceEvent[]} trace
 * @param {readonly Flush[]} flushes
 */
function single(trace, flushes) {
  /** @type {SingleRow[]} */
  const rows = [];
  const coming = outermost(flushes);
  let next = 0;
  /** @type {FlushRow | null} */
  let current = null;
  for (const event of trace) {
    while (next < coming.length && coming[next].order < event.order) {
      current = {row: "flush", flush: coming[next++], rows: []};
      rows.push(current);
    }
    add(current && event.order <= current.flush.last ? current.rows : rows, event);
  }
  coming.slice(next).forEach(flush => rows.push({row: "flush", flush, rows: []}));
  return rows;
}

/**
 * In the order in which they began, without those within another.
 * @param {readonly Flush[]} flushes
 */
function outermost(flushes) {
  let end = 0;
  return [...flushes].sort((a, b) => a.order - b.order).filter(flush => {
    const within = flush.order < end;
    end = Math.max(end, flush.last);
    return !within;
  });
}

/**
 * @param {SingleRow[]} rows
 * @param {TraceEvent} event
 */
function add(rows, event) {
  const last = rows.at(-1);
  if (event.type === "statement") {
    rows.push({row: "statement", statement: event, times: 1});
  } else if (last?.row === "marker") {
    last.events.push(event);
  } else {
    rows.push({row: "marker", events: [event]});
  }
}

/**
 * Joins statements in succession that differ in their bind values alone.
 * @template {SingleRow} R
 * @param {readonly R[]} rows
 */
function alike(rows) {
  /** @type {R[]} */
  const joined = [];
  for (const row of rows) {
    const last = joined.at(-1);
    if (row.row === "statement" && last?.row === "statement" && same(row.statement, last.statement)) {
      last.times++;
    } else {
      joined.push(row.row === "flush" ? {...row, rows: alike(row.rows)} : {...row});
    }
  }
  return joined;
}

/**
 * @param {Statement} a
 * @param {Statement} b
 */
function same(a, b) {
  return a.sql === b.sql && a.line === b.line && a.cause.words === b.cause.words && a.error === b.error;
}

/**
 * @param {SingleRow[]} rows
 * @param {boolean} open whether folds begin open
 * @returns {Row[]}
 */
function folded(rows, open) {
  /** @type {Row[]} */
  const result = [];
  for (let at = 0; at < rows.length;) {
    const end = quietEnd(rows, at);
    const quiet = rows.slice(at, end).filter(row => row.row !== "flush");
    if (weight(quiet) > FEW) {
      result.push({row: "fold", words: foldWords(quiet), rows: quiet, open});
      at = end;
    } else {
      result.push(rows[at++]);
    }
  }
  return result;
}

/**
 * Where the quiet statements that start at `at` end; markers between them are swallowed.
 * @param {SingleRow[]} rows
 * @param {number} at
 */
function quietEnd(rows, at) {
  let end = at;
  for (let i = at; i < rows.length; i++) {
    const row = rows[i];
    if (row.row === "statement") {
      if (isLoud(row.statement)) {
        break;
      }
      end = i + 1;
    } else if (end === at || row.row === "flush") {
      break;
    }
  }
  return end;
}

/** @param {(StatementRow | MarkerRow)[]} rows */
function foldWords(rows) {
  const of = Object.entries(QUIET_WORDS).map(([kind, word]) => {
    const n = weight(rows.filter(row => row.row === "statement" && row.statement.cause.kind === kind));
    return n === 0 ? "" : `${n} ${word}`;
  });
  return `${of.filter(Boolean).join(", ")} statements`;
}

/**
 * Statements that rows stand for.
 * @param {readonly Row[]} rows
 * @returns {number}
 */
function weight(rows) {
  return rows.reduce((sum, row) => {
    switch (row.row) {
      case "statement": return sum + row.times;
      case "fold":
      case "flush": return sum + weight(row.rows);
      default: return sum;
    }
  }, 0);
}

/**
 * A duration as one would say it: `0.3 ms`, `14 ms`, `2.1 s`.
 * @param {number} millis
 */
export function duration(millis) {
  if (millis >= 1000) {
    return `${(millis / 1000).toFixed(1)} s`;
  }
  if (millis >= 10) {
    return `${Math.round(millis)} ms`;
  }
  return millis < 0.05 ? "< 0.1 ms" : `${+millis.toFixed(1)} ms`;
}

/**
 * Where a statement comes from and what it cost: `line 3 · 2 rows · 0.3 ms`.
 * @param {Statement} statement
 */
export function facts(statement) {
  const {line, rows, nanos, binds, cause} = statement;
  return [
    line > 0 ? `line ${line}` : "",
    binds.length > 1 ? `batch of ${binds.length}` : "",
    QUIET.has(cause.kind) || rows < 0 ? "" : counted(rows, "row") || "no rows",
    duration(nanos / 1e6),
  ].filter(Boolean).join(" · ");
}

/** The kinds of cause that look alike. @type {Readonly<Record<CauseKind, string>>} */
const COLOURS = {
  query: "query", jdbc: "query", lazy: "lazy", load: "load", display: "display",
  flush_commit: "flush", flush_auto: "flush", flush_explicit: "flush", generated_id: "flush",
  schema: "schema", bootstrap: "schema", temporary: "schema",
};

/**
 * The colour of a cause, as the style sheets name it.
 * @param {CauseKind} kind
 */
export function colour(kind) {
  return COLOURS[kind] ?? "schema";
}

/** Louder first: where a line caused several kinds, it wears the first's colour. */
const LOUDEST = ["error", "lazy", "query", "load", "flush", "display", "schema"];

/** @typedef {{colour: string, statements: number}} LineMark */

/**
 * What each line of the cell caused.
 * @param {readonly TraceEvent[]} trace
 * @param {readonly Alike[]} [beyond] what it does not tell
 * @returns {Map<number, LineMark>}
 */
export function marks(trace, beyond = []) {
  /** @type {Map<number, LineMark>} */
  const all = new Map();
  for (const statement of trace.filter(isStatement).filter(s => s.line > 0)) {
    const own = statement.error ? "error" : colour(statement.cause.kind);
    const before = all.get(statement.line);
    const louder = before && LOUDEST.indexOf(before.colour) <= LOUDEST.indexOf(own);
    all.set(statement.line, {
      colour: louder ? before.colour : own,
      statements: (before?.statements ?? 0) + 1,
    });
  }
  for (const {line, kind, times} of beyond.filter(alike => alike.line > 0)) {
    const before = all.get(line) ?? {colour: colour(kind), statements: 0};
    all.set(line, {...before, statements: before.statements + times});
  }
  return all;
}
