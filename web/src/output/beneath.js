// @ts-check
/**
 * What stands beneath a cell, across its whole width: what its run did to Sessions and tables.
 * A part with a state of its own is a custom element; the others are functions of the run.
 *
 * @import {Run} from "../notebook.js"
 * @import {Answer, Ask, Compare, Statement} from "../protocol.js"
 */
import {html, nothing} from "lit-html";
import {comparison} from "./comparison.js";
import {findings} from "./findings.js";
import {rows} from "./rows.js";
import "./plan.js";
import "./session-steps.js";

/**
 * @typedef {object} BeneathActions
 * @property {(line: number) => void} light a line of the cell; 0 for none
 * @property {import("./session-steps.js").StepTo} stepTo
 * @property {(cell: string, line: number) => void} goTo
 * @property {(ask: Ask) => void} ask the kernel; the answer comes among the answers
 * @property {(compare: Compare) => void} compare variants of the cell
 * @property {() => void} interrupt whatever is under way
 * @property {(source: string) => void} tryOut a source in place of the learner's
 * @property {Statement | null} explained the statement whose plan is shown
 * @property {() => void} unexplain
 * @property {boolean} secret whether to keep to itself how to do better, as an exercise asks just that
 */

/**
 * @param {Run} run
 * @param {ReadonlyMap<string, Answer>} answers to what was asked, by `keyOf`
 * @param {BeneathActions} actions
 */
export function beneath(run, answers, actions) {
  const {explained: statement, unexplain: close, ask, secret} = actions;
  return html`
    ${findings(secret ? run.findings.map(finding => ({...finding, fixes: []})) : run.findings, actions)}
    ${secret ? nothing : comparison(run, actions)}
    ${statement ? html`<statement-plan .state=${{statement, answers, ask, close}}></statement-plan>` : nothing}
    ${run.context || run.steps.length > 0
      ? html`<session-steps class="context" .stepTo=${actions.stepTo} .run=${run}></session-steps>`
      : nothing}
    ${run.rows.length > 0 ? html`<div class="changes">${rows(run.rows, run.trace, answers, ask)}</div>` : nothing}`;
}
