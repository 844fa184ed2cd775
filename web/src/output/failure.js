// @ts-check
/**
 * What went wrong, in words: type, message, the learner's own frames, causes.
 *
 * @import {Failure, Frame} from "../protocol.js"
 */
import {html, nothing} from "lit-html";
import {explanation} from "./explanation.js";

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
      ${message(failure, TITLES[failure.kind])}
      ${failure.explanation
        ? html`${explanation(failure.explanation)}
            <details class="raw"><summary>The exception as Java tells it</summary>${details(failure, goTo)}</details>`
        : details(failure, goTo)}
    </div>`;
}

/**
 * What the failure says, unless it was said before.
 * @param {Failure} failure
 * @param {string} before
 */
function message({message}, before) {
  const known = message === "" || before.includes(message.replace(/\.$/, ""));
  return known ? nothing : html`<pre class="message">${message}</pre>`;
}

/**
 * @param {Failure} failure
 * @param {GoTo} goTo
 */
function details(failure, goTo) {
  const {kind, type, folded, cause} = failure;
  const frames = distinct(failure.frames);
  return html`
    ${frames.length > 1 ? html`<ol class="frames">${frames.map(f => html`<li>${frame(f, goTo)}</li>`)}</ol>` : nothing}
    ${cause ? causedBy(cause, failure, goTo) : nothing}
    ${kind === "exception"
      ? html`<p class="soft">${type}${folded > 0 ? ` · ${folded} frames of libraries left out` : ""}</p>`
      : nothing}`;
}

/**
 * @param {Failure} cause
 * @param {Failure} effect
 * @param {GoTo} goTo
 * @returns {import("lit-html").TemplateResult}
 */
function causedBy(cause, effect, goTo) {
  const elsewhere = places(cause.frames) !== places(effect.frames);
  return html`
    <div class="caused">
      <p><span class="soft">caused by</span> <b title=${cause.type}>${simple(cause.type)}</b></p>
      ${message(cause, effect.message)}
      ${elsewhere ? distinct(cause.frames).map(f => html`<p>${frame(f, goTo)}</p>`) : nothing}
      ${cause.cause ? causedBy(cause.cause, cause, goTo) : nothing}
    </div>`;
}

/** A lambda and the line that it stands on are one place. @param {Frame[]} frames */
function distinct(frames) {
  return frames.filter((frame, i) => i === 0 || places([frame]) !== places([frames[i - 1]]));
}

/** @param {Frame[]} frames */
function places(frames) {
  return frames.map(({cell, line, method}) => `${cell} ${line} ${method}`).join("\n");
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
