// @ts-check
import {colour, duration, facts, lane, LONG, marks, STEP} from "../src/trace.js";
import {cause, statement} from "./events.js";
import {equal} from "./check.js";

const marker = (/** @type {"begin" | "commit"} */ action) => /** @type {import("../src/protocol.js").Transaction} */ (
  {type: "transaction", seq: 0, run: 1, cell: "a", line: 1, order: 1, connection: 1, action, nanos: 1});
const ddl = (error = /** @type {string | null} */ (null)) => statement({cause: cause("schema"), error});
/** @param {readonly import("../src/protocol.js").TraceEvent[]} trace */
const rows = (trace, wanted = 0) => lane(trace, wanted).rows.map(row => {
  switch (row.row) {
    case "statement": return row.times > 1 ? `statement × ${row.times}` : "statement";
    case "marker": return `marker of ${row.events.length}`;
    case "fold": return row.words;
  }
});

export const tests = {
  "a row for each statement, one for neighbouring markers"() {
    equal(rows([marker("begin"), marker("begin"), statement(), statement(), marker("commit")]),
      ["marker of 2", "statement", "statement", "marker of 1"]);
  },
  "more than three schema statements fold, with the markers between them"() {
    equal(rows([ddl(), ddl(), ddl(), statement()]), ["statement", "statement", "statement", "statement"]);
    equal(rows([marker("begin"), ddl(), ddl(), marker("commit"), ddl(), ddl(), marker("commit"), statement()]),
      ["marker of 1", "4 schema statements", "marker of 1", "statement"]);
  },
  "a fold is open where there is nothing louder"() {
    const open = (/** @type {import("../src/protocol.js").Statement[]} */ ...trace) =>
      lane(trace, 0).rows.map(row => row.row === "fold" && row.open);
    equal(open(ddl(), ddl(), ddl(), ddl()), [true]);
    equal(open(ddl(), ddl(), ddl(), ddl(), statement()), [false, false]);
  },
  "a fold says what it holds"() {
    const start = statement({cause: cause("bootstrap")});
    equal(rows([start, ddl(), ddl(), ddl()]), ["3 schema, 1 start-up statements"]);
  },
  "a refused schema statement is never folded away"() {
    equal(rows([ddl(), ddl(), ddl("exists already"), ddl(), ddl()]), Array(5).fill("statement"));
  },
  "a long lane joins statements alike and is cut, until each is asked for"() {
    const trace = Array.from({length: LONG + 10}, (_, i) => statement({sql: "select ?", binds: [[{type: "Long", text: `${i}`}]]}));
    equal(rows(trace), [`statement × ${LONG + 10}`]);
    equal([lane(trace, 0).left, lane(trace, STEP).left, rows(trace, STEP).length], [LONG + 9, 0, LONG + 10]);
    equal([lane(trace, 5).left, rows(trace, 5).length], [LONG + 5, 5]);
    const different = trace.map((s, i) => ({...s, line: i + 1}));
    equal(rows(different).length, 30);
  },
  "a lane that is not long shows each statement, alike or not"() {
    equal(rows([statement(), statement()]), ["statement", "statement"]);
  },
  "a line wears its loudest cause and counts them all"() {
    const trace = [statement({line: 1}), statement({line: 3, cause: cause("query")}), statement({line: 3, cause: cause("lazy")}), statement({line: 0})];
    equal([...marks(trace)], [[1, {colour: "query", statements: 1}], [3, {colour: "lazy", statements: 2}]]);
    equal(marks([statement({error: "no"}), statement()]).get(1), {colour: "error", statements: 2});
  },
  "facts name the line, the batch, the rows and the time"() {
    equal(facts(statement({line: 3, rows: 2})), "line 3 · 2 rows · 0.3 ms");
    equal(facts(statement({rows: -1, binds: [[], [], []], nanos: 14_400_000})), "line 1 · batch of 3 · 14 ms");
    equal(facts(statement({line: 0, rows: 0, nanos: 1})), "no rows · < 0.1 ms");
    equal(facts(statement({rows: 0, cause: cause("schema")})), "line 1 · 0.3 ms");
  },
  "durations are as short as one would say them"() {
    equal([0, 0.26, 9.96, 14.2, 999, 2140].map(duration), ["< 0.1 ms", "0.3 ms", "10 ms", "14 ms", "999 ms", "2.1 s"]);
  },
  "every kind of cause has a colour, even one that is not known yet"() {
    equal([colour("flush_auto"), colour("lazy"), colour(/** @type {any} */ ("new"))], ["flush", "lazy", "schema"]);
  },
};
