// @ts-check
/**
 * What a run found in its own trace: a sentence for each pattern, and repairs to try.
 *
 * @import {Finding, Fix, Pattern} from "../protocol.js"
 * @import {BeneathActions} from "./beneath.js"
 */
import {html, nothing} from "lit-html";

/** @type {Readonly<Record<Pattern, string>>} */
const TITLES = {
  n_plus_one: "N+1",
  cartesian_product: "Cartesian product",
  unused_fetch: "Fetched, not asked for",
  query_in_loop: "Query in a loop",
  empty_update: "Changed nothing",
  paging_in_memory: "Page without a limit",
  loaded_to_show: "Loaded to be shown",
};

/**
 * @param {readonly Finding[]} findings
 * @param {BeneathActions} actions
 */
export function findings(findings, actions) {
  return findings.map(finding => one(finding, actions));
}

/**
 * @param {Finding} finding
 * @param {BeneathActions} actions
 */
function one(finding, actions) {
  const {pattern, words, line, cell, fixes} = finding;
  const lit = () => actions.light(line);
  const out = () => actions.light(0);
  return html`
    <div role="group" class="finding" data-pattern=${pattern} aria-label="Finding: ${TITLES[pattern]}"
        @mouseenter=${lit} @mouseleave=${out} @focusin=${lit} @focusout=${out}>
      <p class="finding-words"><span class="finding-mark" aria-hidden="true">◆</span><b>${TITLES[pattern]}.</b> ${words}
        ${line > 0 ? html`<button type="button" class="quiet" @click=${() => actions.goTo(cell, line)}>Go to line ${line}</button>` : nothing}</p>
      ${fixes.length > 0 ? html`<ul class="fixes" aria-label="Ways to do better">${fixes.map(fix => fixed(fix, actions))}</ul>` : nothing}
    </div>`;
}

/**
 * @param {Fix} fix
 * @param {BeneathActions} actions
 */
function fixed({strategy, words, code, source}, actions) {
  return html`
    <li class="fix">
      <p><b>${strategy}</b> <span>${words}</span></p>
      <pre tabindex="0"><code>${code}</code></pre>
      ${source === null ? nothing : html`<button type="button" class="try" aria-label="Try ${strategy}"
        title="Puts it into the cell and runs it; undo brings your text back"
        @click=${() => actions.tryOut(source)}>Try it</button>`}
    </li>`;
}
