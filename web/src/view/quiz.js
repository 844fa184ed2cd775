// @ts-check
/**
 * A quiz: the server renders question and choices; here they can be answered, as often as wanted.
 *
 * @import {Chose} from "../protocol.js"
 */
import {html, nothing, render} from "lit-html";
import {mark, next, solved, verdict} from "../quiz.js";

export class LessonQuiz extends HTMLElement {
  /** @type {Chose | null} */ #chose = null;
  #foot = document.createElement("div");

  get name() {
    return this.dataset.quiz ?? "";
  }

  /** Whether several choices may be made. */
  get #many() {
    return "many" in this.dataset;
  }

  start() {
    this.#foot.className = "quiz-foot";
    this.append(this.#foot);
    this.addEventListener("change", () => this.#draw());
    this.#draw();
  }

  /** @param {Chose | null} chose */
  show(chose) {
    if (chose?.seq === this.#chose?.seq) {
      return;
    }
    this.#chose = chose;
    this.#inputs().forEach((input, choice) => {
      input.checked = chose?.choices.includes(choice) ?? false;
    });
    this.#draw();
  }

  #inputs() {
    return [...this.querySelectorAll("input")];
  }

  /** Places of what is ticked now. */
  #ticked() {
    return this.#inputs().flatMap((input, choice) => input.checked ? [choice] : []);
  }

  #draw() {
    const ticked = this.#ticked();
    const answer = this.#chose && String(this.#chose.choices) === String(ticked) ? this.#chose : null;
    this.querySelectorAll(".choice-mark").forEach((place, choice) =>
      render(answer?.choices.includes(choice) ? marked(answer, choice) : nothing, /** @type {HTMLElement} */ (place)));
    render(this.#footing(answer, ticked), this.#foot);
  }

  /**
   * @param {Chose | null} answer to what is ticked now
   * @param {number[]} ticked
   */
  #footing(answer, ticked) {
    return html`
      <button type="button" ?disabled=${ticked.length === 0} @click=${this.#check}>Check answer</button>
      <span role="status" class="quiz-verdict">${answer
        ? html`<b class=${solved(answer) ? "good" : ""}>${verdict(answer, this.#many)}</b>`
        : nothing} ${answer ? next(answer, "proof" in this.dataset) : nothing}</span>`;
  }

  #check = () => {
    const detail = {type: "choose", quiz: this.name, choices: this.#ticked()};
    this.dispatchEvent(new CustomEvent("question-answered", {bubbles: true, detail}));
  };
}

/**
 * @param {Chose} answer
 * @param {number} choice
 */
function marked(answer, choice) {
  const right = answer.right.includes(choice);
  return html`<span class=${right ? "good" : "bad"}><span aria-hidden="true">${right ? "✓" : "✗"}</span> ${mark(answer, choice)}</span>`;
}
