// @ts-check
/**
 * The same cell under other ways to fetch: the offer to compare them, how far it is, and the costs.
 *
 * @import {Cost, Strategies} from "../protocol.js"
 * @import {Run} from "../notebook.js"
 * @import {BeneathActions} from "./beneath.js"
 */
import {html, nothing, svg} from "lit-html";
import {MEASURES, share, verdict} from "../costs.js";
import {pending} from "../notebook.js";

const BAR = 60;

/**
 * @param {Run} run
 * @param {BeneathActions} actions
 */
export function comparison(run, actions) {
  const {strategies, comparing, compared} = run;
  if (!strategies || pending(run)) {
    return nothing;
  }
  return html`
    <div role="group" class="comparison" aria-label="Ways to fetch ${strategies.entity}.${strategies.attribute}">
      ${compared && compared.costs.length > 0 ? table(compared.costs, strategies, actions) : nothing}
      ${comparing ? progress(comparing, actions) : offer(run, strategies, actions)}
    </div>`;
}

/**
 * @param {import("../protocol.js").Comparing} comparing
 * @param {BeneathActions} actions
 */
function progress({strategy, number, of}, actions) {
  return html`
    <p class="comparing"><span role="status">Running “${strategy}”, ${number} of ${of}, in a kernel of its own</span>
      <progress aria-label="Variants run" max=${of} value=${number - 1}></progress>
      <button type="button" class="quiet" @click=${actions.interrupt}>Stop comparing</button></p>`;
}

/**
 * @param {Run} run
 * @param {Strategies} strategies
 * @param {BeneathActions} actions
 */
function offer(run, {cell, entity, attribute, now, variants}, actions) {
  const again = run.compared !== null;
  const compare = () => actions.compare({type: "compare", run: run.number, cell, variants});
  return html`
    <p class="offer"><span>${again
      ? run.compared?.costs.length === 0 ? "The comparison was ended before its end." : nothing
      : html`This cell fetches <code>${entity}.${attribute}</code> by <b>${now}</b>.`}</span>
      <button type="button" class="compare" ?disabled=${run.earlier}
        title="Runs each way in a kernel of its own: ${variants.map(variant => variant.strategy).join(", ")}"
        @click=${compare}>${again ? "Compare again" : `Compare ${variants.length} ways to fetch`}</button></p>`;
}

/**
 * @param {readonly Cost[]} costs
 * @param {Strategies} strategies
 * @param {BeneathActions} actions
 */
function table(costs, {variants}, actions) {
  return html`
    <div class="costs-scroll" tabindex="0" role="region" aria-label="What each way costs">
      <table class="costs">
        <caption>${verdict(costs)}</caption>
        <thead><tr><th scope="col">Way</th>${MEASURES.map(({title}) => html`<th scope="col">${title}</th>`)}<td></td></tr></thead>
        <tbody>${costs.map((cost, i) => row(costs, cost, i === 0, variants, actions))}</tbody>
      </table>
    </div>`;
}

/**
 * @param {readonly Cost[]} costs
 * @param {Cost} cost
 * @param {boolean} first
 * @param {Strategies["variants"]} variants
 * @param {BeneathActions} actions
 */
function row(costs, cost, first, variants, actions) {
  const source = variants.find(variant => variant.strategy === cost.strategy)?.source;
  return html`
    <tr>
      <th scope="row">${cost.strategy}${first ? html` <span class="soft">now</span>` : nothing}</th>
      ${cost.failure !== null
        ? html`<td colspan=${MEASURES.length} class="cost-failure"><b>failed:</b> ${cost.failure}</td>`
        : MEASURES.map(({measure, text}) => html`<td>${bar(share(costs, cost, measure))}<span class="cost">${text(cost[measure])}</span></td>`)}
      <td>${cost.failure === null && !cost.same ? html`<span class="soft">shows something else</span> ` : nothing}${
        first || source === undefined || cost.failure !== null ? nothing : html`<button type="button" class="quiet use"
          aria-label="Use ${cost.strategy}" @click=${() => actions.tryOut(source)}>Use this one</button>`}</td>
    </tr>`;
}

/** @param {number} share */
function bar(share) {
  const width = Math.max(share * BAR, share > 0 ? 1 : 0);
  return html`<svg class="cost-bar" width=${BAR} height="8" aria-hidden="true">${svg`<rect width=${width} height="8" rx="2"></rect>`}</svg>`;
}
