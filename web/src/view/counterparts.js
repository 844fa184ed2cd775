// @ts-check
/** The SQLAlchemy counterparts: coloured, and those open that the browser remembers to be. */
import {html, render} from "lit-html";
import {parts} from "./python.js";

const KEY = "orrery.sqlalchemy";

export class Counterparts {
  #lesson;
  /** @type {HTMLDetailsElement[]} */ #all;
  /** Cells whose counterpart stands otherwise than `all` says. @type {{all: boolean, except: string[]}} */
  #choice = {all: false, except: []};

  /**
   * @param {Document} page
   * @param {string} lesson
   */
  constructor(page, lesson) {
    this.#lesson = lesson;
    this.#all = [...page.querySelectorAll("details.python")].map(d => /** @type {HTMLDetailsElement} */ (d));
    this.#all.forEach(colour);
    this.#choice = remembered() ?? this.#choice;
    this.#open();
    this.#all.forEach(details => details.addEventListener("toggle", () => this.#toggled(details)));
  }

  get all() {
    return this.#choice.all;
  }

  toggle() {
    this.#choice = {all: !this.#choice.all, except: []};
    this.#remember();
    this.#open();
  }

  #open() {
    for (const details of this.#all) {
      details.open = this.#choice.all !== this.#choice.except.includes(this.#keyOf(details));
    }
  }

  /** @param {HTMLDetailsElement} details */
  #toggled(details) {
    const key = this.#keyOf(details);
    const others = this.#choice.except.filter(other => other !== key);
    const except = details.open === this.#choice.all ? others : [...others, key];
    this.#choice = {...this.#choice, except};
    this.#remember();
  }

  /** @param {HTMLDetailsElement} details */
  #keyOf(details) {
    return `${this.#lesson}/${details.closest("notebook-cell")?.getAttribute("data-cell")}`;
  }

  #remember() {
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#choice));
    } catch (refused) {
      console.info("This browser does not remember what is open:", refused);
    }
  }
}

/** Colours a counterpart, whose text the server has rendered. @param {HTMLDetailsElement} details */
function colour(details) {
  const code = /** @type {HTMLElement} */ (details.querySelector("code"));
  const all = parts(code.textContent ?? "");
  code.replaceChildren();
  render(all.map(({kind, text}) => kind === "other" ? text : html`<span class=${kind}>${text}</span>`), code);
}

/** @returns {{all: boolean, except: string[]} | null} null if the browser keeps nothing usable */
function remembered() {
  try {
    const choice = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return typeof choice?.all === "boolean" && Array.isArray(choice.except) ? choice : null;
  } catch (refused) {
    console.info("This browser remembers nothing:", refused);
    return null;
  }
}
