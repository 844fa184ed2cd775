// @ts-check
/**
 * The notebook's page: shows a notebook, and turns what the learner does into Commands.
 *
 * @import {Notebook} from "../notebook.js"
 * @import {LinkState} from "../link.js"
 * @import {Command} from "../protocol.js"
 * @import {Drafts} from "../drafts.js"
 */
import {html, nothing, render} from "lit-html";
import {NotebookCell} from "../cell/cell.js";
import {busy, waits} from "../notebook.js";
import {announcement} from "./announcer.js";
import {Counterparts} from "./counterparts.js";
import {Questions} from "./questions.js";
import {bringInView} from "./reading.js";
import {ModelPanel} from "./model.js";
import {Sections} from "./sections.js";
import {closeMenu, toolbar} from "./toolbar.js";

const SCRATCH = "scratch";

export class Page {
  /** @type {Map<string, NotebookCell>} */ #cells;
  #page;
  #send;
  #drafts;
  #sections;
  #counterparts;
  /** @type {Notebook | null} */ #notebook = null;
  /** @type {LinkState} */ #link = "connecting";
  #dismissed = "";
  #model;
  #questions;

  /**
   * @param {Document} page
   * @param {(command: Command) => void} send
   * @param {Drafts} drafts
   */
  constructor(page, send, drafts) {
    this.#page = page;
    this.#send = send;
    this.#drafts = drafts;
    const cells = [...page.querySelectorAll("notebook-cell")].map(c => /** @type {NotebookCell} */ (c));
    this.#cells = new Map(cells.map(cell => [cell.name, cell]));
    this.#sections = new Sections(page);
    this.#counterparts = new Counterparts(page, page.body.dataset.lesson ?? "");
    this.#questions = new Questions(page, send);
    this.#model = new ModelPanel();
    this.#model.ask = send;
    page.body.append(this.#model);
    this.#listen();
  }

  /** The lesson's own text of each cell, in order; before the editors are started. */
  sources() {
    return [...this.#cells].map(([name, cell]) => /** @type {const} */ ([name, cell.source]));
  }

  /** @param {string} nonce */
  start(nonce) {
    this.#cells.forEach(cell => cell.start(nonce));
    this.#questions.start();
    this.#page.body.classList.add("live");
  }

  /**
   * Gives back to a cell what the learner typed before.
   * @param {string} name
   * @param {string} source
   */
  restore(name, source) {
    const cell = this.#cells.get(name);
    if (cell) {
      cell.source = source;
      this.#drafts.typed(name, source);
    }
  }

  /**
   * @param {Notebook} notebook
   * @param {LinkState} link
   */
  show(notebook, link) {
    const before = this.#notebook ?? notebook;
    this.#notebook = notebook;
    this.#link = link;
    let missing = false;
    for (const [name, state] of notebook.cells) {
      const cell = this.#cells.get(name);
      if (cell && !this.#drafts.has(name)) {
        cell.source = state.source;
      }
      cell?.show(state, waits(notebook, state.run), missing, notebook.answers);
      missing ||= !cell?.isExercise && (state.run === null || state.run.earlier);
    }
    this.#questions.show(notebook);
    this.#model.show(notebook);
    this.#sections.show(cell => this.#done(cell), this.#unsolved());
    this.#drawHeader();
    this.#announce(announcement(before, notebook));
  }

  #drawHeader() {
    const notebook = this.#notebook;
    if (!notebook) {
      return;
    }
    const lesson = [...this.#cells.keys()].filter(name => name !== SCRATCH);
    const exercises = [...this.#cells.values()].filter(cell => cell.isExercise).length;
    const progress = {
      done: lesson.filter(name => this.#done(name)).length, of: lesson.length,
      solved: exercises - this.#unsolved().size, exercises,
    };
    const state = {notebook, link: this.#link, progress, python: this.#counterparts.all};
    render(toolbar(state, this.#toolbarActions()), this.#part("toolbar"));
    render([this.#trouble(notebook.trouble), this.#notice(notebook.notice)], this.#part("notice"));
  }

  #toolbarActions() {
    return {
      runAll: () => this.#run(this.#runnable().filter(cell => cell.name !== SCRATCH && !this.#isUntried(cell))),
      interrupt: () => this.#send({type: "interrupt"}),
      restart: () => {
        this.#send({type: "restart"});
        closeMenu(this.#page.querySelector("details.menu"));
      },
      startOver: () => {
        this.#reset();
        closeMenu(this.#page.querySelector("details.menu"));
      },
      togglePython: () => {
        this.#counterparts.toggle();
        this.#drawHeader();
      },
      model: () => this.#model.open(),
      redraw: () => this.#drawHeader(),
    };
  }

  /** It stays until it is over: nobody can dismiss a full disk. @param {string} text */
  #trouble(text) {
    return text === "" ? nothing : html`<p class="notice trouble"><b>${text}</b></p>`;
  }

  /** @param {string} text */
  #notice(text) {
    if (text === "" || text === this.#dismissed) {
      return nothing;
    }
    const dismiss = () => {
      this.#dismissed = text;
      this.#drawHeader();
    };
    return html`<aside class="notice" aria-label="Notice"><span>${text}</span><button type="button" @click=${dismiss}>Dismiss</button></aside>`;
  }

  /** Names of the exercises that wait for an answer. */
  #unsolved() {
    const waiting = [...this.#cells.values()].filter(cell => cell.isExercise && !this.#notebook?.cells.get(cell.name)?.passed);
    return new Set(waiting.map(cell => cell.name));
  }

  /** Whether nothing was written in an exercise: then to run it among others would only blame. @param {NotebookCell} cell */
  #isUntried(cell) {
    return cell.isExercise && cell.source === this.#notebook?.cells.get(cell.name)?.lesson;
  }

  /** Whether a cell ran to the end that the lesson wants; an exercise is solved. @param {string} name */
  #done(name) {
    if (this.#cells.get(name)?.isExercise) {
      return this.#notebook?.cells.get(name)?.passed === true;
    }
    const run = this.#notebook?.cells.get(name)?.run;
    const fails = this.#cells.get(name)?.hasAttribute("data-fails");
    return run?.state === (fails ? "failed" : "ok");
  }

  /** @param {string} words */
  #announce(words) {
    if (words) {
      this.#part("announcer").textContent = words;
    }
  }

  #listen() {
    this.#on("cell-typed", cell => this.#drafts.typed(cell.name, cell.source));
    this.#on("cell-left", cell => this.#drafts.flush(cell.name));
    this.#on("cell-run", cell => this.#run([cell]));
    this.#on("cell-run-to", cell => this.#run(this.#upTo(cell)));
    this.#on("cell-advance", cell => this.#advance(cell));
    this.#on("cell-interrupt", () => this.#send({type: "interrupt"}));
    this.#on("cell-reset", cell => this.#reset(cell));
    this.#on("cell-ask", (_, ask) => this.#send(ask));
    this.#on("cell-reveal", (cell, what) => this.#send({type: "reveal", cell: cell.name, what}));
    this.#on("cell-go-to", (_, {cell, line}) => this.#cells.get(cell)?.enter(line));
    this.#page.addEventListener("keydown", event => this.#interruptKey(event));
    this.#page.addEventListener("pointerdown", event => this.#leaveMenu(event));
  }

  /** @param {PointerEvent} event */
  #leaveMenu(event) {
    const menu = this.#page.querySelector("details.menu");
    if (menu && !event.composedPath().includes(menu)) {
      menu.removeAttribute("open");
    }
  }

  /**
   * @param {string} type
   * @param {(cell: NotebookCell, detail: any) => void} act
   */
  #on(type, act) {
    this.#page.addEventListener(type, event =>
      act(/** @type {NotebookCell} */ (event.target), /** @type {CustomEvent} */ (event).detail));
  }

  /** @param {KeyboardEvent} event */
  #interruptKey(event) {
    const wanted = event.key === "." && (event.ctrlKey || event.metaKey);
    if (wanted && this.#notebook && busy(this.#notebook)) {
      event.preventDefault();
      this.#send({type: "interrupt"});
    }
  }

