// @ts-check
/**
 * What Sessions held in a run, step by step: a slider over its steps, the last place after the cell.
 *
 * @import {Run} from "../notebook.js"
 */
import {html, nothing, render} from "lit-html";
import {counted, pending} from "../notebook.js";
import {shown, whereabouts} from "../steps.js";
import {session} from "./context.js";

/** @typedef {(line: number, order: number) => void} StepTo shows a line of the cell and its trace up to a place; 0 and Infinity for all */

export class SessionSteps extends HTMLElement {
  /** @type {Run | null} */ #run = null;
  /** @type {StepTo} */ #stepTo = () => {};
  /** Where the reader has moved to; null for the end, wherever it is. @type {number | null} */ #place = null;

  /** @param {StepTo} stepTo */
  set stepTo(stepTo) {
    this.#stepTo = stepTo;
  }

  /** @param {Run} run */
  set run(run) {
    const before = this.#run;
    this.#run = run;
    if (before && before.number !== run.number && this.#place !== null) {
      this.#place = null;
      this.#stepTo(0, Infinity);
    }
    if (before?.steps !== run.steps || before?.context !== run.context || before?.state !== run.state || before?.shown !== run.shown) {
      this.#draw();
    }
  }

  disconnectedCallback() {
    if (this.#place !== null) {
      this.#place = null;
      this.#stepTo(0, Infinity);
    }
  }

  /** @param {number} place */
  #goTo(place) {
    const steps = this.#run?.steps ?? [];
    this.#place = place >= steps.length ? null : Math.max(0, place);
    const {line, order} = shown(steps, null, this.#place ?? steps.length);
    this.#draw();
    this.#stepTo(line, order);
  }

  #draw() {
    const run = this.#run;
    if (!run) {
      return;
    }
    const end = run.steps.length;
    const place = this.#place ?? end;
    const {sessions, leftOut, news, phrases} = shown(run.steps, run.context, place);
    const none = new Map();
    const number = place < end ? run.steps[place].session.number : 0;
    render(html`
      ${end > 0 ? this.#slider(run, place) : nothing}
      ${phrases.length > 0 ? html`<p class="phrases">${phrases.join(" · ")}</p>` : nothing}
      ${sessions.map(one => session(one, place < end ? "" : ", after this cell", one.number === number ? news : none))}
      ${leftOut > 0 ? html`<p class="soft">${counted(leftOut, "more open Session")}</p>` : nothing}
      ${place === end && sessions.length === 0 && !pending(run) ? html`<p class="soft">No Session is open after this cell.</p>` : nothing}`,
    this);
  }

  /**
   * @param {Run} run
   * @param {number} place
   */
  #slider({steps, shown}, place) {
    const where = whereabouts(steps, place);
    const cut = shown.some(event => event.type === "truncated" && event.what === "steps");
    return html`
      <div class="steps">
        <p class="steps-title">The Session, step by step</p>
        <span class="steps-bar">
          <button type="button" class="step" aria-label="Previous step" ?disabled=${place === 0} @click=${() => this.#goTo(place - 1)}>‹</button>
          <input type="range" min="0" max=${steps.length} .value=${String(place)} aria-label="Step of this cell" aria-valuetext=${where}
              @input=${(/** @type {Event} */ event) => this.#goTo(Number(/** @type {HTMLInputElement} */ (event.target).value))}>
          <button type="button" class="step" aria-label="Next step" ?disabled=${place === steps.length} @click=${() => this.#goTo(place + 1)}>›</button>
        </span>
        <span class="whereabouts">${where}</span>
        ${cut ? html`<p class="soft cut">Not every step is told: at most 200 in a run, and of a line that runs often its first 10 times.</p>` : nothing}
      </div>`;
  }
}

customElements.define("session-steps", SessionSteps);
