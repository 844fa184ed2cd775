// @ts-check
/**
 * A whole table, a page at a time, on request; as everyone but an open transaction sees it.
 *
 * @import {Answer, Ask, Rows, TablePage} from "../protocol.js"
 */
import {html, nothing, render} from "lit-html";
import {place} from "../rows.js";
import {askOf, grid, plain} from "./rows.js";

/** Rows of a page, as a kernel answers them. */
const PAGE = 50;

/** @typedef {{rows: Rows, answer: Answer | null, ask: (ask: Ask) => void}} Shown */

export class WholeTable extends HTMLElement {
  /** @type {Shown | null} */ #shown = null;
  #open = false;
  #from = 0;

  /** @param {Shown} shown */
  set shown(shown) {
    const again = this.#open && this.#shown?.rows !== shown.rows;
    this.#shown = shown;
    if (again) {
      this.#ask(this.#from);
    }
    this.#draw();
  }

  /** @param {number} from */
  #ask(from) {
    this.#from = from;
    if (this.#shown) {
      this.#shown.ask(askOf(this.#shown.rows, from));
    }
  }

  #toggle() {
    this.#open = !this.#open;
    if (this.#open) {
      this.#ask(0);
    }
    this.#draw();
  }

  #draw() {
    if (this.#shown) {
      const {rows, answer} = this.#shown;
      render(html`
        <button type="button" aria-expanded=${this.#open ? "true" : "false"} @click=${() => this.#toggle()}>${
          this.#open ? "Hide" : "Show"} all of ${rows.table}</button>
        ${this.#open ? this.#body(answer) : nothing}`, this);
    }
  }

  /** @param {Answer | null} answer */
  #body(answer) {
    switch (answer?.type) {
      case "table_page": return this.#page(answer);
      case "declined": return html`<p class="declined" role="status">${answer.message}</p>`;
      default: return html`<p class="soft" role="status">Asking the database. A running cell is waited for.</p>`;
    }
  }

  /** @param {TablePage} page */
  #page(page) {
    const {table, columns, rows, from, total} = page;
    return html`
      <p class="page-of" role="status">${place(page)}, as committed</p>
      ${grid(`${table}, whole`, columns, rows.map(row => html`<tr><td></td>${plain(row)}</tr>`))}
      ${total <= PAGE ? nothing : html`<p class="pages">
        <button type="button" ?disabled=${from === 0} @click=${() => this.#ask(Math.max(0, from - PAGE))}>Previous</button>
        <button type="button" ?disabled=${from + rows.length >= total} @click=${() => this.#ask(from + PAGE)}>Next</button>
      </p>`}`;
  }
}
