// @ts-check
/** @import {Attribute, Entity, Moment, SessionContents, Step} from "../src/protocol.js" */
import {called, moment, news, phrases, sessionsAt, shown, whereabouts} from "../src/steps.js";
import {equal} from "./check.js";

/** @param {Partial<Entity>} [more] @returns {Entity} */
const entity = (more = {}) => (
  {name: "Book", id: "1", variable: null, aliases: [], state: "managed", proxy: false, attributes: [], leftOut: 0, ...more});
/** @param {Partial<SessionContents>} [more] @returns {SessionContents} */
const session = (more = {}) => ({
  number: 1, variable: "s", open: true, inTransaction: false, pending: {inserts: 0, updates: 0, deletes: 0},
  entities: [], leftOut: 0, ...more,
});
/** @param {number} line @param {Moment} when @param {Partial<SessionContents>} [more] @returns {Step} */
const step = (line, when, more) => (
  {type: "step", seq: 0, run: 1, cell: "a", line, order: line, moment: when, session: session(more)});
/** @param {string} value @param {string | null} [loaded] @returns {Attribute} */
const title = (value, loaded = null) => ({name: "title", value, loaded});

export const tests = {
  "a moment is said in words"() {
    /** @type {Moment[]} */
    const all = ["line", "flushed", "committed", "rolled_back", "closed"];
    equal(all.map(one => moment(step(7, one))), ["after line 7", "after the flush at line 7", "after the commit at line 7",
      "after the rollback at line 7", "closed at line 7"]);
    equal(moment(step(0, "line")), "as the cell begins");
  },
  "the place after the last step is after the cell"() {
    const steps = [step(1, "line"), step(2, "flushed")];
    equal([whereabouts(steps, 1), whereabouts(steps, 2)], ["step 2 of 2 · after the flush at line 2", "after the cell"]);
    equal(whereabouts([...steps, step(3, "line", {number: 2, variable: null})], 2), "step 3 of 3 · after line 3 · Session 2");
  },
  "each Session is shown as last told, and a closed one only at the step that closes it"() {
    const steps = [step(1, "line"), step(2, "line", {number: 2}), step(3, "closed", {open: false}), step(4, "line", {number: 2, inTransaction: true})];
    const at = (/** @type {number} */ place) => sessionsAt(steps, place).map(one => `${one.number} ${one.open} ${one.inTransaction}`);
    equal([at(0), at(2), at(3)],
      [["1 true false"], ["1 false false", "2 true false"], ["2 true true"]]);
  },
  "an entity is new, changed or neither"() {
    const kept = entity();
    const changed = entity({id: "2", attributes: [title("b", "a")]});
    const came = entity({id: "3"});
    const before = session({entities: [entity(), entity({id: "2", attributes: [title("a")]})]});
    equal([...news(before, session({entities: [kept, changed, came]})).values()], ["changed", "new"]);
  },
  "an entity without an id is known by its variable when it gets one"() {
    const before = session({entities: [entity({id: "", variable: "book", state: "transient"})]});
    const now = session({entities: [entity({id: "4", variable: "book"})]});
    equal([...news(before, now).values()], ["changed"]);
    equal(phrases(before, now), ["Book 4 is managed"]);
    equal(called(before.entities[0]), "Book book");
  },
  "what a step changed is told in phrases"() {
    const with_ = (/** @type {Partial<Entity>} */ more) => session({entities: [entity(more)]});
    equal(phrases(null, session({inTransaction: true})), ["Session s is open", "a transaction is under way"]);
    equal(phrases(with_({attributes: [title("a")]}), with_({attributes: [title("b", "a")]})), ["Book 1 title: a → b"]);
    equal(phrases(with_({attributes: [title("b", "a")]}), with_({attributes: [title("b")]})), ["Book 1 is as in the database"]);
    equal(phrases(with_({state: "removed"}), session()), ["Book 1 is gone"]);
    equal(phrases(with_({}), session({open: false, entities: [entity({state: "detached"})]})), ["Session s has closed", "Book 1 is detached"]);
  },
  "many changes are counted"() {
    const many = [1, 2, 3, 4, 5, 6].map(id => entity({id: String(id)}));
    equal(phrases(session(), session({entities: many})), ["Book 1 is managed", "Book 2 is managed", "Book 3 is managed", "3 more changes"]);
  },
  "after the cell the context is shown, and nothing is later"() {
    const context = {type: /** @type {const} */ ("context"), seq: 0, run: 1, cell: "a", sessions: [session()], leftOut: 2};
    const {sessions, leftOut, order, line} = shown([step(1, "line")], context, 1);
    equal([sessions.length, leftOut, order === Infinity, line], [1, 2, true, 0]);
    equal(shown([step(3, "line")], context, 0).order, 3);
  },
};
