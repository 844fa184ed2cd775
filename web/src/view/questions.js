// @ts-check
/**
 * The questions of a lesson, predictions and quizzes, and the answers to them.
 *
 * @import {Notebook} from "../notebook.js"
 * @import {Answering} from "../protocol.js"
 * @import {CellPrediction} from "./prediction.js"
 * @import {LessonQuiz} from "./quiz.js"
 */

export class Questions {
  /** @type {CellPrediction[]} */ #predictions;
  /** @type {LessonQuiz[]} */ #quizzes;

  /**
   * @param {Document} page
   * @param {(answering: Answering) => void} send
   */
  constructor(page, send) {
    this.#predictions = [...page.querySelectorAll("cell-prediction")].map(e => /** @type {CellPrediction} */ (e));
    this.#quizzes = [...page.querySelectorAll("lesson-quiz")].map(e => /** @type {LessonQuiz} */ (e));
    page.addEventListener("question-answered", event => send(/** @type {CustomEvent} */ (event).detail));
  }

  start() {
    this.#predictions.forEach(prediction => prediction.start());
    this.#quizzes.forEach(quiz => quiz.start());
  }

  /** @param {Notebook} notebook */
  show(notebook) {
    for (const prediction of this.#predictions) {
      const cell = notebook.cells.get(prediction.cell);
      if (cell) {
        prediction.show(cell);
      }
    }
    this.#quizzes.forEach(quiz => quiz.show(notebook.choices.get(quiz.name) ?? null));
  }
}
