// @ts-check
/**
 * The header's right side: progress, connection and kernel, what can be done with the notebook.
 *
 * @import {Notebook} from "../notebook.js"
 * @import {LinkState} from "../link.js"
 */
import {html, nothing} from "lit-html";
import {busy, inLine, sleeps} from "../notebook.js";
import {runButton} from "../cell/run-button.js";
import {confirmed} from "./confirm.js";

/** @typedef {{done: number, of: number, solved: number, exercises: number}} Progress cells, and the exercises among them */
/**
 * @typedef {object} ToolbarState
 * @property {Notebook} notebook
 * @property {LinkState} link
 * @property {Progress} progress
 * @property {boolean} python whether the SQLAlchemy counterparts are open
 */
/**
 * @typedef {object} ToolbarActions
 * @property {() => void} runAll
 * @property {() => void} interrupt
 * @property {() => void} restart
 * @property {() => void} startOver
 * @property {() => void} togglePython
 * @property {() => void} model
 * @property {() => void} redraw
 */

const SHORTCUTS = [
  ["Shift + Enter", "run, go to the next cell"],
  ["Ctrl or ⌘ + Enter", "run, stay"],
  ["Ctrl or ⌘ + .", "interrupt"],
  ["Esc, then Tab", "leave an editor by Tab"],
];

/**
 * @param {ToolbarState} state
 * @param {ToolbarActions} actions
 */
export function toolbar({notebook, link, progress, python}, actions) {
  return html`
    ${standing(notebook, link)}
    <span class="progress">
      <progress value=${progress.done} max=${progress.of} aria-label="Progress"></progress>
      <span>${cellsOf(progress)}</span>
    </span>
    ${runButton({
      busy: busy(notebook), idle: "Run all", label: "", disabled: false,
      run: actions.runAll, interrupt: actions.interrupt,
    })}
    <button type="button" @click=${actions.model}>Model</button>
    ${menu(progress, python, actions)}`;
}

/** @param {Progress} progress */
function cellsOf({done, of, solved, exercises}) {
  return exercises > 0 ? `${solved} of ${exercises} exercises solved` : `${done} of ${of}`;
}

/**
 * @param {Progress} progress
 * @param {boolean} python
 * @param {ToolbarActions} actions
 */
function menu(progress, python, {restart, startOver, togglePython, redraw}) {
  return html`
    <details class="menu" @keydown=${closeOnEscape}>
      <summary>Notebook</summary>
      <div class="menu-body">
        <p class="menu-progress">${progress.done} of ${progress.of} cells done${
          progress.exercises > 0 ? `, ${progress.solved} of ${progress.exercises} exercises solved` : nothing}</p>
        <button type="button" aria-pressed=${python} @click=${togglePython}>SQLAlchemy beside every cell</button>
        ${confirmed({
          label: "Restart the kernel", yes: "Restart", act: restart,
          question: "Variables, classes and the database of this notebook go. Your text and results stay.",
        }, redraw)}
        ${confirmed({
          label: "Start the lesson over", yes: "Start over", act: startOver,
          question: "Every cell gets the lesson’s text again. Your edits and results go.",
        }, redraw)}
        <dl class="shortcuts">${SHORTCUTS.map(([keys, what]) => html`<dt>${keys}</dt><dd>${what}</dd>`)}</dl>
      </div>
    </details>`;
}

/** @param {KeyboardEvent} event */
function closeOnEscape(event) {
  if (event.key === "Escape") {
    closeMenu(/** @type {HTMLDetailsElement} */ (event.currentTarget));
  }
}

/** @param {HTMLDetailsElement | null} menu */
export function closeMenu(menu) {
  if (menu?.open) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
}

/**
 * Quiet while all is well.
 * @param {Notebook} notebook
 * @param {LinkState} link
 */
function standing(notebook, link) {
  if (link === "lost") {
    return html`<span class="standing lost">Connection lost, trying again</span>`;
  }
  const words = link === "connecting" ? "connecting" : kernelWords(notebook);
  return words ? html`<span class="standing">${words}</span>` : nothing;
}

/** @param {Notebook} notebook */
function kernelWords(notebook) {
  return inLine(notebook) || (sleeps(notebook) ? "kernel asleep" : KERNEL[notebook.kernel]);
}

/** @type {Record<Notebook["kernel"], string>} */
const KERNEL = {
  asleep: "",
  waiting: "",
  starting: "kernel starting",
  replaying: "running earlier cells again",
  ready: "",
  died: "kernel ended",
  restarted: "kernel restarted",
};
