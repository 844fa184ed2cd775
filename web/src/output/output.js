// @ts-check
/**
 * What a run leaves below its cell: text, values, declarations, failures, limits met.
 *
 * @import {Shown, Run} from "../notebook.js"
 * @import {Declared, Truncated, Value} from "../protocol.js"
 * @import {GoTo} from "./failure.js"
 */
import {html, nothing} from "lit-html";
import {failure} from "./failure.js";

/** @typedef {Exclude<Shown, Declared> | {type: "declarations", all: Declared[]}} Item */

/**
 * @typedef {object} OutputState
 * @property {boolean} meant whether the lesson lets this cell fail on purpose
 * @property {boolean} missing whether the kernel lacks what a cell above defines
 */
/** @typedef {{goTo: GoTo, runTo: () => void}} OutputActions */

/**
 * @param {Run} run
 * @param {OutputState} state
 * @param {OutputActions} actions
 */
export function output(run, {meant, missing}, {goTo, runTo}) {
  const all = items(run.shown).map(item => {
    switch (item.type) {
      case "output": return text(item.stream, item.text);
      case "value": return value(item);
      case "declarations": return declarations(item.all);
      case "failed": return failure(item.cell, item.failure, meant, goTo);
      case "truncated": return item.what === "steps" ? nothing : html`<p class="truncated">${limit(item)}</p>`;
    }
  });
  return missing && run.shown.some(isUnknownName) ? [...all, hint(runTo)] : all;
}

/** @param {Shown} event */
function isUnknownName(event) {
  return event.type === "failed" && event.failure.kind === "compile"
    && event.failure.message.startsWith("cannot find symbol");
}

/** A name is most often unknown because the cell that defines it was passed over. @param {() => void} runTo */
function hint(runTo) {
  return html`<p class="hint">Not every cell above has run in this kernel.
    <button type="button" @click=${runTo}>Run all up to here</button></p>`;
}

/**
 * Declarations in succession share a line; a variable speaks only when it cannot be used yet.
 * @param {readonly Shown[]} shown
 */
function items(shown) {
  /** @type {Item[]} */
  const all = [];
  for (const event of shown) {
    const last = all.at(-1);
    if (event.type !== "declared") {
      all.push(event);
    } else if (event.kind !== "variable" || event.waitsFor.length > 0) {
      if (last?.type === "declarations") {
        last.all.push(event);
      } else {
        all.push({type: "declarations", all: [event]});
      }
    }
  }
  return all;
}

/**
 * @param {"out" | "err"} stream
 * @param {string} text
 */
function text(stream, text) {
  const label = stream === "err" ? "Standard error" : "Output";
  return html`<pre class="out ${stream}" tabindex="0" role="group" aria-label=${label}>${text}</pre>`;
}

/** Characters; a longer value may scroll, and so must be reached by the keyboard. */
const LONG_VALUE = 600;

/** @param {Value} value */
function value({javaType, text}) {
  return html`
    <p class="value" title=${javaType}>
      <span class="arrow" aria-hidden="true">⇒</span><code tabindex=${text.length > LONG_VALUE ? "0" : nothing}>${text}</code><span class="type">${javaType}</span>
    </p>`;
}

/** @param {Declared[]} all */
function declarations(all) {
  return html`<p class="declared">${all.map((declared, i) => html`${i > 0 ? " · " : nothing}${declaration(declared)}`)}</p>`;
}

/** @param {Declared} declared */
function declaration({kind, name, waitsFor, replaced}) {
  const waits = waitsFor.length > 0 ? html`, <b>waits for ${waitsFor.join(", ")}</b>` : nothing;
  return html`${kind} <code>${name}</code> ${replaced ? "replaced" : "declared"}${waits}`;
}

/** What a limit counts. @type {Readonly<Record<string, string>>} */
const UNITS = {output: "characters of output", statements: "statements and markers of the trace"};

/** @param {Truncated} truncated */
function limit({what, limit, leftOut}) {
  const unit = UNITS[what] ?? what;
  const rest = leftOut > 0 ? `; ${leftOut.toLocaleString("en")} more were left out` : "";
  return `Only the first ${limit.toLocaleString("en")} ${unit} are kept${rest}.`;
}
