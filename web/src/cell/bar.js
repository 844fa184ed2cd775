// @ts-check
/**
 * The bar below a cell's code: what one can do with the cell, and how its last run went.
 *
 * @import {Run} from "../notebook.js"
 */
import {html, nothing} from "lit-html";
import {counts, pending} from "../notebook.js";
import {runButton} from "./run-button.js";
import {duration} from "../trace.js";

/**
 * @typedef {object} BarState
 * @property {string} name
 * @property {Run | null} run
 * @property {string} waits what it waits for, in words; empty unless it is queued
 * @property {number} elapsed milliseconds since the run was seen to start
 * @property {boolean} edited
 * @property {boolean} outdated whether the text has changed since it ran
 * @property {boolean} meant whether the lesson lets this cell fail on purpose
 * @property {boolean} exercise
 * @property {string} problem why the cell cannot be run; empty if it can
 */
/** @typedef {{run: () => void, runTo: () => void, interrupt: () => void, reset: () => void}} BarActions */

/**
 * @param {BarState} state
 * @param {BarActions} actions
 */
export function bar(state, actions) {
  const {name, run, edited, exercise} = state;
  const reset = exercise ? "Start again" : "Reset";
  const label = `cell ${name}`;
  return html`
    ${runButton({
      busy: pending(run), label, disabled: state.problem !== "", idle: "Run",
      run: actions.run, interrupt: actions.interrupt,
    })}
    <span class="result">${state.problem ? html`<b class="bad">${state.problem}</b>` : result(state)}</span>
    <span class="extras">
      ${edited ? html`<button type="button" class="quiet" aria-label="${reset}, ${label}"
          title="Put back the lesson’s text" @click=${actions.reset}>${reset}</button>` : nothing}
      <span class="either">
        <button type="button" class="quiet to-here" aria-label="Run to here, ${label}" ?disabled=${pending(run)}
            title="Run every cell from the first to this one" @click=${actions.runTo}>Run to here</button>
        <span class="name">${name}</span>
      </span>
    </span>`;
}

/** @param {BarState} state */
function result({run, waits, elapsed, outdated, meant}) {
  if (!run) {
    return nothing;
  }
  const more = [
    counts(run),
    !pending(run) && run.earlier && run.state !== "died" ? "from an earlier kernel" : "",
    !pending(run) && outdated ? "edited" : "",
  ].filter(Boolean).map(words => html` · ${words}`);
  return html`${standing(run, waits, elapsed, meant)}<span class="counts">${more}</span>`;
}

/**
 * @param {Run} run
 * @param {string} waits
 * @param {number} elapsed
 * @param {boolean} meant
 */
function standing({state, millis, checked}, waits, elapsed, meant) {
  switch (state) {
    case "queued":
      return html`<span class="soft">${waits}</span>`;
    case "running":
      return html`<span class="running">running ${(elapsed / 1000).toFixed(1)} s</span>`;
    case "ok":
      return checked?.passed === false ? html`<span class="soft">ran in ${duration(millis)}</span>` : html`<span class="good"><span aria-hidden="true">✓</span><span class="visually-hidden">done in</span></span>
        <span class="soft">${duration(millis)}</span>`;
    case "failed":
      return meant
        ? html`<span class="good"><span aria-hidden="true">✓</span> failed, as it should</span>`
        : html`<b class="bad">failed</b> <span class="soft">after ${duration(millis)}</span>`;
    case "interrupted":
      return html`<b class="bad">interrupted</b> <span class="soft">after ${duration(millis)}</span>`;
    case "died":
      return html`<b class="bad">the kernel ended under it</b>`;
    case "skipped":
      return html`<span class="soft">skipped, since a cell before it did not finish</span>`;
  }
}
