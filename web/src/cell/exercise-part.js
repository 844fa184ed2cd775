// @ts-check
/**
 * The part of a cell that makes it an exercise. Hints and solution come with the page, out of sight.
 *
 * @import {Cell} from "../notebook.js"
 */
import {html, nothing, render} from "lit-html";
import {Editor} from "../editor/editor.js";
import {exercise} from "./exercise.js";

/**
 * @typedef {object} PartActions
 * @property {(what: "hint" | "solution") => void} reveal
 * @property {(source: string) => void} use puts a source in place of the learner's, which undo brings back
 */

export class ExercisePart {
  element = document.createElement("div");
  #actions;
  #standing;
  #name;
  /** @type {HTMLElement[]} */ #hints;
  #source;
  /** Of the solution, which it would tell. */ #counterpart;
  #nonce;
  /** @type {HTMLElement | null} */ #solution = null;
  /** @type {Cell | null} */ #cell = null;
  #open = false;
  /** What the learner has asked for and is to be led to when it comes; a selector, empty for nothing. */
  #awaited = "";
  #asking = false;

  /**
   * @param {HTMLElement} cell as the server rendered it
   * @param {string} nonce of the page's content security policy
   * @param {PartActions} actions
   */
  constructor(cell, nonce, actions) {
    this.#actions = actions;
    this.#nonce = nonce;
    this.#name = cell.dataset.cell ?? "";
    this.#standing = /** @type {HTMLElement} */ (cell.querySelector(".exercise-standing"));
    this.#hints = [...cell.querySelectorAll("template.hint")].map(template => contents(template));
    this.#source = contents(cell.querySelector("template.solution")).textContent ?? "";
    this.#counterpart = /** @type {HTMLElement | null} */ (cell.querySelector("details.python"));
    this.element.className = "exercise";
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", `Exercise ${this.#name}`);
  }

  /** @param {Cell | null} cell */
  show(cell) {
    const more = cell?.revealed !== this.#cell?.revealed;
    this.#cell = cell;
    this.#draw();
    if (more && this.#awaited) {
      /** @type {HTMLElement | null} */ (this.element.querySelector(this.#awaited))?.focus();
      this.#awaited = "";
    }
  }

  #draw() {
    const cell = this.#cell;
    if (!cell) {
      return;
    }
    const state = {cell, hints: this.#hints, solution: this.#shownSolution(cell), open: this.#open, asking: this.#asking};
    if (this.#counterpart) {
      this.#counterpart.hidden = !cell.passed && !cell.revealed.solution;
    }
    render(cell.passed ? html`<span aria-hidden="true">✓</span> solved` : nothing, this.#standing);
    render(exercise(state, {
      hint: () => this.#reveal("hint", ".hints li:last-child"),
      solution: () => this.#reveal("solution", ".solution > summary"),
      ask: asking => this.#ask(asking),
      use: () => this.#actions.use(this.#source),
    }), this.element);
  }

  /**
   * @param {"hint" | "solution"} what
   * @param {string} place where it will stand
   */
  #reveal(what, place) {
    this.#open ||= what === "solution";
    this.#asking = false;
    this.#awaited = place;
    this.#actions.reveal(what);
    this.#draw();
  }

  /** @param {boolean} asking */
  #ask(asking) {
    this.#asking = asking;
    this.#draw();
    /** @type {HTMLElement | null} */ (this.element.querySelector(asking ? ".sure" : ".help .quiet"))?.focus();
  }

  /** Made when it is first wanted. @param {Cell} cell */
  #shownSolution({revealed}) {
    if (this.#solution === null && revealed.solution) {
      this.#solution = document.createElement("div");
      this.#solution.className = "code";
      new Editor({
        parent: this.#solution, source: this.#source, nonce: this.#nonce, locked: true,
        label: `Solution of exercise ${this.#name}`,
        typed() {}, left() {}, run() {}, pointed() {},
      });
    }
    return this.#solution;
  }
}

/** @param {Element | null} template */
function contents(template) {
  const element = document.createElement("div");
  if (template instanceof HTMLTemplateElement) {
    element.append(document.importNode(template.content, true));
  }
  return element;
}
