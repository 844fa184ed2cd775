// @ts-check
/**
 * What stands beneath a cell, across its whole width: what its run did to Sessions and tables.
 * A part with a state of its own is a custom element; the others are functions of the run.
 *
 * @import {Run} from "../notebook.js"
 * @import {Answer, Ask, Statement} from "../protocol.js"
 */
import {html, nothing} from "lit-html";
import "./plan.js";
import "./session-steps.js";
import {rows} from "./rows.js";

/**
 * @typedef {object} BeneathActions
 * @property {(line: number) => void} light a line of the cell; 0 for none
 * @property {import("./session-steps.js").StepTo} stepTo
 * @property {(cell: string, line: number) => void} goTo
 * @property {(ask: Ask) => void} ask the kernel; the answer comes among the answers
 * @property {(source: string) => void} tryOut a source in place of the learner's
 * @property {Statement | null} explained the statement whose plan is shown
 * @property {() => void} unexplain
 */

/**
 * @param {Run} run
 * @param {ReadonlyMap<string, Answer>} answers to what was asked, by `keyOf`
 * @param {BeneathActions} actions
 */
export function beneath(run, answers, actions) {
  const {explained: statement, unexplain: close, ask} = actions;
  return html`
    ${statement ? html`<statement-plan .state=${{statement, answers, ask, close}}></statement-plan>` : nothing}
    ${run.rows.length > 0 ? html`<div class="changes">${rows(run.rows, run.trace, answers, ask)}</div>` : nothing}
    ${run.context || run.steps.length > 0
      ? html`<session-steps class="context" .stepTo=${actions.stepTo} .run=${run}></session-steps>`
      : nothing}`;
}
