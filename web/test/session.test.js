// @ts-check
/** @import {Entity, SessionContents} from "../src/protocol.js" */
import {changed, name, standing, state, summary, waiting} from "../src/session.js";
import {equal} from "./check.js";

/** @param {Partial<Entity>} [more] @returns {Entity} */
const entity = (more = {}) => (
  {name: "Book", id: "1", variable: null, aliases: [], state: "managed", proxy: false, attributes: [], leftOut: 0, ...more});
/** @param {Partial<SessionContents>} [more] @returns {SessionContents} */
const session = (more = {}) => ({
  number: 2, variable: null, open: true, inTransaction: false, pending: {inserts: 0, updates: 0, deletes: 0},
  entities: [entity()], leftOut: 0, ...more,
});

export const tests = {
  "a Session has the name of its variable, or a number"() {
    equal([name(session({variable: "s"})), name(session())], ["Session s", "Session 2"]);
  },
  "what waits is counted and agrees with its verb"() {
    equal(waiting({inserts: 0, updates: 0, deletes: 0}), "");
    equal(waiting({inserts: 0, updates: 1, deletes: 0}), "1 update waits for the flush");
    equal(waiting({inserts: 2, updates: 0, deletes: 0}), "2 inserts wait for the flush");
    equal(waiting({inserts: 1, updates: 2, deletes: 1}), "1 insert, 2 updates and 1 delete wait for the flush");
  },
  "a Session says how it stands, and nothing where there is no news"() {
    equal(standing(session()), "");
    equal(standing(session({inTransaction: true, pending: {inserts: 0, updates: 0, deletes: 1}})),
      "in a transaction · 1 delete waits for the flush");
    equal(standing(session({entities: []})), "holds nothing");
    equal(standing(session({open: false, entities: []})), "it held nothing");
    equal(standing(session({open: false})).includes("detached"), true);
  },
  "an entity's state is a word"() {
    equal([entity(), entity({state: "read_only"}), entity({proxy: true}), entity({proxy: true, state: "detached"})].map(state),
      ["managed", "read only", "not loaded", "detached"]);
  },
  "an entity has changed if one attribute has"() {
    const same = {name: "title", value: "One", loaded: null};
    equal([changed(entity({attributes: [same]})), changed(entity({attributes: [same, {...same, loaded: ""}]}))], [false, true]);
  },
  "a folded Session says how many of which state it holds"() {
    equal(summary(session({entities: [entity(), entity({proxy: true}), entity()], leftOut: 1500})),
      "1,503 entities: 2 managed, 1 not loaded, 1,500 more");
  },
};
