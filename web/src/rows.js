// @ts-check
/**
 * What became of a table's rows, in words and in the order in which they are shown. Pure.
 *
 * @import {Row, Rows, TablePage, TraceEvent, Values} from "./protocol.js"
 */
import {counted} from "./notebook.js";

/** @typedef {"changed" | "came" | "went" | "same"} Fate */
/** @typedef {{row: Row, fate: Fate}} ShownRow */
/** @typedef {{unchanged: number}} Fold rows in succession that are as before */

/** Unchanged rows in succession; more are folded. */
const FEW = 2;

/** @param {Row} row @returns {Fate} */
export function fate({before, after}) {
  if (before === null) {
    return "came";
  }
  if (after === null) {
    return "went";
  }
  return before.some((value, i) => value !== after[i]) ? "changed" : "same";
}

/** `1 row changed, 2 came, 1 went`; empty if nothing differs. @param {Rows} rows */
export function summary({rows}) {
  const all = rows.map(fate);
  const counts = /** @type {const} */ (["changed", "came", "went"])
    .map(word => /** @type {const} */ ([word, all.filter(one => one === word).length]))
    .filter(([, n]) => n > 0);
  return counts.map(([word, n], i) => i === 0 ? `${counted(n, "row")} ${word}` : `${n} ${word}`).join(", ");
}

/**
 * Why a table that was written to is as before.
 * @param {Rows} rows
 * @param {readonly TraceEvent[]} trace
 */
export function asBefore({connection, leftOut}, trace) {
  const rolledBack = trace.some(event =>
    event.type === "transaction" && event.action === "rollback" && event.connection === connection);
  const compared = leftOut === 0 ? "nothing changed" : "nothing changed in the rows that were compared";
  return rolledBack ? `was written to and rolled back; ${compared}` : `was written to; ${compared}`;
}

/**
 * Those that differ, with those that do not between them, as far as these are few.
 * @param {readonly Row[]} rows
 * @returns {(ShownRow | Fold)[]}
 */
export function shown(rows) {
  /** @type {(ShownRow | Fold)[]} */
  const all = [];
  for (let at = 0; at < rows.length;) {
    const end = sameUntil(rows, at);
    if (end - at > FEW) {
      all.push({unchanged: end - at});
      at = end;
    } else {
      all.push({row: rows[at], fate: fate(rows[at])});
      at++;
    }
  }
  return all;
}

/**
 * @param {readonly Row[]} rows
 * @param {number} at
 */
function sameUntil(rows, at) {
  let end = at;
  while (end < rows.length && fate(rows[end]) === "same") {
    end++;
  }
  return end;
}

/** Which rows a page shows: `rows 51 to 100 of 120`. @param {TablePage} page */
export function place({from, rows, total}) {
  if (total === 0) {
    return "no rows";
  }
  return rows.length === 0
    ? `no rows from ${from + 1} on, of ${total.toLocaleString("en")}`
    : `rows ${(from + 1).toLocaleString("en")} to ${(from + rows.length).toLocaleString("en")} of ${total.toLocaleString("en")}`;
}

/** A value as text; NULL is none. @param {Values} values @param {number} i */
export function value(values, i) {
  return values[i] ?? "NULL";
}
