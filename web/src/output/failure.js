// @ts-check
/**
 * What went wrong, in words: type, message, the learner's own frames, causes.
 *
 * @import {Failure, Frame} from "../protocol.js"
 */
import {html, nothing} from "lit-html";

/** @typedef {(cell: string, line: number) => void} GoTo */

/** @type {Record<Failure["kind"], string>} */
const TITLES = {
  compile: "This does not compile",
  exception: "",
  exit: "The cell asked the program to exit",
  out_of_memory: "The kernel ran out of memory",
  kernel_died: "The kernel ended",
};

/**
 * @param {string} cell
 * @param {Failure} failure
 * @param {boolean} meant whether the lesson lets this cell fail on purpose
 * @param {GoTo} goTo
 */
export function failure(cell, failure, meant, goTo) {
  return html`
    <div class="failure ${meant ? "meant" : ""}">
      <p class="failure-title">
        <b>${TITLES[failure.kind] || simple(failure.type)}</b>
        ${failure.line > 0
          ? html`<button type="button" class="link" @click=${() => goTo(cell, failure.line)}>line ${failure.line}</button>`
          : nothing}
        ${meant ? html`<span class="soft">this cell is meant to fail</span>` : nothing}
      </p>
      ${failure.message ? html`<pre class="message">${failure.message}</pre>` : nothing}
      ${details(failure, goTo)}
    </div>`;
}

/**
 * @param {Failure} failure
 * @param {GoTo} goTo
 */
function details(failure, goTo) {
  const {kind, type, frames, folded, cause} = failure;
  return html`
    ${frames.length > 1 ? html`<ol class="frames">${frames.map(f => html`<li>${frame(f, goTo)}</li>`)}</ol>` : nothing}
    ${cause ? causedBy(cause, goTo) : nothing}
    ${kind === "exception"
      ? html`<p class="soft">${type}${folded > 0 ? ` · ${folded} frames of libraries left out` : ""}</p>`
      : nothing}`;
}

/**
 * @param {Failure} cause
 * @param {GoTo} goTo
 * @returns {import("lit-html").TemplateResult}
 */
function causedBy(cause, goTo) {
  return html`
    <div class="caused">
      <p><span class="soft">caused by</span> <b title=${cause.type}>${simple(cause.type)}</b></p>
      ${cause.message ? html`<pre class="message">${cause.message}</pre>` : nothing}
      ${cause.frames.map(f => html`<p>${frame(f, goTo)}</p>`)}
      ${cause.cause ? causedBy(cause.cause, goTo) : nothing}
    </div>`;
}

/**
 * @param {Frame} frame
 * @param {GoTo} goTo
 */
function frame({cell, line, method}, goTo) {
  return html`
    ${method ? html`in <code>${method}</code>, ` : nothing}<button type="button" class="link"
      @click=${() => goTo(cell, line)}>cell ${cell}, line ${line}</button>`;
}

/** `org.hibernate.LazyInitializationException` without its package. @param {string} type */
function simple(type) {
  return type.slice(type.lastIndexOf(".") + 1);
}
