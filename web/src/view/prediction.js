// @ts-check
/**
 * The question before a cell what it will send: four numbers to fill in, and after the run guess and
 * truth beside each other. The server renders the question; running without a guess is possible.
 *
 * @import {Cell, Run} from "../notebook.js"
 * @import {Counts} from "../protocol.js"
 */
import {html, nothing, render} from "lit-html";
import {pending} from "../notebook.js";
import {KINDS, comparable, difference, sent, verdict, words} from "../prediction.js";

const MOST = 999;

export class CellPrediction extends HTMLElement {
  #answer = document.createElement("div");
  /** @type {Cell | null} */ #cell = null;
  /** Whether the learner wants to fill in numbers in place of those that stand there. */
  #again = false;

  /** The cell that it is about. */
  get cell() {
    return this.dataset.cell ?? "";
  }

  start() {
    this.#answer.className = "prediction-answer";
    this.append(this.#answer);
    this.#draw();
  }

  /** @param {Cell} cell */
  show(cell) {
    if (cell.run?.number !== this.#cell?.run?.number || cell.guess !== this.#cell?.guess) {
      this.#again = false;
    }
    const before = this.#cell;
    this.#cell = cell;
    if (before?.run?.state !== cell.run?.state || before?.guess !== cell.guess || before?.run?.guess !== cell.run?.guess) {
      this.#draw();
    }
  }

  #draw() {
    render(this.#shown(this.#cell?.run ?? null, this.#cell?.guess ?? null), this.#answer);
  }

  /**
   * @param {Run | null} run
   * @param {Counts | null} guess
   */
  #shown(run, guess) {
    const ended = run !== null && !pending(run) && comparable(run);
    if (this.#again || !guess && !ended) {
      return this.#form(guess);
    }
    if (ended && (run.guess || !guess)) {
      return html`
        ${run.guess ? table(run.guess, sent(run)) : nothing}
        <p class="prediction-verdict">${verdict(run)} ${this.#change(run.guess ? "Predict again" : "Predict the next run")}</p>`;
    }
    return html`<p class="prediction-verdict">You say: ${words(guess ?? NONE)}.
      ${pending(run) ? nothing : html`Run the cell to see. ${this.#change("Change")}`}</p>`;
  }

  /** @param {string} label */
  #change(label) {
    const open = () => {
      this.#again = true;
      this.#draw();
      this.querySelector("input")?.focus();
    };
    return html`<button type="button" class="quiet" @click=${open}>${label}</button>`;
  }

  /** @param {Counts | null} guess */
  #form(guess) {
    const from = guess ?? NONE;
    return html`
      <form class="guess" aria-label="Statements that cell ${this.cell} will send" @submit=${this.#predict}>
        ${KINDS.map(({kind, noun}) => html`
          <label><span>${noun}</span><input type="number" name=${kind} min="0" max=${MOST} step="1" required
            inputmode="numeric" value=${from[kind]}></label>`)}
        <button>Predict</button>
      </form>`;
  }

  /** Tells the guess, and goes on to what comes next: the cell's Run. @param {SubmitEvent} event */
  #predict = event => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const numbers = new FormData(form);
    const guess = Object.fromEntries(KINDS.map(({kind}) => [kind, Number(numbers.get(kind))]));
    this.dispatchEvent(new CustomEvent("question-answered", {bubbles: true, detail: {type: "predict", cell: this.cell, ...guess}}));
    this.#again = false;
    const run = /** @type {HTMLElement | null} */ (document.querySelector(`notebook-cell[data-cell="${this.cell}"] .bar .run`));
    run?.focus({preventScroll: true});
  };
}

/** @type {Counts} */
const NONE = {selects: 0, inserts: 0, updates: 0, deletes: 0};

/**
 * @param {Counts} said
 * @param {Counts} truth
 */
function table(said, truth) {
  return html`
    <table class="said">
      <thead><tr><td></td>${KINDS.map(({noun}) => html`<th scope="col">${noun}</th>`)}</tr></thead>
      <tbody>
        <tr><th scope="row">You said</th>${KINDS.map(({kind}) => html`<td>${said[kind]}</td>`)}</tr>
        <tr><th scope="row">It sent</th>${KINDS.map(({kind}) => html`<td>${truth[kind]} ${mark(said[kind], truth[kind])}</td>`)}</tr>
      </tbody>
    </table>`;
}

/**
 * Nothing said and nothing sent needs no word.
 * @param {number} said
 * @param {number} truth
 */
function mark(said, truth) {
  if (said === 0 && truth === 0) {
    return nothing;
  }
  return said === truth
    ? html`<span class="as-said"><span aria-hidden="true">✓</span><span class="visually-hidden">${difference(said, truth)}</span></span>`
    : html`<span class="otherwise">${difference(said, truth)}</span>`;
}
