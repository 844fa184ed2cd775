// @ts-check
/**
 * A cell of the page. The server renders its text; here it gets its editor, its bar, its lane and
 * its output. What the learner wants is told by `cell-…` events; what is shown comes by `show`.
 *
 * @import {Cell, Run} from "../notebook.js"
 * @import {Answer, Ask, Compare, Statement} from "../protocol.js"
 */
import {nothing, render} from "lit-html";
import {edited, pending} from "../notebook.js";
import {namesOf, stage as stageOf} from "../stage.js";
import {marks} from "../trace.js";
import {Editor} from "../editor/editor.js";
import {beneath} from "../output/beneath.js";
import {lane} from "../output/lane.js";
import {stage} from "../output/stage.js";
import {output} from "../output/output.js";
import {bar} from "./bar.js";
import {ExercisePart} from "./exercise-part.js";

/** Characters of a cell that the server takes. */
const LONGEST = 65_536;
const TICK = 100;

export class NotebookCell extends HTMLElement {
  /** @type {Editor | null} */ #editor = null;
  /** @type {Cell | null} */ #cell = null;
  #bar = part("div", "bar");
  #lane = part("div", "lane");
  #output = part("div", "output");
  #beneath = part("div", "beneath");
  /** @type {ExercisePart | null} */ #exercise = null;
  /** @type {ReadonlyMap<string, Answer>} */ #answers = new Map();
  #waits = "";
  #missing = false;
  #begun = 0;
  #ticking = 0;
  /** Rows of a long lane; 0 for its short form. */
  #wanted = 0;
  /** @type {Statement | null} */ #explained = null;
  /** Where the reader stands in the steps of the run; all of it is done at the end. */
  #step = {line: 0, order: Infinity};

  get name() {
    return this.dataset.cell ?? "";
  }

  /** The learner's text as it stands. */
  get source() {
    return this.#editor?.source ?? this.querySelector(".code code")?.textContent ?? "";
  }

  set source(source) {
    if (this.#editor && this.#editor.source !== source) {
      this.#editor.source = source;
      this.#drawBar();
    }
  }

  get isExercise() {
    return "exercise" in this.dataset;
  }

  get runnable() {
    return this.source.trim() !== "" && this.source.length <= LONGEST;
  }

