// @ts-check
/**
 * What came of an answer to a quiz, in words. Pure.
 *
 * @import {Chose} from "./protocol.js"
 */

/** Whether everything right was chosen, and nothing else. @param {Chose} chose */
export function solved({choices, right, missed}) {
  return missed === 0 && choices.length === right.length;
}

/**
 * Of one choice that was made: `right`, `not this one`.
 * @param {Chose} chose
 * @param {number} choice
 */
export function mark({right}, choice) {
  return right.includes(choice) ? "right" : "not this one";
}

/**
 * What to do next; empty if there is nothing.
 * @param {Chose} chose
 * @param {boolean} proof whether a cell below shows what is right
 */
export function next(chose, proof) {
  if (solved(chose)) {
    return proof ? "Run the cell below: it proves it." : "";
  }
  return proof ? "Choose again, or run the cell below to find out." : "Choose again.";
}

/**
 * Of the answer as a whole.
 * @param {Chose} chose
 * @param {boolean} many whether several choices may be right
 */
export function verdict(chose, many) {
  if (solved(chose)) {
    return "Right.";
  }
  if (!many) {
    return "Not that one.";
  }
  const {choices, right, missed} = chose;
  const wrong = choices.length - right.length;
  const more = missed === 0 ? "" : right.length === 0 ? "others are" : missed === 1 ? "one more is right" : `${missed} more are right`;
  const less = wrong === 0 ? "" : choices.length === 1 ? "yours is not right" : wrong === 1 ? "one of yours is not right" : `${wrong} of yours are not right`;
  return `Not quite: ${[less, more].filter(Boolean).join(", ")}.`;
}
