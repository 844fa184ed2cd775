// @ts-check
/**
 * The SQL of two dialects beside each other; which two is for the reader to choose.
 *
 * @import {Dialects, Spoken} from "../protocol.js"
 * @import {Compared, Pair} from "./beside.js"
 */
import {html, nothing, render} from "lit-html";
import {beside} from "./beside.js";
import {sqlLine} from "./statement.js";

export class SqlDialects extends HTMLElement {
  /** @type {Dialects | null} */ #answer = null;
  #left = 0;
  #right = 2;

  /** @param {Dialects} answer */
  set answer(answer) {
    if (answer !== this.#answer) {
      this.#answer = answer;
      this.#draw();
    }
  }

  #draw() {
    const spoken = this.#answer?.spoken ?? [];
    const [left, right] = [spoken[this.#left], spoken[this.#right]];
    render(left && right ? html`
      <div class="dialects-choice">
        ${this.#choice("First dialect", this.#left, chosen => { this.#left = chosen; })}
        ${this.#choice("Second dialect", this.#right, chosen => { this.#right = chosen; })}
      </div>
      ${[left, right].map(problem)}
      <ol class="dialects">${beside(left, right).map(pair => row(pair, left, right))}</ol>
      <p class="soft">A line with ≠ is not the same in the other dialect.</p>` : nothing, this);
  }

  /**
   * @param {string} label
   * @param {number} now
   * @param {(chosen: number) => void} choose
   */
  #choice(label, now, choose) {
    const chosen = (/** @type {Event} */ event) => {
      choose(/** @type {HTMLSelectElement} */ (event.target).selectedIndex);
      this.#draw();
    };
    return html`<label><span class="visually-hidden">${label}</span><select @change=${chosen}>${
      this.#answer?.spoken.map(({dialect}, i) => html`<option ?selected=${i === now}>${dialect}</option>`)}</select></label>`;
  }
}

customElements.define("sql-dialects", SqlDialects);

/** @param {Spoken} spoken */
function problem({dialect, problem}) {
  return problem === null ? nothing : html`<p class="refusal"><b>${dialect}:</b> ${problem}</p>`;
}

/**
 * @param {Pair} pair
 * @param {Spoken} left
 * @param {Spoken} right
 */
function row(pair, left, right) {
  return html`<li>${side(pair.left, left.dialect)}${side(pair.right, right.dialect)}</li>`;
}

/**
 * @param {Compared[]} lines
 * @param {string} dialect
 */
function side(lines, dialect) {
  if (lines.length === 0) {
    return html`<p class="soft">${dialect} has no statement for this.</p>`;
  }
  return html`<pre class="sql" aria-label=${dialect} role="group">${lines.map(({line, differs}) => differs
    ? html`<span class="differs"><span class="sign">≠</span>${sqlLine(line)}</span>` : sqlLine(line))}</pre>`;
}
