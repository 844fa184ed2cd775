// @ts-check
import {Drafts} from "../src/drafts.js";
import {equal} from "./check.js";

/** Drafts, what they sent, and a clock that stands until it is moved. */
function drafting() {
  /** @type {string[]} */ const sent = [];
  /** @type {Map<number, () => void>} */ const waiting = new Map();
  let timers = 0;
  const clock = {
    setTimeout: (/** @type {() => void} */ act) => {
      waiting.set(++timers, act);
      return timers;
    },
    clearTimeout: (/** @type {number} */ id) => {
      waiting.delete(id);
    },
  };
  const tick = () => {
    const due = [...waiting.values()];
    waiting.clear();
    due.forEach(act => act());
  };
  return {drafts: new Drafts((cell, source) => sent.push(`${cell}=${source}`), clock), sent, tick};
}

export const tests = {
  "typing is sent once it pauses, the last text only"() {
    const {drafts, sent, tick} = drafting();
    drafts.typed("a", "1");
    drafts.typed("a", "12");
    drafts.typed("b", "x");
    equal(sent, []);
    tick();
    equal(sent, ["a=12", "b=x"]);
  },
  "a flush sends at once and nothing twice"() {
    const {drafts, sent, tick} = drafting();
    drafts.typed("a", "1");
    drafts.typed("b", "x");
    drafts.flush("a");
    equal(sent, ["a=1"]);
    drafts.flush();
    tick();
    equal(sent, ["a=1", "b=x"]);
  },
  "a text counts as the learner's until the server has that very text"() {
    const {drafts, tick} = drafting();
    drafts.typed("a", "1");
    drafts.confirmed("a", "1");
    equal(drafts.has("a"), true);
    tick();
    drafts.confirmed("a", "older");
    equal([drafts.has("a"), drafts.unconfirmed()], [true, [["a", "1"]]]);
    drafts.confirmed("a", "1");
    equal([drafts.has("a"), drafts.unconfirmed()], [false, []]);
  },
  "after a reconnect only what was sent and not confirmed goes again"() {
    const {drafts, sent} = drafting();
    drafts.typed("a", "1");
    drafts.flush();
    drafts.typed("b", "x");
    drafts.resend();
    equal(sent, ["a=1", "a=1"]);
  },
  "what is dropped is never sent"() {
    const {drafts, sent, tick} = drafting();
    drafts.typed("a", "1");
    drafts.typed("b", "x");
    drafts.drop("a");
    tick();
    equal(sent, ["b=x"]);
    drafts.drop();
    equal(drafts.unconfirmed(), []);
  },
};
