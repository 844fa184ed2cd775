// @ts-check
import {untouched} from "../src/notebook.js";
import {difference, sent, verdict, words} from "../src/prediction.js";
import {after, begun, cause, statement} from "./events.js";
import {equal} from "./check.js";

const fresh = () => untouched([["a", "1"]]);
const said = (/** @type {number} */ selects, /** @type {number} */ inserts = 0) =>
  ({type: "predicted", cell: "a", selects, inserts, updates: 0, deletes: 0});
const end = (/** @type {string} */ status = "ok", /** @type {number} */ run = 1) => ({type: "finished", run, cell: "a", status, millis: 1});
const told = (/** @type {object[]} */ ...events) => verdict(after(fresh(), ...events).cells.get("a")?.run ?? null);

/** What a run of these statements sent. @param {Partial<import("../src/protocol.js").Statement>[]} statements */
function sentBy(...statements) {
  const run = after(fresh(), ...begun(1), ...statements.map((more, i) => statement({order: i + 1, ...more}))).cells.get("a")?.run;
  return run ? sent(run) : null;
}

export const tests = {
  "statements count by their verb, wherever it stands"() {
    equal(sentBy({sql: "select 1"}, {sql: "/* load Book */ select 2"}, {sql: "with b as (select id from books) select * from b"},
      {sql: " \n INSERT into a values (1)"}, {sql: "update a set b=1"}, {sql: "delete from a"}, {sql: "create table selects (id int)"}),
    {selects: 3, inserts: 1, updates: 1, deletes: 1});
  },
  "with can lead to what changes rows"() {
    equal(sentBy({sql: "with b as (select id from books where (id > 1)) delete from a"}), {selects: 0, inserts: 0, updates: 0, deletes: 1});
  },
  "what Hibernate sends for itself does not count, a batch counts once"() {
    equal(sentBy({cause: cause("bootstrap")}, {cause: cause("temporary"), sql: "insert into ht"},
      {sql: "insert into a values (?)", binds: [[], [], []]}), {selects: 0, inserts: 1, updates: 0, deletes: 0});
  },
  "statements that were counted only count too"() {
    const alike = [{line: 1, kind: "load", words: "", sql: "select 1", times: 40}, {line: 1, kind: "bootstrap", words: "", sql: "select 2", times: 7}];
    const run = after(fresh(), ...begun(1), statement(), {type: "folded", run: 1, cell: "a", statements: 47, transactions: 0, alike}).cells.get("a")?.run;
    equal(run && sent(run).selects, 41);
  },
  "guess and truth in words"() {
    equal(words({selects: 1, inserts: 0, updates: 2, deletes: 0}), "1 select, 2 updates");
    equal(words({selects: 0, inserts: 0, updates: 0, deletes: 0}), "nothing");
    equal([difference(1, 3), difference(3, 1), difference(2, 2)], ["2 more", "2 fewer", "as you said"]);
  },
  "the verdict compares the guess that was made before the run"() {
    const two = [statement(), statement({order: 2})];
    equal(told(said(1), ...begun(1), ...two, end()), "You said 1 select; it sent 2 selects.");
    equal(told(said(2), ...begun(1), ...two, end()), "As you said: it sent 2 selects.");
    equal(told(...begun(1), ...two, end()), "It sent 2 selects.");
    equal(told(said(1), ...begun(1), end()), "You said 1 select; it sent nothing.");
  },
  "a guess made after the run is about the next"() {
    equal(told(said(1), ...begun(1), statement(), end(), said(0)), "It sent 1 select.");
    equal(told(said(1), ...begun(1), end(), said(0, 1), ...begun(2), statement({run: 2, sql: "insert into a values (1)"}), end("ok", 2)),
      "As you said: it sent 1 insert.");
  },
  "a later run is compared with the same guess anew"() {
    equal(told(said(2), ...begun(1), end(), ...begun(2), statement({run: 2}), end("ok", 2)), "You said 2 selects; it sent 1 select.");
  },
  "of a run that did not come to its statements nothing is said"() {
    const failed = (/** @type {string} */ kind) => ({type: "failed", run: 1, cell: "a", failure: {kind, type: "x", message: "", line: 0}});
    equal(told(said(1), ...begun(1)), "");
    equal(told(said(1), ...begun(1), failed("compile"), end("failed")), "");
    equal(told(said(1), ...begun(1), end("skipped")), "");
    equal(told(said(1), ...begun(1), statement(), failed("exception"), end("failed")), "As you said: it sent 1 select before it failed.");
  },
};
