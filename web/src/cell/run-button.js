// @ts-check
/** Run while nothing runs, Interrupt while something does: one button, so that it keeps the focus. */
import {html} from "lit-html";

/**
 * @param {object} button
 * @param {boolean} button.busy
 * @param {string} button.idle what it says while nothing runs
 * @param {string} button.label what it acts on, for screen readers; empty if that goes without saying
 * @param {boolean} button.disabled whether nothing can be run
 * @param {() => void} button.run
 * @param {() => void} button.interrupt
 */
export function runButton({busy, idle, label, disabled, run, interrupt}) {
  const words = busy ? "Interrupt" : idle;
  // The second click of a double click is not meant for what the button has become.
  const click = (/** @type {MouseEvent} */ event) => event.detail < 2 && (busy ? interrupt() : run());
  return html`<button type="button" class=${busy ? "stop" : "run"} ?disabled=${disabled && !busy}
    aria-label=${`${words} ${label}`.trim()} @click=${click}>${words}</button>`;
}