  /**
   * Replaces the server's text by an editor.
   * @param {string} nonce of the page's content security policy
   */
  start(nonce) {
    const source = this.source;
    const code = /** @type {HTMLElement} */ (this.querySelector(".code"));
    code.replaceChildren();
    this.#editor = new Editor({
      parent: code, source, nonce,
      label: `Code of cell ${this.name}`,
      locked: "locked" in this.dataset,
      typed: () => this.#typed(),
      left: () => this.#tell("cell-left"),
      run: advance => this.#run(advance),
      pointed: line => this.#light(line),
    });
    const above = code.parentElement === this ? code : /** @type {Element} */ (code.parentElement);
    const work = part("div", "work");
    const beside = part("div", "beside");
    above.replaceWith(beside);
    work.append(above, this.#bar, this.#output);
    if (this.isExercise) {
      this.#exercise = new ExercisePart(this, nonce, {
        reveal: what => this.#tell("cell-reveal", what),
        use: source => {
          this.#put(source);
          this.enter();
        },
      });
      this.#bar.after(this.#exercise.element);
    }
    beside.append(work, this.#lane);
    beside.after(this.#beneath);
    this.#output.setAttribute("role", "group");
    this.#output.setAttribute("aria-label", `Result of cell ${this.name}`);
    this.#beneath.setAttribute("role", "group");
    this.#beneath.setAttribute("aria-label", `What cell ${this.name} did`);
    this.#lane.setAttribute("role", "region");
    this.#lane.setAttribute("aria-label", `SQL of cell ${this.name}`);
    this.#draw();
  }

  /**
   * @param {Cell} cell
   * @param {string} waits what its run waits for
   * @param {boolean} missing whether the kernel lacks what a cell above defines
   * @param {ReadonlyMap<string, Answer>} answers to what was asked, by `keyOf`
   */
  show(cell, waits, missing, answers) {
    if (cell === this.#cell && waits === this.#waits && missing === this.#missing && answers === this.#answers) {
      return;
    }
    const before = this.#cell?.run ?? null;
    this.#cell = cell;
    this.#waits = waits;
    this.#missing = missing;
    this.#answers = answers;
    this.#timed(cell.run);
    if (before?.trace !== cell.run?.trace || before?.folded !== cell.run?.folded || before?.number !== cell.run?.number) {
      this.#editor?.mark(marks(cell.run?.trace ?? [], cell.run?.folded?.alike));
    }
    if (before?.shown !== cell.run?.shown) {
      this.#editor?.fault(faultOf(cell.run));
    }
    this.#draw();
  }

  /** Puts the cursor into the editor. @param {number} [line] */
  enter(line) {
    this.querySelector("details.code-fold")?.setAttribute("open", "");
    if (line) {
      this.#editor?.goTo(line);
    } else {
      this.#editor?.focus();
    }
  }

  #draw() {
    const run = this.#cell?.run ?? null;
    if (this.#explained?.run !== run?.number) {
      this.#explained = null;
    }
    const hasLane = run !== null && run.trace.length > 0;
    this.classList.toggle("traced", hasLane);
    this.classList.toggle("earlier", run?.earlier === true && !pending(run));
    this.dataset.state = run?.state ?? "";
    this.#drawBar();
    this.#exercise?.show(this.#cell);
    this.#lane.classList.toggle("grown", this.#wanted > 0);
    render(hasLane ? this.#traced(run) : nothing, this.#lane);
    render(run ? output(run, this.#outputState(), this.#outputActions()) : nothing, this.#output);
    render(run ? beneath(run, this.#answers, this.#beneathActions()) : nothing, this.#beneath);
    this.#dimLater();
  }

  /** One lane, or a stage where Sessions worked at the same time. @param {Run} run */
  #traced(run) {
    const staged = stageOf(run.trace, namesOf(run.steps, run.context));
    this.classList.toggle("staged", staged !== null);
    return staged
      ? stage(staged, this.#laneActions())
      : lane(run.trace, run.flushes, run.folded, this.#wanted, this.#laneActions());
  }

  #drawBar() {
    const run = this.#cell?.run ?? null;
    const state = {
      name: this.name, run,
      waits: this.#waits,
      elapsed: performance.now() - this.#begun,
      edited: this.#cell !== null && edited({...this.#cell, source: this.source}),
      outdated: run !== null && run.source !== this.source,
      meant: "fails" in this.dataset,
      exercise: this.isExercise,
      problem: this.source.length > LONGEST ? `too long: a cell holds ${LONGEST.toLocaleString("en")} characters` : "",
    };
    render(bar(state, {
      run: () => this.#run(false),
      runTo: () => this.#tell("cell-run-to"),
      interrupt: () => this.#tell("cell-interrupt"),
      reset: () => this.#tell("cell-reset"),
    }), this.#bar);
  }

  #outputState() {
    return {meant: "fails" in this.dataset, missing: this.#missing};
  }

  #outputActions() {
    return {
      goTo: (/** @type {string} */ cell, /** @type {number} */ line) => this.#goTo(cell, line),
      runTo: () => this.#tell("cell-run-to"),
    };
  }

  #beneathActions() {
    return {
      light: (/** @type {number} */ line) => this.#light(line),
      stepTo: (/** @type {number} */ line, /** @type {number} */ order) => this.#stepTo(line, order),
      goTo: (/** @type {string} */ cell, /** @type {number} */ line) => this.#goTo(cell, line),
      ask: (/** @type {Ask} */ ask) => this.#tell("cell-ask", ask),
      compare: (/** @type {Compare} */ compare) => this.#tell("cell-ask", compare),
      interrupt: () => this.#tell("cell-interrupt"),
      tryOut: (/** @type {string} */ source) => this.#tryOut(source),
      explained: this.#explained,
      unexplain: () => this.#explain(null),
      secret: this.isExercise && !this.#cell?.passed && !this.#cell?.revealed.solution,
    };
  }

  /** Shows the plan of a statement, which the database is asked for; of none. @param {Statement | null} statement */
  #explain(statement) {
    this.#explained = statement;
    if (statement) {
      const {run, cell, order} = statement;
      this.#tell("cell-ask", {type: "explain", run, cell, order});
    }
    this.#draw();
    this.#beneath.querySelector("statement-plan")?.scrollIntoView({block: "nearest"});
  }

  /** Puts a source in place of the learner's, which undo brings back, and runs it. @param {string} source */
  #tryOut(source) {
    this.#put(source);
    this.#run(false);
  }

  /** @param {string} source */
  #put(source) {
    this.source = source;
    this.#typed();
  }

  #laneActions() {
    return {
      light: (/** @type {number} */ line) => this.#light(line),
      goTo: (/** @type {string} */ cell, /** @type {number} */ line) => this.#goTo(cell, line),
      explain: pending(this.#cell?.run ?? null) ? null : (/** @type {Statement} */ statement) => this.#explain(statement),
      want: (/** @type {number} */ rows) => {
        this.#wanted = rows;
        this.#draw();
      },
    };
  }

  /** Shows time pass while the cell runs. @param {Run | null} run */
  #timed(run) {
    const running = run?.state === "running";
    if (running && !this.#ticking) {
      this.#begun = performance.now();
      this.#ticking = window.setInterval(() => this.#drawBar(), TICK);
    } else if (!running && this.#ticking) {
      window.clearInterval(this.#ticking);
      this.#ticking = 0;
    }
  }

  #typed() {
    this.#drawBar();
    if (this.source.length <= LONGEST) {
      this.#tell("cell-typed");
    }
  }

  /** @param {boolean} advance */
  #run(advance) {
    if (this.runnable && !pending(this.#cell?.run ?? null)) {
      this.#tell("cell-run");
    }
    if (advance) {
      this.#tell("cell-advance");
    }
  }

  /** Lights a line and the statements that it caused; 0 puts all out. @param {number} line */
  #light(line) {
    this.#editor?.light(line || this.#step.line);
    for (const statement of this.#lane.querySelectorAll(".statement")) {
      const own = line > 0 && /** @type {HTMLElement} */ (statement).dataset.line === String(line);
      statement.classList.toggle("lit", own);
    }
  }

  /**
   * Shows the cell as it was when a line had run: what comes later in the lane is dimmed.
   * @param {number} line
   * @param {number} order
   */
  #stepTo(line, order) {
    this.#step = {line, order};
    this.#light(0);
    this.#dimLater();
  }

  #dimLater() {
    for (const statement of this.#lane.querySelectorAll(".statement")) {
      const {order} = /** @type {HTMLElement} */ (statement).dataset;
      statement.classList.toggle("later", Number(order) > this.#step.order);
    }
  }

  /**
   * @param {string} cell
   * @param {number} line
   */
  #goTo(cell, line) {
    this.#tell("cell-go-to", {cell, line});
  }

  /**
   * @param {string} type
   * @param {unknown} [detail]
   */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {bubbles: true, detail}));
  }
}

/**
 * @param {string} tag
 * @param {string} className
 */
function part(tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

/** Where in the cell the run went wrong. @param {Run | null} run */
function faultOf(run) {
  const failed = run?.shown.find(event => event.type === "failed");
  if (failed?.type !== "failed" || failed.failure.line === 0) {
    return null;
  }
  const {line, column, endLine, endColumn, message, type} = failed.failure;
  return {line, column, endLine, endColumn, message: message || type};
}
