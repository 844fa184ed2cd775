// @ts-check
/**
 * The learner's mapping in a panel of its own: as a diagram, in words, and as the DDL of each
 * dialect. It asks anew whenever a run has declared classes while it is open.
 *
 * @import {Notebook} from "../notebook.js"
 * @import {Answer, Ask, Model} from "../protocol.js"
 */
import {html, nothing, render} from "lit-html";
import {keyOf} from "../notebook.js";
import {stored, summary, told} from "./mapping.js";
import {diagram} from "./diagram.js";

/** @type {Ask} */
const MODEL = {type: "describe_model"};
/** @type {Ask} */
const DDL = {type: "translate", query: null};

export class ModelPanel extends HTMLElement {
  /** @type {(ask: Ask) => void} */ ask = () => {};
  /** @type {ReadonlyMap<string, Answer>} */ #answers = new Map();
  /** @type {"diagram" | "ddl"} */ #view = "diagram";
  #asked = "";
  #declared = "";

  get #dialog() {
    return /** @type {HTMLDialogElement | null} */ (this.querySelector("dialog"));
  }

  open() {
    this.#draw();
    this.#dialog?.showModal();
    this.#inquire();
  }

  /** @param {Notebook} notebook */
  show(notebook) {
    this.#declared = declared(notebook);
    const news = notebook.answers !== this.#answers;
    this.#answers = notebook.answers;
    if (this.#dialog?.open) {
      if (this.#asked !== this.#declared) {
        this.#inquire();
      }
      if (news) {
        this.#draw();
      }
    }
  }

  #inquire() {
    this.#asked = this.#declared;
    this.ask(MODEL);
    this.ask(DDL);
  }

  #draw() {
    const choose = (/** @type {"diagram" | "ddl"} */ view) => () => {
      this.#view = view;
      this.#draw();
    };
    const model = this.#answers.get(keyOf(MODEL));
    render(html`
      <dialog class="model" aria-labelledby="model-title">
        <div class="model-bar">
          <h2 id="model-title">Model</h2>
          <span class="soft">${model?.type === "model" ? summary(model.mapping) : nothing}</span>
          <div class="model-views" role="group" aria-label="View">
            <button type="button" aria-pressed=${this.#view === "diagram"} @click=${choose("diagram")}>Diagram</button>
            <button type="button" aria-pressed=${this.#view === "ddl"} @click=${choose("ddl")}>DDL</button>
          </div>
          <button type="button" class="quiet" @click=${() => this.#dialog?.close()}>Close</button>
        </div>
        <div class="model-body">${this.#body(model)}</div>
      </dialog>`, this);
  }

  /** @param {Answer | undefined} model */
  #body(model) {
    if (model?.type === "declined") {
      return html`<p>${model.message}</p>`;
    }
    if (model?.type !== "model") {
      return html`<p class="soft">Asking the kernel…</p>`;
    }
    const problem = model.mapping.problem;
    const content = model.mapping.entities.length === 0
      ? html`<p>No entity is defined yet. Run the cell that defines one.</p>`
      : this.#view === "diagram" ? drawn(model) : this.#ddl();
    return html`
      ${problem ? html`<div class="model-problem" role="status"><b>Not a whole mapping yet</b>${
        problem.split("\n").map(words => html`<p>${words}</p>`)}</div>` : nothing}
      ${content}`;
  }

  #ddl() {
    const answer = this.#answers.get(keyOf(DDL));
    if (answer?.type === "declined") {
      return html`<p>${answer.message}</p>`;
    }
    return answer?.type === "dialects"
      ? html`<sql-dialects .answer=${answer}></sql-dialects>`
      : html`<p class="soft">Asking the kernel…</p>`;
  }
}

customElements.define("model-panel", ModelPanel);

/** @param {Model} model */
function drawn({mapping, drawing}) {
  return html`
    ${drawing ? html`
      <div class="diagram-scroll" tabindex="0" role="group" aria-label="Diagram">${diagram(drawing, "Entities and tables")}</div>
      <p class="legend soft">A line starts at the side that owns the column or join table, whose name it bears.
        Its foot with three toes means many, its bar one. A triangle points at the class that is extended.</p>` : nothing}
    <h3>In words</h3>
    <ul class="model-words">
      ${mapping.entities.map(type => html`<li>${stored(type)}</li>`)}
      ${mapping.associations.map(one => html`<li>${told(one)}</li>`)}
    </ul>`;
}

/**
 * Which runs have declared classes; it changes when one does.
 * @param {Notebook} notebook
 */
function declared({cells}) {
  return [...cells.values()].flatMap(({run}) =>
    run && run.millis > 0 && run.shown.some(event => event.type === "declared" && event.kind === "class") ? [run.number] : [])
    .join(" ");
}
