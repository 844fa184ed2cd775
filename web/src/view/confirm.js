// @ts-check
/** A button that asks once, in its own place, before it does something that cannot be undone. */
import {html} from "lit-html";

/** Which button asks at the moment; one at a time. */
let asking = "";

/**
 * @param {object} button
 * @param {string} button.label
 * @param {string} button.question
 * @param {string} button.yes
 * @param {() => void} button.act
 * @param {() => void} redraw
 */
export function confirmed({label, question, yes, act}, redraw) {
  const ask = (/** @type {string} */ now) => {
    asking = now;
    redraw();
    /** @type {HTMLElement | null} */ (document.querySelector(now ? ".confirm .danger" : ".menu summary"))?.focus();
  };
  if (asking !== label) {
    return html`<button type="button" @click=${() => ask(label)}>${label}</button>`;
  }
  return html`
    <span class="confirm" role="group" aria-label=${question}
        @keydown=${(/** @type {KeyboardEvent} */ event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            ask("");
          }
        }}>
      <span>${question}</span>
      <button type="button" class="danger" @click=${() => {
        ask("");
        act();
      }}>${yes}</button>
      <button type="button" @click=${() => ask("")}>Keep</button>
    </span>`;
}
