// @ts-check
/** @import {Row, Rows} from "../src/protocol.js" */
import {asBefore, fate, place, shown, summary} from "../src/rows.js";
import {equal} from "./check.js";

const same = /** @type {Row} */ ({before: ["1", null], after: ["1", null]});
const changed = /** @type {Row} */ ({before: ["2", null], after: ["2", "x"]});
const came = /** @type {Row} */ ({before: null, after: ["3", "x"]});
const went = /** @type {Row} */ ({before: ["4", "x"], after: null});
/** @param {Partial<Rows>} more @returns {Rows} */
const rows = more => ({
  type: "rows", seq: 0, run: 1, cell: "a", table: "books", connection: 1, uncommitted: false,
  columns: [], rows: [], leftOut: 0, ...more,
});

export const tests = {
  "a row changed, came, went or is the same"() {
    equal([changed, came, went, same].map(fate), ["changed", "came", "went", "same"]);
  },
  "what became of the rows is counted, the noun once"() {
    equal(summary(rows({rows: [same, changed, came, came, went]})), "1 row changed, 2 came, 1 went");
    equal(summary(rows({rows: [came, came]})), "2 rows came");
    equal(summary(rows({rows: [same]})), "");
  },
  "a table that is as before says why"() {
    const rollback = /** @type {import("../src/protocol.js").Transaction} */ (
      {type: "transaction", seq: 0, run: 1, cell: "a", line: 1, order: 1, connection: 1, action: "rollback", nanos: 1});
    equal(asBefore(rows({}), [rollback]), "was written to and rolled back; nothing changed");
    equal(asBefore(rows({connection: 2}), [rollback]), "was written to; nothing changed");
    equal(asBefore(rows({leftOut: 3}), []), "was written to; nothing changed in the rows that were compared");
  },
  "unchanged rows in succession fold beyond a few"() {
    const words = shown([same, same, changed, same, same, same, came]).map(one => "unchanged" in one ? one.unchanged : one.fate);
    equal(words, ["same", "same", "changed", 3, "came"]);
  },
  "a page says which rows it shows"() {
    const page = {type: /** @type {const} */ ("table_page"), cell: "a", table: "t", connection: 1, columns: [], rows: [["1"], ["2"]], from: 50, total: 1052};
    equal(place(page), "rows 51 to 52 of 1,052");
    equal(place({...page, rows: []}), "no rows from 51 on, of 1,052");
    equal(place({...page, rows: [], from: 0, total: 0}), "no rows");
  },
};
