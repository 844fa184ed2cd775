// @ts-check
/**
 * A flush in the lane: why it came, what it did, and within it the statements that it sent.
 *
 * @import {TemplateResult} from "lit-html"
 * @import {Flush} from "../protocol.js"
 * @import {FlushRow} from "../trace.js"
 * @import {LaneActions} from "./statement.js"
 */
import {html, nothing} from "lit-html";
import {piece, sum, when} from "../flush.js";
import {hasWork} from "../trace.js";

/** Pieces of work; a longer list is folded. */
const FEW = 8;

/**
 * @param {FlushRow} row
 * @param {TemplateResult[]} sent its statements, drawn
 * @param {LaneActions} actions
 */
export function flush({flush}, sent, actions) {
  return hasWork(flush) ? worked(flush, sent, actions) : looked(flush, actions);
}

/**
 * @param {Flush} flush
 * @param {TemplateResult[]} sent
 * @param {LaneActions} actions
 */
function worked(flush, sent, actions) {
  return html`
    <li class="flush cause-flush" data-line=${flush.line}>
      <p class="flush-title">${chip(flush, actions)} <span class="flush-sum">${flush.line > 0 ? `line ${flush.line} · ` : ""}${sum(flush)}</span></p>
      <p class="flush-why">${flush.words}</p>
      ${flush.work.length === sent.length && flush.leftOut === 0 ? nothing : work(flush)}
      ${sent.length > 0 ? html`<ol class="trace">${sent}</ol>` : nothing}
    </li>`;
}

/**
 * One that found nothing to do is one quiet line.
 * @param {Flush} flush
 * @param {LaneActions} actions
 */
function looked(flush, actions) {
  return html`
    <li class="flush looked cause-flush" data-line=${flush.line}>
      <details>
        <summary>${when(flush)} <span class="soft">· ${sum(flush)}</span></summary>
        <p class="flush-why">${flush.words}${flush.line > 0
          ? html` <button type="button" class="via" @click=${() => actions.goTo(flush.cell, flush.line)}>line ${flush.line}</button>`
          : nothing}</p>
      </details>
    </li>`;
}

/**
 * @param {Flush} flush
 * @param {LaneActions} actions
 */
function chip(flush, actions) {
  const {cell, line} = flush;
  return html`<button class="chip" type="button" @click=${() => actions.goTo(cell, line)}
    @focus=${() => actions.light(line)} @blur=${() => actions.light(0)}
    @mouseenter=${() => actions.light(line)} @mouseleave=${() => actions.light(0)}
    title=${line > 0 ? `Go to line ${line}` : nothing}>${when(flush)}</button>`;
}

/** Told where the statements do not tell it, one for one. @param {Flush} flush */
function work({work, leftOut}) {
  const list = html`<ol class="work-done" aria-label="Its work, in order">${work.map(one => html`<li>${piece(one)}</li>`)}</ol>
    ${leftOut > 0 ? html`<p class="soft">and ${leftOut.toLocaleString("en")} more</p>` : nothing}`;
  return work.length > FEW
    ? html`<details><summary>Its work in order</summary>${list}</details>`
    : list;
}
