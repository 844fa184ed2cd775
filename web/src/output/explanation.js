// @ts-check
/**
 * What a failure really means: what happened, why, what belongs to this case, two ways to mend it.
 *
 * @import {Explanation, Repair} from "../protocol.js"
 */
import {html, nothing} from "lit-html";

/** Milliseconds that a button says what it has done. */
const SAID = 2000;

/** @param {Explanation} explanation */
export function explanation({what, why, facts, repairs}) {
  return html`
    <div class="explanation" role="group" aria-label="What happened">
      <p class="title">What happened</p>
      <p class="what">${what}</p>
      <p>${why}</p>
      ${facts.length > 0 ? html`<ul class="facts-of-case">${facts.map(fact => html`<li>${fact}</li>`)}</ul>` : nothing}
      <p class="title">Two ways to mend it</p>
      <ol class="repairs">${repairs.map(repair)}</ol>
    </div>`;
}

/** @param {Repair} repair */
function repair({words, code}) {
  return html`
    <li>
      <p>${words}</p>
      <div class="repair-code">
        <pre tabindex="0" role="group" aria-label="Code: ${words}">${code}</pre>
        <button type="button" class="quiet" @click=${(/** @type {Event} */ event) => copy(event, code)}>Copy</button>
      </div>
    </li>`;
}

/**
 * @param {Event} event
 * @param {string} code
 */
async function copy(event, code) {
  const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
  button.textContent = await written(code) ? "Copied" : "Select it to copy";
  setTimeout(() => button.textContent = "Copy", SAID);
}

/** Whether the browser let us. @param {string} code */
async function written(code) {
  try {
    await navigator.clipboard.writeText(code);
    return true;
  } catch {
    return false;
  }
}