  /** @param {NotebookCell[]} cells */
  #run(cells) {
    this.#drafts.flush();
    cells.forEach(({name, source}) => this.#send({type: "run", cell: name, source}));
  }

  /** Back to the lesson's text; of the whole notebook if no cell is named. @param {NotebookCell} [cell] */
  #reset(cell) {
    this.#drafts.drop(cell?.name);
    this.#send(cell ? {type: "reset", cell: cell.name} : {type: "reset"});
  }

  #runnable() {
    return [...this.#cells.values()].filter(cell => cell.runnable);
  }

  /** @param {NotebookCell} cell */
  #upTo(cell) {
    const all = [...this.#cells.values()];
    return all.slice(0, all.indexOf(cell) + 1).filter(c => c.runnable && (c === cell || !this.#isUntried(c)));
  }

  /** Goes on to the next cell, and keeps in view the one that runs. @param {NotebookCell} cell */
  #advance(cell) {
    const next = this.#after(cell);
    next?.enter();
    bringInView(cell, next ?? cell);
  }

  /** @param {NotebookCell} cell */
  #after(cell) {
    const all = [...this.#cells.values()];
    return all[all.indexOf(cell) + 1];
  }

  /** @param {string} id */
  #part(id) {
    return /** @type {HTMLElement} */ (this.#page.getElementById(id));
  }
}
