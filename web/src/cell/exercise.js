// @ts-check
/**
 * What an exercise says below its cell: the verdict of its check, the hints asked for, the solution.
 *
 * @import {Cell} from "../notebook.js"
 * @import {Checked} from "../protocol.js"
 */
import {html, nothing} from "lit-html";
import {pending} from "../notebook.js";

/**
 * @typedef {object} ExerciseState
 * @property {Cell} cell
 * @property {readonly Node[]} hints all there are, in order
 * @property {Node | null} solution once it was asked for
 * @property {boolean} open whether the solution is unfolded
 * @property {boolean} asking whether the learner is asked if the solution shall be shown already
 */
/**
 * @typedef {object} ExerciseActions
 * @property {() => void} hint
 * @property {() => void} solution
 * @property {(asking: boolean) => void} ask
 * @property {() => void} use puts the solution in place of the learner's text
 */

/**
 * @param {ExerciseState} state
 * @param {ExerciseActions} actions
 */
export function exercise(state, actions) {
  const {cell, hints} = state;
  const shown = hints.slice(0, cell.revealed.hints);
  const checked = pending(cell.run) ? null : cell.run?.checked ?? null;
  return html`
    ${checked ? verdict(checked) : nothing}
    ${shown.length > 0
      ? html`<ol class="hints" aria-label="Hints">${shown.map(hint => html`<li class="prose" tabindex="-1">${hint}</li>`)}</ol>`
      : nothing}
    ${cell.revealed.solution ? solution(state, actions) : nothing}
    ${help(state, actions)}`;
}

/** @param {Checked} checked */
function verdict({passed, message, detail}) {
  if (passed) {
    return html`<p class="verdict solved"><span aria-hidden="true">✓</span> <b>Solved.</b></p>`;
  }
  return html`
    <div class="verdict unsolved">
      <p><b>Not yet.</b> ${withCode(message)}</p>
      ${detail === "" ? nothing : html`<details><summary>What the check saw</summary><pre tabindex="0">${detail}</pre></details>`}
    </div>`;
}

/** Words between backticks are code. @param {string} text */
function withCode(text) {
  return text.split(/`([^`\n]+)`/).map((part, i) => i % 2 === 1 ? html`<code>${part}</code>` : part);
}

/**
 * @param {ExerciseState} state
 * @param {ExerciseActions} actions
 */
function solution({solution, open}, {use}) {
  return html`
    <details class="solution" ?open=${open}>
      <summary>The solution</summary>
      ${solution}
      <p><button type="button" title="Puts it into the cell; undo brings your text back" @click=${use}>Use it</button></p>
    </details>`;
}

/**
 * What can be asked for next; once the solution is there, nothing.
 * @param {ExerciseState} state
 * @param {ExerciseActions} actions
 */
function help({cell: {revealed, run}, hints, asking}, actions) {
  if (revealed.solution) {
    return nothing;
  }
  if (asking) {
    return sure(actions);
  }
  const left = hints.length - revealed.hints;
  const tried = run?.state === "ok" || run?.state === "failed";
  const show = left === 0 || tried ? actions.solution : () => actions.ask(true);
  return html`<p class="help">
    ${left > 0 ? html`<button type="button" class="hint" @click=${once(actions.hint)}>${
      revealed.hints === 0 ? "Show a hint" : "Show another hint"} <span class="soft">${revealed.hints + 1} of ${hints.length}</span></button>` : nothing}
    <button type="button" class="quiet" @click=${show}>Show the solution</button></p>`;
}

/** The second click of a double click is not meant for the next hint. @param {() => void} act */
function once(act) {
  return (/** @type {MouseEvent} */ event) => event.detail < 2 && act();
}

/** @param {ExerciseActions} actions */
function sure({ask, solution}) {
  return html`
    <p class="help" role="group" aria-label="Show the solution?">
      <span>You have not tried yet, and there are hints. Show the solution?</span>
      <button type="button" class="sure" @click=${solution}>Show it</button>
      <button type="button" class="quiet" @click=${() => ask(false)}>Try first</button>
    </p>`;
}
