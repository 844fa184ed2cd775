// @ts-check
import {colour, duration, facts, lane, LONG, marks, STEP} from "../src/trace.js";
import {about, piece, sum, when} from "../src/flush.js";
import {cause, flush, statement} from "./events.js";
import {equal} from "./check.js";

const marker = (/** @type {"begin" | "commit"} */ action) => /** @type {import("../src/protocol.js").Transaction} */ (
  {type: "transaction", seq: 0, run: 1, cell: "a", line: 1, order: 1, connection: 1, action, nanos: 1});
const ddl = (error = /** @type {string | null} */ (null)) => statement({cause: cause("schema"), error});
/** @param {readonly import("../src/protocol.js").TraceEvent[]} trace */
const rows = (trace, wanted = 0, /** @type {import("../src/protocol.js").Flush[]} */ flushes = []) => lane(trace, flushes, wanted).rows.map(row => {
  switch (row.row) {
    case "statement": return row.times > 1 ? `statement × ${row.times}` : "statement";
    case "marker": return `marker of ${row.events.length}`;
    case "fold": return row.words;
    case "flush": return `flush ${row.flush.order} of ${row.rows.length}`;
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
      lane(trace, [], 0).rows.map(row => row.row === "fold" && row.open);
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
    equal([lane(trace, [], 0).left, lane(trace, [], STEP).left, rows(trace, STEP).length], [LONG + 9, 0, LONG + 10]);
    equal([lane(trace, [], 5).left, rows(trace, 5).length], [LONG + 5, 5]);
    const different = trace.map((s, i) => ({...s, line: i + 1}));
    equal(rows(different).length, 30);
  },
  "a lane that is not long shows each statement, alike or not"() {
    equal(rows([statement(), statement()]), ["statement", "statement"]);
  },
  "what a flush sent stands within it, between what came before and after"() {
    const trace = [1, 3, 4, 6, 7].map(order => statement({order}));
    equal(rows(trace, 0, [flush({order: 2, last: 4}), flush({order: 5, last: 5})]),
      ["statement", "flush 2 of 2", "flush 5 of 0", "statement", "statement"]);
    equal(rows([], 0, [flush({order: 1, last: 1})]), ["flush 1 of 0"]);
    equal(rows(trace, 0, [flush({order: 3, last: 3}), flush({order: 2, last: 6})]),
      ["statement", "flush 2 of 3", "statement"]);
  },
  "a long lane is cut within a flush, and leaves out those that only looked"() {
    const trace = Array.from({length: 100}, (_, i) => statement({order: i + 2, line: i}));
    const flushes = [flush({order: 1, last: 90}), flush({order: 95, last: 95, work: []})];
    equal(rows(trace, 0, flushes), ["flush 1 of 29"]);
    equal(lane(trace, flushes, 0).left, 72);
    equal([lane(trace, flushes, STEP).left, rows(trace, STEP, flushes).length], [0, 13]);
    const same = trace.map(one => ({...one, line: 1}));
    equal(lane(same, flushes, 0).rows.map(row => row.row === "flush" && row.rows.length), [1, false]);
  },
  "many thousand statements and flushes are laid out at once"() {
    const trace = Array.from({length: 20_000}, (_, i) => statement({order: 2 * i + 2}));
    const flushes = trace.map(one => flush({order: one.order - 1, last: one.order}));
    const started = performance.now();
    equal(lane(trace, flushes, 0).rows.length, 15);
    equal(performance.now() - started < 2000, true);
  },
  "a flush says when it came and what it did"() {
    equal(when(flush()), "flush at commit");
    equal(when(flush({kind: "flush_auto"})), "flush before this query");
    equal(when(flush({kind: "flush_auto", work: []})), "no flush before this query");
    equal(when(flush({kind: "flush_explicit"})), "explicit flush");
    const work = (/** @type {import("../src/protocol.js").Deed} */ deed, attribute = /** @type {string | null} */ (null)) =>
      ({deed, entity: "Book", id: "1", attribute});
    equal(sum(flush({checked: 3, work: [work("insert"), work("update"), work("update")]})),
      "compared 3 entities · 1 insert, 2 updates");
    equal(sum(flush({checked: 1, work: [work("delete"), work("collection_update", "tags")], leftOut: 4})),
      "compared 1 entity · 1 collection, 1 delete and 4 more");
    equal(sum(flush({checked: 2, work: []})), "compared 2 entities · nothing written");
    equal([work("insert"), work("collection_remove", "tags"), {...work("delete"), id: null}].map(piece),
      ["insert Book 1", "remove the rows of Book 1.tags", "delete Book"]);
  },
  "a statement of a flush names its entity"() {
    const of = (/** @type {string} */ sql, more = {}, binds = 1) => about(statement({
      sql, binds: Array(binds).fill([]), cause: {...cause("flush_commit", "why"), entity: "Book", id: "1", ...more}}));
    equal(of("insert into books"), "insert Book 1");
    equal(of("/* insert for Book */ delete from books where id=?"), "delete Book 1");
    equal(of("update books", {id: null}, 3), "update Book × 3");
    equal(of("delete from tags", {attribute: "tags"}), "delete a row of Book 1.tags");
    equal([of("insert into books", {entity: null}), of("select 1")], ["why", "why"]);
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
