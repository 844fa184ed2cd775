// @ts-check
import {mark, next, solved, verdict} from "../src/quiz.js";
import {untouched} from "../src/notebook.js";
import {after} from "./events.js";
import {equal} from "./check.js";

/** @returns {import("../src/protocol.js").Chose} */
const chose = (/** @type {number[]} */ choices, /** @type {number[]} */ right, missed = 0) =>
  ({type: "chose", seq: 1, quiz: "quiz-1", choices, right, missed});

export const tests = {
  "one choice is right or is not"() {
    equal([solved(chose([1], [1])), verdict(chose([1], [1]), false)], [true, "Right."]);
    equal([solved(chose([0], [], 1)), verdict(chose([0], [], 1), false)], [false, "Not that one."]);
    equal([mark(chose([0, 1], [1]), 1), mark(chose([0, 1], [1]), 0)], ["right", "not this one"]);
  },
  "of several choices it is said how many are wrong and how many lack"() {
    equal(verdict(chose([0, 1], [0, 1]), true), "Right.");
    equal(verdict(chose([0, 1, 2], [0, 1]), true), "Not quite: one of yours is not right.");
    equal(verdict(chose([0], [0], 1), true), "Not quite: one more is right.");
    equal(verdict(chose([0, 2], [0], 2), true), "Not quite: one of yours is not right, 2 more are right.");
    equal(verdict(chose([2], [], 2), true), "Not quite: yours is not right, others are.");
  },
  "a cell below proves it, where there is one"() {
    equal(next(chose([1], [1]), true), "Run the cell below: it proves it.");
    equal(next(chose([1], [1]), false), "");
    equal(next(chose([1], [], 1), true), "Choose again, or run the cell below to find out.");
    equal(next(chose([1], [], 1), false), "Choose again.");
  },
  "the latest answer counts, until the notebook is cleared"() {
    let n = after(untouched([["a", ""]]), chose([0], [], 1), chose([1], [1]));
    equal(n.choices.get("quiz-1")?.choices, [1]);
    n = after(n, {type: "cleared"});
    equal(n.choices.size, 0);
  },
};
