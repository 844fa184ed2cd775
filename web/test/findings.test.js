// @ts-check
/** @import {Cost} from "../src/protocol.js" */
import {share, verdict} from "../src/costs.js";
import {apply, counts, untouched} from "../src/notebook.js";
import {marks} from "../src/trace.js";
import {equal} from "./check.js";
import {after, begun, statement} from "./events.js";

/** @param {string} strategy @param {Partial<Cost>} [more] @returns {Cost} */
const cost = (strategy, more = {}) =>
  ({strategy, statements: 1, rows: 3, bytes: 90, millis: 2, same: true, failure: null, ...more});

export const tests = {
  "the cheapest is named with what it saves"() {
    const lazy = cost("lazy", {statements: 3});
    equal(verdict([lazy, cost("join fetch"), cost("batch", {statements: 2})]),
      "Cheapest is join fetch: 1 statement instead of 3.");
    equal(verdict([cost("join fetch"), cost("lazy", {statements: 3})]),
      "None of the others needs fewer statements or rows than join fetch.");
    equal(verdict([cost("lazy", {rows: 9}), cost("batch", {rows: 4})]), "Cheapest is batch: 4 rows instead of 9.");
  },
  "what failed or shows something else is never the cheapest"() {
    const lazy = cost("lazy", {statements: 3});
    equal(verdict([lazy, cost("join fetch", {failure: "x"}), cost("batch", {same: false})]),
      "None of the others needs fewer statements or rows than lazy.");
  },
  "bars are shares of the dearest"() {
    const [a, b] = [cost("a", {rows: 0, bytes: 100}), cost("b", {rows: 0, bytes: 50})];
    equal([share([a, b], b, "bytes"), share([a, b], b, "rows")], [0.5, 0]);
  },
  "statements beyond the limit count"() {
    const alike = [{line: 3, kind: "load", words: "load Book by id", sql: "select 1", times: 95_000}];
    const notebook = after(untouched([["a", ""]]), ...begun(1), statement({line: 3}),
      {type: "folded", run: 1, cell: "a", statements: 95_000, transactions: 2, alike});
    const run = notebook.cells.get("a")?.run;
    if (!run) {
      throw new Error("no run");
    }
    equal(counts(run), "95,001 statements · 2 transactions");
    equal(marks(run.trace, run.folded?.alike).get(3)?.statements, 95_001);
  },
  "a comparison goes on until it is compared, and a new run forgets it"() {
    const comparing = {type: "comparing", run: 1, cell: "a", strategy: "lazy", number: 1, of: 2};
    const at = (/** @type {object[]} */ ...events) =>
      after(untouched([["a", ""]]), ...begun(1), ...events).cells.get("a")?.run;
    equal(at(comparing)?.comparing?.number, 1);
    const compared = {type: "compared", run: 1, cell: "a", costs: [cost("lazy")]};
    equal([at(comparing, compared)?.comparing, at(comparing, compared)?.compared?.costs.length], [null, 1]);
    equal(at(comparing, compared, ...begun(2))?.compared, null);
    equal(apply(untouched([["a", ""]]), /** @type {any} */ ({...compared, seq: 1})).cells.get("a")?.run, null);
  },
};
