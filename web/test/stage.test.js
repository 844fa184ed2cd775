// @ts-check
import {namesOf, stage, wait} from "../src/stage.js";
import {cause, statement} from "./events.js";
import {equal} from "./check.js";

/** @param {number} order @param {number} connection @param {"begin" | "commit"} action */
const transaction = (order, connection, action) => /** @type {import("../src/protocol.js").Transaction} */ (
  {type: "transaction", seq: 0, run: 1, cell: "a", line: 1, order, connection, action, nanos: 1});
/** @param {number} order @param {number} connection @param {number} [session] */
const sent = (order, connection, session = connection) => statement({order, connection, session});
const nobody = new Map();

export const tests = {
  "Sessions that work at the same time get a column each, in turns"() {
    const set = stage([transaction(1, 1, "begin"), sent(2, 1), transaction(3, 2, "begin"), sent(4, 2), sent(5, 2), sent(6, 1)],
      new Map([[2, "b"]]));
    equal(set?.actors.map(actor => actor.name), ["Session 1", "Session b"]);
    equal(set?.turns.map(turn => [turn.column, turn.events.map(event => event.order)]),
      [[0, [1, 2]], [1, [3, 4, 5]], [0, [6]]]);
  },
  "one after the other is no stage, nor is one alone"() {
    equal(stage([sent(1, 1), sent(2, 1), sent(3, 2), sent(4, 2)], nobody), null);
    equal(stage([sent(1, 1), sent(2, 1)], nobody), null);
    equal(stage([], nobody), null);
  },
  "a connection that is only prepared for work does not come on"() {
    const ddl = statement({order: 2, connection: 2, cause: cause("schema")});
    equal(stage([sent(1, 1), ddl, sent(3, 1)], nobody), null);
    const acquired = {...transaction(3, 1, "begin"), type: /** @type {"connection"} */ ("connection"), use: /** @type {"acquire"} */ ("acquire")};
    equal(stage([sent(1, 1), sent(2, 2), acquired, sent(4, 1)], nobody)?.turns.length, 3);
  },
  "a connection is named by all Sessions that it was lent to"() {
    equal(stage([sent(1, 1, 1), sent(2, 1, 2), sent(3, 2, 3), sent(4, 1, 2)], new Map([[2, "one"]]))?.actors.map(actor => actor.name),
      ["Session 1, then one", "Session 3"]);
  },
  "plain JDBC is named by its connection"() {
    equal(stage([sent(1, 1), sent(2, 7, 0), sent(3, 1)], nobody)?.actors.map(actor => actor.name), ["Session 1", "connection 7"]);
  },
  "more than four at a time, or very many statements, stay one lane"() {
    const five = [1, 2, 3, 4, 5].flatMap(c => [sent(c, c), sent(c + 10, c)]).sort((a, b) => a.order - b.order);
    equal(stage(five, nobody), null);
    equal(stage(Array.from({length: 90}, (_, i) => sent(i, i % 2)), nobody), null);
  },
  "a statement that waited says so"() {
    equal(wait(statement({error: "Timeout trying to lock table"})), "did not get the lock: another Session holds it");
    equal(wait(statement({nanos: 300e6})), "waited, until another Session let go");
    equal([wait(statement()), wait(statement({error: "Syntax error", nanos: 300e6}))], ["", ""]);
  },
  "Sessions are named by the variables that refer to them"() {
    const contents = (/** @type {number} */ number, /** @type {string | null} */ variable) =>
      /** @type {any} */ ({number, variable, entities: []});
    const step = /** @type {any} */ ({session: contents(1, "a")});
    equal([...namesOf([step], /** @type {any} */ ({sessions: [contents(2, "b"), contents(3, null)]}))], [[1, "a"], [2, "b"]]);
  },
};
