// @ts-check
/**
 * What variants of a cell cost, in words and as shares of the dearest. Pure.
 *
 * @import {Cost} from "./protocol.js"
 */
import {counted} from "./notebook.js";
import {duration} from "./trace.js";

/** @typedef {"statements" | "rows" | "bytes" | "millis"} Measure */

/** @type {readonly {measure: Measure, title: string, text: (value: number) => string}[]} */
export const MEASURES = [
  {measure: "statements", title: "Statements", text: value => value.toLocaleString("en")},
  {measure: "rows", title: "Rows read", text: value => value.toLocaleString("en")},
  {measure: "bytes", title: "Bytes read", text: value => value.toLocaleString("en")},
  {measure: "millis", title: "Time", text: value => duration(value)},
];

/**
 * A cost's share of the dearest, from 0 to 1.
 * @param {readonly Cost[]} costs
 * @param {Cost} cost
 * @param {Measure} measure
 */
export function share(costs, cost, measure) {
  const most = Math.max(...costs.map(each => each[measure]));
  return most === 0 ? 0 : cost[measure] / most;
}

/**
 * The cheapest in words: `join fetch: 1 statement instead of 3`. By statements, then by rows;
 * only what did the same counts.
 * @param {readonly Cost[]} costs the first is the cell as it was
 */
export function verdict(costs) {
  const [now] = costs;
  const able = costs.filter(cost => cost.failure === null && cost.same);
  if (!now || able.length === 0) {
    return "";
  }
  const best = able.reduce((a, b) =>
    b.statements < a.statements || b.statements === a.statements && b.rows < a.rows ? b : a);
  if (best === now || best.statements === now.statements && best.rows === now.rows) {
    return `None of the others needs fewer statements or rows than ${now.strategy}.`;
  }
  return best.statements < now.statements
    ? `Cheapest is ${best.strategy}: ${counted(best.statements, "statement") || "no statement"} instead of ${now.statements.toLocaleString("en")}.`
    : `Cheapest is ${best.strategy}: ${counted(best.rows, "row") || "no rows"} instead of ${now.rows.toLocaleString("en")}.`;
}
