// @ts-check
/**
 * How the database carries out a statement: the query, its SQL and its result, linked; and the plan
 * as a tree.
 *
 * @import {Statement, Answer, Ask, Plan, PlanNode, Result, Dialects} from "../protocol.js"
 * @import {Part, Line} from "../sql.js"
 */
import {html, nothing, render} from "lit-html";
import {keyOf} from "../notebook.js";
import {layout} from "../sql.js";
import {selectItems, words} from "./links.js";
import {sqlLine, sqlPart} from "./statement.js";
import "./dialects.js";

/**
 * @typedef {object} PlanState
 * @property {Statement} statement
 * @property {ReadonlyMap<string, Answer>} answers
 * @property {(ask: Ask) => void} ask
 * @property {() => void} close
 */

export class StatementPlan extends HTMLElement {
  /** @type {PlanState | null} */ #state = null;
  /** @type {readonly number[]} */ #pointed = [];

  /** @param {PlanState} state */
  set state(state) {
    if (state.statement !== this.#state?.statement) {
      this.#pointed = [];
    }
    this.#state = state;
    this.#draw();
  }

  #draw() {
    const state = this.#state;
    if (!state) {
      return;
    }
    const {statement, answers, close} = state;
    const {run, cell, order} = statement;
    const answer = answers.get(keyOf({type: "explain", run, cell, order}));
    render(html`
      <div role="group" class="plan" aria-label="How the database carries out a statement">
        <p class="plan-title"><b>How the database carries this out</b>
          <button type="button" class="quiet" @click=${close}>Close</button></p>
        ${this.#views(answer?.type === "plan" ? answer : null, statement)}
        ${told(answer)}
        ${this.#dialects(state)}
      </div>`, this);
  }

  /**
   * The query, the SQL and the result.
   * @param {Plan | null} plan
   * @param {Statement} statement
   */
  #views(plan, {sql, binds, cause}) {
    const result = plan?.result ?? null;
    const lines = layout(sql, binds[0] ?? []);
    const items = result ? selectItems(lines) : new Map();
    const query = cause.query && cause.query.trim() !== sql.trim() ? cause.query : null;
    return html`
      <div class="plan-views">
        ${query ? html`<div><p class="head">Query</p><p class="hql">${words(query, result?.sources ?? []).map(({text, columns}) =>
          columns.length > 0 ? this.#link(columns, text) : text)}</p></div>` : nothing}
        <div><p class="head">SQL</p><pre class="sql">${lines.map(line => this.#line(line, items))}</pre></div>
      </div>
      ${result ? this.#result(result) : nothing}`;
  }

  /**
   * @param {Line} line
   * @param {Map<Part, number>} items
   */
  #line(line, items) {
    if (!line.parts.some(part => items.has(part))) {
      return sqlLine(line);
    }
    return html`<span class="line indent-${Math.min(line.indent, 4)}">${runs(line.parts, items).map(({item, parts}) =>
      item === undefined ? parts.map(sqlPart) : this.#link([item], parts.map(sqlPart)))}</span>`;
  }

  /**
   * Words that light up with the columns that they speak of.
   * @param {readonly number[]} columns
   * @param {unknown} content
   */
  #link(columns, content) {
    const lit = columns.some(column => this.#pointed.includes(column));
    const point = () => this.#point(columns);
    const leave = () => this.#point([]);
    return html`<button type="button" class="linked ${lit ? "lit" : ""}" data-columns=${columns.join(" ")}
      @mouseenter=${point} @mouseleave=${leave} @focus=${point} @blur=${leave}>${content}</button>`;
  }

  /** @param {readonly number[]} columns */
  #point(columns) {
    this.#pointed = columns;
    this.#draw();
  }

  /** @param {Result} result */
  #result({columns, sources, rows, total}) {
    const lit = (/** @type {number} */ i) => this.#pointed.includes(i) ? "lit" : "";
    return html`
      <p class="head">Result <span class="soft">${total === 1 ? "1 row" : `${total.toLocaleString("en")} rows`}${
        rows.length < total ? `, the first ${rows.length}` : ""}</span></p>
      <div class="scroll" tabindex="0" role="group" aria-label="Rows of the result">
        <table>
          <thead><tr>${columns.map((column, i) => html`<th class=${lit(i)} scope="col">${this.#link([i], column)}${
            sources[i] ? html`<span class="source">${sources[i]}</span>` : nothing}</th>`)}</tr></thead>
          <tbody>${rows.map(row => html`<tr>${row.map((value, i) => html`<td class=${lit(i)}>${
            value ?? html`<i>null</i>`}</td>`)}</tr>`)}</tbody>
        </table>
      </div>`;
  }

  /** @param {PlanState} state */
  #dialects({statement, answers, ask}) {
    const query = statement.cause.query;
    if (!query || !["query", "flush_auto"].includes(statement.cause.kind) || query.trim() === statement.sql.trim()) {
      return nothing;
    }
    /** @type {Ask} */
    const question = {type: "translate", query};
    const answer = answers.get(keyOf(question));
    return answer?.type === "dialects"
      ? html`<p class="head">In other dialects</p><sql-dialects .answer=${/** @type {Dialects} */ (answer)}></sql-dialects>`
      : html`<p><button type="button" @click=${() => ask(question)}>In other dialects</button>
          ${answer?.type === "declined" ? answer.message : nothing}</p>`;
  }
}

customElements.define("statement-plan", StatementPlan);

/**
 * Parts that stand together and belong to the same select item.
 * @param {Part[]} parts
 * @param {Map<Part, number>} items
 */
function runs(parts, items) {
  /** @type {{item: number | undefined, parts: Part[]}[]} */
  const all = [];
  for (const part of parts) {
    const item = items.get(part);
    const last = all.at(-1);
    if (last && last.item === item) {
      last.parts.push(part);
    } else {
      all.push({item, parts: [part]});
    }
  }
  return all;
}

/** @param {Answer | undefined} answer */
function told(answer) {
  if (answer?.type === "declined") {
    return html`<p class="refusal">${answer.message}</p>`;
  }
  if (answer?.type !== "plan") {
    return html`<p class="soft">Asking the database…</p>`;
  }
  return html`
    <p class="head">Plan <span class="soft">${answer.analysed ? "as it was carried out just now, on what is committed"
      : "as it would be carried out; it was not"}</span></p>
    <ul class="plan-tree">${node(answer.root)}</ul>
    ${measured(answer.root) ? html`<p class="soft">Looks count each row that was looked at, and once more where the database met the end.</p>` : nothing}
    <details><summary>What the database says</summary><pre class="sql" tabindex="0">${answer.text}</pre></details>`;
}

/** @param {PlanNode} node @returns {boolean} */
function measured({visited, inputs}) {
  return visited >= 0 || inputs.some(measured);
}

/** @param {PlanNode} node @returns {import("lit-html").TemplateResult} */
function node({words, access, condition, visited, inputs}) {
  return html`
    <li class=${access === "table scan" ? "scan" : ""}>
      <span class="deed">${words}</span>${condition ? html` <code>${condition}</code>` : nothing}${
        visited >= 0 ? html` <span class="looks">${visited.toLocaleString("en")} ${visited === 1 ? "look" : "looks"}</span>` : nothing}
      ${inputs.length > 0 ? html`<ul>${inputs.map(node)}</ul>` : nothing}
    </li>`;
}
