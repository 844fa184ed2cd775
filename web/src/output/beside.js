// @ts-check
/**
 * Two dialects beside each other. Pure.
 *
 * @import {Spoken} from "../protocol.js"
 * @import {Line} from "../sql.js"
 */
import {layout} from "../sql.js";

/** @typedef {{line: Line, differs: boolean}} Compared a line, and whether the other side lacks it */
/** @typedef {{left: Compared[], right: Compared[]}} Pair a statement on both sides; empty where a side has none */

/**
 * Statement beside statement, those that make the same thing in one row.
 * @param {Spoken} left
 * @param {Spoken} right
 * @returns {Pair[]}
 */
export function beside(left, right) {
  const [ours, theirs] = [keyed(left), keyed(right)];
  const keys = [...ours.keys(), ...[...theirs.keys()].filter(key => !ours.has(key))];
  return keys.map(key => {
    const [here, there] = [ours.get(key) ?? [], theirs.get(key) ?? []];
    return {left: compared(here, there), right: compared(there, here)};
  });
}

/** The lines of each statement, by what it makes. @param {Spoken} spoken */
function keyed({statements}) {
  const lines = new Map();
  statements.forEach((sql, i) => {
    const key = keyOf(sql) || String(i);
    lines.set(lines.has(key) ? `${key} ${i}` : key, layout(sql, []));
  });
  return lines;
}

/** `table books` of what creates it; empty if it makes nothing of a name. @param {string} sql */
function keyOf(sql) {
  const made = /^\s*create\s+(?:unique\s+)?(table|sequence|index)\s+(\S+)/i.exec(sql)
    ?? /^\s*alter\s+(table)\s+(?:if\s+exists\s+)?(\S+\s+add\s+constraint\s+\S+)/i.exec(sql);
  return made ? made.slice(1).join(" ").toLowerCase() : "";
}

/**
 * @param {Line[]} lines
 * @param {Line[]} others
 * @returns {Compared[]}
 */
function compared(lines, others) {
  const known = new Set(others.map(text));
  return lines.map(line => ({line, differs: !known.has(text(line))}));
}

/** @param {Line} line */
function text({parts}) {
  return parts.map(part => part.text).join("").replace(/,?\s*$/, "");
}
